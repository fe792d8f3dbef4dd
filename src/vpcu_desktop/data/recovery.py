"""The recovery key as people write it: groups of letters, each with a check letter of its own.

The alphabet leaves out I, L, 1, 0 and O. It has 31 letters, a prime, so a check letter weighted by position finds
every single wrong letter and any two letters exchanged within a group; the group's number enters too, so that
exchanged groups are found.
"""

import secrets

from .errors import MistypedRecoveryKey

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS = 8
DATA_LETTERS = 4  # per group, before its check letter: 8 × 4 letters of 31 are 158 bits
_SEPARATORS = str.maketrans("", "", " \t\r\n-–—.·_")


def make_recovery_text() -> str:
    """A fresh recovery key: `7KQ2M-…`, eight groups of five letters."""
    return "-".join(
        _with_check(number, [secrets.randbelow(len(ALPHABET)) for _ in range(DATA_LETTERS)]) for number in range(GROUPS)
    )


def parse_recovery_text(text: str) -> str:
    """The canonical form of what was typed; case, spaces and hyphens do not matter. Raises MistypedRecoveryKey."""
    letters = text.translate(_SEPARATORS).upper()
    size = DATA_LETTERS + 1
    if len(letters) != GROUPS * size:
        raise MistypedRecoveryKey(groups=(), expected=GROUPS)
    groups = [letters[start : start + size] for start in range(0, len(letters), size)]
    wrong = tuple(number + 1 for number, group in enumerate(groups) if not _is_sound(number, group))
    if wrong:
        raise MistypedRecoveryKey(groups=wrong, expected=GROUPS)
    return "-".join(groups)


def _with_check(number: int, values: list[int]) -> str:
    check = sum((place + 2) * value for place, value in enumerate(values)) + 7 * (number + 1)
    return "".join(ALPHABET[value] for value in (*values, -check % len(ALPHABET)))


def _is_sound(number: int, group: str) -> bool:
    if any(letter not in ALPHABET for letter in group):
        return False
    return group == _with_check(number, [ALPHABET.index(letter) for letter in group[:DATA_LETTERS]])
