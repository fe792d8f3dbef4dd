"""A ruled table over any number of pages: columns in one or two facing halves, headings again on each, rows whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from .fonts import BOLD
from .layout import CONTINUED, Cell, Span
from .pen import Align, Pen
from .typeset import SetLine, Typesetter, height_of

PAD_TOP, PAD_BOTTOM, PAD_SIDE = 2.0, 3.0, 3.0
THIN, THICK = 0.4, 0.9
_SHADE = 0.93
#: Headings are made smaller, down to this, before a word of theirs is broken.
_SMALLEST_HEADING = 7.5
_EDGE = 1e-6
_BAR_GAP, _BAR_WIDTH = 3.5, 2.4


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column; `wish` is its share of the width, `least` the least height of its rows in points. Neighbours of one
    `over` stand under a heading of that text together.
    """

    title: str
    wish: float
    align: Align = "left"
    number: str = ""
    least: float = 0.0
    over: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row set in lines, or its part on a page. Heights in points, padding included. A band has one cell."""

    cells: tuple[tuple[SetLine, ...], ...]
    height: float
    ref: int = 0
    band: bool = False
    continued: bool = False  # the beginning stands on the page before
    marked: bool = False  # has a thick bar in the right margin


class Grid:
    """The columns of a table in their places. `halves` are (left, right) edges; columns are shared out among them."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        halves: Sequence[tuple[float, float]],
        setter: Typesetter,
        *,
        size: float,
        least: float = 0.0,
    ) -> None:
        self.columns = tuple(columns)
        self._setter, self._size = setter, size
        self._least = max([least, *(column.least for column in columns)])
        self._halves = _placed(self.columns, halves)
        self._spans = [span for half in self._halves for span in pairwise(half)]
        self._inner = [right - left - 2 * PAD_SIDE for left, right in self._spans]
        heading_size = self._heading_size()
        self._headings = [
            setter.set(_cell(column.title, bold=True), width, heading_size)
            for column, width in zip(self.columns, self._inner, strict=True)
        ]
        self._numbers = [
            setter.set(_cell(f"({column.number})"), width, size - 1.5) if column.number else []
            for column, width in zip(self.columns, self._inner, strict=True)
        ]
        self._overs = [_Over(*each, setter, self._spans, heading_size) for each in _shared(self.columns)]
        over = {n: each.height for each in self._overs for n in range(each.first, each.last + 1)}
        self._over_heights = [over.get(n, 0.0) for n in range(len(self.columns))]
        self._title_height = max(
            height_of(lines) + PAD_TOP + PAD_BOTTOM + above
            for lines, above in zip(self._headings, self._over_heights, strict=True)
        )
        numbers = max(map(height_of, self._numbers))
        self._number_height = numbers + 2.5 if numbers else 0.0
        self._continued = setter.set(((Span(CONTINUED, italic=True),),), self._inner[0], size)[0]

    @property
    def heading_height(self) -> float:
        """What headings and column numbers take of each page."""
        return self._title_height + self._number_height

    @property
    def widths(self) -> tuple[float, ...]:
        """What each column leaves to its text."""
        return tuple(self._inner)

    @property
    def least(self) -> float:
        """The height of an empty row."""
        return self._least

    def rich_row(self, cells: Sequence[Cell], *, marked: bool = False) -> GridRow:
        """A row of cells that have their styles, one for each column."""
        lines = tuple(
            tuple(self._setter.set(cell, width, self._size)) for cell, width in zip(cells, self._inner, strict=True)
        )
        height = max(map(height_of, lines)) + PAD_TOP + PAD_BOTTOM
        return GridRow(lines, max(height, self._least), marked=marked)

    def row(self, texts: Sequence[str], *, ref: int = 0, struck: Sequence[bool] = ()) -> GridRow:
        """A row of texts, one for each column; those that are `struck` have a line through them."""
        setter, size = self._setter, self._size
        cells = tuple(
            tuple(setter.set(_cell(text, struck=bool(struck) and struck[n]), self._inner[n], size)) if text else ()
            for n, text in enumerate(texts)
        )
        height = max(map(height_of, cells)) + PAD_TOP + PAD_BOTTOM
        return GridRow(cells, max(height, self._least), ref)

    def band(self, text: str, *, below: bool = False) -> GridRow:
        """A row that heads the next ones: one cell over all columns. One `below` another is in italics too."""
        width = self._halves[0][-1] - self._halves[0][0] - 2 * PAD_SIDE
        cell = tuple(self._setter.set(((Span(text, bold=True, italic=below),),), width, self._size))
        return GridRow((cell,), height_of(cell) + PAD_TOP + PAD_BOTTOM, band=True)

    def pages(self, rows: Iterable[GridRow], first_room: float, room: float) -> Iterator[list[GridRow]]:
        """The rows of each page, as they come. Only a row higher than a whole page is split."""
        page: list[GridRow] = []
        left = first_room
        heads: list[GridRow] = []
        for row in rows:
            if row.band:
                heads.append(row)
                continue
            together = sum(head.height for head in heads)
            if together + row.height > left + _EDGE and (page or first_room < room):
                yield page
                page, left = [], room
            page.extend(heads)
            left -= together
            heads = []
            while row.height > left + _EDGE:
                upper, lower = self._split(row, left)
                yield [*page, upper]
                page, left, row = [], room, lower
            page.append(row)
            left -= row.height
        if heads and sum(head.height for head in heads) > left + _EDGE:
            yield page
            page = []
        page.extend(heads)
        if page:
            yield page

    def draw_heading(self, pen: Pen, top: float) -> float:
        """Headings and the row of column numbers; gives where the rows begin."""
        middle, bottom = top - self._title_height, top - self.heading_height
        for half in self._halves:
            pen.shade(half[0], middle, half[-1] - half[0], self._title_height, _SHADE)
        for (left, _), width, heading, number, over in zip(
            self._spans, self._inner, self._headings, self._numbers, self._over_heights, strict=True
        ):
            space = (self._title_height - over - PAD_BOTTOM - PAD_TOP - height_of(heading)) / 2
            pen.lines(heading, left + PAD_SIDE, top - over - PAD_TOP - space, width, "centre")
            pen.lines(number, left + PAD_SIDE, middle - 0.5, width, "centre")
        for each in self._overs:
            pen.lines(each.lines, each.left, top - PAD_TOP, each.right - each.left, "centre")
        within = {each.edges[n]: each.height for each in self._overs for n in range(1, len(each.edges) - 1)}
        pen.rules([(half[0], y, half[-1], y) for half in self._halves for y in (top, bottom)], THICK)
        pen.rules(
            [(half[0], middle, half[-1], middle) for half in self._halves if self._number_height]
            + [(each.left, top - each.height, each.right, top - each.height) for each in self._overs]
            + [(x, top - within.get(x, 0.0), x, bottom) for half in self._halves for x in half[1:-1]],
            THIN,
        )
        pen.rules([(x, top, x, bottom) for half in self._halves for x in (half[0], half[-1])], THICK)
        return bottom

    def draw_rows(self, pen: Pen, rows: Sequence[GridRow], top: float) -> float:
        """The rows of a page below each other with their rules; gives the bottom of the last."""
        across: list[float] = []
        down: list[tuple[float, float]] = []  # where uprights between columns run: bands have none
        y = top
        for row in rows:
            foot = y - row.height
            if row.band:
                pen.lines(row.cells[0], self._spans[0][0] + PAD_SIDE, y - PAD_TOP)
            else:
                for column, span, width, lines in zip(self.columns, self._spans, self._inner, row.cells, strict=True):
                    if lines:
                        pen.lines(lines, span[0] + PAD_SIDE, y - PAD_TOP, width, column.align)
                if down and down[-1][1] == y:
                    down[-1] = (down[-1][0], foot)
                else:
                    down.append((y, foot))
            if row.marked:
                bar = self._halves[-1][-1] + _BAR_GAP
                pen.rule(bar, y - 1, bar, foot + 1, _BAR_WIDTH)
            across.append(foot)
            y = foot
        if rows:
            between = [(x, start, x, end) for half in self._halves for x in half[1:-1] for start, end in down]
            pen.rules([(half[0], at, half[-1], at) for half in self._halves for at in across[:-1]] + between, THIN)
            frame = [(x, top, x, y) for half in self._halves for x in (half[0], half[-1])]
            pen.rules(frame + [(half[0], y, half[-1], y) for half in self._halves], THICK)
        return y

    def _heading_size(self) -> float:
        size = self._size
        while size > _SMALLEST_HEADING and any(
            self._setter.width(word, BOLD, size) > width
            for column, width in zip(self.columns, self._inner, strict=True)
            for word in column.title.split()
        ):
            size -= 0.5
        return size

    def _split(self, row: GridRow, room: float) -> tuple[GridRow, GridRow]:
        """The part of a row that fits, and the rest, which says that it goes on. At least one line is taken."""
        fits = [_fitting(cell, room - PAD_TOP - PAD_BOTTOM) for cell in row.cells]
        if not any(fits):
            fits = [min(1, len(cell)) for cell in row.cells]
        upper = tuple(cell[:n] for cell, n in zip(row.cells, fits, strict=True))
        lower = tuple(cell[n:] for cell, n in zip(row.cells, fits, strict=True))
        lower = ((self._continued, *lower[0]), *lower[1:])
        rest = max(max(map(height_of, lower)) + PAD_TOP + PAD_BOTTOM, self._least)
        return replace(row, cells=upper, height=room), replace(row, cells=lower, height=rest, continued=True)


