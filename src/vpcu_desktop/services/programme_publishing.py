"""Approval and publication of work programmes: soạn → trình duyệt → duyệt → bản n, kept as bytes, and printed."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..domain.errors import NothingToPublish, StaleRecord
from ..domain.marks import Mark
from ..domain.periods import Period
from ..domain.programme_rules import dropped_items, item_marks, unapproved_changes
from ..domain.programmes import Item, Programme, ProgrammeSheet, ProgrammeVersion
from ..domain.roles import Action
from ..domain.schedule import BodyId
from ..domain.text import clean
from . import approval
from .changes import Changes, Kind
from .programmes import sheet
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..output.programme_layout import PrintedProgramme


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions held against each other: marks of the newer one, and what only the older one has."""

    older: ProgrammeVersion
    newer: ProgrammeVersion
    marks: dict[str, Mark]
    dropped: tuple[Item, ...]


def submit(session: OfficeSession, body: BodyId, period: Period) -> Changes:
    """Hands the draft to the chief (trình duyệt)."""
    return _step(session, body, period, approval.SUBMIT)


def approve(session: OfficeSession, body: BodyId, period: Period, *, on_paper: bool = False) -> Changes:
    """The chief approves; or a clerk records that the printed draft was approved (`on_paper`)."""
    return _step(session, body, period, approval.APPROVE_ON_PAPER if on_paper else approval.APPROVE)


def send_back(session: OfficeSession, body: BodyId, period: Period, note: str) -> Changes:
    """The chief sends the draft back with a note that stands over the programme until it is submitted again."""
    return _step(session, body, period, approval.SEND_BACK, note)


def publish(
    session: OfficeSession, body: BodyId, period: Period, *, code: str | None = None, document: str | None = None
) -> Changes:
    """Publishes the next version, its PDF and Word bytes are kept for ever.

    `document`: the outgoing one (CTr) that approved it, by its id; `code`: its số, ký hiệu as printed, by default the
    document's own. Neither given: those that the programme has. Raises WrongState unless approved, NothingToPublish if
    readers would see no difference, StaleRecord if the programme changed while the papers were made or there is no
    such document.
    """
    session.require(Action.PUBLISH_SCHEDULE)
    seen = sheet(session, body, period)
    approval.check_approved(seen.programme)
    if unapproved_changes(seen) == 0:
        raise NothingToPublish
    programme = _approved_by(session, seen.programme, code, document)
    version = ProgrammeVersion(
        programme.id,
        seen.versions + 1,
        session.clock(),
        session.clerk.name,
        programme.code,
        programme.title,
        seen.items,
        programme.notes,
    )
    # The papers are made before the transaction: nobody waits for a write lock while pages are laid out.
    paper = replace(seen, programme=programme)
    files = {
        "pdf": programme_pdf(session, paper, draft=False),
        "docx": programme_docx(session, paper, draft=False),
    }
    with session.store.write(session.clerk.id, "publish") as repo:
        if not _unchanged(repo, seen):
            raise StaleRecord(what="programme")
        if programme != seen.programme:
            repo.save(programme)
        repo.programmes.add_version(version, files)
    session.history.clear()
    return Changes.of("publish", Kind.PROGRAMMES)


def versions(session: OfficeSession, body: BodyId, period: Period) -> tuple[ProgrammeVersion, ...]:
    """Every approved version of a programme, oldest first."""
    with session.store.read() as repo:
        programme = repo.programmes.of(body, period)
        return repo.programmes.versions(programme.id) if programme else ()


def version_file(session: OfficeSession, version: ProgrammeVersion, name: str) -> bytes:
    """The kept bytes of a version: `pdf` or `docx`."""
    with session.store.read() as repo:
        return repo.programmes.version_file(version.programme, version.number, name)


def compare(found: ProgrammeSheet, older: ProgrammeVersion, newer: ProgrammeVersion) -> Comparison:
    """What changed from one version of the sheet's programme to another."""
    both = replace(found, items=newer.items, published=older)
    return Comparison(older, newer, item_marks(both), dropped_items(both))


def is_draft(found: ProgrammeSheet) -> bool:
    """Whether the programme differs from its approved version, or has none: it then prints marked DỰ THẢO."""
    return found.published is None or unapproved_changes(found) > 0


def printed_pdf(session: OfficeSession, found: ProgrammeSheet) -> bytes:
    """What the printer gets: the approved bytes when the programme is as approved, else a draft."""
    if found.published is not None and not is_draft(found):
        return version_file(session, found.published, "pdf")
    return programme_pdf(session, found, draft=True)


def printed_docx(session: OfficeSession, found: ProgrammeSheet) -> bytes:
    """The same in Word."""
    if found.published is not None and not is_draft(found):
        return version_file(session, found.published, "docx")
    return programme_docx(session, found, draft=True)


def programme_pdf(session: OfficeSession, found: ProgrammeSheet, *, draft: bool) -> bytes:
    """The next version of the programme on paper, as it stands in the sheet."""
    from ..output.programme_pdf import programme_pdf as build

    return build(_printed(session, found, draft=draft))


def programme_docx(session: OfficeSession, found: ProgrammeSheet, *, draft: bool) -> bytes:
    """The same as a Word file."""
    from ..output.programme_docx import programme_docx as build

    return build(_printed(session, found, draft=draft))


def _printed(session: OfficeSession, found: ProgrammeSheet, *, draft: bool) -> "PrintedProgramme":
    from ..output.programme_layout import printed_programme

    with session.store.read() as repo:
        continued = repo.programmes.targets(found.items)
    return printed_programme(
        found,
        session.office,
        marks=item_marks(found),
        dropped=dropped_items(found),
        continued=continued,
        draft=draft,
        printed_on=session.today(),
    )


def _approved_by(session: OfficeSession, programme: Programme, code: str | None, document: str | None) -> Programme:
    """The programme with the document that approves it. Raises StaleRecord if there is none of that id."""
    if document is None:
        known = code is None or clean(code) == programme.code
        return programme if known else replace(programme, document=None, code=clean(code or ""))
    with session.store.read() as repo:
        found = repo.documents.get(document)
    if found is None:
        raise StaleRecord(what="document")
    return replace(programme, document=document, code=found.code if code is None else clean(code))


def _unchanged(repo: "Repository", seen: ProgrammeSheet) -> bool:
    """Whether what the papers were made of still stands so."""
    if repo.get(Programme, seen.programme.id) != seen.programme:
        return False
    now = repo.programmes.sheet(seen.programme, seen.body)
    return (now.items, now.published) == (seen.items, seen.published)


def _step(session: OfficeSession, body: BodyId, period: Period, step: approval.ApprovalStep, note: str = "") -> Changes:
    session.require(step.action)
    seen = sheet(session, body, period).programme
    with session.store.write(session.clerk.id, step.label) as repo:
        repo.save(approval.taken(step, repo.programmes.of(body, period) or seen, note=note))
    return Changes.of(step.label, Kind.PROGRAMMES)
