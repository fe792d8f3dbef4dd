"""The week, or one day of it, as plain text for a message; secret activities are left out altogether."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ..domain.almanac import Almanac
from ..domain.day_words import day_text
from ..domain.marks import Mark
from ..domain.office import Office
from ..domain.schedule import Activity, ActivityId, WeekSheet
from ..domain.times import Session
from .glyphs import one_line, tidy
from .layout import MARK_WORDS, SESSIONS, STATUS_WORDS, WEEKDAYS, printed_days, short_date, time_text


def week_text(
    sheet: WeekSheet,
    office: Office,
    *,
    almanac: Almanac | None = None,
    marks: Mapping[ActivityId, Mark] | None = None,
    day: date | None = None,
) -> str:
    """Lines for a message. Nothing tells that a secret activity exists: neither a row nor a day that has no other."""
    open_ones = tuple(activity for activity in (*sheet.activities, *sheet.carried) if not activity.secret)
    shown = replace(sheet, activities=open_ones)
    schedule = sheet.schedule
    body = f"{one_line(sheet.body.name)} – {one_line(office.name)}"
    if day is None:
        span = f"từ {day_text(schedule.first_day)} đến {day_text(schedule.last_day)}"
        lines = [f"LỊCH CÔNG TÁC TUẦN {schedule.number} ({span})", body]
        days = printed_days(shown, open_ones)
    else:
        lines = [f"LỊCH CÔNG TÁC NGÀY {day_text(day)}", body]
        days = (day,)
    for each in days:
        lines += ["", *_day_lines(each, open_ones, almanac, marks or {})]
    if day is None:
        notes = [line for line in tidy(schedule.notes).split("\n") if line]
        lines += ["", *notes] if notes else []
    return "\n".join(lines) + "\n"


def _day_lines(
    day: date, activities: tuple[Activity, ...], almanac: Almanac | None, marks: Mapping[ActivityId, Mark]
) -> Iterator[str]:
    info = almanac.day(day) if almanac is not None else None
    known = [word for word in (info.holiday, info.swapped_working) if word] if info else []
    yield f"{WEEKDAYS[day.weekday()]} {short_date(day)}{f' ({tidy(known[0])})' if known else ''}"
    today = sorted((a for a in activities if a.on(day)), key=lambda activity: activity.order[1:])
    for session in Session:
        these = [activity for activity in today if activity.session is session]
        if these:
            yield f"{SESSIONS[session]}:"
        for activity in these:
            yield _activity_line(activity, marks.get(activity.id))
    if not today:
        yield "(không có lịch)"


def _activity_line(activity: Activity, mark: Mark | None) -> str:
    """`- 8h00: [ĐỔI] content. Chủ trì: …. Tham gia: …. Địa điểm: ….`"""
    label = MARK_WORDS[mark.kind] if mark else STATUS_WORDS.get(activity.status, "")
    when = time_text(activity)
    days = ""
    if activity.last_day is not None and activity.last_day != activity.day:
        days = f"(từ {short_date(activity.day)} đến {short_date(activity.last_day)})"
    pieces = [" ".join(part for part in (label, one_line(activity.content).rstrip("."), days) if part)]
    for name, text in (
        ("Chủ trì", activity.chair),
        ("Tham gia", activity.participants),
        ("Mời", activity.invited),
        ("Khách", activity.guests),
        ("Địa điểm", activity.place),
        ("Điểm cầu", activity.online_sites),
        ("Chuẩn bị", activity.preparing_unit),
        ("Lãnh đạo Văn phòng", activity.office_lead),
        ("" if activity.vehicle.lower().startswith("xe") else "Xe", activity.vehicle),
        ("Hậu cần", activity.logistics),
        ("Ghi chú", activity.notes),
    ):
        if text.strip():
            pieces.append(f"{name}{': ' if name else ''}{one_line(text).rstrip('.')}")
    return f"- {f'{when}: ' if when else ''}{'. '.join(pieces)}."
