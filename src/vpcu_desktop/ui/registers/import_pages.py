"""The first pages of the import of a register: which file and sheet, and what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.register_fields import Field
from ...i18n import _, n_
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from . import problem_words, words

if TYPE_CHECKING:
    from ...intake.registers import RegisterFile

_SAMPLES = 3

#: What a column of a register may be read as, in the order in which it is offered.
TAKEN = (
    Field.LINE,
    Field.ARRIVED,
    Field.ARRIVAL_NUMBER,
    Field.ISSUER,
    Field.CODE,
    Field.DAY,
    Field.CODE_AND_DAY,
    Field.TYPE,
    Field.SUBJECT,
    Field.TYPE_AND_SUBJECT,
    Field.IDENTITY,
    Field.SIGNER,
    Field.RECIPIENTS,
    Field.RECEIVER,
    Field.KEPT_BY,
    Field.COPIES,
    Field.PAGES,
    Field.HANDED_ON,
    Field.SECRECY,
    Field.URGENCY,
    Field.DUE,
    Field.NOTE,
)


class ImportPage(QWidget):
    """A page of the wizard. `ready` says whether the clerk can go on from it."""

    ready_changed = Signal()
    title = ""
    help_text = ""

    @property
    def ready(self) -> bool:
        return True

    def begin(self) -> None:
        """The page came to the front: the focus goes where work begins."""


class FilePage(ImportPage):
    """A file is typed, chosen or dropped; then its sheet is chosen if it has several."""

    file_wanted = Signal(object)  # Path
    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("1. The file")
        self.help_text = _("An Excel workbook, a CSV file or a saved page with a register, one line a document.")
        self.setAcceptDrops(True)
        self.path = QLineEdit()
        self.path.setPlaceholderText(_("Type where the file is, choose it, or drop it here"))
        self.path.returnPressed.connect(self._read)
        self.choose_button = button(_("Choose the file…"), self.choose)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.activated.connect(lambda _at: self.sheet_wanted.emit(self.sheets.currentText()))
        self.found = label("", wrap=True)
        self.register: RegisterFile | None = None
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose_button)
        line.setFocusProxy(self.path)
        form = Form()
        form.add(_("File"), line)
        form.add(_("Sheet"), self.sheets)
        form.add_widget(self.found)
        form.finish()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.path.setAccessibleName(_("File"))
        self._show_sheets(False)

    @property
    def ready(self) -> bool:
        return self.register is not None

    def begin(self) -> None:
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        kinds = _("Registers (*.xlsx *.xls *.csv *.txt *.htm *.html *.docx);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose the register's file"), self.path.text(), kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Asks for this file to be read."""
        self.path.setText(str(path))
        self.show_file(None)
        self.file_wanted.emit(path)

    def show_file(self, file: "RegisterFile | None") -> None:
        """Shows what was found in the file; None: nothing yet."""
        self.register = file
        if file is not None:
            self.sheets.clear()
            self.sheets.addItems(file.sheets)
            self.sheets.setCurrentText(file.sheet)
        self._show_sheets(file is not None and len(file.sheets) > 1)
        self.found.setText(_found(file) if file is not None else "")
        self.ready_changed.emit()

    def _show_sheets(self, shown: bool) -> None:
        box = self.sheets.parentWidget()
        if box is not None:
            box.setVisible(shown)

    def _read(self) -> None:
        text = self.path.text().strip().strip('"')
        if text:
            self.take(Path(text).expanduser())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(Path(paths[0]))


def _found(file: "RegisterFile") -> str:
    parts = []
    if file.row_count is not None:
        parts.append(n_("About {n} line.", "About {n} lines.", file.row_count).format(n=words.whole(file.row_count)))
    if file.header_rows:
        first, last = file.header_rows[0], file.header_rows[-1]
        where = _("row {n}").format(n=first) if first == last else _("rows {a} to {b}").format(a=first, b=last)
        parts.append(
            _("The headings stand in {where}; the lines begin in row {n}.").format(where=where, n=file.first_row)
        )
    else:
        parts.append(_("No headings were found; the columns are told by what stands in them."))
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Source:
    index: int
    title: str
    samples: str
    field: Field | None


class ColumnsPage(ImportPage):
    """What each column of the file holds: guessed or remembered, put right by the clerk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("2. The columns")
        self.help_text = _("What each column holds was guessed. Enter on a line chooses another meaning, or none.")
        none = _("– is not taken –")
        choices = [("", none), *((field.value, problem_words.field(field)) for field in TAKEN)]
        self.model = TableModel[_Source](
            [
                Column("column", _("Column"), lambda s: _letters(s.index), width=7),
                Column("title", _("Its heading in the file"), lambda s: s.title or _("(none)"), width=30),
                Column(
                    "field",
                    _("What it holds"),
                    lambda s: problem_words.field(s.field) if s.field else none,
                    width=30,
                    tone=lambda s: "" if s.field else "muted",
                    change=lambda s, value: replace(s, field=Field(value) if value else None),
                    choices=choices,
                ),
                Column("samples", _("What stands in it"), lambda s: s.samples),
            ],
            lambda source: source.index,
            self,
        )
        self.table = Table[_Source](self.model, _("Columns of the file"))
        self.model.edited.connect(self._change)
        self.said = label("", "warning", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)

    @property
    def mapping(self) -> dict[Field, int]:
        return {source.field: source.index for source in self.model.rows if source.field is not None}

    @property
    def ready(self) -> bool:
        return bool(_ENOUGH & self.mapping.keys())

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 2))

    def show_file(self, file: "RegisterFile", mapping: Mapping[Field, int]) -> None:
        """The columns of a file with what they are taken to hold."""
        meant = {index: field for field, index in mapping.items()}
        self.model.set_rows(
            [_Source(each.index, each.title, _samples(each.samples), meant.get(each.index)) for each in file.columns]
        )
        self.table.setCurrentIndex(self.model.index(0, 2))
        self._tell()

    def _change(self, _old: _Source, new: _Source) -> None:
        """A fact stands in one column only: the one that had it lets go."""
        self.model.set_rows(
            [
                replace(each, field=None) if each.index != new.index and each.field is new.field else each
                for each in self.model.rows
            ]
        )
        self._tell()

    def _tell(self) -> None:
        self.said.setText(
            "" if self.ready else _("Say at least which column holds the number and code, or the subject.")
        )
        self.said.setVisible(not self.ready)
        self.ready_changed.emit()


_ENOUGH = frozenset({Field.CODE, Field.CODE_AND_DAY, Field.SUBJECT, Field.TYPE_AND_SUBJECT, Field.IDENTITY})


def _letters(index: int) -> str:
    """`A`, `B`, …, `AA`, as a spreadsheet names a column."""
    name, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _samples(samples: Sequence[str]) -> str:
    return " · ".join(dict.fromkeys(" ".join(text.split())[:60] for text in samples[: _SAMPLES * 4]))
