"""A list that typing narrows, by keys alone."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vpcu_desktop.ui.widgets.filtered_list import FilteredList

LINES = [("Tổng kết năm", 1), ("Sơ kết quý I", 2), ("Tổng kết nghị quyết", 3)]


def test_words_narrow_down_goes_into_the_list_and_enter_takes(qtbot: QtBot) -> None:
    made: FilteredList[int] = FilteredList("Từ trong nội dung", "Nội dung", "Chưa có nội dung nào.")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.setFocus()
    taken: list[int | None] = []
    made.taken.connect(lambda: taken.append(made.current))
    made.show_lines(LINES, lambda value: value == 3)
    assert made.current == 3 and not made.nothing.isVisible()
    qtbot.keyClicks(made.filter, "tong ket")
    assert [made.list.item(row).text() for row in range(made.list.count())] == [LINES[0][0], LINES[2][0]]
    qtbot.keyClick(made.filter, Qt.Key.Key_Return)
    qtbot.keyClick(made.filter, Qt.Key.Key_Down)
    qtbot.waitUntil(made.list.hasFocus)
    qtbot.keyClick(made.list, Qt.Key.Key_Down)
    qtbot.keyClick(made.list, Qt.Key.Key_Return)
    assert taken == [1, 3]


def test_nothing_to_take_is_told_and_what_does_not_match_is_not_taken(qtbot: QtBot) -> None:
    made: FilteredList[int] = FilteredList("Từ", "Nội dung", "Chưa có nội dung nào.")
    qtbot.addWidget(made)
    made.show()
    made.show_lines([])
    assert made.nothing.isVisible() and made.current is None
    made.show_lines(LINES)
    assert made.current == 1 and not made.nothing.isVisible()
    with qtbot.assertNotEmitted(made.taken):
        qtbot.keyClicks(made.filter, "khong co")
        qtbot.keyClick(made.filter, Qt.Key.Key_Down)
        qtbot.keyClick(made.filter, Qt.Key.Key_Return)
    assert made.current is None
