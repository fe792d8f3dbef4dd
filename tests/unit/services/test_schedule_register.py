"""The weekly schedule takes its number from the register of outgoing documents."""

import pytest
from tests.support.register_office import TODAY
from tests.unit.services.conftest import WEEK
from tests.unit.services.test_weeks import briefing

from vpcu_desktop.domain.documents import State
from vpcu_desktop.domain.errors import NotChangeable, StaleRecord
from vpcu_desktop.services import documents, numbering, outgoing, publishing, weeks
from vpcu_desktop.services.schedule_register import is_wanted, register_schedule
from vpcu_desktop.services.session import OfficeSession


def test_the_schedule_is_numbered_by_the_register_and_published_with_it(session: OfficeSession) -> None:
    numbering.setup(session)
    body = session.bodies[0].id
    weeks.plan(session, body, WEEK, [briefing()])
    issued = register_schedule(session, body, WEEK).document
    assert (issued.code, issued.day, issued.state) == ("01-LCT/ĐU", TODAY, State.ISSUED)
    assert issued.subject == "Lịch công tác tuần 49 (từ ngày 30/11/2026 đến ngày 06/12/2026)"
    publishing.approve(session, body, WEEK)
    publishing.publish(session, body, WEEK)
    (version,) = publishing.versions(session, body, WEEK)
    assert version.register_number == "01-LCT/ĐU"
    file = documents.file_of(session, issued.id)
    assert file is not None
    assert file.document == issued


def test_a_schedule_gets_one_number(session: OfficeSession) -> None:
    numbering.setup(session)
    body = session.bodies[0].id
    register_schedule(session, body, WEEK)
    with pytest.raises(NotChangeable):
        register_schedule(session, body, WEEK)
    second = register_schedule(session, body, WEEK.shifted(1))
    assert second.document.code == "02-LCT/ĐU"


def test_without_registers_nothing_is_numbered(session: OfficeSession) -> None:
    with pytest.raises(StaleRecord):
        register_schedule(session, session.bodies[0].id, WEEK)


def test_a_schedule_whose_line_is_void_takes_a_new_number(session: OfficeSession) -> None:
    numbering.setup(session)
    body = session.bodies[0].id
    first = register_schedule(session, body, WEEK).document
    assert not is_wanted(session, weeks.sheet(session, body, WEEK).schedule)
    outgoing.void(session, first, "nhầm tuần")
    assert is_wanted(session, weeks.sheet(session, body, WEEK).schedule)
    assert register_schedule(session, body, WEEK).document.code == "02-LCT/ĐU"
    with pytest.raises(NotChangeable):
        register_schedule(session, body, WEEK)
