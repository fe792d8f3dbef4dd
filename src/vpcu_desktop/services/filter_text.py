"""A query as it is kept in a setting, and back."""

from datetime import date
from enum import Enum
from typing import Any

from ..domain.day_ranges import DateRange
from ..domain.documents import Channel, Secrecy, State, Urgency
from ..domain.numbering import Direction
from ..domain.search import Chip, ChipField, ChipValue, Query, parse

_ENUMS: dict[ChipField, type[Enum]] = {
    ChipField.DIRECTION: Direction,
    ChipField.STATE: State,
    ChipField.URGENCY: Urgency,
    ChipField.CHANNEL: Channel,
    ChipField.SECRECY: Secrecy,
}


def query_values(query: Query) -> dict[str, Any]:
    """What a setting holds of it."""
    return {"text": query.text, "chips": [[chip.field.value, _text(chip.value), chip.words] for chip in query.chips]}


def query_from(values: dict[str, Any], today: date) -> Query:
    """The query as it is meant today. A chip that this program does not know is left out."""
    known = {field.value for field in ChipField}
    chips = (_chip(ChipField(name), value, words, today) for name, value, words in values["chips"] if name in known)
    return Query(values["text"], tuple(chip for chip in chips if chip is not None))


def _text(value: ChipValue) -> Any:
    if isinstance(value, DateRange):
        return [value.first.isoformat(), value.last.isoformat()]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _chip(field: ChipField, value: Any, words: str, today: date) -> Chip | None:
    again = next((chip for chip in parse(words, today).chips if chip.field is field), None) if words else None
    if again is not None:
        return again
    if field is ChipField.OVERDUE:
        return Chip(field, today, words)
    try:
        return Chip(field, _value(field, value), words)
    except (ValueError, TypeError):
        return None


def _value(field: ChipField, value: Any) -> ChipValue:
    if field in _ENUMS:
        return _ENUMS[field](value)
    if field in (ChipField.PERIOD, ChipField.DAY):
        return DateRange(*map(date.fromisoformat, value))
    return bool(value) if field is ChipField.ATTACHMENTS else str(value)
