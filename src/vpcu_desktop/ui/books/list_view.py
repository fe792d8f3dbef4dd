"""A list of books, series, forms or types: its verbs over it, the chosen line told beside it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ...domain.roles import Action, may
from ..actions import Command
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.flow import FlowLayout
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from .side import Details
from .task import Task

_T = TypeVar("_T")


class ListView(QWidget, Generic[_T]):
    """Subclasses read their rows in `load` and tell the chosen one in `tell`."""

    task_wanted = Signal(object)  # a Task
    moved = Signal()  # another line is the chosen one

    def __init__(
        self,
        shell: Shell,
        columns: Sequence[Column[_T]],
        identity: Callable[[_T], object],
        name: str,
        empty: EmptyState,
        hint: str,
    ) -> None:
        super().__init__()
        self.shell, self.session = shell, shell.session
        self.manages = may(self.session.role, Action.MANAGE_BOOKS)
        self.model = TableModel[_T](columns, identity, self)
        self.model.editable = False
        self.table = Table[_T](self.model, name)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # books differ in the year at the end of their name
        self.table.chosen.connect(lambda _row: self._moved())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        self._empty = empty
        bar = QWidget()
        self.verbs = FlowLayout(bar, gap=8)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(bar)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(label(hint, "muted", wrap=True))

    @property
    def row(self) -> _T | None:
        """The chosen line."""
        return self.table.current_row() if self._stack.currentWidget() is self.table else None

    def add_verb(self, text: str, run: Callable[[], object], kind: str = "") -> QPushButton:
        made = button(text, run, kind)
        self.verbs.addWidget(made)
        return made

    def load(self) -> None:
        """Reads the rows anew, off the window's thread."""
        raise NotImplementedError

    def tell(self, details: Details) -> None:
        """Shows what is known of the chosen line."""
        raise NotImplementedError

    def commands(self, group: str) -> Sequence[Command]:
        return ()

    def begin(self) -> None:
        """The keyboard comes to the list."""
        if self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: Sequence[_T]) -> None:
        self.model.set_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        self._moved()

    def ask(self, task: Task) -> None:
        self.task_wanted.emit(task)

    def update_verbs(self) -> None:
        """Which verbs fit the chosen line."""

    def _moved(self) -> None:
        self.update_verbs()
        self.moved.emit()
        self.shell.actions.refresh()
