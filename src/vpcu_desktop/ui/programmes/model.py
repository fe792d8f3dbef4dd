"""What the programmes' screen shows: one body's programme for one period, and all that is derived from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from ...domain.marks import Mark
from ...domain.periods import Period, PeriodKind
from ...domain.programme_rules import Finding, item_marks, unplaced
from ...domain.programmes import Item, ProgrammeSheet
from ...domain.roles import Action, may
from ...domain.schedule import BodyId
from ...services import programmes
from ...services.changes import Changes, Kind
from ...services.programme_overview import Overview, overview
from ...services.session import OfficeSession
from ..screen import Shell

_SHOWN = frozenset({Kind.PROGRAMMES, Kind.SCHEDULE, Kind.OFFICE, Kind.BOOKS, Kind.CALENDAR})


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme with its marks of change, findings and what is placed nowhere yet."""

    sheet: ProgrammeSheet
    findings: tuple[Finding, ...]
    marks: dict[str, Mark]
    unplaced: frozenset[str]  # ids of items

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.sheet.items if item.id == item_id), None)


class ProgrammeModel(QObject):
    """Reads and changes; every change runs off the window's thread."""

    changed = Signal()  # it was read again

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.period = Period.of(PeriodKind.MONTH, self.today)
        self.body = self._first_body()
        self._facts: ProgrammeFacts | None = None
        self.shows_overview = False  # whether a painted view is in front, which needs more than the programme
        self.overview: Overview | None = None

    def _first_body(self) -> BodyId:
        """The one with a programme of this month, or of the time round it."""
        stored = [each for each in programmes.stored(self.session) if self.today in each.period]
        known = [each.id for each in self.session.bodies]
        nearest = max(stored, key=lambda each: each.kind.rank, default=None)
        return nearest.body if nearest is not None and nearest.body in known else known[0]

    @property
    def session(self) -> OfficeSession:
        return self.shell.session

    @property
    def today(self) -> date:
        return self.session.today()

    @property
    def may_edit(self) -> bool:
        return may(self.session.role, Action.EDIT_SCHEDULE)

    @property
    def facts(self) -> ProgrammeFacts:
        if self._facts is None:
            self._facts = self._read()
        return self._facts

    @property
    def sheet(self) -> ProgrammeSheet:
        return self.facts.sheet

    def turn_to(self, period: Period, body: BodyId | None = None) -> None:
        """Another programme; `reload` reads it."""
        self.period = period
        if body is not None and any(each.id == body for each in self.session.bodies):
            self.body = body

    def reload(self) -> None:
        """Reads the programme again and tells everybody. Raises KnownError."""
        if all(each.id != self.body for each in self.session.bodies):
            self.body = self.session.bodies[0].id
        self._facts = self._read()
        self.overview = self._read_overview() if self.shows_overview else None
        self.changed.emit()

    def item(self, item_id: str) -> Item | None:
        """An item of the programme, or of another one that the view in front shows."""
        found = self.facts.item(item_id)
        return found or (self.overview.item(item_id) if self.overview is not None else None)

    def concerned(self, changes: Changes) -> bool:
        """Whether a change may show here."""
        return bool(changes.kinds & _SHOWN)

    def _read(self) -> ProgrammeFacts:
        sheet = programmes.sheet(self.session, self.body, self.period)
        found = programmes.sheet_findings(self.session, sheet)
        nowhere = frozenset(each.item.id for each in unplaced(sheet))
        return ProgrammeFacts(sheet, found, item_marks(sheet), nowhere)

    def _read_overview(self) -> Overview:
        """Of a term all bodies stand beside each other."""
        term = self.period.kind is PeriodKind.TERM
        return overview(self.session, self.period, None if term else self.body)

    # Changing

    def run(
        self, work: Callable[[], object], on_done: Callable[[object], object] | None = None, *, label: str = ""
    ) -> None:
        self.shell.operations.run(work, on_done=on_done, label=label)

    def add(self, items: Sequence[Item], on_done: Callable[[object], object] | None = None) -> None:
        session, body, period = self.session, self.body, self.period
        self.run(lambda: programmes.add(session, body, period, items), on_done)

    def change(
        self,
        before: Sequence[Item],
        after: Sequence[Item],
        on_done: Callable[[object], object] | None = None,
        *,
        label: str = "change_items",
    ) -> None:
        session = self.session
        if list(before) == list(after):
            if on_done is not None:
                on_done(None)
            return
        self.run(lambda: programmes.change(session, before, after, label=label), on_done)

    def is_approved(self, item: Item) -> bool:
        """Whether its readers know it from an approved version."""
        published = self.sheet.published
        return published is not None and any(each.id == item.id for each in published.items)

    def keep(self, finding: Finding, reason: str) -> None:
        session, programme = self.session, self.sheet.programme
        self.run(lambda: programmes.keep_finding(session, programme, finding, reason))
