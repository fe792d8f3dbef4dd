"""What the columns of a programme hold, by the words over them: in any order, in one row of heads or in two."""

import re
from collections.abc import Sequence
from enum import Enum

from ..domain.text import fold


class Role(Enum):
    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    COORDINATING = "coordinating"
    PREPARES = "prepares"
    FORUM = "forum"
    TIME = "time"
    COMMITTEE_TIME = "committee_time"
    LEADER = "leader"
    PRODUCT = "product"
    SOURCE = "source"
    GROUP = "group"
    NOTE = "note"


#: The first that is found says what the column is: what is named more exactly stands before what is named loosely.
_NAMES = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"^(?:so )?(?:tt|stt|thu tu)$|^so thu tu", Role.NUMBER),
        (r"nguon|can cu|van ban (?:chi dao|giao)", Role.SOURCE),
        (r"^ngay (?:chi dao|giao|van ban)|^thu ky|^muc\b", Role.NOTE),
        (r"^cap\b|cho y kien|cap quyet dinh|hinh thuc trinh", Role.FORUM),
        (r"\b(?:bch|ban chap hanh)\b", Role.COMMITTEE_TIME),
        (r"\b(?:btv|ban thuong vu)\b", Role.TIME),
        (r"thoi (?:gian|han|diem)|tien do|\bhan\b|ngay hoan thanh", Role.TIME),
        (r"phoi hop", Role.COORDINATING),
        (r"chu tri|tham muu|thuc hien|phan cong|chiu trach nhiem", Role.LEAD),
        (r"chuan bi|soan thao", Role.PREPARES),
        (r"lanh dao|phu trach|chi dao|theo doi", Role.LEADER),
        (r"san pham|ket qua|yeu cau", Role.PRODUCT),
        (r"linh vuc", Role.GROUP),
        (r"noi dung|nhiem vu|cong viec|viec\b|chuyen de|ten (?:de an|van ban)", Role.CONTENT),
        (r"ghi chu|danh gia|tinh (?:trang|hinh)|trang thai", Role.NOTE),
    )
)
#: What a second row of heads parts.
_PARTED = (None, Role.TIME, Role.COMMITTEE_TIME, Role.LEAD)
#: So many letters at most are over a column.
_LONGEST = 80


def role_of(text: str) -> Role | None:
    """What a head names; None if it names nothing that a programme has."""
    words = " ".join(re.sub(r"[^\w ]", " ", fold(text)).split())
    if not words or len(words) > _LONGEST:
        return None
    return next((role for pattern, role in _NAMES if pattern.search(words)), None)


def heads(row: Sequence[str]) -> tuple[Role | None, ...] | None:
    """The columns of a row of heads; None if it is none: without content, or without two more known columns."""
    roles = [role_of(cell) if cell else None for cell in row]
    named = {role for role in roles if role is not None}
    filled = sum(bool(cell) for cell in row)
    if Role.CONTENT not in named or len(named) < 2 or len(named) * 2 < filled:
        return None
    if not named & {Role.LEAD, Role.TIME, Role.COMMITTEE_TIME, Role.NUMBER, Role.PREPARES, Role.LEADER}:
        return None
    return _once(roles)


def _once(roles: Sequence[Role | None]) -> tuple[Role | None, ...]:
    """The content is the first column that is named so; two of any other are both read."""
    seen = False
    found: list[Role | None] = []
    for role in roles:
        found.append(None if role is Role.CONTENT and seen else role)
        seen = seen or role is Role.CONTENT
    return tuple(found)


def second_heads(row: Sequence[str], above: Sequence[Role | None]) -> tuple[Role | None, ...] | None:
    """Both rows of heads together, where this one parts a column of the row above (`Trình BTV`, `Trình BCH`); None if
    it does not.
    """
    own = [role_of(cell) if cell else None for cell in row]
    parts = {role for cell, role in zip(row, own, strict=True) if cell and role is not None}
    if not parts or not parts <= {Role.TIME, Role.COMMITTEE_TIME, Role.LEAD, Role.COORDINATING, Role.PREPARES}:
        return None
    if any(cell and role is None for cell, role in zip(row, own, strict=True)):
        return None
    width = max(len(own), len(above))
    padded = [*above, *[None] * (width - len(above))]
    if any(role is not None and padded[n] not in _PARTED for n, role in enumerate(own)):
        return None
    return tuple(own[n] if n < len(own) and own[n] is not None else padded[n] for n in range(width))
