"""What a list is put together from: lines whose rows are known, and stretches that are walked page by page.

A stretch of the secret vault is merged into that of the ordinary one: its keys, which are few, lie in memory.
"""

import contextlib
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import WeakKeyDictionary

from ..domain.lines import GROUP_ORDER, Facts, Line, in_order
from ..domain.numbering import Direction
from ..domain.search import ChipField, Query, Sort, SortField
from . import register_counts

if TYPE_CHECKING:
    from ..data.anchors import Anchors
    from ..data.finder import Finder
    from ..data.store import Store
    from ..data.stretches import Key, Stretch

#: Lines of a page; so many lie between two known keys.
STEP = 100
#: So far into a stretch its lines are walked from the beginning rather than from a key.
_NEAR = 20 * STEP

T = TypeVar("T", Facts, Line)


class Vault:
    """A store that lists read from. `whole`: with what has its line in the secret vault now."""

    def __init__(self, store: "Store", *, whole: bool = True) -> None:
        self.store = store
        self.whole = whole

    @contextlib.contextmanager
    def finder(self) -> "Iterator[Finder]":
        with self.store.read() as repo:
            yield repo.finder

    def stretches(self, query: Query, sort: Sort) -> "list[Stretch]":
        """Those of a list; the whole register of a direction is counted on from where it was last time."""
        plain = self.whole and not query.text and all(chip.field is ChipField.DIRECTION for chip in query.chips)
        with self.store.read() as repo:
            if not plain or sort.field is not SortField.REGISTERED:
                return repo.finder.stretches(query, sort, whole=self.whole)
            (stretch,) = repo.finder.uncounted(query, sort)
            only = query.value(ChipField.DIRECTION)
            stretch.count = register_counts.count(self.store, repo, only if isinstance(only, Direction) else None)
        return [stretch]

    def anchors(self, of: "Stretch") -> "Anchors":
        """Every so many-th place of a stretch, from where it was known when its list was open last."""
        known = _KNOWN.setdefault(self.store, OrderedDict())
        with self.finder() as finder:
            found = finder.anchors(of, STEP, known.get(of.name))
        known[of.name] = found
        known.move_to_end(of.name)
        while len(known) > _KEPT:
            known.popitem(last=False)
        return found


#: Of each store so many long stretches are known.
_KEPT = 16
_KNOWN: "WeakKeyDictionary[Store, OrderedDict[object, Anchors]]" = WeakKeyDictionary()


class Part(Protocol):
    """Some of a list's lines."""

    @property
    def count(self) -> int: ...

    def lines(self, first: int, count: int) -> list[Line]:
        """At most so many lines from a place on."""

    def place(self, id: str) -> int | None:
        """Where a document stands; None if it does not."""


class Listed:
    """Lines whose rows are known, some of them read already."""

    def __init__(self, entries: "Sequence[tuple[Vault, int, Line | None]]") -> None:
        self._entries = entries
        self.count = len(entries)

    @classmethod
    def of(cls, found: "Iterable[tuple[Vault, T]]", sort: Sort) -> "Listed":
        """What was found in all vaults, in an order."""
        pairs = list(found)
        vault_of = {id(each): vault for vault, each in pairs}
        ordered = in_order([each for _, each in pairs], sort)
        return cls([(vault_of[id(each)], each.row, each if isinstance(each, Line) else None) for each in ordered])

    def lines(self, first: int, count: int) -> list[Line]:
        wanted = self._entries[first : first + count]
        read = [line for _, _, line in wanted if line is not None]
        return read or _read([(vault, row) for vault, row, _ in wanted])

    def place(self, id: str) -> int | None:
        rows: dict[Vault, int | None] = {}
        for vault in {vault for vault, _, _ in self._entries}:
            with vault.finder() as finder:
                rows[vault] = finder.row_of(id)
        return next((n for n, (vault, row, _) in enumerate(self._entries) if rows[vault] == row), None)


