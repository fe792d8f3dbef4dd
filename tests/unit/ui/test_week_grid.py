"""What a week view shows and how arrows step through it, as plain values."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.almanac import Almanac
from vpcu_desktop.domain.conflicts import Conflict, ConflictKind
from vpcu_desktop.domain.directory import Directory, Entry, EntryKind
from vpcu_desktop.domain.marks import sheet_marks
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import (
    NEUTRAL_PHRASE,
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Body,
    BodyId,
    Schedule,
    ScheduleId,
    ScheduleState,
    Status,
    WeekSheet,
)
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.ui.week.grid import (
    Grid,
    Spot,
    WeekFacts,
    agenda_grid,
    board_grid,
    leaders_grid,
    make_card,
    shown_days,
)
from vpcu_desktop.ui.week.publish_bar import Step, standing
from vpcu_desktop.ui.week.words import conflict_counts

WEEK = Week(date(2026, 11, 23))
BODY = BodyId("body")
DIRECTORY = Directory(
    (
        Entry("p1", EntryKind.PERSON, "Nguyễn Văn Hòa", "BT", "Bí thư", 1, leader=True),
        Entry("p2", EntryKind.PERSON, "Trần Thị Nguyệt", "PBT TT", "Phó Bí thư Thường trực", 2, leader=True),
        Entry("r1", EntryKind.ROOM, "Phòng họp số 1", "P. họp 1"),
    )
)


def activity(name: str, day: int = 0, session: Session = Session.MORNING, **fields: object) -> Activity:
    made = Activity(ActivityId(name), WEEK.days[day], session, name, chair="Bí thư", place="Phòng họp số 1")
    return replace(made, **fields)  # type: ignore[arg-type]


def facts(*activities: Activity, last_day: date = WEEK.sunday, absences: tuple[Absence, ...] = ()) -> WeekFacts:
    schedule = Schedule(ScheduleId("s"), BODY, WEEK, 48, WEEK.monday, last_day)
    sheet = WeekSheet(schedule, Body(BODY, "Thường trực"), tuple(sorted(activities, key=lambda a: a.order)), absences)
    almanac = Almanac()
    return WeekFacts(sheet, DIRECTORY, {d: almanac.day(d) for d in shown_days(sheet)}, sheet_marks(sheet))


def board(*activities: Activity, collapse: bool = False, query: str = "") -> Grid:
    return board_grid(facts(*activities), today=WEEK.days[2], collapse=collapse, query=query)


def test_all_day_has_a_row_only_when_something_stands_in_it() -> None:
    assert [row.session for row in board().rows] == [Session.MORNING, Session.AFTERNOON, Session.EVENING]
    assert board(activity("a", session=Session.ALL_DAY)).rows[0].session is Session.ALL_DAY


def test_an_empty_evening_is_one_line() -> None:
    assert board().rows[-1].collapsed
    assert not board(activity("a", session=Session.EVENING)).rows[-1].collapsed


def test_a_range_stands_in_every_day_that_it_takes_up() -> None:
    grid = board(activity("a", 1, last_day=WEEK.days[3]))
    assert [bool(grid.cell(0, column)) for column in range(7)] == [False, True, True, True, False, False, False]


def test_the_board_reaches_the_monday_that_the_title_names() -> None:
    late = facts(last_day=WEEK.sunday + timedelta(days=1))
    assert shown_days(late.sheet)[-1] == date(2026, 11, 30)


def test_a_made_up_working_saturday_is_never_a_sliver() -> None:
    plain = facts()
    saturday = WEEK.days[5]
    days = plain.days | {saturday: replace(plain.days[saturday], swapped_working="Làm bù")}
    columns = board_grid(replace(plain, days=days), today=WEEK.monday, collapse=True).columns
    assert [column.collapsed for column in columns[5:]] == [False, True]


def test_a_secret_card_says_nothing_but_time_leader_and_the_phrase() -> None:
    card = make_card(activity("mật", start=time(8)).as_secret(), facts())
    assert (card.time, card.chair, card.content, card.place) == ("8h00", "BT", NEUTRAL_PHRASE, "")


@pytest.mark.parametrize(("status", "word"), [(Status.POSTPONED, "HOÃN"), (Status.CANCELLED, "HỦY")])
def test_what_does_not_take_place_is_struck_and_named(status: Status, word: str) -> None:
    card = make_card(activity("a", status=status), facts())
    assert (card.struck, card.mark) == (True, word)


def test_a_chair_that_the_directory_knows_in_part_only_stands_as_written() -> None:
    assert make_card(activity("a", chair="Bí thư; đ/c Triệu"), facts()).chair == "Bí thư; đ/c Triệu"


def test_leaders_stand_in_rank_order_and_nobody_is_lost() -> None:
    loose = activity("không ai", chair="Ông Lạ Mặt")
    both = activity("cả hai", participants="Phó Bí thư Thường trực")
    grid = leaders_grid(facts(loose, both), today=WEEK.monday, collapse=False)
    assert [row.title for row in grid.rows] == ["BT", "PBT TT", "Khác"]
    assert [[b.card.content for b in grid.cell(row, 0)] for row in range(3)] == [["cả hai"], ["cả hai"], ["không ai"]]
    assert [b.card.chair for b in grid.cell(0, 0)] == [""], "the row says it"
    assert [b.card.chair for b in grid.cell(1, 0)] == ["BT"]


def test_a_leader_who_is_away_is_marked_in_the_row() -> None:
    away = Absence("x", "Trần Thị Nguyệt", AbsenceKind.LEAVE, WEEK.days[1], WEEK.days[2])
    grid = leaders_grid(facts(absences=(away,)), today=WEEK.monday, collapse=False)
    assert grid.notes == {(1, 1): "Nghỉ phép", (1, 2): "Nghỉ phép"}


def test_the_agenda_keeps_empty_days() -> None:
    grid = agenda_grid(facts(activity("a", 2)), today=WEEK.monday)
    assert [row.day for row in grid.rows] == list(WEEK.days)
    assert [row.collapsed for row in grid.rows] == [True, True, False, True, True, True, True]


def test_filtering_folds_diacritics() -> None:
    grid = board(activity("Tiếp công dân"), activity("Giao ban", 1), query="tiep cong dan")
    assert [block.card.content for block in grid.blocks] == ["Tiếp công dân"]


_ACTIVITIES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(list(Session)), st.integers(0, 3)), min_size=0, max_size=12
)


@given(_ACTIVITIES, st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]), max_size=40))
def test_arrows_never_leave_the_grid(placed: list[tuple[int, Session, int]], steps: list[tuple[int, int]]) -> None:
    made = [
        activity(f"a{n}", day, session, last_day=min(WEEK.days[day] + timedelta(days=more), WEEK.sunday))
        for n, (day, session, more) in enumerate(placed)
    ]
    for grid in (board(*made), agenda_grid(facts(*made), today=WEEK.monday)):
        spot = Spot(0, 0)
        for across, down in steps:
            spot = grid.step(spot, across, down)
            assert 0 <= spot.row < len(grid.rows)
            assert 0 <= spot.column < len(grid.columns)
            assert spot.activity is None or grid.block_at(spot) is not None


@given(_ACTIVITIES)
def test_down_arrows_reach_every_card_of_a_column(placed: list[tuple[int, Session, int]]) -> None:
    grid = board(*(activity(f"a{n}", day, session) for n, (day, session, _more) in enumerate(placed)))
    for column in range(7):
        reached, spot = set(), Spot(0, column)
        wanted = {b.card.activity.id for row in range(len(grid.rows)) for b in grid.cell(row, column)}
        first = grid.cell(0, column)
        spot = Spot(0, column, first[0].card.activity.id if first else None)
        while True:
            reached |= {spot.activity} - {None}
            following = grid.step(spot, 0, 1)
            if following == spot:
                break
            spot = following
        assert reached == wanted


@pytest.mark.parametrize(
    ("state", "role", "steps"),
    [
        (ScheduleState.DRAFT, Role.SPECIALIST, (Step.SUBMIT,)),
        (ScheduleState.DRAFT, Role.READER, ()),
        (ScheduleState.SUBMITTED, Role.CHIEF, (Step.APPROVE, Step.SEND_BACK)),
        (ScheduleState.SUBMITTED, Role.CLERK, (Step.APPROVED_ON_PAPER,)),
        (ScheduleState.APPROVED, Role.CLERK, (Step.PUBLISH,)),
        (ScheduleState.APPROVED, Role.CHIEF, (Step.PUBLISH, Step.SEND_BACK)),
    ],
)
def test_the_next_step_follows_from_state_and_role(state: ScheduleState, role: Role, steps: tuple[Step, ...]) -> None:
    sheet = facts(activity("a")).sheet
    assert standing(replace(sheet, schedule=replace(sheet.schedule, state=state)), role).steps == steps


def test_a_room_that_many_meetings_want_counts_once() -> None:
    room = Entry("r", EntryKind.ROOM, "Phòng họp số 1")
    day = date(2026, 11, 30)
    found = tuple(Conflict(f"{n}", ConflictKind.ROOM, day, (), entry=room) for n in range(5))
    missing = tuple(Conflict(f"m{n}", ConflictKind.NO_CHAIR, day, ()) for n in range(2))
    assert conflict_counts((*found, *missing)) == "1 phòng trùng giờ · 2 thiếu chủ trì"
