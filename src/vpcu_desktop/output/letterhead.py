"""The head of slips, lists and reports: the Party's or the State's, and the signatures at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .geometry import SIGNING_ROOM
from .glyphs import one_line
from .layout import PARTY, Cell, Span, long_date
from .paper_words import caps
from .pen import Pen
from .typeset import Typesetter, height_of

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a paper; without a day it is dotted. `party` chooses between the Party's and the State's head."""

    superior: str
    organ: str
    place: str = ""
    day: date | None = None
    party: bool = True

    @property
    def signed_on(self) -> str:
        """`ngày 03 tháng 02 năm 2026`; empty without a day."""
        return long_date(self.day) if self.day else ""


def draw_head(pen: Pen, setter: Typesetter, head: Letterhead, left: float, top: float, width: float) -> float:
    """Both sides of the head; gives the bottom of the lower one."""
    near, far = width * 0.44, width * 0.54
    right = left + width - far
    superior, organ = (Span(caps(head.superior)),), (Span(caps(head.organ), bold=True),)
    issuer = (superior, organ) if superior[0].text else (organ,)
    y = pen.lines(setter.set(issuer, near, 13 if head.party else 12), left, top, near, "centre")
    if head.party:
        y = pen.lines(setter.set(((Span("*"),),), near, 13), left, y, near, "centre")
        other = _underlined(pen, setter, PARTY, 15, right, top, far)
    else:
        pen.rule(left + near * 0.33, y - 4, left + near * 0.67, y - 4, 0.7)
        other = pen.lines(setter.set(((Span(NATION, bold=True),),), far, 12), right, top, far, "centre")
        other = _underlined(pen, setter, MOTTO, 13, right, other, far)
    day = head.signed_on or "ngày … tháng … năm ……"
    where = one_line(head.place) or "…………"
    dated = setter.set(((Span(f"{where}, {day}", italic=True),),), far, 13)
    return min(y, pen.lines(dated, right, other - 6, far, "centre"))


def signatures_height(setter: Typesetter, signatures: Sequence[Sequence[str]], width: float) -> float:
    """What the signatures need, room for the pen included."""
    if not signatures:
        return 0.0
    each = width / len(signatures)
    return max(height_of(setter.set(_signature(lines), each, 13)) for lines in signatures) + SIGNING_ROOM


def draw_signatures(
    pen: Pen, setter: Typesetter, signatures: Sequence[Sequence[str]], left: float, top: float, width: float
) -> None:
    """The signatures side by side, their lines from `top`."""
    for n, lines in enumerate(signatures):
        each = width / len(signatures)
        pen.lines(setter.set(_signature(lines), each, 13), left + n * each, top, each, "centre")


def _signature(lines: Sequence[str]) -> Cell:
    """What stands in brackets, and a place and date, is in italics; who signs is bold."""
    return tuple((Span(line, bold=not (slanted := _slanted(line)), italic=slanted),) for line in lines)


def _slanted(line: str) -> bool:
    return line.startswith("(") or "ngày" in line


def _underlined(pen: Pen, setter: Typesetter, text: str, size: float, left: float, top: float, width: float) -> float:
    lines = setter.set(((Span(text, bold=True),),), width, size)
    below = pen.lines(lines, left, top, width, "centre")
    longest = max(line.width for line in lines)
    start = left + (width - longest) / 2
    pen.rule(start, below + 1, start + longest, below + 1, 0.7)
    return below
