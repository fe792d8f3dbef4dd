"""Lists of documents for screens and exports: any query, any order, any place in them; nothing here says OFFSET.

What stands in the secret vault is merged in while that is open. While it is not, a list is exactly what it would be if
those documents did not exist.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from ..domain.codes import match_key
from ..domain.day_ranges import DateRange
from ..domain.lines import Facts, Line
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.search import Chip, ChipField, Query, Sort, as_typed_rank, parse
from ..domain.text import clean_line
from .changes import Changes, Kind
from .filter_text import query_from, query_values
from .list_parts import STEP, Listed, Part, Vault, Walked
from .session import OfficeSession
from .suggesting import suggest

__all__ = [
    "Line",
    "View",
    "export_noted",
    "filters",
    "leaving",
    "lines",
    "open_view",
    "parse",
    "remove_filter",
    "save_filter",
    "suggest",
]

#: So many hits are ordered by how well they fit; more stand newest first.
RANKED = 300
HASTY = 20_000
_RARE = 3_000  # documents that a word may be in, so that bm25 takes no time
_EXACT = 100
_FILTERS = "filters"
_NEWEST = Sort()


class View:
    """A list as it was when it was opened: `total` lines in pages of `page_rows`. Pages may be read in any thread."""

    page_rows = STEP

    def __init__(self, parts: list[Part], *, more: bool = False) -> None:
        """`more`: there are further lines, which nobody counted."""
        self._parts = [part for part in parts if part.count]
        self.total = sum(part.count for part in self._parts)
        self.more = more

    def page(self, number: int) -> tuple[Line, ...]:
        """The lines of a page; the last one may be shorter, and one that was there before may have left."""
        return tuple(self._lines(number * STEP, STEP))

    def row_of(self, id: str) -> int | None:
        """Where a document stands in the list; None if it does not."""
        before = 0
        for part in self._parts:
            place = part.place(id)
            if place is not None:
                return before + place
            before += part.count
        return None

    def _lines(self, first: int, count: int) -> list[Line]:
        found: list[Line] = []
        for part in self._parts:
            if first < part.count and len(found) < count:
                found += part.lines(first, min(count - len(found), part.count - first))
            first = max(first - part.count, 0)
        return found


def open_view(session: OfficeSession, query: Query, sort: Sort = _NEWEST, *, hasty: bool = False) -> View:
    """Opens a list. Words that few documents have: best ones first, unless another order is asked for.

    `hasty`: somebody is still typing; of words that very many documents have only the newest are counted (`View.more`).
    """
    session.require(Action.READ)
    settled = _settled(query)
    if settled is None:
        return View([])
    parts = _parts(_vaults(session), settled, sort, most=HASTY if hasty else None)
    return View(parts, more=hasty and any(part.count == HASTY for part in parts))


def leaving(session: OfficeSession, query: Query, sort: Sort = _NEWEST) -> View:
    """What of a list may leave the program: never a line of the secret vault."""
    session.require(Action.EXPORT)
    settled = _settled(query)
    return View([] if settled is None else _parts([Vault(session.store)], settled, sort))


def lines(session: OfficeSession, query: Query, sort: Sort = _NEWEST) -> Iterator[Line]:
    """All lines of a list that leave the program (`leaving`). The trail tells how many."""
    view = leaving(session, query, sort)
    export_noted(session, view.total, query)
    for number in range(-(-view.total // STEP)):
        yield from view.page(number)


def export_noted(session: OfficeSession, count: int, query: Query) -> Changes:
    """Enters in the trail that so many lines left the program, and by what they were chosen (no values)."""
    session.require(Action.EXPORT)
    told = {"documents": count, "words": bool(query.text), "filter": sorted({chip.field.value for chip in query.chips})}
    with session.store.write(session.clerk.id, "export") as repo:
        repo.trail.append("export", new_id(), None, told)
    return Changes.of("export")


def filters(session: OfficeSession) -> dict[str, Query]:
    """The saved filters by name. What was saved as `tuần này` is this week's whenever it is used."""
    with session.store.read() as repo:
        kept = json.loads(repo.setting(_FILTERS) or "{}")
    return {name: query_from(values, session.today()) for name, values in kept.items()}


def save_filter(session: OfficeSession, name: str, query: Query) -> Changes:
    """Keeps a query under a name, in place of an earlier one."""
    return _change_filters(session, "save_filter", clean_line(name), query)


