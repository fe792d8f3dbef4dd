"""What units register for a week or a month: listed, accepted, merged into what is planned, or returned with reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

from ..domain.errors import ReasonNeeded, SecretContentRefused, StaleRecord, WishRefused
from ..domain.periods import Period, PeriodKind
from ..domain.programme_times import read_time
from ..domain.programmes import Item, Programme, Wish, WishState
from ..domain.proposals import Leftover, Proposal, ReadSchedule
from ..domain.roles import Action
from ..domain.schedule import NEUTRAL_PHRASE, Activity, ActivityId, BodyId, new_id
from ..domain.text import clean
from ..domain.times import Session, Week, clock_text
from ..domain.wishes import CutOff, unit_named, with_unit
from . import joint_steps, programme_down, programmes
from .changes import Changes, Kind
from .session import JointStep, OfficeSession, ProgrammeStep, Step

_CUT_OFF = "wish_cut_off:"
_TEXTS = ("unit", "content", "time_text", "chair", "participants", "place", "note", "reason")


# What stands


def wishes(session: OfficeSession, body: BodyId, first: date, last: date) -> tuple[Wish, ...]:
    """What units registered with a body for exactly this week or month; what waits first, then by day."""
    with session.store.read() as repo:
        found = repo.programmes.wishes(first, last)
    here = [each for each in found if (each.body, each.first_day, each.last_day) == (body, first, last)]
    return tuple(sorted(here, key=lambda each: (each.state is not WishState.PENDING, each.day or last)))


def waiting(session: OfficeSession) -> tuple[Wish, ...]:
    """All that nobody decided yet, of all bodies, the earliest week or month first."""
    with session.store.read() as repo:
        return repo.programmes.waiting_wishes()


def cut_off(session: OfficeSession, body: BodyId) -> CutOff:
    """The body's rule, or the usual one: Thursday 16:00 of the week before, the 25th of the month before."""
    with session.store.read() as repo:
        text = repo.setting(_CUT_OFF + body)
    if text is None:
        return CutOff(body)
    weekday, at, day = text.split(",")
    return CutOff(body, int(weekday), time.fromisoformat(at), int(day))


def set_cut_off(session: OfficeSession, rule: CutOff) -> Changes:
    """Units register with the body until then."""
    session.require(Action.EDIT_OFFICE)
    with session.store.write(session.clerk.id, "set_cut_off") as repo:
        text = f"{rule.weekday},{rule.at.isoformat('minutes')},{rule.month_day}"
        repo.set_setting(_CUT_OFF + rule.body, text)
    return Changes.of("set_cut_off", Kind.PROGRAMMES)


# Coming in


def add(session: OfficeSession, registered: Sequence[Wish]) -> Changes:
    """Takes in what units registered, in one step; what has no moment of its coming came now."""
    now = session.clock()
    fresh = tuple(_cleaned(replace(each, received_at=each.received_at or now)) for each in registered)
    return programmes.apply(session, ProgrammeStep("add_wishes", (), fresh))


def change(session: OfficeSession, before: Wish, after: Wish) -> Changes:
    """Puts right what waits. Raises StaleRecord, WishRefused if it was decided already."""
    _need_waiting([before])
    return programmes.apply(session, ProgrammeStep("change_wish", (before,), (_cleaned(after),)))


def remove(session: OfficeSession, gone: Sequence[Wish]) -> Changes:
    """Takes registrations off that were entered by mistake; what they became stays."""
    return programmes.apply(session, ProgrammeStep("remove_wishes", tuple(gone), ()))


@dataclass(frozen=True, slots=True)
class ReadWishes:
    """A unit's form as understood: proposals that nobody decided, the unit if it names itself, and what was not
    understood.
    """

    unit: str
    wishes: tuple[Wish, ...]
    leftovers: tuple[Leftover, ...]


def read_form(path: Path, body: BodyId, first: date, last: date) -> ReadWishes:
    """Reads a unit's form for a week or a month: a schedule in Word or Excel. What has no day between the first and the
    last is listed with the words as read, its day left open. Raises UnreadableFile.
    """
    from ..intake import reading

    read = reading.read_file(path, today=first)
    unit = unit_named((read.title, *read.source))
    found = tuple(_of_proposal(each, body, (first, last), unit, path.name) for each in read.proposals)
    return ReadWishes(unit, found, _unread(read, unit))


