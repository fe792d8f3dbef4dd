"""The table of a register list: it paints its rows itself, from cells that are ready.

Qt's own way asks the model seven questions a cell and draws each through the style sheet: 16 ms for a full screen,
where this takes 5.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...domain.search import Sort, SortField
from .. import theme
from .columns import Column
from .model import PLACEHOLDER, RegisterModel

_PAD = 11  # px left and right in a cell, as in the header
_CLIPPED = Qt.TextElideMode.ElideRight
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
#: The subject keeps at least so many letters: other texts give way down to this share of their width, and what does
#: not fit then is scrolled sideways.
_LEAST, _SHARE = 17, 0.5


class RegisterTable(QTableView):
    """Whole rows are chosen, several with Shift and Ctrl; Enter or a double click opens; a click on a header sorts."""

    opened = Signal()  # Enter on the current row
    moved = Signal()  # another row is the current one
    sorted = Signal(object)  # SortField

    def __init__(self, model: RegisterModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.rows_model = model
        self.may_spare = True  # whether columns that can be spared may be left out to keep the others in sight
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setTextElideMode(_CLIPPED)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.watch().changed.connect(self._fit_text)
        model.modelReset.connect(self._share_width)
        self._struck = QFont()
        self._fit_text()

    # Choosing

    def current_row(self) -> int:
        """-1 where there is none."""
        return self.currentIndex().row()

    def put_current(self, row: int) -> None:
        """Makes a row the current one, in sight."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @property
    def top(self) -> tuple[int, int]:
        """The topmost row in sight, and how many pixels of it are out of sight."""
        return divmod(self.verticalHeader().offset(), self.verticalHeader().defaultSectionSize())

    def put_top(self, row: int, hidden: int) -> None:
        """Scrolls until the row is the topmost in sight."""
        self.updateGeometries()  # the bar may not know yet of rows that have just come
        self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize() + hidden)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The chosen rows as stretches (first, last), from top to bottom."""
        parts = self.selectionModel().selection()
        return sorted({(parts.at(n).top(), parts.at(n).bottom()) for n in range(parts.count())})

    def select_rows(self, rows: Sequence[int]) -> None:
        """Chooses these rows too."""
        chosen, last = QItemSelection(), len(self.rows_model.columns) - 1
        for row in rows:
            chosen.select(self.model().index(row, 0), self.model().index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.Select | flags.Rows)

    def show_sort(self, sort: Sort) -> None:
        """Marks the column that the rows stand in order of."""
        header = self.horizontalHeader()
        at = next((n for n, c in enumerate(self.rows_model.columns) if c.sort is sort.field), -1)
        header.setSortIndicatorShown(at >= 0)
        # The style's arrow for "ascending" points down; people read that as falling.
        order = Qt.SortOrder.AscendingOrder if sort.descending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(at, order)

    def _sort(self, section: int) -> None:
        field: SortField | None = self.rows_model.columns[section].sort
        if field is not None:
            self.sorted.emit(field)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return  # what may be copied the list's command knows
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.current_row() >= 0:
                self.opened.emit()
            return
        super().keyPressEvent(event)

    # Shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(current))
        super().resizeEvent(event)
        self._share_width()
        if seen:
            self.scrollTo(current)  # the row under the cursor stays seen where a strip takes room from the list

    def _fit_text(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._struck = QFont(self.font())
        self._struck.setStrikeOut(True)
        self._share_width()

    def _share_width(self) -> None:
        everything = tuple(self.rows_model.columns)
        widths = self._widths(everything)
        if self.may_spare and sum(widths.values()) > self.viewport().width():
            needed = self._widths(tuple(column for column in everything if not column.spare))
            widths = needed if sum(needed.values()) <= self.viewport().width() else widths
        for number, column in enumerate(everything):
            self.setColumnHidden(number, column.key not in widths)
            if column.key in widths:
                self.setColumnWidth(number, widths[column.key])

    def _widths(self, columns: Sequence[Column]) -> dict[str, int]:
        """How wide these would be beside each other, by their keys."""
        letters = self.fontMetrics()
        letter, least = letters.averageCharWidth(), _LEAST * letters.averageCharWidth()
        firm, giving = dict[str, int](), dict[str, int]()
        for column in columns:
            if column.firm and column.width:
                firm[column.key] = max(column.width * letter, letters.horizontalAdvance(column.title))
            else:
                giving[column.key] = column.width * letter
        room = self.viewport().width() - 2 * _PAD * len(columns) - sum(firm.values())
        wanted = sum(giving.values())
        share = min(max((room - least) / wanted, _SHARE), 1.0) if wanted else 1.0
        rest = max(room - round(wanted * share), least)
        return {
            column.key: 2 * _PAD
            + (firm.get(column.key) or (round(giving[column.key] * share) if column.width else rest))
            for column in columns
        }

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        height, offset = self.verticalHeader().defaultSectionSize(), self.verticalHeader().offset()
        model = self.rows_model
        first = offset // height
        last = min((offset + self.viewport().height()) // height, model.rows - 1)
        model.look(first, last)
        t = theme.tokens()
        colors = {"": t.color("text"), "danger": t.color("danger"), "muted": t.color("muted")}
        places = [(self.columnViewportPosition(n), self.columnWidth(n), c.right) for n, c in enumerate(model.columns)]
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), t.color("surface"))
        chosen = self.selectionModel()
        current = self.current_row()
        for row in range(first, last + 1):
            top = row * height - offset
            band = QRect(0, top, self.viewport().width(), height)
            if chosen.isRowSelected(row, QModelIndex()):
                painter.fillRect(band, t.color("selection"))
            self._paint_row(painter, row, top, height, places, colors)
            painter.setPen(t.color("line"))
            painter.drawLine(0, top + height - 1, band.right(), top + height - 1)
            if row == current and self.hasFocus():
                painter.setPen(t.color("focus"))
                painter.drawRect(band.adjusted(0, 0, -1, -2))
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        row: int,
        top: int,
        height: int,
        places: list[tuple[int, int, bool]],
        colors: dict[str, QColor],
    ) -> None:
        cells = self.rows_model.cells(row)
        void = cells is not None and cells.void
        painter.setFont(self._struck if void else self.font())
        letters = self.fontMetrics()
        for number, (left, width, right) in enumerate(places):
            text = PLACEHOLDER if cells is None else cells.texts[number]
            if not text or not width or left + width < 0:
                continue
            tone = "muted" if cells is None or void else cells.tones[number]
            painter.setPen(colors[tone])
            room = width - 2 * _PAD
            if letters.horizontalAdvance(text) > room:
                text = letters.elidedText(text, _CLIPPED, room)
            painter.drawText(QRect(left + _PAD, top, room, height), _RIGHT if right else _LEFT, text)
