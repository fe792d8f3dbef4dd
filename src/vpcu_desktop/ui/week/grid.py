"""What a week view shows, as plain values: rows, columns, cells and cards, and how the arrows step through them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from ...domain.almanac import DayInfo
from ...domain.conflicts import Conflict, ConflictKind, people_of
from ...domain.directory import Directory, Entry, EntryKind, unknown_names
from ...domain.marks import Mark, MarkKind
from ...domain.schedule import NEUTRAL_PHRASE, Activity, ActivityId, Status, WeekSheet
from ...domain.text import matches
from ...domain.times import Session
from ...i18n import _
from . import words


class ViewKind(Enum):
    """The ways to look at one week; all share the selection."""

    BOARD = "board"  # days × sessions
    LEADERS = "leaders"  # days × leaders
    AGENDA = "agenda"
    DAY = "day"


@dataclass(frozen=True)
class WeekFacts:
    """One week and all that is derived from it; the one value that every part of the screen reads."""

    sheet: WeekSheet
    directory: Directory
    days: dict[date, DayInfo]
    marks: dict[ActivityId, Mark] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    @cached_property
    def warnings(self) -> dict[ActivityId, tuple[str, ...]]:
        """The words of each activity's open conflicts, each once."""
        found: dict[ActivityId, dict[str, None]] = {}
        of_kind = {kind: words.warning(kind) for kind in ConflictKind}
        for conflict in self.conflicts:
            word = of_kind[conflict.kind]
            if word and not conflict.kept:
                for activity in conflict.activities:
                    found.setdefault(activity, {})[word] = None
        return {activity: tuple(of_it) for activity, of_it in found.items()}

    @cached_property
    def shown(self) -> tuple[Activity, ...]:
        """All that takes up days of this week, in order: also what goes on from an earlier week, changed there only."""
        return tuple(sorted((*self.sheet.activities, *self.sheet.carried), key=lambda a: a.order))

    def activity(self, activity: ActivityId | None) -> Activity | None:
        """One of this week's own."""
        return next((a for a in self.sheet.activities if a.id == activity), None)


@dataclass(frozen=True, slots=True)
class Card:
    """An activity as a view words it. A secret one shows its time, its leader and the neutral phrase."""

    activity: Activity
    time: str
    chair: str
    content: str
    place: str
    mark: str = ""
    mark_kind: MarkKind | None = None
    warnings: tuple[str, ...] = ()
    struck: bool = False

    @property
    def spoken(self) -> str:
        """The whole card for a screen reader and a tooltip."""
        pieces = (
            words.day_range(self.activity.day, self.activity.last_day),
            self.time or words.session(self.activity.session),
            self.chair,
            self.content,
            self.place,
            self.mark,
            *self.warnings,
        )
        return " · ".join(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class Column:
    """A day of the header; a collapsed one is a sliver."""

    day: date
    info: DayInfo
    today: bool = False
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A session, a leader, or in the agenda a part of a day."""

    title: str
    session: Session | None = None
    leader: Entry | None = None
    collapsed: bool = False
    day: date | None = None  # agenda only, like all below
    name: str = ""  # the day's name, if it stands above this row
    today: bool = False
    detail: str = ""  # lunar date and holiday beside it
    idle: str = ""  # what an empty row says

    @property
    def opens_day(self) -> bool:
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Block:
    """A card in its place: a row and the columns it spans."""

    card: Card
    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor stands: a cell, and in it a card or (None) the cell itself."""

    row: int
    column: int
    activity: ActivityId | None = None


@dataclass(frozen=True)
class Grid:
    """A view's rows, columns and cards."""

    kind: ViewKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    notes: dict[tuple[int, int], str] = field(default_factory=dict)  # row and column → why a leader is away

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[Block]]:
        cells: dict[tuple[int, int], list[Block]] = {}
        for block in self.blocks:
            for column in range(block.first, block.last + 1):
                cells.setdefault((block.row, column), []).append(block)
        return cells

    def cell(self, row: int, column: int) -> tuple[Block, ...]:
        """The cards of a cell, top to bottom."""
        return tuple(self._cells.get((row, column), ()))

    def day_of(self, spot: Spot) -> date:
        """The day that a cell belongs to."""
        return self.rows[spot.row].day or self.columns[spot.column].day

    def block_at(self, spot: Spot) -> Block | None:
        return next((b for b in self.cell(spot.row, spot.column) if b.card.activity.id == spot.activity), None)

    def find(self, activity: ActivityId | None, near: date | None = None) -> Spot | None:
        """Where an activity stands, on the day asked for if it is there too."""
        found = [b for b in self.blocks if b.card.activity.id == activity]
        for block in found:
            for column in range(block.first, block.last + 1):
                if (self.rows[block.row].day or self.columns[column].day) == near:
                    return Spot(block.row, column, activity)
        return Spot(found[0].row, found[0].first, activity) if found else None

    def spot(self, day: date, session: Session | None) -> Spot:
        """The cell of a day and session, or the nearest one there is."""
        column = next((n for n, c in enumerate(self.columns) if c.day == day), 0)
        rows = [
            n
            for n, row in enumerate(self.rows)
            if (row.session is session or session is None) and row.day in (None, day)
        ]
        rows = rows or [n for n, row in enumerate(self.rows) if row.day == day] or [0]
        return Spot(rows[0], column)

    def step(self, spot: Spot, across: int, down: int) -> Spot:
        """Where an arrow key leads; the edge of the grid holds."""
        return self._across(spot, across) if across else self._down(spot, down)

    def _down(self, spot: Spot, way: int) -> Spot:
        here = [b.card.activity.id for b in self.cell(spot.row, spot.column)]
        if spot.activity in here and 0 <= here.index(spot.activity) + way < len(here):
            return Spot(spot.row, spot.column, here[here.index(spot.activity) + way])
        row = spot.row + way
        if not 0 <= row < len(self.rows):
            return spot
        there = self.cell(row, spot.column)
        return Spot(row, spot.column, there[0 if way > 0 else -1].card.activity.id if there else None)

    def _across(self, spot: Spot, way: int) -> Spot:
        block = self.block_at(spot)
        column = spot.column + way
        if block is not None:
            column = block.last + 1 if way > 0 else block.first - 1
        if not 0 <= column < len(self.columns):
            return spot
        here = [b.card.activity.id for b in self.cell(spot.row, spot.column)]
        index = here.index(spot.activity) if spot.activity in here else 0
        there = self.cell(spot.row, column)
        return Spot(spot.row, column, there[min(index, len(there) - 1)].card.activity.id if there else None)


