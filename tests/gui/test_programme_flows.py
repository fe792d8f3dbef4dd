"""The way down into shorter periods and the week, what units register, what comes back each year."""

from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.support.frame_window import CONTROL, SHIFT
from tests.support.programme_window import NOVEMBER, YEAR, ProgrammeWindow, item, programme_window
from tests.support.week_window import meeting as activity

from vpcu_desktop.domain.periods import Period, PeriodKind
from vpcu_desktop.domain.programmes import Item, Wish, WishState
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.domain.times import Week
from vpcu_desktop.services import programme_way, programmes, weeks, wishes, yearly_duties
from vpcu_desktop.ui.programmes.duties_dialog import DutiesDialog, DutiesYearDialog, DutyForm
from vpcu_desktop.ui.programmes.parent_dialog import ParentDialog
from vpcu_desktop.ui.programmes.place_dialog import PlaceDialog
from vpcu_desktop.ui.programmes.unplaced_panel import UnplacedDialog
from vpcu_desktop.ui.programmes.wish_forms import MergeDialog, ReturnDialog, WishForm, WishIntakeDialog
from vpcu_desktop.ui.programmes.wishes_dialog import WishesDialog

NEXT = Week(date(2026, 11, 30))


def _week(window: ProgrammeWindow, week: Week = NEXT) -> list[str]:
    return [each.content for each in weeks.sheet(window.session, window.body, week).activities]


# Down


