"""Chance that repeats itself, for the invented offices and registers."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """The same throws after every start. Most are made of `random.random`: Python's own choosing is slow."""

    def __init__(self, start: int) -> None:
        self._chance = random.Random(start)  # noqa: S311  (nothing is kept secret with it)

    def one(self, choices: Sequence[T]) -> T:
        return choices[int(self._chance.random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """So many different ones."""
        return self._chance.sample(choices, count)

    def weighed(self, choices: Sequence[T], shares: Sequence[float]) -> T:
        return self._chance.choices(choices, shares)[0]

    def says(self, share: float) -> bool:
        """Yes, in this share of all throws."""
        return self._chance.random() < share

    def number(self, first: int, last: int) -> int:
        return first + int(self._chance.random() * (last - first + 1))

    def bits(self, count: int) -> int:
        return self._chance.getrandbits(count)
