"""What goes wrong around an open office: its folder is gone, the clock is set back. Nothing is lost, all is told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.frame_window import Clock
from tests.support.week_window import WeekWindow, meeting, week_window

from vpcu_desktop.ui.frame import Frame


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        yield opened


def told(window: WeekWindow) -> str:
    message = window.frame.banner.message
    return message.whole if message is not None else ""


def add(window: WeekWindow, text: str) -> None:
    window.screen.go_to_entry()
    window.screen.entry.set_text(text)
    window.press(Qt.Key.Key_Return)


def test_a_folder_that_was_moved_away_is_told_and_the_text_stays(window: WeekWindow, tmp_path: Path) -> None:
    window.plan(meeting("Họp A"))
    (tmp_path / "office").rename(tmp_path / "away")
    add(window, "9h họp B")
    assert "không còn ở chỗ cũ" in told(window)
    assert window.screen.entry.text == "9h họp B"
    (tmp_path / "away").rename(tmp_path / "office")
    window.screen.go_to_entry()
    window.press(Qt.Key.Key_Return)
    assert window.contents == ["Họp A", "họp B"]


def test_a_clock_set_back_while_the_office_is_open_is_told(window: WeekWindow) -> None:
    add(window, "8h họp A")
    clock = window.session.clock
    assert isinstance(clock, Clock)
    assert told(window) == ""
    clock.at -= timedelta(days=400)
    add(window, "t4 9h họp B")
    assert "Đồng hồ máy bị chỉnh lùi" in told(window)


def test_a_clock_set_back_before_the_office_is_opened_is_told(window: WeekWindow, qtbot: QtBot) -> None:
    add(window, "8h họp A")
    clock = window.session.clock
    assert isinstance(clock, Clock)
    clock.at -= timedelta(hours=3)
    again = Frame(window.session, window.frame.settings, lambda: None)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.banner.message is not None)
    assert again.banner.message is not None
    assert "Đồng hồ máy bị chỉnh lùi" in again.banner.message.text
    qtbot.waitUntil(lambda: again.operations.idle)
