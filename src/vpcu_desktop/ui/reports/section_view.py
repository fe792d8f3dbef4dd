"""A section of a report on screen: its heading, its bars, its figures; as high as it needs, the page scrolls."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ..widgets.bar_chart import BarChart
from ..widgets.labels import label
from ..widgets.table import Column, Table, TableModel
from .sections import Cell, Report, Section, bars, sums, text

#: Characters that a column of figures is wide at least; the fewer, the more of them share the line.
_WIDE, _NARROW, _MANY = 12, 7, 6

_Row = tuple[str, tuple[Cell, ...]]


class SectionView(QWidget):
    """Shows one section."""

    def __init__(self, report: Report, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        self.chart: BarChart | None = None
        self.table: FiguresTable | None = None
        if section.chart and section.rows:
            self.chart = BarChart(stacked=section.chart == "stacked")
            self.chart.show_bars(section.title, *bars(report, section))
            column.addWidget(self.chart)
        else:
            column.addWidget(label(section.title, "heading"))
        if section.rows:
            self.table = FiguresTable(report, section)
            column.addWidget(self.table)
        else:
            column.addWidget(label(_("Nothing in this period."), "muted"))


class FiguresTable(Table[_Row]):
    """All rows at once; keys that it has no use for go to the page that scrolls."""

    def __init__(self, report: Report, section: Section) -> None:
        measures = report.measures_of(section)
        least = _NARROW if len(measures) > _MANY else _WIDE
        figures = [
            Column[_Row](
                f"m{n}",
                measure.title,
                lambda row, n=n: text(row[1][n]),  # type: ignore[misc]
                width=max(least, len(measure.title), measure.width),
                right=all(isinstance(cells[n], int) for _label, cells in section.rows),
            )
            for n, measure in enumerate(measures)
        ]
        model = TableModel[_Row]([Column("label", section.label, lambda row: row[0]), *figures], lambda row: row[0])
        model.editable = False
        rows = list(section.rows)
        if section.total and len(rows) > 1:
            rows.append((_("Sum"), sums(section)))
        model.set_rows(rows)
        super().__init__(model, section.title)
        model.setParent(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _fit_height(self) -> None:
        head = self.horizontalHeader().sizeHint().height()
        row = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(head + row * len(self.rows_model.rows) + 2 * self.frameWidth() + 4)
