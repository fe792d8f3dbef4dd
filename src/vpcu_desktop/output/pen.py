"""Drawing set lines, rules and bars on a page; y runs upwards in points, as in PDF."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from .typeset import DESCENT, SetLine

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Align = Literal["left", "centre", "right"]


class Pen:
    """Collects a page's text in one text object and draws everything else at once."""

    def __init__(self, canvas: "Canvas") -> None:
        self.canvas = canvas
        self._text = canvas.beginText()
        self._style: tuple[str, float] | None = None

    def lines(self, lines: Iterable[SetLine], x: float, top: float, width: float = 0.0, align: Align = "left") -> float:
        """Sets lines below each other from `top`, aligned in a column of `width`; gives the bottom of the last."""
        for line in lines:
            bottom = top - line.height
            start = x
            if align != "left":
                start += (width - line.width) / (2 if align == "centre" else 1)
            self._line(line, start, bottom + line.size * DESCENT)
            top = bottom
        return top

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5) -> None:
        """A black line."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x1, y1, x2, y2)

    def rules(self, segments: list[tuple[float, float, float, float]], weight: float = 0.5) -> None:
        """Many black lines of one weight."""
        self.canvas.setLineWidth(weight)
        self.canvas.lines(segments)

    def dots(self, x1: float, x2: float, y: float) -> None:
        """A dotted line to write on by hand."""
        self.canvas.saveState()
        self.canvas.setLineWidth(0.6)
        self.canvas.setLineCap(1)
        self.canvas.setDash(0.1, 2.2)
        self.canvas.line(x1, y, x2, y)
        self.canvas.restoreState()

    def shade(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A rectangle of light grey, to be drawn before what stands on it."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def finish(self) -> None:
        """Puts the page's text on the page."""
        self.canvas.drawText(self._text)

    def _line(self, line: SetLine, x: float, baseline: float) -> None:
        text = self._text
        for piece in line.pieces:
            style = (piece.font, line.size)
            if style != self._style:
                text.setFont(*style)
                self._style = style
            text.setTextOrigin(x + piece.x, baseline)
            text.textOut(piece.text)
            if piece.struck:
                middle = baseline + 0.26 * line.size
                self.rule(x + piece.x, middle, x + piece.x + piece.width, middle, 0.7)
