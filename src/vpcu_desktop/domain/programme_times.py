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
#: Parts of a month by its days, of a year by its months.
_PARTS = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31), "nua dau": (1, 15), "nua cuoi": (16, 31)}
_SEASONS = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}
_THIRDS = {"thuong": "dau", "trung": "giua", "ha": "cuoi"}
_SIGN = "@"  # stands for a stretch of days in what is left of the words

#: What names a stretch of days. Longest first: what one has taken, the next does not see.
_POINTS = re.compile(
    "|".join(
        (
            r"\b(?:ngay )?(?P<day>\d{1,2})\s*(?:[/.]| thang )\s*(?P<day_month>\d{1,2})"
            rf"(?:(?:\s*[/.]\s*| nam ){_YEAR.replace('(', '(?P<day_year>', 1)}\b)?(?![\d/])",
            rf"\b0?(?P<months>3|6|9) thang (?P<half>dau|cuoi) nam(?: {_YEAR.replace('(', '(?P<half_year>', 1)}\b)?",
            r"\b(?:tuan (?:thu )?(?P<week>[1-5]|dau|cuoi) )?(?:(?P<third>dau|giua|cuoi|nua dau|nua cuoi) )?"
            r"thang (?P<month>\d{1,2})\b" + _OF_YEAR.replace(_YEAR, _YEAR.replace("(", "(?P<month_year>", 1)),
            r"\b(?:(?P<edge>dau|giua|cuoi) )?quy (?P<quarter>iv|iii|ii|i|[1-4])\b"
            + _OF_YEAR.replace(_YEAR, _YEAR.replace("(", "(?P<quarter_year>", 1)),
            rf"\b(?:(?P<season>dau|giua|cuoi) )?nam {_YEAR.replace('(', '(?P<year>', 1)}\b",
            r"\b(?P<bare>(?:trong|ca|dau|giua|cuoi) nam(?: nay)?|nam nay)\b(?! \d{4})",
        )
    )
)
#: `12/2017` is a month; where a day may stand too, the year tells.
_MONTH_OF_YEAR = re.compile(rf"(?<![\d/.])(?<!quy )(?<!thang )(\d{{1,2}})\s*/\s*{_YEAR}\b")
#: `2026 - 2030`: years alone are named as such.
_BARE_YEAR = re.compile(rf"(?<![\d/.,-])(?<!nam )(?<!\d[/.-] )\b{_YEAR}\b(?!\s*/)")
#: Written with a year of two digits, with the day last, or with hyphens: `15-3-2026`, `2026-03-15`, `3-2026`, `T5/26`.
_OTHER_WRITINGS = (
    (re.compile(rf"(?<![\d/.-])(?<!nam ){_YEAR} ?- ?{_YEAR}\b"), r"nam \1 - nam \2"),
    (re.compile(rf"\b{_YEAR}-(\d{{1,2}})-(\d{{1,2}})\b"), r"\3/\2/\1"),
    (re.compile(rf"\b(\d{{1,2}})-(\d{{1,2}})-{_YEAR}\b"), r"\1/\2/\3"),
    (re.compile(rf"(?<![\d/.-])(?<!quy )(\d{{1,2}}) ?- ?{_YEAR}\b"), r"\1/\2"),
    (re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d\d)(?![\d/.]\d|\d)"), r"\1/\3/20\4"),
    (re.compile(r"\bthang (\d{1,2})/([2-9]\d)(?![\d/])"), r"thang \1/20\2"),
)
_HOUR = re.compile(r"\b(?:[01]?\d|2[0-3])(?: ?(?:h|:|gio) ?[0-5]\d(?::\d\d)?\b| ?(?:h|gio)\b(?! ?\d))")
#: A remark that names no day: `(nếu đủ điều kiện)`.
_REMARK = re.compile(r"\([^()\d]*\)")
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_NUMBER_WORDS = {word: n for n, word in enumerate(_MONTHS, 1)} | {"bốn": 4, "bẩy": 7}
_NAMED = re.compile(rf"\b(tháng|quý) ({'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\b(?! ?\d)")
#: `tháng 3, 6 và 9`, `quý I - II`: the name stands once for all that follow.
_REPEATED = re.compile(
    r"\b(?P<name>thang|quy) (?P<first>iv|iii|ii|i|\d{1,2})\s*(?P<sign>,|;|-|\+|den het|den|va|hoac)\s*"
    r"(?P<next>iv|iii|ii|i|\d{1,2})\b(?!\s*thang (?:dau|cuoi))(?!\s*[/.]\s*\d{1,2}\s*[/.])"
)
#: `15 - 20/3`: the month stands once for both days.
_DAYS = re.compile(r"(?<![\d/.])(\d{1,2})\s*(-|den)\s*(\d{1,2})(\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?)(?![\d/])")
_ONGOING = re.compile(
    r"\b(?:(?:lam |thuc hien )?thuong xuyen|lien tuc|dinh ky|(?:hang|moi) (?:nam|quy|thang|tuan)"
    r"|\d+ (?:nam|quy|thang|tuan) ?/ ?(?:\d+ )?lan|\d+ lan ?/ ?(?:\d+ )?(?:nam|quy|thang|tuan)"
    r"|(?:cac|nhung) nam (?:tiep theo|sau))\b"
)
_FILLERS = re.compile(
    r"\b(?:vao|khoang|trong|du kien|thoi gian|giai doan|dot|ngay|cac|va|hoac|xong|trinh"
    r"|(?:hoi nghi|phien hop|ky hop|hop|hn)(?: (?:bch|btv|ban chap hanh|ban thuong vu|thuong truc))?)\b|[,;.:()+]"
)

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


