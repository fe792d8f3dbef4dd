"""The line in which new items are typed; what was understood stands above it while typing."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ...domain.periods import Period
from ...domain.programme_line import read_line
from ...domain.programmes import ITEM_TEXTS, Item
from ...i18n import _
from ..widgets.elided import ElidedLabel
from . import flow_words, words


class ItemEntry(QWidget):
    """Enter adds, Esc goes back to the list and keeps what was typed."""

    added = Signal()
    left = Signal()

    def __init__(self, period: Callable[[], Period], parent: QWidget | None = None) -> None:
        """`period`: the one that the times are meant in."""
        super().__init__(parent)
        self._period = period
        self.edit = _Line()
        self.edit.setPlaceholderText(
            _("New item: Half-term review; lead Party building board; month 11; standing committee…")
        )
        self.edit.setAccessibleName(_("New item"))
        self.edit.escaped.connect(self.left)
        self.edit.returnPressed.connect(self.added)
        self.edit.textChanged.connect(lambda _text: self._tell())
        self.understood = ElidedLabel("", "muted")
        self.understood.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.understood)
        column.addWidget(self.edit)

    @property
    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def read(self, item: Item) -> Item:
        """The item with what the line says of it."""
        period = self._period()
        return read_line(self.text, item, year=period.first_day.year, month=period.only_month)

    def begin(self, text: str = "") -> None:
        """The keyboard comes here; `text` was typed elsewhere already."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.edit.setText(self.edit.text() + text)

    def clear(self) -> None:
        """What was typed is stored by now: Ctrl+Z takes the item back, not the letters."""
        self.edit.setText("")

    def _tell(self) -> None:
        """All but the content, which stands in the line as it is."""
        item = self.read(Item("", "", ""))
        names = words.fields()
        said = [
            f"{names[name]}: {getattr(item, name)}"
            for name in ITEM_TEXTS
            if name not in ("content", "time_text") and getattr(item, name)
        ]
        if item.time_text:
            bare = replace(item, time_text="")
            days = "" if item.ongoing else flow_words.when(bare.when)
            said.insert(0, f"{names['time_text']}: {item.time_text}" + (f" ({days})" if days else ""))
        if item.submitted_to.value:
            said.append(f"{_('Decided by')}: {flow_words.forum(item.submitted_to)}")
        self.understood.setText(" · ".join(said))
        self.understood.setVisible(bool(said))


class _Line(QLineEdit):
    """With nothing of its own to undo it leaves Ctrl+Z to the window."""

    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)
