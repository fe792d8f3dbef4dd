"""The weekly PDF of 60 activities, against bare reportlab building the same table: one Table of Paragraphs a page."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle
from tests.support.weeks import lifelike_directory, lifelike_office, lifelike_sheet

from benchmarks.table import Figure, table
from vpcu_desktop.domain.almanac import Almanac
from vpcu_desktop.output.fonts import BOLD, REGULAR, faces
from vpcu_desktop.output.geometry import column_widths, margins, paper
from vpcu_desktop.output.layout import Cell, PrintedWeek, printed_week
from vpcu_desktop.output.week_pdf import week_pdf

ACTIVITIES = 60
ROUNDS = 15
REACH = 1.5
_ROWS_A_PAGE = 8  # given to the baseline for nothing: it need not find out what fits

_OPTIONS: dict[str, Any] = {
    "almanac": Almanac(),
    "orientation": "landscape",
    "marks": {},
    "draft": False,
    "leader": None,
    "directory": lifelike_directory(),
    "printed_on": date(2026, 11, 20),
}


def ours() -> bytes:
    """The whole paper: head, table, what follows it."""
    return week_pdf(printed_week(lifelike_sheet(ACTIVITIES), lifelike_office(), **_OPTIONS))


def bare(week: PrintedWeek) -> bytes:
    """The table alone, by reportlab's own means."""
    faces()
    style = ParagraphStyle("cell", fontName=REGULAR, fontSize=12, leading=13.8)
    bold = ParagraphStyle("head", parent=style, fontName=BOLD)
    width, height = paper("landscape")
    top, _, _, left = margins("landscape")
    widths = column_widths(week)
    names = ("Thứ, ngày", "Buổi", *(heading for _, heading in week.columns))

    def paragraph(cell: Cell) -> Paragraph:
        return Paragraph("<br/>".join("".join(escape(span.text) for span in line) for line in cell), style)

    rows = [
        [
            Paragraph(f"{day.name} {day.date}", bold) if first else "",
            Paragraph(group.name, style) if first else "",
            *map(paragraph, row.cells),
        ]
        for day in week.days
        for group in day.sessions
        for row in group.rows
        for first in (row is group.rows[0],)
    ]
    target = BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1, pageCompression=1)
    for start in range(0, len(rows), _ROWS_A_PAGE):
        built = Table([[Paragraph(name, bold) for name in names], *rows[start : start + _ROWS_A_PAGE]], widths)
        built.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        _, used = built.wrapOn(canvas, sum(widths), height)
        built.drawOn(canvas, left, height - top - used)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def figures() -> list[Figure]:
    """Both in turn, several times; the first time of each (fonts, almanac) is not counted."""
    week = printed_week(lifelike_sheet(ACTIVITIES), lifelike_office(), **_OPTIONS)
    times: dict[Callable[[], bytes], list[float]] = {ours: [], lambda: bare(week): []}
    for _ in range(ROUNDS + 1):
        for build, taken in times.items():
            start = time.perf_counter()
            build()
            taken.append(time.perf_counter() - start)
    mine, baseline = (statistics.median(taken[1:]) for taken in times.values())
    ratio = mine / baseline
    return [
        Figure(
            "weekly PDF",
            f"{ACTIVITIES} activities",
            f"bare reportlab {baseline * 1000:.0f} ms",
            f"{mine * 1000:.0f} ms",
            f"{ratio:.2f}×",
            f"≤ {REACH}×",
            ratio <= REACH,
        )
    ]


if __name__ == "__main__":
    print(table(figures()))
