"""Getting in: the unlock page, wrong passphrases, the recovery key, one window per store."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.support.shell_window import (
    make_office_and_recovery,
    make_office_store,
    open_session,
    settle,
    type_text,
    unlock,
    window_on,
)
from tests.support.stores import CHEAP, CLERK, PASSPHRASE

from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import history
from vpcu_desktop.services.clerks import add_clerk
from vpcu_desktop.ui.audit_words import action_text
from vpcu_desktop.ui.screens.key_dialogs import NewPassphraseDialog
from vpcu_desktop.ui.store_lock import StoreLock


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_office_store(tmp_path / "office")


def test_the_right_passphrase_opens_the_office(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    with window_on(qtbot, tmp_path, store) as window:
        assert window.unlock_page.clerks.currentText() == CLERK
        frame = unlock(qtbot, window)
        assert frame.session.clerk.name == CLERK
        assert frame.current is not None
        assert frame.current.id == "week"
        assert window.windowTitle().endswith("· Đảng ủy xã Thử · máy thường · VPCU Desktop")


def test_a_wrong_passphrase_says_so_and_keeps_the_page(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        type_text(page.passphrase.line, "sai")
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert window.frame is None
        assert page.banner.message is not None
        assert page.banner.message.text == "Mật khẩu không đúng."
        assert page.passphrase.line.selectedText() == "sai"


def test_after_several_wrong_ones_the_button_counts_down(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        for _n in range(3):
            page.passphrase.line.setText("sai")
            QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
            settle(qtbot, window)
        assert not page._open.isEnabled()
        assert "giây" in page._open.text()
        page.passphrase.line.setText(PASSPHRASE)
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        assert window.operations.idle, "nothing may be tried while the wait lasts"
        qtbot.waitUntil(page._open.isEnabled, timeout=5000)
        unlock_button_pressed(page._open)
        qtbot.waitUntil(lambda: window.frame is not None, timeout=5000)


def unlock_button_pressed(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_the_recovery_key_opens_and_asks_for_a_new_passphrase(qtbot: QtBot, tmp_path: Path) -> None:
    recovery = make_office_and_recovery(tmp_path / "office")
    folder = tmp_path / "office"
    with window_on(qtbot, tmp_path, folder) as window:
        page = window.unlock_page
        QTest.mouseClick(page._switch, Qt.MouseButton.LeftButton)
        page.recovery.setText(recovery.lower().replace("-", " "))
        QTest.mouseClick(page._open, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
        assert window.frame is not None
        assert window.frame.banner.message is not None
        assert "khóa khôi phục" in window.frame.banner.message.text
        window.frame.go("clerks")
        window.frame.registry.fire("clerks.passphrase")
        dialog = window.frame.findChild(NewPassphraseDialog) or window.findChild(NewPassphraseDialog)
        assert dialog is not None
        assert not dialog.old.isVisible(), "who needs the recovery key does not know the old one"
        for field in (dialog.passphrase.first, dialog.passphrase.second):
            field.line.setText("song nui bien dong lua")
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        window.lock()
        qtbot.waitUntil(lambda: window._stack.count() == 1)
        unlock(qtbot, window, "song nui bien dong lua")


def test_a_mistyped_recovery_key_names_the_group(qtbot: QtBot, tmp_path: Path) -> None:
    recovery = make_office_and_recovery(tmp_path / "office")
    groups = recovery.split("-")
    groups[2] = ("3" if groups[2][0] != "3" else "4") + groups[2][1:]
    with window_on(qtbot, tmp_path, tmp_path / "office") as window:
        page = window.unlock_page
        page.recovery_mode(True)
        page.recovery.setText("-".join(groups))
        page.unlock()
        settle(qtbot, window)
        assert page.banner.message is not None
        assert "Nhóm 3" in page.banner.message.text


def test_remembering_is_off_and_says_plainly_why_it_cannot_be(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        assert not page.remember.isChecked()
        assert not page.remember.isEnabled()
        assert page._remember_why.isVisible()
        assert "kho khóa" in page._remember_why.text()


def test_the_passphrase_is_hidden_until_the_eye_is_pressed(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    with window_on(qtbot, tmp_path, store) as window:
        field = window.unlock_page.passphrase
        assert field.line.echoMode() is QLineEdit.EchoMode.Password
        QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
        assert field.line.echoMode() is QLineEdit.EchoMode.Normal
        assert field.eye.accessibleName() == "Giấu mật khẩu"


def test_a_second_window_on_the_store_is_told_who_has_it(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    other = StoreLock(store)
    assert other.take() is None
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        type_text(page.passphrase.line, PASSPHRASE)
        page.unlock()
        settle(qtbot, window)
        assert window.frame is None
        assert page.banner.message is not None
        assert "cửa sổ khác" in page.banner.message.text
        other.release()
        unlock(qtbot, window, "")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("nothing", "không chứa kho dữ liệu"),
        ("slots", "Thiếu các tệp khóa"),
        ("newer", "phiên bản mới hơn"),
    ],
)
def test_a_folder_that_cannot_be_opened_is_told_apart(
    qtbot: QtBot, tmp_path: Path, store: Path, damage: str, words: str
) -> None:
    folder = store
    if damage == "nothing":
        folder = tmp_path / "empty"
        folder.mkdir()
    elif damage == "slots":
        for slot in (store / "slots").glob("*.json"):
            slot.unlink()
    else:
        text = (store / "office.json").read_text(encoding="utf-8")
        (store / "office.json").write_text(
            text.replace('"format": 1', '"format": 99').replace('"format":1', '"format":99')
        )
    with window_on(qtbot, tmp_path, folder) as window:
        message = window.unlock_page.banner.message
        assert message is not None
        assert words in message.text
        assert not window.unlock_page._open.isEnabled()


def test_without_a_store_the_welcome_offers_three_ways(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        assert window.unlock_page.start.isVisible()
        assert not window.unlock_page._open.isVisible()


def press_banner(window_page: object) -> None:
    QTest.mouseClick(window_page.banner._button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]


def test_what_is_left_of_a_store_without_its_seal_is_opened_by_an_administrator(
    qtbot: QtBot, tmp_path: Path, store: Path
) -> None:
    (store / "vault.head").unlink()
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        type_text(page.passphrase.line, PASSPHRASE)
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert window.frame is None
        assert page.banner.message is not None
        assert "niêm phong" in page.banner.message.text
        assert page.banner._button.text() == "Mở phần còn lại…"
        assert page.banner._text.width() > page.banner.width() * 3 // 4, "the verb stands under the words"
        press_banner(page)
        qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
        assert window.frame is not None
        settle(qtbot, window)
        told = window.frame.banner.message
        assert told is not None
        assert "các thay đổi cuối bị thiếu" in told.text
        entry = history.trail(window.frame.session, 1)[0]
        assert entry.action == "open_despite_loss"
        assert entry.actor == window.frame.session.clerk.id
        assert action_text(entry.action) != entry.action


def test_nobody_but_an_administrator_opens_what_is_left(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    session = open_session(store)
    add_clerk(session, "Trần Văn Thư", Role.CLERK, "mật khẩu khác", kdf=CHEAP)
    session.close()
    (store / "vault.head").unlink()
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        page.clerks.setCurrentText("Trần Văn Thư")
        type_text(page.passphrase.line, "mật khẩu khác")
        page.unlock()
        settle(qtbot, window)
        press_banner(page)
        settle(qtbot, window)
        assert window.frame is None
        assert page.banner.message is not None
        assert "Quyền của bạn" in page.banner.message.text or "vai trò" in page.banner.message.text.lower()
        assert not (store / "vault.head").exists(), "nothing was written"
        assert page.banner._button.isHidden()


def test_a_sound_store_offers_no_such_thing(qtbot: QtBot, tmp_path: Path, store: Path) -> None:
    (store / "vault.db").write_bytes(b"")
    with window_on(qtbot, tmp_path, store) as window:
        page = window.unlock_page
        type_text(page.passphrase.line, PASSPHRASE)
        page.unlock()
        settle(qtbot, window)
        assert page.banner.message is not None
        assert page.banner._button.isHidden()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, None) as window:
        assert window.unlock_page.start.hasFocus()
        with qtbot.waitSignal(window.unlock_page.new_wanted, timeout=1000):
            QTest.keyClick(window.unlock_page.start, Qt.Key.Key_Return)


def test_a_store_in_a_folder_that_is_copied_to_the_network_is_warned_of(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "OneDrive" / "office")) as window:
        frame = unlock(qtbot, window)
        settle(qtbot, window)
        assert frame.banner.message is not None
        assert "OneDrive" in frame.banner.message.text
