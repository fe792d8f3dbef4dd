"""Approval and publication: soạn → trình duyệt → duyệt → bản n, kept as bytes; and everything that is printed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from ..domain.directory import Entry
from ..domain.errors import NothingToPublish, StaleRecord
from ..domain.marks import Mark, dropped, marks, sheet_marks, unpublished_changes
from ..domain.roles import Action
from ..domain.schedule import Activity, ActivityId, BodyId, Status, Version, WeekSheet
from ..domain.text import clean
from ..domain.times import Week
from . import approval
from .changes import Changes, Kind
from .session import OfficeSession
from .weeks import sheet, stored_schedule

if TYPE_CHECKING:
    from ..output.layout import PrintedWeek

Orientation = Literal["landscape", "portrait"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions held against each other: marks of the newer one, and what only the older one has."""

    older: Version
    newer: Version
    marks: dict[ActivityId, Mark]
    dropped: tuple[Activity, ...]


def submit(session: OfficeSession, body: BodyId, week: Week) -> Changes:
    """Hands the draft to the chief (trình duyệt)."""
    return _step(session, body, week, approval.SUBMIT)


def approve(session: OfficeSession, body: BodyId, week: Week, *, on_paper: bool = False) -> Changes:
    """The chief approves; or a clerk records that the chief approved the printed draft (`on_paper`)."""
    return _step(session, body, week, approval.APPROVE_ON_PAPER if on_paper else approval.APPROVE)


def send_back(session: OfficeSession, body: BodyId, week: Week, note: str) -> Changes:
    """The chief sends the draft back with a note that stands over the week until it is submitted again."""
    return _step(session, body, week, approval.SEND_BACK, note)


def publish(session: OfficeSession, body: BodyId, week: Week, *, register_number: str | None = None) -> Changes:
    """Publishes the next version: its activities become official, its PDF and Word bytes are kept for ever.

    Raises WrongState unless approved, NothingToPublish if readers would see no difference, StaleRecord if the week
    changed while the papers were made.
    """
    session.require(Action.PUBLISH_SCHEDULE)
    seen = sheet(session, body, week)
    approval.check_approved(seen.schedule)
    if seen.published is not None and unpublished_changes(seen) == 0:
        raise NothingToPublish
    number = seen.schedule.register_number if register_number is None else clean(register_number)
    official = tuple(replace(a, status=Status.OFFICIAL) if a.status is Status.PLANNED else a for a in seen.activities)
    version = Version(
        seen.schedule.id,
        seen.versions + 1,
        session.clock(),
        session.clerk.name,
        number,
        official,
        seen.schedule.notes,
        seen.surroundings,
    )
    # The papers are made before the transaction: nobody waits for a write lock while pages are laid out.
    paper = replace(
        seen, schedule=replace(seen.schedule, register_number=number), activities=official, versions=version.number
    )
    files = {
        "landscape.pdf": week_pdf(session, paper, "landscape", draft=False),
        "portrait.pdf": week_pdf(session, paper, "portrait", draft=False),
    }
    word = week_docx(session, paper, draft=False)
    with session.store.write(session.clerk.id, "publish") as repo:
        if repo.sheet(body, week) != seen:
            raise StaleRecord(what="schedule")
        for before, after in zip(seen.activities, official, strict=True):
            if before != after:
                repo.save(after, schedule=seen.schedule.id)
        if number != seen.schedule.register_number:
            repo.save(replace(seen.schedule, register_number=number))
        repo.add_version(version, pdf={name.removesuffix(".pdf"): data for name, data in files.items()}, docx=word)
    session.history.clear()
    return Changes.of("publish", Kind.SCHEDULE, week=week)


def versions(session: OfficeSession, body: BodyId, week: Week) -> tuple[Version, ...]:
    """Every published version of a week, oldest first."""
    with session.store.read() as repo:
        schedule = repo.schedule(body, week)
        return tuple(repo.versions(schedule.id)) if schedule else ()


