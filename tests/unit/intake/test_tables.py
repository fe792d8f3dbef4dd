"""Schedules kept as tables in Word: merged cells, captions in any order and wording, sessions and leaders as columns."""

from datetime import date
from pathlib import Path

import pytest

from support.reading import one, read_bytes, shown
from support.schedule_files import cell, docx, para, row, run, table

LETTERHEAD = table(
    [
        "TỈNH ỦY ĐỒNG NAI\nĐẢNG ỦY XÃ TÂN PHÚ\n*\nSố: 14-LCT/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM\nTân Phú, ngày 20 tháng 11 năm 2026",
    ]
)
TITLE = ("LỊCH CÔNG TÁC TUẦN CỦA THƯỜNG TRỰC ĐẢNG ỦY", "(Từ ngày 23/11 đến ngày 29/11/2026)")


def test_the_party_form_with_letterhead_merged_days_and_captions_in_two_rows(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            LETTERHEAD,
            *TITLE,
            table(
                [cell("Thứ, ngày", merge="restart"), cell("Thời gian", merge="restart"), cell("Nội dung công việc", merge="restart"),
                 cell("Thành phần", span=2), cell("Địa điểm", merge="restart")],
                [cell(merge="continue"), cell(merge="continue"), cell(merge="continue"), "Chủ trì", "Tham dự", cell(merge="continue")],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                [cell("Thứ Hai\n23/11", merge="restart"), "7h30", "Giao ban", "Đ/c Bí thư", "Các đ/c PBT; CVP", "Phòng họp số 1"],
                [cell(merge="continue"), "14h00", "Làm việc với Đoàn kiểm tra (LĐVP: Đ/c Hòa)", "Đ/c PBT", "UBKT", "Phòng họp số 2"],
                [cell("Thứ Ba\n24/11"), cell("NGHỈ NGÀY VĂN HÓA VIỆT NAM", span=5)],
                [cell("Thứ Tư\n25/11"), "8h00\n\n14h00", "Họp chi bộ\n\nTiếp công dân", "Đ/c Hà\n\nĐ/c Bình", "", "P. họp 1\n\nTrụ sở tiếp dân"],
                [cell("Thứ Năm\n26/11"), "", "", "", "", ""],
                [cell("Ghi chú: Lịch này thay giấy mời.", span=6)],
            ),
            table(["Nơi nhận:\n- Các đ/c Ủy viên BTV;", "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nLê Văn Nam"]),
        ),
        tmp_path,
    )  # fmt: skip
    assert found.title == "LỊCH CÔNG TÁC TUẦN CỦA THƯỜNG TRỰC ĐẢNG ỦY (Từ ngày 23/11 đến ngày 29/11/2026)"
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals] == [
        ("23/11 07:30", "Giao ban", "Đ/c Bí thư", "Các đ/c PBT; CVP", "Phòng họp số 1"),
        ("23/11 14:00", "Làm việc với Đoàn kiểm tra", "Đ/c PBT", "UBKT", "Phòng họp số 2"),
        ("24/11", "NGHỈ NGÀY VĂN HÓA VIỆT NAM", "", "", ""),
        ("25/11 08:00", "Họp chi bộ", "Đ/c Hà", "", "P. họp 1"),
        ("25/11 14:00", "Tiếp công dân", "Đ/c Bình", "", "Trụ sở tiếp dân"),
    ]
    assert one(found, "Đoàn kiểm tra").office_lead == "Đ/c Hòa"
    kinds = {left.text: left.kind for left in found.leftovers}
    assert kinds["ĐẢNG CỘNG SẢN VIỆT NAM"] == "title"
    assert kinds["26/11"] == "empty"  # an empty day
    assert kinds["Ghi chú: Lịch này thay giấy mời."] == "note"
    assert kinds["CHÁNH VĂN PHÒNG"] == kinds["Lê Văn Nam"] == "signature"


