"""Asks for a few words before something is done: a reason, a note."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from ...domain.text import clean
from .. import theme
from .dialog_column import lay_out
from .labels import button, label
from .plain_text import PlainTextEdit


class WordsDialog(QDialog):
    """Takes the words by its verb, and closes."""

    def __init__(
        self,
        title: str,
        question: str,
        verb: str,
        then: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        consequence: str = "",
        leave: str = "",
        needed: bool = True,
    ) -> None:
        """`then` gets the words, which are never empty where they are `needed`; `consequence`: what follows of it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._then, self._needed = then, needed
        self.words = PlainTextEdit(lines=4)
        self.words.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        self.words.setAccessibleName(question)
        self.verb_button = button(verb, self._take, "primary")
        parts = (label(question, "strong"), self.words, label(consequence, "muted", wrap=True))
        lay_out(self, parts, self.verb_button, leave=leave, spacing=8)

    def _take(self) -> None:
        words = clean(self.words.text())
        if self._needed and not words:
            theme.mark(self.words, invalid=True)
            self.words.setFocus()
            return
        self.accept()
        self._then(words)
