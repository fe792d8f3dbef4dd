"""Lines that stand on pages printed to be signed, and what was changed in them since: paper does not follow."""

from dataclasses import dataclass

from ..domain.books import BookPrint
from ..domain.documents import Document
from . import documents
from .session import OfficeSession

#: What a printed line shows and a clerk can type.
_SHOWN = frozenset(
    {"code", "day", "type_name", "issuer_name", "subject", "signer", "receiver", "urgency", "channel", "registered"}
    | {"pages", "copies", "circulation", "note", "void_reason"}
)
#: Steps that put a typed line right; what comes of directions and hand-overs is signed for by hand.
_STEPS = frozenset({"change_document", "open_envelope", "undo", "redo", "void"})
_MOST = 500  # entries of the trail that are looked through


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The block that a document's line was printed in last; `changed`: the line reads otherwise by now."""

    block: BookPrint
    changed: bool


def printed_line(session: OfficeSession, document: Document) -> PrintedLine | None:
    """Where a document's line was printed; None if it was not."""
    line = document.line
    if document.book is None or line is None:
        return None
    with documents.vault_of(session, document).read() as repo:
        blocks = [b for b in repo.printed_books.prints(document.book) if b.first_line <= line <= b.last_line]
        if not blocks:
            return None
        block = max(blocks, key=lambda each: each.printed_at)
        at_print: dict[str, object] = {}
        now: dict[str, object] = {}
        printing = repo.audit(1, entity_id=block.id)[0].seq
        for entry in reversed(repo.audit(_MOST, entity_id=document.id)):
            if entry.seq > printing and entry.action in _STEPS:
                for name in _SHOWN.intersection(entry.new or ()):
                    at_print.setdefault(name, (entry.old or {}).get(name))
                    now[name] = (entry.new or {})[name]
    return PrintedLine(block, any(at_print[name] != now[name] for name in now))
