"""Names from the office's directory for the boxes of the schedule."""

from collections.abc import Callable, Sequence

from ...domain.directory import Directory, EntryKind
from ..widgets.suggest import Suggestion


def suggester(directory: Callable[[], Directory], kind: EntryKind) -> Callable[[str], Sequence[Suggestion]]:
    """What a box offers for typed text: people by their position or short name as well as by name."""

    def suggest(typed: str) -> Sequence[Suggestion]:
        return [
            Suggestion(entry.name, " · ".join(piece for piece in (entry.label, entry.position) if piece != entry.name))
            for entry in directory().suggest(kind, typed)
        ]

    return suggest


def listed(directory: Callable[[], Directory]) -> Callable[[str], Sequence[Suggestion]]:
    """What a list of participants or guests offers: people first, then units."""
    people, units = suggester(directory, EntryKind.PERSON), suggester(directory, EntryKind.UNIT)
    return lambda typed: [*people(typed), *units(typed)]