def test_items_of_a_year_go_into_the_months_of_their_own_days_and_come_back_in_one_step(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = [item("Một", "Tháng 11"), item("Hai", "Tháng 12"), item("Ba", "Quý IV")]
    with programme_window(qtbot, tmp_path, *made, period=YEAR) as window:
        window.fire("unplaced")
        dialog = window.dialog(UnplacedDialog)
        dialog.table.tick_all()
        dialog.own_button.click()
        window.settle()
        placed = {
            each.content: kind.value
            for kind in (PeriodKind.QUARTER, PeriodKind.MONTH)
            for part in YEAR.parts(kind)
            for each in window.items(part)
        }
        assert set(placed) == {"Một", "Hai", "Ba"}
        assert dialog.empty.isVisible()
        dialog._go_back(redo=False)
        window.settle()
        assert len(dialog.table.rows_model.rows) == 3 and window.items(NOVEMBER) == ()


def test_an_item_is_placed_at_an_activity_that_is_planned(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban nội chính")) as window:
        planned = activity("Họp giao ban khối nội chính", date(2026, 11, 26))
        other = activity("Tiếp công dân", date(2026, 11, 26))
        weeks.plan(window.session, window.body, Week.of(planned.day), [other, planned])
        window.press(Qt.Key.Key_G, CONTROL)
        dialog = window.dialog(PlaceDialog)
        dialog.ways.setCurrentRow(1)
        window.settle()
        assert (
            "Họp giao ban khối nội chính" in dialog.activity_page.activities.list.currentItem().text()
        )  # most alike first
        dialog.place_button.click()
        window.settle()
        (place,) = programme_way.chain(window.session, window.only()).handled
        assert place.activity == planned
        window.press(Qt.Key.Key_Z, CONTROL)
        assert programme_way.chain(window.session, window.only()).handled == ()


def test_an_item_becomes_an_activity_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban nội chính", leader="Nguyễn Văn Hòa")) as window:
        window.press(Qt.Key.Key_G, CONTROL)
        dialog = window.dialog(PlaceDialog)
        dialog.ways.setCurrentRow(dialog.ways.count() - 1)
        dialog.new_page.day.setText("2/12")
        dialog.place_button.click()
        window.settle()
        (made,) = weeks.sheet(window.session, window.body, NEXT).activities
        assert (made.content, made.chair, made.day) == ("Giao ban nội chính", "Nguyễn Văn Hòa", date(2026, 12, 2))
        assert [line.placed for line in window.screen.list.model.rows if line.item] == ["2/12"]


# What units register


def _wish(window: ProgrammeWindow, content: str = "Họp dự toán", day: date | None = date(2026, 12, 2)) -> Wish:
    made = Wish(new_id(), window.body, "Phòng Kinh tế", NEXT.monday, NEXT.sunday, content, day, place="P. họp 1")
    wishes.add(window.session, [made])
    return wishes.wishes(window.session, window.body, NEXT.monday, NEXT.sunday)[0]


def _wishes(window: ProgrammeWindow) -> WishesDialog:
    window.fire("kind.year")
    window.fire("wishes")
    found: WishesDialog = window.dialog(WishesDialog)
    return found


def _state(window: ProgrammeWindow) -> Wish:
    (found,) = wishes.wishes(window.session, window.body, NEXT.monday, NEXT.sunday)
    return found


def test_a_registration_whose_activity_was_taken_off_says_so_and_waits_again(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        wishes.accept(window.session, [_wish(window)])
        dialog = _wishes(window)
        assert not dialog.reopen_button.isEnabled()
        (activity,) = weeks.sheet(window.session, window.body, NEXT).activities
        weeks.change(window.session, window.body, NEXT, [activity], [])
        dialog.reload()
        became = next(each for each in dialog.table.rows_model.columns if each.key == "became")
        row = dialog.table.current_row()
        assert row is not None and became.cell(row) == "việc đã hình thành bị bỏ"
        window.press(Qt.Key.Key_R, CONTROL | SHIFT)
        qtbot.waitUntil(lambda: _state(window).state is WishState.PENDING)  # a button is pressed for a moment first
        window.settle()
        window.press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: _state(window).state is WishState.ACCEPTED)
        (again,) = weeks.sheet(window.session, window.body, NEXT).activities
        assert again.content == activity.content


def test_a_registration_is_typed_accepted_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        dialog = _wishes(window)
        assert "16h00 Thứ Năm 26/11" in dialog.until.text()
        dialog.new_button.click()
        form = window.dialog(WishForm)
        form.unit.setText("Công an xã")
        form.content.setText("Giao ban an ninh")
        form.day.setText("3/12")
        form.start.setText("8h")
        form.save_button.click()
        window.settle()
        assert _state(window).unit == "Công an xã" and _week(window) == []
        dialog.accept_button.click()
        window.settle()
        assert _week(window) == ["Giao ban an ninh"] and _state(window).state is WishState.ACCEPTED
        dialog._go_back(redo=False)
        window.settle()
        assert _week(window) == [] and _state(window).state is WishState.PENDING


def test_a_registration_is_merged_into_what_is_planned(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        planned = activity("Họp về dự toán năm sau", date(2026, 12, 2))
        weeks.plan(window.session, window.body, NEXT, [planned])
        _wish(window)
        dialog = _wishes(window)
        dialog.merge_button.click()
        window.settle()
        choice = window.dialog(MergeDialog)
        assert "Họp về dự toán năm sau" in choice.found.list.currentItem().text()
        choice.name_unit.setChecked(True)
        choice.merge_button.click()
        window.settle()
        (there,) = weeks.sheet(window.session, window.body, NEXT).activities
        assert "Phòng Kinh tế" in there.participants and _state(window).state is WishState.MERGED


def test_a_registration_is_returned_with_a_reason_only(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        _wish(window)
        dialog = _wishes(window)
        dialog.return_button.click()
        form = window.dialog(ReturnDialog)
        form.return_button.click()
        window.settle()
        assert form.isVisible() and _state(window).state is WishState.PENDING
        form.reason.setText("Trùng lịch Bí thư")
        form.return_button.click()
        window.settle()
        assert (_state(window).state, _state(window).reason) == (WishState.RETURNED, "Trùng lịch Bí thư")


def test_a_units_form_is_read_and_waits_until_it_is_accepted(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with programme_window(qtbot, tmp_path) as window:
        paper = docx.Document()
        paper.add_paragraph("Đơn vị: Ban Xây dựng Đảng")
        table = paper.add_table(rows=2, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Ngày", "Nội dung", "Chủ trì"), strict=True):
            cell.text = text
        for cell, text in zip(table.rows[1].cells, ("Thứ Ba 01/12/2026 8h00", "Thẩm định hồ sơ", ""), strict=True):
            cell.text = text
        file = tmp_path / "dang-ky.docx"
        paper.save(str(file))
        monkeypatch.setattr(
            "vpcu_desktop.ui.programmes.wishes_dialog.QFileDialog.getOpenFileName", lambda *_args: (str(file), "")
        )
        dialog = _wishes(window)
        dialog.file_button.click()
        window.settle()
        intake = window.dialog(WishIntakeDialog)
        assert intake.unit.text() == "Ban Xây dựng Đảng"
        intake.take_button.click()
        window.settle()
        kept = _state(window)
        assert (kept.unit, kept.content, kept.day) == ("Ban Xây dựng Đảng", "Thẩm định hồ sơ", date(2026, 12, 1))
        assert _week(window) == []


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        broken = tmp_path / "hong.docx"
        broken.write_bytes(b"PK\x03\x04 not a document")
        dialog = _wishes(window)
        dialog.read_file(broken)
        window.settle()
        assert dialog.told.isVisible() and dialog.told.text()


# What comes back each year


def test_the_usual_duties_make_a_years_items_once(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        window.fire("duties")
        dialog = window.dialog(DutiesDialog)
        dialog.add_usual()
        window.settle()
        count = len(yearly_duties.duties(window.session, window.body))
        assert count > 5
        for _round in range(2):  # the second time everything stands there already
            dialog.year_button.click()
            year = window.dialog(DutiesYearDialog)
            year.year.setValue(2027)
            window.settle()
            year.make_button.click()
            window.settle()
            if isValid(year):
                year.close()
        items = window.items(Period.year(2027))
        assert len({(each.content, each.latest) for each in items}) == len(items) >= count
        lunar = [each for each in items if "Hùng Vương" in each.content]
        assert [each.latest for each in lunar] == [date(2027, 4, 16)]


def test_a_duty_is_typed_and_taken_off(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, period=YEAR) as window:
        window.fire("duties")
        dialog = window.dialog(DutiesDialog)
        dialog.new()
        form = window.dialog(DutyForm)
        form.content.setText("Sơ kết quy chế dân chủ")
        form.month.setValue(6)
        form.save_button.click()
        window.settle()
        (kept,) = yearly_duties.duties(window.session, window.body)
        assert (kept.content, kept.month, kept.day) == ("Sơ kết quy chế dân chủ", 6, None)
        dialog.remove()
        window.settle()
        assert yearly_duties.duties(window.session, window.body) == ()
        dialog._go_back(redo=False)
        window.settle()
        assert len(yearly_duties.duties(window.session, window.body)) == 1


def test_a_reader_looks_and_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban"), role=Role.READER) as window:
        for command, kind in (("wishes", WishesDialog), ("duties", DutiesDialog), ("unplaced", UnplacedDialog)):
            window.fire(command)
            dialog = window.dialog(kind)
            for name in ("accept_button", "new_button", "usual_button", "place_button", "own_button"):
                made = getattr(dialog, name, None)
                assert made is None or not (made.isVisible() and made.isEnabled()), name
            dialog.close()
        assert isinstance(window.only(), Item) and programmes.stored(window.session)


def test_an_item_is_linked_by_hand_to_one_of_a_longer_period(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết năm"), item("Việc khác"), period=YEAR) as window:
        programmes.add(window.session, window.body, NOVEMBER, [item("Họp tổng kết")])
        window.screen.show_period(NOVEMBER)
        window.press(Qt.Key.Key_U, CONTROL | SHIFT)
        dialog = window.dialog(ParentDialog)
        dialog.items.filter.setText("tong ket")
        window.press(Qt.Key.Key_Return)
        above = next(each for each in window.items(YEAR) if each.content == "Tổng kết năm")
        assert window.only().parent == above.id
        window.press(Qt.Key.Key_U, CONTROL | SHIFT)
        dialog = window.dialog(ParentDialog)
        assert dialog.items.list.currentItem().text().endswith("Tổng kết năm")
        dialog.off_button.click()
        window.settle()
        assert window.only().parent is None
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.only().parent == above.id


def test_a_link_that_would_go_round_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Năm"), period=YEAR) as window:
        above = window.only(YEAR)
        programmes.carry_out(window.session, above, window.body, NOVEMBER, when=above.when)
        below = window.only()
        window.frame.operations.run(lambda: programmes.link(window.session, above, below.id))
        window.settle()
        assert window.frame.banner.message is not None and "kỳ dài hơn" in window.frame.banner.message.whole
        assert window.only(YEAR).parent is None


def test_the_blank_form_that_a_unit_fills_in_is_read_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with programme_window(qtbot, tmp_path) as window:
        dialog = _wishes(window)
        target = tmp_path / "phieu"
        monkeypatch.setattr("vpcu_desktop.ui.saving.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
        dialog.blank_button.click()
        window.settle()
        file = target.with_name("phieu.docx")
        paper = docx.Document(str(file))
        paper.paragraphs[0].runs[0].text = "Đơn vị: Ban Xây dựng Đảng"
        for cell, text in zip(
            paper.tables[0].rows[1].cells,
            ("Thứ Ba, 01/12/2026", "8h30", "Thẩm định hồ sơ", "Trưởng Ban", "Ban XDĐ", "P. họp 1", ""),
            strict=True,
        ):
            cell.text = text
        paper.save(str(file))
        dialog.read_file(file)
        window.settle()
        window.dialog(WishIntakeDialog).take_button.click()
        window.settle()
        kept = _state(window)
        assert (kept.unit, kept.content, kept.place) == ("Ban Xây dựng Đảng", "Thẩm định hồ sơ", "P. họp 1")
        assert kept.day == date(2026, 12, 1) and kept.start is not None and kept.start.hour == 8
        assert kept.chair == "Trưởng Ban"
