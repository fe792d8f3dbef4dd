"""Counts of registered documents by one of their facts, for reports; the database counts, no document is read."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from ..domain.documents import Channel, State
from ..domain.numbering import Direction
from .register_schema import document, recipient

_D, _R = document.c, recipient.c
#: What has no number yet, or none that counts any more.
_NOT_COUNTED = tuple(state.value for state in (State.DRAFT, State.CHECKED, State.VOID, State.MOVED))


def _of_period(statement: Select[tuple[str, str, int]]) -> Select[tuple[str, str, int]]:
    return statement.where(
        _D.registered >= bindparam("first"),
        _D.registered <= bindparam("last"),
        _D.removed_at.is_(None),
        _D.state.not_in(_NOT_COUNTED),
    )


def _counted(fact: "ColumnElement[str]") -> Select[tuple[str, str, int]]:
    return _of_period(select(_D.direction, fact, func.count()).group_by(_D.direction, fact))


_BY = {
    "day": _counted(_D.registered),
    "type": _counted(_D.type_name),
    "issuer": _counted(func.coalesce(_D.issuer, "")),
    "secrecy": _counted(_D.secrecy),
    "urgency": _counted(_D.urgency),
    "channel": _counted(_D.channel),
}
_SENT = _of_period(
    select(_D.direction, _R.channel, func.count())
    .join_from(document, recipient, _R.document == _D.row)
    .where(_R.dispatched_on.is_not(None))
    .group_by(_D.direction, _R.channel)
)


class Statistics:
    """`repo.statistics`: of documents registered in a period that have a number; void ones do not count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, fact: str, first: date, last: date) -> list[tuple[Direction, str, int]]:
        """How many of each direction have each value of a fact: day, type, issuer (an organisation's id), secrecy,
        urgency or channel.
        """
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return [(Direction(way), value, count) for way, value, count in self._connection.execute(_BY[fact], span)]

    def sent(self, first: date, last: date) -> list[tuple[Channel, int]]:
        """How often the outgoing ones of a period were sent by each way: once for each recipient."""
        span = {"first": first.isoformat(), "last": last.isoformat(), "way": Direction.OUTGOING.value}
        found = self._connection.execute(_SENT.where(_D.direction == bindparam("way")), span)
        return [(Channel(channel), count) for _way, channel, count in found]
