"""Papers as offices of different provinces make them, each with a way of its own of laying out a week."""

from datetime import date, time
from pathlib import Path

import pytest

from support.reading import one, read_bytes, read_lines, shown
from support.schedule_files import cell, docx, para, table, xlsx
from vpcu_desktop.domain.proposals import ReadSchedule
from vpcu_desktop.intake.as_json import to_json

HEAD = ("LỊCH CÔNG TÁC TUẦN 48", "(Từ ngày 23/11/2026 đến ngày 29/11/2026)")


def week(folder: Path, *blocks: str) -> ReadSchedule:
    return read_bytes(docx(*HEAD, *blocks), folder)


def lines(text: str) -> ReadSchedule:
    return read_lines("\n".join((*HEAD, text)))


def who(found: ReadSchedule) -> list[tuple[str, str, str]]:
    return [(shown(p), p.chair, p.content) for p in found.proposals]


def test_bodies_as_columns_whose_people_act(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Thứ/ngày", "TT Tỉnh ủy", "TT HĐND tỉnh", "Lãnh đạo UBND tỉnh"],
            [
                "Hai\n23/11",
                "- 8h00: Đ/c Bí thư Tỉnh ủy làm việc với Ban Nội chính\n- 14h00: Họp Thường trực",
                "Các đ/c làm việc tại cơ quan",
                "- 7h30: Đ/c Chủ tịch chủ trì giao ban",
            ],
            ["Ba\n24/11", cell("Dự Hội nghị Tỉnh ủy", span=3)],
        ),
    )
    assert who(found) == [
        ("23/11 08:00", "Đ/c Bí thư Tỉnh ủy", "làm việc với Ban Nội chính"),
        ("23/11 14:00", "TT Tỉnh ủy", "Họp Thường trực"),
        ("23/11", "TT HĐND tỉnh", "làm việc"),
        ("23/11 07:30", "Đ/c Chủ tịch", "giao ban"),
        ("24/11", "TT Tỉnh ủy, TT HĐND tỉnh, Lãnh đạo UBND tỉnh", "Dự Hội nghị Tỉnh ủy"),
    ]


def test_a_table_for_the_morning_and_one_for_the_afternoon(tmp_path: Path) -> None:
    captions = ["Ngày", "Giờ", "Nội dung", "Địa điểm"]
    found = week(
        tmp_path,
        "I. BUỔI SÁNG",
        table(captions, ["Thứ Hai 23/11", "8:00", "Giao ban", "P1"]),
        "II. BUỔI CHIỀU",
        table(captions, ["Thứ Hai 23/11", "14:00", "Tiếp dân", "P3"], ["Thứ Tư 25/11", "", "Làm việc với Sở", "P1"]),
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11 morning 08:00", "Giao ban"),
        ("23/11 afternoon 14:00", "Tiếp dân"),
        ("25/11 afternoon", "Làm việc với Sở"),
    ]


def test_a_whole_paper_as_one_table(tmp_path: Path) -> None:
    paper = table(
        [cell("SỞ NỘI VỤ", span=2), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", span=2)],
        [cell("LỊCH CÔNG TÁC TUẦN 48 CỦA LÃNH ĐẠO SỞ\nTừ ngày 23/11/2026 đến ngày 29/11/2026", span=4)],
        ["Ngày, tháng", "Thời gian", "Nội dung", "Lãnh đạo Sở"],
        ["Thứ Hai\n23/11", "8h00", "Họp giao ban", "GĐ Sở chủ trì, các PGĐ"],
        [cell("Nơi nhận: Lưu VT", span=2), cell("GIÁM ĐỐC\n(đã ký)\nTrần Minh", span=2)],
    )
    found = read_bytes(docx(paper), tmp_path)
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48 CỦA LÃNH ĐẠO SỞ Từ ngày 23/11/2026 đến ngày 29/11/2026"
    assert [(shown(p), p.content, p.chair, p.participants) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "GĐ Sở", "các PGĐ")
    ]
    assert {left.text for left in found.leftovers if left.kind == "signature"} >= {"Nơi nhận: Lưu VT", "Trần Minh"}


