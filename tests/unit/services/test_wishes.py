"""What units register for a week or a month: taken in, accepted, merged, returned; each one step of undo."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from tests.support.schedule_files import docx, para, table

from vpcu_desktop.domain.errors import ReasonNeeded, SecretContentRefused, StaleRecord, UnreadableFile, WishRefused
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programmes import Item, Wish, WishState
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Activity, ActivityId, BodyId, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.domain.wishes import CutOff, is_late, stretch_of, unit_named, with_unit
from vpcu_desktop.services import programmes, weeks, wishes
from vpcu_desktop.services.session import OfficeSession

WEEK, DECEMBER = Week(date(2026, 11, 30)), Period.month(2026, 12)
UNIT = "Ban Xây dựng Đảng"


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def week_wish(body: BodyId, content: str = "Họp chi bộ", **values: object) -> Wish:
    fields = {"day": date(2026, 12, 2), "session": Session.MORNING.value, "start": time(8)} | values
    return Wish(new_id(), body, UNIT, WEEK.monday, WEEK.sunday, content, **fields)  # type: ignore[arg-type]


def month_wish(body: BodyId, content: str = "Sơ kết Nghị quyết 18", **values: object) -> Wish:
    return Wish(new_id(), body, UNIT, DECEMBER.first_day, DECEMBER.last_day, content, **values)  # type: ignore[arg-type]


def of_week(session: OfficeSession, body: BodyId) -> tuple[Wish, ...]:
    return wishes.wishes(session, body, WEEK.monday, WEEK.sunday)


def test_a_registration_waits_until_it_is_accepted_and_one_undo_takes_both_back(
    session: OfficeSession, body: BodyId
) -> None:
    wishes.add(session, [week_wish(body, place="Phòng họp 1"), month_wish(body, time_text="Giữa tháng 12")])
    assert len(wishes.waiting(session)) == 2 and weeks.sheet(session, body, WEEK).activities == ()
    wishes.accept(session, wishes.waiting(session))
    (activity,) = weeks.sheet(session, body, WEEK).activities
    assert (activity.content, activity.start, activity.place, activity.preparing_unit) == (
        *("Họp chi bộ", time(8), "Phòng họp 1", UNIT),
    )
    (item,) = programmes.sheet(session, body, DECEMBER).items
    assert (item.content, item.lead, item.earliest, item.latest) == (
        *("Sơ kết Nghị quyết 18", UNIT, date(2026, 12, 11), date(2026, 12, 20)),
    )
    (kept,) = of_week(session, body)
    assert (kept.state, kept.outcome) == (WishState.ACCEPTED, activity.id) and wishes.waiting(session) == ()
    assert wishes.outcomes(session, [kept]) == {kept.id: "Họp chi bộ"}
    weeks.undo(session)
    assert weeks.sheet(session, body, WEEK).activities == () and len(wishes.waiting(session)) == 2
    assert programmes.sheet(session, body, DECEMBER).items == ()
    weeks.redo(session)
    assert wishes.waiting(session) == () and len(weeks.sheet(session, body, WEEK).activities) == 1


def test_nothing_is_accepted_twice_or_without_a_day(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [week_wish(body), week_wish(body, "Không ngày", day=None)])
    with pytest.raises(WishRefused) as refused:
        wishes.accept(session, of_week(session, body))
    assert refused.value.details["reason"] == "no_day" and weeks.sheet(session, body, WEEK).activities == ()
    dated, undated = sorted(of_week(session, body), key=lambda each: each.day is None)
    wishes.accept(session, [dated])
    with pytest.raises(StaleRecord):
        wishes.accept(session, [dated])
    (done,) = [each for each in of_week(session, body) if each.id == dated.id]
    with pytest.raises(WishRefused):
        wishes.accept(session, [done])
    wishes.change(session, undated, replace(undated, day=date(2026, 12, 3)))
    wishes.accept(session, wishes.waiting(session))
    assert len(weeks.sheet(session, body, WEEK).activities) == 2


def test_a_registration_is_merged_into_what_is_planned_and_its_unit_named_there(
    session: OfficeSession, body: BodyId
) -> None:
    planned = Activity(ActivityId(new_id()), date(2026, 12, 2), Session.MORNING, "Họp giao ban", participants="UBND xã")
    weeks.plan(session, body, WEEK, [planned])
    programmes.add(session, body, DECEMBER, [Item(new_id(), "", "Sơ kết", lead="Văn phòng")])
    wishes.add(session, [week_wish(body), month_wish(body)])
    for_week, for_month = wishes.waiting(session)
    wishes.merge(session, [for_week], planned)
    (activity,) = weeks.sheet(session, body, WEEK).activities
    assert activity.participants == f"UBND xã; {UNIT}"
    (item,) = wishes.month_items(session, for_month)
    wishes.merge(session, [for_month], item)
    assert programmes.sheet(session, body, DECEMBER).items[0].coordinating == UNIT
    assert of_week(session, body)[0].state is WishState.MERGED
    weeks.undo(session)
    weeks.undo(session)
    assert weeks.sheet(session, body, WEEK).activities == (planned,) and len(wishes.waiting(session)) == 2


def test_nothing_is_merged_into_secret_or_changed_work(session: OfficeSession, body: BodyId) -> None:
    secret = Activity(ActivityId(new_id()), date(2026, 12, 2), Session.MORNING, "Họp").as_secret()
    weeks.plan(session, body, WEEK, [secret])
    wishes.add(session, [week_wish(body)])
    with pytest.raises(SecretContentRefused):
        wishes.merge(session, wishes.waiting(session), secret)
    gone = Activity(ActivityId(new_id()), date(2026, 12, 2), Session.MORNING, "Đã bỏ")
    with pytest.raises(StaleRecord):
        wishes.merge(session, wishes.waiting(session), gone)
    assert len(wishes.waiting(session)) == 1


def test_what_becomes_secret_leaves_nothing_of_what_the_unit_wrote(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [week_wish(body, "Chuyên án A", note="mang hồ sơ kín"), month_wish(body, "Chuyên án B")])
    wishes.accept(session, wishes.waiting(session))
    monthly = wishes.wishes(session, body, DECEMBER.first_day, DECEMBER.last_day)
    wishes.remove(session, monthly)
    (activity,) = weeks.sheet(session, body, WEEK).activities
    weeks.change(session, body, WEEK, [activity], [activity.as_secret()])
    (item,) = programmes.sheet(session, body, DECEMBER).items
    programmes.change(session, [item], [item.as_secret()])
    (kept,) = of_week(session, body)
    assert (kept.content, kept.unit, kept.note, kept.outcome) == (NEUTRAL_PHRASE, "", "", activity.id)
    assert wishes.wishes(session, body, DECEMBER.first_day, DECEMBER.last_day) == ()
    with session.store.read() as repo:
        run = repo._connection.exec_driver_sql
        tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        stored = "\n".join(str(run(f'SELECT * FROM "{name}"').fetchall()) for name in tables)
    assert NEUTRAL_PHRASE in stored and "Chuyên án" not in stored and "hồ sơ kín" not in stored


def test_returning_needs_a_reason_which_is_kept(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [week_wish(body)])
    with pytest.raises(ReasonNeeded):
        wishes.give_back(session, wishes.waiting(session), "  ")
    wishes.give_back(session, wishes.waiting(session), "Trùng lịch Bí thư")
    (kept,) = of_week(session, body)
    assert (kept.state, kept.reason) == (WishState.RETURNED, "Trùng lịch Bí thư")
    weeks.undo(session)
    assert len(wishes.waiting(session)) == 1
    wishes.remove(session, wishes.waiting(session))
    assert of_week(session, body) == ()


def test_late_is_what_came_after_the_bodys_own_cut_off(session: OfficeSession, body: BodyId) -> None:
    rule = wishes.cut_off(session, body)
    assert rule.of_week(WEEK) == datetime(2026, 11, 26, 16).astimezone()
    assert rule.of_month(DECEMBER) == datetime(2026, 11, 25, 16).astimezone()
    wishes.set_cut_off(session, CutOff(body, 4, time(17, 30), 31))
    rule = wishes.cut_off(session, body)
    at = datetime(2026, 11, 27, 17, 30).astimezone(UTC)
    assert rule.of_week(WEEK) == at and rule.of_month(DECEMBER) == datetime(2026, 11, 30, 17, 30).astimezone()
    in_time = week_wish(body, received_at=at)
    assert not is_late(in_time, rule) and is_late(replace(in_time, received_at=at.replace(second=1)), rule)


def test_a_units_form_in_word_is_read_with_its_unit_and_what_was_not_understood(tmp_path: Path, body: BodyId) -> None:
    form = tmp_path / "dang-ky.docx"
    form.write_bytes(
        docx(
            para("ĐĂNG KÝ LỊCH CÔNG TÁC TUẦN"),
            para("(Từ ngày 30/11/2026 đến ngày 06/12/2026)"),
            para(f"Đơn vị: {UNIT}"),
            table(
                ("Thứ/ngày", "Nội dung", "Chủ trì", "Thành phần", "Địa điểm"),
                ("Thứ Ba 01/12", "8h00: Họp chi bộ", "Đ/c Lan", "Toàn thể", "Phòng họp 1"),
                ("Thứ Năm 03/12", "14h00: Kiểm tra cơ sở", "Đ/c Nam", "", "Ấp 3"),
            ),
        )
    )
    read = wishes.read_form(form, body, WEEK.monday, WEEK.sunday)
    assert read.unit == UNIT
    assert [(each.day, each.start, each.content) for each in read.wishes] == [
        (date(2026, 12, 1), time(8), "Họp chi bộ"),
        (date(2026, 12, 3), time(14), "Kiểm tra cơ sở"),
    ]
    assert {each.unit for each in read.wishes} == {UNIT} and {each.source for each in read.wishes} == {form.name}
    other_week = wishes.read_form(form, body, WEEK.shifted(1).monday, WEEK.shifted(1).sunday)
    assert [(each.day, each.time_text) for each in other_week.wishes] == [(None, "1/12/2026"), (None, "3/12/2026")]
    with pytest.raises(UnreadableFile):
        wishes.read_form(tmp_path / "missing.docx", body, WEEK.monday, WEEK.sunday)


def test_names_of_units() -> None:
    assert unit_named(["LỊCH", "Đơn vị đăng ký: Ủy ban Kiểm tra"]) == "Ủy ban Kiểm tra"
    assert unit_named(["Đơn vị: ......", "Nội dung: họp"]) == ""
    assert with_unit("UBND xã;  ban xây dựng đảng", UNIT) == "UBND xã;  ban xây dựng đảng"
    assert with_unit("", UNIT) == UNIT
    assert stretch_of(date(2026, 12, 2), month=False) == (WEEK.monday, WEEK.sunday)
    assert stretch_of(date(2026, 12, 2), month=True) == (DECEMBER.first_day, DECEMBER.last_day)


def test_what_was_taken_off_or_returned_waits_again(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [week_wish(body), week_wish(body, "Tiếp dân"), week_wish(body, "Giao ban")])
    first, second, third = of_week(session, body)
    wishes.accept(session, [first, second])
    wishes.give_back(session, [third], "trùng lịch")
    decided = {wish.id: wish for wish in of_week(session, body)}
    gone, kept, back = (decided[wish.id] for wish in (first, second, third))
    with pytest.raises(WishRefused) as refused:
        wishes.reopen(session, [gone])
    assert refused.value.details["reason"] == "still_there"
    activity = next(each for each in weeks.sheet(session, body, WEEK).activities if each.id == gone.outcome)
    weeks.change(session, body, WEEK, [activity], [])
    assert wishes.outcomes(session, [gone, kept]) == {kept.id: "Tiếp dân"}
    wishes.reopen(session, [gone, back])
    assert {(wish.content, wish.reason) for wish in wishes.waiting(session)} == {("Họp chi bộ", ""), ("Giao ban", "")}
    wishes.accept(session, wishes.waiting(session))
    assert {each.content for each in weeks.sheet(session, body, WEEK).activities} == {
        *("Họp chi bộ", "Tiếp dân", "Giao ban"),
    }


def test_of_what_was_secret_nothing_waits_again(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [week_wish(body)])
    wishes.accept(session, wishes.waiting(session))
    (activity,) = weeks.sheet(session, body, WEEK).activities
    weeks.change(session, body, WEEK, [activity], [activity.as_secret()])
    (secret,) = weeks.sheet(session, body, WEEK).activities
    weeks.change(session, body, WEEK, [secret], [])
    with pytest.raises(WishRefused) as refused:
        wishes.reopen(session, of_week(session, body))
    assert refused.value.details["reason"] == "emptied"


def test_a_month_s_registration_need_not_say_its_month(session: OfficeSession, body: BodyId) -> None:
    wishes.add(session, [month_wish(body, time_text="ngày 5")])
    wishes.accept(session, wishes.waiting(session))
    (item,) = programmes.sheet(session, body, DECEMBER).items
    assert (item.time_text, item.latest) == ("ngày 5", date(2026, 12, 5))
