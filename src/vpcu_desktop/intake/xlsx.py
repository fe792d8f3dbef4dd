"""Excel's .xlsx, read with openpyxl: typed dates and times, merged areas, fonts."""

from io import BytesIO

from ..domain.errors import UnreadableFile
from .docx import parse_xml
from .grid import Document
from .sheets import MAX_COLUMNS, MAX_ROWS, Sheet, document_of, value_text
from .sniff import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


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
    return document_of(sheets, _text_boxes(data))


def _text_boxes(data: bytes) -> list[str]:
    """The texts of drawn boxes, in which titles stand sometimes."""
    package = Package.open(data)
    found: list[str] = []
    for name in sorted(package.names):
        part = package.read(name) if name.startswith("xl/drawings/drawing") and name.endswith(".xml") else None
        if part is None:
            continue
        for paragraph in parse_xml(part).iter(f"{_A}p"):
            found.append("".join(piece.text or "" for piece in paragraph.iter(f"{_A}t")))
    return [text for text in found if text.strip()]
