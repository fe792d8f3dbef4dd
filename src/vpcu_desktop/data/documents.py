"""Registered documents in the store: saved with their recipients and search text, read with all that hangs on them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, or_, select, update

from ..domain.books import Dossier, DossierItem
from ..domain.document_file import DocumentFile
from ..domain.documents import (
    Assignment,
    Attachment,
    Document,
    Link,
    Loan,
    Part,
    Progress,
    Recipient,
    Round,
    SecrecyChange,
    State,
)
from ..domain.following import Asked
from ..domain.numbering import Direction
from ..domain.search import search_body
from .audit import Values
from .mapping import RECIPIENT, Codec, Fields, codec_of
from .register_schema import book_print, book_print_file, document_search, recipient
from .statements import Prepared

if TYPE_CHECKING:
    from .records import Records

T = TypeVar("T")

_DOCUMENT = codec_of(Document)
_ROUND = codec_of(Round)
_ASSIGNMENT = codec_of(Assignment)
_LINK = codec_of(Link)
_DOSSIER = codec_of(Dossier)
_ITEM = codec_of(DossierItem)
_RECIPIENT = Fields(Recipient)
_D, _A, _L = _DOCUMENT.table.c, _ASSIGNMENT.table.c, _LINK.table.c

_ROW = Prepared(select(_D.row).where(_D.id == bindparam("sought")))
_RECIPIENTS = Prepared(
    select(*(recipient.c[name] for name in RECIPIENT.names))
    .where(recipient.c.document == bindparam("sought"))
    .order_by(recipient.c.position)
)
_ADD_RECIPIENT = Prepared(insert(recipient).inline())
_DROP_RECIPIENT = Prepared(
    delete(recipient).where(recipient.c.document == bindparam("sought"), recipient.c.position == bindparam("place"))
)
_BODY = Prepared(select(document_search.c.body).where(document_search.c.row == bindparam("sought")))
_ADD_BODY = Prepared(insert(document_search).inline(), ("row", "body"))
_CHANGE_BODY = Prepared(update(document_search).where(document_search.c.row == bindparam("sought")), ("body",))
_DROP_BODY = Prepared(delete(document_search).where(document_search.c.row == bindparam("sought")))

_ALIKE = _DOCUMENT.live.where(
    _D.match_key == bindparam("key"), _D.match_key != "", _D.direction == bindparam("way")
).order_by(_D.row.desc())
_LIKE = Prepared(_ALIKE)
#: Narrowed here and not by whoever asks: making values of the rows of many years would be a tenth of a save.
_NUMBERED_LIKE = Prepared(
    _ALIKE.where(_D.number.is_not(None), or_(_D.day.is_(None), _D.day.between(bindparam("first"), bindparam("last"))))
)
_RECENT = (
    _DOCUMENT.live.where(_D.direction == bindparam("way"), _D.number.is_not(None))
    .order_by(_D.row.desc())
    .limit(bindparam("most"))
)
_NAMED = _DOCUMENT.live.where(_D.id.in_(bindparam("ids", expanding=True)))
_LAST_LINE = Prepared(  # by index
    select(func.max(_D.line)).where(_D.book == bindparam("whose"), _D.line.is_not(None))
)
_OPEN = [state.value for state in State if state.is_open]
_STILL_ASKED = [progress.value for progress in Progress if progress.is_open]
_ASKED = (
    select(*_DOCUMENT.columns, *_ASSIGNMENT.columns)
    .join_from(_ASSIGNMENT.table, _DOCUMENT.table, _A.document == _D.id)
    .where(_A.removed_at.is_(None), _A.done_on.is_(None), _A.progress.in_(_STILL_ASKED))
    .where(_D.removed_at.is_(None), _D.state.in_(_OPEN))
    .order_by(_A.due.is_(None), _A.due, _D.row)
)
_ASKED_IN = (
    select(_A.name, _A.entry, _A.part, _A.due, _A.progress, _A.done_on, _D.state, _D.done_on)
    .join_from(_ROUND.table, _ASSIGNMENT.table, _A.round == _ROUND.table.c.id)
    .join(_DOCUMENT.table, _A.document == _D.id)
    .where(_ROUND.table.c.day >= bindparam("first"), _ROUND.table.c.day <= bindparam("last"))
    .where(_A.removed_at.is_(None), _D.removed_at.is_(None))
)
_UNASSIGNED = (
    _DOCUMENT.live.where(_D.due.is_not(None), _D.done_on.is_(None), _D.state.in_(_OPEN))
    .where(~select(_A.row).where(_A.document == _D.id, _A.removed_at.is_(None)).exists())
    .order_by(_D.due, _D.row)
)
_UNRETURNED = (
    select(*_DOCUMENT.columns, *(recipient.c[name] for name in RECIPIENT.names))
    .join_from(recipient, _DOCUMENT.table, recipient.c.document == _D.row)
    .where(recipient.c.recalled == 1, recipient.c.returned_on.is_(None), recipient.c.dispatched_on.is_not(None))
    .where(_D.removed_at.is_(None))
    .order_by(_D.row, recipient.c.position)
)
_IN_DOSSIERS = (
    _DOSSIER.live.join(_ITEM.table, _ITEM.table.c.dossier == _DOSSIER.table.c.id)
    .where(_ITEM.table.c.document == bindparam("whose"), _ITEM.table.c.removed_at.is_(None))
    .order_by(_DOSSIER.table.c.row)
)
_DROP_PAGES = delete(book_print_file).where(
    book_print_file.c.print.in_(
        select(book_print.c.id).where(
            book_print.c.book == bindparam("of"),
            book_print.c.first_line <= bindparam("place"),
            book_print.c.last_line >= bindparam("place"),
        )
    )
)
_IDS = select(_D.id).where(_D.removed_at.is_(None)).order_by(_D.row)
#: What is taken away of a document that leaves for the secret vault, in an order that foreign keys allow.
_PARTS = tuple(codec_of(cls).table for cls in (Assignment, Round, Attachment, Loan, DossierItem))


class Documents:
    """`repo.documents`: within one transaction of the store."""

    def __init__(self, connection: Connection, records: "Records") -> None:
        self._connection = connection
        self._records = records

    def save(
        self, document: Document, recipients: Sequence[Recipient] | None = None, *, told: Values | None = None
    ) -> None:
        """Inserts or updates a document; None leaves its recipients as they are, else they are those given.

        One entry of the trail tells both: `recipients` in it holds the rows that changed, `told` what it says besides.
        A recipient is known by its position. Raises StaleRecord where another line has the same place in the book.
        """
        row = self._row(document.id)
        before = {} if row is None else self._recipient_rows(row)
        after = before if recipients is None else {r.position: RECIPIENT.encode(r) for r in recipients}
        if recipients is not None and len(after) != len(recipients):
            raise ValueError("two recipients have one position")
        old = {n: values for n, values in before.items() if after.get(n) != values}
        new = {n: values for n, values in after.items() if before.get(n) != values}
        values = _DOCUMENT.encode(document)
        id_, parts = values.pop("id"), _entry_of(old, new, told or {})
        fresh = row is None
        if row is None:
            row = self._records._insert(_DOCUMENT, id_, values, parts[1])
        else:
            self._records._put(_DOCUMENT, id_, values, parts)
        for place in old:
            _DROP_RECIPIENT.run(self._connection, {"sought": row, "place": place})
        for values in new.values():
            _ADD_RECIPIENT.run(self._connection, values | {"document": row})
        now = tuple(_recipient(document.id, values) for values in after.values())
        if fresh:
            _ADD_BODY.run(self._connection, {"row": row, "body": search_body(document, now, ())})
        else:
            self._index(row, document, now)

    def withdraw(self, document: Document) -> None:
        """A draft no longer counts, and is found no more."""
        self._records.remove(document)
        _DROP_BODY.run(self._connection, {"sought": self._known_row(document.id)})

    def get(self, id: str) -> Document | None:
        return self._records.get(Document, id)

    def full(self, id: str) -> DocumentFile | None:
        """A document with all that belongs to it."""
        document = self.get(id)
        if document is None:
            return None
        links = self._of(Link, id, "source")
        linked_from = self._of(Link, id, "target")
        far = {link.target for link in links if link.target} | {link.source for link in linked_from}
        dossiers = self._connection.execute(_IN_DOSSIERS, {"whose": id})
        return DocumentFile(
            document=document,
            recipients=self.recipients(id),
            rounds=self.rounds(id),
            assignments=self.assignments(id),
            links=links,
            linked_from=linked_from,
            others=self.named(far),
            attachments=tuple(sorted(self._of(Attachment, id), key=lambda a: a.position)),
            secrecy_changes=self._of(SecrecyChange, id),
            dossiers=tuple(_DOSSIER.decode(row) for row in dossiers),
            loans=self._of(Loan, id),
        )

    def recipients(self, id: str) -> tuple[Recipient, ...]:
        row = self._row(id)
        return () if row is None else tuple(_recipient(id, r) for r in self._recipient_rows(row).values())

    def rounds(self, id: str) -> tuple[Round, ...]:
        """The rounds of direction, first one first."""
        return tuple(sorted(self._of(Round, id), key=lambda r: r.number))

    def assignments(self, id: str) -> tuple[Assignment, ...]:
        """What all rounds ask, oldest first."""
        return self._of(Assignment, id)

    def links(self, id: str) -> tuple[Link, ...]:
        """Both ways: from the document, then from others to it."""
        return (*self._of(Link, id, "source"), *self._of(Link, id, "target"))

    def attachments(self, id: str) -> tuple[Attachment, ...]:
        return tuple(sorted(self._of(Attachment, id), key=lambda a: a.position))

    def loans(self, id: str) -> tuple[Loan, ...]:
        return self._of(Loan, id)

    def filed(self, dossier: str) -> tuple[DossierItem, ...]:
        """What lies in a dossier, in its order."""
        return tuple(sorted(self._of(DossierItem, dossier, "dossier"), key=lambda item: item.position))

    def filings(self, id: str) -> tuple[DossierItem, ...]:
        """Its places in dossiers."""
        return self._of(DossierItem, id)

    def secrecy_changes(self, id: str) -> tuple[SecrecyChange, ...]:
        """The history of its level, oldest first."""
        return self._of(SecrecyChange, id)

    def named(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents by id; one that is not there is left out."""
        found = self._connection.execute(_NAMED, {"ids": list(ids)})
        return {document.id: document for document in map(_DOCUMENT.decode, found)}

    def ids(self) -> tuple[str, ...]:
        """Of all documents, oldest first."""
        return tuple(self._connection.execute(_IDS).scalars())

    def like(self, direction: Direction, match_key: str) -> tuple[Document, ...]:
        """Documents whose code may be the same, newest first; an empty key is like none."""
        found = _LIKE.run(self._connection, {"key": match_key, "way": direction.value}).fetchall()
        return tuple(_DOCUMENT.decode(row) for row in found)

    def numbered_like(self, direction: Direction, match_key: str, first: date, last: date) -> tuple[Document, ...]:
        """Those of `like` that have a number and whose day, if they have one, is from `first` to `last`."""
        sought = {"key": match_key, "way": direction.value, "first": first.isoformat(), "last": last.isoformat()}
        return tuple(_DOCUMENT.decode(row) for row in _NUMBERED_LIKE.run(self._connection, sought).fetchall())

    def recent(self, direction: Direction, most: int) -> tuple[Document, ...]:
        """The numbered lines that were entered last, newest first."""
        found = self._connection.execute(_RECENT, {"way": direction.value, "most": most})
        return tuple(_DOCUMENT.decode(row) for row in found)

    def next_line(self, book: str) -> int:
        """The STT that the next line of a book has."""
        return int(_LAST_LINE.run(self._connection, {"whose": book}).fetchone()[0] or 0) + 1

    def asked(
        self, *, due_from: date | None = None, due_by: date | None = None, most: int | None = None
    ) -> tuple[tuple[Document, Assignment], ...]:
        """What units and persons still have to do, nearest deadline first: what is due in these days, so many at most.

        Without days also what has no deadline.
        """
        statement = _due_in(_ASKED, _A.due, due_from, due_by).limit(most)
        parts = len(_DOCUMENT.columns)
        return tuple(
            (_DOCUMENT.decode(row[:parts]), _ASSIGNMENT.decode(row[parts:]))
            for row in self._connection.execute(statement)
        )

    def unreturned(self) -> tuple[tuple[Document, Recipient], ...]:
        """Copies that were recalled and have not come back, oldest document first."""
        parts = len(_DOCUMENT.columns)
        found = ((_DOCUMENT.decode(row[:parts]), row[parts:]) for row in self._connection.execute(_UNRETURNED))
        return tuple((document, _RECIPIENT.decode((document.id, *rest))) for document, rest in found)

    def asked_between(self, first: date, last: date) -> Iterator[Asked]:
        """What the rounds of direction of these days asked, in short: to be counted."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        for name, entry, part, due, progress, done_on, state, finished in self._connection.execute(_ASKED_IN, span):
            whole = State(state)
            done = done_on or (None if whole.is_open else finished)
            yield Asked(name, entry, Part(part), Progress(progress), _day(due), _day(done), whole)

    def unassigned(
        self, *, due_from: date | None = None, due_by: date | None = None, most: int | None = None
    ) -> tuple[Document, ...]:
        """Open documents with a deadline that nobody was asked to meet yet, nearest deadline first."""
        statement = _due_in(_UNASSIGNED, _D.due, due_from, due_by).limit(most)
        return tuple(_DOCUMENT.decode(row) for row in self._connection.execute(statement))

    def count_due(self, *, due_from: date | None = None, due_by: date | None = None) -> int:
        """How many documents have anything to do with a deadline in these days."""
        asked = _due_in(_ASKED, _A.due, due_from, due_by).with_only_columns(_D.id).order_by(None)
        others = _due_in(_UNASSIGNED, _D.due, due_from, due_by).with_only_columns(_D.id).order_by(None)
        both = asked.union(others).subquery()
        return int(self._connection.execute(select(func.count()).select_from(both)).scalar_one())

    def index(self, document: Document) -> None:
        """Brings the search text up to date after a change of assignments."""
        self._index(self._known_row(document.id), document, self.recipients(document.id))

    def erase(self, document: Document) -> None:
        """Puts `document` in the place of its former self, of which nothing can be found any more: no value in the
        trail, no search text, no page on which it was printed.
        """
        row, trail = self._known_row(document.id), self._records.trail
        before = self._records._stored(_DOCUMENT, document.id)
        assert before is not None
        trail.erase(document.id)
        values = _DOCUMENT.encode(document)
        values.pop("id")
        changed = tuple(name for name, value in values.items() if before[name] != value)
        counter = trail.append(_DOCUMENT.kind, document.id, None, values)
        place = {"sought": document.id, "station": trail.station.row, "counter": counter, "removed_at": None}
        _DOCUMENT.change(changed).run(self._connection, values | place)
        self._connection.execute(_DROP_PAGES, {"of": document.book, "place": document.line})
        _DROP_BODY.run(self._connection, {"sought": row})
        self._index(row, document, self.recipients(document.id))
        self._records.forget()

    def erase_parts(self, id: str) -> tuple[str, ...]:
        """Takes away all that hangs on a document, with its values in the trail; gives the digests of files that no
        other document has.
        """
        row, trail = self._known_row(id), self._records.trail
        digests = self._column(_PARTS[2], "digest", _PARTS[2].c.document == id)
        for table, where in (
            *((table, table.c.document == id) for table in _PARTS),
            (_LINK.table, (_L.source == id) | (_L.target == id)),
        ):
            ids = self._column(table, "id", where)
            self._connection.execute(delete(table).where(where))
            for entity in ids:
                trail.erase(entity)
        self._connection.execute(delete(recipient).where(recipient.c.document == row))
        self._records.forget()
        attachment = _PARTS[2].c
        kept = select(attachment.digest).where(attachment.digest.in_(digests), attachment.removed_at.is_(None))
        return tuple(sorted(set(digests) - set(self._connection.execute(kept).scalars())))

    def _of(self, cls: type[T], id: str, column: str = "document") -> tuple[T, ...]:
        codec: Codec[T] = codec_of(cls)
        found = codec.read_of(column).run(self._connection, {"whose": id}).fetchall()
        return tuple(codec.decode(row) for row in found)

    def _column(self, table: Table, name: str, where: Any) -> list[str]:
        return list(self._connection.execute(select(table.c[name]).where(where)).scalars())

    def _row(self, id: str) -> int | None:
        found = _ROW.run(self._connection, {"sought": id}).fetchone()
        return None if found is None else int(found[0])

    def _known_row(self, id: str) -> int:
        row = self._row(id)
        assert row is not None
        return row

    def _recipient_rows(self, row: int) -> dict[int, Values]:
        found = _RECIPIENTS.run(self._connection, {"sought": row}).fetchall()
        rows = [dict(zip(RECIPIENT.names, values, strict=True)) for values in found]
        return {values["position"]: values for values in rows}

    def _index(self, row: int, document: Document, recipients: tuple[Recipient, ...]) -> None:
        body = search_body(document, recipients, self.assignments(document.id))
        stored = _BODY.run(self._connection, {"sought": row}).fetchone()
        if stored is None:
            _ADD_BODY.run(self._connection, {"row": row, "body": body})
        elif stored[0] != body:
            _CHANGE_BODY.run(self._connection, {"sought": row, "body": body})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _recipient(document: str, values: Values) -> Recipient:
    return _RECIPIENT.decode((document, *values.values()))


def _entry_of(old: dict[int, Values], new: dict[int, Values], told: Values) -> tuple[Values, Values]:
    """What the trail tells of a change of recipients, and besides."""
    if not old and not new:
        return {}, told
    return {"recipients": list(old.values())}, {"recipients": list(new.values())} | told


def _due_in(statement: Select[Any], column: Any, first: date | None, last: date | None) -> Select[Any]:
    if first is not None:
        statement = statement.where(column >= first.isoformat())
    return statement if last is None else statement.where(column <= last.isoformat())
