"""The days of a table: those that its day cells name, and those over which a merged cell lasts."""

import re
from dataclasses import replace

from .draft import Days
from .grid import Cell
from .words import Dated, DayHeading, find_dates, read_day_heading, session_named, weekday_value


def day_cell(day: Cell | None, dated: Cell | None) -> DayHeading | None:
    """The day of a `Thứ` cell, a `Ngày` cell or both; a bare `Hai` or `2` counts as a weekday there."""
    text = " ".join(cell.text for cell in (day, dated) if cell is not None)
    heading = read_day_heading(text)
    if heading is not None:
        return heading
    weekday = (
        weekday_value(re.split(r"[\s,(\n]", day.text.strip())[0]) if day is not None and day.text.strip() else None
    )
    dates = [found for found, _, _ in find_dates(text)]
    if weekday is None and not dates:
        return _bare_number(dated)
    first = replace(dates[0], weekday=weekday) if dates else Dated(weekday)
    last = dates[1] if len(dates) > 1 else None
    session = next(
        (s for word in re.findall(r"\b(?:sáng|chiều|tối)\b", text.lower()) if (s := session_named(word))), None
    )
    return DayHeading(first, last, session, "", not dates)


def _bare_number(cell: Cell | None) -> DayHeading | None:
    """`24` in a column of dates."""
    if cell is None or not re.fullmatch(r"[0-3]?\d", cell.text.strip()):
        return None
    return DayHeading(Dated(None, int(cell.text)), None, None, "", False)


def lasting(days: Days, later: Days | None) -> Days:
    """The days of a cell that goes on beside the rows of a later day."""
    if later is None or later.first is None or days.first is None or later.first <= (days.last or days.first):
        return days
    return replace(days, last=later.first)
