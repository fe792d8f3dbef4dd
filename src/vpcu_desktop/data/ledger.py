"""The ledger of official numbers: each is taken once, in the transaction that saves its document, and never freed.

One counter serves everybody, whatever they may see: the secret numbers of a shared series are rows here like any other.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, exists, func, or_, select, tuple_, update

from ..domain.errors import NumberTaken, ReasonNeeded
from ..domain.numbering import Direction, NumberEntry, NumberState, Series
from ..domain.numbering_rules import Gap, check_number, clean_suffix, find_gaps
from ..domain.schedule import new_id
from .mapping import codec_of
from .register_schema import document, number_entry, series
from .statements import Prepared

if TYPE_CHECKING:
    from .records import Records

_CODEC = codec_of(NumberEntry)
_ROW = number_entry.c
_NEXT = Prepared(select(series.c.next).where(series.c.id == bindparam("sought")))
_COUNTERS = select(series.c.id, series.c.next).order_by(series.c.row)
_SET_NEXT = Prepared(update(series).where(series.c.id == bindparam("sought")), ("next",))
_OF_NUMBER = Prepared(
    _CODEC.live.where(
        _ROW.series == bindparam("of"), _ROW.value == bindparam("number"), _ROW.suffix == bindparam("letter")
    )
)
_THERE = Prepared(
    select(_ROW.row).where(
        _ROW.series == bindparam("of"), _ROW.value == bindparam("number"), _ROW.suffix == bindparam("letter")
    )
)
_OF_DOCUMENT = Prepared(_CODEC.live.where(_ROW.document == bindparam("of")).order_by(_ROW.row.desc()).limit(1))
_OF_TOKEN = Prepared(_CODEC.live.where(_ROW.token == bindparam("of"), _ROW.token != ""))
_SECRET = _CODEC.live.where(_ROW.secret == 1).order_by(_ROW.row)
_OF_SERIES = _CODEC.live.where(_ROW.series == bindparam("of")).order_by(_ROW.value, _ROW.suffix)
_RESERVED = _CODEC.live.where(_ROW.state == "reserved").order_by(_ROW.expires, _ROW.series, _ROW.value)
_VALUES = select(_ROW.value).where(_ROW.series == bindparam("of"), _ROW.suffix == "").order_by(_ROW.value)
_DATED = _CODEC.live.where(
    _ROW.series == bindparam("of"), _ROW.day.is_not(None), or_(_ROW.state == "issued", _ROW.state == "void")
).limit(1)
_PLACE, _HERE = tuple_(_ROW.value, _ROW.suffix), tuple_(bindparam("number"), bindparam("letter"))
_BELOW = Prepared(_DATED.where(_PLACE < _HERE).order_by(_ROW.value.desc(), _ROW.suffix.desc()))
_ABOVE = Prepared(_DATED.where(_PLACE > _HERE).order_by(_ROW.value, _ROW.suffix))
_LAST_DAY = select(func.max(_ROW.day)).where(_ROW.series == bindparam("of"), _ROW.state.in_(("issued", "void")))
_IS_BEGUN = select(exists().where(_ROW.series == bindparam("of")))
_SERIES = codec_of(Series)
_KIN = _SERIES.live.where(
    series.c.organ == bindparam("whose"),
    series.c.direction == bindparam("way"),
    series.c.group.in_(bindparam("groups", expanding=True)),
).order_by(series.c.first_day, series.c.row)
_NUMBERED = document.c
_DOUBLE = (
    select(_NUMBERED.number, _NUMBERED.suffix)
    .where(_NUMBERED.series == bindparam("of"), _NUMBERED.number.is_not(None), _NUMBERED.removed_at.is_(None))
    .group_by(_NUMBERED.number, _NUMBERED.suffix)
    .having(func.count() > 1)
    .order_by(_NUMBERED.number, _NUMBERED.suffix)
)


def counters(connection: Connection) -> dict[str, int]:
    """The next number of each series."""
    return {row.id: row.next for row in connection.execute(_COUNTERS)}


class Ledger:
    """The numbers of all series within one transaction."""

    def __init__(self, connection: Connection, records: "Records") -> None:
        self._connection = connection
        self._records = records

    def add_series(self, new: Series) -> None:
        """Stores a new series with its counter at its start."""
        self._records.save(new)
        self._set_counter(new.id, new.start)

    def restart(self, changed: Series) -> None:
        """Stores a series whose start was put right; its counter follows. Only while it has no number yet."""
        self._records.save(changed)
        self._set_counter(changed.id, changed.start)

    def peek(self, series_id: str) -> int:
        """The number that the next document will get. Only to be shown: it is taken when the document is saved."""
        return self._free_from(series_id, self._counter(series_id))

    def next_of(self, series: Series) -> int:
        """The same of a series that may not be stored yet."""
        return self.peek(series.id) if self._records.get(Series, series.id) else series.start

    def take(
        self,
        of: Series,
        *,
        day: date | None,
        document: str | None = None,
        secret: bool = False,
        token: str = "",
        owner: str = "",
        value: int | None = None,
        suffix: str = "",
        reason: str = "",
        state: NumberState = NumberState.ISSUED,
        expires: date | None = None,
    ) -> NumberEntry:
        """Takes the next number, or the one given: a gap, a reserved one, or one ahead, to which the counter jumps.

        A number with a suffix stands beside one that the counter has passed, and needs a reason; so does a given number
        that was not reserved. Raises NumberTaken, ReasonNeeded, BadNumber.
        """
        letter, given, held = clean_suffix(suffix), value is not None, None
        counter = self._counter(of.id)
        if value is None:
            value = self._free_from(of.id, counter)
        else:
            held = self.find(of.id, value, letter)
        check_number(value, letter, counter)
        if held is not None and (held.state is not NumberState.RESERVED or state is NumberState.RESERVED):
            raise _taken(held)
        entry = NumberEntry(
            id=held.id if held else new_id(),
            series=of.id,
            value=value,
            suffix=letter,
            state=state,
            day=day,
            document=document,
            secret=secret,
            token=token,
            owner=owner,
            expires=expires,
            reason=reason or (held.reason if held and not secret else ""),
        )
        if letter and not entry.reason:
            raise ReasonNeeded(what="suffix")
        if given and held is None and not entry.reason:
            raise ReasonNeeded(what="number")
        self._records.save(entry)
        if held is not None and secret:
            self._records.trail.erase(entry.id)  # for whom and why it was reserved
        if not letter and value >= counter:
            self._set_counter(of.id, value + 1)
        return entry

    def change(self, entry: NumberEntry) -> None:
        """Stores what became of a number; its triggers refuse that it be freed or become another."""
        self._records.save(entry)

    def raise_counters(self, ends: Iterable[tuple[str, int]]) -> None:
        """After many numbers were entered at once: each counter goes behind its series' last number, or stays."""
        for series_id, last in ends:
            if last >= self._counter(series_id):
                self._set_counter(series_id, last + 1)

    def find(self, series_id: str, value: int, suffix: str = "") -> NumberEntry | None:
        """What became of a number; None while it is free or a gap."""
        return self._one(_OF_NUMBER, {"of": series_id, "number": value, "letter": suffix})

    def entry_of(self, document_id: str) -> NumberEntry | None:
        """The number of a document of this vault."""
        return self._one(_OF_DOCUMENT, {"of": document_id})

    def entry_with(self, token: str) -> NumberEntry | None:
        """The number whose document's line stands in the secret vault under this token."""
        return self._one(_OF_TOKEN, {"of": token})

    def secret_entries(self) -> tuple[NumberEntry, ...]:
        """The numbers that stand for a line of the secret vault, void ones too."""
        return tuple(_CODEC.decode(row) for row in self._connection.execute(_SECRET))

    def entries(self, series_id: str) -> tuple[NumberEntry, ...]:
        """All numbers of a series that became something, in their order."""
        rows = self._connection.execute(_OF_SERIES, {"of": series_id})
        return tuple(_CODEC.decode(row) for row in rows)

    def reserved(self) -> tuple[NumberEntry, ...]:
        """The reserved numbers of all series; those that expire first come first."""
        return tuple(_CODEC.decode(row) for row in self._connection.execute(_RESERVED))

    def gaps(self, of: Series) -> tuple[Gap, ...]:
        """The numbers from the start on that the counter has passed and nothing is known of."""
        values = self._connection.execute(_VALUES, {"of": of.id}).scalars()
        return find_gaps(of.start, self._counter(of.id), values)

    def neighbours(self, series_id: str, value: int, suffix: str = "") -> tuple[NumberEntry | None, NumberEntry | None]:
        """The nearest dated numbers before and after one."""
        place = {"of": series_id, "number": value, "letter": suffix}
        return self._one(_BELOW, place), self._one(_ABOVE, place)

    def is_begun(self, series_id: str) -> bool:
        """Whether a series has given any number."""
        return bool(self._connection.execute(_IS_BEGUN, {"of": series_id}).scalar_one())

    def last_day(self, series_id: str) -> date | None:
        """The latest day that a document numbered by it bears."""
        found = self._connection.execute(_LAST_DAY, {"of": series_id}).scalar_one()
        return None if found is None else date.fromisoformat(found)

    def series_of(self, organ: str, direction: Direction, *groups: str) -> tuple[Series, ...]:
        """An organ's series of these counter groups, by their first days."""
        wanted = {"whose": organ, "way": direction.value, "groups": groups}
        return tuple(_SERIES.decode(row) for row in self._connection.execute(_KIN, wanted))

    def doubles(self, series_id: str) -> tuple[tuple[int, str], ...]:
        """Numbers, with their suffixes, that more than one document bears: from a paper book that was taken over."""
        rows = self._connection.execute(_DOUBLE, {"of": series_id})
        return tuple((row.number, row.suffix) for row in rows)

    def _counter(self, series_id: str) -> int:
        row = _NEXT.run(self._connection, {"sought": series_id}).fetchone()
        return int(row[0])

    def _set_counter(self, series_id: str, value: int) -> None:
        self._records.trail  # noqa: B018  (refuses in a reading repository)
        _SET_NEXT.run(self._connection, {"sought": series_id, "next": value})

    def _free_from(self, series_id: str, number: int) -> int:
        while self._is_there(series_id, number, ""):
            number += 1
        return number

    def _is_there(self, series_id: str, value: int, suffix: str) -> bool:
        place = {"of": series_id, "number": value, "letter": suffix}
        return _THERE.run(self._connection, place).fetchone() is not None

    def _one(self, statement: Prepared, values: dict[str, object]) -> NumberEntry | None:
        row = statement.run(self._connection, values).fetchone()
        return None if row is None else _CODEC.decode(row)


def _taken(held: NumberEntry) -> NumberTaken:
    """Who holds it: of a secret number only that it is given."""
    return NumberTaken(
        value=held.value,
        suffix=held.suffix,
        state=held.state.value,
        owner="" if held.secret else held.owner,
        expires=held.expires,
        document=held.document,
        entry=held.id,
    )
