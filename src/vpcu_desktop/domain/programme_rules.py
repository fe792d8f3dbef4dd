"""What follows from the items of a programme: lateness, what is placed nowhere, marks, findings. Never stored."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from .almanac import Almanac
from .errors import BrokenLink
from .marks import Mark, MarkKind
from .organisations import Catalogue
from .periods import Period, PeriodKind
from .programmes import ITEM_FIELDS, Item, ItemKind, Preparation, Programme, ProgrammeSheet, Progress
from .text import fold

#: An item is called due soon so many days before its last one.
SOON = timedelta(days=10)


class Timeliness(Enum):
    """How an item stands to its last day."""

    NONE = "none"  # withdrawn, carried over
    RUNNING = "running"  # open, its day is not near
    SOON = "soon"
    OVERDUE = "overdue"  # quá hạn
    ON_TIME = "on_time"  # done, đúng hạn
    LATE = "late"  # done, but after its day


def timeliness(item: Item, today: date) -> Timeliness:
    """What goes on without an end is never overdue; what was done without a day is on time if it had none."""
    due = item.last_day
    if item.progress is Progress.ISSUED:
        return Timeliness.LATE if due and item.done_on and item.done_on > due else Timeliness.ON_TIME
    if not item.progress.is_open:
        return Timeliness.NONE
    if due is None or item.ongoing:
        return Timeliness.RUNNING
    if due < today:
        return Timeliness.OVERDUE
    return Timeliness.SOON if due - today <= SOON else Timeliness.RUNNING


# Placed


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An open item that nothing below its programme carries out; `missing`: the years in which it is not, if it goes
    over several and some have it.
    """

    item: Item
    missing: tuple[Period, ...] = ()


def unplaced(sheet: ProgrammeSheet) -> tuple[Unplaced, ...]:
    """The open items of a programme that are not placed yet, in order on paper.

    One is placed by an item of a lower programme, a meeting or an activity. What goes on for several years needs an
    item in each of them.
    """
    found = []
    for item in sheet.items:
        if not item.progress.is_open:
            continue
        below = sheet.children.get(item.id, ())
        years = _years(item, sheet.programme)
        if len(years) > 1:
            missing = tuple(year for year in years if not any(year.holds(each) for each in below))
            if missing:
                found.append(Unplaced(item, missing if len(missing) < len(years) else ()))
        elif not below and not sheet.handled.get(item.id):
            found.append(Unplaced(item))
    return tuple(found)


def _years(item: Item, programme: Programme) -> tuple[Period, ...]:
    """The years of the programme's period that the item goes over; () if its days are not known."""
    period = programme.period
    first, last = item.first_day, item.last_day
    if programme.kind is not PeriodKind.TERM or (first is None and last is None and not item.ongoing):
        return ()
    if item.ongoing:
        last = None
    return tuple(year for year in period.parts(PeriodKind.YEAR) if year.touches(first, last))


# Order


