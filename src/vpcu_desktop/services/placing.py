"""A paper's place in the register: the book that takes it, its line there, and the number that the ledger gives it.

The ledger learns nothing of a secret document but the token under which its line is found.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.codes import Style, format_code
from ..domain.documents import Document, Secrecy, Source, State
from ..domain.errors import BookClosed, NoOpenBook, StaleRecord
from ..domain.numbering import Direction, NumberEntry, Scope, Series
from ..domain.organisations import Organisation
from . import books, documents, numbering
from .numbering import Given
from .session import OfficeSession
from .year_books import go_on_into_year

if TYPE_CHECKING:
    from ..data.repository import Repository

#: The reason that stands in the ledger for a number taken over from the paper book.
FROM_PAPER = "paper"
#: What the ledger says of why a secret document has not the next number; the reason itself stands with its line.
_SECRET_REASON = "văn bản mật"  # noqa: S105
_LETTER = "CV"  # công văn: what a Party paper without a type is


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which số đến a line takes: the next one, or the one of the paper book; what the clerk confirmed about it."""

    number: int | None = None
    suffix: str = ""
    far_ahead: bool = False
    despite_clock: bool = False


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


def book_for(repo: "Repository", direction: Direction, day: date, *, chosen: Book | None = None) -> Book:
    """The book that takes a line of this day: the one that was chosen, or the first open one.

    Raises NoOpenBook, BookClosed, StaleRecord.
    """
    if chosen is not None:
        book = repo.get(Book, chosen.id)
        if book is None:
            raise StaleRecord(what="book")
        if book.closed_on is not None or book.readonly:
            raise BookClosed(name=book.name, readonly=book.readonly)
        if not book.takes(day):
            raise NoOpenBook(direction=direction.value, day=day)
        return book
    open_ones = [b for b in repo.all(Book) if b.direction is direction and b.takes(day)]
    if not open_ones:
        raise NoOpenBook(direction=direction.value, day=day)
    return min(open_ones, key=lambda b: (b.position, -b.volume))


def book_of(session: OfficeSession, repo: "Repository", organ: str, day: date) -> Book:
    """The open book of outgoing documents of this organ, else the first one of the office. Raises NoOpenBook."""
    go_on_into_year(session, repo, Direction.OUTGOING, day)
    open_ones = [b for b in repo.all(Book) if b.direction is Direction.OUTGOING and b.takes(day)]
    if not open_ones:
        raise NoOpenBook(direction=Direction.OUTGOING.value, day=day)
    return min(open_ones, key=lambda b: (b.organ != organ, b.position, -b.volume))


def in_book(repo: "Repository", document: Document, book: Book, entry: NumberEntry) -> Document:
    """The document with its number, on the next line of the book."""
    return replace(
        document,
        organ=book.organ,
        book=book.id,
        line=books.next_line(repo, book),
        series=entry.series,
        number=entry.value,
        suffix=entry.suffix,
    )


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


def give_incoming(
    session: OfficeSession, repo: "Repository", document: Document, wanted: Wanted, *, book: Book
) -> Given:
    """Takes the số đến of a line, within a writing transaction of the ordinary vault."""
    series = books.series_of(session, repo, book, document.registered)
    reason = "" if wanted.number is None else FROM_PAPER
    return _take(session, repo, document, series, document.registered, wanted, reason)


def give_outgoing(
    session: OfficeSession, repo: "Repository", document: Document, wanted: IssueNumber
) -> tuple[Organisation, Series, Given]:
    """Takes the number of a document, within a writing transaction of the ordinary vault."""
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
    reason = _SECRET_REASON if secret and wanted.reason not in ("", FROM_PAPER) else wanted.reason
    return organ, series, _take(session, repo, document, series, wanted.day, wanted, reason)


def _take(
    session: OfficeSession,
    repo: "Repository",
    document: Document,
    series: Series,
    day: date,
    wanted: Wanted | IssueNumber,
    reason: str,
) -> Given:
    secret = document.secrecy is not Secrecy.NONE
    return numbering.give(
        session,
        repo,
        series,
        day=day,
        document=None if secret else document.id,
        secret=secret,
        token=document.id if secret else "",
        value=wanted.number,
        suffix=wanted.suffix,
        reason=reason,
        far_ahead=wanted.far_ahead,
        despite_clock=wanted.despite_clock,
    )
