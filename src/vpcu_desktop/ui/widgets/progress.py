"""Work that takes long, seen from the window: how far it is, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ...i18n import _
from .labels import button, label


class Ticket(QObject):
    """What the work is given: it tells how far it is from its own thread, and hears there that it is to stop."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = False

    def is_stopped(self) -> bool:
        """Whether the clerk has asked for it."""
        return self._stop

    def stop(self) -> None:
        self._stop = True

    def report(self, done: int, total: int | None) -> None:
        """So much is done, of so much if anybody knows."""
        self.moved.emit(done, total or 0)


class ProgressLine(QWidget):
    """A bar with what is being done, how far it is, and a button that stops it. Hidden while nothing is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button(_("Stop"), self.stop)
        self._say: Callable[[int, int], str] = lambda _done, _total: ""
        self._ticket: Ticket | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._ticket is not None

    def begin(self, say: Callable[[int, int], str]) -> Ticket:
        """A ticket for work that begins now. `say` words how far it is: done, total (0: nobody knows)."""
        self._say = say
        self._ticket = Ticket()
        self._ticket.moved.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._show(0, 0)
        self.show()
        return self._ticket

    def stop(self) -> None:
        """Asks the work to stop at its next step."""
        if self._ticket is not None:
            self._ticket.stop()
            self.words.setText(_("Stopping…"))

    def end(self) -> None:
        """The work came to its end."""
        self._ticket = None
        self.hide()

    def _show(self, done: int, total: int) -> None:
        if self._ticket is None or self._ticket.is_stopped():
            return
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(min(done, total))
        self.words.setText(self._say(done, total))
        self.bar.setAccessibleName(self.words.text())
