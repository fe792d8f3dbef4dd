"""The secret books among the clerks and keys: who can open them stands there in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot
from tests.support.shell_window import make_office_store, open_session, settle, unlock, window_on
from tests.support.stores import CHEAP, CLERK

from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import clearance, clerks, unlocking
from vpcu_desktop.ui.app_window import AppWindow
from vpcu_desktop.ui.screens.clerks import ClerksScreen
from vpcu_desktop.ui.screens.key_dialogs import RemoveClerkDialog, SecretBooksDialog, WithdrawClearanceDialog

LAN, WORDS = "Vũ Thị Lan", "cua lan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with an administrator and a clerk; no secret books yet."""
    made = make_office_store(tmp_path / "store")
    session = open_session(made)
    clerks.add_clerk(session, LAN, Role.CLERK, WORDS, kdf=CHEAP)
    session.close()
    return made


@pytest.fixture
def with_books(folder: Path) -> Path:
    session = open_session(folder)
    clearance.create_secret_vault(session)
    session.close()
    return folder


@contextmanager
def clerks_screen(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[tuple[AppWindow, ClerksScreen]]:
    with window_on(qtbot, tmp_path, folder) as window:
        choices = window.unlock_page.clerks
        choices.setCurrentIndex(choices.findText(CLERK))
        frame = unlock(qtbot, window)
        frame.go("clerks")
        settle(qtbot, window)
        screen = frame.current
        assert isinstance(screen, ClerksScreen)
        yield window, screen


def choose(qtbot: QtBot, window: AppWindow, screen: ClerksScreen, name: str) -> None:
    screen.table.select(next(c.id for c in screen.model.rows if c.name == name))
    settle(qtbot, window)


def cell(screen: ClerksScreen, name: str) -> str:
    column = next(n for n, c in enumerate(screen.model.columns) if c.key == "secret")
    row = next(n for n, c in enumerate(screen.model.rows) if c.name == name)
    return str(screen.model.index(row, column).data())


def dialog_of(kind: type[QDialog]) -> QDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def said(dialog: QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def can_read(folder: Path, name: str, words: str) -> bool:
    session = unlocking.unlock_as(folder, name, words)
    try:
        return session.secret is not None
    finally:
        session.close()


def test_the_secret_books_are_made_after_the_law_is_said(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    with clerks_screen(qtbot, tmp_path, folder) as (window, screen):
        row = screen.secret_books
        assert row.verb.text() == "Mở sổ mật…"
        QTest.mouseClick(row.verb, Qt.MouseButton.LeftButton)
        dialog = dialog_of(SecretBooksDialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        settle(qtbot, window)
        assert not clearance.has_secret_vault(screen.session)
        QTest.mouseClick(row.verb, Qt.MouseButton.LeftButton)
        QTest.mouseClick(dialog_of(SecretBooksDialog).verb, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        settle(qtbot, window)
        assert screen.session.secret is not None
        assert (
            row.words.text()
            == f"Chỉ {CLERK} và khóa khôi phục mở được sổ mật; không ai khác mở được, kể cả người quản trị."
        )
        assert (cell(screen, CLERK), cell(screen, LAN)) == ("có", "")


def test_mistake_25_no_claim_of_approval(qtbot: QtBot) -> None:
    dialog = SecretBooksDialog()
    qtbot.addWidget(dialog)
    words = said(dialog)
    assert "chưa được cơ quan nào phê duyệt hay chứng nhận" in words
    assert "Sổ in ra, ký tên vẫn là hồ sơ có giá trị pháp lý" in words
    assert "Luật cấm soạn thảo, lưu giữ bí mật nhà nước trên máy có kết nối mạng" in words


def test_a_clerk_is_let_in_with_one_press_and_shut_out_after_a_question(
    qtbot: QtBot, tmp_path: Path, with_books: Path
) -> None:
    with clerks_screen(qtbot, tmp_path, with_books) as (window, screen):
        row = screen.secret_books
        choose(qtbot, window, screen, LAN)
        assert row.verb.text() == f"Cho {LAN} đọc"
        row.verb.setFocus()
        QTest.keyClick(row.verb, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert cell(screen, LAN) == "có"
        assert LAN in row.words.text()
        assert can_read(with_books, LAN, WORDS)
        assert row.verb.text() == f"Thu quyền của {LAN}…"
        QTest.keyClick(row.verb, Qt.Key.Key_Return)
        dialog = dialog_of(WithdrawClearanceDialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)  # Enter alone does not do it
        settle(qtbot, window)
        assert cell(screen, LAN) == "có"
        QTest.keyClick(row.verb, Qt.Key.Key_Return)
        QTest.mouseClick(dialog_of(WithdrawClearanceDialog).verb, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        settle(qtbot, window)
        assert cell(screen, LAN) == ""
        assert not can_read(with_books, LAN, WORDS)


def test_the_palette_s_verbs_are_live_where_they_can_be_done(qtbot: QtBot, tmp_path: Path, with_books: Path) -> None:
    with clerks_screen(qtbot, tmp_path, with_books) as (window, screen):
        registry = screen.shell.actions

        def live() -> set[str]:
            registry.refresh()
            ids = ("clerks.secret_books", "clerks.grant", "clerks.withdraw")
            return {each for each in ids if registry.action(each).isEnabled()}

        choose(qtbot, window, screen, LAN)
        assert live() == {"clerks.grant"}
        clearance.grant(screen.session, next(c for c in screen.model.rows if c.name == LAN))
        screen._load()
        settle(qtbot, window)
        assert live() == {"clerks.withdraw"}
        choose(qtbot, window, screen, CLERK)
        assert live() == set()


def test_nobody_is_offered_to_withdraw_from_themselves(qtbot: QtBot, tmp_path: Path, with_books: Path) -> None:
    with clerks_screen(qtbot, tmp_path, with_books) as (window, screen):
        verb = screen.secret_books.verb
        choose(qtbot, window, screen, CLERK)
        assert verb.text() == f"Thu quyền của {CLERK}…"
        assert not verb.isEnabled()
        why = "Không thể tự thu quyền đọc sổ mật của mình. Người quản trị khác được đọc sổ mật làm được việc này."
        assert verb.toolTip() == verb.accessibleDescription() == why
        QTest.mouseClick(verb, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, WithdrawClearanceDialog)]
        choose(qtbot, window, screen, LAN)
        assert verb.isEnabled()
        assert not verb.toolTip()


def test_taking_a_cleared_clerks_key_away_speaks_of_the_secret_books(qtbot: QtBot) -> None:
    for cleared in (True, False):
        dialog = RemoveClerkDialog(LAN, cleared=cleared)
        qtbot.addWidget(dialog)
        assert ("sổ mật" in said(dialog)) is cleared
    last = RemoveClerkDialog(LAN, cleared=True, last_cleared=True)
    qtbot.addWidget(last)
    assert f"{LAN} là người cuối cùng mở được sổ mật" in said(last)


def test_secret_books_that_are_damaged_are_told_at_once_and_what_is_left_can_be_opened(
    qtbot: QtBot, tmp_path: Path, with_books: Path
) -> None:
    (with_books / "secret" / "vault.head").unlink()
    with clerks_screen(qtbot, tmp_path, with_books) as (window, screen):
        assert window.frame is not None
        message = window.frame.banner.message
        assert message is not None
        assert message.text == "Không mở được sổ mật."
        row = screen.secret_books
        assert row.words.text().startswith("Không mở được sổ mật.")
        assert row.verb.text() == "Mở phần còn lại…"
        QTest.mouseClick(row.verb, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        assert screen.session.secret is not None
        assert CLERK in row.words.text()
