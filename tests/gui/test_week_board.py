"""The board: arrows, typing, moving, repeating, removing, undo, drag and drop."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.frame_window import ALT, CONTROL, TODAY
from tests.support.week_window import WEEK, WeekWindow, meeting, week_window

from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import NEUTRAL_PHRASE, Status
from vpcu_desktop.domain.times import Session
from vpcu_desktop.services import weeks
from vpcu_desktop.ui.week.grid import ViewKind

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        yield opened


def test_an_empty_week_says_what_to_do(window: WeekWindow) -> None:
    assert "Ctrl+Shift+C" in window.view.empty_text
    assert window.view.day == TODAY


def test_arrows_go_over_cells_and_cards(window: WeekWindow) -> None:
    first, second = meeting("Một", start=time(8)), meeting("Hai", start=time(9))
    window.plan(first, second)
    window.choose(first)
    window.press(Key.Key_Down)
    assert window.view.activity == second
    window.press(Key.Key_Down)
    assert (window.view.activity, window.view.row.session) == (None, Session.AFTERNOON)
    window.press(Key.Key_Right)
    assert window.view.day == date(2026, 11, 26)
    window.press(Key.Key_Up)
    window.press(Key.Key_Left)
    assert window.view.activity == first


def test_a_letter_typed_on_the_board_begins_in_the_entry_line(window: WeekWindow) -> None:
    window.view.choose_cell(window.view.grid.spot(date(2026, 11, 27), Session.AFTERNOON))
    window.view.setFocus()
    window.write("Họp báo")
    assert window.screen.entry.text == "Họp báo"


def test_unikey_puts_its_letter_right_when_typing_begins_on_the_board(window: WeekWindow) -> None:
    """Unikey sends d, Backspace, đ: the second and third key must reach the text that the first one began."""
    window.view.setFocus()
    window.write("d")
    QTest.keyClick(window.focus, Key.Key_Backspace)
    window.write("đ")
    assert window.screen.entry.text == "đ"


def test_composed_text_on_the_board_is_not_swallowed(window: WeekWindow) -> None:
    window.view.setFocus()
    QCoreApplication.sendEvent(window.view, QInputMethodEvent("đ", []))
    composed = QInputMethodEvent("", [])
    composed.setCommitString("đ")
    QCoreApplication.sendEvent(window.view, composed)
    assert window.screen.entry.text == "đ"
    assert window.screen.entry.edit.hasFocus()


def test_control_and_arrows_move_an_activity(window: WeekWindow) -> None:
    moved = meeting("Tiếp công dân")
    window.plan(moved)
    window.choose(moved)
    window.press(Key.Key_Right, CONTROL)
    assert window.only().day == date(2026, 11, 26)
    window.press(Key.Key_Down, CONTROL)
    assert window.only().session is Session.AFTERNOON
    assert window.view.activity == window.only(), "the cursor goes along"


def test_undo_and_redo_say_what_they_do(window: WeekWindow) -> None:
    moved = meeting("Tiếp công dân")
    window.plan(moved)
    window.choose(moved)
    window.press(Key.Key_Right, CONTROL)
    action = window.frame.registry.action("week.undo")
    assert action.text() == "Hoàn tác: dời"
    window.press(Key.Key_Z, CONTROL)
    assert window.only().day == TODAY
    window.press(Key.Key_Y, CONTROL)
    assert window.only().day == date(2026, 11, 26)


def test_undo_shows_the_week_that_it_changes(window: WeekWindow) -> None:
    moved = meeting("Tiếp công dân")
    window.plan(moved)
    window.choose(moved)
    window.press(Key.Key_Right, CONTROL)
    window.press(Key.Key_Right, ALT)
    window.press(Key.Key_Z, CONTROL)
    assert window.screen.model.week == WEEK
    assert window.only().day == TODAY


def test_repeat_keeps_time_and_length_and_goes_to_the_copy(window: WeekWindow) -> None:
    original = meeting("Kiểm tra", start=time(8), end=time(10))
    window.plan(original)
    window.choose(original)
    window.press(Key.Key_D, CONTROL)
    copy = window.activities[1]
    assert (copy.day, copy.start, copy.end) == (date(2026, 11, 26), time(8), time(10))
    assert window.view.activity == copy


def test_delete_removes_what_nobody_has_on_paper(window: WeekWindow) -> None:
    gone = meeting("Nháp")
    window.plan(gone)
    window.choose(gone)
    window.press(Key.Key_Delete)
    assert window.activities == ()


def test_delete_cancels_what_is_published(window: WeekWindow) -> None:
    published = meeting("Đã phát hành")
    window.plan(published)
    window.approve_and_publish()
    window.choose(published)
    window.press(Key.Key_Delete)
    assert window.only().status is Status.CANCELLED
    card = window.view.grid.find(published.id)
    assert window.view.grid.block_at(card).card.mark == "HỦY"


def test_dragging_moves_and_with_control_copies(window: WeekWindow) -> None:
    dragged = meeting("Kéo thả")
    window.plan(dragged)
    window.drag(window.point_on(dragged), window.point_of(date(2026, 11, 27), Session.AFTERNOON))
    (moved,) = window.activities
    assert (moved.day, moved.session) == (date(2026, 11, 27), Session.AFTERNOON)
    window.drag(window.point_on(moved), window.point_of(date(2026, 11, 23), Session.AFTERNOON), CONTROL)
    assert [a.day for a in window.activities] == [date(2026, 11, 23), date(2026, 11, 27)]


def test_dropping_on_another_leader_hands_the_chair_over(window: WeekWindow) -> None:
    chaired = meeting("Giao ban", chair="Bí thư")
    window.plan(chaired)
    window.press(Key.Key_2, ALT)
    rows = window.view.grid.rows
    deputy = next(n for n, row in enumerate(rows) if row.title == "PBT TT")
    spot = window.view.grid.find(chaired.id)
    target = window.view.rect_of(type(spot)(deputy, spot.column)).center()
    window.drag(window.point_on(chaired), target)
    assert window.only().chair == "PBT TT"


def test_views_share_the_chosen_activity(window: WeekWindow) -> None:
    chosen = meeting("Ở đâu cũng thấy", day=date(2026, 11, 26))
    window.plan(meeting("Khác"), chosen)
    window.choose(chosen)
    for key, kind in ((Key.Key_2, ViewKind.LEADERS), (Key.Key_3, ViewKind.AGENDA), (Key.Key_4, ViewKind.DAY)):
        window.press(key, ALT)
        assert (window.view.grid.kind, window.view.activity) == (kind, chosen)
    window.press(Key.Key_1, ALT)
    assert window.view.activity == chosen


def test_a_narrow_window_shows_the_agenda(window: WeekWindow) -> None:
    window.plan(meeting("Họp"))
    window.frame.resize(900, 700)
    assert window.view.grid.kind is ViewKind.AGENDA
    window.frame.resize(1366, 768)
    assert window.view.grid.kind is ViewKind.BOARD


def test_empty_weekend_is_a_sliver_until_something_stands_there(window: WeekWindow) -> None:
    assert [column.collapsed for column in window.view.grid.columns[5:]] == [True, True]
    window.plan(meeting("Ra quân", day=WEEK.days[5]))
    assert [column.collapsed for column in window.view.grid.columns[5:]] == [False, True]


def test_alt_arrows_turn_weeks(window: WeekWindow) -> None:
    window.press(Key.Key_Right, ALT)
    assert window.screen.model.week == WEEK.shifted(1)
    assert "Tuần 49" in window.screen.title
    window.press(Key.Key_Left, ALT)
    assert window.screen.model.week == WEEK


def test_last_week_is_copied_with_times(window: WeekWindow) -> None:
    last = meeting("Giao ban", day=date(2026, 11, 16), start=time(7, 30), end=time(9))
    weeks.plan(window.session, window.screen.model.body_id, WEEK.shifted(-1), [last])
    window.press(Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    copy = window.only()
    assert (copy.content, copy.day, copy.start, copy.end) == ("Giao ban", WEEK.monday, time(7, 30), time(9))
    assert "1" in window.frame.banner.message.text


def test_find_shows_what_matches_without_diacritics(window: WeekWindow) -> None:
    window.plan(meeting("Tiếp công dân"), meeting("Giao ban"))
    window.press(Key.Key_F, CONTROL)
    window.write("tiep cong")
    assert [block.card.content for block in window.view.grid.blocks] == ["Tiếp công dân"]
    window.press(Key.Key_Return)
    assert window.view.activity.content == "Tiếp công dân"
    window.press(Key.Key_Escape)
    assert not window.screen.find_line.isVisible()
    assert len(window.view.grid.blocks) == 2


def test_a_secret_activity_shows_the_neutral_phrase(window: WeekWindow) -> None:
    window.plan(meeting("Nội dung không được thấy").as_secret())
    (block,) = window.view.grid.blocks
    assert (block.card.content, block.card.place) == (NEUTRAL_PHRASE, "")


def test_a_screen_reader_hears_the_card(window: WeekWindow) -> None:
    heard = meeting("Tiếp công dân")
    window.plan(heard)
    window.choose(heard)
    assert window.view.accessibleDescription() == "25/11 · 8h00 · BT · Tiếp công dân · P. họp 1"


def test_a_reader_may_look_and_change_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with week_window(qtbot, tmp_path, role=Role.READER) as window:
        window.view.setFocus()
        window.write("Họp")
        assert window.screen.entry.text == ""
        assert not window.frame.registry.action("week.remove").isEnabled()


def test_the_hint_of_an_empty_week_stays_where_it_is_when_a_part_is_painted_anew(qtbot: QtBot, tmp_path: Path) -> None:
    with week_window(qtbot, tmp_path) as window:
        for kind in (ViewKind.BOARD, ViewKind.AGENDA):
            window.screen.show_view(kind)
            window.settle()
            viewport = window.view.viewport()
            upper = QRect(0, 0, viewport.width(), viewport.height() // 2 + 10)
            assert viewport.grab(upper).toImage() == viewport.grab().copy(upper).toImage()


def test_a_week_that_was_read_ahead_is_read_again_after_a_change(window: WeekWindow) -> None:
    while window.screen.model.look_ahead():
        pass
    coming = meeting("Tuần sau", date(2026, 12, 2))
    changes = weeks.plan(window.session, window.screen.model.body_id, WEEK.shifted(1), [coming])
    window.frame.operations.changed.emit(changes)
    window.screen.go_weeks(1)
    assert [block.card.content for block in window.view.grid.blocks] == ["Tuần sau"]


def test_a_week_changed_from_another_place_is_not_kept_as_it_was(window: WeekWindow) -> None:
    window.frame.go("today")
    window.plan(meeting("Mới"))
    window.screen.show_week(WEEK.shifted(1))
    window.screen.show_week(WEEK)
    assert [block.card.content for block in window.view.grid.blocks] == ["Mới"]


def test_in_a_list_the_cursor_goes_on_to_the_first_activity_of_a_filled_day(window: WeekWindow) -> None:
    window.screen.show_view(ViewKind.AGENDA)
    assert window.view.activity is None
    first = meeting("Họp A")
    window.plan(first, meeting("Họp B", start=time(9)))
    assert window.view.activity == first


def test_what_goes_on_from_last_week_is_shown_and_changed_in_its_own_week(window: WeekWindow) -> None:
    mission = meeting("Đi công tác", last_day=date(2026, 12, 2), session=Session.ALL_DAY, start=None)
    window.plan(mission)
    window.screen.go_weeks(1)
    window.settle()
    assert window.activities == ()
    for kind in (ViewKind.BOARD, ViewKind.LEADERS, ViewKind.AGENDA):
        window.screen.show_view(kind)
        assert window.view.choose(mission.id, date(2026, 12, 1))
    window.screen.show_view(ViewKind.BOARD)
    window.choose(mission)
    window.press(Qt.Key.Key_Delete)
    window.press(Qt.Key.Key_D, CONTROL)
    window.screen.go_weeks(-1)
    assert window.activities == (replace(mission, position=window.only().position),)
    window.screen.go_weeks(1)
    window.choose(mission)
    window.press(Qt.Key.Key_Return)
    assert window.screen.model.week == WEEK
    assert window.screen.inspector_panel.record == window.only()
