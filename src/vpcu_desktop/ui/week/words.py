"""The words of the weekly schedule on screen: days, sessions, marks, states and conflicts."""

from datetime import date, time

from ...domain.almanac import DayInfo
from ...domain.conflicts import Conflict, ConflictKind
from ...domain.day_words import day_text
from ...domain.marks import MarkKind
from ...domain.schedule import AbsenceKind, Activity, DutyKind, ScheduleState, Status
from ...domain.times import Session, clock_text
from ...i18n import _


def weekday_short(day: date) -> str:
    """`T2` … `T7`, `CN`."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def weekday(day: date) -> str:
    """`Thứ Hai` … `Chủ nhật`."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def day_month(day: date) -> str:
    """`24/11`."""
    return f"{day.day}/{day.month}"


def day_range(first: date, last: date | None) -> str:
    """`24/11`, `24–26/11`, `30/11–2/12`."""
    if last is None or last <= first:
        return day_month(first)
    if first.month == last.month and first.year == last.year:
        return f"{first.day}–{day_month(last)}"
    return f"{day_month(first)}–{day_month(last)}"


def weekdays(first: date, last: date) -> str:
    """`T5`, `T5–T6`."""
    return weekday_short(first) if last <= first else f"{weekday_short(first)}–{weekday_short(last)}"


def long_range(first: date, last: date) -> str:
    """`23–29/11/2026`."""
    return f"{day_range(first, last)}/{last.year}"


def named_day(day: date) -> str:
    """`Thứ Hai 23/11`."""
    return f"{weekday(day)} {day_month(day)}"


def session(value: Session) -> str:
    return {
        Session.ALL_DAY: _("All day"),
        Session.MORNING: _("Morning"),
        Session.AFTERNOON: _("Afternoon"),
        Session.EVENING: _("Evening"),
    }[value]


def session_here(value: Session | None) -> str:
    """A session inside a sentence or a chip: `sáng`, `chiều`; empty for none."""
    if value is None:
        return ""
    return {
        Session.ALL_DAY: _("all day"),
        Session.MORNING: _("in the morning"),
        Session.AFTERNOON: _("in the afternoon"),
        Session.EVENING: _("in the evening"),
    }[value]


def times(activity: Activity) -> str:
    """`8h30`, `8h30–10h00`, `Cả ngày`, or nothing for a session without a time."""
    if activity.start is None:
        return _("All day") if activity.session is Session.ALL_DAY else ""
    start = clock_text(activity.start)
    return f"{start}–{clock_text(activity.end)}" if activity.end else start


def lunar(info: DayInfo) -> str:
    """`15/10 ÂL`."""
    return _("{day} lunar").format(day=info.lunar_text)


def day_name(info: DayInfo) -> str:
    """The holiday, made-up working day or observance of a day; empty for an ordinary one."""
    if info.holiday:
        return info.holiday
    return info.swapped_working or "; ".join(info.observances)


def mark(kind: MarkKind) -> str:
    return {
        MarkKind.NEW: _("NEW"),
        MarkKind.CHANGED: _("CHANGED"),
        MarkKind.POSTPONED: _("POSTPONED"),
        MarkKind.CANCELLED: _("CANCELLED"),
    }[kind]


def status(value: Status) -> str:
    return {
        Status.PLANNED: _("Planned"),
        Status.OFFICIAL: _("Official"),
        Status.ADDED: _("Added"),
        Status.CHANGED: _("Changed"),
        Status.POSTPONED: _("Postponed"),
        Status.CANCELLED: _("Cancelled"),
    }[value]


def state(value: ScheduleState) -> str:
    return {
        ScheduleState.DRAFT: _("Drafting"),
        ScheduleState.SUBMITTED: _("Awaiting approval"),
        ScheduleState.APPROVED: _("Approved"),
    }[value]


def absence(kind: AbsenceKind) -> str:
    return {
        AbsenceKind.LEAVE: _("On leave"),
        AbsenceKind.MISSION: _("On a mission"),
        AbsenceKind.STUDY: _("Studying"),
        AbsenceKind.OTHER: _("Away"),
    }[kind]


def duty(kind: DutyKind) -> str:
    return {
        DutyKind.LEADER: _("Leader on duty"),
        DutyKind.OFFICE: _("Office on duty"),
        DutyKind.TET: _("Tết duty"),
    }[kind]


