"""The published versions of a paper: what changed, print again exactly, save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import _
from ..operations import Operations
from ..widgets.labels import button, label
from .preview import Paper, PreviewDialog


class PublishedVersion(Protocol):
    """What is told of every version, whatever it is one of."""

    @property
    def number(self) -> int: ...

    @property
    def published_at(self) -> datetime: ...

    @property
    def published_by(self) -> str: ...


_V = TypeVar("_V", bound=PublishedVersion)


@dataclass(frozen=True)
class Versions(Generic[_V]):
    """Versions, oldest first, under the window's title. `counted`: what stands in them, by its name and number;
    `changes`: what changed from an older to a newer one, a line each; `paper`: a version as its bytes were kept.
    """

    title: str
    all: Sequence[_V]
    counted: tuple[str, Callable[[_V], int]]
    changes: Callable[[_V, _V], Sequence[str]]
    paper: Callable[[_V], Paper]


class VersionsDialog(QDialog, Generic[_V]):
    """Newest version first; on the right what it changed against another one."""

    def __init__(self, operations: Operations, versions: Versions[_V], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(versions.title)
        self.resize(1000, 560)
        self._operations, self._kind = operations, versions
        self._versions = tuple(reversed(versions.all))
        self.table = QTableWidget(len(self._versions), 4)
        self.table.setHorizontalHeaderLabels([_("Version"), _("Published"), _("By"), versions.counted[0]])
        self.table.setAccessibleName(_("Published versions"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        for row, version in enumerate(self._versions):
            for column, text in enumerate(self._cells(version)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.against = QComboBox()
        self.against.setAccessibleName(_("Compare with"))
        self.differences = QPlainTextEdit()
        self.differences.setReadOnly(True)
        self.differences.setAccessibleName(_("Differences"))
        self.preview_button = button(_("View and print again"), self.open_preview, "primary")
        self._build()
        self.table.currentCellChanged.connect(lambda *_cell: self._choose())
        self.table.cellDoubleClicked.connect(lambda *_cell: self.open_preview())
        self.against.currentIndexChanged.connect(self._compare)
        if self._versions:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addWidget(
            label(
                _("Published versions are kept as they were; they print and save the very same bytes."),
                "muted",
                wrap=True,
            )
        )
        choose = QHBoxLayout()
        choose.addWidget(label(_("Compare with")))
        choose.addWidget(self.against, 1)
        right = QVBoxLayout()
        right.addLayout(choose)
        right.addWidget(self.differences, 1)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addLayout(left, 1)
        panes.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Close"), self.reject))
        buttons.addWidget(self.preview_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addLayout(panes, 1)
        whole.addLayout(buttons)

    @property
    def current(self) -> _V | None:
        row = self.table.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _choose(self) -> None:
        current = self.current
        self.against.blockSignals(True)
        self.against.clear()
        for version in self._versions:
            if version is not current:
                self.against.addItem(_("Version {n}").format(n=version.number), version)
        older = next((v for v in self._versions if current and v.number == current.number - 1), None)
        self.against.setCurrentIndex(
            next((n for n in range(self.against.count()) if self.against.itemData(n) is older), 0 if older else -1)
        )
        self.against.setEnabled(self.against.count() > 0)
        self.against.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        current, other = self.current, self.against.currentData()
        if current is None or other is None:
            self.differences.setPlainText(_("The first version: nothing before it to compare with."))
            return
        older, newer = sorted((current, other), key=lambda v: v.number)
        lines = self._kind.changes(older, newer)
        heading = _("From version {a} to version {b}:").format(a=older.number, b=newer.number)
        self.differences.setPlainText("\n".join((heading, "", *lines)) if lines else _("The two are alike."))

    def open_preview(self) -> None:
        """Shows the kept pages of the chosen version."""
        current = self.current
        if current is not None:
            PreviewDialog(self._operations, self._kind.paper(current), self).open()

    def _cells(self, version: _V) -> tuple[str, ...]:
        published = version.published_at.astimezone()
        when = f"{published:%H:%M} {published.day:02d}/{published.month:02d}/{published.year}"
        return str(version.number), when, version.published_by, str(self._kind.counted[1](version))
