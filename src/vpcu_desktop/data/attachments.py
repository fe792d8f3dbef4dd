"""The papers kept with documents: age files beside the database, encrypted to the store, named by a keyed hash.

The keys lie in the encrypted database, so they outlive a re-key of it. New files go to an identity that belongs to the
present data key: whoever is left with an older one cannot read what is added after a re-key. Rows that say which
document a file belongs to are the repository's; add the file first, then write the row.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..domain.media import Sniffer
from .engines.sqlcipher import has_table
from .errors import AttachmentDamaged, AttachmentRefused, DiskFull, DiskTrouble, StoreGone
from .files import PRIVATE_FILE, PRIVATE_FOLDER, free_space, sync_file, sync_folder, told
from .finding import Finding
from .keys import KEY_BYTES

if TYPE_CHECKING:
    import pyrage

    from .store import Store

FOLDER = "attachments"
#: A file is shown from memory, decrypted whole: no larger one is taken.
MAX_BYTES = 200 << 20

_SUFFIX = ".age"
_PARTIAL = ".partial-"
_NAMING = "attachment_naming"
_IDENTITY = "attachment_identity/"  # followed by the id of the data key that was in force
_SPARE_BYTES = 16 << 20
_GRACE_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a row keeps of a file: SHA-256 of its content as hex, size in bytes, media type by content."""

    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class AttachmentKeys:
    """The naming key and the age identities, as text, by the id of the data key that they came with."""

    naming: bytes = field(repr=False)
    identities: dict[str, str] = field(repr=False)

    @classmethod
    def found_in(cls, rows: "Iterable[tuple[str, bytes]]") -> "AttachmentKeys | None":
        """Out of the rows of the table `secret`; None while no attachment was ever added."""
        values = dict(rows)
        identities = {
            name.removeprefix(_IDENTITY): value.decode() for name, value in values.items() if name.startswith(_IDENTITY)
        }
        return cls(values[_NAMING], identities) if _NAMING in values and identities else None

    def name(self, digest: str) -> str:
        """The file's path in the folder of attachments; says nothing about the content to whoever has not the key."""
        name = hmac.new(self.naming, digest.encode(), hashlib.sha256).hexdigest()
        return f"{name[:2]}/{name}{_SUFFIX}"

    def all_identities(self) -> "list[pyrage.x25519.Identity]":
        import pyrage

        return [pyrage.x25519.Identity.from_str(text) for text in self.identities.values()]


