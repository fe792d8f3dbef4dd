"""Register books in the store: the lines of a volume with what they show, and pages as they were printed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, insert, select

from ..domain.books import BookPrint, Dossier, DossierItem
from ..domain.document_file import DocumentFile
from ..domain.documents import Assignment, Document, Link, LinkKind, Recipient, State
from ..domain.errors import StaleRecord
from .engines.sqlcipher import is_duplicate
from .mapping import RECIPIENT, Fields, codec_of
from .register_schema import book_print, book_print_file, recipient

if TYPE_CHECKING:
    from .records import Records

#: So many lines are read at a time: far below what one statement takes of values.
_AT_ONCE = 400

_DOCUMENT, _ASSIGNMENT, _LINK = codec_of(Document), codec_of(Assignment), codec_of(Link)
_DOSSIER, _PRINT = codec_of(Dossier), codec_of(BookPrint)
_RECIPIENT = Fields(Recipient)
_D = _DOCUMENT.table.c
_ITEM = codec_of(DossierItem).table.c
_IDS: Any = bindparam("ids", expanding=True)

_LINES = (
    _DOCUMENT.live.where(_D.book == bindparam("whose"), _D.line >= bindparam("first"), _D.line <= bindparam("last"))
    .order_by(_D.line)
    .limit(_AT_ONCE)
)
_RECIPIENTS = (
    select(_D.id, *(recipient.c[name] for name in RECIPIENT.names))
    .join_from(_DOCUMENT.table, recipient, recipient.c.document == _D.row)
    .where(_D.id.in_(_IDS))
    .order_by(recipient.c.document, recipient.c.position)
)
_ASSIGNMENTS = _ASSIGNMENT.live.where(_ASSIGNMENT.table.c.document.in_(_IDS)).order_by(_ASSIGNMENT.table.c.row)
_REPLIES = (
    select(*_LINK.columns, *_DOCUMENT.columns)
    .join_from(_LINK.table, _DOCUMENT.table, _LINK.table.c.source == _D.id)
    .where(_LINK.table.c.target.in_(_IDS), _LINK.table.c.kind == LinkKind.REPLIES.value)
    .where(_LINK.table.c.removed_at.is_(None), _D.removed_at.is_(None))
    .order_by(_LINK.table.c.row)
)
_DOSSIERS = (
    select(_ITEM.document, *_DOSSIER.columns)
    .join_from(codec_of(DossierItem).table, _DOSSIER.table, _ITEM.dossier == _DOSSIER.table.c.id)
    .where(_ITEM.document.in_(_IDS), _ITEM.removed_at.is_(None))
    .order_by(_DOSSIER.table.c.row)
)
_SUM = select(
    func.count(),
    func.count().filter(_D.state == State.VOID.value),
    func.min(_D.line),
    func.max(_D.line),
    func.count(_D.series.distinct()),
    func.min(_D.number),
    func.max(_D.number),
).where(_D.book == bindparam("whose"), _D.removed_at.is_(None), _D.line.is_not(None))
_PRINTS = _PRINT.live.where(book_print.c.book == bindparam("whose")).order_by(book_print.c.block)
_CONTENT = select(book_print_file.c.content).where(book_print_file.c.print == bindparam("which"))
_ADD_CONTENT = insert(book_print_file).inline()


@dataclass(frozen=True, slots=True)
class BookSum:
    """What a volume holds. Numbers are told only where one series gave them all."""

    count: int = 0
    voided: int = 0
    first_line: int = 0
    last_line: int = 0
    first_number: int | None = None
    last_number: int | None = None


class PrintedBooks:
    """`repo.printed_books`: within one transaction of the store."""

    def __init__(self, connection: Connection, records: "Records") -> None:
        self._connection = connection
        self._records = records

    def lines(self, book: str, first: int = 1, last: int = 1 << 40) -> Iterator[DocumentFile]:
        """The lines of a volume in their order, with what a register shows of them; read as they are asked for."""
        while True:
            rows = self._connection.execute(_LINES, {"whose": book, "first": first, "last": last}).all()
            found = [_DOCUMENT.decode(row) for row in rows]
            yield from self.files(found)
            if len(found) < _AT_ONCE:
                return
            first = (found[-1].line or 0) + 1

    def files(self, documents: Sequence[Document]) -> Iterator[DocumentFile]:
        """Documents with their recipients, assignments, replies and dossiers: all that one line can show."""
        for start in range(0, len(documents), _AT_ONCE):
            yield from self._files(documents[start : start + _AT_ONCE])

    def sum_of(self, book: str) -> BookSum:
        """How many lines a volume has, and from which to which number they go."""
        row = self._connection.execute(_SUM, {"whose": book}).one()
        count, voided, first, last, series, first_number, last_number = row
        if not count:
            return BookSum()
        one = series == 1
        return BookSum(count, voided, first, last, first_number if one else None, last_number if one else None)

    def prints(self, book: str) -> tuple[BookPrint, ...]:
        """The blocks of pages that were printed to be signed, first one first."""
        return tuple(_PRINT.decode(row) for row in self._connection.execute(_PRINTS, {"whose": book}))

    def keep(self, printed: BookPrint, content: bytes) -> None:
        """Keeps a printed block for good; the trail binds its bytes. Raises StaleRecord if its number is taken."""
        values = _PRINT.encode(printed)
        try:
            self._records._put(_PRINT, values.pop("id"), values, ({}, _fingerprint(content)))
            self._connection.execute(_ADD_CONTENT, {"print": printed.id, "content": content})
        except Exception as error:
            if is_duplicate(error):
                raise StaleRecord(what="book_print") from None
            raise

    def keep_anew(self, printed: BookPrint, content: bytes) -> None:
        """Keeps new bytes for a block whose own were erased. Raises StaleRecord if they were not."""
        if self.content(printed.id) is not None:
            raise StaleRecord(what="book_print")
        self._records.trail.append(_PRINT.kind, printed.id, None, _fingerprint(content))
        self._connection.execute(_ADD_CONTENT, {"print": printed.id, "content": content})

    def content(self, print_id: str) -> bytes | None:
        """The bytes as printed; None if they went with a line that became too secret for them."""
        found = self._connection.execute(_CONTENT, {"which": print_id}).scalar_one_or_none()
        return None if found is None else bytes(found)

    def _files(self, documents: Sequence[Document]) -> Iterator[DocumentFile]:
        ids = {"ids": [document.id for document in documents]}
        recipients: dict[str, list[Recipient]] = {}
        for id_, *values in self._connection.execute(_RECIPIENTS, ids):
            recipients.setdefault(id_, []).append(_RECIPIENT.decode((id_, *values)))
        assignments: dict[str, list[Assignment]] = {}
        for row in self._connection.execute(_ASSIGNMENTS, ids):
            assignment = _ASSIGNMENT.decode(row)
            assignments.setdefault(assignment.document, []).append(assignment)
        replies: dict[str, list[tuple[Link, Document]]] = {}
        for row in self._connection.execute(_REPLIES, ids):
            link, other = _both(row)
            replies.setdefault(str(link.target), []).append((link, other))
        dossiers: dict[str, list[Dossier]] = {}
        for id_, *values in self._connection.execute(_DOSSIERS, ids):
            dossiers.setdefault(id_, []).append(_DOSSIER.decode(values))
        for document in documents:
            answered = replies.get(document.id, [])
            yield DocumentFile(
                document=document,
                recipients=tuple(recipients.get(document.id, ())),
                assignments=tuple(assignments.get(document.id, ())),
                linked_from=tuple(link for link, _ in answered),
                others={other.id: other for _, other in answered},
                dossiers=tuple(dossiers.get(document.id, ())),
            )


def _both(row: Any) -> tuple[Link, Document]:
    parts = len(_LINK.columns)
    return _LINK.decode(row[:parts]), _DOCUMENT.decode(row[parts:])


def _fingerprint(content: bytes) -> dict[str, str]:
    """What binds a print's bytes to the trail."""
    return {"file": hashlib.sha256(content).hexdigest()}
