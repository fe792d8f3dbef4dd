"""The recipients of a document: Nơi nhận line by line, what was sent to each, signed for, recalled and returned."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ..domain.documents import Channel, Document, Recipient, Secrecy, State
from ..domain.errors import DocumentVoid, NotChangeable, ReasonNeeded, StaleRecord
from ..domain.numbering import Direction
from ..domain.roles import Action
from ..domain.text import clean, clean_line
from . import documents, organisations
from .changes import Changes, Kind
from .session import OfficeSession


@dataclass(frozen=True, slots=True)
class To:
    """A line of Nơi nhận as it is typed.

    `position`: of one that the document has already; `envelopes` None: as it has them.
    """

    name: str
    copies: int = 1
    channel: Channel = Channel.NONE
    note: str = ""
    position: int | None = None
    envelopes: int | None = None


class Noted(Enum):
    """What is noted of a recipient, one step after the other."""

    SENT = "sent"
    SIGNED = "signed"
    RECALLED = "recalled"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One recipient's receipt; it names the paper, so that no two can be taken for one another."""

    code: str
    day: date | None
    issuer: str
    type_name: str
    name: str
    copies: int
    copy_number: int | None
    channel: Channel
    envelopes: int
    dispatched_on: date | None
    signed_on: date | None
    signed_by: str


def set_recipients(session: OfficeSession, document: Document, to: Sequence[To]) -> Changes:
    """Nơi nhận as it now stands. A line keeps its position; one that was sent the paper stays. Raises NotChangeable."""
    return _change_recipients(session, document, "set_recipients", lambda rows: put_right(session, document, to, rows))


def put_right(
    session: OfficeSession, document: Document, to: Sequence[To], before: tuple[Recipient, ...]
) -> tuple[Recipient, ...]:
    """The rows of a document whose Nơi nhận is typed over. Raises NotChangeable for one that was sent the paper."""
    after = rows_of(session, document, to, before)
    kept = {r.position: r for r in after}
    for row in before:
        now = kept.get(row.position)
        if row.dispatched_on and (now is None or (now.name, now.copies) != (row.name, row.copies)):
            raise NotChangeable(state=document.state.value)
    return after


def dispatch(
    session: OfficeSession,
    document: Document,
    positions: Iterable[int],
    *,
    day: date | None = None,
    channel: Channel | None = None,
    envelopes: int | None = None,
) -> Changes:
    """The paper went to these recipients; sent to none it stays as it is.

    Raises NotChangeable before it has a number, DocumentVoid, BadCount.
    """
    on = day or session.today()
    documents.check_counts(envelopes=envelopes or None)

    def sent(row: Recipient) -> Recipient:
        way = row.channel if channel is None else channel
        return replace(row, dispatched_on=on, channel=way, envelopes=row.envelopes if envelopes is None else envelopes)

    changes = _change_rows(session, document, "dispatch", positions, sent)
    session.history.forget([document.id])
    return changes


def sign_receipt(
    session: OfficeSession, document: Document, positions: Iterable[int], *, by: str = "", day: date | None = None
) -> Changes:
    """These recipients signed for it."""
    on, name = day or session.today(), clean_line(by)
    return _change_rows(
        session, document, "sign_receipt", positions, lambda row: replace(row, signed_on=on, signed_by=name)
    )


def recall(session: OfficeSession, document: Document, positions: Iterable[int]) -> Changes:
    """These copies are to come back (thu hồi)."""
    return _change_rows(session, document, "recall", positions, lambda row: replace(row, recalled=True))


def returned(
    session: OfficeSession, document: Document, positions: Iterable[int], *, day: date | None = None
) -> Changes:
    """These copies came back."""
    on = day or session.today()
    return _change_rows(session, document, "copies_returned", positions, lambda row: replace(row, returned_on=on))


def empty(session: OfficeSession, document: Document, position: int, noted: Noted, reason: str) -> Changes:
    """It was noted at the wrong recipient: taken out again, with what rests on it; the trail keeps both and the reason.

    A paper that was sent to nobody then is issued only. Raises ReasonNeeded, NotChangeable, DocumentVoid.
    """
    why = clean(reason)
    if not why:
        raise ReasonNeeded(what="empty")
    changes = _change_rows(session, document, "empty_noted", [position], lambda row: _without(row, noted), why=why)
    session.history.forget([document.id])
    return changes


def unreturned(session: OfficeSession) -> tuple[tuple[Document, Recipient], ...]:
    """Copies that were recalled and have not come back, in every vault that is open."""
    found: list[tuple[Document, Recipient]] = []
    for store in documents.vaults(session):
        with store.read() as repo:
            found += repo.documents.unreturned()
    return tuple(found)


