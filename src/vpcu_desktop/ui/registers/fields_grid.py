"""Fields of an entry in rows of 24 columns: arranged anew for the width, scrolled where there is no height for them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from .. import theme

COLUMNS = 24
#: Row, column, columns, rows: where a cell stands in one of the shapes.
Place = tuple[int, int, int, int]


class FieldsGrid(QWidget):
    """Cells by the keys of their places; subclasses say which shape a width wants."""

    def __init__(self, places: Mapping[str, tuple[Place, ...]], parent: QWidget | None = None) -> None:
        """`places`: of each cell, one a shape."""
        super().__init__(parent)
        self._places = places
        self._cells: dict[str, QWidget] = {}
        self.shape = -1  # none before there are cells
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        for column in range(COLUMNS):
            self.grid.setColumnStretch(column, 1)
            self.grid.setColumnMinimumWidth(column, 1)

    def shape_for(self, width: float) -> int:
        """The shape for a width in px at 100 %."""
        raise NotImplementedError

    def arrange(self, cells: Mapping[str, QWidget]) -> None:
        """Takes the cells in, one for each place."""
        self._cells = dict(cells)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shape = self.shape_for(self.width() / theme.text_scale())
        if shape == self.shape or not self._cells:
            return
        self.shape = shape
        for key, places in self._places.items():
            row, column, columns, rows = places[shape]
            self.grid.removeWidget(self._cells[key])
            self.grid.addWidget(self._cells[key], row, column, rows, columns)


class FieldsArea(QScrollArea):
    """Fields: whole, or where there is no height for them, scrolled to the one being typed in."""

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

    def least_height(self) -> int | None:
        """px that are enough where it may be shown in part; None where it stands whole."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._fields.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = self.least_height()
        return QSize(0, self._fields.minimumSizeHint().height() if least is None else least)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._fields.isAncestorOf(now):
            cell = now.parentWidget()
            self.ensureWidgetVisible(cell if cell is not None and cell is not self._fields else now, 0, 0)
