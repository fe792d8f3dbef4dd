"""The week as a Word file with the same words as the PDF: plain WordprocessingML, the same bytes for the same week."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..domain.almanac import Almanac
from ..domain.directory import Directory, Entry
from ..domain.marks import Mark
from ..domain.office import Office
from ..domain.schedule import ActivityId, WeekSheet
from .docx_parts import HEADER_WATERMARK, package_parts, wrap
from .geometry import BLANK_ROW, FORM_ROW, PAD_SIDE, SIGNING_ROOM, column_widths, margins, paper
from .layout import DRAFT, PARTY, Cell, Orientation, Paragraph, PrintedWeek, Row, Span, printed_week

_USUAL_SIZE, _SMALL_SIZE, _SMALLER = 12, 11, 2
_TWIPS = 20  # to the point
_LONG_ROW = 500  # letters in one cell


def week_docx(
    sheet: WeekSheet,
    office: Office,
    *,
    almanac: Almanac | None = None,
    orientation: Orientation = "landscape",
    marks: Mapping[ActivityId, Mark],
    draft: bool,
    leader: Entry | None = None,
    directory: Directory | None = None,
    printed_on: date,
) -> bytes:
    """A .docx of the week; everything as in `week_pdf.week_pdf`."""
    week = printed_week(
        sheet,
        office,
        almanac=almanac,
        orientation=orientation,
        marks=marks,
        draft=draft,
        leader=leader,
        directory=directory,
        printed_on=printed_on,
    )
    body = "".join((_head(week, orientation), _table(week, orientation), _tail(week, orientation), _page(orientation)))
    name = week.running + (f" ({DRAFT.lower()})" if week.draft else "")
    right = _twips(paper(orientation)[0] - margins(orientation)[1] - margins(orientation)[3])
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    number = (
        '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:tab/>'
        f'<w:t xml:space="preserve">Trang </w:t></w:r>{_field("PAGE")}'
        f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>/</w:t></w:r>{_field("NUMPAGES")}'
    )
    running = f"<w:p><w:pPr>{tab}</w:pPr>{_run(Span(name, italic=True), 10)}{number}</w:p>"
    first = f"<w:p><w:pPr>{tab}</w:pPr>{number}</w:p>"
    parts = package_parts(
        title=week.file_title,
        document=wrap("document", f"<w:body>{body}</w:body>"),
        header=wrap("hdr", HEADER_WATERMARK.format(word=DRAFT) if week.draft else "<w:p/>"),
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


def _twips(points: float) -> int:
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


def _paragraph(
    spans: Paragraph, size: float, *, align: str = "left", before: float = 0, keep: bool = False, extra: str = ""
) -> str:
    kept = "<w:keepNext/>" if keep else ""
    spacing = f'<w:spacing w:before="{_twips(before)}"/>' if before else ""
    runs = "".join(_run(span, size, extra=extra) for span in spans)
    mark = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    return f'<w:p><w:pPr>{kept}{spacing}<w:jc w:val="{align}"/>{mark}</w:pPr>{runs}</w:p>'


def _cell(width: float, content: str, properties: str = "") -> str:
    """A cell; Word wants a paragraph in each."""
    size = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{properties}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def _lines(cell: Cell, size: float, align: str = "left") -> str:
    return "".join(_paragraph(line, size, align=align) for line in cell)


def _field(name: str) -> str:
    style = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    return f'<w:fldSimple w:instr=" {name} "><w:r>{style}<w:t>1</w:t></w:r></w:fldSimple>'


def _borderless(widths: Iterable[float], row: str) -> str:
    """A one-row table without lines, for blocks that stand side by side."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def _width(orientation: Orientation) -> float:
    _, right, _, left = margins(orientation)
    return paper(orientation)[0] - left - right


def _head(week: PrintedWeek, orientation: Orientation) -> str:
    half = _width(orientation) / 2
    left = "".join(
        _paragraph((Span(text, bold=bold),), 14, align="center")
        for text, bold in ((week.superior, False), (week.issuer, True), ("*", False), (week.number, False))
        if text
    )
    if week.draft:
        box = '<w:bdr w:val="single" w:sz="8" w:space="3" w:color="000000"/>'
        left += _paragraph((Span(f" {DRAFT} ", bold=True),), 13, align="center", before=6, extra=box)
    # Underlining is the one rule in Word whose length is that of the words.
    right = _paragraph((Span(PARTY, bold=True),), 15, align="center", extra='<w:u w:val="single"/>')
    right += _paragraph((Span(week.place_date, italic=True),), 14, align="center", before=4)
    title = "".join(
        _paragraph((Span(line, bold=True),), 15, align="center", before=10 if n == 0 else 0, keep=True)
        for n, line in enumerate(week.title)
    )
    subtitle = "".join(_paragraph((Span(line, italic=True),), 13, align="center", keep=True) for line in week.subtitle)
    gap = '<w:p><w:pPr><w:keepNext/><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    return _borderless((half, half), _cell(half, left) + _cell(half, right)) + title + subtitle + gap


