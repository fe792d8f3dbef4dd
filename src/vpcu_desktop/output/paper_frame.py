"""What stands round the table of a printed week or programme: head, title, foot lines, signature, page numbers."""

from typing import TYPE_CHECKING, Protocol

from .fonts import BOLD
from .geometry import MM, SIGNING_ROOM
from .layout import DRAFT, PARTY, Cell, Section, Span
from .pen import Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP = 6.0
#: A list of recipients higher than this stands over the signature and flows from page to page, not beside it.
_SIGNED_BESIDE = 100 * MM


class PaperFrame(Protocol):
    """The words round the table, as `layout.PrintedWeek` has them."""

    @property
    def superior(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def place_date(self) -> str: ...
    @property
    def title(self) -> tuple[str, ...]: ...
    @property
    def subtitle(self) -> tuple[str, ...]: ...
    @property
    def draft(self) -> bool: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def recipients(self) -> tuple[str, ...]: ...
    @property
    def signature(self) -> tuple[str, ...]: ...
    @property
    def signatory(self) -> str: ...
    @property
    def running(self) -> str: ...


def draw_watermark(canvas: "Canvas", size: tuple[float, float], setter: Typesetter) -> None:
    """DỰ THẢO across a page, to be drawn before all else."""
    canvas.saveState()
    canvas.setFillGray(0.945)
    canvas.setFont(setter.faces[BOLD].name, 120)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(30)
    canvas.drawCentredString(0, -40, DRAFT)
    canvas.restoreState()


def draw_foot(
    pen: Pen, setter: Typesetter, frame: PaperFrame, left: float, top: float, width: float, page: int, count: int
) -> None:
    """Page x/y at the foot; the paper's name too from the second page on, so that a loose page can be told. `page`
    counts from 0.
    """
    number = setter.set(((Span(f"Trang {page + 1}/{count}"),),), width, 10.0)
    pen.lines(number, left, top, width, "right")
    if page:
        name = running_name(frame)
        pen.lines(setter.set(((Span(name, italic=True),),), width, 10.0), left, top)


def running_name(frame: PaperFrame) -> str:
    """How the paper is called at the foot of its later pages."""
    return frame.running + (f" ({DRAFT.lower()})" if frame.draft else "")


class FrameHead:
    """The Party form's head block, title and the lines below it."""

    def __init__(self, frame: PaperFrame, setter: Typesetter, width: float) -> None:
        self._width = width
        self._side = width * 0.46
        left: Cell = tuple(
            (Span(text, bold=bold),)
            for text, bold in ((frame.superior, False), (frame.issuer, True), ("*", False), (frame.number, False))
            if text
        )
        self._left = setter.set(left, self._side, 14)
        self._draft = setter.set(((Span(DRAFT, bold=True),),), self._side, 13) if frame.draft else []
        self._party = setter.set(((Span(PARTY, bold=True),),), self._side, 15)
        self._date = setter.set(((Span(frame.place_date, italic=True),),), self._side, 14)
        self._title = setter.set(tuple((Span(line, bold=True),) for line in frame.title), width, 15)
        self._range = setter.set(tuple((Span(line, italic=True),) for line in frame.subtitle), width, 13)
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


class FrameTail:
    """What is told under the table, then signature and Nơi nhận."""

    def __init__(self, frame: PaperFrame, setter: Typesetter, width: float) -> None:
        self._width = width
        self._lines: list[tuple[SetLine, bool]] = []  # a line, and whether it must not be parted from the next
        for section in frame.sections:
            if section.heading:
                heading = setter.set(((Span(f"{section.heading}:", bold=True),),), width, 12)
                self._lines.extend((line, True) for line in heading)
            self._lines.extend((line, False) for line in setter.set(section.lines, width, 12))
        side = width * 0.45
        self._side = side
        label = setter.set(((Span("Nơi nhận:"),),), side, 14) if frame.recipients else []
        recipients = setter.set(tuple((Span(line),) for line in frame.recipients), side, 12) if frame.recipients else []
        if height_of(recipients) > _SIGNED_BESIDE:
            self._lines.extend((line, False) for line in (*label, *recipients))
            label, recipients = [], []
        self._label, self._recipients = label, recipients
        signature = tuple((Span(line, bold=n == 0),) for n, line in enumerate(frame.signature))
        self._signature = setter.set(signature, side, 14)
        self._name = setter.set(((Span(frame.signatory, bold=True),),), side, 14)
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
