"""What stands round the board: conflicts, absences and duties, the intake; and the day's own screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL, TODAY
from tests.support.week_window import WEEK, WeekWindow, meeting, week_window

from vpcu_desktop.domain.conflicts import ConflictKind
from vpcu_desktop.services import drafts, roster, weeks
from vpcu_desktop.ui.today import TodayScreen
from vpcu_desktop.ui.week.intake_dialog import IntakeDialog
from vpcu_desktop.ui.week.roster_strip import RosterDialog, new_duty

Key, Left = Qt.Key, Qt.MouseButton.LeftButton

#: As Word puts a table on the clipboard: the day's cell is merged downwards.
WORD_TABLE = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>
<p class=MsoNormal>LỊCH CÔNG TÁC TUẦN 49 (từ ngày 30/11/2026 đến ngày 04/12/2026)</p>
<table class=MsoTableGrid border=1><tr><td>Thứ, ngày</td><td>Giờ</td><td>Nội dung</td><td>Chủ trì</td>
<td>Địa điểm</td></tr>
<tr><td rowspan=2>Thứ Hai<br>30/11</td><td>7h30</td><td>Giao ban Thường trực</td><td>Bí thư</td>
<td>Phòng họp số 1</td></tr>
<tr><td>14h00</td><td>Làm việc với Ban Xây dựng Đảng</td><td>PBT TT</td><td>Phòng họp số 2</td></tr>
<tr><td>Thứ Ba<br>01/12</td><td>8h00</td><td>Tiếp công dân</td><td>Bí thư</td><td>Phòng Tiếp công dân</td></tr></table>
<p class=MsoNormal>Lịch này thay giấy mời.</p></body></html>"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        yield opened


def copy_from_word() -> None:
    data = QMimeData()
    data.setHtml(WORD_TABLE)
    data.setText("Thứ Hai\t7h30\tGiao ban Thường trực")
    QGuiApplication.clipboard().setMimeData(data)


# Intake


def test_a_word_table_is_taken_in_only_after_the_clerk_says_so(window: WeekWindow) -> None:
    copy_from_word()
    window.view.setFocus()
    window.press(Key.Key_V, CONTROL)
    dialog = window.dialog(IntakeDialog)
    assert window.screen.model.week == WEEK
    assert window.activities == (), "nothing is stored before it is confirmed"
    assert [dialog.proposals.proposal(n).content for n in range(3)] == [
        "Giao ban Thường trực",
        "Làm việc với Ban Xây dựng Đảng",
        "Tiếp công dân",
    ]
    assert dialog.take_button.text() == "Nhận 3 hoạt động"
    window.qtbot.mouseClick(dialog.take_button, Left)
    window.settle()
    assert window.screen.model.week == WEEK.shifted(1), "the title says which week it is for"
    assert [(a.day, a.start, a.content) for a in window.activities] == [
        (date(2026, 11, 30), time(7, 30), "Giao ban Thường trực"),
        (date(2026, 11, 30), time(14), "Làm việc với Ban Xây dựng Đảng"),
        (date(2026, 12, 1), time(8), "Tiếp công dân"),
    ]
    window.press(Key.Key_Z, CONTROL)
    assert window.activities == ()


def test_a_clerk_leaves_out_and_corrects_before_taking_in(window: WeekWindow) -> None:
    copy_from_word()
    window.view.setFocus()
    window.press(Key.Key_V, CONTROL)
    dialog = window.dialog(IntakeDialog)
    dialog.table.setCurrentIndex(dialog.proposals.index(1, 3))
    dialog.table.setFocus()
    window.qtbot.keyClick(dialog.table, Key.Key_Space)
    assert dialog.take_button.text() == "Nhận 2 hoạt động"
    assert dialog.proposals.setData(dialog.proposals.index(0, 1), "t4")
    assert dialog.proposals.setData(dialog.proposals.index(0, 2), "8h-9h30")
    assert not dialog.proposals.setData(dialog.proposals.index(0, 2), "lúc nào đó")
    window.qtbot.mouseClick(dialog.take_button, Left)
    window.settle()
    assert window.contents == ["Tiếp công dân", "Giao ban Thường trực"]
    corrected = window.activities[1]
    assert (corrected.day, corrected.start, corrected.end) == (date(2026, 12, 2), time(8), time(9, 30))


def test_the_source_line_stands_beside_its_proposal(window: WeekWindow) -> None:
    copy_from_word()
    window.screen.dialogs.paste()
    dialog = window.dialog(IntakeDialog)
    dialog.table.setCurrentIndex(dialog.proposals.index(2, 3))
    assert "Tiếp công dân" in dialog.source.currentItem().text()
    left = [dialog.leftovers.item(n).text() for n in range(dialog.leftovers.count())]
    assert any("Lịch này thay giấy mời" in text for text in left), "what became no activity is listed"
    dialog.close()


def test_what_has_no_day_asks_for_one_before_it_is_taken(window: WeekWindow) -> None:
    data = QMimeData()
    data.setHtml(
        "<table><tr><td>Giờ</td><td>Nội dung</td><td>Địa điểm</td></tr>"
        "<tr><td>8h00</td><td>Giao ban</td><td>P1</td></tr><tr><td>14h00</td><td>Tiếp dân</td><td>P2</td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(data)
    window.screen.dialogs.paste()
    dialog = window.dialog(IntakeDialog)
    assert dialog.without_day.text() == "2 hoạt động chưa có ngày nên chưa được nhận: hãy nhập ngày."
    assert not dialog.take_button.isEnabled()
    dialog.table.setCurrentIndex(dialog.proposals.index(0, 3))
    dialog.table.setFocus()
    window.qtbot.keyClick(dialog.table, Key.Key_Space)
    assert dialog.table.currentIndex().column() == 1, "a tick that needs a day leads to the day"
    assert dialog.proposals.setData(dialog.proposals.index(0, 1), "t4")
    assert dialog.without_day.text().startswith("1 hoạt động")
    assert dialog.take_button.text() == "Nhận 1 hoạt động"
    window.qtbot.mouseClick(dialog.take_button, Left)
    window.settle()
    assert window.contents == ["Giao ban"]


# Conflicts


def test_a_conflict_is_kept_with_a_reason(window: WeekWindow) -> None:
    window.plan(meeting("Tiếp công dân"), meeting("Giao ban", place="Phòng họp số 2"))
    panel = window.screen.conflicts_panel
    assert panel.summary.words == "⚠ 1 người trùng giờ"
    window.press(Key.Key_F8)
    assert panel.list.hasFocus()
    panel.reason.setFocus()
    window.write("Bí thư dự phần đầu")
    window.press(Key.Key_Return)
    assert panel.summary.words == "Không có xung đột · 1 giữ nguyên"
    assert "Bí thư dự phần đầu" in panel.list.item(0).text()
    assert all(not block.card.warnings for block in window.view.grid.blocks)


def test_enter_on_a_conflict_goes_to_its_activity(window: WeekWindow) -> None:
    far = meeting("Không có chỗ", day=date(2026, 11, 27), place="")
    window.plan(meeting("Tiếp công dân"), far)
    window.press(Key.Key_F8)
    assert window.screen.conflicts_panel.current.kind is ConflictKind.NO_PLACE
    window.press(Key.Key_Return)
    assert window.view.hasFocus()
    assert window.view.activity == far


def test_delete_in_the_list_of_conflicts_removes_no_activity(window: WeekWindow) -> None:
    window.plan(meeting("Tiếp công dân"), meeting("Giao ban", place="Phòng họp số 2"))
    window.press(Key.Key_F8)
    window.press(Key.Key_Delete)
    assert len(window.activities) == 2


# Absences and duty


def test_an_absence_is_added_and_known_to_the_conflicts(window: WeekWindow) -> None:
    window.plan(meeting("Tiếp công dân"))
    window.qtbot.mouseClick(window.screen.roster.add_absence, Left)
    dialog = window.dialog(RosterDialog)
    dialog.who.setText("Nguyễn Văn Hòa")
    dialog.last.setText("27/11")
    window.qtbot.mouseClick(dialog.save_button, Left)
    window.settle()
    assert window.screen.roster.texts == ("Nghỉ phép: Nguyễn Văn Hòa T4–T6",)
    assert [c.kind for c in window.screen.model.facts.conflicts] == [ConflictKind.AWAY]
    window.qtbot.mouseClick(window.screen.roster.records[0], Left)
    again = window.dialog(RosterDialog)
    assert again.who.text() == "Nguyễn Văn Hòa"
    window.qtbot.mouseClick(again.remove_button, Left)
    window.settle()
    assert window.screen.roster.texts == ()


def test_an_absence_without_a_name_is_not_saved(window: WeekWindow) -> None:
    window.frame.registry.fire("week.absence")
    dialog = window.dialog(RosterDialog)
    window.qtbot.mouseClick(dialog.save_button, Left)
    assert dialog.isVisible()
    assert dialog.who.property("invalid") is True
    dialog.close()


# Today


def test_today_leads_everywhere_by_enter(window: WeekWindow) -> None:
    now, gone = meeting("Tiếp công dân", day=TODAY), meeting("Không có chỗ", day=date(2026, 11, 27), place="")
    window.plan(now, gone)
    drafts.save(window.session, f"activity:{gone.id}", {"notes": "dở"})
    window.frame.go("today")
    today = window.frame.current
    assert isinstance(today, TodayScreen)
    assert [block.card.content for block in today.view.grid.blocks] == ["Tiếp công dân"]
    texts = [today.list.item(n).text() for n in range(today.list.count())]
    assert any("chưa có địa điểm" in text for text in texts)
    assert any("Đang soạn" in text for text in texts)
    assert any("Hoạt động chưa lưu" in text for text in texts)
    row = next(n for n, text in enumerate(texts) if "chưa có địa điểm" in text)
    today.list.setCurrentRow(row)
    today.list.setFocus()
    window.press(Key.Key_Return)
    assert window.frame.current is window.screen
    assert window.view.activity == gone


def test_today_goes_to_the_activity_under_the_cursor(window: WeekWindow) -> None:
    window.plan(meeting("Giao ban", day=WEEK.monday), meeting("Tiếp công dân", day=TODAY))
    window.frame.go("today")
    window.press(Key.Key_Return)
    assert window.frame.current is window.screen
    assert window.view.activity.content == "Tiếp công dân"


def test_a_removed_duty_and_a_changed_heading_are_taken_back(window: WeekWindow) -> None:
    duty = replace(new_duty(WEEK), people="Đ/c Nguyễn Văn Hòa")
    window.frame.operations.changed.emit(roster.save(window.session, duty))
    window.screen.dialogs.edit_record(duty)
    dialog = window.dialog(RosterDialog)
    assert isinstance(dialog, RosterDialog)
    dialog.remove_button.click()
    window.settle()
    assert window.screen.model.sheet.duties == ()
    window.press(Qt.Key.Key_Z, CONTROL)
    assert window.screen.model.sheet.duties == (duty,)
    window.press(Qt.Key.Key_Y, CONTROL)
    assert window.screen.model.sheet.duties == ()
    old = window.screen.model.sheet.schedule
    window.frame.operations.changed.emit(weeks.set_heading(window.session, replace(old, number=7, notes="Ghi chú")))
    assert window.screen.model.sheet.schedule.number == 7
    window.press(Qt.Key.Key_Z, CONTROL)
    assert window.screen.model.sheet.schedule.number == old.number
    assert window.screen.model.sheet.schedule.notes == old.notes
