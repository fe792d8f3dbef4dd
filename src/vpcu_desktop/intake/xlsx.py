"""Excel's .xlsx, read with openpyxl: typed dates and times, merged areas, fonts."""

from io import BytesIO

from ..domain.errors import UnreadableFile
from .grid import Document
from .sheets import MAX_COLUMNS, MAX_ROWS, Sheet, document_of, value_text


def read_xlsx(data: bytes) -> Document:
    """The document of a workbook; formulas give the values that Excel last saved.

    Raises:
        UnreadableFile: damaged, or without any text.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # a damaged workbook makes openpyxl and its XML reader raise anything
        raise UnreadableFile(reason="damaged") from error
    sheets = []
    for worksheet in book.worksheets:
        sheet = Sheet(worksheet.title, hidden=worksheet.sheet_state != "visible")
        last_row, last_column = min(worksheet.max_row, MAX_ROWS), min(worksheet.max_column, MAX_COLUMNS)
        for number, row in enumerate(worksheet.iter_rows(1, last_row, 1, last_column), 1):
            for column, cell in enumerate(row, 1):
                text = value_text(cell.value, cell.number_format or "") if cell.value is not None else ""
                if text.strip():
                    sheet.cells[number, column] = (text, cell.font.name or "" if cell.font is not None else "")
        for area in worksheet.merged_cells.ranges:
            sheet.merged.append(
                (area.min_row, area.min_col, area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
            )
        sheets.append(sheet)
    return document_of(sheets)
