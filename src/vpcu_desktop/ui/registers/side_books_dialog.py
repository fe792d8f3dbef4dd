"""The books beside the registers, chosen and printed: hand-over, follow-up, post, archive copies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ...i18n import _
from ...services.side_books import SideBook, side_book_pdf
from ..actions import Command
from ..paper.pdf_preview import PdfPreview
from ..screen import Shell
from ..widgets.dialog_column import lay_out
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.measured import Measured

_FIRST_YEAR = 2020  # of the forms (NĐ 30/2020)


def command(shell: Shell, place: str, group: str, parent: QWidget) -> Command:
    """`place` begins its id: "books.side_books"."""
    return Command(
        f"{place}.side_books",
        _("Print a book beside the registers…"),
        lambda: SideBooksDialog(shell, parent.window()).open(),
        icon="print",
        group=group,
    )


def name_of(book: SideBook) -> str:
    return {
        SideBook.HANDOVER: _("Book of incoming documents handed over"),
        SideBook.FOLLOW_UP: _("Book of how incoming documents were dealt with"),
        SideBook.POSTAL: _("Book of documents sent by post"),
        SideBook.KEPT_COPIES: _("Book of archive copies used"),
    }[book]


def show_side_book(shell: Shell, book: SideBook, year: int, parent: QWidget) -> None:
    """The book of a year as it will be printed."""
    session = shell.session
    title = _("{book}, {year}").format(book=name_of(book), year=year)
    PdfPreview(shell, title, f"so-{book.value}-{year}", lambda: side_book_pdf(session, book, year), parent).open()


class SideBooksDialog(QDialog):
    """Enter shows the chosen book."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Books beside the registers"))
        self.setMinimumWidth(560)
        self._shell = shell
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        for book in SideBook:
            item = QListWidgetItem(name_of(book))
            item.setData(Qt.ItemDataRole.UserRole, book)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.show_book())
        self.list.setSpacing(4)
        Measured(self.list, lambda letters: self.list.setFixedHeight(letters.height() * 2 * len(SideBook)))
        self.year = QComboBox()
        for year in range(shell.session.today().year, _FIRST_YEAR - 1, -1):
            self.year.addItem(str(year), year)
        self.print_button = button(_("Show and print…"), self.show_book, "primary")
        form = Form()
        form.add(_("Year"), self.year)
        told = _("They follow from what was entered; nothing has to be written into them.")
        lay_out(self, (self.list, form, label(told, "muted", wrap=True)), self.print_button, spacing=12)
        self.list.setFocus()

    def show_book(self) -> None:
        """The chosen book of the chosen year."""
        book: SideBook = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        show_side_book(self._shell, book, self.year.currentData(), self)
