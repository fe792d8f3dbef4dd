"""The organisations that documents come from and go to; the catalogue grows by typing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain.organisations import Catalogue, Group, Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line, sort_key
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


def catalogue(session: OfficeSession, repo: "Repository | None" = None) -> Catalogue:
    """The organisations as they stand; read again only after one has changed, whoever changed it.

    Within a transaction of the ordinary vault give its `repo`: what was not committed yet is seen, not remembered.
    """
    if repo is None:
        with session.store.read() as reading:
            return catalogue(session, reading)
    newest, known = repo.newest_change(Organisation), session.catalogue
    if known is not None and known[0] == newest:
        return known[1]
    found = Catalogue(repo.all(Organisation))
    if not repo.has_written:
        session.catalogue = newest, found
    return found


def organisations(session: OfficeSession) -> tuple[Organisation, ...]:
    """All of them, those of the past too, in alphabetical order."""
    return tuple(sorted(catalogue(session).all, key=lambda each: sort_key(each.name)))


def own_organs(session: OfficeSession, day: date | None = None) -> tuple[Organisation, ...]:
    """The organs that the office numbers for, in the order of their entering; with a day those that existed then."""
    return tuple(each for each in catalogue(session).all if each.own and each.existed_on(day))


def save(session: OfficeSession, organisation: Organisation) -> Changes:
    """Adds an organisation or stores its changed self.

    A document keeps the name that its issuer had: for a new name, end the old organisation with a successor.
    """
    session.require(Action.EDIT_REGISTER)
    with session.store.write(session.clerk.id, "save_organisation") as repo:
        repo.save(_cleaned(organisation))
    return Changes.of("save_organisation", Kind.BOOKS)


def end(
    session: OfficeSession, organisation: Organisation, last_day: date, successor: Organisation | None = None
) -> Changes:
    """It ended on that day; its successor, new or known, takes its place from the next day on."""
    session.require(Action.EDIT_REGISTER)
    with session.store.write(session.clerk.id, "end_organisation") as repo:
        after = None
        if successor is not None:
            begins = successor.valid_from or last_day + timedelta(days=1)
            after = _cleaned(replace(successor, valid_from=begins, predecessor=organisation.id))
            repo.save(after)
        repo.save(replace(organisation, valid_to=last_day, successor=after.id if after else organisation.successor))
    return Changes.of("end_organisation", Kind.BOOKS)


def suggest(
    session: OfficeSession, typed: str, day: date | None = None, *, limit: int = 20
) -> tuple[Organisation, ...]:
    """What was typed, found in any spelling; those that existed on the day come before those that did not."""
    return catalogue(session).suggest(typed, day, limit=limit)


def learn(
    session: OfficeSession, repo: "Repository", name: str, *, day: date | None = None, group: Group = Group.OTHER
) -> Organisation | None:
    """The organisation of this name within a writing transaction; an unknown one enters the catalogue.

    None for an empty name, or one that several organisations answer to.
    """
    name = clean_line(name)
    known = catalogue(session, repo)
    found = known.find(name, day)
    if found is not None or not name or known.knows(name):
        return found
    new = Organisation(new_id(), name, group=group)
    repo.save(new)
    return new


def _cleaned(organisation: Organisation) -> Organisation:
    texts = {name: clean_line(getattr(organisation, name)) for name in ("name", "short_name", "code", "spellings")}
    return replace(organisation, **texts, address=clean(organisation.address))  # type: ignore[arg-type]
