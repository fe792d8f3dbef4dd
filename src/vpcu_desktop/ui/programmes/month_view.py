"""The month as a calendar: what takes place and what is due on each day, and what is due some day of the month."""

from collections import defaultdict
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from ...domain.programme_moves import has_day
from ...domain.programmes import Item
from ...i18n import _, n_
from ...services.programme_overview import Overview, grid_days
from .. import theme
from ..week import words as week_words
from . import flow_words
from .painted import GAP, PAD, Chip, PaintedView, Zone

_DAYS = 7
#: Lines that a day shows at least.
_LEAST = 2


class MonthView(PaintedView):
    """Weeks from Monday to Sunday; items without a day stand over them."""

    week_wanted = Signal(object)  # (day, activity id, body id)
    day_wanted = Signal(object)  # a day of the weekly schedule

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The month"), parent)
        self._cells: list[tuple[QRect, date]] = []
        self._strip: QRect | None = None

    def show_overview(self, overview: Overview, *, empty_text: str = "") -> None:
        """A month that today lies in is shown from this week on."""
        other = self.overview is None or self.overview.period != overview.period
        super().show_overview(overview, empty_text=empty_text)
        if other:
            today = next((rect for rect, day in self._cells if day == overview.today), QRect())
            self.verticalScrollBar().setValue(today.top() if overview.today in overview.period else 0)

    # Layout

    def lay_out(self, width: int, height: int) -> None:
        overview = self.overview
        assert overview is not None
        self.head = self.row_height + GAP
        self._cells, self._strip = [], None
        entries, loose = self._entries()
        top = self._lay_strip(loose, width)
        first, last = grid_days(overview.period)
        weeks = ((last - first).days + 1) // _DAYS
        line = self.row_height + 2
        room = (height - self.head - top) // max(weeks, 1)
        cell_height = max(room, line * (_LEAST + 1) + PAD)
        for n in range(weeks * _DAYS):
            day = first + timedelta(days=n)
            left, right = width * (n % _DAYS) // _DAYS, width * (n % _DAYS + 1) // _DAYS
            rect = QRect(left, top + n // _DAYS * cell_height, right - left, cell_height)
            self._cells.append((rect, day))
            self.zones.append(Zone(rect, day))
            self._lay_day(rect, day, entries.get(day, []), line)
        self.content_height = top + weeks * cell_height

    def _entries(self) -> tuple[dict[date, list[Chip]], list[Item]]:
        """What stands on each day, and the items of the month that have none."""
        overview = self.overview
        assert overview is not None
        none = QRect()
        found: dict[date, list[Chip]] = defaultdict(list)
        for body, _week, activity in overview.activities:
            day, last = activity.day, activity.last_day or activity.day
            text = f"{week_words.times(activity)} {week_words.first_words(activity.content, 80)}".strip()
            act = partial(self.week_wanted.emit, (activity.day, activity.id, body))
            while day <= last:
                found[day].append(Chip((activity.id, day), none, text, activity.content, tone="muted", act=act))
                day += timedelta(days=1)
        for meeting in overview.meetings:
            if meeting.day is not None and meeting.activity is None:
                text = flow_words.meeting(meeting)
                found[meeting.day].append(Chip(meeting.id, none, text, text, tone="focus"))
        loose = []
        for each in overview.items:
            item = each.item
            own = has_day(item.when) or has_day(item.committee_when)
            day_due = item.last_day
            if own and day_due is not None:
                found[day_due].append(self.item_chip(item, none))
            elif day_due is None or day_due in overview.period or item.ongoing:
                loose.append(item)
        return found, loose

    def _lay_strip(self, loose: list[Item], width: int) -> int:
        """The items without a day, in columns; its height."""
        if not loose:
            return 0
        line, columns = self.row_height + 2, max(1, width // 420)
        top = self.row_height + GAP
        for n, item in enumerate(loose):
            left, right = width * (n % columns) // columns, width * (n % columns + 1) // columns
            rect = QRect(left + GAP, top + n // columns * line, right - left - 2 * GAP, line - 2)
            self.chips.append(self.item_chip(item, rect))
        height = top + ((len(loose) + columns - 1) // columns) * line + GAP
        self._strip = QRect(0, 0, width, height)
        return height

    def _lay_day(self, rect: QRect, day: date, chips: list[Chip], line: int) -> None:
        top, room = rect.top() + self.row_height, (rect.height() - self.row_height - GAP) // line
        shown = chips if len(chips) <= room else chips[: max(room - 1, 0)]
        for n, chip in enumerate(shown):
            place = QRect(rect.left() + 3, top + n * line, rect.width() - 6, line - 2)
            self.chips.append(_at(chip, place))
        more = len(chips) - len(shown)
        if more:
            place = QRect(rect.left() + 3, top + len(shown) * line, rect.width() - 6, line - 2)
            text = n_("+{n} more", "+{n} more", more).format(n=more)
            act = partial(self._open_day, day, chips)
            self.chips.append(Chip(("more", day), place, text, text, tone="muted", act=act, plain=True))

    def _open_day(self, day: date, chips: list[Chip]) -> None:
        """All of a day that has no room for it, as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in chips:
            action = menu.addAction(chip.text)
            if chip.item:
                action.triggered.connect(partial(self.item_opened.emit, chip.item))
            elif chip.act is not None:
                action.triggered.connect(chip.act)
        menu.addSeparator()
        menu.addAction(_("The week of this day"), partial(self.day_wanted.emit, day))
        place = next((chip.rect for chip in self.chips if chip.key == ("more", day)), QRect())
        menu.popup(self.viewport().mapToGlobal(place.translated(0, -self._offset).bottomLeft()))

    # Painting

    def paint_head(self, painter: QPainter, width: int) -> None:
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.tokens().color("muted"))
        monday = self._cells[0][1] if self._cells else date(2026, 1, 5)
        for n in range(_DAYS):
            left, right = width * n // _DAYS, width * (n + 1) // _DAYS
            place = QRect(left + PAD, 0, right - left - PAD, self.head)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), week_words.weekday(monday + timedelta(days=n)))
        painter.setFont(theme.font())

    def paint_ground(self, painter: QPainter, exposed: QRect) -> None:
        overview, colors = self.overview, theme.tokens()
        if overview is None:
            return
        if self._strip is not None:
            painter.setPen(colors.color("muted"))
            place = QRect(PAD, self._strip.top(), self._strip.width() - PAD, self.row_height)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), _("Some day of the month"))
        for rect, day in self._cells:
            if not rect.intersects(exposed):
                continue
            info = overview.days.get(day)
            ground = "today" if day == overview.today else "sunken" if day.weekday() > 4 else "surface"
            painter.fillRect(rect, colors.color(ground))
            painter.setPen(colors.color("line"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.topRight(), rect.bottomRight())
            inside = day in overview.period
            free = info is not None and bool(info.holiday)
            painter.setFont(theme.font("strong" if inside else "body"))
            painter.setPen(colors.color("danger" if free else "text" if inside else "muted"))
            number = QRect(rect.left() + PAD, rect.top(), rect.width() - 2 * PAD, self.row_height)
            text = f"{day.day}" if inside and day.day != 1 else f"{day.day}/{day.month}"
            painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.setFont(theme.font())
            if info is not None:
                taken = self.metrics("strong").horizontalAdvance(text) + PAD
                said = info.holiday or info.lunar_text
                rest = number.adjusted(taken, 0, 0, 0)
                painter.setPen(colors.color("danger" if free else "muted"))
                shown = self.elided(said, rest.width())
                painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)


def _at(chip: Chip, rect: QRect) -> Chip:
    return Chip(chip.key, rect, chip.text, chip.full, chip.item, chip.tone, chip.act, chip.plain, chip.movable)