def test_place_first_and_labelled_lines_in_one_column(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "TUẦN 48 THEO NĂM 2026",
            "TUẦN 14 THEO NĂM HỌC 2026-2027",
            "TRƯỜNG ĐẠI HỌC ABC",
            "LỊCH CÔNG TÁC",
            "(Từ ngày 23/11/2026 đến ngày 29/11/2026)",
            table(
                ["Ngày, tháng", "Thời gian", "Địa điểm - Nội dung"],
                [cell("Thứ Hai\n23/11", merge="restart"), "08h00",
                 "Tại phòng họp giao ban: Họp triển khai đề án.\nChủ trì: PHT. Đinh Văn Mạnh.\nKính mời: Chủ nhiệm các Khoa: Hàng hải, Máy tàu; đ/c Phước."],
                [cell(merge="continue"), "09h00", "Kiểm tra nội bộ ISO: Phòng Quản trị."],
                [cell(merge="continue"), "08h00\n\n(Cả ngày)",
                 "Tại Trường Cao đẳng nghề: Kiểm tra hồ sơ theo Công văn số 240/ĐH ngày 21/3/2026.\nThành phần: Đoàn Thanh tra; lãnh đạo Trường."],
                [cell("Thứ Bảy\n28/11"), "18h00",
                 "Tại  Hội trường lớn: Khai mạc lớp đảng viên mới.\nThành phần: các học viên. (Phòng Đào tạo chuẩn bị b/c).\n(Thời gian học trong 02 ngày: 28, 29/11/2026; Sáng: 07h30, Chiều: 14h00)"],
            ),
            "Ghi chú:  1. Nộp bảng chấm công (từ 01/11 – 30/11) trước ngày 30/11/2026;",
            "2. Từ ngày 01/12/2026 (Thứ Ba) đổi giờ làm việc: - Sáng: Từ 07h30 đến 11h30;",
            "HIỆU TRƯỞNG",
        ),
        tmp_path,
    )  # fmt: skip
    assert found.number == 48
    assert found.title.startswith("LỊCH CÔNG TÁC")
    meeting = one(found, "đề án")
    assert (meeting.place, meeting.chair) == ("phòng họp giao ban", "PHT. Đinh Văn Mạnh")
    assert meeting.content == "Họp triển khai đề án"
    assert meeting.invited == "Chủ nhiệm các Khoa: Hàng hải, Máy tàu; đ/c Phước"
    assert one(found, "ISO").content == "Kiểm tra nội bộ ISO: Phòng Quản trị"
    assert shown(one(found, "hồ sơ")) == "23/11 all_day 08:00"
    opening = one(found, "Khai mạc")
    assert shown(opening) == "28/11→29/11 18:00"
    assert (opening.place, opening.preparing_unit) == ("Hội trường lớn", "Phòng Đào tạo")
    assert "Thời gian học trong 02 ngày" in opening.notes
    assert [left.kind for left in found.leftovers][-3:] == ["note", "note", "signature"]


