"""Incoming documents: registered with their số đến in one transaction, put right, returned."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.code_reading import read_code
from ..domain.documents import (
    Channel,
    Document,
    Link,
    LinkKind,
    Progress,
    Secrecy,
    Source,
    State,
    Urgency,
)
from ..domain.errors import NotChangeable, ReasonNeeded
from ..domain.following import DuePolicy
from ..domain.numbering import Direction, NumberEntry
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line, fold
from . import attachments as files
from . import documents, placing, secret_books
from .changes import Changes, Kind
from .numbering import NumberWarning
from .session import OfficeSession
from .year_books import go_on_into_year

if TYPE_CHECKING:
    from ..data.repository import Repository
    from .attachments import NewFile

_DUE = "incoming.due"
_NEAR_DAYS = 366  # a code that comes again later belongs to another term


@dataclass(frozen=True, slots=True)
class IncomingDraft:
    """What a clerk enters of an incoming paper, as it stands on it. Everything may be missing.

    `arrived`: today if None. `due`: as it shall stand; `DuePolicy` proposes one. `envelope`: may not be opened, only
    what is on the envelope is entered.
    """

    code: str = ""
    day: date | None = None
    issuer: str = ""
    type_abbr: str = ""
    type_name: str = ""
    subject: str = ""
    arrived: date | None = None
    arrived_at: time | None = None
    signer: str = ""
    signer_position: str = ""
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    urgency_hour: time | None = None
    channel: Channel = Channel.NONE
    due: date | None = None
    receiver: str = ""
    pages: int | None = None
    copies: int | None = None
    circulation: str = ""
    envelope: bool = False
    note: str = ""


class RegisterWarning(Enum):
    """What a clerk should look at once more; the line is registered all the same."""

    DUPLICATE = "duplicate"  # the same issuer, code and day
    SIMILAR = "similar"  # the same issuer and code, another day
    DAY_AFTER_ARRIVAL = "day_after_arrival"  # the paper is dated later than it came


@dataclass(frozen=True, slots=True)
class Registered:
    """A line that now stands in the register, with the number that it took; what a clerk may want to look at again."""

    document: Document
    entry: NumberEntry
    warnings: tuple[RegisterWarning, ...]
    number_warnings: tuple[NumberWarning, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A registered document that a draft may be; `same_day`: also their days agree."""

    document: Document
    same_day: bool


def register(
    session: OfficeSession,
    draft: IncomingDraft,
    *,
    book: Book | None = None,
    attachments: Sequence["NewFile"] = (),
    number: int | None = None,
    suffix: str = "",
    far_ahead: bool = False,
    despite_clock: bool = False,
) -> Registered:
    """Enters a paper into the register; its số đến is taken in the same transaction.

    `book`: the open one that takes the day of arrival if None. `number`, with its suffix: the one that it has in the
    paper book, for what was entered there first. `far_ahead`, `despite_clock`: the clerk was asked. A secret paper goes
    into the secret book. Raises NoOpenBook, BookClosed, NumberTaken, BadNumber, ClockWentBack, ClearanceNeeded,
    AttachmentRefused, SecretFilesRefused.
    """
    session.require(Action.EDIT_REGISTER)
    document = to_document(session, draft, number=number)
    wanted = placing.Wanted(number, suffix, far_ahead=far_ahead, despite_clock=despite_clock)
    if document.secrecy is not Secrecy.NONE:
        found = _duplicates(session, document)
        stored, given = secret_books.enter(session, document, wanted, book=book, attachments=attachments)
    else:
        taken = files.take_in(session, session.store, document, attachments)
        with session.store.write(session.clerk.id, "register_incoming") as repo:
            chosen = None if book is None or book.secret else book
            go_on_into_year(session, repo, Direction.INCOMING, document.registered)
            place = placing.book_for(repo, Direction.INCOMING, document.registered, chosen=chosen)
            document = documents.with_issuer(session, repo, document)
            found = _duplicates(session, document, repo)
            given = placing.give_incoming(session, repo, document, wanted, book=place)
            stored = placing.in_book(repo, document, place, given.entry)
            repo.documents.save(stored)
            files.add_rows(repo, stored, taken)
    changes = Changes.of("register_incoming", Kind.REGISTER, Kind.BOOKS)
    return Registered(stored, given.entry, _warnings(stored, found), given.warnings, changes)


