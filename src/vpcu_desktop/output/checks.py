"""What to tell a clerk before a week is printed: characters that paper shows as a box only, days outside the range."""

from dataclasses import dataclass
from enum import Enum

from ..domain.schedule import CONTENT_FIELDS, ActivityId, WeekSheet
from .glyphs import unprintable


class ProblemKind(Enum):
    UNPRINTABLE = "unprintable"  # detail: the characters, separated by spaces
    OUTSIDE_RANGE = "outside_range"  # the table gets a day that its title does not name; detail: empty
    LONG_HEADING = "long_heading"  # title or signature would not leave room on a page; detail: empty


@dataclass(frozen=True, slots=True)
class PrintProblem:
    """One thing to warn of; `activity_id` is None if it stands in the heading, under the table or in the signature."""

    kind: ProblemKind
    activity_id: ActivityId | None
    detail: str = ""


#: Heading and signature lines together may have so many letters before they crowd out the table.
_HEADING_LIMIT = 600


def print_problems(sheet: WeekSheet) -> tuple[PrintProblem, ...]:
    """All warnings of a week, those of its activities first, in the order of the paper."""
    problems = []
    for activity in sheet.activities:
        shown = activity.as_secret() if activity.secret else activity
        lost = unprintable("\n".join(getattr(shown, name) for name in CONTENT_FIELDS))
        if lost:
            problems.append(PrintProblem(ProblemKind.UNPRINTABLE, activity.id, " ".join(lost)))
        if activity.final_day < sheet.schedule.first_day or activity.day > sheet.schedule.last_day:
            problems.append(PrintProblem(ProblemKind.OUTSIDE_RANGE, activity.id))
    body, schedule = sheet.body, sheet.schedule
    heading = (body.name, body.heading, body.signature, body.signatory, schedule.register_number)
    around = [*heading, body.recipients, schedule.notes]
    around += [text for absence in sheet.absences for text in (absence.person, absence.note)]
    around += [text for duty in sheet.duties for text in (duty.people, duty.note)]
    lost = unprintable("\n".join(around))
    if lost:
        problems.append(PrintProblem(ProblemKind.UNPRINTABLE, None, " ".join(lost)))
    if sum(map(len, heading)) > _HEADING_LIMIT:
        problems.append(PrintProblem(ProblemKind.LONG_HEADING, None))
    return tuple(problems)
