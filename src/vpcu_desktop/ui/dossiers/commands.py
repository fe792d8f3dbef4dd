"""The commands of the dossiers' screen."""

from typing import TYPE_CHECKING

from ...domain.books import DossierState
from ...domain.roles import Action, may
from ...i18n import _
from ..actions import Command
from ..registers import side_books_dialog

if TYPE_CHECKING:
    from .screen import DossiersScreen


def commands(screen: "DossiersScreen") -> tuple[Command, ...]:
    """All of them; each asks the screen whether it can be done now."""
    contents, group = screen.contents, _("Dossiers")

    def editing() -> bool:
        return screen.may_edit

    def some() -> bool:
        return bool(screen.model.rows)

    def inside() -> bool:
        return contents.has_row

    def removable() -> bool:
        return inside() if screen.in_contents() else screen.has_row()

    def exports() -> bool:
        return some() and may(screen.session.role, Action.EXPORT)

    def stands(state: DossierState) -> bool:
        return screen.has_row() and screen.stands_at(state)

    def place(name: str) -> str:
        return f"dossiers.{name}"

    return (
        Command(place("add"), _("Add a dossier"), screen.add, "Ctrl+N", "plus", group, editing),
        Command(place("find"), _("Find a dossier"), screen.focus_filter, "Ctrl+F", "search", group),
        Command(
            place("put_in"),
            _("Put a document into the dossier"),
            screen.focus_box,
            "Ctrl+Shift+H",
            "import",
            group,
            lambda: contents.is_open,
        ),
        Command(place("remove"), _("Take out"), screen.remove, "Del", "trash", group, removable),
        Command(place("up"), _("Document up"), lambda: contents.shift(-1), "Ctrl+Up", "up", group, inside),
        Command(place("down"), _("Document down"), lambda: contents.shift(1), "Ctrl+Down", "down", group, inside),
        Command(place("order"), _("Order the documents by day"), contents.order_by_day, group=group, enabled=inside),
        Command(place("sheets"), _("Number the pages through"), contents.number_sheets, group=group, enabled=inside),
        Command(
            place("open"),
            _("Open the document in its register"),
            contents.open_document,
            "Alt+Return",
            group=group,
            enabled=lambda: contents.table.current_row() is not None,
        ),
        Command(
            place("close"),
            _("Close the dossier"),
            screen.close_dossier,
            "Ctrl+Shift+L",
            "check",
            group,
            lambda: stands(DossierState.OPEN),
        ),
        Command(
            place("reopen"),
            _("Open the dossier again"),
            screen.reopen,
            icon="undo",
            group=group,
            enabled=lambda: stands(DossierState.CLOSED),
        ),
        Command(
            place("hand_over"),
            _("Hand over to the archive…"),
            screen.hand_over,
            icon="send_back",
            group=group,
            enabled=editing,
        ),
        Command(
            place("copy_year"),
            _("Take over last year's list"),
            screen.copy_last_year,
            icon="copy",
            group=group,
            enabled=editing,
        ),
        Command(place("print"), _("Print the list of dossiers…"), screen.print_list, "Ctrl+P", "print", group, some),
        Command(
            place("print_contents"),
            _("Print what lies in the dossier…"),
            screen.print_contents,
            "Ctrl+Shift+P",
            "print",
            group,
            screen.has_any_row,
        ),
        Command(
            place("print_transfer"),
            _("Print the list for the archive…"),
            screen.print_transfer,
            icon="print",
            group=group,
            enabled=some,
        ),
        Command(
            place("print_minutes"),
            _("Print the minutes of the handover…"),
            screen.print_minutes,
            icon="print",
            group=group,
            enabled=lambda: screen.stands_at(DossierState.HANDED_OVER),
        ),
        Command(
            place("loans"),
            _("Archive copies lent"),
            lambda: screen.which.select("loans"),
            icon="people",
            group=group,
        ),
        Command(
            place("give_back"),
            _("Archive copy given back"),
            screen.loans.give_back,
            "Ctrl+R",
            "restore",
            group,
            lambda: screen.shows_loans and screen.loans.can_give_back,
        ),
        side_books_dialog.command(screen.shell, "dossiers", group, screen),
        Command(place("export"), _("Export the list…"), screen.export, "Ctrl+Shift+E", "save", group, exports),
    )
