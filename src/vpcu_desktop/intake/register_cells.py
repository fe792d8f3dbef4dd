"""What the cells of a register say: days, numbers, codes, levels. What cannot be read is said so, never guessed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..domain.code_reading import read_code
from ..domain.codes import CodeFlag
from ..domain.documents import Secrecy, Urgency
from ..domain.register_rows import ProblemKind
from ..domain.text import fold

#: A register's days lie between the founding of the Party and a slip of the finger.
_FIRST_YEAR, _LAST_YEAR = 1930, 2199
_PLACEHOLDER_DAYS = frozenset(date(*each) for each in ((2000, 1, 1), (1900, 1, 1), (1899, 12, 30), (1970, 1, 1)))
_EXCEL_EPOCH = date(1899, 12, 30)
_CLOCK = r"\d{1,2}[:hH]\d{2}(?::\d{2})?(?:\.\d+)?"
_NUMERIC_DAY = re.compile(
    rf"(?:ngày\s*)?(?:{_CLOCK}\s+)?(\d{{1,4}})\s?[/.\-]\s?(\d{{1,2}})\s?[/.\-]\s?(\d{{1,4}})(?:[ T,]\s?{_CLOCK})?\.?",
    re.IGNORECASE,
)
_CUT_DAY = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d|\d{3})?|\d{4}-\d{1,2}-")
_WORDED_DAY = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[,/]?\s*thang\s*(\d{1,2})\s*[,/]?\s*(?:nam)?\s*(\d{4})\.?")
_SERIAL_DAY = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_NO_DAY = re.compile(r"0{1,4}[/.\-]0{1,2}[/.\-]0{1,4}(?: 00:00:00)?|[01]")


@lru_cache(maxsize=65_536)
def read_day(text: str, today: date, *, month_first: bool = False) -> tuple[date | None, ProblemKind | None]:
    """The day in a cell, or what is wrong with it. A placeholder is no day; an empty cell neither day nor problem.

    Years of two digits are the latest ones that do not lie after next year; a number is a day as Excel counts them.
    """
    if not text:
        return None, None
    found = _day_of(text, today, month_first)
    if found in _PLACEHOLDER_DAYS or (found is None and _NO_DAY.fullmatch(text)):
        return None, ProblemKind.PLACEHOLDER_DATE
    if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return found, None
    return None, ProblemKind.CUT_DATE if _CUT_DAY.fullmatch(text) else ProblemKind.UNREADABLE_DATE


def _day_of(text: str, today: date, month_first: bool) -> date | None:
    numeric = _NUMERIC_DAY.fullmatch(text)
    if numeric is not None:
        first, second, third = numeric.groups()
        if len(first) == 4 and len(third) <= 2:
            return _valid(first, second, third, today)
        if len(first) <= 2 and len(third) in (2, 4):
            return _valid(third, first, second, today) if month_first else _valid(third, second, first, today)
        return None
    serial = _SERIAL_DAY.fullmatch(text)
    if serial is not None:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    worded = _WORDED_DAY.fullmatch(fold(text))
    return _valid(worded[3], worded[2], worded[1], today) if worded is not None else None


def _valid(year: str, month: str, day: str, today: date) -> date | None:
    full = int(year)
    if len(year) <= 2:
        full += 2000 if 2000 + full <= today.year + 1 else 1900
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


_ORDINAL = re.compile(r"(?:số\s*)?0*(\d{1,9})(?:\.0)?\s*((?:bis|[A-Za-zĐđ])?)", re.IGNORECASE)
_COUNT = re.compile(r"0*(\d{1,6})(?:\.0)?\s*(?:bản|bộ|tờ|trang|b|t|tr)?\.?", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def read_ordinal(text: str) -> tuple[int, str] | None:
    """A running number and its suffix: `0015a`; None if it is none. `12.0` is what tools make of 12."""
    found = _ORDINAL.fullmatch(text)
    return (int(found[1]), found[2]) if found is not None else None


@lru_cache(maxsize=4096)
def read_count(text: str) -> int | None:
    """A number of copies or pages: `02`, `2 bản`."""
    found = _COUNT.fullmatch(text)
    return int(found[1]) if found is not None else None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\d{1,2})"
#: By far the most codes: a number, a separator, an abbreviation that is no month.
_PLAIN_CODE = re.compile(rf"0*[1-9]\d{{0,5}}[a-zđ]?\s?[-/]+\s?(?!{_MONTH}\b)[^\W\d_]", re.IGNORECASE)
#: `1-thg 7`, `Jul-21`, `1.2E+05`: numbers that a spreadsheet took for days or for large ones.
_SPREADSHEET_CODE = re.compile(rf"(?:\d{{1,2}}-)?{_MONTH}(?:-\d{{2,4}})?|\d(?:[.,]\d+)?e\+\d+", re.IGNORECASE)
#: What Excel shows where a formula failed (`-12/CV` typed without an apostrophe is one) or a column is too narrow.
SPREADSHEET_ERRORS = frozenset(
    ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", *("#" * width for width in range(3, 60)))
)
#: What tools write for an empty cell.
NANS = frozenset(("nan", "NaN", "NAN", "NaT", "None", "null", "NULL", "<NA>", "#N/A"))


def code_problem(code: str) -> ProblemKind | None:
    """What is wrong with a số, ký hiệu; oddities of spelling are none, for the register copies the paper."""
    if _PLAIN_CODE.match(code):
        return None
    if not code:
        return ProblemKind.NO_NUMBER
    if _SPREADSHEET_CODE.fullmatch(code):
        return ProblemKind.EATEN_BY_SPREADSHEET
    flags = read_code(code).flags
    if CodeFlag.EATEN_BY_SPREADSHEET in flags:
        return ProblemKind.EATEN_BY_SPREADSHEET
    if CodeFlag.NO_NUMBER in flags:
        return ProblemKind.NO_NUMBER
    return ProblemKind.PLACEHOLDER_NUMBER if CodeFlag.PLACEHOLDER in flags else None


_SECRECY = {
    "": Secrecy.NONE,
    "thuong": Secrecy.NONE,
    "binh thuong": Secrecy.NONE,
    "khong": Secrecy.NONE,
    "khong mat": Secrecy.NONE,
    "mat": Secrecy.CONFIDENTIAL,
    "c": Secrecy.CONFIDENTIAL,
    "toi mat": Secrecy.SECRET,
    "b": Secrecy.SECRET,
    "tuyet mat": Secrecy.TOP_SECRET,
    "a": Secrecy.TOP_SECRET,
}
_URGENCY = {
    "": Urgency.NONE,
    "thuong": Urgency.NONE,
    "binh thuong": Urgency.NONE,
    "khong": Urgency.NONE,
    "khan": Urgency.URGENT,
    "thuong khan": Urgency.VERY_URGENT,
    "hoa toc": Urgency.IMMEDIATE,
    "hoa toc hen gio": Urgency.TIMED,
}
#: A level that stands alone in any cell, or as a stamp in a text; "mất" and "bí mật" are other words.
SECRET_WORDS = frozenset(
    form for word in ("mật", "tối mật", "tuyệt mật") for form in (word, word.capitalize(), word.upper(), word.title())
)
_SECRET_LEVELS = {"mật": Secrecy.CONFIDENTIAL, "tối mật": Secrecy.SECRET, "tuyệt mật": Secrecy.TOP_SECRET}
_SECRET_STAMP = re.compile(
    r"[(\[]\s*(?:độ\s+)?((?:tối |tuyệt )?mật)\s*[)\]]|độ mật\s*:\s*((?:tối |tuyệt )?mật)\b"
    r"|(?<!\w)(?:văn bản|công văn|tài liệu) ((?:tối |tuyệt )?mật)\s*(?:[.;,]|\Z)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def read_secrecy(text: str) -> Secrecy | None:
    """The level that a cell of the column for it names; None if it is no known word."""
    return _SECRECY.get(_word(text))


@lru_cache(maxsize=1024)
def read_urgency(text: str) -> Urgency | None:
    """The urgency that a cell of the column for it names; None if it is no known word."""
    return _URGENCY.get(_word(text))


def _word(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def secrecy_of_word(text: str) -> Secrecy:
    """The level that one of `SECRET_WORDS` names."""
    return _SECRET_LEVELS[text.lower()]


def stamped_secrecy(text: str) -> Secrecy:
    """The level that a text bears as a stamp: `(Mật)`, `Độ mật: Tối mật`, `văn bản mật`."""
    found = _SECRET_STAMP.search(text) if "ật" in text or "ẬT" in text else None
    return secrecy_of_word(found[found.lastindex or 1]) if found is not None else Secrecy.NONE


_TYPES = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Quy chế", "Quy định", "Thông tri", "Thông tư", "Hướng dẫn",
    "Thông báo", "Thông cáo", "Tuyên bố", "Lời kêu gọi", "Báo cáo", "Kế hoạch", "Quy hoạch", "Chương trình", "Đề án",
    "Phương án", "Dự án", "Tờ trình", "Công văn", "Biên bản", "Giấy mời", "Giấy giới thiệu", "Giấy chứng nhận",
    "Giấy đi đường", "Giấy nghỉ phép", "Phiếu chuyển", "Phiếu gửi", "Thư công", "Lịch công tác", "Công điện",
    "Nghị định", "Luật", "Thư mời", "Đơn",
)  # fmt: skip
_TYPE_START = re.compile(rf"({'|'.join(_TYPES)})(?:\s*[:.,\-–]\s*|\s+|$)", re.IGNORECASE)


def type_and_subject(text: str) -> tuple[str, str]:
    """The type that begins a cell `Tên loại và trích yếu`, and the rest; no type if none is named."""
    found = _TYPE_START.match(text)
    return (found[1], text[found.end() :]) if found is not None else ("", text)


_DAY_INSIDE = re.compile(
    r"[\s,;]+(?:ngày\s*)?(\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}\b|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}\b)"
    r"[\s,;.]*(?:của\s+)?",
    re.IGNORECASE,
)
_CODE_LABEL = re.compile(r"số\s*:?\s*(?=[\d/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """A document as one cell names it, each part as written; what is not named is empty."""

    type_name: str
    code: str
    day: str
    issuer: str


def read_identity(text: str) -> Identity:
    """`Công văn số 155/UBND-TCKH ngày 01/3/2021 của UBND huyện`, in any part of this."""
    found = _DAY_INSIDE.search(text)
    before = text[: found.start()] if found is not None else text
    type_name, code = type_and_subject(before)
    label = _CODE_LABEL.match(code)
    code = code[label.end() :] if label is not None else code
    return Identity(type_name, code, found[1], text[found.end() :]) if found else Identity(type_name, code, "", "")


_NAME_SEPARATOR = re.compile(r"\s*[,;\n]\s*")


def split_names(text: str) -> tuple[str, ...]:
    """The units and persons in a cell: `Phòng Nội vụ,Nguyễn Văn An` are two, whether or not a space follows."""
    names = (name.strip(" .-+*•–") for name in _NAME_SEPARATOR.split(text))
    return tuple(dict.fromkeys(name for name in names if name))
