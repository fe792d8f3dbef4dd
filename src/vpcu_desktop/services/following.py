"""From arrival to done: submitted, directed, handed over, signed for, worked on, finished; who is late.

Where a document stands is derived from what its units have done (`domain.following`). One transaction for each verb.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain.directory import Entry, EntryKind
from ..domain.documents import Assignment, Document, Part, Progress, Round, State
from ..domain.errors import DocumentVoid, LeadNeeded, NotChangeable, NotPermitted, ReasonNeeded, StaleRecord
from ..domain.following import (
    Timing,
    after_working_days,
    days_overdue,
    standing,
    timing,
)
from ..domain.roles import Action, may
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line, sort_key
from .changes import Changes, Kind
from .documents import check_writable, vaults, writing
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

#: How many working days ahead a deadline counts as near.
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """What a direction asks of one unit or person."""

    name: str
    due: date | None = None
    entry: str | None = None  # a directory entry's id; found by the name if None


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round of direction (bút phê) as the leader wrote it: one in the lead, others with it, others informed.

    Without a lead and others with it, it is for information only. `day`: today if None.
    """

    leader: str
    opinion: str = ""
    day: date | None = None
    lead: Ask | None = None
    co: tuple[Ask, ...] = ()
    info: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that is still to be done, by whom it was asked of; `assignment` None: nobody was asked yet."""

    document: Document
    assignment: Assignment | None
    days_overdue: int

    @property
    def due(self) -> date | None:
        return self.assignment.due if self.assignment else self.document.due


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How one unit or person stands with what was asked in a span of days."""

    name: str
    entry: Entry | None
    on_time: int = 0
    late: int = 0
    running: int = 0
    overdue: int = 0
    no_deadline: int = 0

    @property
    def total(self) -> int:
        return self.on_time + self.late + self.running + self.overdue + self.no_deadline


def due_after(session: OfficeSession, day: date, working_days: int) -> date:
    """The deadline so many working days after a day, by the office's almanac."""
    return after_working_days(session.almanac, day, working_days)


def submit(session: OfficeSession, document: Document, to: str, day: date | None = None) -> Changes:
    """Laid before a leader (trình): a round that waits for the direction."""
    session.require(Action.EDIT_REGISTER)
    _require_open(document)
    with writing(session, document, "submit_document", closed_too=True) as repo:
        number = len(repo.documents.rounds(document.id)) + 1
        repo.save(Round(new_id(), document.id, number, clean_line(to), day or session.today()))
        if document.state is State.RECEIVED:
            repo.documents.save(replace(document, state=State.SUBMITTED))
    return Changes.of("submit_document", Kind.REGISTER)


def direct(session: OfficeSession, document: Document, draft: RoundDraft) -> Changes:
    """Enters a leader's direction; a round that was submitted to that leader and waits is this one.

    The chief in their own name, or whoever keeps the register in the leader's words. Raises LeadNeeded, NotChangeable.
    """
    if not may(session.role, Action.DIRECT) and not may(session.role, Action.EDIT_REGISTER):
        raise NotPermitted(action=Action.DIRECT.value)
    if draft.lead is None and draft.co:
        raise LeadNeeded
    if document.state not in (State.DONE, State.NOTED):  # what is done may be directed once more
        _require_open(document)
    day = draft.day or session.today()
    with writing(session, document, "direct", closed_too=True) as repo:
        of = _round_for(repo, document, draft, day)
        repo.save(of)
        made = [_assignment(session, document, of, part, ask) for part, ask in _asked(draft)]
        for assignment in made:
            repo.save(assignment)
        receiver = _received(document.receiver, {}, [a.name for a in made])
        due = draft.lead.due if draft.lead and draft.lead.due else document.due
        _settle(repo, replace(document, receiver=receiver, due=due))
    return Changes.of("direct", Kind.REGISTER)


def hand_over(session: OfficeSession, assignments: Iterable[Assignment], day: date | None = None) -> Changes:
    """The papers went to those who were asked (chuyển giao), perhaps of many documents at once."""
    on = day or session.today()
    return _change(session, "hand_over_document", assignments, lambda a: replace(a, handed_on=on), handed_on=on)


def sign(session: OfficeSession, assignments: Iterable[Assignment], by: str, day: date | None = None) -> Changes:
    """Signed for (ký nhận)."""
    on, name = day or session.today(), clean_line(by)
    return _change(
        session,
        "sign",
        assignments,
        lambda a: replace(a, handed_on=a.handed_on or on, signed_on=on, signed_by=name),
    )


