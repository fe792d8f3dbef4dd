"""What the dialogs of the programmes' flows share: work that tells its troubles in place, rows that are ticked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.errors import KnownError
from ...domain.roles import Action, may
from ...i18n import _
from ...services import weeks
from ...services.changes import Changes, Kind
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel

_T = TypeVar("_T")
_R = TypeVar("_R")
_ROLES = {Tone.INFO: "muted", Tone.SUCCESS: "success", Tone.WARNING: "warning", Tone.DANGER: "danger"}


class FlowDialog(QDialog):
    """A dialog that stays open over its work: what was done and what went wrong is told in it, nothing typed is lost,
    and Ctrl+Z takes the last step back as in the window.
    """

    def __init__(self, shell: Shell, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.shell = shell
        self.told = label("", "muted", wrap=True)
        self.told.hide()
        for keys, redo in (("Ctrl+Z", False), ("Ctrl+Y", True)):
            QShortcut(QKeySequence(keys), self, lambda redo=redo: self._go_back(redo=redo))
        shell.operations.changed.connect(self._changed)

    @property
    def may_edit(self) -> bool:
        return may(self.shell.session.role, Action.EDIT_SCHEDULE)

    def reload(self) -> None:
        """Reads again what it shows, the cursor stays; dialogs that show what is stored have their own."""

    def _changed(self, changes: Changes) -> None:
        if changes.kinds & {Kind.PROGRAMMES, Kind.SCHEDULE}:
            self.reload()

    def say(self, message: Message) -> None:
        """Tells something in the dialog."""
        self.told.setText(message.whole)
        self.told.setProperty("role", _ROLES[message.tone])
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setVisible(bool(message.whole))

    def work(self, act: Callable[[], _R], done: Callable[[_R], object] | None = None, *, said: str = "") -> None:
        """Does something on the worker; `said` is told when it is done. A known error is told here too."""

        def told(result: _R) -> None:
            if not isValid(self):
                return
            self.say(Message(said, tone=Tone.SUCCESS))
            if done is not None:
                done(result)

        self.shell.operations.run(act, on_done=told, on_error=self._tell)

    def read(self, reading: Callable[[], _R], done: Callable[[_R], object]) -> None:
        """Reads beside the work; the result comes to `done` while the dialog is there."""
        self.shell.operations.read(
            reading, on_done=lambda result: done(result) if isValid(self) else None, on_error=self._tell
        )

    def _tell(self, error: KnownError) -> bool:
        if not isValid(self):
            return False
        self.say(wording(error))
        return True

    def _go_back(self, *, redo: bool) -> None:
        session = self.shell.session
        label_of, act = (weeks.redo_label, weeks.redo) if redo else (weeks.undo_label, weeks.undo)
        if label_of(session) is not None:
            self.work(lambda: act(session), said=_("Done again.") if redo else _("Taken back."))

    def buttons(self, *made: QPushButton, left: Sequence[QWidget] = ()) -> QHBoxLayout:
        """The row at the bottom: those on the left, what was told, "Close" and the verbs."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in left:
            row.addWidget(each)
        row.addWidget(self.told, 1)
        if not left:
            row.setStretchFactor(self.told, 1)
        row.addStretch(0)
        row.addWidget(button(_("Close"), self.reject))
        for each in made:
            row.addWidget(each)
        return row

    def column(self) -> QVBoxLayout:
        """The dialog's own column, with its margins."""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        return column


@dataclass(frozen=True)
class Row(Generic[_T]):
    """A row that can be ticked; one that is not `free` is shown but never chosen."""

    value: _T
    on: bool = False
    free: bool = True


def tick_column() -> Column[Row[_T]]:
    """The box before each row."""
    return Column(
        "on",
        "",
        lambda row: _("ticked") if row.on else "",
        3,
        checked=lambda row: row.on,
        check=lambda row, on: replace(row, on=on and row.free),
    )


class TickedTable(Table[Row[_T]]):
    """Space ticks a row, Ctrl+A all or none of them."""

    def __init__(
        self, columns: Sequence[Column[Row[_T]]], identity: Callable[[_T], object], name: str, parent: QWidget
    ) -> None:
        model: TableModel[Row[_T]] = TableModel((tick_column(), *columns), lambda row: identity(row.value), parent)
        super().__init__(model, name, parent)
        self._key = identity

    def show_values(self, values: Sequence[_T], *, on: bool = False, free: Callable[[_T], bool] | None = None) -> None:
        """Shows other values; what was ticked stays ticked, what is new is ticked if `on`."""
        before = {self._key(row.value): row.on for row in self.rows_model.rows}
        rows = []
        for value in values:
            is_free = free is None or free(value)
            rows.append(Row(value, before.get(self._key(value), on) and is_free, is_free))
        self.rows_model.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows_model.index(0, min(1, self.rows_model.columnCount() - 1)))

    @property
    def ticked(self) -> tuple[_T, ...]:
        return tuple(row.value for row in self.rows_model.rows if row.on)

    @property
    def chosen_values(self) -> tuple[_T, ...]:
        """The ticked ones, or the current one if none is."""
        row = self.current_row()
        return self.ticked or ((row.value,) if row is not None and row.free else ())

    def tick_all(self) -> None:
        """All of them, or none if all are ticked."""
        free = [row for row in self.rows_model.rows if row.free]
        on = not all(row.on for row in free)
        self.rows_model.set_rows([replace(row, on=on and row.free) for row in self.rows_model.rows])
        self.rows_model.edited.emit(None, None)

    def untick(self) -> None:
        self.rows_model.set_rows([replace(row, on=False) for row in self.rows_model.rows])

    def selectAll(self) -> None:
        self.tick_all()
