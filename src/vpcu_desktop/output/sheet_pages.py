"""The pages of the printed week: head, table, what follows it; measured once, then drawn."""

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from .fonts import BOLD, Face
from .geometry import (
    BLANK_ROW,
    FORM_ROW,
    MM,
    PAD_BOTTOM,
    PAD_SIDE,
    PAD_TOP,
    SIGNING_ROOM,
    column_widths,
    margins,
    paper,
)
from .layout import CONTINUED, DRAFT, PARTY, Cell, DayGroup, Orientation, PrintedWeek, Span
from .pagination import DayNeed, Filler, PageRow
from .pen import Align, Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: Type sizes of the table. The small one is for portrait, and for landscape if it saves one of a few pages.
_USUAL_SIZE, _SMALL_SIZE = 12.0, 11.0
_WORTH_SAVING = 3

_BAR_GAP, _BAR_WIDTH = 3.5, 2.4
_GAP = 6.0
#: A list of recipients higher than this stands over the signature and flows from page to page, not beside it.
_SIGNED_BESIDE = 100 * MM


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

    def __init__(self, week: PrintedWeek, orientation: Orientation, faces: dict[str, Face]) -> None:
        self.week = week
        self.paper = paper(orientation)
        top, right, bottom, left = margins(orientation)
        self._left, self._right = left, self.paper[0] - right
        self._top, self._bottom = self.paper[1] - top, bottom
        self._setter = Typesetter(faces)
        widths = column_widths(week, orientation)
        self._grid = _Grid(tuple(accumulate(widths, initial=left)))
        self._head = _Head(week, self._setter, self._right - self._left)
        self._tail = _Tail(week, self._setter, self._right - self._left)
        self._fill(_USUAL_SIZE if orientation == "landscape" else _SMALL_SIZE)
        usual = self._count
        if orientation == "landscape" and 1 < usual <= _WORTH_SAVING:
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
                self._watermark(canvas)
            top = self._top
            if n == 0:
                top = self._head.draw(pen, self._left, top)
            if n < len(self._rows):
                top = self._draw_table(pen, self._rows[n], top, n)
            if n >= len(self._rows) - 1:
                self._tail.draw(pen, self._left, top, n - len(self._rows) + 1)
            self._furniture(pen, n)
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

    def _watermark(self, canvas: "Canvas") -> None:
        canvas.saveState()
        canvas.setFillGray(0.945)
        canvas.setFont(self._setter.faces[BOLD].name, 120)
        canvas.translate(self.paper[0] / 2, self.paper[1] / 2)
        canvas.rotate(30)
        canvas.drawCentredString(0, -40, DRAFT)
        canvas.restoreState()

    def _furniture(self, pen: Pen, page: int) -> None:
        """Page x/y at the foot; the paper's name too from the second page on, so that a loose page can be told."""
        width, size = self._right - self._left, 10.0
        top = self._bottom - 8
        number = self._setter.set(((Span(f"Trang {page + 1}/{self._count}"),),), width, size)
        pen.lines(number, self._left, top, width, "right")
        if page:
            name = self.week.running + (f" ({DRAFT.lower()})" if self.week.draft else "")
            pen.lines(self._setter.set(((Span(name, italic=True),),), width, size), self._left, top)


