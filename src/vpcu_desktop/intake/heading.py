"""The head of a schedule: its title, the office's week number and the range of days; also notes and signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..domain.times import Week
from .grid import Line
from .words import WEEKDAY

_I = re.IGNORECASE
_TITLE = re.compile(
    r"\b(?:lịch\s+(?:công\s+tác|làm\s+việc|tuần|họp|hoạt\s+động|trực|tiếp|công\s+việc|của|ban|thường|tháng)"
    r"|(?:chương\s+trình|kế\s+hoạch)\s+(?:công\s+tác|làm\s+việc|hoạt\s+động|tuần))\b",
    _I,
)
_NOT_TITLE = re.compile(
    r"^\W*lịch\s+(?:công\s+tác\s+)?này\b|thay\s+(?:cho\s+)?(?:thư|giấy)\s+mời|có\s+thể\s+thay\s+đổi", _I
)
_WEEK = re.compile(
    r"\btuần(?:\s+lễ)?(?:\s+làm\s+việc)?(?:\s+thứ)?(?:\s+số)?\s*:?\s*(\d{1,2})(?!\d|\s*[/.]\s*\d{1,2}\b(?!\d))", _I
)
_DAY_IN_RANGE = rf"(?:{WEEKDAY}\s*,?\s*\(?\s*)?(?:ngày\s*)?"
_RANGE = re.compile(
    rf"(?:{_DAY_IN_RANGE})(?<![\d/.])(?P<d1>\d{{1,2}})"
    r"(?:\s*[/.\-]\s*(?P<m1>\d{1,2})(?!\d)(?:\s*[/.\-]\s*(?P<y1>\d{4}))?|\s+tháng\s+(?P<m1b>\d{1,2})(?:\s*,?\s*năm\s+(?P<y1b>\d{4}))?)?"
    rf"\s*\)?\s*(?:đến|tới|-|–|—|÷|~|→)\s*(?:hết\s*)?{_DAY_IN_RANGE}"
    r"(?P<d2>\d{1,2})(?:\s*[/.\-]\s*(?P<m2>\d{1,2})(?!\d)(?:\s*[/.\-]\s*(?P<y2>\d{4}))?|\s+tháng\s+(?P<m2b>\d{1,2})(?:\s*,?\s*năm\s+(?P<y2b>\d{4}))?)",
    _I,
)
_YEAR = re.compile(
    r"\bnăm\s+(20\d\d|19\d\d)\b(?!\s*-)|\btuần\s+(?:thứ\s+)?\d{1,2}\s*[/-]\s*((?:20|19)\d\d)\b|/((?:20|19)\d\d)\b", _I
)
_SCHOOL_YEAR = re.compile(r"năm\s+học", _I)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines before a schedule say of it; `used` are the numbers of the lines that became the title."""

    title: str = ""
    number: int | None = None
    first: date | None = None
    last: date | None = None
    year: int | None = None
    used: frozenset[int] = frozenset()
    guessed: bool = False  # the range was computed from a week number


def read_range(text: str, year: int | None = None) -> tuple[date, date] | None:
    """`từ ngày 21/5/2018 đến ngày 28/5/2018`, `(24 - 30/11/2026)`; a missing year is the given one."""
    for match in _RANGE.finditer(text):
        month2 = match["m2"] or match["m2b"]
        year2 = match["y2"] or match["y2b"] or match["y1"] or match["y1b"] or year
        if month2 is None or year2 is None:
            continue
        month1 = match["m1"] or match["m1b"] or month2
        year1 = match["y1"] or match["y1b"] or (int(year2) - 1 if int(month1) > int(month2) else year2)
        try:
            first = date(int(year1), int(month1), int(match["d1"]))
            last = date(int(year2), int(month2), int(match["d2"]))
        except ValueError:
            continue
        if first <= last and (last - first).days <= 62:
            return first, last
    return None


def _year_of(lines: Sequence[Line]) -> int | None:
    for line in lines:
        if line.text.startswith("#"):
            continue
        for match in _YEAR.finditer(line.text):
            return int(match[1] or match[2] or match[3])
    return None


def is_title(text: str) -> bool:
    """Whether a line names a schedule."""
    return _TITLE.search(text) is not None and _NOT_TITLE.search(text) is None and not text.startswith("#")


def has_range_or_week(text: str) -> bool:
    """Whether a line gives a range of days or a week's number."""
    return not text.startswith("#") and (_RANGE.search(text) is not None or _WEEK.search(text) is not None)


def read_head(lines: Sequence[Line]) -> Head:
    """Understand the lines before a schedule."""
    usable = [line for line in lines if line.text and not line.text.startswith("#") and len(line.text) < 400]
    title_at = next((n for n, line in enumerate(usable) if is_title(line.text)), None)
    around = usable if title_at is None else usable[title_at:] + usable[:title_at]
    year = _year_of(around)
    days, range_line = _find_range(around, year)
    number, number_line = _find_number(around)
    title_lines: list[Line] = []
    if title_at is not None:
        title_lines = _title_block(usable, title_at)
    for line in (number_line, range_line):
        if line is not None and line not in title_lines:
            title_lines.append(line)
    guessed = False
    if days is None and number is not None and year is not None and 1 <= number <= 53:
        days, guessed = _iso_week(year, number), True
    first, last = days or (None, None)
    return Head(
        " ".join(line.text for line in title_lines),
        number,
        first,
        last,
        year or (first.year if first else None),
        frozenset(line.number for line in title_lines),
        guessed,
    )


