"""Work programmes: items, their way down into the week, carrying over, undo."""

from dataclasses import replace
from datetime import date

import pytest

from vpcu_desktop.domain.errors import BrokenLink, ReasonNeeded, SecretContentRefused, StaleRecord
from vpcu_desktop.domain.marks import MarkKind
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_rules import FindingKind, item_marks, unplaced
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Item, ItemKind, Progress
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Activity, BodyId, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import programme_way, programmes, weeks
from vpcu_desktop.services.session import OfficeSession

YEAR, NOVEMBER, DECEMBER = Period.year(2026), Period.month(2026, 11), Period.month(2026, 12)
IN_NOVEMBER = ProgrammeTime("Tháng 11/2026", date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def item(content: str = "Sơ kết Nghị quyết 18", **values: object) -> Item:
    return Item(new_id(), "", content, lead="Ban Tổ chức", **values)  # type: ignore[arg-type]


def added(session: OfficeSession, body: BodyId, period: Period, *items: Item) -> tuple[Item, ...]:
    programmes.add(session, body, period, items)
    return programmes.sheet(session, body, period).items[-len(items) :]


def test_looking_stores_nothing_and_items_come_back_in_order(session: OfficeSession, body: BodyId) -> None:
    assert programmes.sheet(session, body, YEAR).items == () and programmes.stored(session) == ()
    added(session, body, YEAR, item("Một"), item("Hai"))
    added(session, body, YEAR, item("Ba"))
    assert [each.content for each in programmes.sheet(session, body, YEAR).items] == ["Một", "Hai", "Ba"]
    weeks.undo(session)
    assert [each.content for each in programmes.sheet(session, body, YEAR).items] == ["Một", "Hai"]
    weeks.redo(session)
    assert len(programmes.sheet(session, body, YEAR).items) == 3


def test_an_item_goes_down_to_a_month_and_an_activity_and_the_chain_leads_back(
    session: OfficeSession, body: BodyId
) -> None:
    (yearly,) = added(session, body, YEAR, item().timed(IN_NOVEMBER))
    assert [each.item for each in unplaced(programmes.sheet(session, body, YEAR))] == [yearly]
    programmes.carry_out(session, yearly, body, NOVEMBER, when=IN_NOVEMBER)
    assert unplaced(programmes.sheet(session, body, YEAR)) == ()
    sheet = programmes.sheet(session, body, NOVEMBER)
    (monthly,) = sheet.items
    assert sheet.parents == {yearly.id: yearly} and [each.item for each in unplaced(sheet)] == [monthly]
    day = date(2026, 11, 26)
    programme_way.plan_in_week(session, monthly, body, day, Session.MORNING)
    assert unplaced(programmes.sheet(session, body, NOVEMBER)) == ()
    (activity,) = weeks.sheet(session, body, Week.of(day)).activities
    (chain,) = programme_way.chains_of_activity(session, activity.id)
    assert chain.item == monthly and [each for each, _ in chain.above] == [yearly]
    assert [place.day for place in chain.handled] == [day]
    assert [each for each, _ in programme_way.chain(session, yearly).below] == [monthly]


def test_what_carries_out_stands_below_and_never_in_a_circle(session: OfficeSession, body: BodyId) -> None:
    (yearly,) = added(session, body, YEAR, item())
    programmes.carry_out(session, yearly, body, NOVEMBER, when=IN_NOVEMBER)
    (monthly,) = programmes.sheet(session, body, NOVEMBER).items
    for changed, reason in (
        (replace(yearly, parent=yearly.id), "circle"),
        (replace(yearly, parent=monthly.id), "circle"),
        (replace(monthly, parent=added(session, body, NOVEMBER, item())[0].id), "not_above"),
    ):
        before = yearly if changed.id == yearly.id else monthly
        with pytest.raises(BrokenLink) as broken:
            programmes.change(session, [before], [changed])
        assert broken.value.details["reason"] in (reason, "itself")


def test_carrying_over_leaves_the_old_item_and_undo_takes_both_steps_back(session: OfficeSession, body: BodyId) -> None:
    (old,) = added(session, body, NOVEMBER, item().timed(IN_NOVEMBER))
    programmes.carry_over(session, [old], body, DECEMBER, time_text="Tháng 12/2026", reasons=["Chờ hướng dẫn"])
    (stays,) = programmes.sheet(session, body, NOVEMBER).items
    assert (stays.progress, stays.progress_reason) == (Progress.CARRIED, "Chờ hướng dẫn")
    (new,) = programmes.sheet(session, body, DECEMBER).items
    assert new.carried_from == old.id and new.last_day == date(2026, 12, 31) and new.progress is Progress.PLANNED
    assert programme_way.chain(session, stays).after == new and programme_way.chain(session, new).before == stays
    weeks.undo(session)
    assert programmes.sheet(session, body, NOVEMBER).items == (old,)
    assert programmes.sheet(session, body, DECEMBER).items == ()
    with pytest.raises(ReasonNeeded):
        programmes.carry_over(session, [old], body, DECEMBER, time_text="Tháng 12/2026", reasons=["  "])
    assert programmes.sheet(session, body, DECEMBER).items == ()


def test_what_was_carried_into_an_item_that_is_taken_off_is_to_be_done_again(
    session: OfficeSession, body: BodyId
) -> None:
    (old,) = added(session, body, NOVEMBER, item().timed(IN_NOVEMBER))
    programmes.carry_over(session, [old], body, DECEMBER, time_text="Tháng 12/2026", reasons=["Chờ hướng dẫn"])
    carried = programmes.sheet(session, body, NOVEMBER).items
    new = programmes.sheet(session, body, DECEMBER).items
    programmes.remove(session, new)
    assert programmes.sheet(session, body, NOVEMBER).items == (old,)
    weeks.undo(session)
    assert programmes.sheet(session, body, NOVEMBER).items == carried
    assert programmes.sheet(session, body, DECEMBER).items == new


def test_two_edits_of_one_item_do_not_overwrite_each_other(session: OfficeSession, body: BodyId) -> None:
    (seen,) = added(session, body, YEAR, item())
    programmes.change(session, [seen], [replace(seen, leader="Đồng chí Bí thư")])
    with pytest.raises(StaleRecord):
        programmes.change(session, [seen], [replace(seen, leader="Đồng chí Phó Bí thư")])
    assert programmes.sheet(session, body, YEAR).items[0].leader == "Đồng chí Bí thư"


def test_a_secret_item_keeps_time_and_leader_only_and_stands_on_no_open_activity(
    session: OfficeSession, body: BodyId
) -> None:
    (seen,) = added(session, body, YEAR, item(leader="Đồng chí Bí thư"))
    with pytest.raises(SecretContentRefused):
        programmes.change(session, [seen], [replace(seen, secret=True)])
    programmes.change(session, [seen], [seen.as_secret()])
    (secret,) = programmes.sheet(session, body, YEAR).items
    assert (secret.content, secret.lead, secret.leader) == (NEUTRAL_PHRASE, "", "Đồng chí Bí thư")
    assert weeks.undo_label(session) is None  # nothing leads back to the content
    day = date(2026, 11, 26)
    activity = Activity(id=new_id(), day=day, session=Session.MORNING, content="Họp").as_secret()  # type: ignore[arg-type]
    weeks.plan(session, body, Week.of(day), [activity])
    (plain,) = added(session, body, YEAR, item("Việc thường"))
    with pytest.raises(SecretContentRefused):
        programme_way.place(session, plain, activity.id)


def test_an_activity_that_becomes_secret_lets_its_items_go(session: OfficeSession, body: BodyId) -> None:
    (monthly,) = added(session, body, NOVEMBER, item().timed(IN_NOVEMBER))
    day = date(2026, 11, 26)
    programme_way.plan_in_week(session, monthly, body, day, Session.MORNING)
    (activity,) = weeks.sheet(session, body, Week.of(day)).activities
    weeks.change(session, body, Week.of(day), [activity], [activity.as_secret()])
    assert programme_way.chains_of_activity(session, activity.id) == ()
    assert [each.item for each in unplaced(programmes.sheet(session, body, NOVEMBER))] == [monthly]


def test_findings_name_what_is_missing_and_a_reason_settles_one(session: OfficeSession, body: BodyId) -> None:
    outside = replace(item("Ngoài kỳ"), earliest=date(2027, 2, 1), latest=date(2027, 2, 28), time_text="Tháng 2/2027")
    added(session, body, YEAR, replace(item("Thiếu"), lead=""), outside)
    sheet = programmes.sheet(session, body, YEAR)
    found = programmes.sheet_findings(session, sheet)
    assert {each.kind for each in found} == {FindingKind.NO_TIME, FindingKind.NO_LEAD, FindingKind.OUTSIDE}
    programmes.keep_finding(session, sheet.programme, found[0], "Chưa định thời gian")
    again = programmes.sheet_findings(session, programmes.sheet(session, body, YEAR))
    assert [each.kept for each in again] == ["Chưa định thời gian", "", ""]


def test_nothing_is_marked_before_a_programme_was_approved(session: OfficeSession, body: BodyId) -> None:
    (seen,) = added(session, body, YEAR, item())
    sheet = programmes.sheet(session, body, YEAR)
    assert item_marks(sheet) == {} and seen.kind is ItemKind.REGULAR
    assert MarkKind.NEW not in {mark.kind for mark in item_marks(sheet).values()}
