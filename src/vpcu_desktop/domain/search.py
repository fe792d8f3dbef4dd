"""What the search finds a registered document by, what was asked for, and how hits are ordered."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache

from .day_ranges import DateRange, Words, read_ranges
from .documents import Assignment, Document, Recipient
from .numbering import Direction, number_text
from .text import fold

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')
_NUMBERED = re.compile(r"(?<!\S)so\s+(\d{1,6}[a-z]?)(?!\S)")
_LABEL = re.compile(r"(?<!\S)so:?\s+(?=\d)")

#: Names and types come again and again.
_fold_name = lru_cache(maxsize=4096)(fold)

#: Nobody types these: by them the search keeps to one register.
DIRECTION_WORDS = {Direction.INCOMING: "0van0den", Direction.OUTGOING: "0van0di"}


def search_body(document: Document, recipients: Sequence[Recipient], assignments: Sequence[Assignment]) -> str:
    """The folded text of a document: its number and code (with or without leading zero), type, subject, names, note."""
    number = "" if document.number is None else f"{document.number} {number_text(document.number, document.suffix)}"
    names = (
        document.type_name,
        document.issuer_name,
        document.signer,
        document.receiver,
        *(recipient.name for recipient in recipients),
        *(assignment.name for assignment in assignments),
    )
    own = fold(f"{number} {document.code} {document.match_key}\n{document.subject or ''}\n{document.note}")
    found = (DIRECTION_WORDS[document.direction], own, *(_fold_name(name) for name in dict.fromkeys(names) if name))
    return "\n".join(found)


class ChipField(Enum):
    """What a chip narrows a list by, and the type of its value."""

    DIRECTION = "direction"  # Direction
    BOOK = "book"  # a book's id
    TYPE = "type"  # a type's name
    ISSUER = "issuer"  # as it was called on the day
    NAME = "name"  # a unit or person that something was asked of
    STATE = "state"  # State
    OVERDUE = "overdue"  # the day that "overdue" is seen from
    URGENCY = "urgency"  # Urgency
    CHANNEL = "channel"  # Channel
    SECRECY = "secrecy"  # Secrecy
    PERIOD = "period"  # DateRange: registered in it; one day also: the document's own day
    DAY = "day"  # DateRange: the document's own day
    DOSSIER = "dossier"  # a dossier's id
    ATTACHMENTS = "attachments"  # bool


ChipValue = str | bool | date | DateRange | Enum


@dataclass(frozen=True, slots=True)
class Chip:
    """One narrowing that is shown and can be taken off. `words`: what was typed for it, to be put back."""

    field: ChipField
    value: ChipValue
    words: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: every word of `text` (beginnings count) and every chip holds."""

    text: str = ""
    chips: tuple[Chip, ...] = ()

    def narrowed(self, *chips: Chip) -> "Query":
        """With more chips; one of the same field gives way."""
        fresh = {chip.field for chip in chips}
        return replace(self, chips=(*(chip for chip in self.chips if chip.field not in fresh), *chips))

    def value(self, field: ChipField) -> ChipValue | None:
        return next((chip.value for chip in self.chips if chip.field is field), None)

    @property
    def terms(self) -> "tuple[Term, ...]":
        return terms(self.text)


class SortField(Enum):
    """The orders that a list can stand in."""

    REGISTERED = "registered"
    NUMBER = "number"
    DAY = "day"
    DUE = "due"  # those still to be done first
    ISSUER = "issuer"  # Vietnamese alphabet
    TYPE = "type"  # Vietnamese alphabet
    STATE = "state"  # the way that documents go


@dataclass(frozen=True, slots=True)
class Sort:
    """Within equal issuers, types and states the newest stands first, whichever way they go."""

    field: SortField = SortField.REGISTERED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """What must be found: a folded word, or the beginning of one."""

    word: str
    whole: bool = False


def terms(text: str) -> tuple[Term, ...]:
    """What was typed, folded and parted: `24-KH/TU` is three beginnings; `số 24` and words in quotes are whole."""
    found: list[Term] = []
    for n, piece in enumerate(_QUOTED.split(text)):
        folded = fold(piece)
        if n % 2 == 0:
            numbers = [number for match in _NUMBERED.finditer(folded) for number in _WORD.findall(match[1])]
            found += (Term(number, whole=True) for number in numbers)
            folded = _LABEL.sub(" ", _NUMBERED.sub(" ", folded))
        found += (Term(word, whole=n % 2 == 1) for word in _WORD.findall(folded))
    return tuple(dict.fromkeys(found))


_DIRECTIONS = (
    (re.compile(r"\b(?:van ban|cong van) den\b"), Direction.INCOMING),
    (re.compile(r"\b(?:van ban|cong van) di\b"), Direction.OUTGOING),
)
_OVERDUE = re.compile(r"\b(?:qua|tre) han\b")


def parse(text: str, today: date) -> Query:
    """What was typed as a query: words of dates, direction and delay become chips, the rest stays text.

    Never raises. In quotes nothing is a chip.
    """
    rest, chips = [], list[Chip]()
    for n, piece in enumerate(_QUOTED.split(text)):
        if n % 2:
            rest.append(f'"{piece}"')
            continue
        words = Words.of(piece)
        for found, words_of_it in read_ranges(words, today):
            chips.append(Chip(ChipField.PERIOD, found, words_of_it))
        for pattern, direction in _DIRECTIONS:
            chips += (Chip(ChipField.DIRECTION, direction, typed) for typed in words.take_all(pattern))
        chips += (Chip(ChipField.OVERDUE, today, typed) for typed in words.take_all(_OVERDUE))
        rest.append(words.left)
    first = {chip.field: chip for chip in reversed(chips)}  # of two dates the first holds
    given_back = (chip.words for chip in chips if first[chip.field] is not chip)
    return Query(" ".join(filter(None, (" ".join(rest).strip(), *given_back))), tuple(first.values())[::-1])


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def as_typed_rank(text: str, *found: str) -> int:
    """How many of the words that were typed with diacritics are not found as typed; hits with the fewest stand first.

    Ủy and Uỷ, hòa and hoà count as the same.
    """
    wanted = [word for word in map(_spelt, text.split()) if not word.isascii()]
    if not wanted:
        return 0
    whole = " ".join(map(_spelt, " ".join(found).split()))
    return sum(word not in whole for word in wanted)


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """A word in lower case with its tone at the end, wherever it was put."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = "".join(part for part in parts if part not in _TONES)
    return letters + "".join(part for part in parts if part in _TONES)
