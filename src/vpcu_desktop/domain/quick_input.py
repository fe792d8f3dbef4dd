"""Days as clerks type them into a date field: `24`, `24/11`, `t5`, `mai`, `tuần sau t3`."""

import re
from datetime import date, timedelta

from .text import fold

_WEEKDAYS = {
    "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5, "cn": 6,
}  # fmt: skip
_RELATIVE = {
    "hom nay": 0,
    "nay": 0,
    "hn": 0,
    "mai": 1,
    "ngay mai": 1,
    "mot": 2,
    "ngay mot": 2,
    "ngay kia": 2,
    "hom qua": -1,
    "qua": -1,
}
_WEEKS = {
    "tuan sau": 1, "tuan toi": 1, "ts": 1, "tuan nay": 0, "tuan truoc": -1, "tuan qua": -1, "tuan sau nua": 2,
}  # fmt: skip
_WEEK_WORDS = "|".join(sorted(_WEEKS, key=len, reverse=True))
_WEEKDAY = re.compile(r"(?:t|thu|t\.|thu\.)\s*(hai|ba|tu|nam|sau|bay|[2-7])|(cn|chu nhat)")
_DATE = re.compile(r"(?:ngay\s+)?(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?)?")


def parse_day(text: str, today: date) -> date | None:
    """The day that a clerk means, seen from `today`; None if it is none.

    A weekday is the next one from today on (`t5` on a Friday is next Thursday); with a week's word it is that week's.
    A bare number is the next day of the month with that number; a date without year is the nearest such date.
    """
    typed = " ".join(fold(text).split()).strip(" .,")
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    week = re.search(rf"\b(?:{_WEEK_WORDS})\b", typed)
    rest = (typed[: week.start()] + typed[week.end() :]).strip(" ,") if week is not None else typed
    weekday = weekday_of(rest)
    if weekday is not None:
        return _weekday(weekday, None if week is None else _WEEKS[week.group()], today)
    if week is not None:
        return today + timedelta(weeks=_WEEKS[week.group()]) if not rest else None
    match = _DATE.fullmatch(typed)
    return _dated(match, today) if match is not None else None


def weekday_of(typed: str) -> int | None:
    """`t5`, `thu nam`, `cn` (folded) as 0–6."""
    match = _WEEKDAY.fullmatch(typed)
    if match is None:
        return None
    return 6 if match[2] else _WEEKDAYS[match[1]]


def _weekday(weekday: int, weeks: int | None, today: date) -> date:
    if weeks is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=weeks, days=weekday)


def _dated(match: "re.Match[str]", today: date) -> date | None:
    day, month, year = (int(part) if part else None for part in match.groups())
    assert day is not None  # the pattern has it
    if month is None:
        return _next_with_number(day, today)
    if year is not None:
        return _valid(year if year > 99 else 2000 + year, month, day)
    near = [found for y in (today.year - 1, today.year, today.year + 1) if (found := _valid(y, month, day)) is not None]
    return min(near, key=lambda found: abs((found - today).days), default=None)


def _next_with_number(day: int, today: date) -> date | None:
    year, month = today.year, today.month
    for _ in range(12):
        found = _valid(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
