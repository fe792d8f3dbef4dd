"""Conflicts of a week, derived from its state each time: they warn, never block, and may be kept with a reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from itertools import combinations

from .almanac import Almanac
from .directory import Directory, Entry
from .schedule import Absence, Activity, ActivityId, WeekSheet
from .text import fold
from .times import Session, WorkingHours

#: An activity without an end is taken to last this long, but not past its session.
_USUAL_LENGTH = timedelta(hours=2)


class ConflictKind(Enum):
    PERSON = "person"  # a leader twice at overlapping times
    ROOM = "room"
    VEHICLE = "vehicle"
    AWAY = "away"  # a leader who is absent
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    NO_CHAIR = "no_chair"
    NO_PLACE = "no_place"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One trouble on one day. `key` is stable while the trouble stays the same, so a reason for keeping it sticks.

    `activities` are the sheet's own; `elsewhere` is what they clash with in another week's or body's schedule.
    """

    key: str
    kind: ConflictKind
    day: date
    activities: tuple[ActivityId, ...]
    entry: Entry | None = None  # who, which room, which vehicle
    kept: str = ""  # the clerk's reason for keeping it
    elsewhere: tuple[Activity, ...] = ()


def time_span(activity: Activity, day: date, hours: WorkingHours) -> tuple[time, time]:
    """The hours of a day that an activity takes up, guessed from its session where times are missing.

    What lasts all day over several days begins at its start on the first one only, and ends at its end on the last.
    """
    first, last = hours.span(activity.session)
    start, end = activity.start, activity.end
    if activity.session is Session.ALL_DAY and activity.final_day > activity.day:
        start = start if day == activity.day else None
        end = end if day == activity.final_day else None
        return start or first, max(end or last, start or first)
    if start is None:
        return first, last
    if end is not None and end > start:
        return start, end
    if activity.session is Session.ALL_DAY:
        return start, max(last, start)
    minutes = start.hour * 60 + start.minute + int(_USUAL_LENGTH.total_seconds()) // 60
    guess = time(min(minutes // 60, 23), minutes % 60 if minutes < 24 * 60 else 59)
    return start, min(guess, last) if last > start else guess


def overlap(one: Activity, other: Activity, day: date, hours: WorkingHours) -> bool:
    """Whether two activities take up a common moment of a day that both are on."""
    (a, b), (c, d) = time_span(one, day, hours), time_span(other, day, hours)
    return a < d and c < b


def people_of(activity: Activity, directory: Directory) -> tuple[Entry, ...]:
    """The people of the directory who take part: those named as chair or participant."""
    return directory.people_in(f"{activity.chair}\n{activity.participants}")


def conflicts(sheet: WeekSheet, directory: Directory, almanac: Almanac, hours: WorkingHours) -> tuple[Conflict, ...]:
    """All conflicts of a week in the order of the days. Cancelled and postponed activities have none.

    What other weeks and bodies have on the same days counts against this week's activities, not against each other.
    """
    live = [activity for activity in sheet.activities if activity.status.takes_place]
    others = [activity for activity in (*sheet.carried, *sheet.elsewhere) if activity.status.takes_place]
    found = [
        *_doubles(live, others, hours, ConflictKind.PERSON, lambda a: people_of(a, directory)),
        *_doubles(live, others, hours, ConflictKind.ROOM, lambda a: directory.rooms_in(a.place)),
        *_doubles(live, others, hours, ConflictKind.VEHICLE, lambda a: directory.vehicles_in(a.vehicle)),
        *_away(live, sheet.absences, directory),
        *_days_off(live, almanac),
        *_outside_hours(live, hours),
        *_missing(live),
    ]
    named = [
        replace(c, kept=sheet.kept.get(c.key, ""))
        for c in sorted(found, key=lambda c: (c.day, list(ConflictKind).index(c.kind), c.key))
    ]
    return tuple({c.key: c for c in named}.values())


def _key(kind: ConflictKind, day: date, activities: tuple[ActivityId, ...], entry: Entry | None = None) -> str:
    return "|".join([kind.value, day.isoformat(), entry.id if entry else "", *sorted(activities)])


def _make(
    kind: ConflictKind,
    day: date,
    *activities: Activity,
    entry: Entry | None = None,
    elsewhere: tuple[Activity, ...] = (),
) -> Conflict:
    ids = tuple(activity.id for activity in activities)
    key = _key(kind, day, (*ids, *(activity.id for activity in elsewhere)), entry)
    return Conflict(key, kind, day, ids, entry, elsewhere=elsewhere)


def _days(activity: Activity) -> Iterator[date]:
    day = activity.day
    while day <= activity.final_day:
        yield day
        day += timedelta(days=1)


def _doubles(
    live: list[Activity],
    others: list[Activity],
    hours: WorkingHours,
    kind: ConflictKind,
    used: Callable[[Activity], tuple[Entry, ...]],
) -> Iterator[Conflict]:
    users: dict[str, tuple[Entry, list[Activity]]] = {}
    for activity in live:
        for entry in used(activity):
            users.setdefault(entry.id, (entry, []))[1].append(activity)
    for entry, activities in users.values():
        for one, other in combinations(activities, 2):
            day = _common_day(one, other, hours)
            if day is not None:
                yield _make(kind, day, one, other, entry=entry)
    for other in others:
        for entry in used(other):
            for one in users.get(entry.id, (entry, []))[1]:
                day = None if _same_matter(one, other) else _common_day(one, other, hours)
                if day is not None:
                    yield _make(kind, day, one, entry=entry, elsewhere=(other,))


def _same_matter(one: Activity, other: Activity) -> bool:
    """One meeting that stands in two schedules (of two bodies, or on the Monday that two weeks print) is no clash."""
    if (one.day, one.session, one.start) != (other.day, other.session, other.start):
        return False
    return fold(one.content) == fold(other.content) or bool(one.place and fold(one.place) == fold(other.place))


def _common_day(one: Activity, other: Activity, hours: WorkingHours) -> date | None:
    """The first day on which two activities overlap."""
    first, last = max(one.day, other.day), min(one.final_day, other.final_day)
    if first > last:
        return None
    # The days between a range's ends are all alike: the first of them stands for the others.
    days = (first,) if first == last else sorted({first, first + timedelta(days=1), last})
    return next((day for day in days if overlap(one, other, day, hours)), None)


def _away(live: list[Activity], absences: tuple[Absence, ...], directory: Directory) -> Iterator[Conflict]:
    for absence in absences:
        away = {entry.id for entry in directory.people_in(absence.person)}
        for activity in live:
            first, last = max(activity.day, absence.first_day), min(activity.final_day, absence.last_day)
            if first > last:
                continue
            for entry in people_of(activity, directory):
                if entry.id in away:
                    yield _make(ConflictKind.AWAY, first, activity, entry=entry)


def _days_off(live: list[Activity], almanac: Almanac) -> Iterator[Conflict]:
    for activity in live:
        for day in _days(activity):
            if almanac.day(day).holiday:
                yield _make(ConflictKind.HOLIDAY, day, activity)
                break


def _outside_hours(live: list[Activity], hours: WorkingHours) -> Iterator[Conflict]:
    """Outside: starts before the morning, between the sessions, or ends after the afternoon; an evening is meant so."""
    for activity in live:
        if activity.start is None or activity.session is Session.EVENING:
            continue
        between = hours.morning[1] < activity.start < hours.afternoon[0]
        late = activity.end is not None and activity.end > hours.afternoon[1]
        if activity.start < hours.morning[0] or between or activity.start >= hours.afternoon[1] or late:
            yield _make(ConflictKind.OUTSIDE_HOURS, activity.day, activity)


def _missing(live: list[Activity]) -> Iterator[Conflict]:
    for activity in live:
        if not activity.chair:
            yield _make(ConflictKind.NO_CHAIR, activity.day, activity)
        if not activity.place and not activity.secret:
            yield _make(ConflictKind.NO_PLACE, activity.day, activity)
