"""What changes a week and programmes together: one transaction and one step of undo."""

from collections.abc import Iterable

from ..domain.programmes import Programme
from ..domain.roles import Action
from . import programmes, weeks
from .changes import Changes, Kind
from .session import JointStep, OfficeSession, Step


def apply(session: OfficeSession, step: JointStep, *, new: Iterable[Programme] = ()) -> Changes:
    """Stores all parts or none, with the programmes that they need, and makes them undoable as one.

    Raises StaleRecord, SecretContentRefused, ReasonNeeded, BrokenLink.
    """
    parts = (weeks.checked(part) if isinstance(part, Step) else programmes.checked(part) for part in step.parts)
    step = JointStep(step.label, tuple(part for part in parts if part.before or part.after))
    if not step.parts:
        return Changes.of("nothing")
    changes = _store(session, step, step.label, new)
    session.history.add(step)
    session.history.forget(step.turned_secret)
    return changes


def replay(session: OfficeSession, step: JointStep, action: str) -> Changes:
    """Stores a step that is undone or done again. Raises StaleRecord."""
    return _store(session, step, action, ())


def _store(session: OfficeSession, step: JointStep, action: str, new: Iterable[Programme]) -> Changes:
    session.require(Action.EDIT_SCHEDULE)
    grown = False
    with session.store.write(session.clerk.id, action) as repo:
        for part in step.parts:
            if isinstance(part, Step):
                grown |= weeks.write_step(session, repo, part)
            else:
                programmes.write_step(repo, part, new)
    if grown:
        session.forget("directory")
    kinds = {Kind.SCHEDULE, Kind.PROGRAMMES} | ({Kind.DIRECTORY} if grown else set())
    return Changes(frozenset(kinds), step.label, step.week, step.turned_secret)
