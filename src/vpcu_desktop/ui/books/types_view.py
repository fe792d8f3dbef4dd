"""Document types of the office's own: added and changed in place, each with the group that it counts in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ...domain.books import OfficeType
from ...domain.day_words import day_text, parse_day
from ...domain.roles import Action, may
from ...domain.schedule import new_id
from ...i18n import _
from ...services import office_types, rules
from ..actions import Command
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.table import Column
from .list_view import ListView
from .side import Details


class TypesView(ListView[OfficeType]):
    """Ctrl+N adds a line; it is stored as soon as it has an abbreviation and a name."""

    def __init__(self, shell: Shell) -> None:
        self._fresh: OfficeType | None = None
        today = shell.session.today()

        def dated(field: str) -> Callable[[OfficeType, str], OfficeType]:
            def change(kind: OfficeType, text: str) -> OfficeType:
                found: date | None = parse_day(text, today=today) if text.strip() else None
                return kind if text.strip() and found is None else replace(kind, **{field: found})  # type: ignore[arg-type]

            return change

        columns = [
            Column[OfficeType](
                "abbreviation",
                _("Abbreviation"),
                lambda t: t.abbreviation,
                width=16,
                change=lambda t, text: replace(t, abbreviation=text),
            ),
            Column("name", _("Type of paper"), lambda t: t.name, change=lambda t, text: replace(t, name=text)),
            Column(
                "group", _("Counts with"), lambda t: t.group, width=16, change=lambda t, text: replace(t, group=text)
            ),
            Column("first", _("From"), lambda t: _day(t.first_day), width=14, change=dated("first_day")),
            Column("last", _("To"), lambda t: _day(t.last_day), width=14, change=dated("last_day")),
        ]
        empty = EmptyState(
            _("No types of the office's own. Those of the regulations are always there; Ctrl+N adds another."),
            _("Add a type") if may(shell.session.role, Action.MANAGE_BOOKS) else "",
            self.add,
        )
        hint = _(
            "Enter changes a cell. “Counts with” is the abbreviation whose series it shares, by itself its own. "
            "An end day takes a type out of use; papers that have it keep it."
        )
        super().__init__(shell, columns, lambda t: t.id, _("Types of papers"), empty, hint)
        self.model.editable = self.manages
        self.model.edited.connect(self._store)
        self.add_button = self.add_verb(_("Add a type"), self.add, "primary")
        self.add_button.setVisible(self.manages)

    def load(self) -> None:
        session = self.session
        self.shell.operations.read(lambda: office_types.office_types(session), on_done=self._show)

    def _show(self, types: Sequence[OfficeType]) -> None:
        fresh = [] if self._fresh is None else [self._fresh]
        self.show_rows([*types, *fresh])

    def tell(self, details: Details) -> None:
        today = self.session.today()
        known = rules.document_types().on(today)
        lines = [
            (f"{each.abbreviation or '–'} · {each.name}" + _with(each.counter_group, each.abbreviation), "")
            for each in known
            if each.style is None or each.style.value == "party"
        ]
        details.show_details(_("Types of the regulations in force"), [], lines)

    def commands(self, group: str) -> Sequence[Command]:
        return (Command("books.type", _("Add a type of paper"), self.add, group=group, enabled=lambda: self.manages),)

    def draft(self) -> list[str] | None:
        """The new line as far as it is typed."""
        fresh = self._fresh
        typed = [] if fresh is None else [fresh.abbreviation, fresh.name, fresh.group]
        return typed if any(typed) else None

    def restore(self, typed: Sequence[str]) -> None:
        abbreviation, name, group = typed
        self._fresh = OfficeType(new_id(), abbreviation, name, group)
        self.load()

    def add(self) -> None:
        """A new line at the end, its abbreviation being typed."""
        if not self.manages:
            return
        if self._fresh is None:
            self._fresh = OfficeType(new_id(), "", "", "")
        self._show([row for row in self.model.rows if row.id != self._fresh.id])
        self.table.select(self._fresh.id)
        index = self.model.index(self.table.currentIndex().row(), 0)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _store(self, _old: OfficeType, kind: OfficeType) -> None:
        fresh = self._fresh is not None and kind.id == self._fresh.id
        if fresh:
            self._fresh = kind
        if not kind.abbreviation.strip() or not kind.name.strip():
            if not fresh:
                self.load()
                self.shell.notify(
                    Message(_("A type needs an abbreviation and a name; it stays as it was."), tone=Tone.WARNING)
                )
            return
        if fresh:
            self._fresh = None
        session = self.session
        self.shell.operations.run(lambda: office_types.save_type(session, kind), label=_("Saving…"))


def _day(value: date | None) -> str:
    return day_text(value) if value else ""


def _with(group: str, abbreviation: str) -> str:
    return "" if group == abbreviation or not abbreviation else " " + _("(counts with {group})").format(group=group)
