"""Taking over last year's programme: looked through, moved on, doubles left out, in one step."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL
from tests.support.programme_window import YEAR, ProgrammeWindow, item, programme_window

from vpcu_desktop.ui.programmes.intake_dialog import ProgrammeIntakeDialog

HEADS = ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian")


def _file(folder: Path, *rows: tuple[str, ...], title: str = "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2025") -> Path:
    book = Workbook()
    for row in ((title,), HEADS, *rows):
        book.active.append(row)
    path = folder / "nam-truoc.xlsx"
    book.save(path)
    return path


def _opened(window: ProgrammeWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgrammeIntakeDialog:
    monkeypatch.setattr(
        "vpcu_desktop.ui.programmes.intake_commands.QFileDialog.getOpenFileName", lambda *_args: (str(path), "")
    )
    window.press(Qt.Key.Key_O, CONTROL)
    found: ProgrammeIntakeDialog = window.dialog(ProgrammeIntakeDialog)
    return found


def test_last_years_programme_comes_in_a_year_later_without_doubles(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(
        tmp_path,
        ("1", "Sơ kết quý I", "Văn phòng", "Quý I"),
        ("2", "Đã có rồi", "Văn phòng", "Tháng 5"),
        ("3", "Việc chung", "Ban A, Ban B", "Thường xuyên"),
    )
    with programme_window(qtbot, tmp_path, item("Đã có rồi"), period=YEAR) as window:
        dialog = _opened(window, path, monkeypatch)
        assert dialog.years.value() == 1
        assert [row.on for row in dialog.table.rows_model.rows] == [True, False, True]
        dialog.take_button.click()
        window.settle()
        _there, first, second = window.items(YEAR)
        assert (first.content, first.earliest, first.latest) == ("Sơ kết quý I", date(2026, 1, 1), date(2026, 3, 31))
        assert (second.lead, second.coordinating, second.ongoing) == ("Ban A", "Ban B", True)
        window.press(Qt.Key.Key_Z, CONTROL)
        assert len(window.items(YEAR)) == 1


def test_rows_are_put_right_before_they_come_in(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, ("1", "Giao ban", "", "hôm nào đó"), title="CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026")
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        dialog = _opened(window, path, monkeypatch)
        model = dialog.table.rows_model
        at = {column.key: n for n, column in enumerate(model.columns)}
        assert "chưa hiểu ngày nào" in str(model.index(0, at["problem"]).data())
        model.setData(model.index(0, at["lead"]), "Văn phòng Đảng ủy")
        model.setData(model.index(0, at["time"]), "tháng 4")
        assert model.index(0, at["problem"]).data() == ""
        dialog.take_button.click()
        window.settle()
        made = window.only(YEAR)
        assert (made.lead, made.earliest, made.latest) == ("Văn phòng Đảng ủy", date(2026, 4, 1), date(2026, 4, 30))


def test_a_copied_table_is_looked_through_and_one_line_goes_into_the_entry(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        data = QMimeData()
        data.setText("\t".join(HEADS) + "\n1\tGiao ban\tVăn phòng\tTháng 2")
        QGuiApplication.clipboard().setMimeData(data)
        window.fire("paste")
        dialog = window.dialog(ProgrammeIntakeDialog)
        assert [row.value.content for row in dialog.table.rows_model.rows] == ["Giao ban"]
        dialog.close()
        QGuiApplication.clipboard().setText("Chỉ một dòng")
        window.fire("paste")
        assert window.screen.entry.text == "Chỉ một dòng"
        QGuiApplication.clipboard().clear()


def test_a_file_that_cannot_be_read_or_holds_nothing_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        broken = tmp_path / "hong.docx"
        broken.write_bytes(b"PK\x03\x04 broken")
        window.screen.intake.read_file(broken)
        window.settle()
        assert window.frame.banner.message is not None
        plain = tmp_path / "chu.txt"
        plain.write_text("Không có bảng", encoding="utf-8")
        window.screen.intake.read_file(plain)
        window.settle()
        assert "Không có chương trình nào" in window.frame.banner.message.text
        assert window.items(YEAR) == ()


def test_what_was_not_understood_is_listed(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, ("1", "Giao ban", "Văn phòng", "Tháng 1"), ("2", "", "Văn phòng", "Tháng 2"))
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        dialog = _opened(window, path, monkeypatch)
        assert [dialog.leftovers.item(n).text() for n in range(dialog.leftovers.count())] == [
            "Dòng 4: 2 · Văn phòng · Tháng 2"
        ]
