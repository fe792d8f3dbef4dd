"""Child process: opens a window, bare or the program's, and prints when its first paint was done."""

import os
import sys
import time
from collections.abc import Callable

_BARE = sys.argv[1:2] == ["bare"]
if not _BARE:
    from vpcu_desktop.app import run_window  # first of all, as `python -m vpcu_desktop` does: see `ui/plain_import.py`

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402


class _Watch(QObject):
    """Sees the first paint of a window; what stands in the queue behind it comes when it is done.

    It stands at the shown windows, not at the application: there Python would be shown every event of every part, and
    for the first part that is private to Qt it makes all its classes (20 ms), which no start of the program does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.seen and event.type() == QEvent.Type.Paint:
            self.seen = True
            QTimer.singleShot(0, _done)
        return False


def _done() -> None:
    print(time.perf_counter(), flush=True)
    os._exit(0)


def _bare(run_loop: Callable[[], int]) -> int:
    application = QApplication(sys.argv[:1])
    window = QWidget()
    window.setWindowTitle(application.applicationName())
    window.resize(1366, 740)
    window.show()
    return run_loop()


def main() -> None:
    watch = _Watch()
    run_loop = QApplication.exec

    def watched_loop(*_nothing: object) -> int:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.installEventFilter(watch)
        return run_loop()

    if _BARE:
        sys.exit(_bare(watched_loop))
    QApplication.exec = watched_loop  # type: ignore[method-assign]
    sys.exit(run_window(sys.argv[2:]))


if __name__ == "__main__":
    main()
