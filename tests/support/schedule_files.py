"""Papers made by code: small .docx, .xlsx, .xls and HTML files in the shapes in which offices keep their schedules."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, font: str = "", *, strike: bool = False) -> str:
    """A run; `\\n` is a line break, `\\t` a tab."""
    properties = (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else "") + ("<w:strike/>" if strike else "")
    body = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    body = body.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{body}</w:t></w:r>'


def para(*content: str, number: int | None = None, level: int = 0) -> str:
    """A paragraph of texts and ready-made runs, perhaps in a list."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    return f"<w:p><w:pPr>{listed}</w:pPr>{inner}</w:p>"


def cell(*content: str, span: int = 1, merge: str = "") -> str:
    """A table cell; plain strings become paragraphs, one for each line. `merge`: "restart" or "continue"."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += "<w:vMerge/>" if merge == "continue" else '<w:vMerge w:val="restart"/>'
    paragraphs = [
        piece if piece.startswith("<") else "".join(para(line) for line in piece.split("\n"))
        for piece in content or ("",)
    ]
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(piece if piece.startswith(("<w:tc", "<w:sdt")) else cell(piece) for piece in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    """A table of ready-made rows or of sequences of cells."""
    return f"<w:tbl>{''.join(r if isinstance(r, str) else row(*r) for r in rows)}</w:tbl>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def control(content: str) -> str:
    """A content control round runs, paragraphs, rows or cells."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="ô"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def text_box(*paragraphs: str) -> str:
    """A run with a text box, told twice as Word does."""
    content = f"<w:txbxContent>{''.join(para(text) for text in paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def docx(*blocks: str, parts: Mapping[str, str | bytes] | None = None, main_type: str = _MAIN) -> bytes:
    """A .docx with these blocks (plain strings are paragraphs) and further parts."""
    body = "".join(block if block.startswith("<") else para(block) for block in blocks)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="word/document.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>',
        )
        for name, data in (parts or {}).items():
            package.writestr(name, data)
    return stream.getvalue()


def numbering(*levels: tuple[str, str]) -> str:
    """A numbering part with one list (numId 1); levels are (format, text)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    return (
        f'<?xml version="1.0"?><w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


Value = str | int | float | date | datetime | time | None


def xlsx(sheets: Mapping[str, Sequence[Sequence[Value]]], merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook of rows of values; `merged` names areas (`A3:A5`) by sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for values in rows:
            sheet.append(list(values))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(rows: Sequence[Sequence[Value]], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """An old workbook; `merged` areas are (first row, last row, first column, last column)."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Lịch")
    day, clock = xlwt.easyxf(num_format_str="dd/mm/yyyy"), xlwt.easyxf(num_format_str="hh:mm")
    covered = {
        (r, c) for top, bottom, left, right in merged for r in range(top, bottom + 1) for c in range(left, right + 1)
    }
    for top, bottom, left, right in merged:
        value = rows[top][left]
        sheet.write_merge(top, bottom, left, right, value, day if isinstance(value, date) else xlwt.Style.default_style)
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            if value is None or (r, c) in covered:
                continue
            style = day if isinstance(value, date) else clock if isinstance(value, time) else xlwt.Style.default_style
            sheet.write(r, c, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
