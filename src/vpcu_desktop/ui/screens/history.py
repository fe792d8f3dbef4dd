"""The audit trail to read: who, when, what, old → new; further back as one scrolls; and the store's check."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ...i18n import _
from ...services import history
from ...services.changes import Changes, Kind
from .. import theme
from ..actions import Command
from ..audit_words import action_text, change_lines, kind_text, summary
from ..screen import Screen, Shell
from ..widgets.chips import ChoiceRow
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from .checking import check_store

if TYPE_CHECKING:
    from ...data.audit import AuditLine

_STEP = 200


class HistoryScreen(Screen):
    """Newest first. The inspector shows the chosen entry's old and new values in full."""

    id = "history"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Audit trail"))
        self._names: dict[str, str] = {}
        self._complete = False
        self._asked = 0
        self._reading = False
        self.model = TableModel["AuditLine"](
            [
                Column("seq", _("No."), lambda a: str(a.seq), width=6, right=True),
                Column("at", _("When"), _when, width=19, tone=lambda a: "warning" if a.clock_back else ""),
                Column("actor", _("By whom"), lambda a: self._names.get(a.actor, a.actor), width=17),
                Column("action", _("What"), _what, width=30),
                Column("change", _("Old → new"), summary),
            ],
            lambda entry: entry.seq,
            self,
        )
        self.table = Table["AuditLine"](self.model, _("Audit trail"))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda: self.shell.open_inspector(True))
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.which = ChoiceRow((("ordinary", _("Ordinary books")), ("secret", _("Secret books"))), _("Whose trail"))
        self.which.chosen.connect(lambda _key: self._turn())
        self.add_to_header(self.which, button(_("Check the store"), partial(check_store, shell)))
        self.note = label("", "muted", wrap=True)
        self._say()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(_("Old and new values"))
        self._details_title = label("", "heading", wrap=True)
        self._inspector = QWidget()
        inside = QVBoxLayout(self._inspector)
        inside.setContentsMargins(16, 8, 16, 16)
        inside.addWidget(self._details_title)
        inside.addWidget(self._details, 1)

    def commands(self) -> Sequence[Command]:
        return (
            Command(
                "history.verify",
                _("Check the whole store"),
                partial(check_store, self.shell),
                icon="shield",
                group=_("Audit trail"),
            ),
        )

    def inspector(self) -> QWidget:
        return self._inspector

    def activated(self) -> None:
        self._say()
        self._load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if Kind.CLERKS in changes.kinds:
            self._say()  # the secret books may be open now, or closed
        if self.isVisible() and changes.kinds - {Kind.DRAFTS}:
            self._load()

    @property
    def _is_secret(self) -> bool:
        return self.which.current == "secret"

    def _say(self) -> None:
        """Offers the trail of the secret books where they are open, and nowhere else; says which one is shown."""
        there = self.session.secret is not None
        self.which.setVisible(there)
        if not there and self._is_secret:
            self.which.select("ordinary")
        if self._is_secret:
            text = _("The trail of the secret books: a chain of its own that only cleared clerks see. Mind who looks.")
        else:
            text = _("Every change is chained to the one before it; a change from outside is found by the check.")
        self.note.setText(text)
        theme.mark(self.note, role="warning" if self._is_secret else "muted")

    def _turn(self) -> None:
        """The other trail; what was asked of the one before is not shown any more."""
        self._reading = False
        self.model.set_rows([])
        self._show(None)
        self._say()
        self._load()

    def _load(self, before: int | None = None) -> None:
        if self._reading:
            return
        self._reading = True
        self._asked += 1
        asked, session, secret = self._asked, self.session, self._is_secret

        def read() -> "tuple[tuple[AuditLine, ...], dict[str, str]]":
            with session.store.read() as repo:
                names = {clerk.id: clerk.name for clerk in repo.clerks()}
            return history.trail(session, _STEP, before, secret=secret), names

        def show(found: "tuple[tuple[AuditLine, ...], dict[str, str]]") -> None:
            if asked != self._asked:
                return
            self._reading = False
            entries, self._names = found
            self._complete = len(entries) < _STEP
            if before is None:
                self.model.set_rows(entries)
            else:
                self.model.append_rows(entries)

        self.shell.operations.run(read, on_done=show, on_error=self._give_up)

    def _give_up(self, _error: object) -> bool:
        self._reading = False
        return False

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if not self._complete and self.model.rows and value > bar.maximum() - bar.pageStep():
            self._load(self.model.rows[-1].seq)

    def _show(self, entry: "AuditLine | None") -> None:
        if entry is None:
            self._details_title.setText("")
            self._details.setPlainText("")
            return
        self._details_title.setText(_what(entry))
        head = f"{_when(entry)} · {self._names.get(entry.actor, entry.actor)}"
        self._details.setPlainText("\n\n".join([head, *change_lines(entry)]))


def _what(entry: "AuditLine") -> str:
    return f"{action_text(entry.action)} · {kind_text(entry.kind)}"


def _when(entry: "AuditLine") -> str:
    moment = f"{entry.at.astimezone():%H:%M:%S %d/%m/%Y}"
    return _("{moment} clock set back").format(moment=moment) if entry.clock_back else moment
