"""Lists of documents by the keyboard: finding as one types, chips, orders, columns, the inspector, what leaves."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from tests.support.frame_window import TODAY
from tests.support.register_office import take_in
from tests.support.register_window import RegisterWindow, incoming, register_window

from vpcu_desktop.domain.documents import Document, Link, LinkKind, Secrecy, State
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.search import ChipField, SortField
from vpcu_desktop.output import tables
from vpcu_desktop.services import attachments, clearance, find, history
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.registers.attachments_view import AttachmentDialog
from vpcu_desktop.ui.registers.export_dialog import ExportDialog
from vpcu_desktop.ui.registers.find_screen import FindScreen
from vpcu_desktop.ui.registers.inspector import DocumentInspector, Step
from vpcu_desktop.ui.registers.list_view import RegisterList
from vpcu_desktop.ui.registers.parts import LinkButton
from vpcu_desktop.ui.registers.saved_filters import AskDialog
from vpcu_desktop.ui.registers.taking import copy_chosen

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


def test_a_list_leaves_with_the_columns_that_were_chosen(window: RegisterWindow, tmp_path: Path) -> None:
    shown(window).show_columns(["number", "due"])
    window.write("đôn đốc")
    window.settle()
    shown(window).export()
    dialog = window.dialog(ExportDialog)
    dialog.format.select("csv")
    dialog.write(tmp_path / "list.csv")
    window.settle()
    dialog.close()
    head, line = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    titles = [column.title for column in shown(window).model.columns]
    assert len(titles) == 3
    assert head.split(",") == titles
    assert line.startswith("900,")
    assert "900-CV/TU" not in line


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


def test_ticking_columns_leaves_their_menu_open(window: RegisterWindow) -> None:
    button = shown(window).columns_button
    menu = button.open_menu
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    action = next(a for a in menu.actions() if a.text() == "Người ký")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    assert "signer" in [c.key for c in shown(window).model.columns]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Key.Key_Space)
    assert menu.isVisible()
    assert "signer" not in [c.key for c in shown(window).model.columns]
    menu.close()


def test_the_filter_menu_narrows(window: RegisterWindow) -> None:
    button = shown(window).filter_button
    button.open_menu.aboutToShow.emit()
    next(a for a in button.open_menu.actions() if a.text() == "Quá hạn").trigger()
    window.settle()
    assert codes(window) == ["900-CV/TU"]
    assert shown(window).count.text() == "1 văn bản"


def test_chosen_rows_leave_alone_and_the_trail_tells_how_many(window: RegisterWindow, tmp_path: Path) -> None:
    shown(window).focus_table()
    window.press(Key.Key_Down, SHIFT)
    window.press(Key.Key_Down, SHIFT)
    assert shown(window).count.text().startswith("chọn 3 · ")
    shown(window).export()
    dialog = window.dialog(ExportDialog)
    dialog.format.select("csv")
    dialog.write(tmp_path / "three.csv")
    window.settle()
    dialog.close()
    assert len((tmp_path / "three.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    entry = history.trail(window.session, 1)[0]
    assert entry.action == "export"
    assert entry.new is not None
    assert entry.new["documents"] == 3


@pytest.mark.parametrize("part", [False, True])
def test_the_count_that_an_export_says_is_the_count_that_it_writes(qtbot: QtBot, tmp_path: Path, part: bool) -> None:
    with register_window(qtbot, tmp_path, "incoming", role=Role.ADMIN) as window:
        window.frame.operations.changed.emit(clearance.create_secret_vault(window.session))
        take_in(window.session, subject="thư mời 1")
        take_in(window.session, subject="thư mời 2", code="25-CV/TU")
        take_in(window.session, subject="phương án", code="26-KH/TU", secrecy=Secrecy.SECRET)
        window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER, Kind.BOOKS))
        window.settle()
        (list_,) = window.frame.screen_of("incoming").findChildren(RegisterList)
        assert list_.total == 3
        list_.focus_table()
        window.press(Key.Key_Home)
        if part:
            window.press(Key.Key_A, CONTROL)
            assert list_.chosen_count == 3
        list_.export()
        dialog = window.dialog(ExportDialog)
        said = dialog.part if part else dialog.whole
        assert said.isChecked()
        assert said.text() == ("Chỉ 2 dòng đang chọn" if part else "Cả danh sách: 2 văn bản")
        dialog.format.select("csv")
        dialog.write(tmp_path / "list.csv")
        window.settle()
        dialog.close()
        written = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
        assert len(written.splitlines()) == 1 + 2
        assert "phương án" not in written
        assert history.trail(window.session, 1)[0].new == {"documents": 2, "words": False, "filter": ["direction"]}


def test_rows_that_were_chosen_are_meant_though_a_line_came_above_them(window: RegisterWindow, tmp_path: Path) -> None:
    shown(window).focus_table()
    window.press(Key.Key_Down)
    window.press(Key.Key_Down, SHIFT)
    line = shown(window).current
    assert line is not None
    shown(window).export()
    dialog = window.dialog(ExportDialog)
    with window.session.store.write(window.session.clerk.id, "test") as repo:  # nobody told the list yet
        repo.documents.save(replace(LATE, id=new_id(), number=901, registered=TODAY, line=None))
    taken: list[str] = []
    shown(window).with_chosen(lambda lines: taken.extend(each.id for each in lines))
    window.settle()
    assert taken[-1] == line.id
    dialog.format.select("csv")
    dialog.write(tmp_path / "two.csv")
    window.settle()
    dialog.close()
    assert line.code in (tmp_path / "two.csv").read_text(encoding="utf-8-sig").splitlines()[-1]


def test_nothing_secret_is_copied(window: RegisterWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    list_ = shown(window)
    line = list_.model.line(0)
    assert line is not None
    page = [replace(line, secret=True), replace(line, secrecy=Secrecy.CONFIDENTIAL)]
    list_.with_chosen = lambda done: done(tuple(page))  # type: ignore[method-assign]
    copy_chosen(list_, window.frame.shell)
    assert QGuiApplication.clipboard().text() == "before"
    assert window.frame.banner.message is not None
    assert "2 văn bản mật" in window.frame.banner.message.whole


def test_a_paper_that_was_registered_twice_is_told(window: RegisterWindow) -> None:
    again = replace(LATE, id=new_id(), number=901)
    window.store([again])
    window.frame.go("find", LATE.id)
    window.settle()
    doubt = screen(window).document.doubt
    assert doubt.isVisible()
    assert "văn bản đến số 901" in doubt.text()


def test_an_attached_paper_is_shown_from_memory(window: RegisterWindow) -> None:
    session = window.session
    pdf = tables.export_pdf("Kế hoạch", [tables.ExportColumn("Nội dung", 20)], [["Một"]])
    for name, content in (("ke-hoach.pdf", pdf), ("ghi chú.txt", b"abc")):
        attachments.attach(session, LATE, [attachments.NewFile(BytesIO(content), name)])
    window.frame.go("find", LATE.id)
    window.settle()
    document = screen(window).document
    links = document.files.findChildren(LinkButton)
    assert [link.words.split()[0] for link in links] == ["ke-hoach.pdf", "ghi"]
    QTest.keyClick(links[0], Key.Key_Return)
    viewer = window.dialog(AttachmentDialog)
    window.qtbot.waitUntil(lambda: viewer.pages.has_page(0), timeout=5_000)
    assert viewer.count.text().startswith("1 trang")
    viewer.close()
    window.settle()
    QTest.keyClick(links[1], Key.Key_Return)
    viewer = window.dialog(AttachmentDialog)
    assert not viewer.pages.isVisible()
    viewer.close()


def test_a_damaged_paper_says_so_and_can_still_be_saved(
    window: RegisterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables.export_pdf("Kế hoạch", [tables.ExportColumn("Nội dung", 20)], [["Một"]])
    cut = whole[: len(whole) // 2]
    attachments.attach(window.session, LATE, [attachments.NewFile(BytesIO(cut), "ke-hoach.pdf")])
    window.frame.go("find", LATE.id)
    window.settle()
    (link,) = screen(window).document.files.findChildren(LinkButton)
    QTest.keyClick(link, Key.Key_Return)
    viewer = window.dialog(AttachmentDialog)
    window.qtbot.waitUntil(lambda: viewer.banner.message is not None)
    assert viewer.banner.message is not None and "bị hỏng" in viewer.banner.message.text
    target = tmp_path / "luu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    viewer.save_button.click()
    window.settle()
    assert target.read_bytes() == cut
    viewer.close()


def test_the_narrow_window_starts_with_the_list_alone(window: RegisterWindow) -> None:
    assert not screen(window).document.isVisible()


def test_steps_stand_over_the_document(window: RegisterWindow) -> None:
    done: list[str] = []
    inspector = DocumentInspector(
        window.frame.shell, lambda file: (Step(f"Trình {file.document.code}", lambda: done.append("submitted")),)
    )
    inspector.show()
    inspector.show_document(LATE.id)
    window.settle()
    button = inspector.step_buttons[0]
    assert isinstance(button, QPushButton)
    assert button.text() == "Trình 900-CV/TU"
    QTest.keyClick(button, Key.Key_Return)
    assert done == ["submitted"]
    inspector.close()
