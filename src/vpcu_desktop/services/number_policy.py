"""How the office numbers: its dated policies, its terms, and the series that follow from them.

A series comes into being when it is first needed, by the policy and the term of its day; nobody sets one up by hand.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..domain.document_types import rule_day
from ..domain.errors import BadNumber, NumbersGiven, ReasonNeeded
from ..domain.numbering import ALL_TYPES, Direction, Scope, Secrecies, Series
from ..domain.numbering_rules import Policy, RollOver, Span, Term, check_number, policy_on, span_of, terms_after
from ..domain.organisations import Organisation
from ..domain.roles import Action
from ..domain.schedule import new_id
from ..domain.text import clean_line
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository

_POLICY = "numbering.policy"
_TERMS = "numbering.terms"
CONGRESS_CODE = "ĐH"


@dataclass(frozen=True, slots=True)
class Opened:
    """A series that was found or made."""

    series: Series
    changes: Changes


def policies(repo: "Repository") -> tuple[Policy, ...]:
    """The office's policies by their days; before the first of them, and without any, the Party's usual one holds."""
    text = repo.setting(_POLICY)
    return tuple(_policy(each) for each in json.loads(text)) if text else ()


def policy(session: OfficeSession, day: date | None = None) -> Policy:
    """The policy in force on a day; today by default."""
    with session.store.read() as repo:
        return policy_on(policies(repo), day or session.today())


def set_policy(session: OfficeSession, new: Policy) -> Changes:
    """From its day on the office numbers so; series whose span it ends get their last day.

    Raises NumbersGiven if a series that it ends has numbers of that day or later.
    """
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "set_number_policy") as repo:
        kept = [p for p in policies(repo) if p.effective_from != new.effective_from]
        after = sorted([*kept, new], key=lambda p: p.effective_from or date.min)
        repo.set_setting(_POLICY, json.dumps([_policy_values(p) for p in after], ensure_ascii=False))
        if new.effective_from is not None:
            for each in repo.all(Series):
                usual = each.scope in (Scope.TERM, Scope.YEAR)
                if usual and new.scope_of(each.direction, each.group) is not each.scope:
                    _end_series(repo, each, new.effective_from - timedelta(days=1))
    return Changes.of("set_number_policy", Kind.BOOKS)


def series_for(
    session: OfficeSession,
    repo: "Repository",
    *,
    organ: str,
    direction: Direction,
    type_abbr: str = "",
    day: date,
    secret: bool = False,
) -> Series:
    """The series that numbers such a document, made on first use, within a writing transaction of the ordinary vault.

    Raises BadNumber if the series of that day was closed.
    """
    found, wanted, group, span = _sought(session, repo, organ, direction, type_abbr, day, secret)
    if found is None:
        new = _new(organ, direction, wanted, group, span)
        repo.ledger.add_series(new)
        return new
    if secret and found.secrecies is Secrecies.ORDINARY:
        found = replace(found, secrecies=Secrecies.SHARED)  # the office has gone over to one series for both
        repo.save(found)
    return found


def known_series(
    session: OfficeSession,
    repo: "Repository",
    *,
    organ: str,
    direction: Direction,
    type_abbr: str = "",
    day: date,
    secret: bool = False,
) -> Series | None:
    """The same, but None where the series has yet to be made: for showing the next number."""
    return _sought(session, repo, organ, direction, type_abbr, day, secret)[0]


def expected_series(
    session: OfficeSession,
    repo: "Repository",
    *,
    organ: str,
    direction: Direction,
    type_abbr: str = "",
    day: date,
    secret: bool = False,
) -> Series:
    """The same, but where the series has yet to be made, as it would be; nothing is stored."""
    found, wanted, group, span = _sought(session, repo, organ, direction, type_abbr, day, secret)
    return found or _new(organ, direction, wanted, group, span)


def open_series(
    session: OfficeSession,
    *,
    organ: str,
    direction: Direction,
    type_abbr: str = "",
    day: date | None = None,
) -> Opened:
    """Makes the series before its first document, to set where it starts."""
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "open_series") as repo:
        found = series_for(
            session,
            repo,
            organ=organ,
            direction=direction,
            type_abbr=type_abbr,
            day=day or session.today(),
        )
    return Opened(found, Changes.of("open_series", Kind.BOOKS))


def save_series(session: OfficeSession, series: Series) -> Changes:
    """Stores a series of the office's own making, or a new name, last day or closing of one that counts.

    What its numbers rest on (organ, group, first day, start) stays once it has given one. Raises NumbersGiven.
    """
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "save_series") as repo:
        before = repo.get(Series, series.id)
        cleaned = replace(series, name=clean_line(series.name))
        if before is None:
            repo.ledger.add_series(cleaned)
            return Changes.of("save_series", Kind.BOOKS)
        last = repo.ledger.last_day(series.id)
        too_short = last is not None and series.last_day is not None and series.last_day < last
        if repo.ledger.is_begun(series.id) and (too_short or _bearing(before) != _bearing(series)):
            raise NumbersGiven(name=before.name)
        if before.start != series.start:
            raise ReasonNeeded(what="start")  # `set_start` asks for it
        repo.save(cleaned)
    return Changes.of("save_series", Kind.BOOKS)


def set_start(session: OfficeSession, series: Series, first: int, reason: str) -> Changes:
    """The series starts at this number: the office had given the ones before it elsewhere, on paper.

    Can be put right until the first number is given. Raises NumbersGiven, ReasonNeeded, BadNumber.
    """
    session.require(Action.MANAGE_BOOKS)
    why = clean_line(reason)
    if not why:
        raise ReasonNeeded(what="start")
    check_number(first, "", first)
    with session.store.write(session.clerk.id, "set_start") as repo:
        if repo.ledger.is_begun(series.id):
            raise NumbersGiven(name=series.name)
        repo.ledger.restart(replace(series, start=first, start_reason=why))
    return Changes.of("set_start", Kind.BOOKS)


def terms(session: OfficeSession, organ: str) -> tuple[Term, ...]:
    """The terms of an organ, its superior's or the office's where it has none of its own, oldest first."""
    with session.store.read() as repo:
        return _terms_of(session, repo, organ)


def start_term(session: OfficeSession, roll: RollOver) -> Changes:
    """A new term begins for the organ and the office's other organs under it: what counts by term begins anew.

    Raises NumbersGiven if a number of the new term was already given in another one's series.
    """
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "start_term") as repo:
        organs = _with_those_below(repo, roll.organ)
        before = {organ: _terms_of(session, repo, organ) for organ in organs}
        others = [term for term in _stored_terms(repo) if term.organ not in organs]
        after = [term for organ in organs for term in terms_after(before[organ], roll, organ)]
        _store_terms(repo, [*others, *after])
        for each in repo.all(Series):
            of_term = each.organ in organs and each.direction is Direction.OUTGOING and each.scope is Scope.TERM
            if of_term and each.first_day != roll.first_day:
                _end_series(repo, each, roll.first_day - timedelta(days=1))
        head = repo.get(Organisation, roll.organ)
        if head is not None and head.code == repo.office().code:
            repo.save(replace(repo.office(), term_name=roll.term, term_start=roll.first_day, term_end=None))
    session.forget("office")
    return Changes.of("start_term", Kind.BOOKS, Kind.OFFICE)


def ending_with(session: OfficeSession, roll: RollOver) -> tuple[Series, ...]:
    """The series that a new term ends, each to begin anew: to be shown before `start_term`."""
    last = roll.first_day - timedelta(days=1)
    with session.store.read() as repo:
        organs = _with_those_below(repo, roll.organ)
        return tuple(
            each
            for each in repo.all(Series)
            if each.organ in organs
            and each.direction is Direction.OUTGOING
            and each.scope is Scope.TERM
            and each.counts_on(last)
        )


def start_congress(session: OfficeSession, organ: str, name: str, first_day: date, last_day: date) -> Opened:
    """A congress numbers as an organ of its own, all types with one counter, from preparatory session to closing.

    Its own organs (đoàn chủ tịch, thư ký, thẩm tra tư cách, kiểm phiếu) share that counter.
    """
    session.require(Action.MANAGE_BOOKS)
    congress = Organisation(
        new_id(),
        clean_line(name),
        code=CONGRESS_CODE,
        parent=organ,
        own=True,
        valid_from=first_day,
        valid_to=last_day,
    )
    counter = Series(
        new_id(), congress.id, Direction.OUTGOING, ALL_TYPES, Scope.CONGRESS, congress.name, first_day, last_day
    )
    with session.store.write(session.clerk.id, "start_congress") as repo:
        repo.save(congress)
        repo.ledger.add_series(counter)
    return Opened(counter, Changes.of("start_congress", Kind.BOOKS))


def _sought(
    session: OfficeSession,
    repo: "Repository",
    organ: str,
    direction: Direction,
    type_abbr: str,
    day: date,
    secret: bool,
) -> tuple[Series | None, Secrecies, str, Span]:
    """The series of such a document or None, and what a new one has to be."""
    from ..domain.books import OfficeType

    rules = policies(repo)
    rule = policy_on(rules, day)
    own_types = {t.abbreviation: t.group for t in repo.all(OfficeType)}
    group = rule.group_of(direction, type_abbr, own_types)
    wanted = rule.secrecies(direction, secret=secret)
    span = span_of(rules, direction, group, day, _terms_of(session, repo, organ), organ)
    kin = [s for s in repo.ledger.series_of(organ, direction, group, ALL_TYPES) if _numbers(s, wanted, secret=secret)]
    for scope in (Scope.CONGRESS, Scope.CUSTOM, span.scope):
        for each in kin:
            if each.scope is scope and each.counts_on(day):
                return each, wanted, group, span
    closed = next((s for s in kin if s.closed and replace(s, closed=False).counts_on(day)), None)
    if closed is not None:
        raise BadNumber(reason="not_counting", name=closed.name, day=day)
    return None, wanted, group, span


def _new(organ: str, direction: Direction, wanted: Secrecies, group: str, span: Span) -> Series:
    return Series(
        new_id(), organ, direction, group, span.scope, span.name, span.first_day, span.last_day, secrecies=wanted
    )


def _numbers(series: Series, wanted: Secrecies, *, secret: bool) -> bool:
    """Whether a series may number a document of that kind; a congress has one counter for all."""
    if not secret:
        return series.secrecies is not Secrecies.SECRET
    if wanted is Secrecies.SECRET and series.scope is not Scope.CONGRESS:
        return series.secrecies is Secrecies.SECRET
    return series.secrecies is not Secrecies.SECRET


def _bearing(series: Series) -> tuple[object, ...]:
    return series.organ, series.direction, series.group, series.scope, series.first_day


def _end_series(repo: "Repository", series: Series, last_day: date) -> None:
    """The series counts no longer than that day, or not at all. Raises NumbersGiven if it has given a later number."""
    if series.last_day is not None and series.last_day <= last_day:
        return
    latest = repo.ledger.last_day(series.id)
    if latest is not None and latest > last_day:
        raise NumbersGiven(name=series.name)
    repo.save(replace(series, last_day=last_day))


def _with_those_below(repo: "Repository", organ: str) -> tuple[str, ...]:
    """The organ and the office's other organs under it, congresses aside."""
    own = [each for each in repo.all(Organisation) if each.own and each.code != CONGRESS_CODE]
    found = [organ]
    for each in found:
        found.extend(child.id for child in own if child.parent == each and child.id not in found)
    return tuple(found)


