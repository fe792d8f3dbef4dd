"""Child process: the search's list at 1920×1080 on a store; jumps about in it, prints what the window's thread took."""

import gc
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

JUMPS = 80  # of each kind
_PATIENCE = 20.0  # seconds
_KEY_SECONDS = 0.1  # from an answer to the next key: a quick typist
#: What the search box holds after one key and the next.
_TYPED = [text[:n] for text in ("kế hoạch", "24-KH/TU", "phòng, chống thiên tai") for n in range(1, len(text) + 1)]


class _Driver:
    """Gives the event loop one pass after the other. A pass in which the list is painted is a frame: its time counts,
    with all else that the window's thread did in it.
    """

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.frames: list[float] = []
        self._painted = False

    def watch(self) -> None:
        """Looks at each paint of the list."""
        from vpcu_desktop.ui.registers.table import RegisterTable

        paint = RegisterTable.paintEvent

        def painted(table: RegisterTable, event: QPaintEvent) -> None:
            self._painted = True
            paint(table, event)

        RegisterTable.paintEvent = painted  # type: ignore[method-assign, assignment]

    def turn(self, act: Callable[[], object] = lambda: None) -> None:
        self._painted = False
        begun = time.thread_time()  # what this thread computes: other programs' share of the machine does not count
        act()
        self.app.processEvents()
        if self._painted:
            self.frames.append((time.thread_time() - begun) * 1000)

    def until(self, done: Callable[[], bool]) -> float:
        """Passes until it is so; gives the milliseconds that it took."""
        begun = time.perf_counter()
        while not done():
            self.turn()
            time.sleep(0.001)
            if time.perf_counter() - begun > _PATIENCE:
                raise TimeoutError
        return (time.perf_counter() - begun) * 1000


def main() -> None:
    store, passphrase = sys.argv[1:3]
    from vpcu_desktop.ui.plain_import import import_plainly

    import_plainly()  # as the program begins
    from vpcu_desktop.domain.search import Query
    from vpcu_desktop.services.unlocking import unlock_as
    from vpcu_desktop.ui import theme
    from vpcu_desktop.ui.frame import Frame
    from vpcu_desktop.ui.settings import Settings

    app = QApplication(sys.argv[:1])
    theme.apply(app)
    session = unlock_as(Path(store), None, passphrase)
    frame = Frame(session, Settings(Path(tempfile.mkdtemp())), lambda: None)
    frame.resize(1920, 1080)
    frame.show()
    driver = _Driver(app)
    driver.watch()
    frame.go("find")
    shown = frame.current.list  # type: ignore[union-attr]
    opened = driver.until(lambda: shown.total > 0 and not shown.model.loading)
    table, dice = shown.table, random.Random(31)
    bar = table.verticalScrollBar()
    driver.until(lambda: frame.operations.idle)
    gc.freeze()  # as the program itself does once it stands
    driver.frames.clear()
    arrived: list[float] = []

    def jump(go: Callable[[], object]) -> None:
        driver.turn(go)
        arrived.append(driver.until(lambda: not shown.model.loading))

    for _ in range(JUMPS):
        jump(lambda: bar.setValue(dice.randrange(bar.maximum())))
    for _ in range(JUMPS):
        jump(lambda: QTest.keyClick(table, Qt.Key.Key_PageDown))
    for _ in range(JUMPS):
        jump(lambda: _wheel(app, table.viewport()))
    jumped, waited = list(driver.frames), list(arrived)
    driver.frames.clear()
    typed = []
    for letters in _TYPED:
        shown.show_query(Query(letters))
        before = shown.view
        typed.append(driver.until(lambda before=before: shown.view is not before))  # type: ignore[misc]
        rested = time.perf_counter() + _KEY_SECONDS
        driver.until(lambda rested=rested: time.perf_counter() > rested)  # type: ignore[misc]
    told = {
        "opened_ms": opened,
        "frames_ms": jumped,
        "arrived_ms": waited,
        "typing_frames_ms": driver.frames,
        "typed_ms": typed,
        "rows": shown.total,
    }
    print(json.dumps(told), flush=True)
    os._exit(0)


def _wheel(app: QApplication, viewport: QWidget) -> None:
    """Ten notches downwards."""
    at = QPointF(200, 200)
    event = QWheelEvent(
        at, at, QPoint(0, 0), QPoint(0, -1200), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    app.sendEvent(viewport, event)


if __name__ == "__main__":
    main()
