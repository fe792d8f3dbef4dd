"""The ledger of a series: every number with what became of it, what is missing or out of order; printed, exported."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.numbering import NumberState
from ...domain.numbering_rules import Gap, NumberReport
from ...domain.roles import Action, may
from ...i18n import _
from ...services import number_ledger, numbering
from ...services.book_overview import SeriesLine
from ...services.number_ledger import LedgerLine
from ..paper.pdf_preview import PdfPreview
from ..registers.table_files import FileColumn, as_file, file_kinds
from ..registers.words import day
from ..registers.words import subject as subject_of
from ..saving import ask_path, save_file
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.chips import ChoiceRow
from ..widgets.labels import button, icon_button, label
from ..widgets.table import Column, Table, TableModel
from . import words
from .number_tasks import GiveUpTask, PassOverTask, ReserveTask


@dataclass(frozen=True, slots=True)
class _Row:
    """A number, or a gap between numbers."""

    id: str
    number: str
    state: str
    tone: str
    day: str
    paper: str
    note: str
    line: LedgerLine | None = None
    gap: Gap | None = None
    odd: bool = False  # asks for a decision


class _Read(NamedTuple):
    lines: tuple[LedgerLine, ...]
    report: NumberReport


class LedgerView(QWidget):
    """Enter opens the paper, Esc goes back to the series."""

    left = Signal()
    task_wanted = Signal(object)
    moved = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.session = shell, shell.session
        self.manages = may(self.session.role, Action.MANAGE_BOOKS)
        self.line: SeriesLine | None = None
        self.name = ""
        self.report: NumberReport | None = None
        self._rows: list[_Row] = []
        self._opening = False  # another series is about to be shown
        self.title = label("", "heading", wrap=True)
        self.counted = label("", "muted", wrap=True)
        self.banner = Banner()
        self.filter = ChoiceRow(
            (
                ("all", _("All numbers")),
                ("odd", _("To be looked at")),
                ("reserved", _("Reserved")),
                ("gone", _("Void, passed over")),
                ("suffix", _("With a letter")),
            ),
            _("Which numbers"),
        )
        self.filter.chosen.connect(lambda _key: self._narrow())
        self.model = TableModel[_Row](
            [
                Column("number", _("Number"), lambda r: r.number, width=9, right=True, tone=lambda r: r.tone),
                Column("state", _("State"), lambda r: r.state, width=32, tone=lambda r: r.tone),
                Column("day", _("Day"), lambda r: r.day, width=11, spare=1),
                Column("paper", _("Document that bears it"), lambda r: r.paper),
                Column("note", _("Who, why"), lambda r: r.note, width=26, spare=2),
            ],
            lambda row: row.id,
            self,
        )
        self.table = Table[_Row](self.model, _("Ledger"))
        self.table.opened.connect(self.open_paper)
        self.table.chosen.connect(lambda _row: self._moved())
        self.reserve_button = button(_("Reserve numbers…"), self.reserve)
        self.decide_button = button("", self.decide)
        self.print_button = button(_("Print…"), self.print_list)
        self.export_button = button(_("Export…"), self._choose)
        self._findings = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(icon_button("left", _("Back to the series (Esc)"), self.left.emit))
        top.addWidget(self.title, 1)
        for each in (self.decide_button, self.reserve_button, self.export_button, self.print_button):
            top.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.counted)
        column.addLayout(self._findings)
        column.addWidget(self.banner)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(label(_("Enter opens the paper. Of a secret one the ledger knows only that it was given."),
                               "muted"))  # fmt: skip

    def show_series(self, line: SeriesLine, name: str) -> None:
        """`name`: the series in one line."""
        self.line, self.name, self._opening = line, name, True
        self.title.setText(name)
        self.banner.clear()
        self.load()

    def load(self) -> None:
        line, session = self.line, self.session
        if line is None:
            return

        def read() -> _Read:
            return _Read(number_ledger.ledger(session, line.series), numbering.report(session, line.series))

        self.shell.operations.read(read, on_done=lambda found: self._show(line, found))

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, line: SeriesLine, found: _Read) -> None:
        if line is not self.line:
            return
        self.report = found.report
        self._rows = self._made(found)
        self.counted.setText(words.counted(found.report))
        while self._findings.count():
            item = self._findings.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for text, role in words.report_lines(found.report):
            self._findings.addWidget(label(text, role, wrap=True))
        self._narrow()

    def _made(self, found: _Read) -> list[_Row]:
        """Numbers and gaps in their order."""
        today, report = self.session.today(), found.report
        disordered = {entry.id for pair in report.out_of_order for entry in pair}
        doubled = set(report.doubles)
        rows: list[tuple[int, str, _Row]] = [
            (
                gap.first,
                "",
                _Row(f"gap{gap.first}", words.gap(gap), _("missing: nothing is known of it"), "danger", "", "", "",
                     gap=gap, odd=True),
            )
            for gap in report.gaps
        ]  # fmt: skip
        for line in found.lines:
            entry, document = line.entry, line.document
            late = entry.state is NumberState.RESERVED and entry in report.expired
            twice = (entry.value, entry.suffix) in doubled
            state = words.number_state(entry, today)
            if twice:
                state = _("{state}, borne by several papers").format(state=state)
            tone = "warning" if late or twice else "muted" if entry.state is not NumberState.ISSUED else ""
            paper = f"{document.code}  {subject_of(document)}".strip() if document is not None else ""
            note = " – ".join(filter(None, ("" if entry.secret else entry.owner, entry.reason)))
            odd = late or twice or entry.id in disordered
            made = _Row(entry.id, words.number(entry), state, tone, day(entry.day), paper, note, line, odd=odd)
            rows.append((entry.value, entry.suffix, made))
        rows.sort(key=lambda each: each[:2])
        return [row for _value, _suffix, row in rows]

    def _narrow(self) -> None:
        wanted: dict[str, Callable[[_Row], bool]] = {
            "all": lambda r: True,
            "odd": lambda r: r.odd,
            "reserved": lambda r: _state(r) is NumberState.RESERVED,
            "gone": lambda r: _state(r) in (NumberState.VOID, NumberState.BLANK),
            "suffix": lambda r: r.line is not None and bool(r.line.entry.suffix),
        }
        shown = [row for row in self._rows if wanted[self.filter.current](row)]
        self.model.set_rows(shown)
        if shown and self._opening:  # the numbers given last are what a clerk looks for
            self._opening = False
            self.table.selectRow(len(shown) - 1)
            self.table.scrollTo(self.table.currentIndex())
        self._moved()

    def _moved(self) -> None:
        row = self.table.current_row()
        gap = row.gap if row is not None else None
        reserved = row is not None and _state(row) is NumberState.RESERVED
        self.decide_button.setVisible(self.manages and (gap is not None or reserved))
        self.decide_button.setText(_("Pass over…") if gap is not None else _("Give up the number…"))
        self.reserve_button.setVisible(self.manages)
        self.reserve_button.setEnabled(self.line is not None and self.line.series.counts_on(self.session.today()))
        self.moved.emit()
        self.shell.actions.refresh()

    # What the clerk does

    def reserve(self) -> None:
        if self.line is not None and self.report is not None:
            self.task_wanted.emit(ReserveTask(self.shell, self.line.series, self.name, self.report.next))

    @property
    def can_decide(self) -> bool:
        return self.manages and self.isVisible() and self.decide_button.isVisibleTo(self)

    def decide(self) -> None:
        """Passes over a gap, or gives up a reserved number."""
        row, line = self.table.current_row(), self.line
        if row is None or line is None:
            return
        if row.gap is not None:
            self.task_wanted.emit(PassOverTask(self.shell, line.series, self.name, row.gap))
        elif row.line is not None and row.line.entry.state is NumberState.RESERVED:
            self.task_wanted.emit(GiveUpTask(self.shell, row.line.entry))

    def open_paper(self) -> None:
        """The document that bears the chosen number."""
        row = self.table.current_row()
        if row is not None and row.line is not None and row.line.document is not None:
            self.shell.go("find", row.line.document.id)
        elif row is not None:
            self.decide()

    # On paper and in files

    def heading(self) -> str:
        """The title of the list, with what it was found to be in further lines."""
        said = [text for text, _role in words.report_lines(self.report)] if self.report is not None else []
        return "\n".join((_("Ledger of numbers: {series}").format(series=self.name), self.counted.text(), *said))

    def print_list(self) -> None:
        """The rows as they are narrowed, on pages; printed or saved from there."""
        PdfPreview(self.shell, _("Ledger of numbers"), self._file_name(), self._maker(".pdf"), self.window()).open()

    def _choose(self) -> None:
        path = ask_path(self, _("Export the ledger"), self._file_name(), file_kinds())
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Writes the shown rows; the ending says what kind of file."""
        save_file(self.shell.operations, path, self._maker(path.suffix.lower()), self.banner)

    def _file_name(self) -> str:
        return _("ledger") + f"_{self.session.today().isoformat()}"

    def _maker(self, ending: str) -> Callable[[], bytes]:
        rows = [(row.number, row.state, row.day, row.paper, row.note) for row in self.model.rows]
        titles = [column.title for column in self.model.columns]
        columns: list[FileColumn] = [
            (title, width, "text") for title, width in zip(titles, (9, 30, 12, 60, 30), strict=True)
        ]
        return partial(as_file, ending, self.heading(), columns, rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _state(row: _Row) -> NumberState | None:
    return row.line.entry.state if row.line is not None else None
