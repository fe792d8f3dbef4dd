"""The printed week as words in their places, worked out once: PDF, Word and plain text only give it a shape."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..domain.almanac import Almanac, DayInfo
from ..domain.day_words import day_text
from ..domain.directory import Directory, Entry
from ..domain.marks import Mark, MarkKind, dropped
from ..domain.office import Office
from ..domain.schedule import (
    Absence,
    AbsenceKind,
    Activity,
    ActivityId,
    Duty,
    DutyKind,
    Status,
    WeekSheet,
)
from ..domain.times import Session, clock_text
from .glyphs import one_line, tidy

Orientation = Literal["landscape", "portrait"]

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SESSIONS = {
    Session.ALL_DAY: "Cả ngày",
    Session.MORNING: "Sáng",
    Session.AFTERNOON: "Chiều",
    Session.EVENING: "Tối",
}
MARK_WORDS = {
    MarkKind.NEW: "[MỚI]",
    MarkKind.CHANGED: "[ĐỔI]",
    MarkKind.POSTPONED: "[HOÃN]",
    MarkKind.CANCELLED: "[HỦY]",
}
STATUS_WORDS = {
    Status.ADDED: "[BỔ SUNG]",
    Status.CHANGED: "[THAY ĐỔI]",
    Status.POSTPONED: "[HOÃN]",
    Status.CANCELLED: "[HỦY]",
}
FIELD_WORDS = {
    "day": "ngày",
    "last_day": "ngày",
    "session": "buổi",
    "start": "giờ",
    "end": "giờ",
    "content": "nội dung",
    "chair": "chủ trì",
    "participants": "thành phần",
    "invited": "thành phần",
    "guests": "thành phần",
    "place": "địa điểm",
    "online_sites": "điểm cầu",
    "preparing_unit": "đơn vị chuẩn bị",
    "office_lead": "lãnh đạo văn phòng",
    "vehicle": "xe",
    "logistics": "hậu cần",
    "notes": "ghi chú",
}
ABSENCE_WORDS = {
    AbsenceKind.LEAVE: "nghỉ phép",
    AbsenceKind.MISSION: "đi công tác",
    AbsenceKind.STUDY: "đi học",
    AbsenceKind.OTHER: "vắng",
}
DUTY_WORDS = {
    DutyKind.LEADER: "Trực lãnh đạo",
    DutyKind.OFFICE: "Trực cơ quan",
    DutyKind.TET: "Trực Tết",
}
CONTINUED = "(tiếp)"
DRAFT = "DỰ THẢO"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

#: Longer names of holidays and observances than this stand in a row of their own, not in the narrow day cell.
_DAY_NOTE_LIMIT = 90
#: Notes have a column of their own if at least one activity in so many has one.
_NOTES_COLUMN = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    small: bool = False


Paragraph = tuple[Span, ...]
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One activity: a cell for each column after day and session, and whether it bears a mark of change."""

    cells: tuple[Cell, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class SessionGroup:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DayGroup:
    """One day of the table. `blank` days have one empty row for the pen."""

    name: str  # "Thứ Hai"
    date: str  # "23/11"
    notes: Cell  # lunar date, holiday, observances
    sessions: tuple[SessionGroup, ...]
    blank: bool = False

    def heading(self, *, continued: bool = False) -> Cell:
        """The day cell; on a later page it says that the day goes on."""
        day = (Span(self.name, bold=True),), (Span(self.date, bold=True),)
        return (*day, (Span(CONTINUED, italic=True),)) if continued else (*day, *self.notes)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under the table below a heading of their own (which may be empty)."""

    heading: str
    lines: Cell


@dataclass(frozen=True, slots=True)
class PrintedWeek:
    """All words of the printed week. Column keys: time, content, people, place, notes, opinion."""

    orientation: Orientation
    superior: str
    issuer: str
    number: str  # "Số 14-LCT/ĐU"
    place_date: str
    title: tuple[str, ...]
    subtitle: tuple[str, ...]  # range and version, upright
    draft: bool
    columns: tuple[tuple[str, str], ...]  # key and heading of each column after day and session
    days: tuple[DayGroup, ...]
    empty: bool  # nothing is planned: a form to be filled in by hand
    sections: tuple[Section, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signatory: str
    running: str  # names the paper on its later pages

    @property
    def file_title(self) -> str:
        """The title in a file's properties: no content, as these are seen without opening the file."""
        return self.running


def printed_week(
    sheet: WeekSheet,
    office: Office,
    *,
    almanac: Almanac | None = None,
    orientation: Orientation = "landscape",
    marks: Mapping[ActivityId, Mark],
    draft: bool,
    leader: Entry | None = None,
    directory: Directory | None = None,
    printed_on: date,
) -> PrintedWeek:
    """The words of a week in the order of the paper; with `leader` an extract of what names them.

    A draft is marked and leaves room for a pencil. `printed_on` is the date in the paper's head. Secret activities show
    time, leader and the neutral phrase.
    """
    gone = dropped(sheet.activities, sheet.published.activities) if sheet.published else ()
    all_marks = dict(marks) | {activity.id: Mark(MarkKind.CANCELLED) for activity in gone}
    shown = [_safe(activity) for activity in (*sheet.activities, *gone, *sheet.carried)]
    if leader is not None:
        people = directory if directory is not None else Directory((leader,))
        shown = [activity for activity in shown if names(activity, leader, people)]
    all_marks = {activity.id: all_marks[activity.id] for activity in shown if activity.id in all_marks}
    noted = sum(1 for activity in shown if activity.notes.strip())
    # A column for one note would take room from everything else; the note then stands below the content.
    notes_column = orientation == "landscape" and not draft and noted * _NOTES_COLUMN >= max(len(shown), 1)
    columns = _columns(notes_column=notes_column, draft=draft)
    keys = tuple(key for key, _ in columns)
    version = sheet.versions + 1 if draft else sheet.versions
    schedule, body = sheet.schedule, sheet.body
    return PrintedWeek(
        orientation=orientation,
        superior=one_line(office.superior).upper(),
        issuer=one_line(office.name).upper(),
        number=f"Số {one_line(schedule.register_number)}" if schedule.register_number.strip() else "",
        place_date=f"{one_line(office.place)}, {long_date(printed_on)}" if office.place else long_date(printed_on),
        title=_title(sheet, leader),
        subtitle=_subtitle(sheet, version, leader, draft=draft),
        draft=draft,
        columns=columns,
        days=tuple(
            day
            for day in _days(sheet, shown, all_marks, keys, almanac)
            if leader is None or not shown or not day.blank  # an extract has only the days on which the leader is busy
        ),
        empty=not shown,
        sections=tuple(_sections(sheet, all_marks, leader, directory, version)),
        recipients=recipients_of(body.recipients, body.name, office.name) if leader is None else (),
        signature=text_lines(body.signature),
        signatory=one_line(body.signatory),
        running=f"Lịch công tác tuần {schedule.number}/{schedule.week.year}"
        + (f", bản {version}" if version > 1 else ""),
    )


def names(activity: Activity, leader: Entry, directory: Directory) -> bool:
    """Whether an activity names the leader anywhere in it: chair, participants, guests, office lead or the text."""
    texts = (
        activity.chair,
        activity.participants,
        activity.invited,
        activity.guests,
        activity.office_lead,
        activity.content,
        activity.notes,
    )
    return any(entry.id == leader.id for entry in directory.people_in("\n".join(texts)))


def long_date(day: date) -> str:
    """`ngày 03 tháng 02 năm 2026`: days below 10 and months 1, 2 are padded, months 3–9 are not."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """`23/11`."""
    return f"{day.day:02d}/{day.month:02d}"


def time_text(activity: Activity) -> str:
    """`8h00`, `8h00 – 11h00`, or nothing for an activity without a time."""
    if activity.start is None:
        return f"– {clock_text(activity.end)}" if activity.end else ""
    return f"{clock_text(activity.start)} – {clock_text(activity.end)}" if activity.end else clock_text(activity.start)


def printed_days(sheet: WeekSheet, activities: Iterable[Activity]) -> tuple[date, ...]:
    """The days of the table: the printed range, and any day outside it on which something is planned."""
    first, last = sheet.schedule.first_day, sheet.schedule.last_day
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    for activity in activities:
        if activity.final_day < first or activity.day > last:
            days.add(activity.day)
    return tuple(sorted(days))


def day_words(info: DayInfo | None) -> tuple[str, ...]:
    """What the almanac adds to a day's name: lunar date, holiday or swapped working day, observances."""
    if info is None:
        return ()
    lunar = f"{info.lunar_text} âm lịch" if info.lunar_text else ""
    words = (lunar, info.holiday, info.swapped_working, *info.observances)
    return tuple(tidy(word) for word in words if word)


def _safe(activity: Activity) -> Activity:
    """The activity as paper may show it: a secret one has nothing but time, leader and the neutral phrase."""
    return activity.as_secret() if activity.secret else activity


def text_lines(text: str) -> tuple[str, ...]:
    """The lines of a text that are not empty."""
    return tuple(line for line in tidy(text).split("\n") if line)


def _columns(*, notes_column: bool, draft: bool) -> tuple[tuple[str, str], ...]:
    columns = [
        ("time", "Giờ"),
        ("content", "Nội dung"),
        ("people", "Chủ trì, tham gia"),
        ("place", "Địa điểm"),
    ]
    if notes_column:
        columns.append(("notes", "Ghi chú"))
    if draft:
        columns.append(("opinion", "Ý kiến"))
    return tuple(columns)


def _title(sheet: WeekSheet, leader: Entry | None) -> tuple[str, ...]:
    if leader is not None:
        position = (one_line(leader.position),) if leader.position else ()
        return (f"TRÍCH LỊCH CÔNG TÁC CỦA ĐỒNG CHÍ {one_line(leader.name).upper()}", *position)
    if sheet.body.heading.strip():
        return text_lines(sheet.body.heading)
    return f"LỊCH CÔNG TÁC TUẦN {sheet.schedule.number}", f"CỦA {one_line(sheet.body.name).upper()}"


def _subtitle(sheet: WeekSheet, version: int, leader: Entry | None, *, draft: bool) -> tuple[str, ...]:
    schedule = sheet.schedule
    dates = f"từ ngày {day_text(schedule.first_day)} đến ngày {day_text(schedule.last_day)}"
    told = leader is None and (not sheet.body.heading.strip() or str(schedule.number) in sheet.body.heading)
    lines = [f"({dates})" if told else f"(Tuần {schedule.number}, {dates})"]
    if version > 1:
        replaces = f"Bản {version}, thay bản {version - 1}"
        lines.append(f"Dự thảo {replaces[0].lower()}{replaces[1:]}" if draft else replaces)
    return tuple(lines)


def _days(
    sheet: WeekSheet,
    activities: list[Activity],
    marks: Mapping[ActivityId, Mark],
    keys: tuple[str, ...],
    almanac: Almanac | None,
) -> Iterator[DayGroup]:
    first, last = sheet.schedule.first_day, sheet.schedule.last_day
    for day in printed_days(sheet, activities):
        inside = first <= day <= last
        today = [a for a in activities if (a.on(day) if inside else a.day == day)]
        today.sort(key=lambda activity: activity.order[1:])
        words = day_words(almanac.day(day) if almanac is not None else None)
        notes = tuple((Span(word, italic=True, small=True, bold=n > 0),) for n, word in enumerate(words))
        if sum(map(len, words)) > _DAY_NOTE_LIMIT:
            long, notes = notes[1:], notes[:1]
            told = Row(tuple(long if key == "content" else () for key in keys))
            sessions = [SessionGroup("", (told,))]
        else:
            sessions = []
        for session in Session:
            rows = tuple(_row(a, marks.get(a.id), keys) for a in today if a.session is session)
            if rows:
                sessions.append(SessionGroup(SESSIONS[session], rows))
        blank = Row(tuple(() for _ in keys))
        if not activities and day.weekday() < 5:
            sessions += [SessionGroup(SESSIONS[s], (blank,)) for s in (Session.MORNING, Session.AFTERNOON)]
        yield DayGroup(
            WEEKDAYS[day.weekday()],
            short_date(day),
            notes,
            tuple(sessions) or (SessionGroup("", (blank,)),),
            blank=not today,
        )


def _row(activity: Activity, mark: Mark | None, keys: tuple[str, ...]) -> Row:
    struck = not activity.status.takes_place or (mark is not None and mark.kind is MarkKind.CANCELLED)
    cells = {
        "time": paragraphs(time_text(activity)),
        "content": _content(activity),
        "people": _people(activity),
        "place": (*paragraphs(activity.place), *labelled("Điểm cầu", activity.online_sites), *_vehicle(activity)),
        "notes": paragraphs(activity.notes),
    }
    if "notes" not in keys:
        cells["content"] += labelled("Ghi chú", activity.notes)
    if struck:
        cells = {key: struck_through(cell) for key, cell in cells.items()}
    label = MARK_WORDS[mark.kind] if mark else STATUS_WORDS.get(activity.status, "")
    if label:
        first = cells["content"][0] if cells["content"] else ()
        cells["content"] = ((Span(f"{label} ", bold=True), *first), *cells["content"][1:])
    if mark is not None and mark.kind is MarkKind.CHANGED and not activity.secret:
        what = ", ".join(dict.fromkeys(FIELD_WORDS[name] for name in mark.fields if name in FIELD_WORDS))
        if what:
            cells["content"] += ((Span(f"(thay đổi: {what})", italic=True, small=True),),)
    return Row(tuple(cells.get(key, ()) for key in keys), marked=mark is not None)


def _content(activity: Activity) -> Cell:
    cell = paragraphs(activity.content)
    if activity.last_day is not None and activity.last_day != activity.day:
        span = f"(từ {short_date(activity.day)} đến {short_date(activity.last_day)})"
        cell += ((Span(span, italic=True),),)
    return (
        *cell,
        *labelled("Chuẩn bị", activity.preparing_unit),
        *labelled("Hậu cần", activity.logistics),
    )


def _people(activity: Activity) -> Cell:
    return (
        *labelled("Chủ trì", activity.chair, bold=True),
        *labelled("Tham gia", activity.participants),
        *labelled("Mời", activity.invited),
        *labelled("Khách", activity.guests),
        *labelled("Lãnh đạo Văn phòng", activity.office_lead),
    )


def _vehicle(activity: Activity) -> Cell:
    """`Xe: …`, unless the office's own words begin so."""
    vehicle = activity.vehicle.strip()
    return paragraphs(vehicle) if vehicle.lower().startswith("xe") else labelled("Xe", vehicle)


def paragraphs(text: str, *, bold: bool = False) -> Cell:
    """A text's lines; an empty one has none."""
    return tuple((Span(line, bold=bold),) for line in tidy(text).split("\n")) if text.strip() else ()


def labelled(label: str, text: str, *, bold: bool = False) -> Cell:
    """`label: text`, the label in italics before the text's first line."""
    lines = paragraphs(text, bold=bold)
    return ((Span(f"{label}: ", italic=True), *lines[0]), *lines[1:]) if lines else ()


def struck_through(cell: Cell) -> Cell:
    """The same words with a line through them."""
    return tuple(tuple(replace(span, struck=True) for span in paragraph) for paragraph in cell)


def _sections(
    sheet: WeekSheet,
    marks: Mapping[ActivityId, Mark],
    leader: Entry | None,
    directory: Directory | None,
    version: int,
) -> Iterator[Section]:
    absences, duties = sheet.surroundings.absences, sheet.surroundings.duties
    if leader is not None:
        people = directory if directory is not None else Directory((leader,))
        absences = tuple(a for a in absences if leader in people.people_in(a.person))
        duties = tuple(d for d in duties if leader in people.people_in(d.people))
    if absences:
        yield Section("Vắng mặt trong tuần", tuple((Span(_absence_line(a)),) for a in absences))
    if duties:
        yield Section("Lịch trực", tuple(_duty_line(d) for d in duties))
    notes = [(Span(line, italic=True),) for line in text_lines(sheet.schedule.notes)]
    if marks and version > 1:
        legend = f"Chỗ khác với bản {version - 1} có chữ đậm trong ngoặc vuông và vạch đậm ở lề phải."
        notes.append((Span(legend, italic=True),))
    if notes:
        yield Section("", tuple(notes))


def _absence_line(absence: Absence) -> str:
    note = f" ({one_line(absence.note)})" if absence.note.strip() else ""
    days = _day_range(absence.first_day, absence.last_day)
    return f"- {one_line(absence.person)}: {ABSENCE_WORDS[absence.kind]}, {days}{note}"


def _duty_line(duty: Duty) -> Paragraph:
    note = f" ({one_line(duty.note)})" if duty.note.strip() else ""
    head = f"- {DUTY_WORDS[duty.kind]}, {_day_range(duty.first_day, duty.last_day)}: "
    return Span(head), Span(f"{one_line(duty.people)}{note}")


def _day_range(first: date, last: date) -> str:
    if first == last:
        return f"ngày {short_date(first)}"
    return f"từ ngày {short_date(first)} đến ngày {short_date(last)}"


def recipients_of(own: str, body: str, office: str) -> tuple[str, ...]:
    """The office's own list, else the usual one; a Party paper's last line is the office that keeps it, without VT."""
    if own.strip():
        return text_lines(own)
    committee = " ".join(one_line(office).split()[:2])
    keeper = f"Văn phòng {committee}" if committee.endswith("ủy") else "Văn phòng"
    return f"- {one_line(body)},", "- Các cơ quan, đơn vị có liên quan,", f"- Lưu {keeper}."
