"""The arrival stamp (dấu ĐẾN), 50 mm wide and 35 mm high, and envelopes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO

from ..domain.errors import BadForm
from ..domain.forms import A4, Form
from .document import end_page, new_canvas, sheet_size
from .fonts import faces
from .geometry import MM
from .glyphs import one_line
from .layout import Span
from .paper_words import caps, filled, places, stamp_date
from .pen import Pen
from .typeset import DESCENT, SetLine, Typesetter, height_of

_FRAME, _PAD = 1.2, 4.0
_LARGEST = 10.0
#: Contents that do not fit are set smaller, step by step: nothing on a stamp is cut off.
_SHRINK = 0.94
_WORD_WIDTH = 15 * MM


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """What is written into the stamp; the time only of urgent papers. Empty lines stay dotted."""

    organ: str
    number: str
    day: date
    time: str = ""
    forward_to: str = ""
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope. `marks` (Hỏa tốc, a secrecy letter) stand in boxes; contact lines that are empty are left out."""

    organ: str
    code: str
    recipient: str
    recipient_address: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    marks: tuple[str, ...] = ()


def arrival_stamp_pdf(form: Form, stamp: ArrivalStamp) -> bytes:
    """A label of the stamp's own size."""
    size = sheet_size(form.paper)
    target = BytesIO()
    canvas = new_canvas(target, size, form.title)
    pen = Pen(canvas)
    _draw_stamp(pen, form, stamp, 0, size[1])
    pen.finish()
    end_page(canvas)
    canvas.save()
    return target.getvalue()


def stamped_sheet_pdf(form: Form, stamp: ArrivalStamp, *, from_left_mm: float, from_top_mm: float) -> bytes:
    """An A4 page, empty but for the stamp at its place: to print over a paper that came in."""
    size = sheet_size(A4)
    target = BytesIO()
    canvas = new_canvas(target, size, form.title)
    pen = Pen(canvas)
    _draw_stamp(pen, form, stamp, from_left_mm * MM, size[1] - from_top_mm * MM)
    pen.finish()
    end_page(canvas)
    canvas.save()
    return target.getvalue()


def envelope_pdf(form: Form, envelopes: Iterable[Envelope]) -> bytes:
    """A page of the envelope's size for each."""
    if len(form.blocks) < 3:
        raise BadForm(reason="not_filled_in", where=form.code)
    size = sheet_size(form.paper)
    target = BytesIO()
    canvas = new_canvas(target, size, form.title)
    setter = Typesetter(faces())
    for envelope in envelopes:
        pen = Pen(canvas)
        _draw_envelope(pen, setter, form, envelope, size)
        pen.finish()
        end_page(canvas)
    canvas.save()
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Leader:
    """Set lines, and whether dots run from the last one's end to the right."""

    lines: list[SetLine]
    dotted: bool

    @property
    def height(self) -> float:
        return height_of(self.lines)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> float:
        bottom = pen.lines(self.lines, x, top)
        if self.dotted:
            last = self.lines[-1]
            pen.dots(x + last.width + 2, x + width, bottom + last.size * DESCENT)
        return bottom