def paper_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items as they are numbered on paper: by field in the order in which fields first stand, those without one last;
    in each field regular ones, then topical, then added ones.
    """
    fields = list(dict.fromkeys(item.group for item in items if item.group))
    kinds = list(ItemKind)

    def place(item: Item) -> tuple[int, int]:
        return (fields.index(item.group) if item.group else len(fields)), kinds.index(item.kind)

    return tuple(sorted(items, key=place))


# Links


def check_parent(item: Item, programme: Programme, above: Item, programme_above: Programme) -> None:
    """Whether an item may carry out another: one of a longer period only, so that no circle can close.

    Raises BrokenLink.
    """
    if above.id == item.id:
        raise BrokenLink(reason="itself")
    if above.parent == item.id:
        raise BrokenLink(reason="circle")
    if not programme_above.kind.above(programme.kind):
        raise BrokenLink(reason="not_above")


# Marks

#: A change in these alone is none for a reader of the approved programme.
_SILENT = {
    *("id", "programme", "position", "parent", "carried_from", "basis_document"),
    *("progress", "progress_reason", "done_on", "result"),
}
_READ = tuple(name for name in ITEM_FIELDS if name not in _SILENT)
_GONE = {Progress.WITHDRAWN: MarkKind.CANCELLED, Progress.CARRIED: MarkKind.POSTPONED}


def item_marks(sheet: ProgrammeSheet) -> dict[str, Mark]:
    """How items differ from the approved version: added (MỚI), changed, carried over (HOÃN), withdrawn (HỦY)."""
    if sheet.published is None:
        return {}
    old = {item.id: item for item in sheet.published.items}
    found = {item.id: _mark(item, old.get(item.id)) for item in sheet.items}
    return {key: mark for key, mark in found.items() if mark is not None}


def _mark(now: Item, before: Item | None) -> Mark | None:
    changed = () if before is None else tuple(n for n in _READ if getattr(now, n) != getattr(before, n))
    gone = _GONE.get(now.progress)
    if gone is not None and (before is None or before.progress is not now.progress or changed):
        return Mark(gone, changed)
    if before is None:
        return Mark(MarkKind.NEW)
    revived = before.progress in _GONE and now.progress not in _GONE
    return Mark(MarkKind.CHANGED, changed) if changed or revived else None


def dropped_items(sheet: ProgrammeSheet) -> tuple[Item, ...]:
    """What the approved version has and the programme no longer."""
    kept = {item.id for item in sheet.items}
    return tuple(item for item in sheet.published.items if item.id not in kept) if sheet.published else ()


def unapproved_changes(sheet: ProgrammeSheet) -> int:
    """How many differences a reader of the approved version does not know; all items if there is none."""
    published = sheet.published
    if published is None:
        return len(sheet.items)
    heading = (sheet.programme.notes != published.notes) + (sheet.programme.title != published.title)
    return len(item_marks(sheet)) + len(dropped_items(sheet)) + heading


# Findings


class FindingKind(Enum):
    NO_TIME = "no_time"
    NO_LEAD = "no_lead"
    OUTSIDE = "outside"  # its days lie outside the programme's period
    UNIT_ENDED = "unit_ended"  # a unit no longer existed on its day
    PAPERS_LATE = "papers_late"  # the day for handing in papers is over, and nothing was submitted
    TOO_EARLY = "too_early"  # handled at a meeting before its own first day
    TWICE = "twice"  # the same content stands twice
    COMMITTEE_FIRST = "committee_first"  # the Executive Committee would see it before the Standing Committee


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble. `key` is stable while the trouble stays the same, so a reason for keeping it sticks."""

    key: str
    kind: FindingKind
    items: tuple[str, ...]
    day: date | None = None
    unit: str = ""
    successor: str = ""  # who the unit's work went to
    kept: str = ""  # the clerk's reason for keeping it


def findings(
    sheet: ProgrammeSheet,
    almanac: Almanac,
    today: date,
    *,
    catalogue: Catalogue | None = None,
    preparation: Preparation | None = None,
) -> tuple[Finding, ...]:
    """All findings of a programme in its order; those kept with a reason carry it. Items withdrawn, carried over or
    done have none.
    """
    rule = preparation or Preparation(sheet.programme.body)
    open_items = [item for item in sheet.items if item.progress.is_open]
    found = [finding for item in open_items for finding in _of_item(sheet, item, almanac, today, catalogue, rule)]
    found += _doubles(open_items)
    return tuple(replace(each, kept=sheet.kept.get(each.key, "")) for each in found)


