"""The one door for whatever takes time or changes the store: off the window's thread, one at a time, in order.

What a list shows while it is turned is read on a thread beside that one: it never waits behind a long save.

The result's `Changes` are told to everybody by the signal `changed`; a known error becomes a message, anything else a
report about a defect of ours, without content.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from ..domain.errors import KnownError
from .garbage import Collector

if TYPE_CHECKING:
    from ..services.changes import Changes

_T = TypeVar("_T")

#: Work that ends sooner shows no sign of being busy.
BUSY_AFTER_MS = 300


class _Outcome(NamedTuple):
    number: int
    result: object = None
    error: BaseException | None = None


class _Post(QObject):
    """Carries outcomes from the worker to the window's thread."""

    arrived = Signal(object)


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[], object], post: _Post) -> None:
        super().__init__()
        self._number, self._work, self._post = number, work, post

    def run(self) -> None:
        try:
            outcome = _Outcome(self._number, result=self._work())
        except BaseException as error:  # carried to the window's thread, told there
            outcome = _Outcome(self._number, error=error)
        self._post.arrived.emit(outcome)


class _Waiting(NamedTuple):
    label: str
    changes: "Changes | None"
    on_done: Callable[[Any], object] | None
    on_error: Callable[[KnownError], bool] | None


class Operations(QObject):
    """Runs operations one after another on one worker thread."""

    changed = Signal(object)  # Changes
    failed = Signal(object)  # Message
    broken = Signal(object)  # an exception that is a defect of ours
    busy = Signal(str)  # what is going on, "" when nothing is

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Collector(self)  # where work runs beside the window, Python may not collect by itself
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(1)
        self._readers.setExpiryTimeout(-1)
        self._post = _Post(self)
        self._post.arrived.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._waiting: dict[int, _Waiting] = {}
        self._count = 0
        self._patience = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._patience.timeout.connect(self._tell_busy)

    def run(
        self,
        operation: Callable[[], _T],
        *,
        label: str = "",
        changes: "Changes | None" = None,
        on_done: Callable[[_T], object] | None = None,
        on_error: Callable[[KnownError], bool] | None = None,
    ) -> None:
        """Does the operation on the worker thread.

        `label` is shown while it lasts long ("Đang lưu…"). `changes` are told if it succeeds without giving any itself.
        `on_done` gets the result in the window's thread, after
        `changed` was told. `on_error` sees a known error first and returns True if it told the clerk itself.
        """
        self._start(self._pool, operation, _Waiting(label, changes, on_done, on_error))
        if not self._patience.isActive():
            self._patience.start()

    def read(
        self,
        reading: Callable[[], _T],
        *,
        on_done: Callable[[_T], object] | None = None,
        on_error: Callable[[KnownError], bool] | None = None,
    ) -> None:
        """Reads beside the operations, in order among its like; nothing may be changed by it."""
        self._start(self._readers, reading, _Waiting("", None, on_done, on_error))

    def _start(self, pool: QThreadPool, work: Callable[[], object], waiting: _Waiting) -> None:
        self._count += 1
        self._waiting[self._count] = waiting
        pool.start(_Job(self._count, work, self._post))

    @property
    def idle(self) -> bool:
        """Nothing is running or waiting, and every result has been delivered."""
        return not self._waiting

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Blocks until both workers are done; for the moment before the window closes. Results still arrive later."""
        return self._pool.waitForDone(milliseconds) and self._readers.waitForDone(milliseconds)

    def _tell_busy(self) -> None:
        if self._waiting:
            self.busy.emit(next((waiting.label for waiting in self._waiting.values() if waiting.label), ""))

    def _finish(self, outcome: _Outcome) -> None:
        from ..services.changes import Changes  # late, as all that the first paint does without
        from .errors import wording

        waiting = self._waiting.pop(outcome.number)
        if not self._waiting:
            self._patience.stop()
            self.busy.emit("")
        if outcome.error is None:
            changes = outcome.result if isinstance(outcome.result, Changes) else waiting.changes
            if changes is not None:
                self.changed.emit(changes)
            if waiting.on_done is not None:
                waiting.on_done(outcome.result)
        elif isinstance(outcome.error, KnownError):
            if waiting.on_error is None or not waiting.on_error(outcome.error):
                self.failed.emit(wording(outcome.error))
        else:
            self.broken.emit(outcome.error)
