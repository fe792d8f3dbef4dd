"""The box that puts a document into the dossier: its number and code are typed, the register says which it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ...domain.search import Query, Sort
from ...i18n import _
from ..registers import words
from ..screen import Shell
from ..widgets.suggest import SuggestEdit, Suggestion

if TYPE_CHECKING:
    from ...domain.lines import Line

_MOST = 12  # hits offered


class AddBox(SuggestEdit):
    """Looks documents up while they are typed, beside the window's work; `found` tells the one that was chosen."""

    found = Signal(str)  # a document's id
    unclear = Signal(bool)  # Enter, but nothing was chosen: several fit, or none (False)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(self._suggest)
        self._shell = shell
        self._hits: tuple[Line, ...] = ()
        self._hits_for = ""
        self.setPlaceholderText(_("Type a document's number and code, or words of its subject"))
        self.setAccessibleName(_("Put a document into the dossier"))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._look_up)
        self.picked.connect(self._take_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and not self.suggesting:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
        if enter and self.text().strip():
            self._enter()

    def _suggest(self, typed: str) -> Sequence[Suggestion]:
        if typed.strip() != self._hits_for:
            return ()
        return [Suggestion(_told(line), " ".join((line.subject or "").split())) for line in self._hits]

    def _look_up(self, text: str) -> None:
        typed = text.strip()
        session = self._shell.session

        def work() -> "tuple[Line, ...]":
            from ...services import find

            return tuple(find.open_view(session, Query(typed), Sort()).page(0)[:_MOST])

        def done(hits: "tuple[Line, ...]") -> None:
            if self.text().strip() == typed:
                self._hits, self._hits_for = hits, typed
                if self.hasFocus():
                    self.open_suggestions()

        if typed:
            self._shell.operations.read(work, on_done=done)

    def _enter(self) -> None:
        """The one that fits exactly, or the only one that fits."""
        typed = self.text().strip()
        if typed != self._hits_for:
            return
        exact = [line for line in self._hits if line.code.casefold() == typed.casefold()]
        fitting = exact or list(self._hits)
        if len(fitting) == 1:
            self._choose(fitting[0])
        else:
            self.unclear.emit(bool(fitting))

    def _take_text(self, text: str) -> None:
        line = next((line for line in self._hits if _told(line) == text), None)
        if line is not None:
            self._choose(line)

    def _choose(self, line: "Line") -> None:
        self.close_suggestions()
        self.clear()
        self._hits, self._hits_for = (), ""
        self.found.emit(line.id)


def _told(line: "Line") -> str:
    """A line that no other is mistaken for: code, own number and day, issuer."""
    number = words.number(line.number, line.suffix)
    own = f"({words.direction_short(line.direction)} {number})" if number else ""
    parts = (line.code, words.day(line.day or line.registered), line.issuer_name)
    return " ".join(filter(None, (", ".join(filter(None, parts)), own)))
