"""When an item of a programme is due, as offices write it: words first, days as far as the words tell them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from .text import clean_line, fold
from .times import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True, slots=True)
class ProgrammeTime:
    """A time in words (`quý I`, `trước 15/3`, `thường xuyên`), and the days that they mean, both inclusive.

    `ongoing`: it goes on without an end, or comes back all the time.
    """

    text: str = ""
    start: date | None = None
    end: date | None = None
    ongoing: bool = False

    @property
    def understood(self) -> bool:
        """Whether the words told a day, or that there is none."""
        return self.ongoing or self.start is not None or self.end is not None


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"((?:19|20|21)\d\d)"
_OF_YEAR = rf"(?:(?:\s*[/.,-]\s*|\s+)(?:nam )?{_YEAR}\b)?"
_SIGN = "@"  # stands for a stretch of days in what is left of the words

#: What names a stretch of days. Longest first: what one has taken, the next does not see.
_POINTS = re.compile(
    "|".join(
        (
            r"\b(?:ngay )?(?P<day>\d{1,2})\s*(?:[/.]| thang )\s*(?P<day_month>\d{1,2})"
            rf"(?:(?:\s*[/.]\s*| nam ){_YEAR.replace('(', '(?P<day_year>', 1)}\b)?(?![\d/])",
            rf"\b(?P<months>3|6|9) thang (?P<half>dau|cuoi) nam(?: {_YEAR.replace('(', '(?P<half_year>', 1)}\b)?",
            r"\b(?:(?P<third>dau|giua|cuoi) )?thang (?P<month>\d{1,2})\b"
            + _OF_YEAR.replace(_YEAR, _YEAR.replace("(", "(?P<month_year>", 1)),
            r"\b(?:(?P<edge>dau|giua|cuoi) )?quy (?P<quarter>iv|iii|ii|i|[1-4])\b"
            + _OF_YEAR.replace(_YEAR, _YEAR.replace("(", "(?P<quarter_year>", 1)),
            rf"\bnam {_YEAR.replace('(', '(?P<year>', 1)}\b",
            r"\b(?P<bare>trong nam|ca nam|nam nay)\b(?! \d{4})",
        )
    )
)
#: `12/2017` is a month; where a day may stand too, the year tells.
_MONTH_OF_YEAR = re.compile(rf"(?<![\d/.])(?<!quy )(?<!thang )(\d{{1,2}})\s*/\s*{_YEAR}\b")
#: `tháng 3, 6 và 9`, `quý I - II`, `năm 2017 - 2018`: the name stands once for all that follow.
_REPEATED = re.compile(
    r"\b(?P<name>thang|quy|nam) (?P<first>iv|iii|ii|i|\d{1,4})\s*(?P<sign>,|;|-|den het|den|va)\s*"
    r"(?P<next>iv|iii|ii|i|\d{1,4})\b(?!\s*thang (?:dau|cuoi))(?!\s*[/.]\s*\d{1,2}\s*[/.])"
)
#: `15 - 20/3`: the month stands once for both days.
_DAYS = re.compile(r"\b(\d{1,2})\s*(-|den)\s*(\d{1,2})(\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?)(?![\d/])")
_ONGOING = re.compile(r"\b(?:(?:lam |thuc hien )?thuong xuyen|lien tuc|dinh ky|hang (?:nam|quy|thang|tuan))\b")
_FILLERS = re.compile(r"\b(?:vao|khoang|trong|du kien|thoi gian|dot|ky hop|ngay|cac|va|xong)\b|[,;.:()]")

_FROM, _UNTIL, _BEFORE, _BETWEEN = ("tu", "sau", "bat dau"), ("den", "den het"), ("truoc", "hoan thanh truoc"), ("-",)
_LATEST = ("cham nhat", "han", "het", "den", "den het", "truoc het", "hoan thanh")


@dataclass(frozen=True, slots=True)
class _Point:
    """A stretch of days whose year may not have been said: then it is that of its neighbour."""

    first: tuple[int, int]  # month, day
    last: tuple[int, int]  # day 31 is the month's last
    year: int | None

    def in_year(self, year: int) -> tuple[date, date]:
        """Raises ValueError where the calendar has no such day."""
        month, day = self.last
        end = min(day, calendar.monthrange(year, month)[1]) if self.first != self.last else day
        return date(year, *self.first), date(year, month, end)


def read_time(text: str, *, year: int) -> ProgrammeTime:
    """Reads a time as offices write it; the words are kept (NFC, on one line). A year that is not said is `year`.

    `trước 15/3` ends the day before. What is not understood keeps its words alone (`ProgrammeTime.understood`).
    """
    words = clean_line(text)
    spelled = _spelled_out(re.sub(r"[–—−]", "-", fold(words)))
    points: list[_Point] = []

    def taken(match: re.Match[str]) -> str:
        point = _point(match)
        if point is None:
            return match[0]
        points.append(point)
        return f" {_SIGN} "

    left = _POINTS.sub(taken, spelled)
    without = _ONGOING.sub(" ", left)
    ongoing = without != left
    shape = " ".join(_FILLERS.sub(" ", without.replace("-", " - ")).split())
    try:
        start, end = _days(shape, points, year)
    except (ValueError, OverflowError):
        return ProgrammeTime(words, ongoing=ongoing and not points)
    if ongoing:
        end = None
    return ProgrammeTime(words, start, end, ongoing)


def _spelled_out(words: str) -> str:
    """The same words with each month, quarter and year named in full."""
    words = re.sub(r"\bt\.?(\d{1,2})\b", r"thang \1", " ".join(words.split()))
    words = _MONTH_OF_YEAR.sub(r"thang \1/\2", words)
    while (match := _REPEATED.search(words)) is not None:
        words = f"{words[: match.end('first')]} {match['sign']} {match['name']} {words[match.start('next') :]}"
    return _DAYS.sub(r"\1\4 \2 \3\4", words)


def _point(match: re.Match[str]) -> _Point | None:
    """What one name of days means; None where the calendar has no such month."""
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    year = next((int(value) for name, value in found.items() if name.endswith("year")), None)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if "day" in found:
        whole = (int(found["day_month"]), int(found["day"]))
        return _Point(whole, whole, year) if 1 <= whole[0] <= 12 and 1 <= whole[1] <= 31 else None
    if "half" in found:
        count = int(found["months"])
        months = (1, count) if found["half"] == "dau" else (13 - count, 12)
    elif "month" in found:
        months = (int(found["month"]), int(found["month"]))
    elif "quarter" in found:
        quarter = _ROMAN.get(found["quarter"]) or int(found["quarter"])
        months = (3 * quarter - 2, 3 * quarter)
        if edge := found.get("edge"):
            months = ({"dau": months[0], "giua": months[0] + 1, "cuoi": months[1]}[edge],) * 2
    else:
        months = (1, 12)
    if not 1 <= months[0] <= months[1] <= 12:
        return None
    days = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)}.get(found.get("third", ""), (1, 31))
    return _Point((months[0], days[0]), (months[1], days[1]), year)


def _days(shape: str, points: list[_Point], year: int) -> tuple[date | None, date | None]:
    """First and last day of what stands in the words. Raises ValueError if their order says nothing known."""
    stretches = _with_years(points, year)
    if not stretches:
        if shape:
            raise ValueError(shape)
        return None, None
    before, *between = [part.strip() for part in shape.split(_SIGN)]
    after = between.pop()
    start, end = stretches[0][0], stretches[-1][1]
    if after or any(joint and joint not in (*_BETWEEN, *_UNTIL) for joint in between):
        raise ValueError(shape)
    if start > end:
        raise ValueError(shape)
    if not before or (before in _FROM and between):
        return start, end
    if between:
        raise ValueError(shape)
    if before in _FROM:
        return (start if before != "sau" else end + timedelta(days=1)), None
    if before in _BEFORE:
        return None, start - timedelta(days=1)
    if before in _LATEST:
        return None, end
    raise ValueError(shape)


def _with_years(points: list[_Point], year: int) -> list[tuple[date, date]]:
    """Each stretch in its year: the one that was said next to it, so that they follow each other."""
    said = [point.year for point in points]
    for at in reversed(range(len(points) - 1)):
        if said[at] is None and (following := said[at + 1]) is not None:
            said[at] = following - (points[at].first > points[at + 1].last)
    for at in range(len(points)):
        if said[at] is None:
            previous = said[at - 1] if at else year
            assert previous is not None
            said[at] = previous + (at > 0 and points[at].last < points[at - 1].first)
    return [point.in_year(when) for point, when in zip(points, said, strict=True) if when is not None]


def time_words(start: date | None, end: date | None) -> str:
    """The shortest usual words for a stretch of days (both inclusive), as papers have them; `read_time` reads them."""
    if start is None:
        return "" if end is None else f"Chậm nhất {_day_words(end)}"
    if end is None:
        return f"Từ {_day_words(start)}"
    if start == end:
        return _day_words(start)
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return _months_words(start, end)
    return f"{_day_words(start)} – {_day_words(end)}"


def _day_words(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _months_words(start: date, end: date) -> str:
    """Whole months: by the largest name that they have."""
    first, last = start.month, end.month
    if (first, last) == (1, 12):
        return f"Năm {start.year}" if start.year == end.year else f"Năm {start.year} – {end.year}"
    if start.year != end.year:
        return f"Tháng {first}/{start.year} – tháng {last}/{end.year}"
    if first == last:
        return f"Tháng {first}/{start.year}"
    if (first, last) in ((1, 6), (7, 12)):
        return f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {start.year}"
    if last - first == 2 and last % 3 == 0:
        return f"Quý {('I', 'II', 'III', 'IV')[last // 3 - 1]}/{start.year}"
    return f"Tháng {first} – tháng {last}/{start.year}"