def make_card(activity: Activity, facts: WeekFacts) -> Card:
    """How an activity is worded on a card."""
    mark = facts.marks.get(activity.id)
    word = words.mark(mark.kind) if mark else ""
    if not word and activity.status in (Status.POSTPONED, Status.CANCELLED):
        word = words.mark(MarkKind(activity.status.value))
    return Card(
        activity,
        words.times(activity),
        short_chair(activity, facts.directory),
        NEUTRAL_PHRASE if activity.secret else " ".join(activity.content.split()),
        "" if activity.secret else short_place(activity, facts.directory),
        word,
        mark.kind if mark else MarkKind(activity.status.value) if word else None,
        facts.warnings.get(activity.id, ()),
        not activity.status.takes_place,
    )


def short_chair(activity: Activity, directory: Directory) -> str:
    """The chair by the office's short names; as written if the directory does not know all of it."""
    return _short(activity.chair, EntryKind.PERSON, directory.people_in(activity.chair), directory)


def short_place(activity: Activity, directory: Directory) -> str:
    """The place by the office's short names, likewise."""
    return _short(activity.place, EntryKind.ROOM, directory.rooms_in(activity.place), directory)


def _short(text: str, kind: EntryKind, known: tuple[Entry, ...], directory: Directory) -> str:
    if not known or unknown_names(directory, kind, [text]):
        return " ".join(text.split())
    return ", ".join(entry.label for entry in known)


def shown_days(sheet: WeekSheet) -> tuple[date, ...]:
    """The days of the week, and those outside it that the schedule's own range or an activity reaches."""
    week = sheet.schedule.week
    first = max(min(sheet.schedule.first_day, week.monday), week.monday - timedelta(days=7))
    last = min(max(sheet.schedule.last_day, week.sunday), week.sunday + timedelta(days=7))
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return tuple(sorted(days | {activity.day for activity in sheet.activities}))


def _columns(facts: WeekFacts, today: date, collapse: bool) -> tuple[Column, ...]:
    busy = {day for a in facts.shown for day in facts.days if a.on(day)}
    return tuple(
        Column(
            day,
            facts.days[day],
            day == today,
            collapse and day.weekday() >= 5 and day not in busy and not facts.days[day].swapped_working,
        )
        for day in shown_days(facts.sheet)
    )


def _wanted(cards: Iterable[Card], query: str) -> list[Card]:
    return [card for card in cards if not query or matches(query, f"{card.spoken} {card.activity.participants}")]


