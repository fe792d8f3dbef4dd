"""What the entry line understood, as chips: each names one field, says its value, and can be put right in place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from ...domain.day_words import parse_day
from ...domain.proposals import Proposal
from ...domain.text import fold
from ...domain.times import Session, Week, clock_text, parse_clock
from ...i18n import _
from . import words


class ChipField(Enum):
    """The fields that stand as chips, in the order on paper."""

    DAY = "day"
    TIME = "time"
    CONTENT = "content"
    CHAIR = "chair"
    PLACE = "place"
    PARTICIPANTS = "participants"
    INVITED = "invited"
    PREPARING_UNIT = "preparing_unit"
    OFFICE_LEAD = "office_lead"
    NOTES = "notes"


#: Under this confidence a chip says that it is a guess.
SURE = 0.7
_TEXTS = tuple(f for f in ChipField if f not in (ChipField.DAY, ChipField.TIME))


@dataclass(frozen=True, slots=True)
class ChipValue:
    """One chip. `given` tells a value that the text says from one that the board's cursor lends."""

    field: ChipField
    text: str
    given: bool
    sure: bool = True


def name(field: ChipField) -> str:
    """The field's name as on paper."""
    return {
        ChipField.DAY: _("Day"),
        ChipField.TIME: _("Time"),
        ChipField.CONTENT: _("Content"),
        ChipField.CHAIR: _("Chair"),
        ChipField.PLACE: _("Place"),
        ChipField.PARTICIPANTS: _("Participants"),
        ChipField.INVITED: _("Invited"),
        ChipField.PREPARING_UNIT: _("Prepared by"),
        ChipField.OFFICE_LEAD: _("Office lead"),
        ChipField.NOTES: _("Notes"),
    }[field]


def chips(proposal: Proposal, day: date, session: Session) -> tuple[ChipValue, ...]:
    """The chips of a proposal; day and session come from the cursor where the text says none."""
    found = [
        ChipValue(
            ChipField.DAY,
            _day_text(proposal.day or day, proposal.last_day),
            proposal.day is not None,
            _sure(proposal, "date"),
        ),
        ChipValue(
            ChipField.TIME,
            _time_text(proposal, session),
            proposal.start is not None or proposal.session is not None,
            _sure(proposal, "start"),
        ),
    ]
    for field in _TEXTS:
        text = " ".join(str(getattr(proposal, field.value)).split())
        if text:
            found.append(ChipValue(field, text, True, _sure(proposal, field.value)))
    return tuple(found)


def _sure(proposal: Proposal, field: str) -> bool:
    return proposal.confidence.get(field, 1.0) >= SURE


def _day_text(day: date, last: date | None) -> str:
    if last is not None and last > day:
        return f"{words.weekday_short(day)}–{words.weekday_short(last)} {words.day_range(day, last)}"
    return words.named_day(day)


def _time_text(proposal: Proposal, session: Session) -> str:
    if proposal.start is None:
        return words.session(proposal.session or session)
    start = clock_text(proposal.start)
    return f"{start}–{clock_text(proposal.end)}" if proposal.end else start


# Putting a chip right

Correction = Callable[[Proposal], Proposal]


def correction(field: ChipField, typed: str, *, today: date, week: Week) -> Correction | None:
    """What a typed correction does to every later reading of the line; None if it is not understood."""
    typed = typed.strip()
    if field is ChipField.DAY:
        return _day_correction(typed, today, week)
    if field is ChipField.TIME:
        return _time_correction(typed)
    return lambda proposal: _with_text(proposal, field, typed)


def _with_text(proposal: Proposal, field: ChipField, text: str) -> Proposal:
    confidence = {**proposal.confidence, field.value: 1.0}
    return replace(proposal, confidence=confidence, **{field.value: text})  # type: ignore[arg-type]


def _day_correction(typed: str, today: date, week: Week) -> Correction | None:
    pieces = [piece.strip() for piece in typed.replace("–", "-").split("-")]
    first = parse_day(_bare(pieces[0]), today=today, week=week)
    last = parse_day(_bare(pieces[1]), today=today, week=week) if len(pieces) == 2 else None
    if first is None or (len(pieces) == 2 and (last is None or last < first)) or len(pieces) > 2:
        return None
    return lambda proposal: replace(proposal, day=first, last_day=last, confidence={**proposal.confidence, "date": 1.0})


def _bare(text: str) -> str:
    """`Thứ Năm 26/11` as `26/11`: the chip's own wording is understood when it is only touched up."""
    return text.split()[-1] if "/" in text else text


_SESSION_WORDS = {
    "sang": Session.MORNING,
    "chieu": Session.AFTERNOON,
    "toi": Session.EVENING,
    "ca ngay": Session.ALL_DAY,
}


def _time_correction(typed: str) -> Correction | None:
    session = _SESSION_WORDS.get(" ".join(fold(typed).split()))
    if session is not None:
        return lambda proposal: replace(proposal, session=session, start=None, end=None)
    pieces = [parse_clock(piece) for piece in typed.replace("–", "-").split("-")]
    if not 1 <= len(pieces) <= 2 or None in pieces:
        return None
    start: time | None = pieces[0]
    end = pieces[1] if len(pieces) == 2 else None
    return lambda proposal: replace(proposal, session=None, start=start, end=end)
