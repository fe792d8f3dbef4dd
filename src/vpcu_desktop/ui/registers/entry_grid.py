"""Where the fields of an incoming paper stand: in two rows, in three, in five, or in the inspector's narrow column."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..widgets.labels import label

#: Widths at 100 % from which two rows of fields do, or three; a large text leaves less, as the inspector does.
_WIDE, _NARROW = 940, 560
_FIVE_ROWS, _COLUMN = 2, 3  # shapes where the width is less than both
#: Where each field stands: row, column, columns of 24; wide, narrow, narrower still, in the inspector.
_Place = tuple[int, int, int]
PLACES: Mapping[str, tuple[_Place, _Place, _Place, _Place]] = {
    "code": ((0, 0, 4), (0, 0, 8), (0, 0, 14), (0, 0, 14)),
    "day": ((0, 4, 3), (0, 8, 5), (0, 14, 10), (0, 14, 10)),
    "issuer": ((0, 7, 5), (0, 13, 11), (1, 0, 14), (1, 0, 24)),
    "type": ((0, 12, 3), (1, 0, 6), (1, 14, 10), (2, 0, 24)),
    "subject": ((0, 15, 9), (1, 6, 12), (2, 0, 24), (3, 0, 24)),
    "signer": ((1, 0, 4), (1, 18, 6), (3, 0, 6), (4, 0, 24)),
    "urgency": ((1, 4, 5), (2, 0, 7), (3, 6, 10), (5, 0, 24)),  # with its hour
    "receiver": ((1, 9, 4), (2, 7, 6), (3, 16, 8), (6, 0, 24)),
    "due": ((1, 13, 3), (2, 13, 4), (4, 0, 9), (7, 0, 12)),
    "pages": ((1, 16, 2), (2, 17, 2), (4, 9, 4), (7, 12, 6)),
    "copies": ((1, 18, 2), (2, 19, 2), (4, 13, 4), (7, 18, 6)),
    "note": ((1, 20, 4), (2, 21, 3), (4, 17, 7), (8, 0, 24)),
}
_COLUMNS = 24


class EntryGrid(QWidget):
    """Fields under their names, arranged anew when the width asks for it."""

    def __init__(self, parent: QWidget | None = None, *, in_column: bool = False) -> None:
        """`in_column`: it stands in the inspector."""
        super().__init__(parent)
        self._narrowest = _COLUMN if in_column else _FIVE_ROWS
        self._cells: dict[str, QWidget] = {}
        self._shape = -1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def put_cells(self, cells: Mapping[str, tuple[str, QWidget | QHBoxLayout]]) -> None:
        """Fields with their names, by the keys of `PLACES`."""
        self._cells = {key: _cell(name, inner) for key, (name, inner) in cells.items()}
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def needs_scrolling(self) -> bool:
        """Whether it is so high that it may be shown in part."""
        return self._shape == _FIVE_ROWS

    def _place(self) -> None:
        width = self.width() / theme.text_scale()
        shape = 0 if width >= _WIDE else 1 if width >= _NARROW else self._narrowest
        if shape == self._shape or not self._cells:
            return
        self._shape = shape
        for key, places in PLACES.items():
            row, column, span = places[shape]
            self._grid.removeWidget(self._cells[key])
            self._grid.addWidget(self._cells[key], row, column, 1, span)


class FieldsArea(QScrollArea):
    """The fields of the strip: whole, or where large text makes them too high, scrolled to the one being typed in."""

    def __init__(self, fields: QWidget) -> None:
        super().__init__()
        self._fields = fields
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(fields)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @property
    def needs_scrolling(self) -> bool:
        """Whether it may be shown in part."""
        return isinstance(self._fields, EntryGrid) and self._fields.needs_scrolling

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._fields.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        whole = self._fields.minimumSizeHint()
        return QSize(0, whole.height() * 2 // 5 if self.needs_scrolling else whole.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._fields.isAncestorOf(now):
            cell = now.parentWidget()
            self.ensureWidgetVisible(cell if cell is not None and cell is not self._fields else now, 0, 0)


def _cell(name: str, inner: QWidget | QHBoxLayout) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(name, "muted"))
    if isinstance(inner, QWidget):
        inner.setMinimumWidth(0)
        column.addWidget(inner)
    else:
        column.addLayout(inner)
    return cell
