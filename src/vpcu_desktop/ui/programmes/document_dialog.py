"""Naming a registered document: the one that approved a programme, an item's legal basis, what came of an item."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.numbering import Direction
from ...i18n import _
from ..registers.document_search import DocumentSearch
from ..screen import Shell
from ..widgets.labels import button, label

if TYPE_CHECKING:
    from ...domain.lines import Line


class DocumentDialog(QDialog):
    """Typing finds it in the registers, ↓ chooses, Enter names it."""

    named = Signal(str, str)  # the document's id, its số, ký hiệu
    typed = Signal(str)  # a số, ký hiệu that is in no register; "" for none

    def __init__(
        self,
        shell: Shell,
        title: str,
        verb: str,
        parent: QWidget | None = None,
        *,
        text: str = "",
        outgoing: bool = False,
        typed_verb: str = "",
        none_verb: str = "",
    ) -> None:
        """`outgoing`: only those of the outgoing register; `typed_verb`, `none_verb`: what is done with a code that is
        in no register, and without any; "" where that makes no sense.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 420)

        def offered(line: "Line") -> bool:
            return not outgoing or line.direction is Direction.OUTGOING

        self.search = DocumentSearch(shell, self, offered=offered)
        self.name_button = button(verb, self._name, "primary")
        self.typed_button = button(typed_verb, lambda: self._say(self.search.typed))
        self.none_button = button(none_verb, lambda: self._say(""))
        self.typed_button.setVisible(bool(typed_verb))
        self.none_button.setVisible(bool(none_verb))
        self.name_button.setDefault(True)
        self.hint = label("", "muted", wrap=True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for made in (button(_("Cancel"), self.reject), self.none_button, self.typed_button, self.name_button):
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.search.box)
        column.addWidget(self.search.found, 1)
        column.addWidget(self.hint)
        column.addLayout(buttons)
        self.search.changed.connect(self._choose)
        self.search.shown.connect(self._choose)
        self.search.activated.connect(self._name)
        self.search.box.textChanged.connect(lambda _text: self._choose())
        self.search.box.setText(text)
        self._choose()
        self.search.box.setFocus()

    def _choose(self) -> None:
        typed, found = bool(self.search.typed), self.search.found.count()
        self.name_button.setEnabled(self.search.chosen is not None)
        self.typed_button.setEnabled(typed)
        self.hint.setText(
            _("No registered document matches.") if typed and not found
            else _("Type the number and code or words of the subject, ↓ chooses, Enter names it.")
        )  # fmt: skip

    def _name(self) -> None:
        line = self.search.chosen
        if line is not None:
            self.named.emit(line.id, line.code)
            self.accept()

    def _say(self, code: str) -> None:
        self.typed.emit(code)
        self.accept()