def _terms_of(session: OfficeSession, repo: "Repository", organ: str) -> tuple[Term, ...]:
    stored, above, seen = _stored_terms(repo), organ, set[str]()
    while above and above not in seen:
        seen.add(above)
        found = [replace(term, organ=organ) for term in stored if term.organ == above]
        if found:
            return tuple(found)
        organisation = repo.get(Organisation, above)
        above = (organisation.parent or "") if organisation else ""
    office = session.office
    return (Term(organ, office.term_name, office.term_start),) if office.term_start else ()


def _stored_terms(repo: "Repository") -> tuple[Term, ...]:
    text = repo.setting(_TERMS)
    return tuple(
        Term(each["organ"], each["name"], rule_day(each["first_day"]), rule_day(each["last_day"]))
        for each in (json.loads(text) if text else ())
    )


def _store_terms(repo: "Repository", all_terms: Sequence[Term]) -> None:
    values = [
        {"organ": t.organ, "name": t.name, "first_day": _text(t.first_day), "last_day": _text(t.last_day)}
        for t in all_terms
    ]
    repo.set_setting(_TERMS, json.dumps(values, ensure_ascii=False))


def _policy(values: dict[str, Any]) -> Policy:
    return Policy(
        effective_from=rule_day(values["effective_from"]),
        scope=Scope(values["scope"]),
        yearly=tuple(values["yearly"]),
        secret_out=Secrecies(values["secret_out"]),
        secret_in=Secrecies(values["secret_in"]),
        groups=dict(values["groups"]),
    )


def _policy_values(rule: Policy) -> dict[str, Any]:
    return {
        "effective_from": _text(rule.effective_from),
        "scope": rule.scope.value,
        "yearly": list(rule.yearly),
        "secret_out": rule.secret_out.value,
        "secret_in": rule.secret_in.value,
        "groups": dict(rule.groups),
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