def _unread(read: ReadSchedule, unit: str) -> tuple[Leftover, ...]:
    return tuple(
        each for each in read.leftovers if each.kind == "unknown" and not (unit and unit_named([each.text]) == unit)
    )


def _of_proposal(found: Proposal, body: BodyId, days: tuple[date, date], unit: str, source: str) -> Wish:
    first, last = days
    inside = found.day if found.day is not None and first <= found.day <= last else None
    words = "" if inside or found.day is None else f"{found.day.day}/{found.day.month}/{found.day.year}"
    times = " – ".join(clock_text(each) for each in (found.start, found.end) if each is not None)
    people = "; ".join(filter(None, (found.participants, found.invited)))
    return Wish(
        new_id(),
        body,
        found.preparing_unit or unit,
        first,
        last,
        found.content,
        day=inside,
        session=found.session.value if found.session else "",
        start=found.start,
        time_text=words or (times if found.end else ""),
        chair=found.chair,
        participants=people,
        place=found.place,
        note=found.notes,
        source=source,
    )


def blank_form(session: OfficeSession, body: BodyId, first: date, last: date) -> bytes:
    """The .docx on which units register for a week or a month of a body."""
    from ..output.wish_form import wish_form

    name = next(each.name for each in session.bodies if each.id == body)
    return wish_form(name, first, last, cut_off(session, body).of(first, last))


# Deciding


def accept(session: OfficeSession, chosen: Sequence[Wish]) -> Changes:
    """Each becomes an activity of its week or an item of its month's programme, all in one step.

    Raises StaleRecord, WishRefused if one was decided already or a week's has no day.
    """
    _need_waiting(chosen)
    if any(wish.for_week and wish.day is None for wish in chosen):
        raise WishRefused(reason="no_day")
    planned: dict[tuple[BodyId, Week], list[Activity]] = defaultdict(list)
    items: dict[tuple[BodyId, Period], list[Item]] = defaultdict(list)
    decided = []
    for wish in chosen:
        if wish.for_week:
            activity = activity_of(session, wish)
            planned[wish.body, Week.of(activity.day)].append(activity)
            decided.append(_decided(wish, WishState.ACCEPTED, activity.id))
        else:
            month = Period.of(PeriodKind.MONTH, wish.first_day)
            item = item_of(wish, month)
            items[wish.body, month].append(item)
            decided.append(_decided(wish, WishState.ACCEPTED, item.id))
    sheets = {where: programmes.sheet(session, *where) for where in items}
    fresh = [item for where, those in items.items() for item in programmes.standing_in(sheets[where], those)]
    weeks = [Step("accept_wishes", body, week, (), tuple(those)) for (body, week), those in planned.items()]
    rest = ProgrammeStep("accept_wishes", tuple(chosen), (*fresh, *decided))
    new = [sheet.programme for sheet in sheets.values()]
    return joint_steps.apply(session, JointStep("accept_wishes", (*weeks, rest)), new=new)


def activity_of(session: OfficeSession, wish: Wish) -> Activity:
    """The activity that a week's registration asks for."""
    assert wish.day is not None
    part = Session(wish.session) if wish.session else None
    if part is None:
        part = session.office.hours.session_of(wish.start) if wish.start else Session.ALL_DAY
    return Activity(
        ActivityId(new_id()),
        wish.day,
        part,
        wish.content,
        start=wish.start,
        chair=wish.chair,
        participants=wish.participants,
        place=wish.place,
        preparing_unit=wish.unit,
        notes=wish.note,
    )


def item_of(wish: Wish, month: Period) -> Item:
    """The item that a month's registration asks for."""
    when = read_time(wish.time_text, year=month.first_day.year, month=month.only_month)
    if wish.day is not None:
        when = read_time(f"{wish.day.day}/{wish.day.month}/{wish.day.year}", year=wish.day.year)
    if not when.understood and not when.text:
        when = programme_down.time_in(when, month)
    note = "; ".join(filter(None, (wish.place, wish.note)))
    item = Item(
        new_id(), "", wish.content, lead=wish.unit, coordinating=wish.participants, leader=wish.chair, note=note
    )
    return item.timed(when)


