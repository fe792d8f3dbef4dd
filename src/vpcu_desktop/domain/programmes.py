"""Work programmes (chương trình công tác): body × period, their items, and the items' way down into the week.

An item is one record for its whole life: it is never copied over another. What follows from it on a lower level is an
item of its own that names it as `parent`; what was carried over names the item that it continues (`carried_from`).
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from enum import Enum

from .periods import Period, PeriodKind
from .programme_times import ProgrammeTime
from .schedule import NEUTRAL_PHRASE, Activity, Body, BodyId, ScheduleState
from .times import Week


class ItemKind(Enum):
    REGULAR = "regular"  # thường kỳ
    TOPICAL = "topical"  # chuyên đề
    ADDED = "added"  # bổ sung: taken in after the programme was approved


class Forum(Enum):
    """Who decides or gives an opinion, from the narrowest body to the widest."""

    NONE = ""
    PERMANENT = "permanent"  # Thường trực
    STANDING = "standing"  # Ban Thường vụ
    COMMITTEE = "committee"  # Ban Chấp hành


class Progress(Enum):
    """Where an item stands. On time, late and overdue are computed, never a state."""

    PLANNED = "planned"  # dự kiến
    PREPARING = "preparing"  # đang chuẩn bị
    SUBMITTED = "submitted"  # đã trình
    ISSUED = "issued"  # đã ban hành; of what issues nothing: it was done
    WITHDRAWN = "withdrawn"  # rút, with reason
    CARRIED = "carried"  # chuyển kỳ, with reason; another item continues it

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something for it."""
        return self in (Progress.PLANNED, Progress.PREPARING, Progress.SUBMITTED)

    @property
    def needs_reason(self) -> bool:
        return self in (Progress.WITHDRAWN, Progress.CARRIED)


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of one body for one period. `document`: the outgoing document (CTr) that approved it."""

    id: str
    body: BodyId
    kind: PeriodKind
    first_day: date
    last_day: date
    title: str = ""  # as printed; empty: made from period and body
    state: ScheduleState = ScheduleState.DRAFT
    document: str | None = None
    code: str = ""  # its số, ký hiệu as printed: "05-CTr/ĐU"
    notes: str = ""  # lines under the table
    chief_note: str = ""  # why the chief sent it back

    @property
    def period(self) -> Period:
        return Period(self.kind, self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one programme. Units and people are texts as the office writes them (NFC), several by `;`.

    `time_text` says when it goes to the Standing Committee, or its only time; `committee_time_text` when it goes to the
    Executive Committee: words as written, beside the days that they mean (`when`, `committee_when`).
    """

    id: str
    programme: str
    content: str
    kind: ItemKind = ItemKind.REGULAR
    group: str = ""  # field under whose heading it stands: "Công tác xây dựng Đảng"
    lead: str = ""  # one unit
    coordinating: str = ""
    prepares: str = ""  # who drafts the papers
    submitted_to: Forum = Forum.NONE
    time_text: str = ""
    earliest: date | None = None
    latest: date | None = None
    ongoing: bool = False
    committee_time_text: str = ""
    committee_earliest: date | None = None
    committee_latest: date | None = None
    leader: str = ""  # lãnh đạo phụ trách
    product: str = ""  # document type or what comes of it, as written
    basis: str = ""  # legal basis as written
    basis_document: str | None = None  # the registered document that it names
    progress: Progress = Progress.PLANNED
    progress_reason: str = ""
    done_on: date | None = None
    result: str | None = None  # the outgoing document that came of it
    note: str = ""
    secret: bool = False
    parent: str | None = None  # the item of a higher level that it carries out
    carried_from: str | None = None  # the item of an earlier period that it continues
    position: int = 0  # order inside its group

    @property
    def when(self) -> ProgrammeTime:
        return ProgrammeTime(self.time_text, self.earliest, self.latest, self.ongoing)

    @property
    def committee_when(self) -> ProgrammeTime:
        return ProgrammeTime(self.committee_time_text, self.committee_earliest, self.committee_latest)

    def timed(self, when: ProgrammeTime, committee: ProgrammeTime | None = None) -> "Item":
        """The same item at other times; without `committee` that one stays."""
        moved = replace(self, time_text=when.text, earliest=when.start, latest=when.end, ongoing=when.ongoing)
        if committee is None:
            return moved
        return replace(
            moved,
            committee_time_text=committee.text,
            committee_earliest=committee.start,
            committee_latest=committee.end,
        )

    @property
    def first_day(self) -> date | None:
        """The earliest of its days."""
        return min(filter(None, (self.earliest, self.committee_earliest)), default=None)

    @property
    def last_day(self) -> date | None:
        """The day by which it has to be done: the later of its two times; None if no days are known."""
        return max(filter(None, (self.latest, self.committee_latest)), default=None)

    def as_secret(self) -> "Item":
        """The same item with nothing left but its time, leader, state and the neutral phrase."""
        blank: dict[str, object] = dict.fromkeys(SECRET_ITEM_TEXTS, "")
        return replace(self, **blank | {"content": NEUTRAL_PHRASE, "basis_document": None, "result": None}, secret=True)  # type: ignore[arg-type]

    @property
    def keeps_secret(self) -> bool:
        """False if a secret item carries content that this store may not hold."""
        return not self.secret or self.as_secret() == self


