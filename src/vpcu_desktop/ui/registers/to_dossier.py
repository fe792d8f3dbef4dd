"""Chosen documents go into a dossier from any register: the dossier is found by typing, Enter puts them in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.books import Dossier, DossierState
from ...domain.documents import State
from ...domain.roles import Action, may
from ...domain.text import matches
from ...i18n import _, n_
from ...services.changes import Changes
from ..actions import Command
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.labels import button, label
from . import words

if TYPE_CHECKING:
    from ...services.find import Line
    from .list_view import RegisterList


def to_dossier_command(shown: "RegisterList", shell: Shell, place: str, group: str) -> Command:
    """Puts the chosen rows of a list into a dossier; `place` begins its id: "incoming.to_dossier"."""

    def possible() -> bool:
        return shown.chosen_count > 0 and may(shell.session.role, Action.EDIT_REGISTER)

    def ask() -> None:
        shown.with_chosen(lambda lines: put_into_dossier(shell, lines, shown.window()))

    return Command(f"{place}.to_dossier", _("Put into a dossier…"), ask, "Ctrl+Shift+H", "folder", group, possible)


def put_into_dossier(shell: Shell, lines: "Sequence[Line]", parent: QWidget) -> None:
    """Asks for the dossier of these documents; void ones stay out, and are told."""
    valid = [line.id for line in lines if line.state is not State.VOID]
    if not valid:
        shell.notify(Message(_("Void documents go into no dossier."), tone=Tone.WARNING))
        return
    session = shell.session

    def ready() -> "tuple[Dossier, ...]":
        from ...services import dossiers

        return tuple(d for d in dossiers.dossiers(session) if d.state is DossierState.OPEN)

    def ask(known: "tuple[Dossier, ...]") -> None:
        if not known:
            shell.notify(
                Message(_("No dossier is open yet."), _("Begin the list of dossiers first."), Tone.WARNING),
                _("Go to the dossiers"),
                lambda: shell.go("dossiers"),
            )
            return
        dialog = ToDossierDialog(known, len(valid), parent)
        dialog.chosen.connect(lambda dossier: _put(shell, dossier, valid, len(lines) - len(valid)))
        dialog.open()

    shell.operations.read(ready, on_done=ask)


def _put(shell: Shell, dossier: Dossier, ids: Sequence[str], left_out: int) -> None:
    from ...services import documents, dossiers

    session = shell.session

    def work() -> Changes:
        files = (documents.file_of(session, id_) for id_ in ids)
        return dossiers.add(session, dossier, [file.document for file in files if file is not None])

    def told(_changes: Changes) -> None:
        said = n_(
            "{n} document lies in the dossier {name} now.", "{n} documents lie in the dossier {name} now.", len(ids)
        ).format(n=len(ids), name=_named(dossier))
        advice = n_("{n} void document was left out.", "{n} void documents were left out.", left_out)
        shell.notify(
            Message(said, advice.format(n=left_out) if left_out else "", Tone.SUCCESS),
            _("Go to the dossier"),
            lambda: shell.go("dossiers", dossier.id),
        )

    shell.operations.run(work, label=_("Saving…"), on_done=told)


class ToDossierDialog(QDialog):
    """The open dossiers, newest year first; typing narrows them, Up and Down choose, Enter takes."""

    chosen = Signal(object)  # Dossier

    def __init__(self, known: Sequence[Dossier], count: int, parent: QWidget | None = None) -> None:
        """`count`: how many documents are to go in."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Put into a dossier"))
        self.resize(760, 480)
        self._known = tuple(known)
        self.box = _Box()
        self.box.setPlaceholderText(_("Find: notation, words of the title…"))
        self.box.setAccessibleName(_("Find a dossier"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Open dossiers"))
        self.list.itemActivated.connect(lambda _item: self._take())
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.stepped.connect(self._step)
        self.box.returnPressed.connect(self._take)
        said = n_("Put {n} document into it", "Put {n} documents into it", count).format(n=words.whole(count))
        self.put_button = button(said, self._take, "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(label(_("↓ ↑ choose, Enter puts them in."), "muted"), 1)
        buttons.addWidget(button(_("Close"), self.reject))
        buttons.addWidget(self.put_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._show()
        self.box.setFocus()

    def _show(self) -> None:
        typed = self.box.text()
        self.list.clear()
        for dossier in self._known:
            told = (dossier.notation, dossier.title, dossier.heading)
            if typed and not any(matches(typed, text) for text in told):
                continue
            item = QListWidgetItem(f"{dossier.year}   {_named(dossier)}")
            item.setToolTip(dossier.title)
            item.setData(Qt.ItemDataRole.UserRole, dossier)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.put_button.setEnabled(self.list.count() > 0)

    def _step(self, step: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()


class _Box(QLineEdit):
    """Up and Down move in the list below it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)


def _named(dossier: Dossier) -> str:
    return " · ".join(filter(None, (dossier.notation, dossier.title)))
