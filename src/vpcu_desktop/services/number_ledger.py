"""The ledger of a series as it is read: each number with what became of it and the document that bears it."""

from dataclasses import dataclass

from ..domain.documents import Document
from ..domain.numbering import NumberEntry, Series
from .session import OfficeSession

#: So many documents are asked for at a time: far below what one statement takes of values.
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """`document` is None where nothing bears the number, and of a secret one always: the ledger knows only that it
    was given.
    """

    entry: NumberEntry
    document: Document | None = None


def ledger(session: OfficeSession, of: Series) -> tuple[LedgerLine, ...]:
    """All numbers of a series that became something, in their order."""
    with session.store.read() as repo:
        entries = repo.ledger.entries(of.id)
        ids = [e.document for e in entries if e.document is not None and not e.secret]
        known: dict[str, Document] = {}
        for start in range(0, len(ids), _AT_ONCE):
            known |= repo.documents.named(ids[start : start + _AT_ONCE])
    return tuple(LedgerLine(e, known.get(e.document or "")) for e in entries)
