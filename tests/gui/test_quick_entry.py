"""The quick entry: thirty papers in ten minutes, without a hand on the mouse, and nothing lost on the way."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.entry_window import Typist, entry_window
from tests.support.frame_window import CONTROL, SHIFT
from tests.support.shell_window import visible_inside

from vpcu_desktop.domain.documents import Channel, Secrecy, Source, State, Urgency
from vpcu_desktop.domain.errors import NumbersUnsure
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.roles import Role
from vpcu_desktop.domain.schedule import new_id
from vpcu_desktop.services import clearance, incoming
from vpcu_desktop.services.incoming import IncomingDraft, Registered
from vpcu_desktop.ui.registers.entry_boxes import EntryBox, Tone, tone_of

Key = Qt.Key
VPDU, BXD = "Văn phòng Đảng ủy", "Ban Xây dựng Đảng"

#: As they lay on a clerk's table one morning: code and day, issuer, type where the code leaves it open, subject,
#: who gets it; sometimes more.
PAPERS: tuple[dict[str, str], ...] = (
    {"code": "24-KH/TU 20/11", "subject": "sơ kết 05 năm thực hiện Kết luận số 01-KL/TW", "receiver": BXD},
    {"code": "129-CV/VPTU 20/11", "subject": "v/v đăng ký làm việc với Thường trực Tỉnh ủy", "receiver": VPDU},
    {"code": "87-TB/TU 19/11/2026", "subject": "kết luận của Ban Thường vụ tại phiên họp thứ 12", "receiver": VPDU},
    {"code": "15-QĐ/TU 18/11", "type": "Quyết định", "subject": "kiện toàn Ban Chỉ đạo 35", "receiver": VPDU},
    {"code": "16-QĐ/TU 18/11", "type": "Quy định", "subject": "chế độ kiểm tra, giám sát", "receiver": BXD},
    {"code": "212-CV/BTCTU 20/11", "subject": "rà soát quy hoạch cán bộ nhiệm kỳ 2025–2030", "receiver": BXD},
    {"code": "213-CV/BTCTU 20/11", "subject": "báo cáo số liệu đảng viên tháng 11", "receiver": BXD},
    {"code": "45-HD/BTCTU 17/11", "subject": "đánh giá, xếp loại tổ chức đảng năm 2026", "receiver": BXD},
    {"code": "09-KH/UBKTTU 16/11", "subject": "kiểm tra việc thu, nộp đảng phí", "receiver": "Cơ quan Ủy ban Kiểm tra"},
    {"code": "33-BC/UBKTTU 19/11", "subject": "kết quả giám sát quý III", "receiver": "Cơ quan Ủy ban Kiểm tra"},
    {"code": "71-HD/BTGDVTU 20/11", "subject": "tuyên truyền kỷ niệm ngày thành lập Quân đội", "receiver": BXD},
    {"code": "72-CV/BTGDVTU 20/11", "subject": "cử báo cáo viên dự hội nghị trực tuyến", "receiver": BXD},
    {"code": "238/UBND-KGVX 20/11", "issuer": "UBND xã Tân Phú", "subject": "phối hợp tổ chức lễ ra quân",
     "receiver": VPDU},
    {"code": "239/UBND-KT 21/11", "issuer": "UBND xã Tân Phú", "subject": "báo cáo tiến độ giải ngân",
     "receiver": VPDU},
    {"code": "112/BC-UBND 21/11", "issuer": "UBND xã Tân Phú", "subject": "tình hình kinh tế – xã hội tháng 11",
     "receiver": VPDU},
    {"code": "57/TTr-UBND 21/11", "issuer": "UBND xã Tân Phú", "subject": "xin chủ trương điều chỉnh dự án đường",
     "urgency": "K", "receiver": VPDU},
    {"code": "11/HD-MTTQ-BTT 18/11", "issuer": "Mặt trận Tổ quốc xã", "subject": "tổ chức Ngày hội Đại đoàn kết",
     "receiver": BXD},
    {"code": "53/HD-ĐCT 17/11", "issuer": "Hội Liên hiệp Phụ nữ tỉnh", "subject": "tổng kết phong trào thi đua",
     "receiver": BXD},
    {"code": "225-KH/TWĐTN-TNNT 15/11", "issuer": "Trung ương Đoàn", "subject": "chương trình thanh niên nông thôn",
     "receiver": BXD},
    {"code": "35-CT/TW 14/6/2024", "issuer": "Ban Chấp hành Trung ương", "subject": "đại hội đảng bộ các cấp",
     "receiver": VPDU},
    {"code": "298-QĐ/TW 9/6/2025", "issuer": "Ban Chấp hành Trung ương", "type": "Quy định",
     "subject": "chức năng, nhiệm vụ của cấp ủy cấp xã", "receiver": VPDU},
    {"code": "18-BC/ĐU 20/11", "issuer": "Chi bộ Trường Tiểu học Tân Phú", "subject": "công tác tháng 11",
     "receiver": BXD},
    {"code": "07-BC/CB 20/11", "issuer": "Chi bộ ấp Bình Trung", "subject": "công tác tháng 11", "receiver": BXD},
    {"code": "08-TTr/CB 21/11", "issuer": "Chi bộ ấp Bình Trung", "subject": "đề nghị kết nạp đảng viên",
     "receiver": BXD},
    {"code": "515/BCA-QLHC 10/11", "issuer": "Bộ Công an", "subject": "hướng dẫn cấp căn cước", "receiver": VPDU},
    {"code": "25-KH/TU 21/11", "subject": "học tập chuyên đề năm 2027", "receiver": BXD},
    {"code": "88-TB/TU 21/11", "subject": "phân công nhiệm vụ các đồng chí Ủy viên", "receiver": VPDU},
    {"code": "130-CV/VPTU 23/11", "subject": "báo cáo công tác văn thư năm 2026", "due": "5/12", "receiver": VPDU},
    {"code": "131-GM/VPTU 23/11", "subject": "dự hội nghị Tỉnh ủy lần thứ 6", "urgency": "K", "receiver": VPDU},
    {"code": "", "issuer": "Ông Trần Văn Bình, ấp 3", "subject": "đơn kiến nghị về đường vào nghĩa trang",
     "receiver": VPDU},
)  # fmt: skip


@pytest.fixture
def typist(qtbot: QtBot, tmp_path: Path) -> Iterator[Typist]:
    with entry_window(qtbot, tmp_path) as opened:
        yield opened


def test_lesson_07_thirty_papers_take_few_keys_beyond_their_text(typist: Typist) -> None:
    for paper in PAPERS:
        typist.fill(**paper)
    typist.settle()
    lines = typist.stored
    assert len(PAPERS) == 30
    assert [line.number for line in lines] == list(range(1, 31))
    for paper, line in zip(PAPERS, lines, strict=True):
        assert line.code == paper["code"].split(" ")[0]
        assert line.subject == paper["subject"]
        assert line.receiver == paper["receiver"]
        assert line.issuer_name == paper.get("issuer") or line.code
        if "type" in paper:
            assert line.type_name == paper["type"]
        assert line.urgency is (Urgency.URGENT if "urgency" in paper else Urgency.NONE)
        assert line.registered == date(2026, 11, 25)
        assert line.state is State.RECEIVED
    by_code = {line.code: line for line in lines}
    assert {by_code[c].issuer_name for c in ("24-KH/TU", "87-TB/TU", "25-KH/TU")} == {"Tỉnh ủy Đồng Nai"}
    assert by_code["213-CV/BTCTU"].issuer_name == "Ban Tổ chức Tỉnh ủy Đồng Nai"
    assert by_code["35-CT/TW"].day == date(2024, 6, 14)
    assert by_code["238/UBND-KGVX"].type_name == "Công văn"
    assert by_code["45-HD/BTCTU"].type_name == "Hướng dẫn"
    assert by_code["24-KH/TU"].due == date(2026, 12, 7), "ten days after arrival, Saturday moved to Monday"
    assert by_code["130-CV/VPTU"].due == date(2026, 12, 5)
    assert by_code["45-HD/BTCTU"].day == date(2026, 11, 17)
    assert typist.keys / len(PAPERS) <= 12, typist.keys


@pytest.mark.parametrize("key", ["code", "day", "issuer", "type", "subject", "signer", "receiver", "due", "note"])
def test_unikey_may_take_a_letter_back_in_every_box(typist: Typist, key: str) -> None:
    box = typist.entry.fields.boxes[key]
    box.setFocus()
    typist.write("d")
    QTest.keyClick(box, Key.Key_Backspace)
    typist.write("đ")
    assert typist.text(key) == "đ"
    assert box.hasFocus()


def test_a_code_may_come_with_its_day_and_the_beginning_of_the_subject(typist: Typist) -> None:
    typist.write("24-KH/TU 30/7/2021 sơ kết")
    typist.enter()
    assert {k: typist.text(k) for k in ("code", "day", "issuer", "type", "subject")} == {
        "code": "24-KH/TU",
        "day": "30/07/2021",
        "issuer": "Tỉnh ủy Đồng Nai",
        "type": "Kế hoạch",
        "subject": "sơ kết",
    }
    assert typist.at == "subject", "what was filled in is passed"
    typist.write(" 05 năm")
    assert typist.text("subject") == "sơ kết 05 năm", "what was typed is gone on with"


def test_a_line_typed_once_more_over_itself_is_read_once_more(typist: Typist) -> None:
    typist.write("24-KH/TU 20/11 sơ kết 05 năm")
    typist.enter()
    typist.entry.begin()
    typist.press(Key.Key_A, CONTROL)
    typist.write("25-KH/TU 21/11 sơ kết 10 năm")
    typist.enter()
    assert (typist.text("code"), typist.text("day")) == ("25-KH/TU", "21/11/2026")
    assert typist.text("subject") == "sơ kết 10 năm"


def test_enter_leads_through_every_empty_field_to_the_verb(typist: Typist) -> None:
    typist.write("24-KH/TU")
    for _time in range(14):
        assert typist.focus is not typist.entry.save_button
        typist.enter()
        if typist.focus is typist.entry.save_button:
            break
    assert typist.focus is typist.entry.save_button


def test_ctrl_enter_saves_while_suggestions_are_shown(typist: Typist) -> None:
    typist.write("24-KH/XX 20/11")
    typist.enter()
    assert typist.at == "issuer"
    typist.write("ban")
    assert typist.entry.fields.issuer.suggesting
    typist.save()
    typist.settle()
    assert [(line.code, line.issuer_name) for line in typist.stored] == [("24-KH/XX", "ban")]


def test_large_text_squeezes_no_field_and_the_one_being_typed_in_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    with entry_window(qtbot, tmp_path, width=520) as typist:
        typist.window.resize(520, 260)
        typist.settle()
        typist.write("24-KH/TU")
        while typist.focus is not typist.entry.save_button:
            box = typist.focus
            assert box.height() >= box.minimumSizeHint().height()
            assert visible_inside(box, typist.window)
            assert box.visibleRegion().boundingRect() == box.rect()
            typist.enter()
            typist.settle()


def test_a_day_that_no_calendar_has_is_no_subject(typist: Typist) -> None:
    typist.write("24-KH/TU 31/2 sơ kết 05 năm")
    typist.enter()
    assert (typist.text("code"), typist.text("day"), typist.text("subject")) == ("24-KH/TU", "31/2", "sơ kết 05 năm")
    assert typist.at == "day"  # to be put right, or left as it stands on the paper
    assert typist.entry.fields.day.property("invalid")


def test_a_type_that_the_code_contradicts_is_not_remembered(typist: Typist) -> None:
    typist.fill(code="24-CV/TU 20/11", subject="báo cáo số liệu")
    typist.settle()
    assert typist.text("type") == "Công văn"
    typist.write("25-CĐ/TU 20/11")
    typist.enter()
    assert typist.text("type") == ""


def test_the_number_is_taken_by_saving_and_by_nothing_else(typist: Typist) -> None:
    shown = typist.entry.head.next_number.text()
    typist.write("24-KH/TU 20/11")
    typist.enter()
    typist.settle()
    with typist.session.store.read() as repo:
        assert list(repo.ledger.entries(typist.entry.fields.memory.books[0].series or "")) == []
    assert typist.entry.head.next_number.text() == shown
    typist.save()
    typist.settle()
    assert [line.number for line in typist.stored] == [1]
    assert "02" in typist.entry.head.next_number.text()


def test_what_repeats_is_remembered_until_it_is_forgotten(typist: Typist) -> None:
    typist.fill(code="18-BC/ĐU 20/11", issuer="Chi bộ ấp Bình Trung", subject="tháng 11", receiver=BXD)
    fields = typist.entry.fields
    assert (typist.text("issuer"), typist.text("receiver")) == ("Chi bộ ấp Bình Trung", BXD)
    assert tone_of(fields.issuer) is Tone.REMEMBERED
    assert "giữ từ dòng trước" in fields.issuer.accessibleDescription()
    assert typist.text("subject") == ""
    typist.write("12-CV/VPTU 20/11")  # somebody else's code: the issuer before is not the one of this paper
    typist.enter()
    assert typist.text("issuer") == "Văn phòng Tỉnh ủy Đồng Nai"
    typist.press(Key.Key_R, CONTROL)
    assert typist.text("receiver") == ""
    assert typist.text("code") == "12-CV/VPTU"
    typist.press(Key.Key_D, CONTROL)
    assert typist.text("receiver") == "", "what was forgotten does not come back"


def test_an_unknown_body_does_not_inherit_the_issuer_before(typist: Typist) -> None:
    typist.fill(code="24-KH/TU 20/11", subject="a", receiver=VPDU)
    typist.write("5-CV/BNCTU 20/11")
    typist.enter()
    assert typist.text("issuer") == ""
    assert typist.at == "issuer"


def test_the_line_before_is_copied_where_nothing_was_typed(typist: Typist) -> None:
    typist.fill(code="24-KH/TU 20/11", subject="sơ kết", signer="Nguyễn Văn A", receiver=VPDU)
    typist.write("25-KH/TU 20/11")
    typist.press(Key.Key_D, CONTROL)
    typist.save()
    typist.settle()
    first, second = typist.stored
    assert (second.code, second.number) == ("25-KH/TU", 2)
    assert (second.subject, second.signer, second.receiver) == (first.subject, first.signer, first.receiver)


def test_what_stands_on_the_paper_is_never_refused(typist: Typist) -> None:
    typist.write("xx??/ không rõ số")
    typist.enter()
    typist.entry.fields.day.setFocus()
    typist.write("32/13")
    typist.save()
    typist.settle()
    (line,) = typist.stored
    assert line.code == "xx??/ không rõ số"
    assert line.day is None
    assert "32/13" in line.note


def test_a_deadline_that_is_not_understood_stays_to_be_put_right(typist: Typist) -> None:
    typist.write("24-KH/TU 20/11")
    typist.enter()
    typist.entry.fields.due.setFocus()
    typist.entry.fields.due.selectAll()
    typist.write("hôm nào đó")
    typist.save()
    typist.settle()
    assert typist.stored == ()
    assert typist.at == "due"
    typist.write("+5")
    typist.save()
    typist.settle()
    assert [line.due for line in typist.stored] == [date(2026, 12, 2)], "five working days"


def test_a_line_that_is_refused_comes_back_into_an_empty_strip(typist: Typist) -> None:
    typist.entry.fields.arrived.setFocus()
    typist.entry.fields.arrived.selectAll()
    typist.write("5/1/2020")  # no book of that year
    typist.entry.begin()
    typist.write("24-KH/TU 20/11")
    typist.enter()
    typist.write("sơ kết")
    typist.save()
    typist.settle()
    assert typist.stored == ()
    assert (typist.text("code"), typist.text("subject")) == ("24-KH/TU", "sơ kết")
    assert typist.entry.status.property("role") == "danger"
    typist.entry.fields.arrived.setFocus()
    typist.entry.fields.arrived.selectAll()
    typist.write("25/11")
    typist.save()
    typist.settle()
    assert [line.subject for line in typist.stored] == ["sơ kết"]


def test_a_line_that_is_refused_waits_while_the_next_is_typed(typist: Typist) -> None:
    entry = typist.entry
    entry.fields.arrived.setFocus()
    entry.fields.arrived.selectAll()
    typist.write("5/1/2020")
    entry.begin()
    typist.write("24-KH/TU 20/11 sơ kết")
    typist.save()
    typist.write("25-KH/TU 20/11 đang gõ")  # before the answer comes
    typist.settle()
    assert typist.text("code").startswith("25-KH/TU"), "nothing is overwritten"
    assert typist.at == "code", "nothing takes the focus"
    assert entry.waits
    assert "24-KH/TU" in entry.status.text()
    typist.press(Key.Key_E, CONTROL)
    assert (typist.text("code"), typist.text("subject")) == ("24-KH/TU", "sơ kết")
    entry.fields.arrived.setFocus()
    entry.fields.arrived.selectAll()
    typist.write("25/11")
    typist.save()
    typist.settle()
    assert typist.text("code").startswith("25-KH/TU"), "what was being typed is back"
    typist.save()
    typist.settle()
    assert {line.code for line in typist.stored} >= {"24-KH/TU"}


def test_a_paper_that_is_registered_already_is_told_at_once(typist: Typist) -> None:
    typist.fill(code="24-KH/TU 20/11", subject="sơ kết", receiver=VPDU)
    typist.settle()
    typist.write("24-KH/TU 20/11")
    typist.enter()
    typist.settle()
    assert "số đến 01" in typist.entry.status.text()
    typist.entry.fields.channel.setFocus()
    typist.write("b")
    assert typist.entry.fields.channel.value == Channel.POST.value
    typist.press(Key.Key_Return, CONTROL | SHIFT)
    typist.settle()
    assert [line.number for line in typist.stored] == [1], "another copy takes no number"
    with typist.session.store.read() as repo:
        links = repo.documents.links(typist.stored[0].id)
        copy = repo.documents.get(links[0].source)
    assert copy is not None
    assert (copy.channel, copy.direction) == (Channel.POST, Direction.INCOMING)
    assert typist.entry.is_empty


def test_a_doubled_paper_may_be_registered_all_the_same(typist: Typist) -> None:
    for _time in range(2):
        typist.write("24-KH/TU 20/11")
        typist.enter()
        typist.settle()
        typist.save()
        typist.settle()
    assert [line.number for line in typist.stored] == [1, 2]
    assert typist.entry.status.property("role") == "warning"


def test_numbers_of_the_paper_book_follow_one_another(typist: Typist) -> None:
    typist.press(Key.Key_N, CONTROL | SHIFT)
    assert typist.at == "number"
    typist.write("7")
    typist.enter()
    typist.write("24-KH/TU 20/11")
    typist.save()
    assert typist.at == "code", "the next number of the book is proposed"
    assert typist.text("number") == "8"
    typist.write("25-KH/TU 20/11")
    typist.save()
    typist.settle()
    assert [(line.number, line.source) for line in typist.stored] == [(7, Source.PAPER), (8, Source.PAPER)]
    typist.press(Key.Key_N, CONTROL | SHIFT)
    typist.write("26-KH/TU 20/11")
    typist.save()
    typist.settle()
    assert (typist.stored[-1].number, typist.stored[-1].source) == (9, Source.TYPED)


def test_numbers_that_the_paper_book_leaves_out_are_told(typist: Typist) -> None:
    for number, code in (("7", "24-KH/TU"), ("10", "25-KH/TU")):
        typist.press(Key.Key_N, CONTROL | SHIFT)
        typist.write(number)
        typist.enter()
        typist.write(code)
        typist.save()
        typist.settle()
        typist.press(Key.Key_N, CONTROL | SHIFT)
    assert [line.number for line in typist.stored] == [7, 10]
    assert "Các số 08 đến 09 đang trống" in typist.entry.status.text()
    assert typist.entry.status.property("role") == "warning"


def test_a_number_far_ahead_is_asked_about_once(typist: Typist) -> None:
    typist.press(Key.Key_N, CONTROL | SHIFT)
    typist.write("4700")
    typist.enter()
    typist.write("24-KH/TU 20/11")
    typist.save()
    typist.settle()
    assert typist.stored == ()
    assert typist.entry.offers
    typist.press(Key.Key_Return, CONTROL | SHIFT)
    typist.settle()
    assert [line.number for line in typist.stored] == [4700]


def test_urgent_papers_and_envelopes(typist: Typist) -> None:
    fields = typist.entry.fields
    typist.write("15/MT")
    fields.urgency.setFocus()
    typist.write("hh")  # the second of those with h: by the hour
    typist.enter()
    assert typist.at == "hour"
    typist.write("16h30")
    typist.press(Key.Key_B, CONTROL)
    typist.save()
    typist.settle()
    (line,) = typist.stored
    assert (line.urgency, line.urgency_hour, line.envelope, line.subject) == (Urgency.TIMED, time(16, 30), True, None)
    assert not fields.envelope.isChecked()


def test_a_suggestion_is_taken_with_or_without_marks(typist: Typist) -> None:
    box = typist.entry.fields.issuer
    box.setFocus()
    typist.write("uy ban kiem")
    assert box.suggestions() == ("Ủy ban Kiểm tra Tỉnh ủy Đồng Nai",)
    typist.press(Key.Key_Down)
    typist.enter()
    assert typist.text("issuer") == "Ủy ban Kiểm tra Tỉnh ủy Đồng Nai"
    assert typist.at == "type", "taking it leads on"


def test_an_abbreviation_becomes_the_type(typist: Typist) -> None:
    typist.entry.fields.type.setFocus()
    typist.write("ttr")
    typist.enter()
    assert typist.text("type") == "Tờ trình"


def test_a_subject_of_late_is_offered_to_be_worked_on(typist: Typist) -> None:
    typist.fill(code="18-BC/ĐU 20/11", issuer="Chi bộ 1", subject="báo cáo công tác tháng 11", receiver=VPDU)
    typist.settle()
    box = typist.entry.fields.subject
    box.setFocus()
    typist.write("cong tac")
    assert box.suggestions() == ("báo cáo công tác tháng 11",)
    typist.press(Key.Key_Down)
    typist.enter()
    assert typist.at == "subject"
    assert isinstance(box, EntryBox)


def test_unsaved_lines_come_back_after_a_lock(typist: Typist, qtbot: QtBot, tmp_path: Path) -> None:
    typist.write("24-KH/TU 20/11 sơ kết")
    typist.enter()
    kept = typist.entry.draft()
    assert kept is not None
    typist.save()
    typist.settle()
    assert typist.entry.draft() is None
    with entry_window(qtbot, tmp_path / "again") as again:
        again.entry.restore(kept)
        again.settle()
        assert (again.text("code"), again.text("subject")) == ("24-KH/TU", "sơ kết")
        again.save()
        again.settle()
        assert [line.code for line in again.stored] == ["24-KH/TU"]


def test_a_line_on_its_way_at_the_lock_is_not_entered_twice(typist: Typist) -> None:
    typist.write("24-KH/TU 20/11 sơ kết")
    typist.save()
    kept = typist.entry.draft()  # as the lock asks, before the answer
    assert kept is not None
    typist.settle()
    typist.entry.restore(kept)
    typist.settle()
    assert typist.entry.draft() is None
    assert len(typist.stored) == 1


def test_nothing_typed_saves_nothing(typist: Typist) -> None:
    typist.save()
    typist.settle()
    assert typist.stored == ()
    assert typist.at == "code"


def test_scans_are_attached_by_keys(typist: Typist, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    for n, name in enumerate(("cu.pdf", "moi.pdf")):
        (folder / name).write_bytes(b"%PDF-1.4 " + bytes(str(n), "ascii"))
    for n, name in enumerate(("cu.pdf", "moi.pdf")):
        os.utime(folder / name, (1_790_000_000 + n, 1_790_000_000 + n))
    typist.host.settings.change(scan_folder=str(folder))
    typist.write("24-KH/TU 20/11")
    typist.press(Key.Key_A, CONTROL | SHIFT)
    typist.settle()
    picker = typist.entry.scans
    assert picker.list.hasFocus()
    typist.press(Key.Key_Space)
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Space)
    typist.enter()
    assert [path.name for path in typist.entry.files.paths] == ["moi.pdf", "cu.pdf"]
    assert typist.at == "code"
    typist.save()
    typist.settle()
    with typist.session.store.read() as repo:
        assert [a.name for a in repo.documents.attachments(typist.stored[0].id)] == ["moi.pdf", "cu.pdf"]
    assert (folder / "moi.pdf").exists(), "the scanner's file is only read"


def test_a_file_that_is_gone_brings_the_line_back(typist: Typist, tmp_path: Path) -> None:
    there = tmp_path / "scan.pdf"
    there.write_bytes(b"%PDF-1.4")
    typist.entry.files.add([there])
    there.unlink()
    typist.write("24-KH/TU 20/11")
    typist.save()
    typist.settle()
    assert typist.stored == ()
    assert typist.text("code") == "24-KH/TU"
    assert [path.name for path in typist.entry.files.paths] == ["scan.pdf"]


def test_the_memory_proposes_nothing_of_secret_lines(typist: Typist) -> None:
    incoming.register(typist.session, IncomingDraft(code="1-CV/BNCTU", issuer="Ban Nội chính", subject="thường"))
    typist.entry.reload()
    typist.settle()
    assert [line.code for line in typist.entry.fields.memory.lines] == ["1-CV/BNCTU"]
    assert typist.entry.fields.memory.issuers == {"BNCTU": "Ban Nội chính"}


def test_the_level_is_not_asked_of_whoever_is_not_cleared(typist: Typist) -> None:
    secrecy = typist.entry.fields.secrecy
    assert secrecy is not None
    assert not secrecy.isVisible()


def test_a_secret_paper_goes_into_its_book_and_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    with entry_window(qtbot, tmp_path, role=Role.ADMIN) as typist:
        clearance.create_secret_vault(typist.session)
        typist.entry.reload()
        typist.settle()
        fields = typist.entry.fields
        assert fields.secrecy is not None
        fields.secrecy.setFocus()
        typist.write("m")
        typist.entry.begin()
        typist.write("7-KH/TU 20/11")
        typist.enter()
        fields.subject.setFocus()
        typist.write("bí mật thử")
        assert typist.entry.draft() is None, "drafts lie in the ordinary vault"
        assert "sổ mật" in typist.entry.head.next_number.text()
        typist.save()
        typist.settle()
        assert typist.stored == ()
        secret = typist.session.secret
        assert secret is not None
        with secret.read() as repo:
            (line,) = repo.documents.recent(Direction.INCOMING, 10)
        assert (line.subject, line.secrecy, line.number) == ("bí mật thử", Secrecy.CONFIDENTIAL, 1)
        assert typist.text("issuer") == "", "nothing of it is remembered"
        assert fields.level is Secrecy.NONE
        assert not typist.entry.fields.copy_before(), "nor copied into the next line"


def test_no_subject_is_kept_of_a_top_secret_paper(qtbot: QtBot, tmp_path: Path) -> None:
    with entry_window(qtbot, tmp_path, role=Role.ADMIN) as typist:
        clearance.create_secret_vault(typist.session)
        typist.entry.reload()
        typist.settle()
        fields = typist.entry.fields
        assert fields.secrecy is not None
        fields.subject.setFocus()
        typist.write("không được giữ")
        fields.secrecy.set_value(Secrecy.TOP_SECRET.value)
        assert typist.text("subject") == ""
        assert not fields.subject.isEnabled()
        assert not fields.subject.isUndoAvailable()


def test_where_two_books_take_the_line_the_clerk_chooses(typist: Typist) -> None:
    first = typist.entry.fields.memory.books[0]
    second = replace(first, id=new_id(), name="Sổ văn bản đến của VPĐU", position=1)
    with typist.session.store.write(typist.session.clerk.id, "test") as repo:
        repo.save(second)
    typist.entry.reload()
    typist.settle()
    assert typist.entry.head.book.isVisible()
    typist.entry.head.book.setCurrentIndex(1)
    typist.write("24-KH/TU 20/11")
    typist.save()
    typist.settle()
    assert [line.book for line in typist.stored] == [second.id]
    assert typist.entry.head.book.currentIndex() == 1, "the choice stays"


def test_after_a_restore_every_line_on_its_way_waits_until_it_was_read_why(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, told = incoming.register, []

    def once_unsure(*args: Any, **more: Any) -> Registered:
        if not told:
            told.append(True)
            raise NumbersUnsure(made_at=typist.session.clock())
        return register(*args, **more)

    monkeypatch.setattr(incoming, "register", once_unsure)
    for number in range(3):
        typist.write(f"{number + 1}-CV/TU")
        typist.save()
    typist.settle()
    assert typist.stored == ()
    assert [line.name for line, _why in typist.entry.outbox.waiting] == ["2-CV/TU", "3-CV/TU"]
    assert typist.text("code") == "1-CV/TU"
    typist.save()
    for _line in range(2):
        typist.press(Key.Key_E, CONTROL)
        typist.save()
    typist.settle()
    assert [line.code for line in typist.stored] == ["1-CV/TU", "2-CV/TU", "3-CV/TU"]


def test_lesson_07_register_and_next_is_always_alive_and_nothing_steals_the_focus(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, go_on = incoming.register, threading.Event()

    def slow(*args: Any, **more: Any) -> Registered:
        go_on.wait(10)
        return register(*args, **more)

    monkeypatch.setattr(incoming, "register", slow)
    typist.write("1-CV/TU")
    typist.save()
    assert len(typist.entry.outbox.sending) == 1 and typist.at == "code", "the disk has not answered yet"
    typist.write("2-CV/TU")
    assert typist.entry.save_button.isEnabled()
    typist.save()
    typist.write("3-CV")
    go_on.set()
    typist.settle()
    assert (typist.at, typist.text("code")) == ("code", "3-CV"), "what came back left the typing alone"
    typist.write("/TU")
    typist.save()
    typist.settle()
    assert [line.code for line in typist.stored] == ["1-CV/TU", "2-CV/TU", "3-CV/TU"]
