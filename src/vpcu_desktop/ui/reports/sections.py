"""A report as the window, the printer and an exported file show it: sections of figures, some with bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...i18n import _
from ..registers import words
from ..registers.table_files import FileColumn
from ..widgets.bar_chart import BarSeries

if TYPE_CHECKING:
    from ...output.charts import ReportChart
    from ...output.report_pdf import ReportTable

Cell = str | int
#: Bars that are still told apart from two metres.
_MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures, or of texts that need room (`width`, characters). `tone`: the token of its bars, "" for one
    that is not drawn (a sum).
    """

    title: str
    tone: str = ""
    hatched: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading: what a row is, then its figures or texts in the order of the report's measures.

    `marks`: what stands under the bars where that is shorter than what the rows are called; `measures`: those of a list
    that has others than its report.
    """

    title: str
    label: str  # the heading of the first column
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    chart: Literal["", "bars", "stacked"] = ""
    total: bool = True  # whether a row of sums makes sense
    marks: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Sections have its measures unless they name their own. `note` stands under the title: what counts, what not."""

    title: str
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    note: str = ""

    def measures_of(self, section: Section) -> tuple[Measure, ...]:
        return section.measures or self.measures


def sums(section: Section) -> tuple[Cell, ...]:
    """The sums of the figures; a text has none."""
    columns = zip(*(cells for _label, cells in section.rows), strict=True)
    return tuple(_sum(column) for column in columns)


def _sum(column: Sequence[Cell]) -> Cell:
    figures = [cell for cell in column if isinstance(cell, int)]
    return sum(figures) if len(figures) == len(column) else ""


def text(cell: Cell) -> str:
    """A figure with its thousands apart."""
    return words.whole(cell) if isinstance(cell, int) else cell


def bars(report: Report, section: Section) -> tuple[tuple[str, ...], tuple[BarSeries, ...]]:
    """Labels and series of a section's chart; of very many rows the first ones."""
    rows = section.rows[:_MOST_BARS] if section.chart == "stacked" else section.rows
    series = tuple(
        BarSeries(measure.title, tuple(_figure(cells[n]) for _label, cells in rows), measure.tone, measure.hatched)
        for n, measure in enumerate(report.measures_of(section))
        if measure.tone
    )
    return section.marks or tuple(label for label, _cells in rows), series


def _figure(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def paper_parts(report: Report, total: str) -> "list[ReportTable | ReportChart]":
    """The sections for the printed report; `total`: the word before the sums."""
    from ...output.charts import ReportChart
    from ...output.report_pdf import ReportTable

    parts: list[ReportTable | ReportChart] = []
    for section in report.sections:
        if section.chart and section.rows:
            labels, series = bars(report, section)
            drawn = tuple((each.name, tuple(map(float, each.values))) for each in series if any(each.values))
            kind: Literal["stacked", "bar"] = "stacked" if section.chart == "stacked" else "bar"
            parts.append(ReportChart(section.title, kind, labels, drawn))
        headers = (section.label, *(measure.title for measure in report.measures_of(section)))
        rows = [(label, *map(text, cells)) for label, cells in section.rows]
        if section.total and len(rows) > 1:
            rows.append((total, *map(text, sums(section))))
        parts.append(ReportTable(section.title, headers, tuple(rows)))
    return parts


def exported(report: Report) -> tuple[list[FileColumn], list[list[object]]]:
    """Columns and rows of a table with all sections under one another, each line with the section that it belongs to;
    what only some sections have stands in columns behind those of all.
    """
    own = (measure for section in report.sections for measure in section.measures)
    titles = list(dict.fromkeys(measure.title for measure in (*report.measures, *own)))
    figures: set[str] = set()
    rows: list[list[object]] = []
    for section in report.sections:
        names = [measure.title for measure in report.measures_of(section)]
        lines = list(section.rows)
        figures |= {
            name for _what, cells in lines for name, cell in zip(names, cells, strict=True) if type(cell) is int
        }
        if section.total and len(lines) > 1:
            lines.append((_("Sum"), sums(section)))
        for what, cells in lines:
            known = dict(zip(names, cells, strict=True))
            rows.append([section.title, what, *(known.get(title, "") for title in titles)])
    columns: list[FileColumn] = [(_("Section"), 28, "text"), (_("What is counted"), 34, "text")]
    return columns + [(title, 14, "number" if title in figures else "text") for title in titles], rows
