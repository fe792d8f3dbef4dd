"""Fields for a day and for a time of day that understand what clerks type, and show what they understood."""

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.day_words import day_text, parse_day
from ...domain.times import Week, parse_clock
from ...i18n import _
from .. import theme


def weekday_text(day: date) -> str:
    """`T2` … `T7`, `CN`."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


class _MomentEdit(QLineEdit):
    """A line whose text stands for a value; what it understands is shown in grey at its right end while typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._check)
        self.editingFinished.connect(self._settle)

    @property
    def is_valid(self) -> bool:
        """Empty, or understood."""
        return not self.text().strip() or self._read() is not None

    def _read(self) -> object:
        raise NotImplementedError

    def _write(self) -> str:
        """The text for what was understood."""
        raise NotImplementedError

    def _hint(self) -> str:
        """What was understood, if the text does not say so already."""
        raise NotImplementedError

    def _settle(self) -> None:
        if self._read() is not None:
            self.setText(self._write())
        self._mark()

    def _check(self) -> None:
        if self.property("invalid"):
            self._mark()

    def _mark(self) -> None:
        if bool(self.property("invalid")) == self.is_valid:
            theme.mark(self, invalid=not self.is_valid)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        hint = self._hint() if self.hasFocus() else ""
        free = self.width() - self.fontMetrics().horizontalAdvance(self.text()) - 32
        if hint and self.fontMetrics().horizontalAdvance(hint) <= free:
            painter = QPainter(self)
            painter.setPen(theme.tokens().color("muted"))
            area: QRect = self.rect().adjusted(8, 0, -10, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
            painter.end()


class DayEdit(_MomentEdit):
    """Takes `24`, `24/11`, `t5`, `mai`, `tuần sau t3`; Up and Down go a day on or back."""

    day_changed = Signal(object)  # date or None, when the value changed

    def __init__(
        self,
        day: date | None = None,
        *,
        today: Callable[[], date] = date.today,
        week: Week | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._week = today, week
        self._last: date | None = None
        self.setPlaceholderText(_("24, 24/11, t5, mai"))
        self.set_day(day)
        self.textChanged.connect(self._tell)

    def set_week(self, week: Week | None) -> None:
        """The week in which a bare day falls."""
        self._week = week

    def set_day(self, day: date | None) -> None:
        self._last = day
        self.setText(day_text(day) if day else "")
        self._mark()

    def day(self) -> date | None:
        """The day, or None if the field is empty or not understood."""
        return parse_day(self.text(), today=self._today(), week=self._week) if self.text().strip() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.day()
        if day and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.setText(day_text(day + timedelta(days=1 if event.key() == Qt.Key.Key_Up else -1)))
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        day = self.day()
        if day != self._last:
            self._last = day
            self.day_changed.emit(day)

    def _read(self) -> object:
        return self.day()

    def _write(self) -> str:
        day = self.day()
        return day_text(day) if day else self.text()

    def _hint(self) -> str:
        day = self.day()
        if day is None:
            return ""
        weekday = weekday_text(day)
        return weekday if self.text() == day_text(day) else f"{weekday} {day_text(day)}"


class ClockEdit(_MomentEdit):
    """Takes `8`, `8h30`, `830`, `14h`; shows `08:30`."""

    clock_changed = Signal(object)  # time or None, when the value changed

    def __init__(self, clock: time | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: time | None = None
        self.setPlaceholderText(_("8h30"))
        self.set_clock(clock)
        self.textChanged.connect(self._tell)

    def set_clock(self, clock: time | None) -> None:
        self._last = clock
        self.setText(f"{clock:%H:%M}" if clock else "")
        self._mark()

    def clock(self) -> time | None:
        """The time, or None if the field is empty or not understood."""
        return parse_clock(self.text()) if self.text().strip() else None

    def _tell(self) -> None:
        clock = self.clock()
        if clock != self._last:
            self._last = clock
            self.clock_changed.emit(clock)

    def _read(self) -> object:
        return self.clock()

    def _write(self) -> str:
        clock = self.clock()
        return f"{clock:%H:%M}" if clock else self.text()

    def _hint(self) -> str:
        clock = self.clock()
        text = f"{clock:%H:%M}" if clock else ""
        return "" if text == self.text() else text
