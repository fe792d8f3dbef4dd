"""What was understood of a programme that an office has in a file; nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .periods import Period
from .programme_moves import years_later
from .programme_times import ProgrammeTime
from .programmes import Forum, Item, ItemKind
from .text import fold

#: Where nothing is said of a time.
NO_TIME = ProgrammeTime()


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A row of a programme. Texts are NFC as written; `lead` names all that the cell names."""

    content: str
    source_row: int  # counted from 1, as a spreadsheet shows it
    group: str = ""
    kind: ItemKind = ItemKind.REGULAR
    lead: str = ""
    coordinating: str = ""
    prepares: str = ""
    submitted_to: Forum = Forum.NONE
    time: ProgrammeTime = NO_TIME
    committee_time: ProgrammeTime = NO_TIME
    leader: str = ""
    product: str = ""
    source: str = ""  # số, ký hiệu of what asks for it
    note: str = ""

    @property
    def times(self) -> tuple[ProgrammeTime, ...]:
        """Those that are said."""
        return tuple(each for each in (self.time, self.committee_time) if each != NO_TIME)


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that is no item and no heading. `why`: `no_table` (no heads of columns over it), `no_content`, `aside`."""

    source_row: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """`period`: what the title says it is for."""

    title: str
    items: tuple[ReadItem, ...]
    unread: tuple[Unread, ...]
    period: Period | None = None


def units_in(text: str) -> tuple[str, ...]:
    """The units that a cell names, each by itself: parted by lines, semicolons and commas."""
    parts = (part.strip(" .-–•") for part in text.replace("\n", ";").replace(",", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def taken(read: ReadItem, item_id: str, *, years: int = 0) -> Item:
    """The item that a row becomes: its first unit leads, the others co-ordinate; `years` later than it says."""
    first, *others = units_in(read.lead) or ("",)
    item = Item(
        item_id,
        "",
        read.content,
        read.kind,
        read.group,
        first,
        "; ".join((*others, *units_in(read.coordinating))) if others else read.coordinating,
        read.prepares,
        read.submitted_to,
        leader=read.leader,
        product=read.product,
        basis=read.source,
        note=read.note,
    )
    return item.timed(years_later(read.time, years), years_later(read.committee_time, years))


def known_doubles(read: Sequence[ReadItem], contents: Sequence[str]) -> frozenset[int]:
    """The rows (`source_row`) whose content stands in the programme already, or in an earlier row with that time."""
    there = {" ".join(fold(each).split()) for each in contents}
    seen: set[tuple[str, date | None]] = set()
    found = set()
    for item in read:
        words = " ".join(fold(item.content).split())
        key = words, item.time.end
        if words in there or key in seen:
            found.add(item.source_row)
        seen.add(key)
    return frozenset(found)
