"""Secret documents: lines of the secret vault, numbered by the ordinary one, which learns nothing else of them.

No transaction spans two files. A number is committed first in the ordinary vault under a token, which is the
document's id; then its line in the secret one, whose write lock is held from before the number is taken: nobody meets
a number that waits for its line. What a crash leaves between the two, `reconciling` puts right.
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
from ..domain.documents import Attachment, Document, Link, LinkKind, Recipient, Secrecy, SecrecyChange, State
from ..domain.errors import BookClosed, FilesNotKept, KnownError, NoOpenBook, NotChangeable, StaleRecord
from ..domain.numbering import Direction, NumberState
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from . import attachments as files
from . import books, documents, placing
from .changes import Changes, Kind
from .documents import secret_vault
from .numbering import VOIDED, Given
from .placing import FROM_PAPER, IssueNumber, Wanted
from .recipients import number_copies
from .session import OfficeSession
from .year_books import secret_year_book

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..data.store import Store
    from .attachments import NewFile

#: Why a number is void whose line was never written; it stands in the printed list of void numbers.
INTERRUPTED = "gián đoạn khi ghi sổ mật"


@dataclass(frozen=True, slots=True)
class Raised:
    """A document at its new level. `in_print`: printed pages hold the line; no program erases paper."""

    document: Document
    in_print: bool
    changes: Changes


def enter(
    session: OfficeSession,
    document: Document,
    wanted: Wanted,
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
        place = secret_year_book(session, _head(session), Direction.INCOMING, document.registered)
    document = documents.with_known_issuer(session, document)
    with _writing_line(session, vault, "register_incoming") as (secret, tokens):
        place = placing.book_for(secret, Direction.INCOMING, document.registered, chosen=place)
        with session.store.write(session.clerk.id, "take_secret_number") as repo:
            given = placing.give_incoming(session, repo, document, wanted, book=place)
        tokens.append(document.id)
        stored = placing.in_book(secret, document, place, given.entry)
        secret.documents.save(stored)
        _begin_history(secret, stored)
        files.add_rows(secret, stored, taken)
    return stored, given


def issue(
    session: OfficeSession, document: Document, wanted: IssueNumber, to: Sequence[Recipient] | None = None
) -> tuple[Document, Given]:
    """Issues a secret document, a draft of the secret vault or (with its recipients) a new one: the number first."""
    vault, former = secret_vault(session), None
    place = secret_year_book(session, _organ_of(session, document), Direction.OUTGOING, wanted.day)
    with _writing_line(session, vault, "issue") as (secret, tokens):
        if to is None:
            documents.check_writable(secret, document)
            to = secret.documents.recipients(document.id)
            if _was_interrupted(session, document.id):  # a token is used once
                former, document = document, replace(document, id=new_id())
        with session.store.write(session.clerk.id, "take_secret_number") as repo:
            organ, series, given = placing.give_outgoing(session, repo, document, wanted)
        tokens.append(document.id)
        if former is not None:
            _withdraw(secret, former)
        placed = replace(placing.in_book(secret, document, place, given.entry), organ=organ.id)
        if wanted.reason and wanted.reason != FROM_PAPER:  # the ledger does not learn it
            placed = replace(placed, note="\n".join(filter(None, (placed.note, wanted.reason))))
        issued = placing.numbered(placed, organ, series, given.entry, wanted.day)
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
    without_files: bool = False,
) -> Raised:
    """Gives a document a level, raises, lowers or lifts it (giải mật); the history of levels stays.

    An ordinary document moves into the secret book: in the ordinary one its number alone is left. With Tuyệt mật its
    subject is erased everywhere, in the trail and in kept pages too; backups made before still hold it. A document
    whose level is lifted stays in the secret book. The same document come by another way goes with it.
    `without_files`: that its files are destroyed was agreed to, where the office keeps none of secret documents. Raises
    ClearanceNeeded, NotChangeable (also for a draft whose level would be lifted), StaleRecord, FilesNotKept.
    """
    session.require(Action.EDIT_REGISTER)
    document = _original(session, document)
    lifted_draft = level is Secrecy.NONE and document.direction is Direction.OUTGOING and document.number is None
    if level is document.secrecy or lifted_draft:
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
        return _move(session, document, level, change, without_files=without_files)
    with documents.writing(session, document, "set_level", closed_too=True, void_too=True) as secret:
        in_print = level is Secrecy.TOP_SECRET and _is_in_print(secret, document)
        family = (document, *_copies(secret, document))
        for each in family:
            _set_level_in(secret, each, level)
            secret.save(_told_of(change, each))
    session.history.forget(each.id for each in family)
    after = documents.cleaned(replace(document, secrecy=level))
    changes = Changes.of("set_level", Kind.REGISTER, secret=(each.id for each in family))
    return Raised(after, in_print, changes)


def history(session: OfficeSession, document: Document) -> tuple[SecrecyChange, ...]:
    """The levels that a document had, oldest first."""
    with documents.vault_of(session, document).read() as repo:
        return repo.documents.secrecy_changes(document.id)


def forget_draft(session: OfficeSession, document: Document) -> None:
    """An ordinary draft became a secret one: nothing of it stays in the ordinary vault."""
    if document.number is not None:
        raise NotChangeable(state=document.state.value)
    with documents.writing(session, document, "set_level") as repo:
        _erase_files(session, _withdraw(repo, document))
    session.history.forget([document.id])


# How a document changes vaults


def _move(
    session: OfficeSession, document: Document, level: Secrecy, change: SecrecyChange, *, without_files: bool
) -> Raised:
    """The line in the secret book first; then the ordinary vault keeps the number."""
    vault = secret_vault(session)
    with session.store.read() as repo:
        documents.check_writable(repo, document, closed_too=True, void_too=True)
        alike = _copies(repo, document)
        copies = [each for each in alike if each.number is None]
        family = [file for each in (document, *copies) if (file := repo.documents.full(each.id)) is not None]
        items = [item for each in family for item in repo.documents.filings(each.document.id)]
        organ = repo.get(Organisation, document.organ) if document.organ else None
        in_print = _is_in_print(repo, document)
        count = sum(len(repo.documents.attachments(each.id)) for each in (document, *alike))
    if count and not without_files and not files.keeps_secret_files(session):
        raise FilesNotKept(count=count)
    if document.direction is Direction.OUTGOING and document.number is None:
        raise NotChangeable(state=document.state.value)  # a draft becomes secret by saving it so
    moved = documents.cleaned(replace(document, secrecy=level, book=None, line=None))
    kept = [(file, _copied_files(session, file)) for file in family]
    place = None
    if document.line is not None:
        place = _book_for_moved(session, organ or _head(session), document)
    with vault.write(session.clerk.id, "set_level") as secret:
        if place is not None:
            moved = replace(moved, book=place.id, line=books.next_line(secret, place))
        there: list[str] = []
        for file, attachments in kept:
            each = file.document
            new = moved if each.id == document.id else documents.cleaned(replace(each, secrecy=level))
            there.append(each.id)
            _write_file(secret, new, file, there)
            secret.save(_told_of(change, each))
            files.add_rows(secret, new, attachments)
        for dossier in {d.id: d for file in family for d in file.dossiers}.values():
            secret.save(dossier)  # an item names a dossier of its vault
        for item in items:
            secret.save(item)
    for each in (document, *copies):
        leave_number(session, each)
    for each in alike:
        if each.number is not None:  # it was registered twice: that line becomes secret by itself
            _move(session, each, level, _told_of(change, each), without_files=without_files)
            with vault.write(session.clerk.id, "set_level") as secret:
                secret.save(Link(new_id(), each.id, LinkKind.COPY_OF, document.id))
    secret_now = (each.id for each in (document, *alike))
    return Raised(moved, in_print, Changes.of("set_level", Kind.REGISTER, Kind.BOOKS, Kind.DOSSIERS, secret=secret_now))


def _book_for_moved(session: OfficeSession, organ: Organisation, document: Document) -> Book:
    """The secret book of its year; where none is open, today's: the line is written there now."""
    try:
        return secret_year_book(session, organ, document.direction, document.registered)
    except (BookClosed, NoOpenBook):
        return secret_year_book(session, organ, document.direction, session.today())


