"""The first-run wizard, from the office's name to the proved recovery key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.shell_window import settle, type_text, window_on
from tests.support.stores import CHEAP

from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.services.unlocking import slots_of
from vpcu_desktop.ui.app_window import AppWindow
from vpcu_desktop.ui.wizard.wizard import Wizard

GOOD = "song nui bien dong lua ngo"


def start(window: AppWindow) -> Wizard:
    QTest.mouseClick(window.unlock_page.start, Qt.MouseButton.LeftButton)
    wizard = window.findChild(Wizard)
    assert isinstance(wizard, Wizard)
    wizard._kdf = CHEAP
    return wizard


def press(wizard: Wizard) -> None:
    QTest.mouseClick(wizard.next, Qt.MouseButton.LeftButton)


def fill_office(wizard: Wizard) -> None:
    page = wizard.office_page
    type_text(page.name, "Đảng ủy xã Tân Phú")
    type_text(page.superior, "Đảng bộ tỉnh Đồng Nai")
    type_text(page.code, "đu")
    type_text(page.place, "Tân Phú")
    type_text(page.body, "Thường trực Đảng ủy")
    type_text(page.term, "2025–2030")
    type_text(page.term_start, "1/7/2025")


def fill_clerk(wizard: Wizard) -> None:
    type_text(wizard.clerk_page.name, "Nguyễn Thị B")
    for field in (wizard.clerk_page.passphrase.first, wizard.clerk_page.passphrase.second):
        type_text(field.line, GOOD)


def test_an_office_is_made_its_key_proved_and_opened(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "new-office"
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        fill_office(wizard)
        press(wizard)
        fill_clerk(wizard)
        press(wizard)
        wizard.folder_page.folder.set_path(folder)
        settle(qtbot, window)
        press(wizard)
        settle(qtbot, window)
        recovery = wizard.recovery_page
        assert recovery is not None
        assert not wizard.next.isEnabled()
        type_text(recovery.answers[0], "AAAAA")
        assert not wizard.next.isEnabled()
        recovery.answers[0].clear()
        for number, answer in zip(recovery.asked, recovery.answers, strict=True):
            type_text(answer, recovery._groups[number].lower())
        assert wizard.next.isEnabled()
        press(wizard)
        settle(qtbot, window)
        assert window.frame is not None
        office = window.frame.session.office
        assert (office.name, office.code, office.place) == ("Đảng ủy xã Tân Phú", "ĐU", "Tân Phú")
        assert window.frame.session.bodies[0].name == "Thường trực Đảng ủy"
        assert window.settings.now.last_store == str(folder)
    assert [slot.name for slot in slots_of(folder) if slot.kind == "clerk"] == ["Nguyễn Thị B"]


def test_what_is_missing_is_named_and_gets_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        press(wizard)
        assert wizard.office_page.trouble.text() == "Thiếu tên cấp ủy."
        assert window.focusWidget() is wizard.office_page.name
        fill_office(wizard)
        press(wizard)
        type_text(wizard.clerk_page.name, "Nguyễn Thị B")
        type_text(wizard.clerk_page.passphrase.first.line, "123456789")
        press(wizard)
        assert wizard._pages.currentWidget() is wizard.clerk_page
        assert "ngắn" in wizard.clerk_page.passphrase.verdict.text()


def test_two_passphrases_that_differ_do_not_go_on(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        fill_office(wizard)
        press(wizard)
        fill_clerk(wizard)
        type_text(wizard.clerk_page.passphrase.second.line, "x")
        press(wizard)
        assert wizard._pages.currentWidget() is wizard.clerk_page
        assert wizard.clerk_page.passphrase.verdict.text() == "Hai ô chưa giống nhau."


def test_going_back_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        fill_office(wizard)
        press(wizard)
        fill_clerk(wizard)
        QTest.mouseClick(wizard.back, Qt.MouseButton.LeftButton)
        assert wizard.office_page.name.text() == "Đảng ủy xã Tân Phú"
        press(wizard)
        assert wizard.clerk_page.passphrase.first.text() == GOOD


def test_a_cloud_folder_is_warned_of_and_a_full_one_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        page = wizard.folder_page
        page.folder.set_path(tmp_path / "OneDrive" / "vp")
        settle(qtbot, window)
        assert page.banner.message is not None
        assert "OneDrive" in page.banner.message.text
        full = tmp_path / "full"
        full.mkdir()
        (full / "a.txt").write_text("x", encoding="utf-8")
        page.folder.set_path(full)
        settle(qtbot, window)
        assert not page.acceptable


def test_cancelling_leads_back_to_the_welcome(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        QTest.mouseClick(wizard.leave, Qt.MouseButton.LeftButton)
        assert window._stack.currentWidget() is window.unlock_page


def test_the_session_handed_on_is_an_administrator(qtbot: QtBot, tmp_path: Path) -> None:
    made: list[OfficeSession] = []
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        wizard.finished.disconnect()
        wizard.finished.connect(made.append)
        fill_office(wizard)
        press(wizard)
        fill_clerk(wizard)
        press(wizard)
        wizard.folder_page.folder.set_path(tmp_path / "office")
        settle(qtbot, window)
        press(wizard)
        settle(qtbot, window)
        recovery = wizard.recovery_page
        assert recovery is not None
        for number, answer in zip(recovery.asked, recovery.answers, strict=True):
            answer.setText(recovery._groups[number])
        press(wizard)
        assert made[0].clerk.role == "admin"
        made[0].close()


def test_enter_in_a_field_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        wizard = start(window)
        fill_office(wizard)
        QTest.keyClick(wizard.office_page.name, Qt.Key.Key_Return)
        assert wizard._pages.currentWidget() is wizard.clerk_page
        fill_clerk(wizard)
        QTest.keyClick(wizard.clerk_page.passphrase.second.line, Qt.Key.Key_Return)
        assert wizard._pages.currentWidget() is wizard.folder_page
