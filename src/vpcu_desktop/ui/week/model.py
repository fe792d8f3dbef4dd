"""The week at hand: read from the store, changed only through operations, told to every part of the screen at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ...domain.conflicts import Conflict
from ...domain.directory import Entry
from ...domain.errors import KnownError
from ...domain.roles import Action, may
from ...domain.schedule import Activity, Body, BodyId, ScheduleState, Status, WeekSheet
from ...domain.times import Session, Week
from ...services import publishing, weeks
from ...services.changes import Changes, Kind
from ...services.session import OfficeSession
from ..screen import Shell
from . import edits
from .facts import read_facts
from .grid import WeekFacts, shown_days

_SHOWN = {Kind.SCHEDULE, Kind.DIRECTORY, Kind.ROSTER, Kind.CALENDAR, Kind.OFFICE}
Done = Callable[[Any], object] | None


class WeekModel(QObject):
    """One body's week. `changed` comes after each reading; reading is quick enough for the window's thread."""

    changed = Signal()

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._week = Week.of(self.session.today())
        self._body: Body | None = next(iter(self.session.bodies), None)
        self._facts: WeekFacts | None = None
        self._fresh = False  # nothing was changed since the facts were read
        self._ahead: dict[tuple[BodyId, Week], WeekFacts] = {}  # the weeks on both sides, to turn to at once

    @property
    def session(self) -> OfficeSession:
        return self.shell.session

    @property
    def week(self) -> Week:
        return self._week

    @property
    def body(self) -> Body | None:
        return self._body

    @property
    def body_id(self) -> BodyId:
        assert self._body is not None
        return self._body.id

    @property
    def facts(self) -> WeekFacts:
        if self._facts is None:
            self._facts = read_facts(self.session, self.body_id, self._week)
        return self._facts

    @property
    def sheet(self) -> WeekSheet:
        return self.facts.sheet

    @property
    def today(self) -> date:
        return self.session.today()

    def may(self, action: Action) -> bool:
        """Whether this clerk's role allows an action."""
        return may(self.session.role, action)

    @property
    def may_edit(self) -> bool:
        return self.may(Action.EDIT_SCHEDULE)

    # Reading

    def week_to(self, week: Week) -> None:
        """Turns to another week; `reload` reads it."""
        if self._facts is not None and self._fresh:
            self._ahead[self.body_id, self._week] = self._facts
        self._week = week

    def body_to(self, body: BodyId) -> None:
        """Turns to another body's schedule; `reload` reads it."""
        self._body = next(b for b in self.session.bodies if b.id == body)

    def reload(self) -> None:
        """Reads the week again, unless it was read ahead, and tells everybody."""
        ready = self._ahead.pop((self.body_id, self._week), None)
        self._facts = ready or read_facts(self.session, self.body_id, self._week)
        self._fresh = True
        self.changed.emit()

    def look_ahead(self) -> bool:
        """Reads one of the weeks beside this one, so that a turn has only to show it; whether another is to be read."""
        beside = [(self.body_id, self._week.shifted(way)) for way in (-1, 1)]
        self._ahead = {key: facts for key, facts in self._ahead.items() if key in beside}
        unread = [key for key in beside if key not in self._ahead]
        if not unread or not self._fresh:
            return False
        try:
            self._ahead[unread[0]] = read_facts(self.session, *unread[0])
        except (KnownError, ValueError):  # whoever turns there is told; the almanac ends somewhere
            return False
        return len(unread) > 1

    def forget(self) -> None:
        """Something was changed: what was read may be out of date."""
        self._fresh = False
        self._ahead.clear()

    def concerned(self, changes: Changes) -> bool:
        """Whether a change may show in this week."""
        return bool(changes.kinds & _SHOWN) and changes.week in (None, self._week)

    def conflicts_with(self, activity: Activity) -> tuple[Conflict, ...]:
        """The conflicts that an activity would have if it stood in the week as given."""
        others = tuple(a for a in self.sheet.activities if a.id != activity.id)
        sheet = replace(self.sheet, activities=(*others, activity))
        return tuple(c for c in weeks.week_conflicts(self.session, sheet) if activity.id in c.activities)

    # Changing

    def run(self, operation: Callable[[], object], on_done: Done = None, *, label: str = "") -> None:
        self.shell.operations.run(operation, on_done=on_done, label=label)

    def plan(self, activities: Sequence[Activity], on_done: Done = None) -> None:
        """Adds activities to this week, or each to the week of its own day."""
        session, body = self.session, self.body_id
        by_week: dict[Week, list[Activity]] = {}
        shown = set(shown_days(self.sheet))
        # Of activities at the same time, the one typed first stands first.
        last = max((a.position for a in self.sheet.activities), default=-1)
        for n, activity in enumerate(activities, start=1):
            week = self._week if activity.day in shown else Week.of(activity.day)
            by_week.setdefault(week, []).append(replace(activity, position=last + n))
        for week, some in by_week.items():
            self.run(partial(weeks.plan, session, body, week, some), on_done)

    def change(self, before: Activity, after: Activity, label: str = "change", on_done: Done = None) -> None:
        if before == after:
            if on_done is not None:
                on_done(None)
            return
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.change(session, body, week, [before], [after], label=label), on_done)

    def move(self, activity: Activity, *, days: int = 0, to: Session | None = None) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.move(session, body, week, activity, days=days, to=to))

    def repeat(self, activity: Activity, *, days: int = 0, on_done: Done = None) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.repeat(session, body, week, activity, days=days), on_done)

    def remove(self, activity: Activity) -> None:
        """Removes what was never published, cancels what was."""
        if activity.status is Status.CANCELLED and edits.is_published(activity, self.sheet):
            return
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.remove(session, body, week, [activity]))

    def set_status(self, activity: Activity, status: Status, label: str) -> None:
        self.change(activity, replace(activity, status=status), label)

    def copy_last_week(self, on_done: Done = None) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.copy_week(session, body, week.shifted(-1), week), on_done)

    def add_recurring(self, on_done: Done = None) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.add_recurring(session, body, week), on_done)

    def keep(self, conflict: Conflict, reason: str) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: weeks.keep_conflict(session, body, week, conflict, reason))

    def undo(self, on_done: Done = None) -> None:
        session = self.session
        self.run(lambda: weeks.undo(session), on_done)

    def redo(self, on_done: Done = None) -> None:
        session = self.session
        self.run(lambda: weeks.redo(session), on_done)

    # Approval and publication

    @property
    def state(self) -> ScheduleState:
        return self.sheet.schedule.state

    def submit(self) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: publishing.submit(session, body, week))

    def approve(self) -> None:
        """Approves; without the right to, records that the chief approved on paper."""
        session, body, week = self.session, self.body_id, self._week
        on_paper = not self.may(Action.APPROVE_SCHEDULE)
        self.run(lambda: publishing.approve(session, body, week, on_paper=on_paper))

    def send_back(self, note: str) -> None:
        session, body, week = self.session, self.body_id, self._week
        self.run(lambda: publishing.send_back(session, body, week, note))

    def hand_over(self, activity: Activity, giver: Entry, taker: Entry, day: date) -> None:
        """Another leader chairs the activity, perhaps on another day."""
        after = edits.handed_over(edits.to_day(activity, day), giver, taker, self.session.directory)
        self.change(activity, after, "hand_over")
