"""An office's registers for tests: papers with numbers, in books, without the windows' and services' longer ways."""

from dataclasses import replace
from datetime import date

import pypdfium2

from vpcu_desktop.domain.books import Book
from vpcu_desktop.domain.documents import Document, State
from vpcu_desktop.domain.numbering import Direction, Series
from vpcu_desktop.domain.organisations import Organisation
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import books, numbering, organisations, year_books
from vpcu_desktop.services.numbering import Given
from vpcu_desktop.services.session import OfficeSession

TERM_BEGAN = date(2025, 7, 1)


def set_up(session: OfficeSession, *, term: str = "2025–2030", began: date | None = TERM_BEGAN) -> Organisation:
    """The registers of an office whose term began on a day; gives its committee."""
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(replace(repo.office(), term_name=term, term_start=began))
    session.forget("office")
    numbering.setup(session)
    return organisations.own_organs(session)[0]


def give(
    session: OfficeSession, organ: Organisation, type_abbr: str = "QĐ", day: date | None = None, **how: object
) -> Given:
    """Takes a number for an outgoing document that nobody saves."""
    with session.store.write(session.clerk.id, "test") as repo:
        found = out_series(session, repo, organ, type_abbr, day or session.today(), secret=bool(how.get("secret")))
        return numbering.give(session, repo, found, day=day or session.today(), **how)  # type: ignore[arg-type]


def out_series(
    session: OfficeSession, repo: object, organ: Organisation, type_abbr: str, day: date, *, secret: bool = False
) -> Series:
    return numbering.series_for(
        session,
        repo,  # type: ignore[arg-type]
        organ=organ.id,
        direction=Direction.OUTGOING,
        type_abbr=type_abbr,
        day=day,
        secret=secret,
    )


def issue(session: OfficeSession, organ: Organisation, type_abbr: str = "QĐ", **facts: object) -> Document:
    """An issued outgoing document with its number, on the next line of the year's book."""
    day = session.today()
    with session.store.write(session.clerk.id, "test") as repo:
        series = out_series(session, repo, organ, type_abbr, day)
        book = year_books.year_book(session, repo, organ, Direction.OUTGOING, day)
        id_ = new_id()
        given = numbering.give(session, repo, series, day=day, document=id_)
        document = Document(
            id_,
            Direction.OUTGOING,
            day,
            organ=organ.id,
            book=book.id,
            line=books.next_line(repo, book),
            series=series.id,
            number=given.entry.value,
            code=f"{given.entry.value:02d}-{type_abbr}/{organ.code}",
            type_abbr=type_abbr,
            day=day,
            state=State.ISSUED,
        )
        document = replace(document, **facts)  # type: ignore[arg-type]
        repo.documents.save(document)
    return document


def receive(session: OfficeSession, book: Book, day: date | None = None, **facts: object) -> Document:
    """A registered incoming document with its số đến, on the next line of a book."""
    day = day or session.today()
    with session.store.write(session.clerk.id, "test") as repo:
        series = books.series_of(session, repo, book, day)
        id_ = new_id()
        given = numbering.give(session, repo, series, day=day, document=id_)
        line = books.next_line(repo, book)
        place = {"book": book.id, "line": line, "series": series.id, "number": given.entry.value}
        document = Document(id_, Direction.INCOMING, day, organ=book.organ, **place)  # type: ignore[arg-type]
        document = replace(document, **facts)  # type: ignore[arg-type]
        repo.documents.save(document)
    return document


def incoming_book(session: OfficeSession) -> Book:
    return next(b for b in books.books(session) if b.direction is Direction.INCOMING)


def pdf_text(content: bytes) -> str:
    """The words of all pages, on one line."""
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