def test_continuation_rows_with_one_cell_less(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Thứ, ngày", "Giờ", "Nội dung", "Chủ trì, tham gia", "Địa điểm"],
                ["Thứ Hai\n23/11", "7h30", "Giao ban", "Đ/c Bí thư", "P.1"],
                ["14h", "Họp BTV", "Đ/c Bí thư; UVBTV", "P.2"],
                ["Thứ Ba\n24/11", "8h", "Tiếp dân", "Chủ tịch", "Trụ sở"],
                ["15h", "Họp đảng ủy", "Đ/c Hà", "P.3"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals] == [
        ("23/11 07:30", "Giao ban", "Đ/c Bí thư", "", "P.1"),
        ("23/11 14:00", "Họp BTV", "Đ/c Bí thư", "UVBTV", "P.2"),
        ("24/11 08:00", "Tiếp dân", "Chủ tịch", "", "Trụ sở"),
        ("24/11 15:00", "Họp đảng ủy", "Đ/c Hà", "", "P.3"),
    ]


CAPTIONS = {
    "day": ("Thứ, ngày", "Ngày", "Ngày/tháng", "Thứ/ngày", "THỨ NGÀY", "Ngày tháng"),
    "time": ("Giờ", "Thời gian", "Thời   gian", "Giờ họp"),
    "content": ("Nội dung", "NỘI DUNG CÔNG VIỆC", "Công việc", "Nội dung làm việc"),
    "chair": ("Chủ trì", "Người chủ trì", "Lãnh đạo chủ trì", "Lãnh đạo"),
    "participants": ("Thành phần", "Thành phần tham dự", "TP tham dự", "Đại biểu"),
    "place": ("Địa điểm", "Nơi họp", "ĐỊA ĐIỂM HỌP", "Phòng họp"),
}
VALUES = {
    "time": "8h30",
    "content": "Nghe báo cáo kết quả",
    "chair": "Đ/c Bí thư",
    "participants": "Các ban",
    "place": "Phòng số 2",
}


@pytest.mark.parametrize("turn", range(6))
def test_columns_in_any_order_under_any_caption(tmp_path: Path, turn: int) -> None:
    names = list(CAPTIONS)
    names = names[turn:] + names[:turn]
    heads = [CAPTIONS[name][turn % len(CAPTIONS[name])] for name in names]
    rows = [
        [{"day": "Thứ Hai\n23/11", **VALUES}[name] for name in names],
        [{"day": "Thứ Ba\n24/11", **VALUES}[name] for name in names],
    ]
    found = read_bytes(docx(*TITLE, table(heads, *rows)), tmp_path)
    assert [shown(p) for p in found.proposals] == ["23/11 08:30", "24/11 08:30"]
    for proposal in found.proposals:
        assert (proposal.content, proposal.chair) == (VALUES["content"], VALUES["chair"])
        assert (proposal.participants, proposal.place) == (VALUES["participants"], VALUES["place"])


def test_morning_and_afternoon_as_columns(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Ngày", "Sáng", "Chiều"],
                ["Thứ Hai\n23/11", "- 7h30: Họp giao ban tại Phòng họp số 1. Chủ trì: Bí thư\n- 9h00: Đ/c PBT dự lễ tại Trường Chính trị",
                 "14h00: Đ/c Bí thư tiếp công dân\nĐịa điểm: Trụ sở tiếp dân"],
                ["Thứ Ba\n24/11", cell("Hội nghị BCH lần thứ 5, Hội trường Đảng ủy", span=2)],
                ["Thứ Tư\n25/11", "", "Họp chi bộ"],
            ),
        ),
        tmp_path,
    )  # fmt: skip
    assert [(shown(p), p.content, p.chair, p.place) for p in found.proposals] == [
        ("23/11 morning 07:30", "Họp giao ban", "Bí thư", "Phòng họp số 1"),
        ("23/11 morning 09:00", "dự lễ", "Đ/c PBT", "Trường Chính trị"),
        ("23/11 afternoon 14:00", "tiếp công dân", "Đ/c Bí thư", "Trụ sở tiếp dân"),
        ("24/11 all_day", "Hội nghị BCH lần thứ 5", "", "Hội trường Đảng ủy"),
        ("25/11 afternoon", "Họp chi bộ", "", ""),
    ]


def test_leaders_down_and_days_across(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "LỊCH CÔNG TÁC TUẦN 48 NĂM 2026",
            table(
                ["Lãnh đạo", "Thứ 2 (23/11)", "Thứ 3 (24/11)", "Thứ 4 (25/11)", "Thứ 5 (26/11)"],
                ["Bí thư Nguyễn Văn A", "7h30: Giao ban\n14h: Tiếp dân", "Nghỉ lễ", cell("Công tác Hà Nội", span=2)],
                ["PBT Trần Thị B", "", "", "Sáng: Họp BTV\nChiều: Đi cơ sở", ""],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.chair) for p in found.proposals] == [
        ("23/11 07:30", "Giao ban", "Bí thư Nguyễn Văn A"),
        ("23/11 14:00", "Tiếp dân", "Bí thư Nguyễn Văn A"),
        ("24/11", "Nghỉ lễ", "Bí thư Nguyễn Văn A"),
        ("25/11→26/11", "Công tác Hà Nội", "Bí thư Nguyễn Văn A"),
        ("25/11 morning", "Họp BTV", "PBT Trần Thị B"),
        ("25/11 afternoon", "Đi cơ sở", "PBT Trần Thị B"),
    ]


