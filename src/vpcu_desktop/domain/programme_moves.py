"""Moving the time of a programme's item to another month or day: it keeps its shape."""

import calendar
from dataclasses import replace
from datetime import date, timedelta

from .periods import Period, PeriodKind
from .programme_times import ProgrammeTime, time_words
from .programmes import Item


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


def years_later(when: ProgrammeTime, years: int) -> ProgrammeTime:
    """The same time so many years later: whole months and what has to be done by the end
    of one stay so, 29 February becomes the 28th. Words that name days
    are made anew, others stay.
    """
    if not years or (when.start is None and when.end is None):
        return when
    start, end = (None if day is None else _shifted(day, 12 * years) for day in (when.start, when.end))
    by_month = when.end is not None and when.end == _month_end(when.end) and (when.start is None or _is_months(when))
    return _timed(when, start, _month_end(end) if end is not None and by_month else end)


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


def moved_item(item: Item, target: Period | date) -> Item:
    """The item dropped on a year, a month or a day: both of its times go as many years or months on; on a day the time
    by which it has to be done goes, the other stays.
    """
    if isinstance(target, date):
        last = item.last_day
        if item.committee_latest is not None and item.committee_latest == last and item.latest != last:
            return item.timed(item.when, moved_to_day(item.committee_when, target))
        return item.timed(moved_to_day(item.when, target))
    anchor = due_day(item.when) or due_day(item.committee_when)
    if target.kind is PeriodKind.YEAR:
        years = target.first_day.year - anchor.year if anchor else 0
        if anchor is None:
            return item.timed(_whole(target, item.when))
        return item.timed(years_later(item.when, years), years_later(item.committee_when, years))
    if anchor is None:
        return item.timed(_whole(target, item.when))
    count = (target.first_day.year - anchor.year) * 12 + target.first_day.month - anchor.month
    return item.timed(_months_on(item.when, count), _months_on(item.committee_when, count))


def _months_on(when: ProgrammeTime, count: int) -> ProgrammeTime:
    anchor = due_day(when)
    if anchor is None or not count:
        return when
    return moved_to_month(when, Period.of(PeriodKind.MONTH, anchor).shifted(count))
