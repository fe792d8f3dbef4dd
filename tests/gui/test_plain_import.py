"""An import statement costs what Python asks for it, though PySide6 is there."""

import subprocess
import sys

import pytest

_IMPORT = """
from PySide6 import QtCore
from vpcu_desktop.ui.plain_import import import_plainly
{prepare}
from vpcu_desktop.domain.books import Book
import linecache
assert any(name.endswith("books.py") for name in linecache.cache) is {kept}
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["test", "-platform", "offscreen"])
label = QLabel("shown")
label.setText("anew")
assert label.text() == "anew"
"""


@pytest.mark.parametrize(("prepare", "kept"), [("import_plainly()", False), ("", True)])
def test_the_text_of_modules_is_not_kept(prepare: str, kept: bool) -> None:
    """Without it PySide6 keeps them: when it no longer does, the whole module may go."""
    code = _IMPORT.format(prepare=prepare, kept=kept)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_the_hook_nothing_is_changed() -> None:
    code = "import builtins\nfrom vpcu_desktop.ui.plain_import import import_plainly\n"
    code += "before = builtins.__import__\nimport_plainly()\nassert builtins.__import__ is before"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
