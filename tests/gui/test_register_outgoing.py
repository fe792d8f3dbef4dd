"""Outgoing documents in the window: typed in the paper's order, checked while typing, numbered, sent out, linked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL, SHIFT, TODAY
from tests.support.register_office import issued, take_in
from tests.support.register_window import RegisterWindow, register_window
from tests.support.registers import pdf_text

from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import Channel, Document, LinkKind, State
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.services import documents, history, links, numbering, outgoing
from vpcu_desktop.services.changes import Changes, Kind
from vpcu_desktop.services.outgoing import To
from vpcu_desktop.ui.audit_words import summary
from vpcu_desktop.ui.paper.pdf_preview import PdfPreview
from vpcu_desktop.ui.registers.issue_dialog import IssueDialog, TextDialog
from vpcu_desktop.ui.registers.links_dialog import LinksDialog, UnlinkDialog
from vpcu_desktop.ui.registers.outgoing_entry import OutgoingEntry
from vpcu_desktop.ui.registers.outgoing_form import OutgoingForm
from vpcu_desktop.ui.registers.outgoing_screen import OutgoingScreen
from vpcu_desktop.ui.registers.targets import Reply

ENTER, TAB, ESCAPE, BACKSPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Backspace


class Outgoing:
    """The place of outgoing documents, at rest."""

    def __init__(self, window: RegisterWindow) -> None:
        self.window = window
        screen = window.frame.screen_of("outgoing")
        assert isinstance(screen, OutgoingScreen)
        self.screen = screen
        self.session = window.session

    @property
    def entry(self) -> OutgoingEntry:
        return self.screen.entry

    @property
    def form(self) -> OutgoingForm:
        return self.entry.form

    def tell(self) -> None:
        """What was done by the services is shown."""
        self.window.frame.operations.changed.emit(Changes.of("test", Kind.REGISTER, Kind.BOOKS))
        self.window.settle()

    def rest(self) -> None:
        """Until the checks beside the fields have been made."""
        self.window.settle()
        QTest.qWait(200)
        self.window.settle()

    def stored(self) -> list[Document]:
        with self.session.store.read() as repo:
            found = repo.documents.named(repo.documents.ids()).values()
        return [document for document in found if document.direction is Direction.OUTGOING]

    def only(self) -> DocumentFile:
        (document,) = self.stored()
        file = documents.file_of(self.session, document.id)
        assert file is not None
        return file

    def file(self, document: Document) -> DocumentFile:
        found = documents.file_of(self.session, document.id)
        assert found is not None
        return found

    def choose(self, document: Document) -> None:
        self.tell()
        self.screen.list.select(document.id)
        self.window.settle()

    def fire(self, command: str) -> None:
        assert self.window.frame.registry.fire(command), command
        self.window.settle()

    @property
    def said(self) -> str:
        message = self.window.frame.banner.message
        return message.whole if message is not None else ""


@pytest.fixture
def out(qtbot: QtBot, tmp_path: Path) -> Iterator[Outgoing]:
    with register_window(qtbot, tmp_path, "outgoing", role=Role.ADMIN) as window:
        yield Outgoing(window)


def test_no_number_is_given_to_a_paper_without_subject(out: Outgoing) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.window.write("kh")
    out.form.to.setPlainText("Tỉnh ủy Đồng Nai")
    out.window.press(ENTER, CONTROL)
    assert out.stored() == []
    assert out.window.focus is out.form.subject
    assert "Trích yếu" in out.said
    out.window.write("sơ kết")
    out.window.press(ENTER, CONTROL)
    assert out.only().document.number == 1


def test_recipients_go_on_after_those_that_are_there_and_are_left_by_enter(out: Outgoing) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.to.setPlainText("Tỉnh ủy Đồng Nai")
    out.form.urgency.setFocus()
    out.window.press(ENTER)
    assert out.window.focus is out.form.to
    out.window.press(ENTER)
    out.window.write("Đảng ủy xã bên")
    out.window.press(ENTER)
    assert out.window.focus is out.form.to
    out.window.press(ENTER)
    assert out.form.to.text() == "Tỉnh ủy Đồng Nai\nĐảng ủy xã bên"
    assert out.window.focus is out.form.kept


def type_plan(out: Outgoing) -> None:
    """A plan with its recipients, by keys alone, in the order of the paper."""
    window = out.window
    window.press(Qt.Key.Key_N, CONTROL)
    window.write("kh")
    window.press(ENTER)
    window.press(ENTER)  # the day stays: that of numbering
    window.press(ENTER) if out.form.secrecy.isEnabled() else None
    window.write("Tổ chức Hội nghị tổng kết năm 2026")
    window.press(ENTER)
    window.write("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ")
    window.press(ENTER)
    window.write("Trần Thị Minh Nguyệt")
    window.press(ENTER)
    window.press(ENTER)  # no urgency
    window.write("Tỉnh ủy Đồng Nai")
    window.press(ENTER)
    window.write("Các chi bộ trực thuộc (12 bản)")
    window.press(TAB)
    window.write("Văn phòng Đảng ủy")
    window.press(ENTER)


def test_a_plan_is_typed_by_keys_and_gets_number_and_date_in_one_step(out: Outgoing) -> None:
    type_plan(out)
    assert out.form.type.text() == "Kế hoạch"
    out.rest()
    assert "01-KH/ĐU" in out.entry.checks.number.text()
    assert out.stored() == []
    out.window.press(ENTER, CONTROL)
    file = out.only()
    document = file.document
    assert (document.code, document.day, document.state) == ("01-KH/ĐU", TODAY, State.ISSUED)
    assert document.subject == "Tổ chức Hội nghị tổng kết năm 2026"
    assert (document.signer, document.signer_position) == ("Trần Thị Minh Nguyệt", "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ")
    assert document.receiver == "Văn phòng Đảng ủy"
    assert [(r.name, r.copies) for r in file.recipients] == [("Tỉnh ủy Đồng Nai", 1), ("Các chi bộ trực thuộc", 12)]
    assert "01-KH/ĐU" in out.entry.big.text()
    assert "25/11/2026" in out.entry.big.text()
    assert out.screen.list.current is not None
    assert out.screen.list.current.id == document.id


def test_a_draft_has_no_number_and_is_gone_on_with(out: Outgoing) -> None:
    type_plan(out)
    out.window.press(Qt.Key.Key_S, CONTROL)
    draft = out.only().document
    assert (draft.state, draft.number) == (State.DRAFT, None)
    out.fire("outgoing.checked")
    assert out.only().document.state is State.CHECKED
    out.screen.close_strips()
    out.entry.new()
    assert out.form.is_empty
    out.choose(draft)
    out.screen.list.table.setFocus()
    out.window.press(ENTER)
    assert out.form.subject.text() == draft.subject
    out.form.subject.setText("Đổi trích yếu")
    out.window.press(ENTER, CONTROL)
    assert out.only().document.subject == "Đổi trích yếu"
    assert out.only().document.code == "01-KH/ĐU"
    assert [r.position for r in out.only().recipients] == [1, 2]


def test_warnings_stand_beside_the_fields_with_their_rule_and_block_nothing(out: Outgoing) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.type.setText("Công văn")
    out.form.subject.setText("V/v báo cáo tháng")
    out.form.position.setText("TM. BAN THƯỜNG VỤ")
    out.form.to.setText("Tỉnh ủy\nLưu: VT")
    out.rest()
    said = "\n".join(out.entry.checks.warnings)
    assert said.count("05-HD/VPTW") == 3
    assert "27/05/2026" in said
    out.window.press(ENTER, CONTROL)
    assert out.only().document.code == "01-CV/ĐU"


def test_a_day_before_the_last_number_is_told(out: Outgoing) -> None:
    issued(out.session)
    out.tell()
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.type.setText("KH")
    out.form.subject.setText("Kế hoạch khác")
    out.form.day.setText("20/11")
    out.rest()
    assert any("20/11/2026" in text and "25/11/2026" in text for text in out.entry.checks.warnings)
    out.window.press(ENTER, CONTROL)
    assert "01" in out.entry.odd.text()


def test_without_a_type_no_number_is_given(out: Outgoing) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    out.form.subject.setText("Không có loại")
    out.window.press(ENTER, CONTROL)
    assert out.stored() == []
    assert out.form.type.hasFocus()


def test_the_number_is_the_next_one_whoever_asks_meanwhile(out: Outgoing) -> None:
    type_plan(out)
    issued(out.session)  # somebody was faster
    out.window.press(ENTER, CONTROL)
    assert sorted(document.code for document in out.stored()) == ["01-KH/ĐU", "02-KH/ĐU"]
    assert "02-KH/ĐU" in out.entry.big.text()


def test_a_number_with_a_letter_needs_its_reason(out: Outgoing) -> None:
    issued(out.session)
    out.tell()
    type_plan(out)
    out.fire("outgoing.number")
    dialog = out.window.dialog(IssueDialog)
    dialog.letter_choice.click()
    dialog.number.setText("1")
    dialog.suffix.setText("a")
    dialog.give.click()
    assert dialog.isVisible()
    dialog.reason.setText("Ký bổ sung trong ngày")
    dialog.give.click()
    out.window.settle()
    assert "01a-KH/ĐU" in out.entry.big.text()


def test_a_number_of_the_paper_book_is_entered_later(out: Outgoing) -> None:
    type_plan(out)
    out.fire("outgoing.number")
    dialog = out.window.dialog(IssueDialog)
    dialog.paper_choice.click()
    dialog.number.setText("7")
    dialog.day.setText("3/11")
    dialog.give.click()
    out.window.settle()
    document = out.only().document
    assert (document.code, document.day) == ("07-KH/ĐU", date(2026, 11, 3))
    assert "01" in out.entry.odd.text()  # those before it are missing now


def test_a_reserved_number_is_used(out: Outgoing) -> None:
    issued(out.session)
    (series,) = [s for s in numbering.series(out.session) if s.group == "KH"]
    numbering.reserve(out.session, series, owner="Đặng Thu Hà", expires=date(2026, 12, 1), reason="chờ ký")
    issued(out.session)
    out.tell()
    type_plan(out)
    out.rest()
    out.fire("outgoing.number")
    dialog = out.window.dialog(IssueDialog)
    assert dialog.reserved_choice.isChecked()
    dialog.give.click()
    out.window.settle()
    assert "02-KH/ĐU" in out.entry.big.text()


def test_recipients_with_and_without_diacritics_as_last_time_and_by_groups(out: Outgoing) -> None:
    issued(out.session, to=(To("Đảng ủy Ủy ban nhân dân xã"), To("Các chi bộ", copies=12)))
    out.tell()
    window, box = out.window, out.form.to
    window.press(Qt.Key.Key_N, CONTROL)
    box.setFocus()
    for typed in ("dang uy uy ban", "Đảng uỷ Uỷ ban"):
        box.setText("")
        window.write(typed)
        assert "Đảng ủy Ủy ban nhân dân xã" in box.suggestions()
    box.setText("")
    out.form.type.setText("KH")
    window.press(Qt.Key.Key_D, CONTROL)
    assert box.text().splitlines() == ["Đảng ủy Ủy ban nhân dân xã", "Các chi bộ (12 bản)"]
    out.fire("outgoing.keep_group")
    dialog = window.dialog(TextDialog)
    dialog.text.setText("Thường gửi")
    dialog.ok.click()
    window.settle()
    box.setText("Lưu Văn phòng Đảng ủy")
    out.entry.groups.add("Thường gửi")
    assert box.text().splitlines() == ["Đảng ủy Ủy ban nhân dân xã", "Các chi bộ (12 bản)", "Lưu Văn phòng Đảng ủy"]
    box.setText("")
    box.setFocus()
    window.write("thuong")
    window.press(Qt.Key.Key_Down)
    window.press(ENTER)
    assert box.text().splitlines() == ["Đảng ủy Ủy ban nhân dân xã", "Các chi bộ (12 bản)"]


@pytest.mark.parametrize("name", ["type", "subject", "position", "signer", "to", "kept", "circulation", "note"])
def test_every_box_takes_what_unikey_sends(out: Outgoing, name: str) -> None:
    out.window.press(Qt.Key.Key_N, CONTROL)
    box = out.form.boxes[name]
    box.setFocus()
    out.window.write("d")
    QTest.keyClick(box, BACKSPACE)
    out.window.write("đ")
    assert box.text() == "đ"  # type: ignore[union-attr]


def test_escape_keeps_what_is_typed_and_a_lock_brings_it_back(out: Outgoing) -> None:
    type_plan(out)
    out.window.press(ESCAPE)
    assert out.form.subject.text() == "Tổ chức Hội nghị tổng kết năm 2026"
    assert out.screen.list.isAncestorOf(out.window.focus)
    kept = out.screen.draft()
    assert kept is not None
    out.entry.drop()
    assert out.screen.draft() is None
    out.screen.restore(kept)
    out.window.settle()
    assert out.form.subject.text() == "Tổ chức Hội nghị tổng kết năm 2026"
    assert out.form.type.text() == "Kế hoạch"


def test_sending_out_row_by_row_and_all_at_once(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy"), To("Chi bộ 1"), To("Lưu Văn phòng")))
    out.choose(document)
    out.window.press(Qt.Key.Key_D, CONTROL | SHIFT)
    view = out.screen.dispatch
    assert [r.name for r in view.chosen] == ["Tỉnh ủy", "Chi bộ 1"]
    view.channel.set_value(Channel.POST.value)
    out.window.press(ENTER, CONTROL)
    rows = out.file(document).recipients
    assert [(r.dispatched_on, r.channel) for r in rows] == [
        (TODAY, Channel.POST),
        (TODAY, Channel.POST),
        (None, Channel.NONE),
    ]
    assert out.file(document).document.state is State.DISPATCHED
    assert [r.name for r in view.chosen] == ["Tỉnh ủy", "Chi bộ 1"]  # now to be signed for
    view.day.setText("1/12")
    out.window.press(ENTER, CONTROL)  # what was sent is not sent once more
    assert [r.dispatched_on for r in out.file(document).recipients] == [TODAY, TODAY, None]
    view.by.setText("Nguyễn Văn Nhận")
    view.sign_button.click()
    out.window.settle()
    assert [r.signed_by for r in out.file(document).recipients] == ["Nguyễn Văn Nhận", "Nguyễn Văn Nhận", ""]
    index = view.model.index(1, [c.key for c in view.model.columns].index("signed_by"))
    view.model.setData(index, "Lê Thị Ký")
    out.window.settle()
    assert out.file(document).recipients[1].signed_by == "Lê Thị Ký"


def test_a_paper_does_not_go_out_silently_by_no_way(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy", channel=Channel.POST), To("Chi bộ 1"), To("Chi bộ 2")))
    out.choose(document)
    out.fire("outgoing.dispatch")
    view = out.screen.dispatch
    out.window.press(ENTER, CONTROL)
    assert "gửi tới Chi bộ 1, Chi bộ 2 bằng" in out.said
    assert "Tỉnh ủy" not in out.said
    assert out.window.focus is view.channel
    assert not any(r.dispatched_on for r in out.file(document).recipients)
    index = view.model.index(2, [c.key for c in view.model.columns].index("dispatched"))
    view.model.setData(index, "24/11")
    out.window.settle()
    assert "Chi bộ 2" in out.said
    out.window.press(ENTER, CONTROL)
    assert [r.channel for r in out.file(document).recipients] == [Channel.POST, Channel.NONE, Channel.NONE]
    assert all(r.dispatched_on for r in out.file(document).recipients)


def test_rows_are_ticked_by_keys(out: Outgoing) -> None:
    out.choose(issued(out.session, to=(To("Tỉnh ủy"), To("Chi bộ 1"), To("Lưu Văn phòng"))))
    out.fire("outgoing.dispatch")
    view = out.screen.dispatch
    view.begin()
    out.window.press(Qt.Key.Key_Space)
    assert [r.name for r in view.chosen] == ["Chi bộ 1"]
    out.window.press(Qt.Key.Key_A, CONTROL)
    assert [r.name for r in view.chosen] == ["Tỉnh ủy", "Chi bộ 1", "Lưu Văn phòng"]


def test_a_step_that_is_done_keeps_the_keyboard_at_the_recipients(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy Đồng Nai"), To("Chi bộ 1")))
    outgoing.dispatch(out.session, document, [1, 2])
    out.choose(document)
    out.fire("outgoing.dispatch")
    view = out.screen.dispatch
    view.by.setText("Đ/c Tư")
    view.sign_button.setFocus()
    out.window.press(Qt.Key.Key_Space)
    assert all(r.signed_on for r in out.file(document).recipients)
    assert out.window.focus is view.table


def test_copies_are_recalled_and_come_back(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy"), To("Chi bộ 1")))
    outgoing.dispatch(out.session, document, [1, 2])
    out.choose(document)
    out.fire("outgoing.dispatch")
    out.screen.dispatch.recall_button.click()
    out.window.settle()
    assert [document.id for document, _row in outgoing.unreturned(out.session)] == [document.id] * 2
    out.screen.dispatch.tick_all()
    out.screen.dispatch.tick_all()
    out.screen.dispatch.back_button.click()
    out.window.settle()
    assert outgoing.unreturned(out.session) == ()


def test_a_day_at_the_wrong_line_is_emptied_by_keys_and_with_a_reason(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy"), To("Chi bộ 1")))
    outgoing.dispatch(out.session, document, [1, 2])
    outgoing.sign_receipt(out.session, out.file(document).document, [2], by="Lê Thị Ký")
    out.choose(document)
    out.fire("outgoing.dispatch")
    view = out.screen.dispatch
    view.begin()

    def stand_on(row: int, column: str) -> None:
        view.table.setCurrentIndex(view.model.index(row, [c.key for c in view.model.columns].index(column)))

    stand_on(1, "signed_on")
    out.window.press(Qt.Key.Key_Delete)
    out.window.dialog(TextDialog).reject()
    out.window.settle()
    come_back(out)
    assert out.file(document).recipients[1].signed_by == "Lê Thị Ký"
    out.window.press(Qt.Key.Key_Delete)
    answer(out, "Ký ở dòng khác")
    assert out.file(document).recipients[1].signed_on is None

    stand_on(0, "dispatched")
    out.window.press(ENTER)
    out.window.press(BACKSPACE)  # the editor's text is chosen
    out.window.press(ENTER)
    answer(out, "Chưa gửi")
    assert [r.dispatched_on for r in out.file(document).recipients] == [None, TODAY]
    line = history.trail(out.session, 1)[0]
    assert "Tỉnh ủy (gửi 25/11/2026) → Tỉnh ủy; Lý do: – → Chưa gửi" in summary(line)
    stand_on(0, "back")
    out.window.press(Qt.Key.Key_Delete)
    assert not any(isinstance(each, TextDialog) and each.isVisible() for each in QApplication.topLevelWidgets())


def answer(out: Outgoing, reason: str) -> None:
    dialog = out.window.dialog(TextDialog)
    dialog.text.setText(reason)
    dialog.ok.click()
    out.window.settle()
    come_back(out)


def come_back(out: Outgoing) -> None:
    """As a window manager does when a dialog closes."""
    out.window.frame.activateWindow()
    out.window.qtbot.waitUntil(out.window.frame.isActiveWindow)


@pytest.mark.parametrize("command", ["outgoing.envelopes", "outgoing.postal", "outgoing.sheet"])
def test_papers_that_go_along_are_shown_before_they_are_printed(out: Outgoing, command: str) -> None:
    out.choose(issued(out.session))
    out.fire("outgoing.dispatch")
    out.fire(command)
    preview = out.window.dialog(PdfPreview)
    assert preview.pdf is not None
    assert preview.pdf.startswith(b"%PDF")
    preview.close()


def test_the_postal_book_takes_only_what_goes_by_post(out: Outgoing) -> None:
    to = (To("Tỉnh ủy", channel=Channel.POST), To("Công an xã", channel=Channel.NETWORK))
    out.choose(issued(out.session, to=to))
    out.fire("outgoing.dispatch")
    out.fire("outgoing.postal")
    preview = out.window.dialog(PdfPreview)
    text = pdf_text(preview.pdf)
    assert ("Tỉnh ủy" in text, "Công an xã" in text) == (True, False)
    preview.close()
    out.choose(issued(out.session, to=to[1:]))
    out.fire("outgoing.dispatch")
    out.fire("outgoing.postal")
    assert "bưu điện" in out.said


def test_an_answer_is_linked_and_ends_what_was_asked(out: Outgoing) -> None:
    asked = take_in(out.session).document
    out.tell()
    out.window.frame.go("outgoing", Reply(asked.id))
    out.window.settle()
    assert "Tỉnh ủy Đồng Nai" in out.form.to.text()
    out.form.type.setText("BC")
    out.form.subject.setText("Báo cáo kết quả")
    out.window.press(ENTER, CONTROL)
    (answer,) = out.stored()
    file = out.file(answer)
    assert [(link.kind, link.target) for link in file.links] == [(LinkKind.REPLIES, asked.id)]
    chain = links.chain(out.session, asked)
    assert [(each.document.id, each.newer) for each in chain] == [(answer.id, True)]


def test_a_link_is_chosen_by_typing_and_taken_off(out: Outgoing) -> None:
    other = take_in(out.session).document
    document = issued(out.session)
    out.choose(document)
    out.fire("outgoing.link")
    dialog = out.window.dialog(LinksDialog)
    dialog.kind.set_value(LinkKind.IMPLEMENTS.value)
    dialog.box.setText("24-kh")
    QTest.qWait(200)
    out.window.settle()
    assert dialog.chosen is not None
    assert dialog.chosen.id == other.id
    QTest.keyClick(dialog.box, ENTER)
    out.window.settle()
    assert [(link.kind, link.target) for link in out.file(document).links] == [(LinkKind.IMPLEMENTS, other.id)]
    out.fire("outgoing.unlink")
    out.window.dialog(UnlinkDialog).take_button.click()
    out.window.settle()
    assert out.file(document).links == ()


def test_a_document_of_no_register_is_named_by_its_code(out: Outgoing) -> None:
    document = issued(out.session)
    out.choose(document)
    out.fire("outgoing.link")
    dialog = out.window.dialog(LinksDialog)
    dialog.box.setText("05-HD/VPTW")
    QTest.qWait(200)
    out.window.settle()
    assert dialog.chosen is None
    dialog.text_button.click()
    out.window.settle()
    assert [link.target_text for link in out.file(document).links] == ["05-HD/VPTW"]


def test_voiding_asks_why_and_first_about_those_that_rest_on_it(out: Outgoing) -> None:
    document = issued(out.session)
    later = issued(out.session, subject="Sửa đổi kế hoạch")
    links.link(out.session, later, LinkKind.AMENDS, document)
    out.choose(document)
    out.fire("outgoing.void")
    dialog = out.window.dialog(TextDialog)
    assert not dialog.ok.isEnabled()
    dialog.text.setText("Ban hành nhầm")
    dialog.ok.click()
    out.window.settle()
    assert out.file(document).document.state is State.ISSUED
    assert later.code in out.said
    out.window.frame.banner._button.click()
    out.window.settle()
    void = out.file(document).document
    assert (void.state, void.void_reason, void.code) == (State.VOID, "Ban hành nhầm", document.code)


def test_who_voids_an_answer_is_told_whose_it_was_and_the_trail_too(out: Outgoing) -> None:
    asked = take_in(out.session).document
    document = issued(out.session, subject="Trả lời")
    links.link(out.session, document, LinkKind.REPLIES, asked)
    links.link(out.session, document, LinkKind.REPLIES, text="88-CV/UBND")
    out.choose(document)
    out.fire("outgoing.void")
    dialog = out.window.dialog(TextDialog)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "24-KH/TU (văn bản đến số 01); 88-CV/UBND" in said
    dialog.text.setText("Trả lời nhầm")
    dialog.ok.click()
    out.window.settle()
    line = next(each for each in history.trail(out.session, 5) if each.kind == "document")
    assert "Trả lời: – → số 01 ngày 25/11/2026; 88-CV/UBND" in summary(line)


def test_an_issued_line_is_put_right_but_not_its_number_and_undone(out: Outgoing) -> None:
    document = issued(out.session, to=(To("Tỉnh ủy"),))
    out.choose(document)
    out.window.press(Qt.Key.Key_F2)
    assert not out.form.type.isEnabled()
    assert not out.entry.issue_button.isVisible()
    out.form.note.setText("đã ký lại")
    out.form.to.setText("Tỉnh ủy\nChi bộ 2")
    out.window.press(Qt.Key.Key_S, CONTROL)
    assert out.file(document).document.note == "đã ký lại"
    assert [r.name for r in out.file(document).recipients] == ["Tỉnh ủy", "Chi bộ 2"]
    out.screen.undo()
    out.window.settle()
    assert out.file(document).document.note == ""


def test_a_draft_is_dropped(out: Outgoing) -> None:
    type_plan(out)
    out.window.press(Qt.Key.Key_S, CONTROL)
    out.choose(out.only().document)
    out.fire("outgoing.drop")
    assert out.stored() == []
    assert out.form.is_empty


def test_who_may_only_look_finds_nothing_to_change(qtbot: QtBot, tmp_path: Path) -> None:
    with register_window(qtbot, tmp_path, "outgoing", role=Role.READER) as window:
        out = Outgoing(window)
        assert not out.screen.new_button.isVisible()
        for command in ("outgoing.new", "outgoing.edit", "outgoing.void", "outgoing.dispatch", "outgoing.link"):
            assert not window.frame.registry.fire(command)
        assert out.entry.isHidden()
