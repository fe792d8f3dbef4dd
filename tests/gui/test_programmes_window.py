"""The programmes' screen as a clerk uses it: typing items, changing them, states, papers, the way up and down."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.frame_window import ALT, CONTROL, SHIFT
from tests.support.papers import letters, pdf_text
from tests.support.programme_window import NOVEMBER, YEAR, ProgrammeWindow, item, programme_window

from vpcu_desktop.domain.periods import Period, PeriodKind
from vpcu_desktop.domain.programmes import Forum, Progress
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import drafts, programme_publishing, programme_way, programmes
from vpcu_desktop.ui.paper.preview import PreviewDialog
from vpcu_desktop.ui.paper.versions_dialog import VersionsDialog
from vpcu_desktop.ui.programmes.carry_over_dialog import CarryOverDialog
from vpcu_desktop.ui.programmes.document_dialog import DocumentDialog
from vpcu_desktop.ui.programmes.item_list import Grouping
from vpcu_desktop.ui.programmes.unplaced_panel import UnplacedDialog
from vpcu_desktop.ui.targets import ProgrammeTarget
from vpcu_desktop.ui.widgets.words_dialog import WordsDialog


def _shown(window: ProgrammeWindow) -> list[str]:
    """The list from top to bottom, headings in brackets."""
    return [f"[{line.heading}]" if line.item is None else line.item.content for line in window.screen.list.model.rows]


def test_an_item_is_typed_without_leaving_the_keyboard_and_is_there_after_a_restart(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with programme_window(qtbot, tmp_path) as window:
        window.press(Qt.Key.Key_N, CONTROL)
        window.write("Sơ kết NQ 18; chủ trì Ban Xây dựng Đảng; tháng 11; trình BTV")
        assert "1/11" not in window.screen.entry.understood.text()
        assert "Ban Thường vụ" in window.screen.entry.understood.text()
        window.press(Qt.Key.Key_Return)
        made = window.only()
        assert (made.content, made.lead, made.submitted_to) == ("Sơ kết NQ 18", "Ban Xây dựng Đảng", Forum.STANDING)
        assert (made.earliest, made.latest) == (date(2026, 11, 1), date(2026, 11, 30))
        assert window.screen.entry.text == ""
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.items() == ()
        window.press(Qt.Key.Key_Y, CONTROL)
        assert window.only() == made


def test_typing_in_the_list_begins_a_new_item_and_escape_keeps_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban")) as window:
        window.write("S")
        assert window.focus is window.screen.entry.edit
        window.write("ơ kết")
        window.press(Qt.Key.Key_Escape)
        assert window.focus is window.screen.list.table
        assert window.screen.entry.text == "Sơ kết"


def test_an_item_is_changed_in_the_inspector(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban nội chính")) as window:
        window.press(Qt.Key.Key_Return)
        form = window.screen.inspector_panel.form
        assert window.focus is form.texts["content"]
        form.texts["time_text"].setText("trước 15/11")
        form.texts["lead"].setText("Công an xã")
        window.press(Qt.Key.Key_S, CONTROL)
        changed = window.only()
        assert (changed.lead, changed.latest) == ("Công an xã", date(2026, 11, 14))
        window.press(Qt.Key.Key_Escape)
        assert window.focus is window.screen.list.table


def test_what_is_missing_is_framed_and_nothing_is_stored(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban")) as window:
        window.press(Qt.Key.Key_Return)
        form = window.screen.inspector_panel.form
        form.texts["content"].setText("")
        form.progress.setCurrentIndex(form.progress.findData(Progress.WITHDRAWN))
        window.press(Qt.Key.Key_S, CONTROL)
        assert form.texts["content"].property("invalid") and form.texts["progress_reason"].property("invalid")
        assert window.only().content == "Giao ban"


def test_a_form_that_is_left_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Một"), item("Hai")) as window:
        first = window.items()[0]
        window.press(Qt.Key.Key_Return)
        window.screen.inspector_panel.form.texts["note"].setText("đang viết dở")
        window.screen.inspector_panel.form.name_document("basis", "document", "15-NQ/TU")
        window.press(Qt.Key.Key_Escape)
        window.press(Qt.Key.Key_Down)
        assert drafts.load(window.session, drafts.item_key(first.id)) is not None
        window.press(Qt.Key.Key_Up)
        assert window.screen.inspector_panel.form.texts["note"].text() == "đang viết dở"
        back = window.screen.inspector_panel.form.value()
        assert back is not None and (back.basis, back.basis_document) == ("15-NQ/TU", "document")
        kept = window.screen.draft()
        assert kept is not None and kept["form"] == first.id
        window.screen.restore(kept)
        assert window.screen.inspector_panel.record == first


def test_in_a_month_s_programme_a_day_needs_no_month(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        window.press(Qt.Key.Key_N, CONTROL)
        window.write("Giao ban; ngày 5")
        window.press(Qt.Key.Key_Return)
        assert (window.only().time_text, window.only().latest) == ("ngày 5", date(2026, 11, 5))
        window.press(Qt.Key.Key_Escape)
        window.press(Qt.Key.Key_Return)
        window.screen.inspector_panel.form.texts["time_text"].setText("tuần 2")
        window.press(Qt.Key.Key_S, CONTROL)
        assert (window.only().earliest, window.only().latest) == (date(2026, 11, 8), date(2026, 11, 14))
        window.screen.show_period(YEAR)
        window.press(Qt.Key.Key_N, CONTROL)
        window.write("Tổng kết; ngày 5")
        window.press(Qt.Key.Key_Return)
        assert (window.only(YEAR).content, window.only(YEAR).latest) == ("Tổng kết; ngày 5", None)


def test_a_linked_basis_is_linked_while_the_text_names_it(qtbot: QtBot, tmp_path: Path) -> None:
    named = item("Sơ kết", basis="15-NQ/TU", basis_document="document")
    with programme_window(qtbot, tmp_path, named) as window:
        window.press(Qt.Key.Key_Return)
        form, basis = window.screen.inspector_panel.form, window.screen.inspector_panel.form.texts["basis"]

        def linked() -> str | None:
            value = form.value()
            assert value is not None
            return value.basis_document

        assert linked() == "document"
        for text, link in (("15-NQ/TU, điểm 3", "document"), ("16-NQ/TU", None), ("15-NQ/TU", "document"), ("", None)):
            basis.setText(text)
            assert linked() == link, text
        form.name_document("basis", "other", "20-KH/TU")
        assert linked() == "other"
        basis.setText("Chỉ đạo miệng")
        window.press(Qt.Key.Key_S, CONTROL)
        assert (window.only().basis, window.only().basis_document) == ("Chỉ đạo miệng", None)


def test_carried_over_is_no_state_that_one_may_choose(qtbot: QtBot, tmp_path: Path) -> None:
    carried = item("Đã chuyển", progress=Progress.CARRIED, progress_reason="chờ trên")
    with programme_window(qtbot, tmp_path, item("Giao ban"), carried) as window:
        window.press(Qt.Key.Key_Return)
        progress = window.screen.inspector_panel.form.progress
        assert progress.findData(Progress.CARRIED) < 0 and progress.currentData() is Progress.PLANNED
        window.press(Qt.Key.Key_Escape)
        window.press(Qt.Key.Key_Down)
        assert progress.currentData() is Progress.CARRIED
        window.press(Qt.Key.Key_Up)
        assert progress.findData(Progress.CARRIED) < 0 and progress.currentData() is Progress.PLANNED


def test_marking_what_is_done_once_more_keeps_its_day(qtbot: QtBot, tmp_path: Path) -> None:
    before = date(2026, 11, 3)
    done = item("Xong rồi", progress=Progress.ISSUED, done_on=before)
    with programme_window(qtbot, tmp_path, done, item("Chưa xong")) as window:
        window.press(Qt.Key.Key_A, CONTROL)
        window.press(Qt.Key.Key_3, CONTROL | SHIFT)
        assert [each.done_on for each in window.items()] == [before, window.screen.model.today]


def test_an_item_that_becomes_secret_keeps_nothing_but_time_and_leader(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Chuyện kín", leader="Nguyễn Văn Hòa")) as window:
        window.press(Qt.Key.Key_Return)
        form = window.screen.inspector_panel.form
        form.secret.setChecked(True)
        window.press(Qt.Key.Key_S, CONTROL)
        kept = window.only()
        assert kept.secret and kept.leader == "Nguyễn Văn Hòa" and "kín" not in kept.content and kept.lead == ""
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only() == kept  # what was erased is not brought back


def test_two_edits_of_one_item_are_told_and_nothing_typed_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban")) as window:
        window.press(Qt.Key.Key_Return)
        panel = window.screen.inspector_panel
        panel.form.texts["note"].setText("của tôi")
        other = replace(window.only(), lead="Ban khác")
        window.frame.operations.run(lambda: programmes.change(window.session, [window.only()], [other]))
        window.settle()
        assert panel.banner.message is not None and panel.form.texts["note"].text() == "của tôi"
        panel.banner._act()
        window.press(Qt.Key.Key_S, CONTROL)
        assert (window.only().note, window.only().lead) == ("của tôi", "Văn phòng Đảng ủy")


def test_states_are_set_by_keys_and_lateness_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    late = item("Quá hạn rồi", "Tháng 10/2026")
    with programme_window(qtbot, tmp_path, late, period=YEAR) as window:
        (line,) = [each for each in window.screen.list.model.rows if each.item]
        assert line.tone == "danger" and "25" in line.standing
        window.press(Qt.Key.Key_3, CONTROL | SHIFT)
        done = window.only(YEAR)
        assert (done.progress, done.done_on) == (Progress.ISSUED, window.session.today())
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only(YEAR).progress is Progress.PLANNED


def test_items_stand_under_headings_and_can_be_grouped_otherwise(qtbot: QtBot, tmp_path: Path) -> None:
    made = [
        item("Một", group="Xây dựng Đảng", lead="Ban B"),
        item("Hai", group="Kinh tế", lead="Ban A"),
        item("Ba", group="Xây dựng Đảng", lead="Ban A"),
    ]
    with programme_window(qtbot, tmp_path, *made) as window:
        assert _shown(window) == ["[Xây dựng Đảng]", "Một", "Ba", "[Kinh tế]", "Hai"]
        window.screen.choose(made[2].id)
        window.screen.group_by(Grouping.LEAD)
        assert _shown(window) == ["[Ban A]", "Ba", "Hai", "[Ban B]", "Một"]
        current = window.screen.current_item()
        assert current is not None and current.content == "Ba"
        window.press(Qt.Key.Key_Down)
        window.press(Qt.Key.Key_Down)
        assert window.screen.current_item() == window.items()[0]  # over the heading


def test_the_order_on_paper_is_changed_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Một"), item("Hai"), item("Ba")) as window:
        window.press(Qt.Key.Key_Down, CONTROL)
        assert [each.content for each in window.items()] == ["Hai", "Một", "Ba"]
        current = window.screen.current_item()
        assert current is not None and current.content == "Một"
        window.press(Qt.Key.Key_Z, CONTROL)
        assert [each.content for each in window.items()] == ["Một", "Hai", "Ba"]


def test_several_items_are_taken_off_and_brought_back_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Một"), item("Hai"), item("Ba")) as window:
        window.press(Qt.Key.Key_Down, SHIFT)
        assert len(window.screen.selected_items()) == 2
        window.press(Qt.Key.Key_Delete)
        assert [each.content for each in window.items()] == ["Ba"]
        window.press(Qt.Key.Key_Z, CONTROL)
        assert len(window.items()) == 3


def test_what_was_approved_is_withdrawn_with_a_reason_and_stays(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Đã duyệt"), role=Role.ADMIN) as window:
        programme_publishing.approve(window.session, window.body, NOVEMBER)
        programme_publishing.publish(window.session, window.body, NOVEMBER)
        window.screen._reload()
        window.press(Qt.Key.Key_Delete)
        dialog = window.dialog(WordsDialog)
        dialog.verb_button.click()
        assert dialog.isVisible() and dialog.words.property("invalid")
        dialog.words.setPlainText("Gộp vào tháng 12")
        dialog.verb_button.click()
        window.settle()
        gone = window.only()
        assert (gone.progress, gone.progress_reason) == (Progress.WITHDRAWN, "Gộp vào tháng 12")
        assert [line.mark for line in window.screen.list.model.rows if line.item] == ["HỦY"]


def test_a_programme_goes_its_way_to_a_numbered_version(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban"), role=Role.ADMIN) as window:
        bar = window.screen.publish_bar
        for _step in ("submit", "approve"):
            bar.next.click()
            window.settle()
        bar.next.click()
        dialog = window.dialog(DocumentDialog)
        dialog.search.box.setText("15-CTr/ĐU")
        dialog.typed_button.click()
        window.settle()
        sheet = window.screen.sheet
        assert sheet.published is not None and (sheet.versions, sheet.published.code) == (1, "15-CTr/ĐU")
        assert not bar.standing.steps
        window.fire("copy")
        assert bar.standing.steps
        window.fire("versions")
        versions = window.dialog(VersionsDialog)
        assert versions.table.rowCount() == 1
        versions.close()


def test_paper_is_shown_as_it_stands(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban nội chính")) as window:
        window.press(Qt.Key.Key_P, CONTROL)
        dialog = window.dialog(PreviewDialog)
        qtbot.waitUntil(lambda: dialog.pdf is not None)
        assert letters("CHƯƠNG TRÌNH CÔNG TÁC THÁNG 11 NĂM 2026") in letters(pdf_text(dialog.pdf))
        assert not dialog.orientation.isVisible()
        dialog.close()
        window.fire("follow_up")
        dialog = window.dialog(PreviewDialog)
        qtbot.waitUntil(lambda: dialog.pdf is not None)
        assert letters("Giao ban nội chính") in letters(pdf_text(dialog.pdf))
        dialog.close()


def test_a_calendar_file_is_saved(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban"), role=Role.ADMIN) as window:
        target = tmp_path / "thang"
        monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
        window.fire("ics")
        assert b"BEGIN:VCALENDAR" in target.with_name("thang.ics").read_bytes()


def test_what_does_not_fit_is_listed_and_kept_with_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Không ai chủ trì", lead="")) as window:
        panel = window.screen.findings
        window.press(Qt.Key.Key_F8)
        assert panel.list.count() == 1 and "Không ai chủ trì" in panel.list.item(0).text()
        panel.reason.setText("Bàn sau")
        panel.keep_button.click()
        window.settle()
        assert panel.current is not None and panel.current.kept == "Bàn sau"
        assert panel.summary.words.endswith("1 giữ nguyên")


def test_periods_are_stepped_through_and_bodies_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        window.press(Qt.Key.Key_Right, ALT)
        assert window.screen.period == Period.month(2026, 12)
        window.press(Qt.Key.Key_Home, ALT)
        assert window.screen.period == NOVEMBER
        window.fire("kind.quarter")
        assert window.screen.period == Period.quarter(2026, 4)
        window.fire("kind.term")  # its days are not known in this office
        assert window.screen.period.kind is PeriodKind.QUARTER
        assert window.screen.bar.kinds.current == PeriodKind.QUARTER.value
        assert window.frame.banner.message is not None


def test_the_palette_leads_to_a_programme(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        (words, target) = window.screen.offers("chương trình tháng 3/2027")[0]
        assert "tháng 3/2027" in words
        window.screen.go_to(target)
        assert window.screen.period == Period.month(2027, 3)
        assert window.screen.offers("tháng 3") == ()


def test_find_narrows_the_list_without_diacritics(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Sơ kết"), item("Tổng kết")) as window:
        window.press(Qt.Key.Key_F, CONTROL)
        window.write("tong")
        assert _shown(window) == ["Tổng kết"]
        window.press(Qt.Key.Key_Return)
        window.press(Qt.Key.Key_Escape)
        assert len(_shown(window)) == 2


def test_the_way_up_and_down_stands_in_the_inspector_and_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết năm"), period=YEAR) as window:
        above = window.only(YEAR)
        programmes.carry_out(window.session, above, window.body, NOVEMBER, when=above.when)
        below = window.only()
        window.screen.go_to(ProgrammeTarget(window.body, NOVEMBER, below.id))
        window.press(Qt.Key.Key_Return)
        chain = window.screen.inspector_panel.chain
        window.settle()
        (step,) = chain.steps
        assert step.text == "Thực hiện: Năm 2026 · Tổng kết năm"
        chain.list.setCurrentRow(0)
        chain.list.itemActivated.emit(chain.list.currentItem())
        window.settle()
        assert window.screen.period == YEAR and window.screen.current_item() == above
        assert programme_way.chain(window.session, above).below[0][0] == below


def test_carrying_over_and_placing_are_reached_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Chưa xong"), item("Chưa đưa xuống")) as window:
        window.press(Qt.Key.Key_G, CONTROL | SHIFT)
        unplaced = window.dialog(UnplacedDialog)
        assert len(unplaced.table.rows_model.rows) == 2
        unplaced.close()
        window.fire("carry_over")
        dialog = window.dialog(CarryOverDialog)
        dialog.reason.setText("Chờ cấp trên")
        dialog.carry_button.click()
        window.settle()
        assert {each.progress for each in window.items()} == {Progress.CARRIED}
        assert len(window.items(Period.month(2026, 12))) == 2
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.items(Period.month(2026, 12)) == ()


def test_who_may_only_look_is_offered_no_verb(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban"), role=Role.READER) as window:
        assert window.screen.entry.isHidden()
        assert not window.frame.registry.fire("programmes.new")
        window.press(Qt.Key.Key_Delete)
        window.press(Qt.Key.Key_1, CONTROL | SHIFT)
        assert window.only().progress is Progress.PLANNED
