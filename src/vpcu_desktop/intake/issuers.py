"""Issuers that a register spells in several ways: groups that a clerk may merge. Nothing is merged here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.text import clean_line, fold
from .legacy import is_syllable

#: Written short and in full in the same register.
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "ubkt": "uy ban kiem tra",
    "bch": "ban chap hanh",
    "btv": "ban thuong vu",
    "vp": "van phong",
    "h": "huyen",
    "tx": "thi xa",
    "tt": "thi tran",
    "tp": "thanh pho",
    "p": "phuong",
    "x": "xa",
    "vn": "viet nam",
}


@dataclass(frozen=True, slots=True)
class IssuerVariants:
    """Spellings that most likely mean one issuer, the most frequent one first, each with how often it occurs."""

    spellings: tuple[tuple[str, int], ...]

    @property
    def proposed(self) -> str:
        """The most frequent spelling."""
        return self.spellings[0][0]


def issuer_variants(names: Iterable[str]) -> tuple[IssuerVariants, ...]:
    """Groups of near-equal names, the most frequent first. `names`: as often as they occur, such as of all lines.

    Near-equal are names that differ in case, diacritics, spaces, punctuation or common abbreviations, and those with a
    slip of one letter that makes a word no Vietnamese syllable (`thj trấn`). `Mỹ Lộc` and `Mỹ Lợi` are two places.
    """
    counts = Counter(name for name in map(clean_line, names) if name)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        alike["".join(_words(name))].append(name)
    merged = _without_slips(alike)
    groups = [
        IssuerVariants(tuple(sorted(((name, counts[name]) for name in group), key=lambda each: (-each[1], each[0]))))
        for group in merged
        if len(group) > 1
    ]
    return tuple(sorted(groups, key=lambda group: (-sum(count for _, count in group.spellings), group.proposed)))


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", fold(name))
    return [part for word in words for part in _SHORT.get(word, word).split()]


def _without_slips(alike: dict[str, list[str]]) -> list[list[str]]:
    """The groups, after those with a slip of the finger went over to what was meant."""
    meant: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)  # by the number of words
    slips: list[tuple[str, list[str]]] = []
    for key, names in alike.items():
        words = _words(names[0])
        (slips if all(map(_has_slip, names)) else meant[len(words)]).append((key, words))
    groups = {key: list(names) for key, names in alike.items()}
    for slip, wrong in slips:
        found = [key for key, words in meant[len(wrong)] if _one_slip(wrong, words)]
        if len(found) == 1:
            groups[found[0]] += groups.pop(slip)
    return list(groups.values())


def _has_slip(name: str) -> bool:
    """Whether some word in small letters is no Vietnamese syllable."""
    words = re.findall(r"[^\W\d_]+", name)
    return any(not word.isupper() and not is_syllable(word.lower()) for word in words)


def _one_slip(wrong: list[str], right: list[str]) -> bool:
    """Whether two names differ by one letter in one word that is no syllable."""
    different = [(a, b) for a, b in zip(wrong, right, strict=True) if a != b]
    return len(different) == 1 and not is_syllable(different[0][0]) and _one_edit(*different[0])


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two letters in the wrong order, turn `a` into `b`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or swapped
    return rest_a[1:] == rest_b or rest_a == rest_b[1:]
