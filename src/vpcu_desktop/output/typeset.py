"""Setting text in lines: runs of bold, italic and struck-through words broken to a width; no markup is ever parsed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Face
from .glyphs import printable
from .layout import Cell, Span

#: Line height and the height of the baseline over the line's bottom, in parts of the type size.
LEADING = 1.15
DESCENT = 0.24
#: How much smaller small print is, in points.
SMALLER = 2.0

# A word too long for its column is broken after one of these first.
_SOFT_ENDS = re.compile(r"[^-/;–_\\]*[-/;–_\\]+|[^-/;–_\\]+")


@dataclass(slots=True)
class Piece:
    """Words in one style, at x points from the line's left end."""

    text: str
    font: str
    struck: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: its pieces, type size and width in points."""

    pieces: tuple[Piece, ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        return self.size * LEADING


def height_of(lines: Iterable[SetLine]) -> float:
    """Points from the top of the first line to the bottom of the last."""
    return sum(line.height for line in lines)


@dataclass(slots=True)
class Typesetter:
    """Breaks text into lines; one per document, as it remembers the widths of words."""

    faces: dict[str, Face]
    _known: dict[tuple[str, str], float] = field(default_factory=dict)

    def width(self, text: str, font: str, size: float) -> float:
        """Width of a text in points."""
        known = self._known.get((font, text))
        if known is None:
            face = self.faces[font]
            get, default = face.widths.get, face.default_width
            known = self._known[font, text] = sum(get(ord(ch), default) for ch in text) / 1000
        return known * size

    def set(self, cell: Cell, width: float, size: float) -> list[SetLine]:
        """The lines of a cell's paragraphs in a column of this width. An empty paragraph is an empty line."""
        lines: list[SetLine] = []
        for paragraph in cell:
            small = bool(paragraph) and all(span.small for span in paragraph)
            lines.extend(self._paragraph(paragraph, width, size - SMALLER if small else size))
        return lines

    def _paragraph(self, paragraph: tuple[Span, ...], width: float, size: float) -> list[SetLine]:
        lines: list[SetLine] = []
        pieces: list[Piece] = []
        at = 0.0
        space = self.width(" ", REGULAR, size)
        for word, spaced in _words(paragraph):
            total = sum(self.width(text, font, size) for text, font, _ in word)
            gap = space if spaced and pieces else 0.0
            if pieces and at + gap + total > width:
                lines.append(SetLine(tuple(pieces), size, at))
                pieces, at, gap = [], 0.0, 0.0
            if total <= width:
                for text, font, struck in word:
                    at = self._append(pieces, text, font, struck, at, gap, size)
                    gap = 0.0
                continue
            for text, font, struck in word:
                for part in self._parts(text, font, size, width):
                    if pieces and at + self.width(part, font, size) > width:
                        lines.append(SetLine(tuple(pieces), size, at))
                        pieces, at = [], 0.0
                    at = self._append(pieces, part, font, struck, at, 0.0, size)
        lines.append(SetLine(tuple(pieces), size, at))
        return lines

    def _append(
        self, pieces: list[Piece], text: str, font: str, struck: bool, at: float, gap: float, size: float
    ) -> float:
        """Adds a word behind the last piece, joining it when the style is the same; gives the line's new end."""
        word = self.width(text, font, size)
        last = pieces[-1] if pieces else None
        if last is not None and last.font == font and last.struck == struck:
            if gap:
                last.text += " " + text
            else:
                last.text += text
            last.width += gap + word
        else:
            if last is not None and gap:
                last.text += " "
            pieces.append(Piece(text, font, struck, at + gap, word))
        return at + gap + word

    def _parts(self, word: str, font: str, size: float, width: float) -> list[str]:
        """A word too long for the column in parts that fit it: at its own joints first, then anywhere."""
        parts: list[str] = []
        for joint in _SOFT_ENDS.findall(word):
            if self.width(joint, font, size) <= width:
                parts.append(joint)
                continue
            start, used = 0, 0.0
            for n, ch in enumerate(joint):
                step = self.width(ch, font, size)
                if n > start and used + step > width:
                    parts.append(joint[start:n])
                    start, used = n, 0.0
                used += step
            parts.append(joint[start:])
        return parts


def _font(span: Span) -> str:
    if span.bold:
        return BOLD_ITALIC if span.italic else BOLD
    return ITALIC if span.italic else REGULAR


def _words(paragraph: tuple[Span, ...]) -> list[tuple[list[tuple[str, str, bool]], bool]]:
    """The words of a paragraph, each as its fragments (text, font, struck), and whether a space stands before it."""
    words: list[tuple[list[tuple[str, str, bool]], bool]] = []
    open_word = False
    for span in paragraph:
        font = _font(span)
        for n, part in enumerate(printable(span.text).split(" ")):
            if n:
                open_word = False
            if not part:
                continue
            if open_word:
                words[-1][0].append((part, font, span.struck))
            else:
                words.append(([(part, font, span.struck)], bool(words)))
            open_word = True
    return words
