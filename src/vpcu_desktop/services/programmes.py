"""Work programmes: what stands in them and every change of it; each one transaction, each can be undone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.errors import BrokenLink, ReasonNeeded, SecretContentRefused, StaleRecord
from ..domain.periods import Period, PeriodKind
from ..domain.programme_rules import Finding, carried_over, check_parent, findings
from ..domain.programme_times import ProgrammeTime
from ..domain.programmes import (
    ITEM_TEXTS,
    Item,
    ItemKind,
    Meeting,
    Preparation,
    Programme,
    ProgrammeSheet,
    Progress,
    Wish,
    YearlyDuty,
)
from ..domain.roles import Action
from ..domain.schedule import Body, BodyId, ScheduleState, new_id
from ..domain.text import clean
from . import organisations
from .changes import Changes, Kind
from .session import OfficeSession, ProgrammeRecord, ProgrammeStep

if TYPE_CHECKING:
    from ..data.repository import Repository

_PREPARATION = "preparation:"
#: How an error names what was changed by somebody else.
_WHAT: Mapping[type, str] = {Item: "item", Meeting: "meeting", Wish: "wish", YearlyDuty: "yearly_duty"}


# What stands


def sheet(session: OfficeSession, body: BodyId, period: Period) -> ProgrammeSheet:
    """The body's programme for a period; one that there is not yet is an empty sheet, and nothing is stored by
    looking.
    """
    with session.store.read() as repo:
        found = repo.programmes.of(body, period) or _new_programme(body, period)
        return repo.programmes.sheet(found, _body(session, body))


def sheets(session: OfficeSession, first: date, last: date) -> tuple[ProgrammeSheet, ...]:
    """The programmes of all bodies and kinds that touch the days from first to last."""
    with session.store.read() as repo:
        bodies = {body.id: body for body in repo.bodies()}
        found = repo.programmes.touching(first, last)
        return tuple(repo.programmes.sheet(each, bodies[each.body]) for each in found if each.body in bodies)


def stored(session: OfficeSession) -> tuple[Programme, ...]:
    """Every programme that there is, oldest first."""
    with session.store.read() as repo:
        return tuple(repo.all(Programme))


def term(session: OfficeSession) -> Period | None:
    """The office's own term, if its days are known."""
    office = session.office
    return Period.term(office.term_start, office.term_end) if office.term_start and office.term_end else None


def read_period(session: OfficeSession, text: str) -> Period:
    """`2026`, `2026-Q3`, `2026-11` or `term`. Raises ValueError, for the term also if the office has named no days."""
    if text.strip().lower() != PeriodKind.TERM.value:
        return Period.from_key(text)
    found = term(session)
    if found is None:
        raise ValueError(text)
    return found


def sheet_findings(session: OfficeSession, found: ProgrammeSheet) -> tuple[Finding, ...]:
    """The findings of a sheet under this office's organisations, almanac and rules, today."""
    return findings(
        found,
        session.almanac,
        session.today(),
        catalogue=organisations.catalogue(session),
        preparation=preparation(session, found.programme.body),
    )


def preparation(session: OfficeSession, body: BodyId) -> Preparation:
    """The body's rule for papers, or the usual one."""
    with session.store.read() as repo:
        text = repo.setting(_PREPARATION + body)
    if text is None:
        return Preparation(body)
    days, remind = (int(part) for part in text.split(","))
    return Preparation(body, days, remind)


def set_preparation(session: OfficeSession, rule: Preparation) -> Changes:
    """Papers are due so many working days before a meeting of the body."""
    session.require(Action.EDIT_OFFICE)
    with session.store.write(session.clerk.id, "set_preparation") as repo:
        repo.set_setting(_PREPARATION + rule.body, f"{rule.days},{rule.remind}")
    return Changes.of("set_preparation", Kind.PROGRAMMES)


# Changing


def add(
    session: OfficeSession, body: BodyId, period: Period, items: Sequence[Item], *, label: str = "add_items"
) -> Changes:
    """Adds items to the body's programme for a period, which is stored now if it was not yet. They follow those that
    stand there; what comes after the programme was approved is an added one (bổ sung).

    Raises SecretContentRefused, BrokenLink.
    """
    found = sheet(session, body, period)
    return apply(session, ProgrammeStep(label, (), standing_in(found, items)), new=(found.programme,))


def standing_in(found: ProgrammeSheet, items: Sequence[Item]) -> tuple[Item, ...]:
    """New items as they stand in a programme: after those that are there, added ones (bổ sung) once it was approved."""
    last = max((item.position for item in found.items), default=-1)
    late = found.published is not None
    return tuple(
        replace(
            item,
            programme=found.programme.id,
            position=last + n,
            kind=ItemKind.ADDED if late and item.carried_from is None else item.kind,
        )
        for n, item in enumerate(items, start=1)
    )


