"""Excel before 2007 (.xls), read with xlrd: typed dates and times, merged areas, fonts."""

from io import StringIO

from ..domain.errors import UnreadableFile
from .grid import Document
from .sheets import MAX_COLUMNS, MAX_ROWS, Sheet, document_of, value_text


def read_xls(data: bytes) -> Document:
    """The document of a workbook.

    Raises:
        UnreadableFile: encrypted, damaged, or without any text.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
        sheets = [_sheet(book, worksheet) for worksheet in book.sheets()]
    except xlrd.XLRDError as error:
        reason = "encrypted" if "encrypt" in str(error).lower() else "damaged"
        raise UnreadableFile(reason=reason) from error
    except Exception as error:  # a damaged workbook makes xlrd raise anything
        raise UnreadableFile(reason="damaged") from error
    return document_of(sheets)


def _sheet(book: object, worksheet: object) -> Sheet:
    import xlrd

    sheet = Sheet(worksheet.name, hidden=worksheet.visibility != 0)  # type: ignore[attr-defined]
    for row in range(min(worksheet.nrows, MAX_ROWS)):  # type: ignore[attr-defined]
        for column in range(min(worksheet.row_len(row), MAX_COLUMNS)):  # type: ignore[attr-defined]
            cell = worksheet.cell(row, column)  # type: ignore[attr-defined]
            value: object = cell.value
            if cell.ctype == xlrd.XL_CELL_DATE:
                value = _moment(cell.value, book.datemode)  # type: ignore[attr-defined]
            elif cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_BOOLEAN):
                continue
            text = value_text(value)
            if text.strip():
                style = book.xf_list[cell.xf_index]  # type: ignore[attr-defined]
                sheet.cells[row, column] = (text, book.font_list[style.font_index].name)  # type: ignore[attr-defined]
    for top, bottom, left, right in worksheet.merged_cells:  # type: ignore[attr-defined]
        sheet.merged.append((top, left, bottom - top, right - left))
    return sheet


def _moment(value: float, datemode: int) -> object:
    """A serial number as a day, a time of day or both."""
    import xlrd

    if 0 <= value < 1:
        from datetime import timedelta

        return timedelta(days=value)
    try:
        return xlrd.xldate_as_datetime(value, datemode)
    except xlrd.XLDateError:
        return value
