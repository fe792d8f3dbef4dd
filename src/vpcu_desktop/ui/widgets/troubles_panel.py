"""What does not fit together: one line that sums it up, and the list behind it."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...i18n import _
from .. import theme
from .flow import ElidedButton, keeps_delete
from .labels import button, label

_ROWS = 6  # shown without scrolling


class Trouble(Protocol):
    """A trouble with a stable key; `kept`: why the clerk keeps it as it is, "" while it is open."""

    @property
    def key(self) -> str: ...

    @property
    def kept(self) -> str: ...


_T = TypeVar("_T", bound=Trouble)


class TroublesPanel(QWidget, Generic[_T]):
    """The list; `summary` is the line that opens it and may stand elsewhere.

    Enter on a line goes to what it is about; a reason typed below keeps the trouble as it is.
    """

    chosen = Signal(object)  # the trouble: go there
    kept = Signal(object, str)  # the trouble and the reason; an empty one opens it again
    left = Signal()

    def __init__(self, name: str, *, none: str, enter: str, example: str, parent: QWidget | None = None) -> None:
        """`name`: what the list holds; `none`: that it is empty; `enter`: where Enter goes; `example`: a reason."""
        super().__init__(parent)
        self._none = none
        self._sentence: Callable[[_T], str] = lambda _trouble: ""
        self._counts = ""
        self._found: tuple[_T, ...] = ()
        self.summary = ElidedButton()
        self.summary.setCheckable(True)
        self.summary.toggled.connect(self._show_list)
        self.list = _List()
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._go())
        self.list.currentRowChanged.connect(lambda _row: self._show_reason())
        self.list.left.connect(self.close_list)
        self.list.resized.connect(lambda: QTimer.singleShot(0, self._fit_list))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(example)
        self.reason.setAccessibleName(_("Reason for keeping it"))
        self.reason.returnPressed.connect(self._keep)
        self.keep_button = button(_("Keep with this reason"), self._keep)
        self.reopen_button = button(_("Open it again"), self._reopen)
        self._reason_row = QWidget()
        row = QHBoxLayout(self._reason_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.reopen_button)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 8, 0, 0)
        details.setSpacing(4)
        details.addWidget(label(enter, "muted"))
        details.addWidget(self.list)
        details.addWidget(self._reason_row)
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._details)

    @property
    def current(self) -> _T | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def show_troubles(self, found: Sequence[_T], sentence: Callable[[_T], str], counts: str, *, editable: bool) -> None:
        """Shows troubles, each as its sentence; those that were kept stand last. `counts` sums up the open ones, "" if
        there are none. A closed list is filled when it opens.
        """
        key = self.current.key if self.current else None
        self._sentence, self._counts = sentence, counts
        self._found = tuple(sorted(found, key=lambda each: bool(each.kept)))
        self._reason_row.setEnabled(editable)
        self._sum_up()
        if self.summary.isChecked():
            self._fill(key)

    def _fill(self, key: str | None = None) -> None:
        """The sentences, with the cursor on the trouble of a key."""
        self.list.blockSignals(True)
        self.list.clear()
        for found in self._found:
            sentence = self._sentence(found)
            if found.kept:
                sentence = _("{sentence} (kept: {reason})").format(sentence=sentence, reason=found.kept)
            item = QListWidgetItem(sentence)
            item.setToolTip(sentence)
            if found.kept:
                item.setForeground(theme.tokens().color("muted"))
            self.list.addItem(item)
        row = next((n for n, found in enumerate(self._found) if found.key == key), 0)
        self.list.setCurrentRow(row if self._found else -1)
        self.list.blockSignals(False)
        self._fit_list()
        self._show_reason()

    def _sum_up(self) -> None:
        counts = self._counts
        kept = sum(bool(found.kept) for found in self._found)
        text = counts or self._none
        if kept:
            text = _("{text} · {n} kept").format(text=text, n=kept)
        self.summary.set_words(f"⚠ {text}" if counts else text)
        self.summary.setToolTip(text)
        self.summary.setEnabled(bool(self._found))
        tone = "warning" if counts else ""
        if (self.summary.property("tone") or "") != tone:
            theme.mark(self.summary, tone=tone)
        if not self._found:
            self.summary.setChecked(False)

    def _fit_list(self) -> None:
        """As high as its first rows."""
        self.list.doItemsLayout()
        heights = [self.list.visualItemRect(self.list.item(n)).height() for n in range(min(self.list.count(), _ROWS))]
        self.list.setFixedHeight(sum(heights) + 2 * self.list.frameWidth() + 4)

    def open_list(self) -> None:
        """Opens the list and brings the keyboard there."""
        if self._found:
            self.summary.setChecked(True)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_list(self) -> None:
        self.summary.setChecked(False)
        self.left.emit()

    def _show_list(self, opened: bool) -> None:
        self._details.setVisible(opened)
        if opened:
            self._fill()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reason(self) -> None:
        current = self.current
        kept = current.kept if current else ""
        self.reason.setText(kept)
        self.reopen_button.setVisible(bool(kept))

    def _go(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def _keep(self) -> None:
        reason = self.reason.text().strip()
        if self.current is not None and reason:
            self.kept.emit(self.current, reason)

    def _reopen(self) -> None:
        if self.current is not None:
            self.kept.emit(self.current, "")


class _List(QListWidget):
    """Enter activates on every platform; Esc leaves."""

    left = Signal()
    resized = Signal()

    def event(self, event: QEvent) -> bool:
        return keeps_delete(event) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
