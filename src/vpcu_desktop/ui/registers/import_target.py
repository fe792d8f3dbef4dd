"""The import's page that asks which book the lines come into: an open one, or an old office's that is only read."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ...domain.books import Book
from ...domain.numbering import Direction
from ...domain.organisations import Organisation
from ...domain.schedule import new_id
from ...domain.text import fold
from ...i18n import _
from ...services import organisations
from ...services.session import OfficeSession
from ..widgets.choice import choice, choose
from ..widgets.form import Form
from ..widgets.moments import DayEdit
from ..widgets.suggest import SuggestEdit, Suggestion
from . import words
from .import_pages import ImportPage


@dataclass(frozen=True, slots=True)
class Target:
    """Where the lines come into. `organ`: of an old book, the office that kept it, new to the catalogue or known."""

    book: Book
    organ: Organisation | None = None


class TargetPage(ImportPage):
    """A combo of the open books; its last line is the old book, whose name and days are typed below it."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("3. The book")
        self.help_text = _("The paper's numbers stay. Lines of an open book go on behind those that stand in it.")
        self._session = session
        self.books = QComboBox()
        self.books.activated.connect(lambda _at: self._choose())
        self.direction = choice(Direction, words.direction)
        self.direction.activated.connect(lambda _at: self._propose_name())
        self.organ = SuggestEdit(self._suggest)
        self.name = QLineEdit()
        self.first, self.last = DayEdit(today=session.today), DayEdit(today=session.today)
        for box in (self.organ, self.name):
            box.textChanged.connect(lambda _text: self.ready_changed.emit())
        self.organ.textChanged.connect(lambda _text: self._propose_name())
        for day in (self.first, self.last):
            day.day_changed.connect(lambda _day: self.ready_changed.emit())
        self._proposed = ""
        self._ids = new_id(), new_id()  # of an old book and its office: the same each time they are asked for
        form = Form()
        form.add(_("Into the book"), self.books)
        self.old = Form()
        self.old.words(_("The book of an office that is no more: it is found and read, and never written again."))
        self.old.add_row(
            (_("Office that kept the book"), self.organ), (_("Register"), self.direction), stretches=(3, 2)
        )
        self.old.add(_("Name of the book"), self.name)
        self.old.add_row((_("First day"), self.first), (_("Last day"), self.last))
        form.add_widget(self.old)
        form.finish()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    @property
    def target(self) -> Target | None:
        """What was chosen; None while something is missing."""
        book = self.books.currentData()
        if isinstance(book, Book):
            return Target(book)
        first, last = self.first.day(), self.last.day()
        organ, name = self.organ.text().strip(), self.name.text().strip()
        if not organ or not name or first is None or last is None or last < first:
            return None
        kept_by = self._organisation(organ, last)
        direction: Direction = self.direction.currentData()
        form = "incoming" if direction is Direction.INCOMING else "outgoing"
        return Target(Book(self._ids[0], kept_by.id, direction, name, form, first, last), kept_by)

    @property
    def ready(self) -> bool:
        return self.target is not None

    def begin(self) -> None:
        self.books.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, books: tuple[Book, ...], *, outgoing: bool) -> None:
        """The books that take lines, those of the file's direction first."""
        wanted = Direction.OUTGOING if outgoing else Direction.INCOMING
        kept = self.books.currentData()
        self.books.clear()
        open_ones = [book for book in books if not book.secret and not book.readonly and book.closed_on is None]
        for book in sorted(open_ones, key=lambda book: book.direction is not wanted):
            volume = _(", volume {n}").format(n=book.volume) if book.volume > 1 else ""
            self.books.addItem(f"{book.name}{volume}  ({words.direction(book.direction)})", book)
        self.books.addItem(_("An old office's book, only to be read…"), None)
        at = next((n for n in range(self.books.count()) if kept and self.books.itemData(n) == kept), 0)
        self.books.setCurrentIndex(at)
        choose(self.direction, wanted)
        self._choose()

    def _choose(self) -> None:
        self.old.setVisible(self.books.currentData() is None)
        self.ready_changed.emit()

    def _organisation(self, name: str, last: date) -> Organisation:
        """The known one of this name, or a new one that ended with the book."""
        known = organisations.suggest(self._session, name)
        found = next((each for each in known if fold(each.name) == fold(name)), None)
        return found or Organisation(self._ids[1], name, valid_to=last)

    def _suggest(self, typed: str) -> list[Suggestion]:
        return [Suggestion(each.name, each.code) for each in organisations.suggest(self._session, typed, limit=8)]

    def _propose_name(self) -> None:
        """The book's name, as long as the clerk has not typed another."""
        if self.name.text() == self._proposed:
            kind = words.direction(self.direction.currentData())
            self._proposed = " – ".join(filter(None, (kind, self.organ.text().strip())))
            self.name.setText(self._proposed)
