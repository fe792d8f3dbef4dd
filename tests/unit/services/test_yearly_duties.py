"""Duties that come back each year, expanded into a year's items: lunar days, quarters, months, never twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.almanac import lunar_date
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programmes import Every, Progress, YearlyDuty
from vpcu_desktop.domain.schedule import BodyId, new_id
from vpcu_desktop.domain.yearly_duties import times_in
from vpcu_desktop.services import programmes, weeks, yearly_duties
from vpcu_desktop.services.session import OfficeSession


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def duty(every: Every = Every.YEAR, month: int | None = None, day: int | None = None, **values: object) -> YearlyDuty:
    body = values.pop("body", BodyId("b"))
    return YearlyDuty(new_id(), body, "Sơ kết", every, month, day, **values)  # type: ignore[arg-type]


def starts(found: YearlyDuty, year: int) -> list[date | None]:
    return [each.start for each in times_in(found, year)]


def test_lunar_days_fall_where_the_almanac_has_them() -> None:
    assert starts(duty(month=1, day=1, lunar=True), 2027) == [date(2027, 2, 6)]  # Tết Đinh Mùi
    assert starts(duty(month=3, day=10, lunar=True), 2026) == [date(2026, 4, 26)]
    (new_years_eve,) = times_in(duty(month=12, day=30, lunar=True), 2025)
    assert new_years_eve.start == date(2025, 1, 28)  # that lunar month had 29 days only
    assert new_years_eve.text == "28/1/2025 (30/12 âm lịch)"


@given(st.integers(1950, 2090), st.integers(1, 12), st.integers(1, 30))
def test_a_lunar_day_is_found_in_no_leap_month_and_no_day_is_missed(year: int, month: int, day: int) -> None:
    for when in times_in(duty(month=month, day=day, lunar=True), year):
        assert when.start is not None and when.start == when.end and when.start.year == year
        found_day, found_month, leap = lunar_date(when.start)
        assert ((found_month, leap) == (month, False) and found_day == day) or (day == 30 and found_day == 29)
    both = [len(times_in(duty(month=month, day=day, lunar=True), each)) for each in range(year, year + 4)]
    assert 3 <= sum(both) <= 5


def test_quarters_and_months_take_their_whole_length_or_their_day() -> None:
    assert starts(duty(Every.QUARTER, 3, 31), 2027) == [
        *(date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31)),
    ]
    assert [each.text for each in times_in(duty(Every.QUARTER), 2027)] == [
        f"Quý {n}/2027" for n in ("I", "II", "III", "IV")
    ]
    assert len(times_in(duty(Every.MONTH), 2027)) == 12
    assert starts(duty(Every.MONTH, day=30), 2027)[1] == date(2027, 2, 28)
    assert [each.text for each in times_in(duty(month=6), 2027)] == ["Tháng 6/2027"]
    assert [each.text for each in times_in(duty(), 2027)] == ["Năm 2027"]


def test_the_usual_ones_are_offered_and_taken_into_a_year_in_one_step(session: OfficeSession, body: BodyId) -> None:
    yearly_duties.add_usual(session, body)
    templates = yearly_duties.duties(session, body)
    assert len(templates) >= 10 and yearly_duties.add_usual(session, body).label == "nothing"
    found = yearly_duties.preview(session, body, 2027)
    assert all(each.standing is None for each in found)
    yearly_duties.put_into_year(session, body, 2027, found)
    items = programmes.sheet(session, body, Period.year(2027)).items
    assert len(items) == len(found) > 20
    tet = next(item for item in items if item.content == "Tết Nguyên đán")
    assert (tet.earliest, tet.progress) == (date(2027, 2, 6), Progress.PLANNED)
    weeks.undo(session)
    assert programmes.sheet(session, body, Period.year(2027)).items == ()


def test_what_stands_already_is_told_and_not_made_twice(session: OfficeSession, body: BodyId) -> None:
    yearly_duties.save(session, None, duty(Every.QUARTER, body=body))
    found = yearly_duties.preview(session, body, 2027)
    yearly_duties.put_into_year(session, body, 2027, found[:2])
    again = yearly_duties.preview(session, body, 2027)
    assert [each.standing is not None for each in again] == [True, True, False, False]
    yearly_duties.put_into_year(session, body, 2027, found)
    assert len(programmes.sheet(session, body, Period.year(2027)).items) == 4


def test_templates_are_changed_retired_and_taken_off(session: OfficeSession, body: BodyId) -> None:
    first = duty(body=body)
    yearly_duties.save(session, None, first)
    yearly_duties.save(session, first, replace(first, active=False))
    assert yearly_duties.preview(session, body, 2027) == ()
    yearly_duties.remove(session, yearly_duties.duties(session, body))
    assert yearly_duties.duties(session, body) == ()
    weeks.undo(session)
    weeks.undo(session)
    assert yearly_duties.duties(session, body) == (first,)
    with pytest.raises(ValueError):
        yearly_duties.preview(session, body, 20270)
