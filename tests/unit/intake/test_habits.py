"""Habits of writing that many offices share: letters for sessions, marks of the chair, states, and the same as above."""

import pytest

from support.reading import assert_nothing_lost, one, read_lines, shown
from vpcu_desktop.domain.proposals import Proposal, ReadSchedule
from vpcu_desktop.intake.as_json import to_json
from vpcu_desktop.intake.reading import read_html

HEAD = "LỊCH CÔNG TÁC TUẦN 48\n(Từ ngày 23/11/2026 đến ngày 29/11/2026)\n"


def lines(text: str) -> ReadSchedule:
    return read_lines(HEAD + text)


def grid(*rows: list[str]) -> ReadSchedule:
    """A table as a clipboard brings it, each row with all its cells."""
    cells = "".join(
        "<tr>" + "".join(f"<td>{text.replace(chr(10), '<br>')}</td>" for text in row) + "</tr>" for row in rows
    )
    found = read_html(f"<p>{HEAD.replace(chr(10), '</p><p>')}</p><table>{cells}</table>")
    assert_nothing_lost(found)
    return found


def when(found: ReadSchedule) -> list[tuple[str, str]]:
    return [(shown(p), p.content) for p in found.proposals]


def session(proposal: Proposal) -> str:
    return str(to_json(ReadSchedule("", None, None, None, (proposal,), (), ("",)))["activities"][0]["session"])


@pytest.mark.parametrize(
    "cell",
    [
        "S: 8h họp BTV tại P1\nC: 14h tiếp khách\nT: xem văn nghệ",
        "- S: 8h00, họp BTV tại P1\n- C: 14h00, tiếp khách\n- T: xem văn nghệ",
        "SA: 8h họp BTV tại P1\nCH: 14h tiếp khách\nT: xem văn nghệ",
        "(S) 8h họp BTV tại P1\n(C) 14h tiếp khách\n(T) xem văn nghệ",
        "S 8h họp BTV tại P1\nC 14h tiếp khách\nT - xem văn nghệ",
        "S. 8h họp BTV tại P1\nC. 14h tiếp khách\nT. xem văn nghệ",
        "S: 8h họp BTV tại P1; C: 14h tiếp khách; T: xem văn nghệ",
    ],
)
def test_letters_for_sessions(cell: str) -> None:
    expected = [
        ("morning", "08:00", "họp BTV"),
        ("afternoon", "14:00", "tiếp khách"),
        ("evening", None, "xem văn nghệ"),
    ]
    in_matrix = grid(["Thứ, ngày", "Bí thư", "Chủ tịch"], ["Thứ Hai 23/11", cell, "Đi cơ sở"]).proposals[:3]
    in_prose = lines(f"Thứ Hai 23/11:\n{cell}\n").proposals
    for proposals in (in_matrix, in_prose):
        assert [(session(p), p.start and f"{p.start:%H:%M}", p.content) for p in proposals] == expected
    assert in_matrix[0].place == "P1"
    assert in_matrix[0].chair == "Bí thư"


def test_letters_of_a_list_are_no_sessions() -> None:
    found = lines("Thứ Hai 23/11\n8h: Họp, gồm:\nA. Nhân sự\nB. Tài chính\nC. Việc khác\n")
    assert len(found.proposals) == 1
    assert "C. Việc khác" in found.proposals[0].content


@pytest.mark.parametrize(
    ("text", "chair", "content"),
    [
        ("Bí thư Đảng ủy chủ trì họp Ban Thường vụ tại Hội trường", "Bí thư Đảng ủy", "họp Ban Thường vụ"),
        ("Đ/c Nguyễn Văn An chủ trì: Họp giao ban tại Hội trường", "Đ/c Nguyễn Văn An", "Họp giao ban"),
        ("Họp xét thưởng do đ/c Bình chủ trì tại Hội trường", "đ/c Bình", "Họp xét thưởng"),
        ("Họp xét thưởng do Chủ tịch UBND xã chủ trì, tại Hội trường", "Chủ tịch UBND xã", "Họp xét thưởng"),
        ("Họp dưới sự chủ trì của đ/c Phó Chủ tịch Cường, tại Hội trường", "đ/c Phó Chủ tịch Cường", "Họp"),
        ("Đ/c Bí thư dự Hội nghị tổng kết tại Hội trường", "Đ/c Bí thư", "dự Hội nghị tổng kết"),
        ("Đ/c Bí thư chủ trì và kết luận hội nghị tại Hội trường", "Đ/c Bí thư", "chủ trì và kết luận hội nghị"),
    ],
)
def test_the_verb_of_the_chair_belongs_to_the_chair(text: str, chair: str, content: str) -> None:
    (found,) = lines(f"Thứ Hai 23/11\n8h: {text}\n").proposals
    assert (found.chair, found.content, found.place) == (chair, content, "Hội trường")


