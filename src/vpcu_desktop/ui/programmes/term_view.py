"""The term as a timeline: years across, bodies one under another, each item as a bar from its first to its last day."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ...domain.periods import Period, PeriodKind
from ...domain.programme_rules import Tally
from ...domain.programmes import Item
from ...domain.schedule import Body
from ...i18n import _, n_
from .. import theme
from . import words
from .painted import GAP, PAD, PaintedView, Zone

#: Share of the width that the items' words take.
_WORDS = 0.38


class TermView(PaintedView):
    """Words on the left, bars on the right; the row of years stays in place. Items are dragged to other years."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The term"), parent)
        self._years: list[tuple[QRect, Period]] = []
        self._bars: list[tuple[QRect, Item]] = []
        self._bodies: list[tuple[int, Body, dict[int, Tally]]] = []

    def lay_out(self, width: int, height: int) -> None:
        overview = self.overview
        assert overview is not None
        self.head = self.row_height + GAP
        self._years, self._bars, self._bodies = [], [], []
        left = int(width * _WORDS)
        line = self.row_height + 2
        years = overview.period.parts(PeriodKind.YEAR)
        for n, year in enumerate(years):
            start = left + (width - left) * n // len(years)
            end = left + (width - left) * (n + 1) // len(years)
            self._years.append((QRect(start, 0, end - start, 0), year))
        top = 0
        told = {each.programme.body for each in overview.items} | {whose for whose, _year in overview.tallies}
        for body in (each for each in overview.bodies if each.id in told):
            tallies = {year: tally for (whose, year), tally in overview.tallies.items() if whose == body.id}
            self._bodies.append((top, body, tallies))
            top += line + GAP
            for each in overview.items:
                if each.programme.body != body.id:
                    continue
                self.chips.append(self.item_chip(each.item, QRect(PAD, top, left - PAD - GAP, line - 2)))
                self._bars.append((self._bar(each.item, top, line, width), each.item))
                top += line
            top += GAP
        self.content_height = max(top, height - self.head)
        for rect, year in self._years:
            self.zones.append(Zone(QRect(rect.left(), 0, rect.width(), self.content_height), year))

    def _x(self, day: date, width: int) -> int:
        """Where a day stands on the line of years."""
        left = self._years[0][0].left()
        first, last = self._years[0][1].first_day, self._years[-1][1].last_day
        share = (day - first).days / max((last - first).days, 1)
        return left + round((width - left) * min(max(share, 0.0), 1.0))

    def _bar(self, item: Item, top: int, line: int, width: int) -> QRect:
        """Empty if nothing is known of its days."""
        first, last = item.first_day, None if item.ongoing else item.last_day
        if first is None and last is None and not item.ongoing:
            return QRect()
        start = self._x(first, width) if first else self._years[0][0].left()
        end = self._x(last, width) if last else width - GAP
        return QRect(start, top + line // 4, max(end - start, 6), line // 2)

    def paint_head(self, painter: QPainter, width: int) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.tokens().color("muted"))
        for rect, year in self._years:
            place = QRect(rect.left() + PAD, 0, rect.width() - PAD, self.head)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), f"{year.first_day.year}")
        painter.setFont(theme.font())

    def paint_ground(self, painter: QPainter, exposed: QRect) -> None:
        overview, colors = self.overview, theme.tokens()
        if overview is None:
            return
        painter.setPen(colors.color("line"))
        for rect, _year in self._years:
            painter.drawLine(rect.left(), exposed.top(), rect.left(), exposed.bottom())
        self._paint_bodies(painter)
        for rect, item in self._bars:
            if rect.isEmpty() or not rect.intersects(exposed):
                continue
            tone = QColor(colors.color(words.standing(item, overview.today)[1] or "line_strong"))
            painter.setPen(QPen(tone, 1))
            tone.setAlphaF(0.55)
            painter.setBrush(tone)
            painter.drawRoundedRect(rect, 3, 3)
            if item.ongoing:  # an open end
                painter.setPen(QPen(colors.color("text"), 1))
                place = rect.adjusted(rect.width() - 24, -4, -2, 4)
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), "→")
        x = self._x(overview.today, self.viewport().width()) if self._years else 0
        painter.setPen(QPen(colors.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(x, exposed.top(), x, exposed.bottom())

    def _paint_bodies(self, painter: QPainter) -> None:
        """Each body's name, and how its years stand under the heads of the years."""
        colors = theme.tokens()
        for top, body, tallies in self._bodies:
            height = self.row_height + 2
            painter.fillRect(QRect(0, top, self.viewport().width(), height), colors.color("sunken"))
            painter.setFont(theme.font("strong"))
            painter.setPen(colors.color("text"))
            left = self._years[0][0].left() if self._years else self.viewport().width()
            place = QRect(PAD, top, left - PAD, height)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self.elided(body.name, place.width(), "strong"))
            painter.setFont(theme.font())
            for rect, year in self._years:
                tally = tallies.get(year.first_day.year)
                if tally is None:
                    continue
                text = _("{done} of {total} done").format(done=tally.done, total=tally.total)
                if tally.overdue:
                    text += " · " + n_("{n} overdue", "{n} overdue", tally.overdue).format(n=tally.overdue)
                painter.setPen(colors.color("danger" if tally.overdue else "muted"))
                where = QRect(rect.left() + PAD, top, rect.width() - PAD - GAP, height)
                painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), self.elided(text, where.width()))
