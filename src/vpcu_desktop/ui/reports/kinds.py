"""The reports that can be chosen, each as a function from a period to sections of figures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from ...domain.day_ranges import DateRange
from ...domain.directory import EntryKind
from ...domain.documents import Channel, Secrecy, Urgency
from ...domain.organisations import Group
from ...i18n import _
from ...services import reports
from ...services.following import FollowUp
from ...services.reports import By, Count
from ...services.session import OfficeSession
from ..registers import words
from . import programmes
from .periods import Period
from .sections import Cell, Measure, Report, Section

Make = Callable[[OfficeSession, Period], Report]
#: Up to so many days a period is divided into days, up to so many into months, else into years.
_DAYS, _MONTHS = 31, 750


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`by_period`: it is about a period; else about how things stand today. `paper`: its PDF, of those that have a form
    of their own.
    """

    key: str
    title: str
    make: Make
    by_period: bool = True
    paper: Callable[[OfficeSession, Period], bytes] | None = None


def kinds(*, cleared: bool) -> tuple[ReportKind, ...]:
    """Those that a clerk may see: secret documents by level only who is cleared."""
    found = [
        ReportKind("counts", _("Documents"), counts),
        ReportKind("processing", _("Processing"), processing),
        ReportKind("recalls", _("Recalls not returned"), recalls, by_period=False),
        ReportKind("programmes", _("Work programmes"), programmes.progress, paper=programmes.paper),
    ]
    if cleared:
        found.insert(2, ReportKind("levels", _("State secrets"), levels))
    return tuple(found)


def counts(session: OfficeSession, period: Period) -> Report:
    """How many documents came and went, by time and by each of their facts."""
    days = period.days
    step = step_of(days)

    def section(title: str, label: str, by: By, name: Callable[[Any], str]) -> Section:
        return _section(title, label, reports.counts(session, days, by), name)

    over_time = _every_step(reports.counts(session, days, step), days, step)
    by_time = _section(_by_step(step), _step_label(step), over_time, partial(_step_name, step))
    sections = [
        replace(by_time, chart="bars", marks=_marks(over_time, step) if by_time.rows else ()),
        _most_first(section(_("By type"), _("Type"), By.TYPE, lambda name: name or _("(no type)"))),
        section(_("By sender group"), _("Group"), By.GROUP, group_name),
        section(_("By urgency"), _("Urgency"), By.URGENCY, _urgency),
        section(_("By way"), _("Way"), By.CHANNEL, _channel),
    ]
    if session.secret is not None:
        sections.insert(3, section(_("By secrecy"), _("Secrecy"), By.SECRECY, _level))
    note = _("Documents with a number count, by the day of arrival or issue; void ones and drafts do not.")
    return Report(_("Incoming and outgoing documents"), _measures(), tuple(sections), note)


def processing(session: OfficeSession, period: Period) -> Report:
    """How units and persons met their deadlines."""
    days = period.days

    def rows(by: EntryKind) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        found = reports.processing(session, days, by)
        return tuple((each.name, _standing(each)) for each in sorted(found, key=lambda each: -each.total))

    measures = (
        Measure(_("On time"), "success"),
        Measure(_("Done late"), "warning", hatched=True),
        Measure(_("In time so far"), "line_strong"),
        Measure(_("No deadline"), "line"),
        Measure(_("Overdue"), "danger"),
        Measure(_("Sum")),
    )
    sections = (
        Section(_("By unit"), _("Unit"), rows(EntryKind.UNIT), chart="stacked"),
        Section(_("By person"), _("Person"), rows(EntryKind.PERSON), chart="stacked"),
    )
    note = _("What was directed in this period counts, as it stands today; what was for information only does not.")
    return Report(_("How documents are dealt with"), measures, sections, note)


def levels(session: OfficeSession, period: Period) -> Report:
    """Secret documents by level; an office's report on State secrets."""
    found = reports.state_secrets(session, period.days)
    section = replace(_section(_("By secrecy"), _("Secrecy"), found, _level), chart="bars")
    note = _("This page names how many there are and nothing else; print it only where that may be known.")
    return Report(_("Documents with State secrets"), _measures(), (section,), note)


