"""Reads a week with all that is derived from it."""

from ...domain.marks import sheet_marks
from ...domain.schedule import BodyId
from ...domain.times import Week
from ...services import weeks
from ...services.session import OfficeSession
from .grid import WeekFacts, shown_days


def read_facts(session: OfficeSession, body: BodyId, week: Week) -> WeekFacts:
    """The week as it stands in the store, its marks and its conflicts; quick enough for the window's thread."""
    sheet = weeks.sheet(session, body, week)
    days = {day: session.almanac.day(day) for day in shown_days(sheet)}
    return WeekFacts(sheet, session.directory, days, sheet_marks(sheet), weeks.week_conflicts(session, sheet))
