"""Registers as books: cover, title page to be signed, then pages of rows under the form's headings.

Pages that were printed and signed are not printed anew: what came later is printed from its own first row and page on,
so that earlier pages stay the bytes they were.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.errors import BadForm
from ..domain.forms import Form
from ..domain.register_fields import Field
from .book_cover import Cover, cover_page, title_page
from .document import end_page, new_canvas, sheet_size
from .fonts import faces
from .geometry import MM
from .glyphs import one_line, tidy
from .grid import Grid, GridColumn, GridRow
from .layout import Span
from .pen import Pen
from .typeset import Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BINDING, _OUTER, _TOP, _BOTTOM = 20 * MM, 10 * MM, 13 * MM, 14 * MM
#: Facing pages: at the outer edges, and on both sides of the fold.
_SPREAD_OUTER, _FOLD = 15 * MM, 12 * MM
_SIZE, _SMALLEST, _FURNITURE_SIZE = 11.0, 9.0, 9.0
#: A column is wide enough for a capital letter, a page has room for some lines: less is a slip in the form.
_NARROWEST, _LEAST_ROOM = 10.0, 50.0


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of a register by what its columns may ask for. A void one is struck through, its note stays readable.

    `ref` is the caller's own number of the line. Rows of one `group` stand under a heading of that text.
    """

    cells: Mapping[Field, str]
    ref: int = 0
    void: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """The rows of one page of a book."""

    number: int
    rows: tuple[GridRow, ...]

    @property
    def refs(self) -> tuple[int, int]:
        """The first and last line on the page; (0, 0) if it has none."""
        lines = [row.ref for row in self.rows if not row.band]
        return (lines[0], lines[-1]) if lines else (0, 0)


@dataclass(frozen=True, slots=True)
class BookPdf:
    """A printed block of pages, and which lines stand on each page with rows: first and last."""

    pdf: bytes
    pages: tuple[tuple[int, int], ...]


class _Pages:
    """The page of a form: where its table stands, and its columns set once."""

    def __init__(self, form: Form) -> None:
        self.size = sheet_size(form.paper)
        width, height = self.size
        self.halves = [(_BINDING, width - _OUTER)]
        if form.paper.folded:
            self.halves = [(_SPREAD_OUTER, width / 2 - _FOLD), (width / 2 + _FOLD, width - _SPREAD_OUTER)]
        self.setter = Typesetter(faces())
        self.top = height - _TOP
        self.grid = form_grid(form, self.halves, self.top - _BOTTOM, self.setter, size=_SIZE)
        self.room = self.top - _BOTTOM - self.grid.heading_height


def form_grid(form: Form, halves: list[tuple[float, float]], height: float, setter: Typesetter, *, size: float) -> Grid:
    """The columns of a form between these edges, on pages that leave this height to the table.

    Raises BadForm if there are no columns, or too many, too wide or too high for the paper.
    """
    if not form.columns:
        raise BadForm(reason="not_filled_in", where=form.code)
    if min(right - left for left, right in halves) <= 0:
        raise BadForm(reason="out_of_range", where="paper")
    columns = [
        GridColumn(column.title, column.width_mm, column.align, column.number, column.min_height_mm * MM)
        for column in form.columns
    ]
    wished = sum(column.wish for column in columns) * MM
    squeezed = min(1.0, sum(right - left for left, right in halves) / wished)
    size = max(size * squeezed, _SMALLEST)  # a date that filled its column still fits a narrower one
    grid = Grid(columns, halves, setter, size=size, least=form.row_height_mm * MM)
    for number, width in enumerate(grid.widths, start=1):
        if width < _NARROWEST:
            raise BadForm(reason="out_of_range", where=f"columns[{number}].width_mm")
    if height - grid.heading_height < max(grid.least, _LEAST_ROOM):
        raise BadForm(reason="out_of_range", where="paper")
    return grid


def form_rows(form: Form, grid: Grid, rows: Iterable[BookRow]) -> Iterator[GridRow]:
    """The rows set for a form's columns, a heading before each new group."""
    fields = [column.field for column in form.columns]
    struck = [field is not Field.NOTE for field in fields]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            if group:
                yield grid.band(one_line(group))
        texts = [tidy(row.cells.get(field, "")) for field in fields]
        yield grid.row(texts, ref=row.ref, struck=struck if row.void else ())


def paginate(form: Form, rows: Iterable[BookRow], *, first_page: int = 1) -> Iterator[PageBlock]:
    """The pages of a block of rows, as they come. Raises BadForm."""
    return _paginated(form, _Pages(form), rows, first_page)


def _paginated(form: Form, pages: _Pages, rows: Iterable[BookRow], first_page: int) -> Iterator[PageBlock]:
    filled = pages.grid.pages(form_rows(form, pages.grid, rows), pages.room, pages.room)
    for number, page in enumerate(filled, start=first_page):
        yield PageBlock(number, tuple(page))


def book_pdf(
    form: Form,
    cover: Cover,
    rows: Iterable[BookRow],
    *,
    first_page: int = 1,
    with_cover: bool = True,
    total_pages: int | None = None,
) -> BookPdf:
    """A block of a book's pages from `first_page` on. The rows are taken one by one and need not be kept.

    `total_pages` is told beside each page number where it is known, which it is only of a book that grows no more.
    A book without rows has one page of empty ones. Raises BadForm.
    """
    pages = _Pages(form)
    target = BytesIO()
    canvas = new_canvas(target, pages.size, cover.running)
    if with_cover:
        canvas.setPageSize(sheet_size(form.cover_paper))
        cover_page(canvas, form, cover, pages.setter)
        title_page(canvas, form, cover, pages.setter)
        canvas.setPageSize(pages.size)
    refs = []
    for block in _paginated(form, pages, rows, first_page):
        _draw(canvas, pages, block, cover.running, total_pages)
        refs.append(block.refs)
    if not refs:
        count = int(pages.room / pages.grid.least)
        empty = PageBlock(first_page, (pages.grid.row([""] * len(form.columns)),) * count)
        _draw(canvas, pages, empty, cover.running, total_pages)
    canvas.save()
    return BookPdf(target.getvalue(), tuple(refs))


def _draw(canvas: "Canvas", pages: _Pages, block: PageBlock, running: str, total: int | None) -> None:
    pen = Pen(canvas)
    pages.grid.draw_rows(pen, block.rows, pages.grid.draw_heading(pen, pages.top))
    left, right = pages.halves[0][0], pages.halves[-1][1]
    number = f"Trang {block.number}/{total}" if total else f"Trang {block.number}"
    setter, foot = pages.setter, _BOTTOM - 4
    pen.lines(setter.set(((Span(running, italic=True),),), right - left, _FURNITURE_SIZE), left, foot)
    pen.lines(setter.set(((Span(number),),), right - left, _FURNITURE_SIZE + 1), left, foot, right - left, "right")
    pen.finish()
    end_page(canvas)
