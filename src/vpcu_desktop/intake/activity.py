"""A draft's text understood field by field: who, where, with whom, what is left is the matter itself."""

import re
from datetime import date, time, timedelta

from ..domain.proposals import Proposal
from ..domain.times import Session
from .brackets import Found, prepare, take_brackets, tidy
from .chairs import chair_last, is_attendance, part_people, take_chair, without_attends, without_verb
from .draft import Draft, Role, Scope
from .labels import Part, split_labels
from .people import is_leader, is_surely_place, looks_like_place, names_person, split_subject
from .status import is_status, status_last, status_lead
from .words import TIME_SPAN, ClockSpan, afternoon, find_dates, find_times, resolve, session_named, time_cell

_I = re.IGNORECASE
_BULLET = re.compile(r"^\s*(?:[-–—+*•▪·●○►➢✓]\s*)+")
_PLACE_FIRST = re.compile(
    r"^(?:(?P<at>tại|ở)\s+(?P<place>[^:\n]{2,140}?)|(?P<room>(?:phòng\s+họp|p\.?\s?họp|hội\s+trường)[^:\n]{0,70}?))\s*:\s*(?=\S)",
    _I,
)
_PLACE_LAST = re.compile(
    r"(?:,|;|\s[-–])?\s+(?:tại|ở)\s+(?:địa\s+điểm\s+)?(?P<place>(?:(?!\s(?:tại|ở)\s)[^\n]){2,160})$", _I
)
_ROOM_LAST = re.compile(
    r"(?:,|;|\s[-–])\s*(?P<place>(?:phòng\s+(?:họp|tiếp|khách|truyền)|p\.?\s?họp|p\.?\s?\d{1,3}$|ht\b|hội\s+trường|trụ\s+sở|nhà\s+văn\s+h(?:óa|oá)|sân\s+vận)[^,;:.\n]{0,80})$",
    _I,
)
#: `Trực cơ quan: Đ/c Hùng`.
_WHO_AFTER_COLON = re.compile(
    r"(?P<matter>[^:\n]{3,70}):\s*(?P<who>(?:các\s+)?(?:đ/c|đồng\s+chí|ông|bà)\s[^:\n.]{2,120})", _I
)
#: `Đ/c Hà, Phó Chủ tịch: làm việc với …`.
_LEADER_FIRST = re.compile(r"^\s*(?P<who>[^:\n]{2,100}?)\s*:\s*(?=\S)")
_THEY = re.compile(r"(?:tất\s+cả\s+|tập\s+thể\s+)?(?:các|hai)\s+(?:đ/c|đồng\s+chí)", _I)
#: `Họp Ban Thường vụ lúc 8h tại văn phòng`.
_TIME_WITHIN = re.compile(
    rf",?\s+(?:vào\s+)?(?:lúc|từ|hồi|bắt\s+đầu\s+(?:lúc|từ))\s+(?P<span>{TIME_SPAN})(?=\s*[,.;\n]|\s+(?:tại|ở|do|để)\s|\s*$)",
    _I,
)
_NO_PLACE = re.compile(
    r"^(?:các?\s+)?(?:dự\s+án|kỳ\s+họp|hội\s+nghị|nghị\s+quyết|văn\s+bản|công\s+văn|thông\s+báo|điều\s|khoản|phiên|buổi|cuộc|thời\s+điểm|quyết\s+định"
    r"|kế\s+hoạch|chỗ|đó|đây|kết\s+luận|tờ\s+trình|báo\s+cáo|chỉ\s+thị|luật|đại\s+hội)",
    _I,
)
_PREPARES_LAST = re.compile(
    r"(?:(?<=[.;])\s+|\n\s*)(?P<phrase>(?:văn\s+phòng|vp|ban|phòng|sở|ubnd|công\s+an|các\s+phòng|ubkt|trung\s+tâm)\b[^.;\n]{0,70}?"
    r"\s+chuẩn\s+bị\b[^.;\n]*)[.;\s]*$",
    _I,
)
#: A day or session that says of itself that it is empty.
_NOTHING = re.compile(
    r"[\W_]*(?:x|(?:không|chưa)\s+có\s+(?:lịch|hoạt\s+động|nội\s+dung|chương\s+trình|việc)(?:\s+(?:họp|công\s+tác|gì))?|trống)?[\W_]*",
    _I,
)
_WHOLE_WEEK = re.compile(
    r"(?:trong\s+)?(?:tất\s+cả\s+)?(?:các\s+ngày(?:\s+làm\s+việc)?\s+trong\s+tuần|các\s+ngày\s+làm\s+việc|cả\s+tuần|suốt\s+tuần|hằng\s+ngày|hàng\s+ngày)",
    _I,
)
_SPAN_OF_DAYS = re.compile(
    r"\(?(?P<lead>từ\s+(?:ngày\s+)?|(?:trong\s+)?(?:các\s+|\d+\s+)?ngày:?\s+|\()?\s*(?P<d1>[0-3]?\d)(?:\s*[/.]\s*(?P<m1>\d{1,2})(?:\s*[/.]\s*\d{4})?)?"
    r"\s*(?:-|–|—|,|và|đến(?:\s+hết)?(?:\s+ngày)?)\s*(?P<d2>[0-3]?\d)\s*[/.]\s*(?P<m2>1[0-2]|0?[1-9])(?:\s*[/.]\s*(?P<y2>\d{4}))?(?!\d)\)?",
    _I,
)
_UNTIL = re.compile(
    r"\b(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<d2>[0-3]?\d)\s*/\s*(?P<m2>1[0-2]|0?[1-9])(?:\s*/\s*(?P<y2>\d{4}))?(?!\d)",
    _I,
)