def _draw_stamp(pen: Pen, form: Form, stamp: ArrivalStamp, left: float, top: float) -> None:
    if len(form.blocks) < 2:
        raise BadForm(reason="not_filled_in", where=form.code)
    width, height = sheet_size(form.paper)
    values = {
        "organ": caps(stamp.organ),
        "number": one_line(stamp.number),
        "day": stamp_date(stamp.day),
        "time": one_line(stamp.time),
        "forward_to": one_line(stamp.forward_to),
        "dossier": one_line(stamp.dossier),
    }
    setter = Typesetter(faces())
    head, (word, *beside), *below = form.blocks
    beside = [line for line in beside if places(line) != ("time",) or stamp.time]
    inner = width - 2 * _PAD
    size = _LARGEST
    while True:
        title = setter.set(tuple((Span(filled(line, values), bold=True),) for line in head), inner, size)
        upper = [_leader(setter, line, values, inner - _WORD_WIDTH, size) for line in beside]
        lower = [[_leader(setter, line, values, inner, size) for line in block] for block in below]
        parts = [
            height_of(title),
            sum(each.height for each in upper),
            *(sum(each.height for each in block) for block in lower),
        ]
        spare = height - 2 * _FRAME - sum(parts)
        if spare >= 2.0 * len(parts):
            break
        size *= _SHRINK
    gap = spare / len(parts)
    pen.canvas.setLineWidth(_FRAME)
    pen.canvas.rect(left + _FRAME / 2, top - height + _FRAME / 2, width - _FRAME, height - _FRAME)
    x, y = left + _PAD, top - _FRAME - gap / 2
    y = pen.lines(title, x, y, inner, "centre") - gap / 2
    pen.rule(left, y, left + width, y, 0.6)
    arrived = setter.set(((Span(word, bold=True),),), _WORD_WIDTH, 17)
    middle = y - (parts[1] + gap) / 2
    pen.lines(arrived, left + 2, middle + height_of(arrived) / 2, _WORD_WIDTH, "centre")
    y -= gap / 2
    for each in upper:
        y = each.draw(pen, x + _WORD_WIDTH, y, inner - _WORD_WIDTH)
    y -= gap / 2
    for block in lower:
        pen.rule(left, y, left + width, y, 0.6)
        y -= gap / 2
        for each in block:
            y = each.draw(pen, x, y, inner)
        y -= gap / 2


def _leader(setter: Typesetter, line: str, values: dict[str, str], width: float, size: float) -> _Leader:
    names = places(line)
    dotted = bool(names) and line.endswith("}") and not values.get(names[-1], "")
    text = filled(line, values, dots=dict.fromkeys(names[-1:], " ") if dotted else {}).strip()
    return _Leader(setter.set(((Span(text),),), width, size), dotted)


def _draw_envelope(pen: Pen, setter: Typesetter, form: Form, envelope: Envelope, size: tuple[float, float]) -> None:
    """Sender at the upper left, marks at the upper right, the recipient right of the middle."""
    values = {key: one_line(value) for key, value in asdict(envelope).items() if key != "marks"}
    values["organ"] = caps(envelope.organ)
    sender, coded, (label, *to) = form.blocks[:3]
    left, width = 14 * MM, size[0] - 28 * MM
    near = width * 0.55
    y = size[1] - 13 * MM
    for n, line in enumerate(sender):
        if n and not any(values.get(name) for name in places(line)):
            continue
        cell = ((Span(filled(line, values), bold=n == 0),),)
        y = pen.lines(setter.set(cell, near, 13 if n == 0 else 10), left, y)
    pen.rule(left, y - 4, left + near, y - 4, 0.8)
    y -= 12
    for line in coded:
        y = _leader(setter, line, values, near, 13).draw(pen, left, y, near)
    _draw_marks(pen, setter, envelope.marks, left + width, size[1] - 13 * MM)
    x = left + width * 0.34
    named = setter.set(((Span(label, bold=True, italic=True),),), width, 16)
    y = min(y - 10 * MM, size[1] * 0.52)
    pen.lines(named, x, y)
    x += named[0].width + 10
    room = left + width - x
    for n, line in enumerate(to):
        each = _leader(setter, line, values, room, 16 if n == 0 else 14)
        y = each.draw(pen, x, y, room) - 6


def _draw_marks(pen: Pen, setter: Typesetter, marks: Sequence[str], right: float, top: float) -> None:
    for mark in marks:
        lines = setter.set(((Span(caps(mark), bold=True),),), 60 * MM, 14)
        width = max(line.width for line in lines) + 16
        height = height_of(lines) + 8
        pen.canvas.setLineWidth(1.2)
        pen.canvas.rect(right - width, top - height, width, height)
        pen.lines(lines, right - width, top - 4, width, "centre")
        top -= height + 6
