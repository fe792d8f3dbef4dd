"""What a view of the work programmes shows of a month, a year or a term: one read, everything derived from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..domain.almanac import DayInfo
from ..domain.periods import Period, PeriodKind
from ..domain.programme_report import Reported, counted
from ..domain.programme_rules import Tally, tally
from ..domain.programmes import Item, Meeting
from ..domain.schedule import Activity, Body, BodyId
from ..domain.times import Week
from .session import OfficeSession


@dataclass(frozen=True, slots=True)
class Overview:
    """A month, year or term as it stands today: items of one body's programmes, or (`body` None) of all. What takes
    place is that of all bodies, for they share leaders and rooms.

    Each piece of work is there once: as the period's own programme has it, else the one nearest to it; of a term only
    the term's own items. A meeting has its activity only while that stands in the week. A month has its activities
    themselves, a year their number by day, a term neither.
    """

    period: Period
    body: BodyId | None
    bodies: tuple[Body, ...]
    today: date
    items: tuple[Reported, ...]
    meetings: tuple[Meeting, ...] = ()
    activities: tuple[tuple[BodyId, Week, Activity], ...] = ()
    busy: Mapping[date, int] = field(default_factory=dict)
    days: Mapping[date, DayInfo] = field(default_factory=dict)  # of a month: all that its grid shows
    tallies: Mapping[tuple[BodyId, int], Tally] = field(default_factory=dict)  # of a term: by body and year

    def item(self, item_id: str) -> Item | None:
        return next((each.item for each in self.items if each.item.id == item_id), None)


def overview(session: OfficeSession, period: Period, body: BodyId | None = None) -> Overview:
    """Reads what a view of the period shows; a quarter is shown as a year would be."""
    if period.kind is PeriodKind.TERM:
        return _of_term(session, period, body)
    first, last = grid_days(period) if period.kind is PeriodKind.MONTH else (period.first_day, period.last_day)
    monthly = period.kind is PeriodKind.MONTH
    with session.store.read() as repo:
        whose = [each for each in repo.programmes.touching(first, last) if body in (None, each.body)]
        items = repo.programmes.items([each.id for each in whose])
        targets = repo.programmes.targets(items)
        meetings = repo.programmes.meetings(first, last)
        in_week = repo.programmes.in_week(meetings)
        activities = repo.taking_place(first, last) if monthly else ()
        busy = {} if monthly else repo.busy_days(first, last)
    shown = counted(period, whose, items, targets=targets)
    if monthly:  # the days of its neighbours that the grid shows too
        known = {each.item.id for each in shown}
        for near in (period.shifted(-1), period.shifted(1)):
            beside = counted(near, whose, items, targets=targets)
            shown += tuple(
                each for each in beside if each.item.id not in known and _due_within(each.item, first, last, period)
            )
    return Overview(
        period,
        body,
        session.bodies,
        session.today(),
        shown,
        tuple(each if each.id in in_week else replace(each, activity=None) for each in meetings),
        activities,
        busy,
        {day: session.almanac.day(day) for day in _days(first, last)} if monthly else {},
    )


def grid_days(month: Period) -> tuple[date, date]:
    """The first and last day of the whole weeks, Monday to Sunday, that a month touches."""
    return Week.of(month.first_day).monday, Week.of(month.last_day).sunday


def _due_within(item: Item, first: date, last: date, month: Period) -> bool:
    """Whether an item of a month beside has to be done on one of the days that the grid shows of it."""
    due = [day for day in (item.latest, item.committee_latest) if day is not None]
    return any(first <= day <= last and day not in month for day in due)


def _of_term(session: OfficeSession, term: Period, body: BodyId | None) -> Overview:
    with session.store.read() as repo:
        found = repo.programmes.touching(term.first_day, term.last_day)
        whose = {each.id: each for each in found if body in (None, each.body)}
        terms = [each.id for each in whose.values() if each.kind is PeriodKind.TERM]
        years = [each.id for each in whose.values() if each.kind is PeriodKind.YEAR]
        items = repo.programmes.items(terms)
        yearly = repo.programmes.items(years)
        targets = repo.programmes.targets(items)
    by_year: dict[tuple[BodyId, int], list[Item]] = {}
    for item in yearly:
        programme = whose[item.programme]
        by_year.setdefault((programme.body, programme.first_day.year), []).append(item)
    today = session.today()
    return Overview(
        term,
        body,
        session.bodies,
        today,
        tuple(Reported(item, whose[item.programme], targets.get(item.id)) for item in items),
        tallies={key: tally(those, today) for key, those in by_year.items()},
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
