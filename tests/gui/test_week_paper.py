"""From draft to paper: approval, versions with marks, exact reprint, preview, the clipboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL
from tests.support.week_window import WEEK, WeekWindow, meeting, week_window

from vpcu_desktop.domain.errors import KnownError
from vpcu_desktop.domain.marks import MarkKind
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import ScheduleState
from vpcu_desktop.services import publishing, weeks
from vpcu_desktop.ui.errors import wording
from vpcu_desktop.ui.paper.pages_view import render_image
from vpcu_desktop.ui.paper.preview import PreviewDialog
from vpcu_desktop.ui.paper.versions_dialog import VersionsDialog
from vpcu_desktop.ui.week.heading_dialog import HeadingDialog
from vpcu_desktop.ui.week.picture import open_facts, week_picture
from vpcu_desktop.ui.widgets.words_dialog import WordsDialog

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[WeekWindow]:
    with week_window(qtbot, tmp_path) as opened:
        yield opened


def click_next(window: WeekWindow) -> str:
    """Takes the next step; returns the words of its button."""
    button = window.screen.publish_bar.next
    words = button.text()
    window.qtbot.mouseClick(button, Left)
    window.settle()
    return words


def published(window: WeekWindow) -> tuple[int, ...]:
    return tuple(v.number for v in publishing.versions(window.session, window.screen.model.body_id, WEEK))


def test_each_button_names_the_next_step(window: WeekWindow) -> None:
    window.plan(meeting("Giao ban"))
    assert [click_next(window) for _ in range(3)] == ["Trình duyệt", "Duyệt", "Phát hành bản 1"]
    assert published(window) == (1,)
    bar = window.screen.publish_bar
    assert (bar.next.isVisible(), bar.text.text()) == (False, "Bản 1 đã phát hành")


def test_a_clerk_records_that_the_chief_approved_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    with week_window(qtbot, tmp_path, role=Role.CLERK) as window:
        window.plan(meeting("Giao ban"))
        assert [click_next(window) for _ in range(3)] == ["Trình duyệt", "Đã duyệt trên giấy", "Phát hành bản 1"]
        assert published(window) == (1,)


def test_the_chief_sends_the_draft_back_with_a_note(window: WeekWindow) -> None:
    window.plan(meeting("Giao ban"))
    click_next(window)
    window.qtbot.mouseClick(window.screen.publish_bar.other, Left)
    dialog = window.dialog(WordsDialog)
    dialog.words.setPlainText("Thiếu thành phần")
    window.qtbot.mouseClick(dialog.verb_button, Left)
    window.settle()
    assert window.screen.model.state is ScheduleState.DRAFT
    assert window.screen.note.isVisible()
    assert window.screen.note.message.advice == "Thiếu thành phần"
    click_next(window)
    assert not window.screen.note.isVisible()


def test_version_two_carries_marks_and_version_one_prints_the_same_bytes(window: WeekWindow) -> None:
    kept, moved = meeting("Giữ nguyên"), meeting("Sẽ đổi giờ", start=time(10))
    window.plan(kept, moved)
    window.approve_and_publish()
    body = window.screen.model.body_id
    (first,) = publishing.versions(window.session, body, WEEK)
    bytes_before = publishing.version_file(window.session, first, "landscape.pdf")

    window.choose(window.screen.model.facts.activity(moved.id))
    window.press(Key.Key_Right, CONTROL)
    window.screen.go_to_entry()
    window.write("t6 15h họp đột xuất; chủ trì BT; P. họp 2")
    window.press(Key.Key_Return)
    marks = {block.card.content: block.card.mark for block in window.view.grid.blocks}
    assert marks == {"Giữ nguyên": "", "Sẽ đổi giờ": "ĐỔI", "họp đột xuất": "MỚI"}
    assert window.screen.publish_bar.text.text() == "Bản 1 · 2 thay đổi chưa phát hành"
    window.approve_and_publish()

    first, second = publishing.versions(window.session, body, WEEK)
    assert publishing.version_file(window.session, first, "landscape.pdf") == bytes_before
    compared = publishing.compare(first, second)
    assert {mark.kind for mark in compared.marks.values()} == {MarkKind.CHANGED, MarkKind.NEW}
    window.frame.registry.fire("week.versions")
    dialog = window.dialog(VersionsDialog)
    assert "Ngày: 25/11/2026 → 26/11/2026" in dialog.differences.toPlainText()
    dialog.table.setCurrentCell(1, 0)
    dialog.open_preview()
    preview = window.dialog(PreviewDialog)
    assert preview.pdf == bytes_before
    preview.close()
    dialog.close()


def test_the_preview_shows_pages_and_turns_them(window: WeekWindow) -> None:
    window.plan(*(meeting(f"Hội nghị số {n}", day=WEEK.days[n % 5]) for n in range(30)))
    window.press(Key.Key_P, CONTROL)
    preview = window.dialog(PreviewDialog)
    window.qtbot.waitUntil(lambda: preview.pages.has_page(0), timeout=10_000)
    assert preview.pages.pages >= 2
    assert f"{preview.pages.pages} trang" in preview.print_button.text()
    assert "Dự thảo" in preview.windowTitle()
    landscape = preview.pdf
    preview.orientation.setCurrentIndex(1)
    window.settle()
    assert preview.pdf != landscape
    width, height = preview.pages.sizes[0]
    assert width < height
    preview.leader.setCurrentIndex(1)
    window.settle()
    assert preview.pages.pages >= 1
    preview.close()


def test_a_paper_is_saved_where_the_clerk_says(
    window: WeekWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.plan(meeting("Giao ban"))
    window.press(Key.Key_P, CONTROL)
    preview = window.dialog(PreviewDialog)
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", answer)
    window.qtbot.mouseClick(preview.pdf_button, Left)
    window.qtbot.mouseClick(preview.word_button, Left)
    window.settle()
    assert asked == ["lich-tuan-48_2026-11-23_du-thao.pdf", "lich-tuan-48_2026-11-23_du-thao.docx"]
    assert (tmp_path / asked[0]).read_bytes() == preview.pdf
    assert (tmp_path / asked[1]).read_bytes()[:2] == b"PK"
    assert not list(tmp_path.glob("*.part"))
    preview.close()


def test_a_file_that_cannot_be_written_is_told(
    window: WeekWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.plan(meeting("Giao ban"))
    window.press(Key.Key_P, CONTROL)
    preview = window.dialog(PreviewDialog)
    monkeypatch.setattr(
        "vpcu_desktop.ui.saving.QFileDialog.getSaveFileName",
        lambda *_asked: (str(tmp_path / "no such folder" / "x.pdf"), ""),
    )
    window.qtbot.mouseClick(preview.pdf_button, Left)
    window.settle()
    assert "Không ghi được" in preview.banner.message.text
    preview.close()


class Told:
    """Where a job tells what broke it off."""

    def __init__(self) -> None:
        self.errors: list[KnownError] = []

    def here(self, error: KnownError) -> bool:
        self.errors.append(error)
        return True


def test_pages_reach_a_printer(window: WeekWindow, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from vpcu_desktop.output.pages import page_count
    from vpcu_desktop.ui.paper.printing import print_pages

    window.plan(*(meeting(f"Hội nghị số {n}", day=WEEK.days[n % 5]) for n in range(30)))
    model = window.screen.model
    pdf = publishing.printed_pdf(window.session, model.sheet)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    told = Told()
    print_pages(window.frame.operations, printer, pdf, 0, page_count(pdf) - 1, tell=told.here)
    window.settle()
    assert told.errors == []
    assert page_count((tmp_path / "out.pdf").read_bytes()) == page_count(pdf)


def test_a_page_that_cannot_be_drawn_ends_the_job_and_is_told(
    window: WeekWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from vpcu_desktop.output.pages import page_count
    from vpcu_desktop.ui.paper import printing

    def drawn(pdf: bytes, page: int, scale: float) -> QImage:
        if page == 1:
            raise MemoryError
        return render_image(pdf, page, scale)

    monkeypatch.setattr(printing, "render_image", drawn)
    window.plan(*(meeting(f"Hội nghị số {n}", day=WEEK.days[n % 5]) for n in range(30)))
    pdf = publishing.printed_pdf(window.session, window.screen.model.sheet)
    printer, told = QPrinter(), Told()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.print_pages(window.frame.operations, printer, pdf, 0, page_count(pdf) - 1, tell=told.here)
    window.settle()
    assert printer.paintEngine() is None or not printer.paintEngine().isActive()
    assert page_count((tmp_path / "out.pdf").read_bytes()) == 1  # a job that is not ended leaves no file
    assert wording(told.errors[0]).text == "Trang 2 không in được. Trang đã chuyển tới máy in: 1."


def test_what_paper_cannot_show_is_told_before_printing(window: WeekWindow) -> None:
    window.plan(meeting("Họp ☃ cuối năm"))
    window.press(Key.Key_P, CONTROL)
    preview = window.dialog(PreviewDialog)
    assert "☃" in preview.banner.message.advice
    preview.close()


def test_what_paper_cannot_show_is_told_before_publishing(window: WeekWindow) -> None:
    window.plan(meeting("Họp ☃ cuối năm"))
    for _step in range(3):
        click_next(window)
    assert published(window) == ()
    banner = window.frame.banner
    assert "☃" in banner.message.advice
    window.qtbot.mouseClick(next(b for b in banner.findChildren(QPushButton) if b.text() == "Vẫn phát hành"), Left)
    window.settle()
    assert published(window) == (1,)


def test_heading_and_notes_are_data(window: WeekWindow) -> None:
    window.frame.registry.fire("week.heading")
    dialog = window.dialog(HeadingDialog)
    dialog.number.setValue(47)
    dialog.last.setText("30/11")
    dialog.register_number.setText("14-LCT/ĐU")
    dialog.notes.setPlainText("Lịch này thay giấy mời.\nGiấy mời riêng: Hội nghị BTV.")
    window.qtbot.mouseClick(dialog.save_button, Left)
    window.settle()
    schedule = window.screen.model.sheet.schedule
    assert (schedule.number, schedule.last_day, schedule.register_number) == (47, date(2026, 11, 30), "14-LCT/ĐU")
    assert schedule.notes.endswith("Hội nghị BTV.")
    assert window.view.grid.columns[-1].day == date(2026, 11, 30), "the board shows the Monday that the title names"


def test_the_clipboard_never_gets_a_secret_activity(window: WeekWindow) -> None:
    window.plan(meeting("Giao ban"), meeting("", start=time(9), chair="PBT TT").as_secret())
    window.frame.registry.fire("week.copy_text")
    window.settle()
    text = QGuiApplication.clipboard().text()
    assert "Giao ban" in text
    assert "PBT TT" not in text
    assert "chỉ đạo" not in text
    assert "1 hoạt động mật" in window.frame.banner.message.advice

    assert [a.content for a in open_facts(window.screen.model.facts).sheet.activities] == ["Giao ban"]
    window.frame.registry.fire("week.copy_picture")
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 1000
    without = replace(window.screen.model.facts, sheet=replace(window.screen.model.sheet, activities=()))
    empty = week_picture(without)
    assert picture.convertToFormat(QImage.Format.Format_RGB32) != empty


def test_nothing_to_publish_is_no_step(window: WeekWindow) -> None:
    assert window.screen.publish_bar.standing.steps == ()
    assert weeks.sheet(window.session, window.screen.model.body_id, WEEK).versions == 0
