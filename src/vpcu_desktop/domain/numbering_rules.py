"""The rules of numbering: who gets which series, when a term begins, what a ledger must account for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .errors import BadNumber
from .numbering import ALL_TYPES, Direction, NumberEntry, NumberState, Scope, Secrecies
from .text import clean_line

#: Before any document of the Party: where a series begins whose term's beginning nobody has entered.
BEGINNING = date(1930, 2, 3)

#: A number given by hand that lies further ahead than this is taken for a slip until it is confirmed.
FAR_AHEAD = 100

#: A counter only moves upwards: a slip beyond this would spoil its series for good.
LARGEST = 999_999

_SUFFIX = re.compile(r"[^\W\d_]{1,3}")


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that the counter has passed and nothing is known of; both ends inclusive."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class NumberReport:
    """What a ledger has to say of itself (sổ số trống, số trùng)."""

    next: int
    gaps: tuple[Gap, ...]
    doubles: tuple[tuple[int, str], ...]  # number and suffix that several documents bear, from a paper book
    reserved: tuple[NumberEntry, ...]
    expired: tuple[NumberEntry, ...]  # of the reserved: to be issued or passed over with a reason
    void: tuple[NumberEntry, ...]
    blank: tuple[NumberEntry, ...]
    suffixed: tuple[NumberEntry, ...]
    out_of_order: tuple[tuple[NumberEntry, NumberEntry], ...]  # the later number has the earlier date
    issued: int

    @property
    def clean(self) -> bool:
        """Whether nothing asks for a decision."""
        return not (self.gaps or self.doubles or self.expired or self.out_of_order)


def clean_suffix(text: str) -> str:
    """A suffix as it is kept: small letters. Raises BadNumber for what is none (a figure would make 151 of 15)."""
    suffix = clean_line(text).lower()
    if suffix and not _SUFFIX.fullmatch(suffix):
        raise BadNumber(reason="suffix")
    return suffix


def check_number(value: int, suffix: str, counter: int) -> None:
    """Raises BadNumber for a number that none can be, or a suffix to a number that has not been reached."""
    if value < 1:
        raise BadNumber(reason="below_one", value=value)
    if value > LARGEST:
        raise BadNumber(reason="too_large", value=value)
    if suffix and value >= counter:
        raise BadNumber(reason="suffix_ahead", value=value, next=counter)


def find_gaps(start: int, counter: int, values: Iterable[int]) -> tuple[Gap, ...]:
    """Between the start and the counter, what the values (ascending) leave out."""
    gaps, expected = [], start
    for value in values:
        if value > expected:
            gaps.append(Gap(expected, value - 1))
        expected = max(expected, value + 1)
    if counter > expected:
        gaps.append(Gap(expected, counter - 1))
    return tuple(gaps)


def find_disorder(entries: Iterable[NumberEntry]) -> tuple[tuple[NumberEntry, NumberEntry], ...]:
    """Pairs of neighbours, in the order of numbers, of which the second is dated before the first."""
    found, last = [], None
    for entry in entries:
        if entry.day is None or entry.state not in (NumberState.ISSUED, NumberState.VOID):
            continue
        if last is not None and last.day is not None and entry.day < last.day:
            found.append((last, entry))
        last = entry
    return tuple(found)


def report(
    entries: Sequence[NumberEntry],
    gaps: tuple[Gap, ...],
    doubles: tuple[tuple[int, str], ...],
    counter: int,
    today: date,
) -> NumberReport:
    """The report of a series; `entries` in the order of numbers."""
    by_state = {state: tuple(e for e in entries if e.state is state) for state in NumberState}
    reserved = by_state[NumberState.RESERVED]
    return NumberReport(
        next=counter,
        gaps=gaps,
        doubles=doubles,
        reserved=reserved,
        expired=tuple(e for e in reserved if e.expires is not None and e.expires < today),
        void=by_state[NumberState.VOID],
        blank=by_state[NumberState.BLANK],
        suffixed=tuple(e for e in entries if e.suffix),
        out_of_order=find_disorder(entries),
        issued=len(by_state[NumberState.ISSUED]),
    )


@dataclass(frozen=True, slots=True)
class RollOver:
    """The change of terms in an organ and those under it.

    If the first plenum meets while the congress still sits, the new term begins on the plenum's opening day.
    """

    organ: str
    closing_day: date
    term: str  # "2025–2030"
    first_plenum: date | None = None

    @property
    def first_day(self) -> date:
        """The first day of the new term: the day after the congress closes, or the plenum's opening day."""
        if self.first_plenum is not None and self.first_plenum <= self.closing_day:
            return self.first_plenum
        return self.closing_day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A term (nhiệm kỳ) of an organ; both days inclusive, None: not known, or still open."""

    organ: str
    name: str
    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)


@dataclass(frozen=True, slots=True)
class Policy:
    """How an office numbers, from a day on (None: from the beginning).

    `yearly`: counter groups that begin anew each year although others run for the term. `groups`: types that count in
    another type's group.
    """

    effective_from: date | None = None
    scope: Scope = Scope.TERM
    yearly: tuple[str, ...] = ("LCT",)
    secret_out: Secrecies = Secrecies.SHARED  # SECRET: outgoing secret documents have series of their own
    secret_in: Secrecies = Secrecies.SECRET
    groups: Mapping[str, str] = field(default_factory=lambda: {"QĐi": "QĐ", "QyĐ": "QĐ"})

    def scope_of(self, direction: Direction, group: str) -> Scope:
        if direction is Direction.INCOMING or group in self.yearly:
            return Scope.YEAR
        return self.scope

    def secrecies(self, direction: Direction, *, secret: bool) -> Secrecies:
        """Which kind of series a document is numbered by."""
        own = self.secret_out if direction is Direction.OUTGOING else self.secret_in
        if own is Secrecies.SHARED:
            return Secrecies.SHARED
        return Secrecies.SECRET if secret else Secrecies.ORDINARY

    def group_of(self, direction: Direction, type_abbr: str, office_groups: Mapping[str, str]) -> str:
        """The counter group of a type: Quyết định and Quy định share QĐ. A paper without a type counts with the CV."""
        if direction is Direction.INCOMING:
            return ALL_TYPES
        return office_groups.get(type_abbr) or self.groups.get(type_abbr, type_abbr) or "CV"


@dataclass(frozen=True, slots=True)
class Span:
    """When a series counts, and its name."""

    scope: Scope
    name: str
    first_day: date
    last_day: date | None


def policy_on(policies: Sequence[Policy], day: date) -> Policy:
    """The policy in force on a day; `policies` by their days."""
    in_force = [p for p in policies if (p.effective_from or date.min) <= day]
    return in_force[-1] if in_force else Policy()


def span_of(
    policies: Sequence[Policy], direction: Direction, group: str, day: date, terms: Sequence[Term], organ: str
) -> Span:
    """The span of the series that numbers a group on a day: a year or a term, while the office counts so.

    `terms` are those of the organ; where none holds the day, it lies before, between or after them.
    """
    first, last = _stretch(policies, direction, group, day)
    scope = policy_on(policies, day).scope_of(direction, group)
    if scope is Scope.YEAR:
        term = Term(organ, f"Năm {day.year}", date(day.year, 1, 1), date(day.year, 12, 31))
    else:
        term = next((t for t in terms if t.holds(day)), None) or _between(terms, day, organ)
        term = Term(organ, f"Nhiệm kỳ {term.name}".strip(), term.first_day, term.last_day)
    begins = max(term.first_day or BEGINNING, first or date.min)
    ends = min(term.last_day or date.max, last or date.max)
    return Span(scope, term.name, begins, None if ends == date.max else ends)


def _stretch(
    policies: Sequence[Policy], direction: Direction, group: str, day: date
) -> tuple[date | None, date | None]:
    """From when to when the group's scope is the one of this day, over all policies that agree on it."""
    scope = policy_on(policies, day).scope_of(direction, group)
    first: date | None = None
    for policy in policies:
        if policy.effective_from is None:
            continue
        differs = policy.scope_of(direction, group) is not scope
        if policy.effective_from <= day:
            before = policy_on(policies, policy.effective_from - timedelta(days=1)).scope_of(direction, group)
            if not differs and before is not scope:
                first = policy.effective_from
        elif differs:
            return first, policy.effective_from - timedelta(days=1)
    return first, None


def _between(terms: Sequence[Term], day: date, organ: str) -> Term:
    """The time without a known term that a day lies in."""
    before = [t.last_day for t in terms if t.last_day is not None and t.last_day < day]
    after = [t.first_day for t in terms if t.first_day is not None and t.first_day > day]
    first = max(before) + timedelta(days=1) if before else None
    last = min(after) - timedelta(days=1) if after else None
    return Term(organ, "" if last is None else f"đến {last:%d/%m/%Y}", first, last)


def terms_after(terms: Sequence[Term], roll: RollOver, organ: str) -> tuple[Term, ...]:
    """The terms of an organ once it has rolled over: the one before ends the day before the new one begins."""
    first = roll.first_day
    kept = [
        Term(t.organ, t.name, t.first_day, min(t.last_day or date.max, first - timedelta(days=1)))
        for t in terms
        if (t.first_day or date.min) < first
    ]
    return (*kept, Term(organ, roll.term, first))
