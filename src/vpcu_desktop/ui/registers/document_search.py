"""Finding a registered document by typing its số, ký hiệu or words of it: a box and, under it, what it found."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ...domain.documents import State
from ...domain.search import Query
from ...i18n import _
from ..screen import Shell
from . import words

if TYPE_CHECKING:
    from ...domain.lines import Line

#: The register is searched when typing rests so long (ms).
_REST = 120
_MOST = 20


class DocumentSearch(QObject):
    """`box` and `found` are placed by whoever shows them; Down and Up in the box move in the list."""

    changed = Signal()  # another document is chosen, or none
    shown = Signal()  # what was found stands in the list
    activated = Signal()  # Enter on one of the list

    def __init__(
        self, shell: Shell, parent: QWidget, *, offered: "Callable[[Line], bool]" = lambda _line: True
    ) -> None:
        """`offered`: which of the documents found may be chosen."""
        super().__init__(parent)
        self._shell, self._offered = shell, offered
        self._asked = 0
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("24-KH/TU, số 15, a subject's words…"))
        self.box.setAccessibleName(_("Find the document"))
        self.found = QListWidget()
        self.found.setAccessibleName(_("Documents found"))
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._search)
        self.box.textChanged.connect(lambda _text: self._rest.start())
        self.box.installEventFilter(self)
        self.found.currentItemChanged.connect(lambda *_items: self.changed.emit())
        self.found.itemActivated.connect(lambda _item: self.activated.emit())

    @property
    def chosen(self) -> "Line | None":
        item = self.found.currentItem()
        line: Line | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return line

    @property
    def typed(self) -> str:
        return self.box.text().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.found.count():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.found.setCurrentRow(max(0, min(self.found.currentRow() + step, self.found.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        typed, session = self.typed, self._shell.session
        self._asked += 1
        asked = self._asked
        if not typed:
            self._show(asked, ())
            return
        from ...services import find

        def work() -> "Sequence[Line]":
            view = find.open_view(session, Query(typed))
            return view.page(0)[:_MOST] if view.total else ()

        self._shell.operations.read(work, on_done=lambda lines: self._show(asked, lines))

    def _show(self, asked: int, lines: "Sequence[Line]") -> None:
        if asked != self._asked:
            return
        self.found.clear()
        for line in filter(self._offered, lines):
            item = QListWidgetItem(line_words(line))
            item.setToolTip(line_words(line))
            item.setData(Qt.ItemDataRole.UserRole, line)
            self.found.addItem(item)
        if self.found.count():
            self.found.setCurrentRow(0)
        self.shown.emit()


def line_words(line: "Line") -> str:
    """`05/12 · 24-KH/TU · Tỉnh ủy · subject`; a void one says so."""
    parts = [words.direction_short(line.direction), line.code, words.day(line.day or line.registered)]
    parts += [line.issuer_name, line.subject or ""]
    text = " · ".join(filter(None, parts))
    return _("{what}, void").format(what=text) if line.state is State.VOID else text
