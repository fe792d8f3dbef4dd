"""Lines one under another made into drafts: days, sessions, leaders, times and bullets open what follows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..domain.proposals import Leftover
from ..domain.times import Session
from .ditto import is_ditto
from .draft import Days, Draft, Role, Scope
from .grid import Line
from .heading import is_duty_note, is_letterhead, is_note, is_signature
from .labels import first_label
from .line_starts import TIME_LEAD, cut, take_mark, with_colons
from .people import is_leader
from .session_lead import INLINE as INLINE_SESSION
from .session_lead import SessionLead, dots_sessions, read_session_lead
from .status import status_lead
from .words import TIME_SPAN, DayHeading, find_times, read_day_heading, resolve, session_named

_I = re.IGNORECASE
_INLINE_TIME = re.compile(
    rf"(?<=[.;!…])\s+(?=(?:[-+–*]\s*)?(?:lúc\s+|từ\s+|đến\s+)?{TIME_SPAN}\s*[,:\-–)]|{TIME_SPAN}\s+(?!kết\s+thúc|bế\s+mạc|xong)[^\W\d])",
    _I,
)
_LEADER = re.compile(r"^\s*(?P<who>[^:\n]{2,170}?)\s*:\s*")
_ENDS = (".", ";", ":", "!", ")", "”", '"', "…")


@dataclass(slots=True)
class Heading:
    """A line that opened something; once a draft stands under it, it is accounted for."""

    number: int
    text: str
    kind: str
    served: bool = False


@dataclass(slots=True)
class Flow:
    """Reads lines in order. Drafts and leftovers gather in it; feed it once per stretch of text.

    `in_cell`: the lines are one cell of a table; `row_time`: its row has a time of its own, so the cell is one
    activity.
    """

    scope: Scope
    source: tuple[str, ...]
    in_cell: bool = False
    row_time: bool = False
    days: Days | None = None
    session: Session | None = None
    leader: str = ""
    cell_leader: str = ""  # the leader whose row or column the cell stands in
    drafts: list[Draft] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    _headings: list[Heading] = field(default_factory=list)
    _current: Draft | None = None
    _mode: str = ""  # "note" or "signature" while such a block runs on
    _primary: str | None = None  # the bullet that opens activities under this day
    _outer_leader: bool = False
    _leader_in_session: bool = False  # the leader stands under a session, not the session under the leader
    _leaders_own: bool = False  # the session was opened on the leader's line and ends with it
    _outer_session: Session | None = None
    _leader_line: int = 0  # where the leader's label stands; a session on that line is the leader's own
    _time_marks: set[str] = field(default_factory=set)
    _time_led: bool = False
    _cell_days: Days = field(default_factory=Days)  # the days for which the whole cell stands
    _dotted: bool = False  # sessions are written `S.`, `C.`
    _leader_marks: set[str] = field(default_factory=set)

    def run(self, lines: Sequence[Line]) -> None:
        """Read a stretch of lines."""
        lines = [replace(line, text=with_colons(line.text)) for line in lines if line.text]
        self._survey(lines)
        self._cell_days = (self.days if self.in_cell else None) or Days()
        for position, line in enumerate(lines):
            self._line(line, lines[position + 1 :])
        self._current = None
        for heading in self._headings:
            if not heading.served:
                self.leftovers.append(Leftover(heading.number, heading.text, _leftover_kind(heading.kind)))
        self._headings.clear()

    def _survey(self, lines: Sequence[Line]) -> None:
        """Which bullets stand before times: the others are then points within an activity."""
        self._dotted = dots_sessions(line.text for line in lines)
        for line in lines:
            mark, rest = take_mark(line.text)
            if TIME_LEAD.match(rest):
                self._time_led = True
                self._time_marks.add(mark)
            elif mark and (leader := _LEADER.match(rest)) and is_leader(leader["who"]):
                self._leader_marks.add(mark)

    # one line

    def _line(self, line: Line, following: Sequence[Line]) -> None:
        text = line.text
        heading = read_day_heading(text)
        if heading is not None and self._mode == "note" and heading.first.weekday is None:
            heading = None
        if heading is not None and (not self.in_cell or self._cell_heading(heading)):
            self._open_days(heading, line)
            if heading.rest and heading.session is not None:
                self._split(line.number, heading.rest, following)
            elif heading.rest:
                self._chunk(line.number, heading.rest, following)
            return
        if self._block(line, following):
            return
        if (
            following
            and (self.days is None or self._outer_leader or text[:1] in "IVX")
            and opens_with_leader(text, following[0].text)
        ):
            self._open_leader(line.number, take_mark(text)[1].rstrip(" :"), text, "", following)
            return
        if self.days is None and not opens_with_day(text):
            self.leftovers.append(Leftover(line.number, text, _kind(text)))
            return
        filled = [piece for piece in line.pieces if piece]
        if len(filled) > 2:  # columns made with tabs: time and matter, then a line for each further column
            led = 2 if TIME_LEAD.match(filled[0]) else 1
            text = "\n".join([" ".join(filled[:led]), *filled[led:]])
        self._chunk(line.number, text, following)

    def _cell_heading(self, heading: DayHeading) -> bool:
        """Inside a cell a bare date is hardly ever a heading, save one of several days for which the cell stands."""
        if heading.first.weekday is not None or self._cell_days.last is None or not heading.rest:
            return heading.first.weekday is not None
        own, whole = make_days(heading, self.scope), self._cell_days
        return None not in (own.first, whole.first) and whole.first <= own.first <= whole.last  # type: ignore[operator]

    def _open_days(self, heading: DayHeading, line: Line) -> None:
        previous = self._headings[-1] if self._headings else None
        if heading.first.weekday is None and previous is not None and previous.kind == "empty" and not previous.served:
            weekday = read_day_heading(previous.text)
            if weekday is not None and weekday.bare_weekday:  # `Thứ hai` on one line, `21/5` on the next
                heading = replace(heading, first=replace(heading.first, weekday=weekday.first.weekday))
        if previous is not None and previous.kind == "unknown" and not previous.served and self.leader:
            self._outer_leader = True
        elif not self._outer_leader:
            self.leader = self.cell_leader
        self.days = make_days(heading, self.scope)
        self.session, self._leaders_own = heading.session, False
        self._current, self._mode, self._primary = None, "", None
        self._drop_headings(heading)
        self._headings.append(Heading(line.number, line.text, "empty"))

    def _drop_headings(self, heading: DayHeading) -> None:
        """Earlier headings no longer apply; those that nothing stood under are empty days or unknown lines."""
        kept: list[Heading] = []
        for old in self._headings:
            refined = old.kind == "empty" and not old.served and _is_bare(old.text) and heading.first.month is not None
            if (self._outer_leader and old.kind == "unknown") or (refined and not heading.bare_weekday):
                kept.append(old)
            elif not old.served:
                self.leftovers.append(Leftover(old.number, old.text, _leftover_kind(old.kind)))
        self._headings = kept

    def _block(self, line: Line, following: Sequence[Line]) -> bool:
        """Notes and signatures, which run on until the next day."""
        text = line.text
        if self.in_cell:
            return False
        mark, bare = take_mark(text)
        duty = not mark and is_duty_note(text) and not self._goes_on(following)
        if is_signature(text) and not self._goes_on(following):
            self._mode = "signature"
        elif (
            (duty or is_note(bare))
            and self._mode != "signature"
            and (self.days is None or not self._note_of_activity(text, following))
        ):
            self._mode = "note"
        elif self._mode == "note" and TIME_LEAD.match(bare) and self._goes_on([line, *following]):
            self._mode = ""
        elif is_letterhead(text) and not self._mode and first_label(text) is None:
            self.leftovers.append(Leftover(line.number, text, "title"))
            return True
        if not self._mode:
            return False
        self._current = None
        self.leftovers.append(Leftover(line.number, text, self._mode))
        return True

    def _note_of_activity(self, text: str, following: Sequence[Line]) -> bool:
        """Whether a note is one of the labelled lines of an activity, with more of the schedule below."""
        if self._current is None or not self._current.lines:
            return False
        labelled = first_label(text) is Role.NOTES and first_label(self._current.lines[-1][1]) is not None
        return text.startswith("(") or (labelled and self._goes_on(following))

    def _goes_on(self, following: Sequence[Line]) -> bool:
        """Whether the schedule has more days or times after this line."""
        rests = [take_mark(line.text)[1] for line in following]
        return any(read_day_heading(rest) or TIME_LEAD.match(rest) or read_session_lead(rest) for rest in rests)

    # a piece of a line

    def _chunk(self, number: int, text: str, following: Sequence[Line]) -> None:
        mark, rest = take_mark(text)
        status = status_lead(rest)
        if status is not None and status[1].strip():
            before = len(self.drafts)
            self._chunk(number, text[: len(text) - len(rest)] + status[1], following)
            for draft in self.drafts[before:] or [d for d in (self._current,) if d is not None]:
                draft.statuses.append(status[0])
            return
        session = read_session_lead(rest, dotted=self._dotted)
        if session is not None and not (self.row_time and session.session is not Session.ALL_DAY and not session.time):
            self._open_session(number, text, session, following)
            return
        leader = _LEADER.match(rest)
        if (
            leader is not None
            and first_label(rest) is None
            and self._leads(leader["who"], rest[leader.end() :], following)
        ):
            self._open_leader(number, leader["who"], text, rest[leader.end() :], following)
            return
        if leader is None and not self.in_cell and is_leader(rest) and self._heads_times(mark, following):
            self._open_leader(number, rest, text, "", following)
            return
        time_lead = None if self.row_time and not self._time_led else TIME_LEAD.match(rest)
        if time_lead is not None:
            self._timed(number, rest, time_lead, mark)
            return
        if first_label(rest) is not None:
            self._labelled(number, text, first_label(rest))
            return
        if self._is_next_leader(mark, rest) and following:  # `2. Ban Pháp chế` after `1. Thường trực HĐND: …`
            self._open_leader(number, rest, text, "", following)
            return
        if not mark and not following and self._is_office_name(rest):
            self.leftovers.append(Leftover(number, text, "signature"))
            return
        pieces = [text] if self.row_time else cut(text, INLINE_SESSION)
        if len(pieces) > 1:
            for piece in pieces:
                self._chunk(number, piece, following)
            return
        self._plain(number, text, mark, rest)

    def _is_next_leader(self, mark: str, rest: str) -> bool:
        marks_leaders = bool(mark) and mark in self._leader_marks and mark not in self._time_marks
        return marks_leaders and not self.in_cell and len(rest) < 60 and not rest.endswith((".", ";"))

    def _is_office_name(self, text: str) -> bool:
        """Whether the last line of all, in capitals after a day's activities, is the office that signs."""
        return self._current is not None and not self.in_cell and text.isupper() and len(text) < 60

    def _leads(self, who: str, rest: str, following: Sequence[Line]) -> bool:
        if not is_leader(who):
            return False
        if self.row_time:
            return False
        return bool(rest.strip()) or bool(following)

    def _heads_times(self, mark: str, following: Sequence[Line]) -> bool:
        if not following:
            return False
        _, bare = take_mark(following[0].text)
        return bool(TIME_LEAD.match(bare)) or (bool(mark) and read_session_lead(bare) is not None)

    def _open_session(self, number: int, text: str, lead: SessionLead, following: Sequence[Line]) -> None:
        if number == self._leader_line and not self._leaders_own:
            self._leaders_own, self._outer_session = True, self.session
        self.session = lead.session
        self._current = None
        if self._leader_in_session and not self._outer_leader and not lead.time and number != self._leader_line:
            self.leader = self.cell_leader
        self._headings = [h for h in self._headings if h.kind != "session" or not self._leave(h)]
        after = f"{lead.time}: {lead.rest}" if lead.time else lead.rest
        if after.strip(" :"):
            before = len(self.drafts)
            self._split(number, after, following)
            if self.session is Session.ALL_DAY:
                self.session = None  # `Cả ngày: …` speaks of its own line
            if len(self.drafts) > before:
                return
        self._headings.append(Heading(number, text, "session"))

    def _leave(self, heading: Heading) -> bool:
        if not heading.served:
            self.leftovers.append(Leftover(heading.number, heading.text, _leftover_kind(heading.kind)))
        return True

    def _open_leader(self, number: int, who: str, text: str, rest: str, following: Sequence[Line]) -> None:
        if self._leaders_own:
            self._leaders_own, self.session = False, self._outer_session
        elif self.leader and not self._leader_in_session and not self.in_cell:
            self.session = self.days.session if self.days is not None else None  # sessions stand within leaders here
        self._leader_in_session = self.session is not None
        self.leader = who.strip(" .*-–+")
        self._leader_line = number
        self._outer_leader = False
        self._current = None
        self._headings = [h for h in self._headings if h.kind != "unknown" or not self._leave(h)]
        if rest.strip():
            self._split(number, rest, following)
        else:
            self._headings.append(Heading(number, text, "unknown"))

    def _split(self, number: int, text: str, following: Sequence[Line]) -> None:
        """What stands behind a session or a leader on its line: one activity or several."""
        pieces = [text]
        for pattern in (INLINE_SESSION, _INLINE_TIME):
            pieces = [part for piece in pieces for part in cut(piece, pattern)]
        for piece in pieces:
            mark, rest = take_mark(piece)
            lead = TIME_LEAD.match(rest)
            if lead is not None:
                self._timed(number, rest, lead, mark)
            elif (
                len(pieces) > 1
                or read_session_lead(rest) is not None
                or ((leader := _LEADER.match(rest)) and is_leader(leader["who"]))
            ):
                self._chunk(number, piece, following)
            else:
                self._new(number, rest)

    def _timed(self, number: int, text: str, lead: "re.Match[str]", mark: str) -> None:
        pieces = cut(text, _INLINE_TIME)
        pieces = [part for piece in pieces for part in cut(piece, INLINE_SESSION)]
        self._primary = mark or self._primary
        for n, piece in enumerate(pieces):
            _, rest = take_mark(piece)
            match = lead if n == 0 else TIME_LEAD.match(rest)
            if match is None:
                session = read_session_lead(rest, dotted=self._dotted)
                if session is not None:
                    self._open_session(number, piece, session, ())
                else:
                    self._new(number, rest)
                continue
            rest = text if n == 0 else rest
            whole = pieces[0] if n == 0 else rest
            draft = self._new(number, whole[match.end() :])
            span = next(find_times(match["span"]), None)
            if span is not None:
                draft.start, draft.end, draft.time_led = span.start, span.end, True
            if match["day"] and (heading := read_day_heading(match["day"])) is not None:
                draft.days = self.days = make_days(heading, self.scope)  # `8h00 ngày 24/11: …` needs no heading
            draft.same_line = n > 0
            if match["session"]:
                draft.session = session_named(match["session"])

    def _labelled(self, number: int, text: str, role: Role | None) -> None:
        current = self._current
        opens = role in (Role.TIME, Role.TIME_PLACE, Role.CONTENT)
        if current is None or (opens and role in _roles_in(current) and not self.row_time):
            self._new(number, text)
        else:
            current.add(number, text)

    def _plain(self, number: int, text: str, mark: str, rest: str) -> None:
        current = self._current
        if mark and mark in self._leader_marks and mark not in self._time_marks and not self.in_cell:
            self.leftovers.append(Leftover(number, text, "unknown"))  # a leader's line that is cut off or has no matter
            return
        if current is None:
            self._primary = mark or self._primary
            self._new(number, rest)
        elif self.row_time or self._continues(current, mark, rest):
            current.add(number, text)
        else:
            if mark and self._primary is None:
                self._primary = mark
            self._new(number, rest)

    def _continues(self, current: Draft, mark: str, rest: str) -> bool:
        """Whether a line without time goes on with the activity before it."""
        before = current.lines[-1][1] if current.lines else ""
        if mark:
            if self._time_led:
                return mark not in self._time_marks
            return before.endswith(":") or (self._primary is not None and mark != self._primary)
        if not rest[:1].isupper() or not before:
            return True
        if rest.startswith("(") or current.time_led or self._primary is not None:
            return True
        if not before.endswith(_ENDS) and not self.in_cell:
            return True
        return before.endswith((":", ",", "-"))

    def _new(self, number: int, text: str) -> Draft:
        draft = Draft(self.days or Days(), session=self.session, leader=self.leader, row_time=self.row_time)
        draft.leader_certain = bool(self.leader)
        for heading in self._headings:
            heading.served = True
            draft.used.add(heading.number)
        if is_ditto(text) and self.drafts:  # `Chiều: nt` goes on with what stands above
            for _, above in self.drafts[-1].lines:
                draft.add(number, above)
        elif text.strip():
            draft.add(number, text)
        else:
            draft.used.add(number)
        self.drafts.append(draft)
        self._current = draft
        return draft


