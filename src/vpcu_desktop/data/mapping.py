"""Between the domain's frozen values and rows: one codec per kind of record, made from its fields' types."""

import json
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, bindparam, func, insert, select, update

from ..domain.almanac import CalendarDay
from ..domain.books import Book, BookPrint, Dossier, DossierItem, OfficeForm, OfficeType
from ..domain.directory import Entry
from ..domain.documents import Assignment, Attachment, Document, Link, Loan, Recipient, Round, SecrecyChange
from ..domain.numbering import NumberEntry, Series
from ..domain.office import Clerk, Office
from ..domain.organisations import Organisation
from ..domain.programmes import AgendaItem, Item, Meeting, Placement, Programme, Wish, YearlyDuty
from ..domain.schedule import Absence, Activity, Body, Duty, Recurring, Schedule
from ..domain.times import Week, WorkingHours
from . import programme_schema, register_schema, schema
from .statements import Prepared

T = TypeVar("T")
Row = Sequence[Any]
Convert = Callable[[Any], Any]


_HALVES = ("morning", "afternoon")


def _same(value: Any) -> Any:
    return value


def _clock(value: time) -> str:
    return value.isoformat(timespec="minutes")


def _hours_text(hours: WorkingHours) -> str:
    return json.dumps({name: [_clock(t) for t in getattr(hours, name)] for name in _HALVES})


def _hours(text: str) -> WorkingHours:
    value = json.loads(text)
    start, end, start_later, end_later = (time.fromisoformat(t) for name in _HALVES for t in value[name])
    return WorkingHours((start, end), (start_later, end_later))


_SCALARS: dict[Any, tuple[Convert, Convert]] = {
    str: (_same, _same),
    int: (_same, _same),
    bool: (int, bool),
    date: (date.isoformat, date.fromisoformat),
    time: (_clock, time.fromisoformat),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    Week: (lambda week: week.monday.isoformat(), lambda text: Week(date.fromisoformat(text))),
    WorkingHours: (_hours_text, _hours),
}


def _optional(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def converters(hint: Any) -> tuple[Convert, Convert]:
    """How a field of this type is written and read."""
    if isinstance(hint, typing.NewType):
        return converters(hint.__supertype__)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        inner = next(part for part in typing.get_args(hint) if part is not type(None))
        write, read = converters(inner)
        return (write, read) if write is _same else (_optional(write), _optional(read))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda member: member.value), {member.value: member for member in hint}.__getitem__
    if typing.get_origin(hint) is typing.Literal:
        return _same, _same
    return _SCALARS[hint]


class Fields(Generic[T]):
    """The columns of a flat frozen value, in the order of its fields."""

    def __init__(self, cls: type[T], *, leave_out: tuple[str, ...] = ()) -> None:
        hints = typing.get_type_hints(cls)
        self.cls = cls
        self.names = tuple(f.name for f in fields(cls) if f.name not in leave_out)  # type: ignore[arg-type]
        both = [converters(hints[name]) for name in self.names]
        self._write = tuple(write for write, _ in both)
        self._read = tuple(None if read is _same else read for _, read in both)
        self._changed = tuple((n, read) for n, read in enumerate(self._read) if read is not None)

    def encode(self, value: T) -> dict[str, Any]:
        return {name: write(getattr(value, name)) for name, write in zip(self.names, self._write, strict=True)}

    def row(self, value: T) -> list[Any]:
        """The values alone, in the order of `names`."""
        return [write(getattr(value, name)) for name, write in zip(self.names, self._write, strict=True)]

    def decode(self, row: Row) -> T:
        values = list(row)
        for n, read in self._changed:
            values[n] = read(values[n])
        return self.cls(*values)

    def from_dict(self, values: dict[str, Any]) -> T:
        """From a stored mapping; fields added to the domain since then take their defaults."""
        known = {
            name: (values[name] if read is None else read(values[name]))
            for name, read in zip(self.names, self._read, strict=True)
            if name in values
        }
        return self.cls(**known)


