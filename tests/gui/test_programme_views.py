"""The painted views: month, year and term, by keys and by the mouse."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.frame_window import ALT, CONTROL, SHIFT
from tests.support.programme_window import NOVEMBER, YEAR, ProgrammeWindow, item, programme_window
from tests.support.week_window import meeting as activity

from vpcu_desktop.domain.office import Office
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programmes import Item
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services import office as office_service
from vpcu_desktop.services import programmes, weeks
from vpcu_desktop.ui.programmes.painted import PaintedView
from vpcu_desktop.ui.programmes.views import ViewKind


def _view(window: ProgrammeWindow) -> PaintedView:
    found = window.screen.views.painted
    assert found is not None
    return found


def _texts(window: ProgrammeWindow) -> list[str]:
    return [chip.text for chip in _view(window).chips]


def _drag(window: ProgrammeWindow, content: str, target: object, *, drop: bool = True) -> None:
    """Takes a chip by the mouse to the middle of a zone."""
    view = _view(window)
    chip = next(chip for chip in view.chips if content in chip.text)
    zone = next(zone for zone in view.zones if zone.target == target)
    view.verticalScrollBar().setValue(0)
    down = QPoint(0, view.head)
    start, end = chip.rect.center() + down, zone.rect.center() + down
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for share in (1, 2, 3, 4):
        QTest.mouseMove(port, start + (end - start) * share / 4)
        view.viewport().repaint()
    if drop:
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    window.settle()


def test_the_month_shows_days_with_what_takes_place_and_what_is_due(qtbot: QtBot, tmp_path: Path) -> None:
    made = [item("Có ngày", "12/11/2026"), item("Trong tháng", "Tháng 11/2026")]
    with programme_window(qtbot, tmp_path, *made) as window:
        planned = activity("Họp giao ban", date(2026, 11, 26))
        weeks.plan(window.session, window.body, Week.of(planned.day), [planned])
        window.press(Qt.Key.Key_2, ALT)
        assert window.screen.views.kind is ViewKind.MONTH and window.focus is _view(window)
        view = _view(window)
        on_day = next(zone for zone in view.zones if zone.target == date(2026, 11, 12))
        chip = next(chip for chip in view.chips if "Có ngày" in chip.text)
        assert on_day.rect.contains(chip.rect)
        loose = next(chip for chip in view.chips if "Trong tháng" in chip.text)
        assert all(not zone.rect.intersects(loose.rect) for zone in view.zones)
        assert any("Họp giao ban" in text for text in _texts(window))


def test_an_item_is_dragged_to_another_day_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Có ngày", "12/11/2026")) as window:
        window.press(Qt.Key.Key_2, ALT)
        _drag(window, "Có ngày", date(2026, 11, 19))
        assert (window.only().latest, window.only().time_text) == (date(2026, 11, 19), "19/11/2026")
        assert window.frame.banner.message is not None
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only().latest == date(2026, 11, 12)


def test_escape_ends_a_drag_without_moving(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Có ngày", "12/11/2026")) as window:
        window.press(Qt.Key.Key_2, ALT)
        _drag(window, "Có ngày", date(2026, 11, 19), drop=False)
        window.press(Qt.Key.Key_Escape)
        QTest.mouseRelease(_view(window).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
        window.settle()
        assert window.only().latest == date(2026, 11, 12)


def test_items_of_the_list_go_to_another_month_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Sơ kết", "Tháng 3"), period=YEAR) as window:
        window.press(Qt.Key.Key_Right, ALT | SHIFT)
        assert window.only(YEAR).time_text == "Tháng 4/2026"
        window.press(Qt.Key.Key_Left, ALT | SHIFT)
        window.press(Qt.Key.Key_Left, ALT | SHIFT)
        assert window.only(YEAR).time_text == "Tháng 2/2026"
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only(YEAR).time_text == "Tháng 3/2026"


def test_what_has_no_day_says_so_when_it_is_to_be_moved(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Theo dõi", "")) as window:
        window.press(Qt.Key.Key_Right, ALT | SHIFT)
        message = window.frame.banner.message
        assert message is not None and "không có ngày" in message.text
        assert window.only().time_text == ""


def test_items_go_to_another_month_by_mouse_and_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Sơ kết", "Tháng 3"), period=YEAR) as window:
        window.press(Qt.Key.Key_3, ALT)
        assert window.screen.views.kind is ViewKind.YEAR
        _drag(window, "Sơ kết", Period.month(2026, 10))
        assert window.only(YEAR).time_text == "Tháng 10/2026"
        assert _view(window).current_item == window.only(YEAR).id
        window.press(Qt.Key.Key_Right, ALT | SHIFT)
        assert window.only(YEAR).time_text == "Tháng 11/2026"
        window.press(Qt.Key.Key_Z, CONTROL)
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only(YEAR).time_text == "Tháng 3"


def test_a_month_of_the_year_leads_to_its_programme(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        window.press(Qt.Key.Key_3, ALT)
        view = _view(window)
        at = next(n for n, chip in enumerate(view.chips) if chip.key == ("month", "2026-05"))
        view._move_to(at)
        window.press(Qt.Key.Key_Return)
        assert window.screen.period == Period.month(2026, 5)
        assert window.screen.views.kind is ViewKind.MONTH


def test_the_term_is_a_timeline_of_all_bodies(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, role=Role.ADMIN) as window:
        window.press(Qt.Key.Key_4, ALT)
        assert window.screen.views.kind is ViewKind.LIST  # its days are not known yet, and that is told
        assert window.frame.banner.message is not None
        own: Office = window.session.office
        office_service.save_office(
            window.session, replace(own, term_start=date(2025, 7, 1), term_end=date(2030, 6, 30))
        )
        term = programmes.term(window.session)
        assert term is not None
        made: list[Item] = [item("Sơ kết giữa nhiệm kỳ", "Năm 2027"), item("Thường xuyên", "Thường xuyên")]
        programmes.add(window.session, window.body, term, made)
        window.press(Qt.Key.Key_4, ALT)
        assert window.screen.period == term and len(_texts(window)) == 2
        _drag(window, "Sơ kết giữa nhiệm kỳ", Period.year(2028))
        moved = next(each for each in window.items(term) if each.content.startswith("Sơ kết"))
        assert moved.time_text == "Năm 2028"
        window.press(Qt.Key.Key_Left, ALT | SHIFT)
        moved = next(each for each in window.items(term) if each.content.startswith("Sơ kết"))
        assert moved.time_text == "Năm 2027"


def test_the_cursor_goes_by_arrows_and_enter_opens_what_it_stands_on(qtbot: QtBot, tmp_path: Path) -> None:
    made = [item("Một", "3/11/2026"), item("Hai", "4/11/2026"), item("Ba", "10/11/2026")]
    with programme_window(qtbot, tmp_path, *made) as window:
        window.press(Qt.Key.Key_2, ALT)
        window.screen.choose(window.items()[0].id)
        window.press(Qt.Key.Key_Right)
        assert window.screen.current_item() == window.items()[1]
        window.press(Qt.Key.Key_Left)
        window.press(Qt.Key.Key_Down)
        assert window.screen.current_item() == window.items()[2]
        assert "Ba" in _view(window).accessibleDescription()
        window.press(Qt.Key.Key_Return)
        assert window.screen.inspector_panel.record == window.items()[2]


def test_the_view_goes_with_the_length_of_the_programme(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Sơ kết", "Tháng 11")) as window:
        window.press(Qt.Key.Key_2, ALT)
        window.press(Qt.Key.Key_Right, ALT)
        assert window.screen.period == Period.month(2026, 12)
        window.fire("kind.year")
        assert window.screen.views.kind is ViewKind.YEAR
        window.fire("kind.quarter")
        assert window.screen.views.kind is ViewKind.LIST
        window.press(Qt.Key.Key_1, ALT)
        assert window.focus is window.screen.list.table


def test_a_full_day_says_how_many_more_there_are(qtbot: QtBot, tmp_path: Path) -> None:
    made = [item(f"Việc {n}", "12/11/2026") for n in range(12)]
    with programme_window(qtbot, tmp_path, *made) as window:
        window.press(Qt.Key.Key_2, ALT)
        shown = sum("Việc" in text for text in _texts(window))
        assert f"+{12 - shown} nữa" in _texts(window)


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_3])
def test_an_empty_programme_says_what_to_do_and_typing_begins_an_item(
    qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    with programme_window(qtbot, tmp_path) as window:
        window.press(key, ALT)
        window.write("S")
        assert window.focus is window.screen.entry.edit
        window.write("ơ kết; tháng 11")
        window.press(Qt.Key.Key_Return)
        assert [each.content for each in window.items(window.screen.period)] == ["Sơ kết"]


def test_a_reader_cannot_move_anything(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Có ngày", "12/11/2026"), role=Role.READER) as window:
        window.press(Qt.Key.Key_2, ALT)
        assert not any(chip.movable for chip in _view(window).chips)
        _drag(window, "Có ngày", date(2026, 11, 19))
        window.press(Qt.Key.Key_Right, ALT | SHIFT)
        assert window.only().latest == date(2026, 11, 12) and window.screen.period == NOVEMBER
