"""Boxes that the entries of both registers share: the level of secrecy, a text that Enter leaves."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ...domain.documents import Secrecy
from ...i18n import _
from ...services.session import OfficeSession
from ..widgets.plain_text import PlainTextEdit
from . import words
from .entry_boxes import EntryChoice, leaves_key


class LeadingText(PlainTextEdit):
    """A text of few lines that Enter leaves for the next box; Shift+Enter breaks the line."""

    returnPressed = Signal()

    def event(self, event: QEvent) -> bool:
        return leaves_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)


class SecrecyChoice(EntryChoice):
    """The level. Above "none" only while the secret books are open; else its words say who can open them."""

    def __init__(self, session: OfficeSession) -> None:
        super().__init__(words.choices(Secrecy))
        self._session = session
        self.refresh()

    @property
    def level(self) -> Secrecy:
        return Secrecy(self.value)

    def refresh(self) -> None:
        """Asks again whether the secret books are open."""
        allowed = self._session.secret is not None
        self.setEnabled(allowed)
        if not allowed:
            self.set_value(Secrecy.NONE.value)
        self.setToolTip("" if allowed else who_opens(self._session))
        self.setAccessibleDescription(self.toolTip())


def who_opens(session: OfficeSession) -> str:
    """Why no secret document can be entered or seen here, and who can."""
    from ...services import clearance

    if not clearance.has_secret_vault(session):
        return _("The office keeps no secret books here; an administrator makes them under “Clerks and keys”.")
    names = ", ".join(clerk.name for clerk in clearance.cleared_clerks(session))
    return _("The secret books are closed to you. Who can open them: {names}.").format(names=names)


def level_words(level: Secrecy) -> str:
    """What a level means for the form; "" for none."""
    if level is Secrecy.TOP_SECRET:
        return _(
            "No subject is kept of a top secret document (Luật 117/2025/QH15, NĐ 63/2026/NĐ-CP): "
            "the register holds its line without it. What was typed has been taken away."
        )
    if level is not Secrecy.NONE:
        return _("This goes into the secret book and shows to cleared clerks alone; unfinished text is not kept.")
    return ""
