"""A list of the window as a file: .xlsx, .csv or a printed table. Value in, bytes out; nothing touches the disk.

A subject line that begins like a formula stays text in each of them: whoever wrote the paper does not run anything on
the machine of whoever opens the list.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, Literal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

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
_SHEET = "xl/worksheets/sheet1.xml"
#: How the cells of each kind of column look. "@" keeps a text a text when somebody edits the cell.
_STYLES: dict[str, dict[str, object]] = {
    "text": {"num_format": "@", "text_wrap": True},
    "number": {"num_format": "0"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
}
_DAY_ZERO = date(1899, 12, 31).toordinal()
#: What a reader of workbooks would take for a character by its number.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
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

    The library makes the frame alone: it would keep all rows in memory, or write them to the disk in clear. They go
    into the packed file as they come, their texts in place. Raises TooManyRows.
    """
    target = BytesIO()
    begin, rest = _sheet(_frame(title, columns, 0))
    styles = dict(zip(_STYLES, re.findall(r'<c r="[A-C]2" s="([0-9]+)"', rest), strict=True))
    names = [_column_name(n) for n in range(len(columns))]
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        last = 1
        with TextIOWrapper(packed.open(_SHEET, "w"), encoding="utf-8", newline="") as sheet:
            sheet.write(begin)
            for last, row in enumerate(rows, start=2):
                if last > ROW_LIMIT:
                    raise TooManyRows(last - 1)
                cells = (
                    _cell(f"{name}{last}", column, value, styles)
                    for name, column, value in zip(names, columns, row, strict=True)
                    if value is not None and value != ""
                )
                sheet.write(f'<row r="{last}">{"".join(cells)}</row>')
            frame = _frame(title, columns, last - 1)  # the filter has to know how many rows there are
            sheet.write(_sheet(frame)[1].partition("</row>")[2])
        for name in frame.namelist():
            if name != _SHEET:
                packed.writestr(name, frame.read(name))
    return target.getvalue()


def _frame(title: str, columns: Sequence[ExportColumn], last: int) -> ZipFile:
    """The workbook with its headings, a second row that has one empty cell in each style, and a filter down to `last`
    (from 0).
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#EDEDED"}
        )
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width)
            sheet.write_string(0, n, one_line(column.title)[:CELL_LIMIT], heading)
        for n, style in enumerate(_STYLES.values()):
            sheet.write_blank(1, n, None, book.add_format({**style, "valign": "top"}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&R&P/&N")
    return ZipFile(target)


def _sheet(frame: ZipFile) -> tuple[str, str]:
    """The sheet up to the end of its headings, and from there on. How far it reaches need not be said."""
    begin, headings, rest = frame.read(_SHEET).decode().partition('<row r="2"')
    return re.sub("<dimension [^>]*/>", "", begin), headings + rest


def _cell(place: str, column: ExportColumn, value: object, styles: Mapping[str, str]) -> str:
    if column.kind == "number" and isinstance(value, (int, float)):
        return f'<c r="{place}" s="{styles["number"]}"><v>{value:.16G}</v></c>'
    if column.kind == "date" and isinstance(value, date) and value.year >= 1900:
        days = date(value.year, value.month, value.day).toordinal() - _DAY_ZERO
        # Excel takes 1900 for a leap year.
        return f'<c r="{place}" s="{styles["date"]}"><v>{days + (days > 59)}</v></c>'
    text = _LOOKS_ESCAPED.sub("_x005F_", escape(_cut(_shown(value))))
    return f'<c r="{place}" s="{styles["text"]}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _column_name(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))


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
