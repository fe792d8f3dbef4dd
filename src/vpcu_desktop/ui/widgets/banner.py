"""A strip that says what happened and what to do, and stays until it is read."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...i18n import _
from .. import theme
from ..messages import Message, Tone
from .labels import button, icon_button, label

if TYPE_CHECKING:
    from ...domain.errors import KnownError


class Banner(QFrame):
    """Hidden while there is nothing to say. A success goes away with the next message, a trouble by its ✕."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True, narrow: bool = False) -> None:
        """`narrow`: in a slim place the verb stands under the words, not beside them."""
        super().__init__(parent)
        self.setProperty("area", "banner")
        self._text: QLabel = label("", "strong", wrap=True)
        self._advice: QLabel = label("", wrap=True)
        for words in (self._text, self._advice):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button: QPushButton = button("", self._act)
        self._action: Callable[[], object] | None = None
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._text)
        words_column.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addLayout(words_column, 1)
        if narrow:
            words_column.addSpacing(4)
            words_column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row.addWidget(self._button)
        if closable:
            row.addWidget(icon_button("close", _("Close this message"), self.clear), 0, Qt.AlignmentFlag.AlignTop)
        self.message: Message | None = None
        self.hide()

    def show_message(
        self, message: Message, *, action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Shows a message, with one verb that helps if there is one."""
        self.message = message
        self._text.setText(message.text)
        self._advice.setText(message.advice)
        self._advice.setVisible(bool(message.advice))
        self._action = action
        self._button.setText(action_text)
        self._button.setAccessibleName(action_text)
        self._button.setVisible(bool(action_text))
        theme.mark(self, tone=message.tone.value)
        theme.mark(self._text, role={Tone.DANGER: "danger", Tone.WARNING: "warning"}.get(message.tone, "strong"))
        self.setAccessibleName(message.whole)
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # late: the first paint has no message

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.whole))

    def tell(self, error: "KnownError") -> bool:
        """Says what went wrong; False if this strip is gone by now, with the window that it stood in."""
        if not isValid(self):
            return False
        from ..errors import wording  # late: the first paint has no error

        self.show_message(wording(error))
        return True

    def clear(self) -> None:
        self.message = None
        self.hide()

    def _act(self) -> None:
        if self._action is not None:
            self._action()
