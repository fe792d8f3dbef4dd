"""Buttons as the program makes them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.widgets.labels import button


def test_a_shortcut_outlives_the_text(qtbot: QtBot) -> None:
    """Buttons that count what they would do change their text all the time; Qt takes the shortcut with the old one."""
    window, line, pressed = QWidget(), QLineEdit(), list[None]()
    made = button("Nhận", lambda: pressed.append(None))
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(made)
    made.setShortcut("Ctrl+Return")
    made.setText("Nhận 3 đăng ký")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(pressed))
