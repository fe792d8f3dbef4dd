"""A list that typing narrows: words over it, what they match under them, Enter takes the current line."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.text import matches
from .labels import label

_T = TypeVar("_T")
_ROLE = Qt.ItemDataRole.UserRole


class FilteredList(QWidget, Generic[_T]):
    """Shows lines, each with a value; Down goes from the words into them."""

    changed = Signal()  # another line is the current one, or none is
    taken = Signal()  # Enter or a double click on one

    def __init__(self, ask: str, name: str, nothing: str, parent: QWidget | None = None) -> None:
        """`ask`: what is typed here; `name`: what the list holds; `nothing`: said where there is no line at all."""
        super().__init__(parent)
        self._lines: Sequence[tuple[str, _T]] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(ask)
        self.filter.setAccessibleName(ask)
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.filter.returnPressed.connect(self._take)
        self.list = fit_list(QListWidget(), name)
        self.list.currentRowChanged.connect(lambda _row: self.changed.emit())
        self.list.itemActivated.connect(lambda _item: self.taken.emit())
        self.nothing = label(nothing, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        self.setFocusProxy(self.filter)

    def show_lines(self, lines: Sequence[tuple[str, _T]], likely: Callable[[_T], bool] | None = None) -> None:
        """Words and values; the first that is `likely` is the current one, else the first of all."""
        self._lines = lines
        self._narrow()
        if likely is not None:
            rows = range(self.list.count())
            self.list.setCurrentRow(next((row for row in rows if likely(self._value(row))), min(0, len(rows) - 1)))
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)

    @property
    def current(self) -> _T | None:
        """The value of the current line."""
        row = self.list.currentRow()
        return self._value(row) if row >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.list.count():  # the line of words does not want it
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _value(self, row: int) -> _T:
        value: _T = self.list.item(row).data(_ROLE)
        return value

    def _narrow(self) -> None:
        typed = self.filter.text().strip()
        self.list.blockSignals(True)
        self.list.clear()
        for text, value in self._lines:
            if not typed or matches(typed, text):
                made = QListWidgetItem(text)
                made.setToolTip(text)
                made.setData(_ROLE, value)
                self.list.addItem(made)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self.list.blockSignals(False)
        self.changed.emit()

    def _take(self) -> None:
        if self.current is not None:
            self.taken.emit()


def fit_list(listed: QListWidget, name: str) -> QListWidget:
    """A list whose long lines end in an ellipsis; `name` says what it holds."""
    listed.setAccessibleName(name)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.setTextElideMode(Qt.TextElideMode.ElideRight)
    listed.ensurePolished()  # else lines that it gets before it is shown are measured without the sheet
    listed.setUniformItemSizes(True)
    return listed