def test_days_down_and_leaders_across_in_sessions(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Thứ/ngày", "Buổi", "Bí thư", "Phó Bí thư TT"],
                [cell("Thứ Hai\n23/11", merge="restart"), "Sáng", "Giao ban", "Giao ban tổ"],
                [cell(merge="continue"), "Chiều", "Tiếp dân", ""],
                ["Thứ Ba\n24/11", "S", "", "Đi cơ sở"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.chair) for p in found.proposals] == [
        ("23/11 morning", "Giao ban", "Bí thư"),
        ("23/11 morning", "Giao ban tổ", "Phó Bí thư TT"),
        ("23/11 afternoon", "Tiếp dân", "Bí thư"),
        ("24/11 morning", "Đi cơ sở", "Phó Bí thư TT"),
    ]


def test_days_and_sessions_as_rows_across_the_table(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Thời gian", "Nội dung", "Địa điểm", "Chủ trì"],
                [cell("THỨ HAI, NGÀY 23/11/2026", span=4)],
                [cell("Sáng", span=4)],
                ["8h00", "Giao ban", "P.1", "Bí thư"],
                [cell("Chiều", span=4)],
                ["2h00", "Nghe báo cáo", "P.2", "Bí thư"],
                [cell("THỨ BA, NGÀY 24/11/2026: NGHỈ LỄ", span=4)],
                ["Thời gian", "Nội dung", "Địa điểm", "Chủ trì"],
                [cell("Thứ Tư, ngày 25/11/2026", span=4)],
                ["Cả ngày", "Tập huấn", "HT", ""],
                ["", "Đi cơ sở", "Xã bên", "PBT"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place, p.chair) for p in found.proposals] == [
        ("23/11 morning 08:00", "Giao ban", "P.1", "Bí thư"),
        ("23/11 afternoon 14:00", "Nghe báo cáo", "P.2", "Bí thư"),
        ("24/11", "NGHỈ LỄ", "", ""),
        ("25/11 all_day", "Tập huấn", "HT", ""),
        ("25/11", "Đi cơ sở", "Xã bên", "PBT"),
    ]


