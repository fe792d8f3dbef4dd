"""The embedded typeface (Liberation Serif, the metrics of Times New Roman), read once per process."""

from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=1)
def faces() -> dict[str, Face]:
    """Registers the four cuts with reportlab and gives their widths."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    found = {}
    for name, file in _FILES.items():
        font = TTFont(name, str(resources() / "fonts" / file))
        pdfmetrics.registerFont(font)
        found[name] = Face(
            name, font.face.charWidths, font.face.defaultWidth, frozenset(font.face.charToGlyph) - frozenset(range(32))
        )
    return found


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that all four cuts can show."""
    return frozenset.intersection(*(face.glyphs for face in faces().values()))
