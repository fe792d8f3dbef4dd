"""Outgoing documents: drafted, checked, numbered and dated at once, dispatched, signed for, recalled, void."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.codes import Style, format_code
from ..domain.documents import Document, Secrecy, Source, State, Urgency
from ..domain.errors import NoOpenBook, NotChangeable, StaleRecord, StillLinked
from ..domain.form_checks import DraftFacts, FormWarning, IssuingBody, check_outgoing
from ..domain.numbering import Direction, NumberEntry, Scope, Series
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line
from . import documents, links, numbering, rules
from .changes import Changes, Kind
from .incoming import FROM_PAPER, in_book
from .numbering import Given, NumberWarning
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
from .year_books import go_on_into_year

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

#: What the ledger says of why a secret document has not the next number; the reason itself stands with its line.
_SECRET_REASON = "văn bản mật"  # noqa: S105
_LETTER = "CV"  # công văn: what a Party paper without a type is


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


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """The day that the paper gets, and which number: the next one, a reserved or passed-over one, or one with a suffix.

    `reason`: why it is not the next. `far_ahead`, `despite_clock`: the clerk was asked and confirms.
    """

    day: date
    number: int | None = None
    suffix: str = ""
    reason: str = ""
    far_ahead: bool = False
    despite_clock: bool = False


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
            from . import secret_books

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
        from . import secret_books

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
        from . import secret_books

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
    documents.change(session, before, after, recipients=lambda rows: put_right(session, before, draft.to, rows))
    file = documents.file_of(session, before.id)
    return before if file is None else file.document


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


def book_of(session: OfficeSession, repo: "Repository", organ: str, day: date) -> Book:
    """The open book of outgoing documents of this organ, else the first one of the office. Raises NoOpenBook."""
    go_on_into_year(session, repo, Direction.OUTGOING, day)
    open_ones = [b for b in repo.all(Book) if b.direction is Direction.OUTGOING and b.takes(day)]
    if not open_ones:
        raise NoOpenBook(direction=Direction.OUTGOING.value, day=day)
    return min(open_ones, key=lambda b: (b.organ != organ, b.position, -b.volume))


def numbered(document: Document, organ: Organisation, series: Series, entry: NumberEntry, day: date) -> Document:
    """The document as it is issued: number, day and the code that follows from them; back-log if the paper book gave
    its number.
    """
    kind = document.type_abbr or _LETTER
    style = Style.CONGRESS if series.scope is Scope.CONGRESS else Style.PARTY
    return documents.cleaned(
        replace(
            document,
            registered=day,
            day=day,
            series=entry.series,
            number=entry.value,
            suffix=entry.suffix,
            type_abbr=kind,
            code=format_code(style, entry.value, kind, organ.code, suffix=entry.suffix),
            issuer=organ.id,
            issuer_name=organ.name,
            state=State.ISSUED,
            source=Source.PAPER if entry.reason == FROM_PAPER else document.source,
        )
    )


def give(
    session: OfficeSession, repo: "Repository", document: Document, wanted: IssueNumber
) -> tuple[Organisation, Series, Given]:
    """Takes the number of a document, within a writing transaction of the ordinary vault.

    The ledger learns nothing of a secret document but the token under which its line is found.
    """
    organ = repo.get(Organisation, document.organ or "")
    if organ is None:
        raise StaleRecord(what="organisation")
    secret = document.secrecy is not Secrecy.NONE
    series = numbering.series_for(
        session,
        repo,
        organ=organ.id,
        direction=Direction.OUTGOING,
        type_abbr=document.type_abbr,
        day=wanted.day,
        secret=secret,
    )
    given = numbering.give(
        session,
        repo,
        series,
        day=wanted.day,
        document=None if secret else document.id,
        secret=secret,
        token=document.id if secret else "",
        value=wanted.number,
        suffix=wanted.suffix,
        reason=_SECRET_REASON if secret and wanted.reason not in ("", FROM_PAPER) else wanted.reason,
        far_ahead=wanted.far_ahead,
        despite_clock=wanted.despite_clock,
    )
    return organ, series, given


def _number(
    session: OfficeSession, repo: "Repository", document: Document, wanted: IssueNumber
) -> tuple[Document, Given]:
    organ, series, given = give(session, repo, document, wanted)
    book = book_of(session, repo, organ.id, wanted.day)
    placed = replace(in_book(repo, document, book, given.entry), organ=organ.id)
    return numbered(placed, organ, series, given.entry, wanted.day), given


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
