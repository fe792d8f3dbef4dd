"""The labels inside an activity's text (`Chủ trì:`, `Kính mời:`, `Địa điểm:`…) and the parts that they open."""

import re
from dataclasses import dataclass

from .draft import Role

_I = re.IGNORECASE

_LABELS: tuple[tuple[Role, str], ...] = (
    (Role.TIME_PLACE, r"thời\s+gian\s*(?:,|và|-|–|&|/|;)\s*địa\s+điểm|địa\s+điểm\s*(?:,|và|-|–|&|/|;)\s*thời\s+gian"),
    (Role.CHAIR_PARTICIPANTS, r"chủ\s+trì\s*(?:,|và|-|–|/|;)\s*(?:tham\s+gia|tham\s+dự|thành\s+phần|dự)"),
    (
        Role.CHAIR,
        r"(?:đ/c\s+|đồng\s+chí\s+|người\s+|lãnh\s+đạo\s+|đồng\s+|đ/c\s+)?chủ\s+(?:trì|tọa|toạ)(?:\s+(?:họp|hội\s+nghị|cuộc\s+họp|buổi\s+\w+))?|người\s+điều\s+hành"
        r"|ct(?=\s*:\s*(?:các\s+)?(?:đ/c|đồng\s+chí|ông|bà|p?bt|p?ct|bí\s+thư)\b)",
    ),
    (
        Role.INVITED,
        r"(?:trân\s+trọng\s+)?kính\s+mời(?:\s+(?:dự|tham\s+dự))?|mời(?:\s+(?:dự|họp|tham\s+dự|dự\s+họp|tham\s+gia))?|khách\s+mời"
        r"|đại\s+biểu\s+(?:được\s+)?mời|thành\s+phần\s+mời",
    ),
    (
        Role.PARTICIPANTS,
        r"thành\s+phần(?:\s+(?:tham\s+dự|dự\s+họp|dự|tham\s+gia|gồm|họp))?(?:\s+(?:gồm|họp|cuộc\s+họp))?|t\.?p\.?(?:\s+(?:tham\s+dự|dự))?"
        r"|(?:cùng\s+)?tham\s+dự(?:\s+họp)?|(?:cùng\s+)?tham\s+gia|cùng\s+dự|dự(?:\s+họp)?|cùng\s+đi|cùng\s+làm\s+việc|đại\s+biểu(?:\s+(?:tham\s+)?dự)?"
        r"|người\s+dự|đơn\s+vị\s+(?:tham\s+)?dự",
    ),
    (
        Role.PLACE,
        r"địa\s+điểm(?:\s+(?:họp|làm\s+việc|tổ\s+chức|tại))?|điểm\s+(?:họp|tại|tập\s+trung)|nơi\s+họp|tại|đ\.?đ\.?|địa\s+chỉ",
    ),
    (Role.TIME, r"thời\s+gian(?:\s+(?:họp|bắt\s+đầu|tổ\s+chức))?|t\.?g\.?"),
    (
        Role.PREPARING,
        r"(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+(?:chuẩn\s+bị|tham\s+mưu)(?:\s+(?:nội\s+dung|tài\s+liệu|báo\s+cáo))?"
        r"|(?:phân\s+công\s+)?chuẩn\s+bị(?:\s+(?:nội\s+dung|tài\s+liệu|báo\s+cáo))?|tham\s+mưu|cơ\s+quan\s+trình",
    ),
    (
        Role.OFFICE_LEAD,
        r"lđ\s?vp(?:\s+(?:phụ\s+trách|dự|theo\s+dõi))?|lãnh\s+đạo\s+(?:vp|văn\s+phòng)(?:\s+(?:phụ\s+trách|dự|theo\s+dõi))?",
    ),
    (
        Role.NOTES,
        r"ghi\s+chú|lưu\s+ý|giảng\s+viên|báo\s+cáo\s+viên|tài\s+liệu|hình\s+thức(?:\s+họp)?|đầu\s+mối(?:\s+liên\s+hệ)?|liên\s+hệ|lái\s+xe|trang\s+phục|phương\s+tiện|xe|yêu\s+cầu|chuyên\s+viên(?:\s+(?:theo\s+dõi|phụ\s+trách))?",
    ),
    (Role.CONTENT, r"nội\s+dung(?:\s+(?:công\s+việc|họp|làm\s+việc|cuộc\s+họp))?|công\s+việc"),
)
_ROLES = {f"L{n}": role for n, (role, _) in enumerate(_LABELS)}
_ANY = "|".join(f"(?P<L{n}>{pattern})" for n, (_, pattern) in enumerate(_LABELS))
_BEFORE = r"(?:^|(?<=\n)|(?<=[.;,!?)\]…])\s*|(?<=\s[-–+])\s*)(?:[-–+*•]\s*|(?<![^\n])\d{1,2}[.)]\s+)?"
_LABEL = re.compile(rf"{_BEFORE}(?:{_ANY})\s*:\s*", _I)

