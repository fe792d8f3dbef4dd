"""One unlocked office and the clerk at it: what every use case needs, passed in and never global."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from ..domain.almanac import Almanac
from ..domain.directory import Directory
from ..domain.errors import NotPermitted
from ..domain.office import Clerk, Office
from ..domain.roles import Action, Role, may
from ..domain.schedule import Absence, Activity, ActivityId, Body, BodyId, Duty, Schedule
from ..domain.times import Week

if TYPE_CHECKING:
    from ..data.store import Store

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change of activities: what stood before and what stands after (either may be empty)."""

    label: str
    body: BodyId
    week: Week
    before: tuple[Activity, ...]
    after: tuple[Activity, ...]

    @property
    def reverse(self) -> "Step":
        return Step(self.label, self.body, self.week, self.after, self.before)

    @property
    def turned_secret(self) -> frozenset[ActivityId]:
        """The activities whose content this step takes away for good."""
        return frozenset(a.id for a in self.after if a.secret) & {b.id for b in self.before if not b.secret}


@dataclass(frozen=True, slots=True)
class RecordStep:
    """One undoable change of what stands round the activities: an absence, a duty, a week's heading."""

    label: str
    before: Absence | Duty | Schedule | None
    after: Absence | Duty | Schedule | None
    week: Week | None = None

    @property
    def reverse(self) -> "RecordStep":
        return RecordStep(self.label, self.after, self.before, self.week)


@dataclass
class History:
    """Undo and redo of this session; it never reaches back over a publication, nor to content that became secret."""

    undoable: list[Step | RecordStep] = field(default_factory=list)
    redoable: list[Step | RecordStep] = field(default_factory=list)

    def add(self, step: Step | RecordStep) -> None:
        self.undoable.append(step)
        self.redoable.clear()

    def clear(self) -> None:
        self.undoable.clear()
        self.redoable.clear()

    def forget(self, ids: frozenset[ActivityId]) -> None:
        """Drops every step that holds one of these activities."""
        if not ids:
            return
        for steps in (self.undoable, self.redoable):
            steps[:] = [
                s for s in steps if isinstance(s, RecordStep) or not ids & {a.id for a in (*s.before, *s.after)}
            ]


class OfficeSession:
    """An unlocked office. Office, directory and almanac are read once and again after `forget`.

    `by_recovery`: it was the printed recovery key that opened it.
    """

    def __init__(self, store: "Store", clerk: Clerk, clock: Clock = system_clock, *, by_recovery: bool = False) -> None:
        self.store = store
        self.clerk = clerk
        self.clock = clock
        self.by_recovery = by_recovery
        self.history = History()

    @property
    def role(self) -> Role:
        return Role(self.clerk.role)

    def today(self) -> date:
        """The calendar day at this machine."""
        return self.clock().astimezone().date()

    def require(self, action: Action) -> None:
        """Raises NotPermitted if the clerk's role does not allow the action."""
        if not may(self.role, action):
            raise NotPermitted(action=action.value)

    @cached_property
    def office(self) -> Office:
        with self.store.read() as repo:
            return repo.office()

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        with self.store.read() as repo:
            return repo.bodies()

    @cached_property
    def directory(self) -> Directory:
        with self.store.read() as repo:
            return Directory(repo.entries())

    @cached_property
    def almanac(self) -> Almanac:
        with self.store.read() as repo:
            return Almanac(repo.calendar_days())

    def forget(self, *names: str) -> None:
        """Lets cached values be read again: `office`, `bodies`, `directory`, `almanac`."""
        for name in names:
            self.__dict__.pop(name, None)

    def close(self) -> None:
        self.history.clear()
        self.store.close()
