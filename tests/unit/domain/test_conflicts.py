"""Conflicts are derived from the state of the week: after every change they are what the state says, nothing older."""

from dataclasses import replace
from datetime import date, time

import pytest

from vpcu_desktop.domain.almanac import Almanac
from vpcu_desktop.domain.conflicts import Conflict, ConflictKind, conflicts
from vpcu_desktop.domain.directory import Directory, Entry, EntryKind
from vpcu_desktop.domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    BodyId,
    Schedule,
    ScheduleId,
    Status,
    WeekSheet,
    new_id,
)
from vpcu_desktop.domain.times import Session, Week, WorkingHours

WEEK = Week(date(2026, 11, 30))
MONDAY, TUESDAY = WEEK.days[:2]
SECRETARY = Entry("p1", EntryKind.PERSON, "Nguyễn Văn Hòa", "BT", "Bí thư Đảng ủy", 1, True)
DEPUTY = Entry("p2", EntryKind.PERSON, "Trần Thị Minh Nguyệt", "PBT TT", "Phó Bí thư Thường trực Đảng ủy", 2, True)
ROOM = Entry("r1", EntryKind.ROOM, "Phòng họp số 1", "P. họp 1")
CAR = Entry("v1", EntryKind.VEHICLE, "Xe 7 chỗ 60A-012.34", "Xe 7 chỗ")
DIRECTORY = Directory((SECRETARY, DEPUTY, ROOM, CAR))


def activity(start: str | None = "08:00", *, day: date = MONDAY, **fields: object) -> Activity:
    at = time.fromisoformat(start) if start else None
    given = {"chair": "Bí thư Đảng ủy", "place": "Nhà văn hóa ấp 3"} | fields
    session = given.pop("session", None) or (WorkingHours().session_of(at) if at else Session.MORNING)
    return Activity(ActivityId(new_id()), day, session, "Họp", start=at, **given)  # type: ignore[arg-type]


def sheet(*activities: Activity, **fields: object) -> WeekSheet:
    body = Body(BodyId("b"), "Thường trực Đảng ủy")
    schedule = Schedule(ScheduleId("s"), body.id, WEEK, 49, WEEK.monday, WEEK.sunday)
    return WeekSheet(schedule, body, activities, **fields)  # type: ignore[arg-type]


def found(week: WeekSheet, kind: ConflictKind | None = None) -> list[Conflict]:
    every = conflicts(week, DIRECTORY, Almanac(), WorkingHours())
    return [c for c in every if kind in (None, c.kind)]


def test_a_calm_week_has_no_conflict() -> None:
    assert found(sheet(activity("08:00"), activity("14:00"))) == []


def test_a_leader_named_two_ways_at_overlapping_times_is_seen() -> None:
    one, other = activity("08:00", chair="đ/c Nguyễn Văn Hòa"), activity("09:00", chair="", participants="BT; PBT TT")
    [double] = found(sheet(one, other), ConflictKind.PERSON)
    assert double.entry == SECRETARY
    assert set(double.activities) == {one.id, other.id}


def test_a_deputy_is_not_taken_for_the_secretary() -> None:
    assert found(sheet(activity(chair="Bí thư Đảng ủy"), activity(chair="Phó Bí thư Thường trực Đảng ủy"))) == []


def test_an_end_frees_the_leader() -> None:
    one, other = activity("08:00", end=time(9, 0)), activity("09:00")
    assert found(sheet(one, other), ConflictKind.PERSON) == []
    assert found(sheet(replace(one, end=time(9, 1)), other), ConflictKind.PERSON)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"place": "P. họp 1", "chair": "A"}, ConflictKind.ROOM),
        ({"vehicle": "xe 7 chỗ", "chair": "A"}, ConflictKind.VEHICLE),
    ],
)
def test_a_room_or_a_vehicle_twice_is_seen(fields: dict[str, object], kind: ConflictKind) -> None:
    [double] = found(sheet(activity("08:00", **fields), activity("09:30", **fields)), kind)
    assert double.entry in (ROOM, CAR)


def test_all_day_meets_every_session_but_the_evening() -> None:
    whole = activity(None, session=Session.ALL_DAY)
    assert found(sheet(whole, activity("15:00")), ConflictKind.PERSON)
    assert not found(sheet(whole, activity("19:00")), ConflictKind.PERSON)


def test_a_range_of_days_meets_the_days_within() -> None:
    mission = activity(None, session=Session.ALL_DAY, last_day=WEEK.days[2])
    [double] = found(sheet(mission, activity("08:00", day=TUESDAY)), ConflictKind.PERSON)
    assert double.day == TUESDAY


