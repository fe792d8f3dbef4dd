"""Weeks and programmes as calendar files, for a telephone or another program."""

from datetime import date

from ..domain.roles import Action
from ..domain.schedule import BodyId
from .session import OfficeSession


def ics(session: OfficeSession, first: date, last: date, body: BodyId | None = None) -> bytes:
    """What happens and what is due from the first to the last day, of all bodies or of one, as an iCalendar file.

    Work that stands in programmes of several levels is due once, where it stands lowest.
    """
    from ..output.ics import Due, Happening
    from ..output.ics import ics as build

    session.require(Action.EXPORT)
    names = {each.id: each.name for each in session.bodies if body in (None, each.id)}
    with session.store.read() as repo:
        happening = repo.happening(first, last)
        programmes = {each.id: each for each in repo.programmes.touching(first, last)}
        items = repo.programmes.items(programmes)
    due = [item for item in items if (day := item.last_day) and first <= day <= last and not item.ongoing]
    above = {item.parent for item in due}
    lowest = [(programmes[item.programme].body, item) for item in due if item.id not in above]
    return build(
        session.office.name,
        [Happening(each, names[own]) for own, _, each in happening if own in names],
        [Due(item, names[own]) for own, item in lowest if own in names],
        hours=session.office.hours,
        stamp=session.clock(),
    )
