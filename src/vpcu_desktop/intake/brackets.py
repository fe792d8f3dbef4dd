"""What stands in brackets in an activity: `(sáng; dự: đ/c Triệu)`, `(LĐVP: Đ/c Tấn)`, `(Giao … chuẩn bị nội dung)`."""

import re
from dataclasses import dataclass, field

from ..domain.times import Session
from .chairs import is_many, part_people
from .draft import Role
from .labels import first_label, split_labels
from .people import is_surely_place, names_person
from .status import is_status
from .words import ClockSpan, find_times, short_session

_I = re.IGNORECASE
_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_NOT_ASSIGNED = r"(?!giao\s+(?:ban|lưu|thông|dịch|thừa|nhận|mùa|hữu|tiếp|đất|quân|thương)\b)"
_PREPARE = re.compile(
    rf"^{_NOT_ASSIGNED}(?:(?:giao(?:\s+cho)?|phân\s+công)\s+(?P<unit>.+?)\s+(?P<job>(?:chuẩn\s+bị|đảm\s+bảo|bảo\s+đảm|tham\s+mưu|phục\s+vụ|chủ\s+trì|phối\s+hợp|bố\s+trí"
    r"|thông\s+báo|triệu\s+tập|mời|xây\s+dựng|báo\s+cáo|chịu\s+trách\s+nhiệm|thực\s+hiện|tổ\s+chức|đôn\s+đốc|gửi)\b.*)"
    r"|(?:giao(?:\s+cho)?|phân\s+công)\s+(?P<whole>\S.*)"
    r"|(?P<unit2>[^,;:.]{2,90}?)\s+(?P<job2>(?:chịu\s+trách\s+nhiệm\s+)?chuẩn\s+bị\b.*))$",
    _I | re.DOTALL,
)
_PLAIN_JOB = re.compile(r"^(?:chịu\s+trách\s+nhiệm\s+)?chuẩn\s+bị(?:\s+nội\s+dung)?\W*$", _I)
_INVITATION = re.compile(
    r"^(?:có\s+|theo\s+)?(?:thay\s+(?:cho\s+)?(?:thư|giấy)\s+mời.*|(?:giấy|thư)\s+mời\s+riêng|(?:kế\s+hoạch|chương\s+trình|lịch|thông\s+báo)\s+riêng|giấy\s+mời|lịch\s+này\s+thay.*)$",
    _I,
)
_OFFICE = re.compile(
    r"^(?:lđ\s?vp|lãnh\s+đạo\s+(?:vp|văn\s+phòng))(?:\s+(?:phụ\s+trách|dự|theo\s+dõi))?(?:\s*[:\-–]\s*(?P<who>.+))?$",
    _I | re.DOTALL,
)
_CHAIRS = re.compile(r"^(?:do\s+)?(?P<who>.{2,120}?)\s+chủ\s+trì$", _I | re.DOTALL)
_ATTENDS = re.compile(r"^(?P<who>.{2,160}?)\s+(?:cùng\s+)?(?:tham\s+)?dự$", _I | re.DOTALL)


@dataclass(slots=True)
class Found:
    """Fields found in an activity, each as the list of its pieces."""

    fields: dict[Role, list[str]] = field(default_factory=dict)
    session: Session | None = None
    times: list[ClockSpan] = field(default_factory=list)
    days: int = 1  # how many days it takes: `(02 ngày)`

    def put(self, role: Role, text: str) -> None:
        text = tidy(re.sub(r"(?m)^\s*[-–—+*•]\s*(?=\D)", "", text) if "\n" in text else text)
        if text and text not in self.fields.setdefault(role, []):
            self.fields[role].append(text)

    def get(self, role: Role) -> str:
        return "; ".join(self.fields.get(role, []))


