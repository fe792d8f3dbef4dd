"""The papers that go along with incoming documents: hand-over sheets, slips, reminders, the arrival stamp."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.directory import EntryKind
from ..domain.document_file import DocumentFile
from ..domain.documents import Document, Part, Round, Urgency
from ..domain.forms import Form, choose
from ..domain.register_fields import Field
from . import documents, following, forms
from .following import Pending
from .register_cells import row as register_row
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.lists import FollowUp
    from ..output.register_book import BookRow
    from ..output.slips import ProcessingSlip

_LIST = "; "


def handover_pdf(session: OfficeSession, ids: Sequence[str]) -> bytes:
    """A sheet on which everybody who gets these documents signs for them, receiver by receiver. Raises BadForm."""
    from ..output.lists import handover_sheet_pdf

    on = session.today()
    form = _form(session, "handover_sheet", on)
    rows = sorted(_handed(_files(session, ids)), key=lambda row: row.group)
    return handover_sheet_pdf(form, forms.letterhead(session, on), form.title.upper(), rows, day=on)


def processing_slips_pdf(session: OfficeSession, ids: Sequence[str]) -> bytes:
    """For each document the slip on which the leaders' words are written, or stand already. Raises BadForm."""
    from ..output.slips import processing_slips_pdf

    form = _form(session, "processing_slip", session.today())
    return processing_slips_pdf(form, forms.letterhead(session, None), [_slip(file) for file in _files(session, ids)])


def _slip(file: DocumentFile) -> "ProcessingSlip":
    from ..output.paper_words import paper_date
    from ..output.slips import ProcessingSlip

    cells = register_row(file).cells
    last = _last_round(file)
    asked = [a for a in file.assignments if last is not None and a.round == last.id]
    dues = dict.fromkeys(paper_date(a.due) for a in asked if a.due)
    lead = next((a.name for a in asked if a.part is Part.LEAD), "")
    return ProcessingSlip(
        identity=cells.get(Field.IDENTITY, ""),
        subject=cells.get(Field.SUBJECT, ""),
        number=cells.get(Field.ARRIVAL_NUMBER, ""),
        day=paper_date(file.document.registered),
        lead=". ".join(filter(None, (lead, last.opinion if last else ""))),
        together=_LIST.join(a.name for a in asked if a.part is Part.CO),
        due=_LIST.join(dues),
        directed_on=paper_date(last.day) if last and last.opinion + lead else "",
    )


def follow_up_pdf(session: OfficeSession, pending: Iterable[Pending]) -> bytes:
    """What is to be reminded of, unit by unit, as it stands today. Raises BadForm."""
    from ..output.lists import follow_up_pdf

    on = session.today()
    rows = sorted(_reminders(session, pending, on), key=lambda each: each.unit)
    return follow_up_pdf(_form(session, "follow_up_list", on), forms.letterhead(session, on), rows, day=on)


def stamp_pdf(session: OfficeSession, document: Document, place: tuple[int, int] | None = None) -> bytes:
    """The arrival stamp of a document: a label of its own size, or at a `place` (mm from the left and upper edge) of an
    A4 sheet, to be printed over the paper. Raises BadForm.
    """
    from ..output.stamp import ArrivalStamp, arrival_stamp_pdf, stamped_sheet_pdf

    cells = register_row(DocumentFile(document)).cells
    hour = document.arrived_at if document.urgency is not Urgency.NONE else None
    stamp = ArrivalStamp(
        session.office.name,
        cells.get(Field.ARRIVAL_NUMBER, ""),
        document.registered,
        time=f"{hour:%H:%M}" if hour else "",
        forward_to=document.receiver,
    )
    form = _form(session, "arrival_stamp", document.registered)
    if place is None:
        return arrival_stamp_pdf(form, stamp)
    return stamped_sheet_pdf(form, stamp, from_left_mm=place[0], from_top_mm=place[1])


def pending_of(session: OfficeSession, ids: Iterable[str]) -> tuple[Pending, ...]:
    """What is still to be done about these documents."""
    wanted = frozenset(ids)
    return tuple(each for each in following.pending(session) if each.document.id in wanted)


def _files(session: OfficeSession, ids: Iterable[str]) -> list[DocumentFile]:
    return [file for id_ in ids if (file := documents.file_of(session, id_)) is not None]


def _form(session: OfficeSession, code: str, day: date) -> Form:
    return choose(forms.forms(session), code, day)


def _handed(files: Iterable[DocumentFile]) -> "Iterator[BookRow]":
    """A row for each who has not signed for a document, of whatever round; of one that all signed for, those of its
    last round; of one that nobody was asked about, whom it was registered for.
    """
    for file in files:
        last = _last_round(file)
        open_ones = [a.name for a in file.assignments if a.signed_on is None and a.progress.is_open]
        names = dict.fromkeys(open_ones or [a.name for a in file.assignments if last and a.round == last.id])
        row = register_row(file)
        for name in names or [file.document.receiver]:
            yield replace(row, group=name)


def _last_round(file: DocumentFile) -> Round | None:
    return max(file.rounds, key=lambda each: each.number, default=None)


def _reminders(session: OfficeSession, pending: Iterable[Pending], day: date) -> "Iterator[FollowUp]":
    from ..output.lists import FollowUp
    from ..output.register_words import PROGRESS, STATE

    units = {entry.name for entry in session.directory.of(EntryKind.UNIT)}
    for each in pending:
        document, asked = each.document, each.assignment
        cells = register_row(DocumentFile(document)).cells
        name = asked.name if asked else document.receiver
        whole = " ".join(filter(None, (cells.get(Field.IDENTITY, ""), cells.get(Field.SUBJECT, ""))))
        yield FollowUp(
            unit=name,
            number=cells.get(Field.ARRIVAL_NUMBER, ""),
            document=whole,
            person="" if name in units else name,
            due=each.due,
            days_over=(day - each.due).days if each.due else 0,
            progress=PROGRESS[asked.progress] if asked else STATE[document.state],
        )
