"""Where the fields of an outgoing paper stand: side by side, or where large text leaves less, one under another."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QWidget

from .. import theme
from .entry_grid import FieldsArea

#: Row, column, columns of 24, rows; the second where there is less than `_WIDE`.
_Place = tuple[int, int, int, int]
PLACES: Mapping[str, tuple[_Place, _Place]] = {
    "organ": ((0, 0, 8, 1), (0, 0, 14, 1)),
    "type": ((0, 8, 6, 1), (0, 14, 10, 1)),
    "day": ((0, 14, 5, 1), (1, 0, 12, 1)),
    "secrecy": ((0, 19, 5, 1), (1, 12, 12, 1)),
    "subject": ((1, 0, 24, 1), (2, 0, 24, 1)),
    "position": ((2, 0, 10, 1), (3, 0, 24, 1)),
    "signer": ((2, 10, 7, 1), (4, 0, 12, 1)),
    "urgency": ((2, 17, 7, 1), (4, 12, 12, 1)),
    "to": ((3, 0, 12, 2), (5, 0, 24, 1)),
    "kept": ((3, 12, 5, 1), (6, 0, 14, 1)),
    "copies": ((3, 17, 2, 1), (6, 14, 5, 1)),
    "pages": ((3, 19, 2, 1), (6, 19, 5, 1)),
    "due": ((3, 21, 3, 1), (7, 0, 12, 1)),
    "circulation": ((4, 12, 5, 1), (7, 12, 12, 1)),
    "note": ((4, 17, 7, 1), (8, 0, 24, 1)),
}
_COLUMNS, _LAST = 24, 9
#: px at 100 % from which fields stand side by side, from which remarks stand beside them, and the height of a window
#: that shows them whole under a list.
_WIDE, _BESIDE, _TALL = 640, 900, 700


class OutgoingGrid(QWidget):
    """Cells by the keys of `PLACES`, arranged anew when the width asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, QWidget] = {}
        self._below = QWidget()
        self._is_wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)

    def put_cells(self, cells: Mapping[str, QWidget], below: QWidget) -> None:
        """`below`: words under all of them."""
        self._cells, self._below = dict(cells), below
        self._grid.addWidget(below, _LAST, 0, 1, _COLUMNS)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = self.width() / theme.text_scale() >= _WIDE
        if wide is self._is_wide or not self._cells:
            return
        self._is_wide = wide
        for key, places in PLACES.items():
            row, column, columns, rows = places[0 if wide else 1]
            self._grid.removeWidget(self._cells[key])
            self._grid.addWidget(self._cells[key], row, column, rows, columns)


class OutgoingFields(FieldsArea):
    """The fields with the remarks on them: beside, or where there is no room for it, under them."""

    def __init__(self, form: QWidget, remarks: QWidget) -> None:
        self._inner = QWidget()
        self._parts = QHBoxLayout(self._inner)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        self._parts.addWidget(form, 1)
        self._parts.addWidget(remarks)
        super().__init__(self._inner)

    @property
    def needs_scrolling(self) -> bool:
        return self.window().height() / theme.text_scale() < _TALL

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() / theme.text_scale() >= _BESIDE
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(0, self.fontMetrics().height() * 8) if self.needs_scrolling else whole
