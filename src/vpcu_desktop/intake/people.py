"""Who acts: telling a leader's label, a person, a place and the verb that parts the one who acts from the matter."""

import re

_I = re.IGNORECASE
_ADDRESS = r"(?:đồng\s+chí|đ\s?/\s?c|đ\.c|đ/chí|các\s+đ/c|ông|bà|đc)"
_POSITION = (
    r"(?:(?:quyền|q\.|nguyên)\s+)?(?:tổng\s+)?(?:phó\s+)?(?:bí\s+thư|chủ\s+tịch|chánh\s+văn\s+phòng|chánh\s+vp|trưởng\s+(?:ban|phòng|đoàn|công\s+an|khoa)"
    r"|giám\s+đốc|hiệu\s+trưởng|chủ\s+nhiệm|chỉ\s+huy|chánh\s+(?:án|thanh\s+tra)|viện\s+trưởng|tổ\s+trưởng|thủ\s+trưởng|cục\s+trưởng|trưởng\b)"
    r"|p?bt(?:tt|\s+tt)?\b|p?ct(?:tt|\s+tt|ubnd|hđnd)?\b|tttu\b|tthu\b|ttđu\b|p?cvp\b|p?ht\b|pgđ\b|gđ\b|uv(?:btv|tv|bch)?\b|(?:ủy|uỷ)\s+viên"
)
_COLLECTIVE = (
    r"thường\s+trực|ban\s+thường\s+vụ|btv\b|ban\s+chấp\s+hành|bch\b|tập\s+thể|lãnh\s+đạo|đại\s+diện|ban\s+giám\s+(?:đốc|hiệu)|bgh\b"
    r"|thành\s+viên|toàn\s+thể|ban\s+cán\s+sự"
)
_PERSON = re.compile(
    rf"(?:ủy\s+quyền\s+|uỷ\s+quyền\s+|mời\s+)?(?:các\s+|hai\s+|tập\s+thể\s+)?(?:{_ADDRESS}\b|{_POSITION})", _I
)
_GROUP = re.compile(rf"(?:các\s+)?(?:{_COLLECTIVE})", _I)
_LEADER = re.compile(
    rf"(?:ủy\s+quyền\s+|uỷ\s+quyền\s+)?(?:các\s+|hai\s+)?(?:{_ADDRESS}\b|{_POSITION}|{_COLLECTIVE})", _I
)
VERBS = (
    "đồng chủ trì|cùng chủ trì|chủ trì|cùng tham dự|tham dự|cùng dự|dự|làm việc|họp|hội ý|hội đàm|tiếp|"
    "kiểm tra|khảo sát|giám sát|thăm|đi|phát biểu|nghe|tham gia|khám|trực|nghỉ|học|đối thoại|gặp mặt|"
    "gặp gỡ|gặp|trao|tặng|dâng hương|viếng|chúc|báo cáo|công tác|nghiên cứu|giải quyết|xử lý|chỉ đạo|"
    "triển khai|tổ chức|thông qua|duyệt|cho ý kiến|đón|tập huấn|quán triệt|công bố|ký|bàn|khai mạc|"
    "bế mạc|sinh hoạt|trả lời|thảo luận|tọa đàm|xem xét|thực hiện|bỏ phiếu|tiễn|kiểm điểm|dâng hoa|chào|"
    "chứng kiến|điều hành|đưa|rà soát|giao ban|"
    "Chủ trì|Đồng chủ trì|Tham dự|Dự [Hh]ội nghị|Dự [Ll]ễ|Làm việc|Tiếp công dân"
)
_VERB = re.compile(rf"\s(?:(?:sẽ|cùng|và)\s+)?(?P<verb>{VERBS})(?=[\s,.:;]|$)")
#: `Đoàn kiểm tra`, `Ban tổ chức`, `Thường trực`: a noun of two words, not somebody who does something.
_COMPOUND = re.compile(
    r"(?:đoàn|tổ|ban|lớp|phòng|hội đồng|ủy ban|uỷ ban|buổi|cuộc|hội nghị|nhóm|bộ phận|thường|đội"
    r"|ngành|cơ quan|công|việc)\s(?:kiểm tra|giám sát|khảo sát|tổ chức|công tác|chỉ đạo|trực|học|họp"
    r"|nghiên cứu|tiếp|báo cáo|điều hành|giao ban|bàn)$",
    re.IGNORECASE,
)
_PLACE_NOUN = re.compile(
    r"(?:tại\s|ở\s|p\.?\s?họp|phòng\s+(?:họp|khách|tiếp|truyền|hội|số)|hội\s+trường|ht\s|trụ\s+sở|nhà\s+(?:văn\s+hóa|văn\s+hoá|khách|thi|làm|ăn|thiếu|hát|máy)"
    r"|trung\s+tâm|sân\s|quảng\s+trường|điểm\s+cầu|khách\s+sạn|trường\s|bệnh\s+viện|tượng\s+đài|nghĩa\s+trang|khu\s+(?:di|vực|phố|dân|công)"
    r"|văn\s+phòng|ubnd|huyện\s+ủy|tỉnh\s+ủy|thành\s+ủy|đảng\s+ủy|xã\s|phường\s|thôn\s|hà\s+nội|tp\.?\s|sở\s|cơ\s+sở|địa\s+bàn|hiện\s+trường)",
    _I,
)
_HALL = re.compile(r"HT\.?\s*(?:\d|[A-ZĐ]{1,5}\d*\b|tầng|lớn|nhỏ)")
_NO_NAME = re.compile(
    r"(?:trực|chào|giao|tiếp|làm|nghỉ|gặp|thăm|dự|kiểm|họp|hội|ban|đoàn|phòng|sở|trường|lễ|đại|huyện|xã|thị|phường|thôn|ấp|khu|nhà|trung|tỉnh|thành|ngân|công\s+(?:ty|an|đoàn|trường)|văn\s+phòng|bộ|cục|chi|tổ|mặt)\b",
    _I,
)
_SHORT_PLACE = re.compile(
    r"(?:p\.?\s?họp|phòng\s+(?:họp|khách|tiếp|truyền)|hội\s+trường|ht\.?\s|trụ\s+sở|nhà\s+(?:văn|khách|thi)|điểm\s+cầu|p\.?\s?\d{1,3}$|ht\.?\s?\d{0,3}$)",
    _I,
)