def receipts(session: OfficeSession, document: Document) -> tuple[Receipt, ...]:
    """The receipts of a document's recipients."""
    with documents.vault_of(session, document).read() as repo:
        rows = repo.documents.recipients(document.id)
    return tuple(
        Receipt(
            document.code,
            document.day,
            document.issuer_name,
            document.type_name,
            row.name,
            row.copies,
            row.copy_number,
            row.channel,
            row.envelopes,
            row.dispatched_on,
            row.signed_on,
            row.signed_by,
        )
        for row in rows
    )


def rows_of(
    session: OfficeSession, document: Document, to: Iterable[To], before: tuple[Recipient, ...]
) -> tuple[Recipient, ...]:
    """The rows that the lines of Nơi nhận make, each known one in its place, with the organisations that are known.

    Raises BadCount.
    """
    lines = [line for line in to if clean_line(line.name)]
    if not lines:
        return ()
    known = organisations.catalogue(session)
    there = {row.position: row for row in before}
    place = max(there, default=0)
    rows = []
    for line in lines:
        position = line.position
        if position not in there:
            place += 1
            position = place
        assert position is not None
        documents.check_counts(copies=line.copies, envelopes=line.envelopes or None)
        name = clean_line(line.name)
        found = known.find(name, document.day or document.registered)
        row = there.get(position) or Recipient(document.id, position, name)
        rows.append(
            replace(
                row,
                name=name,
                organisation=found.id if found else None,
                copies=line.copies,
                channel=line.channel,
                envelopes=row.envelopes if line.envelopes is None else line.envelopes,
                note=clean_line(line.note),
            )
        )
    rows.sort(key=lambda row: row.position)
    return number_copies(rows) if document.secrecy is not Secrecy.NONE else tuple(rows)


def number_copies(rows: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Each copy of a secret document has a number of its own (bản số); a row holds as many as it has copies.

    What has its number keeps it; what comes new goes on behind the last one.
    """
    kept = tuple(rows)
    last = max((row.copy_number + row.copies - 1 for row in kept if row.copy_number), default=0)
    numbered = []
    for row in kept:
        if row.copy_number is None:
            row = replace(row, copy_number=last + 1)
            last += row.copies
        numbered.append(row)
    return tuple(numbered)


def _without(row: Recipient, noted: Noted) -> Recipient:
    """What was not sent was not signed for nor recalled; what was not recalled did not come back."""
    match noted:
        case Noted.SENT:
            rest = replace(row, dispatched_on=None, signed_on=None, signed_by="")
            return _without(rest, Noted.RECALLED)
        case Noted.SIGNED:
            return replace(row, signed_on=None, signed_by="")
        case Noted.RECALLED:
            return replace(row, recalled=False, returned_on=None)
        case Noted.RETURNED:
            return replace(row, returned_on=None)


def _change_rows(
    session: OfficeSession,
    document: Document,
    action: str,
    positions: Iterable[int],
    change: Callable[[Recipient], Recipient],
    *,
    why: str = "",
) -> Changes:
    """Changes the rows at these positions of a document that has its number. Raises NotChangeable, StaleRecord."""
    session.require(Action.EDIT_REGISTER)
    wanted = set(positions)
    if document.state is State.VOID:
        raise DocumentVoid(document=document.id)
    if document.number is None:
        raise NotChangeable(state=document.state.value)

    def changed(rows: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
        if wanted - {row.position for row in rows}:
            raise StaleRecord(what="recipient")
        return tuple(change(row) if row.position in wanted else row for row in rows)

    return _change_recipients(session, document, action, changed, why=why)


def _change_recipients(
    session: OfficeSession,
    document: Document,
    action: str,
    change: Callable[[tuple[Recipient, ...]], tuple[Recipient, ...]],
    *,
    why: str = "",
) -> Changes:
    session.require(Action.EDIT_REGISTER)
    with documents.writing(session, document, action, closed_too=True) as repo:
        before = repo.documents.recipients(document.id)
        rows = change(before)
        repo.documents.save(_sent(document, before, rows), rows, told={"reason": why} if why else None)
    return Changes.of(action, Kind.REGISTER)


def _sent(document: Document, before: tuple[Recipient, ...], rows: tuple[Recipient, ...]) -> Document:
    """The document as its recipients let it stand: sent out with the first of them, and no more if to none."""
    earlier, now = ({row.position: row.dispatched_on for row in of if row.dispatched_on} for of in (before, rows))
    if now == earlier:
        return document
    handed_on, state = document.handed_on, document.state
    if handed_on is None or handed_on in set(earlier.values()) - set(now.values()):
        handed_on = min(now.values(), default=None)
    if document.direction is Direction.OUTGOING:
        state = State.DISPATCHED if now else State.ISSUED
    return replace(document, state=state, handed_on=handed_on)
