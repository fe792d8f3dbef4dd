"""Putting items of a programme one level lower: into the programmes of shorter periods, onto what is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.periods import Period, PeriodKind
from ..domain.programme_times import ProgrammeTime, time_words
from ..domain.programmes import Item, Meeting, Programme
from ..domain.schedule import Activity, BodyId
from ..domain.text import fold
from ..domain.times import Week
from . import programmes
from .changes import Changes
from .session import OfficeSession, ProgrammeStep

#: What lies below a programme; the usual next level first.
LOWER = {
    PeriodKind.TERM: (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH),
    PeriodKind.YEAR: (PeriodKind.MONTH, PeriodKind.QUARTER),
    PeriodKind.QUARTER: (PeriodKind.MONTH,),
    PeriodKind.MONTH: (),
}


@dataclass(frozen=True, slots=True)
class Fitting:
    """An activity of the week that may be the one at which an item is handled; `likeness` 0–1, of their words."""

    activity: Activity
    body: BodyId
    week: Week
    likeness: float


def time_in(when: ProgrammeTime, period: Period) -> ProgrammeTime:
    """A time as it stands in a shorter period's programme: as written if its days lie there, else that part of them
    in words; the whole period if it has no days or none of them lie there.
    """
    if when.ongoing:
        return when
    if when.start is None and when.end is None:
        return ProgrammeTime(time_words(period.first_day, period.last_day), period.first_day, period.last_day)
    if not period.touches(when.start, when.end):
        return time_in(ProgrammeTime(), period)
    first = max(when.start or period.first_day, period.first_day)
    last = min(when.end or period.last_day, period.last_day)
    if (when.start, when.end) == (first, last) or (when.start is None and when.end == last):
        return when
    return ProgrammeTime(time_words(first, last), first, last)


def wanted_periods(item: Item, period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The shorter periods of a programme's one into which the days of an item fall; none if it has no days. What is
    due by a day and goes on for longer than one period is wanted in the last of them, for there it has to be done.
    """
    first, last = item.first_day, item.last_day
    if first is None and last is None:
        return ()
    found = tuple(each for each in period.parts(kind) if each.touches(first, None if item.ongoing else last))
    return found if item.ongoing or period.kind is PeriodKind.TERM else found[-1:]


def put_down(
    session: OfficeSession, items: Sequence[Item], body: BodyId, periods: Sequence[Period] | None, kind: PeriodKind
) -> Changes:
    """Puts items into a body's programmes of these shorter periods, in one step: one item in each carries it out.

    `periods` None: each item goes into those of the kind that its own days fall into. An item that is carried out in
    such a programme already is not put there twice. Raises BrokenLink if a period is not a shorter one.
    """
    with session.store.read() as repo:
        whose = {each.id: each.period for each in repo.all(Programme)}
        there = repo.programmes.children([item.id for item in items])
    by_period: dict[Period, list[Item]] = {}
    for item in items:
        for period in wanted_periods(item, whose[item.programme], kind) if periods is None else periods:
            if period not in there.get(item.id, ()):
                by_period.setdefault(period, []).append(item)
    fresh: list[Item] = []
    new = []
    for period, those in sorted(by_period.items(), key=lambda pair: pair[0].first_day):
        sheet = programmes.sheet(session, body, period)
        new.append(sheet.programme)
        fresh += programmes.standing_in(sheet, [_below(item, period) for item in those])
    return programmes.apply(session, ProgrammeStep("carry_out", (), tuple(fresh)), new=new)


def _below(item: Item, period: Period) -> Item:
    """Each of its times as far as it lies in the period; if none does, it is to be done in the period."""
    committee = item.committee_when
    has_own = period.touches(committee.start, committee.end) and (committee.start or committee.end)
    there = time_in(committee, period) if has_own else ProgrammeTime()
    first = item.when
    if has_own and (first.start or first.end) and not period.touches(first.start, first.end):
        return programmes.carrying_out(item, ProgrammeTime(), there)
    return programmes.carrying_out(item, time_in(first, period), there)


def fitting_activities(
    session: OfficeSession, items: Sequence[Item], first: date, last: date, *, most: int = 60
) -> tuple[Fitting, ...]:
    """The activities of these days that may handle items: what shares most words first, then by day. Secret ones and
    those that do not take place are none.
    """
    wanted = _words(" ".join(item.content for item in items))
    with session.store.read() as repo:
        found = [
            Fitting(activity, body, week, _likeness(wanted, activity.content))
            for body, week, activity in repo.happening(first, last)
            if not activity.secret and activity.status.takes_place
        ]
    return tuple(sorted(found, key=lambda each: (-round(each.likeness, 1), each.activity.order))[:most])


def fitting_meetings(meetings: Sequence[Meeting], period: Period, today: date) -> tuple[Meeting, ...]:
    """The meetings whose agenda may still take something: of the period and not over yet, or without a day; soonest
    first, those without a day last.
    """
    open_ = [
        each
        for each in meetings
        if (each.last_day is None or each.last_day >= today) and period.touches(each.first_day, each.last_day)
    ]
    return tuple(sorted(open_, key=lambda each: (each.first_day is None, each.first_day or date.max)))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) > 1)


def _likeness(wanted: frozenset[str], content: str) -> float:
    words = _words(content)
    return 2 * len(wanted & words) / (len(wanted) + len(words)) if wanted and words else 0.0