def merge(
    session: OfficeSession, chosen: Sequence[Wish], target: Activity | Item, *, name_unit: bool = True
) -> Changes:
    """They go into what is planned already; with `name_unit` their units stand there among those that take part.

    Raises StaleRecord, WishRefused, SecretContentRefused for a secret activity or item.
    """
    _need_waiting(chosen)
    if target.secret:
        raise SecretContentRefused
    decided = tuple(_decided(wish, WishState.MERGED, target.id) for wish in chosen)
    units = [wish.unit for wish in chosen if name_unit and wish.unit]
    if isinstance(target, Item):
        fuller = replace(target, coordinating=_with_units(target.coordinating, units, target.lead))
        changed = (fuller,) if fuller != target else ()
        before = (*chosen, *((target,) if changed else ()))
        return programmes.apply(session, ProgrammeStep("merge_wishes", before, (*decided, *changed)))
    with session.store.read() as repo:
        found = repo.programmes.activity(target.id)
    if found is None or found[2] != target:
        raise StaleRecord(what="activity")
    there = replace(target, participants=_with_units(target.participants, units, target.preparing_unit))
    parts: list[Step | ProgrammeStep] = [ProgrammeStep("merge_wishes", tuple(chosen), decided)]
    if there != target:
        parts.insert(0, Step("merge_wishes", found[0], found[1], (target,), (there,)))
    return joint_steps.apply(session, JointStep("merge_wishes", tuple(parts)))


def give_back(session: OfficeSession, chosen: Sequence[Wish], reason: str) -> Changes:
    """Returns them to their units. Raises ReasonNeeded, WishRefused, StaleRecord."""
    _need_waiting(chosen)
    if not clean(reason).strip():
        raise ReasonNeeded(what="returned")
    decided = tuple(replace(wish, state=WishState.RETURNED, reason=clean(reason)) for wish in chosen)
    return programmes.apply(session, ProgrammeStep("return_wishes", tuple(chosen), decided))


def reopen(session: OfficeSession, chosen: Sequence[Wish]) -> Changes:
    """Registrations wait again that were returned, or whose activity or item was taken off since.

    Raises StaleRecord, WishRefused if what one became is still there, or was secret and left nothing to decide.
    """
    there = outcomes(session, chosen)
    for wish in chosen:
        if wish.state is WishState.PENDING or wish.id in there:
            raise WishRefused(reason="still_there")
        if wish.content == NEUTRAL_PHRASE:
            raise WishRefused(reason="emptied")
    # What they became is remembered: should it come back and turn secret, they are emptied with it.
    waiting = tuple(replace(wish, state=WishState.PENDING, reason="") for wish in chosen)
    return programmes.apply(session, ProgrammeStep("reopen_wishes", tuple(chosen), waiting))


def outcomes(session: OfficeSession, decided: Iterable[Wish]) -> dict[str, str]:
    """What registrations became, by their ids: the words of the activity or item, none if it is there no more."""
    found = {}
    with session.store.read() as repo:
        for wish in decided:
            if wish.outcome is None:
                continue
            item = repo.get(Item, wish.outcome)
            there = repo.programmes.activity(wish.outcome) if item is None else None
            text = item.content if item else there[2].content if there else ""
            if text:
                found[wish.id] = text
    return found


def month_items(session: OfficeSession, wish: Wish) -> tuple[Item, ...]:
    """The items of a month's programmes into which a registration may be merged."""
    month = Period.of(PeriodKind.MONTH, wish.first_day)
    with session.store.read() as repo:
        found = [each for each in repo.programmes.touching(month.first_day, month.last_day) if each.body == wish.body]
        return tuple(item for item in repo.programmes.items(_of_month(found)) if item.progress.is_open)


def _of_month(found: Iterable[Programme]) -> list[str]:
    return [each.id for each in found if each.kind is PeriodKind.MONTH]


def _with_units(names: str, units: Sequence[str], own: str) -> str:
    for unit in units:
        if with_unit(own, unit) != own:
            names = with_unit(names, unit)
    return names


def _need_waiting(chosen: Iterable[Wish]) -> None:
    for wish in chosen:
        if wish.state is not WishState.PENDING:
            raise WishRefused(reason="decided")


def _decided(wish: Wish, state: WishState, outcome: str) -> Wish:
    return replace(wish, state=state, outcome=outcome)


def _cleaned(wish: Wish) -> Wish:
    return replace(wish, **{name: clean(getattr(wish, name)) for name in _TEXTS})  # type: ignore[arg-type]
