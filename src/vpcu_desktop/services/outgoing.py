"""Outgoing documents: drafted, checked, numbered and dated at once, dispatched, signed for, recalled, void."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from ..domain.codes import Style
from ..domain.documents import Document, Secrecy, State, Urgency
from ..domain.errors import NotChangeable, StillLinked
from ..domain.form_checks import DraftFacts, FormWarning, IssuingBody, check_outgoing
from ..domain.numbering import Direction, NumberEntry
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line
from . import documents, links, numbering, placing, rules, secret_books
from .changes import Changes, Kind
from .numbering import Given, NumberWarning
from .placing import IssueNumber
from .recipients import (
    Noted,
    Receipt,
    To,
    dispatch,
    empty,
    put_right,
    recall,
    receipts,
    returned,
    rows_of,
    set_recipients,
    sign_receipt,
    unreturned,
)
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

__all__ = [
    "IssueNumber",
    "Issued",
    "Noted",
    "OutgoingDraft",
    "Receipt",
    "Saved",
    "To",
    "check",
    "dispatch",
    "drop_draft",
    "empty",
    "issue",
    "mark_checked",
    "recall",
    "receipts",
    "register",
    "returned",
    "save_draft",
    "set_recipients",
    "sign_receipt",
    "unreturned",
    "void",
]


@dataclass(frozen=True, slots=True)
class OutgoingDraft:
    """What a clerk enters of a draft. `organ`: the own organisation in whose series it will be numbered.

    `signer_position` as on the paper, with the authority before it ("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ"). `day`: the date on
    the paper, if it bears one already. `number_on_paper`: to be checked only, never taken. `due`: when an answer is
    expected by.
    """

    organ: str
    type_abbr: str = ""
    type_name: str = ""
    subject: str = ""
    signer: str = ""
    signer_position: str = ""
    day: date | None = None
    number_on_paper: str = ""
    body: IssuingBody = IssuingBody.OTHER
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    urgency_hour: time | None = None
    due: date | None = None
    kept_by: str = ""
    pages: int | None = None
    copies: int | None = None
    circulation: str = ""
    note: str = ""
    to: tuple[To, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    document: Document
    changes: Changes


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that now has its number and day."""

    document: Document
    entry: NumberEntry
    warnings: tuple[NumberWarning, ...]
    changes: Changes


def save_draft(session: OfficeSession, draft: OutgoingDraft, document: Document | None = None) -> Saved:
    """Keeps a draft, without a number; `document`: the one that it changes. A secret one is kept in the secret vault.

    Raises NotChangeable once it is issued, or if a secret draft would become an ordinary one.
    """
    session.require(Action.EDIT_REGISTER)
    if document is not None and document.number is not None:
        raise NotChangeable(state=document.state.value)
    if document is None or document.secrecy is Secrecy.NONE is not draft.secrecy:
        new = _to_document(session, draft, None)
        with documents.vault_of(session, new).write(session.clerk.id, "save_draft_document") as repo:
            repo.documents.save(new, rows_of(session, new, draft.to, ()))
        if document is not None:
            secret_books.forget_draft(session, document)
        return Saved(new, Changes.of("save_draft_document", Kind.REGISTER))
    if draft.secrecy is Secrecy.NONE is not document.secrecy:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "save_draft_document") as repo:
        changed = _to_document(session, draft, document)
        repo.documents.save(changed, rows_of(session, changed, draft.to, repo.documents.recipients(document.id)))
    return Saved(changed, Changes.of("save_draft_document", Kind.REGISTER))


def drop_draft(session: OfficeSession, document: Document) -> Changes:
    """A draft without a number comes to nothing."""
    session.require(Action.EDIT_REGISTER)
    if document.number is not None:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "drop_draft_document") as repo:
        repo.documents.withdraw(document)
    return Changes.of("drop_draft_document", Kind.REGISTER)


def check(session: OfficeSession, draft: OutgoingDraft) -> tuple[FormWarning, ...]:
    """Form and authority by the rules of the draft's day: what may be wrong. Nothing of it blocks."""
    facts = DraftFacts(
        type_abbr=clean_line(draft.type_abbr),
        type_name=clean_line(draft.type_name),
        number=clean_line(draft.number_on_paper),
        issuing_body=draft.body,
        level=session.office.level,
        subject=clean(draft.subject),
        signing_authority=clean_line(draft.signer_position),
        signer=clean_line(draft.signer),
        recipients=tuple(clean_line(to.name) for to in draft.to),
        secrecy=draft.secrecy,
        day=draft.day,
    )
    ruled = replace(rules.outgoing_rules(), types=session.document_types)
    return check_outgoing(facts, ruled, session.today())


def mark_checked(session: OfficeSession, document: Document) -> Changes:
    """Form and authority were looked over (thẩm định thể thức)."""
    session.require(Action.EDIT_REGISTER)
    if document.state is not State.DRAFT:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "mark_checked") as repo:
        repo.documents.save(replace(document, state=State.CHECKED))
    return Changes.of("mark_checked", Kind.REGISTER)


