"""A box for a time in words; what was understood stands in grey at its right end."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.programme_times import ProgrammeTime, read_time
from ...domain.text import clean_line
from ...i18n import _
from .. import theme


class TimeEdit(QLineEdit):
    """`quý I`, `trước 15/3`, `thường xuyên`: words are kept as typed, days as far as they tell them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 2000
        self._month: int | None = None
        self._stored = ProgrammeTime()
        self.textChanged.connect(lambda _text: self._tell())

    def set_time(self, when: ProgrammeTime, *, year: int, month: int | None = None) -> None:
        """`year`: the one that is meant where none is said; `month` likewise, in the programme of a month."""
        self._stored, self._year, self._month = when, year, month
        self.setText(when.text)
        self._tell()

    @property
    def when(self) -> ProgrammeTime:
        """The time as it stands; untouched words keep the days that they were stored with."""
        text = clean_line(self.text())
        if text == clean_line(self._stored.text):
            return self._stored
        return read_time(text, year=self._year, month=self._month)

    @property
    def understood_words(self) -> str:
        """`1/11 – 30/11/2026`, what the words are taken for; or that they tell no day."""
        when = self.when
        if not self.text().strip() and when == ProgrammeTime():
            return ""
        if not when.understood:
            return _("no day understood")
        days = " – ".join(
            f"{day.day}/{day.month}/{day.year}" if day else "…" for day in dict.fromkeys((when.start, when.end))
        )
        if when.ongoing:
            return _("goes on") if when.start is None else _("goes on from {day}").format(day=days.split(" – ")[0])
        return days

    def _tell(self) -> None:
        self.setToolTip(self.understood_words)
        self.setAccessibleDescription(self.understood_words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        hint, metrics = self.understood_words, self.fontMetrics()
        if not hint or metrics.horizontalAdvance(hint) + metrics.horizontalAdvance(self.text()) + 40 > self.width():
            return
        painter = QPainter(self)
        painter.setPen(theme.tokens().color("muted" if self.when.understood else "warning"))
        area: QRect = self.rect().adjusted(8, 0, -10, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        painter.end()
