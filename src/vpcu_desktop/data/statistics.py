"""Counts of registered documents for reports: the database counts, no document is read."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from ..domain.documents import State
from .register_schema import document

_D = document.c
#: What has no number yet, or none that counts any more.
_NOT_COUNTED = tuple(state.value for state in (State.DRAFT, State.CHECKED, State.VOID, State.MOVED))


class Statistics:
    """`repo.statistics`: of documents registered in a period; drafts, void and moved ones do not count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, first: date, last: date, *columns: str) -> Iterator[tuple[Any, ...]]:
        """How many documents have each combination of values in these columns: the values as stored, then the count."""
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return (tuple(row) for row in self._connection.execute(_counted(columns), span))


@lru_cache(maxsize=64)
def _counted(names: tuple[str, ...]) -> Select[Any]:
    columns = [_D[name] for name in names]
    return (
        select(*columns, func.count())
        .where(_D.registered >= bindparam("first"), _D.registered <= bindparam("last"))
        .where(_D.removed_at.is_(None), _D.state.not_in(_NOT_COUNTED))
        .group_by(*columns)
    )
