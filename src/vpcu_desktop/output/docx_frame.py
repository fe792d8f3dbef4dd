"""The Word file of a printed week or programme round its table: head, title, foot lines, signature, page; and the parts
that its table is made of. Plain WordprocessingML, the same bytes for the same words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .docx_parts import HEADER_WATERMARK, package_parts, wrap
from .geometry import PAD_SIDE, SIGNING_ROOM, margins, paper
from .layout import DRAFT, PARTY, Cell, Orientation, Paragraph, Span
from .paper_frame import PaperFrame, running_name

_SMALLER = 2
_TWIPS = 20  # to the point
_LONG_ROW = 500  # letters in one cell

#: Properties of a heading's cell, and of the last cell of a row that differs from the version before.
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="EBEBEB"/><w:vAlign w:val="center"/>'
MARK_BAR = '<w:tcBorders><w:right w:val="single" w:sz="24" w:space="0" w:color="000000"/></w:tcBorders>'


def document(
    frame: PaperFrame, title: str, orientation: Orientation, content: str, *, first_page: bool = True
) -> bytes:
    """The file: `content` between head and tail. `title` is seen without opening it; `first_page`: it bears its number
    too.
    """
    body = "".join((head(frame, orientation), content, tail(frame, orientation), _page(orientation)))
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(text_width(orientation))}"/></w:tabs>'
    number = (
        '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:tab/>'
        f'<w:t xml:space="preserve">Trang </w:t></w:r>{_field("PAGE")}'
        f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>/</w:t></w:r>{_field("NUMPAGES")}'
    )
    running = f"<w:p><w:pPr>{tab}</w:pPr>{_run(Span(running_name(frame), italic=True), 10)}{number}</w:p>"
    first = f"<w:p><w:pPr>{tab}</w:pPr>{number}</w:p>" if first_page else "<w:p/>"
    parts = package_parts(
        title=title,
        document=wrap("document", f"<w:body>{body}</w:body>"),
        header=wrap("hdr", HEADER_WATERMARK.format(word=DRAFT) if frame.draft else "<w:p/>"),
        footer=wrap("ftr", running),
        first_footer=wrap("ftr", first),
    )
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for path, text in parts.items():
            entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))  # no clock in the bytes
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, text.encode())
    return target.getvalue()


def table(widths: Sequence[float], rows: str) -> str:
    """A ruled table; its columns keep their widths."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margin = twips(PAD_SIDE)
    properties = (
        '<w:tblPr><w:tblW w:w="0" w:type="auto"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="30" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="50" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def keeps_together(cells: Iterable[Cell]) -> str:
    """A row of usual length is not parted by a page's end; a long one must be."""
    longest = max(sum(len(span.text) + 20 for line in cell for span in line) for cell in cells)
    return f'<w:cantSplit w:val="{int(longest < _LONG_ROW)}"/>'


def twips(points: float) -> int:
    """Points in Word's own measure."""
    return round(points * _TWIPS)


def _run(span: Span, size: float, *, extra: str = "") -> str:
    if not span.text:
        return ""
    points = size - _SMALLER if span.small else size
    style = (
        ("<w:b/>" if span.bold else "")
        + ("<w:i/>" if span.italic else "")
        + ("<w:strike/>" if span.struck else "")
        + f'<w:sz w:val="{round(points * 2)}"/>'
        + extra
    )
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(span.text, quote=False)}</w:t></w:r>'


def paragraph(
    spans: Paragraph, size: float, *, align: str = "left", before: float = 0, keep: bool = False, extra: str = ""
) -> str:
    """A paragraph; `keep`: not parted from the next one, `before`: points above it, `extra`: further run properties."""
    kept = "<w:keepNext/>" if keep else ""
    spacing = f'<w:spacing w:before="{twips(before)}"/>' if before else ""
    runs = "".join(_run(span, size, extra=extra) for span in spans)
    mark = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    return f'<w:p><w:pPr>{kept}{spacing}<w:jc w:val="{align}"/>{mark}</w:pPr>{runs}</w:p>'


def cell(width: float, content: str, properties: str = "") -> str:
    """A cell; Word wants a paragraph in each."""
    size = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def lines(cell: Cell, size: float, align: str = "left") -> str:
    """A cell's paragraphs."""
    return "".join(paragraph(line, size, align=align) for line in cell)


def _field(name: str) -> str:
    style = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    return f'<w:fldSimple w:instr=" {name} "><w:r>{style}<w:t>1</w:t></w:r></w:fldSimple>'


def borderless(widths: Iterable[float], row: str) -> str:
    """A one-row table without lines, for blocks that stand side by side."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def text_width(orientation: Orientation) -> float:
    """Points between the margins."""
    _, right, _, left = margins(orientation)
    return paper(orientation)[0] - left - right


def head(frame: PaperFrame, orientation: Orientation) -> str:
    """Head block, title and the lines below it."""
    half = text_width(orientation) / 2
    left = "".join(
        paragraph((Span(text, bold=bold),), 14, align="center")
        for text, bold in ((frame.superior, False), (frame.issuer, True), ("*", False), (frame.number, False))
        if text
    )
    if frame.draft:
        box = '<w:bdr w:val="single" w:sz="8" w:space="3" w:color="000000"/>'
        left += paragraph((Span(f" {DRAFT} ", bold=True),), 13, align="center", before=6, extra=box)
    # Underlining is the one rule in Word whose length is that of the words.
    right = paragraph((Span(PARTY, bold=True),), 15, align="center", extra='<w:u w:val="single"/>')
    right += paragraph((Span(frame.place_date, italic=True),), 14, align="center", before=4)
    title = "".join(
        paragraph((Span(line, bold=True),), 15, align="center", before=10 if n == 0 else 0, keep=True)
        for n, line in enumerate(frame.title)
    )
    subtitle = "".join(paragraph((Span(line, italic=True),), 13, align="center", keep=True) for line in frame.subtitle)
    gap = '<w:p><w:pPr><w:keepNext/><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    return borderless((half, half), cell(half, left) + cell(half, right)) + title + subtitle + gap


def tail(frame: PaperFrame, orientation: Orientation) -> str:
    """What is told under the table, then signature and Nơi nhận."""
    paragraphs = []
    for n, section in enumerate(frame.sections):
        before = 6 if n == 0 else 0
        if section.heading:
            paragraphs.append(paragraph((Span(f"{section.heading}:", bold=True),), 12, before=before, keep=True))
            before = 0
        paragraphs += [paragraph(line, 12, before=before if k == 0 else 0) for k, line in enumerate(section.lines)]
    half = text_width(orientation) / 2
    left = ""
    if frame.recipients:
        left = paragraph((Span("Nơi nhận:"),), 14, extra='<w:u w:val="single"/>')
        left += "".join(paragraph((Span(line),), 12) for line in frame.recipients)
    right = "".join(paragraph((Span(line, bold=n == 0),), 14, align="center") for n, line in enumerate(frame.signature))
    right += paragraph((Span(frame.signatory, bold=True),), 14, align="center", before=SIGNING_ROOM)
    gap = paragraph((), 8, keep=True)
    return "".join(paragraphs) + gap + borderless((half, half), cell(half, left) + cell(half, right))


def _page(orientation: Orientation) -> str:
    """The section's end: paper, margins, footers; Word wants a paragraph between a table and it."""
    width, height = paper(orientation)
    top, right, bottom, left = map(twips, margins(orientation))
    turned = ' w:orient="landscape"' if orientation == "landscape" else ""
    last = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    return (
        f"{last}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        ' w:header="340" w:footer="340" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
