"""The entry line and the inspector: from typing to a stored activity, and back to change it."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL, TODAY
from tests.support.week_window import WeekWindow, meeting, week_window

from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Status
from vpcu_desktop.domain.times import Session
from vpcu_desktop.services import drafts, weeks
from vpcu_desktop.ui import theme
from vpcu_desktop.ui.composition import CompositionGuard
from vpcu_desktop.ui.week.chips import ChipField
from vpcu_desktop.ui.week.intake_dialog import IntakeDialog
from vpcu_desktop.ui.widgets.suggest import SuggestText

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        yield opened


def chip_texts(window: WeekWindow) -> dict[ChipField, str]:
    return {chip.field: chip.text for chip in window.screen.entry.shown}


def test_a_typed_line_becomes_an_activity(window: WeekWindow) -> None:
    window.view.setFocus()
    window.write("t5 14h họp giao ban khối Đảng; chủ trì PBT TT; P. họp 2")
    assert chip_texts(window) == {
        ChipField.DAY: "Thứ Năm 26/11",
        ChipField.TIME: "14h00",
        ChipField.CONTENT: "họp giao ban khối Đảng",
        ChipField.CHAIR: "PBT TT",
        ChipField.PLACE: "P. họp 2",
    }
    window.press(Key.Key_Return)
    added = window.only()
    assert (added.day, added.start, added.session) == (date(2026, 11, 26), time(14), Session.AFTERNOON)
    assert (added.content, added.chair, added.place) == ("họp giao ban khối Đảng", "PBT TT", "P. họp 2")
    assert window.screen.entry.text == ""
    assert window.view.activity == added, "the cursor is on what was added"


def test_the_cell_lends_day_and_session(window: WeekWindow) -> None:
    window.view.choose_cell(window.view.grid.spot(date(2026, 11, 27), Session.EVENING))
    window.view.setFocus()
    window.write("dự sinh hoạt chi bộ")
    window.press(Key.Key_Return)
    assert (window.only().day, window.only().session) == (date(2026, 11, 27), Session.EVENING)


def test_tab_puts_a_chip_right(window: WeekWindow) -> None:
    window.view.setFocus()
    window.write("t5 14h họp giao ban")
    window.press(Key.Key_Tab)
    window.press(Key.Key_Return)
    window.focus.selectAll()
    window.write("t6")
    window.press(Key.Key_Return)
    assert chip_texts(window)[ChipField.DAY] == "Thứ Sáu 27/11"
    assert window.screen.entry.edit.hasFocus()
    window.press(Key.Key_Return)
    assert window.only().day == date(2026, 11, 27)


def test_a_correction_that_is_not_understood_is_framed_and_kept(window: WeekWindow) -> None:
    window.view.setFocus()
    window.write("t5 14h họp")
    window.press(Key.Key_Tab)
    window.press(Key.Key_Return)
    window.focus.selectAll()
    window.write("thứ mười")
    window.press(Key.Key_Return)
    assert window.focus.property("invalid") is True
    window.press(Key.Key_Escape)
    assert chip_texts(window)[ChipField.DAY] == "Thứ Năm 26/11"


def test_a_clash_shows_while_typing(window: WeekWindow) -> None:
    window.plan(meeting("Tiếp công dân", start=time(8), chair="Bí thư"))
    window.view.setFocus()
    window.write("8h30 họp báo; chủ trì BT; P. họp 2")
    window.qtbot.waitUntil(lambda: "BT" in window.screen.entry.warning.text())
    assert window.activities[0].content == "Tiếp công dân"


def test_escape_goes_back_and_keeps_the_text(window: WeekWindow) -> None:
    window.view.setFocus()
    window.write("họp gì đó")
    window.press(Key.Key_Escape)
    assert window.view.hasFocus()
    assert window.screen.entry.text == "họp gì đó"


def test_text_in_the_line_is_a_draft_over_a_lock(window: WeekWindow) -> None:
    window.view.setFocus()
    window.write("họp gì đó")
    kept = window.screen.draft()
    window.screen.entry.clear()
    assert kept is not None
    window.screen.restore(kept)
    assert window.screen.entry.text == "họp gì đó"


def test_several_pasted_lines_go_to_the_intake(window: WeekWindow) -> None:
    data = QMimeData()
    data.setText("Thứ Năm 26/11\n8h: Họp giao ban tại Phòng họp số 1\n14h: Tiếp công dân")
    QGuiApplication.clipboard().setMimeData(data)
    window.screen.go_to_entry()
    window.press(Key.Key_V, CONTROL)
    dialog = window.dialog(IntakeDialog)
    assert window.activities == ()
    dialog.close()


def test_plain_lines_from_word_make_an_activity_each(window: WeekWindow) -> None:
    data = QMimeData()
    data.setText("- 8h họp giao ban; chủ trì Bí thư\n- t5 14h làm việc với Sở Nội vụ\n- Họp chi bộ\n")
    QGuiApplication.clipboard().setMimeData(data)
    window.screen.go_to_entry()
    window.press(Key.Key_V, CONTROL)
    dialog = window.dialog(IntakeDialog)
    assert isinstance(dialog, IntakeDialog)
    dialog.take_button.click()
    window.settle()
    made = {activity.content: activity for activity in window.activities}
    assert {name: (a.day, a.start) for name, a in made.items()} == {
        "họp giao ban": (TODAY, time(8)),
        "làm việc với Sở Nội vụ": (date(2026, 11, 26), time(14)),
        "Họp chi bộ": (TODAY, None),
    }
    assert made["họp giao ban"].chair == "Bí thư"


def test_activities_at_the_same_time_stand_as_they_were_typed(window: WeekWindow) -> None:
    names = [f"Việc thứ {n}" for n in range(8)]
    for name in names:
        window.screen.go_to_entry()
        window.screen.entry.set_text(f"8h {name}")
        window.press(Key.Key_Return)
    assert window.contents == names
    data = QMimeData()
    data.setText("\n".join(f"8h Dán thứ {n}" for n in range(8)))
    window.screen.dialogs.take_in(data)
    dialog = window.dialog(IntakeDialog)
    assert isinstance(dialog, IntakeDialog)
    dialog.take_button.click()
    window.settle()
    assert window.contents == [*names, *(f"Dán thứ {n}" for n in range(8))]


# The inspector


def test_enter_opens_the_inspector_and_control_s_saves(window: WeekWindow) -> None:
    edited = meeting("Họp")
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    form = window.screen.inspector_panel.form
    assert form.texts["content"].hasFocus()
    form.texts["content"].setPlainText("Họp Ban Thường vụ")
    form.start.setText("830")
    form.end.setText("10h")
    form.texts["guests"].setPlainText("Đoàn công tác")
    window.press(Key.Key_S, CONTROL)
    saved = window.only()
    assert (saved.content, saved.start, saved.end) == ("Họp Ban Thường vụ", time(8, 30), time(10))
    assert saved.guests == "Đoàn công tác"
    assert saved.id == edited.id


def test_a_time_says_its_session(window: WeekWindow) -> None:
    edited = meeting("Họp")
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    form = window.screen.inspector_panel.form
    form.start.setFocus()
    form.start.selectAll()
    QTest.keyClicks(form.start, "14h")
    assert form.session.currentData() is Session.AFTERNOON


def test_save_and_next_goes_to_the_next_activity(window: WeekWindow) -> None:
    first, second = meeting("Một", start=time(8)), meeting("Hai", start=time(9))
    window.plan(first, second)
    window.choose(first)
    window.press(Key.Key_Return)
    window.screen.inspector_panel.form.texts["content"].setPlainText("Một, đã sửa")
    window.press(Key.Key_Return, CONTROL)
    assert window.contents == ["Một, đã sửa", "Hai"]
    assert window.screen.inspector_panel.record == second


def test_what_is_not_understood_is_framed_and_nothing_is_stored(window: WeekWindow) -> None:
    edited = meeting("Họp")
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    form = window.screen.inspector_panel.form
    form.start.setText("khoảng tám giờ")
    window.press(Key.Key_S, CONTROL)
    assert form.start.property("invalid") is True
    assert window.only() == edited


def test_an_unfinished_form_comes_back_as_it_was(window: WeekWindow) -> None:
    first, second = meeting("Một", start=time(8)), meeting("Hai", start=time(9))
    window.plan(first, second)
    window.choose(first)
    window.press(Key.Key_Return)
    window.screen.inspector_panel.form.texts["notes"].setPlainText("mang theo tài liệu")
    window.press(Key.Key_Escape)
    window.choose(second)
    window.settle()
    assert drafts.keys(window.session) == (f"activity:{first.id}",)
    window.choose(first)
    inspector = window.screen.inspector_panel
    assert inspector.form.texts["notes"].text() == "mang theo tài liệu"
    assert inspector.draft_words.isVisible()
    inspector.save()
    window.settle()
    assert window.activities[0].notes == "mang theo tài liệu"
    assert drafts.keys(window.session) == ()


def test_a_secret_activity_keeps_time_and_leader_alone(window: WeekWindow) -> None:
    edited = meeting("Nội dung mật", participants="Ai đó", notes="Ghi chú")
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    form = window.screen.inspector_panel.form
    form.secret.click()
    assert NEUTRAL_PHRASE in form.secret_words.text()
    assert form.secret_words.isVisible()
    assert "Nội dung mật" not in str(form.draft())
    window.screen.inspector_panel.save()
    window.settle()
    assert window.only() == edited.as_secret()


def test_an_activity_comes_back_every_week(window: WeekWindow) -> None:
    briefing = meeting("Giao ban", day=date(2026, 11, 23))
    window.plan(briefing)
    window.choose(briefing)
    window.press(Key.Key_Return)
    button = window.screen.inspector_panel.repeat
    assert button.text() == "Lặp lại Thứ Hai hằng tuần"
    button.click()
    window.settle()
    assert button.text() == "Thôi lặp lại Thứ Hai hằng tuần"
    next_week = window.screen.model.week.shifted(1)
    (due,) = weeks.due_recurring(window.session, window.screen.model.body_id, next_week)
    assert (due.content, due.day) == ("Giao ban", date(2026, 11, 30))


def test_conflicts_of_the_form_show_while_it_is_changed(window: WeekWindow) -> None:
    there, edited = meeting("Tiếp công dân", chair="Bí thư"), meeting("Họp", chair="PBT TT", place="Phòng họp số 2")
    window.plan(there, edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    inspector = window.screen.inspector_panel
    assert inspector.trouble.text() == ""
    inspector.form.texts["chair"].setText("Bí thư")
    window.qtbot.waitUntil(lambda: "BT trùng giờ" in inspector.trouble.text())


def test_every_text_box_is_safe_for_unikey(window: WeekWindow) -> None:
    """Unikey sends d, Backspace, đ: no box may complete or swallow a letter in between."""
    edited = meeting("")
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    boxes = [window.screen.entry.edit, window.screen.find_line, *window.screen.inspector_panel.form.texts.values()]
    window.screen.find_line.show()
    for box in boxes:
        box.clear()
        box.setFocus()
        window.write("d")
        QTest.keyClick(window.focus, Key.Key_Backspace)
        window.write("đ")
        assert isinstance(box, QLineEdit | QPlainTextEdit)
        text = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
        assert text == "đ", box.accessibleName()


def test_a_range_of_days_spans_the_board(window: WeekWindow) -> None:
    edited = meeting("Đi công tác", day=TODAY)
    window.plan(edited)
    window.choose(edited)
    window.press(Key.Key_Return)
    form = window.screen.inspector_panel.form
    form.last_day.setText("27/11")
    window.press(Key.Key_S, CONTROL)
    assert window.only().last_day == date(2026, 11, 27)
    (block,) = window.view.grid.blocks
    assert (block.first, block.last) == (2, 4)


def test_participants_are_suggested_after_a_semicolon_and_on_a_new_line(window: WeekWindow) -> None:
    activity = meeting("Họp")
    window.plan(activity)
    window.choose(activity)
    window.press(Key.Key_Return)
    box = window.screen.inspector_panel.form.texts["participants"]
    assert isinstance(box, SuggestText)
    box.setFocus()
    window.write("Các phòng; tran thi")
    assert box.suggestions() == ("Trần Thị Nguyệt",)
    window.press(Key.Key_Down)
    window.press(Key.Key_Return)
    assert box.text() == "Các phòng; Trần Thị Nguyệt"
    assert not box.suggesting
    window.press(Key.Key_Return)
    window.write("nvh")
    window.press(Key.Key_Down)
    window.press(Key.Key_Return)
    assert box.text() == "Các phòng; Trần Thị Nguyệt\nNguyễn Văn Hòa"
    window.write("; chi bo")
    window.press(Key.Key_Escape)
    assert box.text().endswith("; chi bo")


def test_a_long_content_of_the_intake_has_room_for_two_lines(window: WeekWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, scheme="light")
    data = QMimeData()
    data.setText("8h Họp\n9h Làm việc với Sở Nội vụ về sắp xếp tổ chức bộ máy và tinh giản biên chế năm 2026")
    window.screen.dialogs.take_in(data)
    dialog = window.dialog(IntakeDialog)
    assert isinstance(dialog, IntakeDialog)
    given = dialog.table.rowHeight(1)
    dialog.table.resizeRowToContents(1)
    assert given >= dialog.table.rowHeight(1) > dialog.table.fontMetrics().height() * 2
    dialog.close()


def test_undo_in_a_field_that_has_nothing_to_take_back_is_the_weeks(window: WeekWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    guard = CompositionGuard(app)
    activity = meeting("Họp")
    window.plan(activity)
    window.choose(activity)
    window.press(Key.Key_Return)
    window.screen.acts.postpone()
    window.settle()
    content = window.screen.inspector_panel.form.texts["content"]
    for field in (content, window.screen.inspector_panel.form.texts["chair"]):
        assert window.only().status is Status.POSTPONED
        field.setFocus()
        window.press(Key.Key_Z, CONTROL)
        assert window.only().status is Status.PLANNED
        window.press(Key.Key_Y, CONTROL)
    content.setFocus()
    window.write("x")
    window.press(Key.Key_Z, CONTROL)
    assert content.text() == "Họp"
    assert window.only().status is Status.POSTPONED, "what is typed is taken back first"
    guard.deleteLater()
