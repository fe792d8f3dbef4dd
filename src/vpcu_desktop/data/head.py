"""The sealed head file: how many changes the database holds and the last one's hash, kept outside it.

Two records of fixed size are written in turn, in place, after each commit; the newest valid one counts. So a torn write
costs one record, no fsync is needed, and the database may be ahead of the file but never behind it.
"""

import contextlib
import hashlib
import hmac
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

from .files import PRIVATE_FILE, told, write_private
from .keys import DataKey

FILE = "vault.head"
_MAGIC = b"VPCUHEAD"
_BODY = struct.Struct(">8sQ32s")  # magic, count, hash
_MAC_BYTES = 32
_STRIDE = 512  # one record a sector


@dataclass(frozen=True, slots=True)
class Head:
    """So many audit entries, and the last one's hash (32 zero bytes if none)."""

    count: int
    hash: bytes


def record(key: bytes, head: Head) -> bytes:
    body = _BODY.pack(_MAGIC, head.count, head.hash)
    return body + hmac.digest(key, body, hashlib.sha256)


def read_head(folder: Path, data_key: DataKey) -> Head | None:
    """The newest valid record; None if there is no valid one (`exists` tells whether the file is there)."""
    if not exists(folder):
        return None
    raw = (folder / FILE).read_bytes()
    key, best = data_key.derive("head"), None
    for offset in (0, _STRIDE):
        body, mac = raw[offset : offset + _BODY.size], raw[offset + _BODY.size : offset + _BODY.size + _MAC_BYTES]
        if len(body) == _BODY.size and hmac.compare_digest(hmac.digest(key, body, hashlib.sha256), mac):
            magic, count, digest = _BODY.unpack(body)
            if magic == _MAGIC and (best is None or count > best.count):
                best = Head(count, digest)
    return best


def exists(folder: Path) -> bool:
    return (folder / FILE).is_file()


def create_head(folder: Path, data_key: DataKey, head: Head) -> None:
    """Writes a whole new head file durably: both records say the same."""
    write_private(folder / FILE, record(data_key.derive("head"), head).ljust(_STRIDE, b"\0") * 2)


def add_record(folder: Path, data_key: DataKey, head: Head) -> None:
    """Puts a record under another key beside the newest present one; part of a re-key: both keys find theirs."""
    present = (folder / FILE).read_bytes().ljust(2 * _STRIDE, b"\0")
    newest = present[_STRIDE * (head.count % 2) :][:_STRIDE]
    write_private(folder / FILE, _arranged(newest, record(data_key.derive("head"), head), head.count))


def _arranged(newest: bytes, other: bytes, count: int) -> bytes:
    parts = [newest, other.ljust(_STRIDE, b"\0")]
    return b"".join(parts if count % 2 == 0 else parts[::-1])


class HeadFile:
    """The open head file of a store."""

    def __init__(self, folder: Path, data_key: DataKey) -> None:
        self._key = data_key.derive("head")
        self._lock = threading.Lock()
        self._folder = folder
        with told(folder):
            flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
            self._handle = os.open(folder / FILE, flags, PRIVATE_FILE)

    def write(self, head: Head) -> None:
        """Call after the commit, never before it. A failure is no failure of the commit: the file then stays behind."""
        content, offset = record(self._key, head), _STRIDE * (head.count % 2)
        with self._lock, contextlib.suppress(OSError):
            if hasattr(os, "pwrite"):
                os.pwrite(self._handle, content, offset)
            else:
                os.lseek(self._handle, offset, os.SEEK_SET)
                os.write(self._handle, content)

    def close(self) -> None:
        os.close(self._handle)
