"""The start: nothing heavy is imported before the unlock page is painted, and no network library ever."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.shell_window import make_office_store

SCRIPT = """
import json, os, sys
from vpcu_desktop import app
from vpcu_desktop.ui.app_window import AppWindow

def told(self):
    print(json.dumps(sorted(sys.modules)))
    sys.stdout.flush()
    os._exit(0)

AppWindow._after_first_paint = told
app.run_window([sys.argv[1]])
"""

HEAVY = {
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "cryptography",
    "reportlab",
    "docx",
    "openpyxl",
    "holidays",
    "lunar_vn",
    "keyring",
    "lxml",
    "pypdfium2",
    "babel",
    "platformdirs",
    "PySide6.QtSvg",
    "PySide6.QtDBus",
    "PySide6.QtPrintSupport",
    "vpcu_desktop.ui.frame",
    "vpcu_desktop.services.unlocking",
}

FACE = """
import sys
from vpcu_desktop import app
from vpcu_desktop.ui.app_window import AppWindow

def told(self):
    page = self.unlock_page
    print(page.path.font().pointSizeF(), page.start.font().pointSizeF(), page.font().pointSizeF())
    sys.stdout.flush()
    import os
    os._exit(0)

AppWindow._after_first_paint = told
app.run_window([])
"""

ALL_OF_QT = """
import sys
from PySide6 import QtSvg, QtPrintSupport, QtDBus, QtWidgets
from vpcu_desktop.ui import icons
app = QtWidgets.QApplication([])
assert not icons.icon("week").isNull()
print("Network" in open("/proc/self/maps").read(), "PySide6.QtNetwork" in sys.modules)
"""


def test_the_first_paint_imports_nothing_heavy(tmp_path: Path) -> None:
    store = make_office_store(tmp_path / "office")
    command = [sys.executable, "-c", SCRIPT, str(store)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the process's own map")
def test_icons_and_printing_load_no_network_library() -> None:
    done = subprocess.run([sys.executable, "-c", ALL_OF_QT], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_first_page_has_the_programs_own_face(tmp_path: Path) -> None:
    """Twelve points, whatever the system's own size is."""
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    command = [sys.executable, "-c", FACE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=environment)
    assert done.stdout.split() == ["12.0", "12.0", "12.0"]
