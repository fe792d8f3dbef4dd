"""Document types that the office adds to those of the rules (văn bản chuyên ngành), each with its counter group."""

from dataclasses import replace

from ..domain.books import OfficeType
from ..domain.document_types import DocumentType
from ..domain.roles import Action
from ..domain.text import clean_line, sort_key
from .changes import Changes, Kind
from .session import OfficeSession


def office_types(session: OfficeSession) -> tuple[OfficeType, ...]:
    """The office's own, in alphabetical order."""
    with session.store.read() as repo:
        return tuple(sorted(repo.all(OfficeType), key=lambda each: sort_key(each.name)))


def own_types(session: OfficeSession) -> tuple[DocumentType, ...]:
    """The same beside those of the rules: part of `session.document_types`."""
    return tuple(
        DocumentType(each.abbreviation, each.name, None, each.group, each.first_day, each.last_day)
        for each in office_types(session)
    )


def save_type(session: OfficeSession, kind: OfficeType) -> Changes:
    """Adds a type or stores its changed self; without a group it counts for itself.

    An abbreviation stays as it was typed: CTr is not CT, DA is not ĐA.
    """
    session.require(Action.MANAGE_BOOKS)
    abbreviation, group = clean_line(kind.abbreviation), clean_line(kind.group)
    cleaned = replace(kind, abbreviation=abbreviation, name=clean_line(kind.name), group=group or abbreviation)
    with session.store.write(session.clerk.id, "save_type") as repo:
        repo.save(cleaned)
    session.forget("document_types")
    return Changes.of("save_type", Kind.BOOKS)
