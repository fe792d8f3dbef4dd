"""Which series numbers which day: whatever the policies and terms, each day has one span, and spans never meet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.numbering import Direction, Scope, Secrecies
from vpcu_desktop.domain.numbering_rules import Policy, RollOver, Span, Term, policy_on, span_of, terms_after

DAYS = st.dates(date(2024, 1, 1), date(2033, 12, 31))
OUT = Direction.OUTGOING


@st.composite
def policies(draw: st.DrawFn) -> list[Policy]:
    days = sorted(draw(st.sets(DAYS, max_size=4)))
    scopes = st.sampled_from([Scope.TERM, Scope.YEAR])
    yearly = st.sampled_from([(), ("LCT",), ("QĐ",), ("LCT", "QĐ")])
    return [Policy(day, scope=draw(scopes), yearly=draw(yearly)) for day in days]


@st.composite
def terms(draw: st.DrawFn) -> list[Term]:
    """As they come about: one after another, from roll-over to roll-over."""
    found: tuple[Term, ...] = ()
    if draw(st.booleans()):
        found = (Term("o", "đầu", draw(DAYS)),)
    for day in sorted(draw(st.sets(DAYS, max_size=3))):
        found = terms_after(found, RollOver("o", day, f"từ {day}"), "o")
    return list(found)


def span(rules: list[Policy], known: list[Term], day: date, group: str = "QĐ") -> Span:
    return span_of(rules, OUT, group, day, known, "o")


@given(policies(), terms(), DAYS, DAYS, st.sampled_from(["QĐ", "LCT"]))
def test_two_days_share_a_span_or_their_spans_do_not_touch(
    rules: list[Policy], known: list[Term], one: date, other: date, group: str
) -> None:
    first, second = span(rules, known, one, group), span(rules, known, other, group)
    for day, found in ((one, first), (other, second)):
        assert found.first_day <= day <= (found.last_day or date.max)
        assert found.scope is policy_on(rules, day).scope_of(OUT, group)
    if first != second:
        early, late = sorted((first, second), key=lambda s: s.first_day)
        assert early.last_day is not None
        assert early.last_day < late.first_day


@given(DAYS, st.none() | st.integers(-3, 3))
def test_a_term_ends_where_the_next_begins(closing: date, plenum: int | None) -> None:
    meets = None if plenum is None else closing + timedelta(days=plenum)
    roll = RollOver("o", closing, "mới", first_plenum=meets)
    old, new = terms_after([Term("o", "cũ", date(2020, 1, 1))], roll, "o")
    assert new.first_day == (meets if meets is not None and meets <= closing else closing + timedelta(days=1))
    assert new.first_day is not None
    assert old.last_day == new.first_day - timedelta(days=1)


def test_without_terms_all_days_are_one_span() -> None:
    assert span([], [], date(1975, 4, 30)) == span([], [], date(2033, 1, 1))


def test_a_policy_that_changes_another_group_moves_no_span() -> None:
    known = [Term("o", "2025–2030", date(2025, 7, 1))]
    before = span([], known, date(2026, 5, 5))
    rules = [Policy(date(2026, 6, 1), yearly=("LCT", "GM"), secret_out=Secrecies.SECRET)]
    assert span(rules, known, date(2026, 5, 5)) == span(rules, known, date(2026, 7, 7)) == before
    assert span(rules, known, date(2026, 7, 7), "GM").first_day == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("secret", "direction", "expected"),
    [
        (False, OUT, Secrecies.SHARED),
        (True, OUT, Secrecies.SHARED),
        (False, Direction.INCOMING, Secrecies.ORDINARY),
        (True, Direction.INCOMING, Secrecies.SECRET),
    ],
)
def test_the_usual_policy(secret: bool, direction: Direction, expected: Secrecies) -> None:
    assert Policy().secrecies(direction, secret=secret) is expected


def test_an_office_type_counts_in_the_group_that_the_office_gave_it() -> None:
    rule = Policy()
    assert rule.group_of(OUT, "QĐNS", {"QĐNS": "QĐ"}) == "QĐ"
    assert rule.group_of(OUT, "", {}) == "CV"
    assert rule.group_of(Direction.INCOMING, "KH", {}) == "*"
