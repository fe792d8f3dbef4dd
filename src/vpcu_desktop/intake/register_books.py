"""Registers in workbooks of Excel and as tables of pages and Word files, read row by row as text."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO, StringIO
from typing import Any, ClassVar

from ..domain.errors import UnreadableFile
from .grid import Cell, Document, Line
from .sheets import value_text
from .sniff import Kind

#: Beyond these no office writes, but damaged or hostile files do.
MAX_COLUMNS = 200
_MAX_ROWS = 1_048_576


@lru_cache(maxsize=65_536)
def _moment_text(value: datetime | date | time | timedelta) -> str:
    return value_text(value)


def cell_text(value: object) -> str:
    """A cell's value as text: days as `24/11/2026`, whole numbers without a point, everything else in full."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (date, time, timedelta)):
        return _moment_text(value)
    return str(value)


@dataclass(slots=True)
class WorkbookSource:
    """An .xlsx file, whose sheets are unpacked as they are read. Formulas give the values that Excel last saved."""

    data: bytes = field(repr=False)
    sheets: tuple[str, ...] = ()
    _book: Any = None
    kind: ClassVar[Kind] = Kind.XLSX

    @classmethod
    def open(cls, data: bytes) -> "WorkbookSource":
        """Raises UnreadableFile if the workbook is damaged or holds no sheet."""
        from openpyxl import load_workbook

        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.title not in visible]
        except Exception as error:  # a damaged workbook makes openpyxl and its XML reader raise anything
            raise UnreadableFile(reason="damaged") from error
        if not (visible or hidden):
            raise UnreadableFile(reason="empty")
        return cls(data, (*visible, *hidden), book)

    def count(self, sheet: str) -> int | None:
        rows: int | None = self._book[sheet].max_row
        return rows

    def rows(self, sheet: str) -> Iterator[list[str]]:
        # What the file says of its own size is often wrong, and openpyxl would fill every row up to that width.
        worksheet = copy(self._book[sheet])
        worksheet.reset_dimensions()
        try:
            for row in worksheet.iter_rows(max_row=_MAX_ROWS, values_only=True):
                yield [value if type(value) is str else cell_text(value) for value in row[:MAX_COLUMNS]]
        except UnreadableFile:
            raise
        except Exception as error:  # as above: damage shows only where it stands
            raise UnreadableFile(reason="damaged") from error


@dataclass(frozen=True, slots=True)
class OldWorkbookSource:
    """An .xls file."""

    book: Any
    sheets: tuple[str, ...]
    kind: ClassVar[Kind] = Kind.XLS

    @classmethod
    def open(cls, data: bytes) -> "OldWorkbookSource":
        """Raises UnreadableFile if the workbook is encrypted, damaged or holds no sheet."""
        import xlrd

        try:
            book = xlrd.open_workbook(file_contents=data, logfile=StringIO())
            sheets = sorted(book.sheets(), key=lambda sheet: sheet.visibility != 0)
        except xlrd.XLRDError as error:
            reason = "encrypted" if "encrypt" in str(error).lower() else "damaged"
            raise UnreadableFile(reason=reason) from error
        except Exception as error:  # a damaged workbook makes xlrd raise anything
            raise UnreadableFile(reason="damaged") from error
        if not sheets:
            raise UnreadableFile(reason="empty")
        return cls(book, tuple(sheet.name for sheet in sheets))

    def count(self, sheet: str) -> int:
        return int(self.book.sheet_by_name(sheet).nrows)

    def rows(self, sheet: str) -> Iterator[list[str]]:
        worksheet = self.book.sheet_by_name(sheet)
        for number in range(worksheet.nrows):
            cells = worksheet.row(number)[:MAX_COLUMNS]
            yield [self._text(cell.ctype, cell.value) for cell in cells]

    def _text(self, kind: int, value: Any) -> str:
        import xlrd

        if kind == xlrd.XL_CELL_DATE:
            try:
                return cell_text(xlrd.xldate_as_datetime(value, self.book.datemode))
            except (xlrd.XLDateError, ValueError, OverflowError):
                return cell_text(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return cell_text(bool(value))
        if kind == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#VALUE!"))
        return cell_text(value)


def _placed_text(cell: Cell | None, column: int) -> str:
    """A cell merged across columns stands in its first one; one merged down belongs to every row."""
    return "\n".join(line.text for line in cell.lines) if cell is not None and cell.column == column else ""


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """The lines and tables of a page or a Word file, one below the other."""

    kind: Kind
    lines: tuple[tuple[str, ...], ...] = field(repr=False)
    sheets: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def of(cls, kind: Kind, document: Document) -> "DocumentSource":
        """Raises UnreadableFile if there is no text."""
        lines: list[tuple[str, ...]] = []
        for block in document.blocks:
            if isinstance(block, Line):
                lines.append((block.text,) if block.text else ())
                continue
            for row in block.rows:
                lines.append(tuple(_placed_text(cell, column) for column, cell in enumerate(row)))
        if not any(any(line) for line in lines):
            raise UnreadableFile(reason="empty")
        return cls(kind, tuple(lines))

    def count(self, sheet: str) -> int:
        return len(self.lines)

    def rows(self, sheet: str) -> Iterator[list[str]]:
        return (list(line) for line in self.lines)


def book_source(kind: Kind, data: bytes) -> WorkbookSource | OldWorkbookSource | DocumentSource:
    """The source of a file that is no plain text.

    Raises:
        UnreadableFile: encrypted, damaged or empty.
    """
    if kind is Kind.XLSX:
        return WorkbookSource.open(data)
    if kind is Kind.XLS:
        return OldWorkbookSource.open(data)
    if kind is Kind.HTML:
        from .html import decode_html, read_html

        return DocumentSource.of(kind, read_html(decode_html(data)))
    if kind is Kind.DOCX:
        from .docx import read_docx

        return DocumentSource.of(kind, read_docx(data))
    from .doc import read_doc

    return DocumentSource.of(kind, read_doc(data))
