"""Who is away and who is on duty."""

from datetime import date

from ..domain.roles import Action
from ..domain.schedule import Absence, Duty
from .changes import Changes, Kind
from .session import OfficeSession


def absences(session: OfficeSession, first: date, last: date) -> tuple[Absence, ...]:
    """Absences that touch the days from first to last."""
    with session.store.read() as repo:
        return repo.absences(first, last)


def duties(session: OfficeSession, first: date, last: date) -> tuple[Duty, ...]:
    """Duties that touch the days from first to last."""
    with session.store.read() as repo:
        return repo.duties(first, last)


def save(session: OfficeSession, record: Absence | Duty) -> Changes:
    """Adds an absence or a duty, or stores its changed self."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "save_roster") as repo:
        repo.save(record)
    return Changes.of("save_roster", Kind.ROSTER)


def remove(session: OfficeSession, record: Absence | Duty) -> Changes:
    """Takes an absence or a duty back."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "remove_roster") as repo:
        repo.remove(record)
    return Changes.of("remove_roster", Kind.ROSTER)
