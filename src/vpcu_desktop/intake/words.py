"""The words of Vietnamese work schedules: days, clock times, sessions, as patterns and as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from ..domain.times import Session

_I = re.IGNORECASE

CLOCK = (
    r"(?<![\d/.,:])(?:[01]?\d|2[0-3])"
    r"(?:\s*(?:giờ|gìơ|h|g(?![^\W\d_]))(?!\w*[^\W\d])(?:\s*(?:[0-5]\d(?!\d|/)|[0-5]?\d\s*(?:phút|ph)\b|rưỡi))?"
    r"(?:\s*(?:phút\b|ph\b|p\b|['’′´`]{1,2}))?"
    r"|:[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s*(?:['’′]{1,2}|[ap]m\b))?)"
)
_HALF = r"(?:\s*(?:sáng|trưa|chiều|tối)\b)?"
SPAN_SEPARATOR = r"\s*(?:-|–|—|~|÷|→|đến|tới|đến hết)\s*"
#: A time, or a time to a time.
TIME_SPAN = rf"{CLOCK}{_HALF}(?:{SPAN_SEPARATOR}{CLOCK}{_HALF})?"

_CLOCK_PARTS = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:giờ|gìơ|h|g|:)?\s*(?:(?P<minute>\d{1,2})|(?P<half>rưỡi))?(?::\d\d)?.*?(?P<noon>[ap]m)?\s*$",
    _I | re.DOTALL,
)
_SPAN = re.compile(
    rf"(?P<a>{CLOCK})\s*(?P<pa>sáng|trưa|chiều|tối)?(?:{SPAN_SEPARATOR}(?P<b>{CLOCK})\s*(?P<pb>sáng|trưa|chiều|tối)?)?",
    _I,
)


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A start and perhaps an end, as found at `[begin, finish)` of a text."""

    start: time
    end: time | None
    begin: int
    finish: int


def _clock(text: str, part: str | None) -> time | None:
    match = _CLOCK_PARTS.match(text)
    if match is None:
        return None
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or 0)
    later = (part or "").lower() in ("chiều", "tối") or (match["noon"] or "").lower() == "pm"
    if later and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def find_times(text: str) -> Iterator[ClockSpan]:
    """Every clock time or span of times in a text."""
    for match in _SPAN.finditer(text):
        start = _clock(match["a"], match["pa"])
        if start is None:
            continue
        end = _clock(match["b"], match["pb"]) if match["b"] else None
        yield ClockSpan(start, end, match.start(), match.end())


_BARE_CLOCK = re.compile(r"(?P<h>[01]?\d|2[0-3])(?:[.,]\s?(?P<m>[0-5]\d))?")


