"""Making the weekly schedule: plan, change, move, remove, repeat, copy, undo; each one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ..domain.conflicts import Conflict, conflicts
from ..domain.directory import Entry, EntryKind, unknown_names
from ..domain.errors import BookClosed, DocumentVoid, NotChangeable, SecretContentRefused, StaleRecord
from ..domain.proposals import Proposal, ReadSchedule
from ..domain.roles import Action
from ..domain.schedule import (
    CONTENT_FIELDS,
    Activity,
    ActivityId,
    BodyId,
    Recurring,
    Schedule,
    ScheduleId,
    ScheduleState,
    Status,
    WeekSheet,
    new_id,
)
from ..domain.text import clean
from ..domain.times import Session, Week
from . import documents, roster
from .changes import Changes, Kind
from .session import AnyStep, DocumentStep, JointStep, OfficeSession, ProgrammeStep, RecordStep, Step

if TYPE_CHECKING:
    from ..data.repository import Repository


def sheet(session: OfficeSession, body: BodyId, week: Week) -> WeekSheet:
    """The week as it stands; a week without a schedule yet is an empty sheet, and nothing is stored by looking."""
    with session.store.read() as repo:
        found = repo.sheet(body, week)
        return found or _empty_sheet(session, repo, body, week)


def week_conflicts(session: OfficeSession, week_sheet: WeekSheet) -> tuple[Conflict, ...]:
    """The conflicts of a sheet under this office's directory, almanac and hours."""
    return conflicts(week_sheet, session.directory, session.almanac, session.office.hours)


def plan(session: OfficeSession, body: BodyId, week: Week, activities: Sequence[Activity]) -> Changes:
    """Adds activities to a week."""
    return _apply(session, Step("plan", body, week, (), tuple(activities)))


def change(
    session: OfficeSession,
    body: BodyId,
    week: Week,
    before: Sequence[Activity],
    after: Sequence[Activity],
    *,
    label: str = "change",
) -> Changes:
    """Replaces activities by their changed selves (same ids).

    Raises StaleRecord if one was changed by somebody else since `before` was read, SecretContentRefused if a secret
    activity would carry content.
    """
    return _apply(session, Step(label, body, week, tuple(before), tuple(after)))


def move(
    session: OfficeSession, body: BodyId, week: Week, activity: Activity, *, days: int = 0, to: Session | None = None
) -> Changes:
    """Moves an activity by days and into another session; its time and length stay unless the session changes."""
    shift = timedelta(days=days)
    moved = replace(
        activity, day=activity.day + shift, last_day=activity.last_day + shift if activity.last_day else None
    )
    if to is not None and to is not activity.session:
        keeps_time = activity.start is not None and session.office.hours.session_of(activity.start) is to
        moved = replace(
            moved, session=to, start=activity.start if keeps_time else None, end=activity.end if keeps_time else None
        )
    return change(session, body, week, [activity], [moved], label="move")


def remove(session: OfficeSession, body: BodyId, week: Week, activities: Sequence[Activity]) -> Changes:
    """Takes activities off the week. One that was published is cancelled instead: its readers must learn of it."""
    published = sheet(session, body, week).published
    known = {activity.id for activity in published.activities} if published else set()
    after = tuple(replace(a, status=Status.CANCELLED) for a in activities if a.id in known)
    label = "cancel" if after else "remove"
    return _apply(session, Step(label, body, week, tuple(activities), after))


def repeat(session: OfficeSession, body: BodyId, week: Week, activity: Activity, *, days: int = 0) -> Changes:
    """Plans the same activity once more, with its time and length, some days later."""
    shift = timedelta(days=days)
    last = activity.last_day + shift if activity.last_day else None
    twin = replace(_fresh(activity), day=activity.day + shift, last_day=last)
    return _apply(session, Step("repeat", body, week, (), (twin,)))


