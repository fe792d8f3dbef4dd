"""The statements that lists of documents are walked with: each order along one index, whatever narrows it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, bindparam, func, not_, or_, select, tuple_, union_all
from sqlalchemy.sql import visitors

from ..domain.day_ranges import DateRange
from ..domain.documents import State
from ..domain.lines import Facts, Line
from ..domain.numbering import Direction
from ..domain.search import DIRECTION_WORDS, Chip, ChipField, Query, SortField, Term
from .engines.searching import found, fts, held_off, joined_names, match_text, place_in
from .mapping import Fields
from .register_schema import assignment, attachment, document, dossier_item, recipient
from .schema import vault
from .statements import Prepared

Key = tuple[Any, ...]
Condition = ColumnElement[bool]

_D = document.c
LINE = Fields(Line)
FACTS = Fields(Facts)
_RECIPIENTS = (
    select(joined_names(recipient.c.name)).where(recipient.c.document == _D.row).correlate(document).scalar_subquery()
)
_COMPUTED: dict[str, ColumnElement[Any]] = {
    "recipients": func.coalesce(_RECIPIENTS, ""),
    "secret": select(vault.c.kind == "secret").scalar_subquery(),
}
LINE_COLUMNS = [_COMPUTED[name] if name in _COMPUTED else _D[name] for name in LINE.names]

GROUPED = {SortField.ISSUER: _D.issuer_name, SortField.TYPE: _D.type_name, SortField.STATE: _D.state}
_EQUAL = {
    ChipField.DIRECTION: _D.direction,
    ChipField.TYPE: _D.type_name,
    ChipField.STATE: _D.state,
    ChipField.BOOK: _D.book,
    ChipField.ISSUER: _D.issuer_name,
    ChipField.URGENCY: _D.urgency,
    ChipField.CHANNEL: _D.channel,
    ChipField.SECRECY: _D.secrecy,
}
#: Few documents have the value of such a chip: they are looked up by it, and only then by words.
SELECTIVE = frozenset(ChipField) - {
    *(ChipField.DIRECTION, ChipField.TYPE, ChipField.STATE, ChipField.URGENCY, ChipField.CHANNEL),
    *(ChipField.SECRECY, ChipField.ATTACHMENTS),
}
#: Chips that name their documents one by one: nothing else is looked up then.
_NAMING = {
    *((field, "") for field in (ChipField.NAME, ChipField.DOSSIER, ChipField.OVERDUE)),
    (ChipField.PERIOD, "day"),
}


#: What came once more by another way; few, and found by their lacking a number.
_COPIES = (
    select(_D.row)
    .where(_D.direction == Direction.INCOMING.value, _D.number.is_(None), _D.removed_at.is_(None))
    .where(held_off(_D.state) == State.NOTED.value, _D.book.is_(None))
    .correlate(None)
)
_IS_OPEN = or_(*(held_off(_D.state) == state.value for state in State if state.is_open))


class Kind(Enum):
    """What a stretch holds, and the way in which it is walked."""

    REGISTERED = "registered"
    BOOK = "book"  # by its lines
    NUMBER = "number"  # of one direction
    UNNUMBERED = "unnumbered"
    DAY = "day"
    UNDATED = "undated"
    DUE = "due"
    NOT_DUE = "not_due"
    GROUP = "group"  # of one issuer, type or state, and one direction
    ENTERED = "entered"  # what the words find, in the order of entering


_KEYS: dict[Kind, tuple[ColumnElement[Any], ...]] = {
    Kind.REGISTERED: (_D.registered, _D.row),
    Kind.BOOK: (_D.line, _D.row),
    Kind.NUMBER: (_D.number, _D.row),
    Kind.UNNUMBERED: (_D.row,),
    Kind.DAY: (_D.day, _D.direction, _D.row),
    Kind.UNDATED: (_D.direction, _D.row),
    Kind.DUE: (_D.due, _D.row),
    Kind.NOT_DUE: (_D.registered, _D.row),
    Kind.GROUP: (_D.registered, _D.row),
    Kind.ENTERED: (fts.c.rowid,),
}
_IN_KIND: dict[Kind, Condition] = {
    Kind.BOOK: _D.line.is_not(None),
    Kind.NUMBER: (_D.direction == bindparam("of_direction")) & _D.number.is_not(None),
    Kind.UNNUMBERED: (_D.direction == bindparam("of_direction")) & _D.number.is_(None),
    Kind.DAY: _D.day.is_not(None),
    Kind.UNDATED: _D.day.is_(None),
    Kind.DUE: _D.due.is_not(None) & _D.done_on.is_(None) & _IS_OPEN,
    Kind.NOT_DUE: or_(held_off(_D.due).is_(None), _D.done_on.is_not(None), not_(_IS_OPEN)),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What statements are made for; the values come later. Shapes are few, and each is compiled once.

    `whole`: with what is only the number of a line in the secret vault. `other_codes`: without the code that was typed.
    `copies`: only what came once more by another way, or all but that; None: both.
    """

    kind: Kind
    chips: tuple[tuple[ChipField, str], ...]
    words: bool
    descending: bool
    whole: bool = True
    group: SortField | None = None
    other_codes: bool = False
    copies: bool | None = None

    def has(self, chip: ChipField) -> bool:
        return any(name is chip for name, _ in self.chips)