def tidy(text: str) -> str:
    """A value without the bullets, stops and spaces that stood round it."""
    text = "\n".join(re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    text = re.sub(r"\s+([.,;:])(?=\s|$)", r"\1", re.sub(r"\n{2,}", "\n", text))
    text = re.sub(r"(?:[,;:]\s*)+(?=[.;]\s*(?:$|\n))", "", text)
    text = re.sub(r"(?<!\.)\.\s*\.(?=\s|$)", ".", text)
    text = re.sub(r"^[\s;,:.\-–—+*•]+(?=\S)", "", text).strip()
    text = re.sub(r"[\s;,:\-–—]+$", "", text)
    return re.sub(r"(?<!\.)\.$", "", text).strip() if not text.endswith("...") else text


def prepare(text: str, found: Found) -> bool:
    """Take a phrase that says who prepares; what else it asks for is kept as a note."""
    match = _PREPARE.match(text.strip(" ."))
    if match is None:
        return False
    unit = match["unit"] or match["unit2"] or match["whole"]
    job = match["job"] or match["job2"] or ""
    if match["unit2"] and re.search(
        r"\b(?:đã|chưa|được|về|công\s+tác|để|cho|việc|và)\s*$|^(?:về|để|công\s+tác|nghe)\b", unit, _I
    ):
        return False
    found.put(Role.PREPARING, unit)
    if job and not _PLAIN_JOB.match(job):
        found.put(Role.NOTES, text)
    return True


def take_brackets(text: str, found: Found, *, matter: bool, last: bool = False) -> str:
    """Move what brackets tell into `found`; return the text with what was not understood left in place.

    `matter`: the text is the activity's own (places and people in brackets are then taken too); `last`: it is a label's
    short text, after which brackets speak of the whole activity again.
    """

    def replace(match: "re.Match[str]") -> str:
        before, after = text[: match.start()], text[match.end() :]
        alone = (not before or before.rstrip(" -+*").endswith("\n") or not before.strip()) and (
            not after.strip(" .;,") or after.lstrip(" .;,").startswith("\n")
        )
        at_end = re.match(r"\s*[.;,]*\s*(?:$|\n|\()", after) is not None
        rest = _items(match[1], found, matter=matter, last=last, at_end=at_end or alone)
        if rest is None:
            if alone and before.strip() and not names_person(match[1]):
                found.put(Role.NOTES, match[1])
                return ""
            return match.group()
        return f"({rest})" if rest else ""

    return _BRACKET.sub(replace, text)


def _items(inner: str, found: Found, *, matter: bool, last: bool, at_end: bool) -> str | None:
    """The parts of a bracket that were not understood, or None if none was."""
    if ";" not in inner and _item(inner.strip(), found, matter=matter, last=last, at_end=at_end):
        return ""
    items = _parts(inner)
    if len(items) == 1:
        items = [item.strip() for item in inner.split(",")]
        if short_session(items[0]) is None and next(find_times(items[0]), None) is None:
            return None
        items = [items[0], ", ".join(items[1:])]
    left = [item for item in items if item and not _item(item, found, matter=matter, last=last, at_end=at_end)]
    return None if len(left) == len([item for item in items if item]) else "; ".join(left)


def _parts(inner: str) -> list[str]:
    """The parts between semicolons; a person after a labelled part goes on with it: `dự: đ/c A; đ/c B`."""
    parts: list[str] = []
    for item in (piece.strip() for piece in inner.split(";")):
        if parts and first_label(parts[-1]) is not None and first_label(item) is None and names_person(item):
            parts[-1] += f"; {item}"
        else:
            parts.append(item)
    return parts


def _item(item: str, found: Found, *, matter: bool, last: bool, at_end: bool) -> bool:
    """Understand one part of a bracket."""
    bare = item.strip(" .,;")
    session = short_session(bare) if bare else None
    if session is not None:
        found.session = session
        return True
    if re.fullmatch(r"0?[1-9]\s*ngày", bare, _I):
        found.days = int(bare.split("n")[0])
        if found.days == 1 and not found.times:
            found.session = Session.ALL_DAY
        return True
    if is_status(bare):
        found.put(Role.NOTES, bare)
        return True
    times = list(find_times(bare))
    if (
        times
        and re.fullmatch(r"(?:từ|lúc|vào\s+lúc)?\s*", bare[: times[0].begin].strip(), _I)
        and times[0].finish == len(bare)
    ):
        if matter and not found.times and at_end:
            found.times.append(times[0])
            return True
        return False
    office = _OFFICE.match(bare)
    if office is not None:
        found.put(Role.OFFICE_LEAD, office["who"] or bare)
        return True
    if _INVITATION.match(bare) and (matter or last or bare.lower().startswith("thay")):
        found.put(Role.NOTES, bare)
        return True
    if first_label(bare) is not None and first_label(bare) is not Role.CONTENT:
        return _labelled(bare, found, matter=matter or last)
    chairs = _CHAIRS.match(bare)
    if chairs is not None and (matter or last) and names_person(chairs["who"]):
        found.put(Role.CHAIR, chairs["who"])
        return True
    if prepare(bare, found):
        return True
    if not matter or not at_end:
        return False
    return _person_or_place(bare, found)


def _labelled(bare: str, found: Found, *, matter: bool) -> bool:
    parts = [part for part in split_labels(bare) if part.text.strip()]
    if not matter and any(part.role in (Role.CHAIR, Role.PARTICIPANTS) for part in parts):
        return False
    for part in parts:
        if part.role in (Role.TIME, Role.TIME_PLACE, Role.CONTENT, Role.CHAIR_PARTICIPANTS):
            return False
    for part in parts:
        found.put(part.role, f"{part.label}: {part.text}" if part.role is Role.NOTES else part.text)
    return True


def _person_or_place(bare: str, found: Found) -> bool:
    people = part_people(bare)
    if people is not None and names_person(people[0]):
        found.put(Role.CHAIR, people[0])
        found.put(Role.PARTICIPANTS, people[1])
        return True
    attends = _ATTENDS.match(bare)
    who = attends["who"] if attends else bare
    if (names_person(who) or is_many(who)) and len(bare) < 160 and not re.search(r"\b(?:vắng|đã|chưa|sẽ)\b", bare, _I):
        found.put(Role.PARTICIPANTS, who)
        return True
    head, _, tail = bare.rpartition(",")
    if is_surely_place(head) and names_person(tail):
        found.put(Role.PLACE, head)
        return _person_or_place(tail.strip(), found)
    if is_surely_place(bare) or re.match(r"(?:tại|ở)\s+\S", bare, _I):
        found.put(Role.PLACE, re.sub(r"^(?:tại|ở)\s+", "", bare, flags=_I))
        return True
    return False
