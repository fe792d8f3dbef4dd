"""What a clerk types in one go at the start of an entry: `24-KH/TU 30/7 sơ kết 05 năm` → code, day, the rest."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from .code_parts import Code, CodeFlag
from .code_reading import read_code
from .text import clean_line

#: A document may bear a date a little ahead of the day on which it is entered.
_AHEAD = timedelta(days=7)
_MOST_WORDS = 8  # `Số : 515 / BCA - QLHC` has seven
_FIRST_YEAR = 1930  # the Party's first papers
_DAY = re.compile(
    r"[\s,;(]*(?P<word>(?:ngày|ngay|ng\.)\s*)?"
    r"(?P<day>[0-9]{1,2})(?:\s*(?P<mark>[/.\-])\s*|\s+tháng\s+)(?P<month>[0-9]{1,2})"
    r"(?:(?:\s*[/.\-]\s*|\s+năm\s+)(?P<year>[0-9]{4}|[0-9]{2}))?(?=$|[\s,;:.)])",
    re.IGNORECASE,
)
_EDGE = " \t,;:.)–—-"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What was found at the start of a line, and what stands after it."""

    code: Code | None
    day: date | None
    rest: str


def read_typed(text: str, *, today: date, known_issuers: Container[str] = ()) -> TypedLine:
    """Reads a line's code and day; always day before month. What is neither stays in `rest`, as typed.

    Without a year the day is the latest such one that is no more than a week ahead of `today`; of two digits it is in
    that century, unless it lay in the future.
    """
    line = clean_line(text)
    code, rest = _leading_code(line, known_issuers)
    found = _DAY.match(rest)
    day = _day_of(found, today) if found is not None else None
    if found is not None and day is not None:
        rest = rest[found.end() :]
    return TypedLine(code, day, rest.lstrip(_EDGE) if code is not None or day is not None else line)


def _leading_code(line: str, known_issuers: Container[str]) -> tuple[Code | None, str]:
    """The code made of the fewest first words that name number and issuer; a word that begins with a separator, or
    follows one, still belongs to a code without a type (`515 / BCA - QLHC`).
    """
    words = line.split(" ")[:_MOST_WORDS]
    for count in range(1, len(words) + 1):
        code = read_code(_joined(words[:count]), known_issuers)
        if CodeFlag.MORE_TEXT in code.flags or not code.issuer or words[count - 1][-1:] in ("-", "/", "–"):
            continue
        if CodeFlag.NO_NUMBER in code.flags and not words[0].startswith("/"):
            continue
        unit = _unit_words(words[count:]) if not code.type and not code.unit else 0
        if unit:
            count += unit
            code = read_code(_joined(words[:count]), known_issuers)
        return code, line[len(_joined(words[:count])) :]
    first = read_code(_joined(words[:1]), known_issuers)
    rest = line[len(_joined(words[:1])) :]
    whole = not first.flags and first.number and (first.type or (rest and _DAY.match(rest)))
    return (first, rest) if whole else (None, line)  # `14-LCT 5/4`, `12 3/2/2026`


def _joined(words: list[str]) -> str:
    """The words as typed, without the sign that parts them from what follows."""
    return " ".join(words).rstrip(",;:.")


def _unit_words(words: list[str]) -> int:
    """How many words after a bare issuer name the unit: `- QLHC` two, `-QLHC` one."""
    joined = "".join(words[:2])
    for count, text in ((1, words[0] if words else ""), (2, joined)):
        if re.fullmatch(r"[-–](?=[^\W\d_]{2})[^\W_a-z]+", text) and text.isupper():
            return count
    return 0


def _day_of(match: "re.Match[str]", today: date) -> date | None:
    day, month = int(match["day"]), int(match["month"])
    if match["year"] is None:
        if match["mark"] == "." and not match["word"]:
            return None  # `1.5 tỷ đồng`
        years = range(today.year + 1, today.year - 9, -1)  # 29/2 may lie eight years back
    elif len(match["year"]) == 2:
        century = today.year // 100 * 100 + int(match["year"])
        years = range(century, century - 101, -100)
    else:
        return _valid(int(match["year"]), month, day)
    days = (_valid(year, month, day) for year in years)
    return next((found for found in days if found is not None and found <= today + _AHEAD), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= 2199 else None
    except ValueError:
        return None
