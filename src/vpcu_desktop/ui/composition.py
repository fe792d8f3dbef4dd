"""While an input method composes a letter, the keys belong to it and to no shortcut."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class CompositionGuard(QObject):
    """Keeps every shortcut from firing while an input method composes a letter; else lets undo and redo go past a
    text field that has nothing to take back itself.

    It filters the widget that has the focus and no other, so that it costs nothing elsewhere.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.composing = False
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._move)
        self._move(None, app.focusWidget())

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self.composing = False
        self._watched = new
        if new is not None:
            new.installEventFilter(self)
            new.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None
        self.composing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.ShortcutOverride and self.composing:
            event.accept()  # the key belongs to the composition: the shortcut map is not asked
            return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _has_nothing_for(watched, event)  # not accepted: the shortcut map is asked
        return False


def _has_nothing_for(field: QObject, event: QKeyEvent) -> bool:
    """Whether a text field would take undo or redo for itself and have nothing to do: then the key is the office's."""
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if not undo and not redo:
        return False
    if isinstance(field, QLineEdit):
        return not (field.isUndoAvailable() if undo else field.isRedoAvailable())
    if isinstance(field, QPlainTextEdit):
        text = field.document()
        return not (text.isUndoAvailable() if undo else text.isRedoAvailable())
    return False
