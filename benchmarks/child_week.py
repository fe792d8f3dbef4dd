"""Child process: the real window on a store; types the passphrase, turns the weeks, prints what it took."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

TURNS = 80
_TYPING_SECONDS = 1.5  # a clerk's passphrase takes at least as long; the program warms up meanwhile
_REST_SECONDS = 2.0


class _Driver:
    """Waits for paints of the week's board with activities on it."""

    def __init__(self, passphrase: str) -> None:
        self.passphrase = passphrase
        self.begun = 0.0
        self.opened_ms = 0.0
        self.turns: list[float] = []
        self.shown: object = None  # the first day of the week on screen
        self.waiting: Callable[[], None] | None = None

    def watch(self) -> None:
        """Looks at each paint of the board; a filter at the application would slow all other events too."""
        from vpcu_desktop.ui.week.view import WeekView

        paint = WeekView.paintEvent

        def painted(view: WeekView, event: QPaintEvent) -> None:
            paint(view, event)
            grid = view.grid
            if self.waiting is None or grid is None or view.scene is None or not view.scene.placed:
                return
            if grid.columns[0].day != self.shown:
                self.shown = grid.columns[0].day
                done, self.waiting = self.waiting, None
                QTimer.singleShot(0, done)

        WeekView.paintEvent = painted  # type: ignore[method-assign]

    def start(self) -> None:
        if any(thread.name == "warm-up" for thread in threading.enumerate()):
            QTimer.singleShot(100, self.start)
            return
        self.watch()
        (self.window,) = (w for w in QApplication.topLevelWidgets() if type(w).__name__ == "AppWindow")
        page = self.window.unlock_page  # type: ignore[attr-defined]
        page.passphrase.line.setText(self.passphrase)
        self.waiting = self._opened
        self.begun = time.perf_counter()
        page.unlock()

    def _opened(self) -> None:
        self.opened_ms = (time.perf_counter() - self.begun) * 1000
        QTimer.singleShot(int(_REST_SECONDS * 1000), self._turn)

    def _turn(self) -> None:
        if len(self.turns) == TURNS:
            self._report()
        self.waiting = self._turned
        self.begun = time.perf_counter()
        self.window.frame.registry.action("week.previous").trigger()  # type: ignore[attr-defined]

    def _turned(self) -> None:
        self.turns.append((time.perf_counter() - self.begun) * 1000)
        QTimer.singleShot(30, self._turn)

    def _report(self) -> None:
        told = {"opened_ms": self.opened_ms, "turns_ms": self.turns, "memory_mb": _memory()}
        print(json.dumps(told), flush=True)
        os._exit(0)


def _memory() -> float:
    """Resident memory in MB (10⁶ bytes), as the system counts it; 0 where it cannot be read."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
    return int(lines["VmRSS"].split()[0]) * 1024 / 1e6


def main() -> None:
    store, passphrase = sys.argv[1:3]
    driver = _Driver(passphrase)
    run_loop = QApplication.exec

    def driven_loop(*_nothing: object) -> int:
        QTimer.singleShot(int(_TYPING_SECONDS * 1000), driver.start)
        return run_loop()

    QApplication.exec = driven_loop  # type: ignore[method-assign, assignment]
    from vpcu_desktop.app import run_window

    sys.exit(run_window([store]))


if __name__ == "__main__":
    main()
