"""The words for books, series and numbers."""

from collections.abc import Sequence
from datetime import date

from ...domain.books import Book
from ...domain.code_parts import Style
from ...domain.document_types import DocumentTypes
from ...domain.numbering import ALL_TYPES, Direction, NumberEntry, NumberState, Scope, Secrecies, Series, number_text
from ...domain.numbering_rules import BEGINNING, Gap, NumberReport
from ...i18n import _, n_
from ...services.book_overview import BookLine, SeriesLine
from ..registers.words import day, whole

_PARTY = (Style.PARTY, None)


def way(direction: Direction, *, secret: bool = False) -> str:
    """Which register it is."""
    if secret:
        return _("Incoming, secret") if direction is Direction.INCOMING else _("Outgoing, secret")
    return _("Incoming") if direction is Direction.INCOMING else _("Outgoing")


def span(first: date, last: date | None) -> str:
    """`01/01/2026 – 31/12/2026`; a beginning or end that nobody has entered is left open."""
    begins = "…" if first <= BEGINNING else day(first)
    return f"{begins} – {day(last)}" if last else _("from {day}").format(day=begins)


def volume(book: Book) -> str:
    return _("Volume {n}").format(n=book.volume)


def book_state(book: Book, today: date) -> str:
    """Whether a book takes entries, and if not why."""
    if book.readonly:
        return _("for reading only")
    if book.closed_on is not None:
        return _("closed on {day}").format(day=day(book.closed_on))
    if book.last_day is not None and book.last_day < today:
        return _("full or over, to be closed")
    if book.first_day > today:
        return _("begins on {day}").format(day=day(book.first_day))
    return _("open")


def lines_of(line: BookLine) -> str:
    """How many lines, from which to which."""
    if not line.count:
        return _("empty")
    return f"{number_text(line.first_line)}–{number_text(line.last_line)}"


def printed(line: BookLine) -> str:
    """How far it is printed to be signed."""
    if not line.printed_page:
        return _("nothing yet") if line.count else ""
    left = line.last_line - line.printed_line
    if left <= 0:
        return _("all, {n} pages").format(n=line.printed_page)
    return n_("{n} line is not printed", "{n} lines are not printed", left).format(n=whole(left))


def group(series: Series, types: DocumentTypes, today: date) -> str:
    """What a series numbers: `QĐ · Quyết định, Quy định`."""
    if series.group == ALL_TYPES:
        return _("all incoming papers") if series.direction is Direction.INCOMING else _("all types")
    names = dict.fromkeys(
        each.name for each in types.on(today) if each.counter_group == series.group and each.style in _PARTY
    )
    return f"{series.group} · {', '.join(names)}" if names else series.group


def secrecies(series: Series) -> str:
    """Which documents, if that is not said by itself."""
    return {
        Secrecies.SHARED: "",
        Secrecies.ORDINARY: _("without the secret ones"),
        Secrecies.SECRET: _("secret ones alone"),
    }[series.secrecies]


def what(series: Series, types: DocumentTypes, today: date) -> str:
    """What it numbers; a series of the secret book says so."""
    said = group(series, types, today)
    return f"{said} – {secrecies(series)}" if series.secrecies is Secrecies.SECRET else said


def scope(value: Scope) -> str:
    return {
        Scope.TERM: _("for the term"),
        Scope.YEAR: _("each year"),
        Scope.CONGRESS: _("for the congress"),
        Scope.CUSTOM: _("as the office says"),
    }[value]


def series_name(series: Series, types: DocumentTypes, today: date) -> str:
    """A series in one line: what, and for how long."""
    return " – ".join(filter(None, (group(series, types, today), secrecies(series), series.name)))


def series_state(line: SeriesLine, today: date) -> str:
    """What is to be known of it at a glance."""
    if line.expired:
        return n_(
            "{n} reserved number is past its day", "{n} reserved numbers are past their day", line.expired
        ).format(n=line.expired)
    if line.series.closed or not line.series.counts_on(today):
        begins = line.series.first_day > today
        return _("not begun") if begins else _("ended")
    if line.reserved:
        return n_("{n} number is reserved", "{n} numbers are reserved", line.reserved).format(n=line.reserved)
    return ""


def number(entry: NumberEntry) -> str:
    return number_text(entry.value, entry.suffix)


def number_state(entry: NumberEntry, today: date) -> str:
    """What became of a number; of a secret one only that it was given, or is void."""
    if entry.state is NumberState.RESERVED:
        late = entry.expires is not None and entry.expires < today
        text = _("reserved for {whom} until {day}: its day is past") if late else _("reserved for {whom} until {day}")
        return text.format(whom=entry.owner, day=day(entry.expires))
    return {
        NumberState.ISSUED: _("given"),
        NumberState.VOID: _("void"),
        NumberState.BLANK: _("passed over"),
    }[entry.state]


def gap(value: Gap) -> str:
    """`12` or `12–14`."""
    first, last = number_text(value.first), number_text(value.last)
    return first if value.count == 1 else f"{first}–{last}"


def report_lines(report: NumberReport) -> Sequence[tuple[str, str]]:
    """(sentence, role): what asks for a decision first, then what is in order."""
    found: list[tuple[str, str]] = []
    if report.gaps:
        found.append((_("Numbers without a trace: {gaps}").format(gaps=", ".join(map(gap, report.gaps))), "danger"))
    if report.doubles:
        twice = ", ".join(number_text(*each) for each in report.doubles)
        found.append((_("Numbers that several papers bear: {numbers}").format(numbers=twice), "danger"))
    if report.expired:
        late = ", ".join(map(number, report.expired))
        found.append((_("Reserved, and their day is past: {numbers}").format(numbers=late), "warning"))
    if report.out_of_order:
        pairs = ", ".join(f"{number(a)} ({day(a.day)}) – {number(b)} ({day(b.day)})" for a, b in report.out_of_order)
        found.append((_("Later number, earlier date: {pairs}").format(pairs=pairs), "warning"))
    if not found:
        found.append((_("No number is missing or given twice; dates and numbers agree."), "success"))
    return found


def counted(report: NumberReport) -> str:
    """How many numbers stand where."""
    parts = [
        _("next number {n}").format(n=number_text(report.next)),
        _("given {n}").format(n=report.issued),
        _("reserved {n}").format(n=len(report.reserved)),
        _("void {n}").format(n=len(report.void)),
        _("passed over {n}").format(n=len(report.blank)),
    ]
    return " · ".join(parts)