def time_cell(text: str) -> list[ClockSpan]:
    """The times in a cell or field that holds nothing but times; a bare `8` or `8.30` counts there too."""
    found = list(find_times(text))
    if found:
        return found
    if re.fullmatch(r"0[.,]\d{2,}", text.strip()):  # a time of day that Excel kept as a fraction
        minutes = round(float(text.strip().replace(",", ".")) * 1440)
        return [ClockSpan(time(minutes // 60 % 24, minutes % 60), None, 0, len(text))]
    match = _BARE_CLOCK.fullmatch(text.strip())
    if match is None:
        return []
    return [ClockSpan(time(int(match["h"]), int(match["m"] or 0)), None, 0, len(text))]


def afternoon(value: time, session: Session | None) -> time:
    """`2h` under CHIỀU is 14h, `7h` under TỐI is 19h."""
    if session is Session.AFTERNOON and 1 <= value.hour <= 6:
        return value.replace(hour=value.hour + 12)
    if session is Session.EVENING and 5 <= value.hour <= 11:
        return value.replace(hour=value.hour + 12)
    return value


SESSION_WORD = r"(?:cả\s+ngày|sáng|trưa|chiều|tối|đêm)"
_SESSIONS = {
    "sáng": Session.MORNING,
    "trưa": Session.MORNING,
    "chiều": Session.AFTERNOON,
    "tối": Session.EVENING,
    "đêm": Session.EVENING,
    "cả ngày": Session.ALL_DAY,
    "sáng chiều": Session.ALL_DAY,
}


#: Words that mean a session only where nothing but a session can stand.
_SHORT_SESSIONS = {
    "ngày": Session.ALL_DAY,
    "s": Session.MORNING,
    "sa": Session.MORNING,
    "sg": Session.MORNING,
    "c": Session.AFTERNOON,
    "ch": Session.AFTERNOON,
    "t": Session.EVENING,
    "am": Session.MORNING,
    "pm": Session.AFTERNOON,
}


def short_session(text: str) -> Session | None:
    """Like `session_named`, for a session column or a bracket: `S`, `C`, `(ngày; …)` count there too."""
    return session_named(text) or _SHORT_SESSIONS.get(text.strip(" .:()").lower())


def session_named(text: str) -> Session | None:
    """The session that a text names and nothing else: `Sáng`, `Buổi chiều:`, `(cả ngày)`, `S`."""
    word = re.sub(r"[^\w\s]", " ", text.lower())
    word = re.sub(r"^\s*(?:trong\s+)?(?:các\s+)?(?:buổi\s+)?", "", " ".join(word.split()))
    word = re.sub(r"\s+buổi\s+", " ", word)
    word = re.sub(r"^(sáng) (?:và )?(chiều)$", r"\1 \2", word)
    return _SESSIONS.get(word.strip())


_WEEKDAY_NAMES = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "bốn": 2, "4": 2, "năm": 3, "5": 3,
    "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5, "nhật": 6, "cn": 6,
}  # fmt: skip
_NAME = r"(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7](?!/))(?!\w)"
WEEKDAY = rf"(?:(?:thứ|thư|th\.|t\.)\s*{_NAME}|t[2-7]\b|(?:chủ|chúa)\s*nhật\b|\bCN\b)"
_SEP = r"\s*[/.\-–]\s*"
DATE = (
    rf"(?<!\d)(?:(?P<d>[0-3]?\d){_SEP}(?P<m>1[0-2]|0?[1-9])(?:{_SEP}(?P<y>(?:19|20)\d\d|\d\d(?!\d|\s*[/.]\s*\d)))?(?![\d])"
    r"|(?P<d2>[0-3]?\d)\s+tháng\s+(?P<m2>\d{1,2})(?:\s*[,/]?\s*năm\s+(?P<y2>\d{4}))?)"
)
_DATE = re.compile(DATE, _I)
_WEEKDAY = re.compile(WEEKDAY, _I)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day as written: any of weekday (Monday 0), day, month, year may be missing."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


def weekday_value(text: str) -> int | None:
    """`Thứ Hai`, `T2`, `CN`, or the bare `Hai` / `2` of a weekday column, as 0–6."""
    word = re.sub(r"[^\w\s]", " ", text.lower().replace("chúa", "chủ")).split()
    if not word:
        return None
    last = word[-1]
    if re.fullmatch(r"t[2-7]", last):
        return int(last[1]) - 2
    return _WEEKDAY_NAMES.get(last)


def date_value(match: "re.Match[str]") -> Dated:
    """The day of a `DATE` match."""
    day, month, year = (match["d"] or match["d2"], match["m"] or match["m2"], match["y"] or match["y2"])
    number = int(year) if year else None
    if number is not None and number < 100:
        number += 2000
    return Dated(None, int(day), int(month), number)


def find_dates(text: str) -> Iterator[tuple[Dated, int, int]]:
    """Every date in a text, with its place."""
    for match in _DATE.finditer(text):
        found = date_value(match)
        if found.day and found.month and 1 <= found.day <= 31 and 1 <= found.month <= 12:
            yield found, match.start(), match.end()


@dataclass(frozen=True, slots=True)
class DayHeading:
    """A day (or a range of days) that heads what follows; `rest` is what stands behind it on the same line."""

    first: Dated
    last: Dated | None
    session: Session | None
    rest: str
    bare_weekday: bool


_LEAD = r"^[\W_]*(?:[IVX]{1,5}\s*[.)/-]\s*|\d{1,2}\s*[.)]\s+(?=(?:thứ|ngày|chủ)\b))?"
_GAP = r"[\s,;:(\[\-–—/.]*"
_RANGE_WORD = r"\s*(?:-|–|—|đến(?:\s+hết)?|tới|và|,|&|\+)\s*"
_DAY_DATE = r"(?:ngày\s*:?\s*)?"
_HEADING = re.compile(
    _LEAD
    + rf"(?:(?:buổi\s+)?(?P<pre>{SESSION_WORD})\s*[,:\-–]?\s*(?=thứ|chủ|ngày))?"
    + rf"(?:từ\s+)?(?:ngày\s+)?(?P<wd>{WEEKDAY})(?:{_RANGE_WORD}(?:ngày\s+)?(?P<wd2>{WEEKDAY}))?"
    + rf"(?P<gap>{_GAP}){_DAY_DATE}(?P<dates>.*)$",
    _I | re.DOTALL,
)
_DATED = re.compile(
    _LEAD
    + rf"(?:(?:buổi\s+)?(?P<pre>{SESSION_WORD})\s*,?\s*(?=ngày))?"
    + r"(?P<word>(?:từ\s+)?ngày\s*:?\s*|từ\s+)?(?P<dates>\d.*)$",
    _I | re.DOTALL,
)
_SECOND_DAY = re.compile(rf"(?:{_RANGE_WORD})(?:ngày\s+)?(?P<wd>{WEEKDAY})?{_GAP}{_DAY_DATE}(?P<date>{DATE})?", _I)
_SHORT_RANGE = re.compile(
    r"(?P<a>[0-3]?\d)\s*(?:-|–|—|,|và|đến(?:\s+ngày)?)\s*(?=(?P<b>[0-3]?\d)\s*(?:[/.]|tháng))", _I
)
_LUNAR = re.compile(
    r"^[\s,;]*\(?\s*(?:tức|nhằm|âm lịch|âl|al)\b[^)\n]*\)?|^[\s,]*\(\s*\d{1,2}/\d{1,2}[^)]*(?:âm|âl|al|đl)[^)]*\)", _I
)
_TAIL = re.compile(
    rf"^[\s)\]}}”\"]*(?:[(\[,\-–:]?\s*(?:buổi\s+)?(?P<session>{SESSION_WORD})\s*(?=$|[)\]:,;.\-–]))?(?P<end>[\s)\]}}”\"*]*)"
    r"(?P<mark>[:;.,\-–—]*)\s*",
    _I,
)
_BACK_WEEKDAY = re.compile(rf"^[\s,(\-–]*(?P<wd>{WEEKDAY})[\s)]*", _I)


def read_day_heading(text: str) -> DayHeading | None:
    """The day that a line begins with, if the line is a heading: the day alone, or the day and a colon or dash."""
    match = _HEADING.match(text)
    if match is not None:
        return _weekday_heading(match)
    match = _DATED.match(text)
    return _dated_heading(match) if match is not None else None


def _weekday_heading(match: "re.Match[str]") -> DayHeading | None:
    weekday = weekday_value(match["wd"])
    second = weekday_value(match["wd2"]) if match["wd2"] else None
    rest, first, last = _take_dates(match["dates"])
    if first is None and (match["dates"] or "").strip():
        rest = match["gap"] + match["dates"]
    first = Dated(weekday, first.day, first.month, first.year) if first else Dated(weekday)
    if second is not None:
        last = Dated(second, last.day, last.month, last.year) if last else Dated(second)
    return _finish(first, last, match["pre"], rest, had_date=first.day is not None)


def _dated_heading(match: "re.Match[str]") -> DayHeading | None:
    rest, first, last = _take_dates(match["dates"])
    if first is None:
        return None
    back = _BACK_WEEKDAY.match(rest)
    if back is not None:
        first = Dated(weekday_value(back["wd"]), first.day, first.month, first.year)
        rest = rest[back.end() :]
    elif re.match(r"\s*(?:[)\]]?\s*$|[)\]]?\s*[:;])", rest) is None and not match["word"]:
        return None
    return _finish(first, last, match["pre"], rest, had_date=True, strict=back is None)


def _take_dates(text: str) -> tuple[str, Dated | None, Dated | None]:
    """A date or a range of dates from the start of a text: (rest, first, last)."""
    short = _SHORT_RANGE.match(text)
    start = short.end() if short else 0
    match = _DATE.match(text, start)
    if match is None:
        return text, None, None
    first, last = date_value(match), None
    if short is not None:
        first, last = Dated(None, int(short["a"]), first.month, first.year), first
    rest = text[match.end() :]
    if last is None:
        again = _SECOND_DAY.match(rest)
        if again is not None and again["date"]:
            last = date_value(again)
            if again["wd"]:
                last = Dated(weekday_value(again["wd"]), last.day, last.month, last.year)
            rest = rest[again.end() :]
    lunar = _LUNAR.match(rest)
    return (rest[lunar.end() :] if lunar else rest), first, last


def _finish(
    first: Dated, last: Dated | None, before: str | None, rest: str, *, had_date: bool, strict: bool = False
) -> DayHeading | None:
    tail = _TAIL.match(rest)
    assert tail is not None  # every part of it may be empty
    session = session_named(before) if before else None
    if tail["session"]:
        session = session_named(tail["session"])
    after = rest[tail.end() :].strip()
    if after and not (tail["mark"] or tail["session"]) and not (had_date and not strict and ")" in tail.group()):
        return None
    if after and strict and ":" not in tail["mark"] and ";" not in tail["mark"]:
        return None
    return DayHeading(first, last, session, after, not had_date)


def resolve(dated: Dated, first: date | None, last: date | None, today: date) -> tuple[date | None, set[str]]:
    """The calendar day of a day as written, within or near the schedule's range; with codes of what was guessed.

    Codes: `weekday_mismatch`, `year_guessed`, `outside_range`.
    """
    codes: set[str] = set()
    if dated.day is None:
        return _by_weekday(dated.weekday, first, last), codes
    if dated.month is None:
        day = next((d for d in _between(first, last) if d.day == dated.day), None)
        return day, codes
    years = [dated.year] if dated.year else _likely_years(dated, first, last, today)
    if not dated.year and first is None:
        codes.add("year_guessed")
    for year in years:
        try:
            day = date(year, dated.month, dated.day)
        except ValueError:
            continue
        if dated.weekday is not None and day.weekday() != dated.weekday:
            codes.add("weekday_mismatch")
        if first is not None and not (first <= day <= (last or first)):
            codes.add("outside_range")
        return day, codes
    return _by_weekday(dated.weekday, first, last), codes | {"weekday_mismatch"}


def _likely_years(dated: Dated, first: date | None, last: date | None, today: date) -> list[int]:
    """Years for a date written without one, likeliest first."""
    near = first or today
    candidates = []
    for year in range(near.year - 7, near.year + 2):
        try:
            day = date(year, dated.month or 1, dated.day or 1)
        except ValueError:
            continue
        wrong_weekday = first is None and dated.weekday is not None and day.weekday() != dated.weekday
        candidates.append((wrong_weekday, abs((day - near).days), year))
    return [year for _, _, year in sorted(candidates)]


def _between(first: date | None, last: date | None) -> list[date]:
    if first is None:
        return []
    end = last or first
    return [date.fromordinal(n) for n in range(first.toordinal(), min(end.toordinal(), first.toordinal() + 40) + 1)]


def _by_weekday(weekday: int | None, first: date | None, last: date | None) -> date | None:
    if weekday is None or first is None:
        return None
    inside = next((day for day in _between(first, last) if day.weekday() == weekday), None)
    if inside is not None:
        return inside
    monday = date.fromordinal(first.toordinal() - first.weekday())
    return date.fromordinal(monday.toordinal() + weekday)
