"""What the painted views of the programmes share: chips with a cursor among them, dragging one to another place."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from ...domain.programmes import Item
from ...services.programme_overview import Overview
from .. import theme
from ..week.words import first_words
from . import words
from .flow_words import item_when

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
GAP, PAD, RADIUS = 4, 8, 4


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that the cursor can stand on. `key` tells it apart; `item`: the item that it is, "" for others.

    `act` is what Enter does where it is no item; `tone` is the token of its bar and text; a `plain` one has no ground.
    """

    key: Hashable
    rect: QRect
    text: str
    full: str = ""
    item: str = ""
    tone: str = ""
    act: Callable[[], object] | None = None
    plain: bool = False
    movable: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A place that an item can be dropped on; `target` is a day or a period."""

    rect: QRect
    target: object


class PaintedView(QAbstractScrollArea):
    """Lays out chips and zones, paints them, moves the cursor. Subclasses say what stands where."""

    item_selected = Signal(str)
    item_opened = Signal(str)
    item_dropped = Signal(str, object)  # on a zone's target
    period_wanted = Signal(object)  # Period
    typed = Signal(str)
    menu_wanted = Signal(object)  # QPoint on the screen
    escaped = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(name)
        self.viewport().setAccessibleName(name)
        self.overview: Overview | None = None
        self.chips: list[Chip] = []
        self.zones: list[Zone] = []
        self.content_height = 0
        self.head = 0  # height of what stays in place over the rest
        self.empty_text = ""
        self.editable = True  # whether items can be moved
        self._at = -1
        self._wanted: Hashable = None
        self._pressed: tuple[QPoint, int] | None = None
        self._drag: tuple[int, QPoint] | None = None  # chip, pointer in content coordinates
        theme.watch().changed.connect(self._redress)

    # What subclasses say

    def lay_out(self, width: int, height: int) -> None:
        """Fills `chips`, `zones`, `content_height` and `head` for a viewport of this size."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, exposed: QRect) -> None:
        """What stands behind the chips, in content coordinates."""

    def paint_head(self, painter: QPainter, width: int) -> None:
        """What stays in place over the rest, in the viewport's coordinates."""

    # What it shows

    def show_overview(self, overview: Overview, *, empty_text: str = "") -> None:
        """Shows another period, or the same one read anew; the cursor stays on its chip."""
        self._wanted = self.current.key if self.current else self._wanted
        self.overview, self.empty_text = overview, empty_text
        self._arrange()

    @property
    def current(self) -> Chip | None:
        return self.chips[self._at] if 0 <= self._at < len(self.chips) else None

    @property
    def current_item(self) -> str:
        """The id of the item under the cursor, "" for none."""
        return self.current.item if self.current else ""

    def select(self, item_id: str) -> bool:
        """Puts the cursor on an item; False if it is not shown."""
        at = next((n for n, chip in enumerate(self.chips) if chip.item == item_id), -1)
        if at >= 0:
            self._move_to(at)
        return at >= 0

    def metrics(self, role: str = "body") -> QFontMetrics:
        return QFontMetrics(theme.font(role))  # type: ignore[arg-type]

    @property
    def row_height(self) -> int:
        """The height of a chip of one line."""
        return self.metrics().height() + 6

    def item_chip(self, item: Item, rect: QRect) -> Chip:
        """An item with its state as sign, colour and words."""
        assert self.overview is not None
        said, tone = words.standing(item, self.overview.today)
        sign = said[:1] if said[:1] in "⚠✓" else "●"
        full = " · ".join(filter(None, (item.content, item.lead, item_when(item), said)))
        return Chip(
            item.id, rect, f"{sign} {first_words(item.content, 120)}", full, item.id, tone, movable=self.editable
        )

    def elided(self, text: str, width: int, role: str = "body") -> str:
        return self.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))

    def _arrange(self) -> None:
        if self.overview is None:
            return
        self.chips, self.zones = [], []
        size = self.viewport().size()
        self.lay_out(size.width(), size.height())
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, size.height() - self.head))
        bar.setSingleStep(self.row_height)
        bar.setRange(0, max(0, self.content_height - (size.height() - self.head)))
        at = next((n for n, chip in enumerate(self.chips) if chip.key == self._wanted), -1)
        if at < 0:
            at = next((n for n, chip in enumerate(self.chips) if chip.item), 0 if self.chips else -1)
        self._at = at
        self.viewport().update()

    def _redress(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    # Painting

    @property
    def _offset(self) -> int:
        return self.verticalScrollBar().value() - self.head

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, size = theme.tokens(), self.viewport().size()
        painter = QPainter(self.viewport())
        painter.setFont(theme.font())
        painter.fillRect(event.rect(), colors.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(0, -self._offset)
        exposed = event.rect().translated(0, self._offset)
        self.paint_ground(painter, exposed)
        if self._drag is not None:
            zone = self.zone_at(self._drag[1])
            if zone is not None:
                painter.setPen(QPen(colors.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(zone.rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        for n, chip in enumerate(self.chips):
            if chip.rect.intersects(exposed):
                self._paint_chip(painter, chip, current=n == self._at)
        if self._drag is not None:
            chip = self.chips[self._drag[0]]
            painter.setOpacity(0.85)
            self._paint_chip(painter, _moved(chip, self._drag[1]), current=True)
        painter.restore()
        if not self.chips and self.empty_text:
            painter.setPen(colors.color("muted"))
            around = self.viewport().rect().adjusted(64, self.head, -64, 0)
            painter.drawText(around, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.empty_text)
        if self.head:
            painter.fillRect(QRect(0, 0, size.width(), self.head), colors.color("sunken"))
            self.paint_head(painter, size.width())
        painter.end()

    def _paint_chip(self, painter: QPainter, chip: Chip, *, current: bool) -> None:
        colors, focused = theme.tokens(), self.hasFocus()
        rect = chip.rect
        if current:
            painter.setPen(QPen(colors.color("focus"), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("selection"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        elif not chip.plain:
            painter.setPen(colors.color("line"))
            painter.setBrush(colors.color("raised"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        tone = QColor(colors.color(chip.tone or "text"))
        inner = rect.adjusted(PAD, 0, -GAP, 0)
        if not chip.plain:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color(chip.tone or "line_strong"))
            painter.drawRoundedRect(QRect(rect.left() + 1, rect.top() + 3, 3, rect.height() - 6), 1, 1)
        painter.setPen(tone)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), self.elided(chip.text, inner.width()))

    # The cursor

    def _move_to(self, at: int) -> None:
        self._at = at
        chip = self.current
        if chip is None:
            return
        self._wanted = chip.key
        bar, room = self.verticalScrollBar(), self.viewport().height() - self.head
        if chip.rect.top() < bar.value():
            bar.setValue(chip.rect.top() - GAP)
        elif chip.rect.bottom() > bar.value() + room:
            bar.setValue(chip.rect.bottom() - room + GAP)
        self.viewport().update()
        self.setAccessibleDescription(chip.full or chip.text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.item_selected.emit(chip.item)

    def _step(self, across: int, down: int) -> None:
        """To the nearest chip that way; sideways one in the same line is nearer."""
        now = self.current
        if now is None:
            return
        here, best, cost = now.rect.center(), -1, 0
        for n, chip in enumerate(self.chips):
            there = chip.rect.center()
            ahead = (there.x() - here.x()) * across + (there.y() - here.y()) * down
            aside = abs(there.y() - here.y()) if across else abs(there.x() - here.x())
            if n == self._at or ahead <= 0 or (across and aside > ahead * 2 and aside > now.rect.height()):
                continue
            if best < 0 or ahead + aside * 2 < cost:
                best, cost = n, ahead + aside * 2
        if best >= 0:
            self._move_to(best)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self._drag is not None and key == Qt.Key.Key_Escape:
            self._drag = self._pressed = None
            self.viewport().update()
        elif plain and key in _ARROWS:
            self._step(*_ARROWS[Qt.Key(key)])
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.chips:
            self._move_to(0 if key == Qt.Key.Key_Home else len(self.chips) - 1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """Enter: the item is opened, anything else does what it does."""
        chip = self.current
        if chip is None:
            return
        if chip.item:
            self.item_opened.emit(chip.item)
        elif chip.act is not None:
            chip.act()

    # The mouse

    def _content(self, at: QPoint) -> QPoint:
        return at + QPoint(0, self._offset)

    def chip_at(self, at: QPoint) -> int:
        """The chip at a place in content coordinates, -1 for none."""
        return next((n for n, chip in enumerate(self.chips) if chip.rect.contains(at)), -1)

    def zone_at(self, at: QPoint) -> Zone | None:
        return next((zone for zone in self.zones if zone.rect.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        found = self.chip_at(self._content(at)) if at.y() >= self.head else -1
        if found < 0:
            return
        self._move_to(found)
        if event.button() == Qt.MouseButton.LeftButton and self.chips[found].movable:
            self._pressed = (at, found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        at = event.position().toPoint()
        if self._drag is None and (at - self._pressed[0]).manhattanLength() < QApplication.startDragDistance():
            return
        self._drag = (self._pressed[1], self._content(at))
        self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        drag, self._drag, self._pressed = self._drag, None, None
        if drag is None:
            return
        zone = self.zone_at(drag[1])
        self.viewport().update()
        if zone is not None:
            self.item_dropped.emit(self.chips[drag[0]].item, zone.target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.chip_at(self._content(event.position().toPoint())) >= 0:
            self.open_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.chip_at(self._content(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), self.chips[at].full or self.chips[at].text, self)
            return True
        return super().viewportEvent(event)


def _moved(chip: Chip, to: QPoint) -> Chip:
    """The chip under the pointer while it is dragged."""
    width = min(chip.rect.width(), 280)
    rect = QRect(to.x() - width // 2, to.y() - chip.rect.height() // 2, width, chip.rect.height())
    return Chip(chip.key, rect, chip.text, item=chip.item, tone=chip.tone)
