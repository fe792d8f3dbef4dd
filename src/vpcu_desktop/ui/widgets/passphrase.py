"""A passphrase field with an eye to show what is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ...i18n import _
from .labels import IconButton


class PassphraseEdit(QWidget):
    """The text is never kept by an input method, never completed, and hidden unless the eye is pressed."""

    submitted = Signal()
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, draw_eye: bool = True) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.returnPressed.connect(self.submitted)
        self.line.textChanged.connect(self.edited)
        self.setFocusProxy(self.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.line, 1)
        if draw_eye:
            self.add_eye()

    def add_eye(self) -> None:
        """Adds the button; the unlock window does so after its first paint, for it needs an icon."""
        self.eye = IconButton("eye")
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self._show)
        self._row.addWidget(self.eye)
        self._show(False)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def text(self) -> str:
        return self.line.text()

    def clear(self) -> None:
        self.line.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.line.selectAll()

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon_name("eye_off" if shown else "eye")
        words = _("Hide the passphrase") if shown else _("Show the passphrase")
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)
