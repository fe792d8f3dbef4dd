"""The use cases of the weekly schedule, driven as the window drives them, on a real encrypted store."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from tests.unit.services.conftest import WEEK

from vpcu_desktop.domain.conflicts import Conflict, ConflictKind
from vpcu_desktop.domain.directory import EntryKind
from vpcu_desktop.domain.errors import NotPermitted, SecretContentRefused, StaleRecord
from vpcu_desktop.domain.proposals import Proposal, ReadSchedule
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import (
    NEUTRAL_PHRASE,
    Activity,
    ActivityId,
    Body,
    BodyId,
    ScheduleState,
    Status,
    new_id,
)
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import drafts, office, publishing, weeks
from vpcu_desktop.services.session import OfficeSession


def briefing(day: date = WEEK.monday, **fields: object) -> Activity:
    given = {
        "session": Session.MORNING,
        "content": "Giao ban Thường trực",
        "start": time(7, 30),
        "chair": "Nguyễn Văn Hòa",
        "place": "Phòng họp số 1",
    } | fields
    return Activity(ActivityId(new_id()), day, **given)  # type: ignore[arg-type]


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def contents(session: OfficeSession, body: BodyId) -> list[Activity]:
    return list(weeks.sheet(session, body, WEEK).activities)


def current_conflicts(session: OfficeSession, body: BodyId) -> tuple[Conflict, ...]:
    return weeks.week_conflicts(session, weeks.sheet(session, body, WEEK))


def test_looking_at_an_empty_week_stores_nothing(session: OfficeSession, body: BodyId) -> None:
    assert weeks.sheet(session, body, WEEK).schedule.number == 49
    with session.store.read() as repo:
        assert repo.schedule(body, WEEK) is None


def test_a_planned_activity_is_found_again(session: OfficeSession, body: BodyId) -> None:
    planned = briefing()
    changes = weeks.plan(session, body, WEEK, [planned])
    assert changes.week == WEEK
    assert contents(session, body) == [planned]


def test_text_is_stored_clean_and_composed(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [replace(briefing(), content="Ho\u0323p\u0000  giao\u200b ban\r\nlần 2 😀")])
    assert contents(session, body)[0].content == "Họp giao ban\nlần 2 😀"


def test_a_range_that_ends_where_it_begins_or_before_is_one_day(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing(WEEK.days[2], last_day=WEEK.days[n]) for n in (1, 2, 3)])
    assert sorted(str(a.last_day) for a in contents(session, body)) == [str(WEEK.days[3]), "None", "None"]


def test_ten_thousand_characters_come_back_whole(session: OfficeSession, body: BodyId) -> None:
    long = ("Nội dung dài " * 800)[:10_000].strip()
    weeks.plan(session, body, WEEK, [replace(briefing(), content=long)])
    assert contents(session, body)[0].content == long


def test_the_directory_grows_by_typing_and_knows_the_name_next_time(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing()])
    assert [e.name for e in session.directory.of(EntryKind.PERSON)] == ["Nguyễn Văn Hòa"]
    assert [e.name for e in session.directory.suggest(EntryKind.PERSON, "nguyen van h")] == ["Nguyễn Văn Hòa"]
    weeks.plan(session, body, WEEK, [briefing(chair="đ/c nguyễn văn hòa", start=time(14, 0))])
    assert len(session.directory.of(EntryKind.PERSON)) == 1


def test_undo_and_redo_walk_through_every_kind_of_change(session: OfficeSession, body: BodyId) -> None:
    one = briefing()
    weeks.plan(session, body, WEEK, [one])
    weeks.change(session, body, WEEK, [one], [replace(one, place="Hội trường")])
    weeks.move(session, body, WEEK, contents(session, body)[0], days=1)
    weeks.remove(session, body, WEEK, contents(session, body))
    states = []
    assert contents(session, body) == []
    for label in ("remove", "move", "change", "plan"):
        assert weeks.undo_label(session) == label
        weeks.undo(session)
        states.append(contents(session, body))
    assert [s[0].place if s else None for s in states] == ["Hội trường", "Hội trường", "Phòng họp số 1", None]
    for _ in range(4):
        weeks.redo(session)
    assert contents(session, body) == []
    assert weeks.redo_label(session) is None


def test_a_move_keeps_time_and_length_within_the_session(session: OfficeSession, body: BodyId) -> None:
    one = briefing(end=time(9, 0))
    weeks.plan(session, body, WEEK, [one])
    weeks.move(session, body, WEEK, one, days=2)
    [moved] = contents(session, body)
    assert (moved.day, moved.start, moved.end) == (WEEK.days[2], time(7, 30), time(9, 0))
    weeks.move(session, body, WEEK, moved, to=Session.AFTERNOON)
    [later] = contents(session, body)
    assert (later.session, later.start) == (Session.AFTERNOON, None)


def test_copied_activities_keep_their_length(session: OfficeSession, body: BodyId) -> None:
    """In other programs copied meetings lose their length."""
    mission = briefing(end=time(9, 30), last_day=WEEK.days[2])
    dropped = briefing(status=Status.CANCELLED, start=time(14, 0))
    weeks.plan(session, body, WEEK, [mission, dropped])
    weeks.copy_week(session, body, WEEK, WEEK.shifted(1))
    [copy] = weeks.sheet(session, body, WEEK.shifted(1)).activities
    assert (copy.start, copy.end, copy.day) == (time(7, 30), time(9, 30), WEEK.monday + timedelta(7))
    assert copy.last_day == WEEK.days[2] + timedelta(7)
    assert copy.id != mission.id


def test_copying_a_week_doubles_nothing_that_is_there(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing(), briefing(content="Tiếp công dân")])
    weeks.plan(session, body, WEEK.shifted(1), [briefing(day=WEEK.monday + timedelta(7))])
    for _time in range(2):
        weeks.copy_week(session, body, WEEK, WEEK.shifted(1))
    copied = [a.content for a in weeks.sheet(session, body, WEEK.shifted(1)).activities]
    assert sorted(copied) == sorted([briefing().content, "Tiếp công dân"])


def test_the_office_numbers_its_weeks_on_and_keeps_its_shape(session: OfficeSession, body: BodyId) -> None:
    heading = weeks.sheet(session, body, WEEK).schedule
    weeks.set_heading(session, replace(heading, number=12, last_day=WEEK.days[4]))
    follower = weeks.sheet(session, body, WEEK.shifted(1)).schedule
    assert (follower.number, follower.last_day) == (13, WEEK.days[4] + timedelta(7))


def test_the_weeks_are_counted_anew_in_the_week_that_belongs_to_the_new_year(
    session: OfficeSession, body: BodyId
) -> None:
    """28/12/2026–3/1/2027 is the 53rd week of 2026; the one after it is the first of 2027, not the 54th."""
    numbers = []
    for monday in (date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)):
        week = Week(monday)
        weeks.plan(session, body, week, [briefing(monday)])
        numbers.append(weeks.sheet(session, body, week).schedule.number)
    assert numbers == [52, 53, 1, 2]


def test_recurring_comes_once_a_week(session: OfficeSession, body: BodyId) -> None:
    weeks.make_recurring(session, body, briefing())
    weeks.add_recurring(session, body, WEEK.shifted(1))
    weeks.add_recurring(session, body, WEEK.shifted(1))
    later = weeks.sheet(session, body, WEEK.shifted(1)).activities
    assert [a.day for a in later] == [WEEK.monday + timedelta(7)]
    assert weeks.due_recurring(session, body, WEEK.shifted(-1)) == ()


def test_somebody_elses_change_is_not_overwritten(session: OfficeSession, body: BodyId) -> None:
    one = briefing()
    weeks.plan(session, body, WEEK, [one])
    weeks.change(session, body, WEEK, [one], [replace(one, place="Hội trường")])
    with pytest.raises(StaleRecord):
        weeks.change(session, body, WEEK, [one], [replace(one, place="Phòng họp số 2")])
    assert contents(session, body)[0].place == "Hội trường"


def test_an_undo_that_somebody_elses_change_forbids_does_not_block_the_one_before(
    session: OfficeSession, body: BodyId
) -> None:
    one, other = briefing(), briefing(start=time(14, 0))
    weeks.plan(session, body, WEEK, [other])
    weeks.plan(session, body, WEEK, [one])
    with session.store.write("somebody", "change") as repo:
        repo.save(replace(one, place="Hội trường"))
    with pytest.raises(StaleRecord):
        weeks.undo(session)
    weeks.undo(session)
    assert [a.id for a in contents(session, body)] == [one.id]


def test_secret_content_is_refused(session: OfficeSession, body: BodyId) -> None:
    with pytest.raises(SecretContentRefused):
        weeks.plan(session, body, WEEK, [replace(briefing(), secret=True)])
    assert contents(session, body) == []


def test_an_activity_that_becomes_secret_leaves_nothing_to_undo_or_read_back(
    session: OfficeSession, body: BodyId
) -> None:
    one = briefing(notes="mật khẩu phòng")
    weeks.plan(session, body, WEEK, [one])
    weeks.change(session, body, WEEK, [one], [one.as_secret()])
    [kept] = contents(session, body)
    assert (kept.content, kept.place, kept.chair) == (NEUTRAL_PHRASE, "", "Nguyễn Văn Hòa")
    assert weeks.undo_label(session) is None
    with session.store.read() as repo:
        history = repr(repo.audit(100))
    assert "mật khẩu phòng" not in history
    assert session.store.verify().ok


def test_unfinished_forms_and_reasons_of_an_activity_go_when_it_becomes_secret(
    session: OfficeSession, body: BodyId
) -> None:
    one, other = briefing(), briefing(start=time(8, 0), place="Hội trường")
    weeks.plan(session, body, WEEK, [one, other])
    [double] = [c for c in current_conflicts(session, body) if c.kind is ConflictKind.PERSON]
    weeks.keep_conflict(session, body, WEEK, double, "Bàn nhân sự kín")
    drafts.save(session, drafts.activity_key(one.id), {"content": "Nhân sự kín"})
    drafts.save(session, drafts.activity_key(other.id), {"content": "Việc khác"})
    weeks.change(session, body, WEEK, [one], [one.as_secret()])
    assert drafts.keys(session) == (drafts.activity_key(other.id),)
    assert [c.kept for c in current_conflicts(session, body) if c.key == double.key] == [""]
    with session.store.read() as repo:
        assert "Bàn nhân sự kín" not in repr(repo.audit(100))
    assert session.store.verify().ok


def test_redo_does_not_bring_back_what_undo_made_secret_again(session: OfficeSession, body: BodyId) -> None:
    hidden = briefing().as_secret()
    weeks.plan(session, body, WEEK, [hidden])
    weeks.change(session, body, WEEK, [hidden], [replace(hidden, secret=False, content="Nhân sự kín")])
    weeks.undo(session)
    assert contents(session, body) == [hidden]
    assert weeks.redo_label(session) is None
    assert "Nhân sự kín" not in repr(session.history)


def test_a_conflict_is_kept_with_a_reason(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing(), briefing(start=time(8, 0), place="Hội trường")])
    [double] = [c for c in current_conflicts(session, body) if c.kind is ConflictKind.PERSON]
    weeks.keep_conflict(session, body, WEEK, double, "Dự phần đầu rồi sang")
    [kept] = [c for c in current_conflicts(session, body) if c.key == double.key]
    assert kept.kept == "Dự phần đầu rồi sang"
    weeks.keep_conflict(session, body, WEEK, kept, " ")
    assert weeks.sheet(session, body, WEEK).kept == {}


def test_a_mission_over_the_weekend_is_seen_from_the_next_week(session: OfficeSession, body: BodyId) -> None:
    following = WEEK.shifted(1)
    mission = briefing(WEEK.days[4], content="Đi công tác", session=Session.ALL_DAY, last_day=following.monday)
    over = briefing(WEEK.days[4], status=Status.CANCELLED, last_day=following.monday)
    weeks.plan(session, body, WEEK, [mission, over, briefing()])
    assert weeks.sheet(session, body, following).carried == (mission,)  # looked at before there is a schedule
    meeting = briefing(following.monday, place="Hội trường")
    weeks.plan(session, body, following, [meeting])
    seen = weeks.sheet(session, body, following)
    assert (seen.activities, seen.carried, seen.elsewhere) == ((meeting,), (mission,), ())
    [clash] = weeks.week_conflicts(session, seen)
    assert (clash.activities, clash.elsewhere) == ((meeting.id,), (mission,))
    assert "Đi công tác" in publishing.week_text(session, seen)
    assert weeks.sheet(session, body, WEEK).carried == ()
    assert weeks.sheet(session, body, following.shifted(1)).carried == ()


def test_another_bodys_week_counts_in_the_conflicts_alone(session: OfficeSession, body: BodyId) -> None:
    standing = Body(BodyId(new_id()), "Ban Thường vụ")
    office.save_body(session, standing)
    theirs = briefing(content="Họp Ban Thường vụ", place="Hội trường")
    weeks.plan(session, standing.id, WEEK, [theirs, briefing(WEEK.days[1])])
    weeks.plan(session, body, WEEK, [briefing()])
    seen = weeks.sheet(session, body, WEEK)
    assert (len(seen.activities), seen.carried, len(seen.elsewhere)) == (1, (), 2)
    assert [c.elsewhere for c in weeks.week_conflicts(session, seen)] == [(theirs,)]
    assert "Họp Ban Thường vụ" not in publishing.week_text(session, seen)


def test_a_range_to_the_next_monday_knows_that_mondays_meetings(session: OfficeSession, body: BodyId) -> None:
    following = WEEK.shifted(1)
    weeks.set_heading(session, replace(weeks.sheet(session, body, WEEK).schedule, last_day=following.monday))
    weeks.plan(session, body, WEEK, [briefing(following.monday, place="Hội trường", content="Tiếp công dân")])
    weeks.plan(session, body, following, [briefing(following.monday)])
    here, there = weeks.sheet(session, body, WEEK), weeks.sheet(session, body, following)
    assert (len(here.elsewhere), len(there.carried)) == (1, 1)
    assert [len(weeks.week_conflicts(session, sheet)) for sheet in (here, there)] == [1, 1]


def test_only_confirmed_proposals_are_stored(session: OfficeSession, body: BodyId) -> None:
    taken = Proposal(WEEK.monday, None, "Họp giao ban", 3, start=time(14, 0), chair="Nguyễn Văn Hòa")
    weeks.accept(session, body, WEEK, [taken, Proposal(None, None, "không rõ ngày", 4)])
    [stored] = contents(session, body)
    assert (stored.session, stored.content) == (Session.AFTERNOON, "Họp giao ban")


def test_a_reader_may_not_edit(session: OfficeSession, body: BodyId) -> None:
    session.clerk = replace(session.clerk, role=Role.READER.value)
    with pytest.raises(NotPermitted):
        weeks.plan(session, body, WEEK, [briefing()])


def test_editing_takes_an_approval_back(session: OfficeSession, body: BodyId) -> None:
    weeks.plan(session, body, WEEK, [briefing()])
    publishing.approve(session, body, WEEK)
    weeks.plan(session, body, WEEK, [briefing(start=time(14, 0))])
    assert weeks.sheet(session, body, WEEK).schedule.state is ScheduleState.DRAFT


def test_an_empty_week_takes_number_and_dates_from_the_papers_title(session: OfficeSession, body: BodyId) -> None:
    taken = [Proposal(WEEK.monday, None, "Họp giao ban", 3, start=time(14, 0))]
    paper = ReadSchedule("Lịch công tác tuần 21", WEEK.monday, WEEK.shifted(1).monday, 21, tuple(taken), (), ())
    weeks.accept(session, body, WEEK, taken, paper=paper)
    heading = weeks.sheet(session, body, WEEK).schedule
    assert (heading.number, heading.first_day, heading.last_day) == (21, WEEK.monday, WEEK.shifted(1).monday)
    weeks.undo(session)
    assert contents(session, body) == []
    weeks.redo(session)
    weeks.accept(session, body, WEEK, taken, paper=replace(paper, number=5))
    assert weeks.sheet(session, body, WEEK).schedule.number == 21


def test_a_title_of_other_days_leaves_the_weeks_own(session: OfficeSession, body: BodyId) -> None:
    taken = [Proposal(WEEK.monday, None, "Họp giao ban", 3, start=time(14, 0))]
    paper = ReadSchedule("Lịch", WEEK.shifted(-9).monday, WEEK.sunday, None, tuple(taken), (), ())
    weeks.accept(session, body, WEEK, taken, paper=paper)
    heading = weeks.sheet(session, body, WEEK).schedule
    assert (heading.number, heading.first_day, heading.last_day) == (49, WEEK.monday, WEEK.sunday)
