"""Words of state beside an activity: `BỔ SUNG:`, `(hoãn)`, `[dời sang 15h thứ Ba]`; they are kept as notes."""

import re

_I = re.IGNORECASE
_WORD = (
    r"(?:(?:tạm|xin)\s+)?(?:hoãn|dời|lùi|hủy|huỷ)(?:\s+(?:từ|họp|lịch|cuộc\s+họp|đến|sang|lại|bỏ|vô\s+thời\s+hạn)\b[^)\]:\n]{0,70})?"
    r"|(?:đã|sẽ|được)\s+(?:hoãn|hủy|huỷ|dời|chuyển)\b[^)\]:\n]{0,70}|chuyển\s+(?:sang|đến|qua|vào)\b[^)\]:\n]{0,70}"
    r"|(?:lịch\s+)?bổ\s+sung(?:\s+(?:lần\s+\d+|lịch|mới|ngày\b[^)\]:\n]{0,20}))?|(?:lịch\s+|có\s+)?thay\s+đổi(?:\s+(?:lần\s+\d+|giờ|thời\s+gian|địa\s+điểm|lịch)\b[^)\]:\n]{0,40})?"
    r"|điều\s+chỉnh(?:\s+(?:lần\s+\d+|giờ|thời\s+gian|địa\s+điểm|lịch)\b[^)\]:\n]{0,40})?|đột\s+xuất|mới"
)
#: Before a colon only the word itself: `Thay đổi địa điểm lễ hội: khảo sát` is a matter.
_PLAIN = (
    r"(?:tạm\s+|đã\s+)?(?:hoãn|hủy|huỷ)(?:\s+họp)?|(?:lịch\s+)?(?:bổ\s+sung|thay\s+đổi|điều\s+chỉnh)"
    r"(?:\s+(?:lần\s+\d+|giờ|thời\s+gian|địa\s+điểm|lịch))?|đột\s+xuất|(?:dời|chuyển)\s+(?:sang|đến)\s[^:\n]{2,40}"
)
_WHOLE = re.compile(rf"(?:{_WORD})\W*", _I)
_LEAD = re.compile(
    rf"^\s*(?:[(\[*]+\s*(?P<bracket>{_WORD})\s*[)\]*]+\s*[:.\-–]?"
    rf"|(?P<word>{_PLAIN})\s*(?::|\s[-–]\s)|(?P<caps>(?-i:BỔ\s+SUNG|HOÃN|HỦY|HUỶ|THAY\s+ĐỔI|ĐỘT\s+XUẤT))(?=\s+[\d(]|\s+(?-i:[A-ZĐ][a-zà-ỹ])))\s*",
    _I,
)
_LAST = re.compile(
    r"\s*[-–:.,;]?\s*[(\[]?(?P<caps>(?:ĐÃ\s+|TẠM\s+)?(?:HOÃN|HỦY|HUỶ)(?:\s+(?:HỌP|LỊCH))?|BỔ\s+SUNG)[)\]]?[.!]?\s*$"
    r"|\s[-–]\s(?P<word>(?:tạm\s+)?(?:[Hh]oãn|[Hh]ủy|[Hh]uỷ)|(?:[Dd]ời|[Cc]huyển)\s+(?:sang|đến)\s[^.\n]{2,60})[.!]?\s*$"
)


def is_status(text: str) -> bool:
    """Whether a text (the inside of a bracket) says nothing but the state of the activity."""
    return _WHOLE.fullmatch(text.strip()) is not None


def without_states(text: str) -> tuple[str, list[str]]:
    """A short text (a cell of times) without the words of state in it, and those words."""
    pieces = [piece.strip() for piece in re.split(r"[()\[\]\n]", text)]
    states = [piece for piece in pieces if piece and is_status(piece)]
    return " ".join(piece for piece in pieces if piece and piece not in states), states


def status_lead(text: str) -> tuple[str, str] | None:
    """The state with which a line begins, and the line without it."""
    match = _LEAD.match(text)
    if match is None:
        return None
    return (match["bracket"] or match["word"] or match["caps"]).strip(), text[match.end() :]


def status_last(text: str) -> tuple[str, str] | None:
    """The state with which a text ends (`Họp tổ - HOÃN`), and the text without it."""
    match = _LAST.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    return (match["caps"] or match["word"]).strip(), text[: match.start()]
