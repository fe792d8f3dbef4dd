"""The way of items down into the week: meetings with their agendas, activities, and the chain back up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..domain.errors import SecretContentRefused, StaleRecord
from ..domain.programmes import AgendaItem, Forum, Handling, Item, Meeting, Placement, Programme
from ..domain.schedule import Activity, ActivityId, BodyId, new_id
from ..domain.text import clean
from ..domain.times import Session, Week
from . import joint_steps, programmes
from .changes import Changes, Kind
from .session import JointStep, OfficeSession, ProgrammeStep, Step


@dataclass(frozen=True, slots=True)
class Chain:
    """An item with all that it hangs on and all that hangs on it."""

    item: Item
    above: tuple[tuple[Item, Programme], ...]  # the nearest first
    below: tuple[tuple[Item, Programme], ...]
    handled: tuple[Handling, ...]
    before: Item | None  # what it continues
    after: Item | None  # what continues it


def chain(session: OfficeSession, item: Item) -> Chain:
    """The way up and down from an item."""
    with session.store.read() as repo:
        above, below = repo.programmes.ancestors(item), repo.programmes.child_items(item.id)
        whose = {each.id: each for each in repo.all(Programme)}
        return Chain(
            item,
            tuple((each, whose[each.programme]) for each in above),
            tuple((each, whose[each.programme]) for each in below),
            repo.programmes.handled([item.id]).get(item.id, ()),
            repo.get(Item, item.carried_from) if item.carried_from else None,
            repo.programmes.continuing(item.id),
        )


def chains_of_activity(session: OfficeSession, activity_id: str) -> tuple[Chain, ...]:
    """What an activity of the week carries out, each item with its way up."""
    with session.store.read() as repo:
        items = repo.programmes.handled_by([activity_id]).get(activity_id, ())
    return tuple(chain(session, item) for item in items)


def place(session: OfficeSession, item: Item, activity_id: str) -> Changes:
    """An activity of the week handles the item. Raises SecretContentRefused if the activity is secret: the item would
    tell what it is about; StaleRecord if it is there no more.
    """
    return place_all(session, [item], activity_id)


def place_all(session: OfficeSession, items: Sequence[Item], activity_id: str) -> Changes:
    """An activity of the week handles these items; those that it handles already stay. Raises as `place` does."""
    with session.store.read() as repo:
        found = repo.programmes.activity(activity_id)
        fresh = [item for item in items if repo.programmes.placement(item.id, activity_id) is None]
    if found is None:
        raise StaleRecord(what="activity")
    if found[2].secret and not all(item.secret for item in items):
        raise SecretContentRefused
    links = tuple(Placement(new_id(), item.id, activity_id) for item in fresh)
    return _told(programmes.apply(session, ProgrammeStep("place_item", (), links)))


def unplace(session: OfficeSession, item: Item, activity_id: str) -> Changes:
    """The activity no longer handles the item; both stay."""
    with session.store.read() as repo:
        there = repo.programmes.placement(item.id, activity_id)
    if there is None:
        return Changes.of("nothing")
    return _told(programmes.apply(session, ProgrammeStep("unplace_item", (there,), ())))


def plan_in_week(session: OfficeSession, item: Item, body: BodyId, day: date, part: Session) -> Changes:
    """Plans an activity of its own for an item and links them, in one step; the activity takes content, leader and
    unit from it.
    """
    return plan_all_in_week(session, [item], body, day, part)


def plan_all_in_week(session: OfficeSession, items: Sequence[Item], body: BodyId, day: date, part: Session) -> Changes:
    """Plans an activity for each of these items on a day, all in one step, as `plan_in_week` does for one."""
    activities = tuple(activity_for(item, day, part) for item in items)
    links = tuple(Placement(new_id(), item.id, made.id) for item, made in zip(items, activities, strict=True))
    planned = Step("plan_in_week", body, Week.of(day), (), activities)
    return joint_steps.apply(session, JointStep("plan_in_week", (planned, ProgrammeStep("plan_in_week", (), links))))


def activity_for(item: Item, day: date, part: Session) -> Activity:
    """The activity that a week shows for an item."""
    fresh = Activity(
        id=ActivityId(new_id()),
        day=day,
        session=part,
        content=item.content,
        chair=item.leader,
        preparing_unit="" if item.secret else item.lead,
        participants="" if item.secret else item.coordinating,
    )
    return fresh.as_secret() if item.secret else fresh


# Meetings


def meetings(session: OfficeSession, first: date, last: date) -> tuple[Meeting, ...]:
    """The meetings that touch the days from first to last."""
    with session.store.read() as repo:
        return repo.programmes.meetings(first, last)


def all_meetings(session: OfficeSession) -> tuple[Meeting, ...]:
    """Every meeting, the latest first; those without any day stand before them."""
    with session.store.read() as repo:
        return tuple(sorted(repo.all(Meeting), key=lambda each: each.first_day or date.max, reverse=True))


def next_number(session: OfficeSession, body: BodyId, forum: Forum) -> int:
    """The number of the body's next meeting of a forum (lần thứ mấy): they count on through the office's term."""
    term = programmes.term(session)
    return 1 + max(
        (
            each.number
            for each in all_meetings(session)
            if (each.body, each.forum) == (body, forum)
            and each.number is not None
            and (term is None or each.first_day is None or each.first_day in term)
        ),
        default=0,
    )


def agenda(session: OfficeSession, meeting: Meeting) -> tuple[Item, ...]:
    """The items on a meeting's agenda, in order."""
    with session.store.read() as repo:
        entries = repo.programmes.agendas([meeting.id]).get(meeting.id, ())
        items = repo.programmes.by_id(entry.item for entry in entries)
    return tuple(items[entry.item] for entry in entries if entry.item in items)


