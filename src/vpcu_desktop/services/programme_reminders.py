"""What of the work programmes wants attention today; computed each time it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..domain.periods import Period, PeriodKind
from ..domain.programme_report import Pending
from ..domain.programme_rules import Timeliness, timeliness
from ..domain.programmes import Item, Programme, Progress, Wish
from ..domain.schedule import BodyId
from . import programme_reports, programmes, wishes
from .session import OfficeSession

#: The end of registration is told of so long before.
_NEAR = timedelta(days=2)
#: Nothing is told of earlier: papers may be asked for 60 working days before a meeting, and 30 days before that.
_AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What units registered with a body for a week or month and nobody decided yet; until when more may come."""

    first: Wish
    count: int
    until: datetime  # aware

    @property
    def body(self) -> BodyId:
        return self.first.body


@dataclass(frozen=True, slots=True)
class ProgrammeReminders:
    """`papers`: items whose meeting comes near and whose papers are due soon or late."""

    overdue: tuple[Pending, ...]
    soon: tuple[Pending, ...]
    papers: tuple[Pending, ...]
    waiting: tuple[Waiting, ...]
    closing: tuple[tuple[BodyId, date, datetime], ...]  # body, first day of the week or month, its end of registration


def read_reminders(session: OfficeSession) -> ProgrammeReminders:
    """Each piece of work once, where it stands lowest; of this year, what the last one left, and towards its end what
    the next one begins with.
    """
    today = session.today()
    years = range(today.year - 1, (today + _AHEAD).year + 1)
    pending = [each for year in years for each in programme_reports.follow_up(session, Period.year(year))]
    by_id = {each.item.id: each for each in pending}
    found = sorted(by_id.values(), key=lambda each: each.item.last_day or date.max)
    remind = {body: programmes.preparation(session, body).remind for body in {each.programme.body for each in found}}
    return ProgrammeReminders(
        tuple(each for each in found if timeliness(each.item, today) is Timeliness.OVERDUE),
        tuple(each for each in found if timeliness(each.item, today) is Timeliness.SOON),
        tuple(each for each in found if _papers_near(each, today, remind[each.programme.body])),
        _waiting(session, wishes.waiting(session)),
        tuple(_closing(session, today)),
    )


def find_item(session: OfficeSession, item_id: str) -> tuple[Item, Programme] | None:
    """An item with its programme; None if it is there no more."""
    with session.store.read() as repo:
        item = repo.get(Item, item_id)
        programme = repo.get(Programme, item.programme) if item else None
    return (item, programme) if item and programme else None


def _papers_near(each: Pending, today: date, remind: int) -> bool:
    if each.meeting is None or each.papers is None or each.item.progress is Progress.SUBMITTED:
        return False
    return each.papers - timedelta(days=remind) <= today <= each.meeting


def _waiting(session: OfficeSession, found: Iterable[Wish]) -> tuple[Waiting, ...]:
    groups: dict[tuple[BodyId, date, date], list[Wish]] = {}
    for wish in found:
        groups.setdefault((wish.body, wish.first_day, wish.last_day), []).append(wish)
    return tuple(
        Waiting(those[0], len(those), wishes.cut_off(session, body).of(first, last))
        for (body, first, last), those in groups.items()
    )


def _closing(session: OfficeSession, today: date) -> Iterable[tuple[BodyId, date, datetime]]:
    """Ends of registration that are near, of bodies that units register with."""
    with session.store.read() as repo:
        known = {wish.body for wish in repo.all(Wish)}
    now = session.clock()
    for body in (each.id for each in session.bodies if each.id in known):
        rule = wishes.cut_off(session, body)
        month = Period.of(PeriodKind.MONTH, today).shifted(1)
        week = today + timedelta(days=7 - today.weekday())
        for first, last in ((week, week + timedelta(days=6)), (month.first_day, month.last_day)):
            until = rule.of(first, last)
            if now <= until <= now + _NEAR:
                yield body, first, until
