"""The files that come with a line: dropped on the strip, chosen, or picked from the scanner's folder."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import _, n_
from ...services.scans import ScanCandidate, scan_candidates
from ..error_words import size
from ..screen import Shell
from ..widgets.elided import ElidedLabel
from ..widgets.flow import FlowLayout
from ..widgets.labels import button, icon_button, label

_LETTERS = 28  # of a file's name that a chip shows
_ROWS = 5


class EntryFiles(QWidget):
    """One chip for each file; Del, Enter or a click takes it off. Hidden while there are none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[Path, ...] = ()
        self._flow = FlowLayout(self)
        self.setAccessibleName(_("Files of this paper"))
        self.hide()

    def add(self, paths: Iterable[Path]) -> None:
        """Adds files, each once; folders are left out."""
        self.put(dict.fromkeys((*self.paths, *(path for path in paths if path.is_file()))))

    def put(self, paths: Iterable[Path]) -> None:
        """Shows these files instead."""
        self.paths = tuple(paths)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in self.paths:
            self._flow.addWidget(self._chip(path))
        self.setVisible(bool(self.paths))
        self.changed.emit()

    def _chip(self, path: Path) -> QWidget:
        made = _FileChip(self)
        name = made.fontMetrics().elidedText(
            path.name, Qt.TextElideMode.ElideMiddle, made.fontMetrics().averageCharWidth() * _LETTERS
        )
        made.setText(f"{name}  ✕")
        made.setToolTip(_("Take off the file {name}").format(name=path.name))
        made.setAccessibleName(made.toolTip())
        made.clicked.connect(partial(self._remove, path))
        return made

    def _remove(self, path: Path, _checked: bool = False) -> None:
        self.put(each for each in self.paths if each != path)


class _FileChip(QToolButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ScanPicker(QWidget):
    """The newest files of the scanner's folder, inside the strip: Space ticks, Enter takes the ticked ones (or the one
    under the cursor), Esc closes.
    """

    taken = Signal(object)  # list[Path]
    closed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._candidates: Sequence[ScanCandidate] = ()
        self.list = _ScanList()
        self.list.setAccessibleName(_("Newest scans"))
        self.list.entered.connect(self.take)
        self.list.left.connect(self.close_picker)
        self._place = ElidedLabel("", "muted")
        self._hint = label(_("Space ticks, Enter attaches. The files stay in the folder, in clear: delete them there."),
                           "muted", wrap=True)  # fmt: skip
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        head.addWidget(button(_("Other folder…"), self.choose_folder, "flat"))
        head.addWidget(icon_button("close", _("Close the list of scans"), self.close_picker))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self._hint)
        self.hide()

    @property
    def folder(self) -> Path | None:
        """The scanner's folder at this machine, if it was told."""
        kept = self._shell.settings.now.scan_folder
        return Path(kept) if kept else None

    def open_picker(self) -> None:
        """Looks into the folder, asking for it the first time."""
        folder = self.folder
        if folder is None:
            self.choose_folder()
            return
        now = datetime.now(UTC)
        self._shell.operations.read(lambda: scan_candidates(folder, now=now), on_done=self._show)

    def choose_folder(self) -> None:
        """Asks where the scanner puts its files; remembered for this machine."""
        chosen = QFileDialog.getExistingDirectory(self, _("The scanner's folder"), str(self.folder or ""))
        if chosen:
            self._shell.settings.change(scan_folder=chosen)
            self.open_picker()

    def take(self) -> None:
        """Hands over what is ticked, else what the cursor stands on."""
        ticked = [n for n in range(self.list.count()) if self.list.item(n).checkState() is Qt.CheckState.Checked]
        rows = ticked or [row for row in (self.list.currentRow(),) if row >= 0]
        self.taken.emit([self._candidates[row].path for row in rows])
        self.close_picker()

    def close_picker(self) -> None:
        self.closed.emit()  # first: the keyboard is here still, and whoever hears it says where it goes
        self.hide()

    def _show(self, found: Sequence[ScanCandidate]) -> None:
        self._candidates = found
        self.list.clear()
        for each in found:
            moment = f"{each.written_at.astimezone():%H:%M %d/%m}"
            item = QListWidgetItem(f"{each.path.name}   {moment} · {size(each.size)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        count = n_("{n} file", "{n} files", len(found)).format(n=len(found))
        self._place.setText(
            f"{self.folder} · {count}" if found else _("No scans in {folder}").format(folder=self.folder)
        )
        self._hint.setVisible(bool(found))
        rows = max(min(len(found), _ROWS), 1)
        height = max(self.list.sizeHintForRow(0), self.list.fontMetrics().height() + 8)
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth())
        self.list.setCurrentRow(0 if found else -1)
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _ScanList(QListWidget):
    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
