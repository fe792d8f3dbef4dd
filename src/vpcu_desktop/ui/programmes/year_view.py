"""The year in twelve months: how much takes place, what is due and overdue; items are dragged to other months."""

from collections import defaultdict
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ...domain.periods import Period, PeriodKind
from ...domain.programme_moves import due_day
from ...domain.programme_rules import Timeliness, timeliness
from ...domain.programmes import Item
from ...i18n import _, n_
from .. import theme
from . import flow_words
from .painted import GAP, PAD, RADIUS, Chip, PaintedView, Zone

#: Items that a month shows at least.
_LEAST = 4


class YearView(PaintedView):
    """Four months side by side, three where there is less room; what has no month stands under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The year"), parent)
        self._months: list[tuple[QRect, Period, int, list[Item]]] = []
        self._loose: QRect | None = None

    def lay_out(self, width: int, height: int) -> None:
        overview = self.overview
        assert overview is not None
        self.head = 0
        self._months, self._loose = [], None
        months = overview.period.parts(PeriodKind.MONTH)
        by_month, loose = self._by_month()
        columns = min(4 if width >= 1000 * theme.text_scale() else 3, len(months))
        rows = (len(months) + columns - 1) // columns
        line = self.row_height + 2
        strip = (self.row_height + GAP + ((len(loose) + columns - 1) // columns) * line) if loose else 0
        least = line * (_LEAST + 3)
        cell_height = max((height - strip) // rows, least)
        for n, month in enumerate(months):
            left, right = width * (n % columns) // columns, width * (n % columns + 1) // columns
            rect = QRect(left + GAP, n // columns * cell_height + GAP, right - left - 2 * GAP, cell_height - 2 * GAP)
            busy = sum(count for day, count in overview.busy.items() if day in month)
            items = by_month.get(month.key, [])
            self._months.append((rect, month, busy, items))
            self.zones.append(Zone(rect, month))
            self._lay_month(rect, month, items, line)
        self.content_height = rows * cell_height + strip
        if loose:
            top = rows * cell_height
            self._loose = QRect(PAD, top, width - PAD, self.row_height)
            for n, item in enumerate(loose):
                left, right = width * (n % columns) // columns, width * (n % columns + 1) // columns
                place = QRect(left + GAP, top + self.row_height + n // columns * line, right - left - 2 * GAP, line - 2)
                self.chips.append(self.item_chip(item, place))

    def _by_month(self) -> tuple[dict[str, list[Item]], list[Item]]:
        overview = self.overview
        assert overview is not None
        found: dict[str, list[Item]] = defaultdict(list)
        loose = []
        for each in overview.items:
            day = each.item.last_day if not each.item.ongoing else due_day(each.item.when)
            if day is None or day not in overview.period:
                loose.append(each.item)
            else:
                found[Period.of(PeriodKind.MONTH, day).key].append(each.item)
        return found, loose

    def _lay_month(self, rect: QRect, month: Period, items: list[Item], line: int) -> None:
        heading = QRect(rect.left(), rect.top(), rect.width(), line)
        title = _("Month {n}").format(n=month.first_day.month)
        act = partial(self.period_wanted.emit, month)
        self.chips.append(Chip(("month", month.key), heading, title, self._said(month, items), act=act, plain=True))
        top = rect.top() + 2 * line
        room = max((rect.bottom() - top) // line, 1)
        shown = items if len(items) <= room else items[: max(room - 1, 0)]
        for n, item in enumerate(shown):
            place = QRect(rect.left() + 3, top + n * line, rect.width() - 6, line - 2)
            self.chips.append(self.item_chip(item, place))
        more = len(items) - len(shown)
        if more:
            place = QRect(rect.left() + 3, top + len(shown) * line, rect.width() - 6, line - 2)
            text = n_("+{n} more", "+{n} more", more).format(n=more)
            self.chips.append(Chip(("more", month.key), place, text, text, tone="muted", act=act, plain=True))

    def _said(self, month: Period, items: list[Item]) -> str:
        return f"{flow_words.period(month)}: {self._figures(items)}"

    def _figures(self, items: list[Item]) -> str:
        """`3 nội dung · 1 quá hạn`, of a month."""
        overview = self.overview
        assert overview is not None
        late = sum(timeliness(item, overview.today) is Timeliness.OVERDUE for item in items)
        parts = [n_("{n} item", "{n} items", len(items)).format(n=len(items))]
        if late:
            parts.append(n_("{n} overdue", "{n} overdue", late).format(n=late))
        return " · ".join(parts)

    def paint_ground(self, painter: QPainter, exposed: QRect) -> None:
        overview, colors = self.overview, theme.tokens()
        if overview is None:
            return
        most = max((busy for _rect, _month, busy, _items in self._months), default=0)
        for rect, month, busy, items in self._months:
            if not rect.intersects(exposed):
                continue
            painter.setPen(colors.color("line"))
            painter.setBrush(colors.color("today" if overview.today in month else "raised"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            line = QRect(rect.left() + PAD, rect.top() + self.row_height + 2, rect.width() - 2 * PAD, self.row_height)
            painter.setPen(colors.color("muted"))
            text = self._figures(items)
            if busy:
                text += " · " + n_("{n} activity", "{n} activities", busy).format(n=busy)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), self.elided(text, line.width()))
            if most:
                shade = QColor(colors.color("focus"))
                shade.setAlphaF(0.25 + 0.75 * busy / most)
                width = (line.width()) * busy // most
                painter.fillRect(QRect(line.left(), line.bottom() - 1, width, 3), shade)
        if self._loose is not None:
            painter.setPen(colors.color("muted"))
            painter.drawText(self._loose, int(Qt.AlignmentFlag.AlignVCenter), _("Ongoing or without a month"))
