"""Suggestions from what the registers hold: as typed, with or without diacritics, what is used most and last first."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..domain.lines import Line
from ..domain.organisations import Organisation
from ..domain.register_fields import Field
from ..domain.search import ChipField, terms
from ..domain.text import clean_line, match_rank, matches
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

#: The newest documents that have the typed words are looked at; and so many suggestions are given.
_LOOKED_AT = 150
_GIVEN = 12
_SEPARATOR = "; "

_VALUES: dict[Field, Callable[[Line], Iterable[str]]] = {
    Field.ISSUER: lambda line: (line.issuer_name,),
    Field.TYPE: lambda line: (line.type_name,),
    Field.SUBJECT: lambda line: (line.subject or "",),
    Field.SIGNER: lambda line: (line.signer,),
    Field.RECEIVER: lambda line: (line.receiver,),
    Field.RECIPIENTS: lambda line: line.recipients.split(_SEPARATOR),
}
_OF_CHIPS = {ChipField.ISSUER: Field.ISSUER, ChipField.TYPE: Field.TYPE, ChipField.NAME: Field.RECEIVER}


def suggest(session: OfficeSession, field: Field | ChipField, typed: str) -> list[str]:
    """What the field was given in documents before, and the names that the office knows, fitting what was typed.

    Of the ordinary vault only: what stands in a secret line is never offered elsewhere.
    """
    asked = _OF_CHIPS[field] if isinstance(field, ChipField) else field
    words = terms(typed)
    counts: Counter[str] = Counter()
    with session.store.read() as repo:
        if words:
            for n, line in enumerate(repo.finder.newest(words, _LOOKED_AT)):
                for value in filter(None, map(clean_line, _VALUES[asked](line))):
                    counts[value] += 1 + (n < _LOOKED_AT // 10)  # the newest ones count twice
        known = _known(session, repo, asked)
    for name in known:
        counts[name] += 0
    fitting = [value for value in counts if matches(typed, value)]
    fitting.sort(key=lambda value: (match_rank(typed, value), -counts[value]))
    return fitting[:_GIVEN]


def _known(session: OfficeSession, repo: "Repository", field: Field) -> Iterable[str]:
    if field in (Field.ISSUER, Field.RECIPIENTS):
        return tuple(each.name for each in repo.all(Organisation))
    if field is Field.RECEIVER:
        return tuple(entry.name for entry in session.directory.entries if entry.active)
    return ()
