"""The number series: whose, what they count, for how long, and the next number of each."""

from collections.abc import Callable, Sequence

from ...domain.document_types import DocumentTypes
from ...domain.numbering import Direction, Series, number_text
from ...domain.organisations import Organisation
from ...domain.roles import Action, may
from ...i18n import _
from ...services import book_overview, numbering, organisations, rules
from ...services.book_overview import SeriesLine
from ..actions import Command
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.table import Column
from . import words
from .list_view import ListView
from .number_tasks import ReserveTask, StartNumberTask
from .side import Details
from .term_tasks import CongressTask, NewTermTask, OpenSeriesTask, PolicyTask

_Lines = tuple[tuple[SeriesLine, ...], DocumentTypes]


class SeriesView(ListView[SeriesLine]):
    """Enter opens the ledger of a series."""

    def __init__(self, shell: Shell) -> None:
        self.types = rules.document_types()
        today = shell.session.today()

        def muted(line: SeriesLine) -> str:
            return "" if line.series.counts_on(today) else "muted"

        columns = [
            Column[SeriesLine]("group", _("Numbers"), lambda s: words.what(s.series, self.types, today), tone=muted),
            Column("organ", _("Whose"), lambda s: s.code or s.organ, width=9, tone=muted),
            Column("name", _("Counts for"), lambda s: s.series.name, width=18, tone=muted, spare=2),
            Column(
                "span",
                _("Days"),
                lambda s: words.span(s.series.first_day, s.series.last_day),
                width=22,
                tone=muted,
                spare=3,
            ),
            Column("next", _("Next"), lambda s: number_text(s.next), width=7, right=True, tone=muted),
            Column(
                "state",
                _("To know"),
                lambda s: words.series_state(s, today),
                width=24,
                tone=lambda s: "warning" if s.expired else muted(s),
            ),
        ]
        empty = EmptyState(_("No series yet. A series opens by itself with its first paper."))
        hint = _("Enter opens the ledger: every number and what became of it. Counters only move upwards.")
        super().__init__(shell, columns, lambda s: s.series.id, _("Number series"), empty, hint)
        self.ledger_button = self.add_verb(_("Ledger…"), lambda: self.table.opened.emit(), "primary")
        self.reserve_button = self.add_verb(_("Reserve numbers…"), self.reserve)
        self.start_button = self.add_verb(_("Start number…"), self.set_start)
        self.more = [
            self.add_verb(_("Begin in mid-term…"), self.open_series),
            self.add_verb(_("Congress…"), self.congress),
            self.add_verb(_("Rules…"), self.policy),
            self.add_verb(_("Begin a new term…"), self.new_term),
        ]
        for each in self.more:
            each.setVisible(self.manages)
        self.update_verbs()

    def name(self, line: SeriesLine) -> str:
        """What the series numbers, whose it is and for how long."""
        said = words.series_name(line.series, self.types, self.session.today())
        return f"{said} – {line.code or line.organ}"

    def load(self) -> None:
        session = self.session

        def read() -> _Lines:
            return book_overview.series_lines(session), session.document_types

        self.shell.operations.read(read, on_done=self._show)

    def _show(self, found: _Lines) -> None:
        lines, self.types = found
        self.show_rows(lines)

    def update_verbs(self) -> None:
        line = self.row
        counts = line is not None and line.series.counts_on(self.session.today())
        self.ledger_button.setEnabled(line is not None)
        for each in (self.reserve_button, self.start_button):
            each.setVisible(self.manages)
            each.setEnabled(counts)

    def tell(self, details: Details) -> None:
        line = self.row
        if line is None:
            details.show_nothing()
            return
        series, today = line.series, self.session.today()
        incoming = series.direction is Direction.INCOMING
        facts = [
            (_("Whose"), line.organ),
            (_("Numbers"), words.group(series, self.types, today)),
            (_("Papers"), _("arrival numbers") if incoming else _("outgoing papers")),
            ("", words.secrecies(series)),
            (_("Counts"), words.scope(series.scope)),
            (_("Days"), words.span(series.first_day, series.last_day)),
            (_("Next number"), number_text(line.next)),
            (_("Starts with"), number_text(series.start) if series.start > 1 else ""),
            (_("Because"), series.start_reason),
            (_("To know"), words.series_state(line, today)),
        ]
        details.show_details(f"{words.group(series, self.types, today)} – {series.name}", facts)

    def commands(self, group: str) -> Sequence[Command]:
        def counts() -> bool:
            line = self.row
            return self.manages and line is not None and line.series.counts_on(self.session.today())

        manages = lambda: self.manages  # noqa: E731
        return (
            Command("books.reserve", _("Reserve numbers…"), self.reserve, group=group, enabled=counts),
            Command("books.start", _("Set the start number…"), self.set_start, group=group, enabled=counts),
            Command("books.mid_term", _("Begin a series in mid-term…"), self.open_series, group=group, enabled=manages),
            Command("books.term", _("Begin a new term…"), self.new_term, icon="repeat", group=group, enabled=manages),
            Command("books.congress", _("Number a congress…"), self.congress, group=group, enabled=manages),
            Command("books.policy", _("How the office numbers…"), self.policy, group=group, enabled=manages),
        )

    # What the clerk does

    def reserve(self) -> None:
        if self.row is not None:
            self.ask(ReserveTask(self.shell, self.row.series, self.name(self.row), self.row.next))

    def set_start(self) -> None:
        if self.row is not None:
            self.ask(StartNumberTask(self.shell, self.row.series, self.name(self.row)))

    def open_series(self) -> None:
        """A series before its first paper; then its start number is asked for."""

        def ask(organs: tuple[Organisation, ...]) -> None:
            task = OpenSeriesTask(self.shell, organs, self.types)
            task.finished.connect(lambda result: self._ask_start(result.series, organs))
            self.ask(task)

        self._with_organs(ask)

    def _ask_start(self, series: Series, organs: Sequence[Organisation]) -> None:
        said = words.series_name(series, self.types, self.session.today())
        whose = next((each.code for each in organs if each.id == series.organ), "")
        self.ask(StartNumberTask(self.shell, series, f"{said} – {whose}"))

    def new_term(self) -> None:
        self._with_organs(lambda organs: self.ask(NewTermTask(self.shell, organs)))

    def congress(self) -> None:
        self._with_organs(lambda organs: self.ask(CongressTask(self.shell, organs)))

    def policy(self) -> None:
        session = self.session
        if may(session.role, Action.MANAGE_BOOKS):
            self.shell.operations.read(
                lambda: numbering.policy(session), on_done=lambda now: self.ask(PolicyTask(self.shell, now))
            )

    def _with_organs(self, then: Callable[[tuple[Organisation, ...]], None]) -> None:
        session, today = self.session, self.session.today()
        if self.manages:
            self.shell.operations.read(lambda: organisations.own_organs(session, today), on_done=then)
