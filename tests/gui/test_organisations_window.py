"""Senders and recipients in the window: found in any spelling, put right in place, ended with what follows them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, register_window

from vpcu_desktop.domain.organisations import Group, Organisation
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.i18n import _
from vpcu_desktop.services import organisations
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.screens.organisation_tasks import EndTask, OrganisationTask
from vpcu_desktop.ui.screens.organisations import OrganisationsScreen

RETURN, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier

KNOWN = (
    Organisation(new_id(), "Huyện ủy Tân Phú", code="HU", group=Group.SUPERIOR),
    Organisation(new_id(), "Sở Nội vụ", code="SNV", group=Group.STATE, spellings="Sở NV; So noi vu tinh"),
    Organisation(new_id(), "Đảng ủy xã Phú Lâm", code="ĐU", group=Group.PEER),
)


class Organisations:
    def __init__(self, window: RegisterWindow) -> None:
        self.window, self.session = window, window.session
        self.screen = cast(OrganisationsScreen, window.frame.current)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.screen.model.rows]

    def find(self, typed: str) -> list[str]:
        self.window.press(Qt.Key.Key_F, CTRL)
        self.screen.filter.clear()
        self.window.write(typed)
        return self.names

    def named(self, name: str) -> Organisation:
        return next(each for each in organisations.organisations(self.session) if each.name == name)

    def choose(self, name: str) -> None:
        assert self.screen.table.select(self.named(name).id)
        self.window.settle()

    def fire(self, command: str) -> None:
        assert self.window.frame.registry.fire(command), command
        self.window.settle()


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Organisations]:
    with register_window(qtbot, tmp_path, "organisations") as window:
        with window.session.store.write(window.session.clerk.id, "test") as repo:
            for each in KNOWN:
                repo.save(each)
        window.frame.operations.changed.emit(Changes.of("test", Kind.BOOKS))
        window.settle()
        yield Organisations(window)


def test_our_own_organs_come_first_and_are_marked(place: Organisations) -> None:
    assert place.names[:2] == ["Đảng ủy xã Tân Phú", "Văn phòng Đảng ủy xã Tân Phú"]
    at = next(n for n, column in enumerate(place.screen.model.columns) if column.key == "time")
    assert place.screen.model.index(0, at).data() == _("we give its numbers")


def test_any_spelling_finds_it_typed_with_unikey_too(place: Organisations) -> None:
    assert place.find("so noi vu") == place.find("SNV") == place.find("sở nv") == ["Sở Nội vụ"]
    place.find("d")
    place.window.press(Qt.Key.Key_Backspace)
    place.window.write("đảng ủy phú lâm")
    assert place.names == ["Đảng ủy xã Phú Lâm"]
    assert place.find("không có nơi này") == []
    assert place.screen.filter.hasFocus(), "nothing steals the focus"


def test_a_group_is_shown_alone(place: Organisations) -> None:
    place.screen.groups.setCurrentIndex(place.screen.groups.findData(Group.STATE.value))
    assert place.names == ["Sở Nội vụ"]


def test_a_code_is_corrected_in_its_cell(place: Organisations) -> None:
    place.choose("Sở Nội vụ")
    table = place.screen.table
    table.setCurrentIndex(table.model().index(table.currentIndex().row(), 1))
    table.setFocus()
    place.window.press(RETURN)
    place.window.press(Qt.Key.Key_A, CTRL)
    place.window.write("SNVĐ")
    place.window.press(RETURN)
    assert place.named("Sở Nội vụ").code == "SNVĐ"


def test_one_is_added_under_another(place: Organisations) -> None:
    place.window.press(Qt.Key.Key_N, CTRL)
    task = cast(OrganisationTask, place.screen.side.task)
    place.window.write("Chi bộ ấp 9")
    task.parent_name.setText("nơi không có")
    task.press()
    place.window.settle()
    assert place.screen.side.task is task, "what it stands under must be known"
    task.parent_name.setText("Đảng ủy xã Tân Phú")
    task.press()
    place.window.settle()
    assert place.named("Chi bộ ấp 9").parent == place.named("Đảng ủy xã Tân Phú").id


def test_an_organ_that_we_number_for_needs_its_code(place: Organisations) -> None:
    place.fire("organisations.own")
    task = cast(OrganisationTask, place.screen.side.task)
    task.name.setText("Ban Chỉ đạo chuyển đổi số")
    task.press()
    place.window.settle()
    assert place.screen.side.task is task
    task.code.setText("BCĐCĐS")
    task.press()
    place.window.settle()
    assert [o.code for o in organisations.own_organs(place.session)] == ["ĐU", "VPĐU", "BCĐCĐS"]


def test_a_renamed_one_is_ended_and_its_successor_follows(place: Organisations) -> None:
    place.choose("Huyện ủy Tân Phú")
    place.fire("organisations.end")
    task = cast(EndTask, place.screen.side.task)
    task.last.setText("30/06/2025")
    task.successor.setText("Đảng ủy xã Đắk Lua")
    task.code.setText("ĐU")
    assert "Đảng ủy xã Đắk Lua" in task.outcome.text()
    task.press()
    place.window.settle()
    before, after = place.named("Huyện ủy Tân Phú"), place.named("Đảng ủy xã Đắk Lua")
    assert (before.valid_to, before.successor) == (date(2025, 6, 30), after.id)
    assert (after.valid_from, after.predecessor, after.code) == (date(2025, 7, 1), before.id, "ĐU")
    place.screen.groups.setCurrentIndex(place.screen.groups.findData("ended"))
    assert place.names == ["Huyện ủy Tân Phú"]


def test_one_of_the_list_takes_over(place: Organisations) -> None:
    place.choose("Huyện ủy Tân Phú")
    place.fire("organisations.end")
    task = cast(EndTask, place.screen.side.task)
    task.successor.setText("Đảng ủy xã Phú Lâm")
    task.press()
    place.window.settle()
    after = place.named("Đảng ủy xã Phú Lâm")
    assert place.named("Huyện ủy Tân Phú").successor == after.id
    assert after.valid_from == place.session.today() + timedelta(days=1)
    assert len([each for each in organisations.organisations(place.session) if each.name == after.name]) == 1


def test_the_palette_finds_one_by_its_name(place: Organisations) -> None:
    assert ("Sở Nội vụ", place.named("Sở Nội vụ").id) in place.screen.offers("so noi")
    place.screen.filter.setText("zzz")
    place.screen.go_to(place.named("Sở Nội vụ").id)
    place.window.settle()
    row = place.screen.table.current_row()
    assert row is not None
    assert row.name == "Sở Nội vụ"


def test_who_may_only_read_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "organisations", role=Role.READER) as window:
        screen = cast(OrganisationsScreen, window.frame.current)
        assert not screen.model.editable
        assert not screen.add_button.isEnabled()
        assert screen.end_button.isHidden()