def change(session: OfficeSession, before: Document, after: Document) -> Changes:
    """Puts a registered line right; see `documents.change`."""
    return documents.change(session, before, after)


def open_envelope(session: OfficeSession, before: Document, after: Document) -> Changes:
    """The envelope was opened by whom it names: what the paper says is entered, under the same số đến."""
    return documents.change(session, before, replace(after, envelope=False), label="open_envelope")


def hand_on(session: OfficeSession, document: Document) -> Changes:
    """It went to whom it was registered for, without a direction that asks anybody."""
    session.require(Action.EDIT_REGISTER)
    with documents.writing(session, document, "hand_over_document", closed_too=True) as repo:
        repo.documents.save(replace(document, handed_on=session.today()))
    session.history.forget([document.id])
    return Changes.of("hand_over", Kind.REGISTER)


def add_copy(
    session: OfficeSession, existing: Document, channel: Channel, *, arrived: date | None = None, note: str = ""
) -> Changes:
    """The same document came once more by another way: entered beside the first, without a số đến of its own."""
    session.require(Action.EDIT_REGISTER)
    with documents.writing(session, existing, "add_copy", closed_too=True) as repo:
        copy = replace(
            existing,
            id=new_id(),
            registered=arrived or session.today(),
            book=None,
            line=None,
            series=None,
            number=None,
            suffix="",
            channel=channel,
            state=State.NOTED,
            due=None,
            done_on=None,
            handed_on=None,
            receiver="",
            note=clean(note),
        )
        repo.documents.save(copy)
        repo.save(Link(new_id(), copy.id, LinkKind.COPY_OF, existing.id))
    return Changes.of("add_copy", Kind.REGISTER)


def return_(session: OfficeSession, document: Document, reason: str) -> Changes:
    """Sent back: wrongly addressed, damaged, not for this office. It keeps its số đến; nobody is asked any more."""
    session.require(Action.EDIT_REGISTER)
    why = clean(reason)
    if not why:
        raise ReasonNeeded(what="return")
    if not document.state.is_open:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "return_incoming", closed_too=True) as repo:
        for assignment in repo.documents.assignments(document.id):
            if assignment.progress.is_open:
                repo.save(replace(assignment, progress=Progress.RETURNED, done_on=session.today()))
        note = "\n".join(filter(None, (document.note, why)))
        repo.documents.save(replace(document, state=State.RETURNED, done_on=session.today(), note=note))
    session.history.forget([document.id])
    return Changes.of("return_incoming", Kind.REGISTER)


def duplicates(session: OfficeSession, draft: IncomingDraft) -> tuple[Duplicate, ...]:
    """Registered documents that the draft may be, those of the same day first. Only asks: thousands write ĐU."""
    return _duplicates(session, to_document(session, draft))


def due_policy(session: OfficeSession) -> DuePolicy:
    """Which deadline the office proposes where the paper names none."""
    with session.store.read() as repo:
        text = repo.setting(_DUE)
    if text is None:
        return DuePolicy()
    values = json.loads(text)
    return DuePolicy(values["days"], values["working"], tuple(values["types"]))


def set_due_policy(session: OfficeSession, policy: DuePolicy) -> Changes:
    session.require(Action.EDIT_OFFICE)
    values = {"days": policy.days, "working": policy.working, "types": list(policy.types)}
    with session.store.write(session.clerk.id, "set_due_policy") as repo:
        repo.set_setting(_DUE, json.dumps(values, ensure_ascii=False))
    return Changes.of("set_due_policy", Kind.OFFICE)