def set_progress(
    session: OfficeSession,
    assignment: Assignment,
    progress: Progress,
    *,
    note: str | None = None,
    day: date | None = None,
) -> Changes:
    """How far one unit or person is; `day`: when it was finished. What was finished by mistake is opened again so."""
    done = None if progress.is_open else day or session.today()
    text = assignment.note if note is None else clean(note)
    return _change(
        session, "set_progress", [assignment], lambda a: replace(a, progress=progress, done_on=done, note=text)
    )


def set_due(session: OfficeSession, assignment: Assignment, due: date | None) -> Changes:
    """A deadline was given, prolonged or lifted."""
    return _change(session, "set_due", [assignment], lambda a: replace(a, due=due))


def finish(session: OfficeSession, document: Document, day: date | None = None, *, noted: bool = False) -> Changes:
    """Everything asked is done, or nothing was asked: the document is done, or only to be known (`noted`)."""
    session.require(Action.EDIT_REGISTER)
    _require_open(document)
    on = day or session.today()
    with writing(session, document, "finish", closed_too=True) as repo:
        for assignment in repo.documents.assignments(document.id):
            if assignment.progress.is_open:
                closed = Progress.NOTED if assignment.part is Part.INFO else Progress.DONE
                repo.save(replace(assignment, progress=closed, done_on=on))
        _settle(repo, replace(document, state=State.NOTED if noted else State.DONE, done_on=on))
    session.history.forget([document.id])
    return Changes.of("finish", Kind.REGISTER)


def reopen(session: OfficeSession, document: Document) -> Changes:
    """A document that nobody was asked about is open again; one with assignments follows these (`set_progress`)."""
    session.require(Action.EDIT_REGISTER)
    if document.state not in (State.DONE, State.NOTED):
        raise NotChangeable(state=document.state.value)
    with writing(session, document, "reopen", closed_too=True) as repo:
        state = State.SUBMITTED if repo.documents.rounds(document.id) else State.RECEIVED
        _settle(repo, replace(document, state=state, done_on=None))
    return Changes.of("reopen", Kind.REGISTER)


def withdraw(session: OfficeSession, assignment: Assignment) -> Changes:
    """It was asked by mistake: the assignment no longer counts."""
    return _change(session, "withdraw_assignment", [assignment], lambda a: None)


def correct(session: OfficeSession, assignment: Assignment, name: str, reason: str) -> Changes:
    """Somebody else was asked than was entered; an empty name: nobody was. The trail keeps both and the reason.

    Raises ReasonNeeded, and LeadNeeded where others would join in without a lead.
    """
    right, why = clean_line(name), _why(reason)
    changed = replace(assignment, name=right, entry=entry_of(session, right)) if right else None
    return _change(session, "correct_assignment", [assignment], lambda _a: changed, why=why)


def join(session: OfficeSession, document_id: str, round_id: str, part: Part, ask: Ask, reason: str) -> Changes:
    """One who was forgotten when a direction was entered is asked too, in the same round; the trail keeps the reason.

    Raises ReasonNeeded, LeadNeeded (a round has one lead, and others only beside it), StaleRecord.
    """
    session.require(Action.EDIT_REGISTER)
    why = _why(reason)
    for store in reversed(vaults(session)):  # of what became secret the ordinary vault still has the number
        with store.read() as repo:
            if not repo.documents.named([document_id]):
                continue
        with store.write(session.clerk.id, "join_round") as repo:
            document, of = repo.documents.get(document_id), repo.get(Round, round_id)
            if document is None or of is None:
                raise StaleRecord(what="document")
            check_writable(repo, document, closed_too=True)
            leads = [a for a in repo.documents.assignments(document_id) if (a.round, a.part) == (round_id, Part.LEAD)]
            if bool(leads) == (part is Part.LEAD) and (leads or part is Part.CO):
                raise LeadNeeded
            made = _assignment(session, document, of, part, ask)
            repo.save(made, told={"reason": why})
            _settle(repo, replace(document, receiver=_received(document.receiver, {}, [made.name])))
        return Changes.of("join_round", Kind.REGISTER)
    raise StaleRecord(what="document")


