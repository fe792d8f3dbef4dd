"""How the work of programmes goes: the progress report of a period, and the list by unit for following up."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ..domain.periods import Period
from ..domain.programme_report import Pending, ProgressReport, Reported, counted, progress_report
from ..domain.programme_rules import papers_due
from ..domain.programmes import Handling
from ..domain.roles import Action
from ..domain.schedule import BodyId
from ..domain.text import sort_key
from . import programmes
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.programme_layout import PrintedProgramme


def report(session: OfficeSession, period: Period, body: BodyId | None = None) -> ProgressReport:
    """How the work of a period stands today, over all programmes that touch it, or those of one body."""
    session.require(Action.READ)
    return progress_report(period, session.today(), _counted(session, period, body))


def report_pdf(session: OfficeSession, found: ProgressReport, body: BodyId | None = None) -> bytes:
    """The progress report on paper, with its charts and the lists of what is overdue, carried over and withdrawn."""
    from ..output.programme_report_pdf import programme_report_pdf
    from .forms import letterhead

    names = {each.id: each.name for each in session.bodies}
    return programme_report_pdf(
        found, letterhead(session, found.day), bodies=names, of_body=names[body] if body else None
    )


def follow_up(
    session: OfficeSession, period: Period, body: BodyId | None = None, *, unit: str = ""
) -> tuple[Pending, ...]:
    """What is still to be done in a period, by lead unit and then by deadline; or by one unit alone. What goes to a
    meeting has the day by which its papers are due.
    """
    session.require(Action.READ)
    open_ones = [each for each in _counted(session, period, body) if each.item.progress.is_open]
    if unit:
        open_ones = [each for each in open_ones if each.item.lead == unit]
    with session.store.read() as repo:
        handled = repo.programmes.handled(each.item.id for each in open_ones)
    days = {each: programmes.preparation(session, each).days for each in {each.programme.body for each in open_ones}}
    found = []
    for each in open_ones:
        meeting = _next_day(handled.get(each.item.id, ()), session.today())
        papers = papers_due(meeting, session.almanac, days[each.programme.body]) if meeting else None
        found.append(Pending(each.item, each.programme, meeting, papers))
    return tuple(sorted(found, key=_order))


def follow_up_pdf(session: OfficeSession, period: Period, pending: Iterable[Pending]) -> bytes:
    """The list for following up (theo dõi, đôn đốc), unit by unit, with a place to sign."""
    from ..output.programme_pdf import programme_pdf

    return programme_pdf(_list(session, period, pending))


def follow_up_docx(session: OfficeSession, period: Period, pending: Iterable[Pending]) -> bytes:
    """The same as a Word file."""
    from ..output.programme_docx import programme_docx

    return programme_docx(_list(session, period, pending))


def _list(session: OfficeSession, period: Period, pending: Iterable[Pending]) -> "PrintedProgramme":
    from ..output.programme_follow_up import printed_follow_up

    return printed_follow_up(
        period,
        tuple(pending),
        session.office,
        bodies={each.id: each.name for each in session.bodies},
        printed_on=session.today(),
    )


def _counted(session: OfficeSession, period: Period, body: BodyId | None) -> tuple[Reported, ...]:
    with session.store.read() as repo:
        touching = repo.programmes.touching(period.first_day, period.last_day)
        own = [each for each in touching if body in (None, each.body)]
        items = repo.programmes.items(each.id for each in own)
        targets = repo.programmes.targets(items)
    shown = (item.as_secret() if item.secret else item for item in items)
    return counted(period, own, shown, targets=targets)


def _next_day(places: Iterable[Handling], today: date) -> date | None:
    """The next day on which an item is handled, else the last one that was."""
    days = sorted(place.day for place in places if place.day is not None and place.takes_place)
    return next((day for day in days if day >= today), days[-1] if days else None)


def _order(pending: Pending) -> tuple[bool, Any, date, int]:
    item = pending.item
    return not item.lead, sort_key(item.lead), item.last_day or date.max, item.position