class Attachments:
    """The attachments of an open store; may be used from several threads and processes."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._folder = store.folder / FOLDER

    def add(self, source: Path | BinaryIO) -> StoredFile:
        """Takes a file in; one with the same content is kept once. The source is only read.

        It has then been read back from the disk, decrypted and compared. Not within a transaction of the store. Raises
        AttachmentRefused (missing, empty, too large, a stick that was pulled), DiskFull, ReadOnlyFolder, DiskTrouble,
        StoreGone.
        """
        keys = self._keys_for_adding()
        with _source(source) as (stream, size), self._told():
            _check_space(self._store.folder, size)
            self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            partial = self._folder / f"{_PARTIAL}{secrets.token_hex(8)}"
            try:
                return self._take_in(stream, partial, keys, source if isinstance(source, Path) else None)
            finally:
                partial.unlink(missing_ok=True)

    def open(self, digest: str) -> bytes:
        """A file's content, whole and authenticated; for showing it, or writing it where the clerk says.

        Raises AttachmentDamaged.
        """
        content = BytesIO()
        keys = self._keys()
        if keys is None:
            raise AttachmentDamaged(reason="missing", digest=digest)
        check_content(self._folder / keys.name(digest), digest, keys, into=content)
        return content.getvalue()

    def erase(self, digest: str) -> None:
        """Removes a file at once, for a document that became secret; no other row may need it.

        Backups made before still hold it.
        """
        keys = self._keys()
        if keys is not None:
            with self._told():
                (self._folder / keys.name(digest)).unlink(missing_ok=True)

    def verify(self, digests: Iterable[str]) -> tuple[Finding, ...]:
        """Decrypts each file: attachment_missing, attachment_altered."""
        return tuple(find_damage(self._store.folder, self._keys(), digests))

    def orphans(self, known: Iterable[str]) -> tuple[Path, ...]:
        """Files that no row knows (`known`: the digests of all rows), unless they came within the last day."""
        keys = self._keys()
        named = {self._folder / keys.name(digest) for digest in known} if keys else set()
        before = time.time() - _GRACE_SECONDS
        found = []
        for path in sorted((*self._folder.glob(f"*/*{_SUFFIX}"), *self._folder.glob(f"{_PARTIAL}*"))):
            with contextlib.suppress(FileNotFoundError):
                if path not in named and path.stat().st_mtime < before:
                    found.append(path)
        return tuple(found)

    def sweep(self) -> None:
        """Removes the files that no row names: what a crash or a refused document left."""
        with self._store.database.raw() as connection:
            known = digests_of(connection)
        with self._told():
            for path in self.orphans(known):
                path.unlink(missing_ok=True)

    def _take_in(self, stream: BinaryIO, partial: Path, keys: AttachmentKeys, path: Path | None) -> StoredFile:
        content = _Content(stream)
        _encrypt(content, partial, keys.identities[self._store.data_key.key_id], path)
        stored = content.stored()
        sync_file(partial)
        final = self._folder / keys.name(stored.digest)
        try:
            check_content(partial, stored.digest, keys)
        except AttachmentDamaged:
            raise DiskTrouble(folder=str(self._folder)) from None
        if _is_sound(final, stored.digest, keys):
            final.touch()  # its row comes now: no sweep may take it for left behind
        else:
            final.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            partial.replace(final)
            sync_folder(final.parent)
            sync_folder(self._folder)
        return stored

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with told(self._folder):
            try:
                yield
            except FileNotFoundError:
                raise StoreGone(folder=str(self._store.folder)) from None

    def _keys(self) -> AttachmentKeys | None:
        with self._store.read() as repository:
            return AttachmentKeys.found_in(repository.secrets())

    def _keys_for_adding(self) -> AttachmentKeys:
        """The keys, made when they are first needed, and an identity more after a re-key."""
        wanted = self._store.data_key.key_id
        keys = self._keys()
        if keys is not None and wanted in keys.identities:
            return keys
        import pyrage

        with self._store.write("", "attachment_keys") as repository:
            names = {name for name, _ in repository.secrets()}  # another process may have been quicker
            if _NAMING not in names:
                repository.keep_secret(_NAMING, secrets.token_bytes(KEY_BYTES))
            if _IDENTITY + wanted not in names:
                repository.keep_secret(_IDENTITY + wanted, str(pyrage.x25519.Identity.generate()).encode())
            made = AttachmentKeys.found_in(repository.secrets())
        assert made is not None
        return made


def keys_of(connection: Any) -> AttachmentKeys | None:
    """The attachment keys of a database, by a connection of the driver."""
    return AttachmentKeys.found_in(connection.execute("SELECT name, value FROM secret"))


def digests_of(connection: Any) -> dict[str, bool]:
    """Digests of a database's attachments, and whether a row that still counts has them; none in an older store."""
    if not has_table(connection, "attachment"):
        return {}
    rows = connection.execute("SELECT digest, max(removed_at IS NULL) FROM attachment GROUP BY digest ORDER BY digest")
    return {digest: bool(live) for digest, live in rows}


