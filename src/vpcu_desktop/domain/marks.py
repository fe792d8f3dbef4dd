"""What changed since the last published version: mới, thay đổi, hoãn, hủy (derived, never stored)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .schedule import ACTIVITY_FIELDS, Activity, ActivityId, Status, WeekSheet


class MarkKind(Enum):
    NEW = "new"  # MỚI
    CHANGED = "changed"  # ĐỔI
    POSTPONED = "postponed"  # HOÃN
    CANCELLED = "cancelled"  # HỦY


@dataclass(frozen=True, slots=True)
class Mark:
    """How an activity differs from the last published version; `fields` names what changed."""

    kind: MarkKind
    fields: tuple[str, ...] = ()


#: A change in these alone is none for a reader: the order is seen, the status is told by the mark itself.
_SILENT = frozenset({"id", "position", "status"})


def mark_of(now: Activity, before: Activity | None) -> Mark | None:
    """The mark of one activity against its published self; None if a reader would see no difference."""
    changed = (
        ()
        if before is None
        else tuple(
            name for name in ACTIVITY_FIELDS if name not in _SILENT and getattr(now, name) != getattr(before, name)
        )
    )
    if now.status is Status.CANCELLED and (before is None or before.status is not Status.CANCELLED or changed):
        return Mark(MarkKind.CANCELLED, changed)
    if now.status is Status.POSTPONED and (before is None or before.status is not Status.POSTPONED or changed):
        return Mark(MarkKind.POSTPONED, changed)
    if before is None:
        return Mark(MarkKind.NEW)
    revived = not before.status.takes_place and now.status.takes_place
    return Mark(MarkKind.CHANGED, changed) if changed or revived else None


def marks(now: Iterable[Activity], before: Iterable[Activity] | None) -> dict[ActivityId, Mark]:
    """Marks of all activities against a published version; without one nothing is marked."""
    if before is None:
        return {}
    old = {activity.id: activity for activity in before}
    found = {activity.id: mark_of(activity, old.get(activity.id)) for activity in now}
    return {key: mark for key, mark in found.items() if mark is not None}


def sheet_marks(sheet: WeekSheet) -> dict[ActivityId, Mark]:
    """Marks of a week against its last published version."""
    return marks(sheet.activities, sheet.published.activities if sheet.published else None)


def dropped(now: Iterable[Activity], before: Iterable[Activity]) -> tuple[Activity, ...]:
    """Activities of the older version that the newer no longer has at all."""
    kept = {activity.id for activity in now}
    return tuple(activity for activity in before if activity.id not in kept)


def unpublished_changes(sheet: WeekSheet) -> int:
    """How many differences a reader of the last published version does not know; all activities if there is none.

    The note lines count as one, and so does all that stands round the activities: dates, roster, what goes on.
    """
    published = sheet.published
    if published is None:
        return len(sheet.activities)
    return (
        len(sheet_marks(sheet))
        + len(dropped(sheet.activities, published.activities))
        + (sheet.schedule.notes != published.notes)
        + (published.surroundings not in (None, sheet.surroundings))
    )
