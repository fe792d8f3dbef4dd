"""A way from one thing to others, a line each; Enter on a line goes there, Del undoes what led there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from ...domain.roles import Action, may
from ...i18n import _
from ...services import weeks
from ..messages import Message
from ..screen import Shell
from .flow import keeps_delete
from .labels import label


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its words, and the place and target that show it; no place: it leads nowhere. `unlink` takes the link
    between an item and an activity off, so that the way no longer leads there; None where it is not to be taken off.
    """

    text: str
    place: str
    target: object
    unlink: Callable[[], object] | None = None


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
        self.list.delete_pressed.connect(self._take_off)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
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

    @property
    def current(self) -> Step | None:
        row = self.list.currentRow()
        return self._steps[row] if 0 <= row < len(self._steps) else None

    @property
    def _unlink(self) -> Callable[[], object] | None:
        """What takes the current line's link off, if this clerk may."""
        step = self.current
        return step.unlink if step is not None and may(self._shell.session.role, Action.EDIT_SCHEDULE) else None

    def _go(self) -> None:
        step = self.current
        if step is not None and step.place:
            self._shell.go(step.place, step.target)

    def _take_off(self) -> None:
        unlink, run, session = self._unlink, self._shell.operations.run, self._shell.session

        def told(_changes: object) -> None:
            said = Message(_("The activity no longer handles this item."))
            self._shell.notify(said, _("Undo"), lambda: run(lambda: weeks.undo(session)))

        if unlink is not None:
            run(unlink, on_done=told)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if not menu.isEmpty():
            menu.popup(self.list.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the current line."""
        menu, step = QMenu(self), self.current
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if step is not None and step.place:
            menu.addAction(_("Go there"), self._go)
        if self._unlink is not None:
            menu.addAction(_("Take off here"), QKeySequence("Del"), self._take_off)
        return menu


class _List(QListWidget):
    """As high as its lines; Enter activates on every platform."""

    delete_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        return keeps_delete(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            return
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + 4)