def save_meeting(session: OfficeSession, before: Meeting | None, after: Meeting) -> Changes:
    """Plans or changes a meeting. Raises StaleRecord."""
    texts = {name: clean(getattr(after, name)) for name in ("title", "time_text", "note")}
    changed = replace(after, **texts)  # type: ignore[arg-type]
    return _told(programmes.apply(session, ProgrammeStep("save_meeting", (before,) if before else (), (changed,))))


def remove_meeting(session: OfficeSession, meeting: Meeting) -> Changes:
    """Takes a meeting off; its items are placed nowhere again, its activity stays in the week."""
    with session.store.read() as repo:
        entries = repo.programmes.agendas([meeting.id]).get(meeting.id, ())
    return _told(programmes.apply(session, ProgrammeStep("remove_meeting", (meeting, *entries), ())))


def add_to_agenda(session: OfficeSession, meeting: Meeting, items: Sequence[Item]) -> Changes:
    """Puts items behind those that stand on a meeting's agenda; what stands there already is not doubled."""
    there = agenda(session, meeting)
    known = {item.id for item in there}
    return set_agenda(session, meeting, (*there, *(item for item in items if item.id not in known)))


def set_agenda(session: OfficeSession, meeting: Meeting, items: Sequence[Item]) -> Changes:
    """The agenda of a meeting is these items in this order."""
    with session.store.read() as repo:
        before = repo.programmes.agendas([meeting.id]).get(meeting.id, ())
    known = {entry.item: entry for entry in before}
    after = tuple(
        replace(known.get(item.id) or AgendaItem(new_id(), meeting.id, item.id), position=n)
        for n, item in enumerate(items)
    )
    return _told(programmes.apply(session, ProgrammeStep("set_agenda", before, after)))


def is_in_week(session: OfficeSession, meeting: Meeting) -> bool:
    """Whether an activity of the week shows the meeting; not any more if that was taken off."""
    with session.store.read() as repo:
        return bool(repo.programmes.in_week([meeting]))


def put_in_week(session: OfficeSession, meeting: Meeting, activity: Activity) -> Changes:
    """Plans a meeting as an activity of its body's week, in one step; both stay linked. The activity's day is the
    meeting's. Raises StaleRecord if the meeting was changed since it was read.
    """
    planned = Step("put_in_week", meeting.body, Week.of(activity.day), (), (activity,))
    linked = ProgrammeStep("put_in_week", (meeting,), (replace(meeting, activity=activity.id, day=activity.day),))
    return joint_steps.apply(session, JointStep("put_in_week", (planned, linked)))


def _told(changes: Changes) -> Changes:
    """The week shows what its activities carry out."""
    return Changes(changes.kinds | {Kind.SCHEDULE}, changes.label, changes.week, changes.secret)
