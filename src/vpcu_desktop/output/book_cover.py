"""The sheets around a register's pages: cover, title page that is signed and sealed before use, closing page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from ..domain.forms import A4, Form
from .document import end_page, new_canvas, sheet_size
from .fonts import faces
from .geometry import MM
from .glyphs import one_line, tidy
from .layout import PARTY, Cell, Span
from .paper_words import caps, filled, in_words, paper_date, places, with_dots
from .pen import Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FRAME, _INSIDE = 18 * MM, 12 * MM
_FRAME_WEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover of one volume (quyển) says. Empty texts and dates are dotted, to be written by hand."""

    superior: str
    organ: str
    title: str
    year: str
    first_day: date | None = None
    last_day: date | None = None
    first_number: str = ""
    last_number: str = ""
    volume: str = ""
    party_heading: bool = False

    @property
    def running(self) -> str:
        """Names the volume at the foot of its pages and in the file's properties."""
        year, volume = one_line(self.year), one_line(self.volume)
        words = (one_line(self.title), year and f"Năm {year}", volume and f"Quyển số {volume}")
        return " – ".join(filter(None, words))


@dataclass(frozen=True, slots=True)
class Closing:
    """What a closing page states: the count of lines, voided ones among them, and the head of the audit chain."""

    count: int
    first_number: str
    last_number: str
    voided: int
    chain_count: int
    chain_hash: str


def cover_page(canvas: "Canvas", form: Form, cover: Cover, setter: Typesetter) -> None:
    """The cover, framed."""
    _sheet(canvas, form, cover, setter, signed=False)


def title_page(canvas: "Canvas", form: Form, cover: Cover, setter: Typesetter) -> None:
    """The same words again, with the place where the head of the organ signs and seals before the book is used."""
    _sheet(canvas, form, cover, setter, signed=True)


def closing_page(cover: Cover, closing: Closing) -> bytes:
    """One A4 page: `Tổng số … văn bản, từ số … đến số …`, and who signs for it."""
    setter = Typesetter(faces())
    size = sheet_size(A4)
    target = BytesIO()
    canvas = new_canvas(target, size, f"Kết thúc sổ: {cover.running}")
    pen = Pen(canvas)
    left, width = 30 * MM, size[0] - 45 * MM
    y = size[1] - 20 * MM
    head = [(Span(caps(cover.superior)),), (Span(caps(cover.organ), bold=True),)]
    y = pen.lines(setter.set(tuple(head), width, 14), left, y, width, "centre") - 20 * MM
    y = pen.lines(_one(setter, "KẾT THÚC SỔ", width, 18, bold=True), left, y, width, "centre") - 4
    y = pen.lines(_one(setter, cover.running, width, 14, bold=True), left, y, width, "centre") - 12 * MM
    for line in _closing_lines(closing):
        y = pen.lines(_one(setter, line, width, 14), left, y) - 8
    _signatures(pen, setter, left, y - 14 * MM, width)
    pen.finish()
    end_page(canvas)
    canvas.save()
    return target.getvalue()


def cover_values(cover: Cover) -> Mapping[str, str]:
    """What fills the places of a form's cover."""
    return {
        "superior": caps(cover.superior),
        "organ": caps(cover.organ),
        "title": tidy(cover.title),
        "year": one_line(cover.year),
        "first_day": paper_date(cover.first_day) if cover.first_day else "",
        "last_day": paper_date(cover.last_day) if cover.last_day else "",
        "first_number": one_line(cover.first_number),
        "last_number": one_line(cover.last_number),
        "volume": one_line(cover.volume),
    }


