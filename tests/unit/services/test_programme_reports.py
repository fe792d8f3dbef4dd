"""The progress report and the list for following up, from a store to paper."""

from dataclasses import replace
from datetime import date

import pytest

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import ProgrammeTime
from vpcu_desktop.domain.programmes import Forum, Item, Meeting, Preparation, Progress
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Body, BodyId, new_id
from vpcu_desktop.services import programme_reports, programme_way, programmes
from vpcu_desktop.services.session import OfficeSession

from ...support.papers import docx_text, letters, pdf_text

YEAR, NOVEMBER, DECEMBER = Period.year(2026), Period.month(2026, 11), Period.month(2026, 12)
IN_OCTOBER = ProgrammeTime("Tháng 10", date(2026, 10, 1), date(2026, 10, 31))
IN_DECEMBER = ProgrammeTime("Tháng 12", date(2026, 12, 1), date(2026, 12, 31))


@pytest.fixture
def body(session: OfficeSession) -> BodyId:
    return session.bodies[0].id


def item(content: str, lead: str, when: ProgrammeTime = IN_DECEMBER) -> Item:
    return Item(new_id(), "", content, lead=lead).timed(when)


@pytest.fixture
def filled(session: OfficeSession, body: BodyId) -> BodyId:
    items = [
        item("Sơ kết Nghị quyết 18", "Ban Tổ chức", IN_OCTOBER),
        item("Đại hội các chi bộ", "Ban Tổ chức"),
        item("Quy chế làm việc", "Văn phòng"),
        item("Kế hoạch nội chính", "Ban Nội chính"),
    ]
    programmes.add(session, body, YEAR, items)
    fourth = programmes.sheet(session, body, YEAR).items[3]
    programmes.carry_over(
        session, [fourth], body, Period.year(2027), time_text="Năm 2027", reasons=["Chờ hướng dẫn của tỉnh"]
    )
    return body


def test_the_report_counts_what_stands_and_names_reasons(session: OfficeSession, filled: BodyId) -> None:
    found = programme_reports.report(session, YEAR)
    assert (found.whole.total, found.whole.overdue, found.whole.carried) == (4, 1, 1)
    assert [each.target for each in found.carried] == [Period.year(2027)]
    text = letters(pdf_text(programme_reports.report_pdf(session, found)))
    for words in (
        "BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC",
        "Năm 2026, tính đến ngày 27/11/2026",
        "Ban Nội chính",
        "Chờ hướng dẫn của tỉnh",
        "Nội dung quá hạn",
        "Tháng 12",
    ):
        assert letters(words) in text


def test_one_body_s_report_leaves_the_others_out(session: OfficeSession, filled: BodyId) -> None:
    other = Body(BodyId(new_id()), "Ban Thường vụ Đảng ủy")
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(other)
    session.forget("bodies")
    programmes.add(session, other.id, YEAR, [item("Việc của Ban Thường vụ", "Văn phòng")])
    assert programme_reports.report(session, YEAR).whole.total == 5
    own = programme_reports.report(session, YEAR, other.id)
    assert [each.item.content for each in own.items] == ["Việc của Ban Thường vụ"]
    text = letters(pdf_text(programme_reports.report_pdf(session, own, other.id)))
    assert letters("Năm 2026 của Ban Thường vụ Đảng ủy") in text and letters("Sơ kết") not in text


def test_a_period_without_programmes_has_an_empty_report(session: OfficeSession) -> None:
    found = programme_reports.report(session, Period.year(2031))
    assert found.whole.total == 0 and found.items == ()
    assert "Tổng số nội dung" in pdf_text(programme_reports.report_pdf(session, found))


def test_the_follow_up_list_has_open_items_by_unit_with_the_day_for_their_papers(
    session: OfficeSession, filled: BodyId
) -> None:
    programmes.set_preparation(session, Preparation(filled, days=3))
    third = programmes.sheet(session, filled, YEAR).items[2]
    meeting = Meeting(new_id(), filled, Forum.STANDING, day=date(2026, 12, 9))
    programme_way.save_meeting(session, None, meeting)
    programme_way.set_agenda(session, meeting, [third])
    found = programme_reports.follow_up(session, YEAR)
    assert [each.item.content for each in found] == ["Sơ kết Nghị quyết 18", "Đại hội các chi bộ", "Quy chế làm việc"]
    assert [(each.meeting, each.papers) for each in found][1:] == [
        (None, None),
        (date(2026, 12, 9), date(2026, 12, 4)),
    ]
    assert len(programme_reports.follow_up(session, YEAR, unit="Văn phòng")) == 1
    for text in (
        pdf_text(programme_reports.follow_up_pdf(session, YEAR, found)),
        docx_text(programme_reports.follow_up_docx(session, YEAR, found)),
    ):
        for words in ("Ban Tổ chức", "Quy chế làm việc", "04/12/2026", "09/12/2026", "quá hạn 27 ngày", "Ký nhận"):
            assert letters(words) in letters(text)


def test_secret_items_are_the_neutral_phrase(session: OfficeSession, body: BodyId) -> None:
    programmes.add(session, body, YEAR, [item("Chuyên án", "Công an", IN_OCTOBER)])
    (seen,) = programmes.sheet(session, body, YEAR).items
    programmes.change(session, [seen], [seen.as_secret()])
    found = programme_reports.report(session, YEAR)
    for made in (
        programme_reports.report_pdf(session, found),
        programme_reports.follow_up_pdf(session, YEAR, programme_reports.follow_up(session, YEAR)),
    ):
        text = letters(pdf_text(made))
        assert letters(NEUTRAL_PHRASE) in text and letters("Chuyên án") not in text and letters("Công an") not in text


def test_what_is_done_is_no_longer_followed_up(session: OfficeSession, filled: BodyId) -> None:
    first = programmes.sheet(session, filled, YEAR).items[0]
    programmes.change(
        session, [first], [replace(first, progress=Progress.ISSUED, done_on=date(2026, 10, 20))], label="set_progress"
    )
    assert first.content not in [each.item.content for each in programme_reports.follow_up(session, YEAR)]
    assert programme_reports.report(session, YEAR).whole.on_time == 1