class Walked:
    """A stretch of the first vault's, with that of the second one merged into it."""

    def __init__(self, sources: "Sequence[tuple[Vault, Stretch]]") -> None:
        (self._vault, self._stretch), *others = sources
        self._other = self._vault
        self._others: list[Key] = []  # all keys of the second vault's, the lowest first
        self._anchors: Anchors | None = None  # of the first vault's, once a place far in it was asked for
        for vault, stretch in others:
            with vault.finder() as finder:
                self._other, self._others = vault, sorted(finder.keys(stretch, 1))
        self.count = self._stretch.count + len(self._others)

    @classmethod
    def all(cls, vaults: Sequence[Vault], query: Query, sort: Sort) -> "list[Walked]":
        """The stretches of a list, those of both vaults that belong together as one."""
        paired: dict[tuple[object, str, str, bool], list[tuple[Vault, Stretch]]] = {}
        for n, vault in enumerate(vaults):
            for stretch in vault.stretches(query, sort):
                values = stretch.values
                copies = bool(stretch.shape.copies)
                name = (stretch.shape.kind, values.get("of", ""), values.get("of_direction", ""), copies)
                if n and name not in paired:  # a group that the first vault has nothing of
                    paired[name] = [(vaults[0], replace(stretch, count=0))]
                paired.setdefault(name, []).append((vault, stretch))
        names = list(paired)
        if sort.field in GROUP_ORDER:
            order = GROUP_ORDER[sort.field]
            names.sort(key=lambda name: name[2])
            names.sort(key=lambda name: (order(name[1]), name[3]), reverse=sort.descending)
        return [cls(paired[name]) for name in names]

    def lines(self, first: int, count: int) -> list[Line]:
        if first + count > _NEAR or self._anchors is not None:
            return self._from_key(first, count)
        with self._vault.finder() as finder:
            if first == 0 and not self._others:
                return [line for _, line in finder.page(self._stretch, None, count)]
            keys = finder.first_keys(self._stretch, first + count)
        return _read(self._merged(keys, 0)[first : first + count])

    def place(self, id: str) -> int | None:
        with self._vault.finder() as finder:
            row = finder.row_of(id)
            key = None if row is None else finder.key_of(self._stretch, row)
        if key is not None:
            return self._rank(key) + self._before(key)
        if not self._others:
            return None
        with self._other.finder() as finder:
            row = finder.row_of(id)
        key = next((key for key in self._others if key[-1] == row), None)
        if key is None:
            return None
        with self._vault.finder() as finder:  # of two equal keys the first vault's stands first
            same = finder.key_of(self._stretch, key[-1]) == key
        return self._rank(key) + same + self._before(key)

    def _from_key(self, first: int, count: int) -> list[Line]:
        """From the last known key that stands before the place."""
        known = self._known()
        keys, ranks = known.keys, known.ranks
        places = range(len(keys))
        block = max(bisect_right(places, first, key=lambda n: ranks[n] + self._before(keys[n])) - 1, 0)
        start = keys[block] if keys else None
        others = self._before(start) if start and block else 0
        skip = first - (ranks[block] if keys else 0) - others
        with self._vault.finder() as finder:
            rows = finder.page(self._stretch, start, skip + count)
        if not self._others:
            return [line for _, line in rows[skip:]]
        return _read(self._merged([key for key, _ in rows], others)[skip : skip + count])

    def _merged(self, keys: "Sequence[Key]", others: int) -> "list[tuple[Vault, int]]":
        """The rows of these keys, among them and after them those of the other vault from its `others`-th on."""
        theirs = self._others[::-1] if self._stretch.shape.descending else self._others
        found: list[tuple[Vault, int]] = []
        for key in keys:
            before = max(self._before(key), others)
            found += ((self._other, other[-1]) for other in theirs[others:before])
            found.append((self._vault, key[-1]))
            others = before
        return found + [(self._other, other[-1]) for other in theirs[others:]]

    def _before(self, key: "Key") -> int:
        """How many lines of the other vault stand before a key."""
        if self._stretch.shape.descending:
            return len(self._others) - bisect_right(self._others, key)
        return bisect_left(self._others, key)

    def _rank(self, key: "Key") -> int:
        """How many lines of the first vault stand before a key: counted from the last known one."""
        falling = self._stretch.shape.descending

        def stands_before(other: "Key") -> bool:
            return other > key if falling else other < key

        with self._vault.finder() as finder:
            if self._anchors is None:
                near = finder.first_keys(self._stretch, _NEAR)
                if len(near) < _NEAR or not stands_before(near[-1]):
                    return sum(map(stands_before, near))
        known = self._known()
        block = known.before(key) - 1
        if block < 0:
            return 0
        with self._vault.finder() as finder:
            return known.ranks[block] + finder.between(self._stretch, known.keys[block], key)

    def _known(self) -> "Anchors":
        if self._anchors is None:
            self._anchors = self._vault.anchors(self._stretch)
        return self._anchors


def _read(rows: "Sequence[tuple[Vault, int]]") -> list[Line]:
    """The lines of rows of several vaults, in their order."""
    found: dict[tuple[Vault, int], Line] = {}
    for vault in {vault for vault, _ in rows}:
        with vault.finder() as finder:
            found |= {(vault, line.row): line for line in finder.lines([row for of, row in rows if of is vault])}
    return [found[place] for place in rows if place in found]