def _span(activity: Activity, columns: tuple[Column, ...]) -> tuple[int, int]:
    reached = [n for n, column in enumerate(columns) if activity.on(column.day)]
    return (reached[0], reached[-1]) if reached else (0, 0)


def board_grid(facts: WeekFacts, *, today: date, collapse: bool, query: str = "") -> Grid:
    """Days × sessions; the row of all-day activities only if there are any, an empty evening as one line."""
    columns = _columns(facts, today, collapse)
    cards = _wanted((make_card(a, facts) for a in facts.shown), query)
    used = {card.activity.session for card in cards}
    sessions = [s for s in Session if s is not Session.ALL_DAY or s in used]
    rows = tuple(Row(words.session(s), session=s, collapsed=s is Session.EVENING and s not in used) for s in sessions)
    blocks = [Block(c, sessions.index(c.activity.session), *_span(c.activity, columns)) for c in cards]
    return Grid(ViewKind.BOARD, columns, rows, tuple(blocks))


def leaders_grid(facts: WeekFacts, *, today: date, collapse: bool, query: str = "") -> Grid:
    """Days × leaders in rank order; what no leader attends stands in a last row. A card names the chair only where
    it is not the row's own leader.
    """
    columns = _columns(facts, today, collapse)
    leaders = facts.directory.leaders
    rows = [Row(leader.label, leader=leader) for leader in leaders]
    row_of = {leader.id: n for n, leader in enumerate(leaders)}
    blocks: list[Block] = []
    for card in _wanted((make_card(a, facts) for a in facts.shown), query):
        at = [row_of[e.id] for e in people_of(card.activity, facts.directory) if e.id in row_of]
        span = _span(card.activity, columns)
        for row in at:
            own = card.chair == leaders[row].label
            blocks.append(Block(replace(card, chair="") if own else card, row, *span))
        if not at:
            if len(rows) == len(leaders):
                rows.append(Row(_("Others")))
            blocks.append(Block(card, len(leaders), *span))
    rows = rows or [Row(_("Others"))]
    return Grid(ViewKind.LEADERS, columns, tuple(rows), tuple(blocks), _absence_notes(facts, columns, row_of))


def _absence_notes(facts: WeekFacts, columns: tuple[Column, ...], row_of: dict[str, int]) -> dict[tuple[int, int], str]:
    notes = {}
    for absence in facts.sheet.absences:
        for entry in facts.directory.people_in(absence.person):
            for n, column in enumerate(columns):
                if entry.id in row_of and absence.first_day <= column.day <= absence.last_day:
                    notes[row_of[entry.id], n] = words.absence(absence.kind)
    return notes


def agenda_grid(facts: WeekFacts, *, today: date, query: str = "", only: date | None = None, idle: bool = True) -> Grid:
    """A list by day and session; with `only` the one-day view, whose idle sessions are there to type into."""
    days = (only,) if only else shown_days(facts.sheet)
    cards = _wanted((make_card(a, facts) for a in facts.shown), query)
    rows: list[Row] = []
    blocks: list[Block] = []
    for day in days:
        here = [card for card in cards if card.activity.on(day)]
        used = [s for s in Session if any(card.activity.session is s for card in here)]
        shown = [s for s in Session if s is not Session.ALL_DAY or s in used] if only and idle else used
        if query and not used:
            continue
        for n, session in enumerate(shown or [Session.MORNING]):
            rows.append(
                _agenda_row(facts, day, session, today, opens=n == 0, empty=session not in used, whole=not shown)
            )
            blocks.extend(Block(card, len(rows) - 1, 0, 0) for card in here if card.activity.session is session)
    if not rows:
        rows.append(_agenda_row(facts, days[0], Session.MORNING, today, opens=True, empty=True, whole=True))
    column = Column(days[0], facts.days[days[0]], days[0] == today)
    return Grid(ViewKind.DAY if only else ViewKind.AGENDA, (column,), tuple(rows), tuple(blocks))


def _agenda_row(
    facts: WeekFacts, day: date, session: Session, today: date, *, opens: bool, empty: bool, whole: bool
) -> Row:
    """A part of a day; `whole` says that the day has nothing at all."""
    info = facts.days[day]
    detail = " · ".join(p for p in (_("today") if day == today else "", words.lunar(info), words.day_name(info)) if p)
    return Row(
        words.session(session),
        session,
        collapsed=empty,
        day=day,
        name=words.named_day(day) if opens else "",
        today=day == today,
        detail=detail if opens else "",
        idle=(_("Nothing planned") if whole else words.session(session)) if empty else "",
    )
