"""Labels, buttons and lines in the program's few sizes and kinds."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from .. import theme


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `role`: title, heading, strong, muted, warning, danger, success, key."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
    return made


class PushButton(QPushButton):
    """Enter presses it while it has the focus, as Space does; its shortcut outlives its text."""

    def setText(self, text: str) -> None:
        keys = self.shortcut()
        super().setText(text)  # this puts the text's mnemonic, or nothing, in the place of the shortcut
        self.setShortcut(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def button(text: str, action: Callable[[], object] | None = None, kind: str = "") -> QPushButton:
    """A push button that is a verb; `kind`: primary (one a screen), flat, danger."""
    made = PushButton(text)
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    if kind:
        made.setProperty("kind", kind)
    if action is not None:
        made.clicked.connect(lambda: action())
    return made


def icon_button(name: str, text: str, action: Callable[[], object] | None = None, *, word: bool = False) -> QToolButton:
    """A button with an icon, which always has a word: beside it or as its tooltip."""
    made = IconButton(name)
    made.setText(text)
    made.setToolTip(text)
    made.setAccessibleName(text)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if word else Qt.ToolButtonStyle.ToolButtonIconOnly
    made.setToolButtonStyle(style)
    if action is not None:
        made.clicked.connect(lambda: action())
    return made


class IconButton(QToolButton):
    """A tool button whose icon follows the theme and the text size."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._dress()
        theme.watch().changed.connect(self._dress)

    def set_icon_name(self, name: str) -> None:
        self._name = name
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        from .. import icons  # late: the first paint needs no icon

        self.setIcon(icons.icon(self._name, checked=theme.tokens().accent_text))
        side = round(20 * theme.text_scale())
        self.setIconSize(QSize(side, side))


def line() -> QFrame:
    """A hairline between two parts."""
    made = QFrame()
    made.setProperty("area", "line")
    made.setFixedHeight(1)
    return made
