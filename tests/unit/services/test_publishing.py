"""Approval, publication and versions."""

from dataclasses import replace
from datetime import time

import pytest
from tests.unit.services.conftest import WEEK, SettableClock
from tests.unit.services.test_weeks import briefing

from vpcu_desktop.domain.errors import NothingToPublish, NotPermitted, StaleRecord, WrongState
from vpcu_desktop.domain.marks import MarkKind, sheet_marks, unpublished_changes
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Absence, AbsenceKind, BodyId, ScheduleState, Status, new_id
from vpcu_desktop.services import publishing, roster, weeks
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


@pytest.fixture
def published(session: OfficeSession, body: BodyId) -> BodyId:
    weeks.plan(session, body, WEEK, [briefing(), briefing(start=time(14, 0), place="Hội trường")])
    publishing.approve(session, body, WEEK)
    publishing.publish(session, body, WEEK, register_number="14-LCT/ĐU")
    return body


def test_the_chief_sends_back_with_a_note(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing()])
    publishing.submit(session, body, WEEK)
    publishing.send_back(session, body, WEEK, "Thêm phiên họp BTV")
    schedule = weeks.sheet(session, body, WEEK).schedule
    assert (schedule.state, schedule.chief_note) == (ScheduleState.DRAFT, "Thêm phiên họp BTV")


def test_a_draft_is_not_published(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing()])
    with pytest.raises(WrongState):
        publishing.publish(session, body, WEEK)


def test_a_clerk_may_not_approve_but_may_record_the_chiefs_pencil(session: OfficeSession, body: BodyId) -> None:
    session.clerk = replace(session.clerk, role=Role.CLERK.value)
    weeks.plan(session, body, WEEK, [briefing()])
    with pytest.raises(NotPermitted):
        publishing.approve(session, body, WEEK)
    publishing.approve(session, body, WEEK, on_paper=True)
    assert weeks.sheet(session, body, WEEK).schedule.state is ScheduleState.APPROVED


def test_publication_makes_activities_official_and_keeps_bytes(session: OfficeSession, published: BodyId) -> None:
    sheet = weeks.sheet(session, published, WEEK)
    assert {a.status for a in sheet.activities} == {Status.OFFICIAL}
    assert sheet.versions == 1
    assert sheet.published is not None
    assert sheet.published.register_number == "14-LCT/ĐU"
    for name, head in (("landscape.pdf", b"%PDF"), ("portrait.pdf", b"%PDF"), ("docx", b"PK")):
        assert publishing.version_file(session, sheet.published, name).startswith(head)
    assert not publishing.is_draft(sheet)


def test_a_week_that_changes_while_its_papers_are_made_is_not_published(
    session: OfficeSession, body: BodyId, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks.plan(session, body, WEEK, [briefing()])
    publishing.approve(session, body, WEEK)
    made = publishing.week_docx

    def meanwhile(*arguments: object, **options: object) -> bytes:
        weeks.plan(session, body, WEEK, [briefing(start=time(14, 0))])
        return made(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "week_docx", meanwhile)
    with pytest.raises(StaleRecord):
        publishing.publish(session, body, WEEK)
    assert publishing.versions(session, body, WEEK) == ()


def test_the_same_week_is_not_published_twice(session: OfficeSession, published: BodyId) -> None:
    with pytest.raises(NothingToPublish):
        publishing.publish(session, published, WEEK)


def test_who_became_away_is_a_reason_for_a_second_version(session: OfficeSession, published: BodyId) -> None:
    away = Absence(new_id(), "Nguyễn Văn Hòa", AbsenceKind.LEAVE, WEEK.days[2], WEEK.days[2])
    roster.save(session, replace(away, id=new_id(), first_day=WEEK.shifted(2).monday, last_day=WEEK.shifted(2).sunday))
    assert not publishing.is_draft(weeks.sheet(session, published, WEEK))
    roster.save(session, away)
    assert unpublished_changes(weeks.sheet(session, published, WEEK)) == 1
    publishing.publish(session, published, WEEK)
    assert not publishing.is_draft(weeks.sheet(session, published, WEEK))
    with pytest.raises(NothingToPublish):
        publishing.publish(session, published, WEEK)


@pytest.mark.parametrize("change", [{"number": 12}, {"last_day": WEEK.days[4]}, {"notes": "Giấy mời riêng"}])
def test_another_heading_is_a_reason_for_a_second_version(
    session: OfficeSession, published: BodyId, change: dict[str, object]
) -> None:
    heading = weeks.sheet(session, published, WEEK).schedule
    weeks.set_heading(session, replace(heading, **change))  # type: ignore[arg-type]
    assert unpublished_changes(weeks.sheet(session, published, WEEK)) == 1


def test_version_two_marks_what_changed_and_version_one_reprints_to_the_byte(
    session: OfficeSession, published: BodyId, clock: SettableClock
) -> None:
    first = publishing.versions(session, published, WEEK)[0]
    bytes_then = publishing.version_file(session, first, "landscape.pdf")
    morning, afternoon = weeks.sheet(session, published, WEEK).activities
    weeks.change(session, published, WEEK, [morning], [replace(morning, start=time(8, 0))])
    weeks.remove(session, published, WEEK, [afternoon])
    weeks.plan(session, published, WEEK, [briefing(WEEK.days[1])])
    marked = sheet_marks(weeks.sheet(session, published, WEEK))
    assert sorted(m.kind.value for m in marked.values()) == ["cancelled", "changed", "new"]
    publishing.approve(session, published, WEEK)
    publishing.publish(session, published, WEEK)
    one, two = publishing.versions(session, published, WEEK)
    assert (one.number, two.number) == (1, 2)
    assert publishing.version_file(session, one, "landscape.pdf") == bytes_then
    assert publishing.version_file(session, two, "landscape.pdf") != bytes_then
    kinds = {m.kind for m in publishing.compare(one, two).marks.values()}
    assert kinds == {MarkKind.NEW, MarkKind.CHANGED, MarkKind.CANCELLED}


def test_undo_never_crosses_a_publication(session: OfficeSession, published: BodyId) -> None:
    assert weeks.undo_label(session) is None


def test_the_message_text_leaves_secret_activities_out(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing(), briefing(start=time(9, 15), chair="Bí thư").as_secret()])
    text = publishing.week_text(session, weeks.sheet(session, body, WEEK))
    assert "Giao ban Thường trực" in text
    assert "9h15" not in text


def test_the_message_text_says_what_changed_since_publication(session: OfficeSession, published: BodyId) -> None:
    morning = weeks.sheet(session, published, WEEK).activities[0]
    weeks.change(session, published, WEEK, [morning], [replace(morning, start=time(8, 15))])
    text = publishing.week_text(session, weeks.sheet(session, published, WEEK))
    assert "- 8h15: [ĐỔI] Giao ban Thường trực" in text
    assert text.count("[ĐỔI]") == 1
