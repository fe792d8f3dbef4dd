"""The way down into shorter periods and the week, and what units and the year bring: commands of the screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ...domain.programmes import Wish
from ...i18n import _
from ..actions import Command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from .screen import ProgrammesScreen


def flow_commands(screen: "ProgrammesScreen", flows: "Flows") -> tuple[Command, ...]:
    """Each opens its dialog; dialogs are imported when they are first asked for."""
    group = _("Way down")

    def may() -> bool:
        return screen.model.may_edit

    def chosen() -> bool:
        return may() and any(item.progress.is_open for item in screen.selected_items())

    def one() -> bool:
        return may() and screen.current_item() is not None

    return (
        Command("programmes.place", _("Place items…"), flows.place, "Ctrl+G", "down", group, chosen),
        Command("programmes.link", _("Link to a longer period…"), flows.link, "Ctrl+Shift+U", "up", group, one),
        Command("programmes.unplaced", _("Not placed yet…"), flows.unplaced, "Ctrl+Shift+G", "list", group),
        Command("programmes.carry_over", _("Carry over what is not done…"), flows.carry_over, (), "right", group, may),
        Command("programmes.meetings", _("Meetings and agendas…"), flows.meetings, "Ctrl+M", "people", group),
        Command("programmes.wishes", _("Registrations of units…"), flows.wishes, "Ctrl+R", "inbox", group),
        Command("programmes.duties", _("Duties that come back each year…"), flows.duties, (), "repeat", group),
    )


class Flows:
    """Opens the dialogs for the programme that is shown."""

    def __init__(self, screen: "ProgrammesScreen") -> None:
        self._screen = screen

    def _open(self, dialog: "QDialog") -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def place(self) -> None:
        from .place_dialog import PlaceDialog

        screen = self._screen
        items = [item for item in screen.selected_items() if item.progress.is_open]
        if items:
            self._open(PlaceDialog(screen.shell, screen.body, screen.period, items, screen))

    def link(self) -> None:
        from ...services.programme_reminders import find_item
        from .parent_dialog import ParentDialog

        item = self._screen.current_item()
        found = find_item(self._screen.session, item.id) if item is not None else None
        if found is not None:
            self._open(ParentDialog(self._screen.shell, *found, self._screen))

    def unplaced(self) -> None:
        from .unplaced_panel import UnplacedDialog

        screen = self._screen
        self._open(UnplacedDialog(screen.shell, screen.body, screen.period, screen))

    def carry_over(self) -> None:
        """Those that are chosen are ticked if they are several; else all that are not done."""
        from .carry_over_dialog import CarryOverDialog

        screen = self._screen
        chosen = screen.selected_items()
        some = chosen if len(chosen) > 1 else ()
        self._open(CarryOverDialog(screen.shell, screen.body, screen.period, some, screen))

    def meetings(self) -> None:
        from .meetings_dialog import MeetingsDialog

        screen = self._screen
        self._open(MeetingsDialog(screen.shell, screen.body, screen.period, screen))

    def wishes(self) -> None:
        """Of the month that is shown; of a longer period, of the week after this one."""
        from datetime import timedelta

        from ...domain.periods import PeriodKind
        from .wishes_dialog import WishesDialog

        screen = self._screen
        month = screen.period.kind is PeriodKind.MONTH
        day = screen.period.first_day if month else screen.model.today + timedelta(days=7)
        self._open(WishesDialog(screen.shell, screen.body, day, month=month, parent=screen))

    def wishes_of(self, wish: Wish) -> None:
        """All of the same body and the same week or month."""
        from .wishes_dialog import WishesDialog

        screen = self._screen
        month = not wish.for_week
        self._open(WishesDialog(screen.shell, wish.body, wish.first_day, month=month, parent=screen))

    def duties(self) -> None:
        from .duties_dialog import DutiesDialog

        screen = self._screen
        today = screen.model.today
        year = today.year if today in screen.period else screen.period.first_day.year
        self._open(DutiesDialog(screen.shell, screen.body, year, screen))
