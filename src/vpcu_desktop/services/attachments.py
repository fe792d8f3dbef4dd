"""The files of registered documents: taken in, shown, withdrawn. Their bytes lie encrypted beside the vault."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..domain.documents import Attachment, Document, Secrecy
from ..domain.errors import SecretFilesRefused, StaleRecord
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from .changes import Changes, Kind
from .documents import vault_of, writing
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..data.store import Store

_SECRET_FILES = "secret.attachments"  # noqa: S105 (a setting's key)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be taken in: where its bytes come from, and the name that it is shown under."""

    source: Path | BinaryIO
    name: str

    @classmethod
    def at(cls, path: Path) -> "NewFile":
        return cls(path, path.name)


def attach(session: OfficeSession, document: Document, files: Iterable[NewFile]) -> Changes:
    """Takes files in after those that the document has.

    Raises AttachmentRefused, DiskFull, SecretFilesRefused, and what `documents.writing` does.
    """
    session.require(Action.EDIT_REGISTER)
    taken = take_in(session, vault_of(session, document), document, files)
    with writing(session, document, "attach", closed_too=True) as repo:
        add_rows(repo, document, taken)
    return Changes.of("attach", Kind.REGISTER)


def detach(session: OfficeSession, document: Document, attachment: Attachment) -> Changes:
    """The file no longer belongs to the document; its bytes stay, as backups and the trail name them."""
    session.require(Action.EDIT_REGISTER)
    with writing(session, document, "detach", closed_too=True) as repo:
        repo.remove(attachment)
    return Changes.of("detach", Kind.REGISTER)


def arrange(session: OfficeSession, document: Document, attachments: Iterable[Attachment]) -> Changes:
    """Stores names and order: the first one first."""
    session.require(Action.EDIT_REGISTER)
    with writing(session, document, "arrange_attachments", closed_too=True) as repo:
        for place, attachment in enumerate(attachments):
            if repo.get(Attachment, attachment.id) is None:
                raise StaleRecord(what="attachment")
            repo.save(replace(attachment, name=clean_line(attachment.name), position=place))
    return Changes.of("arrange_attachments", Kind.REGISTER)


def content(session: OfficeSession, document: Document, attachment: Attachment) -> bytes:
    """A file's bytes, authenticated; written nowhere but where the clerk says. Raises AttachmentDamaged."""
    from ..data.attachments import Attachments

    return Attachments(vault_of(session, document)).open(attachment.digest)


def keeps_secret_files(session: OfficeSession) -> bool:
    """Whether the office keeps files of secret documents; it does not unless it says so."""
    with session.store.read() as repo:
        text = repo.setting(_SECRET_FILES)
    return text is not None and bool(json.loads(text))


def keep_secret_files(session: OfficeSession, *, allowed: bool) -> Changes:
    """The office's decision whether files of secret documents are kept."""
    session.require(Action.EDIT_OFFICE)
    with session.store.write(session.clerk.id, "keep_secret_files") as repo:
        repo.set_setting(_SECRET_FILES, json.dumps(allowed))
    return Changes.of("keep_secret_files", Kind.OFFICE)


def take_in(
    session: OfficeSession, store: "Store", document: Document, files: Iterable[NewFile]
) -> tuple[Attachment, ...]:
    """Encrypts files beside a vault, outside any transaction; `add_rows` makes them the document's."""
    chosen = tuple(files)
    if not chosen:
        return ()
    if document.secrecy is not Secrecy.NONE and not keeps_secret_files(session):
        raise SecretFilesRefused
    from ..data.attachments import Attachments

    kept = Attachments(store)
    rows = []
    for file in chosen:
        stored = kept.add(file.source)
        rows.append(
            Attachment(new_id(), document.id, stored.digest, clean_line(file.name), stored.size, stored.media_type)
        )
    return tuple(rows)


def add_rows(repo: "Repository", document: Document, attachments: Sequence[Attachment]) -> None:
    """After those that the document has; one that it has already is not doubled."""
    if not attachments:
        return
    there = repo.documents.attachments(document.id)
    known = {a.digest for a in there}
    place = 1 + max((a.position for a in there), default=-1)
    for attachment in attachments:
        if attachment.digest not in known:
            repo.save(replace(attachment, position=place))
            known.add(attachment.digest)
            place += 1
