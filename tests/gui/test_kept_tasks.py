"""What is typed into a task on books, numbers or organisations survives a lock of the screen and a crash."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, register_window
from tests.support.registers import give
from tests.support.shell_window import make_office_store, settle, unlock, window_on

from vpcu_desktop.domain.directory import Entry, EntryKind
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import directory, drafts, numbering, organisations
from vpcu_desktop.ui.books.screen import BooksScreen
from vpcu_desktop.ui.books.side import Side
from vpcu_desktop.ui.books.task import Task
from vpcu_desktop.ui.draft_keeper import DraftKeeper
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.screens.organisations import OrganisationsScreen
from vpcu_desktop.ui.settings import Settings
from vpcu_desktop.ui.widgets.table import Table


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    with register_window(qtbot, tmp_path, "books", role=Role.ADMIN) as made:
        yield made


def task_of(side: Side) -> Task:
    assert side.task is not None
    return side.task


def after_a_crash(window: RegisterWindow, folder: Path, place: str) -> Frame:
    """The drafts are kept as every few seconds; then another window opens the office at this place."""
    DraftKeeper(window.session, window.frame.operations, window.frame.built, window.frame).keep()
    window.settle()
    frame = Frame(window.session, Settings(folder / "other"), lambda: None)
    frame.show()
    frame.go(place)
    DraftKeeper(frame.session, frame.operations, frame.built, frame).restore(
        [each.id for each in frame.places], frame.screen_of
    )
    for _round in range(4):
        window.qtbot.waitUntil(lambda: frame.operations.idle)
    window.qtbot.addWidget(frame)
    return frame


def books_of(frame: Frame) -> BooksScreen:
    return cast(BooksScreen, frame.screen_of("books"))


def first_book(screen: BooksScreen) -> None:
    screen.books.table.select(screen.books.model.rows[0].book.id)


def a_series(window: RegisterWindow) -> BooksScreen:
    """The list of series with one of which a number is missing and one is reserved, and that one chosen."""
    session, screen = window.session, books_of(window.frame)
    (organ, *_others) = organisations.own_organs(session)
    opened = numbering.open_series(session, organ=organ.id, direction=Direction.OUTGOING, type_abbr="KH").series
    numbering.reserve(session, opened, owner="BXDĐ", expires=date(2026, 12, 1), reason="Chờ ký")
    give(session, organ, "KH", value=4, reason="Số trên sổ giấy")
    screen.show_list("series")
    window.settle()
    assert screen.series.table.select(opened.id)
    return screen


OPENINGS: dict[str, tuple[str, Callable[[BooksScreen], object]]] = {
    "open_book": ("name", lambda screen: screen.books.open_book()),
    "next_volume": ("day", lambda screen: screen.books.next_volume()),
    "new_term": ("term", lambda screen: screen.series.new_term()),
    "congress": ("name", lambda screen: screen.series.congress()),
    "policy": ("yearly", lambda screen: screen.series.policy()),
}


@pytest.mark.parametrize("step", OPENINGS)
def test_a_task_on_books_survives_a_crash(window: RegisterWindow, tmp_path: Path, step: str) -> None:
    field, open_it = OPENINGS[step]
    screen = books_of(window.frame)
    first_book(screen)
    open_it(screen)
    window.settle()
    before = task_of(screen.side)
    assert screen.draft() is None, "nothing is typed yet"
    getattr(before, field).setText("27/12/2026")
    after = task_of(books_of(after_a_crash(window, tmp_path, "books")).side)
    assert (type(after), after.about, getattr(after, field).text()) == (type(before), before.about, "27/12/2026")


@pytest.mark.parametrize("step", ["reserve", "start_number", "give_up", "pass_over"])
def test_a_task_on_numbers_survives_a_crash(window: RegisterWindow, tmp_path: Path, step: str) -> None:
    screen = a_series(window)
    if step in ("reserve", "start_number"):
        (screen.series.reserve if step == "reserve" else screen.series.set_start)()
    else:
        screen.show_ledger()
        window.settle()
        wanted = next(row for row in screen.ledger.model.rows if (row.gap is None) is (step == "give_up"))
        screen.ledger.table.select(wanted.id)
        screen.ledger.decide()
    before = task_of(screen.side)
    assert before.step == step
    cast(QLineEdit, before.reason).setText("Gõ dở")  # type: ignore[attr-defined]
    after = task_of(books_of(after_a_crash(window, tmp_path, "books")).side)
    assert (after.step, after.about, after.typed) == (step, before.about, {"reason": "Gõ dở"})


def test_a_task_about_the_secret_book_is_kept_nowhere(window: RegisterWindow) -> None:
    screen = books_of(window.frame)
    screen.books.open_book()
    window.settle()
    task_of(screen.side).put({"secret": True, "name": "Sổ riêng"})
    assert screen.draft() is None


def test_a_task_that_is_done_or_whose_book_is_gone_leaves_nothing(window: RegisterWindow, tmp_path: Path) -> None:
    screen = books_of(window.frame)
    screen.side.keep({"step": "next_volume", "about": "no such book", "typed": {"day": "1"}})
    screen.activated()
    window.settle()
    assert (screen.side.task, screen.draft()) == (None, None)
    screen.books.open_book()
    window.settle()
    task_of(screen.side).put({"name": "Sổ riêng"})
    assert screen.draft() is not None
    task_of(screen.side).press()
    window.settle()
    assert screen.draft() is None


def test_a_new_type_survives_a_crash(window: RegisterWindow, tmp_path: Path) -> None:
    screen = books_of(window.frame)
    screen.show_list("types")
    window.settle()
    screen.types.add()
    window.settle()
    screen.types.model.setData(screen.types.model.index(0, 0), "GXN")
    frame = after_a_crash(window, tmp_path, "books")
    books_of(frame).show_list("types")
    window.qtbot.waitUntil(lambda: frame.operations.idle)
    assert [row.abbreviation for row in books_of(frame).types.model.rows] == ["GXN"]


def test_what_is_typed_of_an_organisation_survives_the_lock(qtbot: QtBot, tmp_path: Path) -> None:
    def screen_in(frame: Frame) -> OrganisationsScreen:
        return cast(OrganisationsScreen, frame.screen_of("organisations"))

    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "office")) as window:
        for typed in ({"name": "Ban Chỉ đạo 35", "own": True}, {"address": "Khu phố 3\nxã Tân Phú"}):
            frame = unlock(qtbot, window)
            frame.go("organisations")
            settle(qtbot, window)
            screen = screen_in(frame)
            screen.add() if "name" in typed else screen.edit()
            task_of(screen.side).put(typed)
            about = task_of(screen.side).about
            window.lock()
            qtbot.waitUntil(lambda: window._stack.count() == 1)
            frame = unlock(qtbot, window)
            for _round in range(4):
                settle(qtbot, window)
            screen = screen_in(frame)
            task = task_of(screen.side)
            assert (task.step, task.about, task.typed) == ("organisation", about, typed)
            task.left.emit()
            window.lock()
            qtbot.waitUntil(lambda: window._stack.count() == 1)
        assert "screen:organisations" not in drafts.keys(unlock(qtbot, window).session)


def test_what_is_typed_into_a_cell_is_entered_when_the_office_is_locked(qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "office")) as window:
        frame = unlock(qtbot, window)
        directory.save_entry(frame.session, Entry(new_id(), EntryKind.PERSON, "Nguyễn Văn Hoà", rank=1))
        frame.go("directory")
        settle(qtbot, window)
        screen = frame.screen_of("directory")
        table = screen.findChild(Table)
        assert table is not None
        table.setFocus()
        column = next(n for n, each in enumerate(table.rows_model.columns) if each.key == "name")
        table.setCurrentIndex(table.rows_model.index(0, column))
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.setText("Nguyễn Văn Hòa")
        window.lock()
        qtbot.waitUntil(lambda: window._stack.count() == 1)
        frame = unlock(qtbot, window)
        assert [entry.name for entry in frame.session.directory.entries] == ["Nguyễn Văn Hòa"]
