"""The weekly schedule takes its number from the register of outgoing documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.week_window import WEEK, WeekWindow, meeting, week_window

from vpcu_desktop.services import numbering, publishing
from vpcu_desktop.services.schedule_register import register_schedule
from vpcu_desktop.ui.week.register_dialog import RegisterDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        numbering.setup(opened.session)
        opened.plan(meeting("Họp giao ban"))
        yield opened


def number(window: WeekWindow) -> str:
    return window.screen.model.sheet.schedule.register_number


def test_the_command_gives_the_number(window: WeekWindow) -> None:
    assert window.frame.registry.fire("week.register")
    window.settle()
    assert number(window) == "01-LCT/ĐU"
    assert not window.frame.registry.fire("week.register")
    window.approve_and_publish()
    (version,) = publishing.versions(window.session, window.screen.model.body_id, WEEK)
    assert version.register_number == "01-LCT/ĐU"


@pytest.mark.parametrize(("choice", "expected"), [("register_button", "02-LCT/ĐU"), ("skip_button", "")])
def test_publishing_asks_first_where_schedules_are_numbered(window: WeekWindow, choice: str, expected: str) -> None:
    register_schedule(window.session, window.screen.model.body_id, WEEK.shifted(-1))
    bar = window.screen.publish_bar
    for _step in range(3):
        bar.next.click()
        window.settle()
    dialog = window.dialog(RegisterDialog)
    getattr(dialog, choice).click()
    window.settle()
    window.settle()
    (version,) = publishing.versions(window.session, window.screen.model.body_id, WEEK)
    assert version.register_number == expected
