"""The figures that an office reports: how much came and went, how it was dealt with, what is still outside.

Ordinary documents always count; those of the secret vault only while it is open, and what is about secrecy alone needs
it open. Drafts, void documents and numbers whose line moved into the secret book do not count.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..domain.day_ranges import DateRange
from ..domain.directory import EntryKind
from ..domain.documents import Channel, Document, Recipient, Secrecy, Urgency
from ..domain.numbering import Direction
from ..domain.organisations import Group, Organisation
from ..domain.roles import Action
from ..domain.text import sort_key
from ..domain.times import Week
from . import following
from .documents import secret_vault, vaults
from .following import FollowUp
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..data.store import Store


class By(Enum):
    """What documents are counted by. Spans of time stand under their first day."""

    DAY = "day"
    WEEK = "week"  # Monday
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TYPE = "type"  # its name
    ISSUER = "issuer"  # as it was called on the day
    GROUP = "group"  # of the issuer: Group
    URGENCY = "urgency"
    CHANNEL = "channel"
    SECRECY = "secrecy"  # only for who is cleared
    DIRECTION = "direction"


Value = date | str | Enum


@dataclass(frozen=True, slots=True)
class Count:
    """How many came and went of one kind, or in one stretch of days."""

    value: Value
    incoming: int = 0
    outgoing: int = 0

    @property
    def total(self) -> int:
        return self.incoming + self.outgoing


@dataclass(frozen=True, slots=True)
class CrossTable:
    """One count in the columns of another: `rows` hold the figures in the order of `columns`."""

    columns: tuple[Value, ...]
    rows: tuple[tuple[Value, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Unreturned:
    """A recalled copy that did not come back. `secret`: its document stands in the secret vault."""

    document: Document
    recipient: Recipient
    secret: bool


_COLUMNS = {
    By.TYPE: "type_name",
    By.ISSUER: "issuer_name",
    By.GROUP: "issuer",
    By.URGENCY: "urgency",
    By.CHANNEL: "channel",
    By.SECRECY: "secrecy",
    By.DIRECTION: "direction",
}
_SPANS: dict[By, Callable[[date], date]] = {
    By.DAY: lambda day: day,
    By.WEEK: lambda day: Week.of(day).monday,
    By.MONTH: lambda day: day.replace(day=1),
    By.QUARTER: lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
    By.YEAR: lambda day: date(day.year, 1, 1),
}
_ENUMS: dict[By, type[Enum]] = {
    By.URGENCY: Urgency,
    By.CHANNEL: Channel,
    By.SECRECY: Secrecy,
    By.DIRECTION: Direction,
    By.GROUP: Group,
}


def counts(session: OfficeSession, days: DateRange, by: By) -> tuple[Count, ...]:
    """What came and went by kind or time: times and fixed kinds in their order, names by the alphabet."""
    table = cross(session, days, by, By.DIRECTION)
    found = []
    for value, figures in table.rows:
        of = dict(zip(table.columns, figures, strict=True))
        found.append(Count(value, of.get(Direction.INCOMING, 0), of.get(Direction.OUTGOING, 0)))
    return tuple(found)


def cross(
    session: OfficeSession, days: DateRange, down: By, across: By, *, direction: Direction | None = None
) -> CrossTable:
    """Counts in two ways at once: sender groups by channel, types by month… By secrecy raises ClearanceNeeded."""
    session.require(Action.READ)
    if By.SECRECY in (down, across):
        secret_vault(session)
    found: Counter[tuple[Value, Value]] = Counter()
    for store in vaults(session):
        _count(store, days, down, across, direction, found)
    rows = sorted({value for value, _ in found}, key=_order(down))
    columns = tuple(sorted({value for _, value in found}, key=_order(across)))
    return CrossTable(columns, tuple((row, tuple(found[row, column] for column in columns)) for row in rows))


def processing(session: OfficeSession, days: DateRange, by: EntryKind = EntryKind.UNIT) -> tuple[FollowUp, ...]:
    """What was asked of units or persons in these days: done on time, late, in progress, overdue."""
    session.require(Action.READ)
    return following.follow_up(session, by, first=days.first, last=days.last)


def state_secrets(session: OfficeSession, days: DateRange) -> tuple[Count, ...]:
    """Thống kê bí mật nhà nước: what came and went of each level. Raises ClearanceNeeded."""
    session.require(Action.READ)
    found: Counter[tuple[Value, Value]] = Counter()
    _count(secret_vault(session), days, By.SECRECY, By.DIRECTION, None, found)
    levels = (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL)
    return tuple(Count(each, found[each, Direction.INCOMING], found[each, Direction.OUTGOING]) for each in levels)


def unreturned(session: OfficeSession) -> tuple[Unreturned, ...]:
    """Copies that were recalled (thu hồi) and are still outside, those sent first first."""
    session.require(Action.READ)
    found: list[Unreturned] = []
    for store in vaults(session):
        with store.read() as repo:
            found += (Unreturned(*pair, store is session.secret) for pair in repo.documents.unreturned())
    return tuple(sorted(found, key=lambda each: each.recipient.dispatched_on or date.min))


def _count(
    store: "Store", days: DateRange, down: By, across: By, only: Direction | None, found: Counter[tuple[Value, Value]]
) -> None:
    """Adds the counts of one vault."""
    names = tuple(_COLUMNS.get(by, "registered") for by in (down, across))
    with store.read() as repo:
        one, other = (_reader(repo, by) for by in (down, across))
        for value, second, direction, count in repo.statistics.counts(days.first, days.last, *names, "direction"):
            if only is None or direction == only.value:
                found[one(value), other(second)] += count


def _reader(repo: "Repository", by: By) -> Callable[[Any], Value]:
    """From a stored value to the one that is counted by."""
    if by in _SPANS:
        span = _SPANS[by]
        return lambda text: span(date.fromisoformat(text))
    if by is By.GROUP:
        groups = {each.id: each.group for each in repo.all(Organisation)}
        return lambda issuer: groups.get(issuer, Group.OTHER)
    if by in _ENUMS:
        members: dict[Hashable, Enum] = {member.value: member for member in _ENUMS[by]}
        return members.__getitem__
    return str


def _order(by: By) -> Callable[[Value], Any]:
    if by in _ENUMS:
        places = {member: place for place, member in enumerate(_ENUMS[by])}
        return lambda value: places[value]  # type: ignore[index]
    return (lambda value: value) if by in _SPANS else (lambda value: sort_key(str(value)))
