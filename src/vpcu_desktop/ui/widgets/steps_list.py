"""A way from one thing to others, a line each; Enter on a line goes there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..screen import Shell
from .flow import keeps_delete
from .labels import label


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its words, and the place and target that show it; no place: it leads nowhere."""

    text: str
    place: str
    target: object


class StepsList(QWidget):
    """Hidden while there are none. They are read beside the window's work."""

    def __init__(self, shell: Shell, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asked = 0
        self._steps: tuple[Step, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._go())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(name, "muted"))
        column.addWidget(self.list)
        self.hide()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def read(self, reading: Callable[[], tuple[Step, ...]]) -> None:
        """Shows what is read; an answer to an older question is dropped."""
        self._asked += 1
        asked = self._asked

        def done(steps: tuple[Step, ...]) -> None:
            if asked == self._asked:
                self._show(steps)

        self._shell.operations.read(reading, on_done=done)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.list.clear()
        for step in steps:
            made = QListWidgetItem(step.text)
            made.setToolTip(step.text)
            self.list.addItem(made)
        self.setVisible(bool(steps))
        self.list.fit()

    def _go(self) -> None:
        step = self._steps[self.list.currentRow()] if 0 <= self.list.currentRow() < len(self._steps) else None
        if step is not None and step.place:
            self._shell.go(step.place, step.target)


class _List(QListWidget):
    """As high as its lines; Enter activates on every platform."""

    def event(self, event: QEvent) -> bool:
        return keeps_delete(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + 4)
