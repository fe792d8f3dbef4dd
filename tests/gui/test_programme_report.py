"""How work programmes go, among the reports: figures, what is overdue, on paper and as a table."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.papers import letters, pdf_text
from tests.support.register_window import RegisterWindow, register_window

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_times import read_time
from vpcu_desktop.domain.programmes import Item, Progress
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import programmes
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview
from vpcu_desktop.ui.reports.periods import Span
from vpcu_desktop.ui.reports.screen import ReportsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    with register_window(qtbot, tmp_path, "reports") as made:
        session = made.frame.session
        body, year = session.bodies[0].id, Period.year(session.today().year)
        items = [
            Item(new_id(), "", content, lead=lead).timed(read_time(when, year=year.first_day.year))
            for content, lead, when in (
                ("Nghị quyết về chuyển đổi số", "Phòng Kinh tế", "Tháng 1"),
                ("Sơ kết quý I", "Phòng Kinh tế", "Tháng 3"),
                ("Đề án trụ sở", "", "Tháng 2"),
            )
        ]
        programmes.add(session, body, year, items)
        first, second, _third = programmes.sheet(session, body, year).items
        programmes.set_progress(session, first, Progress.ISSUED, done_on=date(year.first_day.year, 1, 20))
        programmes.set_progress(session, second, Progress.WITHDRAWN, reason="Gộp vào sơ kết 6 tháng")
        yield made


def _screen(window: RegisterWindow) -> ReportsScreen:
    """The report of this year."""
    screen = window.frame.current
    assert isinstance(screen, ReportsScreen)
    assert window.frame.registry.fire("reports.programmes")
    screen.period.spans.select(Span.YEAR.value)
    window.settle()
    return screen


def test_each_unit_and_month_stands_with_its_figures_and_what_is_overdue_is_named(window: RegisterWindow) -> None:
    report = _screen(window).report
    assert report is not None
    by_unit, _by_body, by_time, overdue, withdrawn = report.sections
    assert dict(by_unit.rows)["Phòng Kinh tế"] == (1, 0, 0, 0, 0, 1, 2)
    assert [cells[3] for _name, cells in by_time.rows] == [0, 1, 0]
    (content, (lead, due, days)) = overdue.rows[0]
    assert (content, lead, due[:5]) == ("Đề án trụ sở", "", "28/02")  # type: ignore[index]
    assert isinstance(days, int) and days > 0
    assert withdrawn.rows[0][1][-1] == "Gộp vào sơ kết 6 tháng"


def test_it_follows_what_is_done_meanwhile(window: RegisterWindow) -> None:
    screen = _screen(window)
    session = window.frame.session
    body, year = session.bodies[0].id, Period.year(session.today().year)
    late = programmes.sheet(session, body, year).items[2]
    window.frame.operations.run(lambda: programmes.set_progress(session, late, Progress.ISSUED))
    window.settle()
    assert screen.report is not None
    assert "Đề án trụ sở" not in [row[0] for section in screen.report.sections for row in section.rows]


def test_its_paper_is_the_progress_report_and_the_table_has_every_list(
    window: RegisterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _screen(window)
    window.press(Qt.Key.Key_P, CTRL)
    preview = window.dialog(PdfPreview)
    assert preview.pdf is not None
    assert letters("BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CÔNG TÁC") in letters(pdf_text(preview.pdf))
    preview.close()
    target = tmp_path / "tien-do.csv"
    monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
    assert window.frame.registry.fire("reports.export")
    window.settle()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert any("Sơ kết quý I" in line and line.rstrip(",").endswith("Gộp vào sơ kết 6 tháng") for line in lines)
