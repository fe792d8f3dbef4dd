"""The books beside the registers (NĐ 30/2020, Phụ lục IV): they follow from what was entered, and are printed by years.

They are kept of ordinary documents alone: what the secret vault holds has books of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from ..domain.document_file import DocumentFile
from ..domain.documents import Channel, Recipient, State
from ..domain.forms import choose
from ..domain.numbering import Direction
from ..domain.register_fields import Field
from ..domain.roles import Action
from . import books, forms, loans
from .documents import vault_of
from .register_cells import cells, row
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.register_book import BookRow


class SideBook(Enum):
    """Each by the code of its form."""

    HANDOVER = "handover"  # sổ chuyển giao văn bản đến
    FOLLOW_UP = "follow_up"  # sổ theo dõi giải quyết văn bản đến
    POSTAL = "postal"  # sổ gửi văn bản đi bưu điện
    KEPT_COPIES = "kept_copies"  # sổ sử dụng bản lưu


def side_book_pdf(session: OfficeSession, book: SideBook, year: int) -> bytes:
    """The whole book of a year as it stands, with its cover. Raises BadForm if no form was in force then."""
    from ..output.book_cover import Cover
    from ..output.register_book import book_pdf

    session.require(Action.READ)
    last = date(year, 12, 31)
    office = session.office
    form = choose(forms.forms(session), book.value, min(last, session.today()))
    cover = Cover(
        superior=office.superior,
        organ=office.name,
        title=form.title,
        year=str(year),
        first_day=date(year, 1, 1),
        last_day=last if last < session.today() else None,
        party_heading=form.party_heading,
    )
    return book_pdf(form, cover, side_book_rows(session, book, year)).pdf


def side_book_rows(session: OfficeSession, book: SideBook, year: int) -> "tuple[BookRow, ...]":
    """The lines of a book in a year, in the order of their days."""
    make: dict[SideBook, Callable[[OfficeSession, int], Iterator[BookRow]]] = {
        SideBook.HANDOVER: _handed,
        SideBook.FOLLOW_UP: _followed,
        SideBook.POSTAL: _posted,
        SideBook.KEPT_COPIES: _lent,
    }
    return tuple(make[book](session, year))


def _files(session: OfficeSession, direction: Direction, year: int) -> Iterator[DocumentFile]:
    """The registered documents of the year, book by book; neither void ones nor those that became secret."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    for book in sorted(books.books(session), key=lambda each: (each.first_day, each.volume)):
        if book.secret or book.direction is not direction:
            continue
        if book.first_day > last or (book.last_day is not None and book.last_day < first):
            continue
        with session.store.read() as repo:
            for file in repo.printed_books.lines(book.id, 1):
                document = file.document
                if first <= document.registered <= last and document.state not in (State.VOID, State.MOVED):
                    yield file


def _followed(session: OfficeSession, year: int) -> "Iterator[BookRow]":
    """What somebody has to deal with; a paper that nobody was asked about is no line."""
    for file in _files(session, Direction.INCOMING, year):
        if file.assignments or file.document.due or file.document.receiver:
            yield row(file, session.today())


def _handed(session: OfficeSession, year: int) -> "Iterator[BookRow]":
    """A line for each who got a paper."""
    found: list[tuple[date, BookRow]] = []
    for file in _files(session, Direction.INCOMING, year):
        document, line = file.document, row(file)
        handed = [(a.name, a.handed_on) for a in file.assignments] or [(document.receiver, document.handed_on)]
        for name, day in handed:
            if day is not None:
                own = {Field.RECEIVER: name, Field.HANDED_ON: f"{day:%d/%m/%Y}"}
                found.append((day, replace(line, cells={**line.cells, **own})))
    yield from (line for _day, line in sorted(found, key=lambda each: each[0]))


def _posted(session: OfficeSession, year: int) -> "Iterator[BookRow]":
    """A line for each recipient to whom a paper went by post."""
    found: list[tuple[date, DocumentFile, Recipient]] = []
    for near in (year - 1, year):  # what was issued in December may go in January
        for file in _files(session, Direction.OUTGOING, near):
            found += (
                (to.dispatched_on, file, to)
                for to in file.recipients
                if to.channel is Channel.POST and to.dispatched_on is not None and to.dispatched_on.year == year
            )
    from ..output.register_book import BookRow

    for day, file, to in sorted(found, key=lambda each: each[0]):
        own = {
            Field.RECIPIENTS: to.name,
            Field.HANDED_ON: f"{day:%d/%m/%Y}",
            Field.ENVELOPES: str(max(to.envelopes, 1)),
            Field.NOTE: to.note,
        }
        yield BookRow({**cells(file), **own}, ref=file.document.line or 0)


def _lent(session: OfficeSession, year: int) -> "Iterator[BookRow]":
    there = [
        lent
        for lent in loans.loans(session)
        if lent.loan.used_on.year == year and vault_of(session, lent.document) is session.store
    ]
    yield from loans.rows(session, tuple(there))
