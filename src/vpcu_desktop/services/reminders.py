"""What of the registers wants attention today; computed each time it is asked for."""

from dataclasses import dataclass

from ..domain.documents import Document, Recipient, State
from ..domain.lines import Line
from ..domain.numbering import Direction, NumberEntry, Series
from ..domain.search import Chip, ChipField, Query, Sort, SortField
from . import find, following, numbering, recipients
from .following import Pending
from .session import OfficeSession

#: Of what is asked about late papers so much is read: a screen shows less, and a province has thousands.
_MOST = 60
#: What waits to be submitted or directed, oldest first.
_OLDEST = Sort(SortField.REGISTERED, descending=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Incoming documents in one state: how many, and the oldest of them."""

    state: State
    total: int
    lines: tuple[Line, ...]

    @property
    def query(self) -> Query:
        """All of them, for a list."""
        return waiting_query(self.state)


@dataclass(frozen=True, slots=True)
class Reminders:
    """`late`, `soon`: how many documents are overdue or due soon; of what is asked about them the first are here.

    `expired`: reserved numbers whose day is over, with their series; `unreturned`: recalled copies still out.
    """

    late: int
    soon: int
    overdue: tuple[Pending, ...]
    due_soon: tuple[Pending, ...]
    received: Waiting
    submitted: Waiting
    expired: tuple[tuple[NumberEntry, Series | None], ...]
    unreturned: tuple[tuple[Document, Recipient], ...]


def read_reminders(session: OfficeSession) -> Reminders:
    """Reads both vaults, the secret one only while it is open."""
    series = {each.id: each for each in numbering.series(session)}
    return Reminders(
        *following.count_due(session),
        following.overdue(session, most=_MOST),
        following.due_soon(session, most=_MOST),
        _waiting(session, State.RECEIVED),
        _waiting(session, State.SUBMITTED),
        tuple((entry, series.get(entry.series)) for entry in numbering.reservations(session, expired=True)),
        recipients.unreturned(session),
    )


def waiting_query(state: State) -> Query:
    """The incoming documents in a state."""
    return Query("", (Chip(ChipField.STATE, state),))


def _waiting(session: OfficeSession, state: State) -> Waiting:
    query = waiting_query(state).narrowed(Chip(ChipField.DIRECTION, Direction.INCOMING))
    view = find.open_view(session, query, _OLDEST)
    return Waiting(state, view.total, view.page(0) if view.total else ())