def test_cancelled_and_postponed_activities_are_out_of_the_way() -> None:
    for status in (Status.CANCELLED, Status.POSTPONED):
        assert found(sheet(activity(), activity(status=status))) == []


def test_an_absent_leader_is_away() -> None:
    absence = Absence("x", "Nguyễn Văn Hòa", AbsenceKind.LEAVE, MONDAY, MONDAY)
    [away] = found(sheet(activity(), activity(day=TUESDAY), absences=(absence,)), ConflictKind.AWAY)
    assert (away.day, away.entry) == (MONDAY, SECRETARY)


def test_a_holiday_is_named() -> None:
    holiday = date(2026, 11, 24)
    week = sheet(activity(day=holiday))
    assert [c.day for c in found(week, ConflictKind.HOLIDAY)] == [holiday]


@pytest.mark.parametrize("start", ["06:00", "12:00", "17:00"])
def test_outside_hours(start: str) -> None:
    assert found(sheet(activity(start)), ConflictKind.OUTSIDE_HOURS)


def test_an_evening_is_meant() -> None:
    assert not found(sheet(activity("19:00")), ConflictKind.OUTSIDE_HOURS)


def test_missing_chair_or_place() -> None:
    kinds = {c.kind for c in found(sheet(activity(chair="", place="")))}
    assert kinds == {ConflictKind.NO_CHAIR, ConflictKind.NO_PLACE}


def test_a_secret_activity_needs_no_place() -> None:
    assert not found(sheet(activity().as_secret()), ConflictKind.NO_PLACE)


def test_a_kept_conflict_carries_its_reason_and_loses_it_when_the_trouble_changes() -> None:
    one, other = activity("08:00"), activity("09:00")
    [double] = found(sheet(one, other), ConflictKind.PERSON)
    kept = {double.key: "Đồng chí dự phần đầu"}
    assert found(sheet(one, other, kept=kept), ConflictKind.PERSON)[0].kept == "Đồng chí dự phần đầu"
    third = activity("08:30")
    assert any(not c.kept for c in found(sheet(one, other, third, kept=kept), ConflictKind.PERSON))


def test_a_mission_takes_whole_days_between_its_departure_and_its_return() -> None:
    mission = activity("14:00", session=Session.ALL_DAY, last_day=WEEK.days[2], end=time(10, 0))
    before = activity("08:00", day=MONDAY)
    during = activity("08:00", day=TUESDAY)
    after = activity("14:00", day=WEEK.days[2])
    clashes = found(sheet(mission, before, during, after), ConflictKind.PERSON)
    assert [(c.day, set(c.activities)) for c in clashes] == [(TUESDAY, {mission.id, during.id})]


def test_what_takes_the_mornings_of_several_days_leaves_the_afternoons() -> None:
    course = activity("08:00", last_day=WEEK.days[2], end=time(11, 0))
    assert found(sheet(course, activity("14:00", day=TUESDAY)), ConflictKind.PERSON) == []
    assert len(found(sheet(course, activity("10:00", day=TUESDAY)), ConflictKind.PERSON)) == 1


def test_a_mission_of_last_week_clashes_with_this_weeks_meeting() -> None:
    mission = activity(None, day=WEEK.shifted(-1).days[3], session=Session.ALL_DAY, last_day=MONDAY)
    meeting, later = activity("08:00"), activity("08:00", day=TUESDAY)
    [clash] = found(sheet(meeting, later, carried=(mission,)))
    assert (clash.activities, clash.elsewhere, clash.entry) == ((meeting.id,), (mission,), SECRETARY)
    [kept] = found(sheet(meeting, carried=(mission,), kept={clash.key: "về trước"}))
    assert kept.kept == "về trước"


def test_one_meeting_in_the_schedules_of_two_bodies_is_no_clash() -> None:
    meeting = activity("08:00", place="Phòng họp số 1")
    same = replace(meeting, id=ActivityId("x"), content="HỌP", chair="BT")
    other = replace(meeting, id=ActivityId("y"), content="Tiếp công dân", place="Trụ sở", chair="BT")
    assert [c.elsewhere for c in found(sheet(meeting, elsewhere=(same, other)))] == [(other,)]


def test_other_schedules_troubles_are_not_this_weeks() -> None:
    one, other = activity("08:00", place=""), activity("08:30", place="")
    assert found(sheet(elsewhere=(one, other))) == []
