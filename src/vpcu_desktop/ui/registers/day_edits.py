"""Days of papers, which lie behind, and deadlines, which clerks count in working days."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from ...domain.codes import read_typed
from ...domain.day_words import parse_day
from ...domain.text import fold
from ...i18n import _
from ..widgets.measured import Measured
from ..widgets.moments import ClockEdit, DayEdit

#: `+5`, `5n`, `5 ngày`: so many working days.
_WORKING_DAYS = re.compile(r"\+\s*([0-9]{1,3})|([0-9]{1,3})\s*(?:n|ng|ngay)")
_MONTH = 31
_FRAME = 22  # px that a line's frame takes of its width


class PaperDayEdit(DayEdit):
    """Takes `30/7/2021`, `30/7`, `30`, `t5`: the last such day, as a paper that has come was written before."""

    def __init__(self, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(today=today, parent=parent)
        self.setPlaceholderText(_("30/7"))

    def day(self) -> date | None:
        return past_day(self.text(), self._today())


class DueEdit(DayEdit):
    """Takes a day, or `+5`, `5n`: so many working days after the day that `start` tells."""

    def __init__(
        self,
        count: Callable[[date, int], date],
        *,
        today: Callable[[], date] = date.today,
        start: Callable[[], date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`count` gives the day so many working days after another."""
        self._count, self._start = count, start or today
        super().__init__(today=today, parent=parent)
        self.setPlaceholderText(_("30/11, +5 days"))

    def day(self) -> date | None:
        counted = _WORKING_DAYS.fullmatch(fold(self.text()).strip())
        if counted is not None:
            return self._count(self._start(), int(counted[1] or counted[2]))
        return super().day()


def hour_edit() -> ClockEdit:
    """The hour of a timed paper: hidden until there is one, and then no wider than itself beside its words."""
    made = ClockEdit()
    Measured(made, lambda letters: made.setFixedWidth(letters.horizontalAdvance("00h00") + _FRAME))
    made.hide()
    return made


def past_day(text: str, today: date) -> date | None:
    """The day that a clerk means who reads it off a paper; None if it is none."""
    typed = text.strip()
    if not typed:
        return None
    read = read_typed(typed, today=today)
    if read.day is not None and read.code is None and not read.rest:
        return read.day
    if not typed.isdigit():
        return parse_day(typed, today=today)
    back = (parse_day(typed, today=today - timedelta(days=n)) for n in range(2 * _MONTH))
    return next((day for day in back if day is not None and day <= today), None)
