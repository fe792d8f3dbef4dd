"""Lists of documents: any place in a million lines without counting up to it, and the search over their words.

A list is made of stretches that stand one after the other (one for each issuer, type or state; those without a day
after those with one). Each is walked along one index. Of a long one the key of every so many-th line is asked for once,
so that a page begins at its key and never at an offset.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from ..domain.documents import State
from ..domain.lines import Facts, Line
from ..domain.numbering import Direction
from ..domain.search import Chip, ChipField, Query, Sort, SortField, Term
from . import stretches as ways
from .anchors import Anchors
from .audit import ERASURE
from .bulk import IMPORT
from .engines.searching import found, fts, held_off, match_text
from .register_schema import attachment, document
from .schema import audit_entry, audit_value
from .statements import Prepared
from .stretches import Key, Kind, Stretch, stretch

#: How many documents, the last rowid, and how many do not count any more.
Counted = tuple[int, int, int]

_D = document.c
_BY_ROW = Prepared(select(*ways.LINE_COLUMNS).where(_D.row == bindparam("sought")))
_ROW_OF = Prepared(select(_D.row).where(_D.id == bindparam("sought")))
_LAST_ROW = Prepared(select(func.max(_D.row)))
_REMOVED = Prepared(select(func.count()).select_from(document).where(_D.removed_at.is_not(None)))
_EXACT = Prepared(
    select(_D.row).where(_D.match_key == bindparam("key"), _D.removed_at.is_(None)).limit(bindparam("limit"))
)
_SAME_CODE = Prepared(
    select(_D.id, _D.day, _D.issuer_name).where(
        _D.match_key == bindparam("key"), held_off(_D.direction) == bindparam("way"), _D.removed_at.is_(None)
    )
)
_UNNAMED = Prepared(
    select(_D.id, _D.match_key, _D.number, _D.subject, _D.issuer_name).where(
        _D.direction == bindparam("way"),
        _D.registered == bindparam("registered"),
        or_(_D.match_key == "", _D.day.is_(None)),
        _D.removed_at.is_(None),
    )
)
_HITS = Prepared(select(fts.c.rowid).where(found("words")).order_by(fts.c.rowid.desc()).limit(bindparam("limit")))
_RANKED = Prepared(select(fts.c.rowid, fts.c.rank).where(found("words")))
_LAST_ENTRY = Prepared(select(func.max(audit_entry.c.row)))
_SINCE = Prepared(
    select(audit_entry.c.kind, audit_entry.c.entity_id, audit_value.c.old, audit_value.c.new)
    .outerjoin(audit_value, (audit_value.c.station == audit_entry.c.station) & (audit_value.c.seq == audit_entry.c.seq))
    .where(audit_entry.c.row > bindparam("mark"))
    .order_by(audit_entry.c.row)
    .limit(bindparam("limit"))
)
#: After more changes than this a list is walked anew.
_FOLLOWED = 2_000
_MOVED = Prepared(select(_D.row).where(_D.state == State.MOVED.value, _D.removed_at.is_(None)).limit(1))


class Finder:
    """`repo.finder`: within one transaction of a vault. `whole`: with what has its line in the secret vault now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @staticmethod
    def names_its_documents(query: Query) -> bool:
        """Whether a chip names them one by one: they are better gathered than walked."""
        return ways.names_its_documents(query)

    @staticmethod
    def selects(query: Query) -> bool:
        """Whether few documents have the value of a chip: these are looked up first, and only then the words."""
        return any(chip.field in ways.SELECTIVE for chip in query.chips)

    def stretches(self, query: Query, sort: Sort, *, whole: bool = True) -> list[Stretch]:
        """The stretches that a list is made of, counted; some may be empty. Groups come in no order."""
        if sort.field in ways.GROUPED:
            return self._groups(query, sort, whole=whole)
        made = _parts(query, sort, whole=whole)
        if len(made) != 2:
            return [self.count(each) for each in made]
        # Few lack the fact, or few are still due: these are counted, and the many are what is left.
        few = made[0] if sort.field is SortField.DUE else made[1]
        many = next(each for each in made if each is not few)
        many.count = self.total(query, whole=whole).count - self.count(few).count
        return made

    def uncounted(self, query: Query, sort: Sort) -> list[Stretch]:
        """The stretches of an order that has no groups, their lengths not known yet."""
        return _parts(query, sort, whole=True)

    def total(self, query: Query, *, whole: bool = True) -> Stretch:
        """All that a query leaves, counted along the best index."""
        return self.count(stretch(Kind.REGISTERED, query, whole=whole))

    def entered(self, query: Query, *, whole: bool = True, match_key: str = "", most: int | None = None) -> Stretch:
        """All that the words find, newest entered first: for words that very many documents have.

        With a `match_key`, without the documents of that code; with `most` no more than so many.
        """
        other = bool(match_key)
        found = stretch(Kind.ENTERED, query, whole=whole, other_codes=other, match_key=match_key)
        if most is None:
            return self.count(found)
        found.count = int(self._all(ways.counting_most(found.shape), found.values | {"most": most})[0][0])
        return found

    def count(self, of: Stretch) -> Stretch:
        of.count = int(self._all(ways.counting(of.shape), of.values)[0][0])
        return of

    def count_on(self, direction: Direction | None, known: Counted) -> Counted:
        """The number of documents of a whole register, from what it was before; (0, 0, 0) where nothing is known.

        Documents hardly ever leave: those that did are counted, and then all are counted anew.
        """
        count, after, gone = known
        last, removed = (int(self._all(statement, {})[0][0] or 0) for statement in (_LAST_ROW, _REMOVED))
        if not after or removed != gone:
            chips = () if direction is None else (Chip(ChipField.DIRECTION, direction),)
            return self.total(Query(chips=chips)).count, last, removed
        values = {"after": after} | ({} if direction is None else {"direction": direction.value})
        statement = ways.counting_after(of_direction=direction is not None)
        return count + int(self._all(statement, values)[0][0]), last, removed

    def gathered(self, query: Query, *, whole: bool = True) -> list[Facts]:
        """What all that a query leaves is ordered by."""
        of = stretch(Kind.REGISTERED, query, whole=whole)
        return [ways.FACTS.decode(row) for row in self._all(ways.gathering(of.shape), of.values)]

    def keys(self, of: Stretch, step: int) -> list[Key]:
        """The keys of the first line and of every `step`-th after it. Takes its time over a long stretch."""
        return [tuple(row) for row in self._all(ways.key_walk(of.shape), of.values | {"step": step})]

    def anchors(self, of: Stretch, step: int, known: Anchors | None = None) -> Anchors:
        """Every `step`-th place of a stretch; those of the same stretch that are known already are carried on.

        Takes its time over a long one, if it must be walked.
        """
        carried = None if known is None or of.shape.words else self._carried_on(of, known)
        if carried is not None:
            return carried
        mark = int(self._all(_LAST_ENTRY, {})[0][0] or 0)
        if of.shape.kind is not Kind.NOT_DUE:
            keys = self.keys(of, step)
            return Anchors(keys, range(0, len(keys) * step, step), mark, of.shape.descending)
        # All are walked along their index, and the few that stand elsewhere are left out of the count.
        keys = self.keys(Stretch(replace(of.shape, kind=Kind.REGISTERED), of.values), step)
        due = sorted(tuple(key) for key in self._all(ways.registered_keys(replace(of.shape, kind=Kind.DUE)), of.values))
        ranks = [n * step - (len(due) - bisect_right(due, key)) for n, key in enumerate(keys)]
        return Anchors(keys, ranks, mark, of.shape.descending)

    def _carried_on(self, of: Stretch, known: Anchors) -> Anchors | None:
        """The same places after what was written since; None where documents may have changed theirs."""
        written = self._all(_SINCE, {"mark": known.mark, "limit": _FOLLOWED})
        if len(written) == _FOLLOWED or not known.keys:
            return None
        new: list[str] = []
        for kind, id_, before, after in written:
            if kind in (IMPORT, ERASURE) or (kind == attachment.name and of.shape.has(ChipField.ATTACHMENTS)):
                return None
            if kind != document.name or id_ in new:
                continue
            if before is None:
                new.append(id_)
            elif after is None or ways.decided_by(of.shape) & json.loads(after).keys():
                return None
        rows = [row for row in map(self.row_of, new) if row is not None]
        keys = [key for key in (self.key_of(of, row) for row in rows) if key is not None]
        return known.with_more(keys, int(self._all(_LAST_ENTRY, {})[0][0] or 0))

    def first_keys(self, of: Stretch, limit: int) -> list[Key]:
        """The keys of the first lines."""
        return [tuple(row) for row in self._all(ways.first_keys(of.shape), of.values | {"limit": limit})]

    def page(self, of: Stretch, start: Key | None, limit: int) -> list[tuple[Key, Line]]:
        """So many lines from a key on, it included; from the first on with None."""
        values = of.values | {f"from{n}": part for n, part in enumerate(start or ())} | {"limit": limit}
        width, decode = ways.key_width(of.shape), ways.LINE.decode
        rows = self._all(ways.page(of.shape, begun=start is not None), values)
        return [(tuple(row[:width]), decode(row[width:])) for row in rows]

    def lines(self, rows: Sequence[int]) -> list[Line]:
        """The lines of these rows, in their order."""
        read = (_BY_ROW.run(self._connection, {"sought": row}).fetchone() for row in rows)
        return [ways.LINE.decode(row) for row in read if row is not None]

    def some(self, query: Query, limit: int, *, whole: bool = True) -> list[Line] | None:
        """All that the words and chips find, newest first; None if it is more than `limit`."""
        tried = stretch(Kind.REGISTERED if self.selects(query) else Kind.ENTERED, query, whole=whole)
        keys = self.first_keys(tried, limit + 1)
        return None if len(keys) > limit else self.lines([key[-1] for key in keys])

    def exact(self, match_key: str, limit: int) -> list[int]:
        """The rows of documents with this code."""
        if not match_key:
            return []
        return [row[0] for row in self._all(_EXACT, {"key": match_key, "limit": limit})]

    def same_code(self, direction: Direction, match_key: str) -> list[tuple[str, date | None, str]]:
        """Id, own day and issuer of the documents of a direction whose code may be the same."""
        rows = self._all(_SAME_CODE, {"key": match_key, "way": direction.value})
        return [(id_, date.fromisoformat(day) if day else None, issuer) for id_, day, issuer in rows]

    def unnamed_of(self, direction: Direction, registered: date) -> list[tuple[str, str, int | None, str | None, str]]:
        """Id, match key, number, subject and issuer of what was registered on a day without a code or without a day."""
        rows = self._all(_UNNAMED, {"way": direction.value, "registered": registered.isoformat()})
        return [(id_, key, number, subject, issuer) for id_, key, number, subject, issuer in rows]

    def relevance(self, terms: Sequence[Term], rarely: int) -> dict[int, float]:
        """bm25 of each hit, the best lowest; empty where a word is in more than `rarely` documents: that takes long."""
        for term in terms:
            if len(self._all(_HITS, {"words": match_text([term]), "limit": rarely + 1})) > rarely:
                return {}
        return dict(self._all(_RANKED, {"words": match_text(terms)}))

    def newest(self, terms: Sequence[Term], limit: int) -> list[Line]:
        """The documents entered last of those that have the words."""
        return self.lines([row[0] for row in self._all(_HITS, {"words": match_text(terms), "limit": limit})])

    def row_of(self, id: str) -> int | None:
        rows = self._all(_ROW_OF, {"sought": id})
        return int(rows[0][0]) if rows else None

    def key_of(self, of: Stretch, row: int) -> Key | None:
        """A document's key in a stretch; None if it does not stand there."""
        rows = self._all(ways.key_of(of.shape), of.values | {"sought": row})
        return tuple(rows[0]) if rows else None

    def between(self, of: Stretch, start: Key, end: Key) -> int:
        """How many lines stand from one key up to before another."""
        places = {f"from{n}": part for n, part in enumerate(start)} | {f"to{n}": part for n, part in enumerate(end)}
        return int(self._all(ways.counting_between(of.shape), of.values | places)[0][0])

    def has_moved(self) -> bool:
        """Whether anything here has its line in the secret vault now."""
        return bool(self._all(_MOVED, {}))

    def _groups(self, query: Query, sort: Sort, *, whole: bool) -> list[Stretch]:
        """A stretch for each value and direction, in no order."""
        all_of_them = stretch(Kind.GROUP, query, whole=whole)
        made = []
        for value, direction, count in self._all(
            ways.counting_groups(all_of_them.shape, sort.field), all_of_them.values
        ):
            each = stretch(Kind.GROUP, query, whole=whole, group=sort.field, of=value, of_direction=direction)
            each.count = count
            noted = sort.field is SortField.STATE and value == State.NOTED.value
            made += self._without_copies(each) if noted and direction == Direction.INCOMING.value else [each]
        return made

    def _without_copies(self, noted: Stretch) -> list[Stretch]:
        """What is only noted, and apart from it what came once more by another way."""
        copies = self.count(Stretch(replace(noted.shape, copies=True), noted.values))
        if not copies.count:
            return [noted]
        return [Stretch(replace(noted.shape, copies=False), noted.values, noted.count - copies.count), copies]

    def _all(self, statement: Prepared, values: dict[str, Any]) -> list[Any]:
        return list(statement.run(self._connection, values).fetchall())


def _parts(query: Query, sort: Sort, *, whole: bool) -> list[Stretch]:
    """The stretches of an order that needs no looking; those without its fact stand at the end, newest first."""

    def made(kind: Kind, *, descending: bool = True, way: str = "") -> Stretch:
        return stretch(kind, query, whole=whole, descending=descending, of_direction=way)

    if sort.field is SortField.NUMBER:
        both = [direction.value for direction in ways.only_directions(query) or Direction]
        numbered = [made(Kind.NUMBER, descending=sort.descending, way=way) for way in both]
        return [*numbered, *(made(Kind.UNNUMBERED, way=way) for way in both)]
    if sort.field is SortField.DAY:
        return [made(Kind.DAY, descending=sort.descending), made(Kind.UNDATED)]
    if sort.field is SortField.DUE:
        return [made(Kind.DUE, descending=sort.descending), made(Kind.NOT_DUE)]
    in_book = any(chip.field is ChipField.BOOK for chip in query.chips)
    return [made(Kind.BOOK if in_book else Kind.REGISTERED, descending=sort.descending)]
