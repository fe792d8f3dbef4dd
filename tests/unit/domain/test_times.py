"""Clock times, sessions and weeks."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.times import Session, Week, WorkingHours, clock_text, parse_clock

minutes = st.times().map(lambda t: t.replace(second=0, microsecond=0))
days = st.dates(date(1901, 1, 7), date(2099, 12, 31))


@given(minutes)
def test_a_time_as_on_paper_is_read_again(value: time) -> None:
    assert parse_clock(clock_text(value)) == value


@given(minutes)
def test_a_time_as_in_tables_is_read_again(value: time) -> None:
    assert parse_clock(f"{value:%H:%M}") == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("8", time(8)),
        ("8h", time(8)),
        ("8h30", time(8, 30)),
        ("830", time(8, 30)),
        ("1415", time(14, 15)),
        ("14 giờ", time(14)),
        ("7 giờ 30’", time(7, 30)),
        ("07:30", time(7, 30)),
        ("7g30", time(7, 30)),
        ("8 giờ 05 phút", time(8, 5)),
        (" 8H30. ", time(8, 30)),
        ("0h", time(0)),
    ],
)
def test_times_as_clerks_type_them(typed: str, value: time) -> None:
    assert parse_clock(typed) == value


@pytest.mark.parametrize("typed", ["", "h", "24h", "25", "8h60", "2460", "sáng", "8h30 sáng", "12345", "8-9"])
def test_what_is_no_time(typed: str) -> None:
    assert parse_clock(typed) is None


@given(st.text(max_size=20))
def test_no_text_makes_it_fail(text: str) -> None:
    value = parse_clock(text)
    assert value is None or isinstance(value, time)


@pytest.mark.parametrize(
    ("start", "session"),
    [
        (time(7, 30), Session.MORNING),
        (time(11, 59), Session.MORNING),
        (time(12), Session.AFTERNOON),
        (time(17, 29), Session.AFTERNOON),
        (time(17, 30), Session.EVENING),
    ],
)
def test_the_session_of_a_time(start: time, session: Session) -> None:
    assert WorkingHours().session_of(start) is session


def test_a_session_without_a_time_takes_up_its_hours() -> None:
    hours = WorkingHours()
    assert hours.span(Session.ALL_DAY) == (hours.morning[0], hours.afternoon[1])
    assert hours.span(Session.MORNING) == hours.morning
    assert hours.span(Session.EVENING)[0] >= hours.afternoon[1]


@given(days)
def test_every_day_is_in_its_week(day: date) -> None:
    week = Week.of(day)
    assert day in week
    assert week.days[day.weekday()] == day
    assert week.monday - timedelta(days=1) not in week
    assert week.sunday + timedelta(days=1) not in week


@given(days)
def test_a_weeks_iso_name_names_it(day: date) -> None:
    week = Week.of(day)
    assert Week.from_iso(week.iso) == week
    assert Week.from_iso(week.iso.lower()) == week
    assert week.iso.endswith(f"{week.iso_number:02d}")


@given(days, st.integers(-200, 200))
def test_weeks_shift_and_come_back(day: date, count: int) -> None:
    week = Week.of(day)
    assert week.shifted(count).shifted(-count) == week
    assert (week.shifted(1) > week) and (week.shifted(-1) < week)


@pytest.mark.parametrize(
    "text", ["2026-48", "2026W48", "tuần 48", "2026-W54", "2026-W00", "0001-W01", "1900-W01", "9999-W52", ""]
)
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(ValueError):
        Week.from_iso(text)


def test_a_week_begins_on_a_monday() -> None:
    with pytest.raises(ValueError):
        Week(date(2026, 11, 24))


def test_the_year_of_an_iso_week_may_differ_from_its_days() -> None:
    week = Week.of(date(2027, 1, 1))
    assert (week.iso, week.year) == ("2026-W53", 2026)
