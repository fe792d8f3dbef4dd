"""The commands that every register list brings to its screen."""

from typing import TYPE_CHECKING

from ...domain.roles import Action, may
from ...domain.search import SortField
from ...i18n import _
from ..actions import Command
from ..screen import Shell
from . import lending
from .import_command import import_command
from .taking import copy_chosen
from .to_dossier import to_dossier_command

if TYPE_CHECKING:
    from .list_view import RegisterList


def commands(shown: "RegisterList", shell: Shell, place: str, group: str) -> tuple[Command, ...]:
    """`place` begins their ids: "incoming.find"."""

    def some() -> bool:
        return shown.total > 0

    def exports() -> bool:
        return some() and may(shell.session.role, Action.EXPORT)

    orders = {
        SortField.REGISTERED: _("Order by day of registration"),
        SortField.NUMBER: _("Order by number"),
        SortField.DAY: _("Order by the documents' own days"),
        SortField.DUE: _("Order by deadline"),
        SortField.ISSUER: _("Order by issuer"),
        SortField.TYPE: _("Order by type"),
        SortField.STATE: _("Order by where they stand"),
    }
    known = {column.sort for column in shown.columns}
    return (
        Command(f"{place}.find", _("Find in the register"), shown.focus_search, "Ctrl+F", "search", group),
        Command(f"{place}.filter", _("Filter the list…"), shown.filter_button.showMenu, "Alt+F", "filter", group),
        Command(f"{place}.clear", _("Show everything again"), shown.clear, icon="close", group=group),
        Command(f"{place}.columns", _("Choose columns…"), shown.columns_button.showMenu, icon="columns", group=group),
        Command(
            f"{place}.save_filter",
            _("Save this filter…"),
            shown.filter_button.saved.save,
            group=group,
            enabled=lambda: shown.filter_button.saved.may_keep,
        ),
        Command(f"{place}.export", _("Export the list…"), shown.export, "Ctrl+Shift+E", "save", group, exports),
        Command(
            f"{place}.copy",
            _("Copy numbers and codes"),
            lambda: copy_chosen(shown, shell),
            "Ctrl+C",
            "copy",
            group,
            some,
        ),
        to_dossier_command(shown, shell, place, group),
        *lending.commands(shown, shell, place, group),
        import_command(shell, place, group, shown),
        *(
            Command(f"{place}.order.{field.value}", text, lambda field=field: shown.sort_by(field), group=group)  # type: ignore[misc]
            for field, text in orders.items()
            if field in known
        ),
    )
