"""The organisations that papers come from and go to, and those that the office numbers for."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ...domain.organisations import Catalogue, Group, Organisation
from ...domain.roles import Action, may
from ...i18n import _
from ...services import organisations
from ...services.changes import Changes, Kind
from ..actions import Command
from ..books.side import Side, on_line
from ..messages import Message, Tone
from ..registers.first_visit import set_up
from ..registers.words import day, whole
from ..screen import Screen, Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.measured import Measured
from ..widgets.table import Column, Table, TableModel
from .organisation_tasks import EndTask, OrganisationTask, group_text


class OrganisationsScreen(Screen):
    """Ctrl+N adds one, Enter changes a cell, the rest stands beside the list."""

    id = "organisations"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Senders and recipients"))
        self.may_edit = may(self.session.role, Action.EDIT_REGISTER)
        self.known: tuple[Organisation, ...] = ()
        self._catalogue = Catalogue(())
        self._wanted: str | None = None  # to be chosen as soon as it is read
        self.side = Side(shell)
        self.side.emptied.connect(self._focus_table)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find: dang uy tan phu, UBND, sở nv…"))
        self.filter.setAccessibleName(_("Find an organisation"))
        self.filter.setClearButtonEnabled(True)
        Measured(self.filter, self._fit_filter)
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.add_button = button(_("Add"), self.add, "primary")
        self.add_button.setEnabled(self.may_edit)
        self.groups = QComboBox()
        self.groups.setAccessibleName(_("Group"))
        self.groups.addItem(_("All groups"), "all")
        self.groups.addItem(_("our own"), "own")
        for each in Group:
            self.groups.addItem(group_text(each), each.value)
        self.groups.addItem(_("those that ended"), "ended")
        self.groups.currentIndexChanged.connect(lambda _at: self._narrow())
        self.add_to_header(self.groups, self.filter, self.add_button)
        self.count = label("", "muted")
        self.model = TableModel[Organisation](self._columns(), lambda each: each.id, self)
        self.model.editable = self.may_edit
        self.model.edited.connect(self._store)
        self.table = Table[Organisation](self.model, _("Organisations"))
        self.table.chosen.connect(lambda _row: self._tell())
        self.edit_button = button(_("More about it…"), self.edit)
        self.end_button = button(_("Ended or renamed…"), self.end)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                _("Nothing fits. The list grows by itself as papers are entered; Ctrl+N adds one by hand."),
                _("Add") if self.may_edit else "",
                self.add,
            )
        )
        self._build()
        set_up(shell)

    def _columns(self) -> list[Column[Organisation]]:
        today = self.session.today()

        def tone(each: Organisation) -> str:
            return "" if each.existed_on(today) else "muted"

        return [
            Column(
                "name", _("Name"), lambda o: o.name, tone=tone, change=lambda o, text: replace(o, name=text.strip())
            ),
            Column("code", _("Code"), lambda o: o.code, width=10, change=lambda o, text: replace(o, code=text.strip())),
            Column(
                "group",
                _("Group"),
                lambda o: group_text(o.group),
                width=18,
                change=lambda o, value: replace(o, group=Group(value)),
                choices=[(each.value, group_text(each)) for each in Group],
            ),
            Column("parent", _("Under"), lambda o: self._name(o.parent), width=20, tone=tone, spare=2),
            Column("time", _("To know"), self._known_of, width=30, tone=tone, spare=1),
        ]

    def _build(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        verbs.addWidget(self.edit_button)
        verbs.addWidget(self.end_button)
        verbs.addStretch(1)
        verbs.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addLayout(verbs)
        column.addWidget(self._stack, 1)
        column.addWidget(
            label(
                _(
                    "Enter corrects a name, code or group. A renamed organisation is another one: end it with its "
                    "successor, so that older papers keep the name that stands on them."
                ),
                "muted",
                wrap=True,
            )
        )

    def _fit_filter(self, letters: QFontMetrics) -> None:
        self.filter.setMinimumWidth(letters.averageCharWidth() * 30)
        self.filter.setMaximumWidth(letters.averageCharWidth() * 44)

    def inspector(self) -> QWidget:
        return self.side

    def commands(self) -> Sequence[Command]:
        group = _("Senders and recipients")

        def chosen() -> bool:
            return self.may_edit and self.table.current_row() is not None

        may_edit = lambda: self.may_edit  # noqa: E731
        return (
            Command("organisations.add", _("Add an organisation"), self.add, "Ctrl+N", "plus", group, may_edit),
            Command("organisations.own", _("Add an organ that we number for"), self.add_own, group=group,
                    enabled=may_edit),
            Command("organisations.find", _("Find an organisation"), self._focus_filter, "Ctrl+F", "search", group),
            Command("organisations.edit", _("More about it…"), self.edit, "Ctrl+E", "edit", group, chosen),
            Command("organisations.end", _("Ended or renamed…"), self.end, "Del", "compare", group, chosen),
        )  # fmt: skip

    def activated(self) -> None:
        self._load()
        if self.side.task is None:
            self._focus_table()
        self._reopen()

    def draft(self) -> dict[str, object] | None:
        return self.side.draft()

    def restore(self, draft: dict[str, object]) -> None:
        self.side.keep(draft)
        if self.isVisible():
            self._reopen()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {Kind.BOOKS, Kind.REGISTER}:
            self._load()

    def go_to(self, target: object) -> None:
        """An organisation by its id."""
        if isinstance(target, str):
            self._wanted = target
            self.filter.clear()
            self.groups.setCurrentIndex(0)
            self._load()

    def offers(self, text: str) -> Sequence[tuple[str, object]]:
        if len(text.strip()) < 2:
            return ()
        return [(each.name, each.id) for each in self._catalogue.suggest(text, self.session.today(), limit=5)]

    # What the clerk does

    def add(self) -> None:
        if self.may_edit:
            self.side.begin(OrganisationTask(self.shell, self.known, None, own=False))

    def add_own(self) -> None:
        """A steering committee, say, that numbers its own papers."""
        if self.may_edit:
            self.side.begin(OrganisationTask(self.shell, self.known, None, own=True))

    def edit(self) -> None:
        row = self.table.current_row()
        if row is not None and self.may_edit:
            self.side.begin(OrganisationTask(self.shell, self.known, row, own=row.own))

    def end(self) -> None:
        row = self.table.current_row()
        if row is not None and self.may_edit:
            self.side.begin(EndTask(self.shell, self.known, row))

    # Inner workings

    def _reopen(self) -> None:
        """The task that a lock or the end of the program broke off."""
        self.side.reopen(
            {
                "organisation": (self.go_to, on_line(self.table, self.edit, on_none=self.add)),
                "end_organisation": (self.go_to, on_line(self.table, self.end)),
            }
        )

    def _focus_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _load(self) -> None:
        session = self.session
        self.shell.operations.read(lambda: organisations.organisations(session), on_done=self._show)

    def _show(self, known: tuple[Organisation, ...]) -> None:
        self.known, self._catalogue = known, Catalogue(known)
        self._narrow()
        if self._wanted is not None and self.table.select(self._wanted):
            self._wanted = None

    def _narrow(self) -> None:
        today, typed, key = self.session.today(), self.filter.text(), self.groups.currentData()

        def fit(each: Organisation) -> bool:
            if key in ("all", "own"):
                return key == "all" or each.own
            return not each.existed_on(today) if key == "ended" else each.group.value == key and not each.own

        found = self._catalogue.suggest(typed, today, limit=len(self.known)) if typed.strip() else self.known
        shown = [each for each in found if fit(each)]
        if not typed.strip():
            shown.sort(key=lambda each: (not each.own, not each.existed_on(today)))
        self.model.set_rows(shown)
        self._stack.setCurrentIndex(0 if shown else 1)
        some = typed or key != "all"
        told = _("{n} of {all}").format(n=whole(len(shown)), all=whole(len(self.known)))
        self.count.setText(told if some else whole(len(shown)))
        self._tell()

    def _tell(self) -> None:
        row = self.table.current_row()
        for each in (self.edit_button, self.end_button):
            each.setVisible(self.may_edit)
            each.setEnabled(row is not None)
        self.shell.actions.refresh()
        if row is None:
            self.side.details.show_nothing()
            return
        facts = [
            (_("Code"), row.code),
            (_("Short name"), row.short_name),
            (_("Other spellings"), row.spellings),
            (_("Group"), group_text(row.group)),
            (_("Ours"), _("we give its numbers") if row.own else ""),
            (_("Under"), self._name(row.parent)),
            (_("So called"), self._time(row)),
            (_("Before it"), self._name(row.predecessor)),
            (_("After it"), self._name(row.successor)),
            (_("Address"), row.address),
        ]
        self.side.details.show_details(row.name, facts)

    def _name(self, id: str | None) -> str:
        return next((each.name for each in self.known if each.id == id), "") if id else ""

    def _known_of(self, each: Organisation) -> str:
        return " · ".join(filter(None, (_("we give its numbers") if each.own else "", self._time(each))))

    def _time(self, each: Organisation) -> str:
        if each.valid_to is not None:
            after = self._name(each.successor)
            until = _("until {day}").format(day=day(each.valid_to))
            return _("{until}, then {name}").format(until=until, name=after) if after else until
        return _("from {day}").format(day=day(each.valid_from)) if each.valid_from else ""

    def _store(self, _old: Organisation, changed: Organisation) -> None:
        if not changed.name:
            self._load()
            self.shell.notify(Message(_("An organisation needs a name; it stays as it was."), tone=Tone.WARNING))
            return
        session = self.session
        self.shell.operations.run(lambda: organisations.save(session, changed), label=_("Saving…"))
