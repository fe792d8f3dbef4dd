"""Moving the time of a programme's item to another month or day: it keeps its shape."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from .periods import Period
from .programme_times import ProgrammeTime, time_words


def due_day(when: ProgrammeTime) -> date | None:
    """The day that says in which month a time stands: its last one, of what goes on its first."""
    return when.start if when.ongoing else when.end or when.start


def moved_to_month(when: ProgrammeTime, month: Period) -> ProgrammeTime:
    """The time put into another month, by whole months: a day goes to the same day (a month that is shorter has it on
    its last one), whole months stay whole months. A time without days, and a whole year, take the whole month.
    """
    anchor = due_day(when)
    if anchor is None:
        return _whole(month, when)
    if not when.ongoing and _is_years(when):
        return _whole(month, when)
    count = (month.first_day.year - anchor.year) * 12 + month.first_day.month - anchor.month
    if count == 0:
        return when
    start, end = (None if day is None else _shifted(day, count) for day in (when.start, when.end))
    if when.end is not None and start is not None and _is_months(when):
        end = _month_end(_shifted(when.end, count))
    return _timed(when, start, end)


def moved_to_day(when: ProgrammeTime, day: date) -> ProgrammeTime:
    """The time put so that it ends on a day: a few days keep their number, whole months become that day."""
    if when.ongoing:
        return _timed(when, day, None)
    if when.start is None or when.end is None:
        return _timed(when, *((None, day) if when.end is not None else (day, None) if when.start else (day, day)))
    if _is_months(when):
        return _timed(when, day, day)
    return _timed(when, day - (when.end - when.start), day)


def has_day(when: ProgrammeTime) -> bool:
    """Whether it stands on a day of the month, not only somewhere in it."""
    return due_day(when) is not None and not when.ongoing and not _is_months(when) and not _is_long(when)


def _whole(month: Period, when: ProgrammeTime) -> ProgrammeTime:
    return _timed(when, month.first_day, None if when.ongoing else month.last_day)


def _timed(when: ProgrammeTime, start: date | None, end: date | None) -> ProgrammeTime:
    words = time_words(start, end)
    return replace(when, text=f"{words} và thường xuyên" if when.ongoing else words, start=start, end=end)


def _is_months(when: ProgrammeTime) -> bool:
    """Whether it is one whole month or several."""
    start, end = when.start, when.end
    return start is not None and end is not None and start.day == 1 and end == _month_end(end)


def _is_long(when: ProgrammeTime) -> bool:
    return when.start is not None and when.end is not None and when.end - when.start > timedelta(days=20)


def _is_years(when: ProgrammeTime) -> bool:
    start, end = when.start, when.end
    return _is_months(when) and start is not None and end is not None and (start.month, end.month) == (1, 12)


def _shifted(day: date, months: int) -> date:
    """Raises ValueError where the calendar ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