def version_file(session: OfficeSession, version: Version, name: str) -> bytes:
    """The kept bytes of a version: `landscape.pdf`, `portrait.pdf` or `docx`."""
    with session.store.read() as repo:
        return bytes(repo.version_file(version.schedule, version.number, name))


def compare(older: Version, newer: Version) -> Comparison:
    """What changed from one version to another."""
    now, before = newer.activities, older.activities
    return Comparison(older, newer, marks(now, before), dropped(now, before))


def is_draft(week_sheet: WeekSheet) -> bool:
    """Whether the week differs from its last published version, or has none: it then prints marked DỰ THẢO."""
    return week_sheet.published is None or unpublished_changes(week_sheet) > 0


def printed_pdf(
    session: OfficeSession, week_sheet: WeekSheet, orientation: Orientation = "landscape", leader: Entry | None = None
) -> bytes:
    """What the printer gets: the published bytes when the week is as published, else a draft; or a leader's extract."""
    if leader is None and week_sheet.published is not None and not is_draft(week_sheet):
        return version_file(session, week_sheet.published, f"{orientation}.pdf")
    return week_pdf(session, week_sheet, orientation, leader=leader, draft=is_draft(week_sheet))


def printed_docx(session: OfficeSession, week_sheet: WeekSheet, leader: Entry | None = None) -> bytes:
    """The same in Word."""
    if leader is None and week_sheet.published is not None and not is_draft(week_sheet):
        return version_file(session, week_sheet.published, "docx")
    return week_docx(session, week_sheet, leader=leader, draft=is_draft(week_sheet))


def week_pdf(
    session: OfficeSession,
    week_sheet: WeekSheet,
    orientation: Orientation,
    *,
    leader: Entry | None = None,
    draft: bool,
) -> bytes:
    """The week on paper as it stands in the sheet."""
    from ..output.week_pdf import week_pdf as build

    return build(_printed(session, week_sheet, orientation, leader=leader, draft=draft))


def week_docx(session: OfficeSession, week_sheet: WeekSheet, *, leader: Entry | None = None, draft: bool) -> bytes:
    """The week as a Word file."""
    from ..output.week_docx import week_docx as build

    return build(_printed(session, week_sheet, "landscape", leader=leader, draft=draft))


def week_text(session: OfficeSession, week_sheet: WeekSheet, day: date | None = None) -> str:
    """The week (or one day) as plain text for a message; secret activities are left out altogether."""
    from ..output.week_text import week_text as build

    return build(week_sheet, session.office, almanac=session.almanac, marks=sheet_marks(week_sheet), day=day)


def _printed(
    session: OfficeSession, week_sheet: WeekSheet, orientation: Orientation, *, leader: Entry | None, draft: bool
) -> "PrintedWeek":
    from ..output.layout import printed_week

    return printed_week(
        week_sheet,
        session.office,
        almanac=session.almanac,
        orientation=orientation,
        marks=sheet_marks(week_sheet),
        draft=draft,
        leader=leader,
        directory=session.directory,
        printed_on=_paper_date(session, week_sheet, draft=draft),
    )


def _paper_date(session: OfficeSession, week_sheet: WeekSheet, *, draft: bool) -> date:
    """The date in the paper's head: the day of publication, for a draft today."""
    if not draft and week_sheet.published is not None and week_sheet.versions == week_sheet.published.number:
        return week_sheet.published.published_at.astimezone().date()
    return session.today()


def _step(session: OfficeSession, body: BodyId, week: Week, step: approval.ApprovalStep, note: str = "") -> Changes:
    session.require(step.action)
    with session.store.write(session.clerk.id, step.label) as repo:
        repo.save(approval.taken(step, stored_schedule(session, repo, body, week), note=note))
    return Changes.of(step.label, Kind.SCHEDULE, week=week)
