"""The program's frame on a real store of a commune's office, driven by keys: what the windows of its rooms stand on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import create_office
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.settings import Settings

from .stores import CHEAP

TODAY = date(2026, 11, 25)  # a Wednesday
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


class Clock:
    """Wednesday morning, a second later each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class FrameWindow:
    """A frame and who sits before it. Each verb waits until the program is at rest."""

    def __init__(self, qtbot: QtBot, frame: Frame) -> None:
        self.qtbot, self.frame = qtbot, frame

    @property
    def session(self) -> OfficeSession:
        return self.frame.session

    @property
    def focus(self) -> QWidget:
        focused = QApplication.focusWidget() or self.frame.focusWidget()
        assert focused is not None
        return focused

    def settle(self) -> None:
        """Until nothing runs and all that was asked for while it ran has come too."""
        for _round in range(3):
            self.qtbot.waitUntil(lambda: self.frame.operations.idle, timeout=10_000)
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.frame.operations.idle, timeout=10_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Presses a key where the focus is."""
        if QApplication.activeWindow() is None:
            self.frame.activateWindow()  # as a window manager does when a dialog closes
            self.qtbot.waitUntil(self.frame.isActiveWindow)
        QTest.keyClick(self.focus, key, modifiers)
        self.settle()

    def key_of(self, letter: str) -> None:
        """A key that gives any letter, as a keyboard or Unikey sends it."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, NONE, letter))

    def write(self, text: str) -> None:
        """Letters, each where the focus is by then."""
        for letter in text:
            self.key_of(letter)

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog of a kind that is open."""
        self.settle()
        found = [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]
        assert len(found) == 1, found
        return found[0]


def commune_office(folder: Path, role: Role) -> OfficeSession:
    """An empty office of a commune in this folder, and its first clerk."""
    office = Office(new_id(), "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    session, _recovery = create_office(
        folder / "office", office, "Đặng Thu Hà", role.value, "mat khau", body_name="Thường trực Đảng ủy", kdf=CHEAP,
        clock=Clock(),
    )  # fmt: skip
    return session


def frame_on(session: OfficeSession, settings: Path) -> Frame:
    """The frame of an open office, with settings of its own in this folder."""
    return Frame(session, Settings(settings), lambda: None)


@contextmanager
def in_front(qtbot: QtBot, frame: Frame, *, width: int = 1366, height: int = 768) -> Iterator[None]:
    """Brings the frame to the front until the test is over; its session is closed with it."""
    # Not the bot's to close: it would do so before the last operation came back.
    frame.resize(width, height)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    try:
        yield
    finally:
        frame.operations.wait()
        frame.close()
        frame.deleteLater()
        QApplication.processEvents()
        frame.session.close()
