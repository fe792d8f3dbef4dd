"""What a crash, or a restore of the ordinary vault alone, left between the two vaults, put right when a cleared clerk
unlocks: a token without a line is void, a document that was on its way is moved to the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..domain.documents import Document, State
from ..domain.numbering import NumberEntry, NumberState, Series
from ..domain.organisations import Organisation
from . import numbering
from .secret_books import INTERRUPTED, leave_number
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

#: Why the ledger has a number that it had forgotten; it stands in the printed lists of numbers.
RESTORED = "có trong sổ mật; sổ thường đã khôi phục từ bản cũ hơn"
_AT_ONCE = 500


def reconcile(session: OfficeSession) -> tuple[NumberEntry, ...]:
    """Gives the numbers that it made void.

    A line whose number the ledger does not know, since the ordinary vault was restored from an older backup, has it
    entered there, lest it be given again. Without the secret vault there is nothing to compare with.
    """
    if session.secret is None:
        return ()
    with session.secret.write(session.clerk.id, "reconcile") as secret:  # nobody is between number and line now
        ids = secret.documents.ids()
        lines = {d.id: d for chunk in _chunks(ids) for d in secret.documents.named(chunk).values()}
        with session.store.read() as repo:
            left = [d for chunk in _chunks(ids) for d in repo.documents.named(chunk).values()]
        for document in left:
            if document.state is not State.MOVED:
                leave_number(session, document)
        return _compare(session, lines)


def _compare(session: OfficeSession, lines: Mapping[str, Document]) -> tuple[NumberEntry, ...]:
    """The ledger with the lines of the secret vault."""
    with session.store.read() as repo:
        entries = repo.ledger.secret_entries()
    void = {id_ for id_, line in lines.items() if line.state is State.VOID}
    there = {id_ for id_, line in lines.items() if line.number is not None} - void
    lost = [
        replace(e, state=NumberState.VOID, reason=numbering.VOIDED if e.token in void else INTERRUPTED)
        for e in entries
        if e.state is NumberState.ISSUED and e.token not in there
    ]
    known = {e.token for e in entries}
    unknown = [line for line in lines.values() if line.number is not None and line.id not in known]
    if lost or unknown:
        with session.store.write(session.clerk.id, "reconcile") as repo:
            for entry in lost:
                repo.ledger.change(entry)
            for line in unknown:
                _enter_number(session, repo, line)
    return tuple(lost)


def _enter_number(session: OfficeSession, repo: "Repository", line: Document) -> None:
    """The number of a secret line is taken from now on; in the series of its day where its own is unknown too."""
    organ = repo.get(Organisation, line.organ or "")
    if organ is None or line.number is None:
        return
    series = repo.get(Series, line.series or "") or numbering.series_for(
        session,
        repo,
        organ=organ.id,
        direction=line.direction,
        type_abbr=line.type_abbr,
        day=line.registered,
        secret=True,
    )
    held = repo.ledger.find(series.id, line.number, line.suffix)
    if held is None or held.state is NumberState.RESERVED:
        repo.ledger.raise_counters([(series.id, line.number)])
        state = NumberState.VOID if line.state is State.VOID else NumberState.ISSUED
        repo.ledger.take(
            series,
            day=line.registered,
            secret=True,
            token=line.id,
            value=line.number,
            suffix=line.suffix,
            reason=RESTORED,
            state=state,
        )


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
