"""The reports' screen: which report, of which period; bars where looking is quicker than reading, figures always."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.roles import Action, may
from ...i18n import _, speaking
from ...services.changes import Changes, Kind
from ...services.forms import letterhead
from ..actions import Command
from ..paper.pdf_preview import PdfPreview
from ..registers.table_files import export_table
from ..screen import Screen, Shell
from ..widgets.banner import Banner
from ..widgets.chips import ChoiceRow
from ..widgets.labels import button, label
from .kinds import ReportKind, kinds
from .period_bar import PeriodBar
from .section_view import SectionView
from .sections import Report, exported, paper_parts

_MOST_WIDTH = 1240


class ReportsScreen(Screen):
    """Each report is read beside the window's work; an answer to an older question is dropped."""

    id = "reports"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Reports"))
        self._asked = 0
        self._stale = True
        self.report: Report | None = None
        self.sections: list[SectionView] = []
        self._kinds: dict[str, ReportKind] = {}
        self.which = self._made_choice()
        self.period = PeriodBar(self.session)
        self.period.changed.connect(self._load)
        self.note = label("", "muted", wrap=True)
        self.banner = Banner()
        self.print_button = button(_("Print the report…"), self.print_report, "primary")
        self.add_to_header(button(_("Check the numbers…"), self.check_numbers), self.print_button)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setAccessibleName(_("The report"))
        self._page.setProperty("area", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(8)
        for part in (self.which, self.period, self.note, self.banner):
            column.addWidget(part)
        self._column = column
        column.addWidget(self._page, 1)
        self._choose(load=False)

    @property
    def kind(self) -> ReportKind:
        return self._kinds[self.which.current]

    def commands(self) -> Sequence[Command]:
        group = _("Reports")

        def some() -> bool:
            return self.report is not None

        def exports() -> bool:
            return some() and may(self.session.role, Action.EXPORT)

        def offered(key: str) -> bool:
            return key in self._kinds

        return (
            Command("reports.before", _("The period before"), lambda: self._step(-1), "Alt+Left", "left", group),
            Command("reports.after", _("The period after"), lambda: self._step(1), "Alt+Right", "right", group),
            Command("reports.print", _("Print the report…"), self.print_report, "Ctrl+P", "print", group, some),
            Command("reports.export", _("Export the figures…"), self.export, "Ctrl+Shift+E", "save", group, exports),
            Command("reports.numbers", _("Check the numbers…"), self.check_numbers, icon="check", group=group),
            Command(
                "reports.books", _("Close the books of a year or term…"), self.close_books, icon="lock", group=group
            ),
            *(
                Command(
                    f"reports.{kind.key}",
                    kind.title,
                    partial(self.go_to, kind.key),
                    group=group,
                    enabled=partial(offered, kind.key),
                )
                for kind in kinds(cleared=True)
            ),
        )

    def activated(self) -> None:
        self._offer_anew()
        if self._stale:
            self._load()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_part(self) -> bool:
        inside = self.window().focusWidget()
        if (inside is not None and self._page.isAncestorOf(inside)) or inside is self._page:
            return False
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def refresh(self, changes: Changes) -> None:
        if self.isVisible():
            self._offer_anew()
        if changes.kinds & {Kind.REGISTER, Kind.BOOKS, Kind.PROGRAMMES}:
            if self.isVisible():
                self._load()
            else:
                self._stale = True

    def go_to(self, target: object) -> None:
        """A report by its key."""
        if isinstance(target, str) and target in self._kinds:
            self.which.select(target)

    # What the clerk does

    def check_numbers(self) -> None:
        """Missing and double numbers are looked for where books and series are kept."""
        self.shell.go("books", "series")

    def close_books(self) -> None:
        """The closing sentence of a year or term is written where the books are kept."""
        self.shell.go("books", "books")

    def print_report(self) -> None:
        """The report as a paper with its charts, counted now; in Vietnamese whatever the window speaks."""
        session, period, kind = self.session, self.period.period, self.kind
        if self.report is None:
            return

        def make() -> bytes:
            from ...output.report_pdf import report_pdf

            if kind.paper is not None:
                return kind.paper(session, period)
            head = letterhead(session, session.today())
            with speaking("vi"):
                report = kind.make(session, period)
                words = period.words if kind.by_period else ""
                return report_pdf(head, report.title.upper(), words, paper_parts(report, _("Sum")))

        PdfPreview(self.shell, self.report.title, f"bao-cao-{self.kind.key}", make, self.window()).open()

    def export(self) -> None:
        """All sections under one another, each line with the section that it belongs to."""
        report = self.report
        if report is None:
            return
        columns, rows = exported(report)
        title = f"{report.title}\n{self.period.period.words}" if self.kind.by_period else report.title
        export_table(self.shell, self, title, f"bao-cao-{self.kind.key}", columns, rows, self.banner)

    # Inner workings

    def _made_choice(self) -> ChoiceRow:
        self._kinds = {kind.key: kind for kind in kinds(cleared=self.session.secret is not None)}
        made = ChoiceRow([(kind.key, kind.title) for kind in self._kinds.values()], _("Which report"))
        made.chosen.connect(lambda _key: self._choose())
        return made

    def _offer_anew(self) -> None:
        """The secret books were opened or closed since: other reports are offered, and this one counts anew."""
        if ("levels" in self._kinds) == (self.session.secret is not None):
            return
        before, key = self.which, self.which.current
        self.which = self._made_choice()
        if key in self._kinds:
            self.which.select(key)
        self._column.replaceWidget(before, self.which)
        before.hide()
        before.deleteLater()
        self._choose()

    def _step(self, step: int) -> None:
        if self.period.isVisible():
            self.period.step(step)

    def _choose(self, *, load: bool = True) -> None:
        self.period.setVisible(self.kind.by_period)
        self._page.verticalScrollBar().setValue(0)
        self.report = None
        if load:
            self._load()

    def _load(self) -> None:
        self._asked += 1
        asked, session, make, period = self._asked, self.session, self.kind.make, self.period.period
        self._stale = False

        def done(report: Report) -> None:
            if asked == self._asked:
                self._show(report)

        self.shell.operations.read(lambda: make(session, period), on_done=done)

    def _show(self, report: Report) -> None:
        self.report = report
        self.note.setText(report.note)
        self.note.setVisible(bool(report.note))
        inner = QWidget()
        inner.setProperty("area", "surface")
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 8, 16, 16)
        column = QVBoxLayout()
        across.addLayout(column, 100)
        self.sections = [SectionView(report, section) for section in report.sections]
        for view in self.sections:
            view.setMaximumWidth(_MOST_WIDTH)
            column.addWidget(view)
        column.addStretch(1)
        across.addStretch(1)
        at = self._page.verticalScrollBar().value()
        self._page.setWidget(inner)
        self._page.verticalScrollBar().setValue(at)
        self.shell.actions.refresh()
