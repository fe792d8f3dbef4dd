"""The organisations that documents come from and go to; the catalogue grows by typing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain.organisations import Group, Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean, clean_line, match_rank, matches, sort_key
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository


def organisations(session: OfficeSession) -> tuple[Organisation, ...]:
    """All of them, those of the past too, in alphabetical order."""
    with session.store.read() as repo:
        return tuple(sorted(repo.all(Organisation), key=lambda each: sort_key(each.name)))


def own_organs(session: OfficeSession, day: date | None = None) -> tuple[Organisation, ...]:
    """The organs that the office numbers for, in the order of their entering; with a day those that existed then."""
    with session.store.read() as repo:
        return tuple(each for each in repo.all(Organisation) if each.own and each.existed_on(day))


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
    found = [each for each in organisations(session) if any(matches(typed, written) for written in each.written)]
    return tuple(sorted(found, key=lambda each: _rank(each, typed, day)))[:limit]


def find(known: Iterable[Organisation], name: str, day: date | None = None) -> Organisation | None:
    """The organisation that is so called: by its name before any other spelling, and if one alone answers to it.

    Thousands of committees share the code ĐU: a spelling that several have names none of them.
    """
    called = [each for each in known if each.is_called(name)]
    alive = [each for each in called if each.existed_on(day)] or called
    by_name = [each for each in alive if replace(each, short_name="", code="", spellings="").is_called(name)]
    fitting = by_name or alive
    return fitting[0] if len(fitting) == 1 else None


def learn(repo: "Repository", name: str, *, day: date | None = None, group: Group = Group.OTHER) -> Organisation | None:
    """The organisation of this name within a writing transaction; an unknown one enters the catalogue.

    None for an empty name, or one that several organisations answer to.
    """
    name = clean_line(name)
    known = repo.all(Organisation)
    found = find(known, name, day)
    if found is not None or not name or any(each.is_called(name) for each in known):
        return found
    new = Organisation(new_id(), name, group=group)
    repo.save(new)
    return new


def _rank(each: Organisation, typed: str, day: date | None) -> tuple[object, ...]:
    return not each.existed_on(day), min(match_rank(typed, written) for written in each.written), sort_key(each.name)


def _cleaned(organisation: Organisation) -> Organisation:
    texts = {name: clean_line(getattr(organisation, name)) for name in ("name", "short_name", "code", "spellings")}
    return replace(organisation, **texts, address=clean(organisation.address))  # type: ignore[arg-type]
