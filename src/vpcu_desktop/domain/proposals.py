"""What intake makes of a paper: proposals beside their source, and the list of what was not understood."""

from dataclasses import dataclass, field
from datetime import date, time

from .times import Session


@dataclass(frozen=True, slots=True)
class Proposal:
    """One activity as understood, with the line it came from and a confidence (0–1) for each field that has a value."""

    day: date | None
    session: Session | None
    content: str
    source_line: int  # 1-based line of `ReadSchedule.source`
    last_day: date | None = None
    start: time | None = None
    end: time | None = None
    chair: str = ""
    participants: str = ""
    invited: str = ""
    place: str = ""
    preparing_unit: str = ""
    office_lead: str = ""
    notes: str = ""
    source_text: str = ""  # the whole source of this activity, as written
    confidence: dict[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()  # codes: weekday_mismatch, year_guessed, outside_range, struck_through


@dataclass(frozen=True, slots=True)
class Leftover:
    """A source line that became no activity: a heading, a note line, a signature, or something not understood."""

    source_line: int
    text: str
    kind: str = "unknown"  # title, note, signature, header (captions), empty (a day without activity), unknown


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """A schedule read from a file or the clipboard. Every non-empty source line is in a proposal or a leftover,
    save the lines that gave the title and the range.
    """

    title: str
    first_day: date | None
    last_day: date | None
    number: int | None
    proposals: tuple[Proposal, ...]
    leftovers: tuple[Leftover, ...]
    source: tuple[str, ...]  # the source as numbered lines
    legacy_font: str | None = None  # "TCVN3" or "VNI" if text was converted
