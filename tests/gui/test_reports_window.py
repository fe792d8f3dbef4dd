"""The reports' screen: periods by keys, figures beside bars, what only the cleared see, print and export."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.register_window import RegisterWindow, incoming, register_window
from tests.support.registers import pdf_text

from vpcu_desktop.data.errors import ClearanceNeeded
from vpcu_desktop.domain.documents import Recipient, Secrecy, State, Urgency
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.numbering_rules import RollOver
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.i18n import set_language
from vpcu_desktop.services import clearance, following, numbering, organisations
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.ui import theme
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview
from vpcu_desktop.ui.reports.kinds import levels
from vpcu_desktop.ui.reports.period_bar import PeriodBar
from vpcu_desktop.ui.reports.periods import Span, around, free
from vpcu_desktop.ui.reports.screen import ReportsScreen
from vpcu_desktop.ui.reports.sections import sums
from vpcu_desktop.ui.widgets.bar_chart import BarChart, BarSeries

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[RegisterWindow]:
    came = [incoming(n, registered=date(2026, 11, n)) for n in (2, 3, 4)]
    went = replace(incoming(5), direction=Direction.OUTGOING, registered=date(2026, 11, 5), state=State.ISSUED)
    earlier = incoming(6, registered=date(2026, 10, 6), urgency=Urgency.URGENT)
    void = replace(incoming(7, registered=date(2026, 11, 7)), state=State.VOID, void_reason="nhầm")
    with register_window(qtbot, tmp_path, "reports", [*came, went, earlier, void]) as made:
        yield made


def screen(window: RegisterWindow) -> ReportsScreen:
    assert isinstance(window.frame.current, ReportsScreen)
    return window.frame.current


def rows(window: RegisterWindow, at: int = 0) -> dict[str, tuple[object, ...]]:
    report = screen(window).report
    assert report is not None
    return dict(report.sections[at].rows)


def test_the_month_is_counted_day_by_day_without_void_ones(window: RegisterWindow) -> None:
    report = screen(window).report
    assert report is not None
    assert len(report.sections[0].rows) == 30  # each day, also those without any
    assert sums(report.sections[0]) == (3, 1, 4)
    assert rows(window)["7/11"] == (0, 0, 0)


def test_alt_and_arrows_go_to_the_periods_beside(window: RegisterWindow) -> None:
    window.press(Qt.Key.Key_Left, ALT)
    assert screen(window).period.period == around(Span.MONTH, date(2026, 10, 1))
    assert rows(window)["6/10"] == (1, 0, 1)
    window.press(Qt.Key.Key_Right, ALT)
    assert sum(int(str(cells[2])) for cells in rows(window).values()) == 4


def test_a_year_stands_in_months_and_two_days_are_typed(window: RegisterWindow) -> None:
    screen(window).period.spans.select(Span.YEAR.value)
    window.settle()
    assert len(rows(window)) == 12 and rows(window)["10/2026"] == (1, 0, 1)
    screen(window).period.spans.select(Span.FREE.value)
    window.settle()
    first, last = screen(window).period.first, screen(window).period.last
    first.setText("3/11")
    last.setText("4/11")
    window.settle()
    assert screen(window).period.period == free(date(2026, 11, 3), date(2026, 11, 4))
    assert list(rows(window)) == ["3/11", "4/11"]


def test_what_comes_in_is_counted_while_the_report_is_open(window: RegisterWindow) -> None:
    window.store([incoming(8, registered=date(2026, 11, 8))])
    assert rows(window)["8/11"] == (1, 0, 1)


def test_only_the_cleared_are_offered_figures_of_secret_papers(window: RegisterWindow) -> None:
    assert not window.frame.registry.fire("reports.levels")
    report = screen(window).report
    assert report is not None and len(report.sections) == 5
    with pytest.raises(ClearanceNeeded):
        levels(window.session, around(Span.YEAR, date(2026, 11, 25)))


def test_figures_by_level_come_and_go_with_the_key(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "reports", role=Role.ADMIN) as window:
        window.frame.operations.changed.emit(clearance.create_secret_vault(window.session))
        window.settle()
        secret = window.session.secret
        assert secret is not None
        paper = incoming(3, registered=date(2026, 11, 3), secrecy=Secrecy.CONFIDENTIAL)
        with secret.write(window.session.clerk.id, "test") as repo:
            repo.documents.save(paper)
        assert window.frame.registry.fire("reports.levels")
        window.settle()
        assert (1, 0, 1) in rows(window).values()
        assert sum(section.rows != () for section in screen(window).report.sections) == 1  # type: ignore[union-attr]
        window.session.close_secret()
        screen(window).activated()
        window.settle()
        assert screen(window).kind.key == "counts" and not window.frame.registry.fire("reports.levels")
        assert (1, 0, 1) not in rows(window).values()


def test_units_stand_with_what_is_on_time_and_late(window: RegisterWindow) -> None:
    session = window.session
    with session.store.read() as repo:
        document = next(d for d in repo.documents.recent(Direction.INCOMING, 9) if d.number == 4)
    due = session.today() - timedelta(days=3)
    draft = RoundDraft("Nguyễn Văn Hòa", day=session.today() - timedelta(days=9), lead=Ask("Văn phòng", due=due))
    following.direct(session, document, draft)
    window.frame.registry.fire("reports.processing")
    window.settle()
    report = screen(window).report
    assert report is not None
    titles = [measure.title for measure in report.measures]
    assert dict(zip(titles, rows(window)["Văn phòng"], strict=True))["Quá hạn"] == 1
    chart = screen(window).sections[0].chart
    assert chart is not None and "Văn phòng" in chart.spoken() and "Quá hạn 1" in chart.spoken()


def test_recalled_copies_that_are_out_are_listed_without_a_period(window: RegisterWindow) -> None:
    recalled = replace(incoming(9), direction=Direction.OUTGOING, state=State.DISPATCHED, code="9-CV/ĐU")
    to = Recipient(recalled.id, 0, "Chi bộ ấp 7", dispatched_on=date(2026, 11, 1), recalled=True)
    window.store([recalled], [to])
    window.frame.registry.fire("reports.recalls")
    window.settle()
    assert rows(window)["9-CV/ĐU"][1] == "Chi bộ ấp 7"
    assert not screen(window).period.isVisible()


def test_the_report_is_printed_and_exported(
    window: RegisterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.press(Qt.Key.Key_P, CTRL)
    preview = window.dialog(PdfPreview)
    assert preview.pdf is not None and preview.pdf.startswith(b"%PDF")
    preview.close()
    target = tmp_path / "so-lieu.csv"
    monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
    assert window.frame.registry.fire("reports.export")
    window.settle()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert any(line.endswith(",3,1,4") for line in lines)


def test_the_number_check_is_one_key_away(window: RegisterWindow) -> None:
    window.frame.registry.fire("reports.numbers")
    window.settle()
    assert window.frame.current is not None and window.frame.current.id == "books"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_are_drawn_by_their_values_in_both_themes(qtbot: QtBot, scheme: str) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, scheme=scheme)  # type: ignore[arg-type]
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.show_bars("Theo tháng", ("1", "2"), (BarSeries("Đến", (10, 5), "accent"),))
    image = chart.grab().toImage()
    wanted = theme.tokens().color("accent").rgb()
    heights = [sum(image.pixel(x, y) == wanted for y in range(image.height())) for x in (100, 300)]
    assert heights[0] > 100 and abs(heights[0] - 2 * heights[1]) <= 4
    assert chart.spoken() == "1: Đến 10; 2: Đến 5"


def test_under_the_bars_of_a_month_stand_its_days_and_none_is_cut(window: RegisterWindow) -> None:
    chart = screen(window).sections[0].chart
    assert chart is not None
    assert [each.partition(":")[0] for each in chart.spoken().split("; ")] == [str(day) for day in range(1, 31)]


def test_a_report_goes_through_the_terms(window: RegisterWindow) -> None:
    session = window.session
    numbering.setup(session)
    organ = organisations.own_organs(session)[0]
    with session.store.write(session.clerk.id, "test") as repo:
        repo.save(replace(repo.office(), term_name="2020–2025", term_start=date(2020, 6, 1)))
    session.forget("office")
    numbering.start_term(session, RollOver(organ.id, date(2026, 11, 3), "2026–2030"))
    window.frame.go("today")
    bar = PeriodBar(session)
    bar.spans.select(Span.TERM.value)
    assert bar.period.days.first == date(2026, 11, 4)
    bar.step(-1)
    assert (bar.period.days.first, bar.period.days.last) == (date(2020, 6, 1), date(2026, 11, 3))
    bar.step(-1)
    assert bar.period.name == "2020–2025"


def test_a_report_on_paper_is_vietnamese_whatever_the_window_speaks(window: RegisterWindow) -> None:
    set_language("en")
    try:
        window.press(Qt.Key.Key_P, CTRL)
        preview = window.dialog(PdfPreview)
        assert preview.pdf is not None
        told = pdf_text(preview.pdf)
        preview.close()
    finally:
        set_language("vi")
    assert "VĂN BẢN ĐẾN VÀ VĂN BẢN ĐI" in told
    assert "Tháng 11/2026" in told
    assert "Incoming" not in told
