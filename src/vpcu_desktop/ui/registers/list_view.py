"""A list of registered documents: search box, chips, table; every list and the search are made of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ...domain.errors import KnownError
from ...domain.lines import Line
from ...domain.numbering import Direction
from ...domain.search import Chip, ChipField, Query, Sort, SortField
from ...i18n import _, n_
from ...services.changes import Changes, Kind
from ..actions import Command
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import label
from . import words
from .chip_bar import ChipBar
from .chips import understood
from .columns import Column, all_columns, chosen, shown_first
from .list_menus import ColumnsButton, FilterButton
from .model import RegisterModel
from .saved_filters import value_dialog
from .table import RegisterTable
from .taking import lines_of

if TYPE_CHECKING:
    from ...services.find import View

#: So many lines at most are taken for a list that is handed over or copied.
MOST_CHOSEN = 2000
#: Orders that begin with the alphabet's or the way's first; the others begin with the newest.
_RISING = {SortField.ISSUER, SortField.TYPE, SortField.STATE, SortField.DUE}


class SearchEdit(QLineEdit):
    """The search box. Backspace in an empty one takes the last chip off; Down and Esc go to the table."""

    emptied = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")
            self.textEdited.emit("")
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class RegisterList(QWidget):
    """Shows what a query finds, in an order; narrows it as the clerk types; keeps the chosen rows over a refresh.

    A list with `direction` has that direction's documents and columns; no chip says so.
    """

    opened = Signal(str)  # the document of the row that Enter was pressed on
    moved = Signal(object)  # the Line that the cursor stands on now, or None

    def __init__(
        self,
        shell: Shell,
        key: str,
        *,
        direction: Direction | None = None,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`key`: what the clerk's choice of columns is remembered by. `empty`: shown where the register is empty."""
        super().__init__(parent)
        self._shell, self.key, self.direction = shell, key, direction
        self.fixed = () if direction is None else (Chip(ChipField.DIRECTION, direction),)
        self.chips: tuple[Chip, ...] = ()
        self.sort = Sort()
        self._asked = 0  # readings that were asked for; the answer to an older one is dropped
        self._reading = False
        self._from_top = True  # whether the newest reading shows other documents
        self._told: Line | None = None
        self._wanted: str | None = None  # a document to go to when the list has come
        self.columns = all_columns(direction)
        self.model = RegisterModel(shell.operations, self._kept_columns(), self.today, self)
        self.box = SearchEdit()
        self.box.setPlaceholderText(_("Find: 24-KH/TU, số 15, tháng 3, a subject's words…"))
        self.box.setAccessibleName(_("Find in the register"))
        self.box.setClearButtonEnabled(True)
        self.count = label("", "muted")
        self.bar = ChipBar()
        self.filter_button = FilterButton(shell, self)
        self.columns_button = ColumnsButton(self)
        self.table = RegisterTable(self.model, _("Documents"))
        self.table.may_spare = self._may_spare([column.key for column in self.model.columns])
        self._nothing = EmptyState(_("Nothing matches. Esc clears the search; Backspace takes the last filter off."))
        self._empty = empty or EmptyState(_("No documents yet."))
        self._build()
        self._connect()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.box, 1)
        top.addWidget(self.filter_button)
        top.addWidget(self.columns_button)
        top.addWidget(self.count)
        self._stack = QStackedWidget()
        for page in (self.table, self._nothing, self._empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.setTabOrder(self.box, self.bar)

    def _connect(self) -> None:
        self.box.textEdited.connect(self._type)
        self.box.returnPressed.connect(self._enter)
        self.box.emptied.connect(self._drop_last)
        self.box.down.connect(self.focus_table)
        self.bar.removed.connect(self._drop)
        self.bar.left.connect(self.focus_search)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._tell_moved)
        self.table.sorted.connect(self.sort_by)
        self.model.filled.connect(self._tell_moved)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._tell_chosen())
        self.table.show_sort(self.sort)

    # What screens ask

    @property
    def query(self) -> Query:
        """What is shown, the fixed part included."""
        found = self.narrowing
        return Query(found.text, (*self.fixed, *found.chips))

    @property
    def narrowing(self) -> Query:
        """What the clerk narrows the list by: the query without its fixed part."""
        return understood(self.chips, self.box.text(), self.today())

    def today(self) -> date:
        return self._shell.session.today()

    @property
    def total(self) -> int:
        return self.model.rows

    @property
    def view(self) -> "View | None":
        return self.model.view

    @property
    def current(self) -> Line | None:
        """The line that the cursor stands on, once it has come."""
        row = self.table.current_row()
        return self.model.line(row) if row >= 0 else None

    @property
    def chosen_count(self) -> int:
        return sum(last - first + 1 for first, last in self.table.selected_ranges())

    def with_chosen(self, done: Callable[[tuple[Line, ...]], object]) -> None:
        """Gives the chosen lines, from top to bottom, as soon as all of them have come."""
        ranges, view = self.table.selected_ranges(), self.view
        if view is None or not ranges:
            return
        if self.chosen_count > MOST_CHOSEN:
            said = n_("At most {n} document can be chosen at once.", "At most {n} documents can be chosen at once.",
                      MOST_CHOSEN)  # fmt: skip
            self._shell.notify(Message(said.format(n=words.whole(MOST_CHOSEN)), tone=Tone.WARNING))
            return
        seen = self.model.lines_here(ranges)
        self._shell.operations.read(lambda: lines_of(view, ranges, seen), on_done=done)

    def select(self, document: str) -> None:
        """Puts the cursor on a document, now or when the list has come."""
        row = self.model.row_of(document)
        if row is None or self._reading:
            self._wanted = document
            self.reload()
        else:
            self._put(row)

    def narrow(self, *chips: Chip) -> None:
        """Narrows by these chips too."""
        self.chips = Query("", self.chips).narrowed(*chips).chips
        self._search()

    def show_query(self, query: Query) -> None:
        """Shows a whole query, a saved filter: its chips and its text instead of those here."""
        self.chips = tuple(chip for chip in query.chips if chip not in self.fixed)
        self.box.setText(query.text)
        self._search()

    def clear(self) -> None:
        """Everything again."""
        self.show_query(Query())

    def ask_for(self, field: ChipField) -> None:
        """Narrows by a name that is asked for."""
        dialog = value_dialog(self._shell, field, self.window())
        dialog.given.connect(lambda name: self.narrow(Chip(field, name)))
        dialog.open()

    def export(self) -> None:
        """Asks what of the list is to leave the program, and as which file."""
        from .export_dialog import ExportDialog

        if self.view is not None:
            ExportDialog(self._shell, self, self.window()).open()

    def sort_by(self, field: SortField) -> None:
        """In this order; once more: the other way round."""
        falling = not self.sort.descending if field is self.sort.field else field not in _RISING
        self.sort = Sort(field, falling)
        self.table.show_sort(self.sort)
        self._search()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Shows these columns, and remembers it for this machine's user."""
        self.table.may_spare = self._may_spare(keys)
        self.model.set_columns(chosen(self.columns, keys))
        self.table.show_sort(self.sort)
        kept = self._shell.settings.now.columns | {self.key: list(keys)}
        self._shell.settings.change(columns=kept)

    def refresh(self, changes: Changes) -> None:
        """Reads again what is shown, if it is of a kind that lists show."""
        if changes.kinds & {Kind.REGISTER, Kind.BOOKS, Kind.DOSSIERS} and self.model.view is not None:
            self.reload()

    def reload(self) -> None:
        """Reads the list again where it stands."""
        self._asked += 1
        self._read()

    def begin(self) -> None:
        """The list came to the front: it is read if it was not yet, and the keyboard comes here."""
        if self.model.view is None and not self._reading:
            self.reload()
        self.focus_table()

    def focus_table(self) -> None:
        if self._stack.currentWidget() is not self.table:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.table.current_row() < 0 and self.model.rows:
            self.table.put_current(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def commands(self, place: str, group: str) -> tuple[Command, ...]:
        """What can be done with the list, for the screen that holds it."""
        from .list_commands import commands

        return commands(self, self._shell, place, group)

    # Typing

    def _type(self, text: str) -> None:
        if text.endswith(" "):
            self._take_words()
        self._search()

    def _enter(self) -> None:
        self._take_words()
        self._search()
        self.focus_table()

    def _take_words(self) -> None:
        """Words that were understood become chips; the rest stays in the box."""
        typed = self.box.text()
        found = understood(self.chips, typed, self.today())
        if found.chips != self.chips:
            self.chips = found.chips
            self.box.setText(f"{found.text} " if found.text and typed.endswith(" ") else found.text)

    def _drop_last(self) -> None:
        if self.chips:
            self._drop(self.chips[-1])

    def _drop(self, chip: Chip) -> None:
        self.chips = tuple(each for each in self.chips if each is not chip)
        self._search()

    def _search(self) -> None:
        self.bar.show_chips(self.chips)
        self._from_top = True
        self.reload()

    # Reading

    def _read(self) -> None:
        """Opens the newest view; while one is being opened, only the newest wish waits."""
        if self._reading:
            return
        self._reading = True
        from ...services import find

        session, query, sort, asked = self._shell.session, self.query, self.sort, self._asked
        held = self.model.held
        sight = (0,) if self._from_top else (*self.model.pages_in_sight(), *held, *(number + 1 for number in held))
        wanted = self._wanted or (None if self._from_top or self.current is None else self.current.id)

        def work() -> "tuple[View, dict[int, Sequence[Line]], int | None]":
            view = find.open_view(session, query, sort)
            row = view.row_of(wanted) if wanted else None
            pages = {number for number in sight if number * view.page_rows < view.total}
            if row is not None:
                pages.add(row // view.page_rows)
            return view, {number: view.page(number) for number in sorted(pages)}, row

        self._shell.operations.read(work, on_done=lambda found: self._show(asked, *found), on_error=self._give_up)

    def _give_up(self, _error: KnownError) -> bool:
        self._reading = False
        return False

    def _show(self, asked: int, view: "View", ready: dict[int, Sequence[Line]], row: int | None) -> None:
        self._reading = False
        if asked != self._asked:
            self._read()
            return
        from_top, self._from_top = self._from_top, False
        sought, self._wanted = self._wanted is not None, None
        kept = set() if from_top or sought else self._chosen_ids()
        top = None if from_top or sought else self._top()
        self.model.show_view(view, ready)
        self._tell_count()
        bare = not self.chips and not self.box.text()
        self._stack.setCurrentWidget(self.table if view.total else self._empty if bare else self._nothing)
        if from_top:
            self.table.clearSelection()
            self.table.scrollToTop()
        if row is not None:
            self._put(row, scroll=sought or from_top)
            self.table.select_rows(self.model.rows_of(kept))
        elif view.total and (from_top or self.table.current_row() < 0):
            self._put(0)
        if top is not None:
            self._hold(*top)
        self._tell_moved()

    def _top(self) -> tuple[str, int] | None:
        """The document of the topmost row in sight, and how much of it is out of sight; None: the list's own top is."""
        row, hidden = self.table.top
        line = self.model.line(row)
        return (line.id, hidden) if line is not None and (row or hidden) else None

    def _hold(self, document: str, hidden: int) -> None:
        """What is being read stays where it stands while lines come above it."""
        row = self.model.row_of(document)
        if row is not None:
            self.table.put_top(row, hidden)

    def _put(self, row: int, *, scroll: bool = True) -> None:
        bar = self.table.verticalScrollBar()
        stood = bar.value()
        self.table.put_current(row)
        if scroll:
            self.table.scrollTo(self.model.index(row, 0))
        else:
            bar.setValue(stood)

    def _chosen_ids(self) -> set[str]:
        """The chosen documents whose pages are here."""
        found = set()
        for first, last in self.table.selected_ranges():
            for row in range(first, min(last, first + MOST_CHOSEN) + 1):
                line = self.model.line(row)
                if line is not None:
                    found.add(line.id)
        return found

    def _open(self) -> None:
        line = self.current
        if line is not None:
            self.opened.emit(line.id)

    def _tell_chosen(self) -> None:
        """What is chosen stays chosen when the list is read again: as many lines as can be acted on are known."""
        self.model.hold(self.table.selected_ranges() if self.chosen_count <= MOST_CHOSEN else ())
        self._tell_count()

    def _tell_count(self) -> None:
        """How many there are, and how many of them are chosen where it is more than one."""
        all_of_them = n_("{n} document", "{n} documents", self.total).format(n=words.whole(self.total))
        chosen = self.chosen_count
        if chosen > 1:
            said = n_("{n} chosen", "{n} chosen", chosen).format(n=words.whole(chosen))
            all_of_them = f"{said} · {all_of_them}"
        self.count.setText(all_of_them)

    def _tell_moved(self) -> None:
        line = self.current
        if line is not self._told:
            self._told = line
            self._shell.actions.refresh()  # what can be done with it
            self.moved.emit(line)

    def _may_spare(self, keys: Sequence[str]) -> bool:
        """A column that the clerk asked for is never left out for want of room."""
        return list(keys) == list(shown_first(self.direction))

    def _kept_columns(self) -> tuple[Column, ...]:
        keys = self._shell.settings.now.columns.get(self.key) or shown_first(self.direction)
        return chosen(self.columns, keys)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_table()
