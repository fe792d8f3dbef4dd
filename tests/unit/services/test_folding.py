"""Every box of the registers folds alike: with or without marks, in capitals, composed or not, đ as d."""

import unicodedata

import pytest
from tests.support.register_office import issued, take_in

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import Query
from vpcu_desktop.services import entry_memory, find, organisations, outgoing_memory, suggesting
from vpcu_desktop.services.outgoing import To
from vpcu_desktop.services.session import OfficeSession

NAME = "Đỗ Thị Thúy Hòa"
TYPED = ["do thi", "ĐỖ THỊ", "đỗ thị", unicodedata.normalize("NFD", "Đỗ Thị"), "dỗ thi", "Đỗ Thị Thuý", "thúy hoà"]


@pytest.fixture
def office(session: OfficeSession) -> OfficeSession:
    """The one name wherever one can stand."""
    take_in(session, issuer=NAME, subject=f"giao {NAME}", signer=NAME, receiver=NAME)
    issued(session, signer=NAME, to=(To(NAME),))
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(Entry(new_id(), EntryKind.PERSON, NAME))
    session.forget("directory")
    return session


@pytest.mark.parametrize("typed", TYPED)
def test_lesson_15_every_box_folds_alike(office: OfficeSession, typed: str) -> None:
    coming, going = entry_memory.read_memory(office), outgoing_memory.read_memory(office)
    today = office.today()
    boxes = {
        "list": [line.subject for line in find.lines(office, Query(typed))],
        "issuer": [each.name for each in coming.suggest_issuers(typed, today)],
        "subject": coming.suggest_subjects(typed, "", ""),
        "signer": coming.suggest_signers(typed, ""),
        "receiver": coming.suggest_receivers(typed, office.directory),
        "recipients": going.suggest_recipients(typed, today),
        "outgoing signer": [name for name, _position in going.suggest_signers(typed, office.directory)],
        "filter": suggesting.suggest(office, Field.ISSUER, typed),
        "organisations": [each.name for each in organisations.suggest(office, typed)],
        "directory": [each.name for each in office.directory.suggest(EntryKind.PERSON, typed)],
    }
    assert {box for box, found in boxes.items() if not found} == set()
