"""Archive copies that are lent: who has which since when; given back with a key, printed as their book."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...domain.numbering import Direction
from ...domain.roles import Action, may
from ...i18n import _, n_
from ...services import loans
from ...services.loans import Lent
from ...services.side_books import SideBook
from ..registers import words
from ..registers.lending import take_back
from ..registers.side_books_dialog import show_side_book
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel


class LoansView(QWidget):
    """Enter goes to the document in its register."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.may_edit = may(shell.session.role, Action.EDIT_REGISTER)
        self._found: tuple[Lent, ...] = ()
        columns = [
            Column[Lent]("used", _("Lent on"), lambda each: words.day(each.loan.used_on), width=12),
            Column("user", _("Who uses it"), lambda each: each.loan.user, width=22),
            Column("code", _("Number, code"), lambda each: words.code_and_day(each.document), width=26),
            Column("subject", _("Subject"), lambda each: " ".join(words.subject(each.document).split())),
            Column("permitted", _("Who allowed it"), lambda each: each.loan.permitted_by, width=18),
            Column("back", _("Given back on"), lambda each: words.day(each.loan.returned_on), width=12),
        ]
        self.model = TableModel[Lent](columns, lambda each: each.loan.id, self)
        self.model.editable = False
        self.table = Table[Lent](self.model, _("Archive copies lent"))
        self.table.opened.connect(self.open_document)
        self.table.chosen.connect(lambda _lent: self._update())
        self.back_button = button(_("Archive copy given back"), self.give_back, "primary")
        self.back_button.setToolTip("Ctrl+R")
        self.all = QCheckBox(_("Also those that are back"))
        self.all.toggled.connect(lambda _on: self._show())
        self.count = label("", "muted")
        empty = EmptyState(
            _("No archive copy is lent. In a register, Ctrl+Shift+M lends that of the document under the cursor.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.back_button)
        bar.addWidget(button(_("Print the book…"), self.print_book))
        bar.addWidget(self.all)
        bar.addStretch(1)
        bar.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self._update()

    @property
    def can_give_back(self) -> bool:
        lent = self.table.current_row()
        return self.may_edit and lent is not None and lent.loan.returned_on is None

    def load(self) -> None:
        session = self._shell.session
        self._shell.operations.read(lambda: loans.loans(session), on_done=self._take)

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self) -> None:
        """The chosen copy is in its place again."""
        lent = self.table.current_row()
        if lent is not None and self.can_give_back:
            take_back(self._shell, lent)

    def print_book(self) -> None:
        """The book of this year, for the signatures."""
        show_side_book(self._shell, SideBook.KEPT_COPIES, self._shell.session.today().year, self.window())

    def open_document(self) -> None:
        lent = self.table.current_row()
        if lent is not None:
            coming = lent.document.direction is Direction.INCOMING
            self._shell.go("incoming" if coming else "outgoing", lent.document.id)

    def _take(self, found: Sequence[Lent]) -> None:
        self._found = tuple(reversed(found))
        self._show()

    def _show(self) -> None:
        out = [each for each in self._found if each.loan.returned_on is None]
        shown = list(self._found) if self.all.isChecked() else out
        self.model.set_rows(shown)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.count.setText(n_("{n} copy is out", "{n} copies are out", len(out)).format(n=len(out)))
        self._update()

    def _update(self) -> None:
        self.back_button.setEnabled(self.can_give_back)
        self._shell.actions.refresh()
