"""Số, ký hiệu of a document: what it says, how it is written, and the key by which two may be the same.

A code identifies nothing: thousands of committees write ĐU, and each term counts from 01 again. Identity is issuer,
type, number and date.
"""

import re
from dataclasses import dataclass
from enum import Enum

from .issuer_codes import IssuerKind, issuer_kind
from .numbering import number_text
from .text import clean_line, fold


class Style(Enum):
    """In whose order a code is written: Party `24-KH/TU`, State `12/QĐ-UBND`; the rest follow one of the two."""

    PARTY = "party"
    STATE = "state"
    CONGRESS = "congress"  # 05-BC/ĐH: one count for all types
    MASS = "mass"  # Đoàn as the Party, Mặt trận and the others as the State
    JOINT = "joint"  # 02/2011/TTLT-VPCP-BNV, 01/QCPH/UBND-UBMTTQ
    UNKNOWN = "unknown"


class CodeFlag(Enum):
    """What is odd in a code as it was written. A flag informs; the text is never changed for it."""

    STATE_ORDER_IN_PARTY = "state_order_in_party"  # 22/CT-TW
    RESTORED_ACCENTS = "restored_accents"  # DU read as ĐU
    OCR_DIGIT = "ocr_digit"  # 34O read as 340
    MISSING_HYPHEN = "missing_hyphen"  # 84 QĐ/TWĐTN
    ODD_SEPARATOR = "odd_separator"  # 155//UBND-TCKH, 405-UBND-PYT
    ODD_SPACING = "odd_spacing"  # 31 - HD/BTCTW
    NO_NUMBER = "no_number"  # /BC-UBND
    IDENTIFIER = "identifier"  # 000.00.69.H26-230112-0001: an electronic identifier, no code
    EATEN_BY_SPREADSHEET = "eaten_by_spreadsheet"  # 2021-07-01 00:00:00
    PLACEHOLDER = "placeholder"  # 0/QĐ-UBND, ĐƠN: written where there was nothing to write
    AMBIGUOUS_UNIT = "ambiguous_unit"  # 737/ABC-XYZ: where the issuer ends is not known
    MORE_TEXT = "more_text"  # words follow that are no part of the code


@dataclass(frozen=True, slots=True)
class Code:
    """A code as printed, and what was read from it. Where reading failed only the text holds."""

    text: str  # as printed (NFC, trimmed)
    style: Style = Style.UNKNOWN
    number: str = ""  # as printed: "09"
    suffix: str = ""  # "a" of 15a
    year: str = ""  # "2024" of 15/2024/QĐ-UBND
    type: str = ""  # abbreviation, "" where there is none (công văn of the State)
    issuer: str = ""
    unit: str = ""  # who drafted it
    confidence: float = 0.0  # 0–1
    flags: frozenset[CodeFlag] = frozenset()

    @property
    def value(self) -> int | None:
        """The number to sort and count by: 99 before 100."""
        return int(self.number) if self.number else None

    @property
    def sort(self) -> tuple[int, str]:
        """Order in a book: 15, 15a, 16; what has no number stands first."""
        return -1 if self.value is None else self.value, self.suffix.lower()


#: Types that two bodies sign together: thông tư liên tịch, quy chế phối hợp…
_JOINT_TYPE = re.compile(r"[^\W\d_]{2,}(?:LT|PH)")
_SLASHED_JOINT_TYPE = re.compile(r"[^\W\d_]{2,}PH")


def is_joint_type(abbreviation: str) -> bool:
    """Whether a type is one of two bodies: TTLT, NQLT, QCPH, CTPH."""
    return _JOINT_TYPE.fullmatch(abbreviation) is not None


def format_code(
    style: Style,
    number: int | str,
    type: str = "",
    issuer: str = "",
    unit: str = "",
    year: str = "",
    suffix: str = "",
) -> str:
    """The code that the parts make, in the order of its style; letters are never changed: `CTr` stays `CTr`.

    A code of unknown style is its number alone. Raises ValueError if `number` is not one.
    """
    count = number_text(int(number), suffix)
    body = "-".join(filter(None, (issuer, unit)))
    if style is Style.UNKNOWN:
        return count
    if style in (Style.PARTY, Style.CONGRESS) or (style is Style.MASS and issuer_kind(issuer) is IssuerKind.YOUTH):
        return "/".join(filter(None, ("-".join(filter(None, (count, type))), body)))
    slashed = style is Style.JOINT and _SLASHED_JOINT_TYPE.fullmatch(type) is not None
    kind = ("/" if slashed else "-").join(filter(None, (type, body)))
    return "/".join(filter(None, (count, year, kind)))


_KEY_PIECE = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_KEY_LABEL = frozenset(("so", "ky", "hieu"))
_KEY_NUMBER = re.compile(r"([0-9ol]*[0-9][0-9ol]*)([a-z]*)")
_OCR = str.maketrans("OoIl", "0011")


def as_digits(text: str) -> str:
    """The digits that a scan took for letters: `34O` → `340`."""
    return text.translate(_OCR)


def match_key(text: str) -> str:
    """Codes with equal keys may be the same document: a question for the clerk, never an answer.

    Spacing, separators and their order, the label "Số", leading zeros, case and accents do not count, so that
    `307-CV/DU` meets `307-CV/ĐU` and `20/NQ-TW` meets `20-NQ/TW`. ĐA meets DA as well, since the one may be a careless
    other; CT never meets CTr. Types are told apart by what `read_code` says, never by this key.
    """
    pieces = _KEY_PIECE.findall(fold(clean_line(text)))
    while len(pieces) > 1 and pieces[0] in _KEY_LABEL:
        del pieces[0]
    number = _KEY_NUMBER.fullmatch(pieces[0]) if pieces else None
    if number is not None:
        digits, letters = as_digits(number[1]).lstrip("0") or "0", number[2]
        pieces[:1] = [digits + letters] if len(letters) < 2 else [digits, letters]
    return "-".join(pieces)
