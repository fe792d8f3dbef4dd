"""A time that is moved keeps its shape: days stay days, whole months stay whole months, words follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_moves import (
    due_day,
    has_day,
    moved_item,
    moved_to_day,
    moved_to_month,
    years_later,
)
from vpcu_desktop.domain.programme_times import ProgrammeTime, read_time
from vpcu_desktop.domain.programmes import Item

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
MONTHS = DAYS.map(lambda day: Period.month(day.year, day.month))


def _time(words: str) -> ProgrammeTime:
    return read_time(words, year=2026)


@pytest.mark.parametrize(
    ("words", "month", "expected"),
    [
        ("Tháng 3", Period.month(2026, 5), "Tháng 5/2026"),
        ("15/3/2026", Period.month(2026, 4), "15/4/2026"),
        ("31/3/2026", Period.month(2026, 2), "28/2/2026"),
        ("Quý I", Period.month(2026, 6), "Quý II/2026"),
        ("trước 15/3", Period.month(2026, 5), "Chậm nhất 14/5/2026"),
        ("khi có chỉ đạo", Period.month(2026, 5), "Tháng 5/2026"),
        ("Năm 2026", Period.month(2026, 5), "Tháng 5/2026"),
        ("Từ tháng 3 và thường xuyên", Period.month(2026, 5), "Từ 1/5/2026 và thường xuyên"),
    ],
)
def test_a_time_goes_to_another_month(words: str, month: Period, expected: str) -> None:
    assert moved_to_month(_time(words), month).text == expected


@given(DAYS, st.integers(0, 300), MONTHS)
def test_what_was_moved_is_due_in_that_month_and_its_words_say_so(start: date, length: int, month: Period) -> None:
    moved = moved_to_month(ProgrammeTime("x", start, start + timedelta(days=length)), month)
    day = due_day(moved)
    assert day is not None and day in month
    if moved.text != "x":
        again = read_time(moved.text, year=1999)
        assert (again.start, again.end) == (moved.start, moved.end)


@given(DAYS, st.integers(0, 20), DAYS)
def test_what_is_moved_to_a_day_ends_on_it(start: date, length: int, day: date) -> None:
    assert due_day(moved_to_day(ProgrammeTime("x", start, start + timedelta(days=length)), day)) == day


@given(DAYS, st.integers(0, 400), st.integers(-5, 5))
def test_years_there_and_back_are_no_change_but_for_leap_days(start: date, length: int, years: int) -> None:
    end = start + timedelta(days=length)
    there = years_later(ProgrammeTime("", start, end), years)
    back = years_later(there, -years)
    assert back.start is not None and back.end is not None
    assert abs((back.start - start).days) <= 1 and abs((back.end - end).days) <= 1


def test_an_item_with_two_times_goes_as_a_whole_by_months_and_by_its_last_time_to_a_day() -> None:
    item = Item("i", "p", "x").timed(_time("Tháng 3"), _time("15/4/2026"))
    moved = moved_item(item, Period.month(2026, 5))
    assert (moved.time_text, moved.committee_time_text) == ("Tháng 5/2026", "15/6/2026")
    to_day = moved_item(item, date(2026, 4, 20))
    assert (to_day.time_text, to_day.committee_time_text) == ("Tháng 3", "20/4/2026")
    later = moved_item(item, Period.year(2027))
    assert (later.latest, later.committee_latest) == (date(2027, 3, 31), date(2027, 4, 15))
    assert moved_item(item, Period.month(2026, 3)) == item


def test_only_what_has_a_day_stands_on_one() -> None:
    found = [has_day(_time(words)) for words in ("15/3/2026", "Tháng 3", "Thường xuyên", "15 - 17/3/2026", "x")]
    assert found == [True, False, False, True, False]
