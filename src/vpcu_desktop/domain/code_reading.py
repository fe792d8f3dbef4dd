"""Reading số, ký hiệu as offices print, type, scan and cite them. It never fails and never rewrites.

A hyphen straight after the number is the Party's (and Đoàn's) order, a slash the State's (and Mặt trận's, công đoàn's).
Abbreviations are compared exactly: CT is not CTr, ĐA is not DA.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache

from .code_parts import Code, CodeFlag, Style, as_digits, is_joint_type
from .issuer_codes import IssuerKind, issuer_kind, right_spelling
from .text import clean_line, fold

#: The abbreviations that part a type from an issuer. An office's own types are found by what stands after them.
COMMON_TYPES = frozenset(
    """
    NQ QĐ QyĐ QĐi CT KL QC TT HD TB BC KH TC QH CTr TTr ĐA PA DA CV BB BS LCT CL TBo LKG
    LCTN L PL NĐ TTLT NQLT CTLT HĐ CĐ BGN GUQ GM GGT GNP GCN GĐĐ PG PC PB PCh SY SL TrS VBHN GP QT TM
    QCPH CTPH KHPH HDLT KHLT
    """.split()  # noqa: SIM905 # words are easier to compare with a rule's table than a list
)

_WEIGHT = {
    CodeFlag.ODD_SPACING: 0.95,
    CodeFlag.MISSING_HYPHEN: 0.8,
    CodeFlag.ODD_SEPARATOR: 0.7,
    CodeFlag.STATE_ORDER_IN_PARTY: 0.8,
    CodeFlag.RESTORED_ACCENTS: 0.8,
    CodeFlag.OCR_DIGIT: 0.7,
    CodeFlag.NO_NUMBER: 0.4,
    CodeFlag.PLACEHOLDER: 0.3,
    CodeFlag.AMBIGUOUS_UNIT: 0.7,
    CodeFlag.MORE_TEXT: 0.6,
}

_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("∕⁄／", "/")})
_EMPHASIS = re.compile(r"[*`]")  # what a page copied as Markdown leaves
#: Names that stand before a number in a register's cell. Any other word may belong to a subject that cites one.
_NAMES = (
    "nghị quyết|quyết định|quy định|chỉ thị|kết luận|quy chế|thông tri|thông tư(?: liên tịch)?|hướng dẫn|thông báo|"
    "báo cáo|kế hoạch|chương trình|đề án|phương án|dự án|tờ trình|công văn|biên bản|nghị định|công điện|giấy mời|luật|"
    "văn bản"
)
_LABEL = re.compile(
    rf"(?:(?:(?i:{_NAMES})|{'|'.join(sorted(COMMON_TYPES, key=len, reverse=True))})\s+)?"
    r"(?:(?i:s[ốôo])(?:\s*,?\s*(?:và\s+)?(?:k[ýí]\s*)?hiệu)?(?:\s*[:.…]\s*|\s+|(?=[0-9])))?(?:[.…_]+\s*)?(?=[0-9OoIl/-]|$)"
)
_NUMBER = re.compile(
    r"(?=[OoIl]*[0-9])(?P<number>[0-9OoIl]{1,9})(?![0-9])(?P<suffix>[A-HJ-NP-ZĐa-km-np-zđ](?![^\W_]))?"
)
_SEPARATOR = re.compile(r"[-/]+|[\s._]|")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:/+|$)")
_PART = r"[^\W_]+(?:[.&][^\W_]+)*"
_BODY = re.compile(rf"{_PART}(?:[-/]+{_PART})*")
_TYPE = re.compile(r"[^\W\d_]+")
_IDENTIFIER = re.compile(r"[0-9A-Z]{3}(?:\.[0-9A-Z]{2,3}){2,}\S*")
_SPREADSHEET_DATE = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
#: Written into the column by clerks whose paper has no number.
_PLACEHOLDERS = frozenset(("don", "don thu", "khong so", "khong", "ks", "k/s", "ko so", "chua co so"))


def read_code(text: str, known_issuers: Container[str] = ()) -> Code:
    """What a code says. `text` is kept as it is (NFC, trimmed); the fields are the reading, `confidence` its worth.

    `known_issuers` are the abbreviations of the office's catalogue: they tell where an issuer ends and a unit begins.
    """
    return _read(text, known_issuers) if known_issuers else _read_alone(text)


@lru_cache(maxsize=2048)
def _read_alone(text: str) -> Code:
    return _read(text, ())


def _read(text: str, known_issuers: Container[str]) -> Code:
    kept = unicodedata.normalize("NFC", text).strip()
    line = clean_line(kept.translate(_SIGNS))
    work = _EMPHASIS.sub("", line)
    if _SPREADSHEET_DATE.fullmatch(work):
        return Code(kept, flags=frozenset((CodeFlag.EATEN_BY_SPREADSHEET,)))
    if _IDENTIFIER.fullmatch(work):
        return Code(kept, flags=frozenset((CodeFlag.IDENTIFIER,)))
    if fold(work) in _PLACEHOLDERS:
        return Code(kept, flags=frozenset((CodeFlag.NO_NUMBER, CodeFlag.PLACEHOLDER)))
    label = _LABEL.match(work)
    if label is not None:
        work = work[label.end() :]
    reading = _Reading(kept, known_issuers)
    tight = re.sub(r"\s*([-/])\s*", r"\1", work)
    reading.flag(CodeFlag.ODD_SPACING, when=tight != work or "*" in line or "`" in line)
    return reading.read(tight)


@dataclass(slots=True)
class _Parts:
    """The fields found so far."""

    style: Style = Style.UNKNOWN
    number: str = ""
    suffix: str = ""
    year: str = ""
    type: str = ""
    issuer: str = ""
    unit: str = ""


@dataclass(slots=True)
class _Reading:
    """One reading on its way: the fields and the oddities met."""

    text: str
    known: Container[str]
    parts: _Parts = field(default_factory=_Parts)
    flags: set[CodeFlag] = field(default_factory=set)

    def flag(self, flag: CodeFlag, *, when: bool = True) -> None:
        if when:
            self.flags.add(flag)

    def read(self, tight: str) -> Code:
        """`tight`: without label, without spaces round separators."""
        number = _NUMBER.match(tight)
        if number is not None:
            self.parts.number, self.parts.suffix = as_digits(number["number"]), number["suffix"] or ""
            self.flag(CodeFlag.OCR_DIGIT, when=self.parts.number != number["number"])
            self.flag(CodeFlag.PLACEHOLDER, when=not int(self.parts.number))
            tight = tight[number.end() :]
        else:
            self.flags.add(CodeFlag.NO_NUMBER)
        separator = _SEPARATOR.match(tight)
        assert separator is not None  # it matches nothing, too
        first, rest = separator.group(), tight[separator.end() :]
        year = _YEAR.match(rest) if first.startswith("/") and number is not None else None
        if year is not None:
            self.parts.year, rest = year[1], rest[year.end() :]
        body = _body_of(rest)
        if body and self._body(first, body):
            rest = rest[len(body) :]
        self.flag(CodeFlag.MORE_TEXT, when=any(ch.isalnum() for ch in rest))
        return self._code()

    def _body(self, first: str, body: str) -> bool:
        """Reads what stands after the number's separator; False if it is no part of a code."""
        pieces = re.split(r"([-/]+)", body)
        head, second, tail = pieces[0], pieces[1] if len(pieces) > 1 else "", "".join(pieces[2:])
        if first in ("", " ", ".", "_"):
            # `84 QĐ/TWĐTN`, `BC-UBND`: only a type tells that this belongs to the code, and then the order is told by
            # what parts type and issuer.
            if head not in COMMON_TYPES or (self.parts.number == "" and not tail):
                return False
            self.flag(CodeFlag.MISSING_HYPHEN, when=self.parts.number != "")
            first = "/" if second.startswith("-") else "-"
        odd = len(first) > 1 or any(len(piece) > 1 for piece in pieces[1::2])
        in_order = self._party if first.startswith("-") else self._state
        read = in_order(head, second, tail)
        self.flag(CodeFlag.ODD_SEPARATOR, when=odd and read)
        return read

    def _party(self, head: str, second: str, tail: str) -> bool:
        """`KH/TU` after a hyphen."""
        if not tail and head not in COMMON_TYPES:
            if not _TYPE.match(head):
                return False
            self._issue(head, split=True)  # `24-TU`
            self.flags.add(CodeFlag.ODD_SEPARATOR)
        elif second.startswith("/"):
            self.parts.type = head
            self._issue(tail, split=not is_joint_type(head))
        elif head in COMMON_TYPES:  # `14-LCT`, `12-QĐ-UBND`
            self.parts.type = head
            self._issue(tail, split=True)
            self.flag(CodeFlag.ODD_SEPARATOR, when=tail != "")
        else:  # `405-UBND-PYT`
            self._issue(f"{head}-{tail}", split=True)
            self.flags.add(CodeFlag.ODD_SEPARATOR)
        kind = issuer_kind(self.parts.issuer)
        if is_joint_type(self.parts.type):
            self.parts.style = Style.JOINT
        elif kind is IssuerKind.STATE and not (self.parts.type and second.startswith("/")):
            self.parts.style = Style.STATE
        else:
            self.parts.style = {
                IssuerKind.CONGRESS: Style.CONGRESS,
                IssuerKind.YOUTH: Style.MASS,
                IssuerKind.MASS: Style.MASS,
            }.get(kind or IssuerKind.PARTY, Style.PARTY)
            self.flag(CodeFlag.ODD_SEPARATOR, when=kind is IssuerKind.STATE)
        return True

    def _state(self, head: str, second: str, tail: str) -> bool:
        """`QĐ-UBND`, `UBND-KGVX`, `QH15`, `QCPH/UBND-UBMTTQ` after a slash."""
        whole = head + second + tail
        if not any(ch.isalpha() for ch in whole):
            return False
        joint = is_joint_type(head)
        if joint or head in COMMON_TYPES or (tail and self._is_office_type(head, tail)):
            self.parts.type = head
            self._issue(tail, split=not joint)
            if second.startswith("/") and not joint:
                joint = all(issuer_kind(each) is not None for each in tail.split("-")) and "-" in tail
                self.flag(CodeFlag.ODD_SEPARATOR, when=not joint)
        else:
            self.flag(CodeFlag.ODD_SEPARATOR, when="/" in second)
            self._issue(re.sub(r"[-/]+", "-", whole), split=True)
        kind = issuer_kind(self.parts.issuer)
        mass = kind in (IssuerKind.MASS, IssuerKind.YOUTH) or self.parts.issuer == "BTV"  # 60/HD-BTV: phụ nữ
        self.parts.style = Style.JOINT if joint else Style.MASS if mass else Style.STATE
        party = kind in (IssuerKind.PARTY, IssuerKind.CONGRESS)
        self.flag(CodeFlag.STATE_ORDER_IN_PARTY, when=party and not joint)
        return True

    def _is_office_type(self, head: str, tail: str) -> bool:
        """An abbreviation that is no issuer before one that is: a type of the office's own (`12/GXN-UBND`)."""
        return _TYPE.fullmatch(head) is not None and not self._knows(head) and self._knows(tail)

    def _knows(self, issuer: str) -> bool:
        return issuer in self.known or issuer_kind(issuer) is not None

    def _issue(self, text: str, *, split: bool) -> None:
        """Sets issuer and unit. Only a known issuer is split from what follows it: many have hyphens inside."""
        pieces = re.sub(r"/+", "/", re.sub(r"-+", "-", text)).split("-")
        catalogued = pieces[0] in self.known or "-".join(pieces) in self.known
        if not catalogued and right_spelling(pieces[0]) != pieces[0]:
            pieces[0] = right_spelling(pieces[0])
            self.flags.add(CodeFlag.RESTORED_ACCENTS)
        self.parts.issuer = whole = "-".join(pieces)
        if not split or len(pieces) == 1 or whole in self.known:
            return
        for count in range(len(pieces) - 1, 0, -1):
            prefix = "-".join(pieces[:count])
            common = count == 1 and not self.parts.type and issuer_kind(prefix) is not None
            if prefix in self.known or common:
                self.parts.issuer, self.parts.unit = prefix, "-".join(pieces[count:])
                return
        self.flag(CodeFlag.AMBIGUOUS_UNIT, when=not self.parts.type)

    def _code(self) -> Code:
        parts, confidence = self.parts, 1.0
        if parts.style is Style.UNKNOWN:
            confidence = 0.3 if parts.number else 0.0
        elif not parts.issuer:
            confidence = 0.5
        elif parts.type and parts.type not in COMMON_TYPES and not is_joint_type(parts.type):
            confidence = 0.6
        elif not self._knows(parts.issuer):
            confidence = 0.9
        for flag in self.flags:
            confidence *= _WEIGHT.get(flag, 1.0)
        return Code(
            self.text,
            parts.style,
            parts.number,
            parts.suffix,
            parts.year,
            parts.type,
            parts.issuer,
            parts.unit,
            round(confidence, 2),
            frozenset(self.flags),
        )


def _body_of(rest: str) -> str:
    """The leading run of abbreviations. In `TU-về việc` the words after the hyphen are none: they have no capital."""
    found = _BODY.match(rest)
    if found is None:
        return ""
    body = found.group()
    if not any(ch.isupper() for ch in body):
        return body  # typed in small letters throughout
    kept = ""
    for piece in re.findall(rf"[-/]*{_PART}", body):
        if not any(ch.isupper() or ch.isdigit() for ch in piece):
            break
        kept += piece
    return kept