def test_no_captions_at_all(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "Lịch tuần 48 năm 2026",
            table(
                ["Hai\n23/11", "08:00", "Họp giao ban", "Phòng họp 1"],
                ["", "14:00", "Họp BTV", "Phòng họp 2"],
                ["Ba\n24/11", "08:00", "Họp chi bộ", "Phòng họp 2"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "Phòng họp 1"),
        ("23/11 14:00", "Họp BTV", "Phòng họp 2"),
        ("24/11 08:00", "Họp chi bộ", "Phòng họp 2"),
    ]


def test_one_table_for_each_day(tmp_path: Path) -> None:
    heads = ["Giờ", "Nội dung", "Địa điểm"]
    found = read_bytes(
        docx(
            "LỊCH HỌP TUẦN 48 (23/11/2026 - 27/11/2026)",
            "Thứ Hai, ngày 23/11/2026",
            table(heads, ["8h00", "Họp giao ban", "Phòng 1"], ["14h00", "Họp BTV", "Phòng 2"]),
            "Thứ Ba, ngày 24/11/2026",
            table(heads, ["8h00", "Họp chi bộ", ""]),
            "Ghi chú: Đề nghị đến đúng giờ.",
        ),
        tmp_path,
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban"),
        ("23/11 14:00", "Họp BTV"),
        ("24/11 08:00", "Họp chi bộ"),
    ]


def test_two_weeks_in_one_file(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48 (từ 23/11/2026 đến 29/11/2026)",
            table(["Ngày", "Nội dung"], ["Thứ Hai", "Họp A"], ["Thứ Ba", "Họp B"]),
            "LỊCH TUẦN 49 (từ 30/11/2026 đến 06/12/2026)",
            table(["Ngày", "Nội dung"], ["Thứ Hai", "Họp C"], ["Chủ nhật", "Họp D"]),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11", "Họp A"),
        ("24/11", "Họp B"),
        ("30/11", "Họp C"),
        ("06/12", "Họp D"),
    ]
    assert (found.first_day, found.last_day) == (date(2026, 11, 23), date(2026, 12, 6))


def test_tables_within_cells(tmp_path: Path) -> None:
    inner = table(["8h00", "Họp C", "P2"], ["14h00", "Họp D", "P3"])
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48/2026",
            table(["Thứ Hai 23/11", "8h00: Họp A\nĐịa điểm: P1"], row(cell("Thứ Ba 24/11"), cell(inner, para("")))),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp A", "P1"),
        ("24/11 08:00", "Họp C", "P2"),
        ("24/11 14:00", "Họp D", "P3"),
    ]
    frame = cell(
        para("LỊCH TUẦN 48/2026"),
        table(["Thứ", "Giờ", "Nội dung"], ["Hai", "8h", "Họp A"], ["Ba", "9h", "Họp B"]),
        para("Ghi chú: abc"),
    )
    framed = read_bytes(docx(table(row(frame))), tmp_path, "khung.docx")
    assert [(shown(p), p.content) for p in framed.proposals] == [("23/11 08:00", "Họp A"), ("24/11 09:00", "Họp B")]
    assert [left.text for left in framed.leftovers if left.kind == "note"] == ["Ghi chú: abc"]


def test_a_struck_out_activity_is_read_with_a_warning(tmp_path: Path) -> None:
    found = read_bytes(
        docx(*TITLE, table(["Ngày", "Nội dung"], row(cell("Thứ Hai 23/11"), cell(para(run("Họp hoãn", strike=True)))))),
        tmp_path,
    )
    assert one(found, "Họp hoãn").day == date(2026, 11, 23)
    assert one(found, "Họp hoãn").warnings == ("struck_through",)


def test_days_within_the_time_column_and_mixed_columns(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48 từ 23/11/2026 đến 29/11/2026",
            table(
                ["TT", "Thời gian", "Nội dung công việc", "Thành phần, địa điểm", "Ghi chú"],
                ["1", "8h00 ngày 23/11 (Thứ Hai)", "Họp giao ban", "Các ban Đảng\nPhòng họp số 1", ""],
                ["2", "Sáng thứ Ba, 24/11", "Nghỉ lễ", "", ""],
                ["3", "14h thứ Tư 25/11", "Tiếp dân", "Đ/c Bí thư; Trụ sở tiếp dân", "VP chuẩn bị"],
                ["4", "Từ 26-27/11", "Tập huấn", "Hội trường", ""],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.participants, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "Các ban Đảng", "Phòng họp số 1"),
        ("24/11 morning", "Nghỉ lễ", "", ""),
        ("25/11 14:00", "Tiếp dân", "Đ/c Bí thư", "Trụ sở tiếp dân"),
        ("26/11→27/11", "Tập huấn", "", "Hội trường"),
    ]
    assert one(found, "Tiếp dân").preparing_unit == "VP"


