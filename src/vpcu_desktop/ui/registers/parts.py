"""Small parts of the inspector: a section under its heading, a link that Enter follows, facts beside their names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ..week.flow import ElidedButton
from ..widgets.labels import label


class LinkButton(ElidedButton):
    """Words that lead somewhere; shortened where there is no room, whole in the tooltip."""

    def __init__(self, text: str, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "link")
        self.setToolTip(spoken or text)
        self.setAccessibleName(spoken or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Section(QWidget):
    """A heading with what belongs under it; hidden while nothing does."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "muted"))
        column.addWidget(content)


class Facts(QWidget):
    """Names and values, one under another; a value without words leaves its line out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows (name, value)."""
        empty_layout(self._grid)
        for row, (name, value) in enumerate((n, v) for n, v in facts if v):
            said = label(value, wrap=True)
            said.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1)


class Lines(QWidget):
    """Lines of text under one another, each with the role that it is written in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> bool:
        """Shows (text, role); False if there are none."""
        empty_layout(self._column)
        for text, role in lines:
            self._column.addWidget(label(text, role, wrap=True))
        return bool(lines)


def empty_layout(layout: QLayout) -> None:
    """Takes everything out of a layout and away."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)
