"""The places of the rail, in its order; each screen is imported and built when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from ..domain.roles import Action
from ..i18n import _
from .screen import Screen, Shell


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its word, its icon, its key, and how its screen is made."""

    id: str
    text: str
    icon: str
    make: Callable[[Shell], Screen]
    needs: Action = Action.READ
    apart: bool = False  # stands in the rail's lower part


def _today(shell: Shell) -> Screen:
    from .today import TodayScreen

    return TodayScreen(shell)


def _week(shell: Shell) -> Screen:
    from .week.screen import WeekScreen

    return WeekScreen(shell)


def _programmes(shell: Shell) -> Screen:
    from .programmes.screen import ProgrammesScreen

    return ProgrammesScreen(shell)


def _outgoing(shell: Shell) -> Screen:
    from .registers.outgoing_screen import OutgoingScreen

    return OutgoingScreen(shell)


def _incoming(shell: Shell) -> Screen:
    from .registers.incoming_screen import IncomingScreen

    return IncomingScreen(shell)


def _find(shell: Shell) -> Screen:
    from .registers.find_screen import FindScreen

    return FindScreen(shell)


def _dossiers(shell: Shell) -> Screen:
    from .dossiers.screen import DossiersScreen

    return DossiersScreen(shell)


def _reports(shell: Shell) -> Screen:
    from .reports.screen import ReportsScreen

    return ReportsScreen(shell)


def _directory(shell: Shell) -> Screen:
    from .screens.directory import DirectoryScreen

    return DirectoryScreen(shell)


def _organisations(shell: Shell) -> Screen:
    from .screens.organisations import OrganisationsScreen

    return OrganisationsScreen(shell)


def _books(shell: Shell) -> Screen:
    from .books.screen import BooksScreen

    return BooksScreen(shell)


def _backups(shell: Shell) -> Screen:
    from .screens.backups import BackupsScreen

    return BackupsScreen(shell)


def _office(shell: Shell) -> Screen:
    from .screens.office import OfficeScreen

    return OfficeScreen(shell)


def _clerks(shell: Shell) -> Screen:
    from .screens.clerks import ClerksScreen

    return ClerksScreen(shell)


def _history(shell: Shell) -> Screen:
    from .screens.history import HistoryScreen

    return HistoryScreen(shell)


def places() -> tuple[Place, ...]:
    """All places, in the language in force."""
    return (
        Place("today", _("Today"), "today", _today),
        Place("week", _("Weekly schedule"), "week", _week),
        Place("programmes", _("Programmes"), "calendar", _programmes),
        Place("incoming", _("Incoming documents"), "inbox", _incoming),
        Place("outgoing", _("Outgoing documents"), "publish", _outgoing),
        Place("find", _("Find documents"), "search", _find),
        Place("dossiers", _("Dossiers"), "folder", _dossiers),
        Place("reports", _("Reports"), "chart", _reports),
        Place("directory", _("Directory"), "directory", _directory),
        Place("organisations", _("Senders, recipients"), "unit", _organisations),
        Place("books", _("Books and numbers"), "books", _books, apart=True),
        Place("backups", _("Backups"), "backup", _backups, apart=True),
        Place("history", _("Audit trail"), "history", _history, apart=True),
        Place("clerks", _("Clerks and keys"), "clerks", _clerks, apart=True),
        Place("office", _("Office"), "office", _office, apart=True),
    )
