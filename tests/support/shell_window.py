"""The program's window for tests: a real store with a cheap key, settings of its own, answers waited for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.domain.schedule import Body, BodyId, new_id
from vpcu_desktop.services.session import Clock, OfficeSession, system_clock
from vpcu_desktop.services.unlocking import unlock_as
from vpcu_desktop.ui.app_window import AppWindow
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.settings import Settings

from .stores import CLERK, PASSPHRASE, make_store_and_recovery


def make_office_store(folder: Path, role: str = "admin") -> Path:
    """A closed store with one clerk and one body."""
    make_office_and_recovery(folder, role=role)
    return folder


def make_office_and_recovery(folder: Path, role: str = "admin") -> str:
    """The same; gives the recovery key's text."""
    store, recovery = make_store_and_recovery(folder, role=role)
    with store.write("tester", "create_office") as repo:
        repo.save(Body(BodyId(new_id()), "Thường trực Đảng ủy"))
    store.close()
    return recovery


def open_session(folder: Path, *, clock: Clock = system_clock) -> OfficeSession:
    return unlock_as(folder, CLERK, PASSPHRASE, clock=clock)


@contextmanager
def window_on(qtbot: QtBot, tmp_path: Path, folder: Path | None) -> Iterator[AppWindow]:
    """The window on a store's unlock page (or the welcome), shown and settled."""
    window = AppWindow(Settings(tmp_path / "config"), folder)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.unlock_page.is_ready)
    settle(qtbot, window)
    try:
        yield window
    finally:
        settle(qtbot, window)
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def settle(qtbot: QtBot, window: AppWindow) -> None:
    """Waits until no operation runs and every answer has arrived."""

    def idle() -> bool:
        return window.operations.idle and (window.frame is None or window.frame.operations.idle)

    qtbot.waitUntil(idle, timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(idle, timeout=10_000)


def unlock(qtbot: QtBot, window: AppWindow, passphrase: str = PASSPHRASE) -> Frame:
    """Types the passphrase and Enter."""
    type_text(window.unlock_page.passphrase.line, passphrase)
    QTest.keyClick(window.unlock_page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
    settle(qtbot, window)
    assert window.frame is not None
    return window.frame


def type_text(widget: QWidget, text: str) -> None:
    """Types text letter by letter as an input method without composition sends it; QTest knows ASCII only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=10_000)


def visible_inside(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget lies wholly inside the window."""
    corner = widget.mapTo(window, QPoint(0, 0))
    return window.rect().contains(corner) and window.rect().contains(corner + widget.rect().bottomRight())
