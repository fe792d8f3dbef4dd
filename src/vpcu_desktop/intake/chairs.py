"""Who chairs, where a sentence or a cell says so: `do đ/c X chủ trì`, `A (chủ trì), B, C`, `A chủ trì; B dự`."""

import re

from .people import names_group, names_person

_I = re.IGNORECASE
_ADDRESS = r"(?:các\s+)?(?:đ\s?/\s?c|đồng\s+chí|ông|bà)\b"
_POST = r"(?:,\s*(?:phó\s+)?(?:bí\s+thư|chủ\s+tịch|trưởng|giám\s+đốc|chánh)\b[^,;.\n]{0,60}?)?"
_CHAIRS = r"(?:đồng\s+|cùng\s+|làm\s+)?chủ\s+(?:trì|tọa|toạ)"
_AFTER = r"(?=[.;,)\n]|\s+(?:tại|ở|lúc|vào|với|có|cùng|từ)\s|\s[-–]\s|$)"
_BY = re.compile(
    rf"(?:^|(?<=\n)|[,;.:]\s*|\s[-–]\s*|\s)(?:do|dưới\s+sự\s+chủ\s+(?:trì|tọa|toạ)\s+(?P<under>của))\s+"
    rf"(?P<who>[^;.\n]{{2,120}}?)(?(under){_AFTER}|\s+{_CHAIRS}\s*{_AFTER})",
    _I,
)
_NAMED = re.compile(
    rf"(?:^|(?<=\n)|[,;.]\s*|\s[-–]\s*|\s)(?P<who>{_ADDRESS}[^,;.\n]{{2,80}}?{_POST})\s+{_CHAIRS}(?=\s*(?:[.;,)\n]|[-–]\s|$))",
    _I,
)
_LAST = re.compile(rf"\s[-–—]\s(?P<who>{_ADDRESS}[^-–—:;.\n]{{2,60}})$", _I)
#: `chủ trì họp`, `chủ trì: họp`; not `chủ trì và kết luận …`, which says more of what the chair does.
_VERB_FIRST = re.compile(
    rf"^\s*{_CHAIRS}\s*(?::\s*|\s+(?:(?:cuộc|buổi)\s+(?=họp\b))?)(?!và\b|[,.;]|kết\s+luận)(?=\S)", _I
)
_MARK = re.compile(
    r"\s*[(\[]\s*(?:đồng\s+)?(?:chủ\s+(?:trì|tọa|toạ)|ct)\s*[)\]]|\s+(?:-\s*)?(?:đồng\s+)?chủ\s+(?:trì|tọa|toạ)$", _I
)
_ATTENDS = re.compile(
    r"^(?:(?:và\s+)?(?:cùng\s+)?(?:tham\s+)?dự(?:\s+(?:họp|có))?\s*:?\s+)|\s*[(\[]\s*(?:cùng\s+)?(?:tham\s+)?dự\s*[)\]]|\s+(?:cùng\s+)?(?:tham\s+)?dự$",
    _I,
)

_MANY = re.compile(
    r"(?:toàn\s+thể|toàn\s+bộ|tất\s+cả|cán\s+bộ|cb\W?cc|đại\s+biểu|đại\s+diện|thành\s+viên|các\s+(?:đơn\s+vị|phòng|ban|ngành|cơ\s+quan|thành\s+viên|xã|sở))\b",
    _I,
)


def take_chair(text: str) -> tuple[str, str] | None:
    """The chair that a sentence names (`do đ/c X chủ trì`), and the sentence without it; None if it names none."""
    match = next((m for m in _BY.finditer(text) if names_group(m["who"])), None) or _NAMED.search(text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if not re.search(r"\w", before + after):
        return None
    return match["who"], before + ("." if match.group().lstrip()[:1] in ".;" else "") + after


def chair_last(matter: str) -> tuple[str, str] | None:
    """The person after a dash at the end (`Tiếp công dân – đ/c Minh`), and the matter before it."""
    match = _LAST.search(matter)
    if match is None or is_attendance(match["who"]):
        return None
    return match["who"], matter[: match.start()]


def without_verb(matter: str) -> str:
    """The matter without the `chủ trì` before it that belongs to its chair: `họp Ban Thường vụ`."""
    match = _VERB_FIRST.match(matter)
    return matter[match.end() :] if match is not None else matter


def part_people(text: str) -> tuple[str, str] | None:
    """Chair and participants of a cell that marks who of several chairs; None if it marks nobody."""
    pieces = [piece for piece in _pieces(text) if piece.strip()]
    chairs = [piece for piece in pieces if _MARK.search(piece.strip(" .;,"))]
    if not chairs:
        return None
    chair = ", ".join(_MARK.sub("", piece.strip(" .;,")).strip() for piece in chairs)
    others = [_ATTENDS.sub("", piece.strip(" .;,")).strip() for piece in pieces if piece not in chairs]
    return (chair, _joined(others, text)) if chair else None


def is_many(text: str) -> bool:
    """Whether a text begins with people who only attend: `toàn thể cán bộ`, `các đơn vị`, `đại diện …`."""
    return _MANY.match(text.strip()) is not None


def is_attendance(text: str) -> bool:
    """Whether a text says who attends: `các đơn vị`, `đ/c B dự`, `Toàn thể cán bộ`."""
    return is_many(text) or _ATTENDS.search(text.strip()) is not None


def without_attends(text: str) -> str:
    """The people without the `dự` beside them."""
    return _ATTENDS.sub("", text).strip()


def _joined(pieces: list[str], text: str) -> str:
    return ("; " if ";" in text and "," not in text else ", ").join(piece for piece in pieces if piece)


def _pieces(text: str) -> list[str]:
    """The people of a cell: `A, B chủ trì` is one group, `A (chủ trì), B, C` are three."""
    pieces: list[str] = []
    for part in (part.strip() for part in re.split(r"\n|;|(?<=chủ trì)[.,]\s|(?<=dự)[.,]\s", text)):
        commas = re.split(r",\s*(?![^()]*\))", part)
        marked = [piece for piece in commas if _MARK.search(piece.strip(" .,"))]
        together = len(marked) == 1 and marked[0] is commas[-1] and not part.rstrip(" .,").endswith((")", "]"))
        if not marked or (together and not any(_ATTENDS.search(piece) for piece in commas)):
            pieces.append(part)
            continue
        for number, piece in enumerate(commas):
            if number and piece in marked and _is_position(piece) and re.match(_ADDRESS, pieces[-1], _I):
                pieces[-1] += f", {piece}"  # `đ/c A, Bí thư Huyện ủy (chủ trì)` is one person
            else:
                pieces.append(piece)
    return pieces


def _is_position(text: str) -> bool:
    return names_person(text) and re.match(_ADDRESS, text.strip(), _I) is None