def find_damage(folder: Path, keys: AttachmentKeys | None, digests: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the attachments of a store's folder, open or not."""
    for digest in digests:
        try:
            if keys is None:
                raise AttachmentDamaged(reason="missing", digest=digest)
            check_content(folder / FOLDER / keys.name(digest), digest, keys)
        except AttachmentDamaged as error:
            yield Finding(f"attachment_{error.details['reason']}", {"attachment": digest})


def check_content(path: Path, digest: str, keys: AttachmentKeys, *, into: BytesIO | None = None) -> None:
    """Decrypts a file to its end. Until this returns, what came out is not to be used. Raises AttachmentDamaged."""
    import pyrage

    content = _Hashed(into)
    try:
        with path.open("rb") as file:
            source = _Stream(file)
            try:
                pyrage.decrypt_io(source, content, keys.all_identities())
            except (pyrage.DecryptError, OSError):
                if source.trouble is not None:
                    raise DiskTrouble(folder=str(path.parent)) from None
                raise AttachmentDamaged(reason="altered", digest=digest) from None
    except FileNotFoundError:
        raise AttachmentDamaged(reason="missing", digest=digest) from None
    if not hmac.compare_digest(content.hash.hexdigest(), digest):
        raise AttachmentDamaged(reason="altered", digest=digest)


def _is_sound(path: Path, digest: str, keys: AttachmentKeys) -> bool:
    try:
        check_content(path, digest, keys)
    except (AttachmentDamaged, DiskTrouble):
        return False
    return True


def _encrypt(content: "_Content", target: Path, identity: str, path: Path | None) -> None:
    """Raises AttachmentRefused for the source's troubles, the system's own errors for the target's."""
    import pyrage

    recipient = pyrage.x25519.Identity.from_str(identity).to_public()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        sink = _Stream(file)
        try:
            pyrage.encrypt_io(content, sink, [recipient])
        except pyrage.EncryptError:
            if sink.trouble is not None:
                raise sink.trouble from None
            raise _refused("too_large" if content.size > MAX_BYTES else "unreadable", path) from None
    if not content.size:
        raise _refused("empty", path)


class _Stream:
    """A stream as pyrage reads or writes it. pyrage tells an error's text only: the error itself is kept here."""

    def __init__(self, stream: BinaryIO) -> None:
        self.trouble: OSError | None = None
        self._stream = stream

    def read(self, size: int) -> bytes:
        with self._remembered():
            return self._stream.read(size)

    def write(self, data: bytes) -> int:
        with self._remembered():
            return self._stream.write(data)

    def flush(self) -> None:
        with self._remembered():
            self._stream.flush()

    @contextlib.contextmanager
    def _remembered(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.trouble = error
            raise


class _Content(_Stream):
    """A file's content on its way in: measured, hashed, looked at, and cut off where it grows too large."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self.size = 0
        self._hash = hashlib.sha256()
        self._sniffer = Sniffer()

    def read(self, size: int) -> bytes:
        data = super().read(size)
        self.size += len(data)
        if self.size > MAX_BYTES:
            raise OSError("too large")
        self._hash.update(data)
        self._sniffer.feed(data)
        return data

    def stored(self) -> StoredFile:
        return StoredFile(self._hash.hexdigest(), self.size, self._sniffer.media_type)


class _Hashed:
    """A file's content on its way out: hashed, and kept if there is somewhere to keep it."""

    def __init__(self, into: BytesIO | None) -> None:
        self.hash = hashlib.sha256()
        self._into = into

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        return len(data) if self._into is None else self._into.write(data)

    def flush(self) -> None:
        """Nothing is held back."""


@contextlib.contextmanager
def _source(source: Path | BinaryIO) -> Iterator[tuple[BinaryIO, int]]:
    """The stream, and how many bytes it holds at most. Raises AttachmentRefused."""
    if not isinstance(source, Path):
        yield source, MAX_BYTES
        return
    try:
        stream = source.open("rb")
        size = os.fstat(stream.fileno()).st_size
    except FileNotFoundError:
        raise _refused("missing", source) from None
    except OSError:
        raise _refused("unreadable", source) from None
    with stream:
        if size > MAX_BYTES:
            raise _refused("too_large", source)
        yield stream, size


def _refused(reason: str, path: Path | None) -> AttachmentRefused:
    return AttachmentRefused(reason=reason, path=path, limit=MAX_BYTES)


def _check_space(folder: Path, needed: int) -> None:
    free = free_space(folder)
    if free < needed + _SPARE_BYTES:
        raise DiskFull(free=free, needed=needed, folder=str(folder))