def to_document(session: OfficeSession, draft: IncomingDraft, *, number: int | None = None) -> Document:
    """The line that a draft makes, without number and place. The type is read off the code where it is not given.

    An urgent paper of today takes the hour. Raises BadCount.
    """
    arrived = draft.arrived or session.today()
    hour = draft.arrived_at
    if hour is None and draft.urgency is not Urgency.NONE and arrived == session.today():
        hour = session.clock().astimezone().time().replace(second=0, microsecond=0)
    documents.check_counts(pages=draft.pages, copies=draft.copies)
    abbreviation, name = _type_of(session, draft)
    return documents.cleaned(
        Document(
            new_id(),
            Direction.INCOMING,
            arrived,
            code=draft.code,
            type_abbr=abbreviation,
            type_name=name,
            day=draft.day,
            issuer_name=draft.issuer,
            subject=None if draft.secrecy is Secrecy.TOP_SECRET else draft.subject,
            signer=draft.signer,
            signer_position=draft.signer_position,
            arrived_at=hour,
            secrecy=draft.secrecy,
            urgency=draft.urgency,
            urgency_hour=draft.urgency_hour,
            channel=draft.channel,
            due=draft.due,
            receiver=draft.receiver,
            pages=draft.pages,
            copies=draft.copies,
            circulation=draft.circulation,
            envelope=draft.envelope,
            note=draft.note,
            source=Source.TYPED if number is None else Source.PAPER,
        )
    )


def _type_of(session: OfficeSession, draft: IncomingDraft) -> tuple[str, str]:
    """Abbreviation and name of the type: as typed, else as the code and the rules of its day tell without a doubt."""
    abbreviation, name = clean_line(draft.type_abbr), clean_line(draft.type_name)
    if abbreviation and name:
        return abbreviation, name
    code = read_code(draft.code)
    if not abbreviation and not name:
        abbreviation = code.type
    if abbreviation and not name and draft.day is not None:
        name = session.document_types.name_of(abbreviation, code.style, draft.day)
    return abbreviation, name


def _duplicates(session: OfficeSession, document: Document, repo: "Repository | None" = None) -> tuple[Duplicate, ...]:
    """`repo`: the transaction of the ordinary vault, if there is one."""
    first, last = _near(document.day)
    numbered: list[Document] = []
    for store in documents.vaults(session):
        there = contextlib.nullcontext(repo) if repo is not None and store is session.store else store.read()
        with there as reading:
            alike = reading.documents.numbered_like(document.direction, document.match_key, first, last)
            numbered += [other for other in alike if other.id != document.id]
    if not numbered:
        return ()
    sought = document if document.issuer else documents.with_known_issuer(session, document, repo)
    found = [Duplicate(other, other.day == sought.day) for other in numbered if _may_be_one(sought, other)]
    return tuple(sorted(found, key=lambda each: not each.same_day))


def _near(day: date | None) -> tuple[date, date]:
    """The first and last day on which the same document may have been made."""
    if day is None:
        return date.min, date.max
    at = day.toordinal()
    ends = max(at - _NEAR_DAYS, date.min.toordinal()), min(at + _NEAR_DAYS, date.max.toordinal())
    return date.fromordinal(ends[0]), date.fromordinal(ends[1])


def _may_be_one(document: Document, other: Document) -> bool:
    issuers = {fold(document.issuer_name), fold(other.issuer_name)} - {""}
    if len(issuers) > 1 and document.issuer != other.issuer:
        return False
    return len({read_code(document.code).type, read_code(other.code).type} - {""}) <= 1


def _warnings(document: Document, found: tuple[Duplicate, ...]) -> tuple[RegisterWarning, ...]:
    warnings = []
    if any(each.same_day for each in found):
        warnings.append(RegisterWarning.DUPLICATE)
    elif found:
        warnings.append(RegisterWarning.SIMILAR)
    if document.day is not None and document.day > document.registered:
        warnings.append(RegisterWarning.DAY_AFTER_ARRIVAL)
    return tuple(warnings)
