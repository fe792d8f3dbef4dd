"""Reading a schedule that somebody else made; what comes of it is stored by `weeks.accept` after a clerk confirmed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ..domain.proposals import Leftover, Proposal, ReadSchedule
from ..domain.times import Week, WorkingHours

_BULLETS = "-–—+*•●▪◦· \t"
#: How sure the day of a line is that names none: it is the one at the cursor.
_LENT_DAY = 0.6


def read_file(path: Path) -> ReadSchedule:
    """Reads a schedule file. Raises UnreadableFile with the reason."""
    from ..intake import reading

    return reading.read_file(path)


def read_clipboard(html: str | None, text: str) -> ReadSchedule:
    """Reads what was copied in Word or elsewhere: its HTML where there is one, for merged cells survive in it."""
    from ..intake import reading

    if html and "<table" in html.lower():
        found = reading.read_html(html)
        if found.proposals:
            return found
    return reading.read_text(text)


def read_lines(text: str, day: date, week: Week, hours: WorkingHours, *, today: date | None = None) -> ReadSchedule:
    """Reads lines that are no schedule of somebody else's: each is one activity, as if typed into the entry line.

    A line that names no day is for `day`. Lines without content are listed as left over.
    """
    from ..intake.entry_line import parse_entry

    source = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    proposals: list[Proposal] = []
    leftovers: list[Leftover] = []
    for number, line in enumerate(source, start=1):
        found = parse_entry(line.lstrip(_BULLETS), week, hours, today=today)
        if not found.content.strip():
            leftovers.append(Leftover(number, line))
            continue
        lent = {} if found.day else {"day": _LENT_DAY}
        proposals.append(
            replace(
                found,
                day=found.day or day,
                source_line=number,
                source_text=line,
                confidence={**found.confidence, **lent},
            )
        )
    return ReadSchedule("", None, None, None, tuple(proposals), tuple(leftovers), source)
