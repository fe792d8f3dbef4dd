"""The rail: the places of the program, each an icon and a word."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .places import Place
from .widgets.labels import IconButton

_NARROW_WIDTH = 128
_RAIL_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RailButton(IconButton):
    """One place. A count stands at its right end when something waits there."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.icon)
        self.place = place
        self._count = 0
        self.setText(f" {place.text}")  # a little more room after the icon than the style leaves
        self.setAccessibleName(place.text)
        self.setCheckable(True)
        self.setProperty("kind", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.place.text}, {count}" if count else self.place.text)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RAIL_KEYS:
            event.ignore()  # the rail moves between its buttons
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("accent_text"))
            painter.drawRoundedRect(0, 8, 3, self.height() - 16, 1.5, 1.5)
        if self._count:
            painter.setPen(t.color("accent_text" if self.isChecked() else "muted"))
            right = self.rect().adjusted(0, 0, -12, 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._count))
        painter.end()


class Rail(QScrollArea):
    """Shows the places and which one is in front. Up and Down move between them, Enter goes there."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "window")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("area", "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._narrow = False
        parted = False
        for place in places:
            if place.apart and not parted:
                column.addStretch(1)
                parted = True
            made = RailButton(place)
            made.clicked.connect(partial(self._choose, place.id))
            self._group.addButton(made)
            self._buttons[place.id] = made
            column.addWidget(made)
        if not parted:
            column.addStretch(1)
        self.setWidget(inner)
        theme.watch().changed.connect(self._fit)
        self._fit()

    def select(self, place_id: str) -> None:
        self._buttons[place_id].setChecked(True)

    def set_count(self, place_id: str, count: int) -> None:
        self._buttons[place_id].set_count(count)

    def set_tip(self, place_id: str, tip: str) -> None:
        self._buttons[place_id].setToolTip(tip)

    def set_narrow(self, narrow: bool) -> None:
        """On a small screen the rail is no wider than its words, so that the content keeps its room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def focus(self) -> None:
        """Puts the focus on the place in front."""
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = list(self._buttons.values())
        at = next((n for n, made in enumerate(order) if made.hasFocus()), None)
        if at is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            order[max(0, min(at + step, len(order) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            order[at].click()
            return
        super().keyPressEvent(event)

    def _choose(self, place_id: str, _checked: bool = False) -> None:
        self.chosen.emit(place_id)

    def _fit(self) -> None:
        least = _NARROW_WIDTH if self._narrow else theme.RAIL
        words = max((made.sizeHint().width() for made in self._buttons.values()), default=0) + 16
        self.setFixedWidth(max(least, words))
