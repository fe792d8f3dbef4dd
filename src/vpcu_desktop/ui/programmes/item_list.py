"""The items of a programme as a list under headings: by field as on paper, by month, by unit or by who decides."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from ...domain.periods import Period, PeriodKind
from ...domain.programme_rules import paper_order
from ...domain.programmes import Item
from ...domain.text import matches, sort_key
from ...i18n import _
from .. import theme
from ..week import words as week_words
from ..widgets.table import Column, Table, TableModel
from . import flow_words
from .model import ProgrammeFacts


class Grouping(Enum):
    FIELD = "field"
    MONTH = "month"
    LEAD = "lead"
    FORUM = "forum"


def grouping_words() -> dict[Grouping, str]:
    return {
        Grouping.FIELD: _("by field of work"),
        Grouping.MONTH: _("by month"),
        Grouping.LEAD: _("by lead unit"),
        Grouping.FORUM: _("by who decides"),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A row: an item with all that is told of it, or a heading over those that follow."""

    heading: str = ""
    item: Item | None = None
    number: int = 0
    mark: str = ""
    standing: str = ""
    tone: str = ""
    placed: str = ""

    @property
    def key(self) -> str:
        return self.item.id if self.item else f"# {self.heading}"


def lines(
    facts: ProgrammeFacts, grouping: Grouping, *, query: str, standing: Callable[[Item], tuple[str, str]]
) -> list[Line]:
    """The rows of a list; a heading stands over its items unless all have none."""
    groups: dict[str, list[Line]] = {}
    order: dict[str, object] = {}
    for number, item in enumerate(paper_order(facts.sheet.items), start=1):
        if query and not matches(
            query, " ".join((item.content, item.lead, item.coordinating, item.leader, item.product))
        ):
            continue
        heading, key = _heading(item, grouping)
        order.setdefault(heading, len(order) if grouping is Grouping.FIELD else key)  # as they first stand
        mark = facts.marks.get(item.id)
        said, tone = standing(item)
        placed = _placed(facts, item)
        groups.setdefault(heading, []).append(
            Line("", item, number, week_words.mark(mark.kind) if mark else "", said, tone, placed)
        )
    found: list[Line] = []
    for heading in sorted(groups, key=lambda each: order[each]):  # type: ignore[arg-type,return-value]
        if heading or len(groups) > 1:
            found.append(Line(heading or _("(nothing said)")))
        found += groups[heading]
    return found


def _heading(item: Item, grouping: Grouping) -> tuple[str, object]:
    if grouping is Grouping.FIELD:
        return item.group, ""
    if grouping is Grouping.LEAD:
        return item.lead, (not item.lead, sort_key(item.lead))
    if grouping is Grouping.FORUM:
        ranks = list(type(item.submitted_to))
        return flow_words.forum(item.submitted_to), -ranks.index(item.submitted_to)
    if item.ongoing or item.last_day is None:
        return _("Ongoing or without a day"), "9999"
    month = Period.of(PeriodKind.MONTH, item.last_day)
    return flow_words.period(month), month.key


def _placed(facts: ProgrammeFacts, item: Item) -> str:
    """Where it goes on: lower programmes, meetings, days of the week's schedule."""
    periods = [flow_words.period(each) for each in facts.sheet.children.get(item.id, ())]
    days = [
        f"{each.day.day}/{each.day.month}" if each.day else flow_words.meeting(each.meeting) if each.meeting else ""
        for each in facts.sheet.handled.get(item.id, ())
    ]
    said = "; ".join(dict.fromkeys(filter(None, (*days, *periods))))
    return said or (_("not placed yet") if item.id in facts.unplaced else "")


