"""Bar and line charts for reports, in greys that a black-and-white printer keeps apart."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .fonts import REGULAR, faces
from .geometry import MM
from .glyphs import one_line
from .layout import Span
from .lying_bars import draw_rows, rows_height
from .paper_words import with_dots
from .pen import Pen
from .typeset import SetLine, Typesetter, height_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_HEIGHT, _EMPTY_HEIGHT = 72 * MM, 22.0
_LEFT, _TOP = 34.0, 10.0
_LABEL_SIZE, _VALUE_SIZE, _LEGEND_SIZE = 9.0, 8.0, 10.0
#: Greys of the series, and the dashes of their lines.
_GREYS = (0.25, 0.78, 0.5, 0.92, 0.05, 0.65)
_DASHES: tuple[tuple[int, ...] | None, ...] = (None, (5, 2), (1, 2), (7, 2, 1, 2), (3, 3), (9, 3))
_STEPS = (1, 2, 5)
_SLANT, _SLANT_ACROSS, _SLANT_DOWN = 30, 0.87, 0.5
_MOST_LINES = 5  # of a name under its bar
#: With more labels the bars that are not there bear no 0.
_ZEROS_TOLD = 14


@dataclass(frozen=True, slots=True)
class ReportChart:
    """Counts as bars or lines: one value for each label in each named series. `stacked`: bars that lie, their parts
    behind one another.
    """

    title: str
    kind: Literal["bar", "stacked", "line"]
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


def chart_height(chart: ReportChart, width: float) -> float:
    """What a chart of this width needs, in points."""
    if not chart.labels or not chart.series:
        return _EMPTY_HEIGHT
    if chart.kind != "stacked":
        return _HEIGHT
    setter = Typesetter(faces())
    return rows_height(setter, chart, width) + _legend_rows(setter, chart, width)[1]


def draw_chart(canvas: "Canvas", chart: ReportChart, x: float, y: float, width: float) -> None:
    """Draws into a box `chart_height` high whose lower left corner is given; the legend stands at its foot."""
    setter = Typesetter(faces())
    pen = Pen(canvas)
    if not chart.labels or not chart.series:
        nothing = setter.set(((Span("Không có số liệu.", italic=True),),), width, _LEGEND_SIZE + 1)
        pen.lines(nothing, x, y + _EMPTY_HEIGHT - 4, width)
        pen.finish()
        return
    legend = _legend(pen, setter, chart, x, y, width) if len(chart.series) > 1 else 0.0
    if chart.kind == "stacked":
        draw_rows(pen, setter, chart, _GREYS, x, y + chart_height(chart, width), width)
        pen.finish()
        return
    _plot(canvas, setter, chart, x, y + legend, width, _HEIGHT - legend)
    pen.finish()


def _plot(
    canvas: "Canvas", setter: Typesetter, chart: ReportChart, x: float, y: float, width: float, height: float
) -> None:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.shapes import Drawing

    plot: Any = VerticalBarChart() if chart.kind == "bar" else HorizontalLineChart()
    each = (width - _LEFT) / len(chart.labels)
    names, slanted, below = _names(setter, chart.labels, each, height)
    plot.x, plot.y = _LEFT, below
    plot.width, plot.height = width - _LEFT - 4, height - below - _TOP
    plot.data = [tuple(values) for _, values in chart.series]
    axis = plot.categoryAxis
    axis.categoryNames = names
    axis.labels.fontName, axis.labels.fontSize = REGULAR, _LABEL_SIZE
    axis.labels.leading = _LABEL_SIZE * 1.1
    if slanted:
        axis.labels.boxAnchor, axis.labels.angle, axis.labels.dx, axis.labels.dy = "ne", _SLANT, 2, -3
    _values(plot.valueAxis, max(max(values) for _, values in chart.series))
    if chart.kind == "bar":
        widest = max(setter.width(_told(value), REGULAR, _VALUE_SIZE) for _, values in chart.series for value in values)
        _bars(plot, told=widest < each / len(chart.series))
    else:
        _lines(plot)
    drawing = Drawing(width, height, initialFontName=REGULAR)
    drawing.add(plot)
    renderPDF.draw(drawing, canvas, x, y)


def _values(axis: Any, highest: float) -> None:
    """The value axis from 0 in whole, round steps."""
    step, power = 1, 1
    while highest > 5 * step:
        step = next((s * power for s in _STEPS if highest <= 5 * s * power), 10 * power)
        power *= 10
    axis.valueMin, axis.valueStep = 0, step
    axis.valueMax = max(step, -(-highest // step) * step)
    axis.labels.fontName, axis.labels.fontSize = REGULAR, _LABEL_SIZE
    axis.labelTextFormat = _told
    axis.visibleGrid, axis.gridStrokeWidth = 1, 0.3
    axis.gridStrokeColor = _grey(0.75)


def _bars(plot: Any, *, told: bool) -> None:
    """Bars bear their numbers if these do not run into each other."""
    plot.groupSpacing, plot.barSpacing = 6, 0.5
    for n in range(len(plot.data)):
        plot.bars[n].fillColor = _grey(_GREYS[n % len(_GREYS)])
        plot.bars[n].strokeColor, plot.bars[n].strokeWidth = _grey(0), 0.4
    if told:
        crowded = len(plot.data[0]) > _ZEROS_TOLD
        plot.barLabelFormat = lambda value: "" if crowded and not value else _told(value)
        plot.barLabels.fontName, plot.barLabels.fontSize = REGULAR, _VALUE_SIZE
        plot.barLabels.nudge = 5


def _lines(plot: Any) -> None:
    from reportlab.graphics.widgets.markers import makeMarker

    for n in range(len(plot.data)):
        line = plot.lines[n]
        line.strokeColor, line.strokeWidth = _grey(0), 1.2
        line.strokeDashArray = _DASHES[n % len(_DASHES)]
        line.symbol = makeMarker("FilledCircle")  # type: ignore[no-untyped-call]
        line.symbol.size, line.symbol.fillColor = 4, _grey(_GREYS[n % len(_GREYS)])
    plot.joinedLines = 1


def _legend(pen: Pen, setter: Typesetter, chart: ReportChart, x: float, y: float, width: float) -> float:
    """Names of the series with their samples, in rows at the foot; gives the height they take."""
    entries, taken = _legend_rows(setter, chart, width)
    for n, (lines, left, down) in enumerate(entries):
        top = y + taken - 2 - down
        middle = top - lines[0].height / 2
        _sample(pen, chart.kind, n, x + left, middle)
        pen.lines(lines, x + left + 26, top)
    return taken


def _legend_rows(
    setter: Typesetter, chart: ReportChart, width: float
) -> tuple[list[tuple[list[SetLine], float, float]], float]:
    """The set names, each with its place to the right and downwards; the height of all."""
    placed = []
    at, row = 0.0, 0
    for name, _ in chart.series:
        lines = setter.set(((Span(one_line(name)),),), width - 30, _LEGEND_SIZE)
        wide = max(line.width for line in lines) + 40
        if at and at + wide > width:
            at, row = 0.0, row + 1
        placed.append((lines, at, row))
        at += wide
    step = max(height_of(lines) for lines, _, _ in placed) + 2
    return [(lines, left, line * step) for lines, left, line in placed], (row + 1) * step + 2


def _sample(pen: Pen, kind: str, n: int, x: float, middle: float) -> None:
    canvas: Any = pen.canvas
    canvas.saveState()
    canvas.setFillGray(_GREYS[n % len(_GREYS)])
    if kind != "line":
        canvas.setLineWidth(0.4)
        canvas.rect(x + 4, middle - 4, 18, 8, stroke=1, fill=1)
    else:
        canvas.setLineWidth(1.2)
        canvas.setDash(list(_DASHES[n % len(_DASHES)] or ()))
        canvas.line(x, middle, x + 22, middle)
        canvas.setDash()
        canvas.circle(x + 11, middle, 2, stroke=1, fill=1)
    canvas.restoreState()


def _names(setter: Typesetter, labels: tuple[str, ...], each: float, height: float) -> tuple[list[str], bool, float]:
    """The names under the axis, in lines if their words fit, whether they must lean instead, and the room they need."""
    names = [one_line(label) for label in labels]
    room = each - 4
    if max(setter.width(word, REGULAR, _LABEL_SIZE) for name in names for word in [*name.split(), ""]) <= room:
        broken = [_broken(setter, name, room) for name in names]
        lines = max(map(len, broken))
        if lines <= _MOST_LINES:
            return ["\n".join(parts) for parts in broken], False, lines * _LABEL_SIZE * 1.1 + 7
    limit = min(height * 0.75, (_LEFT + each / 2) / _SLANT_ACROSS)
    broken = [_broken(setter, name, limit) for name in names]
    longest = max(setter.width(part, REGULAR, _LABEL_SIZE) for parts in broken for part in parts)
    below = longest * _SLANT_DOWN + max(map(len, broken)) * _LABEL_SIZE + 6
    return ["\n".join(parts) for parts in broken], True, below


def _broken(setter: Typesetter, name: str, limit: float) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in setter.set(((Span(name),),), limit, _LABEL_SIZE)]


def _told(value: float) -> str:
    return with_dots(round(value))


def _grey(level: float) -> Any:
    from reportlab.lib.colors import Color

    return Color(level, level, level)
