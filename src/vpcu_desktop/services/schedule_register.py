"""The weekly schedule is an outgoing document too (LCT): it gets its number from the register."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.codes import match_key
from ..domain.documents import Document, State
from ..domain.errors import NotChangeable, StaleRecord
from ..domain.numbering import Direction, Series
from ..domain.recipient_lines import is_archive_line, read_line
from ..domain.roles import Action, may
from ..domain.schedule import Body, BodyId, Schedule, new_id
from ..domain.times import Week
from . import organisations, placing
from .changes import Changes, Kind
from .outgoing import Issued
from .placing import IssueNumber
from .recipients import To, rows_of
from .session import OfficeSession
from .weeks import stored_schedule

if TYPE_CHECKING:
    from ..data.repository import Repository

_TYPE, _NAME = "LCT", "Lịch công tác"


def is_wanted(session: OfficeSession, schedule: Schedule) -> bool:
    """Whether to ask for a number before publishing: in an office that has numbered schedules before."""
    if not may(session.role, Action.EDIT_REGISTER):
        return False
    with session.store.read() as repo:
        return not _is_numbered(repo, schedule) and any(each.group == _TYPE for each in repo.all(Series))


def register_schedule(session: OfficeSession, body: BodyId, week: Week) -> Issued:
    """Enters a week's schedule into the register of outgoing documents; number and line in one transaction.

    What is published from now on bears the number. Raises NotChangeable if it has one that is not void, NoOpenBook,
    StaleRecord while the registers are not set up, and what `numbering.give` does.
    """
    session.require(Action.EDIT_REGISTER)
    wanted = IssueNumber(session.today())
    organ = next((each for each in organisations.own_organs(session, wanted.day) if each.code), None)
    if organ is None:
        raise StaleRecord(what="organisation")
    with session.store.write(session.clerk.id, "register_schedule") as repo:
        schedule = stored_schedule(session, repo, body, week)
        if _is_numbered(repo, schedule):
            raise NotChangeable(state=State.ISSUED.value)
        whose = next(each for each in repo.bodies() if each.id == body)
        draft = _document(schedule, whose, organ.id, wanted.day)
        issuer, series, given = placing.give_outgoing(session, repo, draft, wanted)
        placed = placing.in_book(repo, draft, placing.book_of(session, repo, organ.id, wanted.day), given.entry)
        issued = placing.numbered(replace(placed, organ=organ.id), issuer, series, given.entry, wanted.day)
        repo.documents.save(issued, rows_of(session, issued, _to(whose.recipients), ()))
        repo.save(replace(schedule, register_number=issued.code))
    changes = Changes.of("register_schedule", Kind.REGISTER, Kind.BOOKS, Kind.SCHEDULE, week=week)
    return Issued(issued, given.entry, given.warnings, changes)


def _is_numbered(repo: "Repository", schedule: Schedule) -> bool:
    """Whether it has a number that counts: not that of a line which was made void."""
    code = schedule.register_number
    lines = (each for each in repo.documents.like(Direction.OUTGOING, match_key(code)) if each.code == code)
    latest = next(lines, None)  # the same number comes again each year
    return bool(code) and (latest is None or latest.state is not State.VOID)


def _document(schedule: Schedule, body: Body, organ: str, day: date) -> Document:
    from ..output.dispatch_sheets import schedule_subject

    return Document(
        new_id(),
        Direction.OUTGOING,
        day,
        organ=organ,
        type_abbr=_TYPE,
        type_name=_NAME,
        subject=schedule_subject(schedule.number, schedule.first_day, schedule.last_day),
        signer=body.signatory,
        signer_position=" ".join(body.signature.split("\n")),
        state=State.DRAFT,
    )


def _to(lines: str) -> tuple[To, ...]:
    """Who the schedule goes to; the line of the archive copy is no recipient."""
    read = (read_line(line.strip().rstrip(",;.")) for line in lines.splitlines())
    return tuple(To(name, copies) for name, copies in read if name and not is_archive_line(name))
