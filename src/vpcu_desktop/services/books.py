"""Register books (quyển sổ): opened, continued in a next volume, closed with a sentence, printed and signed.

A book is not a series: a term runs over several books, and several counters may fill one. A secret book stands in the
secret vault, its numbers' series in the ordinary one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import takewhile
from typing import TYPE_CHECKING

from ..domain.books import Book, BookPrint
from ..domain.errors import (
    AlreadyPrinted,
    BookClosed,
    NoOpenBook,
    NothingToPrint,
    PagesErased,
    ReasonNeeded,
    StaleRecord,
)
from ..domain.numbering import Scope, Series, number_text
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from .book_layout import go_on_as, laid_out, layout
from .changes import Changes, Kind
from .forms import form_of
from .number_policy import expected_series, series_for
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.printed_books import BookSum
    from ..data.repository import Repository
    from ..data.store import Store
    from ..output.book_cover import Cover
    from ..output.register_book import BookRow


@dataclass(frozen=True, slots=True)
class OpenedBook:
    book: Book
    changes: Changes


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed book, and its closing page as it was kept."""

    book: Book
    page: BookPrint
    changes: Changes


@dataclass(frozen=True, slots=True)
class NextBlock:
    """Pages that are not printed yet: their numbers and lines, first and last; `before`: the blocks that were."""

    pdf: bytes
    pages: tuple[int, int]
    lines: tuple[int, int]
    before: tuple[BookPrint, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    print: BookPrint
    changes: Changes


def books(session: OfficeSession) -> tuple[Book, ...]:
    """All books, the secret ones if their vault is open: in their order, the newest first."""
    found: list[Book] = []
    for store in filter(None, (session.store, session.secret)):
        with store.read() as repo:
            found.extend(repo.all(Book))
    newest = sorted(found, key=lambda b: (b.first_day, b.volume), reverse=True)
    return tuple(sorted(newest, key=lambda b: b.position))


def vault_of(session: OfficeSession, book: Book) -> "Store":
    """Where a book stands. Raises ClearanceNeeded for a secret one while its vault is not open."""
    from .documents import secret_vault

    return secret_vault(session) if book.secret else session.store


def series_of(session: OfficeSession, repo: "Repository", book: Book, day: date) -> Series:
    """The series that gives a line of an incoming book its số đến: the book's own, or the organ's of that year.

    `repo` is a writing transaction of the ordinary vault.
    """
    return _own_series(repo, book, day) or series_for(
        session, repo, organ=book.organ, direction=book.direction, day=day, secret=book.secret
    )


def expected_series_of(session: OfficeSession, repo: "Repository", book: Book, day: date) -> Series:
    """The same, but where the series has yet to be made, as it would be; nothing is stored."""
    return _own_series(repo, book, day) or expected_series(
        session, repo, organ=book.organ, direction=book.direction, day=day, secret=book.secret
    )


def open_book(session: OfficeSession, book: Book) -> OpenedBook:
    """Opens a book as the office wants it: over several years, with a form of its choice, of another organ.

    A secret book ends with its year, for its lines are counted by the working year.
    """
    session.require(Action.MANAGE_BOOKS)
    new = replace(book, name=clean_line(book.name))
    if new.secret:
        new = replace(new, last_day=min(new.last_day or date.max, date(new.first_day.year, 12, 31)))
    with session.store.read() as repo:
        organ = repo.get(Organisation, new.organ)
    if organ is None:
        raise StaleRecord(what="organisation")
    form_of(session, new)  # there must be one to print it by
    with vault_of(session, new).write(session.clerk.id, "open_book") as repo:
        if new.secret:
            repo.save(organ)
        repo.save(new)
    return OpenedBook(new, Changes.of("open_book", Kind.BOOKS))


def save_book(session: OfficeSession, book: Book) -> Changes:
    """Stores a book's name, form, order or last day. Raises BookClosed, StaleRecord."""
    session.require(Action.MANAGE_BOOKS)
    with vault_of(session, book).write(session.clerk.id, "save_book") as repo:
        before = _open(repo, book.id)
        repo.save(
            replace(
                before,
                name=clean_line(book.name),
                form=book.form,
                first_day=book.first_day,
                last_day=book.last_day,
                position=book.position,
            )
        )
    return Changes.of("save_book", Kind.BOOKS)


def next_volume(session: OfficeSession, book: Book, day: date | None = None) -> OpenedBook:
    """The book is full: its next volume takes what comes from this day on, and its lines go on from there.

    The full one is closed apart, once it is printed. Raises BookClosed, NoOpenBook, StaleRecord if it has its next one.
    """
    session.require(Action.MANAGE_BOOKS)
    begins = day or session.today()
    with vault_of(session, book).write(session.clerk.id, "next_volume") as repo:
        full = _open(repo, book.id)
        if not full.takes(begins):
            raise NoOpenBook(direction=full.direction.value, day=begins)
        if _volumes(repo, full)[-1] != full:
            raise StaleRecord(what="book")  # another window was faster
        new = replace(full, id=new_id(), volume=full.volume + 1, first_day=begins)
        repo.save(replace(full, last_day=begins))
        repo.save(new)
        go_on_as(repo, full, new)
    return OpenedBook(new, Changes.of("next_volume", Kind.BOOKS))


def next_line(repo: "Repository", book: Book) -> int:
    """The STT of the next line, within a transaction of the book's vault: behind the last one of all its volumes.

    Lines of secret books begin with 01 each working year.
    """
    return max(repo.documents.next_line(each.id) for each in _volumes(repo, book))


def close_book(session: OfficeSession, book: Book) -> Closed:
    """Closes a book: nothing in it changes any more. Its closing page tells how many documents, from which number to
    which, and how far the audit chain had come; it is kept as it was made.

    The numbers are those of the documents where one series gave them all, else those of the lines.
    """
    session.require(Action.MANAGE_BOOKS)
    from ..output import register_words as words
    from ..output.book_cover import Closing, closing_page

    vault, form = vault_of(session, book), laid_out(session, book)
    end = vault.chain_end()
    with vault.write(session.clerk.id, "close_book") as repo:
        current = _open(repo, book.id)
        total = repo.printed_books.sum_of(book.id)
        first, last = _range(total.first_number, total.last_number, total.first_line, total.last_line)
        said = closing_words(total)
        chain = words.chain_sentence(end.count, end.hash.hex())
        closed = replace(current, closed_on=session.today(), closing=f"{said}\n{chain}")
        repo.save(closed)
        cover = _cover(session, closed, form.title, first, last, party=form.party_heading)
        pdf = closing_page(cover, Closing(total.count, first, last, total.voided, end.count, end.hash.hex()))
        page = _block(session, repo, closed, pages=(0, 0), lines=(0, 0))
        repo.printed_books.keep(page, pdf)
    return Closed(closed, page, Changes.of("close_book", Kind.BOOKS))


def closing_words(total: "BookSum") -> str:
    """How many documents a volume holds, from which number to which, as its closing page says it."""
    from ..output.register_words import closing_sentence

    first, last = _range(total.first_number, total.last_number, total.first_line, total.last_line)
    return closing_sentence(total.count, first, last)


def reopen(session: OfficeSession, book: Book, reason: str) -> Changes:
    """A closed book takes entries again, for a reason that stays with it. Raises ReasonNeeded, BookClosed."""
    session.require(Action.MANAGE_BOOKS)
    why = clean_line(reason)
    if not why:
        raise ReasonNeeded(what="reopen")
    with vault_of(session, book).write(session.clerk.id, "reopen_book") as repo:
        current = repo.get(Book, book.id)
        if current is None or current.closed_on is None:
            raise StaleRecord(what="book")
        if current.readonly:
            raise BookClosed(name=current.name, readonly=True)
        repo.save(replace(current, closed_on=None, closing="", reopened_reason=why))
    return Changes.of("reopen_book", Kind.BOOKS)


def seal(session: OfficeSession, book: Book) -> Changes:
    """The book of an office that is no more (a district committee's): read and found, never written, for good."""
    session.require(Action.MANAGE_BOOKS)
    with vault_of(session, book).write(session.clerk.id, "seal_book") as repo:
        current = repo.get(Book, book.id)
        if current is None:
            raise StaleRecord(what="book")
        repo.save(replace(current, readonly=True))
    return Changes.of("seal_book", Kind.BOOKS)


def book_rows(session: OfficeSession, book: Book, first_line: int = 1) -> "Iterator[BookRow]":
    """The lines of a book as they print, in one snapshot of its vault."""
    from .register_cells import row

    with vault_of(session, book).read() as repo:
        for file in repo.printed_books.lines(book.id, first_line):
            yield row(file)


def preview(session: OfficeSession, book: Book) -> bytes:
    """The whole book as it would print today, with its cover. Raises BadForm."""
    from ..output.register_book import book_pdf

    form = laid_out(session, book)
    first, last = _told_range(session, book)
    cover = _cover(session, book, form.title, first, last, party=form.party_heading)
    return book_pdf(form, cover, book_rows(session, book), with_cover=layout(session, book).cover).pdf


def next_block(
    session: OfficeSession, book: Book, *, from_line: int | None = None, first_page: int | None = None
) -> NextBlock:
    """What `print_block` would print now. Raises AlreadyPrinted, NothingToPrint, BadForm."""
    from ..output.register_book import book_pdf

    form = laid_out(session, book)
    before = tuple(each for each in prints(session, book) if each.last_line)
    last = before[-1] if before else None
    if last is not None and ((from_line or last.last_line + 1) <= last.last_line or first_page is not None):
        raise AlreadyPrinted(line=last.last_line, page=last.last_page)
    page = last.last_page + 1 if last else first_page or 1
    first, _ = _told_range(session, book)
    cover = _cover(session, book, form.title, first, "", party=form.party_heading)
    rows = list(book_rows(session, book, from_line or (last.last_line + 1 if last else 1)))
    if not rows:
        raise NothingToPrint(name=book.name)
    covered = last is None and page == 1 and layout(session, book).cover
    made = book_pdf(form, cover, rows, first_page=page, with_cover=covered)
    return NextBlock(made.pdf, (page, page + len(made.pages) - 1), (rows[0].ref, rows[-1].ref), before)


def print_block(
    session: OfficeSession, book: Book, *, from_line: int | None = None, first_page: int | None = None
) -> Printed:
    """Prints the lines since the last block, from a new page on, and keeps the bytes: they are signed, never set anew.

    The first block has the cover; `from_line` and `first_page`: where it begins if earlier pages were written by hand.
    Raises AlreadyPrinted, NothingToPrint, BadForm.
    """
    session.require(Action.MANAGE_BOOKS)
    new = next_block(session, book, from_line=from_line, first_page=first_page)
    with vault_of(session, book).write(session.clerk.id, "print_book") as repo:
        if tuple(each for each in repo.printed_books.prints(book.id) if each.last_line) != new.before:
            raise StaleRecord(what="book_print")
        block = _block(session, repo, book, pages=new.pages, lines=new.lines)
        repo.printed_books.keep(block, new.pdf)
    return Printed(block, Changes.of("print_book", Kind.BOOKS))


def prints(session: OfficeSession, book: Book) -> tuple[BookPrint, ...]:
    """What was printed of a book, first block first. A closing page has no lines."""
    with vault_of(session, book).read() as repo:
        return repo.printed_books.prints(book.id)


def print_file(session: OfficeSession, book: Book, printed: BookPrint) -> bytes:
    """The bytes as they were printed to be signed. Raises PagesErased."""
    with vault_of(session, book).read() as repo:
        content = repo.printed_books.content(printed.id)
    if content is None:
        raise PagesErased(block=printed.block)
    return content


def print_anew(session: OfficeSession, book: Book, printed: BookPrint) -> Changes:
    """The block's pages were erased with a line that became too secret: the same lines as they stand now, from the same
    page on, take their place. Raises StaleRecord if they were not erased.
    """
    session.require(Action.MANAGE_BOOKS)
    from ..output.register_book import book_pdf

    form, vault = laid_out(session, book), vault_of(session, book)
    cover = _cover(session, book, form.title, _told_range(session, book)[0], "", party=form.party_heading)
    rows = takewhile(lambda row: row.ref <= printed.last_line, book_rows(session, book, printed.first_line))
    covered = printed.first_page == 1 and layout(session, book).cover
    made = book_pdf(form, cover, rows, first_page=printed.first_page, with_cover=covered)
    with vault.write(session.clerk.id, "print_book") as repo:
        repo.printed_books.keep_anew(printed, made.pdf)
    return Changes.of("print_book", Kind.BOOKS)


def _own_series(repo: "Repository", book: Book, day: date) -> Series | None:
    own = repo.get(Series, book.series) if book.series else None
    return own if own is not None and (own.scope is Scope.CUSTOM or own.counts_on(day)) else None


def _open(repo: "Repository", book_id: str) -> Book:
    """The book as it stands. Raises BookClosed, StaleRecord."""
    current = repo.get(Book, book_id)
    if current is None:
        raise StaleRecord(what="book")
    if current.closed_on is not None or current.readonly:
        raise BookClosed(name=current.name, readonly=current.readonly)
    return current


def _volumes(repo: "Repository", book: Book) -> list[Book]:
    """The volumes that go on one after another, in their order, this one among them."""
    known = repo.all(Book)
    found = [next((b for b in known if b.id == book.id), book)]
    kin = [b for b in known if _register(b) == _register(found[0])]
    for former in sorted(kin, key=lambda b: (b.volume, b.first_day), reverse=True):
        if former.volume == found[0].volume - 1 and former.first_day <= found[0].first_day:
            found.insert(0, former)
    for after in sorted(kin, key=lambda b: (b.volume, b.first_day)):
        last = found[-1]
        if after.volume == last.volume + 1 and last.first_day <= after.first_day <= (last.last_day or date.max):
            found.append(after)
    return found


def _register(book: Book) -> tuple[object, ...]:
    """What volumes of one register have in common."""
    return book.organ, book.direction, book.secret, book.name, book.first_day.year if book.secret else None


def _block(
    session: OfficeSession, repo: "Repository", book: Book, *, pages: tuple[int, int], lines: tuple[int, int]
) -> BookPrint:
    number = max((each.block for each in repo.printed_books.prints(book.id)), default=0) + 1
    return BookPrint(new_id(), book.id, number, *pages, *lines, session.clock().astimezone(UTC), session.clerk.name)


def _told_range(session: OfficeSession, book: Book) -> tuple[str, str]:
    """The first number on the cover; the last one too once the book is closed."""
    with vault_of(session, book).read() as repo:
        total = repo.printed_books.sum_of(book.id)
    first, last = _range(total.first_number, total.last_number, total.first_line, total.last_line)
    return first, last if book.closed_on is not None else ""


def _range(first: int | None, last: int | None, first_line: int, last_line: int) -> tuple[str, str]:
    if not last_line:
        return "", ""
    if first is None or last is None:
        return number_text(first_line), number_text(last_line)
    return number_text(first), number_text(last)


def _cover(session: OfficeSession, book: Book, title: str, first: str, last: str, *, party: bool) -> "Cover":
    from ..output.book_cover import Cover

    ends = book.closed_on or book.last_day
    years = {book.first_day.year, ends.year} if ends else {book.first_day.year}
    with session.store.read() as repo:
        organ = repo.get(Organisation, book.organ)
    return Cover(
        superior=session.office.superior,
        organ=organ.name if organ else session.office.name,
        title=title,
        year="–".join(str(year) for year in sorted(years)),
        first_day=book.first_day,
        last_day=min(book.closed_on, book.last_day or book.closed_on) if book.closed_on else None,
        first_number=first,
        last_number=last,
        volume=str(book.volume),
        party_heading=party,
    )
