"""Items go down into shorter periods, onto agendas and into the week: each way is one step of undo."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.errors import BrokenLink, SecretContentRefused, StaleRecord
from vpcu_desktop.domain.periods import Period, PeriodKind
from vpcu_desktop.domain.programme_rules import unplaced
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Forum, Item, Meeting, Progress
from vpcu_desktop.domain.schedule import Activity, ActivityId, BodyId, Status, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import programme_down, programme_way, programmes, weeks
from vpcu_desktop.services.programme_overview import overview
from vpcu_desktop.services.session import OfficeSession

TERM = Period.term(date(2025, 7, 1), date(2030, 6, 30))
YEAR, NOVEMBER, DECEMBER = Period.year(2026), Period.month(2026, 11), Period.month(2026, 12)
DAY = date(2026, 11, 26)


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def item(content: str, when: ProgrammeTime | None = None, **values: object) -> Item:
    return Item(new_id(), "", content, lead="Ban Tổ chức", **values).timed(when or ProgrammeTime())  # type: ignore[arg-type]


def added(session: OfficeSession, body: BodyId, period: Period, *items: Item) -> tuple[Item, ...]:
    programmes.add(session, body, period, items)
    return programmes.sheet(session, body, period).items[-len(items) :]


def in_quarter_four() -> ProgrammeTime:
    return ProgrammeTime("Quý IV/2026", date(2026, 10, 1), date(2026, 12, 31))


def test_several_items_go_into_the_months_of_their_own_days_and_one_undo_takes_them_back(
    session: OfficeSession, body: BodyId
) -> None:
    here = added(
        session,
        body,
        YEAR,
        item("Một", ProgrammeTime("Tháng 11/2026", date(2026, 11, 1), date(2026, 11, 30))),
        item("Hai", in_quarter_four()),
        item("Ba"),
    )
    programme_down.put_down(session, here, body, None, PeriodKind.MONTH)
    assert [each.content for each in programmes.sheet(session, body, NOVEMBER).items] == ["Một"]
    (two,) = programmes.sheet(session, body, DECEMBER).items
    assert (two.content, two.time_text, two.earliest) == ("Hai", "Tháng 12/2026", date(2026, 12, 1))
    assert [each.item.content for each in unplaced(programmes.sheet(session, body, YEAR))] == ["Ba"]
    weeks.undo(session)
    assert len(unplaced(programmes.sheet(session, body, YEAR))) == 3
    assert programmes.sheet(session, body, DECEMBER).items == ()


def test_an_item_is_not_put_twice_into_the_same_programme_and_fills_only_the_years_that_are_missing(
    session: OfficeSession, body: BodyId
) -> None:
    (long,) = added(
        session, body, TERM, item("Đề án", ProgrammeTime("2026 – 2028", date(2026, 1, 1), date(2028, 12, 31)))
    )
    programme_down.put_down(session, [long], body, [YEAR], PeriodKind.YEAR)
    assert [year.key for year in unplaced(programmes.sheet(session, body, TERM))[0].missing] == ["2027", "2028"]
    programme_down.put_down(session, [long], body, None, PeriodKind.YEAR)
    assert unplaced(programmes.sheet(session, body, TERM)) == ()
    assert [len(programmes.sheet(session, body, Period.year(year)).items) for year in (2025, 2026, 2027, 2028)] == [
        *(0, 1, 1, 1)
    ]
    assert programme_down.put_down(session, [long], body, None, PeriodKind.YEAR).label == "nothing"


def test_what_goes_down_keeps_each_of_its_two_times_where_it_lies(session: OfficeSession, body: BodyId) -> None:
    october = ProgrammeTime("Tháng 10/2026", date(2026, 10, 1), date(2026, 10, 31))
    december = ProgrammeTime("Tháng 12/2026", date(2026, 12, 1), date(2026, 12, 31))
    (both,) = added(session, body, YEAR, item("Báo cáo").timed(october, december))
    programme_down.put_down(session, [both], body, [Period.month(2026, 10), DECEMBER], PeriodKind.MONTH)
    (first,) = programmes.sheet(session, body, Period.month(2026, 10)).items
    (second,) = programmes.sheet(session, body, DECEMBER).items
    assert (first.when, first.committee_when) == (october, ProgrammeTime())
    assert (second.when, second.committee_when) == (ProgrammeTime(), december)


def test_an_item_goes_down_never_up(session: OfficeSession, body: BodyId) -> None:
    (monthly,) = added(session, body, NOVEMBER, item("Một"))
    with pytest.raises(BrokenLink):
        programme_down.put_down(session, [monthly], body, [YEAR], PeriodKind.YEAR)
    assert programmes.sheet(session, body, YEAR).items == ()


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 500), st.sampled_from(YEAR.parts(PeriodKind.MONTH)))
def test_a_time_in_a_period_lies_in_it(start: date, days: int, month: Period) -> None:
    when = ProgrammeTime("như đã ghi", start, date.fromordinal(start.toordinal() + days))
    found = programme_down.time_in(when, month)
    assert found.start is not None and found.end is not None
    assert found.start in month and found.end in month and found.text
    if month.touches(when.start, when.end):
        assert when.start is not None and when.end is not None
        assert (found.start, found.end) == (max(when.start, month.first_day), min(when.end, month.last_day))


def test_planning_an_item_in_the_week_is_one_step_of_undo(session: OfficeSession, body: BodyId) -> None:
    (monthly,) = added(session, body, NOVEMBER, item("Sơ kết"))
    programme_way.plan_in_week(session, monthly, body, DAY, Session.MORNING)
    assert unplaced(programmes.sheet(session, body, NOVEMBER)) == ()
    weeks.undo(session)
    assert weeks.sheet(session, body, Week.of(DAY)).activities == ()
    assert len(unplaced(programmes.sheet(session, body, NOVEMBER))) == 1
    weeks.redo(session)
    (activity,) = weeks.sheet(session, body, Week.of(DAY)).activities
    assert [chain.item for chain in programme_way.chains_of_activity(session, activity.id)] == [monthly]


def test_a_meeting_in_the_week_is_one_step_and_nothing_is_planned_if_the_meeting_was_changed(
    session: OfficeSession, body: BodyId
) -> None:
    seen = Meeting(new_id(), body, Forum.COMMITTEE, number=4, day=DAY)
    programme_way.save_meeting(session, None, seen)
    activity = Activity(ActivityId(new_id()), DAY, Session.MORNING, "Hội nghị BCH lần thứ 4", chair="Đồng chí Bí thư")
    programme_way.save_meeting(session, seen, replace(seen, number=5))
    with pytest.raises(StaleRecord):
        programme_way.put_in_week(session, seen, activity)
    assert weeks.sheet(session, body, Week.of(DAY)).activities == ()
    (now,) = programme_way.all_meetings(session)
    programme_way.put_in_week(session, now, activity)
    assert programme_way.all_meetings(session)[0].activity == activity.id
    weeks.undo(session)
    assert weeks.sheet(session, body, Week.of(DAY)).activities == ()
    assert programme_way.all_meetings(session)[0].activity is None


def test_a_meeting_whose_activity_was_taken_off_the_week_is_shown_and_goes_there_again(
    session: OfficeSession, body: BodyId
) -> None:
    programme_way.save_meeting(session, None, Meeting(new_id(), body, Forum.STANDING, day=DAY))
    (meeting,) = programme_way.all_meetings(session)
    activity = Activity(ActivityId(new_id()), DAY, Session.MORNING, "Hội nghị Ban Thường vụ")
    programme_way.put_in_week(session, meeting, activity)
    (meeting,) = programme_way.all_meetings(session)
    assert programme_way.is_in_week(session, meeting)
    assert overview(session, NOVEMBER).meetings[0].activity == activity.id
    weeks.remove(session, body, Week.of(DAY), weeks.sheet(session, body, Week.of(DAY)).activities)
    assert not programme_way.is_in_week(session, meeting)
    assert overview(session, NOVEMBER).meetings[0].activity is None
    programme_way.put_in_week(session, meeting, replace(activity, id=ActivityId(new_id())))
    assert programme_way.is_in_week(session, programme_way.all_meetings(session)[0])


def test_what_carries_out_an_item_that_is_taken_off_can_still_be_worked_on(
    session: OfficeSession, body: BodyId
) -> None:
    (yearly,) = added(session, body, YEAR, item("Việc năm", in_quarter_four()))
    programmes.carry_out(session, yearly, body, DECEMBER, when=in_quarter_four())
    (monthly,) = programmes.sheet(session, body, DECEMBER).items
    programmes.remove(session, [yearly])
    (loose,) = programmes.sheet(session, body, DECEMBER).items
    assert loose == replace(monthly, parent=None)
    programmes.change(session, [loose], [replace(loose, content="Việc tháng")])
    weeks.undo(session)
    weeks.undo(session)
    assert programmes.sheet(session, body, YEAR).items == (yearly,)
    assert programmes.sheet(session, body, DECEMBER).items == (monthly,)


def test_an_item_whose_activity_is_cancelled_is_placed_nowhere_again(session: OfficeSession, body: BodyId) -> None:
    (seen,) = added(session, body, NOVEMBER, item("Một"))
    programme_way.plan_in_week(session, seen, body, DAY, Session.MORNING)
    assert unplaced(programmes.sheet(session, body, NOVEMBER)) == ()
    week = Week.of(DAY)
    (planned,) = weeks.sheet(session, body, week).activities
    weeks.change(session, body, week, [planned], [replace(planned, status=Status.POSTPONED)])
    assert [each.item.content for each in unplaced(programmes.sheet(session, body, NOVEMBER))] == ["Một"]
    (place,) = programme_way.chain(session, seen).handled
    assert not place.takes_place


def test_what_is_withdrawn_below_is_placed_nowhere_again(session: OfficeSession, body: BodyId) -> None:
    (yearly,) = added(session, body, YEAR, item("Một", in_quarter_four()))
    programmes.carry_out(session, yearly, body, DECEMBER, when=in_quarter_four())
    assert unplaced(programmes.sheet(session, body, YEAR)) == ()
    (monthly,) = programmes.sheet(session, body, DECEMBER).items
    programmes.set_progress(session, monthly, Progress.WITHDRAWN, reason="Chưa đủ điều kiện")
    assert [each.item.content for each in unplaced(programmes.sheet(session, body, YEAR))] == ["Một"]


def test_an_agenda_grows_and_meetings_count_on(session: OfficeSession, body: BodyId) -> None:
    one, two = added(session, body, NOVEMBER, item("Một"), item("Hai"))
    assert programme_way.next_number(session, body, Forum.COMMITTEE) == 1
    meeting = Meeting(new_id(), body, Forum.COMMITTEE, number=24, day=DAY)
    programme_way.save_meeting(session, None, meeting)
    assert programme_way.next_number(session, body, Forum.COMMITTEE) == 25
    assert programme_way.next_number(session, body, Forum.STANDING) == 1
    programme_way.add_to_agenda(session, meeting, [two])
    programme_way.add_to_agenda(session, meeting, [one, two])
    assert programme_way.agenda(session, meeting) == (two, one)
    weeks.undo(session)
    assert programme_way.agenda(session, meeting) == (two,)


def test_activities_with_like_words_are_offered_first_and_secret_ones_never(
    session: OfficeSession, body: BodyId
) -> None:
    (monthly,) = added(session, body, NOVEMBER, item("Sơ kết Nghị quyết 18 về tổ chức bộ máy"))
    secret = Activity(ActivityId(new_id()), DAY, Session.MORNING, "Họp").as_secret()
    texts = ("Giao ban đầu tuần", "Họp sơ kết Nghị quyết 18")
    planned = [Activity(ActivityId(new_id()), DAY, Session.MORNING, text) for text in texts]
    weeks.plan(session, body, Week.of(DAY), [secret, *planned])
    found = programme_down.fitting_activities(session, [monthly], NOVEMBER.first_day, NOVEMBER.last_day)
    assert [each.activity.content for each in found] == ["Họp sơ kết Nghị quyết 18", "Giao ban đầu tuần"]
    programme_way.place_all(session, [monthly], found[0].activity.id)
    assert programme_way.place_all(session, [monthly], found[0].activity.id).label == "nothing"
    with pytest.raises(SecretContentRefused):
        programme_way.place_all(session, [monthly], secret.id)
