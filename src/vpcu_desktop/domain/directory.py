"""The office's directory: people, units, rooms and vehicles, found however they are written.

It grows by typing, so a name needs no form before it can be used; leaders keep their rank order, never the alphabet's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from .text import fold, match_rank, matches, sort_key

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 4096  # texts


class EntryKind(Enum):
    PERSON = "person"
    UNIT = "unit"
    ROOM = "room"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, unit, room or vehicle. `position` and `leader` matter for people only; `rank` 1 stands first."""

    id: str
    kind: EntryKind
    name: str  # "Nguyễn Văn A", "Phòng họp số 2"
    short_name: str = ""  # "PBT TT", "P. họp 2"; several are separated by ";"
    position: str = ""  # "Phó Bí thư Thường trực Đảng ủy"
    rank: int = 1000
    leader: bool = False  # has a row of the board's "days × leaders"
    active: bool = True

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the office writes this entry."""
        short = [piece.strip() for piece in self.short_name.split(";")]
        return tuple(text for text in (self.name, self.position, *short) if text)

    @property
    def label(self) -> str:
        """How a card shows it: the first short name, else the name."""
        return self.short_name.split(";")[0].strip() or self.name


def _words(text: str) -> str:
    """Folded words with single spaces round them, so that whole words can be found with `in`."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


@dataclass(frozen=True)
class Directory:
    """All entries of an office; immutable, made anew when an entry changes."""

    entries: tuple[Entry, ...] = ()

    def of(self, kind: EntryKind) -> tuple[Entry, ...]:
        """Active entries of a kind, by rank, then in Vietnamese alphabetical order."""
        return tuple(sorted((e for e in self.entries if e.kind is kind and e.active), key=lambda e: self._order[e.id]))

    @property
    def leaders(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.of(EntryKind.PERSON) if e.leader)

    def find(self, kind: EntryKind, text: str) -> Entry | None:
        """The entry that this text writes exactly, diacritics and case aside."""
        wanted = _words(text)
        return next((e for e in self.of(kind) if any(_words(s) == wanted for s in e.spellings)), None)

    def suggest(self, kind: EntryKind, typed: str, limit: int = 12) -> tuple[Entry, ...]:
        """Entries for what was typed so far (`nguyen van a`, `nva`, `PBT`), best first."""
        hits = [
            (min(match_rank(typed, s) for s in e.spellings), n, e)
            for n, e in enumerate(self.of(kind))
            if any(matches(typed, s) for s in e.spellings)
        ]
        return tuple(e for _, _, e in sorted(hits, key=lambda hit: hit[:2])[:limit])

    def people_in(self, text: str) -> tuple[Entry, ...]:
        """The people whom a text names (by name, short name or position), each once, in rank order.

        The longest spelling wins its place: `Phó Bí thư Thường trực` is not also `Phó Bí thư`, nor `Bí thư`.
        """
        return self._named_in(EntryKind.PERSON, text)

    def rooms_in(self, text: str) -> tuple[Entry, ...]:
        return self._named_in(EntryKind.ROOM, text)

    def vehicles_in(self, text: str) -> tuple[Entry, ...]:
        return self._named_in(EntryKind.VEHICLE, text)

    @cached_property
    def _spellings(self) -> dict[EntryKind, list[tuple[str, Entry]]]:
        found: dict[EntryKind, list[tuple[str, Entry]]] = {kind: [] for kind in EntryKind}
        for entry in self.entries:
            if entry.active:
                found[entry.kind].extend((_words(s), entry) for s in entry.spellings if s.strip())
        for spellings in found.values():
            spellings.sort(key=lambda pair: -len(pair[0]))
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        """The place of each entry by rank, then in Vietnamese alphabetical order."""
        ordered = sorted(self.entries, key=lambda e: (e.rank, sort_key(e.name)))
        return {entry.id: place for place, entry in enumerate(ordered)}

    @cached_property
    def _remembered(self) -> dict[tuple[EntryKind, str], tuple[Entry, ...]]:
        """What `_named_in` found before: the same chairs and places come back on every page of every week."""
        return {}

    def _named_in(self, kind: EntryKind, text: str) -> tuple[Entry, ...]:
        if not text:
            return ()
        known = self._remembered.get((kind, text))
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[kind, text] = self._look_for(kind, text)
        return known

    def _look_for(self, kind: EntryKind, text: str) -> tuple[Entry, ...]:
        rest, found = _words(text), []
        for spelling, entry in self._spellings[kind]:
            if spelling.strip() and spelling in rest:
                found.append(entry)
                rest = rest.replace(spelling, " \x00 ")  # taken: a shorter spelling may not match inside it
        unique = {e.id: e for e in found}
        return tuple(sorted(unique.values(), key=lambda e: self._order[e.id]))


def unknown_names(directory: Directory, kind: EntryKind, texts: Iterable[str]) -> tuple[str, ...]:
    """Single names among texts that the directory does not have yet, as typed; how it grows by typing."""
    fresh: dict[str, str] = {}
    for text in texts:
        for piece in re.split(r"[;\n]", text):
            name = re.sub(r"^(?:đ/c|đồng chí|đ\.c|ông|bà)\s+", "", piece.strip(" ,."), flags=re.IGNORECASE)
            if name and len(name) <= 80 and not directory._named_in(kind, name) and directory.find(kind, name) is None:
                fresh.setdefault(_words(name), name)
    return tuple(fresh.values())
