"""Who is away and who is on duty."""

from datetime import date

from ..domain.errors import StaleRecord
from ..domain.roles import Action
from ..domain.schedule import Absence, Duty
from .changes import Changes, Kind
from .session import OfficeSession, RecordStep


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
        before = repo.get(type(record), record.id)
        repo.save(record)
    session.history.add(RecordStep("save_roster", before, record))
    return Changes.of("save_roster", Kind.ROSTER)


def remove(session: OfficeSession, record: Absence | Duty) -> Changes:
    """Takes an absence or a duty back."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "remove_roster") as repo:
        repo.remove(record)
    session.history.add(RecordStep("remove_roster", record, None))
    return Changes.of("remove_roster", Kind.ROSTER)


def replay(
    session: OfficeSession, label: str, action: str, before: Absence | Duty | None, after: Absence | Duty | None
) -> Changes:
    """Undo and redo: puts a record from one state into another. Raises StaleRecord if it is in neither's place."""
    session.require(Action.EDIT_SCHEDULE)
    record = after or before
    assert record is not None
    with session.store.write(session.clerk.id, action) as repo:
        if repo.get(type(record), record.id) != before:
            raise StaleRecord(what="roster")
        if after is None:
            repo.remove(record)
        else:
            repo.save(after)
    return Changes.of(label, Kind.ROSTER)
