"""Archive copies that are lent and come back (sổ sử dụng bản lưu), from any register."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ...domain.document_file import DocumentFile
from ...domain.documents import Document, Loan, State
from ...domain.roles import Action, may
from ...i18n import _
from ...services import documents, loans
from ...services.loans import Lent
from .. import theme
from ..actions import Command
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.dialog_column import lay_out
from ..widgets.form import Form
from ..widgets.growing import GrowingDialog
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit
from ..widgets.suggest import SuggestEdit
from . import words
from .step_form import leaders_of, names_of

if TYPE_CHECKING:
    from .list_view import RegisterList

LEND_KEY, BACK_KEY = "Ctrl+Shift+M", "Ctrl+Shift+T"


def commands(shown: "RegisterList", shell: Shell, place: str, group: str) -> tuple[Command, ...]:
    """For the document under a list's cursor; `place` begins their ids: "incoming.lend"."""

    def possible() -> bool:
        line = shown.current
        registered = line is not None and line.number is not None and line.state is not State.VOID
        return registered and may(shell.session.role, Action.EDIT_REGISTER)

    def on_current(act: Callable[[Shell, DocumentFile, QWidget], None]) -> Callable[[], None]:
        def run() -> None:
            line, session = shown.current, shell.session
            if line is not None:
                id_ = line.id
                shell.operations.read(
                    lambda: documents.file_of(session, id_),
                    on_done=lambda file: act(shell, file, shown.window()) if file is not None else None,
                )

        return run

    return (
        Command(f"{place}.lend", _("Lend the archive copy…"), on_current(lend), LEND_KEY, "people", group, possible),
        Command(f"{place}.give_back", _("Archive copy given back"), on_current(give_back), BACK_KEY, "restore", group,
                possible),
    )  # fmt: skip


def lend(shell: Shell, file: DocumentFile, parent: QWidget) -> None:
    """Asks who uses the copy."""
    LendDialog(shell, file.document, parent).open()


def give_back(shell: Shell, file: DocumentFile, _parent: QWidget) -> None:
    """The copy that has been out longest is back."""
    out = open_loans(file)
    if not out:
        said = _("The archive copy of {what} is not lent.").format(what=words.named(file.document))
        shell.notify(Message(said, tone=Tone.WARNING))
        return
    take_back(shell, Lent(out[0], file.document))


def take_back(shell: Shell, lent: Lent) -> None:
    """Stores that it is back, and says whose it was."""
    session = shell.session
    said = _("{what} is back from {name}.").format(what=words.named(lent.document), name=lent.loan.user)
    shell.operations.run(
        lambda: loans.give_back(session, lent),
        label=_("Saving…"),
        on_done=lambda _changes: shell.notify(Message(said, tone=Tone.SUCCESS)),
    )


def open_loans(file: DocumentFile) -> list[Loan]:
    """Those that are not back, the oldest first."""
    return sorted((each for each in file.loans if each.returned_on is None), key=lambda each: each.used_on)


def loan_words(loan: Loan) -> str:
    """Where the copy is: `Bản lưu đang ở Lê Thị Lan từ 20/11/2026`."""
    return _("Archive copy with {name} since {day}").format(name=loan.user, day=words.day(loan.used_on))


class LendDialog(GrowingDialog):
    """Who uses the archive copy, since when, and who allowed it."""

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Lend the archive copy"))
        self.setMinimumWidth(560)
        self._shell, self._document = shell, document
        self.user = SuggestEdit(names_of(shell))
        self.day = DayEdit(shell.session.today(), today=shell.session.today)
        self.permitted_by = SuggestEdit(leaders_of(shell))
        self.note = QLineEdit()
        self.banner = Banner()
        self.lend_button = button(_("Lend it"), self.lend, "primary")
        self.lend_button.setDefault(True)
        form = Form()
        form.add_row((_("Who uses it"), self.user), (_("From day"), self.day), stretches=(3, 2))
        form.add(_("Who allowed it"), self.permitted_by)
        form.add(_("Note"), self.note)
        parts = (
            label(words.named(document), "heading"),
            label(words.subject(document), "muted", wrap=True),
            form,
            self.banner,
        )
        lay_out(self, parts, self.lend_button, leave=_("Cancel"), spacing=12)
        self.user.setFocus()

    def lend(self) -> None:
        """Stores the loan, if somebody is named."""
        user, day = self.user.text().strip(), self.day.day()
        theme.mark(self.user, invalid=not user)
        if not user or day is None:
            (self.day if user else self.user).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        session, document, shell = self._shell.session, self._document, self._shell
        allowed, note = self.permitted_by.text(), self.note.text()

        def done(_changes: object) -> None:
            said = _("The archive copy of {what} is with {name}.").format(what=words.named(document), name=user)
            shell.notify(Message(said, tone=Tone.SUCCESS), _("All that is lent"), lambda: shell.go("dossiers", "loans"))
            self.accept()

        shell.operations.run(
            lambda: loans.lend(session, document, user, day=day, permitted_by=allowed, note=note),
            label=_("Saving…"),
            on_done=done,
            on_error=self.banner.tell,
        )
