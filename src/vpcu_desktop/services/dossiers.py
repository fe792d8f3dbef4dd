"""Dossiers (hồ sơ): the yearly list, what lies in each and on which sheet, closing, handing over to the archive.

After NĐ 30/2020, annex V. Secret documents lie in the same dossiers; which ones, the secret vault alone knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Dossier, DossierItem, DossierState
from ..domain.documents import Document, State
from ..domain.errors import DocumentVoid, NotChangeable, StaleRecord
from ..domain.register_fields import Field
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line, fold, sort_key
from .changes import Changes, Kind
from .documents import vault_of, vaults
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..output.register_book import BookRow
    from ..output.slips import HandoverMinutes

#: After so many years from its closing a dossier is handed over (Luật Lưu trữ 2024).
YEARS_KEPT = 1
_FOR_EVER = "vinh vien"


@dataclass(frozen=True, slots=True)
class Filed:
    """A document in a dossier, at its place."""

    item: DossierItem
    document: Document


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Dossiers given to the archive, and what the minutes of it say so far."""

    dossiers: tuple[Dossier, ...]
    minutes: "HandoverMinutes"
    changes: Changes


@dataclass(frozen=True, slots=True)
class ListCount:
    """What stands under a list of dossiers: how many are kept for ever, how many for a time."""

    count: int
    permanent: int

    @property
    def limited(self) -> int:
        return self.count - self.permanent


def dossiers(session: OfficeSession, year: int | None = None) -> tuple[Dossier, ...]:
    """The list of a year, or all, newest year first; in the order of headings and notations."""
    with session.store.read() as repo:
        found = [d for d in repo.all(Dossier) if year is None or d.year == year]
    return tuple(sorted(found, key=lambda d: (-d.year, sort_key(d.heading), _natural(d.notation))))


def save(session: OfficeSession, dossier: Dossier) -> Changes:
    """Adds a dossier to its year's list, or stores its changed self. One that was handed over is not changed."""
    session.require(Action.EDIT_REGISTER)
    with session.store.read() as repo:
        before = repo.get(Dossier, dossier.id)
    if before is not None and before.state is DossierState.HANDED_OVER:
        raise NotChangeable(state=before.state.value)
    texts = {n: clean_line(getattr(dossier, n)) for n in ("notation", "title", "heading", "retention", "creator")}
    state = DossierState.OPEN if before is None else before.state
    return _store(session, "save_dossier", replace(dossier, **texts, note=clean(dossier.note), state=state))  # type: ignore[arg-type]


def remove(session: OfficeSession, dossier: Dossier) -> Changes:
    """Takes an empty dossier off its list. Raises NotChangeable while something lies in it."""
    session.require(Action.EDIT_REGISTER)
    if items(session, dossier):
        raise NotChangeable(state=dossier.state.value)
    with session.store.write(session.clerk.id, "remove_dossier") as repo:
        repo.remove(dossier)
    return Changes.of("remove_dossier", Kind.DOSSIERS)


def copy_list(session: OfficeSession, source: int, target: int) -> Changes:
    """The list of a year for another: the same headings, notations and titles, empty. What is there is not doubled."""
    session.require(Action.EDIT_REGISTER)
    there = {(d.notation, d.title) for d in dossiers(session, target)}
    with session.store.write(session.clerk.id, "copy_dossier_list") as repo:
        for each in dossiers(session, source):
            if (each.notation, each.title) not in there:
                fresh = Dossier(new_id(), target, each.notation, each.title, each.heading, each.retention, each.creator)
                repo.save(fresh)
    return Changes.of("copy_dossier_list", Kind.DOSSIERS)


def items(session: OfficeSession, dossier: Dossier) -> tuple[Filed, ...]:
    """What lies in a dossier, in its order; secret documents only for who is cleared."""
    found: list[Filed] = []
    for store in vaults(session):
        with store.read() as repo:
            there = repo.documents.filed(dossier.id)
            named = repo.documents.named(item.document for item in there)
        found += [Filed(item, named[item.document]) for item in there if item.document in named]
    return tuple(sorted(found, key=lambda filed: filed.item.position))


