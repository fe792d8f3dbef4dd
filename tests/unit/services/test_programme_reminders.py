"""What of the work programmes wants attention on 27/11/2026."""

from datetime import date

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import read_time
from vpcu_desktop.domain.programmes import Forum, Item, Meeting, Preparation
from vpcu_desktop.domain.schedule import BodyId, new_id
from vpcu_desktop.services import programme_way, programmes
from vpcu_desktop.services.programme_reminders import ProgrammeReminders, read_reminders
from vpcu_desktop.services.session import OfficeSession


def _planned(session: OfficeSession, body: BodyId, period: Period, content: str, words: str) -> Item:
    fresh = Item(new_id(), "", content, lead="Văn phòng").timed(read_time(words, year=2026))
    programmes.add(session, body, period, [fresh])
    return next(each for each in programmes.sheet(session, body, period).items if each.content == content)


def _contents(found: ProgrammeReminders) -> dict[str, list[str]]:
    return {name: [each.item.content for each in getattr(found, name)] for name in ("overdue", "soon", "papers")}


def test_what_is_late_and_what_comes_near_is_told_of_once(session: OfficeSession) -> None:
    body = session.bodies[0].id
    _planned(session, body, Period.year(2025), "Từ năm trước", "15/12/2025")
    late = _planned(session, body, Period.year(2026), "Quá hạn", "Tháng 10/2026")
    programmes.carry_out(session, late, body, Period.month(2026, 10), when=late.when)
    _planned(session, body, Period.year(2026), "Sắp đến hạn", "30/11/2026")
    _planned(session, body, Period.year(2026), "Còn lâu", "31/12/2026")
    assert _contents(read_reminders(session)) == {
        "overdue": ["Từ năm trước", "Quá hạn"],
        "soon": ["Sắp đến hạn"],
        "papers": [],
    }


def test_papers_for_a_meeting_of_next_year_are_asked_for_in_this_one(session: OfficeSession) -> None:
    body = session.bodies[0].id
    programmes.set_preparation(session, Preparation(body, days=27, remind=5))
    item = _planned(session, body, Period.month(2027, 1), "Tổng kết năm", "8/1/2027")
    meeting = Meeting(new_id(), body, Forum.STANDING, day=date(2027, 1, 8))
    programme_way.save_meeting(session, None, meeting)
    programme_way.set_agenda(session, meeting, [item])
    assert _contents(read_reminders(session)) == {"overdue": [], "soon": [], "papers": ["Tổng kết năm"]}
