"""The incoming register: a paper's way from arrival to done, by keys, with the next step named on its button."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from tests.support.frame_window import ALT, CONTROL, SHIFT, TODAY
from tests.support.incoming_window import LEADER, IncomingWindow, incoming_window
from tests.support.shell_window import make_office_store, settle, type_text, unlock, window_on

from vpcu_desktop.domain.documents import Document, LinkKind, Part, Progress, State
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import books, following, incoming
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.following import Ask, RoundDraft
from vpcu_desktop.services.incoming import IncomingDraft
from vpcu_desktop.ui.dossiers.screen import DossiersScreen
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview
from vpcu_desktop.ui.registers.direct_form import DirectForm
from vpcu_desktop.ui.registers.edit_form import EditForm
from vpcu_desktop.ui.registers.fields import LeadingText
from vpcu_desktop.ui.registers.incoming_screen import IncomingScreen
from vpcu_desktop.ui.registers.lending import LendDialog
from vpcu_desktop.ui.registers.progress_form import ProgressForm
from vpcu_desktop.ui.registers.side_books_dialog import SideBooksDialog
from vpcu_desktop.ui.registers.words import standing
from vpcu_desktop.ui.today import TodayScreen

Key = Qt.Key
BXD, VPDU = "Ban Xây dựng Đảng", "Văn phòng Đảng ủy"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[IncomingWindow]:
    with incoming_window(qtbot, tmp_path) as opened:
        yield opened


def test_a_paper_is_typed_and_stands_in_the_list(window: IncomingWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.write("24-KH/TU 20/11 sơ kết 05 năm")
    window.press(Key.Key_Return, CONTROL)
    assert window.screen.list.total == 1
    line = window.screen.list.model.line(0)
    assert line is not None
    assert (line.number, line.code, line.subject) == (1, "24-KH/TU", "sơ kết 05 năm")
    window.press(Key.Key_Escape)
    assert window.screen.list.table.hasFocus()


def test_a_paper_goes_its_whole_way_by_keys(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.frame.open_inspector(True)
    window.settle()
    assert window.steps[0] == "Trình…"
    window.press(Key.Key_F9)
    window.press(Key.Key_Return)  # the leader is proposed
    assert window.file(document).document.state is State.SUBMITTED
    assert window.file(document).rounds[0].leader == LEADER
    assert window.screen.list.table.hasFocus(), "back to the list"
    assert window.steps[0] == "Nhập ý kiến…"
    window.press(Key.Key_F9)
    assert window.form.fields["opinion"].hasFocus()
    window.write("Giao Ban Xây dựng Đảng tham mưu")
    window.press(Key.Key_Return)
    window.write("ban xay dung")
    window.press(Key.Key_Down)
    window.press(Key.Key_Return)
    window.write("+5")
    window.press(Key.Key_Return)
    window.write(f"{VPDU}; Cơ quan Ủy ban Kiểm tra")
    window.press(Key.Key_Return, CONTROL)
    file = window.file(document)
    assert file.document.state is State.DIRECTED
    assert [(a.part, a.name, a.due) for a in file.assignments] == [
        (Part.LEAD, BXD, date(2026, 12, 2)),
        (Part.CO, VPDU, date(2026, 12, 2)),
        (Part.CO, "Cơ quan Ủy ban Kiểm tra", date(2026, 12, 2)),
    ]
    assert file.rounds[0].opinion == "Giao Ban Xây dựng Đảng tham mưu"
    assert window.steps[0] == "Chuyển và in phiếu"
    window.press(Key.Key_C, ALT)
    preview = dialog(window, PdfPreview)
    assert preview.pdf is not None
    preview.close()
    window.settle()
    assert {a.handed_on for a in window.file(document).assignments} == {TODAY}
    assert window.steps[0] == "Ký nhận…"
    window.press(Key.Key_F9)
    window.write("Lê Thị Lan")
    window.press(Key.Key_Return, CONTROL)
    assert {a.signed_by for a in window.file(document).assignments} == {"Lê Thị Lan"}
    window.press(Key.Key_F9)
    window.write("đ")  # đang xử lý, then đã xong
    window.press(Key.Key_Return, CONTROL)
    assert window.file(document).assignments[0].progress is Progress.WORKING
    assert window.file(document).document.state is State.WORKING
    window.press(Key.Key_X, ALT)
    assert window.file(document).document.state is State.DONE
    assert window.steps[0] == "Cho ý kiến tiếp…"


def dialog(window: IncomingWindow, kind: type[PdfPreview]) -> PdfPreview:
    window.settle()
    (found,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]
    return found


def test_several_rounds_follow_one_another(window: IncomingWindow) -> None:
    document = window.register()
    following.direct(window.session, document, RoundDraft(LEADER, "xử lý", lead=Ask(BXD)))
    following.set_progress(window.session, window.file(document).assignments[0], Progress.DONE)
    window.choose(document)
    window.press(Key.Key_Y, ALT)
    window.write("Làm rõ thêm")
    window.press(Key.Key_Return)
    window.write(VPDU)
    window.press(Key.Key_Return, CONTROL)
    file = window.file(document)
    assert [r.number for r in file.rounds] == [1, 2]
    assert file.document.state is State.WORKING, "the new lead has not finished, the first one has"


def test_a_unit_that_is_new_is_told_before_and_asked_about_once(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.press(Key.Key_Y, ALT)
    form = window.form
    assert isinstance(form, DirectForm)
    form.lead.setText("Phòng Kinh té")
    form.co.setText(BXD)
    assert form.unknown.text() == "Đơn vị mới, chưa có trong danh bạ: Phòng Kinh té"
    window.press(Key.Key_Return, CONTROL)
    assert window.file(document).rounds == ()
    assert form.banner.message is not None
    window.press(Key.Key_Return, CONTROL)
    assert [a.name for a in window.file(document).assignments] == ["Phòng Kinh té", BXD]


def progress_of(window: IncomingWindow, document: Document) -> ProgressForm:
    """The form that tells and changes who was asked."""
    window.choose(document)
    assert window.frame.registry.fire("incoming.progress")
    window.settle()
    assert isinstance(window.form, ProgressForm)
    return window.form


def test_who_was_asked_is_put_right_by_keys_with_a_reason(window: IncomingWindow) -> None:
    document = window.register()
    draft = RoundDraft(LEADER, "xử lý", lead=Ask("Ban Xây dụng Đảng"), info=(Ask("Mặt trận"),))
    following.direct(window.session, document, draft)
    following.sign(window.session, window.file(document).assignments, "Lê Thị Ký")
    form = progress_of(window, document)
    lead, info = form.parts
    lead.name.setText(BXD)
    lead.signer.setText("")
    lead.signed.setText("")
    info.name.setText("")
    window.press(Key.Key_Return, CONTROL)
    assert form.why.hasFocus()
    window.write("Gõ nhầm")
    window.press(Key.Key_Return, CONTROL)
    file = window.file(document)
    assert [(a.name, a.signed_on) for a in file.assignments] == [(BXD, None)]
    assert file.document.receiver == BXD
    assert file.assignments[0].entry is not None


def test_one_who_was_forgotten_is_asked_too_with_a_reason(window: IncomingWindow) -> None:
    document = window.register()
    following.direct(window.session, document, RoundDraft(LEADER, "xử lý", lead=Ask(BXD)))
    form = progress_of(window, document)
    form.more.setText("Mặt trận")
    form.more_due.setText("30/11")
    window.press(Key.Key_Return, CONTROL)
    assert form.why.hasFocus()
    window.write("Bỏ sót khi nhập")
    window.press(Key.Key_Return, CONTROL)
    file = window.file(document)
    assert [(a.name, a.part) for a in file.assignments] == [(BXD, Part.LEAD), ("Mặt trận", Part.CO)]
    assert file.document.receiver == f"{BXD}; Mặt trận"
    assert file.assignments[1].due == date(2026, 11, 30)


def test_what_was_typed_of_who_was_asked_comes_back_after_a_lock(window: IncomingWindow) -> None:
    document = window.register()
    following.direct(window.session, document, RoundDraft(LEADER, "xử lý", lead=Ask(BXD)))
    form = progress_of(window, document)
    form.parts[0].note.setText("đang viết dở")
    form.parts[0].due.setText("2/12")
    form.more.setText("Mặt trận")
    kept = form.texts()
    assert set(kept) == {f"{form.parts[0].asked.id}:note", f"{form.parts[0].asked.id}:due", "more"}
    again = ProgressForm(window.frame.shell, window.file(document))
    again.put_texts(kept)
    assert again.texts() == kept
    assert again.parts[0].note.text() == "đang viết dở"
    draft = window.frame.screen_of("incoming").draft()
    assert draft is not None and any("đang viết dở" in str(each) for each in draft["forms"])  # type: ignore[attr-defined]


def test_a_direction_without_a_lead_asks_for_one(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.press(Key.Key_Y, ALT)
    form = window.form
    assert isinstance(form, DirectForm)
    form.co.setFocus()
    window.write(BXD)
    window.press(Key.Key_Return, CONTROL)
    assert form.banner.message is not None
    assert form.lead.hasFocus()
    assert window.file(document).rounds == ()


@pytest.mark.parametrize("name", ["leader", "opinion", "lead", "co", "info", "due", "co_due", "day"])
def test_unikey_may_take_a_letter_back_in_every_box(window: IncomingWindow, name: str) -> None:
    window.choose(window.register())
    window.press(Key.Key_Y, ALT)
    field = window.form.fields[name]
    field.setText("")
    field.setFocus()
    window.write("d")
    QTest.keyClick(field, Key.Key_Backspace)
    window.write("đ")
    assert field.text() == "đ"


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_the_last_field_of_a_form_leads_to_its_verb(window: IncomingWindow, key: Key) -> None:
    window.choose(window.register())
    for command, keys in (("direct", 7), ("edit", 20)):
        assert window.frame.registry.fire(f"incoming.{command}")
        window.settle()
        for _time in range(keys):
            if window.focus is window.form.verb_button:
                break
            assert window.form.isAncestorOf(window.focus)
            window.press(key)
        assert window.focus is window.form.verb_button
        window.press(Key.Key_Tab)
        assert window.focus is window.form.back_button
        window.press(Key.Key_Escape)


def test_closing_the_inspector_brings_the_keyboard_back_to_the_list(window: IncomingWindow) -> None:
    window.choose(window.register())
    window.press(Key.Key_F2)
    assert window.form.isAncestorOf(window.focus)
    window.press(Key.Key_I, CONTROL)
    assert window.focus is window.screen.list.table


def test_what_was_typed_in_a_form_survives_going_back(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.press(Key.Key_Y, ALT)
    window.write("Giao Văn phòng")
    window.press(Key.Key_Escape)
    assert window.screen.form is None
    kept = window.screen.draft()
    assert kept is not None
    window.press(Key.Key_Y, ALT)
    assert window.form.fields["opinion"].text() == "Giao Văn phòng"
    window.press(Key.Key_Return, CONTROL)
    assert window.screen.draft() is None
    window.screen.restore(kept)
    assert window.screen.draft() == kept


def test_enter_edits_in_place_and_ctrl_z_takes_it_back(window: IncomingWindow) -> None:
    document = window.register(subject="sơ kết")
    window.choose(document)
    window.press(Key.Key_Return)
    form = window.form
    assert isinstance(form, EditForm)
    form.line.subject.setFocus()
    window.press(Key.Key_End, CONTROL)
    window.write(" 05 năm")
    window.press(Key.Key_Return, CONTROL)
    stored = window.file(document).document
    assert (stored.subject, stored.number) == ("sơ kết 05 năm", document.number)
    assert stored.issuer == document.issuer
    assert stored.type_name == document.type_name
    assert window.screen.list.table.hasFocus()
    window.press(Key.Key_Z, CONTROL)
    assert window.file(document).document == document
    window.press(Key.Key_Y, CONTROL)
    assert window.file(document).document.subject == "sơ kết 05 năm"


def test_an_envelope_is_opened_under_its_number(window: IncomingWindow) -> None:
    document = window.register(code="15/MT", subject="", issuer="Bộ Công an", envelope=True)
    window.choose(document)
    window.frame.open_inspector(True)
    window.settle()
    assert window.steps[0] == "Mở bì…"
    window.press(Key.Key_F9)
    form = window.form
    assert isinstance(form, EditForm)
    form.line.subject.setFocus()
    window.write("thông báo")
    window.press(Key.Key_Return, CONTROL)
    stored = window.file(document).document
    assert (stored.envelope, stored.subject, stored.number) == (False, "thông báo", document.number)


def test_a_paper_is_returned_with_a_reason(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.press(Key.Key_R, ALT)
    window.press(Key.Key_Return, CONTROL)
    assert window.file(document).document.state is State.RECEIVED, "a reason is needed"
    window.write("gửi nhầm địa chỉ")
    window.press(Key.Key_Return, CONTROL)
    stored = window.file(document).document
    assert stored.state is State.RETURNED
    assert "gửi nhầm địa chỉ" in stored.note


def test_voiding_names_the_papers_that_rest_on_it(window: IncomingWindow) -> None:
    document = window.register()
    other = window.register(code="30-CV/TU")
    from vpcu_desktop.services import links

    links.link(window.session, other, LinkKind.RELATES, document)
    window.choose(document)
    assert window.frame.registry.fire("incoming.void")
    window.settle()
    assert any("30-CV/TU" in made.text() for made in window.form.findChildren(QLabel))
    window.write("ghi nhầm sổ")
    window.press(Key.Key_Return, CONTROL)
    stored = window.file(document).document
    assert (stored.state, stored.void_reason, stored.number) == (State.VOID, "ghi nhầm sổ", document.number)
    window.frame.open_inspector(True)
    window.settle()
    assert window.steps == [], "nothing is done with a void document"


def test_many_papers_are_submitted_at_once(window: IncomingWindow) -> None:
    made = [window.register(code=f"{n}-CV/TU") for n in range(1, 5)]
    window.choose(made[-1])
    table = window.screen.list.table
    for _step in range(3):
        QTest.keyClick(table, Key.Key_Down, SHIFT)
    window.settle()
    assert window.screen.list.chosen_count == 4
    window.press(Key.Key_T, ALT)
    window.press(Key.Key_Return, CONTROL)
    assert {window.file(d).document.state for d in made} == {State.SUBMITTED}


def test_papers_for_the_chosen_documents(window: IncomingWindow) -> None:
    document = window.register(receiver=BXD)
    following.direct(window.session, document, RoundDraft(LEADER, "Giao Ban", lead=Ask(BXD, date(2026, 11, 20))))
    window.choose(document)
    for command in ("handover_sheet", "slip", "follow_up", "follow_up_chosen"):
        assert window.frame.registry.fire(f"incoming.{command}")
        preview = dialog(window, PdfPreview)
        assert (preview.pdf or b"").startswith(b"%PDF"), command
        preview.close()
        window.settle()


def test_the_stamp_remembers_its_place(window: IncomingWindow) -> None:
    window.choose(window.register())
    window.press(Key.Key_S, ALT)
    window.form.left_mm.setValue(140)  # type: ignore[attr-defined]
    window.press(Key.Key_Return)
    preview = dialog(window, PdfPreview)
    assert (preview.pdf or b"").startswith(b"%PDF")
    preview.close()
    window.settle()
    assert window.frame.settings.now.stamp_left == 140


def test_the_views_narrow_the_list(window: IncomingWindow) -> None:
    first = window.register(code="1-CV/TU")
    late = window.register(code="2-CV/TU", due=date(2026, 11, 20))
    following.submit(window.session, first, LEADER)
    window.press(Key.Key_2, ALT)
    assert window.screen.list.total == 1
    window.press(Key.Key_6, ALT)
    line = window.screen.list.model.line(0)
    assert window.screen.list.total == 1
    assert line is not None
    assert line.id == late.id
    window.press(Key.Key_1, ALT)
    assert window.screen.list.total == 2


def test_whoever_only_reads_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with incoming_window(qtbot, tmp_path) as window:
        document = window.register()
        window.session.clerk = type(window.session.clerk)("x", "Khách", Role.READER.value)
        window.choose(document)
        window.press(Key.Key_T, ALT)
        assert window.screen.form is None
        assert window.file(document).document.state is State.RECEIVED


def test_every_text_box_of_the_screen_has_a_name(window: IncomingWindow) -> None:
    window.choose(window.register())
    window.press(Key.Key_Y, ALT)
    for box in window.screen.findChildren(QLineEdit):
        if box.isVisible():
            assert box.accessibleName() or box.parent().metaObject().className() == "QSpinBox", box


def test_a_copy_of_a_paper_is_linked(window: IncomingWindow) -> None:
    document = window.register()
    incoming.add_copy(window.session, document, document.channel)
    assert window.file(document).linked_from[0].kind is LinkKind.COPY_OF


def test_a_copy_of_a_paper_is_called_so_and_not_for_information(window: IncomingWindow) -> None:
    document = window.register()
    incoming.add_copy(window.session, document, document.channel)
    window.frame.go("incoming")
    window.screen.list.reload()
    window.settle()
    model = window.screen.list.model
    states = next(n for n, column in enumerate(model.columns) if column.key == "state")
    shown = {model.index(row, states).data() for row in range(model.rowCount())}
    assert shown == {"mới đến", "bản đến thêm"}
    copy = window.file(document).linked_from[0].source
    window.screen.go_to(copy)
    window.settle()
    facts = window.screen.document.facts.findChildren(QLabel)
    assert "bản đến thêm" in [each.text() for each in facts if each.isVisible()]


def test_copies_stand_apart_from_what_is_for_information_in_the_order_of_states(window: IncomingWindow) -> None:
    first, second = window.register(code="1-CV/TU"), window.register(code="2-CV/TU")
    incoming.add_copy(window.session, first, first.channel)
    window.register(code="3-CV/TU")
    for _time in range(2):  # the copy was entered between the two that are only noted
        window.choose(second)
        assert window.frame.registry.fire("incoming.noted")
        window.settle()
        second = window.register(code="4-CV/TU")
    incoming.add_copy(window.session, first, first.channel)
    assert window.frame.registry.fire("incoming.order.state")
    window.settle()
    shown = window.screen.list
    lines = [shown.model.line(row) for row in range(shown.total)]
    words = [standing(line) for line in lines if line is not None]
    assert words.count("để biết") == words.count("bản đến thêm") == 2
    assert words == sorted(words, key=words.index), "each word stands in one place"


def today_lines(window: IncomingWindow) -> list[str]:
    screen = window.frame.screen_of("today")
    assert isinstance(screen, TodayScreen)
    return [screen.list.item(n).text() for n in range(screen.list.count())]


def test_today_tells_what_waits_and_leads_there(window: IncomingWindow) -> None:
    late = window.register(code="1-CV/TU", receiver=BXD, due=date(2026, 11, 20))
    soon = window.register(code="2-CV/TU", due=date(2026, 11, 27))
    asked = window.register(code="3-CV/TU")
    following.submit(window.session, asked, LEADER)
    window.frame.go("today")
    window.settle()
    lines = today_lines(window)
    assert lines[:2] == ["Văn bản quá hạn", f"quá hạn 5 ngày – {BXD}: số đến 01, 1-CV/TU · sơ kết 05 năm"]
    assert lines[2] == "Văn bản sắp đến hạn"
    assert "2-CV/TU" in lines[3]
    assert lines[lines.index("Văn bản chờ ý kiến chỉ đạo") + 1] == "số đến 03, 3-CV/TU · sơ kết 05 năm"
    screen = window.frame.screen_of("today")
    assert isinstance(screen, TodayScreen)
    screen.list.setFocus()
    screen.list.setCurrentRow(3)
    window.press(Key.Key_Return)
    assert window.frame.current is window.screen
    assert window.screen.document.document is not None
    assert window.screen.document.document.id == soon.id
    following.finish(window.session, window.file(late).document)
    window.frame.operations.changed.emit(Changes.of("finish", Kind.REGISTER))
    window.settle()
    assert "Văn bản quá hạn" not in today_lines(window)


def test_today_says_how_many_more_there_are_and_where(window: IncomingWindow) -> None:
    for n in range(1, 12):
        incoming.register(window.session, IncomingDraft(code=f"{n}-CV/TU", subject="a"))
    window.frame.go("today")
    window.settle()
    lines = today_lines(window)
    at = lines.index("… và 7 mục nữa")
    screen = window.frame.screen_of("today")
    assert isinstance(screen, TodayScreen)
    screen.list.setFocus()
    screen.list.setCurrentRow(at)
    window.press(Key.Key_Return)
    assert window.frame.current is window.screen
    assert window.screen.list.total == 11


def test_an_office_without_papers_hears_nothing_of_them(window: IncomingWindow) -> None:
    window.frame.go("today")
    window.settle()
    assert not any("Văn bản" in line for line in today_lines(window))


def test_f6_leads_from_the_list_into_the_entry_and_on(window: IncomingWindow) -> None:
    window.register()
    window.screen.list.focus_table()
    window.press(Key.Key_F6)
    assert window.screen.entry.fields.code.hasFocus()
    window.press(Key.Key_F6)
    assert not window.screen.isAncestorOf(window.focus)


def test_the_strip_closes_and_opens_and_keeps_its_text(window: IncomingWindow) -> None:
    window.press(Key.Key_N, CONTROL)
    window.write("24-KH")
    window.screen.entry.closed.emit()
    assert window.screen.entry.isHidden()
    assert window.screen.new_button.isVisible()
    window.press(Key.Key_N, CONTROL)
    assert window.screen.entry.fields.code.text() == "24-KH"
    assert window.screen.entry.fields.code.hasFocus()


def test_every_command_stands_in_the_sheet_of_keys_with_a_key_of_its_own(window: IncomingWindow) -> None:
    window.choose(window.register())
    keys: dict[str, str] = {}
    for command in window.frame.registry.live():
        for key in command.shortcuts:
            assert not key or key not in keys, f"{key}: {command.id} and {keys.get(key)}"
            keys[key] = command.id
    assert {"F9", "F2", "Alt+T", "Alt+Y", "Alt+C", "Alt+X", "Ctrl+N", "Ctrl+Return", "Ctrl+D", "Ctrl+P"} <= set(keys)


def test_the_row_under_the_cursor_stays_seen_beside_the_inspector(window: IncomingWindow) -> None:
    made = [window.register(code=f"{n}-CV/TU") for n in range(1, 25)]
    window.choose(made[5])
    window.frame.open_inspector(True)
    window.settle()
    table = window.screen.list.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_what_is_being_typed_survives_a_lock(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_office_store(tmp_path / "office")
    with window_on(qtbot, tmp_path, folder) as window:
        frame = unlock(qtbot, window)
        frame.go("incoming")
        settle(qtbot, window)
        frame.registry.fire("incoming.new")
        screen = frame.screen_of("incoming")
        assert isinstance(screen, IncomingScreen)
        type_text(screen.entry.fields.code, "24-KH/TU 20/11 đang gõ dở")
        window.lock()
        settle(qtbot, window)
        qtbot.waitUntil(lambda: window.unlock_page.is_ready)
        frame = unlock(qtbot, window)
        settle(qtbot, window)
        again = frame.screen_of("incoming")
        assert isinstance(again, IncomingScreen)
        assert again is not screen
        qtbot.waitUntil(lambda: again.entry.fields.code.text() != "", timeout=10_000)
        texts = again.entry.fields.texts()
        assert texts["code"].startswith("24-KH/TU")
        assert texts.get("subject", texts["code"]).endswith("đang gõ dở")


def test_a_document_that_several_are_late_with_is_told_once(window: IncomingWindow) -> None:
    document = window.register()
    late = date(2026, 11, 20)
    draft = RoundDraft(LEADER, "xử lý", lead=Ask(BXD, late), co=(Ask(VPDU, late),))
    following.direct(window.session, document, draft)
    window.frame.go("today")
    window.settle()
    assert today_lines(window)[1] == f"quá hạn 5 ngày – {BXD}; {VPDU}: số đến 01, 24-KH/TU · sơ kết 05 năm"


def test_the_quick_entry_makes_room_for_a_form_and_keeps_its_text(window: IncomingWindow) -> None:
    document = window.register(subject="trích yếu dài\nhai dòng")
    window.press(Key.Key_N, CONTROL)
    window.write("99-KH/TU")
    window.choose(document)
    window.press(Key.Key_F2)
    assert isinstance(window.form, EditForm)
    assert not window.screen.entry.is_open
    assert "99-KH/TU" in window.screen.entry.status.text()
    assert isinstance(window.form.line.subject, LeadingText)
    assert window.form.line.subject.text() == "trích yếu dài\nhai dòng"
    window.press(Key.Key_Escape)
    assert window.screen.entry.is_open
    assert window.screen.entry.fields.code.text() == "99-KH/TU"
    window.press(Key.Key_F2)
    window.press(Key.Key_N, CONTROL)
    assert window.screen.entry.is_open and window.screen.entry.fields.code.hasFocus()
    assert window.screen.form is not None


def test_the_next_step_stands_out_and_rare_ones_wait_in_a_menu(window: IncomingWindow) -> None:
    document = window.register()
    following.direct(window.session, document, RoundDraft(LEADER, "xử lý", lead=Ask(BXD)))
    window.choose(document)
    window.frame.open_inspector(True)
    window.settle()
    assert [made.property("kind") for made in window.screen.document.step_buttons] == ["primary", "flat", "flat"]
    assert window.steps[0] == "Chuyển và in phiếu"
    assert "Trả lại…" in window.steps
    (menu,) = window.screen.document.findChildren(QMenu)
    next(each for each in menu.actions() if each.text().startswith("Trả lại…")).trigger()
    assert window.form.kind == "return"


def test_an_archive_copy_is_lent_by_keys_and_given_back(window: IncomingWindow) -> None:
    document = window.register()
    window.choose(document)
    window.press(Key.Key_M, CONTROL | SHIFT)
    (asked,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, LendDialog) and d.isVisible()]
    asked.user.setText("Lê Thị Lan")
    asked.lend_button.click()
    window.settle()
    assert [loan.user for loan in window.file(document).loans] == ["Lê Thị Lan"]
    window.frame.open_inspector(True)
    window.settle()
    assert "Trả bản lưu" in window.steps
    window.frame.go("dossiers", "loans")
    window.settle()
    dossiers_screen = window.frame.current
    assert isinstance(dossiers_screen, DossiersScreen)
    assert [lent.loan.user for lent in dossiers_screen.loans.model.rows] == ["Lê Thị Lan"]
    dossiers_screen.loans.begin()
    assert window.frame.registry.fire("dossiers.give_back")
    window.settle()
    assert dossiers_screen.loans.model.rows == []
    assert window.file(document).loans[0].returned_on == TODAY


def test_the_books_beside_the_registers_are_shown_from_here(window: IncomingWindow) -> None:
    window.register()
    assert window.frame.registry.fire("incoming.side_books")
    (chosen,) = [d for d in QApplication.topLevelWidgets() if isinstance(d, SideBooksDialog) and d.isVisible()]
    chosen.print_button.click()
    preview = dialog(window, PdfPreview)
    assert preview.pdf is not None
    preview.close()
    chosen.close()
    window.settle()


def test_who_edits_a_printed_line_is_warned_and_the_line_says_it_was_changed(window: IncomingWindow) -> None:
    document = window.register()
    (book,) = [b for b in books.books(window.session) if b.id == document.book]
    books.print_block(window.session, book)
    window.choose(document)
    window.frame.open_inspector(True)
    window.press(Key.Key_F2)
    assert window.frame.banner.message is not None
    assert "trang 1" in window.frame.banner.message.text
    assert isinstance(window.form, EditForm)
    window.form.line.subject.setText("sơ kết 10 năm")
    window.press(Key.Key_Return, CONTROL)
    assert "Đã sửa sau khi in" in window.screen.document.doubt.text()
