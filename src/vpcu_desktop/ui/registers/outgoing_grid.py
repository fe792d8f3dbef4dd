"""Where the fields of an outgoing paper stand: side by side, or where large text leaves less, one under another."""

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from .. import theme
from .fields_grid import COLUMNS, FieldsArea, FieldsGrid, Place

#: Where each field stands: wide, and where there is less than `_WIDE`.
PLACES: Mapping[str, tuple[Place, ...]] = {
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
_LAST = 9
#: px at 100 % from which fields stand side by side, from which remarks stand beside them, and the height of a window
#: that shows them whole under a list.
_WIDE, _BESIDE, _TALL = 640, 900, 700


class OutgoingGrid(FieldsGrid):
    """Cells by the keys of `PLACES`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PLACES, parent)

    def put_cells(self, cells: Mapping[str, QWidget], below: QWidget) -> None:
        """`below`: words under all of them."""
        self.grid.addWidget(below, _LAST, 0, 1, COLUMNS)
        self.arrange(cells)

    def shape_for(self, width: float) -> int:
        return 0 if width >= _WIDE else 1


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

    def least_height(self) -> int | None:
        return self.fontMetrics().height() * 8 if self.window().height() / theme.text_scale() < _TALL else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() / theme.text_scale() >= _BESIDE
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.updateGeometry()
