"""The machine's own lock locks the office: told over a message bus of the test's own."""

import shutil
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from vpcu_desktop.ui.lock import SessionLockWatch

app = QApplication([])
watch = SessionLockWatch()
watch.locked.connect(lambda: (print("locked"), app.quit()))
bus = QDBusConnection.sessionBus()
if not bus.isConnected():
    sys.exit(3)
told = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
told.setArguments([sys.argv[1] == "on"])
QTimer.singleShot(100, lambda: bus.send(told))
QTimer.singleShot(1500, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no message bus on this machine")
@pytest.mark.parametrize(("state", "said"), [("on", "locked"), ("off", "")])
def test_the_screen_savers_signal_locks(state: str, said: str) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", SCRIPT, state]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    if done.returncode == 3:
        pytest.skip("the message bus could not be started")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == said