@dataclass(slots=True)
class Stretch:
    """Lines that stand one after the other in a list; how many, once they were counted."""

    shape: Shape
    values: dict[str, Any]
    count: int = 0

    @property
    def name(self) -> tuple[Shape, tuple[tuple[str, Any], ...]]:
        """The same for the same lines, however often their list is opened."""
        return self.shape, tuple(sorted(self.values.items()))


def stretch(
    kind: Kind,
    query: Query,
    *,
    whole: bool,
    descending: bool = True,
    group: SortField | None = None,
    other_codes: bool = False,
    copies: bool | None = None,
    **values: Any,
) -> Stretch:
    terms, chips = query.terms, query.chips
    if kind is Kind.ENTERED:  # a direction is one more word there
        terms += tuple(Term(DIRECTION_WORDS[way], whole=True) for way in only_directions(query))
        chips = tuple(chip for chip in chips if chip.field is not ChipField.DIRECTION)
    made = {name: value for chip in chips for name, value in _values(chip).items()}
    if terms:
        made["words"] = match_text(terms)
    shape = Shape(
        kind,
        tuple((chip.field, _variant(chip)) for chip in chips),
        bool(terms),
        descending,
        whole,
        group,
        other_codes,
        copies,
    )
    return Stretch(shape, made | values)


def names_its_documents(query: Query) -> bool:
    """Whether a chip does."""
    return any((chip.field, _variant(chip)) in _NAMING for chip in query.chips)


def key_width(shape: Shape) -> int:
    return len(_KEYS[shape.kind])


@lru_cache(maxsize=512)
def counting(shape: Shape) -> Prepared:
    """How many lines it has."""
    return Prepared(_select(shape, func.count(), all_at_once=True))


@lru_cache(maxsize=512)
def counting_most(shape: Shape) -> Prepared:
    """How many lines it has, `most` at most: very many are not counted to their end."""
    return Prepared(
        select(func.count()).select_from(_select(shape, *_named_keys(shape)).limit(bindparam("most")).subquery())
    )


@lru_cache(maxsize=512)
def counting_groups(shape: Shape, by: SortField) -> Prepared:
    """Value, direction and number of each group."""
    return Prepared(_select(shape, GROUPED[by], _D.direction, func.count()).group_by(GROUPED[by], _D.direction))


@lru_cache(maxsize=512)
def key_walk(shape: Shape) -> Prepared:
    """The keys of the first line and of every `step`-th after it."""
    keys = _named_keys(shape)
    walk = _select(shape, *keys, place_in(*_order(shape)).label("place"), all_at_once=True).subquery()
    names = [walk.c[key.name] for key in keys]
    return Prepared(select(*names).where((walk.c.place - 1) % bindparam("step") == 0))


@lru_cache(maxsize=512)
def registered_keys(shape: Shape) -> Prepared:
    """What its lines would be registered under."""
    return Prepared(_select(shape, *_KEYS[Kind.REGISTERED]))


