"""The dossiers of a year above, what lies in the chosen one below; F6 goes between them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.books import Dossier, DossierState
from ...domain.roles import Action, may
from ...domain.schedule import new_id
from ...domain.text import matches
from ...i18n import _, n_
from ...services import dossiers
from ...services.changes import Changes, Kind
from .. import theme
from ..actions import Command
from ..messages import Message, Tone
from ..registers import words
from ..registers.table_files import FileColumn, export_table
from ..screen import Screen, Shell
from ..widgets.banner import Banner
from ..widgets.chips import ChoiceRow
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.table import Table, TableModel
from .contents import Contents
from .loans_view import LoansView
from .papers import Papers
from .tables import Row, list_columns

#: px at 100 % from which the lists' names and the search box stand in one line.
_ONE_LINE = 800
#: What is read for the screen: years with dossiers, the rows of the chosen list, how many are due.
_Read = tuple[tuple[int, ...], tuple[Row, ...], int]


class DossiersScreen(Screen):
    """Danh mục hồ sơ: typed in place, filled from the registers, closed, handed over, printed."""

    id = "dossiers"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Dossiers"))
        self.may_edit = may(self.session.role, Action.EDIT_REGISTER)
        self._fresh: Dossier | None = None  # a line that has no title yet and is not stored
        self._wanted: str | None = None
        self._rows: tuple[Row, ...] = ()
        self.year = self.session.today().year
        self.years = QComboBox()
        self.years.setAccessibleName(_("Year"))
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.years.activated.connect(lambda _at: self.show_year(self.years.currentData()))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find: notation, words of the title…"))
        self.filter.setAccessibleName(_("Find a dossier"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.which = ChoiceRow(
            (
                ("year", _("List of the year")),
                ("due", _("Due for the archive")),
                ("loans", _("Archive copies lent")),
            ),
            _("Which dossiers"),
        )
        self.which.chosen.connect(lambda _key: self._choose_list())
        self.count = label("", "muted")
        self.papers = Papers(shell, self)
        self.banner = Banner()
        self.add_button = button(_("Add a dossier"), self.add, "primary")
        self.add_button.setEnabled(self.may_edit)
        self.give_button = button(_("Hand over to the archive…"), self.hand_over, "primary")
        self.give_button.setEnabled(self.may_edit)
        self.print_button = button(_("Print the list…"), self.print_list)
        self.add_to_header(self.print_button, self.add_button, self.give_button)
        self.give_button.hide()
        self.model = TableModel[Row](list_columns(), lambda row: row.dossier.id, self)
        self.model.editable = self.may_edit
        self.model.edited.connect(self._store)
        self.table = Table[Row](self.model, _("Dossiers"))
        self.table.chosen.connect(self._choose)
        self.loans = LoansView(shell)
        self.contents = Contents(shell, editable=self.may_edit)
        self.contents.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self._build()

    def _build(self) -> None:
        self._nothing = EmptyState(
            _("No dossiers for this year yet. Ctrl+N adds one; or begin with last year's list, empty."),
            _("Take over last year's list") if self.may_edit else "",
            self.copy_last_year,
        )
        self._none_due = EmptyState(_("No closed dossier has waited a year: nothing is due for the archive."))
        self._no_match = EmptyState(_("No dossier fits. Esc clears the search."))
        self._panes = QSplitter(Qt.Orientation.Vertical)
        self._panes.addWidget(self.table)
        self._panes.addWidget(self.contents)
        self._panes.setChildrenCollapsible(False)
        self._panes.setSizes([300, 300])
        self._stack = QStackedWidget()
        for page in (self._panes, self._nothing, self._none_due, self._no_match, self.loans):
            self._stack.addWidget(page)
        which, search = QHBoxLayout(), QHBoxLayout()
        which.addWidget(self.years)
        which.addWidget(self.which, 1)
        search.addWidget(self.filter, 1)
        search.addWidget(self.count)
        self._top = QHBoxLayout()
        for part, stretch in ((which, 0), (search, 1)):
            part.setSpacing(8)
            self._top.addLayout(part, stretch)
        self._top.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addLayout(self._top)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(right if self.width() / theme.text_scale() >= _ONE_LINE else down)

    # The window's questions

    def commands(self) -> Sequence[Command]:
        from .commands import commands

        return commands(self)

    def activated(self) -> None:
        self._load()
        (self.loans.table if self.shows_loans else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {Kind.DOSSIERS, Kind.REGISTER}:
            self._load()

    def go_to(self, target: object) -> None:
        """A dossier by its id, whichever year it is of; or "loans"."""
        if target == "loans":
            self.which.select("loans")
        elif isinstance(target, str):
            self._wanted = target
            session = self.session

            def found(listed: Sequence[Dossier]) -> None:
                dossier = next((each for each in listed if each.id == target), None)
                if dossier is not None:
                    self.filter.clear()
                    self.which.select("year")
                    self.show_year(dossier.year)

            self.shell.operations.read(lambda: dossiers.dossiers(session), on_done=found)

    def draft(self) -> dict[str, object] | None:
        fresh = self._fresh
        if fresh is None or not (fresh.notation or fresh.heading):
            return None
        return {name: getattr(fresh, name) for name in _TYPED}

    def restore(self, draft: dict[str, object]) -> None:
        texts = {name: str(draft.get(name, "")) for name in _TYPED if name != "year"}
        self._fresh = Dossier(new_id(), int(str(draft.get("year", self.year))), **texts)  # type: ignore[arg-type]
        self.show_year(self._fresh.year)

    # What the clerk does

    def show_year(self, year: int) -> None:
        self.year = year
        self._load()

    def add(self) -> None:
        """A new line at the end, its notation being typed; heading and maker are those of the chosen line."""
        if not self.may_edit:
            return
        self.filter.clear()
        if self.which.current != "year":
            self.which.select("year")
        row = self.table.current_row()
        if self._fresh is None:
            like = row.dossier if row is not None else Dossier("", self.year, "", "")
            self._fresh = Dossier(
                new_id(), self.year, "", "", like.heading, "", like.creator or self.session.clerk.name
            )
        self._show()
        self._edit("notation")

    def remove(self) -> None:
        """A document out of its dossier, or an empty dossier off the list; either can be undone."""
        if self.in_contents():
            self.contents.take_out()
            return
        row = self.table.current_row()
        if row is None or not self.may_edit:
            return
        if self._fresh is not None and row.dossier.id == self._fresh.id:
            self._fresh = None
            self._show()
            return
        if row.size:
            self.shell.notify(
                Message(
                    _("Documents lie in this dossier; it stays on the list."),
                    _("Take the documents out first, or close the dossier."),
                    Tone.WARNING,
                )
            )
            return
        session, run = self.session, self.shell.operations.run

        def told(_changes: object) -> None:
            self.shell.notify(
                Message(_("{name} is off the list.").format(name=_named(row.dossier))),
                _("Undo"),
                lambda: run(lambda: dossiers.save(session, row.dossier), label=_("Saving…")),
            )

        run(lambda: dossiers.remove(session, row.dossier), label=_("Saving…"), on_done=told)

    def copy_last_year(self) -> None:
        """The list of the year before, without its documents."""
        session, year = self.session, self.year
        self.shell.operations.run(lambda: dossiers.copy_list(session, year - 1, year), label=_("Saving…"))

    def close_dossier(self) -> None:
        """The matter is over; the message offers to take that back."""
        row = self.table.current_row()
        if row is None:
            return
        session, run = self.session, self.shell.operations.run

        def told(_changes: object) -> None:
            said = _("{name} is closed. A year from now it is due for the archive.")
            self.shell.notify(Message(said.format(name=_named(row.dossier))), _("Undo"), self.reopen)

        run(lambda: dossiers.close(session, row.dossier), label=_("Saving…"), on_done=told)

    def reopen(self) -> None:
        row = self.table.current_row()
        if row is not None and row.dossier.state is DossierState.CLOSED:
            session = self.session
            self.shell.operations.run(lambda: dossiers.reopen(session, row.dossier), label=_("Saving…"))

    def hand_over(self) -> None:
        """Asks which closed dossiers go to the archive."""
        self.papers.hand_over()

    def print_list(self) -> None:
        self.papers.list_of(self.year)

    def print_contents(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.papers.contents_of(row.dossier)

    def print_transfer(self) -> None:
        """The list for the archive, of the closed and handed-over dossiers that are shown."""
        self.papers.transfer([row.dossier for row in self.model.rows if row.dossier.state is not DossierState.OPEN])

    def print_minutes(self) -> None:
        """The minutes once more, of all that went to the same archive on the same day."""
        row = self.table.current_row()
        if row is not None:
            self.papers.minutes_again(row.dossier)

    def export(self) -> None:
        """The list as it is shown, as an Excel workbook, a PDF or a CSV file."""
        title = _("List of dossiers {year}").format(year=self.year)
        columns: list[FileColumn] = [
            (c.title, c.width or 60, "number" if c.key == "size" else "text") for c in self.model.columns
        ]
        rows = [[row.size if c.key == "size" else c.cell(row) for c in self.model.columns] for row in self.model.rows]
        export_table(self.shell, self, title, f"danh-muc-ho-so-{self.year}", columns, rows, self.banner)

    # Inner workings

    def next_part(self) -> bool:
        if self.in_contents() or self._stack.currentWidget() is not self._panes:
            return False
        self.contents.begin()
        return True

    def in_contents(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.contents.isAncestorOf(focused)

    @property
    def shows_loans(self) -> bool:
        return self.which.current == "loans"

    def has_any_row(self) -> bool:
        return not self.shows_loans and self.table.current_row() is not None

    def has_row(self) -> bool:
        return self.may_edit and self.has_any_row()

    def stands_at(self, state: DossierState) -> bool:
        """Whether the chosen dossier does."""
        row = self.table.current_row()
        return not self.shows_loans and row is not None and row.dossier.state is state

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def focus_box(self) -> None:
        self.contents.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, row: Row | None) -> None:
        dossier = row.dossier if row is not None else None
        stored = dossier is not None and dossier is not self._fresh
        self.contents.show_dossier(dossier if stored else None)
        self.shell.actions.refresh()

    def _choose_list(self) -> None:
        """The next step is named on the button: of a year's list to add to it, of what is due to hand it over."""
        listed = self.which.current == "year"
        seen: dict[QWidget, bool] = {
            **dict.fromkeys((self.years, self.add_button, self.print_button), listed),
            **dict.fromkeys((self.filter, self.count), not self.shows_loans),
            self.give_button: self.which.current == "due",
        }
        for widget, shown in seen.items():
            widget.setVisible(shown)
        if self.shows_loans:
            self.loans.begin()
        self._load()

    def _load(self) -> None:
        self.loans.load()
        session, year, due_only = self.session, self.year, self.which.current == "due"

        def work() -> _Read:
            listed = dossiers.dossiers(session)
            due = {dossier.id for dossier in dossiers.due_for_handover(session)}
            shown = [d for d in listed if (d.id in due if due_only else d.year == year)]
            sizes = dossiers.sizes(session, shown)
            years = tuple(dict.fromkeys(dossier.year for dossier in listed))
            return years, tuple(Row(d, sizes[d.id], d.id in due) for d in shown), len(due)

        self.shell.operations.read(work, on_done=self._take)

    def _take(self, read: _Read) -> None:
        years, self._rows, due = read
        wanted = sorted({*years, self.year, self.session.today().year}, reverse=True)
        if [self.years.itemData(n) for n in range(self.years.count())] != wanted:
            self.years.clear()
            for year in wanted:
                self.years.addItem(_("Year {year}").format(year=year), year)
        self.years.setCurrentIndex(wanted.index(self.year))
        self.count_changed.emit(due)
        self._show()

    def _show(self) -> None:
        typed = self.filter.text()
        shown = [row for row in self._rows if not typed or _fits(typed, row.dossier)]
        if self._fresh is not None and self.which.current == "year" and self._fresh.year == self.year:
            shown.append(Row(self._fresh))
        self.model.set_rows(shown)
        if self._wanted is not None and self.table.select(self._wanted):
            self._wanted = None
        page: QWidget = self._panes
        if self.shows_loans:
            page = self.loans
        elif not shown:
            page = self._no_match if typed else self._none_due if self.which.current == "due" else self._nothing
        self._stack.setCurrentWidget(page)
        said = n_("{n} dossier", "{n} dossiers", len(self._rows)).format(n=words.whole(len(self._rows)))
        self.count.setText(_("{n} of {all}").format(n=len(shown), all=said) if typed else said)
        self._choose(self.table.current_row())

    def _edit(self, key: str) -> None:
        """Opens the editor of the fresh line's cell."""
        if self._fresh is None or not self.table.select(self._fresh.id):
            return
        column = next(n for n, c in enumerate(self.model.columns) if c.key == key)
        index = self.model.index(self.table.currentIndex().row(), column)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _store(self, old: Row, new: Row) -> None:
        dossier = new.dossier
        if self._fresh is not None and dossier.id == self._fresh.id:
            self._fresh = dossier
            if not dossier.title.strip():
                if dossier.notation.strip() and not old.dossier.notation.strip():
                    QTimer.singleShot(0, lambda: self._edit("title"))
                return
            self._fresh = None
            self._wanted = dossier.id
        elif not dossier.title.strip():
            self._refuse(_("A dossier needs a title; it stays as it was."))
            return
        elif dossier.state is DossierState.HANDED_OVER:
            self._refuse(_("This dossier is in the archive; it stays as it was handed over."))
            return
        session = self.session
        self.shell.operations.run(lambda: dossiers.save(session, dossier), label=_("Saving…"))

    def _refuse(self, why: str) -> None:
        """What was typed is not stored: the list shows again what is."""
        self._show()
        self.shell.notify(Message(why, tone=Tone.WARNING))


_TYPED = ("year", "notation", "title", "heading", "retention", "creator", "note")


def _fits(typed: str, dossier: Dossier) -> bool:
    return any(matches(typed, text) for text in (dossier.notation, dossier.title, dossier.heading, dossier.creator))


def _named(dossier: Dossier) -> str:
    return " ".join(filter(None, (dossier.notation, dossier.title)))