def empty_receipt(session: OfficeSession, assignment: Assignment, reason: str) -> Changes:
    """It was signed for on another line: the signature is taken out again. Raises ReasonNeeded."""
    unsigned = replace(assignment, signed_on=None, signed_by="")
    return _change(session, "empty_noted", [assignment], lambda _a: unsigned, why=_why(reason))


def entry_of(session: OfficeSession, name: str) -> str | None:
    """The directory's entry of a unit, or else of a person, by any spelling of its name."""
    known = session.directory.find(EntryKind.UNIT, name) or session.directory.find(EntryKind.PERSON, name)
    return known.id if known else None


def unknown(session: OfficeSession, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that the directory does not know, as units or persons."""
    return tuple(name for name in map(clean_line, names) if name and entry_of(session, name) is None)


def pending(session: OfficeSession) -> tuple[Pending, ...]:
    """All that is still to be done, nearest deadline first, without one last."""
    return _pending(session, session.today())


def overdue(session: OfficeSession, today: date | None = None, *, most: int | None = None) -> tuple[Pending, ...]:
    """What is late, the latest first, so many at most. Computed for the day; nothing stores it."""
    on = today or session.today()
    return _pending(session, on, due_by=on - timedelta(days=1), most=most)


def due_soon(session: OfficeSession, *, most: int | None = None) -> tuple[Pending, ...]:
    """What is due today or within the next working days, and not late."""
    on = session.today()
    return _pending(session, on, due_from=on, due_by=_soon(session, on), most=most)


def count_due(session: OfficeSession) -> tuple[int, int]:
    """How many documents are late, and how many are due soon."""
    on = session.today()
    late = soon = 0
    for store in vaults(session):
        with store.read() as repo:
            late += repo.documents.count_due(due_by=on - timedelta(days=1))
            soon += repo.documents.count_due(due_from=on, due_by=_soon(session, on))
    return late, soon


def follow_up(
    session: OfficeSession,
    by: EntryKind = EntryKind.UNIT,
    *,
    first: date | None = None,
    last: date | None = None,
    today: date | None = None,
) -> tuple[FollowUp, ...]:
    """How units (or persons) stand with what was asked from `first` to `last`; this year up to today by default.

    A name that the directory does not know counts as a unit. What was for information only does not count.
    """
    on = today or session.today()
    span = first or date(on.year, 1, 1), last or on
    counts: dict[str, dict[Timing, int]] = defaultdict(lambda: dict.fromkeys(Timing, 0))
    entries: dict[str, Entry | None] = {}
    known = {entry.id: entry for entry in session.directory.entries}
    for store in vaults(session):
        with store.read() as repo:
            for asked in repo.documents.asked_between(*span):
                entry = known.get(asked.entry or "")
                kind = entry.kind if entry else EntryKind.UNIT
                gone = asked.progress is Progress.RETURNED or asked.state in (State.VOID, State.MOVED, State.RETURNED)
                if kind is not by or asked.part is Part.INFO or gone:
                    continue
                name = entry.name if entry else asked.name
                entries[name] = entry
                counts[name][timing(asked.due, asked.done_on, on)] += 1
    return tuple(
        FollowUp(name, entries[name], **{t.value: n for t, n in counts[name].items()})
        for name in sorted(counts, key=sort_key)
    )


def close_in(repo: "Repository", document_id: str, assignments: Sequence[Assignment], day: date) -> None:
    """These assignments of a document are done, within a writing transaction of its vault."""
    _change_of(repo, document_id, assignments, lambda a: replace(a, progress=Progress.DONE, done_on=day), None)


def _pending(
    session: OfficeSession,
    on: date,
    *,
    due_from: date | None = None,
    due_by: date | None = None,
    most: int | None = None,
) -> tuple[Pending, ...]:
    found = []
    for store in vaults(session):
        with store.read() as repo:
            asked = repo.documents.asked(due_from=due_from, due_by=due_by, most=most)
            others = repo.documents.unassigned(due_from=due_from, due_by=due_by, most=most)
        found += [Pending(d, a, days_overdue(a, on)) for d, a in asked]
        found += [Pending(d, None, days_overdue(d, on)) for d in others]
    return tuple(sorted(found, key=lambda p: (p.due is None, p.due or date.max))[:most])


def _soon(session: OfficeSession, on: date) -> date:
    return after_working_days(session.almanac, on, SOON_DAYS)


def _change(
    session: OfficeSession,
    action: str,
    assignments: Iterable[Assignment],
    change: Callable[[Assignment], Assignment | None],
    *,
    handed_on: date | None = None,
    why: str = "",
) -> Changes:
    """Stores changed assignments (None: withdrawn), each as it was read, and where their documents stand then."""
    session.require(Action.EDIT_REGISTER)
    by_document: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_document[assignment.document].append(assignment)
    for store in reversed(vaults(session)):  # of what became secret the ordinary vault still has the number
        with store.read() as repo:
            here = repo.documents.named(by_document)
        if not here:
            continue
        with store.write(session.clerk.id, action) as repo:
            for id_ in here:
                _change_of(repo, id_, by_document.pop(id_), change, handed_on, why)
    if by_document:
        raise StaleRecord(what="document")
    return Changes.of(action, Kind.REGISTER)


def _change_of(
    repo: "Repository",
    document_id: str,
    assignments: Sequence[Assignment],
    change: Callable[[Assignment], Assignment | None],
    handed_on: date | None,
    why: str = "",
) -> None:
    document = repo.documents.get(document_id)
    if document is None:
        raise StaleRecord(what="document")
    check_writable(repo, document, closed_too=True)
    for assignment in assignments:
        if repo.get(Assignment, assignment.id) != assignment:
            raise StaleRecord(what="assignment")
        after = change(assignment)
        told = {"reason": why} if why else None
        repo.save(after or assignment, told=told)
        if after is None:
            repo.remove(assignment)
        if after is None or after.name != assignment.name:
            document = _as_asked(repo, document, assignment, after)
    _settle(repo, replace(document, handed_on=document.handed_on or handed_on))


def _as_asked(repo: "Repository", document: Document, before: Assignment, after: Assignment | None) -> Document:
    """The document with those who get it, after somebody else was asked or nobody. Raises LeadNeeded."""
    asked = repo.documents.assignments(document.id)
    parts = {a.part for a in asked if a.round == before.round}
    if Part.CO in parts and Part.LEAD not in parts:
        raise LeadNeeded
    now = after.name if after else ""
    others = {before.name: now} if before.name not in {a.name for a in asked} else {}
    return replace(document, receiver=_received(document.receiver, others, [now]))


def _received(receiver: str, others: Mapping[str, str], came: Iterable[str]) -> str:
    """Đơn vị nhận as the register shows it: those who had it, others in the place of some ("": nobody), and those who
    come; each once.
    """
    before = (clean_line(piece) for piece in receiver.split(";"))
    return "; ".join(filter(None, dict.fromkeys([*(others.get(name, name) for name in before), *came])))


def _why(reason: str) -> str:
    why = clean(reason)
    if not why:
        raise ReasonNeeded(what="empty")
    return why


def _settle(repo: "Repository", document: Document) -> None:
    """Stores the document as its assignments let it stand, and what the search finds it by."""
    state, done_on = standing(document, repo.documents.assignments(document.id))
    repo.documents.save(replace(document, state=state, done_on=done_on))


def _round_for(repo: "Repository", document: Document, draft: RoundDraft, day: date) -> Round:
    """The round that waits for this leader's direction, or a new one."""
    rounds = repo.documents.rounds(document.id)
    taken = {a.round for a in repo.documents.assignments(document.id)}
    leader, opinion = clean_line(draft.leader), clean(draft.opinion)
    for each in rounds:
        if each.leader == leader and not each.opinion and each.id not in taken:
            return replace(each, day=day, opinion=opinion)
    return Round(new_id(), document.id, len(rounds) + 1, leader, day, opinion)


def _asked(draft: RoundDraft) -> list[tuple[Part, Ask]]:
    lead = [(Part.LEAD, draft.lead)] if draft.lead else []
    return [*lead, *((Part.CO, ask) for ask in draft.co), *((Part.INFO, ask) for ask in draft.info)]


def _assignment(session: OfficeSession, document: Document, of: Round, part: Part, ask: Ask) -> Assignment:
    name = clean_line(ask.name)
    return Assignment(new_id(), document.id, of.id, part, name, ask.entry or entry_of(session, name), ask.due)


def _require_open(document: Document) -> None:
    if document.state is State.VOID:
        raise DocumentVoid(document=document.id)
    if not document.state.is_open:
        raise NotChangeable(state=document.state.value)
