"""Lists of documents by the keyboard: finding as one types, chips, orders, columns, the inspector, what leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.register_window import TODAY, RegisterWindow, incoming, register_window

from vpcu_desktop.domain.documents import Document, Link, LinkKind, State
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import ChipField, SortField
from vpcu_desktop.services import find
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.registers.export_dialog import ExportDialog
from vpcu_desktop.ui.registers.find_screen import FindScreen
from vpcu_desktop.ui.registers.list_view import RegisterList
from vpcu_desktop.ui.registers.saved_filters import AskDialog

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LATE = incoming(900, "Đôn đốc thu đảng phí", due=TODAY - timedelta(days=3), state=State.WORKING)
VOID = Document(
    new_id(), Direction.OUTGOING, date(2026, 2, 2), number=3, code="03-TB/ĐU", subject="Thông báo nhầm",
    state=State.VOID, void_reason="Cấp nhầm", type_name="Thông báo",
)  # fmt: skip
MANY = [*(incoming(number) for number in range(1, 251)), LATE, VOID]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    with register_window(qtbot, tmp_path, "find", MANY) as opened:
        yield opened


def screen(window: RegisterWindow) -> FindScreen:
    found = window.frame.screen_of("find")
    assert isinstance(found, FindScreen)
    return found


def shown(window: RegisterWindow) -> RegisterList:
    return screen(window).list


def codes(window: RegisterWindow) -> list[str]:
    """The codes in the list, those that have come."""
    lines = (shown(window).model.line(row) for row in range(shown(window).total))
    return [line.code for line in lines if line is not None]


def test_it_finds_while_one_types_and_a_letter_taken_back_by_the_input_method_does_no_harm(
    window: RegisterWindow,
) -> None:
    assert shown(window).total == len(MANY)
    window.write("d")
    window.press(Key.Key_Backspace)  # Unikey takes the letter back and sends another
    window.write("đôn đốc")
    assert codes(window) == ["900-CV/TU"]
    assert shown(window).box.text() == "đôn đốc"
    window.press(Key.Key_Escape)
    assert shown(window).total == len(MANY)


def test_words_of_dates_become_a_chip_that_backspace_takes_off(window: RegisterWindow) -> None:
    window.write("báo cáo tháng 1 ")
    assert [chip.field for chip in shown(window).chips] == [ChipField.PERIOD]
    assert shown(window).box.text() == "báo cáo "
    assert 0 < shown(window).total < 250
    assert shown(window).bar.isVisible()
    for _letter in "báo cáo ":
        window.press(Key.Key_Backspace)
    assert shown(window).chips
    window.press(Key.Key_Backspace)
    assert shown(window).chips == ()
    assert shown(window).total == len(MANY)
    assert not shown(window).bar.isVisible()


def test_the_keyboard_reaches_each_chip(window: RegisterWindow) -> None:
    window.write("quá hạn tháng 11 ")
    assert len(shown(window).chips) == 2
    shown(window).bar.focus(0)
    window.press(Key.Key_Right)
    window.press(Key.Key_Delete)
    window.press(Key.Key_Delete)
    assert shown(window).chips == ()
    assert shown(window).box.hasFocus()


def test_enter_goes_into_the_list_and_opens_the_document(window: RegisterWindow) -> None:
    window.write("thu đảng phí")
    window.press(Key.Key_Return)
    assert shown(window).table.hasFocus()
    window.press(Key.Key_Return)
    document = screen(window).document
    assert document.isVisible()
    assert document.document == LATE
    assert document.life.isVisible()
    window.press(Key.Key_F, CONTROL)
    assert shown(window).box.hasFocus()


def test_the_inspector_follows_the_cursor_and_links_lead_on(window: RegisterWindow) -> None:
    answer = replace(VOID, id=new_id(), number=4, code="04-CV/ĐU", state=State.DISPATCHED, void_reason="")
    window.store([answer])
    with window.session.store.write(window.session.clerk.id, "test") as repo:
        repo.save(Link(new_id(), answer.id, LinkKind.REPLIES, LATE.id))
    window.frame.go("find", LATE.id)
    window.settle()
    document = screen(window).document
    assert document.document == LATE
    document.begin()
    window.press(Key.Key_Return)
    assert document.document == answer
    assert shown(window).current is not None
    assert shown(window).current.id == answer.id


def test_a_click_on_a_heading_orders_and_once_more_the_other_way(window: RegisterWindow) -> None:
    header = shown(window).table.horizontalHeader()
    at = next(n for n, c in enumerate(shown(window).model.columns) if c.sort is SortField.NUMBER)
    place = header.viewport()
    point = header.rect().topLeft() + place.rect().topLeft()
    point.setX(header.sectionViewportPosition(at) + header.sectionSize(at) // 2)
    point.setY(header.height() // 2)
    QTest.mouseClick(place, Qt.MouseButton.LeftButton, pos=point)
    window.settle()
    assert codes(window)[0] == "900-CV/TU"
    QTest.mouseClick(place, Qt.MouseButton.LeftButton, pos=point)
    window.settle()
    assert codes(window)[0] == "1-CV/TU"


def test_the_end_key_comes_to_the_last_row_and_it_is_read(window: RegisterWindow) -> None:
    shown(window).focus_table()
    window.press(Key.Key_End, CONTROL)
    window.settle()
    assert shown(window).table.current_row() == len(MANY) - 1
    assert shown(window).current is not None


def test_the_chosen_row_is_kept_when_the_register_grows(window: RegisterWindow) -> None:
    shown(window).focus_table()
    for _step in range(5):
        window.press(Key.Key_Down)
    window.press(Key.Key_Down, SHIFT)
    here = shown(window).current
    assert here is not None
    chosen = shown(window).chosen_count
    window.store([incoming(950, registered=TODAY)])
    assert shown(window).total == len(MANY) + 1
    assert shown(window).current is not None
    assert shown(window).current.id == here.id
    assert shown(window).chosen_count == chosen == 2


def test_numbers_and_codes_are_copied_and_nothing_else(window: RegisterWindow) -> None:
    window.write("số 900")
    window.press(Key.Key_Return)
    window.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "900\t900-CV/TU"


def test_columns_are_chosen_and_remembered(window: RegisterWindow) -> None:
    shown(window).show_columns(["number", "code", "signer"])
    assert [c.key for c in shown(window).model.columns] == ["number", "code", "subject", "signer"]
    assert window.frame.settings.now.columns == {"find": ["number", "code", "signer"]}
    again = RegisterList(window.frame.shell, "find")
    assert [c.key for c in again.model.columns] == ["number", "code", "subject", "signer"]


def test_a_filter_is_kept_by_its_name(window: RegisterWindow) -> None:
    window.write("đôn đốc quá hạn ")
    shown(window).filter_button.saved.save()
    dialog = window.dialog(AskDialog)
    dialog.field.setText("Đảng phí chậm")
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    window.settle()
    kept = find.filters(window.session)
    assert list(kept) == ["Đảng phí chậm"]
    shown(window).clear()
    window.settle()
    shown(window).show_query(kept["Đảng phí chậm"])
    window.settle()
    assert codes(window) == ["900-CV/TU"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_a_list_leaves_as_a_file(window: RegisterWindow, tmp_path: Path, kind: str) -> None:
    window.write("đôn đốc")
    shown(window).export()
    dialog = window.dialog(ExportDialog)
    dialog.format.select(kind)
    path = tmp_path / f"list.{kind}"
    dialog.write(path)
    window.settle()
    content = path.read_bytes()
    if kind == "csv":
        assert "900-CV/TU" in content.decode("utf-8-sig")
        assert len(content.decode("utf-8-sig").splitlines()) == 2
    assert content[:4] == {"csv": b"\xef\xbb\xbfS", "xlsx": b"PK\x03\x04", "pdf": b"%PDF"}[kind]
    dialog.close()


def test_a_reader_exports_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "find", MANY[:3], role=Role.READER) as window:
        assert not window.frame.registry.fire("find.export")


def test_an_empty_register_says_what_comes(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "find") as window:
        assert not shown(window).table.isVisible()
        window.store([LATE])
        assert shown(window).table.isVisible()
        window.write("không có")
        assert not shown(window).table.isVisible()


def test_a_long_save_does_not_hold_up_the_list(window: RegisterWindow) -> None:
    import threading

    gate = threading.Event()
    window.frame.operations.run(lambda: gate.wait(10))
    shown(window).focus_search()
    for letter in "đôn đốc":
        QTest.keyClick(shown(window).box, letter) if letter.isascii() else shown(window).box.insert(letter)
    shown(window).box.textEdited.emit(shown(window).box.text())
    window.qtbot.waitUntil(lambda: shown(window).total == 1, timeout=5_000)
    gate.set()
    window.settle()


def test_a_change_of_other_things_reads_nothing(window: RegisterWindow) -> None:
    before = shown(window).view
    window.frame.operations.changed.emit(Changes.of("test", Kind.SCHEDULE))
    window.settle()
    assert shown(window).view is before
