"""A new passphrase, typed twice, with its strength in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.passphrases import Strength, strength_of
from ...i18n import _
from .. import theme
from .form import Form
from .labels import label
from .passphrase import PassphraseEdit


def strength_text(strength: Strength) -> str:
    """The strength in words, with what would make it better."""
    return {
        Strength.TOO_SHORT: _("Too short: take at least ten characters."),
        Strength.WEAK: _("Weak: easily guessed. Add one or two more words."),
        Strength.FAIR: _("Fair: one more word makes it good."),
        Strength.GOOD: _("Good."),
        Strength.STRONG: _("Strong."),
    }[strength]


class NewPassphrase(QWidget):
    """`value` is the passphrase once it is strong enough and both fields agree."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.verdict = label(
            _("Four or five words that nobody would guess are best; spaces count too."), "muted", wrap=True
        )
        form = Form()
        form.add(_("New passphrase"), self.first)
        form.add(_("The same again"), self.second)
        form.add_widget(self.verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.setFocusProxy(self.first.line)
        for field in (self.first, self.second):
            field.edited.connect(self._judge)

    def value(self) -> str | None:
        """The passphrase, None while it is weak or the fields differ."""
        typed = self.first.text()
        return typed if typed == self.second.text() and strength_of(typed).acceptable else None

    def show_trouble(self) -> None:
        """Says what is missing and goes there."""
        self._judge()
        weak = not strength_of(self.first.text()).acceptable
        (self.first if weak else self.second).line.setFocus()
        if not weak:
            self.verdict.setText(_("The two fields differ."))
            theme.mark(self.verdict, role="danger")

    def _judge(self) -> None:
        typed, again = self.first.text(), self.second.text()
        strength = strength_of(typed)
        if again and not typed.startswith(again) and again != typed:
            self.verdict.setText(_("The two fields differ."))
            theme.mark(self.verdict, role="danger")
        elif typed:
            self.verdict.setText(strength_text(strength))
            theme.mark(self.verdict, role="success" if strength.acceptable else "warning")
        self.changed.emit()