def issue(session: OfficeSession, document: Document, given: IssueNumber | None = None) -> Issued:
    """The signed paper gets number and date together, in the transaction that enters it into the book.

    Its code follows from both and from the organ, and is never changed again. Today and the next number if nothing is
    `given`. Raises NoOpenBook, NumberTaken, BadNumber, ReasonNeeded, ClockWentBack, NotChangeable, ClearanceNeeded.
    """
    session.require(Action.EDIT_REGISTER)
    if document.state not in (State.DRAFT, State.CHECKED):
        raise NotChangeable(state=document.state.value)
    wanted = given or IssueNumber(document.day or session.today())
    if document.secrecy is not Secrecy.NONE:
        issued, number = secret_books.issue(session, document, wanted)
    else:
        with documents.writing(session, document, "issue") as repo:
            issued, number = _number(session, repo, document, wanted)
            repo.documents.save(issued)
    return _issued(session, issued, number)


def register(session: OfficeSession, draft: OutgoingDraft, given: IssueNumber | None = None) -> Issued:
    """A paper that is signed already: entered and numbered at once. With a number of the paper book it is back-log."""
    session.require(Action.EDIT_REGISTER)
    document = _to_document(session, draft, None)
    wanted = given or IssueNumber(document.day or session.today())
    to = rows_of(session, document, draft.to, ())
    if document.secrecy is not Secrecy.NONE:
        issued, number = secret_books.issue(session, document, wanted, to)
    else:
        with session.store.write(session.clerk.id, "issue") as repo:
            issued, number = _number(session, repo, document, wanted)
            repo.documents.save(issued, to)
    return _issued(session, issued, number)


def correct(session: OfficeSession, before: Document, draft: OutgoingDraft) -> Document:
    """Puts a line right that has its number, and its recipients; what the paper bears since its issue (number, type,
    day, level) is not touched. All of it is written or nothing. Raises as `documents.change` and `set_recipients` do.
    """
    after = replace(_with_texts(before, draft), subject=draft.subject or None)
    return documents.corrected(
        session, before, after, recipients=lambda rows: put_right(session, before, draft.to, rows)
    )


def void(session: OfficeSession, document: Document, reason: str, *, despite_links: bool = False) -> Changes:
    """The document counts no longer; its number, line and text stay, struck through, with the reason.

    Raises StillLinked if others rest on it (`links.resting_on` names them), until the clerk confirms; ReasonNeeded,
    DocumentVoid, BookClosed, and NotChangeable for a draft.
    """
    session.require(Action.MANAGE_BOOKS)
    if document.number is None:
        raise NotChangeable(state=document.state.value)
    resting = () if despite_links else links.resting_on(session, document)
    if resting:
        raise StillLinked(count=len(resting))
    changes = numbering.void(session, document, reason)
    session.history.forget([document.id])
    return changes


def _number(
    session: OfficeSession, repo: "Repository", document: Document, wanted: IssueNumber
) -> tuple[Document, Given]:
    organ, series, given = placing.give_outgoing(session, repo, document, wanted)
    book = placing.book_of(session, repo, organ.id, wanted.day)
    placed = replace(placing.in_book(repo, document, book, given.entry), organ=organ.id)
    return placing.numbered(placed, organ, series, given.entry, wanted.day), given


def _issued(session: OfficeSession, document: Document, given: Given) -> Issued:
    session.history.forget([document.id])
    return Issued(document, given.entry, given.warnings, Changes.of("issue", Kind.REGISTER, Kind.BOOKS))


def _to_document(session: OfficeSession, draft: OutgoingDraft, before: Document | None) -> Document:
    documents.check_counts(pages=draft.pages, copies=draft.copies)
    start = before or Document(new_id(), Direction.OUTGOING, session.today(), state=State.DRAFT)
    abbreviation, name = clean_line(draft.type_abbr), clean_line(draft.type_name)
    if abbreviation and not name:
        name = session.document_types.name_of(abbreviation, Style.PARTY, draft.day or session.today())
    return documents.cleaned(
        replace(
            _with_texts(start, draft),
            organ=draft.organ,
            type_abbr=abbreviation,
            type_name=name,
            subject=None if draft.secrecy is Secrecy.TOP_SECRET else draft.subject,
            day=draft.day,
            secrecy=draft.secrecy,
        )
    )


def _with_texts(document: Document, draft: OutgoingDraft) -> Document:
    """With what a draft says beside that by which a paper is numbered: subject, type, day and level are left alone."""
    return replace(
        document,
        signer=draft.signer,
        signer_position=draft.signer_position,
        urgency=draft.urgency,
        urgency_hour=draft.urgency_hour,
        due=draft.due,
        receiver=draft.kept_by,
        pages=draft.pages,
        copies=draft.copies,
        circulation=draft.circulation,
        note=draft.note,
    )