def test_all_day_on_one_line_says_nothing_of_the_next() -> None:
    found = lines(
        "Thứ Hai 23/11\nCả ngày: Chủ tịch UBND dự hội nghị tại tỉnh.\n"
        "Chủ tịch: 8 giờ, họp UBND. 14 giờ, tiếp doanh nghiệp.\n"
    )
    assert [session(p) for p in found.proposals] == ["all_day", "morning", "afternoon"]
    assert when(found)[1:] == [("23/11 08:00", "họp UBND"), ("23/11 14:00", "tiếp doanh nghiệp")]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("8h: Họp tổ công tác tại P1 (hoãn)", "hoãn"),
        ("8h: HOÃN: Họp tổ công tác tại P1", "HOÃN"),
        ("8h: [Thay đổi] Họp tổ công tác tại P1", "Thay đổi"),
        ("BỔ SUNG: 8h: Họp tổ công tác tại P1", "BỔ SUNG"),
        ("8h: Họp tổ công tác tại P1 - HOÃN", "HOÃN"),
        ("8h: Họp tổ công tác (dời sang 15h thứ Ba) tại P1", "dời sang 15h thứ Ba"),
    ],
)
def test_words_of_state_are_notes(line: str, note: str) -> None:
    (found,) = lines(f"Thứ Hai 23/11\n{line}\n").proposals
    assert (found.content, found.place, found.notes) == ("Họp tổ công tác", "P1", note)
    assert shown(found) == "23/11 08:00"


def test_the_same_as_above() -> None:
    found = grid(
        ["Thứ", "Giờ", "Nội dung", "Chủ trì", "Thành phần", "Địa điểm"],
        ["Hai 23/11", "8h00", "Họp BTV", "Đ/c An", "UV BTV", "P1"],
        ["", "9h00", "Họp Thường trực", "nt", '"', "-nt-"],
        ["", "10h00", "Họp chi bộ", "Như trên", "Đảng viên", "″"],
    )
    assert [(p.chair, p.participants, p.place) for p in found.proposals] == [
        ("Đ/c An", "UV BTV", "P1"),
        ("Đ/c An", "UV BTV", "P1"),
        ("Đ/c An", "Đảng viên", "P1"),
    ]


@pytest.mark.parametrize("caption", ["Lãnh đạo", "Lãnh đạo dự", "Thành phần - chủ trì", "Chủ trì, tham gia"])
@pytest.mark.parametrize(
    ("people", "participants"),
    [
        ("Chủ trì: đ/c An; dự: đ/c Bình, đ/c Cường", "đ/c Bình, đ/c Cường"),
        ("đ/c An (chủ trì), đ/c Bình, đ/c Cường", "đ/c Bình, đ/c Cường"),
        ("đ/c An chủ trì, đ/c Bình dự", "đ/c Bình"),
        ("đ/c An chủ trì; các đ/c Bình, Cường cùng dự", "các đ/c Bình, Cường"),
        ("CT: đ/c An\nTP: UV BTV", "UV BTV"),
    ],
)
def test_chair_and_participants_in_one_cell(caption: str, people: str, participants: str) -> None:
    (found,) = grid(["Thứ", "Giờ", "Nội dung", caption, "Địa điểm"], ["Hai 23/11", "8h", "Họp", people, "P1"]).proposals
    assert (found.chair, found.participants) == ("đ/c An", participants)


def test_captions_and_empty_days_are_understood() -> None:
    found = grid(["Thứ", "Nội dung", "Địa điểm"], ["Thứ Hai 23/11", "Họp", "P1"], ["Thứ Ba 24/11", "", ""])
    assert {left.kind for left in found.leftovers} == {"header", "empty"}
    assert to_json(found)["not_understood"] == []
    assert one(found, "Họp").place == "P1"


@pytest.mark.parametrize(
    ("text", "chair", "content"),
    [
        ("Đ/c Nguyễn Văn Dự họp giao ban", "Đ/c Nguyễn Văn Dự", "họp giao ban"),
        ("Tối ưu hóa quy trình", "", "Tối ưu hóa quy trình"),
        ("Sáng kiến kinh nghiệm: chấm vòng 1", "", "Sáng kiến kinh nghiệm: chấm vòng 1"),
        ("Bổ sung nhân sự Ban Chấp hành", "", "Bổ sung nhân sự Ban Chấp hành"),
        ("Thay đổi địa điểm lễ hội: khảo sát", "", "Thay đổi địa điểm lễ hội: khảo sát"),
        ("Nghe báo cáo về việc hoãn nợ; dời trụ sở", "", "Nghe báo cáo về việc hoãn nợ; dời trụ sở"),
        ("Hội nghị do Văn phòng Tỉnh ủy tổ chức", "", "Hội nghị do Văn phòng Tỉnh ủy tổ chức"),
        ("Họp Ban Chỉ đạo. 17h kết thúc", "", "Họp Ban Chỉ đạo. 17h kết thúc"),
        ("Trực Đảng: Đ/c Vinh", "Đ/c Vinh", "Trực Đảng"),
    ],
)
def test_words_that_only_look_like_marks(text: str, chair: str, content: str) -> None:
    (found,) = lines(f"Thứ Hai 23/11\n8h: {text}\n").proposals
    assert (shown(found), found.chair, found.content, found.notes) == ("23/11 08:00", chair, content, "")


def test_words_of_state_beside_the_time() -> None:
    found = grid(
        ["Thứ", "Thời gian", "Nội dung", "Ai dự"],
        ["Hai 23/11", "BỔ SUNG\n14h", "Họp B", "UV BTV"],
        ["", "16h (dời từ 15h)", "Họp C", "nt"],
    )
    assert [(shown(p), p.participants, p.notes) for p in found.proposals] == [
        ("23/11 14:00", "UV BTV", "BỔ SUNG"),
        ("23/11 16:00", "UV BTV", "dời từ 15h"),
    ]
