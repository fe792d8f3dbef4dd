"""The register books: open, full, closed, for reading only; what can be done next with the chosen one."""

from collections.abc import Sequence
from datetime import date

from ...domain.numbering import number_text
from ...i18n import _, n_
from ...services import book_overview, organisations
from ...services.book_overview import BookLine
from ..actions import Command
from ..registers.words import whole
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.table import Column
from . import words
from .book_tasks import CloseBookTask, NextVolumeTask, OpenBookTask, ReopenBookTask, SealBookTask
from .list_view import ListView
from .side import Details
from .term_tasks import NewYearTask


def _columns(today: date) -> list[Column[BookLine]]:
    return [
        Column("name", _("Book"), lambda b: b.book.name),
        Column("volume", _("Vol."), lambda b: str(b.book.volume), width=5, right=True),
        Column("organ", _("Whose"), lambda b: b.code or b.organ, width=8),
        Column("span", _("Days"), lambda b: words.span(b.book.first_day, b.book.last_day), width=21, spare=3),
        Column("lines", _("Lines"), words.lines_of, width=8, right=True, spare=2),
        Column(
            "printed",
            _("Printed"),
            words.printed,
            width=20,
            tone=lambda b: "warning" if 0 < b.printed_line < b.last_line and b.book.closed_on is not None else "",
        ),
        Column(
            "state",
            _("State"),
            lambda b: words.book_state(b.book, today),
            width=17,
            tone=lambda b: "warning" if _to_close(b, today) else "",
        ),
    ]


def _to_close(line: BookLine, today: date) -> bool:
    """Over, and nobody has closed it yet."""
    book = line.book
    return book.closed_on is None and not book.readonly and book.last_day is not None and book.last_day < today


class BooksView(ListView[BookLine]):
    """Enter prints; the other verbs stand over the list."""

    def __init__(self, shell: Shell) -> None:
        today = shell.session.today()
        empty = EmptyState(_("No books yet. Ctrl+N opens one."), _("Open a book…"), self.open_book)
        hint = _("Enter shows and prints the book. A closed book is locked; numbers belong to series, not to books.")
        super().__init__(shell, _columns(today), lambda b: b.book.id, _("Books"), empty, hint)
        self.print_button = self.add_verb(_("Print…"), lambda: self.table.opened.emit(), "primary")
        self.volume_button = self.add_verb(_("Go on in the next volume…"), self.next_volume)
        self.close_button = self.add_verb(_("Close the book…"), self.close_book)
        self.reopen_button = self.add_verb(_("Open it again…"), self.reopen)
        self.year_button = self.add_verb("", self.open_year)
        self.open_button = self.add_verb(_("Open a book…"), self.open_book)
        self.year_button.setText(_("Open the books of {year}…").format(year=self.next_year))
        for each in (self.year_button, self.open_button):
            each.setVisible(self.manages)
        self.update_verbs()

    @property
    def next_year(self) -> int:
        """The year whose books are to be opened next: this one while it has none, from December on the next."""
        years = {line.book.first_day.year for line in self.model.rows}
        today = self.session.today()
        return today.year if years and today.year not in years else today.year + 1

    def load(self) -> None:
        session = self.session
        self.shell.operations.read(lambda: book_overview.book_lines(session), on_done=self._show)

    def _show(self, lines: tuple[BookLine, ...]) -> None:
        self.show_rows(lines)
        self.year_button.setText(_("Open the books of {year}…").format(year=self.next_year))

    def update_verbs(self) -> None:
        line = self.row
        writable = line is not None and line.book.closed_on is None and not line.book.readonly
        closed = line is not None and line.book.closed_on is not None and not line.book.readonly
        self.print_button.setEnabled(line is not None)
        for each in (self.volume_button, self.close_button):
            each.setVisible(self.manages and not closed)
            each.setEnabled(writable)
        self.reopen_button.setVisible(self.manages and closed)

    def tell(self, details: Details) -> None:
        line = self.row
        if line is None:
            details.show_nothing()
            return
        book, today = line.book, self.session.today()
        facts = [
            (_("Whose"), line.organ),
            (_("Kind of register"), words.way(book.direction, secret=book.secret)),
            (_("Volume"), str(book.volume)),
            (_("Days"), words.span(book.first_day, book.last_day)),
            (_("Lines"), _lines(line)),
            (_("Printed"), _printed(line)),
            (_("State"), words.book_state(book, today)),
            (_("Opened again because"), book.reopened_reason),
        ]
        said = [(text, "strong" if n == 0 else "muted") for n, text in enumerate(book.closing.split("\n")) if text]
        details.show_details(f"{book.name}, {words.volume(book)}", facts, said)

    def commands(self, group: str) -> Sequence[Command]:
        def writable() -> bool:
            line = self.row
            return self.manages and line is not None and line.book.closed_on is None and not line.book.readonly

        def closed() -> bool:
            line = self.row
            return self.manages and line is not None and line.book.closed_on is not None and not line.book.readonly

        manages = lambda: self.manages  # noqa: E731
        return (
            Command("books.open", _("Open a book…"), self.open_book, icon="plus", group=group, enabled=manages),
            Command("books.year", _("Open the books of a year…"), self.open_year, group=group, enabled=manages),
            Command("books.volume", _("Go on in the next volume…"), self.next_volume, group=group, enabled=writable),
            Command("books.close", _("Close the book…"), self.close_book, icon="lock", group=group, enabled=writable),
            Command("books.reopen", _("Open the closed book again…"), self.reopen, "", "unlock", group, closed),
            Command(
                "books.seal", _("Keep the book for reading only…"), self.seal, group=group,
                enabled=lambda: self.manages and self.row is not None and not self.row.book.readonly,
            ),
        )  # fmt: skip

    # What the clerk does

    def open_book(self) -> None:
        session, today = self.session, self.session.today()
        if self.manages:
            self.shell.operations.read(
                lambda: organisations.own_organs(session, today),
                on_done=lambda organs: self.ask(OpenBookTask(self.shell, organs)),
            )

    def open_year(self) -> None:
        self.ask(NewYearTask(self.shell, self.next_year))

    def next_volume(self) -> None:
        if self.row is not None:
            self.ask(NextVolumeTask(self.shell, self.row))

    def close_book(self) -> None:
        line, session = self.row, self.session
        if line is not None:
            self.shell.operations.read(
                lambda: book_overview.closing_preview(session, line.book),
                on_done=lambda sentence: self.ask(CloseBookTask(self.shell, line, sentence)),
            )

    def reopen(self) -> None:
        if self.row is not None:
            self.ask(ReopenBookTask(self.shell, self.row))

    def seal(self) -> None:
        if self.row is not None:
            self.ask(SealBookTask(self.shell, self.row))


def _lines(line: BookLine) -> str:
    if not line.count:
        return _("empty")
    text = n_("{n} line", "{n} lines", line.count).format(n=whole(line.count))
    text = _("{lines}, from {first} to {last}").format(
        lines=text, first=number_text(line.first_line), last=number_text(line.last_line)
    )
    return text + (_(", {n} of them void").format(n=line.voided) if line.voided else "")


def _printed(line: BookLine) -> str:
    if not line.printed_page:
        return _("nothing yet")
    return _("up to page {page}, line {line}").format(page=line.printed_page, line=number_text(line.printed_line))