def understand(draft: Draft, scope: Scope, source: tuple[str, ...]) -> Proposal | None:
    """The proposal of a draft; None if there is nothing in it but a day and a time."""
    found = Found()
    sure = _column_fields(draft, found)
    for status in draft.statuses:
        found.put(Role.NOTES, status)
    content = _read_text(draft, found, sure)
    content = _chair_and_place(draft, found, content, sure)
    if _NOTHING.fullmatch(content) or (not content and not any(found.fields.values())):
        return None
    if not content:
        content = found.fields.get(Role.NOTES, [""])[0] or tidy(draft.text)
        if not content:
            return None
    start, end, session = _when(draft, found)
    first, last, day_guess = _which_days(draft, scope, content, found)
    if last is not None and last != draft.days.last:
        content = _without_span(content)
    confidence = {"content": 0.9, **({} if first is None else {"date": min(draft.days.confidence, day_guess)})}
    if last is not None:
        confidence["end_date"] = 0.8
    confidence["session"] = 0.95 if draft.session or found.session or start else 0.3
    if start is not None:
        confidence["start"] = 0.95
    if end is not None:
        confidence["end"] = 0.9
    values = {role.value: found.get(role) for role in _FIELDS}
    confidence.update({name: sure.get(name, 0.9) for name, value in values.items() if value})
    used = sorted(draft.used)
    own = [number for number, _ in draft.lines] or used
    return Proposal(
        day=first,
        last_day=last,
        session=session,
        start=start,
        end=end,
        content=content,
        source_line=min(own) if own else 1,
        source_text="\n".join(source[number - 1] for number in used if number),
        confidence=confidence,
        warnings=tuple(sorted(draft.codes | set(draft.days.codes))),
        **values,
    )


_FIELDS = (Role.CHAIR, Role.PARTICIPANTS, Role.INVITED, Role.PLACE, Role.PREPARING, Role.OFFICE_LEAD, Role.NOTES)


_PEOPLE_COLUMNS = (Role.CHAIR, Role.LEADER, Role.PARTICIPANTS)


