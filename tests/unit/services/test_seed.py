"""A seeded register is lifelike, the same each time, and sound."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.stores import CHEAP

from vpcu_desktop.domain.documents import Assignment, Document, State
from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.numbering import Direction, NumberEntry, Series
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import seed as seeding
from vpcu_desktop.services.seed import seed
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office


def documents(session: OfficeSession) -> list[Document]:
    with session.store.read() as repo:
        return list(repo.all(Document))


def test_a_seeded_register_has_numbers_recipients_and_directions_and_is_sound(session: OfficeSession) -> None:
    told: list[tuple[int, int]] = []
    assert seed(session, 400, progress=lambda done, of: told.append((done, of))).documents == 400
    assert told == [(400, 400)]
    found = documents(session)
    days = [document.registered for document in found]
    assert days == sorted(days)
    assert days[0].year == session.today().year - 5
    assert (session.today() - days[-1]).days < 10
    assert {document.direction for document in found} == set(Direction)
    assert all(document.subject and document.code and document.match_key for document in found)
    with session.store.read() as repo:
        recipients = [repo.documents.recipients(document.id) for document in found]
        assert 4.5 < sum(map(len, recipients)) / len(found) < 5.5
        assert len(repo.all(Assignment)) > 60
        entries = {entry.document: entry for entry in repo.all(NumberEntry)}
        series = {each.id: each for each in repo.all(Series)}
        for document in found:
            entry = entries[document.id]
            assert (entry.series, entry.value) == (document.series, document.number)
            assert series[entry.series].counts_on(document.registered)
        for each in series.values():
            numbers = sorted(entry.value for entry in entries.values() if entry.series == each.id)
            assert numbers == list(range(1, len(numbers) + 1)), "without a gap"
            assert repo.ledger.peek(each.id) == len(numbers) + 1
    open_ones = [d for d in found if d.direction is Direction.INCOMING and d.state is State.WORKING]
    assert all(document.due is not None for document in open_ones)
    assert session.store.verify().ok


def test_more_documents_go_on_where_the_first_ended(session: OfficeSession) -> None:
    seed(session, 50)
    seed(session, 30)
    found = documents(session)
    assert len(found) == len({(d.book, d.line) for d in found}) == len({(d.series, d.number) for d in found}) == 80


def test_a_store_is_seeded_the_same_as_another(session: OfficeSession, tmp_path: Path) -> None:
    office = Office(new_id(), session.office.name, "", Level.COMMUNE, "ĐU", "Tân Phú")
    other, _ = create_office(
        tmp_path / "other", office, "B", Role.ADMIN.value, "mat khau", body_name="A", kdf=CHEAP, clock=session.clock
    )
    seed(session, 40)
    seed(other, 40)
    assert documents(session) == documents(other)
    other.close()


def test_seeding_stops_between_two_transactions(session: OfficeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeding, "BATCH", 20)
    asked: list[int] = []
    seeded = seed(session, 100, progress=lambda done, of: asked.append(done), cancelled=lambda: len(asked) > 1)
    assert seeded.documents == len(documents(session)) == 40
    session.clerk = replace(session.clerk, role=Role.READER.value)
    with pytest.raises(NotPermitted):
        seed(session, 1)
