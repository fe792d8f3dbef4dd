"""The audit trail in the clerk's words: no action stands there by its code name."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.week_window import CONTROL, meeting, week_window

from vpcu_desktop.services import history
from vpcu_desktop.ui.audit_words import action_text


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
