"""Filling pages with the rows of the week: nothing is cut off, days and sessions are told again on the next page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .typeset import SetLine, height_of

#: Fewer lines than this of a split row stand alone neither at the foot of a page nor at the head of the next.
_TOGETHER = 3
#: A row that would fit on the next page is split only if moving it would leave more than this part of a page empty.
_ACCEPTED_GAP = 0.3


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row, or the part of one that stands on a page. Height in points, padding included."""

    day: int
    session: int
    cells: tuple[tuple[SetLine, ...], ...]
    height: float
    marked: bool = False
    continued: bool = False  # the beginning stands on the page before


@dataclass(frozen=True, slots=True)
class DayNeed:
    """The heights that a day's own cell needs: on its first page and where it goes on."""

    first: float
    later: float


@dataclass(slots=True)
class Filler:
    """Fills pages with rows. `padding` is the sum of a cell's upper and lower padding, in points."""

    first_room: float
    next_room: float
    padding: float
    needs: Sequence[DayNeed]
    tail: float  # the height of what follows the table and should not stand on a page without a row
    continuation: SetLine  # stands in the first cell where a split row goes on
    pages: list[list[PageRow]] = field(default_factory=lambda: [[]])
    _room: float = 0.0
    _day_height: float = 0.0  # of the current day on the current page
    _seen: set[int] = field(default_factory=set)  # days begun on an earlier page

    def fill(self, rows: Sequence[PageRow]) -> list[list[PageRow]]:
        """The rows of each page. A row higher than what is left moves on whole, or in parts if it must."""
        self._room = self.first_room
        for n, row in enumerate(rows):
            last_of_day = n + 1 == len(rows) or rows[n + 1].day != row.day
            keep = self.tail if n + 1 == len(rows) and row.height + self.tail <= self.next_room else 0.0
            self._place(row, keep, last_of_day=last_of_day)
        return self.pages

    @property
    def left(self) -> float:
        """Room under the last row of the last page."""
        return self._room

    def _place(self, row: PageRow, keep: float, *, last_of_day: bool) -> None:
        while True:
            page = self.pages[-1]
            begins = not page or page[-1].day != row.day
            day_need = self._day_need(row.day)
            so_far = 0.0 if begins else self._day_height
            height = max(row.height, day_need - so_far) if last_of_day else row.height
            wanted = max(height, day_need) if begins else height
            if wanted + keep <= self._room or (not page and wanted <= self._room):
                self._add(replace(row, height=height), so_far)
                return
            worth_splitting = (
                row.height > self.next_room or not page or self._room > _ACCEPTED_GAP * self.next_room
            ) and wanted > self._room
            parts = self._split(row) if worth_splitting and self._room >= day_need else None
            if parts is None and not page and self._room >= self.next_room:
                self._add(replace(row, height=height), so_far)  # cannot be made smaller: never reached by text rows
                return
            if parts is not None:
                self._add(parts[0], so_far)
                row = parts[1]
            self._new_page()

    def _day_need(self, day: int) -> float:
        return self.needs[day].later if day in self._seen else self.needs[day].first

    def _add(self, row: PageRow, so_far: float) -> None:
        self.pages[-1].append(row)
        self._day_height = so_far + row.height
        self._room -= row.height

    def _new_page(self) -> None:
        page = self.pages[-1]
        if page:
            short = self._day_need(page[-1].day) - self._day_height
            if short > 0:
                page[-1] = replace(page[-1], height=page[-1].height + short)
        self._seen.update(row.day for row in page)
        self.pages.append([])
        self._room = self.next_room
        self._day_height = 0.0

    def _split(self, row: PageRow) -> tuple[PageRow, PageRow] | None:
        """The part of a row that fits here, and the rest; None if either would be a line or two only."""
        room = self._room - self.padding
        heads = [_fitting(cell, room) for cell in row.cells]
        longest = max(range(len(row.cells)), key=lambda n: len(row.cells[n]))
        rest = len(row.cells[longest]) - heads[longest]
        if 0 < rest < _TOGETHER:
            heads[longest] -= _TOGETHER - rest
        if heads[longest] < _TOGETHER or rest <= 0:
            return None
        upper = tuple(cell[:n] for cell, n in zip(row.cells, heads, strict=True))
        lower = tuple(cell[n:] for cell, n in zip(row.cells, heads, strict=True))
        lower_height = max(map(height_of, lower)) + self.padding
        return (
            replace(row, cells=upper, height=max(map(height_of, upper)) + self.padding),
            replace(row, cells=((self.continuation, *lower[0]), *lower[1:]), height=lower_height, continued=True),
        )


def _fitting(cell: Sequence[SetLine], room: float) -> int:
    """How many of a cell's lines fit into a height."""
    used = 0.0
    for n, line in enumerate(cell):
        used += line.height
        if used > room:
            return n
    return len(cell)
