"""Number series and their ledger: who counts what, from when to when, and what became of each number."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Direction(Enum):
    """Which register a document, a book or a series belongs to."""

    INCOMING = "in"  # văn bản đến
    OUTGOING = "out"  # văn bản đi


class Scope(Enum):
    """How long a series counts before it begins again at its start."""

    TERM = "term"  # nhiệm kỳ: the Party's rule for outgoing documents
    YEAR = "year"  # the rule for incoming ones, and for LCT in some offices
    CONGRESS = "congress"  # one counter for all types, from the preparatory session to the closing
    CUSTOM = "custom"


class Secrecies(Enum):
    """Which documents a series numbers."""

    SHARED = "shared"  # secret ones run on with the others (HD 36)
    ORDINARY = "ordinary"
    SECRET = "secret"  # noqa: S105  (a series of their own)


#: The counter group of a series that numbers every type (incoming ones, congress documents).
ALL_TYPES = "*"


@dataclass(frozen=True, slots=True)
class Series:
    """One counter of an organ. `group` is a counter group, not a type: Quyết định and Quy định share `QĐ`.

    It counts from `first_day` to `last_day` (both inclusive, the latter open); its counter starts at `start`. The
    counter itself stands in the store and only moves upwards.
    """

    id: str
    organ: str  # an own organisation's id
    direction: Direction
    group: str
    scope: Scope
    name: str  # "Nhiệm kỳ 2025–2030", "Năm 2026"
    first_day: date
    last_day: date | None = None
    secrecies: Secrecies = Secrecies.SHARED
    start: int = 1
    start_reason: str = ""  # why it does not begin at 1
    closed: bool = False

    def counts_on(self, day: date) -> bool:
        return not self.closed and self.first_day <= day and (self.last_day is None or day <= self.last_day)


class NumberState(Enum):
    """What became of a number; it is never freed."""

    RESERVED = "reserved"  # giữ chỗ, for somebody and until a day
    ISSUED = "issued"  # đã cấp
    VOID = "void"  # hủy, with a reason
    BLANK = "blank"  # bỏ trống: passed over, with a reason


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A line of the ledger. `secret` ones name no document here: their line stands in the secret vault (`token`)."""

    id: str
    series: str
    value: int
    suffix: str = ""  # "a" of 15a
    state: NumberState = NumberState.ISSUED
    day: date | None = None  # the document's day, or the day of reserving
    document: str | None = None
    secret: bool = False
    token: str = ""
    owner: str = ""  # for whom it is reserved, or who took it: a name as written
    expires: date | None = None
    reason: str = ""


def number_text(value: int, suffix: str = "") -> str:
    """As papers write it: 01…09 with a leading zero (HD 05/VPTW), 10, 15a."""
    return f"{value:02d}{suffix}"
