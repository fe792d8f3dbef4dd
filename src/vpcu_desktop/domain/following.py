"""How documents are followed up: deadlines in working days, where a document stands, what is late.

What stands here is derived from documents and assignments each time it is asked for; "overdue" is never stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .almanac import Almanac
from .documents import Assignment, Document, Part, Progress, State


class Timing(Enum):
    """How a deadline was or will be met."""

    ON_TIME = "on_time"
    LATE = "late"  # done after the deadline
    RUNNING = "running"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"  # still open, and nobody set one


@dataclass(frozen=True, slots=True)
class Asked:
    """An assignment in short, to be counted. `done_on`: or when the whole document was done without it."""

    name: str
    entry: str | None
    part: Part
    progress: Progress
    due: date | None
    done_on: date | None
    state: State  # the document's


@dataclass(frozen=True, slots=True)
class DuePolicy:
    """The deadline proposed for an incoming document that names none: so many days after its arrival.

    `working`: they are working days; else the calendar's, moved on to a working day. `types`: abbreviations that it
    holds for, none for all. 0 days: no deadline is proposed.
    """

    days: int = 10
    working: bool = False
    types: tuple[str, ...] = ("KH", "NQ", "CTr")

    def due(self, almanac: Almanac, arrived: date, type_abbr: str) -> date | None:
        if self.days <= 0 or (self.types and type_abbr not in self.types):
            return None
        if self.working:
            return after_working_days(almanac, arrived, self.days)
        return working_day_from(almanac, arrived + timedelta(days=self.days))


def working_day_from(almanac: Almanac, day: date) -> date:
    """The day itself if it is a working one, else the next that is."""
    while not almanac.day(day).working:
        day += timedelta(days=1)
    return day


def after_working_days(almanac: Almanac, day: date, count: int) -> date:
    """So many working days later; the day itself does not count."""
    for _ in range(count):
        day = working_day_from(almanac, day + timedelta(days=1))
    return day


def timing(due: date | None, done_on: date | None, today: date) -> Timing:
    """`done_on`: None while it is open. What was done without a deadline is on time."""
    if done_on is not None:
        return Timing.LATE if due is not None and done_on > due else Timing.ON_TIME
    if due is None:
        return Timing.NO_DEADLINE
    return Timing.OVERDUE if today > due else Timing.RUNNING


def days_overdue(document: Document | Assignment, today: date) -> int:
    """By how many days its deadline has passed; 0 while it has not, or when nothing more is to be done."""
    is_open = document.state.is_open if isinstance(document, Document) else document.progress.is_open
    if not is_open or document.due is None:
        return 0
    return max((today - document.due).days, 0)


def standing(document: Document, assignments: Iterable[Assignment]) -> tuple[State, date | None]:
    """Where an incoming document stands, and since when it is done: what its assignments say.

    The units in the lead decide: when each has finished, the document is done. One without a lead was for information
    only. Where all leads gave it back, it waits for a new direction. What stands apart from them (returned, void,
    moved, an outgoing document) is not derived.
    """
    asked = tuple(assignments)
    if not asked or not (document.state.is_open or document.state in (State.DONE, State.NOTED)):
        return document.state, document.done_on
    leads = [a for a in asked if a.part is Part.LEAD]
    if not leads:
        return State.NOTED, max(filter(None, (a.done_on or a.handed_on for a in asked)), default=None)
    if not any(a.progress.is_open for a in leads):
        finished = [a for a in leads if a.progress is not Progress.RETURNED]
        if not finished:
            return State.SUBMITTED, None
        return State.DONE, max(filter(None, (a.done_on for a in finished)), default=None)
    begun = any(a.progress in (Progress.WORKING, Progress.DONE) for a in asked if a.part is not Part.INFO)
    return (State.WORKING if begun else State.DIRECTED), None
