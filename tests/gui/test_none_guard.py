"""Qt calls may not wear Python's singletons out: a window lives for weeks."""

import subprocess
import sys

import pytest

_CALLS = """
import vpcu_desktop.ui
from PySide6.QtCore import QObject, QRect, Signal
class Bell(QObject):
    rung = Signal(object)
bell, rect = Bell(), QRect(0, 0, 5, 5)
bell.rung.connect(lambda rung: None)
for _ in range(200_000):
    {call}
"""


@pytest.mark.parametrize("call", ["rect.setHeight(5)", "rect.isEmpty()", "bell.rung.emit(1)"])
def test_many_qt_calls_leave_the_singletons_alive(call: str) -> None:
    done = subprocess.run([sys.executable, "-c", _CALLS.format(call=call)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
