"""The work programme as a Word file with the same words as the PDF, the same bytes for the same words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from .docx_frame import MARK_BAR, SHADE, cell, document, keeps_together, lines, paragraph, table, twips
from .fonts import faces
from .layout import Span
from .programme_columns import CENTRED, EMPTY_ROW, EMPTY_ROWS, column_widths, least_height, type_size
from .programme_layout import Column, Heading, Line, PrintedProgramme
from .typeset import Typesetter


def programme_docx(programme: PrintedProgramme) -> bytes:
    """A .docx of the programme. Page numbers stand from the second page on."""
    widths = column_widths(programme, Typesetter(faces()))
    size = type_size(programme)
    rows = [*_headings(programme.columns, widths, size), *_rows(programme, widths, size)]
    return document(programme, programme.running, "landscape", table(widths, "".join(rows)), first_page=False)


def _headings(columns: Sequence[Column], widths: Sequence[float], size: float) -> Iterator[str]:
    """One row, or two if columns share a heading: the others then go over both."""
    above, below = [], []
    place = 0
    numbered = (Column("number", "STT"), *columns)
    double = any(column.over for column in numbered)
    for _, group in groupby(numbered, key=lambda column: column.over or column.key):
        own = list(group)
        width = sum(widths[place : place + len(own)])
        text = own[0].over or own[0].heading
        spanned = f'<w:gridSpan w:val="{len(own)}"/>' if len(own) > 1 else ""
        whole = double and not own[0].over
        above.append(_heading(width, text, size, spanned + ('<w:vMerge w:val="restart"/>' if whole else "")))
        for column, each in zip(own, widths[place:], strict=False):
            below.append(_heading(each, "" if whole else column.heading, size, "<w:vMerge/>" if whole else ""))
        place += len(own)
    for cells in (above, below) if double else (above,):
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _heading(width: float, text: str, size: float, merged: str) -> str:
    return cell(width, paragraph((Span(text, bold=True),), size, align="center"), merged + SHADE)


def _rows(programme: PrintedProgramme, widths: Sequence[float], size: float) -> Iterator[str]:
    least = _at_least(least_height(programme))
    for row in programme.rows:
        if isinstance(row, Heading):
            words = paragraph((Span(row.text, bold=True, italic=row.below),), size, keep=True)
            whole = cell(sum(widths), words, f'<w:gridSpan w:val="{len(widths)}"/>')
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{whole}</w:tr>"
        else:
            cells = _cells(programme, row, widths, size)
            yield f"<w:tr><w:trPr>{keeps_together(row.cells)}{least}</w:trPr>{cells}</w:tr>"
    if not programme.rows:
        empty = "".join(cell(width, "") for width in widths)
        yield f"<w:tr><w:trPr>{_at_least(EMPTY_ROW)}</w:trPr>{empty}</w:tr>" * EMPTY_ROWS


def _at_least(height: float) -> str:
    return f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""


def _cells(programme: PrintedProgramme, row: Line, widths: Sequence[float], size: float) -> str:
    keys = ("number", *(column.key for column in programme.columns))
    parts = []
    for key, words, width in zip(keys, row.cells, widths, strict=True):
        bar = MARK_BAR if row.marked and key == keys[-1] else ""
        parts.append(cell(width, lines(words, size, "center" if key in CENTRED else "left"), bar))
    return "".join(parts)