class _Over:
    """A heading over the columns from `first` to `last`."""

    def __init__(
        self, text: str, first: int, last: int, setter: Typesetter, spans: Sequence[tuple[float, float]], size: float
    ) -> None:
        self.first, self.last = first, last
        self.edges = (*(left for left, _ in spans[first : last + 1]), spans[last][1])
        self.left, self.right = self.edges[0], self.edges[-1]
        self.lines = setter.set(_cell(text, bold=True), self.right - self.left - 2 * PAD_SIDE, size)
        self.height = height_of(self.lines) + PAD_TOP + PAD_BOTTOM


def _shared(columns: Sequence[GridColumn]) -> Iterator[tuple[str, int, int]]:
    """The headings over several columns, each with the first and last of these."""
    for text, own in groupby(range(len(columns)), key=lambda n: columns[n].over):
        numbers = list(own)
        if text:
            yield text, numbers[0], numbers[-1]


def _cell(text: str, *, bold: bool = False, struck: bool = False) -> Cell:
    return tuple((Span(line, bold=bold, struck=struck),) for line in text.split("\n"))


def _placed(columns: Sequence[GridColumn], halves: Sequence[tuple[float, float]]) -> list[tuple[float, ...]]:
    """The edges of the columns in each half; the columns of a half fill it, and the fold lies nearest to the middle."""
    groups = [tuple(columns)]
    if len(halves) == 2 and len(columns) > 1:
        total = sum(column.wish for column in columns)
        sums = list(accumulate(column.wish for column in columns))
        fold = min(range(1, len(columns)), key=lambda n: abs(sums[n - 1] - total / 2))
        groups = [tuple(columns[:fold]), tuple(columns[fold:])]
    placed = []
    for group, (left, right) in zip(groups, halves, strict=False):
        scale = (right - left) / sum(column.wish for column in group)
        placed.append(tuple(accumulate((column.wish * scale for column in group), initial=left)))
    return placed


def _fitting(cell: Sequence[SetLine], room: float) -> int:
    """How many of a cell's lines fit into a height."""
    used = 0.0
    for n, line in enumerate(cell):
        used += line.height
        if used > room + _EDGE:
            return n
    return len(cell)
