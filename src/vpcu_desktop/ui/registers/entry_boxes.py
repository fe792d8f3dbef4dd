"""The boxes of the quick entry: Enter leaves each for the next one, and each shows whether its text was typed,
remembered from the line before, or read off the code.
"""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ...domain.text import fold
from ...i18n import _
from .. import theme
from ..widgets.suggest import SuggestEdit, Suggestion


class Tone(Enum):
    """Where a box's text comes from."""

    TYPED = ""
    REMEMBERED = "remembered"  # it stood in the line before
    READ = "read"  # it follows from the code, or from the office's rules


def set_tone(box: QWidget, tone: Tone) -> None:
    """Shows where the text comes from; who hears the screen is told too."""
    if tone_of(box) is tone:
        return
    theme.mark(box, tone=tone.value)
    box.setAccessibleDescription(
        {Tone.TYPED: "", Tone.REMEMBERED: _("remembered from the line before"), Tone.READ: _("filled in")}[tone]
    )


def tone_of(box: QWidget) -> Tone:
    return Tone(box.property("tone") or "")


def no_suggestions(_typed: str) -> Sequence[Suggestion]:
    return ()


class EntryBox(SuggestEdit):
    """A line of text; a suggestion that Enter takes leads on to the next box, unless it is one to be worked on."""

    def __init__(
        self, suggest: Callable[[str], Sequence[Suggestion]] = no_suggestions, *, leads_on: bool = True
    ) -> None:
        super().__init__(suggest)
        self._leads_on = leads_on
        self._taken = False
        self.picked.connect(self._note_taken)
        self.textEdited.connect(self._note_typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._taken = False
        super().keyPressEvent(event)
        if self._taken and self._leads_on and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()

    def event(self, event: QEvent) -> bool:
        return leaves_key(event) or super().event(event)

    def _note_typed(self) -> None:
        set_tone(self, Tone.TYPED)
        if self.property("invalid"):
            theme.mark(self, invalid=False)

    def _note_taken(self, _text: str) -> None:
        self._taken = True
        set_tone(self, Tone.TYPED)


def take_count(box: EntryBox) -> None:
    """Lets a box take a small number or nothing; QIntValidator would keep Enter in an empty one."""
    box.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,4}"), box))


def count_of(text: str) -> int | None:
    """The number in such a box; None if it is empty."""
    return int(text) if text.strip().isdigit() else None


def leaves_key(event: QEvent) -> bool:
    """Leaves Ctrl+D to the command: some systems delete a letter with it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        event.ignore()
        return True
    return False


class EntryChoice(QComboBox):
    """A closed set; its first letter chooses, Enter leads on, the wheel turns nothing by accident."""

    returnPressed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        """`choices`: (value, words)."""
        super().__init__()
        for value, words in choices:
            self.addItem(words if value else "–", value)
        self.activated.connect(lambda _at: set_tone(self, Tone.TYPED))

    @property
    def value(self) -> str:
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(max(self.findData(value), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
            return
        if not self._choose(event.text()):
            super().keyPressEvent(event)

    def _choose(self, letter: str) -> bool:
        """The next choice that begins with a letter, with or without its marks."""
        wanted = fold(letter).strip()
        count = self.count()
        after = [(self.currentIndex() + step) % count for step in range(1, count + 1)]
        found = next((at for at in after if wanted and fold(self.itemText(at)).startswith(wanted)), None)
        if found is None:
            return False
        self.setCurrentIndex(found)
        set_tone(self, Tone.TYPED)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        """May be cut where there is no room: the list that opens shows the words whole."""
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())


class EntryTick(QCheckBox):
    """Space ticks it, Enter leads on."""

    returnPressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)
