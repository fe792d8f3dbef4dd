"""The sample office has registers as offices have: deadlines met and missed, numbers in every state."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from vpcu_desktop.domain.documents import State
from vpcu_desktop.domain.numbering import Direction, NumberState
from vpcu_desktop.services import books, following, numbering, sample
from vpcu_desktop.services.session import OfficeSession

from ...support.stores import CHEAP

#: A week after New Year: the registers reach into the year before.
NEW_YEAR = datetime.fromisoformat("2027-01-08T10:00+07:00")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeSession]:
    folder: Path = tmp_path_factory.mktemp("sample") / "office"
    session, _recovery = sample.make_sample(folder, "song nui bien", kdf=CHEAP, clock=lambda: NEW_YEAR)
    yield session
    session.close()


def test_both_registers_are_filled_through_the_turn_of_the_year(office: OfficeSession) -> None:
    with office.store.read() as repo:
        rows = [file.document for book in books.books(office) for file in repo.printed_books.lines(book.id)]
    arrived = [d for d in rows if d.direction is Direction.INCOMING]
    assert len(arrived) >= 150
    assert len(rows) - len(arrived) >= 80
    assert {d.registered.year for d in arrived} == {2026, 2027}
    assert max(d.registered for d in rows) == NEW_YEAR.date()
    assert any(d.state is State.VOID and d.void_reason for d in rows)


def test_every_outgoing_paper_and_every_decision_has_its_type(office: OfficeSession) -> None:
    with office.store.read() as repo:
        papers = repo.documents.named(repo.documents.ids()).values()
    typed = [d for d in papers if d.direction is Direction.OUTGOING or d.type_abbr == "QĐ"]
    assert [d.code for d in typed if not d.type_name] == []


def test_some_deadlines_are_missed_and_some_are_near(office: OfficeSession) -> None:
    assert following.overdue(office)
    assert following.due_soon(office)


def test_numbers_stand_in_every_state(office: OfficeSession) -> None:
    reports = [numbering.report(office, each) for each in numbering.series(office)]
    assert any(r.reserved for r in reports)
    assert any(r.blank for r in reports)
    assert any(r.void for r in reports)
    assert any(entry.state is NumberState.ISSUED for r in reports for entry in r.suffixed)
    assert not any(r.gaps or r.doubles for r in reports)


def test_a_full_volume_is_closed_and_pages_are_printed(office: OfficeSession) -> None:
    known = books.books(office)
    assert any(book.closing for book in known)
    assert any(books.prints(office, book) for book in known if book.closed_on is None)
