"""How strong a passphrase is, guessed from its length and variety; a hint for people, not a proof."""

import math
import re
from enum import Enum

from .text import fold

SHORTEST = 10


class Strength(Enum):
    TOO_SHORT = "too_short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"

    @property
    def acceptable(self) -> bool:
        return self not in (Strength.TOO_SHORT, Strength.WEAK)


_COMMON = re.compile(
    r"(?:0?123456789?|abcdef|qwerty|matkhau|mat khau|password|vanphong|van phong|dang uy|danguy|admin|vietnam|viet nam)"
)
_RUN = re.compile(r"(.)\1{2,}")


def strength_of(passphrase: str) -> Strength:
    """Words count about 11 bits each, other characters 4–6, and what everybody types nearly nothing."""
    if len(passphrase.strip()) < SHORTEST:
        return Strength.TOO_SHORT
    rest = _RUN.sub(r"\1", _COMMON.sub(" ", fold(passphrase)))
    words = re.findall(r"[^\W\d_]+", rest)
    others = len(re.findall(r"[\W\d_]", rest.replace(" ", "")))
    bits = sum(min(11.0, 4.7 * len(word)) if len(words) > 1 else 3.0 * len(word) for word in set(words))
    bits += others * 3.5
    mixed = passphrase != passphrase.lower() and passphrase != passphrase.upper()
    bits += 4 if mixed else 0
    bits = min(bits, math.log2(64) * len(set(passphrase)))
    if bits < 28:
        return Strength.WEAK
    if bits < 40:
        return Strength.FAIR
    return Strength.GOOD if bits < 60 else Strength.STRONG
