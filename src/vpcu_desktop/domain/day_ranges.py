"""Stretches of days as people name them: `tháng 3`, `tuần này`, `quý 2/2026`, `từ 1/3 đến 15/3`."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from typing import TypeVar

from .text import fold
from .times import Week

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Both days inclusive."""

    first: date
    last: date

    @property
    def one_day(self) -> bool:
        return self.first == self.last

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Words:
    """Typed words beside their folded selves: what is found in the folded ones is taken out of the typed ones."""

    def __init__(self, typed: list[str]) -> None:
        self._typed = typed

    @classmethod
    def of(cls, text: str) -> "Words":
        return cls([word for word in text.split() if fold(word).strip()])

    @property
    def left(self) -> str:
        """What was not taken, as typed."""
        return " ".join(self._typed)

    def take(
        self, pattern: "re.Pattern[str]", accept: "Callable[[re.Match[str]], T | None]"
    ) -> "Iterator[tuple[T, str]]":
        """Takes whole words that match and are accepted: what `accept` made of them, and the words as typed."""
        start = 0
        while True:
            folded = [" ".join(fold(word).split()) for word in self._typed]
            begins = [0, *accumulate(len(word) + 1 for word in folded)]
            match = pattern.search(" ".join(folded), start)
            if match is None:
                return
            start = max(match.start() + 1, match.end())
            if match.start() not in begins or match.end() + 1 not in begins:
                start = match.start() + 1
                continue
            made = accept(match)
            if made is None:
                continue
            first, last = begins.index(match.start()), begins.index(match.end() + 1)
            words = " ".join(self._typed[first:last])
            del self._typed[first:last]
            start = match.start()
            yield made, words

    def take_all(self, pattern: "re.Pattern[str]") -> list[str]:
        """Takes whole words that match; gives them as typed."""
        return [words for _, words in self.take(pattern, lambda match: match)]


_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_YEAR = r"(?:19|20|21)\d\d"
#: Without its year a day is written with a stroke only: `2-4` may be anything.
_DAY = r"(\d{1,2})(?=/|[.\-]\d{1,2}[.\-]\d)[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d\d))?"
_DAY_WORDS = rf"(?:ngay )?{_DAY}"
_OF_YEAR = rf"(?:\s?/\s?|\s?-\s?| nam |\s)?({_YEAR})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NEAR = {"nay": 0, "truoc": -1, "qua": -1, "ngoai": -1, "sau": 1, "toi": 1}
_NEAR_WORD = "|".join(_NEAR)


def read_ranges(words: Words, today: date) -> list[tuple[DateRange, str]]:
    """Takes every stretch of days out of the words, with the words that named it; in the order of the list below."""
    return [found for pattern, make in _FORMS for found in words.take(pattern, partial(_made, make, today))]


def _made(make: "Maker", today: date, match: "re.Match[str]") -> DateRange | None:
    """None where the calendar has no such day (`30/2`, `tháng 13`), or the end lies before the beginning."""
    try:
        made = make(match, today)
    except (ValueError, OverflowError):
        return None
    return made if made is not None and made.first <= made.last else None


def _year(text: str | None, today: date) -> int:
    if text is None:
        return today.year
    year = int(text) if len(text) == 4 else 2000 + int(text)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    return year


