"""Bars that a chief reads from two metres: each with its value in figures, several series told apart by pattern too."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme

_GAP = 8.0
_THICKEST, _BAR = 120.0, 34.0
#: With more labels the bars that are not there bear no 0.
_ZEROS_TOLD = 14


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One value for each label. `tone`: the token of its colour; `hatched` tells it apart without colour."""

    name: str
    values: tuple[int, ...]
    tone: str = "focus"
    hatched: bool = False


class BarChart(QWidget):
    """Upright bars side by side, or lying ones whose parts stand behind one another (`stacked`).

    What is drawn is said in words too (accessible description), and the table beside it holds the figures.
    """

    def __init__(self, *, stacked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stacked = stacked
        self._title = ""
        self._labels: tuple[str, ...] = ()
        self._series: tuple[BarSeries, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.watch().changed.connect(self.update)

    def show_bars(self, title: str, labels: Sequence[str], series: Sequence[BarSeries]) -> None:
        """Shows other figures."""
        self._title, self._labels, self._series = title, tuple(labels), tuple(series)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.spoken())
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """The figures as text: `Tháng 1: đến 120, đi 45; …`."""
        return "; ".join(
            f"{label}: " + ", ".join(f"{each.name} {_figure(each.values[n])}".strip() for each in self._series)
            for n, label in enumerate(self._labels)
        )

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(theme.font())
        if self._stacked:
            rows = len(self._labels) * (_BAR * theme.text_scale() + _GAP)
            return QSize(480, round(rows + self._head_height(letters) + _GAP))
        return QSize(480, round(letters.height() * 15))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._head(painter)
        area = QRectF(0, top, self.width(), self.height() - top)
        if self._labels and self._series:
            (self._lying if self._stacked else self._upright)(painter, area)
        painter.end()

    # Inner workings

    @property
    def _legend(self) -> tuple[BarSeries, ...]:
        return self._series if len(self._series) > 1 else ()

    def _head_height(self, letters: QFontMetricsF) -> float:
        heading = QFontMetricsF(theme.font("heading"))
        return heading.height() + _GAP + (letters.height() + _GAP if self._legend else 0)

    def _head(self, painter: QPainter) -> float:
        """Title and legend; gives what is below them."""
        colors = theme.tokens()
        painter.setFont(theme.font("heading"))
        painter.setPen(colors.color("text"))
        heading, letters = QFontMetricsF(painter.font()), QFontMetricsF(theme.font())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = heading.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 0, self.width(), heading.height()), flags, title)
        x, y = 0.0, heading.height() + _GAP
        painter.setFont(theme.font())
        for each in self._legend:
            side = letters.ascent()
            _bar(painter, QRectF(x, y + (letters.height() - side) / 2, side, side), each)
            painter.setPen(colors.color("text"))
            painter.drawText(QPointF(x + side + 6, y + letters.ascent()), each.name)
            x += side + 6 + letters.horizontalAdvance(each.name) + 24
        return self._head_height(letters)

    def _upright(self, painter: QPainter, area: QRectF) -> None:
        colors, letters = theme.tokens(), QFontMetricsF(theme.font())
        strong = QFontMetricsF(theme.font("strong"))
        most = max(1, *(value for each in self._series for value in each.values))
        foot = area.bottom() - letters.height() - _GAP
        room = foot - area.top() - strong.height() - 4
        place = area.width() / len(self._labels)
        thick = min(_THICKEST, (place - _GAP * 2) / len(self._series))
        told = all(
            strong.horizontalAdvance(_figure(value)) <= thick + 4 for each in self._series for value in each.values
        )
        widest = max(letters.horizontalAdvance(label) for label in self._labels)
        every = ceil((widest + 6) / place)  # a label that would be cut makes room for a whole one
        for n, label in enumerate(self._labels):
            middle = area.left() + (n + 0.5) * place
            left = middle - thick * len(self._series) / 2
            for at, each in enumerate(self._series):
                value = each.values[n]
                bar = QRectF(left + at * thick + 1, foot, thick - 2, 0)
                bar.setTop(foot - room * value / most)
                _bar(painter, bar, each)
                if told and (value or len(self._labels) <= _ZEROS_TOLD):
                    self._write(painter, theme.font("strong"), _figure(value), QPointF(bar.center().x(), bar.top() - 4))
            if n % every == 0:
                self._write(painter, theme.font(), label, QPointF(middle, foot + letters.ascent() + 4))
        painter.setPen(colors.color("line_strong"))
        painter.drawLine(QPointF(area.left(), foot), QPointF(area.right(), foot))

    def _lying(self, painter: QPainter, area: QRectF) -> None:
        colors, letters = theme.tokens(), QFontMetricsF(theme.font())
        strong = QFontMetricsF(theme.font("strong"))
        sums = [sum(each.values[n] for each in self._series) for n in range(len(self._labels))]
        most = max(1, *sums)
        names = min(area.width() * 0.34, max(letters.horizontalAdvance(label) for label in self._labels) + 2 * _GAP)
        end = strong.horizontalAdvance(_figure(most)) + 2 * _GAP
        room = area.width() - names - end
        step = _BAR * theme.text_scale() + _GAP
        for n, label in enumerate(self._labels):
            line = QRectF(area.left(), area.top() + n * step, area.width(), step - _GAP)
            shown = letters.elidedText(label, Qt.TextElideMode.ElideRight, names - _GAP)
            painter.setFont(theme.font())
            painter.setPen(colors.color("text"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(line.left(), line.top(), names, line.height()), flags, shown)
            x = line.left() + names
            for each in self._series:
                width = room * each.values[n] / most
                part = QRectF(x, line.top() + 2, width, line.height() - 4)
                _bar(painter, part, each)
                self._inside(painter, part, _figure(each.values[n]))
                x += width
            painter.setFont(theme.font("strong"))
            painter.setPen(colors.color("text"))
            painter.drawText(QRectF(x + _GAP, line.top(), end, line.height()), flags, _figure(sums[n]))

    def _inside(self, painter: QPainter, part: QRectF, text: str) -> None:
        """A value on its own ground in the middle of its part, where it fits."""
        letters = QFontMetricsF(theme.font("strong"))
        width = letters.horizontalAdvance(text) + 8
        if text == "0" or width > part.width() - 4:
            return
        ground = QRectF(0, 0, width, letters.height())
        ground.moveCenter(part.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().color("surface"))
        painter.drawRoundedRect(ground, 4, 4)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.tokens().color("text"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _write(painter: QPainter, face: QFont, text: str, foot: QPointF) -> None:
        """Text centred over a point on its base line."""
        painter.setFont(face)
        painter.setPen(theme.tokens().color("text"))
        width = QFontMetricsF(face).horizontalAdvance(text)
        painter.drawText(QPointF(foot.x() - width / 2, foot.y()), text)


def _bar(painter: QPainter, bar: QRectF, series: BarSeries) -> None:
    """A bar in its colour; a hatched one has an outline, so that it is a bar from two metres too."""
    if bar.width() <= 0 or bar.height() <= 0:
        return
    color: QColor = theme.tokens().color(series.tone)
    if not series.hatched:
        painter.fillRect(bar, color)
        return
    painter.fillRect(bar, QBrush(color, Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.5))
    painter.drawRect(bar.adjusted(0.75, 0.75, -0.75, -0.75))


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", ".")
