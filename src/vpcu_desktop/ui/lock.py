"""When to lock by itself: after idle minutes, when the machine's session is locked, when it goes to sleep."""

import sys
import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class IdleWatch(QObject):
    """Emits `idle` once when no key was pressed and the mouse did not move for so many minutes.

    It listens at the windows, not at every widget; `clock` (seconds, monotonic) can be given for tests.
    """

    idle = Signal()

    def __init__(
        self, minutes: int, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = minutes * 60
        self._last = clock()
        self._told = False
        self._timer = QTimer(self, interval=5000)
        self._timer.timeout.connect(self.check)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
            self._listen(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        self._seconds = minutes * 60

    def touch(self) -> None:
        """Somebody is there."""
        self._last, self._told = self._clock(), False

    def check(self) -> None:
        """Tells `idle` if it is time. A machine that slept wakes up idle: the clock went on."""
        if not self._told and self._clock() - self._last >= self._seconds:
            self._told = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touch()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)


class SessionLockWatch(QObject):
    """Emits `locked` when the operating system locks the session or goes to sleep.

    Linux: logind's `Lock` and `PrepareForSleep` on the system bus, the screen savers' `ActiveChanged` on the session
    bus (both local sockets). Windows: WTS session messages to a hidden window. Elsewhere it stays silent.
    """

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        if sys.platform == "win32":
            self._window = _SessionWindow(self.locked.emit)
        elif sys.platform.startswith("linux"):
            self._listen_on_bus()

    def _listen_on_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, _slot("_saver(bool)"))
        if system.isConnected():
            login = "org.freedesktop.login1"
            system.connect(login, "", f"{login}.Session", "Lock", self, _slot("_session_locked()"))
            system.connect(login, "", f"{login}.Manager", "PrepareForSleep", self, _slot("_saver(bool)"))

    @Slot(bool)
    def _saver(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def _session_locked(self) -> None:
        self.locked.emit()


def _slot(signature: str) -> bytes:
    """A slot's name as QDBusConnection wants it: its stub says bytes, it takes nothing but what SLOT() makes."""
    return cast(bytes, SLOT(signature))


class _SessionWindow(QWidget):
    """A window that is never shown and gets Windows' session messages."""

    _WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
    _WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7

    def __init__(self, tell: Callable[[], object]) -> None:
        super().__init__()
        self._tell = tell
        if sys.platform == "win32":
            import ctypes

            # 0: messages of this session only.
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(self.winId()), 0)

    def nativeEvent(self, event_type: object, message: int) -> object:
        if sys.platform == "win32":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            what = (told.message, told.wParam)
            if what in (
                (self._WM_WTSSESSION_CHANGE, self._WTS_SESSION_LOCK),
                (self._WM_POWERBROADCAST, self._PBT_APMSUSPEND),
            ):
                self._tell()
        return False, 0
