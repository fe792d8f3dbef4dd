"""The organisations that send and receive documents, with their dates, predecessors and successors."""

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from .text import clean_line, fold, initials, sort_key

_WORD = re.compile(r"\w+")


class Group(Enum):
    """The sender groups that reports count by."""

    SUPERIOR = "superior"  # cấp trên
    PEER = "peer"  # cùng cấp, ngang cấp
    SUBORDINATE = "subordinate"  # cấp dưới
    STATE = "state"  # cơ quan Nhà nước
    MASS = "mass"  # Mặt trận và đoàn thể
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as it was called while it existed: a renamed one is another, linked as its successor.

    `own`: the office numbers documents for it (ĐU, VPĐU, a congress, a steering committee). Both dates are inclusive.
    """

    id: str
    name: str  # "Đảng ủy xã Tân Phú"
    short_name: str = ""
    code: str = ""  # ĐU; thousands of committees share one
    parent: str | None = None
    group: Group = Group.OTHER
    own: bool = False
    spellings: str = ""  # other ways it is written, ";" between
    address: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    predecessor: str | None = None
    successor: str | None = None

    def existed_on(self, day: date | None) -> bool:
        """Whether it existed under this name; an unknown day excludes nothing."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way it is written, its name first."""
        others = [self.short_name, self.code, *self.spellings.split(";")]
        return tuple(dict.fromkeys(text.strip() for text in (self.name, *others) if text.strip()))


class Catalogue:
    """All organisations of an office, those of the past too, found however they are written.

    Its folded spellings are made once: it may hold thousands of committees.
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.all = tuple(organisations)

    def find(self, name: str, day: date | None = None) -> Organisation | None:
        """The organisation that is so called: by its name before any other spelling, and if one alone answers to it.

        Thousands of committees share the code ĐU: a spelling that several have names none of them.
        """
        wanted = fold(name).strip()
        called = self._called.get(wanted, ())
        alive = [each for each in called if each.existed_on(day)] or called
        by_name = [each for each in alive if fold(each.name) == wanted]
        fitting = by_name or alive
        return fitting[0] if len(fitting) == 1 else None

    def knows(self, name: str) -> bool:
        """Whether any organisation is so called."""
        return fold(name).strip() in self._called

    def suggest(self, typed: str, day: date | None = None, *, limit: int = 20) -> tuple[Organisation, ...]:
        """What was typed, found in any spelling or by its initials; those that existed on the day come first, then
        those that have the diacritics as typed, then those that begin so.
        """
        begins, as_typed = _spaced(typed), clean_line(typed).lower()
        pieces = [f" {piece}" for piece in begins.split()]
        found = []
        for place, (each, words, letters, written) in enumerate(self._written):
            if all(piece in words for piece in pieces) or (len(pieces) == 1 and begins in letters):
                rank = 0 if as_typed in written else 1 if f"\n{begins}" in words else 2
                found.append((not each.existed_on(day), rank, place, each))
        return tuple(each for *_, each in heapq.nsmallest(limit, found, key=lambda hit: hit[:3]))

    @cached_property
    def _called(self) -> dict[str, list[Organisation]]:
        called: dict[str, list[Organisation]] = {}
        for each in self.all:
            for spelling in {fold(written).strip() for written in each.written}:
                called.setdefault(spelling, []).append(each)
        return called

    @cached_property
    def _written(self) -> list[tuple[Organisation, str, str, str]]:
        """In alphabetical order: the folded words of every spelling, their initials, and the spellings as written."""
        return [
            (
                each,
                "".join(f"\n{_spaced(spelling)}" for spelling in each.written),
                "".join(f" {initials(spelling)}" for spelling in each.written),
                "\n".join(each.written).lower(),
            )
            for each in sorted(self.all, key=lambda each: sort_key(each.name))
        ]


def _spaced(text: str) -> str:
    """Its folded words, a space before each."""
    return "".join(f" {word}" for word in _WORD.findall(fold(text)))
