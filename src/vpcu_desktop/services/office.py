"""The office's own data: names, hours, bodies, and the days that it sets in the almanac."""

from ..domain.almanac import CalendarDay
from ..domain.office import Office
from ..domain.roles import Action
from ..domain.schedule import Body
from .changes import Changes, Kind
from .session import OfficeSession


def save_office(session: OfficeSession, office: Office) -> Changes:
    """Stores the office's data."""
    return _store(session, "save_office", office, Kind.OFFICE)


def save_body(session: OfficeSession, body: Body) -> Changes:
    """Adds a body whose schedule is kept, or stores its changed self."""
    return _store(session, "save_body", body, Kind.OFFICE)


def calendar_days(session: OfficeSession) -> tuple[CalendarDay, ...]:
    """The days that the office itself has set, by date."""
    with session.store.read() as repo:
        return tuple(sorted(repo.calendar_days(), key=lambda own: own.day))


def save_day(session: OfficeSession, day: CalendarDay) -> Changes:
    """Sets a day: holiday, day off, swapped working day, observance."""
    return _store(session, "save_day", day, Kind.CALENDAR)


def remove_day(session: OfficeSession, day: CalendarDay) -> Changes:
    """The published table holds again for this day."""
    session.require(Action.EDIT_OFFICE)
    with session.store.write(session.clerk.id, "remove_day") as repo:
        repo.remove(day)
    session.forget("almanac")
    return Changes.of("remove_day", Kind.CALENDAR)


def _store(session: OfficeSession, label: str, record: Office | Body | CalendarDay, kind: Kind) -> Changes:
    session.require(Action.EDIT_OFFICE)
    with session.store.write(session.clerk.id, label) as repo:
        repo.save(record)
    session.forget("office", "bodies", "almanac")
    return Changes.of(label, kind)
