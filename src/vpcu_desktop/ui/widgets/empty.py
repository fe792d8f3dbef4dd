"""What stands where there is nothing yet: one sentence that says what to do, with its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from .labels import button, label


class EmptyState(QWidget):
    """A sentence and, if it helps, one button."""

    def __init__(self, text: str, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.words = label(text, "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMaximumWidth(560)
        across = QHBoxLayout()  # not an alignment: a wrapped label needs its height for the width it gets
        across.addStretch(1)
        across.addWidget(self.words, 100)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 48, 32, 48)
        column.setSpacing(16)
        column.addStretch(1)
        column.addLayout(across)
        if action_text:
            column.addWidget(button(action_text, action), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
