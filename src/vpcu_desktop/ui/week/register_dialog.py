"""Before a week is published: whether the schedule takes its number from the register of outgoing documents."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...i18n import _
from ..widgets.labels import button, label


class RegisterDialog(QDialog):
    """A published version bears its number for ever, so it is asked first."""

    registered = Signal()
    skipped = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Schedule of week {n}").format(n=number))
        self.register_button = button(_("Register and publish"), self._register, "primary")
        self.skip_button = button(_("Publish without a number"), self._skip)
        self.register_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for made in (button(_("Cancel"), self.reject), self.skip_button, self.register_button):
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("This schedule has no number of the outgoing register (LCT) yet."), "strong"))
        column.addWidget(label(_("A published version keeps the number that it has now."), "muted", wrap=True))
        column.addLayout(buttons)

    def _register(self) -> None:
        self.accept()
        self.registered.emit()

    def _skip(self) -> None:
        self.accept()
        self.skipped.emit()