def test_leaders_over_their_days() -> None:
    found = lines(
        "I. Chủ tịch UBND tỉnh Lê Ngọc Tuấn\nThứ Hai (23/11):\n- Sáng: 08h00, Họp giao ban.\n"
        "II. Phó Chủ tịch Y Ngọc\nThứ Hai (23/11):\n- Chiều: 14h00, Chủ trì họp Hội đồng.\nThứ Tư (25/11): Đi cơ sở.\n"
    )
    assert who(found) == [
        ("23/11 morning 08:00", "Chủ tịch UBND tỉnh Lê Ngọc Tuấn", "Họp giao ban"),
        ("23/11 afternoon 14:00", "Phó Chủ tịch Y Ngọc", "họp Hội đồng"),
        ("25/11", "Phó Chủ tịch Y Ngọc", "Đi cơ sở"),
    ]


def test_several_sessions_and_times_on_one_line() -> None:
    found = lines(
        "Thứ Hai 23/11: Sáng: 7g30 họp Thường trực; 9g00 họp Ban Thường vụ. Chiều: đ/c Bí thư tiếp dân.\n"
        "Thứ Ba 24/11: Cả ngày dự Hội nghị Tỉnh ủy.\nThứ Tư 25/11: Sáng: đi cơ sở; chiều: 14 giờ, họp chi bộ.\n"
        "- Chủ tịch: Cả ngày, dự kỳ họp.\n"
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11 morning 07:30", "họp Thường trực"),
        ("23/11 morning 09:00", "họp Ban Thường vụ"),
        ("23/11 afternoon", "tiếp dân"),
        ("24/11 all_day", "dự Hội nghị Tỉnh ủy"),
        ("25/11 morning", "đi cơ sở"),
        ("25/11 afternoon 14:00", "họp chi bộ"),
        ("25/11 all_day", "dự kỳ họp"),
    ]


@pytest.mark.parametrize(
    "heading", ["Từ thứ Tư đến thứ Sáu, ngày 25/11 - 27/11/2026", "Thứ Tư - thứ Sáu (25/11-27/11)"]
)
def test_a_range_of_days_is_no_year(heading: str) -> None:
    (found,) = lines(f"{heading}\n- Đ/c Bí thư đi công tác (có kế hoạch riêng).\n").proposals
    assert (shown(found), found.chair, found.notes) == ("25/11→27/11", "Đ/c Bí thư", "có kế hoạch riêng")


def test_days_of_their_own_in_a_cell_of_several(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Ngày", "Đ/c Bí thư", "Đ/c Chủ tịch"],
            ["Thứ Tư - Thứ Sáu\n(25-27/11)", "Đi Lào", "- 25/11: Dự diễn đàn\n- 26, 27/11: Họp HĐND"],
        ),
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("25/11→27/11", "Đi Lào"),
        ("25/11", "Dự diễn đàn"),
        ("26/11→27/11", "Họp HĐND"),
    ]


def test_clocks_with_dots_and_times_inside_the_sentence() -> None:
    found = lines(
        "Thứ Hai - 23.11.2026\n08.00: Họp giao ban - Phòng họp 2 - Đ/c Bí thư chủ trì\n14.30 - 16.00: Tiếp dân\n"
        "Thứ Ba 24/11\n- Họp Huyện đoàn lúc 8h tại văn phòng\n"
        "Thứ Tư 25/11\n- 8 giờ (02 ngày), đồng chí Phó Bí thư dự lớp tập huấn\n"
    )
    assert [(shown(p), p.chair, p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Đ/c Bí thư", "Họp giao ban", "Phòng họp 2"),
        ("23/11 14:30-16:00", "", "Tiếp dân", ""),
        ("24/11 08:00", "", "Họp Huyện đoàn", "văn phòng"),
        ("25/11→26/11 08:00", "đồng chí Phó Bí thư", "dự lớp tập huấn", ""),
    ]


def test_a_message_with_emoji() -> None:
    found = lines(
        "🗓 THỨ HAI 23/11\n⏰ 8h00: Giao ban 📍 P. họp tầng 3\n*T3:* cả ngày đ/c Bí thư họp Tỉnh\nTrân trọng!\n"
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Giao ban", "P. họp tầng 3"),
        ("24/11 all_day", "họp Tỉnh", ""),
    ]
    assert [left.text for left in found.leftovers] == ["Trân trọng!"]


def test_a_day_that_says_it_is_empty_becomes_no_activity(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(["Thứ", "Nội dung", "Nơi"], ["Thứ Hai 23/11", "Không có lịch họp", ""], ["Thứ Ba 24/11", "Họp", "P1"]),
    )
    assert [p.content for p in found.proposals] == ["Họp"]
    assert "Không có lịch họp" in {left["text"] for left in to_json(found)["not_understood"]}


def test_a_row_of_rooms_and_chairs_is_no_caption(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Thời gian", "Nội dung", "Địa điểm", "Thành phần"],
            ["8h00\nThứ Hai (23/11/2026)", "Họp Hội đồng", "Phòng họp A", "Chủ trì: đ/c Chủ tịch; Thành viên Hội đồng"],
            ["14h00, thứ Hai (23/11/2026)", "Duyệt văn nghệ", "Nhà văn hóa", "PCT VX"],
        ),
    )
    assert [(shown(p), p.content, p.chair, p.participants) for p in found.proposals] == [
        ("23/11 08:00", "Họp Hội đồng", "đ/c Chủ tịch", "Thành viên Hội đồng"),
        ("23/11 14:00", "Duyệt văn nghệ", "", "PCT VX"),
    ]