def test_chair_and_others_in_one_cell(tmp_path: Path) -> None:
    def people(text: str, name: str) -> tuple[str, str, str]:
        rows = [["Thứ Hai 23/11", "8h", "Hội nghị", text, "P.1"], ["Thứ Ba 24/11", "9h", "Họp khác", "", ""]]
        found = read_bytes(
            docx(*TITLE, table(["Thứ, ngày", "Giờ", "Nội dung", "Chủ trì, tham gia", "Địa điểm"], *rows)),
            tmp_path,
            name,
        )
        activity = one(found, "Hội nghị")
        return activity.chair, activity.participants, activity.invited

    assert people("Đ/c Bí thư chủ trì. Các đ/c UVBTV, mời: Chánh VP", "a") == (
        "Đ/c Bí thư",
        "Các đ/c UVBTV",
        "Chánh VP",
    )
    assert people("- Đ/c Bí thư chủ trì\n- Tham gia: TT HĐND", "b") == ("Đ/c Bí thư", "TT HĐND", "")
    assert people("Chủ trì: Đ/c A\nThành phần: các ban", "c") == ("Đ/c A", "các ban", "")
    assert people("Chủ tịch; Công an", "d") == ("Chủ tịch", "Công an", "")


def test_starts_and_ends_in_two_columns(tmp_path: Path) -> None:
    heads = ["Ngày", "Thời gian bắt đầu", "Thời gian kết thúc", "Nội dung"]
    found = read_bytes(docx("LỊCH HỌP 2026", table(heads, ["Thứ Hai 23/11/2026", "8h00", "9h30", "Họp"])), tmp_path)
    assert shown(found.proposals[0]) == "23/11 08:00-09:30"


def test_a_place_or_time_merged_over_rows_counts_for_each(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Thứ, ngày", "Giờ", "Nội dung", "Địa điểm"],
                [
                    cell("Thứ Hai 23/11", merge="restart"),
                    cell("8h", merge="restart"),
                    "Họp A",
                    cell("P.1", merge="restart"),
                ],
                [cell(merge="continue"), cell(merge="continue"), "Họp B", cell(merge="continue")],
                [cell(merge="continue"), "14h", "Họp C", cell(merge="continue")],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp A", "P.1"),
        ("23/11 08:00", "Họp B", "P.1"),
        ("23/11 14:00", "Họp C", "P.1"),
    ]


def test_each_session_with_its_own_time_and_place_columns(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                [cell("Thứ", merge="restart"), cell("Buổi sáng", span=3), cell("Buổi chiều", span=3)],
                [cell(merge="continue"), "Giờ", "Nội dung", "Địa điểm", "Giờ", "Nội dung", "Địa điểm"],
                ["Hai 23/11", "8h", "Họp A", "P1", "14h", "Họp B", "P2"],
                ["Ba 24/11", "", "", "", "15h", "Họp C", "P3"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 morning 08:00", "Họp A", "P1"),
        ("23/11 afternoon 14:00", "Họp B", "P2"),
        ("24/11 afternoon 15:00", "Họp C", "P3"),
    ]


def test_a_cell_over_several_leaders_is_theirs_and_notes_are_read(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            *TITLE,
            table(
                ["Thứ/Ngày", "Buổi", "Bí thư Nguyễn A", "PBT Trần B", "Ghi chú"],
                [cell("Hai\n23/11", merge="restart"), "S", cell("7h30: Giao ban (P.1)", span=2), "LĐVP: Hòa"],
                [cell(merge="continue"), "C", "Đi cơ sở", "14h Họp UBKT", "Mang hồ sơ"],
            ),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.chair, p.office_lead, p.notes) for p in found.proposals] == [
        ("23/11 morning 07:30", "Giao ban", "Bí thư Nguyễn A, PBT Trần B", "Hòa", ""),
        ("23/11 afternoon", "Đi cơ sở", "Bí thư Nguyễn A", "", "Mang hồ sơ"),
        ("23/11 afternoon 14:00", "Họp UBKT", "PBT Trần B", "", "Mang hồ sơ"),
    ]


def test_columns_made_with_tabs(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48/2026",
            "Thứ Hai, 23/11",
            para(run("8h00\tHọp giao ban\tPhòng họp 1")),
            para(run("14h00\tTiếp dân\tTrụ sở tiếp dân")),
        ),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "Phòng họp 1"),
        ("23/11 14:00", "Tiếp dân", "Trụ sở tiếp dân"),
    ]
