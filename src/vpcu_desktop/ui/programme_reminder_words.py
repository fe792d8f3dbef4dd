"""What of the work programmes wants attention today, in words; each line leads to its item or its registrations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from ..domain.programme_report import Pending
from ..domain.schedule import BodyId
from ..domain.times import clock_text
from ..i18n import _, n_
from ..services.programme_reminders import ProgrammeReminders
from .targets import ProgrammeTarget
from .today_parts import Line, Section
from .week import words


def sections(found: ProgrammeReminders, today: date, bodies: Mapping[BodyId, str]) -> tuple[Section, ...]:
    """Those that have something to say, the most pressing first. `bodies`: their names."""
    made = (
        Section(_("Work programmes: overdue"), tuple(_overdue(found.overdue, today))),
        Section(_("Papers for meetings"), tuple(_papers(found.papers, today))),
        Section(_("Work programmes: due soon"), tuple(_soon(found.soon))),
        Section(_("Registrations of units"), tuple(_registrations(found, bodies))),
    )
    return tuple(section for section in made if section.lines)


def _line(each: Pending, said: str, *, warning: bool = False) -> Line:
    item, programme = each.item, each.programme
    text = " · ".join(filter(None, (said, words.first_words(item.content), item.lead)))
    return Line(text, "programmes", ProgrammeTarget(programme.body, programme.period, item.id), warning=warning)


def _overdue(found: Iterable[Pending], today: date) -> Iterator[Line]:
    for each in found:
        days = (today - (each.item.last_day or today)).days
        yield _line(each, n_("{n} day overdue", "{n} days overdue", days).format(n=days), warning=True)


def _soon(found: Iterable[Pending]) -> Iterator[Line]:
    for each in found:
        day = each.item.last_day
        yield _line(each, _("by {day}").format(day=words.day_month(day)) if day else "")


def _papers(found: Iterable[Pending], today: date) -> Iterator[Line]:
    for each in found:
        if each.papers is None or each.meeting is None:
            continue
        late = each.papers < today
        said = _("papers were due {day}, meeting {meeting}") if late else _("papers by {day}, meeting {meeting}")
        text = said.format(day=words.day_month(each.papers), meeting=words.day_month(each.meeting))
        yield _line(each, text, warning=late)


def _registrations(found: ProgrammeReminders, bodies: Mapping[BodyId, str]) -> Iterator[Line]:
    for group in found.waiting:
        said = n_("{n} registration waits", "{n} registrations wait", group.count).format(n=group.count)
        when = words.long_range(group.first.first_day, group.first.last_day)
        parts = (said, when, bodies.get(group.body, ""))
        yield Line(" · ".join(filter(None, parts)), "programmes", group.first)
    for body, first, until in found.closing:
        said = _("Registration from {first} on ends {moment}").format(
            first=words.day_month(first), moment=_moment(until)
        )
        yield Line(" · ".join(filter(None, (said, bodies.get(body, "")))))


def _moment(until: datetime) -> str:
    local = until.astimezone()
    return f"{clock_text(local.time())} {words.named_day(local.date())}"