def copy_week(session: OfficeSession, body: BodyId, source: Week, target: Week) -> Changes:
    """Copies what takes place in one week into another, day by day (last week into this one).

    What the other week has already (a recurring activity, a second copying) is not doubled.
    """
    shift = target.monday - source.monday
    there = {(a.day, a.session, a.start, a.chair, a.content) for a in sheet(session, body, target).activities}
    copies = tuple(
        replace(_fresh(a), day=a.day + shift, last_day=a.last_day + shift if a.last_day else None)
        for a in sheet(session, body, source).activities
        if a.status.takes_place and (a.day + shift, a.session, a.start, a.chair, a.content) not in there
    )
    return _apply(session, Step("copy_week", body, target, (), copies))


def due_recurring(session: OfficeSession, body: BodyId, week: Week) -> tuple[Activity, ...]:
    """The recurring activities that this week does not have yet, ready to be planned."""
    with session.store.read() as repo:
        patterns = repo.recurring(body)
    there = {(a.day, a.start, a.content) for a in sheet(session, body, week).activities}
    due = []
    for recurring in patterns:
        pattern = recurring.pattern
        day = week.monday + timedelta(days=pattern.day.weekday())
        if day < pattern.day or (recurring.until and day > recurring.until):
            continue
        shift = day - pattern.day
        fresh = replace(_fresh(pattern), day=day, last_day=pattern.last_day + shift if pattern.last_day else None)
        if (fresh.day, fresh.start, fresh.content) not in there:
            due.append(fresh)
    return tuple(due)


def add_recurring(session: OfficeSession, body: BodyId, week: Week) -> Changes:
    """Plans every recurring activity that this week does not have yet."""
    return _apply(session, Step("add_recurring", body, week, (), due_recurring(session, body, week)))


def make_recurring(session: OfficeSession, body: BodyId, activity: Activity) -> Changes:
    """Lets an activity come back every week on its weekday."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "make_recurring") as repo:
        repo.save(Recurring(new_id(), body, _fresh(activity)))
    return Changes.of("make_recurring", Kind.SCHEDULE)


def recurring(session: OfficeSession, body: BodyId) -> tuple[Recurring, ...]:
    """The patterns that come back every week."""
    with session.store.read() as repo:
        return tuple(repo.recurring(body))


def stop_recurring(session: OfficeSession, pattern: Recurring) -> Changes:
    """The pattern comes back no more; what is planned stays."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "stop_recurring") as repo:
        repo.remove(pattern)
    return Changes.of("stop_recurring", Kind.SCHEDULE)


def accept(
    session: OfficeSession,
    body: BodyId,
    week: Week,
    proposals: Iterable[Proposal],
    *,
    paper: ReadSchedule | None = None,
) -> Changes:
    """Plans what a clerk confirmed of an intake; a proposal without a day is left out.

    A week that is still empty also takes its number and its printed dates from the `paper`'s title.
    """
    hours = session.office.hours
    before = sheet(session, body, week)
    first = 1 + max((a.position for a in before.activities), default=-1)
    activities = tuple(
        Activity(
            id=ActivityId(new_id()),
            position=first + n,
            day=p.day,
            last_day=p.last_day,
            session=p.session or (hours.session_of(p.start) if p.start else Session.ALL_DAY),
            start=p.start,
            end=p.end,
            content=p.content,
            chair=p.chair,
            participants=p.participants,
            invited=p.invited,
            place=p.place,
            preparing_unit=p.preparing_unit,
            office_lead=p.office_lead,
            notes=p.notes,
        )
        for n, p in enumerate(proposals)
        if p.day is not None
    )
    if paper is not None and activities and not before.activities and not before.versions:
        heading = _headed_like(before.schedule, paper)
        if heading != before.schedule:
            set_heading(session, heading)  # a step of its own, under the activities': one undo takes those back
    return _apply(session, Step("accept", body, week, (), activities))


def _headed_like(schedule: Schedule, paper: ReadSchedule) -> Schedule:
    """The schedule with the paper's own week number and dates, as far as its title tells them for this week."""
    week, first, last = schedule.week, paper.first_day, paper.last_day
    if first is None or last is None or first not in week or not first <= last <= week.shifted(1).sunday:
        first, last = schedule.first_day, schedule.last_day
    return replace(schedule, number=paper.number or schedule.number, first_day=first, last_day=last)