@lru_cache(maxsize=512)
def decided_by(shape: Shape) -> frozenset[str]:
    """The facts of a document that decide whether it stands in the stretch, and where."""
    parts = visitors.iterate(_select(shape, *_KEYS[shape.kind]))
    return frozenset(part.name for part in parts if isinstance(part, Column) and part.table is document)


@lru_cache(maxsize=512)
def first_keys(shape: Shape) -> Prepared:
    """The keys of the first `limit` lines."""
    return Prepared(_select(shape, *_named_keys(shape)).order_by(*_order(shape)).limit(bindparam("limit")))


@lru_cache(maxsize=512)
def gathering(shape: Shape) -> Prepared:
    """What all its lines are ordered by."""
    return Prepared(_select(shape, *(_D[name] for name in FACTS.names)))


@lru_cache(maxsize=2)
def counting_after(*, of_direction: bool) -> Prepared:
    """How many documents, of one direction or of both, were entered after the rowid `after`."""
    statement = select(func.count()).where(_D.row > bindparam("after"), _D.removed_at.is_(None))
    return Prepared(statement.where(held_off(_D.direction) == bindparam("direction")) if of_direction else statement)


@lru_cache(maxsize=512)
def page(shape: Shape, *, begun: bool) -> Prepared:
    """Keys and lines from the key `from0`… on, or from the first; the wide columns are read for `limit` lines only."""
    keys = _named_keys(shape)
    inner = _select(shape, *keys).order_by(*_order(shape)).limit(bindparam("limit"))
    if begun:
        inner = inner.where(_from(shape, "from"))
    walk = inner.subquery()
    names = [walk.c[key.name] for key in keys]
    statement = select(*names, *LINE_COLUMNS).join_from(walk, document, _D.row == names[-1])
    return Prepared(statement.order_by(*(name.desc() if shape.descending else name for name in names)))


@lru_cache(maxsize=512)
def key_of(shape: Shape) -> Prepared:
    """The key of the document with the rowid `sought`, if it stands in the stretch."""
    return Prepared(_select(shape, *_KEYS[shape.kind]).where(_KEYS[shape.kind][-1] == bindparam("sought")))


@lru_cache(maxsize=512)
def counting_between(shape: Shape) -> Prepared:
    """How many lines stand from one key up to before another."""
    return Prepared(_select(shape, func.count()).where(_from(shape, "from"), not_(_from(shape, "to"))))


def _select(shape: Shape, *columns: Any, all_at_once: bool = False) -> Select[Any]:
    """`all_at_once`: for a walk over all its lines, not for the next few."""
    statement = select(*columns).where(*_conditions(shape, all_at_once=all_at_once))
    if shape.kind is not Kind.ENTERED:
        return statement.select_from(document)
    if not shape.chips and shape.whole and not shape.other_codes:
        return statement.select_from(fts)
    return statement.select_from(fts.join(document, _D.row == fts.c.rowid))


def _named_keys(shape: Shape) -> list[Any]:
    return [key.label(f"key{n}") for n, key in enumerate(_KEYS[shape.kind])]


def _order(shape: Shape) -> list[ColumnElement[Any]]:
    return [key.desc() if shape.descending else key.asc() for key in _KEYS[shape.kind]]


def _from(shape: Shape, name: str) -> Condition:
    keys = _KEYS[shape.kind]
    mine = tuple_(*keys) if len(keys) > 1 else keys[0]
    binds: list[ColumnElement[Any]] = [bindparam(f"{name}{n}") for n in range(len(keys))]
    theirs = tuple_(*binds) if len(keys) > 1 else binds[0]
    return mine <= theirs if shape.descending else mine >= theirs


def _conditions(shape: Shape, *, all_at_once: bool) -> list[Condition]:
    entered = shape.kind is Kind.ENTERED
    made: list[Condition] = [] if entered else [_D.removed_at.is_(None)]
    if not shape.whole:
        made.append(held_off(_D.state) != State.MOVED.value)
    if shape.other_codes:
        made.append(held_off(_D.match_key) != bindparam("match_key"))
    if shape.kind in _IN_KIND:
        made.append(_IN_KIND[shape.kind])
    if shape.kind is Kind.GROUP and shape.group is not None:
        value, way = GROUPED[shape.group], _D.direction
        if shape.copies:  # looked up one by one
            made += [
                _D.row.in_(_COPIES),
                held_off(value) == bindparam("of"),
                held_off(way) == bindparam("of_direction"),
            ]
        else:
            made += [value == bindparam("of"), way == bindparam("of_direction")]
        if shape.copies is False:
            made.append(held_off(_D.row).not_in(_COPIES))
    if entered:
        made.append(found("words"))
    elif shape.words:
        made.append(held_off(_D.row).in_(select(fts.c.rowid).where(found("words"))))
    return made + [_condition(shape, name, variant, all_at_once=all_at_once) for name, variant in shape.chips]