def _of_item(
    sheet: ProgrammeSheet, item: Item, almanac: Almanac, today: date, catalogue: Catalogue | None, rule: Preparation
) -> Iterator[Finding]:
    def found(kind: FindingKind, day: date | None = None, unit: str = "", successor: str = "") -> Finding:
        key = ":".join(filter(None, (kind.value, item.id, day.isoformat() if day else "", fold(unit))))
        return Finding(key, kind, (item.id,), day, unit, successor)

    first, last = item.first_day, item.last_day
    if not (item.time_text or item.committee_time_text or last or item.ongoing):
        yield found(FindingKind.NO_TIME)
    if not item.lead and not item.secret:
        yield found(FindingKind.NO_LEAD)
    period = sheet.programme.period
    if (first or last) and not period.touches(first, None if item.ongoing else last):
        yield found(FindingKind.OUTSIDE, first or last)
    if item.committee_latest and item.earliest and item.committee_latest < item.earliest:
        yield found(FindingKind.COMMITTEE_FIRST, item.committee_latest)
    yield from _ended(item, last or period.last_day, catalogue, found)
    for place in sheet.handled.get(item.id, ()):
        day = place.day
        if day is None:
            continue
        if item.earliest and day < item.earliest:
            yield found(FindingKind.TOO_EARLY, day)
        if papers_due(day, almanac, rule.days) < today <= day and item.progress is not Progress.SUBMITTED:
            yield found(FindingKind.PAPERS_LATE, day)


def _ended(item: Item, day: date, catalogue: Catalogue | None, found: Callable[..., Finding]) -> Iterator[Finding]:
    if catalogue is None:
        return
    for unit in units_of(item):
        known = catalogue.find(unit, day)
        if known is None or known.existed_on(day):
            continue
        after = next((each.name for each in catalogue.all if each.id == known.successor), "")
        yield found(FindingKind.UNIT_ENDED, known.valid_to, unit, after)


def _doubles(items: list[Item]) -> Iterator[Finding]:
    by_content: dict[tuple[str, date | None], list[Item]] = {}
    for item in items:
        if not item.secret:
            by_content.setdefault((" ".join(fold(item.content).split()), item.last_day), []).append(item)
    for (_content, day), same in by_content.items():
        if len(same) > 1:
            ids = tuple(sorted(item.id for item in same))
            yield Finding(":".join((FindingKind.TWICE.value, *ids)), FindingKind.TWICE, ids, day)


def units_of(item: Item) -> tuple[str, ...]:
    """The lead and the co-ordinating units, each by itself."""
    names = (part.strip() for text in (item.lead, item.coordinating) for part in text.replace("\n", ";").split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


# Preparation


def papers_due(meeting_day: date, almanac: Almanac, days: int) -> date:
    """The day by which papers have to be there: so many working days before the meeting."""
    day = meeting_day
    while days > 0:
        day -= timedelta(days=1)
        days -= almanac.day(day).working
    return day


# Carrying over


def carried_over(item: Item, target: Programme, *, new_id: str, time_text: str, reason: str) -> tuple[Item, Item]:
    """The item as it stays in its programme, and the one that continues it in the next (chuyển kỳ).

    The new one keeps its days if they lie in the target's period; else it is due in that period, with `time_text`.
    """
    period = target.period
    following = replace(
        item, id=new_id, programme=target.id, carried_from=item.id, progress_reason="", done_on=None, result=None
    )
    stays = item.last_day is not None and period.touches(item.first_day, item.last_day)
    if not item.ongoing and not stays:
        following = replace(
            following,
            time_text=time_text,
            earliest=period.first_day,
            latest=period.last_day,
            committee_time_text="",
            committee_earliest=None,
            committee_latest=None,
        )
    return replace(item, progress=Progress.CARRIED, progress_reason=reason), following


# What happened


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items stand how. `on_time` and `late` are done; `overdue` are open after their day."""

    total: int = 0
    on_time: int = 0
    late: int = 0
    running: int = 0
    overdue: int = 0
    carried: int = 0
    withdrawn: int = 0

    @property
    def done(self) -> int:
        return self.on_time + self.late


def tally(items: Sequence[Item], today: date) -> Tally:
    """Counts items as the progress report does."""
    kinds = [timeliness(item, today) for item in items]
    states = [item.progress for item in items]
    return Tally(
        len(states),
        kinds.count(Timeliness.ON_TIME),
        kinds.count(Timeliness.LATE),
        kinds.count(Timeliness.RUNNING) + kinds.count(Timeliness.SOON),
        kinds.count(Timeliness.OVERDUE),
        states.count(Progress.CARRIED),
        states.count(Progress.WITHDRAWN),
    )
