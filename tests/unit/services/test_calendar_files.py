"""What a calendar file of a stretch of days has in it."""

from datetime import date

import pytest
from icalendar import Calendar

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Item
from vpcu_desktop.domain.schedule import Activity, ActivityId, Body, BodyId, new_id
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import calendar_files, programmes, weeks
from vpcu_desktop.services.session import OfficeSession

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)
IN_NOVEMBER = ProgrammeTime("Tháng 11", date(2026, 11, 1), date(2026, 11, 30))


def planned(session: OfficeSession, body: BodyId, day: date, content: str, last: date | None = None) -> None:
    activity = Activity(ActivityId(new_id()), day, Session.MORNING, content, last_day=last)
    weeks.plan(session, body, Week.of(day), [activity])


def told(file: bytes) -> list[str]:
    return sorted(str(each["summary"]) for each in Calendar.from_ical(file).walk("VEVENT"))


@pytest.fixture
def other(session: OfficeSession) -> BodyId:
    body = Body(BodyId(new_id()), "Ban Thường vụ Đảng ủy")
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(body)
    session.forget("bodies")
    return body.id


def test_activities_and_due_items_of_the_days_each_once(session: OfficeSession, other: BodyId) -> None:
    body = session.bodies[0].id
    planned(session, body, date(2026, 11, 20), "Đi công tác", date(2026, 11, 24))
    planned(session, body, date(2026, 11, 25), "Họp giao ban")
    planned(session, body, date(2026, 12, 1), "Sau đó")
    planned(session, other, date(2026, 11, 26), "Họp Ban Thường vụ")
    item = Item(new_id(), "", "Sơ kết Nghị quyết 18", lead="Ban Tổ chức").timed(IN_NOVEMBER)
    steady = Item(new_id(), "", "Tiếp công dân", ongoing=True, latest=date(2026, 11, 30))
    programmes.add(session, body, Period.year(2026), [item, steady])
    (yearly, _) = programmes.sheet(session, body, Period.year(2026)).items
    programmes.carry_out(session, yearly, body, Period.month(2026, 11), when=IN_NOVEMBER)
    own = ["Họp giao ban", "Hạn: Sơ kết Nghị quyết 18", "Đi công tác"]
    assert told(calendar_files.ics(session, FIRST, LAST, body)) == sorted(own)
    assert told(calendar_files.ics(session, FIRST, LAST)) == sorted([*own, "Họp Ban Thường vụ"])


def test_days_without_anything_are_an_empty_calendar(session: OfficeSession) -> None:
    assert told(calendar_files.ics(session, FIRST, LAST)) == []
