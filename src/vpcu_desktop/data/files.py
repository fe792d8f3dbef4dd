"""Writing files so that a crash leaves the old or the new one, readable by the owner only."""

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from .errors import DiskFull, DiskTrouble, ReadOnlyFolder

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@contextlib.contextmanager
def told(folder: Path, needed: int | None = None) -> Iterator[None]:
    """Turns the operating system's write errors into ours."""
    try:
        yield
    except OSError as error:
        known = known_os_error(error, folder, needed)
        if known is None:
            raise
        raise known from None


def known_os_error(
    error: OSError, folder: Path, needed: int | None = None
) -> DiskFull | ReadOnlyFolder | DiskTrouble | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(free=free_space(folder), needed=needed, folder=str(folder))
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnlyFolder(folder=str(folder))
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE):
        return DiskTrouble(folder=str(folder))
    return None


def free_space(folder: Path) -> int:
    """Bytes free where the folder lies, or where it would lie."""
    for place in (folder, *folder.absolute().parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(place).free
    return 0


def write_private(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Replaces a file at once and durably: temporary file beside it, fsync, rename, fsync of the folder.

    Not `durable`: after a power cut the file may be the former one, or empty.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with told(path.parent):
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            temporary.replace(path)
            if durable:
                sync_folder(path.parent)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def write_json(path: Path, value: object, *, durable: bool = True) -> None:
    write_private(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(), durable=durable)


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder durable, where the system can (Windows does it by itself)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Waits until a file's bytes are on the medium, and drops them from the cache: a re-read reads the medium."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
