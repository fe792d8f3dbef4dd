"""Why something is withdrawn: asked before it is done, for readers of the approved programme will be told."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.text import clean
from ...i18n import _
from .. import theme
from ..widgets.labels import button, label
from ..widgets.plain_text import PlainTextEdit


class ReasonDialog(QDialog):
    """`then` gets the reason, which is never empty."""

    def __init__(self, then: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then = then
        self.setWindowTitle(_("Withdraw"))
        self.reason = PlainTextEdit(lines=3)
        self.reason.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)
        self.reason.setAccessibleName(_("Why it is withdrawn"))
        self.withdraw_button = button(_("Withdraw with this reason"), self._take, "primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.withdraw_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Why it is withdrawn"), "strong"))
        column.addWidget(self.reason)
        column.addWidget(label(_("What was approved stays in the list and is marked withdrawn."), "muted", wrap=True))
        column.addLayout(buttons)

    def _take(self) -> None:
        reason = clean(self.reason.text())
        if not reason:
            theme.mark(self.reason, invalid=True)
            self.reason.setFocus()
            return
        self.accept()
        self._then(reason)
