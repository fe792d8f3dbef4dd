"""Days of papers lie behind; a bare number is the last such day, not the next."""

from datetime import date

import pytest

from vpcu_desktop.ui.registers.day_edits import past_day

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/7/2021", date(2021, 7, 30)),
        ("20/3", date(2026, 3, 20)),
        ("30/11", date(2026, 11, 30)),  # a paper may be dated some days ahead
        ("24", date(2026, 11, 24)),
        ("25", TODAY),
        ("26", date(2026, 10, 26)),
        ("31", date(2026, 10, 31)),
        ("hôm qua", date(2026, 11, 24)),
        ("32/13", None),
        ("", None),
        ("đ", None),
    ],
)
def test_a_papers_day_is_the_last_such_one(typed: str, day: date | None) -> None:
    assert past_day(typed, TODAY) == day


def test_a_number_that_the_month_before_has_not_goes_further_back() -> None:
    assert past_day("31", date(2026, 3, 5)) == date(2026, 1, 31)