class Codec(Generic[T]):
    """How one kind of record is stored, with its ready-made statements (SQLAlchemy compiles each once)."""

    def __init__(
        self,
        cls: type[T],
        table: Table,
        encode: Callable[[T], dict[str, Any]],
        decode: Callable[[Row], T],
        names: tuple[str, ...],
        owner: tuple[str, ...] = (),
    ) -> None:
        """`names` are the domain's columns in `decode`'s order; `owner` those that the value does not carry itself."""
        self.cls = cls
        self.table = table
        self.kind = table.name
        self.encode = encode
        self.decode = decode
        self.owner = owner
        self.columns = [table.c[name] for name in names]
        self.stored = tuple(name for name in (*names, *owner) if name != "id")
        stored = [table.c[name] for name in self.stored]
        self.find = Prepared(select(*stored, table.c.removed_at).where(table.c.id == bindparam("sought")))
        self.one = select(*self.columns).where(table.c.id == bindparam("sought"), table.c.removed_at.is_(None))
        self.newest = Prepared(select(func.max(table.c.counter)))
        self.live = select(*self.columns).where(table.c.removed_at.is_(None))
        self.read_one = Prepared(self.one)
        self.read_all = Prepared(self.live.order_by(table.c.row))
        self.add = Prepared(insert(table).inline(), ("id", *self.stored, "station", "counter", "removed_at"))
        self._changes: dict[tuple[str, ...], Prepared] = {}
        self._of: dict[str, Prepared] = {}

    def read_of(self, column: str) -> Prepared:
        """Those that count with the value `whose` in a column, oldest first."""
        found = self._of.get(column)
        if found is None:
            statement = self.live.where(self.table.c[column] == bindparam("whose")).order_by(self.table.c.row)
            found = self._of[column] = Prepared(statement)
        return found

    def change(self, names: tuple[str, ...]) -> Prepared:
        """The update of these columns only: indexes over the others are not touched."""
        found = self._changes.get(names)
        if found is None:
            statement = update(self.table).where(self.table.c.id == bindparam("sought"))
            found = self._changes[names] = Prepared(statement, (*names, "station", "counter", "removed_at"))
        return found


def _flat(cls: type[T], table: Table, owner: tuple[str, ...] = ()) -> Codec[T]:
    codec = Fields(cls)
    return Codec(cls, table, codec.encode, codec.decode, codec.names, owner)


ACTIVITY = Fields(Activity)
ABSENCE = Fields(Absence)
ITEM = Fields(Item)
DUTY = Fields(Duty)
RECIPIENT = Fields(Recipient, leave_out=("document",))
_PATTERN = Fields(Activity, leave_out=("id",))


def _recurring_row(value: Recurring) -> dict[str, Any]:
    pattern = _PATTERN.encode(value.pattern)
    until = value.until.isoformat() if value.until else None
    return {"id": value.id, "body": value.body, "pattern_id": value.pattern.id} | pattern | {"until": until}


def _recurring(row: Row) -> Recurring:
    id_, body, *pattern, until = row
    return Recurring(id_, body, ACTIVITY.decode(pattern), date.fromisoformat(until) if until else None)


@cache
def _codecs() -> dict[type, Codec[Any]]:
    flat: list[tuple[type, Table, tuple[str, ...]]] = [
        (Office, schema.office, ()),
        (Clerk, schema.clerk, ()),
        (Body, schema.body, ()),
        (Entry, schema.entry, ()),
        (CalendarDay, schema.calendar_day, ()),
        (Schedule, schema.schedule, ()),
        (Activity, schema.activity, ("schedule",)),
        (Absence, schema.absence, ()),
        (Duty, schema.duty, ()),
        (Organisation, register_schema.organisation, ()),
        (Series, register_schema.series, ()),
        (NumberEntry, register_schema.number_entry, ()),
        (Book, register_schema.book, ()),
        (BookPrint, register_schema.book_print, ()),
        (Document, register_schema.document, ()),
        (Round, register_schema.direction_round, ()),
        (Assignment, register_schema.assignment, ()),
        (Link, register_schema.link, ()),
        (SecrecyChange, register_schema.secrecy_change, ()),
        (Attachment, register_schema.attachment, ()),
        (Loan, register_schema.loan, ()),
        (Dossier, register_schema.dossier, ()),
        (DossierItem, register_schema.dossier_item, ()),
        (OfficeType, register_schema.office_type, ()),
        (OfficeForm, register_schema.office_form, ()),
        (Programme, programme_schema.programme, ()),
        (Item, programme_schema.programme_item, ()),
        (Meeting, programme_schema.meeting, ()),
        (AgendaItem, programme_schema.agenda_item, ()),
        (Placement, programme_schema.placement, ()),
        (Wish, programme_schema.wish, ()),
        (YearlyDuty, programme_schema.yearly_duty, ()),
    ]
    codecs: dict[type, Codec[Any]] = {cls: _flat(cls, table, owner) for cls, table, owner in flat}
    names = ("id", "body", "pattern_id", *_PATTERN.names, "until")
    codecs[Recurring] = Codec(Recurring, schema.recurring, _recurring_row, _recurring, names)
    return codecs


def codec_of(cls: type[T]) -> Codec[T]:
    """Raises TypeError for a class that is not stored."""
    try:
        return _codecs()[cls]
    except KeyError:
        raise TypeError(f"{cls.__name__} is not a record of the store") from None


def stored_classes() -> tuple[type, ...]:
    return tuple(_codecs())
