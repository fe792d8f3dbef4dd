"""Activities and what is due as an iCalendar file (RFC 5545), for the calendar of a telephone or another program.

Events keep their UID from file to file, so that a later file changes them where they were taken in. Secret ones have
nothing but time, leader and the neutral phrase.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from ..domain.programmes import Item
from ..domain.schedule import Activity, Status
from ..domain.times import Session, WorkingHours
from .glyphs import one_line, tidy
from .layout import SESSIONS
from .programme_layout import FORUM_WORDS, PROGRESS_WORDS, when_words

if TYPE_CHECKING:
    from icalendar import Event

ZONE = "Asia/Ho_Chi_Minh"
_MAKER = "-//VPCU Desktop//vi"
_UID = "{id}@vpcu-desktop"
#: The zone has had one offset since; no office's calendar begins before.
_ZONE_SINCE = datetime(1975, 6, 13)  # noqa: DTZ001 # local time, as the standard wants it


@dataclass(frozen=True, slots=True)
class Happening:
    """An activity, and the name of the body whose week has it."""

    activity: Activity
    body: str


@dataclass(frozen=True, slots=True)
class Due:
    """An item of a programme on its last day, and the name of the body whose programme has it."""

    item: Item
    body: str


def ics(
    name: str, happenings: Iterable[Happening], due: Iterable[Due], *, hours: WorkingHours, stamp: datetime
) -> bytes:
    """The file. `name` is how calendars call it; `stamp`: when it was made, aware; `hours`: those of a session without
    a time. Items without a last day are left out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in (("prodid", _MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        calendar.add(key, value)
    calendar.add_component(_zone())
    for each in happenings:
        calendar.add_component(_activity_event(each, hours, stamp))
    for one in due:
        if one.item.last_day is not None:
            calendar.add_component(_due_event(one, one.item.last_day, stamp))
    return bytes(calendar.to_ical())


def _zone() -> Any:
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", _ZONE_SINCE)
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _activity_event(happening: Happening, hours: WorkingHours, stamp: datetime) -> "Event":
    shown = happening.activity.as_secret() if happening.activity.secret else happening.activity
    event = _event(shown.id, one_line(shown.content), happening.body, stamp, secret=shown.secret)
    _put_times(event, shown, hours)
    if shown.place.strip():
        event.add("location", one_line(shown.place))
    _describe(
        event,
        {
            "Buổi": SESSIONS[shown.session] if shown.start is None else "",
            "Chủ trì": shown.chair,
            "Tham gia": shown.participants,
            "Mời": shown.invited,
            "Khách": shown.guests,
            "Điểm cầu": shown.online_sites,
            "Chuẩn bị": shown.preparing_unit,
            "Lãnh đạo Văn phòng": shown.office_lead,
            "Xe": shown.vehicle,
            "Hậu cần": shown.logistics,
            "Ghi chú": shown.notes,
        },
    )
    planned = "TENTATIVE" if shown.status is Status.PLANNED else "CONFIRMED"
    event.add("status", planned if shown.status.takes_place else "CANCELLED")
    return event


def _due_event(due: Due, day: date, stamp: datetime) -> "Event":
    shown = due.item.as_secret() if due.item.secret else due.item
    event = _event(shown.id, f"Hạn: {one_line(shown.content)}", due.body, stamp, secret=shown.secret)
    _whole_days(event, day, day)
    event.add("transp", "TRANSPARENT")
    times = dict.fromkeys(filter(None, (when_words(shown.when), when_words(shown.committee_when))))
    _describe(
        event,
        {
            "Thời gian": "; ".join(times),
            "Chủ trì": shown.lead,
            "Phối hợp": shown.coordinating,
            "Cấp cho ý kiến, quyết định": FORUM_WORDS[shown.submitted_to],
            "Lãnh đạo phụ trách": shown.leader,
            "Sản phẩm": shown.product,
            "Tình trạng": PROGRESS_WORDS[shown.progress],
            "Ghi chú": shown.note,
        },
    )
    event.add("status", "CANCELLED" if shown.progress.needs_reason else "CONFIRMED")
    return event


def _event(id: str, summary: str, body: str, stamp: datetime, *, secret: bool) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _UID.format(id=id))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", summary)
    event.add("categories", [one_line(body)])
    if secret:
        event.add("class", "PRIVATE")
    return event


def _put_times(event: "Event", activity: Activity, hours: WorkingHours) -> None:
    """A session without a time takes up its hours; several days, and a whole one, are days without hours."""
    whole = activity.session is Session.ALL_DAY and activity.start is None
    if whole or activity.final_day != activity.day:
        _whole_days(event, activity.day, activity.final_day)
        return
    start, end = activity.start, activity.end
    if start is None:
        start, until = hours.span(activity.session)
        end = end or until
    event.add("dtstart", _local(activity.day, start))
    if end is not None and end > start:
        event.add("dtend", _local(activity.day, end))


def _whole_days(event: "Event", first: date, last: date) -> None:
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))


def _local(day: date, at: time) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.combine(day, at, ZoneInfo(ZONE))


def _describe(event: "Event", facts: Mapping[str, str]) -> None:
    lines = [f"{label}: {tidy(text)}" for label, text in facts.items() if text.strip()]
    if lines:
        event.add("description", "\n".join(lines))
