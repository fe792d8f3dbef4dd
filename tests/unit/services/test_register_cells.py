"""A document as the cells of a register's line."""

from datetime import date, time

import pytest

from vpcu_desktop.domain.books import Dossier
from vpcu_desktop.domain.document_file import DocumentFile
from vpcu_desktop.domain.documents import (
    Assignment,
    Channel,
    Document,
    Link,
    LinkKind,
    Part,
    Progress,
    Recipient,
    Secrecy,
    State,
    Urgency,
)
from vpcu_desktop.domain.numbering import Direction
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.services.register_cells import cells, joined, row

PLAN = Document(
    "d",
    Direction.INCOMING,
    date(2026, 2, 3),
    line=12,
    number=7,
    suffix="a",
    code="24-KH/TU",
    type_name="Kế hoạch",
    day=date(2026, 1, 30),
    issuer_name="Tỉnh ủy Đồng Nai",
    subject="tổ chức hội nghị",
    urgency=Urgency.TIMED,
    urgency_hour=time(14, 30),
    channel=Channel.POST,
    state=State.WORKING,
    due=date(2026, 2, 10),
    pages=4,
    note="kèm phụ lục",
)


def shown(file: DocumentFile, today: date | None = None) -> dict[str, str]:
    return {field.value: text for field, text in cells(file, today).items()}


def test_an_incoming_paper_with_all_that_became_of_it() -> None:
    reply = Document("r", Direction.OUTGOING, date(2026, 2, 9), code="15-BC/ĐU", state=State.ISSUED)
    gone = Document("g", Direction.OUTGOING, date(2026, 2, 8), code="14-BC/ĐU", state=State.VOID, void_reason="nhầm")
    file = DocumentFile(
        PLAN,
        assignments=(
            Assignment("2", "d", "x", Part.CO, "Văn phòng", handed_on=date(2026, 2, 5)),
            Assignment("1", "d", "x", Part.LEAD, "Ban Xây dựng Đảng", progress=Progress.DONE),
            Assignment("3", "d", "x", Part.INFO, "Công đoàn"),
        ),
        linked_from=(Link("l", "r", LinkKind.REPLIES, "d"), Link("m", "g", LinkKind.REPLIES, "d")),
        others={"r": reply, "g": gone},
        dossiers=(Dossier("h", 2026, "01.XDĐ", "Hội nghị"),),
    )
    assert shown(file, date(2026, 2, 12)) == {
        "line": "12",
        "arrived": "03/02/2026",
        "arrival_number": "07a",
        "issuer": "Tỉnh ủy Đồng Nai",
        "code": "24-KH/TU",
        "day": "30/01/2026",
        "code_and_day": "24-KH/TU\n30/01/2026",
        "type": "Kế hoạch",
        "subject": "tổ chức hội nghị",
        "type_and_subject": "Kế hoạch tổ chức hội nghị",
        "identity": "Kế hoạch số 24-KH/TU ngày 30/01/2026 của Tỉnh ủy Đồng Nai",
        "receiver": "Ban Xây dựng Đảng; Văn phòng; Công đoàn",
        "pages": "4",
        "handed_on": "05/02/2026",
        "urgency": "Hỏa tốc hẹn giờ 14h30",
        "channel": "Bưu điện",
        "due": "10/02/2026",
        "overdue": "quá hạn 2 ngày",
        "progress": "Văn phòng: chưa xử lý\nBan Xây dựng Đảng: đã xong",
        "reply": "15-BC/ĐU",
        "dossier": "01.XDĐ",
        "dossier_title": "Hội nghị",
        "state": "Đang xử lý",
        "note": "kèm phụ lục",
    }


def test_an_unopened_envelope_shows_what_is_known() -> None:
    bare = Document("d", Direction.INCOMING, date(2026, 2, 3), number=8, envelope=True)
    assert shown(DocumentFile(bare)) == {
        "arrived": "03/02/2026",
        "arrival_number": "08",
        "progress": "Mới đến",
        "state": "Mới đến",
    }


def test_a_top_secret_paper_has_no_subject_even_if_one_is_passed_in() -> None:
    kept = Document(
        "d", Direction.INCOMING, date(2026, 3, 3), secrecy=Secrecy.TOP_SECRET, subject="lộ", type_name="Chỉ thị"
    )
    found = cells(DocumentFile(kept))
    assert "lộ" not in " ".join(found.values())
    assert found[Field.TYPE_AND_SUBJECT] == "Chỉ thị"
    assert found[Field.SECRECY] == "Tuyệt mật"


def test_a_void_line_is_struck_through_and_says_why() -> None:
    void = Document(
        "d", Direction.OUTGOING, date(2026, 3, 3), line=3, number=9, state=State.VOID, void_reason="in nhầm", note="x"
    )
    found = row(DocumentFile(void))
    assert (found.void, found.ref, found.cells[Field.NOTE]) == (True, 3, "ĐÃ HỦY: in nhầm\nx")


def test_an_outgoing_secret_paper_names_who_holds_which_copy() -> None:
    paper = Document("d", Direction.OUTGOING, date(2026, 3, 3), number=9, receiver="Văn thư", secrecy=Secrecy.SECRET)
    holders = (
        Recipient("d", 0, "Tỉnh ủy", copy_number=1, envelopes=1, dispatched_on=date(2026, 3, 4)),
        Recipient("d", 1, "Công an tỉnh", copy_number=2, envelopes=1),
    )
    found = shown(DocumentFile(paper, recipients=holders))
    assert found["recipients"] == "Tỉnh ủy (bản số 1); Công an tỉnh (bản số 2)"
    assert (found["copies"], found["envelopes"], found["handed_on"]) == ("2", "2", "04/03/2026")
    assert (found["kept_by"], found["code"]) == ("Văn thư", "09")
    assert "signed" not in found


@pytest.mark.parametrize(
    ("type_name", "subject", "expected"),
    [
        ("Kế hoạch", "về công tác cán bộ", "Kế hoạch về công tác cán bộ"),
        ("Kế hoạch", "Tổ chức đại hội", "Kế hoạch: Tổ chức đại hội"),
        ("Kế hoạch", "Kế hoạch tổ chức đại hội", "Kế hoạch tổ chức đại hội"),
        ("", "Đơn của ông A", "Đơn của ông A"),
        ("Kế hoạch", "", "Kế hoạch"),
    ],
)
def test_type_and_subject_in_one_cell(type_name: str, subject: str, expected: str) -> None:
    assert joined(type_name, subject) == expected
