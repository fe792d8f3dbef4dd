"""The entry line: one activity typed in one line, understood while it is typed.

`t5 14h họp giao ban khối Đảng; chủ trì PBT TT; P. họp 2` → Thursday, 14:00, the matter, the chair, the place.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from ..domain.day_words import parse_day
from ..domain.proposals import Proposal
from ..domain.text import clean_line
from ..domain.times import Session, Week, WorkingHours
from .brackets import tidy
from .people import is_surely_place, looks_like_place, names_person
from .words import TIME_SPAN, afternoon, find_times, short_session

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the typed text a field was read: `text[begin:end]`."""

    field: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry line understood: the proposal, and for each field the stretches of text that gave it."""

    proposal: Proposal
    spans: tuple[Span, ...]


_WEEKDAY = r"(?:(?:thứ|thu|t\.?)\s*(?:hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay|[2-7])|cn|chủ\s+nhật|chu\s+nhat)"
_WEEK_WORD = r"(?:tuần|tuan)\s+(?:sau|tới|toi|này|nay)"
_DATE = r"(?:ngày\s+)?[0-3]?\d\s*/\s*(?:1[0-2]|0?[1-9])(?:\s*/\s*(?:\d{4}|\d{2}))?(?![\d/])"
_DAY = re.compile(
    rf"(?P<range>(?:từ\s+)?(?:ngày\s+)?(?P<d1>[0-3]?\d)(?:\s*/\s*(?P<m1>\d{{1,2}}))?\s*(?:-|–|—|đến(?:\s+ngày)?)\s*(?P<last>{_DATE}))"
    rf"|(?P<days>{_WEEKDAY}\s*(?:-|–|đến)\s*{_WEEKDAY})(?!\w)"
    rf"|(?P<day>{_WEEK_WORD}\s*,?\s*{_WEEKDAY}|{_WEEKDAY}\s*,?\s*{_WEEK_WORD}|{_WEEKDAY}(?:\s*,?\s*{_DATE})?|{_DATE}"
    r"|hôm\s+nay|hom\s+nay|ngày\s+mai|ngay\s+mai|mai|ngày\s+kia|ngày\s+mốt)(?!\w)",
    _I,
)
_TIME = re.compile(
    rf"(?:từ\s+|lúc\s+|tu\s+|luc\s+)?(?P<span>{TIME_SPAN}|\d{{1,2}}\s*-\s*\d{{1,2}}h(?:\d\d)?)(?!\w)", _I
)
_SHORT_SPAN = re.compile(r"(?P<a>\d{1,2})\s*-\s*(?P<b>\d{1,2}h(?:\d\d)?)", _I)
_SESSION = re.compile(r"(?:buổi\s+|buoi\s+)?(?P<word>cả\s+ngày|ca\s+ngay|sáng|sang|chiều|chieu|tối|toi)(?!\w)", _I)
_PLAIN = {"ca ngay": "cả ngày", "sang": "sáng", "chieu": "chiều", "toi": "tối"}
_SEPARATORS = re.compile(r"[\s,;:.\-–]*")
_FIELDS: tuple[tuple[str, "re.Pattern[str]"], ...] = tuple(
    (name, re.compile(rf"^(?:{words})\s*(?::\s*|\s+)(?P<value>\S.*)$", _I | re.DOTALL))
    for name, words in (
        ("chair", r"chủ\s+trì|chu\s+tri|ct\s*:|chủ\s+tọa"),
        ("participants", r"thành\s+phần(?:\s+tham\s+dự)?|tham\s+dự|cùng\s+dự|dự\s*:|tp\s*:|tham\s+gia"),
        ("invited", r"kính\s+mời|mời|khách\s+mời"),
        ("place", r"địa\s+điểm|dia\s+diem|đđ|tại|ở"),
        ("preparing_unit", r"chuẩn\s+bị|giao|đơn\s+vị\s+chuẩn\s+bị"),
        ("office_lead", r"lđvp|ldvp|lãnh\s+đạo\s+vp"),
        ("notes", r"ghi\s+chú|lưu\s+ý"),
    )
)
_CHAIRED = re.compile(r"^(?P<value>\S.*?)\s+(?:chủ\s+trì|chu\s+tri)$", _I)
_INLINE = re.compile(r"[,\s]\s*(?P<label>chủ\s+trì\s*:?|địa\s+điểm\s*:?|tại)\s+(?P<value>[^,;]+)$", _I)


@dataclass(slots=True)
class _Reading:
    text: str
    week: Week
    hours: WorkingHours
    spans: list[Span] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    last_day: date | None = None
    session: Session | None = None
    start: time | None = None
    end: time | None = None

    def mark(self, name: str, begin: int, end: int) -> None:
        self.spans.append(Span(name, begin, end))


def parse_entry(text: str, week: Week, hours: WorkingHours, *, today: date | None = None) -> Proposal:
    """The proposal of an entry line; see `read_entry`."""
    return read_entry(text, week, hours, today=today).proposal


def read_entry(text: str, week: Week, hours: WorkingHours, *, today: date | None = None) -> Entry:
    """Understand an entry line for the week on screen. Spans index the text as given.

    `today` decides what `mai` and `tuần sau` mean; without it they are counted from the week's Monday.
    """
    reading = _Reading(text, week, hours)
    position = _when(reading, 0, today or week.monday)
    _segments(reading, position, today or week.monday)
    if reading.start is not None:
        reading.start = afternoon(reading.start, reading.session)
        if reading.end is not None and reading.end <= reading.start:
            reading.end = None
        if reading.session is not Session.ALL_DAY:
            reading.session = hours.session_of(reading.start)
    return Entry(_proposal(reading), tuple(sorted(reading.spans, key=lambda span: span.begin)))


def _proposal(reading: _Reading) -> Proposal:
    confidence = dict.fromkeys(reading.values, 0.9)
    if reading.day is not None:
        confidence["date"] = 0.95
    if reading.start is not None:
        confidence["start"] = 0.95
    values = {"content": ""} | {name: clean_line(value) for name, value in reading.values.items()}
    return Proposal(
        day=reading.day,
        last_day=reading.last_day,
        session=reading.session,
        start=reading.start,
        end=reading.end,
        source_line=1,
        source_text=reading.text,
        confidence=confidence,
        **values,  # type: ignore[arg-type]  # text fields only
    )


def _when(reading: _Reading, position: int, today: date) -> int:
    """Day, session and time from here on, in any order; where the words after them begin."""
    while True:
        start = _skip(reading.text, position)
        following = _day_at(reading, start, today) or _time_at(reading, start) or _session_at(reading, start)
        if following is None:
            return start
        position = following


def _skip(text: str, position: int) -> int:
    match = _SEPARATORS.match(text, position)
    return match.end() if match is not None else position


def _day_at(reading: _Reading, position: int, today: date) -> int | None:
    match = _DAY.match(reading.text, position)
    if match is None or reading.day is not None:
        return None
    if match["range"]:
        last = parse_day(match["last"], today=today, week=reading.week)
        first = _with_month(match["d1"], match["m1"], last)
        if first is None or last is None or not first <= last:
            return None
        reading.day, reading.last_day = first, last if last > first else None
    elif match["days"]:
        ends = [_single(part, reading.week, today) for part in re.split(r"\s*(?:-|–|đến)\s*", match["days"], flags=_I)]
        if ends[0] is None or ends[-1] is None or ends[-1] <= ends[0]:
            return None
        reading.day, reading.last_day = ends[0], ends[-1]
    else:
        reading.day = _single(match["day"], reading.week, today)
    if reading.day is None:
        return None
    reading.mark("day", match.start(), match.end())
    return match.end()


def _single(words: str, week: Week, today: date) -> date | None:
    """A day of the week on screen, unless the words are counted from today; a date is surer than its weekday."""
    dated = re.search(_DATE, words, _I)
    return parse_day(dated.group() if dated is not None else words, today=today, week=week)


def _with_month(day: str, month: str | None, last: date | None) -> date | None:
    if last is None:
        return None
    try:
        first = date(last.year, int(month) if month else last.month, int(day))
    except ValueError:
        return None
    return first if last - first <= timedelta(days=60) else None


def _time_at(reading: _Reading, position: int) -> int | None:
    match = _TIME.match(reading.text, position)
    if match is None or reading.start is not None:
        return None
    words = match["span"]
    short = _SHORT_SPAN.fullmatch(words)
    times = list(find_times(f"{short['a']}h-{short['b']}" if short is not None else words))
    if not times:
        return None
    reading.start, reading.end = times[0].start, times[0].end
    reading.mark("time", match.start(), match.end())
    return match.end()


def _session_at(reading: _Reading, position: int) -> int | None:
    match = _SESSION.match(reading.text, position)
    if match is None or reading.session is not None:
        return None
    word = " ".join(match["word"].lower().split())
    reading.session = short_session(_PLAIN.get(word, word))
    reading.mark("session", match.start(), match.end())
    return match.end()


def _segments(reading: _Reading, position: int, today: date) -> None:
    """The parts between semicolons: the first is the matter, the others by their first word or their kind."""
    told = position  # a part that tells when may go on with the parts after it
    for match in re.finditer(r"[^;]+", reading.text[position:]):
        begin, end = max(position + match.start(), told), position + match.end()
        words = reading.text[begin:end]
        inner = _skip(reading.text, begin)
        name, value_at, value = _named(words.strip(), reading)
        if name == "when":
            told = _when(reading, inner, today)
            if reading.text[told:end].strip():
                _put(reading, "notes", reading.text[told:end], told)
                told = end
            continue
        offset = begin + words.index(words.strip()) if words.strip() else begin
        if value:
            _put(reading, name, value, offset + value_at)
            if name == "content":
                _inside_matter(reading, offset + value_at)


def _named(words: str, reading: _Reading) -> tuple[str, int, str]:
    """The field that a part fills, where its value begins in it, and the value."""
    for name, pattern in _FIELDS:
        match = pattern.match(words)
        if match is not None and (name != "place" or "content" in reading.values):
            return name, match.start("value"), match["value"]
    if "content" not in reading.values:
        return "content", 0, words
    chaired = _CHAIRED.match(words)
    if chaired is not None:
        return "chair", 0, chaired["value"]
    if _starts_when(words):
        return "when", 0, words
    if is_surely_place(words) or (looks_like_place(words) and not names_person(words)):
        return "place", 0, words
    if names_person(words):
        return ("chair" if "chair" not in reading.values else "participants"), 0, words
    return "notes", 0, words


def _starts_when(words: str) -> bool:
    return any(pattern.match(words) is not None for pattern in (_DAY, _TIME, _SESSION))


def _put(reading: _Reading, name: str, value: str, begin: int) -> None:
    value = value.rstrip(" ,.;")
    if not value:
        return
    old = reading.values.get(name)
    reading.values[name] = f"{old}; {value}" if old else value
    reading.mark(name, begin, begin + len(value))


def _inside_matter(reading: _Reading, begin: int) -> None:
    """`…, chủ trì Bí thư` and `… tại Phòng họp 2` at the end of the matter."""
    while True:
        content = reading.values["content"]
        match = _INLINE.search(content)
        name = "chair" if match is not None and match["label"].lower().startswith("chủ") else "place"
        if match is None or name in reading.values or not tidy(content[: match.start()]):
            return
        reading.values["content"] = content[: match.start()].rstrip(" ,")
        reading.spans = [span for span in reading.spans if span.field != "content"]
        reading.mark("content", begin, begin + len(reading.values["content"]))
        reading.values[name] = match["value"].strip()
        reading.mark(name, begin + match.start("value"), begin + match.end("value"))
