"""The embedded typeface (Liberation Serif, the metrics of Times New Roman), read once per process."""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from ..paths import resources

_FILES = {
    "VPCUSerif": "LiberationSerif-Regular.ttf",
    "VPCUSerif-Bold": "LiberationSerif-Bold.ttf",
    "VPCUSerif-Italic": "LiberationSerif-Italic.ttf",
    "VPCUSerif-BoldItalic": "LiberationSerif-BoldItalic.ttf",
}
REGULAR, BOLD, ITALIC, BOLD_ITALIC = _FILES

#: The typeface named in Word files: the metrics are the same, and every office has it.
WORD_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of the typeface: advance widths by code point, in thousandths of the size, and the glyphs it has."""

    name: str
    widths: dict[int, float]
    default_width: float
    glyphs: frozenset[int]


class _Faces(dict[str, Face]):
    """The cuts by name, each read and registered with reportlab when it is first asked for: it takes more than a
    megabyte, and most papers need two.
    """

    _reading = Lock()

    def __missing__(self, name: str) -> Face:
        with self._reading:
            if name not in self:
                self[name] = _read(name)
        return self[name]


@cache
def faces() -> dict[str, Face]:
    """The four cuts with their widths. A paper asks for each that it draws with; the regular one is always there."""
    return _Faces({REGULAR: _read(REGULAR)})


def covered() -> frozenset[int]:
    """The code points that all four cuts can show: those of the regular one (a test sees to it)."""
    return faces()[REGULAR].glyphs


def _read(name: str) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resources() / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(font)
    glyphs = frozenset(font.face.charToGlyph) - frozenset(range(32))
    return Face(name, font.face.charWidths, font.face.defaultWidth, glyphs)
