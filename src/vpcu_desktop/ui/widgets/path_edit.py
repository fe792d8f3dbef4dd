"""A field for a folder: typed, or chosen in the system's dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ...i18n import _
from .labels import button


class PathEdit(QWidget):
    """`title` heads the dialog."""

    changed = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.line = QLineEdit()
        self.line.textChanged.connect(self.changed)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(button(_("Choose…"), self.choose))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def path(self) -> Path | None:
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        self.line.setText(str(path))

    def choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title, self.line.text())
        if chosen:
            self.line.setText(chosen)
