"""What the last lines of the register tell about the next one: who writes under which code, about what, to whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..domain.books import Book
from ..domain.codes import Code, Style, read_code
from ..domain.directory import Directory, EntryKind
from ..domain.document_types import DocumentTypes
from ..domain.documents import Document
from ..domain.following import DuePolicy
from ..domain.numbering import Direction
from ..domain.organisations import Catalogue, Organisation
from ..domain.text import fold, match_rank, matches
from . import incoming, organisations, rules
from .session import OfficeSession

_LINES = 400  # that are remembered
_MOST = 8  # suggestions
#: How the State's letters without an abbreviation are called.
_LETTER = "Công văn"


@dataclass(frozen=True, slots=True)
class EntryMemory:
    """The lines that were entered last, newest first, with what the office knows of issuers, books and numbers.

    `books`: the ordinary incoming ones that are open; `next_numbers`: the số đến that each would give, by id.
    `issuers`: who alone wrote under a code (`TU`) of late; a code that several use is left out.
    """

    lines: tuple[Document, ...] = ()
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(()))
    types: DocumentTypes = field(default_factory=rules.document_types)
    books: tuple[Book, ...] = ()
    next_numbers: Mapping[str, int] = field(default_factory=dict)
    issuers: Mapping[str, str] = field(default_factory=dict)
    due_policy: DuePolicy = field(default_factory=DuePolicy)

    @property
    def known_codes(self) -> frozenset[str]:
        """The abbreviations of the catalogue, for `read_code`."""
        return frozenset(each.code for each in self.catalogue.all if each.code)

    def books_of(self, day: date) -> tuple[Book, ...]:
        """The books that take a line of this day, the one that is taken without a choice first."""
        return tuple(book for book in self.books if book.takes(day))

    def issuer_of(self, code: Code, day: date | None) -> str:
        """Who writes under a code: the one organisation of the catalogue that has it, or who used it alone of late.

        "" where several may: thousands of committees write ĐU.
        """
        if not code.issuer:
            return ""
        called = [o.name for o in self.catalogue.all if o.code == code.issuer and not o.own and o.existed_on(day)]
        if len(called) == 1:
            return called[0]
        return "" if called else self.issuers.get(code.issuer, "")

    def suggest_issuers(self, typed: str, day: date | None) -> tuple[Organisation, ...]:
        """Organisations for what was typed, those of late first; the office's own, and those of another time, last."""
        late = {line.issuer: n for n, line in reversed(list(enumerate(self.lines)))}
        found = self.catalogue.suggest(typed, day, limit=5 * _MOST)
        order = sorted(found, key=lambda o: (not o.existed_on(day), o.own, late.get(o.id, _LINES)))
        return tuple(order[:_MOST])

    def suggest_subjects(self, typed: str, issuer: str, type_name: str) -> tuple[str, ...]:
        """Subjects of late for what was typed: those of the issuer and type first."""
        return self._texts(
            typed,
            lambda line: line.subject or "",
            lambda line: (fold(line.issuer_name) != fold(issuer)) + (fold(line.type_name) != fold(type_name)),
        )

    def suggest_signers(self, typed: str, issuer: str) -> tuple[str, ...]:
        """Who signed of late, for this issuer first."""
        return self._texts(typed, lambda line: line.signer, lambda line: fold(line.issuer_name) != fold(issuer))

    def suggest_receivers(self, typed: str, directory: Directory) -> tuple[str, ...]:
        """Units and persons of the directory, then who received papers of late."""
        known = [entry.name for kind in (EntryKind.UNIT, EntryKind.PERSON) for entry in directory.suggest(kind, typed)]
        return tuple(dict.fromkeys((*known, *self._texts(typed, lambda line: line.receiver, lambda _line: 0))))[:_MOST]

    def type_names(self, code: Code, day: date) -> tuple[str, ...]:
        """What a code's type may be called on a day: two names for the Party's QĐ, none where it does not tell."""
        if code.type:
            return tuple(dict.fromkeys(t.name for t in self.types.by_abbreviation(code.type, code.style, day)))
        return (_LETTER,) if code.style is Style.STATE and code.issuer and code.number else ()

    def suggest_types(self, typed: str, day: date) -> tuple[tuple[str, str], ...]:
        """Names of types with their abbreviations, found by either; an abbreviation typed whole stands first."""
        found: dict[str, str] = {}
        ranked: dict[str, tuple[bool, int]] = {}
        for each in self.types.on(day):
            short = fold(each.abbreviation)
            if each.name not in found and (matches(typed, each.name) or (short and short.startswith(fold(typed)))):
                found[each.name] = each.abbreviation
                ranked[each.name] = short != fold(typed), match_rank(typed, each.name)
        return tuple((name, found[name]) for name in sorted(found, key=lambda name: ranked[name])[:_MOST])

    def abbreviation_of(self, type_name: str, code: Code) -> str:
        """The abbreviation of a type: as the code writes it, else as the rules do; "" for one that has none."""
        if code.type:
            return code.type
        return next((each.abbreviation for each in self.types.named(type_name)), "")

    def _texts(self, typed: str, text: Callable[[Document], str], rank: Callable[[Document], int]) -> tuple[str, ...]:
        best: dict[str, tuple[int, int]] = {}
        for line in self.lines:
            value = text(line)
            if value and value not in best and matches(typed, value):
                best[value] = rank(line), match_rank(typed, value)
        return tuple(sorted(best, key=lambda value: best[value]))[:_MOST]


def read_memory(session: OfficeSession) -> EntryMemory:
    """Reads the ordinary vault; of secret lines nothing is ever proposed."""
    with session.store.read() as repo:
        lines = repo.documents.recent(Direction.INCOMING, _LINES)
        books = sorted(
            (b for b in repo.all(Book) if b.direction is Direction.INCOMING and not b.secret and b.closed_on is None),
            key=lambda b: (b.position, -b.volume),
        )
        numbers = {b.id: repo.ledger.peek(b.series) for b in books if b.series is not None}
    return EntryMemory(
        lines,
        organisations.catalogue(session),
        session.document_types,
        tuple(books),
        numbers,
        _alone(lines),
        incoming.due_policy(session),
    )


def _alone(lines: Iterable[Document]) -> dict[str, str]:
    """Who wrote under a code, where one alone did."""
    users: dict[str, set[str]] = {}
    for line in lines:
        issuer = read_code(line.code).issuer if line.code and line.issuer_name else ""
        if issuer:
            users.setdefault(issuer, set()).add(line.issuer_name)
    return {code: names.pop() for code, names in users.items() if len(names) == 1}
