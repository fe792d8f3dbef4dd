"""What is collected while a worker runs: only the window's thread does it."""

import gc
import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.operations import Operations


class _Knot:
    """Garbage that only the collector finds; says in which thread it was found."""

    def __init__(self, found: list[threading.Thread]) -> None:
        self.itself = self
        self._found = found

    def __del__(self) -> None:
        self._found.append(threading.current_thread())


def test_garbage_of_a_worker_is_collected_by_the_windows_thread(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    operations = Operations(owner)
    found: list[threading.Thread] = []

    def work() -> None:
        for _n in range(2000):  # more than Python lets lie
            _Knot(found)
        kept = [[] for _n in range(100_000)]  # so many new containers make Python collect, were it on
        assert len(kept) == 100_000 and found == []

    operations.run(work)
    qtbot.waitUntil(lambda: len(found) == 2000, timeout=10_000)
    assert set(found) == {threading.main_thread()}


def test_python_collects_by_itself_again_after_the_last_window(qtbot: QtBot) -> None:
    gc.enable()
    first, second = QWidget(), QWidget()
    Operations(first)
    Operations(second)
    assert not gc.isenabled()
    for owner in (first, second):
        owner.deleteLater()
    qtbot.waitUntil(gc.isenabled)
