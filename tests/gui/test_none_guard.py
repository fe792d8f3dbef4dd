"""Qt calls may not wear `None` out: a window lives for weeks."""

import subprocess
import sys

_CALLS = """
import vpcu_desktop.ui
from PySide6.QtCore import QRect
rect = QRect()
for _ in range(200_000):
    rect.setHeight(5)
"""


def test_many_qt_calls_leave_none_alive() -> None:
    done = subprocess.run([sys.executable, "-c", _CALLS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