def add(session: OfficeSession, dossier: Dossier, documents: Sequence[Document], *, sheet: str = "") -> Changes:
    """Puts documents into an open dossier, behind what lies there; one that lies there is not doubled.

    Raises NotChangeable, DocumentVoid.
    """
    session.require(Action.EDIT_REGISTER)
    _require(session, dossier, DossierState.OPEN)
    if any(document.state is State.VOID for document in documents):
        raise DocumentVoid
    there = items(session, dossier)
    known = {filed.document.id for filed in there}
    place = max((filed.item.position for filed in there), default=0)
    fresh = []
    for document in documents:
        if document.id not in known:
            place += 1
            item = DossierItem(new_id(), dossier.id, document.id, place, clean_line(sheet))
            fresh.append((vault_of(session, document), item))
            known.add(document.id)
    for store in vaults(session):
        here = [item for vault, item in fresh if vault is store]
        if not here:
            continue
        with store.write(session.clerk.id, "file_documents") as repo:
            if store is not session.store:
                repo.save(dossier)  # the secret vault has its own copy: an item names a dossier of its vault
            for item in here:
                repo.save(item)
    return Changes.of("file_documents", Kind.DOSSIERS, Kind.REGISTER)


def take_out(session: OfficeSession, dossier: Dossier, filed: Filed) -> Changes:
    """Takes a document out of an open dossier."""
    session.require(Action.EDIT_REGISTER)
    _require(session, dossier, DossierState.OPEN)
    with vault_of(session, filed.document).write(session.clerk.id, "unfile_document") as repo:
        _check(repo, filed.item)
        repo.remove(filed.item)
    return Changes.of("unfile_document", Kind.DOSSIERS, Kind.REGISTER)


def arrange(session: OfficeSession, dossier: Dossier, order: Sequence[Filed]) -> Changes:
    """Stores the order, with the sheets and notes of each; the first one first."""
    session.require(Action.EDIT_REGISTER)
    _require(session, dossier, DossierState.OPEN)
    placed = [
        (filed, replace(filed.item, position=n, sheet=clean_line(filed.item.sheet), note=clean(filed.item.note)))
        for n, filed in enumerate(order, start=1)
    ]
    for store in vaults(session):
        here = [item for filed, item in placed if vault_of(session, filed.document) is store]
        if here:
            with store.write(session.clerk.id, "arrange_dossier") as repo:
                for item in here:
                    if repo.get(DossierItem, item.id) is None:
                        raise StaleRecord(what="dossier_item")
                    repo.save(item)
    return Changes.of("arrange_dossier", Kind.DOSSIERS)


def close(session: OfficeSession, dossier: Dossier, day: date | None = None) -> Changes:
    """The matter is over: nothing more comes into the dossier."""
    session.require(Action.EDIT_REGISTER)
    _require(session, dossier, DossierState.OPEN)
    return _store(
        session, "close_dossier", replace(dossier, state=DossierState.CLOSED, closed_on=day or session.today()), dossier
    )


def reopen(session: OfficeSession, dossier: Dossier) -> Changes:
    """It was closed too early."""
    session.require(Action.EDIT_REGISTER)
    _require(session, dossier, DossierState.CLOSED)
    return _store(session, "reopen_dossier", replace(dossier, state=DossierState.OPEN, closed_on=None), dossier)


def hand_over(session: OfficeSession, chosen: Sequence[Dossier], to: str, day: date | None = None) -> HandedOver:
    """Gives closed dossiers to the archive (nộp lưu)."""
    session.require(Action.EDIT_REGISTER)
    for dossier in chosen:
        _require(session, dossier, DossierState.CLOSED)
    on, taker = day or session.today(), clean_line(to)
    given = tuple(replace(d, state=DossierState.HANDED_OVER, handed_on=on, handed_to=taker) for d in chosen)
    written = minutes(session, given, taker)
    changes = Changes.of("hand_over_dossiers", Kind.DOSSIERS)
    for before, after in zip(chosen, given, strict=True):
        _store(session, "hand_over_dossiers", after, before)
    return HandedOver(given, written, changes)


def due_for_handover(session: OfficeSession, today: date | None = None) -> tuple[Dossier, ...]:
    """Closed dossiers whose year is over, those that wait longest first."""
    on = today or session.today()
    waiting = [d for d in dossiers(session) if d.state is DossierState.CLOSED and d.closed_on is not None]
    due = [d for d in waiting if d.closed_on is not None and due_on(d.closed_on) <= on]
    return tuple(sorted(due, key=lambda d: d.closed_on or date.max))


def due_on(closed_on: date) -> date:
    """The day from which a dossier that was closed then should be in the archive."""
    try:
        return closed_on.replace(year=closed_on.year + YEARS_KEPT)
    except ValueError:  # 29 February
        return date(closed_on.year + YEARS_KEPT, 3, 1)


def count(listed: Iterable[Dossier]) -> ListCount:
    """What stands under a list."""
    kept = [fold(dossier.retention).strip() == _FOR_EVER for dossier in listed]
    return ListCount(len(kept), sum(kept))


