"""How a book is printed where it differs from its form: its sheets, the Party's heading, its cover.

It is kept with the book in the book's vault. Once pages were printed to be signed, the rest follows them.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.errors import AlreadyPrinted
from ..domain.forms import PAPERS, Form
from ..domain.roles import Action
from .changes import Changes, Kind
from .documents import secret_vault
from .forms import form_of
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..data.store import Store

_SETTING = "books.layout"


@dataclass(frozen=True, slots=True)
class Layout:
    """`paper`: one of `PAPERS`, "" for the form's own. `party_heading` None: as the form says."""

    paper: str = ""
    party_heading: bool | None = None
    cover: bool = True


def layout(session: OfficeSession, book: Book) -> Layout:
    """How this book is printed; nobody has said so: as its form is."""
    with _vault(session, book).read() as repo:
        return Layout(**_stored(repo).get(book.id, {}))  # type: ignore[arg-type]


def set_layout(session: OfficeSession, book: Book, new: Layout, *, form: str | None = None) -> Changes:
    """From now on the book is printed so, by this form if one is given. Raises AlreadyPrinted, StaleRecord."""
    session.require(Action.MANAGE_BOOKS)
    with _vault(session, book).write(session.clerk.id, "set_book_layout") as repo:
        printed = [each for each in repo.printed_books.prints(book.id) if each.last_line]
        if printed:
            raise AlreadyPrinted(line=printed[-1].last_line, page=printed[-1].last_page)
        current = repo.get(Book, book.id)
        if current is not None and form is not None and form != current.form:
            repo.save(replace(current, form=form))
        repo.set_setting(_SETTING, json.dumps(_stored(repo) | {book.id: asdict(new)}, ensure_ascii=False))
    return Changes.of("set_book_layout", Kind.BOOKS)


def go_on_as(repo: "Repository", former: Book, new: Book) -> None:
    """A book that follows on another is printed as that one was, within a writing transaction of their vault."""
    stored = _stored(repo)
    if former.id in stored:
        repo.set_setting(_SETTING, json.dumps(stored | {new.id: stored[former.id]}, ensure_ascii=False))


def laid_out(session: OfficeSession, book: Book) -> Form:
    """The book's form as the book is printed by it. Raises BadForm."""
    form, chosen = form_of(session, book), layout(session, book)
    if chosen.paper:
        form = replace(form, paper=PAPERS[chosen.paper])
    if chosen.party_heading is not None:
        form = replace(form, party_heading=chosen.party_heading)
    return form


def _stored(repo: "Repository") -> dict[str, dict[str, object]]:
    stored: dict[str, dict[str, object]] = json.loads(repo.setting(_SETTING) or "{}")
    return stored


def _vault(session: OfficeSession, book: Book) -> "Store":
    return secret_vault(session) if book.secret else session.store