def keep_conflict(session: OfficeSession, body: BodyId, week: Week, conflict: Conflict, reason: str) -> Changes:
    """Keeps a conflict with a reason: settled until the trouble changes. An empty reason opens it again."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "keep_conflict") as repo:
        schedule = stored_schedule(session, repo, body, week)
        repo.keep_conflict(schedule.id, conflict.key, clean(reason) or None)
    return Changes.of("keep_conflict", Kind.SCHEDULE, week=week)


def set_heading(session: OfficeSession, heading: Schedule) -> Changes:
    """Stores the schedule's own data: week number, printed dates, notes, register number."""
    before = _write_heading(session, heading, "set_heading")
    session.history.add(RecordStep("set_heading", before, heading, heading.week))
    return Changes.of("set_heading", Kind.SCHEDULE, week=heading.week)


def _write_heading(session: OfficeSession, heading: Schedule, action: str) -> Schedule:
    """Puts a heading's own data over the stored ones, whatever its state; gives the schedule as it was."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, action) as repo:
        schedule = stored_schedule(session, repo, heading.body, heading.week)
        repo.save(
            replace(
                _drafting(schedule),
                number=heading.number,
                first_day=heading.first_day,
                last_day=heading.last_day,
                notes=clean(heading.notes),
                register_number=clean(heading.register_number),
            )
        )
    return schedule


def undo(session: OfficeSession) -> Changes:
    """Takes the last change back. Nothing to undo: an empty `Changes`."""
    return _replay(session, session.history.undoable, session.history.redoable, "undo")


def redo(session: OfficeSession) -> Changes:
    """Does again what was undone."""
    return _replay(session, session.history.redoable, session.history.undoable, "redo")


def undo_label(session: OfficeSession) -> str | None:
    """The code of what `undo` would take back."""
    return session.history.undoable[-1].label if session.history.undoable else None


def redo_label(session: OfficeSession) -> str | None:
    """The code of what `redo` would do again."""
    return session.history.redoable[-1].label if session.history.redoable else None


# How a step reaches the store


def _replay(session: OfficeSession, source: list[AnyStep], target: list[AnyStep], action: str) -> Changes:
    if not source:
        return Changes.of("nothing")
    step = source[-1].reverse
    try:
        if isinstance(step, RecordStep):
            changes = _replay_record(session, step, action)
        elif isinstance(step, DocumentStep):
            changes = documents.replay(session, step, action)
        elif isinstance(step, ProgrammeStep):
            from . import programmes  # late: the week needs none of it

            changes = programmes.replay(session, step, action)
        elif isinstance(step, JointStep):
            from . import joint_steps

            changes = joint_steps.replay(session, step, action)
        else:
            _store_step(session, step, action=action)
            changes = Changes.of(step.label, Kind.SCHEDULE, Kind.DIRECTORY, week=step.week)
    except (StaleRecord, BookClosed, DocumentVoid, NotChangeable):
        source.pop()  # it can never be done any more, and must not stand before those that can
        raise
    source.pop()
    target.append(step)
    if isinstance(step, Step | ProgrammeStep | JointStep):
        session.history.forget(step.turned_secret)
    return changes


def _replay_record(session: OfficeSession, step: RecordStep, action: str) -> Changes:
    before, after = step.before, step.after
    if isinstance(after, Schedule):
        _write_heading(session, after, action)
        return Changes.of(step.label, Kind.SCHEDULE, week=step.week)
    assert not isinstance(before, Schedule)
    return roster.replay(session, step.label, action, before, after)


def _apply(session: OfficeSession, step: Step) -> Changes:
    """Stores a step and makes it undoable."""
    if not step.before and not step.after:
        return Changes.of("nothing")
    step = checked(step)
    grown = _store_step(session, step)
    session.history.add(step)
    session.history.forget(step.turned_secret)
    kinds = {Kind.SCHEDULE, Kind.DIRECTORY} if grown else {Kind.SCHEDULE}
    return Changes(frozenset(kinds), step.label, step.week)


def checked(step: Step) -> Step:
    """The step as it may be stored: its texts cleaned. Raises SecretContentRefused."""
    step = replace(step, after=tuple(_cleaned(activity) for activity in step.after))
    if any(not activity.keeps_secret for activity in step.after):
        raise SecretContentRefused
    return step


def _store_step(session: OfficeSession, step: Step, *, action: str = "") -> bool:
    """Writes a step in one transaction; says whether the directory grew."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, action or step.label) as repo:
        grown = write_step(session, repo, step)
    if grown:
        session.forget("directory")
    return grown


