"""Levels of secrecy given, raised, lowered and lifted; copies that were recalled and have not come back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.documents import Document, Recipient, Secrecy, SecrecyChange, State
from ...domain.errors import FilesNotKept, KnownError
from ...i18n import _
from ...services import outgoing
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.dialog_column import lay_out
from ..widgets.empty import EmptyState
from ..widgets.form import Form
from ..widgets.growing import GrowingDialog
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit
from . import words
from .entry_boxes import EntryChoice
from .fields import who_opens
from .recipient_words import copy_numbers

if TYPE_CHECKING:
    from ...services.secret_books import Raised

_RANKS = (Secrecy.NONE, Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET)


def ask_level(shell: Shell, document: Document, parent: QWidget) -> None:
    """Opens the dialog for a document's level, or says who can."""
    if shell.session.secret is None:
        shell.notify(Message(_("The level of secrecy cannot be changed here."), who_opens(shell.session), Tone.WARNING))
    elif document.number is None:
        shell.notify(
            Message(
                _("This is still a draft: its level is chosen in its own fields."),
                _("Enter opens the draft."),
                Tone.WARNING,
            )
        )
    else:
        LevelDialog(shell, document, parent).open()


class LevelDialog(GrowingDialog):
    """A new level with who decided it and why; the levels before it stand over the question."""

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Level of secrecy of {what}").format(what=words.named(document)))
        self.setMinimumWidth(560)
        self._shell, self._document = shell, document
        self._files_may_go = False  # it was said that they will
        self.history = label("", "muted", wrap=True)
        self.level = EntryChoice(words.choices(Secrecy))
        self.level.set_value(document.secrecy.value)
        self.day = DayEdit(shell.session.today(), today=shell.session.today)
        self.authority, self.reason = QLineEdit(), QLineEdit()
        self.authority.setPlaceholderText(_("Bí thư Đảng ủy; Decision 05-QĐ/ĐU"))
        self.consequence = label("", "warning", wrap=True)
        self.banner = Banner()
        self.set_button = button(_("Set the level"), self.set_level, "primary")
        self._build()
        self.level.currentIndexChanged.connect(lambda _at: self._show())
        self.authority.textChanged.connect(lambda _text: self._show())
        self.reason.textChanged.connect(lambda _text: self._show())
        self._show()
        session = shell.session
        from ...services import secret_books

        shell.operations.read(lambda: secret_books.history(session, document), on_done=self._show_history)

    def _build(self) -> None:
        form = Form()
        form.add_row((_("Secrecy"), self.level), (_("From day"), self.day))
        form.add(_("Who decided"), self.authority)
        form.add(_("Reason"), self.reason)
        parts = (self.history, form, self.consequence, self.banner)
        lay_out(self, parts, self.set_button, leave=_("Cancel"), spacing=12)

    @property
    def chosen(self) -> Secrecy:
        return Secrecy(self.level.value)

    def set_level(self) -> None:
        """Sets it; with Tuyệt mật the subject is erased everywhere."""
        from ...services import secret_books

        session, document, level, day = self._shell.session, self._document, self.chosen, self.day.day()
        authority, reason = self.authority.text(), self.reason.text()
        agreed = self._files_may_go

        def done(raised: "Raised") -> None:
            self._shell.operations.changed.emit(raised.changes)
            self._shell.notify(_told(raised))
            self.accept()

        def failed(error: KnownError) -> bool:
            self.banner.show_message(wording(error))
            self._files_may_go = isinstance(error, FilesNotKept)
            self._show()
            return True

        self._shell.operations.run(
            lambda: secret_books.set_level(
                session, document, level, day=day, authority=authority, reason=reason, without_files=agreed
            ),
            label=_("Saving…"),
            on_done=done,
            on_error=failed,
        )

    def _show(self) -> None:
        level, before = self.chosen, self._document.secrecy
        told = ""
        if level is Secrecy.TOP_SECRET:
            told = _(
                "The subject is erased for good, in the trail too (NĐ 63/2026/NĐ-CP). "
                "Backups that were made before still hold it."
            )
        elif before is Secrecy.NONE and level is not Secrecy.NONE:
            told = _("The line moves into the secret book; in the ordinary one its number alone is left.")
        elif level is Secrecy.NONE and before is not Secrecy.NONE:
            told = _("The document stays in the secret book, without a level.")
        self.consequence.setText(told)
        self.consequence.setVisible(bool(told))
        given = bool(self.authority.text().strip()) and bool(self.reason.text().strip())
        self.set_button.setEnabled(level is not before and given and self.day.is_valid)
        verb = _verb(before, level)
        self.set_button.setText(_("{verb} and destroy the files").format(verb=verb) if self._files_may_go else verb)

    def _show_history(self, changes: Sequence[SecrecyChange]) -> None:
        self.history.setText("\n".join(map(change_words, changes)))
        self.history.setVisible(bool(changes))


class UnreturnedDialog(QDialog):
    """The copies that were recalled and are not back; Enter goes to the document."""

    chosen = Signal(str)  # a document's id

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Recalled copies that are not back"))
        self.resize(760, 420)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self._empty = EmptyState(_("Every recalled copy has come back."))
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self.list.itemActivated.connect(self._open)
        session = shell.session
        shell.operations.read(lambda: outgoing.unreturned(session), on_done=self._show)

    def _show(self, found: Sequence[tuple[Document, Recipient]]) -> None:
        for document, row in found:
            numbers = copy_numbers(row)
            parts = [words.named(document), words.day(document.day), row.name]
            parts += [_("copy no. {n}").format(n=numbers)] if numbers else []
            item = QListWidgetItem(" · ".join(filter(None, parts)))
            item.setData(Qt.ItemDataRole.UserRole, document.id)
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.list.setCurrentRow(0)

    def _open(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        self.accept()


def change_words(change: SecrecyChange) -> str:
    """`25/11/2026: từ Mật thành Tối mật – Bí thư Đảng ủy: lý do`."""
    new = words.secrecy(change.new) or _("no level")
    if change.old is Secrecy.NONE:
        what = _("{day}: {level}").format(day=words.day(change.day), level=new)
    else:
        what = _("{day}: from {old} to {new}").format(day=words.day(change.day), old=words.secrecy(change.old), new=new)
    why = ": ".join(filter(None, (change.authority, change.reason)))
    return f"{what} – {why}" if why else what


def _verb(before: Secrecy, level: Secrecy) -> str:
    if level is Secrecy.NONE:
        return _("Lift the level")
    if before is Secrecy.NONE or level is before:
        return _("Set the level")
    return _("Raise the level") if _RANKS.index(level) > _RANKS.index(before) else _("Lower the level")


def _told(raised: "Raised") -> Message:
    document = raised.document
    level = words.secrecy(document.secrecy)
    what = words.named(document)
    if document.state is State.VOID or not level:
        text = _("{what} has no level of secrecy any more.").format(what=what)
    else:
        text = _("{what} is now: {level}.").format(what=what, level=level)
    if raised.in_print:
        advice = _("Printed pages of the old book still hold the line: no program erases paper. Keep them as secret.")
        return Message(text, advice, Tone.WARNING)
    return Message(text, tone=Tone.SUCCESS)
