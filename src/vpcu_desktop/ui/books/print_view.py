"""A book on paper: which pages are printed and signed, what is new since, and how the next pages will look."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.books import Book, BookPrint
from ...domain.errors import KnownError, NothingToPrint, PagesErased
from ...domain.forms import Form
from ...domain.roles import Action, may
from ...i18n import _, n_
from ...services import book_layout, books, forms
from ...services.book_layout import Layout
from ...services.book_overview import BookLine
from ...services.books import NextBlock, Printed
from ...services.changes import Changes, Kind
from ..errors import wording
from ..messages import Message, Tone
from ..paper.pages_pane import PagesPane
from ..screen import Shell
from ..widgets.flow import FlowLayout
from ..widgets.form import Form as FieldForm
from ..widgets.labels import button, icon_button, label
from ..widgets.number_box import NumberBox
from ..widgets.scrolled import scrolled
from ..widgets.table import Column, Table, TableModel
from . import words

_NEW, _WHOLE = "new", "whole"


@dataclass(frozen=True, slots=True)
class _Row:
    """A block as it was printed, the pages to come (`new`), or the whole book as it would print today."""

    id: str
    pages: str
    lines: str
    when: str
    block: BookPrint | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    book: Book
    prints: tuple[BookPrint, ...]
    new: NextBlock | None
    layout: Layout
    forms: tuple[Form, ...]


class PrintView(QWidget):
    """Blocks at the left, their pages at the right. The verb says what will be printed from which page on."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.session = shell, shell.session
        self.manages = may(self.session.role, Action.MANAGE_BOOKS)
        self.book: Book | None = None
        self._found: _Found | None = None
        self._seen = ""  # the row whose pages are shown
        self._fills = False  # the fields are being filled, not changed by the clerk
        self.title = label("", "heading")
        self.model = TableModel[_Row](
            [
                Column("pages", _("Pages"), lambda r: r.pages, width=7),
                Column("lines", _("Lines"), lambda r: r.lines, width=8),
                Column("when", _("Printed"), lambda r: r.when),
            ],
            lambda row: row.id,
            self,
        )
        self.table = Table[_Row](self.model, _("Printed pages"))
        self.table.chosen.connect(lambda _row: self._show_pages())
        self.pane = PagesPane(shell)
        self.pane.failed.connect(self._offer_anew)
        self.verb = button("", self.print_new, "primary")
        self.again = button(_("Print these pages again…"), self.pane.send)
        self.save = button(_("Save as PDF…"), self.pane.save)
        self.form, self.paper = QComboBox(), QComboBox()
        for name, said in (
            ("", _("as the form says")),
            ("A4-landscape", _("A4, lying")),
            ("A4", _("A4, upright")),
            ("A3-spread", _("A3, two facing pages")),
        ):
            self.paper.addItem(said, name)
        self.cover = QCheckBox(_("With cover and title page"))
        self.party = QCheckBox(_("ĐẢNG CỘNG SẢN VIỆT NAM on the cover"))
        self.first_line, self.first_page = NumberBox(1, 99_999), NumberBox(1, 99_999)
        self._settle = QTimer(self, singleShot=True, interval=400)
        self._settle.timeout.connect(self._read)
        self._build()
        for box in (self.form, self.paper):
            box.activated.connect(lambda _at: self._set_layout())
        for tick in (self.cover, self.party):
            tick.clicked.connect(lambda _on: self._set_layout())
        for spin in (self.first_line, self.first_page):
            spin.valueChanged.connect(lambda _value: None if self._fills else self._settle.start())

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(icon_button("left", _("Back to the books (Esc)"), self.left.emit))
        top.addWidget(self.title, 1)
        verbs = FlowLayout(gap=8, one_line=True)
        for each in (self.save, self.again, self.verb):
            verbs.addWidget(each)
        top.addLayout(verbs)
        for box in (self.form, self.paper):  # their lists show the words whole
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fields = FieldForm()
        self._fields.add(_("Form"), self.form)
        self._fields.add(_("Sheet size"), self.paper)
        self._fields.add_widget(self.cover, fill=False)
        self._fields.add_widget(self.party, fill=False)
        self._by_hand = FieldForm()
        self._by_hand.words(_("If earlier pages were written by hand, print from"))
        self._by_hand.add_row((_("Line"), self.first_line), (_("Page"), self.first_page))
        self._why = label("", "muted", wrap=True)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self.table, 1)
        side.addWidget(self._why)
        side.addWidget(self._fields)
        side.addWidget(self._by_hand)
        left = QWidget()
        left.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        self._left = scrolled(left)  # where large text leaves less height than the choices need
        self._left.setFrameShape(QFrame.Shape.NoFrame)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._left)
        across.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(across, 1)

    # Which book

    def show_book(self, line: BookLine) -> None:
        """A book of the list; its new pages first."""
        self.book, self._found, self._seen = line.book, None, ""
        self.title.setText(f"{line.book.name}, {words.volume(line.book)}")
        self._fills = True
        self.first_line.setValue(max(line.first_line, 1))
        self.first_page.setValue(1)
        self._fills = False
        self.model.set_rows([])
        self.pane.show_nothing()
        self._read()

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        if self.book is not None and self.isVisible():
            self._read()

    def _read(self) -> None:
        book, session = self.book, self.session
        if book is None:
            return
        by_hand = (self.first_line.value(), self.first_page.value())

        def work() -> _Found:
            current = next((each for each in books.books(session) if each.id == book.id), book)
            prints = books.prints(session, current)
            fresh = not any(each.last_line for each in prints)
            where = {"from_line": by_hand[0], "first_page": by_hand[1]} if fresh else {}
            try:
                new = books.next_block(session, current, **where)
            except NothingToPrint:
                new = None
            chosen = book_layout.layout(session, current)
            return _Found(current, prints, new, chosen, forms.forms_for(session, current))

        self.shell.operations.read(work, on_done=self._show, on_error=self.pane.banner.tell)

    def _show(self, found: _Found) -> None:
        if self.book is None or found.book.id != self.book.id:
            return
        before = self.table.current_row()
        self._found, self.book = found, found.book
        rows = [_printed_row(each) for each in found.prints]
        if found.new is not None:
            pages, lines = _range(*found.new.pages), _range(*found.new.lines)
            rows.append(_Row(_NEW, pages, lines, _("not printed yet")))
        rows.append(_Row(_WHOLE, _("all"), "", _("the whole book as it stands today")))
        self.model.set_rows(rows)
        if before is None:
            self.table.select(_NEW if found.new is not None else rows[-2].id if len(rows) > 1 else _WHOLE)
        self._fill(found)
        self._show_verb()
        self._show_pages()

    def _fill(self, found: _Found) -> None:
        self._fills = True
        fresh = not any(each.last_line for each in found.prints)
        self.form.clear()
        for each in found.forms:
            self.form.addItem(f"{each.title.replace(chr(10), ' ')} · {each.version}", each.code)
        self.form.setCurrentIndex(max(0, self.form.findData(found.book.form)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(found.layout.paper)))
        self.cover.setChecked(found.layout.cover)
        form = next((each for each in found.forms if each.code == found.book.form), None)
        party = found.layout.party_heading
        self.party.setChecked(party if party is not None else form is not None and form.party_heading)
        self._fields.setEnabled(fresh and self.manages)
        self._by_hand.setVisible(fresh and self.manages and found.new is not None)
        if fresh:
            self._why.setText(_("Form and paper can be chosen until the first pages are printed to be signed."))
        else:
            self._why.setText(
                _("Printed pages are kept as they were signed and never set anew; new lines begin a new page. "
                  "The book keeps its form and paper to its end.")
            )  # fmt: skip
        self._fills = False

    def _show_verb(self) -> None:
        new = self._found.new if self._found else None
        self.verb.setVisible(self.manages)
        self.verb.setEnabled(new is not None)
        if new is None:
            self.verb.setText(_("No new lines to print"))
            return
        first, last = new.pages
        count = last - first + 1
        text = n_("Print {n} new page from page {page}", "Print {n} new pages from page {page}", count)
        self.verb.setText(text.format(n=count, page=first))

    def _show_pages(self) -> None:
        row, found, session = self.table.current_row(), self._found, self.session
        if row is None or found is None or (row.block is not None and row.id == self._seen):
            return
        book, self._seen = found.book, row.id
        name = f"{book.name}_{words.volume(book)}".replace(" ", "-").replace("/", "-")
        self.again.setEnabled(row.id != _NEW)
        if row.block is not None:
            what = _("Pages {pages}, as printed").format(pages=row.pages) if row.block.last_line else _("Closing page")
            make = partial(books.print_file, session, book, row.block)
            self.pane.show_paper(what, f"{name}_{row.pages}", make)
        elif row.id == _NEW and found.new is not None:
            pdf = found.new.pdf
            self.pane.show_paper(_("New pages, not printed yet"), f"{name}_{row.pages}", lambda: pdf)
        else:
            self.pane.show_paper(_("The whole book as it stands today"), name, partial(books.preview, session, book))

    # What the clerk does

    def print_new(self) -> None:
        """Keeps the new pages as they are and sends them to the printer; from then on they are never set anew."""
        found, session = self._found, self.session
        if found is None or found.new is None or not self.manages:
            return
        fresh = not found.new.before
        where = {"from_line": self.first_line.value(), "first_page": self.first_page.value()} if fresh else {}
        book = found.book

        def done(result: Printed) -> None:
            pages = _range(result.print.first_page, result.print.last_page)
            self.shell.notify(
                Message(
                    _("Pages {pages} are kept as they are now printed.").format(pages=pages),
                    _("Sign and seal them; lines that come later begin on a new page."),
                    Tone.SUCCESS,
                )
            )
            self._send_kept(result.print)

        self.shell.operations.run(
            lambda: books.print_block(session, book, **where),
            label=_("Laying out the pages…"),
            changes=Changes.of("print_book", Kind.BOOKS),
            on_done=done,
        )

    def _send_kept(self, block: BookPrint) -> None:
        """The kept bytes in sight, then the printer."""
        self.pane.shown.connect(self.pane.send, Qt.ConnectionType.SingleShotConnection)
        found = self._found
        if found is not None:
            self.model.set_rows([*(_printed_row(each) for each in found.prints), _printed_row(block)])
            self.table.select(block.id)

    def print_anew(self) -> None:
        """Pages that were erased with a line that became too secret are set once more, without that line's words."""
        row, found, session = self.table.current_row(), self._found, self.session
        if row is not None and row.block is not None and found is not None:
            book, block, self._seen = found.book, row.block, ""
            self.shell.operations.run(lambda: books.print_anew(session, book, block), label=_("Laying out the pages…"))

    def _offer_anew(self, error: KnownError) -> None:
        if isinstance(error, PagesErased) and self.manages:
            self.pane.banner.show_message(wording(error), action_text=_("Print anew"), action=self.print_anew)

    def _set_layout(self) -> None:
        found, session = self._found, self.session
        if found is None or self._fills:
            return
        code = self.form.currentData()
        form = next((each for each in found.forms if each.code == code), None)
        usual = form is not None and form.party_heading == self.party.isChecked()
        new = replace(
            found.layout,
            paper=self.paper.currentData(),
            cover=self.cover.isChecked(),
            party_heading=None if usual else self.party.isChecked(),
        )
        self.shell.operations.run(
            lambda: book_layout.set_layout(session, found.book, new, form=code), label=_("Saving…")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text leaves the pages their half."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(self.fontMetrics().averageCharWidth() * 42, self.width() // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _printed_row(block: BookPrint) -> _Row:
    at = block.printed_at.astimezone()
    when = f"{at.day:02d}/{at.month:02d}/{at.year}, {block.printed_by}"
    if not block.last_line:
        return _Row(block.id, _("closing"), "", when, block)
    return _Row(
        block.id, _range(block.first_page, block.last_page), _range(block.first_line, block.last_line), when, block
    )


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
