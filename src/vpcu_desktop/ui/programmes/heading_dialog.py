"""A programme's own data: title, notes under the table; and when papers are due before its body's meetings."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from ...domain.programmes import Preparation, Programme
from ...domain.text import clean
from ...i18n import _
from ..widgets.dialog_column import lay_out
from ..widgets.labels import button, label
from ..widgets.number_box import NumberBox
from ..widgets.plain_text import PlainTextEdit


class ProgrammeHeadingDialog(QDialog):
    """What is printed over and under the table."""

    saved = Signal(object)  # Programme

    def __init__(self, programme: Programme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme = programme
        self.setWindowTitle(_("Heading and notes of the programme"))
        self.title = PlainTextEdit(programme.title, lines=2)
        self.notes = PlainTextEdit(programme.notes, lines=4)
        self.notes.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        form = QFormLayout()
        for text, field in ((_("Title on paper"), self.title), (_("Notes, one a line"), self.notes)):
            field.setAccessibleName(text)
            form.addRow(text, field)
        self.save_button = button(_("Save heading"), self._save, "primary")
        told = label(_("Without a title of its own it is called by its period and body."), "muted", wrap=True)
        lay_out(self, (form, told), self.save_button)

    def _save(self) -> None:
        changed = replace(self._programme, title=clean(self.title.text()), notes=clean(self.notes.text()))
        self.saved.emit(changed)
        self.accept()


class PreparationDialog(QDialog):
    """So many working days before a meeting papers have to be there."""

    saved = Signal(object)  # Preparation

    def __init__(self, rule: Preparation, body_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self.setWindowTitle(_("Papers before meetings: {body}").format(body=body_name))
        self.days, self.remind = NumberBox(0, 60, rule.days), NumberBox(0, 30, rule.remind)
        form = QFormLayout()
        for text, field in (
            (_("Working days before the meeting"), self.days),
            (_("Reminder, days before that"), self.remind),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        self.save_button = button(_("Save"), self._save, "primary")
        told = label(_("It holds for all meetings of this body."), "muted", wrap=True)
        lay_out(self, (form, told), self.save_button)

    def _save(self) -> None:
        self.saved.emit(replace(self._rule, days=self.days.value(), remind=self.remind.value()))
        self.accept()
