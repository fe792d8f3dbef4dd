"""Days as clerks type them, seen from today and inside a week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.day_words import day_text, parse_day
from vpcu_desktop.domain.times import Week

TUESDAY = date(2026, 11, 24)
TODAY = date(2026, 11, 27)  # a Friday
WEEK = Week(date(2026, 12, 28))
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t3", date(2026, 12, 29)),
        ("chủ nhật", date(2027, 1, 3)),
        ("2", date(2027, 1, 2)),
        ("20", date(2027, 1, 20)),
        ("5/1", date(2027, 1, 5)),
        ("24/11/2026", date(2026, 11, 24)),
        ("mai", date(2026, 11, 28)),
        ("t3 tuần sau", date(2026, 12, 1)),
    ],
)
def test_the_week_at_hand_says_which_day_is_meant(typed: str, meant: date) -> None:
    assert parse_day(typed, today=TODAY, week=WEEK) == meant


@given(DAYS, DAYS, DAYS)
def test_what_a_field_shows_is_read_back(day: date, today: date, other: date) -> None:
    assert parse_day(day_text(day), today=today, week=Week.of(other)) == day


@given(DAYS, st.integers(0, 6))
def test_a_bare_number_falls_in_the_week_if_it_can(today: date, step: int) -> None:
    week = Week.of(today)
    day = week.monday + timedelta(days=step)
    assert parse_day(str(day.day), today=today, week=week) == day


@given(st.text(max_size=20), DAYS)
def test_no_text_makes_it_fail(text: str, today: date) -> None:
    found = parse_day(text, today=today, week=Week.of(today))
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24", date(2026, 11, 24)),
        ("23", date(2026, 12, 23)),
        ("31", date(2026, 12, 31)),
        ("24/11", date(2026, 11, 24)),
        ("1/1", date(2027, 1, 1)),
        ("30.10", date(2026, 10, 30)),
        ("24/11/2027", date(2027, 11, 24)),
        ("24-11-27", date(2027, 11, 24)),
        ("ngày 2/9", date(2026, 9, 2)),
        ("t5", date(2026, 11, 26)),
        ("T3", TUESDAY),
        ("thứ hai", date(2026, 11, 30)),
        ("thu tu", date(2026, 11, 25)),
        ("cn", date(2026, 11, 29)),
        ("Chủ nhật", date(2026, 11, 29)),
        ("mai", date(2026, 11, 25)),
        ("hôm nay", TUESDAY),
        ("hôm qua", date(2026, 11, 23)),
        ("tuần sau t3", date(2026, 12, 1)),
        ("t3 tuần sau", date(2026, 12, 1)),
        ("tuần này t2", date(2026, 11, 23)),
        ("tuần sau", date(2026, 12, 1)),
    ],
)
def test_seen_from_today(typed: str, expected: date) -> None:
    assert parse_day(typed, today=TUESDAY) == expected


@pytest.mark.parametrize(
    "typed", ["", "x", "0", "32", "29/2", "31/11", "t8", "t1", "24/13", "tuần sau x", "thứ", "1/2/3/4"]
)
def test_what_is_no_day(typed: str) -> None:
    assert parse_day(typed, today=TUESDAY) is None


@given(st.text(max_size=30), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_text_is_answered(typed: str, today: date) -> None:
    parse_day(typed, today=today)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_itself(day: date, today: date) -> None:
    assert parse_day(f"{day:%d/%m/%Y}", today=today) == day


@pytest.mark.parametrize("typed", ["31/12/9999", "24/11/1026"])
def test_a_year_that_no_office_plans_for_is_not_understood(typed: str) -> None:
    assert parse_day(typed, today=TODAY) is None
    assert parse_day(typed, today=TODAY, week=WEEK) is None
