"""The audit trail: a hash chain per station over salted commitments; values can be erased without breaking it."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from .delays import Clock
from .head import Head
from .schema import audit_entry, audit_value
from .statements import Prepared

START = b"\0" * 32
SALT_BYTES = 32
ERASURE = "erasure"  # the kind of the entry that says which values were erased

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Station:
    """A workstation whose changes form one chain; `row` is its number in this database only."""

    row: int
    id: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change as the history screen shows it. `old`/`new` hold the changed columns; None if there was nothing."""

    seq: int
    at: datetime
    clock_back: bool  # the clock stood earlier than at the change before
    actor: str
    action: str
    kind: str
    entity_id: str
    old: Values | None
    new: Values | None
    erased: bool


#: Made once: each save asks them six times.
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ASCII = json.JSONEncoder(separators=(",", ":")).encode


def to_text(values: Values | None) -> str | None:
    return None if values is None else _PLAIN(values)


def commit_to(salt: bytes, old: str | None, new: str | None) -> bytes:
    """Binds to the values without telling them: without the salt not even a guess can be confirmed."""
    return hmac.digest(salt, _ASCII([old, new]).encode(), hashlib.sha256)


def entry_hash(
    station_id: str,
    seq: int,
    at: str,
    clock_back: int,
    actor: str,
    action: str,
    kind: str,
    entity_id: str,
    commitment: bytes,
    prev_hash: bytes,
) -> bytes:
    """The hash of an entry and, through `prev_hash`, of all before it."""
    parts = [1, station_id, seq, at, clock_back, actor, action, kind, entity_id, commitment.hex(), prev_hash.hex()]
    return hashlib.sha256(_ASCII(parts).encode()).digest()


def moment_text(moment: datetime) -> str:
    """UTC with microseconds: sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


_LAST = (
    select(audit_entry.c.seq, audit_entry.c.hash, audit_entry.c.at)
    .where(audit_entry.c.station == bindparam("station"))
    .order_by(audit_entry.c.seq.desc())
    .limit(1)
)
_HASH_AT = select(audit_entry.c.hash).where(
    audit_entry.c.station == bindparam("station"), audit_entry.c.seq == bindparam("count")
)
_NEWEST = Prepared(_LAST)
_SINCE = Prepared(
    select(audit_entry.c.kind, audit_entry.c.entity_id)
    .where(audit_entry.c.station == bindparam("station"), audit_entry.c.seq > bindparam("count"))
    .order_by(audit_entry.c.seq)
)
_ADD_ENTRY = Prepared(insert(audit_entry).inline(), tuple(c.name for c in audit_entry.c if c.name != "row"))
_ADD_VALUE = Prepared(insert(audit_value).inline(), tuple(c.name for c in audit_value.c if c.name != "row"))
_ERASABLE = (
    select(audit_entry.c.seq)
    .join(audit_value, (audit_value.c.station == audit_entry.c.station) & (audit_value.c.seq == audit_entry.c.seq))
    .where(
        audit_entry.c.entity_id == bindparam("entity_id"),
        audit_entry.c.station == bindparam("station"),
        audit_entry.c.kind != ERASURE,
        audit_value.c.salt.is_not(None),
    )
    .order_by(audit_entry.c.seq)
)
_ERASE = (
    update(audit_value)
    .where(audit_value.c.station == bindparam("of_station"), audit_value.c.seq == bindparam("of_seq"))
    .values(salt=None, old=None, new=None)
)


def last_head(connection: Connection, station: Station) -> Head:
    """Count and hash of the chain's end, without walking it."""
    row = connection.execute(_LAST, {"station": station.row}).one_or_none()
    return Head(0, START) if row is None else Head(row.seq, row.hash)


def hash_at(connection: Connection, station: Station, count: int) -> bytes | None:
    """The hash that the chain had after so many entries; None if it has fewer."""
    if count == 0:
        return START
    return connection.execute(_HASH_AT, {"station": station.row, "count": count}).scalar_one_or_none()


def changed_since(connection: Connection, station: Station, count: int) -> list[tuple[str, str]]:
    """Kind and id of what the chain's entries after the first `count` are about."""
    return [(row[0], row[1]) for row in _SINCE.run(connection, {"station": station.row, "count": count})]


class Trail:
    """The entries that one transaction adds to its station's chain. All carry the transaction's moment."""

    def __init__(self, connection: Connection, station: Station, *, actor: str, action: str, clock: Clock) -> None:
        self._connection = connection
        self._station = station
        self._actor = actor
        self._action = action
        self.moment = moment_text(clock())
        self._head: Head | None = None
        self._clock_back = 0
        self.erased = False
        self._before: tuple[Head, str] | None = None

    @property
    def station(self) -> Station:
        return self._station

    @property
    def head(self) -> Head | None:
        """The chain's end after this transaction; None if it added nothing."""
        return self._head

    @property
    def met(self) -> int:
        """How many entries the chain had before this transaction."""
        return self._found()[0].count

    @property
    def last_at(self) -> datetime | None:
        """When the station's last change before this transaction was made; None if there was none."""
        _, at = self._found()
        return datetime.fromisoformat(at) if at else None

    @property
    def upcoming(self) -> int:
        """The number that the next entry will have."""
        return (self._head or self._found()[0]).count + 1

    def append(self, kind: str, entity_id: str, old: Values | None, new: Values | None) -> int:
        """Adds one entry; gives its number."""
        before = self._head or self._begin()
        seq, salt = before.count + 1, secrets.token_bytes(SALT_BYTES)
        old_text, new_text = to_text(old), to_text(new)
        commitment = commit_to(salt, old_text, new_text)
        content = (self.moment, self._clock_back, self._actor, self._action, kind, entity_id)
        digest = entry_hash(self._station.id, seq, *content, commitment, before.hash)
        names = ("at", "clock_back", "actor", "action", "kind", "entity_id")
        place = {"station": self._station.row, "seq": seq}
        sealed = {"commitment": commitment, "prev_hash": before.hash, "hash": digest}
        _ADD_ENTRY.run(self._connection, place | dict(zip(names, content, strict=True)) | sealed)
        _ADD_VALUE.run(self._connection, place | {"salt": salt, "old": old_text, "new": new_text})
        self._head = Head(seq, digest)
        self._clock_back = 0  # only the first entry after the clock went back says so
        return seq

    def erase(self, entity_id: str) -> int:
        """Erases the values of all entries about a record, and enters which; gives how many."""
        found = self._connection.execute(_ERASABLE, {"entity_id": entity_id, "station": self._station.row})
        seqs = [row.seq for row in found]
        if seqs:
            self._connection.execute(_ERASE, [{"of_station": self._station.row, "of_seq": seq} for seq in seqs])
            self.append(ERASURE, entity_id, None, {"seqs": seqs})
            self.erased = True
        return len(seqs)

    def _begin(self) -> Head:
        head, at = self._found()
        self._clock_back = int(self.moment < at)
        return head

    def _found(self) -> tuple[Head, str]:
        """The chain's end as this transaction met it, and its moment; that is empty if there was no entry."""
        if self._before is None:
            row = _NEWEST.run(self._connection, {"station": self._station.row}).fetchone()
            seq, digest, at = row or (0, START, "")
            self._before = Head(seq, digest), at
        return self._before
