"""The office's directory of people, units, rooms and vehicles."""

from dataclasses import replace

from ..domain.directory import Entry, EntryKind
from ..domain.roles import Action
from ..domain.text import clean_line
from .changes import Changes, Kind
from .session import OfficeSession


def save_entry(session: OfficeSession, entry: Entry) -> Changes:
    """Adds an entry or stores its changed self."""
    session.require(Action.EDIT_DIRECTORY)
    cleaned = replace(
        entry,
        name=clean_line(entry.name),
        short_name=clean_line(entry.short_name),
        position=clean_line(entry.position),
    )
    return _store(session, "save_entry", cleaned)


def retire_entry(session: OfficeSession, entry: Entry) -> Changes:
    """Takes an entry out of use; it stays in the store, as old schedules name it."""
    session.require(Action.EDIT_DIRECTORY)
    return _store(session, "retire_entry", replace(entry, active=False))


def reorder(session: OfficeSession, kind: EntryKind, ids: list[str]) -> Changes:
    """Sets the rank order of a kind: the ids, first one first."""
    session.require(Action.EDIT_DIRECTORY)
    known = {entry.id: entry for entry in session.directory.of(kind)}
    ranked = [replace(known[key], rank=rank) for rank, key in enumerate(ids, start=1)]
    return _store(session, "reorder", *(entry for entry in ranked if entry != known[entry.id]))


def _store(session: OfficeSession, label: str, *entries: Entry) -> Changes:
    with session.store.write(session.clerk.id, label) as repo:
        for entry in entries:
            repo.save(entry)
    session.forget("directory")
    return Changes.of(label, Kind.DIRECTORY)
