"""The progress report of 3,000 items as PDF, against bare reportlab building the same tables and charts.

The baseline has one long Table of Paragraphs for each table, with its headings repeated, and reportlab's own bar charts
of the same figures; head, title and page numbers are left out.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from io import BytesIO
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle
from tests.support.programmes import BODY, YEAR, lifelike_item

from benchmarks.table import Figure, table
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_report import ProgressReport, counted, progress_report
from vpcu_desktop.domain.programmes import Item, Programme, Progress
from vpcu_desktop.output.charts import ReportChart
from vpcu_desktop.output.fonts import BOLD, REGULAR, faces
from vpcu_desktop.output.geometry import MM
from vpcu_desktop.output.letterhead import Letterhead
from vpcu_desktop.output.programme_report_pdf import programme_report_pdf, report_parts
from vpcu_desktop.output.report_pdf import ReportTable

ITEMS = 3_000
ROUNDS = 5
REACH = 1.5
_DAY = date(2026, 11, 25)
_WIDTH = 165 * MM
_NAMES = {BODY.id: BODY.name}


def item(n: int) -> Item:
    """A third done, a tenth of them late; some withdrawn or carried over with their reasons."""
    made = replace(lifelike_item(n), lead=f"{lifelike_item(n).lead} {n % 40 or ''}".strip())
    due = made.last_day or _DAY
    if n % 3 == 0:
        return replace(made, progress=Progress.ISSUED, done_on=due + timedelta(days=9 if n % 10 == 0 else -1))
    if n % 20 in (1, 2):
        return replace(made, progress=Progress.CARRIED, progress_reason="Chờ hướng dẫn của Ban Thường vụ Tỉnh ủy")
    return replace(made, progress=Progress.WITHDRAWN, progress_reason="Không còn phù hợp") if n % 50 == 4 else made


def report() -> ProgressReport:
    """Of one year's programme."""
    programme = Programme("p", BODY.id, YEAR.kind, YEAR.first_day, YEAR.last_day)
    items = [item(n) for n in range(ITEMS)]
    return progress_report(YEAR, _DAY, counted(YEAR, [programme], items, targets=dict.fromkeys(
        (each.id for each in items if each.progress is Progress.CARRIED), Period.year(2027))))  # fmt: skip


def ours(found: ProgressReport) -> bytes:
    """The whole paper."""
    head = Letterhead("Đảng bộ tỉnh Đồng Nai", "Đảng ủy xã Tân Phú", "Tân Phú", _DAY)
    return programme_report_pdf(found, head, bodies=_NAMES)


def bare(parts: list[ReportTable | ReportChart]) -> bytes:
    """The same cells and figures by reportlab's own means."""
    faces()
    target = BytesIO()
    document = SimpleDocTemplate(target, initialFontName=REGULAR, invariant=1, pageCompression=1)
    document.build([_table(part) if isinstance(part, ReportTable) else _chart(part) for part in parts])
    return target.getvalue()


def _table(part: ReportTable) -> Flowable:
    cell = ParagraphStyle("cell", fontName=REGULAR, fontSize=11, leading=12.65)
    head = ParagraphStyle("head", parent=cell, fontName=BOLD)
    longest = [max(len(row[n]) for row in (part.headers, *part.rows)) + 4 for n in range(len(part.headers))]
    shares = [min(each, 30) for each in longest]
    rows = [[Paragraph(escape(text), head) for text in part.headers]]
    rows += [[Paragraph(escape(text), cell) for text in row] for row in part.rows]
    built = Table(rows, [_WIDTH * share / sum(shares) for share in shares], repeatRows=1)
    built.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return built


def _chart(part: ReportChart) -> Flowable:
    drawing = Drawing(_WIDTH, 30 + 20 * len(part.labels), initialFontName=REGULAR)
    chart: Any = HorizontalBarChart()
    chart.data = [values for _, values in part.series]
    chart.categoryAxis.style = "stacked"
    chart.categoryAxis.categoryNames = list(part.labels)
    for labels in (chart.categoryAxis.labels, chart.valueAxis.labels):
        labels.fontName = REGULAR
    chart.x, chart.width, chart.height = 120, _WIDTH - 120, 20 * len(part.labels)
    drawing.add(chart)
    return drawing


def figures() -> list[Figure]:
    """Both in turn, several times; the first time of each (fonts) is not counted."""
    found = report()
    parts = report_parts(found, bodies=_NAMES)
    times: dict[Callable[[], bytes], list[float]] = {lambda: ours(found): [], lambda: bare(parts): []}
    for _ in range(ROUNDS + 1):
        for build, taken in times.items():
            start = time.perf_counter()
            build()
            taken.append(time.perf_counter() - start)
    mine, baseline = (statistics.median(taken[1:]) for taken in times.values())
    ratio = mine / baseline
    return [
        Figure(
            "progress report as PDF",
            f"{ITEMS:,} items",
            f"bare reportlab {baseline * 1000:.0f} ms",
            f"{mine * 1000:.0f} ms",
            f"{ratio:.2f}×",
            f"≤ {REACH}×",
            ratio <= REACH,
        )
    ]


if __name__ == "__main__":
    print(table(figures()))
