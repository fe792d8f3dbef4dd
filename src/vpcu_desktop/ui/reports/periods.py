"""The stretches of days that reports are about: a day, week, month, quarter, year, the term, or any two days."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ...domain.day_ranges import DateRange
from ...domain.numbering_rules import Term
from ...domain.times import Week
from ...i18n import _
from ..registers import words


class Span(Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of one kind. Both days inclusive."""

    span: Span
    days: DateRange
    name: str = ""  # of a term

    @property
    def words(self) -> str:
        """`Tháng 11/2026`, `Tuần 48 (23/11/2026–29/11/2026)`."""
        first, last = self.days.first, self.days.last
        both = f"{words.day(first)}–{words.day(last)}"
        if self.span is Span.DAY:
            return _("Day {day}").format(day=words.day(first))
        if self.span is Span.WEEK:
            return _("Week {n} ({days})").format(n=Week.of(first).iso_number, days=both)
        if self.span is Span.MONTH:
            return _("Month {month}/{year}").format(month=first.month, year=first.year)
        if self.span is Span.QUARTER:
            return _("Quarter {n}/{year}").format(n=(first.month + 2) // 3, year=first.year)
        if self.span is Span.YEAR:
            return _("Year {year}").format(year=first.year)
        if self.span is Span.TERM:
            return _("Term {name} ({days})").format(name=self.name, days=both)
        return _("From {first} to {last}").format(first=words.day(first), last=words.day(last))

    def beside(self, step: int) -> "Period":
        """The one before (-1) or after (1) by the calendar: terms and two free days have none."""
        first = self.days.first
        if self.span in (Span.DAY, Span.WEEK):
            return around(self.span, first + timedelta(days=step * (7 if self.span is Span.WEEK else 1)))
        months = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}.get(self.span)
        return self if months is None else around(self.span, _months_later(first, step * months))


def around(span: Span, day: date) -> Period:
    """The day, week, month, quarter or year that a day lies in."""
    if span is Span.DAY:
        return Period(span, DateRange(day, day))
    if span is Span.WEEK:
        week = Week.of(day)
        return Period(span, DateRange(week.monday, week.sunday))
    first, count = {
        Span.MONTH: (day.month, 1),
        Span.QUARTER: ((day.month - 1) // 3 * 3 + 1, 3),
        Span.YEAR: (1, 12),
    }[span]
    last = first + count - 1
    return Period(span, DateRange(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])))


def terms_of(terms: Iterable[Term], today: date) -> tuple[Period, ...]:
    """The terms that have begun, oldest first; the one that runs reaches to its end, or to today."""
    return tuple(
        Period(Span.TERM, DateRange(term.first_day, max(term.last_day or today, term.first_day)), term.name)
        for term in terms
        if term.first_day is not None and term.first_day <= today
    )


def free(first: date, last: date) -> Period:
    return Period(Span.FREE, DateRange(min(first, last), max(first, last)))


def _months_later(day: date, months: int) -> date:
    """The first of the month so many months later."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)