def _column_fields(draft: Draft, found: Found) -> dict[str, float]:
    """Fields that have a column of their own."""
    sure: dict[str, float] = {}
    for role, texts in draft.columns.items():
        text = "\n".join(text for _, text in texts)
        if not tidy(text):
            continue
        if role in (Role.CHAIR_PARTICIPANTS, Role.PEOPLE_PLACE):
            _mixed(role, text, found, sure)
        elif role is Role.TIME_PLACE:
            _time_place(text, found)
        elif role in (
            Role.CHAIR,
            Role.PARTICIPANTS,
            Role.PLACE,
            Role.INVITED,
            Role.PREPARING,
            Role.OFFICE_LEAD,
            Role.LEADER,
        ):
            _column(role, text, found)
        elif not prepare(tidy(text), found):
            for part in split_labels(take_brackets(text, found, matter=False)):
                plain = part.role in (Role.CONTENT, Role.NOTES, Role.TIME, Role.TIME_PLACE, Role.CHAIR_PARTICIPANTS)
                label = f"{part.label}: " if part.label and plain else ""
                found.put(Role.NOTES if plain else part.role, label + part.text)
    return sure


def _column(role: Role, text: str, found: Found) -> None:
    """A cell under a caption: mostly its value, sometimes with labels of its own."""
    own = Role.CHAIR if role is Role.LEADER else role
    parts = split_labels(text)
    if role in _PEOPLE_COLUMNS and len(parts) == 1:
        people = part_people(tidy(text))
        if people is not None:
            found.put(Role.CHAIR, people[0])
            found.put(Role.PARTICIPANTS, people[1])
            return
        if own is Role.CHAIR:
            _put_chair(text, found)
            return
    text = take_brackets(text, found, matter=False)
    for part in split_labels(text):
        target = own if part.role is Role.CONTENT or (part.role is Role.PLACE and own is Role.PLACE) else part.role
        if target in (Role.TIME, Role.TIME_PLACE):
            _time_place(part.text, found)
        elif target is Role.PLACE:
            found.put(target, re.sub(r"^\s*tại\s+", "", part.text, flags=_I))
        elif target is Role.CHAIR_PARTICIPANTS:
            _mixed(target, part.text, found, {})
        elif target is Role.CHAIR:
            _put_chair(part.text, found)
        else:
            found.put(target, part.text)


def _put_chair(text: str, found: Found) -> None:
    """A chair; people after a semicolon who only attend are participants."""
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    attending = [piece for piece in pieces[1:] if is_attendance(piece)]
    found.put(Role.CHAIR, "; ".join(piece for piece in pieces if piece not in attending))
    for piece in attending:
        found.put(Role.PARTICIPANTS, without_attends(piece))


def _mixed(role: Role, text: str, found: Found, sure: dict[str, float]) -> None:
    """A cell under `Chủ trì, tham gia` or `Thành phần, địa điểm`: labels decide, else the order and kind of words."""
    text = re.sub(r"\s*\n\s*(?=\()", " ", take_brackets(text, found, matter=False))
    parts = split_labels(text)
    for part in parts[1:]:
        if part.role is Role.CHAIR:
            _put_chair(part.text, found)
        else:
            mixed = part.role in (Role.CONTENT, Role.CHAIR_PARTICIPANTS)
            found.put(Role.PARTICIPANTS if mixed else part.role, part.text)
    plain = [tidy(piece) for piece in re.split(r"\n|;|(?<=chủ trì)[.,]\s", parts[0].text) if tidy(piece)]
    if role is Role.PEOPLE_PLACE:
        for piece in plain:
            found.put(
                Role.PLACE if looks_like_place(piece) and not names_person(piece) else Role.PARTICIPANTS,
                _without_at(piece),
            )
        return
    people = part_people(parts[0].text)
    if people is not None:
        found.put(Role.CHAIR, people[0])
        found.put(Role.PARTICIPANTS, people[1])
        return
    for piece in plain:
        if not found.get(Role.CHAIR) and not is_attendance(piece):
            found.put(Role.CHAIR, piece)
            sure["chair"] = 0.7
        else:
            found.put(Role.PARTICIPANTS, without_attends(piece))


def _without_at(text: str) -> str:
    return re.sub(r"^(?:tại|ở)\s+", "", text, flags=_I)


