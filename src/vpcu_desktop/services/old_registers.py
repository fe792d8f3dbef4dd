"""The register of an office that is no more (a district committee's): taken in whole as a book that is only read."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.organisations import Organisation
from ..domain.roles import Action
from . import books, register_import
from .register_import import Preview, Progress, Taken
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


def take_old(
    session: OfficeSession,
    looked_at: Preview,
    decisions: Mapping[int, bool],
    *,
    organ: Organisation,
    spellings: Mapping[str, str],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Taken:
    """Opens the preview's book for the office that kept it, takes the lines and seals the book.

    If it is stopped or cannot be done, neither book nor office is left behind.
    """
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "open_book") as repo:
        fresh = repo.get(Organisation, organ.id) is None
        if fresh:
            repo.save(organ)
        repo.save(looked_at.book)
    done = False
    try:
        taken = register_import.take(
            session, looked_at, decisions, spellings=spellings, progress=progress, cancelled=cancelled
        )
        done = not taken.stopped
    finally:
        if not done:
            with session.store.write(session.clerk.id, "drop_book") as repo:
                _drop(repo, looked_at.book, organ if fresh else None)
    if done:
        books.seal(session, looked_at.book)
    return taken


def _drop(repo: "Repository", book: Book, organ: Organisation | None) -> None:
    repo.remove(book)
    if organ is not None:
        repo.remove(organ)
