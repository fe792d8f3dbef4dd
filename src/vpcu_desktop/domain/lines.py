"""A registered document as a list shows it, and the orders that a list stands in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from .documents import Channel, MaybeCopy, Secrecy, State, Urgency
from .numbering import Direction
from .search import Sort, SortField
from .text import sort_key


@dataclass(frozen=True, slots=True)
class Facts(MaybeCopy):
    """What a line's place in a list depends on."""

    row: int
    direction: Direction
    registered: date
    book: str | None
    number: int | None
    type_name: str
    day: date | None
    issuer_name: str
    state: State
    due: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Line(MaybeCopy):
    """One flat line. `secret`: it stands in the secret vault. `row` tells lines of one vault apart."""

    row: int
    id: str
    direction: Direction
    registered: date
    book: str | None
    line: int | None
    number: int | None
    suffix: str
    code: str
    type_name: str
    day: date | None
    issuer_name: str
    subject: str | None
    signer: str
    receiver: str
    secrecy: Secrecy
    urgency: Urgency
    channel: Channel
    state: State
    due: date | None
    done_on: date | None
    handed_on: date | None
    envelope: bool
    note: str
    recipients: str = ""  # their names, "; " between
    secret: bool = False


T = TypeVar("T", Facts, Line)
_DIRECTIONS = list(Direction)
_STATES = list(State)
#: The order of the values that a list is grouped by, as they are written and stored.
GROUP_ORDER: dict[SortField, Callable[[str], Any]] = {
    SortField.ISSUER: sort_key,
    SortField.TYPE: sort_key,
    SortField.STATE: [state.value for state in State].index,
}
_VALUES: dict[SortField, Callable[[Any], Any]] = {
    SortField.NUMBER: lambda line: line.number,
    SortField.DAY: lambda line: line.day,
    SortField.DUE: lambda line: line.due if line.done_on is None and line.state.is_open else None,
    SortField.ISSUER: lambda line: sort_key(line.issuer_name),
    SortField.TYPE: lambda line: sort_key(line.type_name),
    SortField.STATE: lambda line: (_STATES.index(line.state), line.is_further_copy),  # those stand as a group of theirs
}


def in_order(lines: Iterable[T], sort: Sort) -> list[T]:
    """In the order asked for; among equal ones the newest first, and those without the fact at the end."""
    newest = sorted(lines, key=lambda line: (line.registered, line.row), reverse=True)
    if sort.field is SortField.REGISTERED:
        return newest if sort.descending else newest[::-1]
    value = _VALUES[sort.field]
    having = [line for line in newest if value(line) is not None]
    if sort.field not in (SortField.DAY, SortField.DUE):
        having.sort(key=lambda line: _DIRECTIONS.index(line.direction))
    having.sort(key=value, reverse=sort.descending)
    if sort.field is SortField.NUMBER:
        having.sort(key=lambda line: _DIRECTIONS.index(line.direction))
    return having + [line for line in newest if value(line) is None]
