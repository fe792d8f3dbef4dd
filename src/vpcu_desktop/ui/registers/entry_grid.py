"""Where the fields of an incoming paper stand: in two rows, in three, in five, or in the inspector's narrow column."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..widgets.labels import label
from .fields_grid import FieldsArea, FieldsGrid, Place

#: Widths at 100 % from which two rows of fields do, or three; a large text leaves less, as the inspector does.
_WIDE, _NARROW = 940, 560
_FIVE_ROWS, _COLUMN = 2, 3  # shapes where the width is less than both
#: Where each field stands: wide, narrow, narrower still, in the inspector.
PLACES: Mapping[str, tuple[Place, ...]] = {
    "code": ((0, 0, 4, 1), (0, 0, 8, 1), (0, 0, 14, 1), (0, 0, 14, 1)),
    "day": ((0, 4, 3, 1), (0, 8, 5, 1), (0, 14, 10, 1), (0, 14, 10, 1)),
    "issuer": ((0, 7, 5, 1), (0, 13, 11, 1), (1, 0, 14, 1), (1, 0, 24, 1)),
    "type": ((0, 12, 3, 1), (1, 0, 6, 1), (1, 14, 10, 1), (2, 0, 24, 1)),
    "subject": ((0, 15, 9, 1), (1, 6, 12, 1), (2, 0, 24, 1), (3, 0, 24, 1)),
    "signer": ((1, 0, 4, 1), (1, 18, 6, 1), (3, 0, 6, 1), (4, 0, 24, 1)),
    "urgency": ((1, 4, 5, 1), (2, 0, 7, 1), (3, 6, 10, 1), (5, 0, 24, 1)),  # with its hour
    "receiver": ((1, 9, 4, 1), (2, 7, 6, 1), (3, 16, 8, 1), (6, 0, 24, 1)),
    "due": ((1, 13, 3, 1), (2, 13, 4, 1), (4, 0, 9, 1), (7, 0, 12, 1)),
    "pages": ((1, 16, 2, 1), (2, 17, 2, 1), (4, 9, 4, 1), (7, 12, 6, 1)),
    "copies": ((1, 18, 2, 1), (2, 19, 2, 1), (4, 13, 4, 1), (7, 18, 6, 1)),
    "note": ((1, 20, 4, 1), (2, 21, 3, 1), (4, 17, 7, 1), (8, 0, 24, 1)),
}


class EntryGrid(FieldsGrid):
    """Fields under their names."""

    def __init__(self, parent: QWidget | None = None, *, in_column: bool = False) -> None:
        """`in_column`: it stands in the inspector."""
        super().__init__(PLACES, parent)
        self._narrowest = _COLUMN if in_column else _FIVE_ROWS

    def put_cells(self, cells: Mapping[str, tuple[str, QWidget | QHBoxLayout]]) -> None:
        """Fields with their names, by the keys of `PLACES`."""
        self.arrange({key: _cell(name, inner) for key, (name, inner) in cells.items()})

    def shape_for(self, width: float) -> int:
        return 0 if width >= _WIDE else 1 if width >= _NARROW else self._narrowest


class EntryArea(FieldsArea):
    """The fields of the strip, of which two rows or three stand whole."""

    def __init__(self, fields: EntryGrid) -> None:
        self._grid = fields
        super().__init__(fields)

    def least_height(self) -> int | None:
        return self._grid.minimumSizeHint().height() * 2 // 5 if self._grid.shape == _FIVE_ROWS else None


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
