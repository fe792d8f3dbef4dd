"""A list of the window as a file: .xlsx, .csv or a printed table. Value in, bytes out; nothing touches the disk.

A subject line that begins like a formula stays text in each of them: whoever wrote the paper does not run anything on
the machine of whoever opens the list.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, Literal

from .document import end_page, new_canvas
from .fonts import REGULAR, faces
from .geometry import MM, paper
from .glyphs import one_line, tidy
from .grid import PAD_SIDE, Grid, GridColumn, GridRow
from .layout import Span
from .pen import Pen
from .typeset import SetLine, Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: Excel's own limits; a longer text would be left out without a word, further rows refused.
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576

#: What Excel and LibreOffice take for the beginning of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_MARGIN, _SIDE, _FOOT = 14 * MM, 12 * MM, 13 * MM
_SIZE, _FURNITURE_SIZE = 10.0, 9.0
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of a list; `width` in characters as Excel counts them, shared out in proportion on paper."""

    title: str
    width: float
    kind: Literal["text", "number", "date"] = "text"


class TooManyRows(ValueError):
    """More rows than a sheet can hold; whoever offers the export looks at the count first."""


def export_xlsx(title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet: headings that stay in sight, real dates and numbers, all else constant text.

    The library keeps all rows in memory: its other way writes them to the disk in clear. Raises TooManyRows.
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#EDEDED"}
        )
        # "@" keeps a text a text when somebody edits the cell.
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "0", "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "center"})
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width)
            sheet.write_string(0, n, one_line(column.title)[:CELL_LIMIT], heading)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last >= ROW_LIMIT:
                raise TooManyRows(last)
            for n, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is None or value == "":
                    continue
                if column.kind == "number" and isinstance(value, (int, float)):
                    sheet.write_number(last, n, value, number)
                elif column.kind == "date" and isinstance(value, date) and value.year >= 1900:
                    sheet.write_datetime(last, n, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                else:
                    sheet.write_string(last, n, _cut(_shown(value)), text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&R&P/&N")
    return target.getvalue()


def export_csv(columns: Sequence[ExportColumn], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, commas, CR LF; for other programs, and for Excel by a double click.

    Comma is the list separator of Windows set to Vietnam as to the United States, the two settings offices have; the
    mark makes Excel see UTF-8 (a line `sep=` would make it overlook the mark). Days are written 2026-11-24: Excel reads
    that as the same day under either setting, while 05/11 would become the 11th of May under one. A text that begins
    like a formula gets an apostrophe before it.
    """
    target = BytesIO()
    stream = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(stream)
    writer.writerow([_harmless(one_line(column.title)) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column, value) for column, value in zip(columns, row, strict=True)])
    stream.flush()
    return target.getvalue()


def export_pdf(
    title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[object]], *, landscape: bool = True
) -> bytes:
    """The list on A4, headings again on each page, pages numbered. `title` may have a second line for what is listed.

    The rows are taken one by one and need not be kept; a page takes little memory.
    """
    width, height = size = paper("landscape" if landscape else "portrait")
    setter = Typesetter(faces())
    grid = Grid(_grid_columns(columns, width - 2 * _SIDE, setter), [(_SIDE, width - _SIDE)], setter, size=_SIZE)
    first, *below = tidy(title).split("\n")
    head = setter.set(((Span(first, bold=True),),), width - 2 * _SIDE, 14)
    if below:
        head += setter.set(tuple((Span(line, italic=True),) for line in below), width - 2 * _SIDE, 11)
    target = BytesIO()
    canvas = new_canvas(target, size, "Danh sách")
    room = height - _MARGIN - _FOOT - grid.heading_height
    used = sum(line.height for line in head) + 8
    pages = 0
    for pages, page in enumerate(_pages(grid, rows, room - used, room), start=1):
        _draw_page(canvas, grid, page, head if pages == 1 else [], pages, size, setter)
    canvas.beginForm(_TOTAL)
    canvas.setFont(REGULAR, _FURNITURE_SIZE)
    canvas.drawString(0, 0, str(pages))
    canvas.endForm()
    canvas.save()
    return target.getvalue()


def _grid_columns(columns: Sequence[ExportColumn], width: float, setter: Typesetter) -> list[GridColumn]:
    """The columns by their wishes; a day is not broken over two lines."""
    day = 1.1 * (setter.width("00/00/0000", REGULAR, _SIZE) + 2 * PAD_SIDE)
    unit = width / sum(column.width for column in columns)
    return [
        GridColumn(
            one_line(column.title),
            max(column.width, day / unit) if column.kind == "date" else column.width,
            "left" if column.kind == "text" else "centre",
        )
        for column in columns
    ]


def _pages(grid: Grid, rows: Iterable[Sequence[object]], first_room: float, room: float) -> Iterator[list[GridRow]]:
    """At least one page: a list without rows shows its headings."""
    filled = grid.pages((grid.row([_shown(value) for value in row]) for row in rows), first_room, room)
    yield next(filled, [])
    yield from filled


def _draw_page(
    canvas: "Canvas",
    grid: Grid,
    rows: list[GridRow],
    head: list[SetLine],
    number: int,
    size: tuple[float, float],
    setter: Typesetter,
) -> None:
    width, height = size
    pen = Pen(canvas)
    top = height - _MARGIN
    if head:
        top = pen.lines(head, _SIDE, top, width - 2 * _SIDE, "centre") - 8
    grid.draw_rows(pen, rows, grid.draw_heading(pen, top))
    # The total is not known yet: a form that is drawn here and filled in at the end.
    room = setter.width("0000", REGULAR, _FURNITURE_SIZE)
    words = setter.set(((Span(f"Trang {number}/"),),), width, _FURNITURE_SIZE)
    foot = pen.lines(words, _SIDE, _FOOT - 3, width - 2 * _SIDE - room, "right")
    pen.finish()
    canvas.saveState()
    canvas.translate(width - _SIDE - room, foot + 0.24 * _FURNITURE_SIZE)
    canvas.doForm(_TOTAL)
    canvas.restoreState()
    end_page(canvas)


def _shown(value: object) -> str:
    """A value as the window shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return tidy(str(value))


def _csv_cell(column: ExportColumn, value: object) -> Any:
    if column.kind == "number" and isinstance(value, (int, float)):
        return value
    if column.kind == "date" and isinstance(value, date):
        return value.isoformat()[:10]
    return _harmless(_shown(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cut(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def _sheet_name(title: str) -> str:
    return one_line(title.split("\n")[0].translate(_SHEET_NAME))[:31].strip() or "Danh sách"
