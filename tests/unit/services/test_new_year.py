"""The second of January: papers are registered as on any other day, in books like those of the year before."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.register_office import draft, issued, paper, take_in
from tests.unit.services.conftest import SettableClock

from vpcu_desktop.domain.documents import Document, Secrecy
from vpcu_desktop.domain.errors import BookClosed, NoOpenBook
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services import (
    book_layout,
    books,
    clearance,
    incoming,
    numbering,
    outgoing,
    schedule_register,
    secret_books,
)
from vpcu_desktop.services.book_layout import Layout
from vpcu_desktop.services.outgoing import IssueNumber
from vpcu_desktop.services.session import OfficeSession

NEW_YEAR = date(2027, 1, 2)


@pytest.fixture
def office(session: OfficeSession, clock: SettableClock) -> OfficeSession:
    """Its books of 2026 have lines, and it is the second of January."""
    take_in(session)
    issued(session)
    own = next(b for b in books.books(session) if b.direction is Direction.INCOMING)
    book_layout.set_layout(session, own, Layout(cover=False), form="incoming_party")
    books.save_book(session, replace(own, name="Sổ đến 2026", form="incoming_party", position=7))
    clock.at = datetime(2027, 1, 2, 2, 0, tzinfo=UTC)
    return session


def of_year(session: OfficeSession, year: int, *, secret: bool = False) -> list[tuple[str, str, int]]:
    found = [b for b in books.books(session) if b.first_day.year == year and b.secret is secret]
    return sorted((b.name, b.form, b.position) for b in found)


def test_papers_of_a_new_year_go_into_its_books_by_themselves(office: OfficeSession) -> None:
    first = incoming.register(office, paper()).document
    assert (first.number, first.line, first.registered) == (1, 1, NEW_YEAR)
    assert of_year(office, 2027) == [("Sổ đến 2027", "incoming_party", 7)]
    sent = issued(office)
    assert (sent.number, sent.line) == (2, 1)  # the term goes on, the book does not
    assert incoming.register(office, paper()).document.line == 2
    assert [name for name, *_ in of_year(office, 2027)] == ["Sổ đăng ký văn bản đi năm 2027", "Sổ đến 2027"]
    with office.store.read() as repo:
        told = [(line.action, line.kind) for line in repo.audit(50)]
    assert {("register_incoming", "book"), ("issue", "book")} <= set(told)
    numbering.start_year(office, 2027)
    assert len(of_year(office, 2027)) == 2
    new = next(b for b in books.books(office) if b.id == first.book)
    volume = books.next_volume(office, new).book
    assert [book_layout.layout(office, each) for each in (new, volume)] == [Layout(cover=False)] * 2


def test_the_first_weekly_schedule_of_a_year_finds_its_book(office: OfficeSession) -> None:
    (body,) = office.bodies
    document = schedule_register.register_schedule(office, body.id, Week(date(2027, 1, 4))).document
    assert (document.number, document.line) == (1, 1)


def test_a_late_paper_still_goes_into_the_old_book_and_a_mistyped_day_opens_nothing(office: OfficeSession) -> None:
    late = incoming.register(office, paper(arrived=date(2026, 12, 31))).document
    assert late.number == 2
    for day in (date(2028, 1, 2), date(2027, 1, 3), date(1950, 1, 1)):
        with pytest.raises(NoOpenBook):
            incoming.register(office, paper(arrived=day))
        with pytest.raises(NoOpenBook):
            outgoing.register(office, draft(office), IssueNumber(day))
    assert of_year(office, 2027) == []


def test_a_closed_book_of_the_year_is_not_opened_a_second_time(office: OfficeSession) -> None:
    document = incoming.register(office, paper()).document
    own = next(b for b in books.books(office) if b.id == document.book)
    books.close_book(office, own)
    with pytest.raises(NoOpenBook):
        incoming.register(office, paper())
    assert len(of_year(office, 2027)) == 1


def test_a_closed_secret_book_takes_no_paper_and_no_second_one_opens(
    session: OfficeSession, clock: SettableClock
) -> None:
    document: Document = take_in(session).document
    clearance.create_secret_vault(session)
    hidden = take_in(session, secrecy=Secrecy.SECRET).document
    books.close_book(session, next(b for b in books.books(session) if b.id == hidden.book))
    with pytest.raises(BookClosed):
        take_in(session, secrecy=Secrecy.SECRET)
    clock.at = datetime(2027, 1, 2, 2, 0, tzinfo=UTC)
    moved = secret_books.set_level(session, document, Secrecy.SECRET).document  # into the book that is open now
    assert moved.line == 1
    assert of_year(session, 2026, secret=True) == of_year(session, 2026, secret=True)[:1]


def test_a_mistyped_day_opens_no_secret_book(session: OfficeSession) -> None:
    numbering.setup(session)
    clearance.create_secret_vault(session)
    for day in (date(1900, 1, 1), date(2062, 11, 27)):
        with pytest.raises(NoOpenBook):
            incoming.register(session, paper(secrecy=Secrecy.SECRET, arrived=day))
        with pytest.raises(NoOpenBook):
            outgoing.register(session, draft(session, secrecy=Secrecy.SECRET), IssueNumber(day))
    assert [b for b in books.books(session) if b.secret] == []
    assert take_in(session, secrecy=Secrecy.SECRET).document.number == 1