def _write_file(secret: "Repository", moved: Document, file: DocumentFile, there: Sequence[str]) -> None:
    """The document with its recipients, directions and loans. What it hangs on is named by its code from now on, unless
    it is there as well; a copy that came by another way hangs on the first that is.
    """
    secret.documents.save(moved, number_copies(file.recipients))
    for part in (*file.rounds, *file.assignments, *file.loans):
        secret.save(part)
    for link in file.links:
        other = None if link.target in there else file.others.get(link.target or "")
        if other is not None and moved.number is None and link.kind is LinkKind.COPY_OF:
            link = replace(link, target=there[0])
        elif other is not None:
            link = replace(link, target=None, target_text=other.code)
        secret.save(link)
    secret.documents.index(moved)


def _set_level_in(secret: "Repository", document: Document, level: Secrecy) -> None:
    """Within the secret vault; Tuyệt mật leaves no subject behind."""
    after = documents.cleaned(replace(document, secrecy=level))
    if level is not Secrecy.TOP_SECRET:
        secret.documents.save(after)
        return
    secret.documents.erase(after)
    secret.drop_drafts(document.id)
    _forget_names(secret, document)


def leave_number(session: OfficeSession, document: Document) -> None:
    """The ordinary vault forgets all of a document but its number, whose line stands in the secret book."""
    with session.store.write(session.clerk.id, "set_level") as repo:
        entry = repo.ledger.entry_of(document.id)
        gone = _withdraw if document.number is None else _erase  # a copy that came by another way leaves no number
        digests = gone(repo, document)
        if entry is not None:
            why = entry.reason if entry.reason == FROM_PAPER else ""
            why = VOIDED if entry.state is NumberState.VOID else why
            repo.ledger.change(replace(entry, document=None, secret=True, token=document.id, owner="", reason=why))
            repo.trail.erase(entry.id)  # for whom and why it was reserved
        _erase_files(session, digests)  # before the commit: afterwards nothing would name them any more
    session.history.forget([document.id])