def change(
    session: OfficeSession, before: Sequence[Item], after: Sequence[Item], *, label: str = "change_items"
) -> Changes:
    """Replaces items by their changed selves (same ids).

    Raises StaleRecord if one was changed by somebody else since `before` was read, ReasonNeeded if one is withdrawn
    without a reason, BrokenLink, SecretContentRefused.
    """
    return apply(session, ProgrammeStep(label, tuple(before), tuple(after)))


def remove(session: OfficeSession, items: Sequence[Item], *, reason: str = "") -> Changes:
    """Takes items off their programme. What was approved is withdrawn instead, with a reason: its readers must learn
    of it, and what carries it out stays linked. What carries out one that goes is linked no more, and what had been
    carried over into one is to be done again where it was: nothing is lost on the way. Raises ReasonNeeded.
    """
    known = _approved(session, {item.programme for item in items})
    withdrawn = tuple(
        replace(item, progress=Progress.WITHDRAWN, progress_reason=reason) for item in items if item.id in known
    )
    chosen = {item.id for item in items}
    before: list[Item] = []
    after: list[Item] = []
    with session.store.read() as repo:
        for gone in (item for item in items if item.id not in known):
            for each, released in _released(repo, gone):
                if each.id not in chosen:
                    before.append(each)
                    after.append(released)
    label = "withdraw_items" if withdrawn else "remove_items"
    return apply(session, ProgrammeStep(label, (*items, *before), (*withdrawn, *after)))


def _released(repo: "Repository", gone: Item) -> Iterator[tuple[Item, Item]]:
    """What hangs on an item that goes, and how it stands without it."""
    for below in repo.programmes.child_items(gone.id):
        yield below, replace(below, parent=None)
    source = repo.get(Item, gone.carried_from) if gone.carried_from else None
    if source is not None and source.progress is Progress.CARRIED:
        progress = gone.progress if gone.progress.is_open else Progress.PLANNED
        yield source, replace(source, progress=progress, progress_reason="")


def set_progress(
    session: OfficeSession,
    item: Item,
    progress: Progress,
    *,
    reason: str = "",
    done_on: date | None = None,
    result: str | None = None,
) -> Changes:
    """Says where an item stands. What was done has its day (today if none is given) and the document that came of it
    (id of a registered one). Raises ReasonNeeded for a withdrawal without reason.
    """
    done = progress is Progress.ISSUED
    after = replace(
        item,
        progress=progress,
        progress_reason=reason,
        done_on=(done_on or session.today()) if done else None,
        result=result if done else None,
    )
    return change(session, [item], [after], label="set_progress")


def move(session: OfficeSession, item: Item, when: ProgrammeTime) -> Changes:
    """Gives an item another time (dragged to another month); its place among the programmes stays."""
    return change(session, [item], [item.timed(when)], label="move_item")


def carry_over(
    session: OfficeSession,
    items: Sequence[Item],
    body: BodyId,
    target: Period,
    *,
    time_text: str,
    reasons: Sequence[str],
) -> Changes:
    """Carries items over to a later period (chuyển kỳ): each stays where it is, marked so with its reason, and an item
    of the target's programme continues it. `time_text`: the target period in words.

    Raises ReasonNeeded, StaleRecord.
    """
    found = sheet(session, body, target)
    last = max((item.position for item in found.items), default=-1)
    after: list[Item] = []
    for n, (item, reason) in enumerate(zip(items, reasons, strict=True), start=1):
        old, new = carried_over(item, found.programme, new_id=new_id(), time_text=time_text, reason=clean(reason))
        after += [old, replace(new, position=last + n)]
    return apply(session, ProgrammeStep("carry_over", tuple(items), tuple(after)), new=(found.programme,))


def carry_out(session: OfficeSession, item: Item, body: BodyId, period: Period, *, when: ProgrammeTime) -> Changes:
    """Puts an item of a longer period into a shorter one's programme: an item there carries it out, linked to it.

    Raises BrokenLink if the period is not a shorter one.
    """
    return add(session, body, period, [carrying_out(item, when, ProgrammeTime())], label="carry_out")


def carrying_out(item: Item, when: ProgrammeTime, committee: ProgrammeTime) -> Item:
    """A new item that carries out one of a higher programme, at its own times."""
    return replace(
        item.timed(when, committee),
        id=new_id(),
        parent=item.id,
        carried_from=None,
        progress=Progress.PLANNED,
        progress_reason="",
        done_on=None,
        result=None,
    )


def link(session: OfficeSession, item: Item, above: str | None) -> Changes:
    """An item carries out another of a longer period (its id), or (None) none any more.

    Raises BrokenLink, StaleRecord.
    """
    label = "link_item" if above is not None else "unlink_item"
    return change(session, [item], [replace(item, parent=above)], label=label)


def keep_finding(session: OfficeSession, programme: Programme, finding: Finding, reason: str) -> Changes:
    """Keeps a finding with a reason: settled until the trouble changes. An empty reason opens it again."""
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, "keep_finding") as repo:
        if repo.get(Programme, programme.id) is None:
            raise StaleRecord(what="programme")
        repo.programmes.keep_finding(programme.id, finding.key, clean(reason) or None)
    return Changes.of("keep_finding", Kind.PROGRAMMES)


