"""The week as a Word file with the same words as the PDF: plain WordprocessingML, the same bytes for the same week."""

from collections.abc import Iterator

from .docx_frame import MARK_BAR, SHADE, cell, document, keeps_together, lines, paragraph, table, twips
from .geometry import BLANK_ROW, FORM_ROW, column_widths
from .layout import PrintedWeek, Row, Span

_USUAL_SIZE, _SMALL_SIZE = 12, 11


def week_docx(week: PrintedWeek) -> bytes:
    """A .docx of the week; everything as in `week_pdf.week_pdf`."""
    return document(week, week.file_title, week.orientation, _table(week))


def _table(week: PrintedWeek) -> str:
    widths = column_widths(week)
    size = _USUAL_SIZE if week.orientation == "landscape" else _SMALL_SIZE
    headings = ("Thứ, ngày", "Buổi", *(heading for _, heading in week.columns))
    header = "".join(
        cell(width, paragraph((Span(text, bold=True),), size, align="center"), SHADE)
        for width, text in zip(widths, headings, strict=True)
    )
    first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>"
    return table(widths, first + "".join(_rows(week, widths, size)))


def _rows(week: PrintedWeek, widths: list[float], size: float) -> Iterator[str]:
    for day in week.days:
        begins_day = True
        for group in day.sessions:
            begins_session = True
            for row in group.rows:
                day_cell = lines(day.heading(), size, "center") if begins_day else ""
                session = paragraph((Span(group.name),), size, align="center") if begins_session else ""
                least = (FORM_ROW if week.empty else BLANK_ROW) if day.blank else 0.0
                height = f'<w:trHeight w:val="{twips(least)}" w:hRule="atLeast"/>' if least else ""
                yield (
                    f"<w:tr><w:trPr>{keeps_together(row.cells)}{height}</w:trPr>"
                    + cell(widths[0], day_cell, _merge(begins_day))
                    + cell(widths[1], session, _merge(begins_session))
                    + "".join(_activity_cells(row, widths[2:], size))
                    + "</w:tr>"
                )
                begins_day = begins_session = False


def _merge(begins: bool) -> str:
    return '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"


def _activity_cells(row: Row, widths: list[float], size: float) -> Iterator[str]:
    for n, (words, width) in enumerate(zip(row.cells, widths, strict=True)):
        bar = MARK_BAR if row.marked and n == len(widths) - 1 else ""
        yield cell(width, lines(words, size, "center" if n == 0 else "left"), bar)
