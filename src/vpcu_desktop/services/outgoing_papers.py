"""The papers that go along with an outgoing document: envelopes, lines of the postal book, hand-over sheets."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.documents import Document, Recipient, Secrecy
from ..domain.forms import choose
from ..domain.organisations import Organisation
from ..domain.register_fields import Field
from . import documents, forms
from .register_cells import cells
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.register_book import BookRow
    from ..output.stamp import Envelope


def envelopes_pdf(session: OfficeSession, document: Document, positions: Iterable[int]) -> bytes:
    """An envelope for each of these recipients, as many as the row says, at least one. Raises BadForm."""
    from ..output.stamp import envelope_pdf

    rows = _rows(session, document, positions)
    form = choose(forms.forms(session), "envelope", session.today())
    return envelope_pdf(form, (each for row in rows for each in _envelopes(session, document, row)))


def postal_pdf(session: OfficeSession, document: Document, positions: Iterable[int]) -> bytes:
    """The lines of these recipients in the postal book, on a sheet for the post's stamp. Raises BadForm."""
    from ..output.dispatch_sheets import postal_sheet_pdf

    on = session.today()
    rows = _rows(session, document, positions)
    form = choose(forms.forms(session), "postal", on)
    return postal_sheet_pdf(form, forms.letterhead(session, on), list(_lines(session, document, rows, on)), day=on)


def handover_pdf(session: OfficeSession, document: Document, positions: Iterable[int]) -> bytes:
    """A sheet on which these recipients sign for the paper, one under another. Raises BadForm."""
    from ..output.dispatch_sheets import outgoing_handover_pdf

    on = session.today()
    rows = _rows(session, document, positions)
    form = choose(forms.forms(session), "handover_sheet", on)
    lines = [replace(line, group=row.name) for row, line in zip(rows, _lines(session, document, rows, on), strict=True)]
    return outgoing_handover_pdf(form, forms.letterhead(session, on), lines, day=on)


def _rows(session: OfficeSession, document: Document, positions: Iterable[int]) -> tuple[Recipient, ...]:
    wanted = set(positions)
    with documents.vault_of(session, document).read() as repo:
        return tuple(row for row in repo.documents.recipients(document.id) if row.position in wanted)


def _envelopes(session: OfficeSession, document: Document, row: Recipient) -> "Iterator[Envelope]":
    from ..output.register_words import URGENCY
    from ..output.stamp import Envelope

    with session.store.read() as repo:
        own = repo.get(Organisation, document.organ) if document.organ else None
        there = repo.get(Organisation, row.organisation) if row.organisation else None
    # An envelope shows the letter of a level, never the word.
    marks = (document.secrecy.value, URGENCY[document.urgency])
    made = Envelope(
        document.issuer_name or session.office.name,
        document.code,
        row.name,
        recipient_address=there.address if there else "",
        address=own.address if own else "",
        marks=tuple(mark for mark in marks if mark),
    )
    yield from [made] * max(row.envelopes, 1)


def _lines(session: OfficeSession, document: Document, rows: Iterable[Recipient], day: date) -> "Iterator[BookRow]":
    """One line for each recipient; a secret paper goes under its number alone."""
    from ..output.register_book import BookRow

    file = documents.file_of(session, document.id)
    shared = dict(cells(file)) if file is not None else {}
    if document.secrecy is not Secrecy.NONE:
        shared = {field: text for field, text in shared.items() if field in (Field.CODE, Field.DAY)}
    for row in rows:
        numbered = "" if row.copy_number is None else f"Bản số {row.copy_number}"
        own = {
            Field.RECIPIENTS: row.name,
            Field.COPIES: str(row.copies),
            Field.ENVELOPES: str(max(row.envelopes, 1)),
            Field.HANDED_ON: f"{row.dispatched_on or day:%d/%m/%Y}",
            Field.NOTE: "; ".join(filter(None, (numbered, row.note))),
        }
        yield BookRow(shared | own, ref=row.position)
