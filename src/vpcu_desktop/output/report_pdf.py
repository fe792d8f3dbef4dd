"""A report of figures: head, title, period, then tables and charts below each other on A4."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.forms import A4
from .charts import ReportChart, chart_height, draw_chart
from .document import end_page, new_canvas, sheet_size
from .fonts import BOLD, REGULAR, faces
from .geometry import shared_out
from .glyphs import one_line, tidy
from .grid import Grid, GridColumn
from .layout import Span
from .letterhead import Letterhead, draw_head
from .pen import Pen
from .slips import BOTTOM, LEFT, RIGHT, TOP, draw_title
from .typeset import Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIZE, _BETWEEN = 11.0, 14.0
#: A table begins on a page only if so many of its rows fit there too.
_ROWS_TOGETHER = 3
#: Bounds of a column's share, in points, and how much wider than its longest text it likes to be.
_NARROWEST, _WIDEST, _AIR = 30.0, 170.0, 8.0
_FIGURE = re.compile(r"[-+]?[\d.,]+ ?%?|–|-|")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Figures under a heading. Numbers stand at the right of their column; the column `roomy` may be wider than
    others by half.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    roomy: int | None = None


def report_pdf(head: Letterhead, title: str, period: str, parts: Sequence[ReportTable | ReportChart]) -> bytes:
    """The report; its parts in the order given."""
    target = BytesIO()
    pages = _ReportPages(new_canvas(target, sheet_size(A4), title))
    pages.begin(head, title, period)
    for part in parts:
        if isinstance(part, ReportTable):
            pages.table(part)
        else:
            pages.chart(part)
    pages.end_page()
    pages.canvas.save()
    return target.getvalue()


class _ReportPages:
    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas
        self.setter = Typesetter(faces())
        width, height = sheet_size(A4)
        self.width, self.first = width - LEFT - RIGHT, height - TOP
        self.y, self.number, self.pen = self.first, 0, Pen(canvas)

    def begin(self, head: Letterhead, title: str, period: str) -> None:
        y = draw_head(self.pen, self.setter, head, LEFT, self.y, self.width) - 14
        self.y = draw_title(self.pen, self.setter, [tidy(title), one_line(period)], LEFT, y, self.width)

    def table(self, table: ReportTable) -> None:
        """The heading stays with the first rows; column headings stand on each page."""
        if not table.headers:
            return
        grid = Grid(self._columns(table), [(LEFT, LEFT + self.width)], self.setter, size=_SIZE)
        rows = [grid.row([tidy(text) for text in row]) for row in table.rows]
        title = self.setter.set(((Span(one_line(table.title), bold=True),),), self.width, 13)
        above = height_of(title) + 3 + grid.heading_height
        self._make_room(_BETWEEN + above + sum(row.height for row in rows[:_ROWS_TOGETHER]))
        self.y = self.pen.lines(title, LEFT, self.y - _BETWEEN, self.width) - 3
        room = self.first - BOTTOM - grid.heading_height
        first = self.y - BOTTOM - grid.heading_height
        for n, page in enumerate(grid.pages(rows, first, room) if rows else [[]]):
            if n:
                self.end_page()
            self.y = grid.draw_rows(self.pen, page, grid.draw_heading(self.pen, self.y))

    def chart(self, chart: ReportChart) -> None:
        """The heading stays with its chart."""
        title = self.setter.set(((Span(one_line(chart.title), bold=True),),), self.width, 13)
        height = chart_height(chart, self.width)
        self._make_room(_BETWEEN + height_of(title) + height)
        self.y = self.pen.lines(title, LEFT, self.y - _BETWEEN, self.width) - height
        draw_chart(self.canvas, chart, LEFT, self.y, self.width)

    def end_page(self) -> None:
        self.number += 1
        number = self.setter.set(((Span(f"Trang {self.number}"),),), self.width, 10)
        self.pen.lines(number, LEFT, BOTTOM - 8, self.width, "right")
        self.pen.finish()
        end_page(self.canvas)
        self.pen, self.y = Pen(self.canvas), self.first

    def _make_room(self, height: float) -> None:
        if self.y - height < BOTTOM and self.y < self.first:
            self.end_page()

    def _columns(self, table: ReportTable) -> list[GridColumn]:
        """No usual word is broken; beyond that a column has what its longest text likes to have."""
        least, wishes = [], []
        for n, header in enumerate(table.headers):
            texts = [row[n] for row in table.rows]
            longest = max([self.setter.width(text, REGULAR, _SIZE) for text in texts], default=0.0)
            inside = {word for text in texts for word in text.split()}
            word = max([self.setter.width(word, REGULAR, _SIZE) for word in inside], default=0.0)
            headed = max([self.setter.width(word, BOLD, _SIZE) for word in header.split()], default=0.0)
            least.append(min(max(word, headed) + _AIR, _WIDEST))
            wishes.append(min(max(longest, headed, _NARROWEST) + _AIR, _WIDEST * (1.5 if n == table.roomy else 1)))
        return [
            GridColumn(tidy(header), width, "right" if self._figures(table, n) else "left")
            for n, (header, width) in enumerate(zip(table.headers, shared_out(self.width, least, wishes), strict=True))
        ]

    @staticmethod
    def _figures(table: ReportTable, column: int) -> bool:
        return bool(table.rows) and all(_FIGURE.fullmatch(row[column]) for row in table.rows)
