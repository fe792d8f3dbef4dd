"""Registered documents of both vaults: found, changed like a typed line, and changed back."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.codes import match_key
from ..domain.documents import Document, Recipient, Secrecy, State
from ..domain.errors import BadCount, BookClosed, DocumentVoid, NotChangeable, StaleRecord
from ..domain.numbering import Direction
from ..domain.roles import Action
from ..domain.text import clean, clean_line
from . import organisations
from .changes import Changes, Kind
from .session import DocumentStep, OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..data.store import Store
    from ..domain.document_file import DocumentFile

_LINES = frozenset({"subject", "note", "void_reason"})  # texts that may have several lines
_TEXTS = tuple(f.name for f in fields(Document) if f.type in (str, "str") and f.name not in ("id", "match_key"))
#: What no typing changes: identity, place in the register, and what the steps of its life decide.
_OF_THE_REGISTER = frozenset(
    {"id", "direction", "organ", "book", "line", "series", "number", "suffix", "secrecy"}
    | {"state", "done_on", "void_reason", "source"}
)
#: What an outgoing document's paper bears from its issue on.
_AS_ISSUED = frozenset({"code", "day", "registered", "type_abbr", "type_name", "issuer", "issuer_name"})


def file_of(session: OfficeSession, id: str) -> "DocumentFile | None":
    """A document of either vault with all that belongs to it; of the secret one only while that is open.

    Of one that became secret the secret line is found, not the number that it left behind.
    """
    for store in reversed(vaults(session)):
        with store.read() as repo:
            found = repo.documents.full(id)
        if found is not None:
            return found
    return None


def change(session: OfficeSession, before: Document, after: Document, *, label: str = "change_document") -> Changes:
    """Puts a typed line right: every field of the paper; number, place in the book and state have steps of their own.

    It can be undone. Raises StaleRecord, DocumentVoid, BookClosed, BadCount, and NotChangeable for what a paper bears
    since it was issued.
    """
    corrected(session, before, after, label=label)
    return Changes.of(label, Kind.REGISTER)


def corrected(
    session: OfficeSession,
    before: Document,
    after: Document,
    *,
    label: str = "change_document",
    recipients: Callable[[tuple[Recipient, ...]], tuple[Recipient, ...]] | None = None,
) -> Document:
    """As `change`; gives the document as it is stored now. `recipients`: what becomes of its recipients at once, which
    no undoing brings back.
    """
    session.require(Action.EDIT_REGISTER)
    changed = {f.name for f in fields(Document) if getattr(before, f.name) != getattr(after, f.name)}
    if changed & _OF_THE_REGISTER:
        raise ValueError(f"not to be typed: {sorted(changed & _OF_THE_REGISTER)}")
    if before.direction is Direction.OUTGOING and before.number is not None and changed & _AS_ISSUED:
        raise NotChangeable(state=before.state.value)
    if changed & {"pages", "copies"}:
        check_counts(pages=after.pages, copies=after.copies)
    with writing(session, before, label) as repo:
        stored = cleaned(after)
        if "issuer_name" in changed:
            stored = with_issuer(session, repo, replace(stored, issuer=None))
        repo.documents.save(stored, None if recipients is None else recipients(repo.documents.recipients(before.id)))
    if stored != before:
        session.history.add(DocumentStep(label, before, stored))
    return stored


def replay(session: OfficeSession, step: DocumentStep, action: str) -> Changes:
    """Takes a change back, or makes it again. Raises StaleRecord if the document went on since."""
    session.require(Action.EDIT_REGISTER)
    with writing(session, step.before, action) as repo:
        repo.documents.save(step.after)
    return Changes.of(step.label, Kind.REGISTER)


@contextlib.contextmanager
def writing(
    session: OfficeSession, document: Document, action: str, *, closed_too: bool = False, void_too: bool = False
) -> "Iterator[Repository]":
    """A transaction of the document's vault, in which it is still as it was read and may be written.

    `closed_too`: what is written is no part of the book, and goes on after its closing; `void_too`: even of a document
    that counts no longer. Raises StaleRecord, DocumentVoid, NotChangeable, BookClosed.
    """
    with vault_of(session, document).write(session.clerk.id, action) as repo:
        check_writable(repo, document, closed_too=closed_too, void_too=void_too)
        yield repo


def check_writable(repo: "Repository", document: Document, *, closed_too: bool = False, void_too: bool = False) -> None:
    """Raises StaleRecord, DocumentVoid, NotChangeable, BookClosed."""
    if repo.documents.get(document.id) != document:
        raise StaleRecord(what="document")
    if document.state is State.VOID and not void_too:
        raise DocumentVoid(document=document.id)
    if document.state is State.MOVED:
        raise NotChangeable(state=document.state.value)
    book = repo.get(Book, document.book) if document.book and not closed_too else None
    if book is not None and (book.closed_on is not None or book.readonly):
        raise BookClosed(name=book.name, readonly=book.readonly)


def vaults(session: OfficeSession) -> "tuple[Store, ...]":
    """The open ones, the ordinary one first."""
    return (session.store,) if session.secret is None else (session.store, session.secret)


def vault_of(session: OfficeSession, document: Document) -> "Store":
    """Where a document stands: one with a level in the secret vault, and it stays there when the level is lifted.

    Raises ClearanceNeeded while that is not open for this clerk.
    """
    if document.secrecy is not Secrecy.NONE:
        return secret_vault(session)
    if session.secret is not None:
        with session.secret.read() as repo:
            if repo.documents.get(document.id) is not None:
                return session.secret
    return session.store


def secret_vault(session: OfficeSession) -> "Store":
    """Raises ClearanceNeeded while it is not open for this clerk."""
    if session.secret is None:
        from ..data.errors import ClearanceNeeded

        raise ClearanceNeeded
    return session.secret


def cleaned(document: Document) -> Document:
    """Its texts in normal form, its code as it was written and the key beside it; an empty subject is none.

    No door lets the subject of a Tuyệt mật document in.
    """
    texts = {name: (clean if name in _LINES else clean_line)(getattr(document, name)) for name in _TEXTS}
    known = document.subject if document.secrecy is not Secrecy.TOP_SECRET else ""
    subject = clean(known) if known else ""
    return replace(document, **texts, subject=subject or None, match_key=match_key(texts["code"]))  # type: ignore[arg-type]


def check_counts(**counts: int | None) -> None:
    """Nobody has no copy, or less: what is not known is None. Raises BadCount."""
    for what, value in counts.items():
        if value is not None and value < 1:
            raise BadCount(what=what, value=value)


def with_issuer(session: OfficeSession, repo: "Repository", document: Document) -> Document:
    """With the organisation that its issuer's name means on its day. A name that nobody knows enters the catalogue,
    unless it comes with a secret document: the catalogue stands in the ordinary vault.

    The name stays as it was typed, unless it is another spelling of the one organisation that is meant.
    """
    if document.secrecy is not Secrecy.NONE:
        return with_known_issuer(session, document)
    found = organisations.learn(session, repo, document.issuer_name, day=document.day or document.registered)
    return document if found is None else replace(document, issuer=found.id, issuer_name=found.name)


def with_known_issuer(session: OfficeSession, document: Document, repo: "Repository | None" = None) -> Document:
    """The same, but nothing enters the catalogue."""
    known = organisations.catalogue(session, repo)
    found = known.find(document.issuer_name, document.day or document.registered)
    return document if found is None else replace(document, issuer=found.id, issuer_name=found.name)
