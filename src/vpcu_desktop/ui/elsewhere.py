"""Notices what another process changed, so that no list, count or next number stays as it was an hour ago."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ..domain.errors import KnownError
from ..services import elsewhere
from ..services.changes import Changes
from ..services.session import OfficeSession
from .operations import Operations

EVERY_MS = 4000


class ElsewhereWatch(QObject):
    """Asks the store every few seconds, and when the window comes to the front; never while the office is locked."""

    clerk_gone = Signal()  # the key of the clerk at this window was taken away

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
        session = self._session
        self._operations.read(lambda: (elsewhere.news(session),), on_done=self._tell, on_error=self._give_up)

    def _tell(self, found: tuple[Changes | None]) -> None:
        """A window that was locked meanwhile shows nothing and reads nothing."""
        self._asking = False
        (changes,) = found
        if changes is None or not self._window.isVisible():
            return
        if not self._session.clerk.active:
            self.clerk_gone.emit()
            return
        self._operations.changed.emit(changes)

    def _give_up(self, _error: KnownError) -> bool:
        """A store that cannot be read is told of by the next thing that the clerk does, not every few seconds."""
        self._asking = False
        return True
