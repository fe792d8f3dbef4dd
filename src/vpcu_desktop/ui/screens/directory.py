"""The directory: people, units, rooms and vehicles, changed in place, people in rank order."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ...domain.directory import Entry, EntryKind
from ...domain.roles import Action, may
from ...domain.schedule import new_id
from ...domain.text import matches
from ...i18n import _
from ...services import directory
from ...services.changes import Changes, Kind
from ..actions import Command
from ..messages import Message
from ..screen import Screen, Shell
from ..widgets.chips import ChoiceRow
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.measured import Measured
from ..widgets.table import Column, Table, TableModel


def _columns(kind: EntryKind) -> list[Column[Entry]]:
    name = Column[Entry]("name", _("Name"), lambda e: e.name, change=lambda e, text: replace(e, name=text))
    short = Column[Entry](
        "short_name",
        _("Short names, “;” between"),
        lambda e: e.short_name,
        width=20,
        change=lambda e, text: replace(e, short_name=text),
    )
    if kind is not EntryKind.PERSON:
        return [name, short]
    return [
        Column("rank", _("No."), lambda e: str(e.rank) if e.rank < 1000 else "–", width=4, right=True),
        name,
        Column("position", _("Position"), lambda e: e.position, change=lambda e, text: replace(e, position=text)),
        short,
        Column(
            "leader",
            _("Leader"),
            lambda e: _("has a row of the leaders' board") if e.leader else _("not on the leaders' board"),
            width=9,
            checked=lambda e: e.leader,
            check=lambda e, on: replace(e, leader=on),
        ),
    ]


class DirectoryScreen(Screen):
    """One kind at a time; Ctrl+N adds a line, typing changes a cell, Ctrl+arrows move a person's rank."""

    id = "directory"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Directory"))
        self.may_edit = may(self.session.role, Action.EDIT_DIRECTORY)
        self._fresh: Entry | None = None  # a line that has no name yet and is not stored
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find: nva, nguyen van a, PBT…"))
        self.filter.setAccessibleName(_("Find in the directory"))
        self.filter.setClearButtonEnabled(True)
        Measured(self.filter, self._fit_filter)
        self.filter.textChanged.connect(lambda _text: self._load())
        self.add_button = button(_("Add"), self.add, "primary")
        self.add_button.setEnabled(self.may_edit)
        self.add_to_header(self.filter, self.add_button)
        self.kinds = ChoiceRow(
            (
                (EntryKind.PERSON.value, _("People")),
                (EntryKind.UNIT.value, _("Units")),
                (EntryKind.ROOM.value, _("Rooms, places")),
                (EntryKind.VEHICLE.value, _("Vehicles")),
            ),
            _("Kind of entry"),
        )
        self.kinds.chosen.connect(self._choose_kind)
        self.count = label("", "muted")
        self.table: Table[Entry] | None = None
        self._tables: dict[EntryKind, Table[Entry]] = {}
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            _("Nothing here yet. It grows by itself as you type schedules; Ctrl+N adds a line by hand."),
            _("Add") if self.may_edit else "",
            self.add,
        )
        self._stack.addWidget(self._empty)
        top = QHBoxLayout()
        top.addWidget(self.kinds, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._hint = label(
            _("Enter changes a cell, Ctrl+↑ and Ctrl+↓ change the rank order, Delete takes out of use."),
            "muted",
            wrap=True,
        )
        column.addWidget(self._hint)
        self._hint.setVisible(self.may_edit)
        self._choose_kind(EntryKind.PERSON.value)

    @property
    def kind(self) -> EntryKind:
        return EntryKind(self.kinds.current)

    def _fit_filter(self, letters: QFontMetrics) -> None:
        self.filter.setMinimumWidth(letters.averageCharWidth() * 28)
        self.filter.setMaximumWidth(letters.averageCharWidth() * 40)

    def commands(self) -> Sequence[Command]:
        group = _("Directory")
        chosen, editing = self._has_row, lambda: self.may_edit
        return (
            Command("directory.add", _("Add an entry"), self.add, "Ctrl+N", "plus", group, editing),
            Command("directory.find", _("Find in the directory"), self._focus_filter, "Ctrl+F", "search", group),
            Command("directory.up", _("One rank up"), lambda: self.move_rank(-1), "Ctrl+Up", "up", group, chosen),
            Command(
                "directory.down", _("One rank down"), lambda: self.move_rank(1), "Ctrl+Down", "down", group, chosen
            ),
            Command("directory.retire", _("Take out of use"), self.retire, "Del", "trash", group, chosen),
        )

    def activated(self) -> None:
        self._load()
        if self.table is not None and self._stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if Kind.DIRECTORY in changes.kinds:
            self._load()

    def go_to(self, target: object) -> None:
        entry = next((e for e in self.session.directory.entries if e.id == target), None)
        if entry is not None:
            self.filter.clear()
            self.kinds.select(entry.kind.value)
            if self.table is not None:
                self.table.select(entry.id)

    def draft(self) -> dict[str, object] | None:
        fresh = self._fresh
        if fresh is None or not (fresh.name or fresh.position or fresh.short_name):
            return None
        return {
            "kind": fresh.kind.value,
            "name": fresh.name,
            "position": fresh.position,
            "short_name": fresh.short_name,
        }

    def restore(self, draft: dict[str, object]) -> None:
        kind = EntryKind(draft["kind"])
        self.kinds.select(kind.value)
        name, short_name, position = (str(draft.get(key, "")) for key in ("name", "short_name", "position"))
        self._fresh = Entry(new_id(), kind, name, short_name, position)
        self._load()

    # What the clerk does

    def add(self) -> None:
        """A new line at the end, its name being typed."""
        if not self.may_edit:
            return
        self.filter.clear()
        if self._fresh is None or self._fresh.kind is not self.kind:
            self._fresh = Entry(new_id(), self.kind, "")
        self._load()
        table = self.table
        if table is not None:
            table.select(self._fresh.id)
            named = next(n for n, c in enumerate(table.rows_model.columns) if c.key == "name")
            index = table.rows_model.index(table.currentIndex().row(), named)
            table.setFocus()
            table.setCurrentIndex(index)
            table.edit(index)

    def move_rank(self, step: int) -> None:
        """Moves the chosen entry up or down in its order."""
        table = self.table
        row = table.current_row() if table is not None else None
        if table is None or row is None or row is self._fresh or self.filter.text():
            return
        ids = [e.id for e in self.session.directory.of(self.kind)]
        at = ids.index(row.id)
        to = max(0, min(at + step, len(ids) - 1))
        if to != at:
            ids.insert(to, ids.pop(at))
            session, kind = self.session, self.kind
            self.shell.operations.run(lambda: directory.reorder(session, kind, ids), label=_("Saving…"))

    def retire(self) -> None:
        """Takes the chosen entry out of use; the message offers to take that back."""
        table = self.table
        entry = table.current_row() if table is not None else None
        if entry is None or not self.may_edit:
            return
        if self._fresh is not None and entry.id == self._fresh.id:
            self._fresh = None
            self._load()
            return
        session, run = self.session, self.shell.operations.run

        def told(_changes: object) -> None:
            self.shell.notify(
                Message(_("{name} is out of use. Old schedules keep the name.").format(name=entry.name)),
                _("Undo"),
                lambda: run(lambda: directory.save_entry(session, entry), label=_("Saving…")),
            )

        run(lambda: directory.retire_entry(session, entry), label=_("Saving…"), on_done=told)

    # Inner workings

    def _has_row(self) -> bool:
        return self.may_edit and self.table is not None and self.table.current_row() is not None

    def _focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _choose_kind(self, _kind: str) -> None:
        kind = self.kind
        if kind not in self._tables:
            model = TableModel[Entry](_columns(kind), lambda entry: entry.id, self)
            model.editable = self.may_edit
            model.edited.connect(self._store)
            table = Table[Entry](model, _("Directory"))
            table.chosen.connect(lambda _row: self.shell.actions.refresh())
            self._tables[kind] = table
            self._stack.addWidget(table)
        self.table = self._tables[kind]
        self._load()

    def _load(self) -> None:
        typed, kind = self.filter.text(), self.kind
        known = self.session.directory.of(kind)
        shown = [e for e in known if not typed or any(matches(typed, s) for s in e.spellings)]
        if self._fresh is not None and self._fresh.kind is kind:
            shown.append(self._fresh)
        assert self.table is not None
        self.table.rows_model.set_rows(shown)
        self._stack.setCurrentWidget(self.table if shown or typed else self._empty)
        self.count.setText(_("{n} of {all}").format(n=len(shown), all=len(known)) if typed else str(len(known)))

    def _store(self, _old: Entry, entry: Entry) -> None:
        if self._fresh is not None and entry.id == self._fresh.id:
            self._fresh = entry
            if not entry.name.strip():
                return
            self._fresh = None
        elif not entry.name.strip():
            self._load()
            self.shell.notify(Message(_("An entry needs a name; it stays as it was.")))
            return
        session = self.session
        self.shell.operations.run(lambda: directory.save_entry(session, entry), label=_("Saving…"))
