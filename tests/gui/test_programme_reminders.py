"""Today tells what of the work programmes is late or near, and what units registered; each line leads there."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.programme_window import NOVEMBER, YEAR, ProgrammeWindow, item, programme_window

from vpcu_desktop.domain.programmes import Forum, Meeting, Progress, Wish
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import drafts, programme_way, programmes, wishes
from vpcu_desktop.ui.programmes.wishes_dialog import WishesDialog
from vpcu_desktop.ui.today import TodayScreen


def _today(window: ProgrammeWindow) -> TodayScreen:
    window.frame.go("today")
    window.settle()
    screen = window.frame.current
    assert isinstance(screen, TodayScreen)
    return screen


def _texts(screen: TodayScreen) -> list[str]:
    return [screen.list.item(row).text() for row in range(screen.list.count())]


def _enter(window: ProgrammeWindow, screen: TodayScreen, words: str) -> None:
    (row,) = [n for n, text in enumerate(_texts(screen)) if words in text]
    screen.list.setCurrentRow(row)
    screen.list.setFocus()
    window.press(Qt.Key.Key_Return)


def test_what_is_overdue_is_told_once_and_leads_to_its_programme(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Đề án trụ sở", "Tháng 9/2026"), period=YEAR) as window:
        late = window.only(YEAR)
        programmes.carry_out(window.session, late, window.body, NOVEMBER, when=late.when)
        window.screen.show_period(NOVEMBER)
        screen = _today(window)
        told = [text for text in _texts(screen) if "Đề án trụ sở" in text]
        assert len(told) == 1 and told[0].startswith("quá hạn 56 ngày")
        _enter(window, screen, "Đề án trụ sở")
        assert window.frame.current is window.screen
        current = window.screen.current_item()
        assert current is not None and current.content == "Đề án trụ sở"
        window.screen.acts.set_progress(Progress.ISSUED)
        window.settle()


def test_papers_of_a_near_meeting_are_told_until_they_are_submitted(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Báo cáo năm", "Tháng 12/2026")) as window:
        meeting = Meeting(new_id(), window.body, Forum.STANDING, 1, day=date(2026, 12, 4))
        programme_way.save_meeting(window.session, None, meeting)
        programme_way.set_agenda(window.session, meeting, window.items())
        screen = _today(window)
        assert any("nộp tài liệu trước" in text and "Báo cáo năm" in text for text in _texts(screen))
        programmes.set_progress(window.session, window.only(), Progress.SUBMITTED)
        screen.reload()
        window.settle()
        assert not any("nộp tài liệu" in text for text in _texts(screen))


def test_registrations_that_wait_lead_to_their_list(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        wish = Wish(new_id(), window.body, "Phòng Kinh tế", date(2026, 11, 30), date(2026, 12, 6), "Xin họp dự toán")
        wishes.add(window.session, [wish])
        screen = _today(window)
        assert any("1 đăng ký chờ xem" in text for text in _texts(screen))
        assert any(text.startswith("Chốt đăng ký từ 30/11: 16h00 Thứ Năm 26/11") for text in _texts(screen))
        _enter(window, screen, "1 đăng ký chờ xem")
        dialog = window.dialog(WishesDialog)
        assert dialog.first == date(2026, 11, 30) and not dialog.empty.isVisible()


def test_an_item_that_was_not_saved_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban")) as window:
        drafts.save(window.session, drafts.item_key(window.only().id), {"note": "dở"})
        _enter(window, _today(window), "Nội dung chưa lưu: Giao ban")
        assert window.frame.current is window.screen
