"""A table whose columns are objects: title, width, cell, and how a cell is changed in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...domain.text import clean_line
from .. import theme

_T = TypeVar("_T")
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_FILLED = "filled"  # an editor that has its row's text


@dataclass(frozen=True)
class Column(Generic[_T]):
    """One column. `width` counts characters; 0 takes what is left. With `change` a cell can be edited in place, with
    `choices` by choosing one of (value, words); with `check` it is a check box.
    """

    key: str
    title: str
    cell: Callable[[_T], str]
    width: int = 0
    right: bool = False
    tone: Callable[[_T], str] = lambda _row: ""  # the token of its text colour
    change: Callable[[_T, str], _T] | None = None
    choices: Sequence[tuple[str, str]] = ()
    checked: Callable[[_T], bool] | None = None
    check: Callable[[_T, bool], _T] | None = None
    spare: int = 0  # above 0: left out where there is no room for all, the highest first
    least: int = 28  # of a column that takes what is left: so many characters before others are left out


class TableModel(QAbstractTableModel, Generic[_T]):
    """Rows of values; a change made in place is told by `edited` (old row, new row), not kept here."""

    edited = Signal(object, object)

    def __init__(
        self,
        columns: Sequence[Column[_T]],
        identity: Callable[[_T], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.rows: list[_T] = []
        self.editable = True
        self.is_typed_into: Callable[[], bool] = lambda: False  # asked of the table that shows it
        self._identity = identity
        self._typed: list[tuple[object, int, Any]] | None = None  # while rows are exchanged: entered after that

    def set_rows(self, rows: Sequence[_T]) -> None:
        """Shows other rows. An open editor stays open; if rows change places, what is typed is entered instead. It is
        lost only with its own row.
        """
        fresh = list(rows)
        if self.is_typed_into() and self._in_same_order(fresh):
            self._go_over_to(fresh)
        if [self._identity(r) for r in fresh] == [self._identity(r) for r in self.rows]:
            self.rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self._typed = []
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()
        typed, self._typed = self._typed, None
        for identity, column, value in typed:
            if (number := self.row_of(identity)) >= 0:
                self.setData(self.index(number, column), value)

    def _in_same_order(self, fresh: Sequence[_T]) -> bool:
        """Whether what stays of the rows does not change places."""
        new, old = [self._identity(row) for row in fresh], [self._identity(row) for row in self.rows]
        both = set(new) & set(old)
        return [each for each in new if each in both] == [each for each in old if each in both]

    def _go_over_to(self, fresh: Sequence[_T]) -> None:
        """Takes rows out and puts rows in one by one, so that all others keep their editors."""
        wanted = {self._identity(row) for row in fresh}
        for number in reversed(range(len(self.rows))):
            if self._identity(self.rows[number]) not in wanted:
                self.beginRemoveRows(_NO_INDEX, number, number)
                del self.rows[number]
                self.endRemoveRows()
        there = {self._identity(row) for row in self.rows}
        for number, row in enumerate(fresh):
            if self._identity(row) not in there:
                self.beginInsertRows(_NO_INDEX, number, number)
                self.rows.insert(number, row)
                self.endInsertRows()

    def append_rows(self, rows: Sequence[_T]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def row_of(self, identity: object) -> int:
        """The row's number, -1 if it is not here."""
        return next((n for n, row in enumerate(self.rows) if self._identity(row) == identity), -1)

    def identity_at(self, number: int) -> object:
        return self._identity(self.rows[number]) if 0 <= number < len(self.rows) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(self.columns[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None if column.check else column.cell(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.cell(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.cell(row)}"
        if role == Qt.ItemDataRole.CheckStateRole and column.checked:
            return Qt.CheckState.Checked if column.checked(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column.tone(row):
            return theme.tokens().color(column.tone(row))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        if self.editable and column.change is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        if self.editable and column.check is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if self._typed is not None:
            self._typed.append((self._identity(row), index.column(), value))
            return True
        if role == Qt.ItemDataRole.CheckStateRole and column.check is not None:
            changed = column.check(row, Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and column.change is not None:
            if not column.choices and str(value) == column.cell(row):
                return False  # left as it was, breaks of lines too
            changed = column.change(row, str(value) if column.choices else clean_line(str(value)))
        else:
            return False
        if changed == row:
            return False
        self.rows[index.row()] = changed
        self.dataChanged.emit(index, index)
        self.edited.emit(row, changed)
        return True

    @staticmethod
    def _alignment(column: Column[_T]) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class _Choice(QStyledItemDelegate):
    """Edits a cell by choosing from a list, and never completes text inside a line."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, TableModel) else None
        if column is None or not column.choices:
            editor = super().createEditor(parent, option, index)
            editor.setAccessibleName(column.title if column else "")
            return editor
        box = QComboBox(parent)
        box.setAccessibleName(column.title)
        for value, words in column.choices:
            box.addItem(words, value)
        box.activated.connect(lambda _at: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Once: what is typed by then is not replaced when the row is read again."""
        if editor.property(_FILLED):
            return
        editor.setProperty(_FILLED, True)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(str(index.data()))))
            return
        super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
            return
        super().setModelData(editor, model, index)

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class Table(QTableView, Generic[_T]):
    """Whole rows are chosen; Enter or F2 edits a cell; typing edits it too; columns share the width."""

    opened = Signal()  # Enter on a table that is only read
    chosen = Signal(object)  # the row that is now the current one, or None

    def __init__(self, model: TableModel[_T], name: str, parent: QWidget | None = None) -> None:
        """`name` says what the table holds, to those who hear the screen."""
        super().__init__(parent)
        self.setModel(model)
        self.rows_model = model
        model.is_typed_into = lambda: self.state() == self.State.EditingState
        self.setAccessibleName(name)
        self.setItemDelegate(_Choice(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._identity: object = None
        model.modelAboutToBeReset.connect(self._note_row)
        model.modelReset.connect(self._find_row)
        self._fit_text()

    def current_row(self) -> _T | None:
        """The value of the current row."""
        at = self.currentIndex().row()
        return self.rows_model.rows[at] if 0 <= at < len(self.rows_model.rows) else None

    def select(self, identity: object) -> bool:
        """Makes a row the current one; False if it is not here."""
        at = self.rows_model.row_of(identity)
        if at < 0:
            return False
        column = max(0, self.currentIndex().column())
        self.setCurrentIndex(self.rows_model.index(at, column))
        self.scrollTo(self.currentIndex())
        return True

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            index = self.currentIndex()
            if not event.modifiers() and index.isValid():
                if self.rows_model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    self.edit(index)
                else:
                    self.opened.emit()
                return
        if event.key() == Qt.Key.Key_Space and self._tick():
            return
        super().keyPressEvent(event)

    def _tick(self) -> bool:
        """Space ticks the row's box from any cell that no text is typed into; False where there is none."""
        index = self.currentIndex()
        columns = self.rows_model.columns
        box = next((n for n, column in enumerate(columns) if column.check is not None), None)
        if not index.isValid() or box is None or not self.rows_model.editable or columns[index.column()].change:
            return False
        there = index.siblingAtColumn(box)
        ticked = Qt.CheckState(there.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.rows_model.setData(there, wanted, Qt.ItemDataRole.CheckStateRole)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_text()

    def _fit_text(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._share_width()

    def _share_width(self) -> None:
        digit = self.fontMetrics().averageCharWidth()
        columns = self.rows_model.columns
        left_out = self._left_out(digit)
        shown = [column for number, column in enumerate(columns) if number not in left_out]
        fixed = sum(column.width * digit + 24 for column in shown if column.width)
        open_ended = sum(not column.width for column in shown)
        share = max((self.viewport().width() - fixed) // max(open_ended, 1), 20 * digit)
        for number, column in enumerate(columns):
            self.setColumnHidden(number, number in left_out)
            self.setColumnWidth(number, column.width * digit + 24 if column.width else share)

    def _left_out(self, digit: int) -> set[int]:
        """The columns that can be spared, as many as there is no room for."""
        columns, left_out = self.rows_model.columns, set[int]()
        wanted = {number: (column.width or column.least) * digit + 24 for number, column in enumerate(columns)}
        for number in sorted((n for n in wanted if columns[n].spare), key=lambda n: -columns[n].spare):
            if sum(wanted.values()) <= self.viewport().width():
                break
            left_out.add(number)
            del wanted[number]
        return left_out

    def _note_row(self) -> None:
        """Before all rows are shown anew: what is typed into a cell is handed over, for its editor goes."""
        if self.state() == self.State.EditingState:
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            for editor in self.viewport().findChildren(QWidget, options=direct):
                if editor.property(_FILLED):
                    self.commitData(editor)
        self._identity = self.rows_model.identity_at(self.currentIndex().row())

    def _find_row(self) -> None:
        if (self._identity is None or not self.select(self._identity)) and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0, 0))
