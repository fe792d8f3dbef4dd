"""A register of 10,000 lines as PDF, against bare reportlab building one Table a page of the same cells; and memory.

Bare reportlab is measured twice: with Paragraphs, which is how cells that wrap are usually written, and with strings
that were broken into lines before, which it is given for nothing. Both are told which rows stand on each page, and both
leave out cover, page numbers and the lines through void rows.
"""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

from benchmarks.book_rows import cover, form, rows
from benchmarks.table import Figure, table
from vpcu_desktop.output.fonts import BOLD, REGULAR, faces
from vpcu_desktop.output.geometry import MM
from vpcu_desktop.output.grid import GridRow
from vpcu_desktop.output.register_book import book_pdf, paginate

LINES, FEW_LINES = 10_000, 1_000
ROUNDS = 3
REACH = 0.5
MEMORY_REACH = 25.0  # MB more for ten times as many lines
_SIZE, _LEADING = 11, 12.65

Cells = list[list[str]]


def ours() -> int:
    """Everything: cover, title page, typesetting, void rows struck through. Gives the pages of the table."""
    return len(book_pdf(form(), cover(), rows(LINES)).pages)


def bare(pages: list[Cells], cell: Callable[[str], Any]) -> int:
    """A Table for each page, by reportlab's own means."""
    faces()
    columns = form().columns
    widths = [column.width_mm * MM for column in columns]
    head = ParagraphStyle("head", fontName=BOLD, fontSize=_SIZE, leading=_LEADING, alignment=1)
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("BOX", (0, 0), (-1, -1), 0.9, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.93, 0.93, 0.93)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONT", (0, 0), (-1, -1), REGULAR, _SIZE, _LEADING),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    canvas = Canvas(BytesIO(), pagesize=(297 * MM, 210 * MM), invariant=1, pageCompression=1)
    titles = [Paragraph(column.title.replace("\n", "<br/>"), head) for column in columns]
    numbers = [f"({column.number})" for column in columns]
    for page in pages:
        built = Table([titles, numbers, *([cell(text) for text in row] for row in page)], widths)
        built.setStyle(style)
        _, used = built.wrapOn(canvas, sum(widths), 210 * MM)
        built.drawOn(canvas, 20 * MM, 197 * MM - used)
        canvas.showPage()
    canvas.save()
    return len(pages)


def figures() -> list[Figure]:
    """All three in turn, several times; then the memory of two processes."""
    style = ParagraphStyle("cell", fontName=REGULAR, fontSize=_SIZE, leading=_LEADING)
    broken = [[_lines(row) for row in block.rows] for block in paginate(form(), rows(LINES))]
    whole = [[[text.replace("\n", " ") for text in row] for row in page] for page in broken]

    def paragraphs() -> int:
        return bare(whole, lambda text: Paragraph(escape(text), style) if text else "")

    def strings() -> int:
        return bare(broken, lambda text: text)

    speeds: dict[Callable[[], int], list[float]] = {ours: [], paragraphs: [], strings: []}
    for _ in range(ROUNDS):
        for build, taken in speeds.items():
            gc.collect()
            start = time.perf_counter()
            pages = build()
            taken.append(pages / (time.perf_counter() - start))
    mine = statistics.median(speeds[ours])
    return [
        _speed("a Table of Paragraphs a page", statistics.median(speeds[paragraphs]), mine),
        _speed("a Table of lines broken before", statistics.median(speeds[strings]), mine),
        _memory(),
    ]


def _speed(what: str, baseline: float, mine: float) -> Figure:
    ratio = mine / baseline
    told = f"bare reportlab, {what}: {baseline:.0f} pages/s"
    size, reach = f"{LINES:,} lines", f"≥ {REACH}×"
    return Figure("register as PDF", size, told, f"{mine:.0f} pages/s", f"{ratio:.2f}×", reach, ratio >= REACH)


def _memory() -> Figure:
    size = f"{LINES:,} lines, against {FEW_LINES:,}"
    if sys.platform == "win32":
        return Figure("memory for printing a register", size, "–", "not measured here", "", "", True)
    (_, few), (pdf, many) = (_child(count) for count in (FEW_LINES, LINES))
    told = f"{many:.0f} MB (the PDF: {pdf:.1f} MB)"
    reach = f"≤ {MEMORY_REACH:.0f} MB more"
    grown = many - few
    return Figure(
        "memory for printing a register", size, f"{few:.0f} MB", told, f"{grown:+.0f} MB", reach, grown <= MEMORY_REACH
    )


def _child(count: int) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.child_book", str(count)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, check=True, timeout=300)
    return [float(each) for each in done.stdout.split()]


def _lines(row: GridRow) -> list[str]:
    return ["\n".join("".join(piece.text for piece in line.pieces) for line in cell) for cell in row.cells]


if __name__ == "__main__":
    print(table(figures()))