class _Head:
    """The Party form's head block, title and range."""

    def __init__(self, week: PrintedWeek, setter: Typesetter, width: float) -> None:
        self._width = width
        self._side = width * 0.46
        left: Cell = tuple(
            (Span(text, bold=bold),)
            for text, bold in ((week.superior, False), (week.issuer, True), ("*", False), (week.number, False))
            if text
        )
        self._left = setter.set(left, self._side, 14)
        self._draft = setter.set(((Span(DRAFT, bold=True),),), self._side, 13) if week.draft else []
        self._party = setter.set(((Span(PARTY, bold=True),),), self._side, 15)
        self._date = setter.set(((Span(week.place_date, italic=True),),), self._side, 14)
        self._title = setter.set(tuple((Span(line, bold=True),) for line in week.title), width, 15)
        self._range = setter.set(tuple((Span(line, italic=True),) for line in week.subtitle), width, 13)
        draft = height_of(self._draft) + 12 if self._draft else 0.0
        right = height_of(self._party) + _GAP + height_of(self._date)
        self._block = max(height_of(self._left) + draft, right)
        self.height = self._block + 10 + height_of(self._title) + height_of(self._range) + 8

    def draw(self, pen: Pen, left: float, top: float) -> float:
        """Draws from `top`; gives where the table begins."""
        y = pen.lines(self._left, left, top, self._side, "centre")
        if self._draft:
            box = self._draft[0].width + 20
            x = left + (self._side - box) / 2
            foot = pen.lines(self._draft, left, y - 6, self._side, "centre")
            pen.canvas.setLineWidth(1)
            pen.canvas.rect(x, foot - 2, box, y - 6 - foot + 3, stroke=1, fill=0)
        x = left + self._width - self._side
        y = pen.lines(self._party, x, top, self._side, "centre")
        rule = max(line.width for line in self._party)
        start = x + (self._side - rule) / 2
        pen.rule(start, y + 1, start + rule, y + 1, 0.8)
        pen.lines(self._date, x, y - _GAP, self._side, "centre")
        y = pen.lines(self._title, left, top - self._block - 10, self._width, "centre")
        return pen.lines(self._range, left, y, self._width, "centre") - 8


class _Tail:
    """Absences, duty roster and notes under the table, then signature and Nơi nhận."""

    def __init__(self, week: PrintedWeek, setter: Typesetter, width: float) -> None:
        self._width = width
        self._lines: list[tuple[SetLine, bool]] = []  # a line, and whether it must not be parted from the next
        for section in week.sections:
            if section.heading:
                heading = setter.set(((Span(f"{section.heading}:", bold=True),),), width, 12)
                self._lines.extend((line, True) for line in heading)
            self._lines.extend((line, False) for line in setter.set(section.lines, width, 12))
        side = width * 0.45
        self._side = side
        label = setter.set(((Span("Nơi nhận:"),),), side, 14) if week.recipients else []
        recipients = setter.set(tuple((Span(line),) for line in week.recipients), side, 12) if week.recipients else []
        if height_of(recipients) > _SIGNED_BESIDE:
            self._lines.extend((line, False) for line in (*label, *recipients))
            label, recipients = [], []
        self._label, self._recipients = label, recipients
        signature = tuple((Span(line, bold=n == 0),) for n, line in enumerate(week.signature))
        self._signature = setter.set(signature, side, 14)
        self._name = setter.set(((Span(week.signatory, bold=True),),), side, 14)
        signed = height_of(self._signature) + SIGNING_ROOM + height_of(self._name)
        self._block = max(signed, height_of(label) + height_of(self._recipients)) + 10
        self.height = _GAP + height_of(line for line, _ in self._lines) + self._block
        self._pages: list[list[SetLine]] = [[]]

    def place(self, left: float, room: float) -> int:
        """Spreads the tail over what is left of the last page and further pages; gives how many further pages."""
        self._pages = [[]]
        left -= _GAP
        for n, (line, with_next) in enumerate(self._lines):
            last = n + 1 == len(self._lines)
            need = line.height + (self._lines[n + 1][0].height if with_next and not last else 0.0)
            if last and self._block + line.height <= room:
                need += self._block  # a signature does not stand alone on its page
            if need > left:
                self._pages.append([])
                left = room
            self._pages[-1].append(line)
            left -= line.height
        if self._block > left:
            self._pages.append([])
        return len(self._pages) - 1

    def draw(self, pen: Pen, left: float, top: float, page: int) -> None:
        """Draws the part of the tail that stands on the last page of the table (0) or on a further page."""
        if page == 0:
            top -= _GAP
        y = pen.lines(self._pages[page], left, top)
        if page == len(self._pages) - 1:
            self._sign(pen, left, y - 10)

    def _sign(self, pen: Pen, left: float, top: float) -> None:
        y = pen.lines(self._label, left, top)
        if self._label:
            pen.rule(left, y + 1.5, left + self._label[0].width, y + 1.5)
        pen.lines(self._recipients, left, y)
        x = left + self._width - self._side
        y = pen.lines(self._signature, x, top, self._side, "centre")
        pen.lines(self._name, x, y - SIGNING_ROOM, self._side, "centre")