# Labels that need no colon where a sentence begins.
_BARE = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;!?)\]…])\s*|(?<=[.;!?)\]…]\s[-–+])\s*)(?:[-–+*•]\s*)?"
    r"(?:(?P<INVITED>(?:Trân\s+trọng\s+)?[Kk]ính\s+mời(?:\s+(?:dự|tham\s+dự))?|Mời)"
    r"|(?P<PLACE>[Đđ]iểm\s+(?:tập\s+trung\s+)?tại|[Đđ]ịa\s+điểm(?:\s+(?:họp|tại))*(?=\s+[^:]{3})|(?<!\A)Tại)"
    r"|(?P<PARTICIPANTS>[Cc]ùng\s+(?:tham\s+)?dự\s+có|[Tt]hành\s+phần\s+(?:gồm|tham\s+dự)(?:\s+có)?|[Cc]ùng\s+(?:tham\s+)?dự|[Cc]ùng\s+đi(?:\s+có)?)"
    r"|(?P<PREPARING>Giao(?!\s+(?:ban|lưu|thông|dịch|thừa|nhận|mùa|hữu|tiếp|đất|quân|thương)\b)))\s+(?=\S)"
    r"|(?<=\s)(?P<PLACE_>📍|@(?=\s))\s*(?=\S)"
    r"|(?<=;)\s*(?P<INVITED_>(?:kính\s+)?mời)\s+(?=đ/c|đồng\s+chí|ông|bà|các|đại\s+diện|lãnh\s+đạo|[A-ZĐ])"
    r"|(?<=,)\s*(?P<PARTICIPANTS_>cùng\s+(?:tham\s+)?dự(?:\s+có)?|cùng\s+đi(?:\s+có)?)\s+(?=\S)",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an activity's text: the label that opened it (empty for the matter itself), and its words."""

    role: Role
    text: str
    label: str = ""


def first_label(text: str) -> Role | None:
    """The role of the label with which a line begins, if it begins with one."""
    match = _LABEL.match(text)
    return _role(match) if match is not None else None


def split_labels(text: str) -> list[Part]:
    """The matter first, then each labelled part in order; single-line parts give back the lines after them."""
    marks = [(m.start(), m.end(), _role(m), m.group().strip(" -–+*•\n").rstrip(" :")) for m in _LABEL.finditer(text)]
    marks += [
        (m.start(), m.end(), Role[m.lastgroup.rstrip("_")], "" if m.lastgroup != "PREPARING" else "Giao")
        for m in _BARE.finditer(text)
        if m.lastgroup is not None and not any(start <= m.start() < end for start, end, _, _ in marks)
    ]
    marks = [
        mark
        for mark in sorted(marks)
        if not _in_brackets(text, mark[0]) and not (mark[2] is Role.CONTENT and _within_sentence(text, mark[0]))
    ]
    first = marks[0][0] if marks else len(text)
    parts = [Part(Role.CONTENT, text[:first])]
    for n, (_, end, role, label) in enumerate(marks):
        until = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        own, back = _own_lines(role, text[end:until])
        parts.append(Part(role, own, label))
        if back.strip():
            parts.append(Part(Role.CONTENT, back))
    return parts


def _within_sentence(text: str, position: int) -> bool:
    """`Họp Ban Thường vụ, nội dung: …` opens nothing new."""
    return text[:position].rstrip(" ").endswith((",", "-", "–"))


def _role(match: "re.Match[str]") -> Role:
    assert match.lastgroup is not None
    return _ROLES[match.lastgroup]


def _in_brackets(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position)


_SINGLE = (Role.CHAIR, Role.PLACE, Role.OFFICE_LEAD, Role.TIME, Role.TIME_PLACE)
#: The end of a sentence, but not the stop of `P. họp`, `TP. Hồ Chí Minh`, `Đ.c`, `PHT. Đinh …`.
SENTENCE_END = re.compile(r"(?<=[^\s.]{3})(?<!\b[A-ZĐ]{3})(?<!\bGS)(?<!\bThS)\.\s+(?=[A-ZĐÀ-Ỹ(\"“])")


def _own_lines(role: Role, text: str) -> tuple[str, str]:
    """What of the text up to the next label belongs to this label, and what goes back to the matter."""
    if role not in _SINGLE:
        return text, ""
    lines = text.split("\n")
    own = lines[0]
    at = 1
    while at < len(lines) and (
        not own.strip() or own.rstrip().endswith((",", ";", "-", "–", "và")) or lines[at][:1].islower()
    ):
        own, at = f"{own}\n{lines[at]}", at + 1
    back = "\n".join(lines[at:])
    if role in (Role.PLACE, Role.CHAIR):
        end = SENTENCE_END.search(own)
        if end is not None:
            own, back = own[: end.start() + 1], f"{own[end.end() :]}\n{back}".strip("\n")
    return own, back