def _condition(shape: Shape, name: ChipField, variant: str, *, all_at_once: bool) -> Condition:
    value: ColumnElement[Any] = bindparam(name.value)
    if name in _EQUAL:
        column = _EQUAL[name]
        return (column if _leads(shape, name) else held_off(column)) == value
    if name is ChipField.PERIOD and variant == "day":
        live = select(_D.row).where(_D.removed_at.is_(None))
        return _D.row.in_(union_all(live.where(_D.registered == value), live.where(_D.day == value)))
    if name in (ChipField.PERIOD, ChipField.DAY):
        column = _D.registered if name is ChipField.PERIOD else _D.day
        return column.between(value, bindparam(f"{name.value}_to"))
    if name is ChipField.NAME:
        of_name = select(assignment.c.document).where(assignment.c.name == value, assignment.c.removed_at.is_(None))
        return _D.id.in_(of_name)
    if name is ChipField.DOSSIER:
        items = dossier_item.c
        return _D.id.in_(select(items.document).where(items.dossier == value, items.removed_at.is_(None)))
    if name is ChipField.OVERDUE:
        return _overdue(value)
    assert name is ChipField.ATTACHMENTS
    there = attachment.c.removed_at.is_(None)
    if all_at_once:  # no document's own row need be read for it
        other = document.alias("other")
        has: Condition = held_off(_D.row).in_(
            select(other.c.row).join_from(attachment, other, other.c.id == attachment.c.document).where(there)
        )
    else:
        has = select(attachment.c.row).where(attachment.c.document == _D.id, there).exists()
    return has if variant == "with" else ~has


def _overdue(today: Any) -> Condition:
    """Open, and its own deadline or that of something asked of somebody is past."""
    late = select(_D.row).where(_D.due < today, _D.done_on.is_(None), _IS_OPEN)
    asked = (
        select(_D.row)
        .join_from(assignment, document, _D.id == assignment.c.document)
        .where(assignment.c.due < today, assignment.c.done_on.is_(None), assignment.c.removed_at.is_(None))
        .where(_IS_OPEN)
    )
    return _D.row.in_(union_all(late, asked))


def _leads(shape: Shape, name: ChipField) -> bool:
    """Whether an index may be looked up for the chip: not where many documents share the value and the order is another
    one's.
    """
    if any(chip in _NAMING for chip in shape.chips):
        return False
    if name is ChipField.DIRECTION:
        return shape.kind in (Kind.REGISTERED, Kind.NUMBER, Kind.UNNUMBERED)
    if name in (ChipField.TYPE, ChipField.STATE):
        return shape.kind is Kind.REGISTERED and shape.has(ChipField.DIRECTION)
    return shape.kind is not Kind.ENTERED


def _variant(chip: Chip) -> str:
    if chip.field is ChipField.PERIOD and isinstance(chip.value, DateRange) and chip.value.one_day:
        return "day"
    if chip.field is ChipField.ATTACHMENTS:
        return "with" if chip.value else "without"
    return ""


def _values(chip: Chip) -> dict[str, Any]:
    name, value = chip.field.value, chip.value
    if isinstance(value, DateRange):
        return {name: value.first.isoformat(), f"{name}_to": value.last.isoformat()}
    if isinstance(value, date):
        return {name: value.isoformat()}
    return {} if isinstance(value, bool) else {name: value.value if isinstance(value, Enum) else value}


def only_directions(query: Query) -> tuple[Direction, ...]:
    """The one that a query is narrowed to; none without."""
    only = query.value(ChipField.DIRECTION)
    return (only,) if isinstance(only, Direction) else ()
