"""Marks of change against the last published version."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from vpcu_desktop.domain.marks import Mark, MarkKind, dropped, mark_of, marks, unpublished_changes
from vpcu_desktop.domain.schedule import (
    Activity,
    ActivityId,
    Body,
    BodyId,
    Schedule,
    ScheduleId,
    Status,
    Version,
    WeekSheet,
)
from vpcu_desktop.domain.times import Session, Week

WEEK = Week(date(2026, 11, 30))
ONE = Activity(ActivityId("1"), WEEK.monday, Session.MORNING, "Giao ban", start=time(7, 30), status=Status.OFFICIAL)
TWO = replace(ONE, id=ActivityId("2"), content="Họp Ban Thường vụ")


def test_nothing_published_nothing_marked() -> None:
    assert marks([ONE, TWO], None) == {}


def test_each_kind_of_change_has_its_mark() -> None:
    later = replace(ONE, start=time(8, 0), place="P. họp 2")
    assert mark_of(later, ONE) == Mark(MarkKind.CHANGED, ("start", "place"))
    assert mark_of(TWO, None) == Mark(MarkKind.NEW)
    assert mark_of(replace(ONE, status=Status.POSTPONED), ONE) == Mark(MarkKind.POSTPONED)
    assert mark_of(replace(ONE, status=Status.CANCELLED), ONE) == Mark(MarkKind.CANCELLED)
    assert mark_of(ONE, replace(ONE, status=Status.CANCELLED)) == Mark(MarkKind.CHANGED)


def test_becoming_official_or_moving_in_the_list_is_no_change_for_a_reader() -> None:
    assert mark_of(ONE, replace(ONE, status=Status.PLANNED, position=4)) is None
    assert mark_of(replace(ONE, status=Status.CANCELLED), replace(ONE, status=Status.CANCELLED)) is None


def test_what_a_reader_does_not_know_yet_is_counted() -> None:
    body = Body(BodyId("b"), "Thường trực")
    schedule = Schedule(ScheduleId("s"), body.id, WEEK, 49, WEEK.monday, WEEK.sunday)
    published = Version(schedule.id, 1, datetime(2026, 11, 27, tzinfo=UTC), "Hà", "", (ONE, TWO))
    now = WeekSheet(schedule, body, (replace(ONE, place="Hội trường"),), published=published, versions=1)
    assert dropped(now.activities, published.activities) == (TWO,)
    assert unpublished_changes(now) == 2
    assert unpublished_changes(replace(now, activities=(ONE, TWO))) == 0
    assert unpublished_changes(replace(now, published=None)) == 1
