"""The import's last page: what came in, what did not and why; the lines left out can be saved as a list."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.register_rows import BLOCKING
from ...i18n import _, n_
from ...services.register_import import Checked, Fate, Preview, Taken
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.labels import label
from . import problem_words, words
from .import_lines import fate_text
from .import_pages import ImportPage
from .table_files import FileColumn, export_table


class ResultPage(ImportPage):
    """Told in sentences; nothing can be done here any more but saving the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Done")
        self.came_in = label("", "strong", wrap=True)
        self.left_out = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.came_in)
        column.addWidget(self.left_out)
        column.addStretch(1)

    def show_result(self, preview: Preview, taken: Taken, decisions: Mapping[int, bool]) -> None:
        said = n_(
            "{n} document came into the book “{book}”.", "{n} documents came into the book “{book}”.", taken.documents
        )
        self.came_in.setText(said.format(n=words.whole(taken.documents), book=preview.book.name))
        parts = []
        if taken.without_number:
            told = n_(
                "{n} line has no number of its own in the ledger; its text keeps what the paper says.",
                "{n} lines have no number of their own in the ledger; their text keeps what the paper says.",
                taken.without_number,
            )
            parts.append(told.format(n=words.whole(taken.without_number)))
        if missing := preview.fates.total() - taken.documents:
            told = n_("{n} line was not taken:", "{n} lines were not taken:", missing).format(n=words.whole(missing))
            parts.append(f"{told} {', '.join(_reasons(preview, decisions))}.")
        self.left_out.setText("\n\n".join(parts))


def _reasons(preview: Preview, decisions: Mapping[int, bool]) -> list[str]:
    counts = {fate: preview.fates[fate] for fate in (Fate.KNOWN, Fate.SECRET, Fate.NO_DOCUMENT)}
    counts[Fate.KNOWN] -= sum(decisions.values())  # only what is registered already is taken against the rule
    said = [f"{fate_text(fate)} {words.whole(count)}" for fate, count in counts.items() if count]
    if own := sum(not wanted for wanted in decisions.values()):
        said.append(_("left out by you {n}").format(n=words.whole(own)))
    return said


def export_left_out(
    shell: Shell, owner: QWidget, preview: Preview, is_taken: Callable[[Checked], bool], banner: Banner
) -> None:
    """The lines that did not come in, each with the reason, to be looked at in the file or entered by hand."""
    columns: list[FileColumn] = [
        (_("Row"), 8, "number"),
        (_("Why not"), 34, "text"),
        (_("Number, code"), 20, "text"),
        (_("Dated"), 12, "date"),
        (_("Issuer"), 30, "text"),
        (_("Subject"), 60, "text"),
    ]
    rows = [_left_out(each) for each in preview.rows if not is_taken(each)]
    export_table(shell, owner, _("Lines that were not taken in"), "dong-khong-nhap", columns, rows, banner)


def _left_out(checked: Checked) -> list[object]:
    row = checked.row
    subject = "" if checked.fate is Fate.SECRET else " ".join(row.subject.split())
    return [row.source_row, _why_not(checked), row.code, row.day, row.issuer, subject]


def _why_not(checked: Checked) -> str:
    if checked.fate is Fate.TAKE:
        return _("left out by you")
    stopped = [problem for problem in checked.row.problems if problem.kind in BLOCKING]
    return " ".join(map(problem_words.sentence, stopped)) or fate_text(checked.fate)
