"""A schedule that somebody else made: its source on the left, what was understood on the right, nothing stored yet."""

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.proposals import Leftover, Proposal, ReadSchedule
from ...domain.times import Week
from ...i18n import _, n_
from .. import theme
from ..widgets.labels import button, label
from . import words
from .model import WeekModel
from .proposals_model import COLUMNS, DAY_COLUMN, ProposalsModel

_WIDTHS = {"content": 40, "day": 14, "time": 13, "take": 8}


def leftover_kind(kind: str) -> str:
    """What a line that became no activity is taken for."""
    return {
        "title": _("title"),
        "note": _("note"),
        "signature": _("signature"),
        "header": _("table head"),
        "empty": _("nothing stands here"),
        "unknown": _("not understood"),
    }.get(kind, kind)


def week_of(read: ReadSchedule, otherwise: Week) -> Week:
    """The week that a read schedule is for: by its title, else by most of its days."""
    if read.first_day is not None:
        return Week.of(read.first_day)
    days = Counter(Week.of(p.day) for p in read.proposals if p.day is not None)
    return days.most_common(1)[0][0] if days else otherwise


class IntakeDialog(QDialog):
    """The clerk compares, puts right, ticks, and takes in."""

    taken = Signal(object, object)  # Week, tuple[Proposal, …]

    def __init__(self, model: WeekModel, read: ReadSchedule, parent: QWidget | None = None) -> None:
        super().__init__(parent)

        self.setWindowTitle(_("Take in a schedule"))
        self.resize(1240, 680)
        self._read = read
        self.week = week_of(read, model.week)
        self.proposals = ProposalsModel(read.proposals, today=model.today, week=self.week, parent=self)
        self.source = QListWidget()
        self.source.setAccessibleName(_("Source"))
        self.source.setWordWrap(True)
        self.table = _Table()
        self.table.setModel(self.proposals)
        self.table.setAccessibleName(_("What was understood"))
        self.leftovers = QListWidget()
        self.leftovers.setAccessibleName(_("What became no activity"))
        self.leftovers.setWordWrap(True)
        self.without_day = label("", "warning", wrap=True)
        self.take_button = button("", self._take, "primary")
        self._fill()
        self._build()
        self.proposals.taken_changed.connect(self._count)
        self.table.selectionModel().currentChanged.connect(self._show_source)
        self.leftovers.currentRowChanged.connect(self._show_leftover)
        self._count()
        if read.proposals:
            self.table.setCurrentIndex(self.proposals.index(0, 3))
        self.table.setFocus()

    def _fill(self) -> None:
        for listed in (self.source, self.leftovers):
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            listed.setResizeMode(QListWidget.ResizeMode.Adjust)
        for number, line in enumerate(self._read.source, start=1):
            item = QListWidgetItem(f"{number:>3}  {line}")
            item.setToolTip(line)
            self.source.addItem(item)
        for left in self._read.leftovers:
            text = f"{left.source_line:>3}  {left.text}  ({leftover_kind(left.kind)})"
            item = QListWidgetItem(text)
            item.setToolTip(left.text)
            if left.kind == "unknown":
                item.setForeground(theme.tokens().color("warning"))
            self.leftovers.addItem(item)
        metrics = self.table.fontMetrics()
        for column, field in enumerate(COLUMNS):
            self.table.setColumnWidth(column, metrics.averageCharWidth() * _WIDTHS.get(field.name, 22))

    def _build(self) -> None:
        left = _pane(_("Source"), self.source)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_pane(_("What was understood (F2 corrects a field)"), self.table))
        if self._read.leftovers:
            right.addWidget(_pane(self._leftover_title(), self.leftovers))
            right.setStretchFactor(0, 3)
            right.setStretchFactor(1, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(left)
        panes.addWidget(right)
        panes.setStretchFactor(0, 2)
        panes.setStretchFactor(1, 5)
        panes.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        buttons.addWidget(button(_("Tick all"), lambda: self.proposals.set_all_taken(True), "flat"))
        buttons.addWidget(button(_("Tick none"), lambda: self.proposals.set_all_taken(False), "flat"))
        buttons.addStretch(1)
        buttons.addWidget(label(_("Nothing is stored before you take it in."), "muted"))
        buttons.addWidget(button(_("Close"), self.reject))
        buttons.addWidget(self.take_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(label(self._title(), "heading", wrap=True))
        if self._read.legacy_font:
            text = _("The text was converted from {font}; compare it with the source.")
            whole.addWidget(label(text.format(font=self._read.legacy_font), "warning", wrap=True))
        whole.addWidget(panes, 1)
        whole.addWidget(self.without_day)
        whole.addLayout(buttons)

    def _title(self) -> str:
        week = words.long_range(self.week.monday, self.week.sunday)
        title = " ".join(self._read.title.split())
        into = _("Into the week of {week}").format(week=week)
        return f"{words.first_words(title, 90)}  →  {into}" if title else into

    def _leftover_title(self) -> str:
        unknown = sum(left.kind == "unknown" for left in self._read.leftovers)
        if unknown:
            return n_("{n} line was not understood", "{n} lines were not understood", unknown).format(n=unknown)
        return _("Lines that became no activity")

    def _count(self) -> None:
        count = len(self.proposals.taken)
        self.take_button.setText(n_("Take in {n} activity", "Take in {n} activities", count).format(n=count))
        self.take_button.setAccessibleName(self.take_button.text())
        self.take_button.setEnabled(count > 0)
        missing = self.proposals.without_day
        told = n_(
            "{n} activity has no day and is not taken in: type its day.",
            "{n} activities have no day and are not taken in: type their days.",
            missing,
        )
        self.without_day.setText(told.format(n=missing))
        self.without_day.setVisible(missing > 0)

    def _show_source(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._choose_line(self.proposals.proposal(current.row()))

    def _show_leftover(self, row: int) -> None:
        if 0 <= row < len(self._read.leftovers):
            self._choose_line(self._read.leftovers[row])

    def _choose_line(self, found: Proposal | Leftover) -> None:
        row = found.source_line - 1
        if 0 <= row < self.source.count():
            self.source.setCurrentRow(row)

    def _take(self) -> None:
        found = self.proposals.taken
        if found:
            self.taken.emit(self.week, found)
            self.accept()


def _pane(title: str, inside: QWidget) -> QWidget:
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(title, "strong"))
    column.addWidget(inside, 1)
    return pane


class _Table(QTableView):
    """Space ticks from any column; Enter and F2 edit."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setShowGrid(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 2 * theme.GRID + 2)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def _ask_for_day(self, index: QModelIndex) -> None:
        """What has no day cannot be ticked: the cursor goes to where the day is typed."""
        day = index.siblingAtColumn(DAY_COLUMN)
        self.setCurrentIndex(day)
        self.edit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            tick = index.siblingAtColumn(0)
            checked = tick.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            if not self.model().setData(tick, wanted, Qt.ItemDataRole.CheckStateRole):
                self._ask_for_day(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and index.column() > 0:
            self.edit(index)
        else:
            super().keyPressEvent(event)
