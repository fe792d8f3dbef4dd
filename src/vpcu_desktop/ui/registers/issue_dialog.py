"""Asks which number a paper gets if not the next one: a reserved one, one with a letter, one of the paper book."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from ...domain.numbering import number_text
from ...i18n import _
from ...services.outgoing_memory import NextNumber
from ...services.placing import FROM_PAPER, IssueNumber
from .. import theme
from ..widgets.dialog_column import lay_out
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit
from . import words


class IssueDialog(QDialog):
    """A number with its date; whatever is not the next one needs its reason."""

    chosen = Signal(object)  # IssueNumber

    def __init__(
        self, following: NextNumber | None, day: date, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Another number"))
        self.reserved_choice = QRadioButton(_("A number that was reserved"))
        self.letter_choice = QRadioButton(_("A number with a letter, beside one that was given (15a)"))
        self.paper_choice = QRadioButton(_("The number that it has in the paper book (entered later)"))
        self._group = QButtonGroup(self)
        self.reserved = QComboBox()
        for entry in following.reserved if following else ():
            until = _(", until {day}").format(day=words.day(entry.expires)) if entry.expires else ""
            said = f"{number_text(entry.value, entry.suffix)} – {entry.owner}{until}"
            self.reserved.addItem(said, (entry.value, entry.suffix))
        self.number, self.suffix = QLineEdit(), QLineEdit()
        self.number.setValidator(QIntValidator(1, 999_999, self.number))
        self.suffix.setMaxLength(1)
        self.day = DayEdit(day, today=today)
        self.reason = QLineEdit()
        self.give = button(_("Give this number and date"), self.take, "primary")
        self._build()
        self.reserved_choice.setEnabled(self.reserved.count() > 0)
        first = self.reserved_choice if self.reserved.count() else self.paper_choice
        first.setChecked(True)
        first.setFocus()
        self._show()

    def _build(self) -> None:
        form = Form()
        for choice in (self.reserved_choice, self.letter_choice, self.paper_choice):
            self._group.addButton(choice)
            choice.toggled.connect(lambda _on: self._show())
            form.add_widget(choice)
        self.reserved.setAccessibleName(_("Reserved numbers"))
        form.add_widget(self.reserved)
        form.add_row((_("Number"), self.number), (_("Letter"), self.suffix), (_("Date"), self.day))
        form.add(_("Reason"), self.reason, _("A number with a letter is an exception: the reason is kept with it."))
        said = _("Numbers run on by themselves. Choose another one only where the paper bears it.")
        lay_out(self, (label(said, "muted", wrap=True), form), self.give, leave=_("Cancel"))
        self.give.setDefault(True)

    def _show(self) -> None:
        reserved, letter = self.reserved_choice.isChecked(), self.letter_choice.isChecked()
        self.reserved.setEnabled(reserved)
        self.number.setEnabled(not reserved)
        self.suffix.setEnabled(not reserved)
        self.reason.setEnabled(letter)

    def take(self) -> None:
        """Tells the choice, if nothing is missing."""
        day = self.day.day()
        missing: list[QLineEdit] = [] if day else [self.day]
        if self.reserved_choice.isChecked():
            value, suffix = self.reserved.currentData()
            reason = ""
        else:
            value, suffix = int(self.number.text() or 0), self.suffix.text().strip().lower()
            reason = FROM_PAPER if self.paper_choice.isChecked() else self.reason.text().strip()
            missing += [] if value else [self.number]
            if self.letter_choice.isChecked():
                missing += [] if suffix else [self.suffix]
                missing += [] if reason else [self.reason]
        for box in (self.number, self.suffix, self.reason, self.day):
            theme.mark(box, invalid=box in missing)
        if missing or day is None:
            missing[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(IssueNumber(day, value, suffix, reason))
        self.accept()


class TextDialog(QDialog):
    """Asks for one line of text that may not be empty: a name, a reason."""

    given = Signal(str)

    def __init__(self, title: str, question: str, verb: str, parent: QWidget | None = None, *, over: str = "") -> None:
        """`over`: words over the question."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.text = QLineEdit()
        self.ok = button(verb, self.take, "primary")
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self.text.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        form = Form()
        if over:
            form.words(over, "")
        form.add(question, self.text)
        lay_out(self, (form,), self.ok, leave=_("Cancel"))

    def take(self) -> None:
        if self.text.text().strip():
            self.given.emit(self.text.text().strip())
            self.accept()