def remove_filter(session: OfficeSession, name: str) -> Changes:
    return _change_filters(session, "remove_filter", name, None)


def _change_filters(session: OfficeSession, label: str, name: str, query: Query | None) -> Changes:
    session.require(Action.EDIT_REGISTER)
    with session.store.write(session.clerk.id, label) as repo:
        kept = json.loads(repo.setting(_FILTERS) or "{}")
        kept.pop(name, None)
        if query is not None:
            kept[name] = query_values(query)
        repo.set_setting(_FILTERS, json.dumps(kept, ensure_ascii=False))
    return Changes.of(label, Kind.REGISTER)


def _vaults(session: OfficeSession) -> list[Vault]:
    """The ordinary one, and the secret one while it is open."""
    if session.secret is None:
        return [Vault(session.store)]
    with session.store.read() as repo:
        moved = repo.finder.has_moved()
    return [Vault(session.store, whole=not moved), Vault(session.secret)]


def _settled(query: Query) -> Query | None:
    """With one chip of each field; None where two of them contradict each other."""
    chips: dict[ChipField, Chip] = {}
    for chip in query.chips:
        other = chips.get(chip.field, chip)
        if isinstance(chip.value, DateRange) and isinstance(other.value, DateRange):
            first, last = max(chip.value.first, other.value.first), min(chip.value.last, other.value.last)
            if first > last:
                return None
            chip = replace(chip, value=DateRange(first, last))
        elif chip.value != other.value:
            return None
        chips[chip.field] = chip
    return replace(query, chips=tuple(chips.values()))


def _parts(vaults: list[Vault], query: Query, sort: Sort, *, most: int | None = None) -> list[Part]:
    if query.terms:
        few = _few(vaults, query, sort)
        if few is not None:
            return [few]
    from ..data.finder import Finder

    if Finder.names_its_documents(query):
        return [_gathered(vaults, query, sort)]
    newest_entered = bool(query.terms) and sort == _NEWEST and not Finder.selects(query)
    return _entered(vaults, query, most) if newest_entered else list(Walked.all(vaults, query, sort))


def _few(vaults: list[Vault], query: Query, sort: Sort) -> Part | None:
    """What the words find, if it is not too much to be ordered; the secret vault is never too large for that."""
    hits: list[tuple[Vault, Line]] = []
    ranks: dict[tuple[Vault, int], tuple[bool, float]] = {}
    for vault in vaults:
        with vault.finder() as finder:
            some = finder.some(query, RANKED, whole=vault.whole)
            if some is None:
                return None
            hits += ((vault, line) for line in some)
            if sort == _NEWEST and some:
                exact = set(finder.exact(match_key(query.text), RANKED))
                bm25 = finder.relevance(query.terms, _RARE)
                ranks |= {(vault, line.row): (line.row not in exact, bm25.get(line.row, 0.0)) for line in some}
    if sort != _NEWEST:
        return Listed.of(hits, sort)

    def fit(hit: tuple[Vault, Line]) -> tuple[bool, int, float, int, int]:
        vault, line = hit
        other_code, relevance = ranks[vault, line.row]
        return other_code, _typed_otherwise(query, line), relevance, -line.registered.toordinal(), -line.row

    return Listed([(vault, line.row, line) for vault, line in sorted(hits, key=fit)])


def _typed_otherwise(query: Query, line: Line) -> int:
    texts = (
        line.type_name,
        line.subject or "",
        line.issuer_name,
        line.signer,
        line.receiver,
        line.recipients,
        line.note,
    )
    return as_typed_rank(query.text, *texts)


def _gathered(vaults: list[Vault], query: Query, sort: Sort) -> Part:
    found: list[tuple[Vault, Facts]] = []
    for vault in vaults:
        with vault.finder() as finder:
            found += ((vault, facts) for facts in finder.gathered(query, whole=vault.whole))
    return Listed.of(found, sort)


def _entered(vaults: list[Vault], query: Query, most: int | None) -> list[Part]:
    """Newest entered first, but documents with just this code before all, and the few secret ones before the others."""
    key = match_key(query.text)
    found: list[Part] = []
    for vault in vaults:
        with vault.finder() as finder:
            exact = finder.exact(key, _EXACT) if not query.chips else []
            stretch = finder.entered(query, whole=vault.whole, match_key=key if exact else "", most=most)
        listed = [(vault, row, None) for row in sorted(exact, reverse=True)]
        found = [Listed(listed), *found, Walked([(vault, stretch)])]
    return found
