"""Secret documents: lines of the secret vault, numbered by the ordinary one, which learns nothing else of them.

No transaction spans two files. A number is committed first in the ordinary vault under a token, which is the
document's id; then its line in the secret one. What a crash leaves between the two, `reconcile` puts right when a
cleared clerk unlocks: a token without a line is void, a document that was on its way is moved to the end.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.document_file import DocumentFile
from ..domain.documents import Attachment, Document, Recipient, Secrecy, SecrecyChange, State
from ..domain.errors import KnownError, NotChangeable, StaleRecord
from ..domain.numbering import Direction, NumberEntry, NumberState
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from . import attachments as files
from . import books, documents, drafts, incoming, outgoing
from .changes import Changes, Kind
from .documents import secret_vault
from .numbering import Given
from .recipients import number_copies
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from .attachments import NewFile
    from .incoming import Wanted
    from .outgoing import IssueNumber

#: Why a number is void whose line was never written; it stands in the printed list of void numbers.
INTERRUPTED = "gián đoạn khi ghi sổ mật"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Raised:
    """A document at its new level. `in_print`: printed pages hold the line; no program erases paper."""

    document: Document
    in_print: bool
    changes: Changes


def enter(
    session: OfficeSession,
    document: Document,
    wanted: "Wanted",
    *,
    book: Book | None = None,
    attachments: Sequence["NewFile"] = (),
) -> tuple[Document, Given]:
    """Registers an incoming secret document: its số đến first, then its line in the secret book.

    The year's secret book is opened where there is none. Raises ClearanceNeeded, NoOpenBook, BookClosed, NumberTaken,
    BadNumber, SecretFilesRefused.
    """
    vault = secret_vault(session)
    taken = files.take_in(session, vault, document, attachments)
    place = book if book is not None and book.secret else None
    if place is None:
        place = books.secret_year_book(session, _head(session), Direction.INCOMING, document.registered)
    with vault.read() as secret:
        place = incoming.book_for(secret, Direction.INCOMING, document.registered, chosen=place)
    document = documents.with_known_issuer(session, document)
    with session.store.write(session.clerk.id, "take_secret_number") as repo:
        given = incoming.give(session, repo, document, wanted, book=place)
    with _line_for(session, document.id), vault.write(session.clerk.id, "register_incoming") as secret:
        stored = incoming.in_book(secret, document, place, given.entry)
        secret.documents.save(stored)
        _begin_history(secret, stored)
        files.add_rows(secret, stored, taken)
    return stored, given


def issue(
    session: OfficeSession, document: Document, wanted: "IssueNumber", to: Sequence[Recipient] | None = None
) -> tuple[Document, Given]:
    """Issues a secret document, a draft of the secret vault or (with its recipients) a new one: the number first."""
    vault = secret_vault(session)
    former = None
    if to is None:
        with vault.read() as secret:
            documents.check_writable(secret, document)
            to = secret.documents.recipients(document.id)
        former = document
        if _was_interrupted(session, document.id):  # a token is used once
            document = replace(document, id=new_id())
    with session.store.write(session.clerk.id, "take_secret_number") as repo:
        organ, series, given = outgoing.give(session, repo, document, wanted)
    with _line_for(session, document.id):
        place = books.secret_year_book(session, organ, Direction.OUTGOING, wanted.day)
        with vault.write(session.clerk.id, "issue") as secret:
            if former is not None and former.id != document.id:
                secret.documents.withdraw(former)
            placed = replace(incoming.in_book(secret, document, place, given.entry), organ=organ.id)
            issued = outgoing.numbered(placed, organ, series, given.entry, wanted.day)
            secret.documents.save(issued, [replace(row, document=issued.id) for row in to])
            _begin_history(secret, issued)
    return issued, given


def set_level(
    session: OfficeSession,
    document: Document,
    level: Secrecy,
    *,
    day: date | None = None,
    authority: str = "",
    reason: str = "",
) -> Raised:
    """Gives a document a level, raises, lowers or lifts it (giải mật); the history of levels stays.

    An ordinary document moves into the secret book: in the ordinary one its number alone is left. With Tuyệt mật its
    subject is erased everywhere, in the trail and in kept pages too; backups made before still hold it. A document
    whose level is lifted stays in the secret book. Raises ClearanceNeeded, NotChangeable, StaleRecord, DocumentVoid.
    """
    session.require(Action.EDIT_REGISTER)
    if level is document.secrecy:
        raise NotChangeable(state=document.state.value)
    change = SecrecyChange(
        new_id(),
        document.id,
        document.secrecy,
        level,
        day or session.today(),
        clean_line(authority),
        clean_line(reason),
    )
    if documents.vault_of(session, document) is session.store:
        return _move(session, document, level, change)
    with documents.writing(session, document, "set_level", closed_too=True) as secret:
        after = documents.cleaned(replace(document, secrecy=level))
        in_print = False
        if level is Secrecy.TOP_SECRET:
            in_print = _is_in_print(secret, document)
            secret.documents.erase(after)
            secret.drop_drafts(drafts.document_key(document.id))
            _forget_names(secret, document)
        else:
            secret.documents.save(after)
        secret.save(change)
    session.history.forget([document.id])
    return Raised(after, in_print, Changes.of("set_level", Kind.REGISTER))


def history(session: OfficeSession, document: Document) -> tuple[SecrecyChange, ...]:
    """The levels that a document had, oldest first."""
    with documents.vault_of(session, document).read() as repo:
        return repo.documents.secrecy_changes(document.id)


def forget_draft(session: OfficeSession, document: Document) -> None:
    """An ordinary draft became a secret one: nothing of it stays in the ordinary vault."""
    if document.number is not None:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "set_level") as repo:
        digests = repo.documents.erase_parts(document.id)
        emptied = _emptied(document)
        repo.documents.erase(emptied)
        repo.documents.withdraw(emptied)
        repo.drop_drafts(drafts.document_key(document.id))
    _erase_files(session, digests)
    session.history.forget([document.id])


def reconcile(session: OfficeSession) -> tuple[NumberEntry, ...]:
    """Puts right what a crash left between the two vaults; gives the numbers that it made void.

    Without the secret vault there is nothing to compare with.
    """
    if session.secret is None:
        return ()
    with session.secret.read() as secret:
        ids = secret.documents.ids()
        lines = {id_: state for chunk in _chunks(ids) for id_, state in _numbered(secret, chunk)}
    with session.store.read() as repo:
        lost = [e for e in repo.ledger.secret_entries() if lines.get(e.token) in (None, State.VOID)]
        left = [d for chunk in _chunks(ids) for d in repo.documents.named(chunk).values() if d.state is not State.MOVED]
    for document in left:
        _leave_number(session, document)
    if lost:
        with session.store.write(session.clerk.id, "reconcile") as repo:
            for entry in lost:
                repo.ledger.change(replace(entry, state=NumberState.VOID, reason=INTERRUPTED))
    return tuple(lost)


# How a document changes vaults


def _move(session: OfficeSession, document: Document, level: Secrecy, change: SecrecyChange) -> Raised:
    """The line in the secret book first; then the ordinary vault keeps the number."""
    vault = secret_vault(session)
    with session.store.read() as repo:
        documents.check_writable(repo, document, closed_too=True)
        file = repo.documents.full(document.id)
        organ = repo.get(Organisation, document.organ) if document.organ else None
        in_print = _is_in_print(repo, document)
    if file is None or (document.direction is Direction.OUTGOING and document.number is None):
        raise NotChangeable(state=document.state.value)  # a draft becomes secret by saving it so
    moved = documents.cleaned(replace(document, secrecy=level, book=None, line=None))
    kept = _copied_files(session, file)
    place = None
    if document.line is not None:
        place = books.secret_year_book(session, organ or _head(session), document.direction, document.registered)
    with vault.write(session.clerk.id, "set_level") as secret:
        if place is not None:
            moved = replace(moved, book=place.id, line=books.next_line(secret, place))
        _write_file(secret, moved, file, change)
        files.add_rows(secret, moved, kept)
    _leave_number(session, document)
    return Raised(moved, in_print, Changes.of("set_level", Kind.REGISTER, Kind.BOOKS, Kind.DOSSIERS))


def _write_file(secret: "Repository", moved: Document, file: DocumentFile, change: SecrecyChange) -> None:
    """The document with its recipients, directions and loans. What it hangs on is named by its code from now on."""
    secret.documents.save(moved, number_copies(file.recipients))
    for part in (*file.rounds, *file.assignments, *file.loans):
        secret.save(part)
    for link in file.links:
        other = file.others.get(link.target or "")
        text = link.target_text if other is None else other.code
        secret.save(replace(link, target=None, target_text=text))
    secret.documents.index(moved)
    secret.save(change)


def _leave_number(session: OfficeSession, document: Document) -> None:
    """The ordinary vault forgets all of a document but its number, whose line stands in the secret book."""
    with session.store.write(session.clerk.id, "set_level") as repo:
        entry = repo.ledger.entry_of(document.id)
        digests = repo.documents.erase_parts(document.id)
        repo.documents.erase(_emptied(document))
        repo.drop_drafts(drafts.document_key(document.id))
        if entry is not None:
            repo.ledger.change(replace(entry, document=None, secret=True, token=document.id, owner=""))
    _erase_files(session, digests)
    session.history.forget([document.id])


def _emptied(document: Document) -> Document:
    """What is left in the ordinary vault: place and number."""
    return Document(
        document.id,
        document.direction,
        document.registered,
        organ=document.organ,
        book=document.book,
        line=document.line,
        series=document.series,
        number=document.number,
        suffix=document.suffix,
        state=State.MOVED,
    )


def _copied_files(session: OfficeSession, file: DocumentFile) -> tuple[Attachment, ...]:
    """The files of a document, taken into the secret vault if the office keeps such files at all."""
    if not file.attachments or not files.keeps_secret_files(session):
        return ()
    from ..data.attachments import Attachments

    ordinary, secret = Attachments(session.store), Attachments(secret_vault(session))
    for each in file.attachments:
        secret.add(BytesIO(ordinary.open(each.digest)))
    return file.attachments


def _erase_files(session: OfficeSession, digests: Iterable[str]) -> None:
    from ..data.attachments import Attachments

    kept = Attachments(session.store)
    for digest in digests:
        kept.erase(digest)


def _forget_names(secret: "Repository", document: Document) -> None:
    """A file's name often is the subject: it keeps its kind alone."""
    for each in secret.documents.attachments(document.id):
        secret.trail.erase(each.id)
        secret.save(replace(each, name=f"{each.position + 1}{PurePath(each.name).suffix}"))
        secret.trail.erase(each.id)


