"""The head of the quick entry: the number that saving takes, its book, and what belongs to the arrival."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from ...domain.books import Book
from ...domain.documents import Secrecy
from ...i18n import _
from ...services.session import OfficeSession
from .. import theme
from ..widgets.elided import ElidedLabel
from ..widgets.flow import FlowLayout
from ..widgets.labels import icon_button, label
from ..widgets.measured import Measured
from . import words
from .entry_fields import EntryFields

#: Width at 100 % from which the book's name has room.
_ROOMY = 850
#: From this width (at 100 %) number and arrival stand in one line.
_ONE_LINE = 640


class EntryHead(QWidget):
    """Takes its fields from `EntryFields`; asks them what to show."""

    closed = Signal()

    def __init__(self, session: OfficeSession, fields: EntryFields) -> None:
        super().__init__()
        self._session, self.fields = session, fields
        self._sending = 0
        self._parts: dict[QWidget, QWidget] = {}  # a field with the words beside it
        self.next_number = label("", "strong")
        self._book = ElidedLabel("", "muted")
        self.book = QComboBox()
        self.book.setAccessibleName(_("Register book"))
        self.book.hide()
        self._number, self._side = QWidget(), FlowLayout(gap=8, one_line=True)
        self._build()

    def _build(self) -> None:
        self._lines = QHBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        head, side = QHBoxLayout(self._number), self._side
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        self._lines.addWidget(self._number, 1)
        self._lines.addLayout(side)
        head.addWidget(self.next_number)
        head.addWidget(self.fields.number_label)
        head.addWidget(self.fields.number)
        number, arrived = self.fields.number, self.fields.arrived
        Measured(number, lambda letters: number.setFixedWidth(letters.averageCharWidth() * 12))
        Measured(arrived, lambda letters: arrived.setFixedWidth(letters.averageCharWidth() * 14))
        # The book's name takes what the fields leave: none of them is cut for it.
        self._book.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head.addWidget(self._book, 1)
        head.addWidget(self.book)
        head.addStretch()
        last = QHBoxLayout()
        for name, box in self.fields.side_fields():
            if name:
                part = QWidget()
                last = QHBoxLayout(part)
                last.setContentsMargins(0, 0, 0, 0)
                words_of_it = label(name, "muted")
                words_of_it.setBuddy(box)
                last.addWidget(words_of_it)
                side.addWidget(part)
                self._parts[box] = part
            last.addWidget(box)
        last.addWidget(icon_button("close", _("Close the quick entry"), self.closed.emit))
        self.book.currentIndexChanged.connect(lambda _at: self.show_number(self._sending))

    @property
    def chosen_book(self) -> Book | None:
        """The book that was chosen where several take the line."""
        chosen: Book | None = self.book.currentData() if self.book.count() > 1 else None
        return chosen

    def show_number(self, sending: int) -> None:
        """The number that saving would take, with so many lines on their way; the book that it would stand in."""
        self._sending = sending
        memory, day = self.fields.memory, self.fields.arrived.day() or self._session.today()
        books = memory.books_of(day)
        self._offer_books(books)
        self.next_number.setVisible(not self.fields.paper_numbers)
        if self.fields.level is not Secrecy.NONE:
            self.next_number.setText(_("Into the secret book"))
            self._book.setText("")
            return
        if not books:
            self.next_number.setText(_("No open book"))
            self._book.setText(_("for {day}: open one under “Books and numbers”").format(day=words.day(day)))
            return
        book: Book = self.book.currentData() if len(books) > 1 else books[0]
        following_one = memory.next_numbers.get(book.id)
        text = "" if following_one is None else f"{following_one + sending:02d}"
        self.next_number.setText(_("Next arrival no. {number}").format(number=text))
        self._book.setText("" if len(books) > 1 else book.name)

    def _offer_books(self, books: tuple[Book, ...]) -> None:
        """A choice of books where several take the line; the one that was chosen stays chosen."""
        if [self.book.itemData(n) for n in range(self.book.count())] != list(books):
            chosen: Book | None = self.book.currentData()
            self.book.blockSignals(True)
            self.book.clear()
            for book in books:
                self.book.addItem(book.name, book)
            at = next((n for n, book in enumerate(books) if chosen is not None and book.id == chosen.id), 0)
            self.book.setCurrentIndex(at)
            self.book.blockSignals(False)
        self.book.setVisible(len(books) > 1)

    def show_secrecy(self) -> None:
        """The level can be chosen while the secret books are open; else it takes no room."""
        level = self.fields.secrecy
        assert level is not None
        level.refresh()
        cleared = self._session.secret is not None
        self._parts[level].setVisible(cleared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width() / theme.text_scale()
        self._book.setVisible(width >= _ROOMY)
        self._place_number(apart=width >= _ONE_LINE)

    def _place_number(self, *, apart: bool) -> None:
        """At the left end of the one line; or first of what breaks into several."""
        if apart is (self._side.index_of(self._number) < 0):
            return
        if apart:
            self._side.removeWidget(self._number)
            self._lines.insertWidget(0, self._number, 1)
        else:
            self._lines.removeWidget(self._number)
            self._side.insert(0, self._number)
