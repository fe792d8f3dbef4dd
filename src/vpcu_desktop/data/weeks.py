"""Schedules, their activities and what stands under them; one week is read with a few indexed queries."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import String, bindparam, func, or_, select

from ..domain.schedule import (
    Absence,
    Activity,
    Body,
    BodyId,
    Duty,
    Recurring,
    Schedule,
    ScheduleId,
    Status,
    WeekSheet,
    new_id,
)
from ..domain.times import Week
from .mapping import Codec, codec_of
from .publications import Publications
from .schema import kept_conflict

_BODY = codec_of(Body)
_SCHEDULE = codec_of(Schedule)
_ACTIVITY = codec_of(Activity)
_RECURRING = codec_of(Recurring)
_ABSENCE = codec_of(Absence)
_DUTY = codec_of(Duty)

_OF_WEEK = _SCHEDULE.live.where(
    _SCHEDULE.table.c.body == bindparam("body"), _SCHEDULE.table.c.week == bindparam("week")
)
_OF_SCHEDULE = _ACTIVITY.live.where(_ACTIVITY.table.c.schedule == bindparam("schedule"))
_RECURRING_OF = _RECURRING.live.where(_RECURRING.table.c.body == bindparam("body")).order_by(_RECURRING.table.c.row)
_KEPT = select(kept_conflict.c.key, kept_conflict.c.reason).where(
    kept_conflict.c.schedule == bindparam("schedule"), kept_conflict.c.removed_at.is_(None)
)
_KEPT_ID = select(kept_conflict.c.id).where(
    kept_conflict.c.schedule == bindparam("schedule"), kept_conflict.c.key == bindparam("conflict")
)
_KEPT_ABOUT = select(kept_conflict.c.id, kept_conflict.c.schedule, kept_conflict.c.key).where(
    kept_conflict.c.reason != "", kept_conflict.c.key.contains(bindparam("part"), autoescape=False)
)
_KEPT_CODEC: Codec[Any] = Codec(object, kept_conflict, lambda _: {}, tuple, ("id", "schedule", "key", "reason"))


_OWN = _SCHEDULE.table.c
_HAPPENS = _ACTIVITY.table.c
_OTHERS = (
    select(_OWN.body, _OWN.week, *_ACTIVITY.columns)
    .join_from(_SCHEDULE.table, _ACTIVITY.table, _HAPPENS.schedule == _OWN.id)
    .where(_OWN.id != bindparam("own"), _OWN.removed_at.is_(None), _HAPPENS.removed_at.is_(None))
    .where(_HAPPENS.day <= bindparam("last"))
)
#: What goes on over several days may belong to any earlier week.
_RANGES = _OTHERS.where(_HAPPENS.last_day >= bindparam("first"))
#: What takes up one day belongs to a week near by: of this week for another body, of the next where a range is Mon-Mon.
_SINGLE_DAYS = _OTHERS.where(
    _OWN.body.in_(select(_BODY.table.c.id)),
    _OWN.week >= bindparam("from"),
    _OWN.week <= bindparam("to"),
    _HAPPENS.last_day.is_(None),
    _HAPPENS.day >= bindparam("first"),
)

_HAPPENING = (
    select(_OWN.body, _OWN.week, *_ACTIVITY.columns)
    .join_from(_ACTIVITY.table, _SCHEDULE.table, _HAPPENS.schedule == _OWN.id)
    .where(
        _OWN.removed_at.is_(None),
        _HAPPENS.removed_at.is_(None),
        _HAPPENS.day <= bindparam("last"),
        func.coalesce(_HAPPENS.last_day, _HAPPENS.day) >= bindparam("first"),
    )
)

_TAKES_PLACE = [status.value for status in Status if status.takes_place]
_NEAR = (
    _OWN.removed_at.is_(None),
    _HAPPENS.removed_at.is_(None),
    _HAPPENS.status.in_(_TAKES_PLACE),
    or_(bindparam("body", type_=String).is_(None), _OWN.body == bindparam("body")),
)
#: Of one day, in the weeks round the stretch: found by their schedules, of which there are few.
_OF_DAYS = (
    *_NEAR,
    _OWN.week >= bindparam("from"),
    _OWN.week <= bindparam("to"),
    _HAPPENS.last_day.is_(None),
    _HAPPENS.day >= bindparam("first"),
    _HAPPENS.day <= bindparam("last"),
)
_OF_RANGES = (*_NEAR, _HAPPENS.last_day >= bindparam("first"), _HAPPENS.day <= bindparam("last"))
_PLACE_OF = select(_OWN.body, _OWN.week, *_ACTIVITY.columns).join_from(
    _SCHEDULE.table, _ACTIVITY.table, _HAPPENS.schedule == _OWN.id
)
_ON_DAYS, _OVER_DAYS = _PLACE_OF.where(*_OF_DAYS), _PLACE_OF.where(*_OF_RANGES)
_COUNTED = (
    select(_HAPPENS.day, func.count())
    .join_from(_SCHEDULE.table, _ACTIVITY.table, _HAPPENS.schedule == _OWN.id)
    .where(*_OF_DAYS)
    .group_by(_HAPPENS.day)
)
_COUNTED_RANGES = (
    select(_HAPPENS.day, _HAPPENS.last_day)
    .join_from(_SCHEDULE.table, _ACTIVITY.table, _HAPPENS.schedule == _OWN.id)
    .where(*_OF_RANGES)
)
#: So many weeks away from its own week an activity's day may lie.
_ASTRAY = 4


def _overlapping(codec: Codec[Any]) -> Any:
    columns = codec.table.c
    return codec.live.where(columns.last_day >= bindparam("first"), columns.first_day <= bindparam("last")).order_by(
        columns.first_day, columns.row
    )


_ABSENT = _overlapping(_ABSENCE)
_ON_DUTY = _overlapping(_DUTY)


def _span(first: date, last: date, body: BodyId | None) -> dict[str, str | None]:
    near = {"from": Week.of(first).shifted(-_ASTRAY), "to": Week.of(last).shifted(_ASTRAY)}
    days = {"first": first.isoformat(), "last": last.isoformat(), "body": body}
    return {name: week.monday.isoformat() for name, week in near.items()} | days


def _order(activity: Activity) -> tuple[Any, ...]:
    return activity.order


class Weeks(Publications):
    """The part of the repository that knows weeks."""

    def schedule(self, body: BodyId, week: Week) -> Schedule | None:
        found = {"body": body, "week": week.monday.isoformat()}
        row = self._connection.execute(_OF_WEEK, found).one_or_none()
        return None if row is None else _SCHEDULE.decode(row)

    def activities(self, schedule_id: ScheduleId) -> tuple[Activity, ...]:
        """In order on paper."""
        rows = self._connection.execute(_OF_SCHEDULE, {"schedule": schedule_id})
        return tuple(sorted((_ACTIVITY.decode(row) for row in rows), key=_order))

    def sheet(self, body: BodyId, week: Week) -> WeekSheet | None:
        """Everything of one week, or None if the body has no schedule for it yet."""
        schedule, whose = self.schedule(body, week), self.get(Body, body)
        return None if schedule is None or whose is None else self.sheet_of(schedule, whose)

    def sheet_of(self, schedule: Schedule, body: Body) -> WeekSheet:
        """Everything of a schedule, stored or only proposed yet, with what other schedules have on its days."""
        week = schedule.week
        first, last = min(schedule.first_day, week.monday), max(schedule.last_day, week.sunday)
        published = self.latest_version(schedule.id)
        carried, elsewhere = self._round(schedule, first, last)
        return WeekSheet(
            schedule=schedule,
            body=body,
            activities=self.activities(schedule.id),
            absences=self.absences(first, last),
            duties=self.duties(first, last),
            kept=self.kept(schedule.id),
            published=published,
            versions=published.number if published else 0,
            carried=carried,
            elsewhere=elsewhere,
        )

    def _round(self, schedule: Schedule, first: date, last: date) -> tuple[tuple[Activity, ...], tuple[Activity, ...]]:
        """What other schedules have on these days: the body's own from earlier weeks, and all else."""
        week = schedule.week
        span = {"own": schedule.id, "first": first.isoformat(), "last": last.isoformat()}
        near = {"from": week.shifted(-1).monday.isoformat(), "to": week.shifted(1).monday.isoformat()}
        rows = [*self._connection.execute(_RANGES, span), *self._connection.execute(_SINGLE_DAYS, span | near)]
        carried: list[Activity] = []
        elsewhere: list[Activity] = []
        for body, of_week, *row in rows:
            activity = _ACTIVITY.decode(row)
            if not activity.status.takes_place:
                continue
            here = activity.final_day >= week.monday and activity.day <= week.sunday
            own = body == schedule.body and of_week < week.monday.isoformat() and here
            (carried if own else elsewhere).append(activity)
        return tuple(sorted(carried, key=_order)), tuple(sorted(elsewhere, key=_order))

    def happening(self, first: date, last: date) -> tuple[tuple[BodyId, Week, Activity], ...]:
        """The activities of all bodies that touch the days from first to last, each with its body and week; in order on
        paper.
        """
        rows = self._connection.execute(_HAPPENING, {"first": first.isoformat(), "last": last.isoformat()})
        found = [(BodyId(body), Week(date.fromisoformat(week)), _ACTIVITY.decode(row)) for body, week, *row in rows]
        return tuple(sorted(found, key=lambda each: each[2].order))

    def taking_place(
        self, first: date, last: date, body: BodyId | None = None
    ) -> tuple[tuple[BodyId, Week, Activity], ...]:
        """What takes place on the days from first to last, of one body or (None) of all; in order on paper."""
        span = _span(first, last, body)
        rows = [*self._connection.execute(_ON_DAYS, span), *self._connection.execute(_OVER_DAYS, span)]
        found = [(BodyId(of), Week(date.fromisoformat(week)), _ACTIVITY.decode(row)) for of, week, *row in rows]
        return tuple(sorted(found, key=lambda each: each[2].order))

    def busy_days(self, first: date, last: date, body: BodyId | None = None) -> dict[date, int]:
        """How many activities take place on each day from first to last that has any; none of them is read."""
        span = _span(first, last, body)
        found = {date.fromisoformat(day): n for day, n in self._connection.execute(_COUNTED, span)}
        for begin, end in self._connection.execute(_COUNTED_RANGES, span):
            day, until = max(date.fromisoformat(begin), first), min(date.fromisoformat(end), last)
            while day <= until:
                found[day] = found.get(day, 0) + 1
                day += timedelta(days=1)
        return found

    def absences(self, first: date, last: date) -> tuple[Absence, ...]:
        """Absences that touch the days from first to last, both included."""
        return self._within(_ABSENCE, _ABSENT, first, last)

    def duties(self, first: date, last: date) -> tuple[Duty, ...]:
        """Duties that touch the days from first to last, both included."""
        return self._within(_DUTY, _ON_DUTY, first, last)

    def recurring(self, body: BodyId) -> tuple[Recurring, ...]:
        return tuple(_RECURRING.decode(row) for row in self._connection.execute(_RECURRING_OF, {"body": body}))

    def kept(self, schedule_id: ScheduleId) -> dict[str, str]:
        """Conflicts that the clerk keeps, with the reason."""
        rows = self._connection.execute(_KEPT, {"schedule": schedule_id})
        return {row.key: row.reason for row in rows}

    def keep_conflict(self, schedule_id: ScheduleId, key: str, reason: str | None) -> None:
        """Keeps a conflict with a reason; None: no longer keeps it."""
        found = {"schedule": schedule_id, "conflict": key}
        id_ = self._connection.execute(_KEPT_ID, found).scalar_one_or_none()
        if reason is not None:
            self._put(_KEPT_CODEC, id_ or new_id(), {"schedule": schedule_id, "key": key, "reason": reason})
        elif id_ is not None:
            self._withdraw(_KEPT_CODEC, id_)

    def forget_reasons(self, activity_id: str) -> None:
        """Empties the reasons for keeping an activity's conflicts, in the trail too: they may tell what it is about."""
        found = self._connection.execute(_KEPT_ABOUT, {"part": activity_id}).all()
        for id_, schedule_id, key in found:
            self._put(_KEPT_CODEC, id_, {"schedule": schedule_id, "key": key, "reason": ""})
            self.trail.erase(id_)

    def _within(self, codec: Codec[Any], statement: Any, first: date, last: date) -> tuple[Any, ...]:
        span = {"first": first.isoformat(), "last": last.isoformat()}
        return tuple(codec.decode(row) for row in self._connection.execute(statement, span))
