"""How a line of a schedule begins: its bullet or number, and the time before the matter."""

import re

from .words import TIME_SPAN, WEEKDAY, find_times

_I = re.IGNORECASE
_MARK = re.compile(
    r"^\s*(?:(?P<bullet>[-–—+*•▪·●○►➢✓♦◦\uf000-\uf0ff]|[\u2190-\u2bff\U0001f300-\U0001faff]\ufe0f?)|(?P<number>\d{1,2})\s*[.)/](?![\d])|(?P<letter>[a-zđ])\)|(?P<roman>[IVX]{1,4})\.)\s*"
)
#: A time at the start of a line, perhaps with its session or its day, and the marks behind it.
TIME_LEAD = re.compile(
    rf"^\s*(?:(?:thời\s+gian\s*:\s*)?(?:vào\s+)?(?:lúc|từ|khoảng|đúng|hồi|bắt\s+đầu)\s*:?\s*)?[(\[]?\s*(?P<span>{TIME_SPAN})\s*(?P<after>[)\]]?)"
    r"(?:\s*\(?\s*(?P<session>cả\s+ngày|sáng|chiều|tối)\s*\)?(?=\s*(?:[:,;.\-–]|$)))?"
    rf"(?:\s*,?\s*(?P<day>(?:{WEEKDAY}[\s,(]*)?ngày\s+\d{{1,2}}\s*/\s*\d{{1,2}}(?:\s*/\s*\d{{4}})?\)?))?(?P<mark>\s*[:;,.\-–—/]*)\s*",
    _I,
)
#: `08.00: …`, `14.30 - 16.00 …` at the start of a line.
_DOTTED_CLOCK = re.compile(
    r"^(?:[-+*•]\s*)?(?:lúc\s+|từ\s+)?(?:[01]?\d|2[0-3])\.(?:00|15|30|45)(?:\s*[-–]\s*(?:[01]?\d|2[0-3])\.(?:00|15|30|45))?"
    r"(?=\s*[:;,)–-]|\s+[^\W\d])",
    _I,
)


def take_mark(text: str) -> tuple[str, str]:
    """The bullet or number that a line begins with, as a class of marks, and the rest."""
    match = _MARK.match(text)
    if match is None or (match["number"] and find_times(text[: match.end() + 6]) and TIME_LEAD.match(text)):
        return "", text.strip()
    rest = text[match.end() :].strip()
    if match["bullet"]:
        return match["bullet"].replace("–", "-").replace("—", "-"), rest
    return next(name for name in ("number", "letter", "roman") if match[name]), rest


def with_colons(text: str) -> str:
    """The line with `08:00` for the `08.00` at its start."""
    return _DOTTED_CLOCK.sub(lambda match: match.group().replace(".", ":"), text)


def cut(text: str, pattern: "re.Pattern[str]") -> list[str]:
    """The text cut where the pattern stands, but not inside brackets."""
    pieces, start = [], 0
    for match in pattern.finditer(text):
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]
