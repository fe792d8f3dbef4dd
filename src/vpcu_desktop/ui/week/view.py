"""The painted week: one widget for board, leaders, agenda and day: it shows a grid and moves a cursor over it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from ...domain.schedule import Activity, ActivityId
from ...i18n import _
from .. import theme
from . import words
from .grid import Grid, Row, Spot, ViewKind
from .paint import Moment, Pens, paint_scene
from .scene import Measure, Placed, Scene, lay_out

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class WeekView(QAbstractScrollArea):
    """Shows a `Grid`. The cursor is a cell or a card in it; it is kept by activity and day when the grid changes."""

    cursor_moved = Signal()
    opened = Signal()  # Enter or a double click
    typed = Signal(str)  # text that begins an activity here
    composed = Signal(object)  # QInputMethodEvent: an input method composes text here
    dropped = Signal(object, object, object, bool)  # Activity, day, Row, whether to copy
    beyond = Signal(int)  # an arrow leads out to the left (−1) or right (+1)
    escaped = Signal()
    menu_wanted = Signal(QPoint)  # global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAccessibleName(_("Week board"))
        self.setAccessibleName(_("Week board"))
        self._grid: Grid | None = None
        self._scene: Scene | None = None
        self._spot = Spot(0, 0)
        self._measure: Measure | None = None
        self._pens: Pens | None = None
        self._pressed: tuple[QPoint, Activity] | None = None
        self._drag: tuple[Placed, QPoint] | None = None
        self.empty_text = ""
        self.ghost_text = ""  # stands in the empty cell under the cursor
        self._dress()
        theme.watch().changed.connect(self._dress)

    # What it shows

    @property
    def grid(self) -> Grid | None:
        return self._grid

    @property
    def scene(self) -> Scene | None:
        """The places of everything, in content coordinates."""
        return self._scene

    @property
    def spot(self) -> Spot:
        return self._spot

    @property
    def day(self) -> date | None:
        """The day of the cursor."""
        return self._grid.day_of(self._spot) if self._grid else None

    @property
    def row(self) -> Row | None:
        return self._grid.rows[self._spot.row] if self._grid else None

    @property
    def activity(self) -> Activity | None:
        """The activity that the cursor chooses."""
        block = self._grid.block_at(self._spot) if self._grid else None
        return block.card.activity if block else None

    def show_grid(self, grid: Grid, *, empty_text: str = "") -> None:
        """Shows another grid; the cursor stays on its activity, else on its day and session."""
        old_day, old_row, old = self.day, self.row, self._spot.activity
        self._grid, self.empty_text = grid, empty_text
        found = grid.find(old, old_day)
        if found is None and old_day is not None and old_day in self._days(grid):
            found = grid.spot(old_day, old_row.session if old_row else None)
        self._spot = self._on_card(grid, found or self._home())
        self._lay_out()
        self._announce()

    def choose(self, activity: ActivityId | None, day: date | None = None) -> bool:
        """Puts the cursor on an activity; False if this grid does not show it."""
        found = self._grid.find(activity, day) if self._grid else None
        if found is not None:
            self._move_to(found)
        return found is not None

    def choose_cell(self, spot: Spot) -> None:
        self._move_to(spot)

    @staticmethod
    def _on_card(grid: Grid, spot: Spot) -> Spot:
        """In a list the cursor stands on an activity where the day has one: there is no room beside it."""
        if spot.activity is not None or grid.kind not in (ViewKind.AGENDA, ViewKind.DAY):
            return spot
        cards = grid.cell(spot.row, spot.column)
        return replace(spot, activity=cards[0].card.activity.id) if cards else spot

    @staticmethod
    def _days(grid: Grid) -> set[date]:
        return {c.day for c in grid.columns} | {r.day for r in grid.rows if r.day}

    def _home(self) -> Spot:
        """Today's first card, or the first cell."""
        grid = self._grid
        assert grid is not None
        today = next((n for n, column in enumerate(grid.columns) if column.today), 0)
        rows = [n for n, row in enumerate(grid.rows) if row.today] or list(range(len(grid.rows)))
        for row in rows:
            cards = grid.cell(row, today)
            if cards:
                return Spot(row, today, cards[0].card.activity.id)
        return Spot(next((n for n in rows if not grid.rows[n].collapsed), rows[0]), today)

    # Measuring and painting

    def _dress(self) -> None:
        """Fonts and colours of the theme in force."""
        self._measure = Measure(theme.font("body"), theme.font("strong"), theme.font("heading"))
        self._pens = Pens(theme.tokens())
        self._lay_out()

    def _lay_out(self) -> None:
        if self._grid is None or self._measure is None:
            return
        size = self.viewport().size()
        self._scene = lay_out(self._grid, size.width(), size.height(), self._measure)
        visible = size.height() - self._scene.header
        bar = self.verticalScrollBar()
        bar.setPageStep(max(visible, 1))
        bar.setSingleStep(self._measure.line)
        bar.setRange(0, max(self._scene.height - visible, 0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None or self._measure is None or self._pens is None:
            return
        painter = QPainter(self.viewport())
        offset = self.verticalScrollBar().value()
        now = Moment(
            offset,
            self._spot,
            self.hasFocus(),
            self.empty_text,
            ghost_text=self.ghost_text,
            room=self.viewport().height(),
        )
        paint_scene(painter, self._scene, self._measure, self._pens, event.rect(), now)
        if self._drag is not None:
            self._paint_drag(painter, self._drag[1], self._scene, self._pens)
        painter.end()

    def _paint_drag(self, painter: QPainter, point: QPoint, scene: Scene, pens: Pens) -> None:
        """A frame round the cell where the card would come down."""
        target = self._spot_at(point)
        if target is not None:
            painter.translate(0, scene.header - self.verticalScrollBar().value())
            painter.setPen(QPen(pens.focus, 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(scene.cell_rect(target).adjusted(2, 2, -3, -3), 4, 4)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _to_content(self, point: QPoint) -> QPoint | None:
        """A viewport point in content coordinates; None over the header."""
        assert self._scene is not None
        if point.y() < self._scene.header:
            return None
        return QPoint(point.x(), point.y() - self._scene.header + self.verticalScrollBar().value())

    def _spot_at(self, point: QPoint) -> Spot | None:
        if self._scene is None:
            return None
        inside = self._to_content(point)
        return self._scene.spot_at(inside.x(), inside.y()) if inside else None

    def rect_of(self, spot: Spot) -> QRect:
        """Where a card or cell is in the viewport now."""
        assert self._scene is not None
        return self._scene.rect_of(spot).translated(0, self._scene.header - self.verticalScrollBar().value())

    # The cursor

    def _move_to(self, spot: Spot) -> None:
        if spot != self._spot:
            self._spot = spot
            self._announce()
        self._reveal()
        self.viewport().update()
        self.cursor_moved.emit()

    def _reveal(self) -> None:
        if self._scene is None:
            return
        rect, bar = self._scene.rect_of(self._spot), self.verticalScrollBar()
        top, bottom = rect.top() - self._margin(), rect.bottom() + 8
        if bottom > bar.value() + bar.pageStep():
            bar.setValue(bottom - bar.pageStep())
        if top < bar.value():
            bar.setValue(top)

    def _margin(self) -> int:
        scene = self._scene
        return scene.titles[self._spot.row][1] + 8 if scene and scene.titles else 8

    def _announce(self) -> None:
        """Tells a screen reader what the cursor stands on."""
        self.setAccessibleDescription(self.spoken())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def spoken(self) -> str:
        """The cursor's card, or its empty cell, in words."""
        grid = self._grid
        if grid is None:
            return ""
        block = grid.block_at(self._spot)
        if block is not None:
            return block.card.spoken
        return f"{words.named_day(grid.day_of(self._spot))} · {grid.rows[self._spot.row].title}"

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        grid = self._grid
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if grid is None:
            super().keyPressEvent(event)
        elif key in _ARROWS and modifiers == Qt.KeyboardModifier.NoModifier:
            self._step(grid, *_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and modifiers == Qt.KeyboardModifier.NoModifier:
            self._jump(first=key == Qt.Key.Key_Home)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif _starts_text(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._drag is not None:
            self._end_drag()
        else:
            self.escaped.emit()

    def _step(self, grid: Grid, across: int, down: int) -> None:
        there = grid.step(self._spot, across, down)
        if there == self._spot and across:
            self.beyond.emit(across)
        else:
            self._move_to(there)

    def _jump(self, *, first: bool) -> None:
        grid = self._grid
        assert grid is not None
        if grid.kind in (ViewKind.AGENDA, ViewKind.DAY):
            row, column = (0, 0) if first else (len(grid.rows) - 1, 0)
        else:
            row, column = self._spot.row, 0 if first else len(grid.columns) - 1
        cards = grid.cell(row, column)
        self._move_to(Spot(row, column, cards[0 if first else -1].card.activity.id if cards else None))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composed text begins an activity too: it goes to the entry line whole, never a letter short."""
        if event.preeditString() or event.commitString():
            self.composed.emit(event)
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        if query == Qt.InputMethodQuery.ImCursorRectangle and self._scene is not None:
            return self.rect_of(self._spot)
        return super().inputMethodQuery(query)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position().toPoint())
        if spot is None:
            return
        self._move_to(spot)
        activity = self.activity
        if event.button() == Qt.MouseButton.LeftButton and activity is not None:
            self._pressed = (event.position().toPoint(), activity)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None or self._scene is None:
            return
        start, activity = self._pressed
        if self._drag is None and (point - start).manhattanLength() >= QApplication.startDragDistance():
            placed = next((p for p in self._scene.placed if p.block.card.activity.id == activity.id), None)
            self._drag = (placed, point) if placed else None
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._drag is not None:
            self._drag = (self._drag[0], point)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, pressed = self._drag, self._pressed
        self._end_drag()
        target = self._spot_at(event.position().toPoint())
        if drag is None or pressed is None or target is None or self._grid is None:
            return
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.dropped.emit(pressed[1], self._grid.day_of(target), self._grid.rows[target.row], copy)

    def _end_drag(self) -> None:
        self._drag = self._pressed = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._spot_at(event.position().toPoint()) is not None:
            self._pressed = None
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.rect_of(self._spot).center()))
            return
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tool_tip(event)
            return True
        return super().viewportEvent(event)

    def _tool_tip(self, event: QHelpEvent) -> None:
        """The whole of what a card or a header cuts short."""
        text = ""
        if self._scene is not None:
            inside = self._to_content(event.pos())
            if inside is None:
                text = self._header_tip(event.pos().x(), self._scene)
            else:
                placed = self._scene.placed_at(inside.x(), inside.y())
                text = placed.block.card.spoken if placed else ""
        QToolTip.showText(event.globalPos(), text, self)

    @staticmethod
    def _header_tip(x: int, scene: Scene) -> str:
        places = zip(scene.grid.columns, scene.columns, strict=True)
        column = next((c for c, (left, width) in places if left <= x < left + width), None)
        if column is None:
            return ""
        info = column.info
        pieces = (words.named_day(column.day), words.lunar(info), info.holiday, info.swapped_working)
        return " · ".join(piece for piece in (*pieces, *info.observances) if piece)


def _starts_text(event: QKeyEvent) -> bool:
    """Whether a key types a visible letter (AltGr counts as typing, Ctrl and Alt alone do not)."""
    modifiers = event.modifiers()
    command = bool(modifiers & Qt.KeyboardModifier.ControlModifier) != bool(modifiers & Qt.KeyboardModifier.AltModifier)
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not command
