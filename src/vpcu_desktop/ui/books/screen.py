"""Books and numbers: register books, number series with their ledgers, printed forms, types of papers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...i18n import _
from ...services.book_overview import BookLine, SeriesLine
from ...services.changes import Changes, Kind
from ..actions import Command
from ..registers import side_books_dialog
from ..registers.first_visit import set_up
from ..registers.import_command import import_command
from ..screen import Screen, Shell
from ..widgets.chips import ChoiceRow
from ..widgets.front_stack import FrontStack
from .books_view import BooksView
from .forms_view import FormsView
from .ledger_view import LedgerView
from .list_view import ListView
from .print_view import PrintView
from .series_view import SeriesView
from .side import Side, on_line
from .types_view import TypesView


class BooksScreen(Screen):
    """Four lists; a book opens into its pages, a series into its ledger. Tasks stand beside them."""

    id = "books"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Books and numbers"))
        self.side = Side(shell)
        self.side.emptied.connect(self._begin)
        self.kinds = ChoiceRow(
            (("books", _("Books")), ("series", _("Number series")), ("forms", _("Forms")), ("types", _("Types"))),
            _("What is shown"),
        )
        self.add_to_header(self.kinds)
        self.books, self.series = BooksView(shell), SeriesView(shell)
        self.forms, self.types = FormsView(shell), TypesView(shell)
        self.lists: dict[str, ListView[BookLine] | ListView[SeriesLine] | FormsView | TypesView] = {
            "books": self.books, "series": self.series, "forms": self.forms, "types": self.types,
        }  # fmt: skip
        self._stack = FrontStack()
        for each in self.lists.values():
            self._stack.addWidget(each)
            each.task_wanted.connect(self.side.begin)
            each.moved.connect(partial(self._tell, each))
        self.books.table.opened.connect(self.show_pages)
        self.series.table.opened.connect(self.show_ledger)
        self.kinds.chosen.connect(self.show_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.addWidget(self._stack, 1)
        set_up(shell)

    @cached_property
    def pages(self) -> PrintView:
        """The pages of a book, made when the first is opened."""
        made = PrintView(self.shell)
        made.left.connect(lambda: self.show_list("books"))
        self._stack.addWidget(made)
        return made

    @cached_property
    def ledger(self) -> LedgerView:
        """The numbers of a series, made when the first is opened."""
        made = LedgerView(self.shell)
        made.task_wanted.connect(self.side.begin)
        made.left.connect(lambda: self.show_list("series"))
        self._stack.addWidget(made)
        return made

    @property
    def view(self) -> QWidget:
        """The list, the pages or the ledger that is shown."""
        shown = self._stack.currentWidget()
        assert shown is not None
        return shown

    def inspector(self) -> QWidget:
        return self.side

    def commands(self) -> Sequence[Command]:
        group = _("Books and numbers")
        shows = (
            ("books", _("Show the books"), "Alt+1"),
            ("series", _("Show the number series"), "Alt+2"),
            ("forms", _("Show the forms"), "Alt+3"),
            ("types", _("Show the types of papers"), "Alt+4"),
        )
        of_lists = [
            replace(command, run=partial(self._in_list, key, command.run))
            for key, view in self.lists.items()
            for command in view.commands(group)
        ]
        return (
            Command("books.new", _("New here"), self.new, "Ctrl+N", "plus", group, lambda: self.books.manages),
            Command("books.print", _("Print…"), self.print_here, "Ctrl+P", "print", group, self._can_print),
            *(Command(f"books.show.{key}", text, partial(self.show_list, key), keys, group=group)
              for key, text, keys in shows),
            *of_lists,
            import_command(self.shell, "books", group, self),
            side_books_dialog.command(self.shell, "books", group, self),
            Command("books.decide", _("Pass over, or give up the number…"), lambda: self.ledger.decide(), "Del", "",
                    group, lambda: self._in_ledger and self.ledger.can_decide),
            Command("books.export", _("Export the ledger…"), lambda: self.ledger.export_button.click(),
                    "Ctrl+Shift+E", "save", group, lambda: self._in_ledger),
        )  # fmt: skip

    def activated(self) -> None:
        self._load()
        self._begin()
        self._reopen()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {Kind.BOOKS, Kind.REGISTER, Kind.OFFICE}:
            self._load()

    def go_to(self, target: object) -> None:
        """One of the lists by its name."""
        if isinstance(target, str) and target in self.lists:
            self.show_list(target)

    def draft(self) -> dict[str, object] | None:
        task, kind = self.side.draft(), self.types.draft()
        return {"task": task, "type": kind} if task or kind else None

    def restore(self, draft: dict[str, object]) -> None:
        task, kind = draft.get("task"), draft.get("type")
        if isinstance(kind, list):
            self.types.restore(kind)
        if isinstance(task, dict):
            self.side.keep(task)
            if self.isVisible():
                self._reopen()

    # What the clerk does

    def show_list(self, key: str) -> None:
        """Books, series, forms or types."""
        self.kinds.select(key)
        view = self.lists[key]
        self._stack.setCurrentWidget(view)
        view.load()
        self._tell(view)
        self._begin()

    def show_pages(self) -> None:
        """The chosen book as it is and will be printed."""
        line = self.books.row
        if line is not None:
            self._stack.setCurrentWidget(self.pages)
            self.pages.show_book(line)
            self.pages.begin()

    def show_ledger(self) -> None:
        """The numbers of the chosen series."""
        line = self.series.row
        if line is not None:
            self._stack.setCurrentWidget(self.ledger)
            self.ledger.show_series(line, self.series.name(line))
            self.ledger.begin()

    def new(self) -> None:
        """What Ctrl+N makes in the list that is shown."""
        making: dict[QWidget, Callable[[], object]] = {
            self.series: self.series.open_series,
            self.forms: self.forms.choose,
            self.types: self.types.add,
        }
        making.get(self.view, self.ledger.reserve if self._in_ledger else self.books.open_book)()

    def print_here(self) -> None:
        """New pages of a book, or the ledger; from the lists it opens them."""
        if self._in_ledger:
            self.ledger.print_list()
        elif self._in_pages:
            (self.pages.verb if self.pages.verb.isEnabled() else self.pages.again).click()
        elif self.view is self.series:
            self.show_ledger()
        else:
            self.show_pages()

    # Inner workings

    def _reopen(self) -> None:
        """The task that a lock or the end of the program broke off."""
        acts: dict[str, tuple[str, Callable[[], object]]] = {
            "open_book": ("books", self.books.open_book),
            "new_year": ("books", self.books.open_year),
            "next_volume": ("books", self.books.next_volume),
            "reopen_book": ("books", self.books.reopen),
            "reserve": ("series", self.series.reserve),
            "start_number": ("series", self.series.set_start),
            "open_series": ("series", self.series.open_series),
            "new_term": ("series", self.series.new_term),
            "congress": ("series", self.series.congress),
            "policy": ("series", self.series.policy),
        }

        def show(key: str, _about: str) -> None:
            self.show_list(key)

        ledger = (
            partial(show, "series"),
            lambda about: on_line(self.series.table, self.show_ledger)(about.split(" ")[0]),
            lambda about: on_line(self.ledger.table, self.ledger.decide)(about.split(" ")[1]),
        )
        steps = {step: (partial(show, key), on_line(self.lists[key].table, act)) for step, (key, act) in acts.items()}
        self.side.reopen({**steps, "give_up": ledger, "pass_over": ledger})

    @property
    def _in_pages(self) -> bool:
        return isinstance(self.view, PrintView)

    @property
    def _in_ledger(self) -> bool:
        return isinstance(self.view, LedgerView)

    def _can_print(self) -> bool:
        lines = {self.books: self.books.row, self.series: self.series.row}
        return self._in_pages or self._in_ledger or lines.get(self.view) is not None

    def _in_list(self, key: str, run: Callable[[], object]) -> None:
        if self.view is not self.lists[key]:
            self.show_list(key)
        run()

    def _tell(self, view: ListView[BookLine] | ListView[SeriesLine] | FormsView | TypesView) -> None:
        if view is self.view:
            view.tell(self.side.details)

    def _load(self) -> None:
        self.books.load()
        self.series.load()
        view = self.view
        if view not in (self.books, self.series):
            view.load()  # type: ignore[attr-defined]

    def _begin(self) -> None:
        if self.side.task is None:
            self.view.begin()  # type: ignore[attr-defined]
        else:
            self.side.task.setFocus(Qt.FocusReason.OtherFocusReason)
