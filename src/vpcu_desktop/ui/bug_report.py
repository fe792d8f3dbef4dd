"""The report of a defect of ours: what kind, where in the program; nothing that was typed or stored."""

import platform
import traceback
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from .. import __version__
from ..i18n import _
from .widgets.labels import button, label


def report(error: BaseException) -> str:
    """Kind of error, versions, the lines of the program it passed through; never its text, which may carry content."""
    lines = [
        f"vpcu-desktop {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        )
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class BugDialog(QDialog):
    """Says plainly that the program erred, that nothing was lost, and gives the report to pass on."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("An error of the program"))
        self.resize(640, 400)
        text = report(error)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Report"))
        shown.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("The program made an error; this step was not done."), "heading", wrap=True))
        column.addWidget(
            label(
                _(
                    "What was saved before is safe. You can go on working. Please pass this report on to whoever looks "
                    "after the program; it names places in the program and nothing of your data."
                ),
                wrap=True,
            )
        )
        column.addWidget(shown, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Copy the report"), lambda: QGuiApplication.clipboard().setText(text)))
        close = button(_("Go on working"), self.accept, "primary")
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)
