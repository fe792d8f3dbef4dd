"""The chips that narrow a list, each with a ✕; the keyboard reaches and removes them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ...domain.search import Chip
from ...i18n import _
from ..widgets.flow import FlowLayout
from .chips import chip_text

_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipBar(QWidget):
    """Hidden while there are none. Left and Right move between chips; Enter, Delete or a click takes one off."""

    removed = Signal(object)  # the Chip
    left = Signal()  # back to the search box

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: tuple[Chip, ...] = ()
        self._buttons: list[_ChipButton] = []
        self._flow = FlowLayout(self)
        self.setAccessibleName(_("What the list is narrowed by"))
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Shows these chips; the keyboard stays among them if it was there."""
        focused = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        if tuple(chips) == self.chips:
            return
        self.chips = tuple(chips)
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(chip) for chip in self.chips]
        self.setVisible(bool(self.chips))
        if focused is not None:
            self.focus(focused)

    def focus(self, number: int = -1) -> None:
        """Puts the keyboard on a chip, the last one by default; without chips it leaves."""
        if not self._buttons:
            self.left.emit()
            return
        self._buttons[min(number, len(self._buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, chip: Chip) -> "_ChipButton":
        made = _ChipButton(f"{chip_text(chip)}  ✕", self)
        made.setProperty("kind", "chip")
        made.setToolTip(_("Take off: {chip}").format(chip=chip_text(chip)))
        made.setAccessibleName(made.toolTip())
        made.clicked.connect(partial(self._remove, chip))
        self._flow.addWidget(made)
        return made

    def _remove(self, chip: Chip, _checked: bool = False) -> None:
        self.removed.emit(chip)

    def step(self, button: "_ChipButton", by: int) -> None:
        """From a chip to the one before or after it; before the first stands the search box."""
        at = self._buttons.index(button) + by
        if at < 0:
            self.left.emit()
        elif at < len(self._buttons):
            self.focus(at)


class _ChipButton(QToolButton):
    def __init__(self, text: str, bar: ChipBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVING:
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._bar.step(self, 1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._bar.left.emit()
        else:
            super().keyPressEvent(event)