def _read_text(draft: Draft, found: Found, sure: dict[str, float]) -> str:
    """Labelled parts of the draft's own text into fields; the matter is returned."""
    text = draft.text
    for state in (status_lead, status_last):
        status = state(text)
        if status is not None and status[1].strip():
            found.put(Role.NOTES, status[0])
            text = status[1]
    place_first = _PLACE_FIRST.match(text)
    if place_first is not None and _is_place_first(place_first):
        found.put(Role.PLACE, place_first["place"] or place_first["room"])
        text = text[place_first.end() :]
    matter: list[str] = []
    for part in split_labels(text):
        if part.role is Role.CONTENT:
            matter.append(take_brackets(part.text, found, matter=True))
        else:
            _labelled(part, found)
    return _unlabelled(_untimed("\n".join(matter), draft, found), found, sure)


def _untimed(matter: str, draft: Draft, found: Found) -> str:
    """The matter without the time inside it, if that is the only one told."""
    within = list(_TIME_WITHIN.finditer(matter)) if draft.start is None and not found.times else []
    if len(within) != 1:
        return matter
    found.times.extend(find_times(within[0]["span"]))
    return matter[: within[0].start()] + matter[within[0].end() :]


def _is_place_first(match: "re.Match[str]") -> bool:
    place = match["place"] or match["room"]
    return not re.search(r"\.\s+[A-ZĐ]", place) and _NO_PLACE.match(place) is None


def _labelled(part: Part, found: Found) -> None:
    text = take_brackets(part.text, found, matter=False, last=part.role in (Role.PLACE, Role.TIME, Role.TIME_PLACE))
    if part.role in (Role.PARTICIPANTS, Role.INVITED):
        preparing = _PREPARES_LAST.search(text)
        if preparing is not None and prepare(tidy(preparing["phrase"]), found):
            text = text[: preparing.start()]
        text = without_attends(tidy(text))
    if part.role in (Role.TIME, Role.TIME_PLACE):
        _time_place(text, found)
    elif part.role is Role.NOTES:
        plain = re.match(r"(?:ghi\s+chú|lưu\s+ý)$", part.label, _I)
        found.put(Role.NOTES, text if plain else f"{part.label}: {tidy(text)}")
    elif part.role is Role.CHAIR_PARTICIPANTS:
        _mixed(part.role, text, found, {})
    elif part.role is Role.PLACE:
        found.put(Role.PLACE, _without_at(tidy(text)))
    elif part.role is Role.PREPARING and part.label == "Giao":
        if not prepare(f"Giao {tidy(text)}", found):
            found.put(Role.PREPARING, text)
    else:
        found.put(part.role, text)


def _time_place(text: str, found: Found) -> None:
    """`07 giờ 00’ đến 08 giờ 00’ tất cả các ngày làm việc trong tuần tại phòng Tiếp công dân xã`."""
    times = time_cell(text.split("\n")[0].strip(" .")) or time_cell(text)
    rest = text
    if times:
        found.times.extend(times)
        rest = rest[: times[0].begin] + rest[times[-1].finish :] if len(times) == 1 else rest
    whole_week = _WHOLE_WEEK.search(rest)
    if whole_week is not None:
        found.put(Role.DAY, whole_week.group())
        rest = rest[: whole_week.start()] + rest[whole_week.end() :]
    place = re.search(r"(?:^|[\s,;(])(?:tại|ở|địa\s+điểm:?)\s+(?P<place>\S.*)$", rest, _I | re.DOTALL)
    if place is not None:
        found.put(Role.PLACE, place["place"])
        rest = rest[: place.start()]
    session = session_named(re.sub(r"\bngày\b.*$", "", rest, flags=_I | re.DOTALL))
    if session is not None:
        found.session = session
    if re.search(r"\d", rest):
        found.put(Role.DATE, rest)
    elif session is None and re.search(r"\w{3,}", rest):
        piece = tidy(re.sub(r"^\s*(?:từ|lúc|vào\s+lúc)\s*", "", rest, flags=_I))
        found.put(Role.PLACE if looks_like_place(piece) else Role.NOTES, piece)