def opens_with_day(text: str) -> bool:
    """Whether a line begins with a time and its day: `1. 8h00 ngày 23/11: …`."""
    lead = TIME_LEAD.match(take_mark(text)[1])
    return lead is not None and bool(lead["day"])


def opens_with_leader(text: str, following: str) -> bool:
    """Whether a line names a leader whose days stand below it."""
    label = take_mark(text)[1].rstrip(" :")
    return ":" not in label and is_leader(label) and read_day_heading(following) is not None and not is_signature(text)


def make_days(heading: DayHeading, scope: Scope) -> Days:
    """The calendar days of a heading within the schedule's range."""
    first, codes = resolve(heading.first, scope.first, scope.last, scope.today)
    last = None
    if heading.last is not None:
        last, more = resolve(heading.last, first or scope.first, scope.last, scope.today)
        codes |= more - {"outside_range"}
    sure = 0.95 if heading.first.month is not None else 0.85
    if codes & {"weekday_mismatch", "year_guessed"} or scope.range_guessed:
        sure = 0.6
    return Days(first, last, heading.session, frozenset(codes), sure)


def _roles_in(draft: Draft) -> set[Role]:
    roles = {role for _, text in draft.lines if (role := first_label(take_mark(text)[1])) is not None}
    if any(first_label(take_mark(text)[1]) is None for _, text in draft.lines):
        roles.add(Role.CONTENT)
    if draft.start is not None:
        roles.add(Role.TIME)
    return roles


def _is_bare(text: str) -> bool:
    heading = read_day_heading(text)
    return heading is not None and heading.bare_weekday


def _leftover_kind(kind: str) -> str:
    """An empty session is as harmless as an empty day."""
    return "empty" if kind == "session" else kind


def _kind(text: str) -> str:
    if is_note(text):
        return "note"
    if is_signature(text):
        return "signature"
    return "title" if is_letterhead(text) else "unknown"
