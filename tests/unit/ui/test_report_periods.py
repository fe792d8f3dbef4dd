"""Periods of reports: what a day lies in, what comes before and after, and that nothing is left between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.numbering_rules import Term
from vpcu_desktop.ui.reports.periods import Span, around, free, terms_of

STEPPED = [Span.DAY, Span.WEEK, Span.MONTH, Span.QUARTER, Span.YEAR]


@given(st.sampled_from(STEPPED), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_periods_follow_one_another_without_a_gap(span: Span, day: date) -> None:
    period = around(span, day)
    assert day in period.days
    assert period.beside(1).days.first == period.days.last + timedelta(days=1)
    assert period.beside(-1).days.last == period.days.first - timedelta(days=1)
    assert period.beside(1).beside(-1) == period


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span.DAY, "24/11/2026"),
        (Span.WEEK, "48 (23/11/2026–29/11/2026)"),
        (Span.MONTH, "11/2026"),
        (Span.QUARTER, "4/2026"),
        (Span.YEAR, "2026"),
    ],
)
def test_a_period_is_called_as_offices_call_it(span: Span, said: str) -> None:
    assert said in around(span, date(2026, 11, 24)).words


def test_two_days_may_be_typed_the_wrong_way_round() -> None:
    period = free(date(2026, 3, 5), date(2026, 3, 1))
    assert (period.days.first, period.days.last) == (date(2026, 3, 1), date(2026, 3, 5))
    assert period.beside(1) is period


def test_a_term_reaches_to_its_end_or_to_today() -> None:
    today = date(2026, 11, 25)
    before = Term("o", "2020–2025", date(2020, 6, 1), date(2025, 6, 30))
    running, to_come = Term("o", "2025–2030", date(2025, 7, 1)), Term("o", "2030–2035", date(2030, 7, 1))
    first, second = terms_of([before, running, to_come], today)
    assert (first.days.last, second.days.last) == (date(2025, 6, 30), today)
    assert "2025–2030" in second.words
    assert terms_of([Term("o", "2025–2030")], today) == ()
