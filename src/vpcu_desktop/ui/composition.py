"""While an input method composes a letter, the keys belong to it and to no shortcut."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class CompositionGuard(QObject):
    """Keeps every shortcut from firing while an input method composes a letter.

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
        return False
