"""Notices what another process changed, so that no list, count or next number stays as it was an hour ago."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ..domain.errors import KnownError
from ..i18n import _
from ..services import elsewhere
from ..services.changes import Changes, Kind
from ..services.session import OfficeSession
from .messages import Message, Tone
from .operations import Operations
from .role_words import role_text

EVERY_MS = 4000


class ElsewhereWatch(QObject):
    """Asks the store every few seconds, and when the window comes to the front; never while the office is locked."""

    clerk_gone = Signal()  # the key of the clerk at this window was taken away
    told = Signal(object)  # Message: the clerk at this window may do other things now

    def __init__(self, session: OfficeSession, operations: Operations, window: QWidget) -> None:
        """`window` is seen while the office is unlocked."""
        super().__init__(window)
        self._session, self._operations, self._window = session, operations, window
        self._asking = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()

    def ask(self) -> None:
        """Reads the end of the trail beside the work; while something runs here the next time is soon enough."""
        if self._asking or not self._window.isVisible() or not self._operations.idle:
            return
        self._asking = True
        session, role = self._session, self._session.role

        def work() -> tuple[Changes | None, bool]:
            changes = elsewhere.news(session)
            of_clerks = changes is not None and Kind.CLERKS in changes.kinds
            return changes, of_clerks and elsewhere.clearance_is_gone(session)

        def done(found: tuple[Changes | None, bool]) -> None:
            self._asking = False
            changes, shut = found
            if changes is not None and self._window.isVisible():  # a window that was locked meanwhile reads nothing
                self._tell(changes, shut=shut, other_role=session.role is not role)

        self._operations.read(work, on_done=done, on_error=self._give_up)

    def _tell(self, changes: Changes, *, shut: bool, other_role: bool) -> None:
        session = self._session
        if not session.clerk.active:
            self.clerk_gone.emit()
            return
        if other_role:
            said = _("Your role was changed: {role}.").format(role=role_text(session.clerk.role))
            self.told.emit(Message(said, _("Lock and unlock once, so that every screen fits it."), Tone.WARNING))
        if shut:
            self.told.emit(Message(_("You can no longer open the secret books: an administrator has withdrawn them."),
                                   tone=Tone.WARNING))  # fmt: skip
            self._operations.run(session.close_secret, changes=changes)
            return
        self._operations.changed.emit(changes)

    def _give_up(self, _error: KnownError) -> bool:
        """A store that cannot be read is told of by the next thing that the clerk does, not every few seconds."""
        self._asking = False
        return True
