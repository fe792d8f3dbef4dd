from dataclasses import replace

from tests.support.weeks import WEEK, lifelike_office, lifelike_sheet

from vpcu_desktop.domain.almanac import Almanac
from vpcu_desktop.domain.marks import sheet_marks
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Activity, ActivityId
from vpcu_desktop.domain.times import Session
from vpcu_desktop.output.week_text import week_text

from .test_week_pdf import second_version


def test_the_week_as_a_message() -> None:
    text = week_text(lifelike_sheet(), lifelike_office(), almanac=Almanac())
    assert text.startswith("LỊCH CÔNG TÁC TUẦN 48 (từ 23/11/2026 đến 29/11/2026)\nThường trực Đảng ủy – Đảng ủy xã")
    assert "Thứ Ba 24/11 (Ngày Văn hóa Việt Nam)\n" in text
    assert "\n- 7h30: Chào cờ; giao ban Thường trực Đảng ủy đầu tuần. Chủ trì: Đ/c Nguyễn Văn Thành" in text
    assert "Địa điểm: Phòng họp số 1. Chuẩn bị: Văn phòng Đảng ủy.\n" in text
    assert text.endswith("10 phút.\n")


def test_one_day_only() -> None:
    text = week_text(lifelike_sheet(), lifelike_office(), day=WEEK.days[2])
    assert text.startswith("LỊCH CÔNG TÁC NGÀY 25/11/2026\n")
    assert "Tiếp công dân" in text and "giao ban" not in text
    assert "(từ 24/11 đến 26/11)" in text  # begun the day before


def test_a_secret_activity_leaves_no_trace() -> None:
    sheet = lifelike_sheet()
    saturday = WEEK.days[5]
    open_ones = tuple(activity for activity in sheet.activities if not activity.on(saturday))
    secret = Activity(ActivityId("s"), saturday, Session.MORNING, "BÍ MẬT", chair="Đ/c BÍ MẬT", secret=True)
    with_secret = week_text(replace(sheet, activities=(*open_ones, secret)), lifelike_office())
    assert with_secret == week_text(replace(sheet, activities=open_ones), lifelike_office())
    assert "BÍ MẬT" not in with_secret and NEUTRAL_PHRASE not in with_secret


def test_marks_are_told() -> None:
    sheet = second_version()
    text = week_text(sheet, lifelike_office(), marks=sheet_marks(sheet))
    assert "15h15: [ĐỔI] Họp Ban Thường vụ" in text and "[HỦY] Tiếp công dân" in text
