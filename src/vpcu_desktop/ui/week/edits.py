"""What a clerk's move, copy or drop makes of an activity: new values, nothing stored."""

from dataclasses import replace
from datetime import date

from ...domain.directory import Directory, Entry
from ...domain.proposals import Proposal
from ...domain.schedule import Activity, ActivityId, WeekSheet, new_id
from ...domain.text import clean, clean_line
from ...domain.times import Session, WorkingHours


def next_session(activity: Activity, way: int) -> Session:
    """The session above (−1) or below (+1) in the order on paper; the first and last hold."""
    sessions = list(Session)
    return sessions[max(0, min(len(sessions) - 1, activity.session.rank + way))]


def handed_over(activity: Activity, giver: Entry, taker: Entry, directory: Directory) -> Activity:
    """The activity chaired by another leader; unchanged if the first one does not chair it alone."""
    if tuple(e.id for e in directory.people_in(activity.chair)) != (giver.id,):
        return activity
    return replace(activity, chair=taker.label)


def is_published(activity: Activity, sheet: WeekSheet) -> bool:
    """Whether readers already have it on paper: then it is cancelled, never removed."""
    return sheet.published is not None and any(a.id == activity.id for a in sheet.published.activities)


def from_proposal(proposal: Proposal, day: date, session: Session, hours: WorkingHours) -> Activity:
    """The activity that was typed or read; what it does not say comes from the place it is put in."""
    of_time = hours.session_of(proposal.start) if proposal.start else None
    return Activity(
        ActivityId(new_id()),
        proposal.day or day,
        proposal.session or of_time or session,
        clean(proposal.content),
        last_day=proposal.last_day if proposal.last_day and proposal.last_day > (proposal.day or day) else None,
        start=proposal.start,
        end=proposal.end,
        chair=clean_line(proposal.chair),
        participants=clean(proposal.participants),
        invited=clean(proposal.invited),
        place=clean_line(proposal.place),
        preparing_unit=clean_line(proposal.preparing_unit),
        office_lead=clean_line(proposal.office_lead),
        notes=clean(proposal.notes),
    )


def to_day(activity: Activity, day: date) -> Activity:
    """The activity beginning on another day; a range keeps its length."""
    shift = day - activity.day
    return replace(activity, day=day, last_day=activity.last_day + shift if activity.last_day else None)