def sizes(session: OfficeSession, listed: Iterable[Dossier]) -> dict[str, int]:
    """How many documents lie in each dossier, by its id; secret ones count only for who is cleared."""
    found = {dossier.id: 0 for dossier in listed}
    for store in vaults(session):
        with store.read() as repo:
            for id_ in found:
                found[id_] += len(repo.documents.filed(id_))
    return found


def contents_rows(session: OfficeSession, dossier: Dossier) -> "tuple[BookRow, ...]":
    """The lines of a dossier's list of contents (mục lục văn bản)."""
    from ..output.register_book import BookRow
    from .register_cells import cells

    rows = []
    for line, filed in enumerate(items(session, dossier), start=1):
        with vault_of(session, filed.document).read() as repo:
            file = repo.documents.full(filed.document.id)
        if file is None:
            continue
        own = {Field.LINE: str(line), Field.SHEET: filed.item.sheet, Field.NOTE: filed.item.note}
        void = filed.document.state is State.VOID
        rows.append(BookRow({**cells(file), **own}, ref=line, void=void))
    return tuple(rows)


def list_rows(session: OfficeSession, listed: Sequence[Dossier]) -> "tuple[BookRow, ...]":
    """The lines of a list of dossiers, or of one that goes to the archive: with the days and sheets of what lies in."""
    from ..output.register_book import BookRow

    rows = []
    for line, dossier in enumerate(listed, start=1):
        filed = items(session, dossier)
        sheets = [each.item.sheet for each in filed if each.item.sheet]
        shown = {
            Field.LINE: str(line),
            Field.DOSSIER: dossier.notation,
            Field.DOSSIER_TITLE: dossier.title,
            Field.PERIOD: period(filed),
            Field.RETENTION: dossier.retention,
            Field.COMPILER: dossier.creator,
            Field.SHEET: sheets[-1] if sheets else "",
            Field.NOTE: dossier.note,
        }
        rows.append(BookRow(shown, ref=line))
    return tuple(rows)


def period(filed: Iterable[Filed]) -> str:
    """The days of the first and the last document: `02/01/2026–15/11/2026`."""
    days = sorted(each.document.day or each.document.registered for each in filed)
    ends = [f"{day:%d/%m/%Y}" for day in dict.fromkeys((days[0], days[-1]))] if days else []
    return "–".join(ends)


def minutes(session: OfficeSession, given: Sequence[Dossier], taker: str) -> "HandoverMinutes":
    """What the minutes of a handover can say by themselves; names of people, boxes and the like are still open."""
    from ..output.slips import HandoverMinutes

    filed = [each for dossier in given for each in items(session, dossier)]
    file_count = 0
    for store in vaults(session):
        with store.read() as repo:
            file_count += sum(len(repo.documents.attachments(each.document.id)) for each in filed)
    return HandoverMinutes(
        giver=session.office.name,
        giver_name=session.clerk.name,
        taker=taker,
        period=period(filed),
        paper_dossiers=str(len(given)),
        files=str(file_count) if file_count else "",
    )


def _store(session: OfficeSession, action: str, dossier: Dossier, before: Dossier | None = None) -> Changes:
    """Stores a dossier, and the copy that the secret vault has of one with secret documents. Raises StaleRecord."""
    with session.store.write(session.clerk.id, action) as repo:
        if before is not None and repo.get(Dossier, before.id) != before:
            raise StaleRecord(what="dossier")
        repo.save(dossier)
    if session.secret is not None:
        with session.secret.write(session.clerk.id, action) as secret:
            if secret.get(Dossier, dossier.id) is not None:
                secret.save(dossier)
    return Changes.of(action, Kind.DOSSIERS)


def _check(repo: "Repository", item: DossierItem) -> None:
    if repo.get(DossierItem, item.id) != item:
        raise StaleRecord(what="dossier_item")


def _require(session: OfficeSession, dossier: Dossier, state: DossierState) -> None:
    """The dossier stands so, here as in every window. Raises NotChangeable, StaleRecord."""
    if dossier.state is not state:
        raise NotChangeable(state=dossier.state.value)
    with session.store.read() as repo:
        current = repo.get(Dossier, dossier.id)
    if current is None or current.state is not state:
        raise StaleRecord(what="dossier")


def _natural(notation: str) -> tuple[int, str]:
    """2.TCCB before 10.TCCB."""
    digits = notation[: len(notation) - len(notation.lstrip("0123456789"))]
    return int(digits) if digits else 0, notation
