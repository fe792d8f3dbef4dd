"""The secret books among the keys: who can open them, in words, and the verb that fits the chosen clerk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.errors import KnownError
from ...domain.office import Clerk
from ...domain.roles import Action, may
from ...i18n import _
from ...services import clearance
from ...services.changes import Changes
from ...services.session import OfficeSession
from ..actions import Command
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..store_errors import is_partial_loss
from ..widgets.labels import button, label
from .key_dialogs import SecretBooksDialog, WithdrawClearanceDialog


@dataclass(frozen=True, slots=True)
class Access:
    """Whether there are secret books, and the clerks who can open them."""

    exists: bool = False
    clerks: tuple[Clerk, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(clerk.id for clerk in self.clerks)


class _Verb(NamedTuple):
    """What the button says and does; `dead`: why it cannot be done."""

    text: str
    run: Callable[[], None]
    dead: str = ""


def read_access(session: OfficeSession) -> Access:
    """Reads the key files: not on the window's thread."""
    return Access(clearance.has_secret_vault(session), clearance.cleared_clerks(session))


class SecretBooksRow(QWidget):
    """What is said of the secret books and done with their key."""

    reload_wanted = Signal()

    def __init__(self, shell: Shell, chosen: Callable[[], Clerk | None]) -> None:
        """`chosen` gives the clerk whose clearance the verb is about."""
        super().__init__()
        self.shell = shell
        self.session = shell.session
        self.access = Access()
        self._chosen = chosen
        self.words = label("", "muted", wrap=True)
        self.verb = button("", self.act)
        self.verb.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(_("Secret books"), "strong"))
        column.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(column, 1)
        row.addWidget(self.verb)

    def commands(self, group: str) -> Sequence[Command]:
        """The verbs for the palette and the menu; each is live where the button would say it."""
        return (
            Command(
                "clerks.secret_books",
                _("Open the secret books…"),
                self.make,
                icon="shield",
                group=group,
                enabled=self._can_create,
            ),
            Command(
                "clerks.grant",
                _("Let the chosen clerk read the secret books"),
                self.grant,
                icon="shield",
                group=group,
                enabled=lambda: self._can_clear(cleared=False),
            ),
            Command(
                "clerks.withdraw",
                _("Withdraw the secret books from the chosen clerk…"),
                self.withdraw,
                icon="shield",
                group=group,
                enabled=self._can_withdraw,
            ),
        )

    def show_access(self, access: Access) -> None:
        """Says who can open the books."""
        self.access = access
        trouble = self.session.secret_trouble
        names = ", ".join(clerk.name for clerk in access.clerks)
        if trouble is not None:
            told = wording(trouble)
            text = _("The secret books could not be opened. {why} {advice}").format(why=told.text, advice=told.advice)
        elif not access.exists:
            text = _("There are none in this program. They would lie in a vault of their own, encrypted on its own.")
        elif not names:
            text = _("Only the recovery key can open them now.")
        else:
            text = _("Only {names} and the recovery key can open them; nobody else, not even an administrator.")
            text = text.format(names=names)
        self.words.setText(text)
        self.update_verb()

    def update_verb(self) -> None:
        """What the button does depends on the chosen clerk."""
        found = self._verb()
        self.verb.setVisible(found is not None)
        if found is not None:
            self.verb.setText(found.text)
            self.verb.setAccessibleName(found.text)
            self.verb.setEnabled(not found.dead)
            self.verb.setToolTip(found.dead)
            self.verb.setAccessibleDescription(found.dead)

    def act(self) -> None:
        """What the button says."""
        found = self._verb()
        if found is not None:
            found.run()

    # What the clerk does

    def make(self) -> None:
        """Makes the vault, after what has to be said about it."""
        dialog = SecretBooksDialog(self.window())
        session = self.session
        dialog.confirmed.connect(
            lambda: self._run(
                lambda: clearance.create_secret_vault(session),
                Message(
                    _("The secret books can be kept now; you and the recovery key can open them."),
                    _("Make a backup, and let another clerk read them before you are away."),
                    Tone.SUCCESS,
                ),
                dialog.accept,
                dialog.refused,
            )
        )
        dialog.open()

    def grant(self) -> None:
        """Clears the chosen clerk."""
        clerk, session = self._chosen(), self.session
        if clerk is not None:
            self._run(
                lambda: clearance.grant(session, clerk),
                Message(
                    _("{name} can open the secret books, from the next unlocking on.").format(name=clerk.name),
                    tone=Tone.SUCCESS,
                ),
            )

    def withdraw(self) -> None:
        """Takes the chosen clerk's clearance away, after asking."""
        clerk, session = self._chosen(), self.session
        if clerk is None:
            return
        dialog = WithdrawClearanceDialog(clerk.name, self.window())

        def refused(error: KnownError) -> bool:
            self.reload_wanted.emit()  # a new key that has to wait leaves the clearance withdrawn
            return dialog.refused(error)

        dialog.confirmed.connect(
            lambda: self._run(
                lambda: clearance.revoke(session, clerk),
                Message(
                    _("{name} can no longer open the secret books.").format(name=clerk.name),
                    _("Make a new backup now: older ones are still encrypted with the former key."),
                    Tone.SUCCESS,
                ),
                dialog.accept,
                refused,
            )
        )
        dialog.open()

    def open_what_is_left(self) -> None:
        """Opens a vault that lost its last changes."""
        session = self.session
        self._run(
            lambda: clearance.open_despite_loss(session),
            Message(
                _("What was left of the secret books is open; their last changes are missing."),
                _("Compare them with the printed book, add what is missing, then make a new backup."),
                Tone.WARNING,
            ),
        )

    # Inner workings

    def _verb(self) -> _Verb | None:
        clerk, trouble = self._chosen(), self.session.secret_trouble
        if trouble is not None:
            mendable = is_partial_loss(trouble) and may(self.session.role, Action.MANAGE_CLERKS)
            return _Verb(_("Open what is left…"), self.open_what_is_left) if mendable else None
        if self._can_create():
            return _Verb(_("Open the secret books…"), self.make)
        if clerk is None or not clearance.may_clear(self.session):
            return None
        if clerk.id in self.access.ids:
            return _Verb(_("Withdraw from {name}…").format(name=clerk.name), self.withdraw, self._why_not(clerk))
        return _Verb(_("Let {name} read them").format(name=clerk.name), self.grant)

    def _why_not(self, clerk: Clerk) -> str:
        """Nobody withdraws from themselves: somebody has to be left who can open them."""
        if clerk.id != self.session.clerk.id:
            return ""
        no, other = (
            _("You cannot withdraw the secret books from yourself."),
            _("Another administrator who can open them can do it."),
        )
        return f"{no} {other}"

    def _can_create(self) -> bool:
        return not self.access.exists and may(self.session.role, Action.MANAGE_CLERKS)

    def _can_withdraw(self) -> bool:
        clerk = self._chosen()
        return clerk is not None and self._can_clear(cleared=True) and not self._why_not(clerk)

    def _can_clear(self, *, cleared: bool) -> bool:
        clerk = self._chosen()
        return clerk is not None and clearance.may_clear(self.session) and (clerk.id in self.access.ids) is cleared

    def _run(
        self,
        work: Callable[[], Changes],
        success: Message,
        done: Callable[[], object] = lambda: None,
        refused: Callable[[KnownError], bool] = lambda _error: False,
    ) -> None:
        def told(_changes: object) -> None:
            done()
            self.shell.notify(success)

        self.shell.operations.run(work, label=_("Working on the keys…"), on_done=told, on_error=refused)
