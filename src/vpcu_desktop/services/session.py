"""One unlocked office and the clerk at it: what every use case needs, passed in and never global."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from ..domain.almanac import Almanac
from ..domain.directory import Directory
from ..domain.document_types import DocumentTypes
from ..domain.documents import Document
from ..domain.errors import KnownError, NotPermitted
from ..domain.numbering import NumberEntry
from ..domain.office import Clerk, Office
from ..domain.organisations import Catalogue
from ..domain.programmes import AgendaItem, Item, Meeting, Placement, Programme, Wish, YearlyDuty
from ..domain.roles import Action, Role, may
from ..domain.schedule import Absence, Activity, ActivityId, Body, BodyId, Duty, Schedule
from ..domain.times import Week

if TYPE_CHECKING:
    from ..data.keys import DataKey
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


@dataclass(frozen=True, slots=True)
class DocumentStep:
    """One undoable change of a registered document's own fields."""

    label: str
    before: Document
    after: Document

    @property
    def reverse(self) -> "DocumentStep":
        return DocumentStep(self.label, self.after, self.before)


ProgrammeRecord = Programme | Item | Meeting | AgendaItem | Placement | Wish | YearlyDuty


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """One undoable change of programmes: the records as they stood and as they stand after (either may be empty)."""

    label: str
    before: tuple[ProgrammeRecord, ...]
    after: tuple[ProgrammeRecord, ...]

    @property
    def reverse(self) -> "ProgrammeStep":
        return ProgrammeStep(self.label, self.after, self.before)

    @property
    def turned_secret(self) -> frozenset[str]:
        """The items whose content this step takes away for good."""
        open_before = {each.id for each in self.before if isinstance(each, Item) and not each.secret}
        return frozenset(each.id for each in self.after if isinstance(each, Item) and each.secret) & open_before


@dataclass(frozen=True, slots=True)
class JointStep:
    """One undoable change of a week and of programmes together: its parts in the order in which they are stored."""

    label: str
    parts: tuple[Step | ProgrammeStep, ...]

    @property
    def reverse(self) -> "JointStep":
        return JointStep(self.label, tuple(part.reverse for part in reversed(self.parts)))

    @property
    def turned_secret(self) -> frozenset[str]:
        """The activities and items whose content this step takes away for good."""
        return frozenset[str]().union(*(part.turned_secret for part in self.parts))

    @property
    def week(self) -> Week | None:
        """The week whose activities it touches."""
        return next((part.week for part in self.parts if isinstance(part, Step)), None)


AnyStep = Step | RecordStep | DocumentStep | ProgrammeStep | JointStep


@dataclass
class History:
    """Undo and redo of this session; it never reaches back over a publication, an issue, a dispatch or a closing, nor
    to content that became secret.
    """

    undoable: list[AnyStep] = field(default_factory=list)
    redoable: list[AnyStep] = field(default_factory=list)

    def add(self, step: AnyStep) -> None:
        self.undoable.append(step)
        self.redoable.clear()

    def clear(self) -> None:
        self.undoable.clear()
        self.redoable.clear()

    def forget(self, ids: Iterable[str]) -> None:
        """Drops every step that holds one of these activities, documents or items."""
        gone = frozenset(ids)
        for steps in (self.undoable, self.redoable):
            steps[:] = [step for step in steps if not gone & _held(step)]


def _held(step: AnyStep) -> set[str]:
    if isinstance(step, DocumentStep):
        return {step.before.id}
    if isinstance(step, JointStep):
        return set().union(*(_held(part) for part in step.parts))
    return set() if isinstance(step, RecordStep) else {each.id for each in (*step.before, *step.after)}


class OfficeSession:
    """An unlocked office. Office, directory and almanac are read once and again after `forget`.

    `by_recovery`: it was the printed recovery key that opened it. `secret`: the secret vault, open if what unlocked the
    office opens it too; `secret_trouble`: why it could not be opened although the key was there;
    `interrupted`: the numbers that a crash left without their lines, void since this unlocking.
    """

    def __init__(self, store: "Store", clerk: Clerk, clock: Clock = system_clock, *, by_recovery: bool = False) -> None:
        self.store = store
        self.clerk = clerk
        self.clock = clock
        self.by_recovery = by_recovery
        self.secret: Store | None = None
        self.secret_trouble: KnownError | None = None
        self.interrupted: tuple[NumberEntry, ...] = ()
        self._waiting_key: DataKey | None = None  # of the secret vault, while it is in trouble
        self.told_of_restore = False  # that numbers may have been given which a restored store does not know
        self.history = History()
        self.catalogue: tuple[int, Catalogue] | None = None  # see `organisations.catalogue`

    @property
    def cleared(self) -> bool:
        """Whether the key of the secret vault is at hand: clearance is a key, not a flag."""
        return self.secret is not None or self.secret_trouble is not None

    @property
    def own_secret(self) -> "Store | None":
        """The secret vault, if this clerk is cleared and not only the recovery key: for new slots of the clerk."""
        from ..data.slot_files import cleared_clerks

        return self.secret if self.clerk.id in cleared_clerks(self.store.folder) else None

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

    @cached_property
    def document_types(self) -> DocumentTypes:
        """Those of the rules, then the office's own."""
        from .office_types import own_types
        from .rules import document_types

        return DocumentTypes((*document_types().types, *own_types(self)))

    def forget(self, *names: str) -> None:
        """Lets cached values be read again: `office`, `bodies`, `directory`, `almanac`, `document_types`."""
        for name in names:
            self.__dict__.pop(name, None)

    def open_secret(self, key: "DataKey", *, despite_loss: bool = False) -> None:
        """Opens the secret vault. If it is damaged the ordinary work goes on: `secret_trouble` says what it is."""
        from ..data.secret_vault import open_secret

        clerk_id = self.clerk.id
        try:
            self.secret = open_secret(
                self.store, key, clerk_id=clerk_id, by_recovery=self.by_recovery, despite_loss=despite_loss
            )
            self.secret_trouble = self._waiting_key = None
        except KnownError as error:
            self.secret_trouble, self._waiting_key = error, key

    def open_secret_despite_loss(self) -> None:
        """Opens what is left of a secret vault that lost its last changes; entered in its trail.

        Raises what still stands against it.
        """
        if self._waiting_key is not None:
            self.open_secret(self._waiting_key, despite_loss=True)
        if self.secret_trouble is not None:
            raise self.secret_trouble

    def close_secret(self) -> None:
        """Forgets the secret vault's key; the ordinary work may go on."""
        secret, self.secret = self.secret, None
        self.secret_trouble = self._waiting_key = None
        if secret is not None:
            self.history.clear()  # it may hold lines of secret books
            secret.close()

    def take_over(self, newer: "OfficeSession") -> None:
        """Goes on as a newer unlocking by the same clerk, which is closed."""
        self.close_secret()
        self.by_recovery = newer.by_recovery
        self.secret, newer.secret = newer.secret, None
        self.secret_trouble, self._waiting_key = newer.secret_trouble, newer._waiting_key
        newer.close()

    def close(self) -> None:
        from . import register_counts

        self.history.clear()
        self.close_secret()
        register_counts.keep(self.store, self.clerk.id)
        self.store.close()
