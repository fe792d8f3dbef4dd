"""Saving, removing and finding one record at a time; every change enters the audit trail in the same transaction."""

from typing import Any, TypeVar

from sqlalchemy import Connection

from ..domain.almanac import CalendarDay
from ..domain.directory import Entry
from ..domain.errors import SecretContentRefused, StaleRecord
from ..domain.office import Clerk, Office
from ..domain.programmes import ITEM_TEXTS, SECRET_ITEM_KEEPS, Item
from ..domain.schedule import CONTENT_FIELDS, NEUTRAL_PHRASE, Activity, Body, Recurring
from .audit import Station, Trail, Values
from .engines.sqlcipher import is_duplicate
from .mapping import Codec, codec_of
from .statements import Prepared

T = TypeVar("T")


class Records:
    """One transaction's view of the store; with a trail it may write."""

    def __init__(self, connection: Connection, station: Station, trail: Trail | None = None) -> None:
        self._connection = connection
        self._station = station
        self._trail = trail
        self._whole: dict[str, tuple[Any, ...]] = {}

    @property
    def trail(self) -> Trail:
        if self._trail is None:
            raise RuntimeError("this repository only reads; use Store.write")
        return self._trail

    @property
    def has_written(self) -> bool:
        """Whether this transaction changed any record yet: until then it sees what everybody sees."""
        return self._trail is not None and self._trail.head is not None

    def save(self, entity: object, *, told: Values | None = None, **owner: str) -> None:
        """Inserts or updates a record, and revives a removed one; without a difference nothing is written.

        `told`: what its entry in the trail says besides; then there is one in any case.

        An activity is saved with `schedule=` its schedule's id (needed the first time only). When it becomes secret,
        the values that the trail keeps of it are erased. Raises SecretContentRefused, StaleRecord.
        """
        _refuse_secret_content(entity)
        codec = codec_of(type(entity))
        values = codec.encode(entity) | owner
        if owner.keys() - set(codec.owner):
            raise TypeError(f"{codec.kind} has no owner {sorted(owner)}")
        self._put(codec, values.pop("id"), values, ({}, told or {}))

    def remove(self, entity: object) -> None:
        """From now on the record no longer counts; its row and history stay."""
        codec = codec_of(type(entity))
        self._withdraw(codec, entity.id)  # type: ignore[attr-defined]

    def get(self, cls: type[T], id: str) -> T | None:
        """The record, or None if there is none or it was removed."""
        codec = codec_of(cls)
        row = codec.read_one.run(self._connection, {"sought": id}).fetchone()
        return None if row is None else codec.decode(row)

    def all(self, cls: type[T]) -> tuple[T, ...]:
        """All records of a kind that count, oldest first; read once while this transaction changes none of them."""
        codec = codec_of(cls)
        found = self._whole.get(codec.kind)
        if found is None:
            rows = codec.read_all.run(self._connection, {}).fetchall()
            found = self._whole[codec.kind] = tuple(codec.decode(row) for row in rows)
        return found

    def forget(self) -> None:
        """Call after writing records past `save` and `remove`: what was read whole is read again."""
        self._whole.clear()

    def newest_change(self, cls: type) -> int:
        """The number of the change that last wrote any record of a kind: the same number, the same records."""
        return int(codec_of(cls).newest.run(self._connection, {}).fetchone()[0] or 0)

    def office(self) -> Office:
        return self.all(Office)[0]

    def clerks(self) -> tuple[Clerk, ...]:
        return self.all(Clerk)

    def bodies(self) -> tuple[Body, ...]:
        return self.all(Body)

    def entries(self) -> tuple[Entry, ...]:
        """The directory: people, units, rooms, vehicles."""
        return self.all(Entry)

    def calendar_days(self) -> tuple[CalendarDay, ...]:
        return self.all(CalendarDay)

    def _put(self, codec: Codec[Any], id_: str, values: Values, parts: tuple[Values, Values] = ({}, {})) -> None:
        """`parts`: what stood and what stands now in rows that belong to the record, for its entry in the trail."""
        before = self._stored(codec, id_)
        if before is None:
            self._insert(codec, id_, values, parts[1])
            return
        removed = before.pop("removed_at")
        changed = [name for name, value in values.items() if before[name] != value]
        if not changed and removed is None and parts == ({}, {}):
            return
        old: Values = {name: before[name] for name in changed} | parts[0]
        new: Values = {name: values[name] for name in changed} | parts[1]
        if removed is not None:
            old["removed_at"], new["removed_at"] = removed, None
        becomes_secret = new.get("secret") == 1
        if becomes_secret:
            old, new = _without_content(old), _without_content(new)
        counter = self.trail.append(codec.kind, id_, old, new)
        self._update(codec, id_, tuple(changed), values | {"counter": counter, "removed_at": None})
        if becomes_secret:
            self.trail.erase(id_)

    def _withdraw(self, codec: Codec[Any], id_: str) -> None:
        before = self._stored(codec, id_)
        if before is None or before.pop("removed_at") is not None:
            return
        counter = self.trail.append(codec.kind, id_, before, None)
        self._update(codec, id_, (), {"counter": counter, "removed_at": self.trail.moment})

    def _stored(self, codec: Codec[Any], id_: str) -> Values | None:
        row = codec.find.run(self._connection, {"sought": id_}).fetchone()
        return None if row is None else dict(zip((*codec.stored, "removed_at"), row, strict=True))

    def _insert(self, codec: Codec[Any], id_: str, values: Values, parts: Values) -> int:
        """A new record; gives its rowid."""
        missing = set(codec.owner) - values.keys()
        if missing:
            raise TypeError(f"a new {codec.kind} needs {sorted(missing)}")
        counter = self.trail.append(codec.kind, id_, None, values | parts)
        place = {"id": id_, "station": self.trail.station.row, "counter": counter, "removed_at": None}
        return int(self._run(codec, codec.add, values | place).lastrowid)

    def _update(self, codec: Codec[Any], id_: str, names: tuple[str, ...], values: Values) -> None:
        self._run(codec, codec.change(names), values | {"sought": id_, "station": self.trail.station.row})

    def _run(self, codec: Codec[Any], statement: Prepared, values: Values) -> Any:
        self._whole.pop(codec.kind, None)
        try:
            return statement.run(self._connection, values)
        except Exception as error:
            if is_duplicate(error):
                raise StaleRecord(what=codec.kind) from None
            raise


def _refuse_secret_content(entity: object) -> None:
    bearer = entity.pattern if isinstance(entity, Recurring) else entity
    if isinstance(bearer, Activity | Item) and not bearer.keeps_secret:
        raise SecretContentRefused()


#: What may carry content, less what a secret activity or item keeps of it.
_CONTENT = {*CONTENT_FIELDS, *ITEM_TEXTS, "basis_document", "result"} - {"chair", *SECRET_ITEM_KEEPS}


def _without_content(values: Values) -> Values:
    return {name: value for name, value in values.items() if name not in _CONTENT or value == NEUTRAL_PHRASE}
