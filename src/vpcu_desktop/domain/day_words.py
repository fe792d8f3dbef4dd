"""Days as clerks type them (`24`, `24/11`, `t5`, `mai`, `tuần sau t3`), and as fields and papers show them."""

import re
from datetime import date, timedelta

from .text import fold
from .times import Week

_WEEKDAYS = {
    "2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5,
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
_WEEK_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_WEEKS, key=len, reverse=True))})\b")
_WEEKDAY = re.compile(r"(?:t|thu|t\.|thu\.)\s*(hai|ba|tu|nam|sau|bay|[2-7])|(cn|chu nhat)")
_DATE = re.compile(r"(?:ngay\s+)?(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?)?")
#: Years that a typed date may name.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def parse_day(text: str, *, today: date, week: Week | None = None) -> date | None:
    """The day that a clerk means; None if it is none.

    In a `week` (a field that stands in one) a bare weekday is that week's, a bare number too if the week has it, and a
    date without year is the one nearest to the week. Without one they are the next such day from `today` on, and the
    nearest such date. `mai` and `tuần sau t3` are always seen from `today`.
    """
    typed = " ".join(fold(text).split()).strip(" .,")
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    named = _WEEK_WORDS.search(typed)
    if named is not None:
        return _in_named_week(named.group(), (typed[: named.start()] + typed[named.end() :]).strip(" ,"), today)
    weekday = _weekday_of(typed)
    if weekday is not None:
        return week.days[weekday] if week else today + timedelta(days=(weekday - today.weekday()) % 7)
    date_match = _DATE.fullmatch(typed)
    return _dated(date_match, today, week) if date_match is not None else None


def day_text(day: date) -> str:
    """As fields and papers show it: `24/11/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _weekday_of(typed: str) -> int | None:
    """`t5`, `thu nam`, `cn` (folded) as 0–6."""
    match = _WEEKDAY.fullmatch(typed)
    if match is None:
        return None
    return 6 if match[2] else _WEEKDAYS[match[1]]


def _in_named_week(named: str, rest: str, today: date) -> date | None:
    """`tuần sau t3`; a week's word alone is the same weekday of that week."""
    weekday = _weekday_of(rest) if rest else today.weekday()
    if weekday is None:
        return None
    return today + timedelta(days=7 * _WEEKS[named] + weekday - today.weekday())


def _dated(match: "re.Match[str]", today: date, week: Week | None) -> date | None:
    day, month, year = (int(part) if part else None for part in match.groups())
    assert day is not None  # the pattern has it
    if month is None:
        return _with_number(day, today, week)
    if year is not None:
        return _valid(year if year > 99 else 2000 + year, month, day)
    anchor = week.monday if week else today
    near = [found for step in (-1, 0, 1) if (found := _valid(anchor.year + step, month, day)) is not None]
    return min(near, key=lambda found: abs((found - anchor).days), default=None)


def _with_number(day: int, today: date, week: Week | None) -> date | None:
    """The week's day of the month with this number, else the next one from the week or from today."""
    if week is not None:
        for candidate in week.days:
            if candidate.day == day:
                return candidate
    start = max(today, week.monday) if week else today
    year, month = start.year, start.month
    for _ in range(12):
        found = _valid(year, month, day)
        if found is not None and found >= start:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None  # a slip of the finger: no office plans for the year 9999
    try:
        return date(year, month, day)
    except ValueError:
        return None
