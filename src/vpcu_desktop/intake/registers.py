"""The doors for registers that offices keep in spreadsheets: a file in, its columns and then its lines out.

`open_register` looks at the file, `guess_mapping` proposes what its columns mean, `read_rows` reads the lines in one
pass with bounded memory. Nothing is changed silently and nothing is stored.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from ..domain.documents import Secrecy
from ..domain.errors import UnreadableFile
from ..domain.register_fields import Field
from ..domain.register_rows import RegisterRow
from .register_cells import SECRET_WORDS, read_secrecy, stamped_secrecy
from .register_columns import (
    Header,
    SourceColumn,
    find_header,
    guess_columns,
    is_counting_row,
)
from .register_columns import looks_outgoing as _looks_outgoing
from .register_letters import Letters
from .register_lines import LineReader
from .sniff import REGISTER, Kind, kind_of, read_bounded

#: Rows in which a header is looked for, and rows from which a column's content is judged.
_HEAD_ROWS = 60
_PROBE_ROWS = 1000
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")


class Source(Protocol):
    """The rows of a file as text, sheet by sheet, from the first one on; a file without sheets has the sheet ""."""

    @property
    def kind(self) -> Kind: ...
    @property
    def sheets(self) -> tuple[str, ...]: ...
    def count(self, sheet: str) -> int | None: ...
    def rows(self, sheet: str) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as it lies in a file. Rows are counted from 1 as a spreadsheet shows them."""

    path: Path
    source: Source = field(repr=False)
    sheet: str
    header_rows: tuple[int, ...]  # with the row of column numbers; none if the file has no header
    first_row: int  # of the lines
    columns: tuple[SourceColumn, ...] = field(repr=False)
    above: tuple[str, ...] = field(repr=False)  # the letterhead and the title
    headers: tuple[tuple[str, ...], ...] = field(repr=False)  # the header's rows as they stand
    letters: Letters = field(repr=False)
    row_count: int | None  # about how many lines there are; None if the file does not say

    @property
    def kind(self) -> Kind:
        return self.source.kind

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook, hidden ones last."""
        return self.source.sheets

    def raw_rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of the lines with their numbers.

        Raises:
            UnreadableFile: the file went away, or is damaged there.
        """
        rows = enumerate(guarded_rows(self.source.rows(self.sheet), self.path), 1)
        return islice(rows, self.first_row - 1, None)


def open_register(path: Path, *, sheet: str | None = None) -> RegisterFile:
    """Look at a register, whatever its name says it is. Without `sheet`, the one with the best header is taken.

    Raises:
        UnreadableFile: with the reason and the path.
        ValueError: there is no such sheet.
    """
    try:
        source = source_of(path)
        if sheet is not None and sheet not in source.sheets:
            raise ValueError(sheet)
        name = sheet if sheet is not None else _best_sheet(source, path)
        return _look_at(path, source, name)
    except OSError as error:
        raise UnreadableFile(reason="missing", path=path) from error
    except UnreadableFile as error:
        raise UnreadableFile(**error.details | {"path": path}) from error


def guess_mapping(file: RegisterFile) -> dict[Field, int]:
    """What the columns of a register most likely hold; columns that nobody knows are left out."""
    return guess_columns(file.columns)


def looks_outgoing(file: RegisterFile, mapping: Mapping[Field, int]) -> bool:
    """Whether it is most likely a register of outgoing documents."""
    return _looks_outgoing(mapping, file.columns, file.above)


def read_rows(file: RegisterFile, mapping: Mapping[Field, int], *, today: date) -> Iterator[RegisterRow]:
    """Every row below the header once, in order, up to the last one that is not empty.

    Raises:
        UnreadableFile: the file went away, or is damaged further down.
    """
    # A column of levels is heeded even where the clerk left it out of the mapping.
    secrecy = mapping.get(Field.SECRECY, guess_mapping(file).get(Field.SECRECY))
    reader = LineReader(
        mapping,
        width=len(file.columns),
        letters=file.letters,
        headers=file.headers,
        secrecy=secrecy,
        month_first=frozenset(column.index for column in file.columns if column.month_first),
        today=today,
    )
    return reader.read(file.raw_rows())


