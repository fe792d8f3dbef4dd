"""Giving numbers, and what becomes of them: reserved, void, passed over. The series stand in `number_policy`.

A number is taken in the transaction that saves its document, never when a form opens; once given it is never freed.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.documents import Document, LinkKind, State
from ..domain.errors import BadNumber, ClockWentBack, NumbersUnsure, ReasonNeeded, StaleRecord
from ..domain.numbering import Direction, NumberEntry, NumberState, Series, number_text
from ..domain.numbering_rules import FAR_AHEAD, Gap, NumberReport, RollOver, check_number, clean_suffix
from ..domain.numbering_rules import report as make_report
from ..domain.organisations import Organisation
from ..domain.roles import Action, may
from ..domain.schedule import new_id
from ..domain.text import clean_line
from .changes import Changes, Kind
from .history import CLOCK_TOLERANCE
from .number_policy import (
    Opened,
    ending_with,
    known_series,
    open_series,
    policy,
    save_series,
    series_for,
    set_policy,
    set_start,
    start_congress,
    start_term,
    terms,
)
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

__all__ = [
    "Given",
    "NumberWarning",
    "Opened",
    "Reserved",
    "RollOver",
    "WarningKind",
    "blank",
    "cancel_reservation",
    "ending_with",
    "give",
    "known_series",
    "next_number",
    "open_series",
    "policy",
    "report",
    "reservations",
    "reserve",
    "save_series",
    "series",
    "series_for",
    "set_policy",
    "set_start",
    "setup",
    "start_congress",
    "start_term",
    "start_year",
    "terms",
    "void",
    "void_in",
]

_OFFICE_PREFIX, _OFFICE_NAME = "VP", "Văn phòng"
#: All that the ledger says of a void secret document; its reason stands in the secret vault.
VOIDED = "hủy"


class WarningKind(Enum):
    """What is odd about a number that was given all the same."""

    DATE_ORDER = "date_order"  # a neighbour's date says otherwise; `entry` is that neighbour
    RESERVED_FOR = "reserved_for"  # it was reserved for somebody; `entry` is how it stood before
    LEAVES_GAP = "leaves_gap"  # the counter jumped; `gap` asks to be filled or passed over with a reason


@dataclass(frozen=True, slots=True)
class NumberWarning:
    kind: WarningKind
    entry: NumberEntry | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A number that was taken, and what is odd about it."""

    entry: NumberEntry
    warnings: tuple[NumberWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Reserved:
    entries: tuple[NumberEntry, ...]
    changes: Changes


def setup(session: OfficeSession) -> Changes | None:
    """Gives an office that has none its own organs (ĐU and VPĐU) with the books of this year; None: nothing to do.

    Who may not manage books leaves it to who may.
    """
    if not may(session.role, Action.MANAGE_BOOKS):
        return None
    with session.store.read() as repo:
        if any(each.own for each in repo.all(Organisation)):
            return None
    from .year_books import year_book

    with session.store.write(session.clerk.id, "set_up_registers") as repo:
        if any(each.own for each in repo.all(Organisation)):
            return None  # another window was faster
        organ, office = _first_organs(session)
        for each in (organ, office):
            repo.save(each)
        for direction in Direction:
            year_book(session, repo, organ, direction, session.today())
    return Changes.of("set_up_registers", Kind.BOOKS)


def start_year(session: OfficeSession, year: int) -> Changes:
    """Opens this year's books, and their series of số đến, after those that the year before had in either vault."""
    session.require(Action.MANAGE_BOOKS)
    from .year_books import open_year

    open_year(session, year)
    return Changes.of("start_year", Kind.BOOKS)


def series(session: OfficeSession) -> tuple[Series, ...]:
    """All series, those that have ended too, in the order of their making."""
    with session.store.read() as repo:
        return repo.all(Series)


def next_number(session: OfficeSession, of: Series | Book) -> int | None:
    """The number that the next document would get, to be shown; None for a book without a series of its own."""
    series_id = of.series if isinstance(of, Book) else of.id
    if series_id is None:
        return None
    with session.store.read() as repo:
        return repo.ledger.peek(series_id)


def give(
    session: OfficeSession,
    repo: "Repository",
    of: Series,
    *,
    day: date,
    document: str | None = None,
    secret: bool = False,
    token: str = "",
    value: int | None = None,
    suffix: str = "",
    reason: str = "",
    far_ahead: bool = False,
    despite_clock: bool = False,
) -> Given:
    """Takes a number in the transaction that saves its document: the next one, or the one given (from the paper book,
    from a reservation, beside another with a suffix).

    `far_ahead` and `despite_clock`: the clerk was asked and confirms. A secret document gives a token, not its id.
    Raises BadNumber, NumberTaken, ReasonNeeded, ClockWentBack, NumbersUnsure.
    """
    if not of.counts_on(day):
        raise BadNumber(reason="not_counting", name=of.name, day=day)
    if not despite_clock:
        _check_clock(session, repo)
    if value is None:
        _check_restore(session, repo)
    expected: int | None = None  # of a number that is given; the next one leaves no gap
    before: NumberEntry | None = None
    if value is not None:
        expected = repo.ledger.peek(of.id)
        if value > expected + FAR_AHEAD and not far_ahead:
            raise BadNumber(reason="far_ahead", value=value, next=expected)
        check_number(value, "", value)
        before = repo.ledger.find(of.id, value, clean_suffix(suffix))
    entry = repo.ledger.take(
        of,
        day=day,
        document=document,
        secret=secret,
        token=token,
        owner="" if secret else session.clerk.name,
        value=value,
        suffix=suffix,
        reason=clean_line(reason),
    )
    warnings = []
    if before is not None and before.owner != session.clerk.name:
        warnings.append(NumberWarning(WarningKind.RESERVED_FOR, entry=before))
    if expected is not None and not entry.suffix and entry.value > expected:
        warnings.append(NumberWarning(WarningKind.LEAVES_GAP, gap=Gap(expected, entry.value - 1)))
    return Given(entry, (*warnings, *_disorder(repo, entry)))


def reserve(session: OfficeSession, of: Series, *, owner: str, expires: date, reason: str, count: int = 1) -> Reserved:
    """Keeps the next numbers for somebody until a day. What is not used by then is shown until it is decided."""
    session.require(Action.MANAGE_BOOKS)
    who, why = clean_line(owner), clean_line(reason)
    if not who or not why:
        raise ReasonNeeded(what="reserve")
    if count < 1:
        raise BadNumber(reason="below_one", value=count)
    today = session.today()
    if not of.counts_on(today):
        raise BadNumber(reason="not_counting", name=of.name, day=today)
    with session.store.write(session.clerk.id, "reserve_number") as repo:
        entries = tuple(
            repo.ledger.take(of, day=today, owner=who, reason=why, state=NumberState.RESERVED, expires=expires)
            for _ in range(count)
        )
    return Reserved(entries, Changes.of("reserve_number", Kind.BOOKS))


def cancel_reservation(session: OfficeSession, entry: NumberEntry, reason: str) -> Changes:
    """The number will not be used: it is passed over with a reason, never freed. Raises StaleRecord, ReasonNeeded."""
    session.require(Action.MANAGE_BOOKS)
    why = _reason(reason, "blank")
    with session.store.write(session.clerk.id, "cancel_reservation") as repo:
        if repo.get(NumberEntry, entry.id) != entry or entry.state is not NumberState.RESERVED:
            raise StaleRecord(what="number_entry")
        repo.ledger.change(replace(entry, state=NumberState.BLANK, reason=why))
    return Changes.of("cancel_reservation", Kind.BOOKS)


def blank(session: OfficeSession, of: Series, value: int, reason: str, *, last: int | None = None) -> Changes:
    """Passes over a gap, or several numbers in a row, with a reason. Raises NumberTaken, BadNumber, ReasonNeeded."""
    session.require(Action.MANAGE_BOOKS)
    why = _reason(reason, "blank")
    with session.store.write(session.clerk.id, "blank_number") as repo:
        counter = repo.ledger.peek(of.id)
        for number in range(value, (last or value) + 1):
            if number >= counter:
                raise BadNumber(reason="not_passed", value=number, next=counter)
            repo.ledger.take(of, day=None, owner=session.clerk.name, value=number, reason=why, state=NumberState.BLANK)
    return Changes.of("blank_number", Kind.BOOKS)


def void(session: OfficeSession, document: Document, reason: str) -> Changes:
    """The document counts no longer; its number stays its own for ever, with the reason, and so do line and text.

    A secret document's number is void in the ordinary vault's ledger, its reason stands in the secret one alone.
    Raises ReasonNeeded, DocumentVoid, BookClosed, StaleRecord.
    """
    session.require(Action.MANAGE_BOOKS)
    from .documents import vault_of, writing

    with writing(session, document, "void") as repo:
        void_in(session, repo, document, reason)
    if vault_of(session, document) is not session.store:  # after a crash here `reconciling` does it
        with session.store.write(session.clerk.id, "void") as repo:
            entry = repo.ledger.entry_with(document.id)
            if entry is not None and entry.state is NumberState.ISSUED:
                repo.ledger.change(replace(entry, state=NumberState.VOID, reason=VOIDED))
    return Changes.of("void", Kind.REGISTER, Kind.BOOKS)


def void_in(session: OfficeSession, repo: "Repository", document: Document, reason: str) -> Document:
    """The same within a transaction of the document's vault: gives the void document."""
    why = _reason(reason, "void")
    gone = replace(document, state=State.VOID, void_reason=why)
    repo.documents.save(gone, told=_answered(repo, document))
    entry = repo.ledger.entry_of(document.id)
    if entry is not None:
        repo.ledger.change(replace(entry, state=NumberState.VOID, reason=why))
    return gone


def _answered(repo: "Repository", document: Document) -> dict[str, object]:
    """Whose answer a document was, by what stays known of an arrival even where that becomes secret."""
    links = [each for each in repo.documents.links(document.id) if each.kind is LinkKind.REPLIES]
    others = repo.documents.named(each.target for each in links if each.source == document.id and each.target)
    known = [
        {"number": number_text(other.number, other.suffix), "registered": other.registered.isoformat()}
        for other in others.values()
        if other.number is not None
    ]
    named = [{"name": each.target_text} for each in links if each.source == document.id and each.target_text]
    return {"answered": known + named} if known or named else {}


def reservations(session: OfficeSession, *, expired: bool = False) -> tuple[NumberEntry, ...]:
    """The reserved numbers, those that expire first first; or only those whose day is over, to be decided."""
    today = session.today()
    with session.store.read() as repo:
        return tuple(e for e in repo.ledger.reserved() if not expired or (e.expires is not None and e.expires < today))


def report(session: OfficeSession, of: Series) -> NumberReport:
    """Gaps, numbers that are reserved, void or passed over, and those whose dates and numbers disagree."""
    with session.store.read() as repo:
        ledger = repo.ledger
        return make_report(
            ledger.entries(of.id), ledger.gaps(of), ledger.doubles(of.id), ledger.peek(of.id), session.today()
        )


def _first_organs(session: OfficeSession) -> tuple[Organisation, Organisation]:
    """The committee and its office, from the one of them that heads the papers: the committee first."""
    office = session.office
    if office.code.startswith(_OFFICE_PREFIX):
        name = office.name.removeprefix(_OFFICE_NAME).strip()
        organ = Organisation(new_id(), name[:1].upper() + name[1:], code=office.code[len(_OFFICE_PREFIX) :], own=True)
        return organ, Organisation(new_id(), office.name, code=office.code, parent=organ.id, own=True)
    organ = Organisation(new_id(), office.name, code=office.code, own=True)
    beneath = f"{_OFFICE_NAME} {office.name}"
    return organ, Organisation(new_id(), beneath, code=_OFFICE_PREFIX + office.code, parent=organ.id, own=True)


def _check_clock(session: OfficeSession, repo: "Repository") -> None:
    """Dates on papers come from this clock: it must not stand before what was entered last."""
    last = repo.trail.last_at
    if last is not None and session.clock() + CLOCK_TOLERANCE < last:
        raise ClockWentBack(last=last)


def _check_restore(session: OfficeSession, repo: "Repository") -> None:
    """Before the first new number of a restored store it is told once; whoever then goes on has looked."""
    from ..data.restored import restored_from, settle

    made_at = restored_from(repo)
    if made_at is None:
        return
    if not session.told_of_restore:
        session.told_of_restore = True
        raise NumbersUnsure(made_at=made_at)
    settle(repo)


def _disorder(repo: "Repository", entry: NumberEntry) -> list[NumberWarning]:
    below, above = repo.ledger.neighbours(entry.series, entry.value, entry.suffix)
    day = entry.day or date.min
    wrong = [below] if below is not None and below.day is not None and below.day > day else []
    wrong += [above] if above is not None and above.day is not None and above.day < day else []
    return [NumberWarning(WarningKind.DATE_ORDER, entry=each) for each in wrong]


def _reason(text: str, what: str) -> str:
    """Raises ReasonNeeded for an empty one."""
    why = clean_line(text)
    if not why:
        raise ReasonNeeded(what=what)
    return why
