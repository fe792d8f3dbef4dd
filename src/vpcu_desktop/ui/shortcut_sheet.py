"""The sheet of keys (F1): those of this place first, then those of the whole window."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ..i18n import _
from .actions import ActionRegistry, first_keys
from .widgets.labels import button, label


def _general() -> tuple[tuple[str, str], ...]:
    """Keys that every field and list has, which no command stands for."""
    return (
        ("Enter", _("Open or edit")),
        ("Esc", _("Back; nothing typed is lost")),
        ("Tab, Shift+Tab", _("Next field, field before")),
        ("↓ ↑", _("Choose a suggestion")),
        ("F2", _("Edit the cell")),
    )


class ShortcutSheet(QDialog):
    """Two columns of keys and what they do."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys of this place"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inner = QWidget()
        inner.setProperty("area", "surface")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(48)
        groups = [
            (name, [(first_keys(c), c.text) for c in found if first_keys(c)])
            for name, found in ((g, list(cs)) for g, cs in groupby(registry.live(), key=lambda c: c.group))
        ]
        groups.append((_("Everywhere"), list(_general())))
        shown = [(name, lines) for name, lines in groups if lines]
        half = sum(len(lines) + 2 for _name, lines in shown) / 2
        column, taken = self._column(columns), 0
        for name, lines in shown:
            if taken and taken + len(lines) / 2 > half:
                column, taken = self._column(columns), 0
            self._part(column, name, lines)
            taken += len(lines) + 2
        area = QScrollArea()
        area.setProperty("area", "surface")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleName(self.windowTitle())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.addWidget(area, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addStretch(1)
        close = button(_("Close"), self.accept)
        close.setDefault(True)
        row.addWidget(close)
        whole.addLayout(row)
        hint = inner.sizeHint()
        room = parent.window().size() if parent is not None else hint
        self.resize(min(hint.width() + 24, room.width() - 48), min(hint.height() + 72, room.height() - 48))

    @staticmethod
    def _column(columns: QHBoxLayout) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setSpacing(4)
        columns.addLayout(made, 1)
        return made

    @staticmethod
    def _part(column: QVBoxLayout, name: str, lines: list[tuple[str, str]]) -> None:
        heading = label(name, "heading")
        heading.setContentsMargins(0, 12, 0, 4)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, (keys, words) in enumerate(lines):
            grid.addWidget(label(keys, "key"), number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words), number, 1)
        column.addLayout(grid)
