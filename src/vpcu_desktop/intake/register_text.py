"""Registers as text with separators (.csv, .txt, tables saved by Excel as Unicode text), read row by row."""

import csv
import re
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..domain.errors import UnreadableFile
from .register_columns import find_header
from .sniff import Kind
from .text import encoding_of, is_binary

_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 60
_SEPARATORS = ",;\t|"
#: No cell of a spreadsheet is longer; a quote that opens and does not close within so many characters is a letter.
_MAX_CELL = 32_767
#: The csv module gives up at a longer cell.
_FIELD_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file of rows. `torn`: its quotes do not pair, so that rows are told apart with more care, and slower."""

    path: Path
    encoding: str
    separator: str
    rows_in_file: int
    torn: bool = False
    kind: ClassVar[Kind] = Kind.TEXT
    sheets: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def open(cls, path: Path) -> "TextSource":
        """Finds out how the file is written by reading it once.

        Raises:
            UnreadableFile: missing, empty or no text.
        """
        encoding = _encoding_of_file(path)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            sample = file.read(_SAMPLE)
        if not sample.strip():
            raise UnreadableFile(reason="empty")
        if is_binary(sample):
            raise UnreadableFile(reason="not_a_schedule_file")
        source = cls(path, encoding, _separator_of(sample), 0)
        try:
            return cls(path, encoding, source.separator, sum(1 for _ in source._records(strict=True)))
        except csv.Error:
            torn = cls(path, encoding, source.separator, 0, torn=True)
            return cls(path, encoding, source.separator, sum(1 for _ in torn._records()), torn=True)

    def count(self, sheet: str) -> int:
        return self.rows_in_file

    def rows(self, sheet: str) -> Iterator[list[str]]:
        return self._records()

    def _records(self, *, strict: bool = False) -> Iterator[list[str]]:
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            if self.torn:
                yield from _torn_records(file.read(), self.separator)
                return
            csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
            yield from csv.reader(file, delimiter=self.separator, strict=strict)


def _encoding_of_file(path: Path) -> str:
    """`encoding_of` for a file of any size: the whole of it decides on UTF-8, lines with diacritics on the rest."""
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:4096]:
            return encoding_of(head)
        try:
            decoder.decode(head)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            file.seek(0)
            return encoding_of(_marked_lines(file))
    return "utf-8"


def _marked_lines(lines: Iterator[bytes]) -> bytes:
    found: list[bytes] = []
    size = 0
    for line in lines:
        if not line.isascii():
            found.append(line[:_SAMPLE])
            size += len(found[-1])
            if size > _SAMPLE:
                break
    return re.sub(rb"[,;|\t\"]", b" ", b"".join(found))  # separators are no part of a word


def _separator_of(sample: str) -> str:
    """The separator with which a header is understood best, else the one that makes the most even rows."""

    def score(separator: str) -> tuple[int, float]:
        try:
            rows = [row for row, _ in zip(csv.reader(lines, delimiter=separator), range(_SAMPLE_ROWS), strict=False)]
        except csv.Error:
            rows = [line.split(separator) for line in lines[:_SAMPLE_ROWS]]
        header = find_header(rows)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        return header.fields if header is not None else 0, times / len(rows) * min(width, 30)

    lines = sample.splitlines(keepends=True)
    return max(_SEPARATORS, key=score)


def _torn_records(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of a text in which quotes also stand as letters.

    A quote opens a cell only if one that ends it (a separator or the end of the line follows) is not too far.
    """
    mark = re.escape(separator)
    end = rf"({mark}|\r\n|\r|\n|\Z)"
    quoted = re.compile(rf'"((?:[^"]++|"")*+)"{end}')
    plain = re.compile(rf"([^{mark}\r\n]*){end}")
    row: list[str] = []
    position = 0
    while position < len(text) or row:
        found = quoted.match(text, position)
        if found is not None and len(found[1]) <= _MAX_CELL:
            row.append(found[1].replace('""', '"'))
        else:
            found = plain.match(text, position)
            assert found is not None  # it takes anything up to a mark or the end
            row.append(found[1])
        position = found.end()
        if found[2] != separator:
            yield row
            row = []
