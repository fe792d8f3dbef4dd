"""Text fields with suggestions under them: never completed inside the text, so that Unikey's Backspace stays right.

The list is a plain child of the window: the field keeps the focus and the input method while it is open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ...i18n import _
from .plain_text import PlainTextEdit

_MOST = 8  # rows shown without scrolling
_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is put into the field; `hint` (position, full name) stands beside it in the list."""

    text: str
    hint: str = ""


Suggest = Callable[[str], Sequence[Suggestion]]


class _Popup(QObject):
    """The list under a field. Down and Up choose, Enter or Tab takes the chosen one, Esc closes the list; nothing is
    chosen by itself, so a new name is never replaced by a longer one that is known already.
    """

    def __init__(self, field: QWidget, suggest: Suggest, take: Callable[[str], None]) -> None:
        super().__init__(field)
        self._field, self._suggest, self._put = field, suggest, take
        self._list: QListWidget | None = None
        self._window: QWidget | None = None

    @property
    def is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def texts(self) -> tuple[str, ...]:
        if self._list is None or not self.is_open:
            return ()
        return tuple(self._list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(self._list.count()))

    def show_for(self, piece: str, anchor: QRect) -> None:
        """The suggestions for a piece of text, under a place in the field; none close the list."""
        found = self._suggest(piece) if piece.strip() else ()
        if not found or [s.text for s in found] == [piece.strip()]:
            self.close()
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
        self._place(shown, anchor)
        shown.show()
        shown.raise_()

    def close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key was one of the open list's own."""
        key, shown = event.key(), self._list
        if shown is None or not self.is_open or not _is_plain(event):
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow(max(-1, min(shown.currentRow() + step, shown.count() - 1)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown.currentRow() >= 0:
            self._take(shown.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def takes_event(self, event: QEvent) -> bool:
        """Keys that others would get before the field's `keyPressEvent`: Tab, and shortcuts of the window."""
        if not isinstance(event, QKeyEvent) or self._list is None or not self.is_open or not _is_plain(event):
            return False
        kind, key = event.type(), event.key()
        if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and self._list.currentRow() >= 0:
            self._take(self._list.currentItem())
        if kind == QEvent.Type.ShortcutOverride and key in _OWN_KEYS:
            event.accept()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close()
        return False

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        chosen = str(item.data(Qt.ItemDataRole.UserRole))
        self._put(chosen)
        self.close()

    def _made_list(self) -> QListWidget:
        window = self._field.window()
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

    def _place(self, shown: QListWidget, anchor: QRect) -> None:
        field, window = self._field, self._field.window()
        rows = min(shown.count(), _MOST)
        height = max(shown.sizeHintForRow(0), shown.fontMetrics().height()) * rows + 2 * shown.frameWidth() + 4
        width = max(field.width(), min(shown.sizeHintForColumn(0) + 32, window.width() - 16))
        below = field.mapTo(window, QPoint(0, anchor.bottom() + 3))
        x = max(0, min(below.x(), window.width() - width - 4))
        y = below.y()
        if y + height > window.height():
            above = field.mapTo(window, QPoint(0, anchor.top() - 2)).y() - height
            if above >= 0:
                y = above
        shown.setGeometry(x, y, width, height)


class SuggestEdit(QLineEdit):
    """A line that shows what `suggest` finds for the piece that is typed. With `separator` it holds several pieces."""

    picked = Signal(str)  # the text of a suggestion that was taken

    def __init__(self, suggest: Suggest, *, separator: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._separator = separator
        self._popup = _Popup(self, suggest, self._take)
        self.textEdited.connect(self.open_suggestions)

    @property
    def suggesting(self) -> bool:
        """Whether the list is open."""
        return self._popup.is_open

    def suggestions(self) -> tuple[str, ...]:
        """The texts in the open list."""
        return self._popup.texts()

    def open_suggestions(self) -> None:
        """Shows the suggestions for the piece at the cursor; closes the list if there are none."""
        self._popup.show_for(self._piece()[2], self.rect())

    def close_suggestions(self) -> None:
        self._popup.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.takes_key(event):
            return
        if (
            not self.suggesting
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.open_suggestions()
            if self.suggesting:
                return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        made = "_popup" in self.__dict__  # Qt sends events while the field is being made
        return (made and self._popup.takes_event(event)) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_suggestions()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_suggestions()
        super().hideEvent(event)

    def _piece(self) -> tuple[int, int, str]:
        """Start, end and text of the piece in which the cursor stands."""
        return _piece_at(self.text(), self.cursorPosition(), self._separator)

    def _take(self, chosen: str) -> None:
        start, end, _piece = self._piece()
        self.setSelection(start, end - start)
        self.insert(chosen)
        self.picked.emit(chosen)


class SuggestText(PlainTextEdit):
    """A text of several lines that suggests for the piece at the cursor: since the last of `separators` or line."""

    def __init__(
        self, suggest: Suggest, *, separators: str = ";,\n", lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(lines=lines, parent=parent)
        self._separators = separators
        self._popup = _Popup(self, suggest, self._take)

    @property
    def suggesting(self) -> bool:
        """Whether the list is open."""
        return self._popup.is_open

    def suggestions(self) -> tuple[str, ...]:
        """The texts in the open list."""
        return self._popup.texts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.takes_key(event):
            return
        before = self.toPlainText()
        super().keyPressEvent(event)
        if self.toPlainText() != before and not self.isReadOnly():
            self._show_popup()
        elif event.text() or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._popup.close()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.commitString():
            self._show_popup()

    def _show_popup(self) -> None:
        self._popup.show_for(self._piece()[2], self.cursorRect().translated(0, self.viewport().y()))

    def event(self, event: QEvent) -> bool:
        made = "_popup" in self.__dict__  # Qt sends events while the field is being made
        return (made and self._popup.takes_event(event)) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._popup.close()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._popup.close()
        super().hideEvent(event)

    def _piece(self) -> tuple[int, int, str]:
        return _piece_at(self.toPlainText(), self.textCursor().position(), self._separators)

    def _take(self, chosen: str) -> None:
        start, end, _piece = self._piece()
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chosen)
        self.setTextCursor(cursor)


def _is_plain(event: QKeyEvent) -> bool:
    """Without Ctrl or Alt: with one it is a shortcut of the window (Ctrl+Enter saves), list or no list."""
    return not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


def _piece_at(text: str, cursor: int, separators: str) -> tuple[int, int, str]:
    """Start, end and text of the piece between separators in which a cursor stands."""
    if not separators:
        return 0, len(text), text
    start = max(text.rfind(separator, 0, cursor) for separator in separators) + 1
    ends = [at for at in (text.find(separator, cursor) for separator in separators) if at >= 0]
    end = min(ends, default=len(text))
    while start < end and text[start] == " ":
        start += 1
    return start, end, text[start:end]
