"""Archive copies that somebody uses (sổ sử dụng bản lưu): who has which, and whether it came back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.documents import Document, Loan
from ..domain.errors import NotChangeable, StaleRecord
from ..domain.register_fields import Field
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line
from .changes import Changes, Kind
from .documents import vault_of, vaults, writing
from .session import OfficeSession

if TYPE_CHECKING:
    from ..output.register_book import BookRow


@dataclass(frozen=True, slots=True)
class Lent:
    loan: Loan
    document: Document


def lend(
    session: OfficeSession,
    document: Document,
    user: str,
    *,
    day: date | None = None,
    permitted_by: str = "",
    note: str = "",
) -> Changes:
    """Somebody takes the archive copy of a document to use it. Raises DocumentVoid."""
    session.require(Action.EDIT_REGISTER)
    on = day or session.today()
    with writing(session, document, "lend_copy", closed_too=True) as repo:
        repo.save(
            Loan(
                new_id(),
                document.id,
                clean_line(user),
                on,
                permitted_by=clean_line(permitted_by),
                note=clean(note),
            )
        )
    return Changes.of("lend_copy", Kind.REGISTER)


def give_back(session: OfficeSession, lent: Lent, day: date | None = None) -> Changes:
    """The copy is back in its place. Raises NotChangeable if it was already."""
    session.require(Action.EDIT_REGISTER)
    if lent.loan.returned_on is not None:
        raise NotChangeable(state=lent.document.state.value)
    with vault_of(session, lent.document).write(session.clerk.id, "give_back_copy") as repo:
        if repo.get(Loan, lent.loan.id) != lent.loan:
            raise StaleRecord(what="loan")
        repo.save(replace(lent.loan, returned_on=day or session.today()))
    return Changes.of("give_back_copy", Kind.REGISTER)


def loans(session: OfficeSession, *, open_only: bool = False) -> tuple[Lent, ...]:
    """All loans, or those that have not come back, in the order of their days."""
    found: list[Lent] = []
    for store in vaults(session):
        with store.read() as repo:
            there = [loan for loan in repo.all(Loan) if not open_only or loan.returned_on is None]
            named = repo.documents.named({loan.document for loan in there})
        found += [Lent(loan, named[loan.document]) for loan in there if loan.document in named]
    return tuple(sorted(found, key=lambda lent: lent.loan.used_on))


def rows(session: OfficeSession, lent: tuple[Lent, ...]) -> "tuple[BookRow, ...]":
    """The lines of the printed book of loans; the place for the signature stays empty."""
    from ..output.register_book import BookRow
    from .register_cells import cells

    made = []
    for line, each in enumerate(lent, start=1):
        with vault_of(session, each.document).read() as repo:
            file = repo.documents.full(each.document.id)
        if file is None:
            continue
        loan = each.loan
        own = {
            Field.LINE: str(line),
            Field.USER: loan.user,
            Field.USED_ON: f"{loan.used_on:%d/%m/%Y}",
            Field.RETURNED_ON: "" if loan.returned_on is None else f"{loan.returned_on:%d/%m/%Y}",
            Field.PERMITTED_BY: loan.permitted_by,
            Field.NOTE: loan.note,
        }
        made.append(BookRow({**cells(file), **own}, ref=line))
    return tuple(made)
