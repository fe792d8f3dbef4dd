"""Keeps the screens' unfinished forms as encrypted drafts: every few seconds, and before a lock or the end."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer

from ..domain.errors import KnownError
from ..services import drafts
from ..services.session import OfficeSession
from .operations import Operations
from .screen import Screen

_EVERY_MS = 5000
_PREFIX = "screen:"


class DraftKeeper(QObject):
    """Writes a form's draft when it differs from the one stored last, and drops it when the form is finished."""

    def __init__(
        self,
        session: OfficeSession,
        operations: Operations,
        screens: Callable[[], Iterable[Screen]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._operations, self._screens = session, operations, screens
        self._stored: dict[str, dict[str, object] | None] = {}
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def keep(self, on_error: Callable[[KnownError], bool] | None = None) -> None:
        """Hands every changed draft to the worker."""
        for screen in self._screens():
            self._keep(screen.id, screen.draft(), on_error or (lambda _error: True))

    def stop(self) -> None:
        self._timer.stop()

    def restore(self, known: Sequence[str], screen_of: Callable[[str], Screen]) -> None:
        """Puts this clerk's drafts back into their screens; `known` are the ids of the screens there are."""
        session = self._session

        def read() -> list[tuple[str, dict[str, object]]]:
            found = []
            for key in drafts.keys(session):
                screen_id = key.removeprefix(_PREFIX)
                values = drafts.load(session, key) if key.startswith(_PREFIX) and screen_id in known else None
                if values is not None:
                    found.append((screen_id, values))
            return found

        def put_back(found: list[tuple[str, dict[str, object]]]) -> None:
            for screen_id, values in found:
                self._stored[screen_id] = values
                screen_of(screen_id).restore(values)

        self._operations.run(read, on_done=put_back)

    def _keep(self, screen_id: str, values: dict[str, object] | None, on_error: Callable[[KnownError], bool]) -> None:
        if self._stored.get(screen_id) == values:
            return
        before = self._stored.get(screen_id)
        self._stored[screen_id] = values
        session, key = self._session, _PREFIX + screen_id

        def failed(error: KnownError) -> bool:
            self._stored[screen_id] = before
            return on_error(error)

        if values is None:
            self._operations.run(lambda: drafts.drop(session, key), on_error=failed)
        else:
            self._operations.run(lambda: drafts.save(session, key, values), on_error=failed)
