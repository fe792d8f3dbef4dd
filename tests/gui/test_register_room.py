"""Nothing that a clerk reads or types is cut: in dialogs that grow, beside the inspector, with large text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.support.register_office import issued, take_in
from tests.support.register_window import register_window
from tests.support.shell_window import make_office_store, settle, unlock, visible_inside, window_on

from vpcu_desktop.domain.documents import Secrecy, Urgency
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import clearance, numbering
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.ui.app_window import AppWindow
from vpcu_desktop.ui.books.screen import BooksScreen
from vpcu_desktop.ui.dossiers.screen import DossiersScreen
from vpcu_desktop.ui.frame import Frame
from vpcu_desktop.ui.registers.columns import shown_first
from vpcu_desktop.ui.registers.incoming_screen import IncomingScreen
from vpcu_desktop.ui.registers.list_view import RegisterList
from vpcu_desktop.ui.registers.outgoing_screen import OutgoingScreen
from vpcu_desktop.ui.registers.secret_commands import LevelDialog

#: px that a choice's arrow and frame take.
_ARROW = 28


@contextmanager
def office_window(qtbot: QtBot, tmp_path: Path, scale: int = 100) -> Iterator[tuple[AppWindow, Frame]]:
    """The whole window on a small screen, its text as large as Ctrl++ makes it."""
    with window_on(qtbot, tmp_path, make_office_store(tmp_path / "store")) as window:
        frame = unlock(qtbot, window)
        while frame.settings.now.scale < scale:
            frame.registry.fire("shell.larger")
        settle(qtbot, window)
        yield window, frame
        while frame.settings.now.scale > 100:
            frame.registry.fire("shell.smaller")


def incoming(frame: Frame, window: AppWindow, qtbot: QtBot) -> IncomingScreen:
    """The register of incoming documents in front, with one paper."""
    take_in(frame.session)
    frame.go("incoming")
    settle(qtbot, window)
    screen = frame.current
    assert isinstance(screen, IncomingScreen)
    return screen


def outgoing(frame: Frame, window: AppWindow, qtbot: QtBot) -> OutgoingScreen:
    """The register of outgoing documents in front, without the inspector."""
    frame.go("outgoing")
    frame.open_inspector(False)
    settle(qtbot, window)
    screen = frame.current
    assert isinstance(screen, OutgoingScreen)
    return screen


def squeezed(widget: QWidget) -> list[str]:
    """The lines and choices that are lower than their letters need."""
    boxes = [*widget.findChildren(QLineEdit), *widget.findChildren(QComboBox)]
    return [
        box.accessibleName()
        for box in boxes
        if not isinstance(box.parent(), QComboBox) and box.isVisible() and box.height() < box.sizeHint().height()
    ]


def state_is_in_sight(shown: RegisterList) -> bool:
    at = [column.key for column in shown.model.columns].index("state")
    table = shown.table
    return table.columnViewportPosition(at) + table.columnWidth(at) <= table.viewport().width()


def test_a_dialog_grows_when_words_appear_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "outgoing", role=Role.ADMIN) as window:
        clearance.create_secret_vault(window.session)
        document = issued(window.session, secrecy=Secrecy.CONFIDENTIAL)
        window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER, Kind.CLERKS))
        window.settle()
        window.frame.screen_of("outgoing").go_to(document.id)
        window.settle()
        window.frame.registry.fire("outgoing.level")
        dialog = window.dialog(LevelDialog)
        dialog.level.set_value(Secrecy.TOP_SECRET.value)
        window.settle()
        assert dialog.consequence.isVisible()
        assert squeezed(dialog) == []
        dialog.close()


@pytest.mark.parametrize("place", ["incoming", "outgoing"])
def test_the_state_stays_in_sight_beside_the_inspector(qtbot: QtBot, tmp_path: Path, place: str) -> None:
    with office_window(qtbot, tmp_path) as (window, frame):
        (take_in if place == "incoming" else issued)(frame.session)
        frame.go(place)
        frame.open_inspector(True)
        settle(qtbot, window)
        shown = frame.current.findChild(RegisterList) if frame.current is not None else None
        assert isinstance(shown, RegisterList)
        assert state_is_in_sight(shown)


def test_a_column_that_was_asked_for_is_not_left_out(qtbot: QtBot, tmp_path: Path) -> None:
    with office_window(qtbot, tmp_path) as (window, frame):
        shown = incoming(frame, window, qtbot).list
        keys = list(shown_first(shown.direction))
        at = keys.index("issuer")
        frame.open_inspector(True)
        settle(qtbot, window)
        assert shown.table.isColumnHidden(at)
        frame.open_inspector(False)
        settle(qtbot, window)
        assert not shown.table.isColumnHidden(at)
        shown.show_columns([*keys, "note"])
        frame.open_inspector(True)
        settle(qtbot, window)
        assert not shown.table.isColumnHidden(at)


@pytest.mark.parametrize("with_inspector", [False, True])
def test_the_urgency_and_its_hour_stand_beside_each_other_whole(
    qtbot: QtBot, tmp_path: Path, with_inspector: bool
) -> None:
    with office_window(qtbot, tmp_path) as (window, frame):
        fields = incoming(frame, window, qtbot).entry.fields
        fields.urgency.set_value(Urgency.TIMED.value)
        frame.open_inspector(with_inspector)
        settle(qtbot, window)
        assert fields.hour.isVisible()
        letters = fields.urgency.fontMetrics().horizontalAdvance(fields.urgency.currentText())
        assert fields.urgency.width() >= letters + _ARROW


def test_the_heads_fields_are_whole_for_who_may_give_a_level(qtbot: QtBot, tmp_path: Path) -> None:
    with office_window(qtbot, tmp_path) as (window, frame):
        clearance.create_secret_vault(frame.session)
        frame.operations.changed.emit(Changes.of("test", Kind.CLERKS))
        fields = incoming(frame, window, qtbot).entry.fields
        assert fields.secrecy is not None
        for box in (fields.secrecy, fields.channel):
            assert box.isVisible()
            assert box.width() >= box.sizeHint().width()


def test_large_text_leaves_room_for_the_inspector_and_for_the_day(qtbot: QtBot, tmp_path: Path) -> None:
    with office_window(qtbot, tmp_path, 200) as (window, frame):
        screen = incoming(frame, window, qtbot)
        day = screen.entry.fields.arrived
        assert day.fontMetrics().horizontalAdvance(day.text()) < day.width()
        frame.open_inspector(True)
        settle(qtbot, window)
        assert visible_inside(screen.document, window)
        assert not screen.entry.is_open  # folded: it has no room
        screen.begin_entry()
        settle(qtbot, window)
        assert screen.entry.is_open


def test_large_text_leaves_the_search_box_of_the_dossiers_its_room(qtbot: QtBot, tmp_path: Path) -> None:
    with office_window(qtbot, tmp_path, 200) as (window, frame):
        frame.go("dossiers")
        settle(qtbot, window)
        screen = frame.current
        assert isinstance(screen, DossiersScreen)
        assert screen.filter.width() > screen.filter.fontMetrics().averageCharWidth() * 20


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_large_text_squeezes_no_field_of_an_outgoing_paper(qtbot: QtBot, tmp_path: Path, scale: int) -> None:
    with office_window(qtbot, tmp_path, scale) as (window, frame):
        numbering.setup(frame.session)
        screen = outgoing(frame, window, qtbot)
        screen.new()
        settle(qtbot, window)
        entry = screen.entry
        assert squeezed(entry.form) == []
        assert entry.form.subject.height() > entry.form.subject.fontMetrics().height() * 2
        for verb in (entry.save_button, entry.issue_button, entry.check_button, entry.other_button):
            assert not verb.isVisible() or verb.width() >= verb.sizeHint().width()
        entry.form.note.setFocus()
        settle(qtbot, window)
        assert visible_inside(entry.form.note, window)
        assert (
            entry.form.note.mapTo(entry, entry.form.note.rect().bottomLeft()).y()
            < entry.issue_button.mapTo(entry, entry.issue_button.rect().topLeft()).y()
        )


@pytest.mark.parametrize(("width", "height", "scale"), [(1366, 768, 200), (683, 384, 100)])
def test_a_small_screen_leaves_every_verb_of_the_sending_out_whole(
    qtbot: QtBot, tmp_path: Path, width: int, height: int, scale: int
) -> None:
    """Twice as large text, and the screen that a 1366×768 one is to Qt at 200 %."""
    with office_window(qtbot, tmp_path, scale) as (window, frame):
        window.resize(width, height)
        document = issued(frame.session)
        screen = outgoing(frame, window, qtbot)
        screen.show_dispatch(document.id)
        settle(qtbot, window)
        view = screen.dispatch
        for verb in (view.send_button, view.sign_button, view.recall_button, view.back_button, view.print_button):
            assert verb.width() >= verb.sizeHint().width()
            assert view.rect().contains(verb.geometry())
        assert squeezed(view) == []
        assert not view.table.geometry().intersects(view.send_button.geometry())
        assert visible_inside(view, window)
        assert view.table.hasFocus()
        frame.go("incoming")
        frame.go("outgoing")
        settle(qtbot, window)
        assert frame.focusWidget().isVisible()
        QTest.keyClick(view.table, Qt.Key.Key_Escape)
        settle(qtbot, window)
        assert view.isHidden()
        assert screen.list.table.hasFocus()


def test_large_text_leaves_the_pages_of_a_book_their_half(qtbot: QtBot, tmp_path: Path) -> None:
    with office_window(qtbot, tmp_path, 200) as (window, frame):
        take_in(frame.session)
        frame.go("books")
        settle(qtbot, window)
        screen = frame.current
        assert isinstance(screen, BooksScreen)
        screen.show_pages()
        settle(qtbot, window)
        pages = screen.pages
        assert pages.pane.width() >= pages.width() * 0.45
        for verb in (pages.save, pages.verb):
            assert verb.width() >= verb.sizeHint().width()
        assert squeezed(pages) == []
