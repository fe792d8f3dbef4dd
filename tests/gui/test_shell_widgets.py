"""The small widgets: suggestions under Unikey, day and clock fields, growing text, translated stock words."""

import unicodedata
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.support.shell_window import type_text

from vpcu_desktop.domain.directory import Directory, Entry, EntryKind
from vpcu_desktop.domain.times import Week
from vpcu_desktop.ui.qt_translator import StockTranslator
from vpcu_desktop.ui.widgets.moments import ClockEdit, DayEdit
from vpcu_desktop.ui.widgets.plain_text import PlainTextEdit
from vpcu_desktop.ui.widgets.suggest import SuggestEdit, Suggestion
from vpcu_desktop.ui.widgets.table import Column, Table, TableModel

PEOPLE = Directory(
    tuple(
        Entry(name, EntryKind.PERSON, name, position=position)
        for name, position in (("Nguyễn Văn An", "Bí thư"), ("Đặng Thu Hà", "Văn thư"), ("Đỗ Ánh", ""))
    )
)


_KEPT: list[QWidget] = []  # the window of the test that runs: pytest-qt holds none


def people(typed: str) -> list[Suggestion]:
    return [Suggestion(e.name, e.position) for e in PEOPLE.suggest(EntryKind.PERSON, typed)]


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    window.resize(500, 400)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widgets[0].setFocus()
    _KEPT[:] = [window]
    return window


def test_unikey_turns_d_into_đ_in_a_suggesting_line(qtbot: QtBot) -> None:
    edit = SuggestEdit(people)
    shown(qtbot, edit)
    type_text(edit, "d")
    assert edit.suggesting
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    type_text(edit, "đ")
    assert edit.text() == "đ"
    assert edit.suggestions() == ("Đặng Thu Hà", "Đỗ Ánh")


@pytest.mark.parametrize("make", [QLineEdit, DayEdit, ClockEdit, PlainTextEdit])
def test_unikey_works_in_every_field(qtbot: QtBot, make: type[QWidget]) -> None:
    field = make()
    shown(qtbot, field)
    type_text(field, "d")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    type_text(field, "đ")
    assert field.text() == "đ"  # type: ignore[attr-defined]


def test_initials_find_a_name_and_down_enter_takes_it(qtbot: QtBot) -> None:
    edit = SuggestEdit(people)
    shown(qtbot, edit)
    type_text(edit, "nva")
    assert edit.suggestions() == ("Nguyễn Văn An",)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "Nguyễn Văn An"
    assert not edit.suggesting


def test_a_new_name_is_never_replaced_by_a_longer_one(qtbot: QtBot) -> None:
    edit, other = SuggestEdit(people), QLineEdit()
    shown(qtbot, edit, other)
    type_text(edit, "Nguyễn Văn A")
    assert edit.suggesting
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "Nguyễn Văn A"


def test_escape_closes_the_list_and_keeps_the_text(qtbot: QtBot) -> None:
    edit = SuggestEdit(people)
    shown(qtbot, edit)
    type_text(edit, "dang")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not edit.suggesting
    assert edit.text() == "dang"


def test_a_line_of_several_names_completes_the_one_at_the_cursor(qtbot: QtBot) -> None:
    edit = SuggestEdit(people, separator=";")
    shown(qtbot, edit)
    type_text(edit, "Nguyễn Văn An; dth")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "Nguyễn Văn An; Đặng Thu Hà"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24", date(2026, 11, 24)),
        ("3", date(2026, 12, 3)),
        ("24/11", date(2026, 11, 24)),
        ("5/1", date(2027, 1, 5)),
        ("24/11/2025", date(2025, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("t5", date(2026, 11, 26)),
        ("Thứ Năm", date(2026, 11, 26)),
        ("cn", date(2026, 11, 29)),
        ("mai", date(2026, 11, 26)),
        ("hôm nay", date(2026, 11, 25)),
        ("tuần sau t3", date(2026, 12, 1)),
        ("t3 tuần sau", date(2026, 12, 1)),
    ],
)
def test_a_day_field_takes_what_clerks_type(qtbot: QtBot, typed: str, meant: date) -> None:
    edit, other = DayEdit(today=lambda: date(2026, 11, 25), week=Week(date(2026, 11, 23))), QLineEdit()
    shown(qtbot, edit, other)
    type_text(edit, typed)
    assert edit.day() == meant
    other.setFocus()
    assert edit.text() == f"{meant:%d/%m/%Y}"