def _unlabelled(text: str, found: Found, sure: dict[str, float]) -> str:
    """Lines without label: rooms, `đ/c … chủ trì`, who prepares go to their fields, the rest is the matter."""
    chaired = take_chair(text) if not found.get(Role.CHAIR) else None
    if chaired is not None:
        found.put(Role.CHAIR, chaired[0])
        text = chaired[1]
    preparing = _PREPARES_LAST.search(text)
    if preparing is not None and tidy(text[: preparing.start()]) and prepare(tidy(preparing["phrase"]), found):
        text = text[: preparing.start()]
    kept: list[str] = []
    for line in text.split("\n"):
        bare = _BULLET.sub("", line).strip()
        if not tidy(bare):
            continue
        if kept and _line_field(bare, found, sure):
            continue
        kept.append(bare if not kept else line.strip())
    return tidy("\n".join(kept))


def _line_field(line: str, found: Found, sure: dict[str, float]) -> bool:
    """A line after the first that is a field as a whole."""
    value = tidy(line)
    if re.match(r"(?:tại|ở)\s+", value, _I) and len(value) < 160 and not found.get(Role.PLACE):
        found.put(Role.PLACE, _without_at(value))
        sure["place"] = 0.85
        return True
    if is_surely_place(value) and not found.get(Role.PLACE):
        found.put(Role.PLACE, value)
        sure["place"] = 0.8
        return True
    if names_person(value) and len(value) < 160 and split_subject(value, collective=False) is None:
        role = Role.PARTICIPANTS
        found.put(role, re.sub(r"\s+(?:cùng\s+)?(?:tham\s+)?dự$", "", value, flags=_I))
        sure["participants"] = 0.7
        return True
    return len(value) < 160 and value.lower().startswith("giao ") and prepare(value, found)


def _subject(draft: Draft, content: str) -> tuple[str, str] | None:
    """Who acts, before a colon or a verb, and the matter; under a body one of its people may act."""
    if draft.leader and names_person(draft.leader):
        return None
    lead = _LEADER_FIRST.match(content)
    if lead is not None and is_leader(lead["who"]):
        return lead["who"], content[lead.end() :]
    return split_subject(content, collective=draft.time_led and not draft.leader)


def _chair_and_place(draft: Draft, found: Found, content: str, sure: dict[str, float]) -> str:
    """The chair from who acts, the place from the end of the sentence, if nothing said them more plainly."""
    if not found.get(Role.CHAIR):
        subject = _subject(draft, content)
        if draft.leader and subject is not None and _THEY.fullmatch(subject[0]):
            content, subject = subject[1], None
        if draft.leader and subject is None:
            found.put(Role.CHAIR, draft.leader)
            sure["chair"] = 0.9 if draft.leader_certain else 0.8
        elif subject is not None:
            found.put(Role.CHAIR, subject[0])
            content = subject[1]
            sure["chair"] = 0.75 if names_person(subject[0]) else 0.6
    elif draft.leader and draft.leader.casefold() not in found.get(Role.CHAIR).casefold():
        found.put(Role.PARTICIPANTS, draft.leader)
        sure.setdefault("participants", 0.7)
    if not found.get(Role.PLACE):
        content = _trailing_place(content, found, sure)
    content = tidy(content)
    last = chair_last(content) if not found.get(Role.CHAIR) else None
    if last is not None:
        found.put(Role.CHAIR, last[0])
        sure["chair"] = 0.6
        content = last[1]
    if found.get(Role.CHAIR):
        content = without_verb(content)
    duty = _WHO_AFTER_COLON.fullmatch(content) if not found.get(Role.CHAIR) else None
    if duty is not None and split_subject(duty["who"], collective=False) is None:
        found.put(Role.CHAIR, duty["who"])
        sure["chair"] = 0.6
        return duty["matter"]
    if not found.get(Role.CHAIR) and names_person(content) and is_leader(content):
        found.put(Role.CHAIR, content)  # a person and nothing else, as in a roster
        sure["chair"] = 0.5
    return content