def _table(week: PrintedWeek, orientation: Orientation) -> str:
    widths = column_widths(week, orientation)
    size = _USUAL_SIZE if orientation == "landscape" else _SMALL_SIZE
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margin = _twips(PAD_SIDE)
    properties = (
        '<w:tblPr><w:tblW w:w="0" w:type="auto"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="30" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="50" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EBEBEB"/><w:vAlign w:val="center"/>'
    headings = ("Thứ, ngày", "Buổi", *(heading for _, heading in week.columns))
    header = "".join(
        _cell(width, _paragraph((Span(text, bold=True),), size, align="center"), shade)
        for width, text in zip(widths, headings, strict=True)
    )
    first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{first}{''.join(_rows(week, widths, size))}</w:tbl>"


def _rows(week: PrintedWeek, widths: list[float], size: float) -> Iterator[str]:
    for day in week.days:
        begins_day = True
        for group in day.sessions:
            begins_session = True
            for row in group.rows:
                day_cell = _lines(day.heading(), size, "center") if begins_day else ""
                session = _paragraph((Span(group.name),), size, align="center") if begins_session else ""
                least = (FORM_ROW if week.empty else BLANK_ROW) if day.blank else 0.0
                height = f'<w:trHeight w:val="{_twips(least)}" w:hRule="atLeast"/>' if least else ""
                yield (
                    f"<w:tr><w:trPr>{_keeps_together(row)}{height}</w:trPr>"
                    + _cell(widths[0], day_cell, _merge(begins_day))
                    + _cell(widths[1], session, _merge(begins_session))
                    + "".join(_activity_cells(row, widths[2:], size))
                    + "</w:tr>"
                )
                begins_day = begins_session = False


def _keeps_together(row: Row) -> str:
    """A row of usual length is not parted by a page's end; a long one must be."""
    longest = max(sum(len(span.text) + 20 for line in cell for span in line) for cell in row.cells)
    return f'<w:cantSplit w:val="{int(longest < _LONG_ROW)}"/>'


def _merge(begins: bool) -> str:
    return '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"


def _activity_cells(row: Row, widths: list[float], size: float) -> Iterator[str]:
    for n, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        bar = ""
        if row.marked and n == len(widths) - 1:
            bar = '<w:tcBorders><w:right w:val="single" w:sz="24" w:space="0" w:color="000000"/></w:tcBorders>'
        yield _cell(width, _lines(cell, size, "center" if n == 0 else "left"), bar)


def _tail(week: PrintedWeek, orientation: Orientation) -> str:
    paragraphs = []
    for n, section in enumerate(week.sections):
        before = 6 if n == 0 else 0
        if section.heading:
            paragraphs.append(_paragraph((Span(f"{section.heading}:", bold=True),), 12, before=before, keep=True))
            before = 0
        paragraphs += [_paragraph(line, 12, before=before if k == 0 else 0) for k, line in enumerate(section.lines)]
    half = _width(orientation) / 2
    left = ""
    if week.recipients:
        left = _paragraph((Span("Nơi nhận:"),), 14, extra='<w:u w:val="single"/>')
        left += "".join(_paragraph((Span(line),), 12) for line in week.recipients)
    right = "".join(_paragraph((Span(line, bold=n == 0),), 14, align="center") for n, line in enumerate(week.signature))
    right += _paragraph((Span(week.signatory, bold=True),), 14, align="center", before=SIGNING_ROOM)
    gap = _paragraph((), 8, keep=True)
    return "".join(paragraphs) + gap + _borderless((half, half), _cell(half, left) + _cell(half, right))


def _page(orientation: Orientation) -> str:
    """The section's end: paper, margins, footers; Word wants a paragraph between a table and it."""
    width, height = paper(orientation)
    top, right, bottom, left = map(_twips, margins(orientation))
    turned = ' w:orient="landscape"' if orientation == "landscape" else ""
    last = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    return (
        f"{last}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        ' w:header="340" w:footer="340" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