def read_time(text: str, *, year: int, month: int | None = None) -> ProgrammeTime:
    """Reads a time as offices write it; the words are kept (NFC, on one line). A year that is not said is `year`; with
    `month` (of a month's programme) so is a month: `ngày 5`, `tuần 2`.

    `trước 15/3` ends the day before. What is not understood keeps its words alone (`ProgrammeTime.understood`).
    """
    words = clean_line(text)
    named = _NAMED.sub(lambda match: f"{match[1]} {_NUMBER_WORDS[match[2]]}", words.lower())
    folded = " ".join(re.sub(r"[–—−]", "-", fold(named)).split())
    spelled = _spelled_out(folded if month is None else _in_month(folded, month))
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


def _in_month(words: str, month: int) -> str:
    """The same words with the month that is meant: `ngày 5`, `5`, `từ 5 đến 8`, `tuần 2`, `cuối tháng`."""
    if re.fullmatch(r"(?:(?:tu|den|va|truoc|cham nhat)\b|\d{1,2}\b|[ ,;-])+", words) and re.search(r"\d", words):
        return re.sub(r"\b(\d{1,2})\b", rf"\1/{month}", words.replace("-", " - "))
    words = re.sub(r"\bngay (\d{1,2})\b(?!\s*(?:[/.-]|thang))", rf"\1/{month}", words)
    words = re.sub(r"\b(tuan (?:thu )?(?:[1-5]|dau|cuoi))\b(?! thang)", rf"\1 thang {month}", words)
    return re.sub(r"(?<!hang )(?<!moi )(?<!cac )(?<!\d )\bthang\b(?: nay)?(?! ?\d)", f"thang {month}", words)


def _spelled_out(words: str) -> str:
    """The same words with each month, quarter and year named in full."""
    words = _REMARK.sub(" ", _HOUR.sub(" ", words))
    words = re.sub(r"\bt\.?(\d{1,2})\b", r"thang \1", " ".join(words.split()))
    words = re.sub(r"\bq\.? ?(iv|iii|ii|i|[1-4])\b", r"quy \1", words)
    words = re.sub(r"\b(thuong|trung|ha) tuan (?=thang)", lambda match: f"{_THIRDS[match[1]]} ", words)
    words = re.sub(r"\b([369]) thang (?=nam \d)", r"\1 thang dau ", words)
    for pattern, usual in _OTHER_WRITINGS:
        words = pattern.sub(usual, words)
    words = _BARE_YEAR.sub(r"nam \1", _MONTH_OF_YEAR.sub(r"thang \1/\2", words))
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
        return _of_month(int(found["month"]), found, year)
    elif "quarter" in found:
        quarter = _ROMAN.get(found["quarter"]) or int(found["quarter"])
        months = (3 * quarter - 2, 3 * quarter)
        if edge := found.get("edge"):
            months = ({"dau": months[0], "giua": months[0] + 1, "cuoi": months[1]}[edge],) * 2
    else:
        months = _SEASONS.get(found.get("season") or found.get("bare", "").partition(" ")[0], (1, 12))
    return _Point((months[0], 1), (months[1], 31), year)


def _of_month(month: int, found: dict[str, str], year: int | None) -> _Point | None:
    """A month, a part or a week of it; None where there is no such month."""
    if not 1 <= month <= 12:
        return None
    days = _PARTS.get(found.get("third", ""), (1, 31))
    if week := found.get("week"):
        last = 31 if week == "cuoi" else 7 if week == "dau" else 7 * int(week)
        days = (22 if week == "cuoi" else last - 6, min(last, 31))
    return _Point((month, days[0]), (month, days[1]), year)


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
            said[at] = following - (points[at].first[0] > points[at + 1].last[0])
    for at in range(len(points)):
        if said[at] is None:
            previous = said[at - 1] if at else year
            assert previous is not None
            said[at] = previous + (at > 0 and points[at].last[0] < points[at - 1].first[0])
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
