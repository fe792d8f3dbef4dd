"""What a file really is, by its content; and everything that is refused before anything is parsed."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path

from ..domain.errors import UnreadableFile

MAX_PARTS = 4096
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, in bytes, a file may be, one part of a package once unpacked, and all its parts together."""

    file: int
    part: int
    unpacked: int


#: No schedule is larger; what is gets refused before it is read whole.
SCHEDULE = Limits(64 * _MEBIBYTE, 48 * _MEBIBYTE, 192 * _MEBIBYTE)
#: Registers of many years, 10⁵ lines and more.
REGISTER = Limits(256 * _MEBIBYTE, 384 * _MEBIBYTE, 768 * _MEBIBYTE)


class Kind(Enum):
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"
    HTML = "html"
    TEXT = "text"


_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")


def read_bounded(path: Path, limits: Limits = SCHEDULE) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFile: missing, empty, too large or not a file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.file + 1)
    except OSError as error:
        raise UnreadableFile(reason="missing", path=path) from error
    if not data:
        raise UnreadableFile(reason="empty", path=path)
    if len(data) > limits.file:
        raise UnreadableFile(reason="too_large", path=path)
    return data


def kind_of(data: bytes, limits: Limits = SCHEDULE) -> Kind:
    """The kind of these bytes.

    Raises:
        UnreadableFile: an image, a PDF, an encrypted or macro file, a zip bomb, or nothing that holds a schedule.
    """
    if data.startswith(b"PK"):
        return _kind_of_package(data, limits)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(data)
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF"):
        raise UnreadableFile(reason="pdf")
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise UnreadableFile(reason="image")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"{\\rtf") or re.match(rb"MIME-Version:", start, re.IGNORECASE):
        raise UnreadableFile(reason="needs_converter")
    if start.startswith(b"<?xml") and re.search(rb"<\?mso-application|w:wordDocument|office:spreadsheet", start):
        raise UnreadableFile(reason="needs_converter")
    plain = start.replace(b"\x00", b"")[:2048].lower()
    if re.match(rb"(?:\xff\xfe|\xfe\xff)?\s*<", plain) and re.search(
        rb"<(?:html|!doctype html|table|body|meta|div|p|head)\b", plain
    ):
        return Kind.HTML
    return Kind.TEXT


@dataclass(slots=True)
class Package:
    """An OOXML package whose parts are read with limits: a part that unpacks to more than it declares is refused."""

    archive: zipfile.ZipFile
    limits: Limits = SCHEDULE
    _total: int = 0

    @classmethod
    def open(cls, data: bytes, limits: Limits = SCHEDULE) -> "Package":
        try:
            archive = zipfile.ZipFile(BytesIO(data))
            parts = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableFile(reason="damaged") from error
        declared = sum(part.file_size for part in parts)
        largest = max((part.file_size for part in parts), default=0)
        if len(parts) > MAX_PARTS or declared > limits.unpacked or largest > limits.part:
            raise UnreadableFile(reason="zip_bomb")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(reason="encrypted")
        return cls(archive, limits)

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str) -> bytes | None:
        """A part's bytes, None if there is no such part."""
        try:
            part = self.archive.getinfo(name)
        except KeyError:
            return None
        return b"".join(self._chunks(part))

    def measure(self) -> None:
        """Unpack every part without keeping it, for readers that unpack on their own afterwards."""
        for part in self.archive.infolist():
            for _ in self._chunks(part):
                pass

    def _chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        try:
            with self.archive.open(part) as stream:
                while chunk := stream.read(_MEBIBYTE):
                    size += len(chunk)
                    self._total += len(chunk)
                    if size > self.limits.part or self._total > self.limits.unpacked:
                        raise UnreadableFile(reason="zip_bomb")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
            raise UnreadableFile(reason="damaged") from error


def _kind_of_package(data: bytes, limits: Limits) -> Kind:
    package = Package.open(data, limits)
    types = package.read("[Content_Types].xml")
    if types is None:
        raise UnreadableFile(reason="not_a_schedule_file")
    if re.search(rb"macroEnabled|vbaProject", types) or any(name.endswith("vbaProject.bin") for name in package.names):
        raise UnreadableFile(reason="macros")
    if b"wordprocessingml" in types and any(name.startswith("word/") for name in package.names):
        return Kind.DOCX
    if b"spreadsheetml" in types and any(name.startswith("xl/") for name in package.names):
        package.measure()
        return Kind.XLSX
    raise UnreadableFile(reason="not_a_schedule_file")


def _kind_of_compound(data: bytes) -> Kind:
    """Word and Excel before 2007, and encrypted files of any age, by the names of their streams."""
    names = {name for name in _STREAMS if name.encode("utf-16-le") in data}
    if "EncryptedPackage" in names:
        raise UnreadableFile(reason="encrypted")
    if "WordDocument" in names:
        return Kind.DOC
    if "Workbook" in names or "Book" in names:
        return Kind.XLS
    raise UnreadableFile(reason="not_a_schedule_file")


_STREAMS = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