def _months(year: int, first: int, last: int) -> DateRange:
    return DateRange(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _shifted_month(today: date, by: int) -> DateRange:
    year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
    return _months(year, month + 1, month + 1)


def _week(week: Week) -> DateRange:
    return DateRange(week.monday, week.sunday)


def _one(day: date) -> DateRange:
    return DateRange(day, day)


def _day(day: str, month: str, year: str | None, today: date) -> date:
    """A day without a year is the last such one: what is looked for has come already."""
    found = date(_year(year, today), int(month), int(day))
    return found.replace(year=found.year - 1) if year is None and found > today else found


def _from_to(match: "re.Match[str]", today: date) -> DateRange:
    """A year may stand at one end only; without one the stretch ended by today."""
    day, month, year, last_day, last_month, last_year = match.groups()
    if last_year is None and year is not None:
        first = date(_year(year, today), int(month), int(day))
        return DateRange(first, date(first.year, int(last_month), int(last_day)))
    last = _day(last_day, last_month, last_year, today)
    first = date(_year(year, today) if year else last.year, int(month), int(day))
    return DateRange(first.replace(year=first.year - 1) if year is None and first > last else first, last)


def _months_from_to(match: "re.Match[str]", today: date) -> DateRange:
    first, year, last, last_year = match.groups()
    end = _year(last_year, today)
    return DateRange(
        _months(_year(year or str(end), today), int(first), 12).first, _months(end, int(last), int(last)).last
    )


def _month(match: "re.Match[str]", today: date) -> DateRange:
    month, year = int(match[1]), _year(match[2], today)
    if match[2] is None and month > today.month:
        year -= 1
    return _months(year, month, month)


def _quarter(match: "re.Match[str]", today: date) -> DateRange:
    quarter = _ROMAN[match[1]] if match[1] in _ROMAN else int(match[1])
    year = _year(match[2], today)
    if match[2] is None and quarter > (today.month + 2) // 3:
        year -= 1
    return _months(year, 3 * quarter - 2, 3 * quarter)


def _near_quarter(match: "re.Match[str]", today: date) -> DateRange:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + _NEAR[match[1]], 4)
    return _months(year, 3 * quarter + 1, 3 * quarter + 3)


def _half(match: "re.Match[str]", today: date) -> DateRange:
    """6 tháng đầu năm, 9 tháng đầu năm, 6 tháng cuối năm."""
    months, year = int(match[1]), _year(match[3], today)
    return _months(year, 1, months) if match[2] == "dau" else _months(year, 13 - months, 12)


def _year_range(year: int) -> DateRange:
    return _months(year, 1, 12)


Maker = Callable[["re.Match[str]", date], DateRange | None]

#: Longest forms first: what one has taken, the next does not see.
_FORMS: tuple[tuple["re.Pattern[str]", Maker], ...] = tuple(
    (re.compile(rf"(?<!\S){pattern}(?!\S)"), make)
    for pattern, make in (
        (rf"(?:tu )?{_DAY_WORDS}(?: den | - | toi |-|–){_DAY_WORDS}", _from_to),
        (
            rf"tu thang (\d{{1,2}})(?:{_OF_YEAR})? den (?:het )?thang (\d{{1,2}})(?:{_OF_YEAR})?",
            _months_from_to,
        ),
        (
            rf"tu nam ({_YEAR}) den (?:nam )?({_YEAR})",
            lambda m, _: DateRange(_year_range(int(m[1])).first, _year_range(int(m[2])).last),
        ),
        (rf"(?:tu )(?:ngay )?{_DAY}", lambda m, today: DateRange(_day(m[1], m[2], m[3], today), today)),
        (
            rf"ngay (\d{{1,2}}) thang (\d{{1,2}})(?: nam ({_YEAR}))?",
            lambda m, today: _one(_day(m[1], m[2], m[3], today)),
        ),
        (rf"(?:ngay )?{_DAY}", lambda m, today: _one(_day(m[1], m[2], m[3], today))),
        (rf"(\d{{1,2}}) thang (dau|cuoi) nam(?: ({_YEAR}))?", _half),
        (rf"thang (\d{{1,2}})(?:{_OF_YEAR})?", _month),
        (rf"thang ({_NEAR_WORD})", lambda m, today: _shifted_month(today, _NEAR[m[1]])),
        (rf"quy ([1-4]|iv|i{{1,3}})(?:{_OF_YEAR})?", _quarter),
        (rf"quy ({_NEAR_WORD})", _near_quarter),
        (
            rf"tuan (\d{{1,2}})(?:{_OF_YEAR})?",
            lambda m, today: _week(Week.from_iso(f"{_year(m[2], today)}-W{int(m[1]):02d}")),
        ),
        (rf"tuan ({_NEAR_WORD})", lambda m, today: _week(Week.of(today).shifted(_NEAR[m[1]]))),
        (rf"nam ({_YEAR})", lambda m, _: _year_range(int(m[1]))),
        (rf"nam ({_NEAR_WORD})", lambda m, today: _year_range(today.year + _NEAR[m[1]])),
        ("hom nay", lambda _, today: _one(today)),
        ("hom qua", lambda _, today: _one(today - timedelta(days=1))),
        ("hom kia", lambda _, today: _one(today - timedelta(days=2))),
    )
)
