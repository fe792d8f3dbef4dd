"""Lists on A4: hand-over sheets, reminders, dossier lists. A head, the form's table, closing lines, signatures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.forms import Form
from ..domain.register_fields import Field
from .document import end_page, new_canvas, sheet_size
from .fonts import faces
from .layout import Span
from .letterhead import Letterhead, draw_head, draw_signatures, signatures_height
from .paper_words import filled, in_words, overdue_words, paper_date, with_dots
from .pen import Pen
from .register_book import BookRow, form_grid, form_rows
from .slips import BOTTOM, LEFT, RIGHT, TOP, draw_title, head_values
from .typeset import Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A paper somebody is to be reminded of. `days_over` counts from the deadline on; below 0 it is still to come."""

    unit: str
    number: str  # số đến
    document: str  # type, number and code, date, issuer, subject
    person: str
    due: date | None
    days_over: int
    progress: str


def handover_sheet_pdf(form: Form, head: Letterhead, title: str, rows: Iterable[BookRow], *, day: date) -> bytes:
    """Papers handed over that day, with a place to sign for each; the rows' group is who receives them."""
    return list_pdf(form, head, rows, {"title": title, "day": paper_date(day)})


def follow_up_pdf(form: Form, head: Letterhead, rows: Iterable[FollowUp], *, day: date) -> bytes:
    """Papers to be reminded of as they stand that day; those of one unit follow each other."""
    return list_pdf(form, head, map(_reminder, rows), {"day": paper_date(day)})


def list_pdf(form: Form, head: Letterhead | None, rows: Iterable[BookRow], values: Mapping[str, str]) -> bytes:
    """A list by its form; `values` fill the places of title and foot. The rows are counted for {count}.

    Raises BadForm.
    """
    target = BytesIO()
    pages = _ListPages(form, head, dict(values), new_canvas(target, sheet_size(form.paper), form.title))
    pages.draw(rows)
    pages.canvas.save()
    return target.getvalue()


class _ListPages:
    def __init__(self, form: Form, head: Letterhead | None, values: dict[str, str], canvas: "Canvas") -> None:
        self.form, self.head, self.canvas = form, head, canvas
        self.setter = Typesetter(faces())
        width, height = sheet_size(form.paper)
        self.width, self.top = width - LEFT - RIGHT, height - TOP
        self.grid = form_grid(form, [(LEFT, width - RIGHT)], self.top - BOTTOM, self.setter, size=_SIZE)
        self.values = (head_values(head) if head else {}) | values
        self.count = self.page = 0
        self.pen = Pen(canvas)

    def draw(self, rows: Iterable[BookRow]) -> None:
        """All pages, as the rows come."""
        y = self._begin()
        room = self.top - BOTTOM - self.grid.heading_height
        first = y - BOTTOM - self.grid.heading_height
        pages = self.grid.pages(form_rows(self.form, self.grid, self._counted(rows)), first, room)
        for number, page in enumerate(pages):
            if number:
                self._end_page()
                y = self.top
            y = self.grid.draw_rows(self.pen, page, self.grid.draw_heading(self.pen, y))
        if not self.count:
            blank = self.grid.row([""] * len(self.form.columns))
            count = max(1, int((first - self._foot_height()) / blank.height))
            y = self.grid.draw_rows(self.pen, [blank] * count, self.grid.draw_heading(self.pen, y))
        self._foot(y)
        self._end_page()

    def _begin(self) -> float:
        y = self.top
        if self.head:
            y = draw_head(self.pen, self.setter, self.head, LEFT, y, self.width) - 14
        title = [text for line in self.form.cover if (text := filled(line, self.values)).strip()]
        return draw_title(self.pen, self.setter, title, LEFT, y, self.width) - 4

    def _counted(self, rows: Iterable[BookRow]) -> Iterator[BookRow]:
        for row in rows:
            self.count += 1
            yield row

    def _foot_lines(self) -> tuple[list[str], list[list[str]]]:
        counted = {"count": with_dots(self.count), "count_words": in_words(self.count)} if self.count else {}
        values = counted | self.values
        lines = [filled(line, values) for block in self.form.blocks for line in block]
        return lines, [[filled(line, values) for line in signature] for signature in self.form.signatures]

    def _foot_height(self) -> float:
        lines, signed = self._foot_lines()
        text = height_of(line for each in lines for line in self.setter.set(((Span(each),),), self.width, 13))
        return text + 16 + signatures_height(self.setter, signed, self.width)

    def _foot(self, y: float) -> None:
        lines, signed = self._foot_lines()
        if y - self._foot_height() < BOTTOM:
            self._end_page()
            y = self.top
        y -= 6
        for line in lines:
            y = self.pen.lines(self.setter.set(((Span(line),),), self.width, 13), LEFT, y)
        draw_signatures(self.pen, self.setter, signed, LEFT, y - 10, self.width)

    def _end_page(self) -> None:
        self.page += 1
        number = self.setter.set(((Span(f"Trang {self.page}"),),), self.width, 10)
        self.pen.lines(number, LEFT, BOTTOM - 8, self.width, "right")
        self.pen.finish()
        end_page(self.canvas)
        self.pen = Pen(self.canvas)


def _reminder(row: FollowUp) -> BookRow:
    cells = {
        Field.ARRIVAL_NUMBER: row.number,
        Field.IDENTITY: row.document,
        Field.RECEIVER: row.person,
        Field.DUE: paper_date(row.due) if row.due else "",
        Field.OVERDUE: overdue_words(row.days_over) if row.due else "",
        Field.PROGRESS: row.progress,
    }
    return BookRow(cells, group=row.unit)