def warning(kind: ConflictKind) -> str:
    """The one word that a card carries for a conflict; empty where the card itself shows what is missing."""
    return {
        ConflictKind.PERSON: _("clash"),
        ConflictKind.ROOM: _("room clash"),
        ConflictKind.VEHICLE: _("car clash"),
        ConflictKind.AWAY: _("away"),
        ConflictKind.HOLIDAY: "",
        ConflictKind.OUTSIDE_HOURS: _("outside hours"),
        ConflictKind.NO_CHAIR: "",
        ConflictKind.NO_PLACE: "",
    }[kind]


def conflict(found: Conflict, activities: tuple[Activity, ...]) -> str:
    """A conflict as one sentence; `activities` are those it names, in order (none: the reader sees them anyway)."""
    who = found.entry.label if found.entry else ""
    what = " · ".join(f"{times(a)} {first_words(a.content)}".strip() for a in (*activities, *found.elsewhere))
    day = f"{weekday_short(found.day)} {day_month(found.day)}"
    sentence = {
        ConflictKind.PERSON: _("{day}: {who} is needed twice at once: {what}"),
        ConflictKind.ROOM: _("{day}: {who} is used twice at once: {what}"),
        ConflictKind.VEHICLE: _("{day}: {who} is driven twice at once: {what}"),
        ConflictKind.AWAY: _("{day}: {who} is away: {what}"),
        ConflictKind.HOLIDAY: _("{day} is a day off: {what}"),
        ConflictKind.OUTSIDE_HOURS: _("{day}: outside working hours: {what}"),
        ConflictKind.NO_CHAIR: _("{day}: no chair yet: {what}"),
        ConflictKind.NO_PLACE: _("{day}: no place yet: {what}"),
    }[found.kind]
    return sentence.format(day=day, who=who, what=what).rstrip(" :")


def conflict_counts(found: tuple[Conflict, ...]) -> str:
    """`1 người trùng giờ · 2 thiếu chủ trì`, of the conflicts that nobody has decided to keep.

    A person, room or car counts once, however many pairs of activities clash over it.
    """
    open_kinds = [kind for kind, _whom in {(c.kind, c.entry.id if c.entry else c.key) for c in found if not c.kept}]
    pieces = []
    for kind in ConflictKind:
        count = open_kinds.count(kind)
        if count:
            pieces.append(_count_words(kind).format(n=count))
    return " · ".join(pieces)


def _count_words(kind: ConflictKind) -> str:
    return {
        ConflictKind.PERSON: _("{n} people clash"),
        ConflictKind.ROOM: _("{n} rooms clash"),
        ConflictKind.VEHICLE: _("{n} cars clash"),
        ConflictKind.AWAY: _("{n} people away"),
        ConflictKind.HOLIDAY: _("{n} on days off"),
        ConflictKind.OUTSIDE_HOURS: _("{n} outside hours"),
        ConflictKind.NO_CHAIR: _("{n} without chair"),
        ConflictKind.NO_PLACE: _("{n} without place"),
    }[kind]


def first_words(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + "…"


def step(label: str) -> str:
    """What a step did, for `Undo: …`."""
    return {
        "plan": _("add activity"),
        "change": _("edit"),
        "move": _("move"),
        "remove": _("remove"),
        "cancel": _("cancel"),
        "postpone": _("postpone"),
        "revive": _("take up again"),
        "repeat": _("repeat"),
        "copy_week": _("copy last week"),
        "add_recurring": _("add recurring activities"),
        "accept": _("take in activities"),
        "hand_over": _("hand over"),
        "save_roster": _("absence or duty"),
        "remove_roster": _("remove absence or duty"),
        "set_heading": _("heading and notes"),
    }.get(label, _("change"))


def field(name: str) -> str:
    """The name of an activity's field."""
    return {
        "day": _("Day"),
        "last_day": _("To day"),
        "session": _("Session"),
        "start": _("From"),
        "end": _("To"),
        "content": _("Content"),
        "chair": _("Chair"),
        "participants": _("Participants"),
        "invited": _("Invited"),
        "place": _("Place"),
        "preparing_unit": _("Prepared by"),
        "office_lead": _("Office lead"),
        "vehicle": _("Vehicle"),
        "logistics": _("Logistics"),
        "online_sites": _("Online sites"),
        "guests": _("Guests"),
        "notes": _("Notes"),
        "secret": _("Secret"),
    }.get(name, name)


def field_value(name: str, activity: Activity) -> str:
    """A field's value in words; long texts by their beginning."""
    value = getattr(activity, name)
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, time):
        return clock_text(value)
    if isinstance(value, Session):
        return session(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return first_words(str(value or ""), 120)
