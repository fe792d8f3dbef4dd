"""Clerks and keys: who can open the office, passphrases, the recovery key, this workstation, re-keying."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.errors import KnownError, NotPermitted
from ...domain.office import Clerk
from ...domain.roles import Action, Role, may
from ...i18n import _
from ...services import clerks, unlocking
from ...services.changes import Changes, Kind
from ..actions import Command
from ..messages import Message, Tone
from ..role_words import role_choices, role_text
from ..screen import Screen, Shell
from ..widgets.labels import button, label, line
from ..widgets.measured import Measured
from ..widgets.table import Column, Table, TableModel
from .key_dialogs import NewClerkDialog, NewPassphraseDialog, RecoveryDialog, RemoveClerkDialog
from .secret_books_row import Access, SecretBooksRow, read_access

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class ClerksScreen(Screen):
    """The table of clerks over the rows of what can be done with keys."""

    id = "clerks"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Clerks and keys"))
        self.manages = may(self.session.role, Action.MANAGE_CLERKS)
        self.model = TableModel[Clerk](
            [
                Column("name", _("Name"), lambda c: c.name, change=lambda c, text: replace(c, name=text)),
                Column(
                    "role",
                    _("Role"),
                    lambda c: role_text(c.role),
                    width=26,
                    change=lambda c, value: replace(c, role=Role(value).value),
                    choices=role_choices(),
                ),
                Column(
                    "secret",
                    _("May read the secret books"),
                    lambda c: _("yes") if c.id in self.secret_books.access.ids else "",
                    width=24,
                ),
                Column("here", "", lambda c: _("at this window") if c.id == self.session.clerk.id else "", width=18),
            ],
            lambda clerk: clerk.id,
            self,
        )
        self.model.editable = self.manages
        self.model.edited.connect(self._store)
        self.table = Table[Clerk](self.model, _("Clerks"))
        self.secret_books = SecretBooksRow(shell, self.table.current_row)
        self.secret_books.reload_wanted.connect(self._load)
        self.table.chosen.connect(lambda _clerk: self.secret_books.update_verb())
        Measured(self.table, self._fit_table)
        self.remembering = button("", self.toggle_remembering)
        self._remembered = False
        self._keyring = False
        if self.manages:
            self.add_to_header(button(_("Add a clerk…"), self.add, "primary"))
        inner = QWidget()
        inner.setProperty("area", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 0, 24, 24)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        if self.manages:
            column.addWidget(label(_("Enter changes a name or a role; Delete takes a clerk's key away."), "muted"))
        heading = label(_("Keys"), "heading")
        heading.setContentsMargins(0, 16, 0, 0)
        column.addWidget(heading)
        for words, help_text, pressed in self._key_rows():
            column.addWidget(line())
            column.addWidget(_KeyRow(words, help_text, pressed))
        column.addWidget(line())
        column.addWidget(self.secret_books)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._show_remembering()

    def _fit_table(self, letters: QFontMetrics) -> None:
        self.table.setMinimumHeight(letters.height() * 6)
        self.table.setMaximumHeight(letters.height() * 20)

    def commands(self) -> Sequence[Command]:
        group = _("Clerks and keys")
        manages = lambda: self.manages  # noqa: E731
        return (
            Command("clerks.add", _("Add a clerk…"), self.add, "Ctrl+N", "plus", group, manages),
            Command(
                "clerks.passphrase", _("Change my passphrase…"), self.change_passphrase, icon="clerks", group=group
            ),
            Command("clerks.remove", _("Take a clerk's key away…"), self.remove, "Del", "trash", group, manages),
            Command(
                "clerks.recovery",
                _("New recovery key…"),
                self.new_recovery,
                icon="document",
                group=group,
                enabled=manages,
            ),
            Command("clerks.rekey", _("Re-key the store"), self.rekey, icon="repeat", group=group, enabled=manages),
            *self.secret_books.commands(group),
        )

    def activated(self) -> None:
        self._load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if Kind.CLERKS in changes.kinds:
            self._load()

    # What the clerk does

    def add(self) -> None:
        """Asks for name, role and first passphrase of a new clerk."""
        if not self.manages:
            return
        dialog = NewClerkDialog(self.window())
        session = self.session

        def save(name: str, role: Role, passphrase: str) -> None:
            self._run(
                dialog.refused,
                lambda: clerks.add_clerk(session, name, role, passphrase),
                _("{name} can open the office now.").format(name=name),
                dialog.accept,
            )

        dialog.filled.connect(save)
        dialog.open()

    def change_passphrase(self) -> None:
        """The clerk's own passphrase, the old one typed first unless the recovery key opened the office."""
        session = self.session
        forgotten = session.by_recovery
        dialog = NewPassphraseDialog(self.window(), forgotten=forgotten)

        def save(old: str, new: str) -> None:
            self._run(
                dialog.refused,
                lambda: (
                    clerks.set_passphrase(session, new) if forgotten else clerks.change_passphrase(session, old, new)
                ),
                _("Your passphrase is changed. Older backups still open with the one of their day."),
                dialog.accept,
            )

        dialog.filled.connect(save)
        dialog.open()

    def remove(self) -> None:
        """Takes the chosen clerk's key away, and re-keys if wanted."""
        clerk = self.table.current_row()
        if clerk is None or not self.manages:
            return
        if clerk.id == self.session.clerk.id:
            self.shell.notify(
                Message(_("You cannot take your own key away."), _("Another administrator can do it."), Tone.WARNING)
            )
            return
        access = self.secret_books.access.ids
        dialog = RemoveClerkDialog(
            clerk.name, self.window(), cleared=clerk.id in access, last_cleared=access == {clerk.id}
        )
        session = self.session

        def remove(rekey: bool) -> None:
            def work() -> Changes:
                changes = clerks.remove_clerk(session, clerk)
                if rekey:
                    clerks.rekey(session)
                return changes

            self._run(
                dialog.refused, work, _("{name} can no longer open the office.").format(name=clerk.name), dialog.accept
            )

        dialog.confirmed.connect(remove)
        dialog.open()

    def new_recovery(self) -> None:
        """Makes a new recovery key and shows its page to print and verify."""
        session = self.session

        def show(text: str) -> None:
            RecoveryDialog(
                text, lambda: clerks.recovery_pdf(session, text), self.shell.operations, self.window()
            ).open()

        self.shell.operations.run(
            lambda: clerks.new_recovery_key(session), label=_("Making a recovery key…"), on_done=show
        )

    def rekey(self) -> None:
        """Encrypts everything anew; every passphrase and the recovery key stay valid."""
        session = self.session
        self.shell.operations.run(
            lambda: clerks.rekey(session),
            label=_("Encrypting the store anew…"),
            on_done=lambda _changes: self.shell.notify(
                Message(
                    _("The store is encrypted anew; all passphrases stay as they are."),
                    _("Make a new backup now: older ones are still encrypted with the former key."),
                    Tone.SUCCESS,
                )
            ),
        )

    def toggle_remembering(self) -> None:
        """Has this workstation remember the key, or forget it."""
        session, remembered = self.session, self._remembered
        folder = session.store.folder
        self.shell.operations.run(
            (lambda: unlocking.forget(folder)) if remembered else (lambda: unlocking.remember(session)),
            on_done=lambda _none: self._load(),
        )

    # Inner workings

    def _key_rows(self) -> "list[tuple[str, str, QPushButton]]":
        rows = [
            (
                _("My passphrase"),
                _("Only you know it; nobody can read it out of the store."),
                button(_("Change my passphrase…"), self.change_passphrase),
            ),
            (
                _("This workstation"),
                _("Keeps a key in the system's keyring, so that no passphrase is asked here."),
                self.remembering,
            ),
        ]
        if self.manages:
            rows += [
                (
                    _("Recovery key"),
                    _("One printed page in a sealed envelope; a new one makes the former useless."),
                    button(_("New recovery key…"), self.new_recovery),
                ),
                (
                    _("Re-key"),
                    _("Encrypts the store under a fresh key, after somebody left or a copy got lost."),
                    button(_("Re-key the store"), self.rekey),
                ),
            ]
        return rows

    def _run(
        self,
        refused: Callable[[KnownError], bool],
        work: Callable[[], Changes],
        success: str,
        done: Callable[[], object],
    ) -> None:
        def told(_changes: object) -> None:
            done()
            self.shell.notify(Message(success, tone=Tone.SUCCESS))

        self.shell.operations.run(work, label=_("Working on the keys…"), on_done=told, on_error=refused)

    def _store(self, old: Clerk, clerk: Clerk) -> None:
        session = self.session

        def failed(error: KnownError) -> bool:
            self._load()
            if isinstance(error, NotPermitted) and error.details.get("action") == "last_administrator":
                self.shell.notify(
                    Message(
                        _("{name} is the last administrator.").format(name=old.name),
                        _("Make somebody else administrator first."),
                        Tone.WARNING,
                    )
                )
                return True
            return False

        if not clerk.name.strip():
            self._load()
            return
        self.shell.operations.run(lambda: clerks.change_clerk(session, clerk), label=_("Saving…"), on_error=failed)

    def _load(self) -> None:
        session = self.session

        def read() -> tuple[tuple[Clerk, ...], Access, bool, bool]:
            remembered = unlocking.remembers(session.store.folder)
            return clerks.clerks(session), read_access(session), unlocking.can_remember(), remembered

        def show(found: tuple[tuple[Clerk, ...], Access, bool, bool]) -> None:
            rows, access, self._keyring, self._remembered = found
            self.secret_books.show_access(access)
            self.model.set_rows(rows)
            self._show_remembering()

        self.shell.operations.run(read, on_done=show)

    def _show_remembering(self) -> None:
        words = _("Forget on this workstation") if self._remembered else _("Remember on this workstation")
        if not self._keyring and not self._remembered:
            words = _("No secure keyring here")
        self.remembering.setText(words)
        self.remembering.setAccessibleName(words)
        self.remembering.setEnabled(self._keyring or self._remembered)


class _KeyRow(QWidget):
    """What a key is for, and the verb at the right."""

    def __init__(self, words: str, help_text: str, pressed: "QPushButton") -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(words, "strong"))
        column.addWidget(label(help_text, "muted", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(column, 1)
        row.addWidget(pressed)
