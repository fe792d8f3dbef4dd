"""A read schedule as plain data, in the stable shape that the command line prints."""

from datetime import date, time
from typing import Any

from ..domain.proposals import Proposal, ReadSchedule
from ..domain.times import Session, WorkingHours

_TEXTS = ("content", "chair", "participants", "invited", "place", "preparing_unit", "office_lead", "notes")
#: Days and sessions under which nothing stands, and the captions of columns, were understood: they are no leftovers.
_UNDERSTOOD = ("empty", "header")


def to_json(schedule: ReadSchedule, *, hours: WorkingHours | None = None) -> dict[str, Any]:
    """`{"title", "from", "to", "activities", "not_understood"}`; days as ISO dates, times as `HH:MM`."""
    return {
        "title": schedule.title,
        "from": _day(schedule.first_day),
        "to": _day(schedule.last_day),
        "activities": [_activity(proposal, hours or WorkingHours()) for proposal in schedule.proposals],
        "not_understood": [
            {"source_line": left.source_line, "text": left.text}
            for left in schedule.leftovers
            if left.kind not in _UNDERSTOOD
        ],
    }


def session_of(proposal: Proposal, hours: WorkingHours) -> Session:
    """The session as written, else that of the start time, else all day."""
    if proposal.session is not None:
        return proposal.session
    return hours.session_of(proposal.start) if proposal.start is not None else Session.ALL_DAY


def _activity(proposal: Proposal, hours: WorkingHours) -> dict[str, object]:
    fields: dict[str, object] = {
        "date": _day(proposal.day),
        "end_date": _day(proposal.last_day),
        "session": session_of(proposal, hours).value,
        "start": _clock(proposal.start),
        "end": _clock(proposal.end),
    }
    fields.update({name: getattr(proposal, name) for name in _TEXTS})
    confidence = {
        name: round(proposal.confidence.get(name, 0.0 if _is_empty(value) else 0.5), 2)
        for name, value in fields.items()
    }
    return fields | {"source_line": proposal.source_line, "confidence": confidence}


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _clock(value: time | None) -> str | None:
    return f"{value:%H:%M}" if value is not None else None