def test_labels_after_numbers_and_people_after_the_time() -> None:
    found = lines(
        "Thứ Hai 23/11\n1. Thời gian: 8 giờ 00 phút\n   Nội dung: Họp Ban Chỉ đạo\n   Chủ trì: Ông Lợi - Phó Chủ tịch\n"
        "Thứ Ba 24/11\n+ 14h00’: Đ/c Hà - PCT: Làm việc với Công ty (P. họp số 2). Mời: Phòng QLĐT cùng dự. Phòng QLĐT chuẩn bị nội dung.\n"
    )
    board, company = found.proposals
    assert (shown(board), board.content, board.chair) == ("23/11 08:00", "Họp Ban Chỉ đạo", "Ông Lợi - Phó Chủ tịch")
    assert (company.chair, company.content, company.place) == ("Đ/c Hà - PCT", "Làm việc với Công ty", "P. họp số 2")
    assert (company.invited, company.preparing_unit) == ("Phòng QLĐT", "Phòng QLĐT")


def test_a_sheet_for_each_day_and_columns_of_starts_and_ends(tmp_path: Path) -> None:
    days = xlsx(
        {
            "Thứ 2": [["Thứ Hai, ngày 23/11/2026"], ["Giờ", "Nội dung", "Chủ trì"], ["8h", "Họp", "Đ/c An"]],
            "Thứ 3": [["Thứ Ba, ngày 24/11/2026"], ["Giờ", "Nội dung", "Chủ trì"], ["14h", "Tiếp khách", "Đ/c Bình"]],
        }
    )
    found = read_bytes(days, tmp_path, "lich.xlsx")
    assert who(found) == [("23/11 08:00", "Đ/c An", "Họp"), ("24/11 14:00", "Đ/c Bình", "Tiếp khách")]
    times = xlsx(
        {
            "T48": [
                ["Lịch tuần 48 năm 2026"],
                ["Ngày", "Bắt đầu", "Kết thúc", "Nội dung", "Phòng"],
                [date(2026, 11, 23), 0.3333333333, 0.375, "Họp A", "P1"],
                [None, time(13, 30), "15h", "Họp B", "P2"],
            ]
        }
    )
    found = read_bytes(times, tmp_path, "lich.xlsx")
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00-09:00", "Họp A", "P1"),
        ("23/11 13:30-15:00", "Họp B", "P2"),
    ]


def test_an_hour_off_the_hall_and_the_headmaster(tmp_path: Path) -> None:
    found = week(tmp_path, para("Thứ Hai 23/11"), para("8h: Họp Ban Chỉ đạo (HT HU)"), para("14h: Họp tổ (HT Lan dự)"))
    assert one(found, "Ban Chỉ đạo").place == "HT HU"
    assert one(found, "Họp tổ").participants == "HT Lan"


def test_the_next_numbered_leader_is_not_the_one_before() -> None:
    found = lines(
        "I. THỨ HAI (23/11/2026)\n1. Thường trực HĐND tỉnh\na) Sáng: Họp Thường trực.\n- Thời gian: 08 giờ.\n"
        "b) Chiều: Làm việc tại cơ quan.\n2. Ban Pháp chế\nThẩm tra tờ trình. Thời gian: 14 giờ. Địa điểm: Phòng họp số 3.\n"
        "II. THỨ BA (24/11/2026)\n1. Thường trực HĐND tỉnh: Dự phiên họp (08 giờ, Hội trường UBND).\n"
    )
    assert who(found) == [
        ("23/11 morning 08:00", "Thường trực HĐND tỉnh", "Họp Thường trực"),
        ("23/11 afternoon", "Thường trực HĐND tỉnh", "Làm việc"),
        ("23/11 14:00", "Ban Pháp chế", "Thẩm tra tờ trình"),
        ("24/11 08:00", "Thường trực HĐND tỉnh", "Dự phiên họp"),
    ]
    assert found.proposals[-1].place == "Hội trường UBND"