def _iso_week(year: int, number: int) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return monday, Week(monday).sunday


def _find_range(lines: Sequence[Line], year: int | None) -> tuple[tuple[date, date] | None, Line | None]:
    """Two passes: a line that speaks of a week or of days first, then any; a range broken over two lines too."""
    telling = [line for line in lines if re.search(r"tuần|ngày|lịch|\btừ\b|^\W*\(?\d", line.text, _I)]
    for line in telling:
        days = read_range(line.text, year)
        if days is not None:
            return days, line
    for line, following in pairwise(lines):
        days = read_range(f"{line.text} {following.text}", year)
        if days is not None and days[1] - days[0] <= timedelta(days=14):
            return days, line
    return None, None


def _find_number(lines: Sequence[Line]) -> tuple[int | None, Line | None]:
    found = [(match, line) for line in lines if (match := _WEEK.search(line.text)) is not None]
    found.sort(key=lambda pair: _SCHOOL_YEAR.search(pair[1].text) is not None)
    return (int(found[0][0][1]), found[0][1]) if found else (None, None)


def _title_block(lines: Sequence[Line], start: int) -> list[Line]:
    """The title's line and the short lines after it that go on with it, up to the range."""
    block = [lines[start]]
    for line in lines[start + 1 : start + 4]:
        text = line.text
        capitals = text.isupper() and len(text) < 120 and not is_note(text) and not is_letterhead(text)
        goes_on = capitals and re.match(
            r"^\W*(?:của|thường|ban|tuần|ủy|uỷ|lãnh|đảng|văn phòng|hđnd|huyện|thành|tỉnh|xã|phường)", text, _I
        )
        of_whom = re.match(r"^\W*(?:của|cho)\s", text, _I) is not None and len(text) < 120
        if not (goes_on or of_whom or _RANGE.search(text) or (_WEEK.search(text) and not _SCHOOL_YEAR.search(text))):
            break
        block.append(line)
        if _RANGE.search(text):
            break
    return block


_LETTERHEAD = re.compile(
    r"đảng\s+cộng\s+sản\s+việt\s+nam|cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do|^\W*số\s*:|,\s*ngày\s+.{1,6}tháng",
    _I,
)
_NOTE = re.compile(
    r"^\W*(?:ghi\s+chú|lưu\s+ý|chú\s+ý|n\.?b\.?:|lịch\s+(?:công\s+tác\s+|làm\s+việc\s+|tuần\s+)?này|"
    r"(?:giấy|thư)\s+mời\s+riêng\W*$|(?:lịch|giấy|văn\s+bản)\s.*thay\s+(?:cho\s+)?(?:thư|giấy)\s+mời|thay\s+(?:thư|giấy)\s+mời|"
    r"đề\s+nghị\s+các\s|ngoài\s+(?:những|các|lịch)\s|trong\s+tuần,?\s+(?:nếu|có)\s|nếu\s+có\s+(?:thay|điều)|"
    r"trường\s+hợp\s|trân\s+trọng\W*$|trân\s+trọng\s+(?:thông\s+báo|cảm\s+ơn)|mọi\s+(?:thay|chi)|khi\s+có\s+thay\s+đổi|lịch\s+có\s+thể|\(?\*+\))",
    _I,
)
_SIGNATURE = re.compile(
    r"^\W*(?:nơi\s+nhận|người\s+(?:lập|tổng\s+hợp|ký)|\(?\s*đã\s+ký|\(?\s*ký\s+tên|(?-i:T/?L|T\.L|T/?M|T\.M|K/?T|K\.T|TUQ)(?:\.|\b)\s*(?-i:[A-ZĐ]))",
    _I,
)
_OFFICE_TITLE = re.compile(
    r"^(?:(?:PHÓ|Q\.|QUYỀN)\s+)*(?:CHÁNH VĂN PHÒNG|CHỦ TỊCH|HIỆU TRƯỞNG|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG PHÒNG|TRƯỞNG BAN"
    r"|CHÁNH VP|THỦ TRƯỞNG|CVP|VĂN PHÒNG|THƯỜNG TRỰC|BAN THƯỜNG VỤ)[ A-ZĐÀ-Ỹ]{0,40}$"
)


_DUTY = re.compile(r"^\W*trực\s+(?:lãnh\s+đạo|cơ\s+quan|ban|bảo\s+vệ)\b.*:", _I)


def is_duty_note(text: str) -> bool:
    """Whether a line under a schedule is its duty roster."""
    return _DUTY.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a line is one of the notes that stand round a schedule."""
    return _NOTE.match(text) is not None


def opens_signature(text: str) -> bool:
    """Whether a cell begins the signature block for certain; an office in capitals alone may be a leader."""
    return _SIGNATURE.match(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line opens the signature block or the list of recipients."""
    return _SIGNATURE.match(text) is not None or _OFFICE_TITLE.match(text.strip(" .")) is not None


def is_letterhead(text: str) -> bool:
    """Whether a line belongs to the head block of a paper."""
    return _LETTERHEAD.search(text) is not None
