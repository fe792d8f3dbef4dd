"""What a document hangs together with: a chain of documents both ways; Enter on one goes there."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.document_file import DocumentFile
from ...domain.documents import Document, State
from ...i18n import _
from ..widgets.elided import ElidedLabel
from ..widgets.labels import label
from . import words
from .parts import LinkButton, empty_layout

if TYPE_CHECKING:
    from ...services.links import ChainLink


class LinksView(QWidget):
    """One button for each document: how it stands to the one nearer by, what it is called, its subject."""

    chosen = Signal(str)  # a document's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_chain(self, file: DocumentFile, chain: "Sequence[ChainLink]") -> bool:
        """Shows what hangs on a document; False if nothing does."""
        empty_layout(self._column)
        for each in chain:
            self._add(each)
        loose = [link for link in file.links if link.target is None and link.target_text]
        for link in loose:
            how = words.link(link.kind, outwards=True)
            self._column.addWidget(label(f"{how}: {link.target_text}", "muted", wrap=True))
        return bool(chain) or bool(loose)

    def _add(self, each: "ChainLink") -> None:
        other = each.document
        how = words.link(each.link.kind, outwards=not each.newer)
        made = LinkButton(f"{how} {_named(other)}", f"{how} {_named(other)}: {words.subject(other)}")
        made.clicked.connect(partial(self._choose, other.id))
        below = ElidedLabel(words.subject(other).replace("\n", " "), "muted")
        for widget, indent in ((made, 0), (below, 8)):
            box = QHBoxLayout()
            box.setContentsMargins(16 * (each.steps - 1) + indent, 0, 0, 0)
            box.addWidget(widget, 1)
            self._column.addLayout(box)

    def _choose(self, document: str, _checked: bool = False) -> None:
        self.chosen.emit(document)


def _named(other: Document) -> str:
    said = words.named(other)
    if other.day is not None and other.code:
        said = f"{said} ({words.day(other.day)})"
    return _("{what}, void").format(what=said) if other.state is State.VOID else said
