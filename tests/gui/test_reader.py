"""Who may only read meets no verb that would do nothing or be refused."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.support.register_window import register_window

from vpcu_desktop.domain.errors import NotPermitted
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.search import Query
from vpcu_desktop.services import find

#: What every role may do in a place: look, choose what is shown, print, check, see to their own key and machine.
READING = {
    "week.edit", "week.previous", "week.next", "week.this", "week.find", "week.conflicts", "week.print",
    "week.versions", "week.copy_text", "week.copy_picture", "incoming.handover_sheet", "incoming.slip",
    "incoming.follow_up", "incoming.follow_up_chosen", "incoming.stamp", "outgoing.unreturned", "dossiers.find",
    "dossiers.print", "dossiers.print_contents", "dossiers.print_transfer", "dossiers.loans", "reports.before",
    "reports.after", "reports.print", "reports.numbers", "reports.books", "reports.counts", "reports.processing",
    "reports.recalls", "reports.programmes", "programmes.before", "programmes.after", "programmes.now",
    "programmes.findings", "programmes.print", "programmes.versions", "programmes.report", "programmes.follow_up",
    "programmes.follow_up_unit", "programmes.unplaced", "programmes.wishes", "programmes.duties", "programmes.meetings",
    "directory.find", "organisations.find", "books.print", "books.form_save", "backups.drive",
    "backups.verify", "backups.restore", "history.verify", "clerks.passphrase",
}  # fmt: skip
LISTS = ("view", "kind", "group", "find", "filter", "clear", "columns", "copy", "order", "side_books", "show", "part")


def test_no_command_of_a_reader_writes(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "today", role=Role.READER) as window:
        frame, live = window.frame, set[str]()
        for place in frame.places:
            frame.go(place.id)
            window.settle()
            frame.registry.refresh()
            commands = frame.screen_of(place.id).commands()
            live |= {each.id for each in commands if frame.registry.action(each.id).isEnabled()}
        assert {id_ for id_ in live - READING if id_.split(".")[1] not in LISTS} == set()


def test_no_empty_list_offers_a_reader_to_fill_it(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "books", role=Role.READER) as window:
        screen = window.frame.screen_of("books")
        for kind in ("books", "series", "forms", "types"):
            screen.show_list(kind)  # type: ignore[attr-defined]
            window.settle()
            shown = [each.text() for each in screen.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
            assert "Thêm loại" not in shown


def test_a_filter_of_the_office_is_not_kept_by_a_reader(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "find", role=Role.READER) as window:
        with pytest.raises(NotPermitted):
            find.save_filter(window.session, "của tôi", Query("kế hoạch"))
        assert not window.frame.registry.fire("find.save_filter")