#: The free texts of an item, in the order in which a form shows them.
ITEM_TEXTS = (
    *("content", "group", "lead", "coordinating", "prepares", "leader", "product", "basis"),
    *("note", "progress_reason", "time_text", "committee_time_text"),
)
#: Those that a secret item keeps, beside the neutral phrase as its content.
SECRET_ITEM_KEEPS = ("leader", "time_text", "committee_time_text")
#: Those that it does not have.
SECRET_ITEM_TEXTS = tuple(name for name in ITEM_TEXTS if name not in ("content", *SECRET_ITEM_KEEPS))
ITEM_FIELDS = tuple(f.name for f in fields(Item))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body (hội nghị BCH lần 24, họp BTV, họp Thường trực) with its agenda; where it stands in the
    week is `activity`. Its day may not be fixed yet: then `time_text` says when, in words.
    """

    id: str
    body: BodyId
    forum: Forum
    number: int | None = None  # lần thứ mấy
    extraordinary: bool = False  # bất thường
    title: str = ""  # empty: made from forum and number
    day: date | None = None
    time_text: str = ""
    earliest: date | None = None
    latest: date | None = None
    note: str = ""
    activity: str | None = None

    @property
    def first_day(self) -> date | None:
        return self.day or self.earliest

    @property
    def last_day(self) -> date | None:
        return self.day or self.latest


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item on a meeting's agenda."""

    id: str
    meeting: str
    item: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """An item that is handled by an activity of the week, without a meeting between them."""

    id: str
    item: str
    activity: str


@dataclass(frozen=True, slots=True)
class Handling:
    """Where an item is handled: at a meeting, by an activity of the week, or at a meeting that is such an activity."""

    meeting: Meeting | None
    activity: Activity | None
    body: BodyId  # whose meeting or week it is
    week: Week | None  # the week whose schedule has the activity

    @property
    def day(self) -> date | None:
        if self.activity is not None:
            return self.activity.day
        return self.meeting.day if self.meeting else None

    @property
    def takes_place(self) -> bool:
        """Not once its activity was cancelled or postponed: the item is to be placed anew."""
        return self.activity is None or self.activity.status.takes_place


@dataclass(frozen=True, slots=True)
class ProgrammeVersion:
    """An approved version of a programme; its PDF and Word bytes are kept and served as they are."""

    programme: str
    number: int  # 1, 2, …
    published_at: datetime  # aware, UTC
    published_by: str
    code: str
    title: str
    items: tuple[Item, ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """All that one programme shows and prints: the one value that views, findings and `output` read."""

    programme: Programme
    body: Body
    items: tuple[Item, ...]  # in order on paper
    kept: dict[str, str] = field(default_factory=dict)  # finding key → reason for keeping it
    published: ProgrammeVersion | None = None
    handled: dict[str, tuple[Handling, ...]] = field(default_factory=dict)  # by item: what takes place
    children: dict[str, tuple[Period, ...]] = field(default_factory=dict)  # by item: periods of lower programmes
    parents: dict[str, Item] = field(default_factory=dict)  # by their own ids: items of higher programmes

    @property
    def versions(self) -> int:
        return self.published.number if self.published else 0


class WishState(Enum):
    PENDING = "pending"  # chờ xem
    ACCEPTED = "accepted"
    MERGED = "merged"  # into something that was planned already
    RETURNED = "returned"  # with reason


@dataclass(frozen=True, slots=True)
class Wish:
    """What a unit registers (đăng ký lịch) for a week or a month: a proposal until the clerk decides."""

    id: str
    body: BodyId
    unit: str
    first_day: date  # of the week or month that it is for
    last_day: date
    content: str
    day: date | None = None
    session: str = ""  # a `times.Session` value, or nothing
    start: time | None = None
    time_text: str = ""  # words as written, for a month
    chair: str = ""
    participants: str = ""
    place: str = ""
    note: str = ""
    received_at: datetime | None = None  # aware, UTC
    source: str = ""  # what it came by: name of the file, or nothing if typed
    state: WishState = WishState.PENDING
    reason: str = ""
    outcome: str | None = None  # the activity or item that it became

    def as_secret(self) -> "Wish":
        """With nothing left but whom it is for, when, and the leader, as of a secret activity or item."""
        emptied = dict.fromkeys(("unit", "time_text", "participants", "place", "note", "source", "reason"), "")
        return replace(self, content=NEUTRAL_PHRASE, **emptied)  # type: ignore[arg-type]

    @property
    def for_week(self) -> bool:
        return (self.last_day - self.first_day).days < 7


class Every(Enum):
    """How often a duty of the year comes back."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class YearlyDuty:
    """What comes back each year (sơ kết, tổng kết, giao ban, ngày lễ, kỷ niệm): a template for a year's items.

    `month` and `day` say when: of the year (solar or `lunar`), or of each quarter (`month` 1–3) or month. Without a
    day it takes the whole month; without a month the whole year.
    """

    id: str
    body: BodyId
    content: str
    every: Every = Every.YEAR
    month: int | None = None
    day: int | None = None
    lunar: bool = False
    group: str = ""
    lead: str = ""
    leader: str = ""
    submitted_to: Forum = Forum.NONE
    product: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Preparation:
    """A body's rule for papers: ready so many working days before the meeting, reminded of so many before that."""

    body: BodyId
    days: int = 5
    remind: int = 3
