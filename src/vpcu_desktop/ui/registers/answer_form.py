"""Which outgoing document answers an incoming one; and where the arrival stamp stands on a paper."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from ...domain.document_file import DocumentFile
from ...domain.documents import Document, LinkKind
from ...domain.text import fold, matches
from ...i18n import _
from ...services import links
from ...services.changes import Changes
from ..screen import Shell
from ..widgets.chips import ChoiceRow
from ..widgets.number_box import NumberBox
from ..widgets.suggest import Suggestion
from . import words
from .entry_boxes import EntryBox
from .step_form import StepForm

_MOST = 8


class AnswerForm(StepForm):
    """Chooses among the outgoing documents of late, by code or by words of the subject."""

    kind = "answer"

    def __init__(self, shell: Shell, file: DocumentFile, outgoing: Sequence[Document]) -> None:
        super().__init__(shell, _("Answered by"), _("Link the answer"), [file.document])
        self._outgoing = tuple(each for each in outgoing if each.code)
        self._open = tuple(asked for asked in file.assignments if asked.progress.is_open)
        self.answer = EntryBox(self._suggest)
        self.put("answer", self.answer, _("Number, code of the answer"), _("Type a number or words of its subject."))
        self.closes = QCheckBox(_("What was asked about it is then done"))
        self.closes.setChecked(True)
        self.form.add_widget(self.closes)
        self.closes.setVisible(bool(self._open))
        self.form.finish()

    def work(self) -> Callable[[], Changes] | None:
        typed = fold(self.answer.text()).strip()
        found = next((each for each in self._outgoing if typed and fold(each.code) == typed), None)
        if found is None:
            self.complain(_("No outgoing document of late has this number and code."), self.answer)
            return None
        session, document, answer = self._shell.session, self.documents[0], found
        closes = self._open if self.closes.isChecked() else ()
        return lambda: links.link(session, answer, LinkKind.REPLIES, document, closes=closes)

    def _suggest(self, typed: str) -> Sequence[Suggestion]:
        found = [
            each for each in self._outgoing if fold(typed) in fold(each.code) or matches(typed, each.subject or "")
        ]
        return [Suggestion(each.code, f"{words.day(each.day)} · {each.subject or ''}") for each in found[:_MOST]]


class StampForm(StepForm):
    """A label of the stamp's own size, or the stamp at a place of the paper that this machine remembers."""

    kind = "stamp"

    wanted = Signal(object)  # (left, top) in mm, or None for a label

    def __init__(self, shell: Shell, document: Document) -> None:
        super().__init__(shell, _("Arrival stamp"), _("Look and print…"), [document])
        now = shell.settings.now
        self.shape = ChoiceRow((("paper", _("On the paper")), ("label", _("As a label"))), _("Shape of the stamp"))
        self.left_mm, self.top_mm = (
            NumberBox(0, most, value, unit="mm") for most, value in ((160, now.stamp_left), (262, now.stamp_top))
        )
        self.form.add_widget(self.shape)
        self.form.add_row((_("From the left edge"), self.left_mm), (_("From the upper edge"), self.top_mm))
        self.form.words(_("The sheet is empty but for the stamp: put the paper itself into the printer."))
        self.form.finish()
        self.shape.chosen.connect(self._show_shape)

    def begin(self) -> None:
        self.verb_button.setFocus()

    def save(self) -> None:
        """Nothing is stored: the place is remembered and the stamp shown."""
        place = (self.left_mm.value(), self.top_mm.value())
        self._shell.settings.change(stamp_left=place[0], stamp_top=place[1])
        self.wanted.emit(place if self.shape.current == "paper" else None)
        self.done.emit()

    def _show_shape(self, shape: str) -> None:
        for box in (self.left_mm, self.top_mm):
            box.setEnabled(shape == "paper")