def _erase(repo: "Repository", document: Document) -> tuple[str, ...]:
    """All of a document but place and number is gone; gives the digests of its files that no other one has."""
    digests = repo.documents.erase_parts(document.id)
    repo.documents.erase(_emptied(document))
    repo.drop_drafts(document.id)
    return digests


def _withdraw(repo: "Repository", document: Document) -> tuple[str, ...]:
    """The same for one without a number: nothing of it is left that counts."""
    digests = _erase(repo, document)
    repo.documents.withdraw(_emptied(document))
    return digests


def _original(session: OfficeSession, document: Document) -> Document:
    """Of a copy that came by another way, the line with the number; else the document itself."""
    if document.number is not None or document.direction is Direction.OUTGOING:
        return document
    with documents.vault_of(session, document).read() as repo:
        return next((each for each in _copies(repo, document) if each.number is not None), document)


def _copies(repo: "Repository", document: Document) -> tuple[Document, ...]:
    """The same document as it came by other ways, in the order in which they hang on one another."""
    found = {document.id: document}
    rim = [document.id]
    while rim:
        links = [link for id_ in rim for link in repo.documents.links(id_) if link.kind is LinkKind.COPY_OF]
        others = repo.documents.named({str(id_) for link in links for id_ in (link.source, link.target)} - found.keys())
        rim = sorted(others)
        found |= {id_: others[id_] for id_ in rim}
    return tuple(found.values())[1:]


def _told_of(change: SecrecyChange, document: Document) -> SecrecyChange:
    """The change as the history of this document tells it."""
    return change if document.id == change.document else replace(change, id=new_id(), document=document.id)


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
def _writing_line(session: OfficeSession, vault: "Store", action: str) -> "Iterator[tuple[Repository, list[str]]]":
    """A transaction of the secret vault, and a list for the tokens of the numbers that are taken meanwhile.

    If the line cannot be written they are void at once; after a crash `reconciling` finds them.
    """
    tokens: list[str] = []
    try:
        with vault.write(session.clerk.id, action) as secret:
            yield secret, tokens
    except BaseException:
        with contextlib.suppress(KnownError):
            for token in tokens:
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


def _organ_of(session: OfficeSession, document: Document) -> Organisation:
    """Whose number it takes. Raises StaleRecord."""
    with session.store.read() as repo:
        organ = repo.get(Organisation, document.organ or "")
    if organ is None:
        raise StaleRecord(what="organisation")
    return organ


def _is_in_print(repo: "Repository", document: Document) -> bool:
    if document.book is None or document.line is None:
        return False
    line = document.line
    return any(page.first_line <= line <= page.last_line for page in repo.printed_books.prints(document.book))
