"""Small parts of the inspector: a section under its heading, a link that Enter follows, facts beside their names."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from ..widgets.flow import ElidedButton
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
        column.addWidget(label(title, "muted", wrap=True))
        column.addWidget(content)


class Labels:
    """Labels that are used again: to make and to dress one takes longer than to fill it."""

    def __init__(self, place: Callable[[int, QLabel], object]) -> None:
        """`place` puts the n-th one into a layout, when it is made."""
        self._place = place
        self._labels: list[QLabel] = []
        self._roles: list[str] = []
        self.used = 0

    def begin(self) -> None:
        """From the first one on again."""
        self.used = 0

    def next(self, text: str, role: str = "", spoken: str = "") -> QLabel:
        """The next one, with these words, in this role (`labels.label`)."""
        number, self.used = self.used, self.used + 1
        if number == len(self._labels):
            self._labels.append(label("", role, wrap=True))
            self._roles.append(role)
            self._place(number, self._labels[number])
        shown = self._labels[number]
        if role != self._roles[number]:
            self._roles[number] = role
            theme.mark(shown, role=role)
        shown.setText(text)
        shown.setAccessibleName(spoken)
        shown.setVisible(bool(text))
        return shown

    def end(self) -> None:
        """Those that were not asked for are hidden."""
        for left in self._labels[self.used :]:
            left.hide()


class Facts(QWidget):
    """Names and values, one under another; a value without words leaves its line out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._labels = Labels(lambda n, made: grid.addWidget(made, n // 2, n % 2, Qt.AlignmentFlag.AlignTop))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows (name, value)."""
        self._labels.begin()
        for name, value in facts:
            if value:
                self._labels.next(name, "muted")
                self._labels.next(value, "", f"{name}: {value}")
        self._labels.end()


class Lines(QWidget):
    """Lines of text under one another, each with the role that it is written in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._labels = Labels(lambda _n, made: column.addWidget(made))

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> bool:
        """Shows (text, role); False if there are none."""
        self._labels.begin()
        for text, role in lines:
            self._labels.next(text, role)
        self._labels.end()
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
