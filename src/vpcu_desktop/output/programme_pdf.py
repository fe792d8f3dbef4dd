"""The work programme as a PDF in the Party form: A4 landscape, embedded typeface, the same bytes for the same words."""

from io import BytesIO

from .document import end_page, new_canvas
from .fonts import faces
from .geometry import margins, paper
from .grid import Grid, GridColumn, GridRow
from .paper_frame import FrameHead, FrameTail, draw_foot, draw_watermark
from .pen import Pen
from .programme_columns import CENTRED, EMPTY_ROW, EMPTY_ROWS, column_widths, least_height, text_room, type_size
from .programme_layout import Heading, PrintedProgramme
from .typeset import Typesetter


def programme_pdf(programme: PrintedProgramme) -> bytes:
    """All pages. Page numbers stand from the second page on."""
    setter = Typesetter(faces())
    size = paper("landscape")
    top, _, bottom, left = margins("landscape")
    start, width, room = size[1] - top, text_room(), size[1] - top - bottom
    head, tail = FrameHead(programme, setter, width), FrameTail(programme, setter, width)
    grid = _grid(programme, setter, left)
    pages = _pages(programme, grid, head.height, tail.height, room)
    used = sum(row.height for row in pages[-1]) + grid.heading_height + (head.height if len(pages) == 1 else 0.0)
    count = len(pages) + tail.place(room - used, room)
    target = BytesIO()
    canvas = new_canvas(target, size, programme.running)
    for n in range(count):
        if programme.draft:
            draw_watermark(canvas, size, setter)
        pen = Pen(canvas)
        y = head.draw(pen, left, start) if n == 0 else start
        if n < len(pages):
            y = grid.draw_rows(pen, pages[n], grid.draw_heading(pen, y))
        if n >= len(pages) - 1:
            tail.draw(pen, left, y, n - len(pages) + 1)
        if n:
            draw_foot(pen, setter, programme, left, bottom - 8, width, n, count)
        pen.finish()
        end_page(canvas)
    canvas.save()
    return target.getvalue()


def _grid(programme: PrintedProgramme, setter: Typesetter, left: float) -> Grid:
    widths = column_widths(programme, setter)
    columns = [GridColumn("STT", widths[0], "centre")] + [
        GridColumn(column.heading, width, "centre" if column.key in CENTRED else "left", over=column.over)
        for column, width in zip(programme.columns, widths[1:], strict=True)
    ]
    return Grid(columns, [(left, left + sum(widths))], setter, size=type_size(programme), least=least_height(programme))


def _pages(programme: PrintedProgramme, grid: Grid, head: float, tail: float, room: float) -> list[list[GridRow]]:
    """The rows of each page. What follows the table does not stand on a page without a row of it."""
    rows = [
        grid.band(row.text, below=row.below)
        if isinstance(row, Heading)
        else grid.rich_row(row.cells, marked=row.marked)
        for row in programme.rows
    ]
    if not rows:
        rows = [GridRow(tuple(() for _ in grid.columns), EMPTY_ROW)] * EMPTY_ROWS
    below = room - grid.heading_height
    pages = list(grid.pages(rows, below - head, below))
    last = pages[-1]
    left = below - sum(row.height for row in last) - (head if len(pages) == 1 else 0.0)
    keeps = next((n for n in range(len(last) - 1, 0, -1) if not last[n - 1].band), 0)
    if tail > left and keeps and sum(row.height for row in last[keeps:]) + tail <= below:
        pages[-1:] = [last[:keeps], last[keeps:]]
    return pages
