"""Duties that come back each year: templates, and a year's items made of them."""

from collections.abc import Sequence
from dataclasses import replace

from ..domain.periods import Period
from ..domain.programmes import YearlyDuty
from ..domain.schedule import BodyId
from ..domain.text import clean
from ..domain.times import FIRST_YEAR, LAST_YEAR
from ..domain.yearly_duties import Occurrence, expanded, usual
from . import programmes
from .changes import Changes
from .session import OfficeSession, ProgrammeStep

_TEXTS = ("content", "group", "lead", "leader", "product")


def duties(session: OfficeSession, body: BodyId) -> tuple[YearlyDuty, ...]:
    """The body's templates, active or not, in the order in which they were made."""
    with session.store.read() as repo:
        return tuple(duty for duty in repo.all(YearlyDuty) if duty.body == body)


def save(session: OfficeSession, before: YearlyDuty | None, after: YearlyDuty) -> Changes:
    """Adds or changes a template; items that were made of it stay as they are. Raises StaleRecord."""
    kept = replace(after, **{name: clean(getattr(after, name)) for name in _TEXTS})  # type: ignore[arg-type]
    return programmes.apply(session, ProgrammeStep("save_duty", (before,) if before else (), (kept,)))


def remove(session: OfficeSession, gone: Sequence[YearlyDuty]) -> Changes:
    """Takes templates off; items that were made of them stay."""
    return programmes.apply(session, ProgrammeStep("remove_duty", tuple(gone), ()))


def add_usual(session: OfficeSession, body: BodyId) -> Changes:
    """Adds the templates of what nearly every office has; what the body has already is not doubled."""
    there = {duty.content for duty in duties(session, body)}
    fresh = tuple(duty for duty in usual(body) if duty.content not in there)
    return programmes.apply(session, ProgrammeStep("add_duties", (), fresh))


def preview(session: OfficeSession, body: BodyId, year: int) -> tuple[Occurrence, ...]:
    """What the body's templates make of a year, and what stands in its programme already. Raises ValueError for a year
    outside the almanac.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return expanded(duties(session, body), year, programmes.sheet(session, body, Period.year(year)).items)


def put_into_year(session: OfficeSession, body: BodyId, year: int, chosen: Sequence[Occurrence]) -> Changes:
    """Makes items of what was chosen in the body's programme for the year, in one step; what stands there by now is
    left out.
    """
    standing = {(each.duty.id, each.when) for each in preview(session, body, year) if each.standing is not None}
    items = [each.item() for each in chosen if (each.duty.id, each.when) not in standing]
    return programmes.add(session, body, Period.year(year), items, label="put_duties")
