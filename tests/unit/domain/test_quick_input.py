"""Days as clerks type them into a date field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.quick_input import parse_day

TODAY = date(2026, 11, 24)  # a Tuesday


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
        ("T3", TODAY),
        ("thứ hai", date(2026, 11, 30)),
        ("thu tu", date(2026, 11, 25)),
        ("cn", date(2026, 11, 29)),
        ("Chủ nhật", date(2026, 11, 29)),
        ("mai", date(2026, 11, 25)),
        ("hôm nay", TODAY),
        ("hôm qua", date(2026, 11, 23)),
        ("tuần sau t3", date(2026, 12, 1)),
        ("t3 tuần sau", date(2026, 12, 1)),
        ("tuần này t2", date(2026, 11, 23)),
        ("tuần sau", date(2026, 12, 1)),
    ],
)
def test_what_clerks_type(typed: str, expected: date) -> None:
    assert parse_day(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed", ["", "x", "0", "32", "29/2", "31/11", "t8", "t1", "24/13", "tuần sau x", "thứ", "1/2/3/4"]
)
def test_what_is_no_day(typed: str) -> None:
    assert parse_day(typed, TODAY) is None


@given(st.text(max_size=30), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_text_is_answered(typed: str, today: date) -> None:
    parse_day(typed, today)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_itself(day: date, today: date) -> None:
    assert parse_day(f"{day:%d/%m/%Y}", today) == day