def source_of(path: Path) -> Source:
    """The rows of any file that holds a table. Readers are imported when first needed, no text is read whole for this.

    Raises OSError, and UnreadableFile without its path.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_PACKED):
        head = read_bounded(path, REGISTER)
    elif path.stat().st_size > REGISTER.file:
        raise UnreadableFile(reason="too_large")
    kind = kind_of(head, REGISTER)
    if kind is Kind.TEXT:
        from .register_text import TextSource

        return TextSource.open(path)
    from .register_books import book_source

    return book_source(kind, head if head.startswith(_PACKED) else read_bounded(path))


def guarded_rows(rows: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    """The same rows; whatever breaks off is UnreadableFile with the path."""
    try:
        yield from rows
    except OSError as error:
        raise UnreadableFile(reason="missing", path=path) from error
    except csv.Error as error:
        raise UnreadableFile(reason="damaged", path=path) from error
    except UnreadableFile as error:
        raise UnreadableFile(**error.details | {"path": path}) from error


def _best_sheet(source: Source, path: Path) -> str:
    def score(name: str) -> tuple[int, bool]:
        rows = list(islice(guarded_rows(source.rows(name), path), _HEAD_ROWS))
        letters = Letters.of(rows)
        header = find_header([letters.read(row)[0] for row in rows])
        return header.fields if header is not None else 0, any(map(any, rows))

    return max(source.sheets, key=score) if len(source.sheets) > 1 else next(iter(source.sheets), "")


def _look_at(path: Path, source: Source, sheet: str) -> RegisterFile:
    raw = list(islice(guarded_rows(source.rows(sheet), path), _PROBE_ROWS))
    letters = Letters.of(raw)
    rows = [letters.read(row)[0] for row in raw]
    if not any(map(any, rows)):
        raise UnreadableFile(reason="empty")
    header = find_header(rows[:_HEAD_ROWS])
    start = header.first if header is not None else _first_wide(rows)
    end = header.first + header.height if header is not None else start
    if header is not None and end < len(rows) and is_counting_row(rows[end]):
        end += 1
    lines = rows[end:]
    return RegisterFile(
        path,
        source,
        sheet,
        header_rows=tuple(range(start + 1, end + 1)),
        first_row=end + 1,
        columns=_columns(header, lines),
        above=tuple(cell for row in rows[:start] for cell in row if cell),
        headers=tuple(tuple(row) for row in rows[start:end]),
        letters=letters,
        row_count=max(count - end, 0) if (count := source.count(sheet)) is not None else None,
    )


def _first_wide(rows: Sequence[Sequence[str]]) -> int:
    """Where the lines of a file without header begin: the first row with several cells, else the first row."""
    return next((index for index, row in enumerate(rows) if sum(map(bool, row)) >= 3), 0)


def _columns(header: Header | None, lines: Sequence[Sequence[str]]) -> tuple[SourceColumn, ...]:
    titles = header.titles if header is not None else ()
    width = max(len(titles), _usual_width(lines), 1)
    columns = [SourceColumn(index, titles[index] if index < len(titles) else "") for index in range(width)]
    secrecy = guess_columns(columns).get(Field.SECRECY)
    shown = [line for line in lines if not _is_secret(line, secrecy)]
    return tuple(
        replace(
            column,
            samples=tuple(row[column.index] for row in shown if column.index < len(row) and row[column.index]),
        )
        for column in columns
    )


def _usual_width(lines: Sequence[Sequence[str]]) -> int:
    """How many cells a line has; what only a few lines have more is no column."""
    widths = sorted(max((index + 1 for index, cell in enumerate(row) if cell), default=0) for row in lines)
    return widths[-1 - len(widths) // 10] if widths else 0


def _is_secret(line: Sequence[str], secrecy: int | None) -> bool:
    """Whether a line bears a level: such a line is never shown as a sample."""
    if secrecy is not None and secrecy < len(line) and read_secrecy(line[secrecy]) not in (Secrecy.NONE, None):
        return True
    return any(cell in SECRET_WORDS or stamped_secrecy(cell) is not Secrecy.NONE for cell in line)