def test_a_day_that_is_not_understood_stays_and_is_marked(qtbot: QtBot) -> None:
    edit, other = DayEdit(today=lambda: date(2026, 11, 25)), QLineEdit()
    shown(qtbot, edit, other)
    type_text(edit, "31/2")
    other.setFocus()
    assert (edit.text(), edit.day(), edit.is_valid) == ("31/2", None, False)
    assert edit.property("invalid") is True


@pytest.mark.parametrize(
    ("typed", "meant"), [("8", time(8)), ("8h30", time(8, 30)), ("830", time(8, 30)), ("14h", time(14))]
)
def test_a_clock_field_takes_what_clerks_type(qtbot: QtBot, typed: str, meant: time) -> None:
    edit, other = ClockEdit(), QLineEdit()
    shown(qtbot, edit, other)
    type_text(edit, typed)
    assert edit.clock() == meant
    other.setFocus()
    assert edit.text() == f"{meant:%H:%M}"


def test_a_text_field_grows_and_tab_goes_on(qtbot: QtBot) -> None:
    edit, other = PlainTextEdit(), QLineEdit()
    shown(qtbot, edit, other)
    before = edit.sizeHint().height()
    edit.setText("một\nhai\nba\nbốn")
    assert edit.sizeHint().height() > before * 2
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_what_is_typed_into_a_cell_is_entered_when_the_rows_change_places(qtbot: QtBot) -> None:
    first, second = Entry("a", EntryKind.PERSON, "Lê An"), Entry("b", EntryKind.PERSON, "Vũ Bình")
    column = Column[Entry]("name", "Tên", lambda row: row.name, change=lambda row, text: replace(row, name=text))
    table = Table(TableModel([column], lambda row: row.id), "Tên")
    table.rows_model.set_rows([first, second])
    shown(qtbot, table)
    edited: list[tuple[Entry, Entry]] = []
    table.rows_model.edited.connect(lambda old, new: edited.append((old, new)))
    table.setCurrentIndex(table.rows_model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Lê Ân")
    changed_elsewhere = replace(first, rank=7)
    table.rows_model.set_rows([second, changed_elsewhere])
    assert edited == [(changed_elsewhere, replace(changed_elsewhere, name="Lê Ân"))]
    assert table.rows_model.rows == [second, replace(changed_elsewhere, name="Lê Ân")]


def test_a_cell_takes_letters_with_their_marks_apart_as_whole_ones(qtbot: QtBot) -> None:
    column = Column[Entry]("name", "Tên", lambda row: row.name, change=lambda row, text: replace(row, name=text))
    table = Table(TableModel([column], lambda row: row.id), "Tên")
    table.rows_model.set_rows([Entry("a", EntryKind.PERSON, "Lê An")])
    shown(qtbot, table)
    table.setCurrentIndex(table.rows_model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(unicodedata.normalize("NFD", " Nguyễn  Hữu Ước\u200b"))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt enters it after the key
    assert table.rows_model.rows[0].name == "Nguyễn Hữu Ước"


def test_a_cell_of_several_lines_that_is_left_as_it_was_keeps_them(qtbot: QtBot) -> None:
    row = Entry("a", EntryKind.PERSON, "Lê An", position="Bí thư\nChủ tịch")
    column = Column[Entry](
        "position", "Chức vụ", lambda e: e.position, change=lambda e, text: replace(e, position=text)
    )
    table = Table(TableModel([column], lambda e: e.id), "Chức vụ")
    table.rows_model.set_rows([row])
    shown(qtbot, table)
    edited: list[object] = []
    table.rows_model.edited.connect(lambda _old, new: edited.append(new))
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() != Table.State.EditingState)
    assert edited == [] and table.rows_model.rows == [row]


def test_qts_own_menus_speak_vietnamese(qapp: QApplication) -> None:
    translator = StockTranslator(qapp)
    qapp.installTranslator(translator)
    try:
        edit = QLineEdit("chữ")
        menu = edit.createStandardContextMenu()
        words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
        assert {"Chép", "Dán", "Chọn tất cả"} <= set(words)
    finally:
        qapp.removeTranslator(translator)
