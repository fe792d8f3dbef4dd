"""The import's page of lines: what becomes of each, what needs a look in words, and the clerk's decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.numbering import number_text
from ...domain.register_fields import Field
from ...domain.register_rows import ProblemKind
from ...i18n import _, n_
from ...services.register_import import Checked, Fate, Preview
from ..screen import Shell
from ..widgets.labels import label
from ..widgets.table import Column, Table, TableModel
from . import problem_words, words
from .import_pages import ImportPage

#: So many lines are shown at once; the counts are of all.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A line and whether it will be taken."""

    checked: Checked
    taken: bool

    @property
    def is_open(self) -> bool:
        """Whether the clerk may decide about it."""
        return self.checked.fate in (Fate.TAKE, Fate.KNOWN)


class LinesPage(ImportPage):
    """Space takes a line in or leaves it out; one without a document, or a secret one, is never taken."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("4. The lines")
        self.help_text = _("Nothing is put right by itself: what is written comes in as it is written.")
        self._shell = shell
        self._asked = 0
        self.preview: Preview | None = None
        self.decisions: dict[int, bool] = {}  # by source row, against what would become of it
        self.summary = label("", "strong", wrap=True)
        self.notes = label("", "muted", wrap=True)
        self.only = QCheckBox(_("Only lines with problems"))
        self.only.toggled.connect(lambda _on: self._load())
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Kind of problem"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(lambda _at: self._choose_kind())
        self.model = TableModel[Shown](_columns(), lambda shown: shown.checked.row.source_row, self)
        self.model.edited.connect(self._decide)
        self.table = Table[Shown](self.model, _("Lines of the file"))
        self.table.chosen.connect(self._tell)
        self.detail = label("", wrap=True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(self.detail.fontMetrics().height() * 2)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.only)
        row.addWidget(self.kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.notes)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)

    @property
    def taken(self) -> int:
        """How many lines come in: by the rule, and with what the clerk decided against it."""
        if self.preview is None:
            return 0
        return self.preview.fates[Fate.TAKE] + sum(1 if wanted else -1 for wanted in self.decisions.values())

    @property
    def ready(self) -> bool:
        return self.taken > 0

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview | None) -> None:
        """What a file would bring; None: nothing was read yet."""
        self.preview = preview
        self.decisions = {}
        self.kinds.clear()
        self.model.set_rows([])
        if preview is not None:
            self.kinds.addItem(_("Every kind of problem"), None)
            for kind, count in preview.problems.most_common():
                self.kinds.addItem(f"{problem_words.kind(kind)} ({words.whole(count)})", kind)
            self.only.setChecked(bool(preview.problems))
            self.notes.setText(" ".join(_notes(preview)))
            self.notes.setVisible(bool(self.notes.text()))
            self._load()
        self._count()

    def _choose_kind(self) -> None:
        if self.kinds.currentData() is not None and not self.only.isChecked():
            self.only.setChecked(True)  # loads too
        else:
            self._load()

    def _load(self) -> None:
        """Reads the lines to show beside the window's work: those of a kind may stand at the end of a long file."""
        preview = self.preview
        if preview is None:
            return
        self._asked += 1
        asked, only, kind = self._asked, self.only.isChecked(), self.kinds.currentData()

        def work() -> list[Checked]:
            found = (each for each in preview.rows if not only or _fits(each, kind))
            return list(islice(found, MOST))

        def done(lines: Sequence[Checked]) -> None:
            if asked == self._asked:
                self._show(lines)

        self._shell.operations.read(work, on_done=done)

    def _show(self, lines: Sequence[Checked]) -> None:
        self.model.set_rows([Shown(each, self.is_taken(each)) for each in lines])
        if lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell(self.table.current_row())

    def is_taken(self, checked: Checked) -> bool:
        """By its fate, or as the clerk decided."""
        return self.decisions.get(checked.row.source_row, checked.fate is Fate.TAKE)

    def _decide(self, _old: Shown, new: Shown) -> None:
        row, usual = new.checked.row.source_row, new.checked.fate is Fate.TAKE
        if new.taken is usual:
            self.decisions.pop(row, None)
        else:
            self.decisions[row] = new.taken
        self._count()

    def _count(self) -> None:
        preview = self.preview
        if preview is not None:
            total = preview.fates.total()
            parts = [n_("{n} line", "{n} lines", total).format(n=words.whole(total))]
            parts.append(_("{n} come in").format(n=words.whole(self.taken)))
            for fate in (Fate.KNOWN, Fate.SECRET, Fate.NO_DOCUMENT):
                if count := preview.fates[fate]:
                    parts.append(f"{fate_text(fate)}: {words.whole(count)}")
            self.summary.setText(" · ".join(parts))
        self.ready_changed.emit()

    def _tell(self, shown: Shown | None) -> None:
        if shown is None:
            self.detail.setText("")
            return
        said = [problem_words.sentence(problem) for problem in shown.checked.row.problems]
        if shown.checked.fate is Fate.KNOWN:
            said.insert(0, _("This document is registered already."))
        if shown.checked.day_assumed and shown.is_open:
            said.append(_("It names no day; it stands under {day}.").format(day=words.day(shown.checked.day)))
        row = shown.checked.row.source_row
        self.detail.setText(_("Row {n}: {said}").format(n=row, said=" · ".join(said) or _("nothing to note.")))


