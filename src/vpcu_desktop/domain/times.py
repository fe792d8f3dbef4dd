"""Clock times, sessions of the day and weeks, as offices write them."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum


class Session(Enum):
    """Part of the working day (buổi); the order of the members is the order on paper."""

    ALL_DAY = "all_day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def rank(self) -> int:
        """Order on paper: cả ngày, sáng, chiều, tối."""
        return list(Session).index(self)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The office's usual hours; they decide a bare time's session and what counts as outside hours."""

    morning: tuple[time, time] = (time(7, 0), time(11, 30))
    afternoon: tuple[time, time] = (time(13, 30), time(17, 0))

    def session_of(self, start: time) -> Session:
        """The session in which a start time falls: before 12h sáng, before 17h30 chiều, else tối."""
        if start < time(12, 0):
            return Session.MORNING
        return Session.AFTERNOON if start < time(17, 30) else Session.EVENING

    def span(self, session: Session) -> tuple[time, time]:
        """The hours that a session without a time takes up."""
        if session is Session.MORNING:
            return self.morning
        if session is Session.AFTERNOON:
            return self.afternoon
        if session is Session.EVENING:
            return time(18, 0), time(21, 0)
        return self.morning[0], self.afternoon[1]


#: The years of the lunar tables; a week must lie whole inside them.
FIRST_YEAR, LAST_YEAR = 1900, 2100

_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])\s*(?:(?:giờ|gio|g|h|:)\s*(?P<minute>[0-5]?\d)?\s*(?:phút|phut|ph|p|['’′`]{1,2})?|\b)",
    re.IGNORECASE,
)


def parse_clock(text: str) -> time | None:
    """One time of day as clerks type it: `8`, `8h`, `8h30`, `830`, `14 giờ`, `7 giờ 30’`, `07:30`; else None."""
    text = text.strip().rstrip(".").lower()
    if re.fullmatch(r"\d{3,4}", text):
        hour, minute = int(text[:-2]), int(text[-2:])
        return time(hour, minute) if hour < 24 and minute < 60 else None
    match = _CLOCK.fullmatch(text)
    if match is None or int(match["hour"]) > 23:
        return None
    return time(int(match["hour"]), int(match["minute"] or 0))


def clock_text(value: time) -> str:
    """As on paper: `8h30`, `14h00`."""
    return f"{value.hour}h{value.minute:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A Monday-to-Sunday week, named by its Monday. The office's own number for it is data of the schedule."""

    monday: date

    def __post_init__(self) -> None:
        if self.monday.weekday():
            raise ValueError("a week begins on a Monday")

    @classmethod
    def of(cls, day: date) -> "Week":
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def from_iso(cls, text: str) -> "Week":
        """`2026-W48` → the week of 23/11/2026. Raises ValueError, also for a year that no lunar table reaches."""
        match = re.fullmatch(r"(\d{4})-W(\d{2})", text.strip().upper())
        if match is None or not FIRST_YEAR < int(match[1]) < LAST_YEAR:
            raise ValueError(text)
        return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    @property
    def iso(self) -> str:
        return f"{self.year}-W{self.iso_number:02d}"

    @property
    def iso_number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def year(self) -> int:
        """The year that counts the week: that of its Thursday, so 28/12/2026–3/1/2027 is a week of 2026."""
        return self.monday.isocalendar().year

    def shifted(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday
