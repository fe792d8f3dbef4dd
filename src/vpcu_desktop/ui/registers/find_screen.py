"""The search over all registers: one box, incoming and outgoing documents in one list."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.search import Query, parse
from ...i18n import _
from ...services.changes import Changes
from ..actions import Command
from ..screen import Screen, Shell
from ..widgets.empty import EmptyState
from .inspector import DocumentInspector
from .list_view import RegisterList


class FindScreen(Screen):
    """What is typed is found at once; Enter opens the document in the inspector."""

    id = "find"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Find"))
        empty = EmptyState(_("No documents are registered yet. They are found here as soon as there are some."))
        self.list = RegisterList(shell, "find", empty=empty)
        self.document = DocumentInspector(shell)
        self.list.opened.connect(self._open)
        self.list.moved.connect(lambda line: self.document.show_document(line.id if line is not None else None))
        self.document.gone_to.connect(self.go_to)
        self.document.left.connect(self.list.focus_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.addWidget(self.list, 1)

    def inspector(self) -> QWidget:
        return self.document

    def commands(self) -> Sequence[Command]:
        return self.list.commands("find", _("Find"))

    def activated(self) -> None:
        self.list.begin()
        self.list.focus_search()

    def refresh(self, changes: Changes) -> None:
        self.list.refresh(changes)
        self.document.refresh(changes)

    def go_to(self, target: object) -> None:
        """A document by its id, a whole query, or words to look for."""
        if isinstance(target, Query):
            self.list.show_query(target)
        elif isinstance(target, str) and target.startswith(_WORDS):
            self.list.show_query(parse(target.removeprefix(_WORDS), self.session.today()))
        elif isinstance(target, str):
            self.list.select(target)
            self.document.show_document(target)
            self.shell.open_inspector(True)

    def offers(self, text: str) -> Sequence[tuple[str, object]]:
        return ((_("Find documents: {words}").format(words=text), f"{_WORDS}{text}"),) if text.strip() else ()

    def _open(self, document: str) -> None:
        self.shell.open_inspector(True)
        self.document.show_document(document)
        self.document.begin()


#: Begins a target of the palette that is words, not a document's id.
_WORDS = "words:"
