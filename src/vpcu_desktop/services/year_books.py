"""The books of a year: opened when its first paper needs one, or beforehand, like those that the year before had."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Book
from ..domain.errors import BookClosed, NoOpenBook
from ..domain.numbering import Direction
from ..domain.organisations import Organisation
from ..domain.schedule import new_id
from .book_layout import go_on_as
from .books import books
from .forms import BOOK_FORMS
from .number_policy import series_for
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


def book_for(repo: "Repository", organ: str, direction: Direction, day: date, *, secret: bool = False) -> Book | None:
    """The book of an organ that takes a line of this day: of several the last opened volume."""
    fitting = [each for each in _kin(repo, organ, direction, secret=secret) if each.takes(day)]
    return max(fitting, key=lambda each: (each.first_day, each.volume), default=None)


def year_book(session: OfficeSession, repo: "Repository", organ: Organisation, direction: Direction, day: date) -> Book:
    """The ordinary book that takes a line of this day; the year's is opened where there is none yet."""
    found = book_for(repo, organ.id, direction, day)
    if found is not None:
        return found
    own = None
    if direction is Direction.INCOMING:
        own = series_for(session, repo, organ=organ.id, direction=direction, day=day).id
    return _open_year_book(repo, organ.id, direction, day.year, series=own)


def go_on_into_year(session: OfficeSession, repo: "Repository", direction: Direction, day: date) -> None:
    """On a new year's first papers its ordinary books follow by themselves on those that ended with the year before.

    A day that is still to come, or a year that had its books, opens nothing.
    """
    if day > session.today() or any(b.direction is direction and not b.secret and b.takes(day) for b in repo.all(Book)):
        return
    for organ in repo.all(Organisation):
        former = _of_year_before(repo, organ.id, direction, day.year, secret=False)
        if former is not None and organ.existed_on(day) and not _held_by(repo, organ.id, direction, day, secret=False):
            year_book(session, repo, organ, direction, day)


def secret_year_book(session: OfficeSession, organ: Organisation, direction: Direction, day: date) -> Book:
    """The same in the secret vault; of this year, or of one after a year that had one: no mistyped day opens a book.

    Raises ClearanceNeeded, NoOpenBook, and BookClosed if the year's is closed.
    """
    from .documents import secret_vault

    vault = secret_vault(session)
    with vault.read() as secret:
        found = book_for(secret, organ.id, direction, day, secret=True)
        closed = _held_by(secret, organ.id, direction, day, secret=True)
        follows = _of_year_before(secret, organ.id, direction, day.year, secret=True) is not None
    if found is not None:
        return found
    if closed is not None:
        raise BookClosed(name=closed.name, readonly=closed.readonly)
    if day.year != session.today().year and not follows:
        raise NoOpenBook(direction=direction.value, day=day)
    own = None
    if direction is Direction.INCOMING:
        with session.store.write(session.clerk.id, "open_series") as repo:
            own = series_for(session, repo, organ=organ.id, direction=direction, day=day, secret=True).id
    with vault.write(session.clerk.id, "open_book") as secret:
        secret.save(organ)
        return _open_year_book(secret, organ.id, direction, day.year, series=own, secret=True)


def open_year(session: OfficeSession, year: int) -> None:
    """Opens the books of a year for each organ and direction that has one of the year before, in either vault."""
    first, before = date(year, 1, 1), date(year - 1, 12, 31)
    with session.store.read() as repo:
        organs = [each for each in repo.all(Organisation) if each.own and each.existed_on(first)]
    known = [each for each in books(session) if not each.readonly and each.first_day <= before]
    for organ in organs:
        for direction in Direction:
            kinds = {each.secret for each in known if (each.organ, each.direction) == (organ.id, direction)}
            if False in kinds:
                with session.store.write(session.clerk.id, "start_year") as repo:
                    year_book(session, repo, organ, direction, first)
            if True in kinds:
                secret_year_book(session, organ, direction, first)


def _open_year_book(
    repo: "Repository", organ: str, direction: Direction, year: int, *, series: str | None, secret: bool = False
) -> Book:
    """A new book of a year: called and printed like the one of the year before, if there was one."""
    from ..output.register_words import book_title

    new = Book(
        id=new_id(),
        organ=organ,
        direction=direction,
        name=book_title(incoming=direction is Direction.INCOMING, secret=secret, year=year),
        form=BOOK_FORMS[direction, secret][0],
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        secret=secret,
        series=series,
        position=2 * secret + (direction is Direction.OUTGOING),
    )
    former = _of_year_before(repo, organ, direction, year, secret=secret)
    if former is not None:
        name = former.name.replace(str(year - 1), str(year))
        new = replace(new, name=name, form=former.form, position=former.position)
        go_on_as(repo, former, new)
    repo.save(new)
    return new


def _of_year_before(repo: "Repository", organ: str, direction: Direction, year: int, *, secret: bool) -> Book | None:
    """The last volume of the book that ended with the year before."""
    ended = [b for b in _kin(repo, organ, direction, secret=secret) if b.last_day == date(year - 1, 12, 31)]
    return max((b for b in ended if not b.readonly), key=lambda b: b.volume, default=None)


def _held_by(repo: "Repository", organ: str, direction: Direction, day: date, *, secret: bool) -> Book | None:
    """The last volume whose days hold this one, open or closed."""
    found = [
        b
        for b in _kin(repo, organ, direction, secret=secret)
        if b.first_day <= day and (b.last_day is None or day <= b.last_day)
    ]
    return max(found, key=lambda b: (b.first_day, b.volume), default=None)


def _kin(repo: "Repository", organ: str, direction: Direction, *, secret: bool) -> list[Book]:
    return [b for b in repo.all(Book) if (b.organ, b.direction, b.secret) == (organ, direction, secret)]