def test_a_note_among_the_labels_of_an_activity() -> None:
    found = lines(
        "Thứ Hai 23/11\n08h00 - Họp BTV\n  Chuẩn bị: Văn phòng; Ban Tổ chức\n  Ghi chú: Tài liệu gửi trước 01 ngày\n"
        "Thứ Ba 24/11\n14h: Tiếp dân\nGhi chú: Lịch này thay giấy mời.\n"
    )
    board, people = found.proposals
    assert (board.preparing_unit, board.notes) == ("Văn phòng; Ban Tổ chức", "Tài liệu gửi trước 01 ngày")
    assert people.notes == ""
    assert [left.kind for left in found.leftovers] == ["note"]


def test_a_cell_beside_two_days_lasts_over_both(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Thứ", "Sáng", "Chiều"],
            ["Hai 23/11", cell("Hội nghị toàn quốc", merge="restart"), "Họp UBND"],
            ["Ba 24/11", cell(merge="continue"), "Họp HĐND"],
        ),
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11→24/11 morning", "Hội nghị toàn quốc"),
        ("23/11 afternoon", "Họp UBND"),
        ("24/11 afternoon", "Họp HĐND"),
    ]


def test_the_same_as_above_has_a_time_of_its_own(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Thứ", "Buổi", "Bí thư", "Chủ tịch"],
            ["Ba 24/11", "S", "Họp Tỉnh ủy (7h30)", "Giao ban"],
            ["", "C", "nt", "Họp"],
        ),
    )
    assert [shown(p) for p in found.proposals if p.content == "Họp Tỉnh ủy"] == [
        "24/11 morning 07:30",
        "24/11 afternoon",
    ]


def test_capitals_throughout() -> None:
    (found,) = lines("* THỨ HAI (23/11):\nSÁNG:\n- 08h: ĐC BÍ THƯ CHỦ TRÌ HỌP BAN THƯỜNG VỤ (P.HỌP SỐ 1)\n").proposals
    assert (found.chair, found.content, found.place) == ("ĐC BÍ THƯ", "HỌP BAN THƯỜNG VỤ", "P.HỌP SỐ 1")


def test_days_alone_in_a_row_of_empty_cells(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Thời gian", "Nội dung", "Chủ trì", "Ghi chú"],
            ["Thứ Hai, ngày 23/11", "", "", ""],
            ["Sáng", "8h00: Giao ban (P1)", "BT", ""],
            ["Chiều", "Làm việc với các đơn vị", "PBT", ""],
            ["Thứ Ba, ngày 24/11", "", "", ""],
            ["Tối", "19h30 giao lưu", "", ""],
        ),
    )
    assert [shown(p) for p in found.proposals] == ["23/11 morning 08:00", "23/11 afternoon", "24/11 evening 19:30"]


def test_dashes_part_the_chair_and_the_room() -> None:
    found = lines(
        "Thứ hai, 23/11\n– 07h30: Họp giao ban – Đ/c Hoàng Văn Minh, Bí thư Đảng ủy chủ trì – Phòng họp số 1.\n"
        "– 09h00: Tiếp công dân – Đ/c Minh – Phòng tiếp dân.\n"
    )
    assert [(p.content, p.chair, p.place) for p in found.proposals] == [
        ("Họp giao ban", "Đ/c Hoàng Văn Minh, Bí thư Đảng ủy", "Phòng họp số 1"),
        ("Tiếp công dân", "Đ/c Minh", "Phòng tiếp dân"),
    ]


def test_leaders_who_attend_beside_the_participants(tmp_path: Path) -> None:
    found = week(
        tmp_path,
        table(
            ["Ngày", "Giờ", "Nội dung", "Thành phần", "Lãnh đạo dự"],
            ["Thứ Hai\n23/11", "8h00", "Họp xét duyệt", "Hội đồng", "CT, PCT Hà"],
        ),
    )
    assert [(p.chair, p.participants) for p in found.proposals] == [("CT, PCT Hà", "Hội đồng")]
