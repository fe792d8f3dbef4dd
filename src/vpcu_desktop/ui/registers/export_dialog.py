"""What of a list leaves the program, as which file, and where to; secret lines never do."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget
from shiboken6 import isValid

from ...domain.lines import Line
from ...i18n import _, n_
from ..saving import ask_path, save_file
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.chips import ChoiceRow
from ..widgets.dialog_column import lay_out
from ..widgets.growing import GrowingDialog
from ..widgets.labels import button, label
from . import words
from .chips import chip_text
from .columns import Column
from .table_files import as_file, file_kinds
from .taking import is_secret, lines_of

if TYPE_CHECKING:
    from .list_view import RegisterList


class ExportDialog(GrowingDialog):
    """The list as it is narrowed and ordered, or the chosen rows; with the columns that are shown."""

    def __init__(self, shell: Shell, shown: "RegisterList", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export the list"))
        self._shell, self._list = shell, shown
        self._query, self._sort = shown.query, shown.sort
        self._view, self._ranges = shown.view, shown.table.selected_ranges()
        self._seen = shown.model.lines_here(self._ranges)  # the list goes on under the dialog
        self.format = ChoiceRow(
            (("xlsx", _("Excel workbook")), ("pdf", _("PDF, to print")), ("csv", _("CSV, for other programs"))),
            _("Kind of file"),
        )
        several = shown.chosen_count > 1
        self.whole, self.part = QRadioButton(_("The whole list")), QRadioButton(_("Only the chosen rows"))
        self.part.setVisible(several)
        (self.part if several else self.whole).setChecked(True)
        self.banner = Banner()
        self.save_button = button(_("Save as…"), self._choose, "primary")
        self.save_button.setDefault(True)
        self._build()
        self._count(several=several)

    def _count(self, *, several: bool) -> None:
        """Says how many lines will stand in the file, as soon as the secret ones are counted out."""
        from ...services import find

        session, query, sort, secret = self._shell.session, self._query, self._sort, self._shell.session.secret

        def work() -> tuple[int, int]:
            chosen = sum(last - first + 1 for first, last in self._ranges)
            if secret is not None and several:
                chosen = len(self._chosen())
            return find.leaving(session, query, sort).total, chosen

        self._shell.operations.read(work, on_done=lambda counts: self._say_counts(*counts) if isValid(self) else None)

    def _say_counts(self, total: int, chosen: int) -> None:
        whole = n_("The whole list: {n} document", "The whole list: {n} documents", total)
        part = n_("Only the chosen row", "Only the {n} chosen rows", chosen)
        self.whole.setText(whole.format(n=words.whole(total)))
        self.part.setText(part.format(n=words.whole(chosen)))

    def _chosen(self) -> list[Line]:
        """The chosen lines that may leave the program."""
        found = lines_of(self._view, self._ranges, self._seen) if self._view is not None else ()
        return [line for line in found if not is_secret(line)]

    def _build(self) -> None:
        names = ", ".join(column.title for column in self._list.model.columns)
        shown = _("Columns as shown: {names}").format(names=names)
        kept = _("Secret documents are left out. The file is not encrypted: keep it as you keep paper.")
        parts = (
            self.banner,
            label(_("Kind of file"), "strong"),
            self.format,
            label(_("What goes into it"), "strong"),
            self.whole,
            self.part,
            label(shown, "muted", wrap=True),
            label(kept, "muted", wrap=True),
        )
        lay_out(self, parts, self.save_button, spacing=8)

    def title(self) -> str:
        """The heading of the file: what the list is, and what narrows it in a second line."""
        name = words.direction(self._list.direction) if self._list.direction else _("Documents")
        narrowed = [chip_text(chip) for chip in self._query.chips if chip not in self._list.fixed]
        if self._query.text:
            narrowed.append(f"“{self._query.text}”")
        return "\n".join(filter(None, (name, " · ".join(narrowed))))

    def _choose(self) -> None:
        ending = f".{self.format.current}"
        name = _("documents") + f"_{self._list.today().isoformat()}"
        path = ask_path(self, self.windowTitle(), name, {ending: file_kinds()[ending]})
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Writes the file off the window's thread; what came of it stands in the banner."""
        kind, columns, today, title = self.format.current, self._list.model.columns, self._list.today(), self.title()
        lines = self._lines()
        save_file(self._shell.operations, path, lambda: _file(f".{kind}", title, columns, today, lines()), self.banner)

    def _lines(self) -> Callable[[], Iterable[Line]]:
        """What reads the lines, when the time has come; the trail tells how many left."""
        from ...services import find

        session, query, sort = self._shell.session, self._query, self._sort
        if not self.part.isChecked():
            return lambda: find.lines(session, query, sort)

        def chosen() -> Iterable[Line]:
            found = self._chosen()
            find.export_noted(session, len(found), query)
            return found

        return chosen


def _file(ending: str, title: str, columns: tuple[Column, ...], today: date, lines: Iterable[Line]) -> bytes:
    rows = (_row(columns, line, today) for line in lines if not is_secret(line))
    return as_file(ending, title, [(column.title, column.width or 60, column.kind) for column in columns], rows)


def _row(columns: tuple[Column, ...], line: Line, today: date) -> list[object]:
    return [column.value(line) if column.value else column.cell(line, today) for column in columns]
