"""The series that number a register's rows, and how far each would count after they were taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.errors import BadNumber
from ..domain.numbering import Direction, Series
from ..domain.numbering_rules import LARGEST
from .books import expected_series_of, series_of
from .number_policy import expected_series, series_for
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The next number of a series now, and after the rows were taken."""

    series: Series
    now: int
    then: int


class RowSeries:
    """The series of rows by their type and day (of incoming ones: by their year); each is looked up once.

    `stored`: one that there is not yet is made, within a writing transaction; else it is only what it would be.
    """

    def __init__(self, session: OfficeSession, repo: "Repository", book: Book, *, stored: bool) -> None:
        self._session, self._repo, self._book, self._stored = session, repo, book, stored
        self._known: dict[tuple[str, date], Series | None] = {}

    @property
    def found(self) -> tuple[Series, ...]:
        return tuple({each.id: each for each in self._known.values() if each is not None}.values())

    def of(self, type_abbr: str, day: date) -> Series | None:
        """None where the office's own rules give no series for such a document on that day."""
        incoming = self._book.direction is Direction.INCOMING
        key = ("", date(day.year, 1, 1)) if incoming else (type_abbr, day)
        if key not in self._known:
            like = (each for (abbr, _), each in self._known.items() if each is not None and abbr == key[0])
            self._known[key] = next((each for each in like if each.counts_on(key[1])), None) or self._looked_up(*key)
        return self._known[key]

    def _looked_up(self, type_abbr: str, day: date) -> Series | None:
        book, session, repo = self._book, self._session, self._repo
        try:
            if book.direction is Direction.INCOMING:
                return (series_of if self._stored else expected_series_of)(session, repo, book, day)
            if not type_abbr:
                return None
            look_up = series_for if self._stored else expected_series
            return look_up(session, repo, organ=book.organ, direction=Direction.OUTGOING, type_abbr=type_abbr, day=day)
        except BadNumber:
            return None


class Ends:
    """The last number of each series among rows, as they are looked at."""

    def __init__(self, series: RowSeries) -> None:
        self._series = series
        self._last: dict[str, int] = {}

    def add(self, type_abbr: str, day: date, number: int | None, suffix: str) -> None:
        found = self._series.of(type_abbr, day) if number is not None else None
        if found is not None and number is not None and not suffix and may_be_given(number):
            self._last[found.id] = max(number, self._last.get(found.id, 0))

    def next_numbers(self, peek: Callable[[Series], int]) -> tuple[NextNumber, ...]:
        """Of each series that a row numbers, in the order of their first rows."""
        made = []
        for each in self._series.found:
            if each.id in self._last:
                now = peek(each)
                made.append(NextNumber(each, now, max(now, self._last[each.id] + 1)))
        return tuple(made)


def may_be_given(number: int) -> bool:
    """What none can be, such as a date that slipped into the column, would spoil the counter for good."""
    return 1 <= number <= LARGEST
