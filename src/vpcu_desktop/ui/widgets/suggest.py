"""A line of text with suggestions under it: never completed inside the line, so that Unikey's Backspace stays right.

The list is a plain child of the window: the line keeps the focus and the input method while it is open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ...i18n import _

_MOST = 8  # rows shown without scrolling
_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is put into the line; `hint` (position, full name) stands beside it in the list."""

    text: str
    hint: str = ""


Suggest = Callable[[str], Sequence[Suggestion]]


class SuggestEdit(QLineEdit):
    """Shows what `suggest` finds for the piece that is typed. With `separator` the line holds several pieces.

    Down and Up choose, Enter or Tab takes the chosen one, Esc closes the list; nothing is chosen by itself, so a new
    name is never replaced by a longer one that is known already.
    """

    picked = Signal(str)  # the text of a suggestion that was taken

    def __init__(self, suggest: Suggest, *, separator: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._separator = separator
        self._list: QListWidget | None = None
        self._window: QWidget | None = None
        self.textEdited.connect(self.open_suggestions)

    @property
    def suggesting(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def suggestions(self) -> tuple[str, ...]:
        """The texts in the open list."""
        if self._list is None or not self.suggesting:
            return ()
        return tuple(self._list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(self._list.count()))

    def open_suggestions(self) -> None:
        """Shows the suggestions for the piece at the cursor; closes the list if there are none."""
        piece = self._piece()[2]
        found = self._suggest(piece) if piece.strip() else ()
        if not found or [s.text for s in found] == [piece.strip()]:
            self.close_suggestions()
            return
        shown = self._made_list()
        shown.clear()
        for suggestion in found:
            words = f"{suggestion.text}   {suggestion.hint}" if suggestion.hint else suggestion.text
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, suggestion.text)
            item.setToolTip(words)
            shown.addItem(item)
        shown.setCurrentRow(-1)
        self._place(shown)
        shown.show()
        shown.raise_()

    def close_suggestions(self) -> None:
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self._list
        if shown is None or not self.suggesting:
            if key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.open_suggestions()
                if self.suggesting:
                    return
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow(max(-1, min(shown.currentRow() + step, shown.count() - 1)))
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown.currentRow() >= 0:
            self._take(shown.currentItem())
            return
        if key == Qt.Key.Key_Escape:
            self.close_suggestions()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._list is not None and self.suggesting:
            kind, key = event.type(), event.key()
            # Tab moves the focus before keyPressEvent is asked: a chosen suggestion is taken first.
            if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and self._list.currentRow() >= 0:
                self._take(self._list.currentItem())
            if kind == QEvent.Type.ShortcutOverride and key in _OWN_KEYS:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_suggestions()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_suggestions()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close_suggestions()
        return False

    def _piece(self) -> tuple[int, int, str]:
        """Start, end and text of the piece in which the cursor stands."""
        text, cursor = self.text(), self.cursorPosition()
        if not self._separator:
            return 0, len(text), text
        start = text.rfind(self._separator, 0, cursor) + len(self._separator)
        end = text.find(self._separator, cursor)
        end = len(text) if end < 0 else end
        while start < end and text[start] == " ":
            start += 1
        return start, end, text[start:end]

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        chosen = str(item.data(Qt.ItemDataRole.UserRole))
        start, end, _piece = self._piece()
        self.setSelection(start, end - start)
        self.insert(chosen)
        self.close_suggestions()
        self.picked.emit(chosen)

    def _made_list(self) -> QListWidget:
        window = self.window()
        if self._list is None or self._window is not window:
            if self._list is not None:
                self._list.deleteLater()
            made = QListWidget(window)
            made.setObjectName("suggestions")
            made.setAccessibleName(_("Suggestions"))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            made.setTextElideMode(Qt.TextElideMode.ElideRight)
            made.itemClicked.connect(self._take)
            made.hide()
            window.installEventFilter(self)
            self.destroyed.connect(made.deleteLater)
            self._list, self._window = made, window
        return self._list

    def _place(self, shown: QListWidget) -> None:
        window = self.window()
        rows = min(shown.count(), _MOST)
        height = max(shown.sizeHintForRow(0), shown.fontMetrics().height()) * rows + 2 * shown.frameWidth() + 4
        width = max(self.width(), min(shown.sizeHintForColumn(0) + 32, window.width() - 16))
        below = self.mapTo(window, QPoint(0, self.height() + 2))
        x = max(0, min(below.x(), window.width() - width - 4))
        y = below.y()
        if y + height > window.height():
            above = self.mapTo(window, QPoint(0, -2)).y() - height
            if above >= 0:
                y = above
        shown.setGeometry(x, y, width, height)
