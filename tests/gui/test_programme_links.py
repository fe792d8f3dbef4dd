"""What handles an item is taken off it again, from the item's way and from the activity's."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL
from tests.support.programme_window import ProgrammeWindow, item, programme_window

from vpcu_desktop.domain.programmes import Forum, Meeting
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import Activity, Session, new_id
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services import programme_way, weeks
from vpcu_desktop.ui.widgets.steps_list import StepsList


def _planned(window: ProgrammeWindow) -> Activity:
    """An activity of the week for the only item."""
    day = window.session.today()
    programme_way.plan_in_week(window.session, window.only(), window.body, day, Session.MORNING)
    (activity,) = weeks.sheet(window.session, window.body, Week.of(day)).activities
    return activity


def _handled(window: ProgrammeWindow) -> int:
    return len(programme_way.chain(window.session, window.only()).handled)


def _steps(window: ProgrammeWindow) -> StepsList:
    """The item's way, its last line under the cursor."""
    window.screen._reload()
    window.press(Qt.Key.Key_Return)
    steps = window.screen.inspector_panel.chain
    window.qtbot.waitUntil(lambda: bool(steps.steps))
    steps.list.setFocus()
    steps.list.setCurrentRow(len(steps.steps) - 1)
    return steps


def test_del_on_the_way_takes_the_item_off_the_activity_and_both_stay(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết")) as window:
        activity = _planned(window)
        steps = _steps(window)
        assert [action.text() for action in steps.menu().actions()] == ["Đến chỗ đó", "Bỏ liên kết này"]
        window.press(Qt.Key.Key_Delete)
        assert _handled(window) == 0 and window.only().content == "Tổng kết"
        assert weeks.sheet(window.session, window.body, Week.of(activity.day)).activities == (activity,)
        assert window.frame.banner.message is not None
        window.qtbot.waitUntil(lambda: not steps.steps)
        window.press(Qt.Key.Key_Z, CONTROL)
        assert _handled(window) == 1


def test_del_on_the_activity_s_way_does_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết")) as window:
        activity = _planned(window)
        window.frame.go("week", (activity.day, activity.id, window.body))
        window.settle()
        assert window.frame.registry.fire("week.edit")
        window.settle()
        steps = window.frame.findChild(StepsList, "carries_out")
        assert isinstance(steps, StepsList)
        steps.list.setFocus()
        steps.list.setCurrentRow(0)
        window.press(Qt.Key.Key_Delete)
        assert _handled(window) == 0
        window.qtbot.waitUntil(lambda: not steps.steps)
        window.press(Qt.Key.Key_Z, CONTROL)
        assert _handled(window) == 1


def test_a_reader_takes_nothing_off(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết")) as window:
        _planned(window)
        window.session.clerk = replace(window.session.clerk, role=Role.READER.value)
        steps = _steps(window)
        assert [action.text() for action in steps.menu().actions()] == ["Đến chỗ đó"]
        window.press(Qt.Key.Key_Delete)
        assert _handled(window) == 1 and len(window.items()) == 1


def test_what_an_agenda_placed_is_left_to_its_meeting(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết")) as window:
        meeting = Meeting(new_id(), window.body, Forum.STANDING, day=window.session.today())
        programme_way.save_meeting(window.session, None, meeting)
        programme_way.add_to_agenda(window.session, meeting, [window.only()])
        steps = _steps(window)
        assert steps.steps[-1].unlink is None
        window.press(Qt.Key.Key_Delete)
        assert _handled(window) == 1 and len(window.items()) == 1
