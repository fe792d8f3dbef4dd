"""Dates and numbers as forms write them, and what stands in a place of a form that nothing fills."""

from collections.abc import Mapping
from datetime import date
from string import Formatter

from .glyphs import one_line, tidy

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")

DOTS = "…………"
#: Dots of places that are wider than others, or whose words are known.
_DOTS = {
    "year": "………",
    "volume": "…",
    "number": "………",
    "signed_on": "ngày … tháng … năm ……",
    "decided_on": "ngày … tháng … năm ……",
    "superior": "",
    "title": "",
}


def paper_date(day: date) -> str:
    """`03/02/2026`, `21/7/2026`: days below 10 and months 1, 2 are padded, as annex IV has it."""
    return f"{_day_and_month(day)}/{day.year}"


def stamp_date(day: date) -> str:
    """`03/02/26`: on the arrival stamp the year has two digits."""
    return f"{_day_and_month(day)}/{day.year % 100:02d}"


def overdue_words(days: int) -> str:
    """`quá hạn 5 ngày`, `hạn hôm nay`, `còn 3 ngày`; `days` counts from the deadline on."""
    if days == 0:
        return "hạn hôm nay"
    return f"quá hạn {days} ngày" if days > 0 else f"còn {-days} ngày"


def in_words(number: int) -> str:
    """A number from 0 up to below 10¹² as closing pages spell it: `một nghìn hai trăm linh năm`."""
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group:
            words += _group(group, whole=bool(words))
            words.append(_GROUPS[power])
    return " ".join(filter(None, words))


def with_dots(number: int) -> str:
    """`1.234`."""
    return f"{number:,}".replace(",", ".")


def filled(line: str, values: Mapping[str, str], *, dots: Mapping[str, str] = _DOTS) -> str:
    """A form's line with its places filled; an empty one is dotted for the pen."""
    parts = []
    for words, name, _, _ in Formatter().parse(line):
        parts.append(words)
        if name is not None:
            parts.append(tidy(values.get(name, "")) or dots.get(name, DOTS))
    return "".join(parts)


def places(line: str) -> tuple[str, ...]:
    """The places that a form's line names."""
    return tuple(name for _, name, _, _ in Formatter().parse(line) if name is not None)


def caps(text: str) -> str:
    """On one line, in capitals."""
    return one_line(text).upper()


def _day_and_month(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}"


def _group(group: int, *, whole: bool) -> list[str]:
    """Three digits in words; behind a larger group the hundreds are said even if there are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if tens == 0:
        if ones:
            words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5:
        words.append("lăm")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones:
        words.append(_DIGITS[ones])
    return words
