"""The words of the programmes' flows: periods, meetings, registrations, duties of the year."""

from datetime import date, datetime

from ...domain.day_words import day_text
from ...domain.periods import Period, PeriodKind
from ...domain.programme_times import ProgrammeTime, time_words
from ...domain.programmes import Every, Forum, Item, Meeting, Wish, WishState, YearlyDuty
from ...domain.schedule import Activity
from ...domain.times import Session, clock_text
from ...i18n import _
from ..period_words import period as period
from ..week import words as week_words


def kind(value: PeriodKind) -> str:
    return {
        PeriodKind.TERM: _("Programme of the term"),
        PeriodKind.YEAR: _("Programmes of years"),
        PeriodKind.QUARTER: _("Programmes of quarters"),
        PeriodKind.MONTH: _("Programmes of months"),
    }[value]


def own_days(value: PeriodKind) -> str:
    """The verb that puts items into the lower programmes of their own days."""
    return {
        PeriodKind.YEAR: _("Into the years of their own days"),
        PeriodKind.QUARTER: _("Into the quarters of their own days"),
        PeriodKind.MONTH: _("Into the months of their own days"),
    }.get(value, "")


def when(value: ProgrammeTime) -> str:
    """The words as written, or those for its days."""
    return value.text or time_words(value.start, value.end)


def item_when(item: Item) -> str:
    return "; ".join(dict.fromkeys(filter(None, (when(item.when), when(item.committee_when)))))


def forum(value: Forum) -> str:
    return {
        Forum.NONE: _("Nobody"),
        Forum.PERMANENT: _("Permanent Committee"),
        Forum.STANDING: _("Standing Committee"),
        Forum.COMMITTEE: _("Executive Committee"),
    }[value]


def meeting(value: Meeting) -> str:
    """Its title, or one made from forum and number."""
    if value.title:
        return value.title
    name = {
        Forum.NONE: _("Meeting"),
        Forum.PERMANENT: _("Meeting of the Permanent Committee"),
        Forum.STANDING: _("Meeting of the Standing Committee"),
        Forum.COMMITTEE: _("Plenum of the Executive Committee"),
    }[value.forum]
    parts = [name]
    if value.number is not None:
        parts.append(_("no. {n}").format(n=value.number))
    if value.extraordinary:
        parts.append(_("(extraordinary)"))
    return " ".join(parts)


def meeting_day(value: Meeting) -> str:
    if value.day is not None:
        return f"{week_words.weekday_short(value.day)} {day_text(value.day)}"
    return value.time_text or time_words(value.earliest, value.latest) or _("day not fixed")


def activity(value: Activity) -> str:
    """`T5 26/11 8h00 · Họp …`."""
    moment = f"{week_words.weekday_short(value.day)} {week_words.day_month(value.day)} {week_words.times(value)}"
    return f"{moment.strip()} · {week_words.first_words(value.content, 110)}"


def wish_state(value: WishState) -> str:
    return {
        WishState.PENDING: _("waiting"),
        WishState.ACCEPTED: _("accepted"),
        WishState.MERGED: _("merged"),
        WishState.RETURNED: _("returned"),
    }[value]


def wish_when(value: Wish) -> str:
    """`T4 2/12 8h00`, `Giữa tháng 12`."""
    if value.day is None:
        return value.time_text
    parts = [f"{week_words.weekday_short(value.day)} {week_words.day_month(value.day)}"]
    if value.start is not None:
        parts.append(clock_text(value.start))
    elif value.session:
        parts.append(week_words.session_here(Session(value.session)))
    return " ".join(parts)


def stretch(first: date, last: date) -> str:
    """A week or a month in words."""
    if (last - first).days < 7:
        return _("Week {days}").format(days=week_words.long_range(first, last))
    return period(Period.of(PeriodKind.MONTH, first))


def moment(value: datetime) -> str:
    """`16h00 Thứ Năm 26/11`, at this machine."""
    local = value.astimezone()
    return f"{clock_text(local.time())} {week_words.named_day(local.date())}"


def every(value: Every) -> str:
    return {
        Every.YEAR: _("Once a year"),
        Every.QUARTER: _("Each quarter"),
        Every.MONTH: _("Each month"),
    }[value]


def duty_when(value: YearlyDuty) -> str:
    """`3/2`, `10/3 âm lịch`, `tháng 6`, `mỗi quý, tháng thứ 3, ngày 25`, `mỗi tháng`."""
    if value.every is Every.MONTH:
        return _("each month, day {day}").format(day=value.day) if value.day else _("each month")
    if value.every is Every.QUARTER:
        parts = [_("each quarter")]
        if value.month:
            parts.append(_("month {n} of it").format(n=value.month))
        if value.month and value.day:
            parts.append(_("day {n}").format(n=value.day))
        return ", ".join(parts)
    if value.month and value.day:
        text = f"{value.day}/{value.month}"
        return _("{day} by the lunar calendar").format(day=text) if value.lunar else text
    return _("month {n}").format(n=value.month) if value.month else _("the whole year")
