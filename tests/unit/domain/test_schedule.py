"""Activities: days, order on paper, secrecy."""

from dataclasses import fields, replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.schedule import (
    ACTIVITY_FIELDS,
    CONTENT_FIELDS,
    NEUTRAL_PHRASE,
    Activity,
    ActivityId,
    Status,
    new_id,
)
from vpcu_desktop.domain.times import Session

DAY = date(2026, 11, 24)


def activity(**given: object) -> Activity:
    return replace(Activity(ActivityId(new_id()), DAY, Session.MORNING, "Họp giao ban"), **given)  # type: ignore[arg-type]


def test_a_range_takes_up_each_of_its_days() -> None:
    trip = activity(last_day=date(2026, 11, 26))
    assert [trip.on(date(2026, 11, n)) for n in (23, 24, 25, 26, 27)] == [False, True, True, True, False]
    assert activity().final_day == DAY


def test_the_order_on_paper() -> None:
    whole = activity(session=Session.ALL_DAY)
    untimed = activity()
    early, late = activity(start=time(7, 30)), activity(start=time(9))
    second = activity(start=time(9), position=1)
    evening, tomorrow = activity(session=Session.EVENING), activity(day=date(2026, 11, 25), session=Session.ALL_DAY)
    right = [whole, untimed, early, late, second, evening, tomorrow]
    wrong = [tomorrow, second, evening, untimed, late, whole, early]
    assert sorted(wrong, key=lambda a: a.order) == right


@given(st.fixed_dictionaries({name: st.text(max_size=20) for name in CONTENT_FIELDS}))
def test_a_secret_activity_keeps_nothing_but_time_leader_and_the_neutral_phrase(texts: dict[str, str]) -> None:
    secret = activity(start=time(8), **texts).as_secret()
    kept = {name: getattr(secret, name) for name in CONTENT_FIELDS if getattr(secret, name)}
    assert kept == {"content": NEUTRAL_PHRASE, **({"chair": texts["chair"]} if texts["chair"] else {})}
    assert secret.secret
    assert secret.keeps_secret
    assert (secret.day, secret.start, secret.session) == (DAY, time(8), Session.MORNING)


@pytest.mark.parametrize("name", [name for name in CONTENT_FIELDS if name != "chair"])
def test_content_in_a_secret_activity_is_noticed_in_every_field(name: str) -> None:
    leaking = replace(activity().as_secret(), **{name: "Nội dung mật"})  # type: ignore[arg-type]
    assert not leaking.keeps_secret


def test_every_text_field_is_a_content_field() -> None:
    texts = {f.name for f in fields(Activity) if f.type in ("str", str)}
    assert texts == set(CONTENT_FIELDS)
    assert set(CONTENT_FIELDS) < set(ACTIVITY_FIELDS)


def test_what_is_postponed_or_cancelled_does_not_take_place() -> None:
    assert {status for status in Status if not status.takes_place} == {Status.POSTPONED, Status.CANCELLED}
