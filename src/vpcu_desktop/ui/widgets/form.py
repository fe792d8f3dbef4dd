"""A form: each field under its label, with a word of help where one is needed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from .labels import label


class Form(QWidget):
    """Fields one under another, or two side by side (`add_row`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def heading(self, text: str) -> None:
        made = label(text, "heading")
        made.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(made)

    def words(self, text: str, role: str = "muted") -> QLabel:
        made = label(text, role, wrap=True)
        self._column.addWidget(made)
        return made

    def add(self, text: str, field: QWidget, help_text: str = "") -> QWidget:
        """A field with its label; returns the field."""
        self._column.addWidget(self._labelled(text, field, help_text))
        return field

    def add_row(self, *fields: tuple[str, QWidget], stretches: tuple[int, ...] = ()) -> None:
        """Fields side by side."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column, (text, field) in enumerate(fields):
            grid.addWidget(self._labelled(text, field, "", low=True), 0, column)
            grid.setColumnStretch(column, stretches[column] if stretches else 1)
        self._column.addLayout(grid)

    def add_widget(self, widget: QWidget, *, fill: bool = True) -> None:
        """A widget as it is; `fill` gives it the whole width."""
        if fill:
            self._column.addWidget(widget)
        else:
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def finish(self) -> None:
        """Keeps the fields at the top."""
        self._column.addStretch(1)

    @staticmethod
    def _labelled(text: str, field: QWidget, help_text: str, *, low: bool = False) -> QWidget:
        """`low`: at the bottom of its place, so that a label of two lines does not push its field out of the row."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if low:
            column.addStretch(1)
        words = label(text, wrap=True)
        words.setBuddy(field)
        field.setAccessibleName(text)
        column.addWidget(words)
        column.addWidget(field)
        if help_text:
            field.setAccessibleDescription(help_text)
            column.addWidget(label(help_text, "muted", wrap=True))
        return box
