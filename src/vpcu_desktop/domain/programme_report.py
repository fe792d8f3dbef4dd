"""How work programmes stand in a period: each piece of work counted once, by unit, by body and by time."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from .periods import Period, PeriodKind
from .programme_rules import Tally, Timeliness, tally, timeliness
from .programmes import Item, Programme, Progress
from .schedule import BodyId
from .text import sort_key

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reported:
    """An item that counts, and the programme that it stands in. `target`: where it goes on, if it was carried over."""

    item: Item
    programme: Programme
    target: Period | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """An open item, when it is handled next, and by when its papers have to be there."""

    item: Item
    programme: Programme
    meeting: date | None = None
    papers: date | None = None


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How the work of a period stands on a day."""

    period: Period
    day: date
    items: tuple[Reported, ...]
    whole: Tally
    by_unit: tuple[tuple[str, Tally], ...]  # lead units by the alphabet; what has none last, under ""
    by_body: tuple[tuple[BodyId, Tally], ...]
    by_time: tuple[tuple[Period | None, Tally], ...]  # by months, of a term by years; what has no day last

    @property
    def overdue(self) -> tuple[Reported, ...]:
        """Open items whose day is over, the longest overdue first."""
        late = [each for each in self.items if timeliness(each.item, self.day) is Timeliness.OVERDUE]
        return tuple(sorted(late, key=lambda each: each.item.last_day or date.max))

    @property
    def carried(self) -> tuple[Reported, ...]:
        return self._at(Progress.CARRIED)

    @property
    def withdrawn(self) -> tuple[Reported, ...]:
        return self._at(Progress.WITHDRAWN)

    def _at(self, progress: Progress) -> tuple[Reported, ...]:
        return tuple(each for each in self.items if each.item.progress is progress)


def counted(
    period: Period,
    programmes: Iterable[Programme],
    items: Iterable[Item],
    *,
    targets: Mapping[str, Period] | None = None,
) -> tuple[Reported, ...]:
    """The items of programmes that touch a period which count in it, so that each piece of work counts once.

    Those of the period's own programmes count all. Of a shorter period's those do that carry out none of them; of a
    longer one's those that are due in the period and that nothing counted carries out. What was carried over within the
    period counts where it goes on. `targets`: where items go on, by the ids of those carried over.
    """
    whose = {each.id: each for each in programmes}
    known = {item.id: item for item in items if item.programme in whose}
    rank = {item.id: whose[item.programme].kind.rank - period.kind.rank for item in known.values()}
    found: set[str] = set()
    for item in sorted((each for each in known.values() if rank[each.id] >= 0), key=lambda each: rank[each.id]):
        if rank[item.id] == 0 or not _above(item, known) & found:
            found.add(item.id)
    carried_out = {above for id_ in found for above in _above(known[id_], known)}
    for item in sorted((each for each in known.values() if rank[each.id] < 0), key=lambda each: -rank[each.id]):
        due = item.last_day
        if due is not None and due in period and not item.ongoing and item.id not in carried_out:
            found.add(item.id)
            carried_out |= _above(item, known)
    continued = {known[id_].carried_from for id_ in found}
    return tuple(
        Reported(item, whose[item.programme], (targets or {}).get(item.id))
        for item in known.values()
        if item.id in found and not (item.progress is Progress.CARRIED and item.id in continued)
    )


def progress_report(period: Period, day: date, items: Sequence[Reported]) -> ProgressReport:
    """The figures of items that count, as they stand on a day."""
    kind = PeriodKind.YEAR if period.kind is PeriodKind.TERM else PeriodKind.MONTH
    by_time = _tallies(items, day, lambda each: _part(each.item, kind))
    by_unit = _tallies(items, day, lambda each: each.item.lead)
    return ProgressReport(
        period,
        day,
        tuple(items),
        tally([each.item for each in items], day),
        tuple(sorted(by_unit.items(), key=lambda pair: (not pair[0], sort_key(pair[0])))),
        tuple(_tallies(items, day, lambda each: each.programme.body).items()),
        tuple(sorted(by_time.items(), key=lambda pair: pair[0].first_day if pair[0] else date.max)),
    )


def _above(item: Item, known: Mapping[str, Item]) -> set[str]:
    """The items that it carries out, at any distance."""
    found: set[str] = set()
    parent = item.parent
    while parent is not None and parent not in found:
        found.add(parent)
        above = known.get(parent)
        parent = above.parent if above else None
    return found


def _part(item: Item, kind: PeriodKind) -> Period | None:
    day = item.last_day
    return None if day is None or item.ongoing else Period.of(kind, day)


def _tallies(items: Sequence[Reported], day: date, key: Callable[[Reported], Key]) -> dict[Key, Tally]:
    groups: dict[Key, list[Item]] = {}
    for each in items:
        groups.setdefault(key(each), []).append(each.item)
    return {name: tally(own, day) for name, own in groups.items()}
