"""The periods that work programmes are made for: toàn khóa, năm, quý, tháng, and how they lie in each other."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .times import FIRST_YEAR, LAST_YEAR


class PeriodKind(Enum):
    """From the longest to the shortest."""

    TERM = "term"  # toàn khóa
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def rank(self) -> int:
        """0 for the term; what lies lower has a higher rank."""
        return list(PeriodKind).index(self)

    def above(self, other: "PeriodKind") -> bool:
        return self.rank < other.rank


_KEY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A term, year, quarter or month; both days inclusive. Only a term's days are the office's own."""

    kind: PeriodKind
    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("a period ends after it begins")

    @classmethod
    def term(cls, first_day: date, last_day: date) -> "Period":
        return cls(PeriodKind.TERM, first_day, last_day)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        return cls(PeriodKind.QUARTER, date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        return cls(PeriodKind.MONTH, date(year, month, 1), _month_end(year, month))

    @property
    def only_month(self) -> int | None:
        """The month that is meant where a time in it names none; None for a longer period."""
        return self.first_day.month if self.kind is PeriodKind.MONTH else None

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The year, quarter or month of a day. Raises ValueError for a term: its days are the office's."""
        if kind is PeriodKind.YEAR:
            return cls.year(day.year)
        if kind is PeriodKind.QUARTER:
            return cls.quarter(day.year, (day.month + 2) // 3)
        if kind is PeriodKind.MONTH:
            return cls.month(day.year, day.month)
        raise ValueError("a term's days are the office's")

    @classmethod
    def from_key(cls, text: str) -> "Period":
        """`2026`, `2026-Q3`, `2026-11`. Raises ValueError; a term has no key of this kind."""
        match = _KEY.fullmatch(text.strip().upper())
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(text)
        if match[2]:
            return cls.quarter(int(match[1]), int(match[2]))
        return cls.month(int(match[1]), int(match[3])) if match[3] else cls.year(int(match[1]))

    @property
    def key(self) -> str:
        """`2026`, `2026-Q3`, `2026-11`; of a term its years: `2025–2030`."""
        year = self.first_day.year
        if self.kind is PeriodKind.YEAR:
            return f"{year}"
        if self.kind is PeriodKind.QUARTER:
            return f"{year}-Q{(self.first_day.month + 2) // 3}"
        if self.kind is PeriodKind.MONTH:
            return f"{year}-{self.first_day.month:02d}"
        return f"{year}–{self.last_day.year}"

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def touches(self, first: date | None, last: date | None) -> bool:
        """Whether it shares a day with a stretch; an end that is open reaches for ever."""
        return (first is None or first <= self.last_day) and (last is None or last >= self.first_day)

    def holds(self, other: "Period") -> bool:
        """Whether the other lies whole in it."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def shifted(self, count: int) -> "Period":
        """The period of the same kind so many later (earlier if negative). Raises ValueError for a term."""
        day, step = self.first_day, 1 if count > 0 else -1
        for _ in range(abs(count)):
            day = Period.of(self.kind, day + timedelta(days=-1) if step < 0 else self._after(day)).first_day
        return Period.of(self.kind, day)

    def _after(self, day: date) -> date:
        return Period.of(self.kind, day).last_day + timedelta(days=1)

    def parts(self, kind: PeriodKind) -> tuple["Period", ...]:
        """The periods of a shorter kind that touch it, first to last."""
        found = [Period.of(kind, self.first_day)]
        while found[-1].last_day < self.last_day:
            found.append(found[-1].shifted(1))
        return tuple(found)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
