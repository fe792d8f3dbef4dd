"""The audit trail in the clerk's words: no action stands there by its code name."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL
from tests.support.register_office import take_in
from tests.support.register_window import register_window
from tests.support.week_window import meeting, week_window

from vpcu_desktop.domain.search import Query
from vpcu_desktop.services import find, history
from vpcu_desktop.ui.audit_words import action_text, change_lines, kind_text, summary


def test_what_is_done_on_the_board_stands_in_the_trail_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    with week_window(qtbot, tmp_path) as window:
        activity = meeting("Họp giao ban")
        window.plan(activity)
        window.choose(activity)
        for act in (window.screen.acts.postpone, window.screen.acts.revive, window.screen.acts.cancel):
            window.choose(activity)
            act()
            window.settle()
        window.press(Qt.Key.Key_Z, CONTROL)
        window.press(Qt.Key.Key_Y, CONTROL)
        actions = {line.action for line in history.trail(window.session, 100)}
        assert {"postpone", "revive", "cancel", "undo", "redo"} <= actions
        assert [action for action in actions if action_text(action) == action] == ["test"]


def test_a_list_that_left_the_program_stands_in_the_trail_with_its_number_of_documents(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with register_window(qtbot, tmp_path, "incoming") as window:
        take_in(window.session)
        find.export_noted(window.session, 1, Query("kế hoạch"))
        line = history.trail(window.session, 1)[0]
        assert kind_text(line.kind) == "danh sách văn bản"
        assert summary(line) == "1 văn bản"
        assert change_lines(line) == ["Văn bản: 1"]