def _closing_lines(closing: Closing) -> tuple[str, ...]:
    total = f"Tổng số {with_dots(closing.count)} văn bản ({in_words(closing.count)} văn bản)"
    if closing.count:
        total += f", từ số {one_line(closing.first_number)} đến số {one_line(closing.last_number)}"
    voided = f"Trong đó có {with_dots(closing.voided)} văn bản đã hủy ({in_words(closing.voided)} văn bản)."
    digest = " ".join(closing.chain_hash[n : n + 8] for n in range(0, len(closing.chain_hash), 8))
    chain = f"Nhật ký của kho dữ liệu khi kết thúc sổ: {with_dots(closing.chain_count)} mục, mã kiểm tra của mục cuối:"
    return f"{total}.", voided, chain, digest


def _sheet(canvas: "Canvas", form: Form, cover: Cover, setter: Typesetter, *, signed: bool) -> None:
    """Organ at the top, title above the middle, year and range under it, volume (and signature) at the foot."""
    width, height = sheet_size(form.cover_paper)
    pen = Pen(canvas)
    if not signed:
        canvas.setLineWidth(_FRAME_WEIGHT)
        canvas.rect(_FRAME, _FRAME, width - 2 * _FRAME, height - 2 * _FRAME)
    left, room = _FRAME + _INSIDE, width - 2 * (_FRAME + _INSIDE)
    values = cover_values(cover)
    top = height - _FRAME - _INSIDE
    if cover.party_heading:
        lines = _one(setter, PARTY, room, 15, bold=True)
        below = pen.lines(lines, left, top, room, "centre")
        start = left + (room - lines[0].width) / 2
        pen.rule(start, below + 1, start + lines[0].width, below + 1, 0.8)
        top = below - 8
    foot: list[str] = []
    title_begun = False
    for line in form.cover:
        names = places(line)
        if "volume" in names:
            foot.append(line)
            continue
        text = filled(line, values)
        if not text.strip():
            continue
        size, bold, italic = 14.0, False, False
        if "title" in names:
            size, bold = 24.0, True
            top = min(top - 12 * MM, height * 0.66)
            title_begun = True
        elif "organ" in names:
            bold = True
        elif title_begun:
            size, italic = 15.0, True
            top -= 5 * MM if "last_number" not in names else 1 * MM
        cell: Cell = tuple((Span(part, bold=bold, italic=italic),) for part in text.split("\n"))
        top = pen.lines(setter.set(cell, room, size), left, top, room, "centre")
    if signed:
        top = _seal(pen, setter, left, min(top - 16 * MM, height * 0.36), room)
    for line in foot:
        lines = _one(setter, filled(line, values), room, 16, bold=True)
        pen.lines(lines, left, _FRAME + _INSIDE + height_of(lines), room, "centre")
    pen.finish()
    end_page(canvas)


def _seal(pen: Pen, setter: Typesetter, left: float, top: float, width: float) -> float:
    """Where the head of the organ signs and seals."""
    half = width * 0.6
    cell: Cell = (
        (Span("………………, ngày …… tháng …… năm ………", italic=True),),
        (Span("XÁC NHẬN MỞ SỔ", bold=True),),
        (Span("(Ký, ghi rõ họ tên, chức vụ và đóng dấu)", italic=True),),
    )
    return pen.lines(setter.set(cell, half, 13), left + width - half, top, half, "centre")


def _signatures(pen: Pen, setter: Typesetter, left: float, top: float, width: float) -> None:
    half = width / 2
    dated = setter.set(((Span("…………, ngày …… tháng …… năm ……", italic=True),),), half, 13)
    top = pen.lines(dated, left + half, top, half, "centre") - 4
    for x, who, how in (
        (left, "NGƯỜI GIỮ SỔ", "(Ký, ghi rõ họ tên)"),
        (left + half, "XÁC NHẬN KẾT THÚC SỔ", "(Ký, ghi rõ họ tên, chức vụ và đóng dấu)"),
    ):
        cell: Cell = ((Span(who, bold=True),), (Span(how, italic=True),))
        pen.lines(setter.set(cell, half, 13), x, top, half, "centre")


def _one(setter: Typesetter, text: str, width: float, size: float, *, bold: bool = False) -> list[SetLine]:
    return setter.set(((Span(text, bold=bold),),), width, size)
