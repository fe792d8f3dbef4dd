"""The rows of a register list: as many as the view has, read page by page off the window's thread as they are seen.

At most one page is being read at a time; what is read next is decided when it has come, by what is in sight then. So a
list that is dragged over a million lines reads only where it rests.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...domain.errors import KnownError
from ...domain.lines import Line
from ..operations import Operations
from .columns import Column, is_void

if TYPE_CHECKING:
    from ...services.find import View

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
#: Pages that are kept: some screens up and down from where the clerk is.
KEPT_PAGES = 60
#: What stands in a cell while its page is on its way.
PLACEHOLDER = "…"


class Cells(NamedTuple):
    """A line as it is painted: the columns' texts, the tokens of their colours, whether it is void."""

    texts: tuple[str, ...]
    tones: tuple[str, ...]
    void: bool


class _Page:
    """Lines, and their cells once they were painted."""

    __slots__ = ("cells", "lines")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self.cells: list[Cells | None] = [None] * len(self.lines)


class RegisterModel(QAbstractTableModel):
    """Shows a view. `look` says which rows are in sight; their pages are read and stay for a while."""

    filled = Signal()  # rows in sight have come

    def __init__(
        self,
        operations: Operations,
        columns: Sequence[Column],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._today = today
        self.columns = tuple(columns)
        self.view: View | None = None
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._rows = 0
        self._page_rows = 1
        self._sight: tuple[int, int] = (0, -1)  # pages in sight, both inclusive
        self._held: tuple[int, ...] = ()  # pages of chosen rows, which stay known though they are out of sight
        self._reading = False
        self._failed: set[int] = set()
        self._day = today()

    # What is shown

    def show_view(self, view: "View", ready: dict[int, Sequence[Line]]) -> None:
        """Shows another view; `ready` holds pages that were read with it, so that nothing flickers."""
        self._day = self._today()
        old, new = self._rows, view.total
        self._failed.clear()
        # Rows come and go at the end alone: to reset a million of them takes the header as long as a frame.
        if new > old:
            self.beginInsertRows(_NO_INDEX, old, new - 1)
        elif new < old:
            self.beginRemoveRows(_NO_INDEX, new, old - 1)
        self.view, self._rows, self._page_rows = view, new, view.page_rows
        self._pages = OrderedDict((number, _Page(lines)) for number, lines in ready.items())
        if new > old:
            self.endInsertRows()
        elif new < old:
            self.endRemoveRows()
        self._tell()
        self._read_on()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Shows other columns of the same lines."""
        self.beginResetModel()
        self.columns = tuple(columns)
        for page in self._pages.values():
            page.cells = [None] * len(page.lines)
        self.endResetModel()

    @property
    def rows(self) -> int:
        return self._rows

    @property
    def loading(self) -> bool:
        """Whether rows in sight are still on their way."""
        return self._next() is not None or self._reading

    def look(self, first: int, last: int) -> None:
        """These rows are in sight now."""
        if self._rows:
            self._sight = (max(first, 0) // self._page_rows, min(last, self._rows - 1) // self._page_rows)
            self._read_on()

    def hold(self, ranges: Sequence[tuple[int, int]]) -> None:
        """These stretches of rows (first, last) are chosen: their lines are read and stay, so that they are known."""
        pages = (range(first // self._page_rows, last // self._page_rows + 1) for first, last in ranges)
        self._held = tuple(sorted({number for some in pages for number in some}))
        self._read_on()

    @property
    def held(self) -> tuple[int, ...]:
        """Numbers of the pages of chosen rows."""
        return self._held

    def line(self, row: int) -> Line | None:
        """A row's line; None while it is on its way."""
        page = self._pages.get(row // self._page_rows)
        at = row % self._page_rows
        return page.lines[at] if page is not None and at < len(page.lines) else None

    def lines_here(self, ranges: Sequence[tuple[int, int]]) -> dict[int, Line]:
        """The lines of these stretches of rows (first, last) that have come, by their rows."""
        found = {}
        for number, page in self._pages.items():
            start = number * self._page_rows
            for first, last in ranges:
                for row in range(max(first, start), min(last, start + len(page.lines) - 1) + 1):
                    found[row] = page.lines[row - start]
        return found

    def cells(self, row: int) -> Cells | None:
        """What a row is painted from; None while it is on its way."""
        page = self._pages.get(row // self._page_rows)
        at = row % self._page_rows
        if page is None or at >= len(page.lines):
            return None
        made = page.cells[at]
        if made is None:
            made = page.cells[at] = self._cells(page.lines[at])
        return made

    def row_of(self, document: str) -> int | None:
        """Where a document stands, if its page is here."""
        for number, page in self._pages.items():
            for at, line in enumerate(page.lines):
                if line.id == document:
                    return number * self._page_rows + at
        return None

    def rows_of(self, documents: Collection[str]) -> list[int]:
        """Where these stand, as far as their pages are here."""
        wanted = set(documents)
        return [
            number * self._page_rows + at
            for number, page in self._pages.items()
            for at, line in enumerate(page.lines)
            if line.id in wanted
        ]

    def pages_in_sight(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(range(self._sight[0], self._sight[1] + 1))

    # Qt's questions

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """For those who hear the screen, and for tooltips; the table paints from `cells`."""
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        cells = self.cells(index.row())
        if cells is None:
            return PLACEHOLDER
        text = cells.texts[index.column()]
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return text
        return f"{self.columns[index.column()].title}: {text}"

    # Inner workings

    def _cells(self, line: Line) -> Cells:
        return Cells(
            tuple(column.cell(line, self._day) for column in self.columns),
            tuple(column.tone(line, self._day) if column.tone else "" for column in self.columns),
            is_void(line),
        )

    def _wanted(self) -> Iterator[int]:
        """Pages in sight, then those of chosen rows, that are neither here nor given up."""
        for number in (*self.pages_in_sight(), *self._held):
            if number in self._pages:
                self._pages.move_to_end(number)
            elif number not in self._failed:
                yield number

    def _next(self) -> int | None:
        return next(self._wanted(), None)

    def _read_on(self) -> None:
        view = self.view
        if self._reading or view is None:
            return
        number = self._next()
        if number is None:
            return
        self._reading = True
        self._operations.read(
            lambda: view.page(number),
            on_done=lambda lines: self._take(view, number, lines),
            on_error=lambda error: self._give_up(view, number, error),
        )

    def _take(self, view: "View", number: int, lines: Sequence[Line]) -> None:
        self._reading = False
        if view is self.view:
            self._pages[number] = _Page(lines)
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            self._tell()
        self._read_on()

    def _give_up(self, view: "View", number: int, _error: KnownError) -> bool:
        """The trouble is told once; the page is not asked for again before the list is read anew."""
        self._reading = False
        if view is self.view:
            self._failed.add(number)
        return False

    def _tell(self) -> None:
        """What is in sight is painted anew."""
        if self._rows:
            first, last = self._sight[0] * self._page_rows, min((self._sight[1] + 1) * self._page_rows, self._rows) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.filled.emit()
