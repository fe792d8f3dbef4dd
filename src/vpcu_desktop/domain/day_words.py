"""A day typed into a field that stands in a week: `24` and `t5` are that week's; and days as fields show them."""

import re
from datetime import date

from . import quick_input
from .text import fold
from .times import Week

_NUMBERS = re.compile(r"(?:ngay\s+)?(\d{1,2})(\s*[/.\-].*)?")


def parse_day(text: str, *, today: date, week: Week | None = None) -> date | None:
    """The day meant, or None. In a `week` a bare weekday or number is that week's if it can be, and a date without
    year is the one nearest to it; `mai` and `tuần sau t3` are always seen from today (`quick_input.parse_day`).
    """
    if week is None:
        return quick_input.parse_day(text, today)
    words = " ".join(fold(text).split())
    weekday = quick_input.weekday_of(words)
    if weekday is not None:
        return week.days[weekday]
    numbers = _NUMBERS.fullmatch(words)
    if numbers is None:
        return quick_input.parse_day(text, today)
    if not numbers[2]:
        return next(
            (day for day in week.days if day.day == int(numbers[1])),
            quick_input.parse_day(text, max(today, week.monday)),
        )
    return quick_input.parse_day(text, week.monday)


def day_text(day: date) -> str:
    """As fields and papers show it: `24/11/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
