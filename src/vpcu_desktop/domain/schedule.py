"""The weekly schedule (lịch công tác tuần): its activities, its states, what stands under it."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from enum import Enum
from typing import NewType
from uuid import uuid4

from .times import Session, Week

ActivityId = NewType("ActivityId", str)
ScheduleId = NewType("ScheduleId", str)
BodyId = NewType("BodyId", str)

#: What a secret activity shows on paper, on screen and in the store (no secret content is kept; decision 3).
NEUTRAL_PHRASE = "Công việc theo chỉ đạo"


def new_id() -> str:
    """A fresh identity (UUID4, as text)."""
    return str(uuid4())


class Status(Enum):
    """Where an activity stands: dự kiến, chính thức, bổ sung, thay đổi, hoãn, hủy."""

    PLANNED = "planned"
    OFFICIAL = "official"
    ADDED = "added"
    CHANGED = "changed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"

    @property
    def takes_place(self) -> bool:
        return self not in (Status.POSTPONED, Status.CANCELLED)


class ScheduleState(Enum):
    """soạn → trình duyệt → duyệt; a published schedule that is edited again is being drafted again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of one schedule. Texts are as the office writes them (NFC); who and where are read from them
    through the directory (`directory.Directory.people_in`), so a conflict is seen without a second, typed-in truth.
    """

    id: ActivityId
    day: date
    session: Session
    content: str
    last_day: date | None = None  # only for a range: công tác 24–26/11
    start: time | None = None
    end: time | None = None
    chair: str = ""
    participants: str = ""
    invited: str = ""
    place: str = ""
    preparing_unit: str = ""
    office_lead: str = ""  # LĐVP: the office leader in charge
    vehicle: str = ""
    logistics: str = ""
    online_sites: str = ""  # điểm cầu
    guests: str = ""
    notes: str = ""
    secret: bool = False
    status: Status = Status.PLANNED
    position: int = 0  # order among activities of the same day, session and start

    @property
    def final_day(self) -> date:
        return self.last_day or self.day

    def on(self, day: date) -> bool:
        """Whether the activity takes up this day."""
        return self.day <= day <= self.final_day

    @property
    def order(self) -> tuple[date, int, time, int, str]:
        """Order on paper: day, session, time (untimed first in its session), position."""
        return self.day, self.session.rank, self.start or time.min, self.position, self.id

    def as_secret(self) -> "Activity":
        """The same activity with nothing left but time, leader and the neutral phrase."""
        blank = dict.fromkeys(OPEN_FIELDS, "")
        return replace(self, **blank | {"content": NEUTRAL_PHRASE}, secret=True)  # type: ignore[arg-type]

    @property
    def keeps_secret(self) -> bool:
        """False if a secret activity carries content that this store may not hold."""
        return not self.secret or self.as_secret() == self


#: The free-text fields, in the order in which a form shows them.
CONTENT_FIELDS = (
    "content",
    "chair",
    "participants",
    "invited",
    "place",
    "preparing_unit",
    "office_lead",
    "vehicle",
    "logistics",
    "online_sites",
    "guests",
    "notes",
)
#: Those that a secret activity does not keep.
OPEN_FIELDS = tuple(name for name in CONTENT_FIELDS if name != "chair")
ACTIVITY_FIELDS = tuple(f.name for f in fields(Activity))


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose schedule is kept (Thường trực, Ban Thường vụ…): a name and the heading printed for it."""

    id: BodyId
    name: str  # "Thường trực Đảng ủy"
    heading: str = ""  # title line on paper; empty: "LỊCH CÔNG TÁC TUẦN CỦA " + name in capitals
    signature: str = "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG"  # lines over the signatory's name
    signatory: str = ""
    recipients: str = ""  # Nơi nhận, one a line; empty: the usual ones


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of one body for one week. The dates printed are data: Mon–Fri, Mon–Sun, even Mon–Mon are seen."""

    id: ScheduleId
    body: BodyId
    week: Week
    number: int  # the office's own week number
    first_day: date
    last_day: date
    state: ScheduleState = ScheduleState.DRAFT
    notes: str = ""  # note lines under the table, one a line
    register_number: str = ""  # "14-LCT/ĐU"
    chief_note: str = ""  # why the chief sent it back


class AbsenceKind(Enum):
    LEAVE = "leave"  # nghỉ phép
    MISSION = "mission"  # đi công tác
    STUDY = "study"  # đi học
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Absence:
    """A person away from first to last day, both included."""

    id: str
    person: str  # name as the directory writes it
    kind: AbsenceKind
    first_day: date
    last_day: date
    note: str = ""


class DutyKind(Enum):
    LEADER = "leader"  # trực lãnh đạo
    OFFICE = "office"  # trực cơ quan
    TET = "tet"  # trực Tết


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty from first to last day, both included."""

    id: str
    kind: DutyKind
    first_day: date
    last_day: date
    people: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recurring:
    """An activity that comes back each week (giao ban thứ Hai): the pattern's own date is its first time."""

    id: str
    body: BodyId
    pattern: Activity
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands on paper round the week's own activities."""

    number: int
    first_day: date
    last_day: date
    absences: tuple[Absence, ...]
    duties: tuple[Duty, ...]
    carried: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A published version. Its PDF and Word bytes are kept in the store and served as they are."""

    schedule: ScheduleId
    number: int  # 1, 2, …
    published_at: datetime  # aware, UTC
    published_by: str
    register_number: str
    activities: tuple[Activity, ...]
    notes: str = ""
    surroundings: Surroundings | None = None  # None: not kept with this version


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """All that one week shows and prints: the one value that views, conflicts and `output` read."""

    schedule: Schedule
    body: Body
    activities: tuple[Activity, ...]  # in order on paper
    absences: tuple[Absence, ...] = ()
    duties: tuple[Duty, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)  # conflict key → reason for keeping it
    published: Version | None = None  # the last published version
    versions: int = 0
    carried: tuple[Activity, ...] = ()  # of this body's earlier weeks, on these days too; printed here, changed there
    elsewhere: tuple[Activity, ...] = ()  # of other bodies and weeks on these days: for the conflicts alone

    @property
    def surroundings(self) -> Surroundings:
        """Number, dates, roster of the printed days and what goes on from earlier weeks."""
        first, last = self.schedule.first_day, self.schedule.last_day
        return Surroundings(
            self.schedule.number,
            first,
            last,
            tuple(each for each in self.absences if each.first_day <= last and each.last_day >= first),
            tuple(each for each in self.duties if each.first_day <= last and each.last_day >= first),
            self.carried,
        )
