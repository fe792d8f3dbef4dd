"""A registered document as the cells of a line: the same in printed books, lists and exports."""

from collections.abc import Iterable, Mapping
from datetime import date

from ..domain.document_file import DocumentFile
from ..domain.documents import Assignment, Document, LinkKind, Part, Secrecy, State
from ..domain.following import days_overdue
from ..domain.numbering import Direction, number_text
from ..domain.register_fields import Field
from ..output import register_words as words
from ..output.paper_words import overdue_words
from ..output.register_book import BookRow

_LIST = "; "


def row(file: DocumentFile, today: date | None = None) -> BookRow:
    """A line of a printed register; a void one is struck through and says why."""
    document = file.document
    return BookRow(cells(file, today), ref=document.line or 0, void=document.state is State.VOID)


def cells(file: DocumentFile, today: date | None = None) -> Mapping[Field, str]:
    """What a line shows in each column, empty ones left out. `today` tells what is overdue; None: nothing does.

    The place for a signature stays empty. A Tuyệt mật document has no subject, whatever was passed in.
    """
    document = file.document
    found = _identity(document) | _matter(file) | _course(file, today)
    return {field: text for field, text in found.items() if text}


def joined(type_name: str, subject: str) -> str:
    """Type and subject in one cell: `Kế hoạch tổ chức hội nghị`; a subject that begins with its type stands alone."""
    if not type_name or subject.casefold().startswith(type_name.casefold()):
        return subject
    if not subject:
        return type_name
    return f"{type_name} {subject}" if subject[0].islower() else f"{type_name}: {subject}"


def _identity(document: Document) -> dict[Field, str]:
    day, subject = words.full_date(document.day), _subject(document)
    number = "" if document.number is None else number_text(document.number, document.suffix)
    incoming = document.direction is Direction.INCOMING
    named = [document.type_name, document.code and f"số {document.code}", day and f"ngày {day}"]
    whose = document.issuer_name and f"của {document.issuer_name}"
    return {
        Field.LINE: "" if document.line is None else str(document.line),
        Field.ARRIVED: words.full_date(document.registered) if incoming else "",
        Field.ARRIVAL_NUMBER: number if incoming else "",
        Field.ISSUER: document.issuer_name,
        Field.CODE: document.code or ("" if incoming else number),
        Field.DAY: day,
        Field.CODE_AND_DAY: "\n".join(filter(None, (document.code, day))),
        Field.TYPE: document.type_name,
        Field.SUBJECT: subject,
        Field.TYPE_AND_SUBJECT: joined(document.type_name, subject),
        Field.IDENTITY: " ".join(filter(None, (*named, whose))),
        Field.SIGNER: document.signer,
        Field.SECRECY: words.SECRECY[document.secrecy],
        Field.URGENCY: _urgency(document),
        Field.CHANNEL: words.CHANNEL[document.channel],
        Field.PAGES: _count(document.pages),
    }


def _matter(file: DocumentFile) -> dict[Field, str]:
    """Who gets or keeps it, in how many copies."""
    document, recipients = file.document, file.recipients
    incoming = document.direction is Direction.INCOMING
    copies = document.copies if document.copies is not None else sum(r.copies for r in recipients) or None
    handed = [r.dispatched_on for r in recipients if r.dispatched_on] + [
        a.handed_on for a in file.assignments if a.handed_on
    ]
    return {
        Field.RECIPIENTS: _LIST.join(_recipient(r.name, r.copy_number) for r in recipients),
        Field.RECEIVER: document.receiver or _LIST.join(_asked(file.assignments)),
        Field.KEPT_BY: "" if incoming else document.receiver,
        Field.COPIES: _count(copies),
        Field.ENVELOPES: _count(sum(r.envelopes for r in recipients) or None),
        Field.HANDED_ON: words.full_date(document.handed_on or min(handed, default=None)),
        Field.DOSSIER: _LIST.join(dossier.notation for dossier in file.dossiers),
        Field.DOSSIER_TITLE: _LIST.join(dossier.title for dossier in file.dossiers),
        Field.NOTE: _note(document),
    }


def _course(file: DocumentFile, today: date | None) -> dict[Field, str]:
    """What became of it."""
    document = file.document
    due = document.due or min((a.due for a in file.assignments if a.due), default=None)
    late = 0 if today is None else days_overdue(document, today)
    parts = [f"{a.name}: {words.PROGRESS[a.progress].lower()}" for a in file.assignments if a.part is not Part.INFO]
    state = words.FURTHER_COPY if document.is_further_copy else words.STATE[document.state]
    done = words.full_date(document.done_on)
    return {
        Field.DUE: words.full_date(due),
        Field.OVERDUE: overdue_words(late) if late else "",
        Field.STATE: state,
        Field.PROGRESS: "\n".join(parts) if len(parts) > 1 else " ".join(filter(None, (state, done))),
        Field.REPLY: _LIST.join(_replies(file)),
    }


def _subject(document: Document) -> str:
    return "" if document.secrecy is Secrecy.TOP_SECRET else document.subject or ""


def _urgency(document: Document) -> str:
    hour = f" {document.urgency_hour:%Hh%M}" if document.urgency_hour else ""
    return words.URGENCY[document.urgency] + hour


def _note(document: Document) -> str:
    void = words.void_note(document.void_reason) if document.state is State.VOID else ""
    moved = words.moved_note() if document.state is State.MOVED else ""
    return "\n".join(filter(None, (void, moved, document.circulation, document.note)))


def _recipient(name: str, copy_number: int | None) -> str:
    return name if copy_number is None else f"{name} (bản số {copy_number})"


def _asked(assignments: Iterable[Assignment]) -> list[str]:
    """Who has to do with it: in the lead first, then together; each once."""
    order = {Part.LEAD: 0, Part.CO: 1, Part.INFO: 2}
    return list(dict.fromkeys(a.name for a in sorted(assignments, key=lambda a: order[a.part])))


def _replies(file: DocumentFile) -> list[str]:
    """The codes of the documents that answer it; a void one answers nothing."""
    links = [link for link in file.linked_from if link.kind is LinkKind.REPLIES]
    found = [file.others[link.source] for link in links if link.source in file.others]
    return [answer.code for answer in found if answer.code and answer.state is not State.VOID]


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
