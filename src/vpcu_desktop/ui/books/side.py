"""The pane beside the lists: what is known of the chosen line, or the task that is being done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...i18n import _
from ..registers.parts import Facts, Lines
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import label
from ..widgets.scrolled import scrolled
from ..widgets.table import Table
from .task import Task


def on_line(
    table: Table[Any], act: Callable[[], object], *, on_none: Callable[[], object] | None = None
) -> Callable[[str], None]:
    """A last step of `Side.reopen`: `act` with the line that the task is about, if that is still there; `on_none`,
    else `act` too, where it is about none.
    """

    def run(about: str) -> None:
        if not about:
            (on_none or act)()
        elif table.select(about):
            act()

    return run


class Details(QWidget):
    """Heading, facts and sentences of one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.facts, self.lines = Facts(), Lines()
        self._empty = EmptyState(_("Choose a line in the list to see what is known of it."))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        for part in (self.title, self.facts, self.lines):
            column.addWidget(part)
        column.addStretch(1)
        self._area = scrolled(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._area, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._area.hide()
        self._empty.show()

    def show_details(self, title: str, facts: Sequence[tuple[str, str]], lines: Sequence[tuple[str, str]] = ()) -> None:
        """Facts are (name, value), lines (text, role)."""
        self.title.setText(title)
        self.facts.show_facts(facts)
        self.lines.setVisible(self.lines.show_lines(lines))
        self._empty.hide()
        self._area.show()


class Side(QStackedWidget):
    """Details, with a task over them while one is being done; for a task the inspector opens, and closes after it."""

    emptied = Signal()  # the task is done or left: the keyboard goes back to the list

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._opened_for_task = False
        self.details = Details()
        self.addWidget(self.details)
        self.task: Task | None = None
        self._kept: dict[str, object] | None = None  # typed in a task that is not open again yet
        self._reopening = False

    def begin(self, task: Task) -> None:
        """Puts a task in the place of another."""
        if self.task is None:
            self._opened_for_task = not self.isVisible()
        self._shell.open_inspector(True)
        self._drop()
        self.task = task
        task.left.connect(lambda: self._end(task))
        task.finished.connect(lambda _result: self._end(task))
        self.addWidget(task)
        self.setCurrentWidget(task)
        task.begin()
        kept, self._kept = self._kept, None
        if kept is not None and kept["step"] == task.step:
            task.put(dict(kept["typed"]))  # type: ignore[call-overload]

    # Over a lock

    def draft(self) -> dict[str, object] | None:
        """What is typed in the task, as `Screen.draft` wants it."""
        task = self.task
        if task is None:
            return self._kept
        if not task.step or task.is_secret or not task.typed:
            return None
        return {"step": task.step, "about": task.about, "typed": task.typed}

    def keep(self, draft: dict[str, object] | None) -> None:
        """What was typed, until its task is open again."""
        self._kept = draft

    def reopen(self, steps: Mapping[str, Sequence[Callable[[str], object]]]) -> None:
        """Opens the task again that waits: what that takes, by its name. Each gets the id of what it is done with, and
        waits for what the one before it asked to read.
        """
        if self._kept is None or self._reopening:
            return
        about, waiting = str(self._kept["about"]), list(steps.get(str(self._kept["step"]), ()))
        self._reopening = True

        def go_on(_nothing: object = None) -> None:
            if waiting and self._kept is not None:
                waiting.pop(0)(about)
                self._shell.operations.read(lambda: None, on_done=go_on)
                return
            self._kept, self._reopening = None, False  # what it was about is gone, or no longer this clerk's to do

        go_on()

    def _end(self, task: Task) -> None:
        """The details come back, or the list its room, unless another task has taken its place."""
        if task is self.task:
            self._drop()
            if self._opened_for_task:
                self._shell.open_inspector(False)
            self.emptied.emit()

    def _drop(self) -> None:
        task, self.task = self.task, None
        self.setCurrentWidget(self.details)
        if task is not None:
            self.removeWidget(task)
            task.hide()
            task.deleteLater()
