"""Many documents at once: what a seeded or imported register brings in, with one entry in the trail for all of it."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select

from ..domain.documents import Assignment, Document, Recipient, Round
from ..domain.errors import StaleRecord
from ..domain.numbering import NumberEntry
from ..domain.schedule import new_id
from ..domain.search import search_body
from .audit import SALT_BYTES
from .engines.sqlcipher import is_duplicate, wide_cache
from .ledger import Ledger
from .mapping import RECIPIENT, Fields, codec_of
from .register_schema import document, document_search, number_entry, recipient
from .statements import Prepared

if TYPE_CHECKING:
    from .records import Records

#: The kind of the one entry that stands for all rows.
IMPORT = "import"
_CHUNK = 1_000
_NUMBERS = select(number_entry.c.value, number_entry.c.suffix).where(number_entry.c.series == bindparam("of"))
_LAST_ROW = select(func.coalesce(func.max(document.c.row), 0))


@dataclass(frozen=True, slots=True)
class Filed:
    """A document with all that comes into the register with it."""

    document: Document
    recipients: tuple[Recipient, ...] = ()
    entry: NumberEntry | None = None
    rounds: tuple[Round, ...] = ()
    assignments: tuple[Assignment, ...] = ()


class _Insert:
    """The insert of one kind of record, from its values in the order of its fields."""

    def __init__(self, cls: type) -> None:
        self._fields: Fields[Any] = Fields(cls)
        table: Table = codec_of(cls).table
        own = ("station", "counter", "removed_at")
        statement = Prepared(insert(table).inline(), (*(["row"] if cls is Document else []), *self._fields.names, *own))
        names = [n for n in statement.names if n not in own and n != "row"]
        assert names == list(self._fields.names), "a table's columns stand in the order of the record's fields"
        self._statement = statement

    def values(self, records: Iterable[Any]) -> list[list[Any]]:
        return [self._fields.row(record) for record in records]

    def run(self, connection: Connection, values: Iterable[list[Any]], place: tuple[int, int]) -> None:
        self._statement.run_many(connection, ((v[0], *place, None, *v[1:]) for v in values))

    def run_from(self, connection: Connection, row: int, values: Iterable[list[Any]], place: tuple[int, int]) -> None:
        """With rowids that count from `row`."""
        rows = ((n, v[0], *place, None, *v[1:]) for n, v in enumerate(values, start=row))
        self._statement.run_many(connection, rows)


_DOCUMENT, _ENTRY, _ROUND, _ASSIGNMENT = (_Insert(cls) for cls in (Document, NumberEntry, Round, Assignment))
_ADD_RECIPIENT = Prepared(insert(recipient).inline())
assert _ADD_RECIPIENT.names == ("document", *RECIPIENT.names)
_ADD_BODY = Prepared(insert(document_search).inline(), ("row", "body"))


class Bulk:
    """`repo.bulk`: within one writing transaction of the store."""

    def __init__(self, connection: Connection, records: "Records") -> None:
        self._connection = connection
        self._records = records

    def last_row(self) -> int:
        """The rowid of the newest document; 0 without any."""
        return int(self._connection.execute(_LAST_ROW).scalar_one())

    def numbers(self, series: str) -> set[tuple[int, str]]:
        """All numbers of a series that became something."""
        return {(row.value, row.suffix) for row in self._connection.execute(_NUMBERS, {"of": series})}

    def add_documents(self, filed: Iterable[Filed]) -> int:
        """Adds documents that are new here, in their order; gives how many.

        The trail tells their number and one SHA-256 over a salt and all their values, so that without the salt no guess
        at a value can be confirmed; the counters of their series go behind them.
        Taken chunk by chunk from an iterator, which must not write itself. Raises StaleRecord where a number or a place
        in a book is taken; what the iterator raises goes through, and the transaction with it.
        """
        trail = self._records.trail
        place = (trail.station.row, trail.upcoming)
        salt = secrets.token_bytes(SALT_BYTES)
        digest, ends, count = hashlib.sha256(salt), dict[str, int](), 0
        row = self.last_row() + 1
        with wide_cache(self._connection):
            for chunk in _chunks(filed):
                self._add(chunk, row + count, place, digest)
                count += len(chunk)
                for entry in (one.entry for one in chunk if one.entry is not None and not one.entry.suffix):
                    ends[entry.series] = max(entry.value, ends.get(entry.series, 0))
            if count:
                seq = trail.append(
                    IMPORT, new_id(), None, {"documents": count, "salt": salt.hex(), "sha256": digest.hexdigest()}
                )
                assert seq == place[1]
                Ledger(self._connection, self._records).raise_counters(ends.items())
        self._records.forget()
        return count

    def _add(self, chunk: list[Filed], row: int, place: tuple[int, int], digest: Any) -> None:
        documents = _DOCUMENT.values(one.document for one in chunk)
        recipients = [[RECIPIENT.row(each) for each in one.recipients] for one in chunk]
        parts = (
            (_ENTRY, _ENTRY.values(one.entry for one in chunk if one.entry is not None)),
            (_ROUND, _ROUND.values(each for one in chunk for each in one.rounds)),
            (_ASSIGNMENT, _ASSIGNMENT.values(each for one in chunk for each in one.assignments)),
        )
        bodies = [search_body(one.document, one.recipients, one.assignments) for one in chunk]
        told = [documents, recipients, *(values for _, values in parts)]
        digest.update(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
        try:
            _DOCUMENT.run_from(self._connection, row, documents, place)
            _ADD_RECIPIENT.run_many(
                self._connection, ((n, *v) for n, rows in enumerate(recipients, start=row) for v in rows)
            )
            for statement, values in parts:
                statement.run(self._connection, values, place)
            _ADD_BODY.run_many(self._connection, enumerate(bodies, start=row))
        except Exception as error:
            if is_duplicate(error):
                raise StaleRecord(what=IMPORT) from None
            raise


def _chunks(filed: Iterable[Filed]) -> Iterator[list[Filed]]:
    source = iter(filed)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk
