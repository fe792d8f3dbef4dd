"""A window notices what another process writes, and nothing that the clerk is doing is disturbed by it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.support.entry_window import UNITS
from tests.support.frame_window import CONTROL
from tests.support.incoming_window import IncomingWindow, incoming_window
from tests.support.shell_window import make_office_store, open_session, settle, unlock, window_on
from tests.support.stores import CHEAP

from vpcu_desktop.data.errors import RekeyPending
from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.documents import Document, Secrecy
from vpcu_desktop.domain.office import Clerk
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import clearance, clerks, directory, incoming, unlocking
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.services.session import OfficeSession
from vpcu_desktop.ui import elsewhere
from vpcu_desktop.ui.elsewhere import ElsewhereWatch
from vpcu_desktop.ui.screens.directory import DirectoryScreen
from vpcu_desktop.ui.today import TodayScreen

Key = Qt.Key


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "EVERY_MS", 50)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[IncomingWindow]:
    with incoming_window(qtbot, tmp_path) as made:
        yield made


@contextmanager
def another(window: IncomingWindow) -> Iterator[OfficeSession]:
    """The same office in another process: connections of its own."""
    session = unlocking.unlock_as(window.session.store.folder, None, "mat khau", clock=window.session.clock)
    try:
        yield session
    finally:
        session.close()


def paper(session: OfficeSession, number: int, due: date | None = None) -> Document:
    given = IncomingDraft(code=f"{number}-CV/TU", issuer="Tỉnh ủy Đồng Nai", subject=f"thư mời số {number}", due=due)
    return incoming.register(session, given).document


def number_shown(window: IncomingWindow) -> str:
    return window.screen.entry.head.next_number.text()


def today_words(today: TodayScreen) -> list[str]:
    return [today.list.item(row).text() for row in range(today.list.count())]


def test_the_next_number_and_the_list_follow_another_process(qtbot: QtBot, window: IncomingWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    assert number_shown(window) == "Số đến tiếp theo: 01"
    window.write("24-KH/T")
    typed_in = window.focus
    with another(window) as there:
        paper(there, 1)
        paper(there, 2)
        qtbot.waitUntil(lambda: number_shown(window) == "Số đến tiếp theo: 03", timeout=5000)
        qtbot.waitUntil(lambda: window.screen.list.total == 2, timeout=5000)
    assert window.focus is typed_in
    window.write("U")
    assert window.screen.entry.fields.boxes["code"].text() == "24-KH/TU"


def test_today_follows_another_process(qtbot: QtBot, window: IncomingWindow) -> None:
    window.frame.go("today")
    today = window.frame.screen_of("today")
    assert isinstance(today, TodayScreen)
    window.settle()
    today.list.setFocus()
    today.list.setCurrentRow(today.list.count() - 1)
    paper(window.session, 1, due=date(2026, 11, 20))
    window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER))
    window.settle()
    assert press_up_to(window, today, "thư mời số 1")
    with another(window) as there:
        paper(there, 2, due=date(2026, 11, 18))
        qtbot.waitUntil(lambda: any("thư mời số 2" in text for text in today_words(today)), timeout=5000)
    assert today.list.currentItem().text() == "số đến 01, 1-CV/TU · thư mời số 1"


def press_up_to(window: IncomingWindow, today: TodayScreen, words: str) -> bool:
    """Walks up the list until the cursor stands on a line with these words."""
    for _time in range(today.list.count()):
        if words in today.list.currentItem().text():
            return True
        window.press(Key.Key_Up)
    return False


def test_a_step_in_the_inspector_keeps_the_keyboard(qtbot: QtBot, window: IncomingWindow) -> None:
    document = paper(window.session, 1)
    window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER))
    window.choose(document)
    window.frame.open_inspector(True)
    window.settle()
    window.screen.document.begin()
    pressed = window.focus
    assert isinstance(pressed, QAbstractButton)
    words = pressed.text()
    with another(window) as there:
        paper(there, 2)
        qtbot.waitUntil(lambda: window.screen.list.total == 2, timeout=5000)
        window.settle()
    now = window.focus
    assert isinstance(now, QAbstractButton)
    assert now.text() == words


def test_the_chosen_rows_and_the_place_in_the_list_stay(qtbot: QtBot, window: IncomingWindow) -> None:
    shown = window.screen.list
    for number in range(1, 61):
        paper(window.session, number)
    shown.reload()
    window.settle()
    window.frame.resize(1366, 500)
    shown.focus_table()
    for _time in range(30):
        window.press(Key.Key_Down)
    window.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = shown.current
    assert chosen is not None
    assert shown.chosen_count == 2
    place = shown.table.visualRect(shown.table.currentIndex()).top()
    with another(window) as there:
        paper(there, 61)
        qtbot.waitUntil(lambda: shown.total == 61, timeout=5000)
    window.settle()
    assert shown.current is not None
    assert shown.current.id == chosen.id
    assert shown.chosen_count == 2
    assert shown.table.visualRect(shown.table.currentIndex()).top() == place


def test_many_chosen_rows_stay_chosen_though_they_are_out_of_sight(qtbot: QtBot, window: IncomingWindow) -> None:
    shown = window.screen.list
    for number in range(1, 251):
        paper(window.session, number)
    shown.reload()
    window.settle()
    shown.focus_table()
    window.press(Key.Key_A, CONTROL)
    assert shown.chosen_count == 250
    with another(window) as there:
        newest = paper(there, 251)
        qtbot.waitUntil(lambda: shown.total == 251, timeout=5000)
    window.settle()
    taken: list[str] = []
    shown.with_chosen(lambda lines: taken.extend(line.id for line in lines))
    window.settle()
    assert len(set(taken)) == len(taken) == 250
    assert newest.id not in taken


def test_at_rest_nothing_is_told_and_own_work_is_no_news(qtbot: QtBot, window: IncomingWindow) -> None:
    told: list[object] = []
    window.frame.operations.changed.connect(told.append)
    qtbot.wait(200)
    assert not told
    window.frame.operations.run(lambda: paper(window.session, 1))
    window.settle()
    qtbot.wait(200)
    assert not told


def test_a_window_that_comes_to_the_front_asks_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "EVERY_MS", 3_600_000)
    with incoming_window(qtbot, tmp_path) as window, another(window) as there:
        window.press(Key.Key_N, CONTROL)
        aside = QWidget()
        qtbot.addWidget(aside)
        aside.show()
        aside.activateWindow()
        qtbot.waitUntil(aside.isActiveWindow)
        paper(there, 1)
        qtbot.wait(100)
        assert number_shown(window) == "Số đến tiếp theo: 01"
        window.frame.activateWindow()
        qtbot.waitUntil(lambda: number_shown(window) == "Số đến tiếp theo: 02", timeout=5000)


def test_a_locked_window_asks_nothing_and_still_locks_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_office_store(tmp_path / "office")
    with window_on(qtbot, tmp_path, folder) as window:
        frame = unlock(qtbot, window)
        now = [0.0]
        assert window._idle is not None
        window._idle._clock = lambda: now[0]
        window._idle.touch()
        qtbot.wait(200)  # asked several times: nobody is at the window for all that
        now[0] = 60.0 * window.settings.now.idle_minutes
        window._idle.check()
        assert window.frame is None
        watch = frame.findChild(ElsewhereWatch)
        asked: list[object] = []
        if watch is not None:
            frame.operations.read = lambda *given, **more: asked.append(given)  # type: ignore[method-assign,assignment]
            qtbot.wait(200)
        assert not asked


def test_who_lost_the_key_elsewhere_is_locked_out(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_office_store(tmp_path / "office")
    with window_on(qtbot, tmp_path, folder) as window:
        unlock(qtbot, window)
        there = open_session(folder)
        with there.store.write("tester", "remove_clerk") as repo:
            repo.save(replace(Clerk(there.clerk.id, there.clerk.name, Role.ADMIN.value), active=False))
        there.close()
        qtbot.waitUntil(lambda: window.frame is None, timeout=5000)
        settle(qtbot, window)


def test_what_is_typed_into_a_table_stays_though_rows_come_and_change(qtbot: QtBot, window: IncomingWindow) -> None:
    window.frame.go("directory")
    window.settle()
    screen = window.frame.screen_of("directory")
    assert isinstance(screen, DirectoryScreen)
    screen.kinds.select(EntryKind.UNIT.value)
    window.settle()
    table = screen.table
    assert table is not None
    table.selectRow(1)
    named = table.current_row()
    assert named is not None
    table.setFocus()
    window.press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    window.write("Văn phòng mớ")
    with another(window) as there:
        directory.save_entry(there, replace(named, position="chánh"))
        directory.save_entry(there, Entry(new_id(), EntryKind.UNIT, "A đứng đầu", rank=1))
        directory.save_entry(there, Entry(new_id(), EntryKind.UNIT, "Z đứng cuối"))
        qtbot.waitUntil(lambda: len(table.rows_model.rows) == len(UNITS) + 2, timeout=5000)
    assert QApplication.focusWidget() is editor
    window.write("i")
    assert editor.text() == "Văn phòng mới"
    QTest.keyClick(editor, Key.Key_Return)
    window.settle()
    stored = next(each for each in window.session.directory.of(EntryKind.UNIT) if each.id == named.id)
    assert (stored.name, stored.position) == ("Văn phòng mới", "chánh")


def test_another_role_is_told_and_holds_at_once(qtbot: QtBot, window: IncomingWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.write("24-KH/TU")
    with another(window) as there:
        with there.store.write(there.clerk.id, "change_clerk") as repo:
            repo.save(replace(there.clerk, role=Role.READER.value))
        qtbot.waitUntil(lambda: window.frame.banner.message is not None, timeout=5000)
    assert window.frame.banner.message is not None
    assert window.frame.banner.message.text == "Vai trò của bạn vừa được đổi: Chỉ xem."
    window.press(Key.Key_Return, CONTROL)
    assert window.screen.list.total == 0
    assert window.screen.entry.fields.boxes["code"].text() == "24-KH/TU"


def test_who_lost_the_clearance_elsewhere_sees_no_secret_line_any_more(qtbot: QtBot, window: IncomingWindow) -> None:
    window.frame.operations.changed.emit(clearance.create_secret_vault(window.session))
    secret = IncomingDraft(code="26-KH/TU", issuer="Tỉnh ủy", subject="phương án", secrecy=Secrecy.SECRET)
    incoming.register(window.session, secret)
    window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER))
    window.settle()
    assert window.screen.list.total == 1
    clerks.add_clerk(window.session, "Vũ Thị Lan", Role.ADMIN, "cua lan", kdf=CHEAP)
    lan = next(each for each in clerks.clerks(window.session) if each.name == "Vũ Thị Lan")
    clearance.grant(window.session, lan)
    there = unlocking.unlock_as(window.session.store.folder, lan.name, "cua lan", clock=window.session.clock)
    with suppress(RekeyPending):  # the new key has to wait until this window has shut the vault
        clearance.revoke(there, window.session.clerk)
    qtbot.waitUntil(lambda: window.session.secret is None, timeout=5000)
    there.close()
    window.settle()
    assert "phương án" not in str([window.screen.list.model.line(row) for row in range(window.screen.list.total)])
    assert window.frame.banner.message is not None
    assert "sổ mật" in window.frame.banner.message.text
