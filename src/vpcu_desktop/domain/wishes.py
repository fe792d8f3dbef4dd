"""Units' registrations for a week or a month (đăng ký lịch): until when they come in, and which unit sent a form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .periods import Period, PeriodKind
from .programmes import Wish
from .schedule import BodyId
from .text import clean_line, fold
from .times import Week

#: `Đơn vị: Ban Xây dựng Đảng`, `Cơ quan đăng ký: …`
_UNIT = re.compile(r"^\W*(?:don vi|co quan)(?: [a-z ]{1,20})?\s*:", re.ASCII)


@dataclass(frozen=True, slots=True)
class CutOff:
    """A body's rule: units register for a week until a weekday (Monday is 0) and time of the week before, for a month
    until a day (the last one, if it has no such day) and that time of the month before.
    """

    body: BodyId
    weekday: int = 3
    at: time = time(16)
    month_day: int = 25

    def of_week(self, week: Week) -> datetime:
        """The last moment for a week, aware, in the machine's own time."""
        return datetime.combine(week.shifted(-1).days[self.weekday], self.at).astimezone()

    def of_month(self, month: Period) -> datetime:
        before = month.shifted(-1)
        day = min(self.month_day, before.last_day.day)
        return datetime.combine(before.first_day.replace(day=day), self.at).astimezone()

    def of(self, first_day: date, last_day: date) -> datetime:
        """The last moment for the week or month of these days."""
        if (last_day - first_day).days < 7:
            return self.of_week(Week.of(first_day))
        return self.of_month(Period.of(PeriodKind.MONTH, first_day))


def is_late(wish: Wish, rule: CutOff) -> bool:
    """Whether it came after the last moment. What has no moment of its coming is in time."""
    return wish.received_at is not None and wish.received_at > rule.of(wish.first_day, wish.last_day)


def stretch_of(day: date, *, month: bool) -> tuple[date, date]:
    """First and last day of the week or month of a day."""
    if month:
        period = Period.of(PeriodKind.MONTH, day)
        return period.first_day, period.last_day
    week = Week.of(day)
    return week.monday, week.monday + timedelta(days=6)


def unit_named(lines: Iterable[str]) -> str:
    """The unit that a form names in a line of its own (`Đơn vị: …`); "" if none does."""
    for line in lines:
        text = clean_line(line)
        if _UNIT.match(fold(text)) and ":" in text:
            name = text.split(":", 1)[1].strip(" .…_-\t")
            if name:
                return name
    return ""


def with_unit(names: str, unit: str) -> str:
    """A list of names (by `;`) with the unit in it, as the last one if it was not."""
    known = {fold(part.strip()) for part in names.replace("\n", ";").split(";")}
    return names if fold(unit.strip()) in known else "; ".join(filter(None, (names.rstrip("; \n"), unit.strip())))