def write_step(session: OfficeSession, repo: "Repository", step: Step) -> bool:
    """Writes a checked step into a transaction that is open; says whether the directory grew. Raises StaleRecord."""
    schedule = stored_schedule(session, repo, step.body, step.week)
    for activity in step.before:
        if repo.get(Activity, activity.id) != activity:
            raise StaleRecord(what="activity")
    staying = {activity.id for activity in step.after}
    for activity in step.before:
        if activity.id not in staying:
            repo.remove(activity)
    for activity in step.after:
        repo.save(activity, schedule=schedule.id)
    for activity_id in step.turned_secret:
        repo.forget_reasons(activity_id)
        repo.programmes.unlink(activity_id)
        repo.programmes.forget_wishes(activity_id)
        repo.drop_drafts(activity_id)
    if schedule.state is not ScheduleState.DRAFT:
        repo.save(_drafting(schedule))
    return _grow_directory(session, repo, step.after)


def _grow_directory(session: OfficeSession, repo: "Repository", activities: Iterable[Activity]) -> bool:
    """Adds the chairs, places, units and vehicles that the directory does not know yet."""
    sources = {
        EntryKind.PERSON: [a.chair for a in activities],
        EntryKind.ROOM: [a.place for a in activities],
        EntryKind.UNIT: [a.preparing_unit for a in activities],
        EntryKind.VEHICLE: [a.vehicle for a in activities],
    }
    fresh = [
        Entry(new_id(), kind, name)
        for kind, texts in sources.items()
        for name in unknown_names(session.directory, kind, texts)
    ]
    for entry in fresh:
        repo.save(entry)
    return bool(fresh)


def _cleaned(activity: Activity) -> Activity:
    texts = {name: clean(getattr(activity, name)) for name in CONTENT_FIELDS}
    last = activity.last_day if activity.last_day and activity.last_day > activity.day else None
    return replace(activity, **texts, last_day=last)  # type: ignore[arg-type]


def _fresh(activity: Activity) -> Activity:
    """The same activity with an identity of its own, planned anew."""
    return replace(activity, id=ActivityId(new_id()), status=Status.PLANNED)


def _drafting(schedule: Schedule) -> Schedule:
    """An edited schedule is being drafted again, whatever was approved before."""
    return replace(schedule, state=ScheduleState.DRAFT)


def stored_schedule(session: OfficeSession, repo: "Repository", body: BodyId, week: Week) -> Schedule:
    """The schedule of the week, stored now if it was not yet."""
    found = repo.schedule(body, week)
    if found is None:
        found = _new_schedule(session, repo, body, week)
        repo.save(found)
    return found


def _new_schedule(session: OfficeSession, repo: "Repository", body: BodyId, week: Week) -> Schedule:
    """A schedule proposed after the office's own habit: last week's numbering and shape, ISO where there is none."""
    last = repo.schedule(body, week.shifted(-1))
    first_day, last_day, number = week.monday, week.sunday, week.iso_number
    if last is not None:
        first_day = week.monday + (last.first_day - last.week.monday)
        last_day = week.monday + (last.last_day - last.week.monday)
        if last.week.year == week.year:
            number = last.number + 1
    notes = session.office.standing_notes if last is None else last.notes
    return Schedule(ScheduleId(new_id()), body, week, number, first_day, last_day, notes=notes)


def _empty_sheet(session: OfficeSession, repo: "Repository", body: BodyId, week: Week) -> WeekSheet:
    whose = next(b for b in repo.bodies() if b.id == body)
    return repo.sheet_of(_new_schedule(session, repo, body, week), whose)
