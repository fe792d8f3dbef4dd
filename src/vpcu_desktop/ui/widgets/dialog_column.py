"""How a small dialog is laid out: its parts under one another, at the end the way out and the one verb."""

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ...i18n import _
from .labels import button


def lay_out(
    dialog: QDialog,
    parts: Iterable[QWidget | QLayout],
    verb: QPushButton,
    *,
    leave: str = "",
    left: QWidget | None = None,
    spacing: int = 16,
) -> None:
    """`leave`: what the way out is called, "Close" if nothing is said; `left`: what stands at the other end of it."""
    row = QHBoxLayout()
    if left is not None:
        row.addWidget(left)
    row.addStretch(1)
    row.addWidget(button(leave or _("Close"), dialog.reject))
    row.addWidget(verb)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addLayout(row)