def is_leader(text: str) -> bool:
    """Whether a label (the words before a colon, or a heading) names who acts: a position, a person, a leading body."""
    words = text.strip(" .*-–+")
    if not 1 < len(words) <= 160 or "\n" in words or re.search(r"(?<!\bTX)(?<!\bTP)(?<!\bP)\.\s|:\s", words):
        return False
    if _LEADER.match(words) is not None:
        return split_subject(words, collective=True) is None
    return _is_name(words) and _PLACE_NOUN.match(words) is None


def _is_name(text: str) -> bool:
    """`Nguyễn Văn An`, `Y Ngọc`: two to five words, each with a capital at its start alone."""
    words = text.split()
    if _NO_NAME.match(text.strip()) is not None:
        return False
    return 2 <= len(words) <= 5 and all(
        word.isalpha() and word[0].isupper() and (word[1:].islower() or (len(word) == 1 and number == 0))
        for number, word in enumerate(words)
    )


def names_person(text: str) -> bool:
    """Whether a text begins with a person or a position; `HT tầng 2`, `HT HU` are halls and no headmaster."""
    return _HALL.match(text.strip()) is None and (_PERSON.match(text.strip()) is not None or _is_name(text))


def names_group(text: str) -> bool:
    """Whether a text begins with a person, a position or a leading body."""
    return _LEADER.match(text.strip()) is not None


def looks_like_place(text: str) -> bool:
    """Whether a short text is where something happens."""
    return len(text) < 140 and _PLACE_NOUN.match(text.strip()) is not None


def is_surely_place(text: str) -> bool:
    """Whether a line is a room or a hall and nothing else."""
    return len(text) < 100 and _SHORT_PLACE.match(text.strip()) is not None and ":" not in text


def split_subject(text: str, *, collective: bool) -> tuple[str, str] | None:
    """Part `đồng chí Bí thư Thành ủy dự Hội nghị …` into who acts and the matter; None if nobody is named first.

    `collective`: leading bodies (`Thường trực Thành ủy hội ý …`) count as well as persons.
    """
    if _PERSON.match(text) is None and not (collective and _GROUP.match(text)):
        return None
    for match in _VERB.finditer(text.lower() if text.isupper() else text):
        subject = text[: match.start()]
        if re.search(r"[.:\n]\s", subject) or len(subject) > 320:
            return None
        if _COMPOUND.search(text[: match.end("verb")]) or subject.count("(") != subject.count(")"):
            continue
        return subject.strip(" ,;"), text[match.start("verb") :]
    return None
