"""Lying bars whose parts stand behind one another: a row for each name, its sum at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .fonts import REGULAR
from .layout import Span
from .paper_words import with_dots
from .pen import Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from .charts import ReportChart

_SIZE, _VALUE_SIZE = 9.0, 8.0
_THICK, _GAP, _SUM = 15.0, 7.0, 34.0
_NAMES = 0.34  # of the width, at most


def rows_height(setter: Typesetter, chart: "ReportChart", width: float) -> float:
    """What the rows need, in points."""
    names = _set_names(setter, chart, width)
    return sum(_row_height(lines) for lines in names) + _GAP


def draw_rows(
    pen: Pen, setter: Typesetter, chart: "ReportChart", greys: Sequence[float], x: float, top: float, width: float
) -> None:
    """The rows below each other from `top`; `greys` are those of the series, in their order."""
    names = _set_names(setter, chart, width)
    indent = min(width * _NAMES, max(line.width for lines in names for line in lines) + 8)
    sums = [sum(values[n] for _, values in chart.series) for n in range(len(chart.labels))]
    scale = (width - indent - _SUM) / max(1.0, *sums)
    y = top - _GAP
    for n, lines in enumerate(names):
        height = _row_height(lines)
        middle = y - (height - _GAP) / 2
        pen.lines(lines, x, middle + height_of(lines) / 2)
        at = x + indent
        for grey, (_, values) in zip(greys, chart.series, strict=False):
            _part(pen, setter, at, middle, values[n] * scale, grey, with_dots(round(values[n])))
            at += values[n] * scale
        told = setter.set(((Span(with_dots(round(sums[n])), bold=True),),), _SUM, _SIZE)
        pen.lines(told, at + 5, middle + height_of(told) / 2)
        y -= height


def _part(pen: Pen, setter: Typesetter, x: float, middle: float, width: float, grey: float, value: str) -> None:
    """One part with its value on white, where that fits."""
    if width <= 0:
        return
    canvas: Any = pen.canvas
    canvas.saveState()
    canvas.setFillGray(grey)
    canvas.setLineWidth(0.4)
    canvas.rect(x, middle - _THICK / 2, width, _THICK, stroke=1, fill=1)
    room = setter.width(value, REGULAR, _VALUE_SIZE) + 4
    if room <= width - 2:
        canvas.setFillGray(1)
        canvas.rect(x + (width - room) / 2, middle - 5, room, 10, stroke=0, fill=1)
        told = setter.set(((Span(value),),), room, _VALUE_SIZE)
        pen.lines(told, x, middle + height_of(told) / 2, width, "centre")
    canvas.restoreState()


def _set_names(setter: Typesetter, chart: "ReportChart", width: float) -> list[list[SetLine]]:
    return [setter.set(((Span(label),),), width * _NAMES - 8, _SIZE) for label in chart.labels]


def _row_height(lines: list[SetLine]) -> float:
    return max(_THICK, height_of(lines)) + _GAP
