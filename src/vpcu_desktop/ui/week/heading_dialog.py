"""The schedule's own data: the office's week number, printed dates, register number, notes under the table."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from ...domain.schedule import Schedule
from ...domain.text import clean, clean_line
from ...i18n import _
from .. import theme
from ..widgets.dialog_column import lay_out
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit
from ..widgets.number_box import NumberBox
from ..widgets.plain_text import PlainTextEdit
from .model import WeekModel


class HeadingDialog(QDialog):
    """What is printed over and under the table."""

    saved = Signal(object)  # Schedule

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Heading and notes of the week"))
        schedule = self._schedule = model.sheet.schedule
        self.number = NumberBox(1, 99, schedule.number)
        self.first = DayEdit(schedule.first_day, today=lambda: model.today, week=model.week)
        self.last = DayEdit(schedule.last_day, today=lambda: model.today, week=model.week)
        self.register_number = QLineEdit(schedule.register_number)
        self.register_number.setPlaceholderText(f"14-LCT/{model.session.office.code}")
        self.notes = PlainTextEdit(schedule.notes, lines=4)
        self.notes.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        form = QFormLayout()
        rows = (
            (_("Week number"), self.number),
            (_("From day"), self.first),
            (_("To day"), self.last),
            (_("Register number"), self.register_number),
            (_("Notes, one a line"), self.notes),
        )
        for title, field in rows:
            field.setAccessibleName(title)
            form.addRow(title, field)
        self.save_button = button(_("Save heading"), self._save, "primary")
        self.save_button.setDefault(True)
        told = label(_("These stand on paper as they are written here."), "muted", wrap=True)
        lay_out(self, (form, told), self.save_button)

    def value(self) -> Schedule | None:
        """The schedule as it was filled in; None if a date is not understood."""
        first, last = self.first.day(), self.last.day()
        if first is None or last is None or last < first:
            return None
        return replace(
            self._schedule,
            number=self.number.value(),
            first_day=first,
            last_day=last,
            register_number=clean_line(self.register_number.text()),
            notes=clean(self.notes.text()),
        )

    def _save(self) -> None:
        value = self.value()
        if value is None:
            wrong = self.first if self.first.day() is None else self.last
            theme.mark(wrong, invalid=True)
            wrong.setFocus()
            return
        self.saved.emit(value)
        self.accept()
