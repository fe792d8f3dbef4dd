"""One activity while it is being put together: its lines, and what stood around them."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum

from ..domain.times import Session


class Role(Enum):
    """What a column, a label or a stretch of text holds."""

    DAY = "day"
    DATE = "date"
    SESSION = "session"
    TIME = "time"
    CONTENT = "content"
    CHAIR = "chair"
    PARTICIPANTS = "participants"
    INVITED = "invited"
    PLACE = "place"
    PREPARING = "preparing_unit"
    OFFICE_LEAD = "office_lead"
    NOTES = "notes"
    LEADER = "leader"
    CHAIR_PARTICIPANTS = "chair_participants"
    TIME_PLACE = "time_place"
    PEOPLE_PLACE = "people_place"
    NUMBER = "number"


Text = tuple[int, str]  # the number of a source line, and the words taken from it


@dataclass(frozen=True, slots=True)
class Days:
    """The day or days under which something stands, with what was guessed of them."""

    first: date | None = None
    last: date | None = None
    session: Session | None = None
    codes: frozenset[str] = frozenset()
    confidence: float = 0.95


@dataclass(slots=True)
class Draft:
    """An activity in the making. `columns` are the texts of the other cells of its row, by role."""

    days: Days
    lines: list[Text] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    session: Session | None = None
    start: time | None = None
    end: time | None = None
    time_led: bool = False  # the time stands in the text, before the matter
    leader: str = ""
    leader_certain: bool = False
    columns: dict[Role, list[Text]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    statuses: list[str] = field(default_factory=list)  # `Hoãn`, `BỔ SUNG`: words of state that stood before it
    row_time: bool = False
    same_line: bool = False  # it goes on the line of the draft before it: `…; 10h00, dâng hương`

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)

    def add(self, number: int, text: str) -> None:
        self.lines.append((number, text))
        self.used.add(number)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of the schedule while its parts are read: its range and the day on which it is read."""

    first: date | None
    last: date | None
    today: date
    range_guessed: bool = False
