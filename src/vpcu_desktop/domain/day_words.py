"""A day as a clerk types it: `24`, `24/11`, `t5`, `mai`, `tuần sau t3`."""

import re
from datetime import date, timedelta

from .text import fold
from .times import Week

#: Folded words for days counted from today.
_FROM_TODAY = {
    "hom nay": 0,
    "nay": 0,
    "mai": 1,
    "ngay mai": 1,
    "mot": 2,
    "ngay kia": 2,
    "kia": 2,
    "hom qua": -1,
    "qua": -1,
}
_WEEKDAYS = {
    "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5,
}  # fmt: skip
_WEEKS = {"sau": 1, "toi": 1, "truoc": -1, "nay": 0}

_NUMBERS = re.compile(r"(?:ngay\s+)?(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{2}|\d{4}))?)?")
_WEEKDAY = re.compile(r"(?:t|thu)\s*\.?\s*([2-7]|hai|ba|tu|nam|sau|bay)|(cn|chu nhat)")
_WEEK = re.compile(r"\btuan\s+(sau|toi|truoc|nay)\b")


def parse_day(text: str, *, today: date, week: Week | None = None) -> date | None:
    """The day meant, or None. A bare day or weekday falls in `week` if it can (default: the week of today); a bare
    day of the month outside it is the next one to come.
    """
    words = " ".join(fold(text).split())
    if words in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[words])
    week = week or Week.of(today)
    named_week = _WEEK.search(words)
    if named_week:
        week = Week.of(today).shifted(_WEEKS[named_week[1]])
        words = " ".join((words[: named_week.start()] + words[named_week.end() :]).replace(",", " ").split())
    weekday = _WEEKDAY.fullmatch(words)
    if weekday:
        return week.days[6 if weekday[2] else _WEEKDAYS[weekday[1]]]
    numbers = _NUMBERS.fullmatch(words)
    if numbers is None:
        return None
    day, month, year = (int(piece) if piece else None for piece in numbers.groups())
    assert day is not None
    if month is None:
        return _day_of_month(day, week, today)
    if year is None:
        return _nearest_year(day, month, week.monday)
    return _date(year + 2000 if year < 100 else year, month, day)


def day_text(day: date) -> str:
    """As fields and papers show it: `24/11/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(day: int, week: Week, today: date) -> date | None:
    """In the week if it has that day, else the next such day from the week or from today, whichever is later."""
    for candidate in week.days:
        if candidate.day == day:
            return candidate
    start = max(week.monday, today)
    for months in range(3):
        month = start.month - 1 + months
        found = _date(start.year + month // 12, month % 12 + 1, day)
        if found and found >= start:
            return found
    return None


def _nearest_year(day: int, month: int, near: date) -> date | None:
    """The year that brings the day closest to the week at hand: 3/1 typed in December is next year's."""
    found = [d for d in (_date(near.year + step, month, day) for step in (-1, 0, 1)) if d]
    return min(found, key=lambda d: abs((d - near).days), default=None)