def recalls(session: OfficeSession, _period: Period) -> Report:
    """Recalled copies that have not come back."""
    measures = (Measure(_("Dated")), Measure(_("Recipient")), Measure(_("Copy no.")), Measure(_("Sent on")))
    rows = tuple(
        (
            words.named(each.document),
            (
                words.day(each.document.day or each.document.registered),
                each.recipient.name,
                "" if each.recipient.copy_number is None else str(each.recipient.copy_number),
                words.day(each.recipient.dispatched_on),
            ),
        )
        for each in reports.unreturned(session)
    )
    section = Section(_("Copies that were recalled and have not come back"), _("Document"), rows, total=False)
    return Report(_("Recalls not returned"), measures, (section,))


def group_name(group: Group) -> str:
    return {
        Group.SUPERIOR: _("Superior bodies"),
        Group.PEER: _("Bodies of the same level"),
        Group.SUBORDINATE: _("Subordinate bodies"),
        Group.STATE: _("State bodies"),
        Group.MASS: _("Fatherland Front and mass organisations"),
        Group.OTHER: _("Other bodies"),
    }[group]


def _measures() -> tuple[Measure, ...]:
    return Measure(_("Incoming"), "focus"), Measure(_("Outgoing"), "text", hatched=True), Measure(_("Together"))


def _section(title: str, label: str, found: Iterable[Count], name: Callable[[Any], str]) -> Section:
    """Nothing at all if all figures are 0."""
    rows = tuple((name(each.value), (each.incoming, each.outgoing, each.total)) for each in found)
    return Section(title, label, rows if any(cells[-1] for _name, cells in rows) else ())


def _most_first(section: Section) -> Section:
    return replace(section, rows=tuple(sorted(section.rows, key=lambda row: -int(row[1][-1]))))


def step_of(days: DateRange) -> By:
    """What a period is best divided into for looking at."""
    length = (days.last - days.first).days + 1
    return By.DAY if length <= _DAYS else By.MONTH if length <= _MONTHS else By.YEAR


def _every_step(found: Iterable[Count], days: DateRange, step: By) -> tuple[Count, ...]:
    """Those without any document are there too: a gap is seen."""
    known = {each.value: each for each in found}
    return tuple(known.get(day, Count(day)) for day in _steps(days, step))


def _steps(days: DateRange, step: By) -> Iterator[date]:
    """The first day of each."""
    first = days.first
    day = first if step is By.DAY else date(first.year, first.month if step is By.MONTH else 1, 1)
    while day <= days.last:
        yield day
        if step is By.DAY:
            day += timedelta(days=1)
        elif step is By.MONTH:
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        else:
            day = date(day.year + 1, 1, 1)


def _standing(each: FollowUp) -> tuple[Cell, ...]:
    return each.on_time, each.late, each.running, each.no_deadline, each.overdue, each.total


def _by_step(step: By) -> str:
    return {By.DAY: _("By day"), By.MONTH: _("By month")}.get(step, _("By year"))


def _step_label(step: By) -> str:
    return {By.DAY: _("Day"), By.MONTH: _("Month")}.get(step, _("Year"))


def _step_name(step: By, day: date) -> str:
    return {By.DAY: f"{day.day}/{day.month}", By.MONTH: f"{day.month}/{day.year}"}.get(step, f"{day.year}")


def _marks(found: Sequence[Count], step: By) -> tuple[str, ...]:
    """Under the bars of days: the month is told where it changes alone."""
    names = [_step_name(step, each.value) for each in found]  # type: ignore[arg-type]
    if step is By.DAY:
        names = [name if n and name.startswith("1/") else name.partition("/")[0] for n, name in enumerate(names)]
    return tuple(names)


def _level(level: Secrecy) -> str:
    return words.secrecy(level) or _("Ordinary")


def _urgency(urgency: Urgency) -> str:
    return words.urgency(urgency) or _("Not urgent")


def _channel(channel: Channel) -> str:
    said = words.channel(channel)
    return said[:1].upper() + said[1:] if said else _("Not told")
