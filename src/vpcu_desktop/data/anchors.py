"""Known places in a long list: the keys of every so many-th line, carried on over what is saved later."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .stretches import Key


@dataclass(frozen=True, slots=True)
class Anchors:
    """Keys in the order of a stretch, and how many of its lines stand before each.

    `mark`: the last entry of the trail when they were so. `falling`: the stretch is walked downwards.
    """

    keys: Sequence[Key]
    ranks: Sequence[int]
    mark: int
    falling: bool

    def before(self, key: Key) -> int:
        """How many of the keys stand before this one."""
        return bisect_left(
            range(len(self.keys)),
            True,
            key=lambda n: self.keys[n] <= key if self.falling else self.keys[n] >= key,
        )

    def with_more(self, added: Iterable[Key], mark: int) -> "Anchors":
        """After new lines came in at these keys."""
        keys, ranks = list(self.keys), list(self.ranks)
        for key in added:
            after = self.before(key)
            if not after:  # it is the first line now
                keys[0], after = key, 1
            ranks[after:] = [rank + 1 for rank in ranks[after:]]
        return Anchors(keys, ranks, mark, self.falling)
