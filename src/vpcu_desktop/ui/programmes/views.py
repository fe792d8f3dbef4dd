"""The views of the programmes' screen: the list, and the month, year and term as they are painted."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal

from ...domain.periods import PeriodKind
from ...domain.programmes import Item
from ...i18n import _
from ..widgets.front_stack import FrontStack
from .item_list import ItemList
from .model import ProgrammeModel
from .painted import PaintedView


class ViewKind(Enum):
    LIST = "list"
    MONTH = "month"
    YEAR = "year"
    TERM = "term"


VIEW_KEYS = {ViewKind.LIST: "Alt+1", ViewKind.MONTH: "Alt+2", ViewKind.YEAR: "Alt+3", ViewKind.TERM: "Alt+4"}
VIEW_ICONS = {ViewKind.LIST: "list", ViewKind.MONTH: "calendar", ViewKind.YEAR: "board", ViewKind.TERM: "columns"}
#: The length of the programme that a painted view is about.
PERIODS = {
    ViewKind.MONTH: PeriodKind.MONTH,
    ViewKind.YEAR: PeriodKind.YEAR,
    ViewKind.TERM: PeriodKind.TERM,
}


def view_words() -> dict[ViewKind, str]:
    return {
        ViewKind.LIST: _("List"),
        ViewKind.MONTH: _("Month calendar"),
        ViewKind.YEAR: _("Twelve months"),
        ViewKind.TERM: _("Timeline"),
    }


class Views(QObject):
    """The stack of views, of which one is in front. Painted ones are made when they are first wanted."""

    item_selected = Signal(str)
    item_opened = Signal(str)
    item_dropped = Signal(str, object)  # on a day or a period
    period_wanted = Signal(object)
    place_wanted = Signal(object)  # what the weekly schedule is to show
    typed = Signal(str)
    menu_wanted = Signal(object)
    escaped = Signal()

    def __init__(self, model: ProgrammeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.kind = ViewKind.LIST
        self.list = ItemList()
        self.stack = FrontStack()
        self.stack.addWidget(self.list)
        self._painted: dict[ViewKind, PaintedView] = {}
        for name in ("item_selected", "item_opened", "typed", "menu_wanted", "escaped"):
            getattr(self.list, name).connect(getattr(self, name))

    @property
    def painted(self) -> PaintedView | None:
        """The painted view in front."""
        return self._painted.get(self.kind)

    def bring(self, kind: ViewKind) -> None:
        """Brings a view to the front; the chosen item stays chosen if it is shown there."""
        chosen = self.current_item()
        self.kind = kind
        if kind is not ViewKind.LIST and kind not in self._painted:
            self._painted[kind] = self._made(kind)
        self.stack.setCurrentWidget(self._painted.get(kind, self.list))
        self._model.shows_overview = kind is not ViewKind.LIST
        if chosen is not None:
            self.select(chosen.id)

    def show_overview(self, empty_text: str) -> None:
        """The painted view in front shows what was read."""
        if self.painted is not None and self._model.overview is not None:
            self.painted.editable = self._model.may_edit
            self.painted.show_overview(self._model.overview, empty_text=empty_text)

    def select(self, item_id: str) -> bool:
        return (self.painted or self.list).select(item_id)

    def current_item(self) -> Item | None:
        if self.painted is None:
            return self.list.current
        return self._model.item(self.painted.current_item)

    def selected_items(self) -> tuple[Item, ...]:
        """The chosen items in the order of the view."""
        if self.painted is None:
            return self.list.selected
        current = self.current_item()
        return (current,) if current is not None else ()

    def focus(self) -> None:
        (self.painted or self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, kind: ViewKind) -> PaintedView:
        made = _MAKERS[kind]()
        for name in (
            *("item_selected", "item_opened", "item_dropped", "period_wanted"),
            *("typed", "menu_wanted", "escaped"),
        ):
            getattr(made, name).connect(getattr(self, name))
        for name in ("week_wanted", "day_wanted"):
            if hasattr(made, name):
                getattr(made, name).connect(self.place_wanted)
        self.stack.addWidget(made)
        return made


def _month() -> PaintedView:
    from .month_view import MonthView

    return MonthView()


def _year() -> PaintedView:
    from .year_view import YearView

    return YearView()


def _term() -> PaintedView:
    from .term_view import TermView

    return TermView()


_MAKERS: dict[ViewKind, Callable[[], PaintedView]] = {
    ViewKind.MONTH: _month,
    ViewKind.YEAR: _year,
    ViewKind.TERM: _term,
}