def set_heading(session: OfficeSession, before: Programme, after: Programme) -> Changes:
    """Stores a programme's own data: title, notes, approving document."""
    kept = replace(before, title=after.title, notes=after.notes, document=after.document, code=after.code)
    with session.store.read() as repo:
        there = repo.get(Programme, before.id) is not None
    step = ProgrammeStep("set_programme_heading", (before,) if there else (), (kept,))
    return apply(session, step)


# How a step reaches the store


def apply(session: OfficeSession, step: ProgrammeStep, *, new: Iterable[Programme] = ()) -> Changes:
    """Stores a step in one transaction, with the programmes that it needs, and makes it undoable."""
    if not step.before and not step.after:
        return Changes.of("nothing")
    step = checked(step)
    _store(session, step, step.label, new)
    session.history.add(step)
    session.history.forget(step.turned_secret)
    return Changes.of(step.label, Kind.PROGRAMMES, secret=step.turned_secret)


def replay(session: OfficeSession, step: ProgrammeStep, action: str) -> Changes:
    """Stores a step that is undone or done again. Raises StaleRecord."""
    _store(session, step, action, ())
    return Changes.of(step.label, Kind.PROGRAMMES, secret=step.turned_secret)


def checked(step: ProgrammeStep) -> ProgrammeStep:
    """The step as it may be stored: its texts cleaned. Raises SecretContentRefused, ReasonNeeded."""
    step = replace(step, after=tuple(_cleaned(each) for each in step.after))
    for each in step.after:
        if isinstance(each, Item):
            _check(each)
    return step


def _store(session: OfficeSession, step: ProgrammeStep, action: str, new: Iterable[Programme]) -> None:
    session.require(Action.EDIT_SCHEDULE)
    with session.store.write(session.clerk.id, action) as repo:
        write_step(repo, step, new)


def write_step(repo: "Repository", step: ProgrammeStep, new: Iterable[Programme] = ()) -> None:
    """Writes a checked step, and the programmes that it needs, into a transaction that is open. Raises StaleRecord,
    BrokenLink.
    """
    for programme in new:
        if repo.get(Programme, programme.id) is None:
            repo.save(programme)
    for each in step.before:
        if repo.get(type(each), each.id) != each:
            raise StaleRecord(what=_WHAT.get(type(each), "programme"))
    staying = {each.id for each in step.after}
    for each in step.before:
        if each.id not in staying:
            repo.remove(each)
    for each in step.after:
        if isinstance(each, Item):
            _check_links(repo, each)
        repo.save(each)
    for item_id in step.turned_secret:
        repo.programmes.forget_wishes(item_id)
        repo.drop_drafts(item_id)
    _draft_again(repo, {each.programme for each in (*step.before, *step.after) if isinstance(each, Item)})


def _draft_again(repo: "Repository", ids: Iterable[str]) -> None:
    """An edited programme is being drafted again, whatever was approved before."""
    for programme_id in ids:
        programme = repo.get(Programme, programme_id)
        if programme is not None and programme.state is not ScheduleState.DRAFT:
            repo.save(replace(programme, state=ScheduleState.DRAFT))


def _check(item: Item) -> None:
    if not item.keeps_secret:
        raise SecretContentRefused
    if item.progress.needs_reason and not item.progress_reason and not item.secret:
        raise ReasonNeeded(what=item.progress.value)


def _check_links(repo: "Repository", item: Item) -> None:
    if item.parent is None:
        return
    above = repo.get(Item, item.parent)
    if above is None and (stored := repo.get(Item, item.id)) is not None and stored.parent == item.parent:
        return  # it went while this one was linked to it; this one can still be worked on
    programme, higher = repo.get(Programme, item.programme), repo.get(Programme, above.programme) if above else None
    if above is None or programme is None or higher is None:
        raise StaleRecord(what="item")
    if item.id in {each.id for each in repo.programmes.ancestors(above)}:
        raise BrokenLink(reason="circle")
    check_parent(item, programme, above, higher)


def _cleaned(each: ProgrammeRecord) -> ProgrammeRecord:
    if not isinstance(each, Item):
        return each
    return replace(each, **{name: clean(getattr(each, name)) for name in ITEM_TEXTS})  # type: ignore[arg-type]


def _approved(session: OfficeSession, programmes: Iterable[str]) -> set[str]:
    """The items of programmes that stand in their last approved versions."""
    with session.store.read() as repo:
        versions = [repo.programmes.latest_version(each) for each in programmes]
    return {item.id for version in versions if version is not None for item in version.items}


def _new_programme(body: BodyId, period: Period) -> Programme:
    return Programme(new_id(), body, period.kind, period.first_day, period.last_day)


def _body(session: OfficeSession, body: BodyId) -> Body:
    return next(each for each in session.bodies if each.id == body)
