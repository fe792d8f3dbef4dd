"""A row of choices of which one is in force, for what a screen shows."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from .flow import FlowLayout
from .labels import button


class ChoiceRow(QWidget):
    """Flat buttons in a line, in further lines where one is too short; Left and Right move between them."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """`choices`: (key, words); `name` says what is chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        row = FlowLayout(self, one_line=True)
        self._group = QButtonGroup(self)
        self._buttons = {key: button(words, kind="flat") for key, words in choices}
        for key, made in self._buttons.items():
            made.setCheckable(True)
            made.clicked.connect(partial(self._choose, key))
            self._group.addButton(made)
            row.addWidget(made)
        self._current = choices[0][0]
        self._buttons[self._current].setChecked(True)

    @property
    def keys(self) -> Collection[str]:
        return self._buttons.keys()

    @property
    def current(self) -> str:
        return self._current

    def select(self, key: str) -> None:
        """Puts a choice in force and tells it."""
        if key != self._current:
            self._current = key
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)

    def set_enabled(self, key: str, enabled: bool) -> None:
        """A choice that cannot be made now is shown so."""
        self._buttons[key].setEnabled(enabled)

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.select(key)
