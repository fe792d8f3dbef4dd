"""Tasks on register books: open one, continue it in a next volume, close it with its sentence, open it again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit

from ...domain.books import Book
from ...domain.numbering import Direction
from ...domain.organisations import Organisation
from ...domain.schedule import new_id
from ...i18n import _
from ...services import books
from ...services.book_overview import BookLine
from ...services.books import Closed, OpenedBook
from ...services.forms import BOOK_FORMS
from ..messages import Message, Tone
from ..registers.words import day
from ..screen import Shell
from ..widgets.moments import DayEdit
from . import words
from .task import Task, choice


class OpenBookTask(Task):
    """A book of another organ, of several years, or the secret one of a year."""

    step = "open_book"

    def __init__(self, shell: Shell, organs: Sequence[Organisation]) -> None:
        super().__init__(shell, _("Open a book"), _("Open the book"))
        today = self.session.today()
        self.organ = choice((each.name, each.id) for each in organs)
        self.way = choice((words.way(direction), direction) for direction in Direction)
        self.secret = QCheckBox(_("A book of state secrets"))
        self.first = DayEdit(date(today.year, 1, 1), today=self.session.today)
        self.last = DayEdit(date(today.year, 12, 31), today=self.session.today)
        self.name = QLineEdit()
        self.form.add(_("Whose book"), self.organ)
        self.form.add(_("Kind of register"), self.way)
        self.form.add_widget(self.secret, fill=False)
        self.secret.setVisible(self.session.secret is not None)
        self.form.add_row((_("From"), self.first), (_("To, empty: open"), self.last))
        self.form.add(_("Name of the book"), self.name)
        self.form.words(_("Numbers go on by their own rules: a new book begins no count."))
        self._proposed = ""
        self.way.currentIndexChanged.connect(self._propose)
        self.secret.toggled.connect(self._propose)
        self.first.day_changed.connect(self._propose)
        self._propose()

    def _propose(self, _changed: object = None) -> None:
        """A name as such books have it, as long as nobody has typed another."""
        from ...output.register_words import book_title

        begins = self.first.day()
        if begins is None or self.name.text() != self._proposed:
            return
        incoming = self.way.currentData() is Direction.INCOMING
        self._proposed = book_title(incoming=incoming, secret=self.secret.isChecked(), year=begins.year)
        self.name.setText(self._proposed)

    @property
    def is_secret(self) -> bool:
        return self.secret.isChecked()

    def work(self) -> Callable[[], object] | None:
        first, last = self.first.day(), self.last.day()
        if first is None:
            self.complain(_("From which day on does the book take papers?"), self.first)
        elif not self.last.is_valid or (last is not None and last < first):
            self.complain(_("The last day cannot lie before the first."), self.last)
        elif not self.name.text().strip():
            self.complain(_("The book needs a name, as it stands on its cover."), self.name)
        else:
            direction, secret = self.way.currentData(), self.secret.isChecked()
            form = BOOK_FORMS[direction, secret][0]
            book = Book(new_id(), self.organ.currentData(), direction, self.name.text(), form, first, last, secret)
            return partial(books.open_book, self.session, book)
        return None

    def told(self, result: OpenedBook) -> Message:
        return Message(_("“{name}” is open.").format(name=result.book.name), tone=Tone.SUCCESS)


class NextVolumeTask(Task):
    """The book is full: lines and numbers go on in its next volume."""

    step = "next_volume"

    def __init__(self, shell: Shell, line: BookLine) -> None:
        self.book = line.book
        title = _("Go on in volume {n}").format(n=line.book.volume + 1)
        super().__init__(shell, title, _("Begin volume {n}").format(n=line.book.volume + 1))
        self.about = line.book.id
        self.day = DayEdit(self.session.today(), today=self.session.today)
        self.form.words(f"{line.book.name}, {words.volume(line.book)}", "strong")
        self.form.add(_("First day of the new volume"), self.day)
        after = line.last_line + 1 if line.count else 1
        self.foretell(
            _("Lines go on with {n}; numbers go on as before. Close the full volume once it is printed.").format(
                n=after
            )
        )

    @property
    def is_secret(self) -> bool:
        return self.book.secret

    def work(self) -> Callable[[], object] | None:
        begins = self.day.day()
        if begins is None:
            self.complain(_("From which day on does the new volume take papers?"), self.day)
            return None
        return partial(books.next_volume, self.session, self.book, begins)

    def told(self, result: OpenedBook) -> Message:
        text = _("Volume {n} of “{name}” takes the papers from {day} on.")
        begins = day(result.book.first_day)
        return Message(text.format(n=result.book.volume, name=result.book.name, day=begins), tone=Tone.SUCCESS)


class CloseBookTask(Task):
    """Shows the sentence before it is written, and locks the book."""

    def __init__(self, shell: Shell, line: BookLine, sentence: str) -> None:
        super().__init__(shell, _("Close the book"), _("Close and lock the book"))
        self.book = line.book
        self.form.words(f"{line.book.name}, {words.volume(line.book)}", "strong")
        self.form.words(_("The closing page will say:"))
        self.form.words(sentence, "heading")
        if line.voided:
            self.form.words(_("{n} of them are void and stay, struck through.").format(n=line.voided))
        if line.printed_line < line.last_line:
            self.form.words(
                _("{lines}. Print the rest first if the book is signed on paper.").format(lines=words.printed(line)),
                "warning",
            )
        self.form.words(
            _(
                "Nothing in a closed book changes any more. It can be opened again, with a reason. The page also keeps "
                "how far the audit trail had come, so that a later change would show."
            )
        )

    def work(self) -> Callable[[], object]:
        return partial(books.close_book, self.session, self.book)

    def told(self, result: Closed) -> Message:
        said = result.book.closing.split("\n")[0]
        return Message(_("The book is closed. {sentence}").format(sentence=said), _("Ctrl+P prints its closing page."),
                       Tone.SUCCESS)  # fmt: skip


class ReopenBookTask(Task):
    """A closed book takes entries again, for a reason."""

    step = "reopen_book"

    def __init__(self, shell: Shell, line: BookLine) -> None:
        super().__init__(shell, _("Open the closed book again"), _("Open it again"))
        self.about = line.book.id
        self.book = line.book
        self.reason = QLineEdit()
        self.form.words(f"{line.book.name}, {words.volume(line.book)}", "strong")
        self.form.words(line.book.closing.split("\n")[0])
        self.form.add(_("Reason, kept with the book"), self.reason)

    @property
    def is_secret(self) -> bool:
        return self.book.secret

    def work(self) -> Callable[[], object] | None:
        if not self.reason.text().strip():
            self.complain(_("Write why the book is opened again."), self.reason)
            return None
        return partial(books.reopen, self.session, self.book, self.reason.text())

    def told(self, _result: object) -> Message:
        return Message(_("“{name}” takes entries again.").format(name=self.book.name), tone=Tone.SUCCESS)


class SealBookTask(Task):
    """The book of an office that is no more is kept for reading only."""

    def __init__(self, shell: Shell, line: BookLine) -> None:
        super().__init__(shell, _("Keep the book for reading only"), _("Seal it for good"), kind="danger")
        self.book = line.book
        self.form.words(f"{line.book.name}, {words.volume(line.book)}", "strong")
        self.form.words(
            _(
                "For books of an office that is no more. They are found and read like all others, but never written "
                "again: this cannot be taken back."
            )
        )

    def work(self) -> Callable[[], object]:
        return partial(books.seal, self.session, self.book)

    def told(self, _result: object) -> Message:
        return Message(_("“{name}” is kept for reading only.").format(name=self.book.name), tone=Tone.SUCCESS)
