"""Slips and minutes: a title, then the form's lines with their places filled, or dotted for the pen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.errors import BadForm
from ..domain.forms import Form
from .document import end_page, new_canvas, sheet_size
from .fonts import faces
from .geometry import MM
from .layout import Span
from .letterhead import Letterhead, draw_head, draw_signatures, signatures_height
from .paper_words import filled, places
from .pen import Pen
from .typeset import DESCENT, LEADING, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 18 * MM, 18 * MM
_SIZE, _BEFORE = 13.0, 4.0
_INDENT = 8 * MM
_NARROWEST, _LOWEST = 100 * MM, 100 * MM
#: Places that get further dotted lines if nothing fills them: somebody writes sentences there.
_ROOMY = {"lead": 1, "together": 2, "due": 1, "person": 2, "proposal": 5}


@dataclass(frozen=True, slots=True)
class ProcessingSlip:
    """A paper that came in, and what was said about it; empty texts stay dotted for the pen."""

    identity: str  # type, number and code, date, issuer in one line
    subject: str
    number: str  # số đến
    day: str  # ngày đến, as on paper
    lead: str = ""
    together: str = ""
    due: str = ""
    directed_on: str = ""
    person: str = ""
    unit_directed_on: str = ""
    proposal: str = ""
    proposed_on: str = ""


@dataclass(frozen=True, slots=True)
class HandoverMinutes:
    """Dossiers handed over to the archive; empty texts stay dotted."""

    basis: str = ""
    giver: str = ""
    giver_name: str = ""
    giver_position: str = ""
    taker: str = ""
    taker_name: str = ""
    taker_position: str = ""
    holdings: str = ""
    period: str = ""
    boxes: str = ""
    paper_dossiers: str = ""
    metres: str = ""
    digital_dossiers: str = ""
    files: str = ""
    condition: str = ""


def processing_slips_pdf(form: Form, head: Letterhead, slips: Sequence[ProcessingSlip]) -> bytes:
    """Phiếu giải quyết văn bản đến, each on a sheet of its own."""
    return _sheets_pdf(form, head, [asdict(slip) for slip in slips])


def handover_minutes_pdf(form: Form, head: Letterhead, minutes: HandoverMinutes) -> bytes:
    """Biên bản giao nhận hồ sơ, tài liệu."""
    return _sheets_pdf(form, head, [asdict(minutes)])


def draw_title(pen: Pen, setter: Typesetter, lines: Sequence[str], left: float, top: float, width: float) -> float:
    """A paper's title: its first line bold and large, the others below it; then a short rule."""
    y = top
    for n, line in enumerate(lines):
        spans = tuple((Span(part, bold=n == 0),) for part in line.split("\n"))
        y = pen.lines(setter.set(spans, width, 15 if n == 0 else 13), left, y, width, "centre") - 1
    pen.rule(left + width * 0.42, y - 5, left + width * 0.58, y - 5, 0.6)
    return y - 11


def head_values(head: Letterhead) -> dict[str, str]:
    """The places of a form that its letterhead fills."""
    return {"superior": head.superior, "organ": head.organ, "place": head.place, "signed_on": head.signed_on}


def _sheets_pdf(form: Form, head: Letterhead, filled_in: Sequence[Mapping[str, str]]) -> bytes:
    if not form.blocks:
        raise BadForm(reason="not_filled_in", where=form.code)
    size = sheet_size(form.paper)
    if size[0] < _NARROWEST or size[1] < _LOWEST:
        raise BadForm(reason="out_of_range", where="paper")
    target = BytesIO()
    canvas = new_canvas(target, size, form.title)
    for values in filled_in:
        _draw_sheet(_Sheet(canvas, size, {**head_values(head), **values}), form, head)
    canvas.save()
    return target.getvalue()


def _draw_sheet(sheet: "_Sheet", form: Form, head: Letterhead) -> None:
    sheet.top = draw_head(sheet.pen, sheet.setter, head, LEFT, sheet.top, sheet.width) - 14
    title = [text for line in form.cover if (text := filled(line, sheet.values)).strip()]
    sheet.top = draw_title(sheet.pen, sheet.setter, title, LEFT, sheet.top, sheet.width)
    for block in form.blocks:
        headed = len(block) > 1 and all(line.startswith("- ") for line in block[1:])
        for n, line in enumerate(block):
            sheet.line(line, bold=headed and n == 0)
        sheet.top -= _BEFORE
    signed = [[filled(line, sheet.values) for line in lines] for lines in form.signatures]
    sheet.make_room(signatures_height(sheet.setter, signed, sheet.width) + 10 if signed else 0)
    draw_signatures(sheet.pen, sheet.setter, signed, LEFT, sheet.top - 10, sheet.width)
    sheet.end()


class _Sheet:
    """Pages that lines run down on; `top` is where the next one stands."""

    def __init__(self, canvas: "Canvas", size: tuple[float, float], values: Mapping[str, str]) -> None:
        self.canvas, self.values = canvas, values
        self.setter = Typesetter(faces())
        self.width = size[0] - LEFT - RIGHT
        self._first = size[1] - TOP
        self.pen, self.top = Pen(canvas), self._first

    def make_room(self, height: float) -> None:
        """A new page if so much does not fit on this one."""
        if self.top - height < BOTTOM and self.top < self._first:
            self.end()
            self.pen, self.top = Pen(self.canvas), self._first

    def end(self) -> None:
        """Ends the page."""
        self.pen.finish()
        end_page(self.canvas)

    def line(self, line: str, *, bold: bool) -> None:
        """A line of the form. If its last place is empty and ends it, dots run from there to the margin."""
        names = places(line)
        open_end = bool(names) and line.endswith("}") and not self.values.get(names[-1], "").strip()
        text = filled(line, self.values, dots=dict.fromkeys(names[-1:], "\n") if open_end else {})
        indent = 0.0 if bold else _INDENT
        width = self.width - indent
        spans = tuple((Span(part, bold=bold),) for part in text.strip("\n").split("\n"))
        lines = self.setter.set(spans, width, _SIZE)
        more = _ROOMY.get(names[-1], 0) if open_end else 0
        step = _SIZE * LEADING + _BEFORE
        self.make_room(min(height_of(lines), 3 * step) + _BEFORE)
        self.top -= _BEFORE
        for each in lines:
            self.make_room(each.height)
            bottom = self.pen.lines([each], LEFT + indent, self.top)
            if open_end and each is lines[-1]:
                self._dots(LEFT + indent + each.width + 3, bottom)
            self.top = bottom
        for _ in range(more):
            self.make_room(step)
            self.top -= step
            self._dots(LEFT + indent, self.top)

    def _dots(self, x: float, bottom: float) -> None:
        self.pen.dots(x, LEFT + self.width, bottom + _SIZE * DESCENT)
