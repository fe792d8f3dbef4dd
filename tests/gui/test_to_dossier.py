"""Documents go into a dossier: chosen in a register, or typed in the dossier itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, incoming, register_window

from vpcu_desktop.domain.books import Dossier
from vpcu_desktop.domain.documents import State
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import dossiers
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.dossiers.screen import DossiersScreen
from vpcu_desktop.ui.registers.find_screen import FindScreen
from vpcu_desktop.ui.registers.to_dossier import ToDossierDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    papers = [incoming(11), incoming(12), replace(incoming(13), state=State.VOID, void_reason="nhầm")]
    with register_window(qtbot, tmp_path, "find", papers) as made:
        for notation, title in (("01-TH", "Tập lưu báo cáo"), ("02-XDĐ", "Kết nạp đảng viên")):
            dossiers.save(made.session, Dossier(new_id(), 2026, notation, title))
        made.frame.operations.changed.emit(Changes.of("test", Kind.DOSSIERS))
        made.settle()
        yield made


def content(window: RegisterWindow, notation: str) -> list[int | None]:
    dossier = next(d for d in dossiers.dossiers(window.session) if d.notation == notation)
    return [filed.document.number for filed in dossiers.items(window.session, dossier)]


def test_chosen_rows_go_into_the_dossier_that_is_typed_and_void_ones_stay_out(window: RegisterWindow) -> None:
    screen = window.frame.current
    assert isinstance(screen, FindScreen)
    screen.list.focus_table()
    window.press(Qt.Key.Key_A, CTRL)
    window.press(Qt.Key.Key_H, CTRL | SHIFT)
    dialog = window.dialog(ToDossierDialog)
    assert dialog.list.count() == 2
    window.write("dang vien")
    assert dialog.list.count() == 1
    window.press(Qt.Key.Key_Return)
    assert sorted(content(window, "02-XDĐ"), key=str) == [11, 12]
    told = window.frame.banner.message
    assert told is not None and "2" in told.text and "1" in told.advice


def test_a_document_is_put_in_by_typing_its_code(window: RegisterWindow) -> None:
    window.frame.go("dossiers")
    window.settle()
    screen = window.frame.current
    assert isinstance(screen, DossiersScreen)
    window.press(Qt.Key.Key_H, CTRL | SHIFT)
    assert screen.contents.box.hasFocus()
    window.write("12-CV")
    assert screen.contents.box.suggesting
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert content(window, "01-TH") == [12]
    assert screen.contents.box.text() == ""
    window.write("11-cv/tu")
    window.press(Qt.Key.Key_Return)  # the only one with this code: nothing has to be chosen
    assert content(window, "01-TH") == [12, 11]
    window.write("CV")
    window.press(Qt.Key.Key_Return)
    assert content(window, "01-TH") == [12, 11]
    assert window.frame.banner.message is not None  # several fit


def test_unikey_letters_stay_in_the_box(window: RegisterWindow) -> None:
    window.frame.go("dossiers")
    window.settle()
    window.press(Qt.Key.Key_H, CTRL | SHIFT)
    window.write("d")
    window.press(Qt.Key.Key_Backspace)
    window.write("đảng")
    screen = window.frame.current
    assert isinstance(screen, DossiersScreen)
    assert screen.contents.box.text() == "đảng"