def fate_text(fate: Fate) -> str:
    """What becomes of a line, in a few words."""
    return {
        Fate.TAKE: _("comes in"),
        Fate.NO_DOCUMENT: _("no document"),
        Fate.SECRET: _("secret, not taken"),
        Fate.KNOWN: _("registered already"),
    }[fate]


def _fits(checked: Checked, kind: ProblemKind | None) -> bool:
    if kind is not None:
        return any(problem.kind is kind for problem in checked.row.problems)
    return bool(checked.row.problems) or checked.fate is not Fate.TAKE


def _notes(preview: Preview) -> list[str]:
    said = []
    if preview.first_day is not None and preview.last_day is not None:
        first, last = words.day(preview.first_day), words.day(preview.last_day)
        said.append(_("Days from {first} to {last}.").format(first=first, last=last))
    if preview.days_outside:
        said.append(problem_words.days_outside(preview.days_outside))
    if preview.next_numbers:
        said.append(problem_words.next_numbers(preview.next_numbers))
    if preview.new_issuers:
        count = len(preview.new_issuers)
        said.append(
            n_("{n} issuer is new to the catalogue.", "{n} issuers are new to the catalogue.", count).format(
                n=words.whole(count)
            )
        )
    return said


def _columns() -> list[Column[Shown]]:
    return [
        Column("row", _("Row"), lambda s: str(s.checked.row.source_row), width=6, right=True),
        Column(
            "take",
            _("Comes in"),
            lambda s: _("comes in") if s.taken else fate_text(s.checked.fate),
            width=5,
            checked=lambda s: s.taken,
            check=lambda s, on: replace(s, taken=on) if s.is_open else s,
        ),
        Column(
            "problems",
            _("What needs a look"),
            _problems,
            width=24,
            tone=lambda s: "warning" if s.is_open else "danger",
        ),
        Column("number", _("Number"), _number, width=6, right=True),
        Column("code", _("Number, code"), lambda s: s.checked.row.code, width=15),
        Column("arrived", _("Arrived"), lambda s: words.day(s.checked.row.arrived), width=10),
        Column("day", _("Dated"), lambda s: words.day(s.checked.row.day), width=12),
        Column("issuer", _("Issuer"), lambda s: s.checked.row.issuer, width=18),
        Column("subject", _("Subject"), _subject),
    ]


def _number(shown: Shown) -> str:
    row = shown.checked.row
    if row.arrival_number is not None:
        return number_text(row.arrival_number, row.arrival_suffix)
    return row.cells.get(Field.LINE, "")


def _subject(shown: Shown) -> str:
    row = shown.checked.row
    otherwise = next(iter(row.cells.values()), "") if shown.checked.fate is Fate.NO_DOCUMENT else ""
    return " ".join((row.subject or otherwise).split())


def _problems(shown: Shown) -> str:
    said = [problem_words.kind(problem.kind) for problem in shown.checked.row.problems]
    if shown.checked.fate is Fate.KNOWN:
        said.insert(0, fate_text(Fate.KNOWN))
    return "; ".join(dict.fromkeys(said))
