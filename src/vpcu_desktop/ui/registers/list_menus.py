"""The two menus over a register list: what narrows it, and which columns it shows."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton

from ...domain.documents import Channel, State, Urgency
from ...domain.numbering import Direction
from ...domain.search import Chip, ChipField, ChipValue, parse
from ...i18n import _
from ..screen import Shell
from ..widgets.labels import IconButton
from . import words
from .chips import field_name
from .saved_filters import SavedFilters

if TYPE_CHECKING:
    from .list_view import RegisterList

#: Stretches of days as they can be typed too: the search's own words.
_DAYS = ("hôm nay", "hôm qua", "tuần này", "tuần trước", "tháng này", "tháng trước", "quý này", "năm nay", "năm trước")
_COMING = (State.RECEIVED, State.SUBMITTED, State.DIRECTED, State.WORKING, State.DONE, State.NOTED, State.RETURNED)
_GOING = (State.DRAFT, State.CHECKED, State.ISSUED, State.DISPATCHED)


class _MenuButton(IconButton):
    """An icon and a word; a click, Enter or the Down key opens the menu."""

    def __init__(self, icon: str, text: str, menu: type[QMenu] = QMenu) -> None:
        super().__init__(icon)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setText(f"{text} ▾")
        self.setAccessibleName(text)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.open_menu = menu(self)
        self.setMenu(self.open_menu)


class _TickMenu(QMenu):
    """Stays open while its entries are ticked, by the mouse or the keyboard."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ticking = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (ticking and self._tick(self.activeAction())):
            super().keyPressEvent(event)

    @staticmethod
    def _tick(action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class FilterButton(_MenuButton):
    """What a list can be narrowed by, and the filters that were saved."""

    def __init__(self, shell: Shell, shown: "RegisterList") -> None:
        super().__init__("filter", _("Filter"))
        self._list = shown
        self.saved = SavedFilters(shell, shown)
        self.open_menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu, shown = self.open_menu, self._list
        menu.clear()
        today = shown.today()
        days = menu.addMenu(_("Registered on"))
        for typed in _DAYS:
            for chip in parse(typed, today).chips:
                self._add(days, typed, chip)
        if shown.direction is not Direction.OUTGOING:
            self._add(menu, _("Overdue"), Chip(ChipField.OVERDUE, today))
        states = {Direction.INCOMING: _COMING, Direction.OUTGOING: _GOING}
        of_both = (*_COMING, *_GOING)
        ways = states[shown.direction] if shown.direction is not None else of_both
        self._group(menu, ChipField.STATE, ((words.state(s), s) for s in (*ways, State.VOID)))
        self._group(menu, ChipField.URGENCY, ((words.urgency(u), u) for u in Urgency if u is not Urgency.NONE))
        self._group(menu, ChipField.CHANNEL, ((words.channel(c), c) for c in Channel if c is not Channel.NONE))
        if shown.direction is None:
            self._group(menu, ChipField.DIRECTION, ((words.direction(d), d) for d in Direction))
        self._add(menu, _("With attachments"), Chip(ChipField.ATTACHMENTS, True))
        menu.addSeparator()
        for field in (ChipField.ISSUER, ChipField.TYPE, ChipField.NAME):
            menu.addAction(_("{field}…").format(field=field_name(field)), partial(shown.ask_for, field))
        menu.addSeparator()
        self.saved.add_to(menu)

    def _add(self, menu: QMenu, text: str, chip: Chip) -> None:
        menu.addAction(text, partial(self._list.narrow, chip))

    def _group(self, menu: QMenu, field: ChipField, values: Iterable[tuple[str, ChipValue]]) -> None:
        inner = menu.addMenu(field_name(field))
        for text, value in values:
            self._add(inner, text, Chip(field, value))


class ColumnsButton(_MenuButton):
    """Which columns are shown; the menu stays open while they are ticked."""

    def __init__(self, shown: "RegisterList") -> None:
        super().__init__("columns", _("Columns"), _TickMenu)
        self._list = shown
        self.open_menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.open_menu.clear()
        keys = {column.key for column in self._list.model.columns}
        for column in self._list.columns:
            action = QAction(column.title, self.open_menu)
            action.setCheckable(True)
            action.setChecked(column.key in keys)
            action.setEnabled(column.key != "subject")
            action.triggered.connect(partial(self._turn, column.key, action))
            self.open_menu.addAction(action)

    def _turn(self, key: str, action: QAction, _checked: bool = False) -> None:
        keys = [column.key for column in self._list.model.columns]
        keys = [*keys, key] if action.isChecked() else [each for each in keys if each != key]
        self._list.show_columns(keys)
