"""Dialogs about keys: a new clerk, a new passphrase, taking a key away, a new recovery key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.errors import KnownError
from ...domain.roles import Role
from ...i18n import _
from ..errors import wording
from ..operations import Operations
from ..recovery_page import RecoveryPage
from ..role_words import role_choices
from ..widgets.banner import Banner
from ..widgets.form import Form
from ..widgets.growing import GrowingDialog
from ..widgets.labels import button, label
from ..widgets.new_passphrase import NewPassphrase
from ..widgets.passphrase import PassphraseEdit


class _KeyDialog(GrowingDialog):
    """A form, the strip for what went wrong, and two verbs. It stays open until the work is done."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, *, kind: str = "primary") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner(closable=False)
        self.form = Form()
        self.verb = button(verb, self._press, kind)
        self.verb.setDefault(kind == "primary")
        row = QHBoxLayout()
        row.addStretch(1)
        self._cancel = button(_("Cancel"), self.reject)
        row.addWidget(self._cancel)
        row.addWidget(self.verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self.form)
        column.addLayout(row)
        self.setMinimumWidth(min(480, parent.width() - 32) if parent else 480)

    def refused(self, error: KnownError) -> bool:
        """Shows why it was not done; the form stays as it is."""
        self.banner.show_message(wording(error))
        self._set_busy(False)
        return True

    def _press(self) -> None:
        self._set_busy(True)
        if not self._send():
            self._set_busy(False)

    def _send(self) -> bool:
        """Hands the form on; False if something is still missing."""
        raise NotImplementedError

    def _set_busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.verb.setEnabled(not busy)


class NewClerkDialog(_KeyDialog):
    """Emits `filled` with name, role and passphrase."""

    filled = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Add a clerk"), _("Add the clerk"), parent)
        self.name = QLineEdit()
        self.role = QComboBox()
        for value, words in role_choices():
            self.role.addItem(words, value)
        self.role.setCurrentIndex(self.role.findData(Role.CLERK.value))
        self.passphrase = NewPassphrase()
        self.form.add(_("Full name"), self.name)
        self.form.add(_("Role"), self.role)
        self.form.add_widget(self.passphrase)
        self.form.words(_("The clerk types it here, or changes it after the first time."))
        self.name.setFocus()

    def _send(self) -> bool:
        name, passphrase = self.name.text().strip(), self.passphrase.value()
        if not name:
            self.name.setFocus()
            return False
        if passphrase is None:
            self.passphrase.show_trouble()
            return False
        self.filled.emit(name, Role(self.role.currentData()), passphrase)
        return True


class NewPassphraseDialog(_KeyDialog):
    """Emits `filled` with the old and the new passphrase; the old one is not asked for, and empty, if `forgotten`."""

    filled = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, *, forgotten: bool = False) -> None:
        super().__init__(_("Change my passphrase"), _("Change it"), parent)
        self._forgotten = forgotten
        self.old = PassphraseEdit()
        self.passphrase = NewPassphrase()
        if not forgotten:
            self.form.add(_("Passphrase until now"), self.old)
        self.form.add_widget(self.passphrase)
        (self.passphrase if forgotten else self.old).setFocus()

    def _send(self) -> bool:
        passphrase = self.passphrase.value()
        if not self._forgotten and not self.old.text():
            self.old.line.setFocus()
            return False
        if passphrase is None:
            self.passphrase.show_trouble()
            return False
        self.filled.emit(self.old.text(), passphrase)
        return True


class RemoveClerkDialog(_KeyDialog):
    """Emits `confirmed` with whether to re-key at once. `cleared`: the clerk could open the secret books too;
    `last_cleared`: and nobody else can.
    """

    confirmed = Signal(bool)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, cleared: bool = False, last_cleared: bool = False
    ) -> None:
        super().__init__(
            _("Take the key of {name} away?").format(name=name), _("Take the key away"), parent, kind="danger"
        )
        self.form.words(
            _("{name} can no longer open the office. The name stays in the audit trail.").format(name=name), ""
        )
        self.rekey = QCheckBox(_("Re-key the store at once"))
        self.rekey.setAccessibleName(self.rekey.text())
        self.rekey.setChecked(True)
        self.form.add_widget(self.rekey)
        self.form.words(
            _("Without re-keying, a copy of the key that was noted down earlier would still open the store.")
        )
        if last_cleared:
            self.form.words(
                _(
                    "{name} is the last clerk who can open the secret books. Afterwards only the recovery key opens "
                    "them: keep {name}'s key until another clerk may read them."
                ).format(name=name),
                "danger",
            )
        if cleared:
            self.form.words(
                _(
                    "{name} could open the secret books too: they are re-keyed with it, or when the next cleared clerk "
                    "unlocks the office."
                ).format(name=name)
            )
        self._cancel.setDefault(True)

    def _send(self) -> bool:
        self.confirmed.emit(self.rekey.isChecked())
        return True


class SecretBooksDialog(_KeyDialog):
    """Says what the secret books of this program are and what they are not; emits `confirmed`."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Open the secret books"), _("Open the secret books"), parent)
        for words in (
            _(
                "They are kept in a vault of their own. At first only you and the recovery key can open it; no other "
                "clerk can, not even an administrator."
            ),
            _("The printed and signed book remains the legal record; print it and have it signed as before."),
            _(
                "This program has no approval or certificate of any authority for state secrets. The law forbids "
                "drafting or keeping them on a machine connected to a network; whether this machine may be used is "
                "for the head of the office to decide."
            ),
        ):
            self.form.words(words, "")
        self._cancel.setFocus()

    def _send(self) -> bool:
        self.confirmed.emit()
        return True


class WithdrawClearanceDialog(_KeyDialog):
    """Asks before a clerk's clearance is taken away; emits `confirmed`."""

    confirmed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Withdraw the secret books from {name}?").format(name=name), _("Withdraw"), parent, kind="danger"
        )
        self.form.words(
            _(
                "The secret books are encrypted anew at once, so that a key kept from earlier is of no use. Older "
                "backups still open with it."
            ),
            "",
        )
        self._cancel.setDefault(True)

    def _send(self) -> bool:
        self.confirmed.emit()
        return True


class RecoveryDialog(QDialog):
    """Shows a new recovery key; it can be closed once two groups are proved."""

    def __init__(
        self, text: str, make_pdf: Callable[[], bytes], operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New recovery key"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = RecoveryPage(text, make_pdf, operations)
        self.done_button = button(_("The page is put away"), self.accept, "primary")
        self.done_button.setEnabled(False)
        self.page.proved.connect(self.done_button.setEnabled)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("New recovery key"), "heading"))
        column.addWidget(label(_("The former recovery key no longer opens the office."), "muted", wrap=True))
        column.addWidget(self.page, 1)
        column.addLayout(row)
        self.setMinimumWidth(min(640, parent.width() - 32) if parent else 640)

    def reject(self) -> None:
        """Esc does not throw away a key that nobody has proved yet."""
        if self.page.is_proved:
            super().reject()
