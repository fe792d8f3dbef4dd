"""What an operation returns: which kinds of things changed, so that each view knows whether to reload."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..domain.times import Week


class Kind(Enum):
    """Kinds of things that views show."""

    SCHEDULE = "schedule"
    DIRECTORY = "directory"
    ROSTER = "roster"
    CALENDAR = "calendar"
    OFFICE = "office"
    CLERKS = "clerks"
    BACKUP = "backup"
    DRAFTS = "drafts"
    REGISTER = "register"  # documents and all that happens to them
    BOOKS = "books"  # organisations, series, numbers, books, forms
    DOSSIERS = "dossiers"
    PROGRAMMES = "programmes"  # programmes, items, meetings, wishes, duties of the year


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds that changed, the operation's code (`plan`, `move`, …; the window words it) and the week it touched.

    `secret`: ids of documents that are secret from now on; nothing unfinished about them may be kept.
    """

    kinds: frozenset[Kind]
    label: str
    week: Week | None = None
    secret: frozenset[str] = frozenset()

    @classmethod
    def of(cls, label: str, *kinds: Kind, week: Week | None = None, secret: Iterable[str] = ()) -> "Changes":
        return cls(frozenset(kinds), label, week, frozenset(secret))