def columns() -> list[Column[Line]]:
    """The columns in the order of the printed programme."""

    def text(name: str) -> Callable[[Line], str]:
        return lambda line: " ".join(getattr(line.item, name).split()) if line.item else ""

    return [
        Column("number", _("No."), lambda line: str(line.number) if line.item else line.heading, 4, tone=_number_tone),
        Column("mark", _("Change"), lambda line: line.mark, 9, tone=lambda _line: "warning", spare=5),
        Column("content", _("Content"), text("content"), least=44),
        Column("lead", _("Lead unit"), text("lead"), 22, spare=1),
        Column("coordinating", _("Co-ordinating units"), text("coordinating"), 20, spare=7),
        Column("time", _("Due time"), lambda line: flow_words.item_when(line.item) if line.item else "", 16),
        Column("forum", _("Decided by"), lambda line: _forum(line.item), 14, spare=4),
        Column("leader", _("Leader in charge"), text("leader"), 18, spare=6),
        Column("product", _("Product"), text("product"), 14, spare=3),
        Column("placed", _("Placed"), lambda line: line.placed, 16, tone=_placed_tone, spare=2),
        Column("standing", _("State"), lambda line: line.standing, 20, tone=lambda line: line.tone),
    ]


def _forum(item: Item | None) -> str:
    return flow_words.forum(item.submitted_to) if item is not None and item.submitted_to.value else ""


def _number_tone(line: Line) -> str:
    return "muted" if line.item else "accent_text"


def _placed_tone(line: Line) -> str:
    return "warning" if line.placed == _("not placed yet") else "muted"


class _ListTable(Table[Line]):
    """Several rows may be chosen; headings are passed over; a letter begins a new item."""

    typed = Signal(str)
    menu_wanted = Signal(object)  # QPoint on the screen
    escaped = Signal()

    def __init__(self, model: TableModel[Line]) -> None:
        super().__init__(model, _("Items of the programme"))
        self.empty_text = ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        up = action in (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePageUp)
        return self._off_heading(found, -1 if up else 1)

    def _off_heading(self, found: QModelIndex, step: int) -> QModelIndex:
        """The item's row next to a heading, the way that the cursor goes; there is one at one side at least."""
        rows = self.rows_model.rows
        for way in (step, -step):
            at = found.row()
            while 0 <= at < len(rows) and rows[at].item is None:
                at += way
            if 0 <= at < len(rows):
                return found.siblingAtRow(at)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says what to do, and still takes the keyboard."""
        super().paintEvent(event)
        if not self.rows_model.rows:
            painter = QPainter(self.viewport())
            painter.setPen(theme.tokens().color("muted"))
            around = self.viewport().rect().adjusted(64, 0, -64, -self.viewport().height() // 4)
            painter.drawText(around, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.empty_text)
            painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())


class ItemList(QWidget):
    """The list view of a programme (see the views of the screen)."""

    item_selected = Signal(str)
    item_opened = Signal(str)
    typed = Signal(str)
    menu_wanted = Signal(object)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: TableModel[Line] = TableModel(columns(), lambda line: line.key, self)
        self.model.editable = False
        self.table = _ListTable(self.model)
        self.setFocusProxy(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        self.table.chosen.connect(lambda line: self.item_selected.emit(line.item.id if line and line.item else ""))
        self.table.opened.connect(self._open)
        self.table.typed.connect(self.typed)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.escaped.connect(self.escaped)

    def show_lines(self, found: Sequence[Line], *, empty_text: str) -> None:
        """Shows rows; the cursor stays with its item."""
        self.model.set_rows(found)
        self.table.clearSpans()
        for row, line in enumerate(found):
            if line.item is None:
                self.table.setSpan(row, 0, 1, self.model.columnCount())
        self.table.empty_text = empty_text
        self.table.setAccessibleDescription("" if found else empty_text)
        self.table.viewport().update()
        current = self.table.current_row()
        if found and (current is None or current.item is None):
            first = next((row for row, line in enumerate(found) if line.item), 0)
            self.table.setCurrentIndex(self.model.index(first, 0))

    def select(self, item_id: str) -> bool:
        """Makes an item the chosen one; False if it is not here."""
        return self.table.select(item_id)

    @property
    def current(self) -> Item | None:
        line = self.table.current_row()
        return line.item if line else None

    @property
    def selected(self) -> tuple[Item, ...]:
        """The chosen items in the order of the list."""
        rows: Iterable[QModelIndex | QPersistentModelIndex] = self.table.selectionModel().selectedRows()
        found = (self.model.rows[index.row()].item for index in sorted(rows, key=lambda index: index.row()))
        return tuple(item for item in found if item is not None)

    def _open(self) -> None:
        if self.current is not None:
            self.item_opened.emit(self.current.id)
