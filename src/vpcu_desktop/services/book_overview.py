"""Books and series as lists show them: what each holds, how far it is printed, what asks for a decision."""

from collections import Counter
from dataclasses import dataclass

from ..domain.books import Book
from ..domain.numbering import Series
from ..domain.organisations import Organisation
from .books import books, closing_words, vault_of
from .session import OfficeSession


@dataclass(frozen=True, slots=True)
class BookLine:
    """A book, whose it is (name, code), how many lines it has, from which to which, and how far they are printed."""

    book: Book
    organ: str
    code: str
    count: int = 0
    voided: int = 0
    first_line: int = 0
    last_line: int = 0
    printed_line: int = 0
    printed_page: int = 0


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series, whose it is (name, code), its next number; how many are reserved, and of these past their day."""

    series: Series
    organ: str
    code: str
    next: int
    reserved: int = 0
    expired: int = 0


def book_lines(session: OfficeSession) -> tuple[BookLine, ...]:
    """All books in their order, the secret ones if their vault is open."""
    organs = _organs(session)
    return tuple(_line(session, book, *organs.get(book.organ, ("", ""))) for book in books(session))


def series_lines(session: OfficeSession) -> tuple[SeriesLine, ...]:
    """Those that count today first; then the ended ones, the latest first."""
    organs, today = _organs(session), session.today()
    with session.store.read() as repo:
        kept = repo.ledger.reserved()
        reserved = Counter(entry.series for entry in kept)
        expired = Counter(e.series for e in kept if e.expires is not None and e.expires < today)
        found = [
            SeriesLine(s, *organs.get(s.organ, ("", "")), repo.ledger.peek(s.id), reserved[s.id], expired[s.id])
            for s in repo.all(Series)
        ]
    order = {organ: place for place, organ in enumerate(organs)}
    kin = sorted(
        found, key=lambda each: (each.series.direction.value, order.get(each.series.organ, 0), each.series.group)
    )
    running = [line for line in kin if line.series.counts_on(today)]
    ended = [line for line in kin if not line.series.counts_on(today)]
    return (*running, *sorted(ended, key=lambda line: line.series.first_day, reverse=True))


def closing_preview(session: OfficeSession, book: Book) -> str:
    """The sentence that the book would be closed with now."""
    with vault_of(session, book).read() as repo:
        return closing_words(repo.printed_books.sum_of(book.id))


def _line(session: OfficeSession, book: Book, organ: str, code: str) -> BookLine:
    with vault_of(session, book).read() as repo:
        total = repo.printed_books.sum_of(book.id)
        printed = [each for each in repo.printed_books.prints(book.id) if each.last_line]
    last = printed[-1] if printed else None
    return BookLine(
        book,
        organ,
        code,
        total.count,
        total.voided,
        total.first_line,
        total.last_line,
        last.last_line if last else 0,
        last.last_page if last else 0,
    )


def _organs(session: OfficeSession) -> dict[str, tuple[str, str]]:
    """Names and codes by id, in the order of their entering."""
    with session.store.read() as repo:
        return {each.id: (each.name, each.code) for each in repo.all(Organisation)}
