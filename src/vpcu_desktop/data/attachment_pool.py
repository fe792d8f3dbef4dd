"""The attachments of backups: one pool beside them, each file once, under the hash of its (encrypted) bytes.

Scans outweigh the registers by far and never change, so a backup copies the new ones only; its manifest says which it
needs. The files stay encrypted to the store: a pool on a stick shows nothing but sizes.
"""

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .attachments import FOLDER, AttachmentKeys, check_content, digests_of, keys_of
from .errors import AttachmentDamaged, BackupFailed, DiskFull
from .files import PRIVATE_FILE, PRIVATE_FOLDER, file_hash, free_space, sync_file, sync_folder
from .slot_files import SECRET_FOLDER

#: By the path in the office's folder: size in bytes and SHA-256 of the encrypted file.
Pooled = Mapping[str, tuple[int, str]]

_NAME = re.compile(rf"(?:{SECRET_FOLDER}/)?{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.age")
_PARTIAL = ".partial-"
_SPARE_BYTES = 16 << 20
_GRACE_SECONDS = 3600


@dataclass(slots=True)
class Gathered:
    """What a backup has of its attachments, and how many the store itself had lost by then."""

    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    missing: int = 0

    def __add__(self, other: "Gathered") -> "Gathered":
        return Gathered(self.files | other.files, self.missing + other.missing)


@dataclass(frozen=True, slots=True)
class Pool:
    """The attachments beside the backups in one place."""

    place: Path

    def gather(self, copy: Any, home: Path, before: Pooled, *, within: str = "") -> Gathered:
        """Sees to it that the pool has every attachment that a copied database names.

        `within` is the folder of its vault in the office's `home`, with a slash; `before` is what earlier backups know.
        What is new is read back, decrypted and compared; what was there already is compared with its hash. Raises
        DiskFull, BackupFailed.
        """
        keys = keys_of(copy)
        if keys is None:
            return Gathered()
        named = {_path_of(within, keys.name(digest)): (digest, live) for digest, live in digests_of(copy).items()}
        # A file of withdrawn rows only was erased on purpose: it is not carried on from earlier backups.
        wanted = {name: digest for name, (digest, live) in named.items() if live or (home / name).exists()}
        found = Gathered(self._reuse(wanted, before))
        new = wanted.keys() - found.files.keys()
        self._check_space(home, new)
        for name in sorted(new):
            try:
                found.files[name] = self._take(home / name, partial(_compare_content, digest=wanted[name], keys=keys))
            except AttachmentDamaged:
                found.missing += named[name][1]
        return found

    def gather_unopened(self, home: Path, before: Pooled, *, within: str) -> Gathered:
        """The same for a vault without its key: every file that lies there, byte for byte."""
        names = {path.relative_to(home).as_posix() for path in (home / within / FOLDER).glob("??/*.age")}
        found = Gathered(self._reuse(names, before))
        self._check_space(home, names - found.files.keys())
        for name in sorted(names - found.files.keys()):
            with contextlib.suppress(AttachmentDamaged):  # erased since it was listed
                found.files[name] = self._take(home / name, _compare_bytes)
        return found

    def check(self, files: Pooled) -> None:
        """Raises BackupFailed if one of the files is missing or altered."""
        for name, entry in files.items():
            path = self._path(entry[1])
            if not path.is_file():
                raise BackupFailed(reason="attachments_missing", file=name)
            if not self._holds(entry):
                raise BackupFailed(reason="attachments_altered", file=name)

    def whole(self, files: Pooled) -> dict[str, tuple[int, str]]:
        """Those of the files that are here as they were written."""
        return {name: entry for name, entry in files.items() if self._holds(entry)}

    def put_back(self, files: Pooled, home: Path) -> None:
        """Copies the files into a restored store's folder; reads back what was written. Raises BackupFailed."""
        for name, (size, digest) in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            _copy(self._path(digest), path)
            if path.stat().st_size != size or file_hash(path) != digest:
                raise BackupFailed(reason="attachments_altered", file=name)

    def sweep(self, needed: set[str]) -> None:
        """Removes files whose hashes no remaining backup names, and what an interrupted copy left.

        Those touched within the hour stay: another process may be about to name them.
        """
        before, folder = time.time() - _GRACE_SECONDS, self.place / FOLDER
        for path in (*folder.glob("??/*"), *folder.glob(f"{_PARTIAL}*")):
            with contextlib.suppress(OSError):
                if path.stem not in needed and path.stat().st_mtime < before:
                    path.unlink()

    def _path(self, digest: str) -> Path:
        return self.place / FOLDER / digest[:2] / f"{digest}.age"

    def _holds(self, entry: tuple[int, str]) -> bool:
        size, digest = entry
        path = self._path(digest)
        with contextlib.suppress(OSError):
            return path.stat().st_size == size and file_hash(path) == digest
        return False

    def _reuse(self, wanted: Iterable[str], before: Pooled) -> dict[str, tuple[int, str]]:
        """Those that are here already; they are marked, so that another process's `sweep` leaves them."""
        here = self.whole({name: before[name] for name in wanted if name in before})
        for _, digest in here.values():
            os.utime(self._path(digest))
        return here

    def _take(self, source: Path, compare: Callable[[Path, Path], None]) -> tuple[int, str]:
        """Copies a file in once `compare(copy, source)` has passed. Raises AttachmentDamaged, BackupFailed."""
        folder = self.place / FOLDER
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        unfinished = folder / f"{_PARTIAL}{secrets.token_hex(8)}"
        try:
            if not source.is_file():
                raise AttachmentDamaged(reason="missing")
            _copy(source, unfinished)
            compare(unfinished, source)
            entry = unfinished.stat().st_size, file_hash(unfinished)
            final = self._path(entry[1])
            final.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            unfinished.replace(final)
            sync_folder(final.parent)
        finally:
            unfinished.unlink(missing_ok=True)
        return entry

    def _check_space(self, home: Path, names: Iterable[str]) -> None:
        needed = sum(path.stat().st_size for name in names if (path := home / name).is_file())
        free = free_space(self.place)
        if free < needed + _SPARE_BYTES:
            raise DiskFull(free=free, needed=needed, folder=str(self.place))


def read_pooled(value: Any) -> dict[str, tuple[int, str]]:
    """A manifest's list; it is not trusted with paths. Raises ValueError, TypeError, AttributeError."""
    files = {str(name): (int(size), str(digest)) for name, (size, digest) in value.items()}
    for name, (_, digest) in files.items():
        if not _NAME.fullmatch(name) or not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise ValueError("not an attachment")
    return files


def _path_of(within: str, name: str) -> str:
    return f"{within}{FOLDER}/{name}"


def _compare_content(copy: Path, source: Path, *, digest: str, keys: AttachmentKeys) -> None:
    """Raises AttachmentDamaged if the store's file is to blame, BackupFailed if it is the place of the backups."""
    try:
        check_content(copy, digest, keys)
    except AttachmentDamaged:
        check_content(source, digest, keys)
        raise BackupFailed(reason="attachments_altered", file=copy.name) from None


def _compare_bytes(copy: Path, source: Path) -> None:
    if file_hash(copy) != file_hash(source):
        raise BackupFailed(reason="attachments_altered", file=copy.name)


def _copy(source: Path, target: Path) -> None:
    """A durable copy, read back from the medium by whoever reads it next."""
    with source.open("rb") as original, _new_file(target) as copy:
        shutil.copyfileobj(original, copy, 1 << 20)
    sync_file(target)


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[Any]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        yield file
