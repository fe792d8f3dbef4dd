"""The pages of the printed week: head, table, what follows it; measured once, then drawn."""

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from .fonts import Face
from .geometry import (
    BLANK_ROW,
    FORM_ROW,
    PAD_BOTTOM,
    PAD_SIDE,
    PAD_TOP,
    column_widths,
    margins,
    paper,
)
from .layout import CONTINUED, DayGroup, PrintedWeek, Span
from .pagination import DayNeed, Filler, PageRow
from .paper_frame import FrameHead, FrameTail, draw_foot, draw_watermark
from .pen import Align, Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: Type sizes of the table. The small one is for portrait, and for landscape if it saves one of a few pages.
_USUAL_SIZE, _SMALL_SIZE = 12.0, 11.0
_WORTH_SAVING = 3

_BAR_GAP, _BAR_WIDTH = 3.5, 2.4


@dataclass(frozen=True, slots=True)
class _Grid:
    """Left edges of the columns and the right edge of the last."""

    edges: tuple[float, ...]

    @property
    def left(self) -> float:
        return self.edges[0]

    @property
    def right(self) -> float:
        return self.edges[-1]

    def inner(self, column: int) -> float:
        """Width for text in a column."""
        return self.edges[column + 1] - self.edges[column] - 2 * PAD_SIDE


class SheetPages:
    """All pages of one printed week."""

    def __init__(self, week: PrintedWeek, faces: dict[str, Face]) -> None:
        self.week = week
        self.paper = paper(week.orientation)
        top, right, bottom, left = margins(week.orientation)
        self._left, self._right = left, self.paper[0] - right
        self._top, self._bottom = self.paper[1] - top, bottom
        self._setter = Typesetter(faces)
        widths = column_widths(week)
        self._grid = _Grid(tuple(accumulate(widths, initial=left)))
        self._head = FrameHead(week, self._setter, self._right - self._left)
        self._tail = FrameTail(week, self._setter, self._right - self._left)
        self._fill(_USUAL_SIZE if week.orientation == "landscape" else _SMALL_SIZE)
        usual = self._count
        if week.orientation == "landscape" and 1 < usual <= _WORTH_SAVING:
            self._fill(_SMALL_SIZE)
            if self._count == usual:
                self._fill(_USUAL_SIZE)

    @property
    def _count(self) -> int:
        return len(self._rows) + self._extra

    def _fill(self, size: float) -> None:
        """Sets all rows in this type size and spreads them over pages."""
        week, grid, setter = self.week, self._grid, self._setter
        self._headings = [
            setter.set(((Span(text, bold=True),),), grid.inner(n), size)
            for n, text in enumerate(("Thứ, ngày", "Buổi", *(heading for _, heading in week.columns)))
        ]
        self._heading_height = max(map(height_of, self._headings)) + PAD_TOP + PAD_BOTTOM
        self._day_cells = [
            tuple(setter.set(day.heading(continued=later), grid.inner(0), size) for later in (False, True))
            for day in week.days
        ]
        self._sessions: list[list[SetLine]] = []
        padding = PAD_TOP + PAD_BOTTOM
        rows = [row for n, day in enumerate(week.days) for row in self._day_rows(n, day, size)]
        room = self._top - self._bottom - self._heading_height
        filler = Filler(
            first_room=room - self._head.height,
            next_room=room,
            padding=padding,
            needs=[DayNeed(*(height_of(cell) + padding for cell in cells)) for cells in self._day_cells],
            tail=self._tail.height,
            continuation=setter.set(((Span(CONTINUED, italic=True),),), grid.inner(2), size)[0],
        )
        self._rows = filler.fill(rows)
        self._extra = self._tail.place(filler.left, self._top - self._bottom)

    def _day_rows(self, number: int, day: DayGroup, size: float) -> list[PageRow]:
        rows = []
        least = (FORM_ROW if self.week.empty else BLANK_ROW) if day.blank else 0.0
        for group in day.sessions:
            name = self._setter.set(((Span(group.name),),), self._grid.inner(1), size) if group.name else []
            self._sessions.append(name)
            for row in group.rows:
                cells = tuple(
                    tuple(self._setter.set(cell, self._grid.inner(n + 2), size)) for n, cell in enumerate(row.cells)
                )
                height = max(height_of(name), *map(height_of, cells)) + PAD_TOP + PAD_BOTTOM
                rows.append(PageRow(number, len(self._sessions) - 1, cells, max(height, least), marked=row.marked))
        return rows

    def draw(self, canvas: "Canvas") -> None:
        """Draws every page; `canvas` is new and of the size `paper`."""
        for n in range(self._count):
            pen = Pen(canvas)
            if self.week.draft:
                draw_watermark(canvas, self.paper, self._setter)
            top = self._top
            if n == 0:
                top = self._head.draw(pen, self._left, top)
            if n < len(self._rows):
                top = self._draw_table(pen, self._rows[n], top, n)
            if n >= len(self._rows) - 1:
                self._tail.draw(pen, self._left, top, n - len(self._rows) + 1)
            draw_foot(
                pen, self._setter, self.week, self._left, self._bottom - 8, self._right - self._left, n, self._count
            )
            pen.finish()
            canvas.showPage()

    def _draw_table(self, pen: Pen, rows: list[PageRow], top: float, page: int) -> float:
        grid = self._grid
        bottom = top - self._heading_height
        pen.shade(grid.left, bottom, grid.right - grid.left, self._heading_height, 0.92)
        for column, heading in enumerate(self._headings):
            space = self._heading_height - height_of(heading)
            x, width = grid.edges[column] + PAD_SIDE, grid.inner(column)
            pen.lines(heading, x, top - space / 2, width, "centre")
        thin: list[tuple[float, float, float, float]] = []
        thick = [(grid.left, top, grid.right, top), (grid.left, bottom, grid.right, bottom)]
        y = bottom
        for n, row in enumerate(rows):
            before = rows[n - 1] if n else None
            after = rows[n + 1] if n + 1 < len(rows) else None
            if before is None or before.day != row.day:
                later = any(r.day == row.day for earlier in self._rows[max(0, page - 1) : page] for r in earlier)
                cell = self._day_cells[row.day][later]
                pen.lines(cell, grid.edges[0] + PAD_SIDE, y - PAD_TOP, grid.inner(0), "centre")
            if before is None or before.session != row.session:
                name = self._sessions[row.session]
                pen.lines(name, grid.edges[1] + PAD_SIDE, y - PAD_TOP, grid.inner(1), "centre")
            for column, lines in enumerate(row.cells, start=2):
                align: Align = "centre" if column == 2 else "left"
                pen.lines(lines, grid.edges[column] + PAD_SIDE, y - PAD_TOP, grid.inner(column), align)
            foot = y - row.height
            if row.marked:
                bar = grid.right + _BAR_GAP
                pen.rule(bar, y - 1, bar, foot + 1, _BAR_WIDTH)
            if after is None or after.day != row.day:
                thick.append((grid.left, foot, grid.right, foot))
            else:
                start = grid.edges[2] if after.session == row.session else grid.edges[1]
                thin.append((start, foot, grid.right, foot))
            y = foot
        thin.extend((x, top, x, y) for x in grid.edges[1:-1])
        thick.extend((x, top, x, y) for x in (grid.left, grid.right))
        pen.rules(thin, 0.4)
        pen.rules(thick, 0.8)
        return y