# Numbers and lines


@contextlib.contextmanager
def _line_for(session: OfficeSession, token: str) -> Iterator[None]:
    """If the line cannot be written its number is void at once; after a crash `reconcile` finds it."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(KnownError):
            _void_token(session, token)
        raise


def _void_token(session: OfficeSession, token: str) -> None:
    with session.store.write(session.clerk.id, "reconcile") as repo:
        entry = repo.ledger.entry_with(token)
        if entry is not None and entry.state is NumberState.ISSUED:
            repo.ledger.change(replace(entry, state=NumberState.VOID, reason=INTERRUPTED))


def _was_interrupted(session: OfficeSession, token: str) -> bool:
    """Whether this token was given a number before, which came to nothing; it is void from now on if it was not yet."""
    with session.store.read() as repo:
        entry = repo.ledger.entry_with(token)
    if entry is None:
        return False
    _void_token(session, token)
    return True


def _begin_history(secret: "Repository", document: Document) -> None:
    secret.save(SecrecyChange(new_id(), document.id, Secrecy.NONE, document.secrecy, document.registered))


def _head(session: OfficeSession) -> Organisation:
    """The organ whose books take what comes in. Raises StaleRecord while the registers are not set up."""
    with session.store.read() as repo:
        own = next((each for each in repo.all(Organisation) if each.own), None)
    if own is None:
        raise StaleRecord(what="organisation")
    return own


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def _numbered(secret: "Repository", ids: Iterable[str]) -> Iterator[tuple[str, State]]:
    return ((d.id, d.state) for d in secret.documents.named(ids).values() if d.number is not None)


def _is_in_print(repo: "Repository", document: Document) -> bool:
    if document.book is None or document.line is None:
        return False
    line = document.line
    return any(page.first_line <= line <= page.last_line for page in repo.printed_books.prints(document.book))