def _trailing_place(content: str, found: Found, sure: dict[str, float]) -> str:
    first_line, newline, others = content.partition("\n")
    match = _ROOM_LAST.search(tidy(first_line)) or _PLACE_LAST.search(tidy(first_line))
    if match is None:
        return content
    place, before = match["place"], tidy(first_line)[: match.start()]
    if (
        _NO_PLACE.match(place)
        or not before
        or len(place.split()) > 22
        or re.search(
            r"(?<!\bP)(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\bQ)(?<!\bHT)[.:;]\s|\btheo\b|\btừ\s+ngày\b|\bnăm\s+\d{4}", place
        )
    ):
        return content
    if place.count("(") != place.count(")") or before.count("“") != before.count("”"):
        return content
    found.put(Role.PLACE, place)
    sure["place"] = 0.6
    return tidy(before) + newline + others


def _when(draft: Draft, found: Found) -> tuple[time | None, time | None, Session | None]:
    """Start, end and session: the time's own place first, then what the text says."""
    start, end = draft.start, draft.end
    if start is None and found.times:
        span: ClockSpan = found.times[0]
        start, end = span.start, span.end
    session = found.session or draft.session or draft.days.session
    if start is not None:
        start = afternoon(start, session)
        if (session is Session.MORNING and start.hour >= 13) or (session is Session.AFTERNOON and start.hour < 11):
            session = None  # the time knows better than the heading above it
        end = afternoon(end, session) if end is not None and end < start else end
    return start, end if end is None or start is None or end > start else None, session


def _which_days(draft: Draft, scope: Scope, content: str, found: Found) -> tuple[date | None, date | None, float]:
    """The activity's day, its last day if it goes on, and how sure the day is."""
    first, last, sure = draft.days.first, draft.days.last, 0.95
    dated = " ".join(found.fields.pop(Role.DATE, []))
    week_words = found.fields.pop(Role.DAY, [])
    if dated:
        day = next((resolve(d, scope.first, scope.last, scope.today)[0] for d, _, _ in find_dates(dated)), None)
        if day is not None and first is None:
            first, sure = day, 0.85
    notes = "\n".join(note for note in found.fields.get(Role.NOTES, []) if not is_status(note))
    text = f"{dated}\n{content}\n{notes}"
    if first is not None and last is None:
        last = _span_end(text, first)
        if last is None and (week_words or _WHOLE_WEEK.search(content)):
            last = _end_of_week(first, scope)
        if last is None and found.days > 1:
            last = first + timedelta(days=found.days - 1)
    if last is not None and (first is None or last <= first):
        last = None
    return first, last, sure


def _without_span(content: str) -> str:
    """The matter without the days in brackets that are now the activity's range."""
    shorter = tidy(re.sub(r"\s*\((?:từ\s+)?(?:đến\s+)?(?:hết\s+)?(?:ngày\s+)?[\d/.\s\-–—,đến]+\)", "", content))
    return shorter or content


def _span_end(text: str, first: date) -> date | None:
    """The last day of `24–26/11`, `từ ngày 24 đến ngày 26/11`, `đến hết ngày 26/11`, if it begins on the first day."""
    for match in _SPAN_OF_DAYS.finditer(text):
        if not match["lead"] and not match.group().startswith("("):
            continue
        month = int(match["m1"] or match["m2"])
        if (int(match["d1"]), month) == (first.day, first.month):
            return _later_day(first, match)
    for match in _UNTIL.finditer(text):
        day = _later_day(first, match)
        if day is not None:
            return day
    return None


def _later_day(first: date, match: "re.Match[str]") -> date | None:
    year = int(match["y2"]) if match["y2"] else first.year + (int(match["m2"]) < first.month)
    try:
        day = date(year, int(match["m2"]), int(match["d2"]))
    except ValueError:
        return None
    return day if timedelta(0) < day - first <= timedelta(days=21) else None


def _end_of_week(first: date, scope: Scope) -> date:
    """The last working day of the schedule's week: its printed end, Friday at the latest."""
    friday = first + timedelta(days=max(0, 4 - first.weekday()))
    return min(scope.last, friday) if scope.last is not None and scope.last >= first else friday
