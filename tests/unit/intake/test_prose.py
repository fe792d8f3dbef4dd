"""Schedules written as lines under days: by time, by leader, by session, with labelled lines."""

from datetime import date

from support.reading import assert_words_kept, one, read_lines, shown


def test_prose_by_day_gives_time_chair_matter_place_and_office_lead() -> None:
    found = read_lines(
        "Thứ Hai, ngày 23/11/2026\n"
        "- 7 giờ 30, đồng chí Bí thư Đảng ủy dự Hội nghị tổng kết công tác dân vận. Điểm tại Hội trường Huyện ủy (LĐVP: Đ/c Hòa).\n"
        "- 14 giờ, đồng chí Phó Bí thư Thường trực làm việc tại cơ quan.\n"
        "- 15 giờ, Ủy quyền đồng chí Lê Thị Mai, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo dự lễ khai giảng. Điểm tại Trường Chính trị.\n"
    )
    first, second, third = found.proposals
    assert shown(first) == "23/11 07:30"
    assert first.chair == "đồng chí Bí thư Đảng ủy"
    assert first.content == "dự Hội nghị tổng kết công tác dân vận"
    assert first.place == "Hội trường Huyện ủy"
    assert first.office_lead == "Đ/c Hòa"
    assert (second.chair, second.content, second.place) == ("đồng chí Phó Bí thư Thường trực", "làm việc", "cơ quan")
    assert third.chair == "Ủy quyền đồng chí Lê Thị Mai, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo"
    assert not found.leftovers
    for proposal in found.proposals:
        assert_words_kept(proposal, but="Thứ Hai ngày 23/11/2026 7 giờ 30 14 15 Điểm tại LĐVP")


def test_invited_people_who_prepares_and_thay_thu_moi() -> None:
    found = read_lines(
        "Thứ Ba, ngày 24/11/2026\n"
        "- 6 giờ 30, Thường trực Đảng ủy hội ý. Mời tập thể Thường trực HĐND, UBND xã; lãnh đạo Văn phòng (thay thư mời). "
        "Điểm tại Nhà ăn cơ quan (giao Văn phòng UBND xã chuẩn bị); (LĐVP)."
    )
    (activity,) = found.proposals
    assert activity.chair == "Thường trực Đảng ủy"
    assert activity.content == "hội ý"
    assert activity.invited == "tập thể Thường trực HĐND, UBND xã; lãnh đạo Văn phòng"
    assert activity.place == "Nhà ăn cơ quan"
    assert activity.preparing_unit == "Văn phòng UBND xã"
    assert activity.office_lead == "LĐVP"
    assert activity.notes == "thay thư mời"


def test_one_paragraph_of_a_leader_holds_several_activities() -> None:
    found = read_lines(
        "THỨ HAI, NGÀY 23/11/2026\n"
        "Chủ tịch: 8 giờ, họp giao ban tại phòng họp số 1. 14 giờ, dự họp Ban Thường vụ Huyện ủy.\n"
        "Phó Chủ tịch Trần Thị Lan: Sáng: đi công tác tại tỉnh; 15 giờ, tiếp công dân.\n"
        "Phó Chủ tịch Nguyễn Văn Tâm: Nghỉ phép.\n"
    )
    assert [(shown(p), p.chair, p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Chủ tịch", "họp giao ban", "phòng họp số 1"),
        ("23/11 14:00", "Chủ tịch", "dự họp Ban Thường vụ Huyện ủy", ""),
        ("23/11 morning", "Phó Chủ tịch Trần Thị Lan", "đi công tác", "tỉnh"),
        ("23/11 15:00", "Phó Chủ tịch Trần Thị Lan", "tiếp công dân", ""),
        ("23/11", "Phó Chủ tịch Nguyễn Văn Tâm", "Nghỉ phép", ""),
    ]


def test_numbered_leaders_labelled_lines_and_an_activity_of_the_whole_week() -> None:
    found = read_lines(
        "LỊCH LÀM VIỆC CỦA LÃNH ĐẠO UBND XÃ\n(Tuần thứ 48 từ ngày 23/11/2026 đến ngày 27/11/2026)\nLỊCH NÀY THAY THƯ MỜI HỌP\n"
        "THỨ HAI (23/11/2026):\n"
        "* SÁNG: 1. Chủ tịch, các Phó Chủ tịch: Tiếp dân buổi đầu giờ. (Giao Văn phòng đảm bảo các điều kiện)\n"
        "Thành phần tham dự: Phòng Kinh tế, Công an xã.\n"
        "Thời gian, địa điểm: 07 giờ 00’ đến 08 giờ 00’ tất cả các ngày làm việc trong tuần tại phòng Tiếp công dân xã.\n"
        "2. Chủ tịch UBND xã Nguyễn Văn Lưu:\n"
        "08 giờ 00’: Thăm Trường THPT Lê Quý Đôn. (Giao Phòng Văn hóa – Xã hội chuẩn bị nội dung)\n"
        "Thành phần tham dự: Ông Nguyễn Nam (CV Bình).\nĐịa điểm: tại Trường THPT Lê Quý Đôn.\n"
        "09 giờ 00’: Trao Huy hiệu Đảng. Địa điểm: tại Hội trường Đảng ủy xã.\n"
        "* CHIỀU:\n3. Phó Chủ tịch\n14 giờ 00’: Họp tổ công tác.\n"
        "THỨ BA (24/11/2026): Nghỉ lễ\n"
    )
    assert found.number == 48 and (found.first_day, found.last_day) == (date(2026, 11, 23), date(2026, 11, 27))
    week = one(found, "Tiếp dân")
    assert shown(week) == "23/11→27/11 morning 07:00-08:00"
    assert week.chair == "Chủ tịch, các Phó Chủ tịch"
    assert week.place == "phòng Tiếp công dân xã"
    assert week.preparing_unit == "Văn phòng" and "đảm bảo các điều kiện" in week.notes
    visit = one(found, "Thăm")
    assert visit.chair == "Chủ tịch UBND xã Nguyễn Văn Lưu"
    assert visit.preparing_unit == "Phòng Văn hóa – Xã hội" and visit.notes == ""
    assert visit.participants == "Ông Nguyễn Nam (CV Bình)"
    assert visit.place == "Trường THPT Lê Quý Đôn"
    assert one(found, "Trao").chair == "Chủ tịch UBND xã Nguyễn Văn Lưu"
    assert one(found, "tổ công tác").chair == "Phó Chủ tịch"
    assert shown(one(found, "tổ công tác")) == "23/11 afternoon 14:00"
    assert shown(one(found, "Nghỉ lễ")) == "24/11"
    assert [(left.kind, left.text) for left in found.leftovers] == [("note", "LỊCH NÀY THAY THƯ MỜI HỌP")]


def test_session_and_people_in_brackets_at_the_end() -> None:
    found = read_lines(
        "Lịch làm việc tuần 48 (từ ngày 23/11/2026 đến ngày 30/11/2026)\n\nNgày\n\nNội dung công việc\n\n"
        "Thứ hai\n\n23/11\n\nThường trực HĐND đi thăm các tổ chức tôn giáo (ngày; đ/c Triệu).\n\n"
        "Thứ ba\n\n24/11\n\n"
        "+ Thường trực HĐND tham dự Đoàn giám sát tại Văn phòng Huyện ủy (sáng; dự: đ/c Triệu).\n\n"
        "+ Ban Pháp chế khảo sát tại UBND xã An Bình (chiều).\n"
    )
    visit, oversight, survey = found.proposals
    assert shown(visit) == "23/11 all_day" and visit.participants == "đ/c Triệu"
    assert shown(oversight) == "24/11 morning" and oversight.participants == "đ/c Triệu"
    assert oversight.place == "Văn phòng Huyện ủy"
    assert shown(survey) == "24/11 afternoon" and survey.place == "UBND xã An Bình"
    assert found.last_day == date(2026, 11, 30)  # eight days: data, not corrected


def test_points_of_an_agenda_stay_in_their_activity() -> None:
    found = read_lines(
        "THỨ HAI NGÀY 23/11/2026\n"
        "- 14h00: Hội nghị Ban Thường vụ:\n+ Cho ý kiến về công tác cán bộ;\n+ Thông qua báo cáo năm.\n"
        "Đ/c Bí thư chủ trì. Văn phòng chuẩn bị tài liệu.\n"
        "- 16h00: Tiếp công dân.\n"
    )
    meeting, reception = found.proposals
    assert "Cho ý kiến về công tác cán bộ" in meeting.content and "Thông qua báo cáo năm" in meeting.content
    assert meeting.chair == "Đ/c Bí thư" and meeting.preparing_unit == "Văn phòng"
    assert reception.content == "Tiếp công dân"


def test_blocks_of_labelled_lines() -> None:
    found = read_lines(
        "Thứ Hai, ngày 23/11/2026\nThời gian: 8 giờ 00\nNội dung: Hội nghị giao ban\nChủ trì: Đ/c Bình, Bí thư\n"
        "Thành phần: Ban Thường vụ; các ban\nĐịa điểm: Phòng họp số 1\n"
        "Thời gian: 14 giờ\nNội dung: Kiểm tra chợ\nĐịa điểm: Chợ xã\n"
    )
    first, second = found.proposals
    assert (shown(first), first.content, first.chair) == ("23/11 08:00", "Hội nghị giao ban", "Đ/c Bình, Bí thư")
    assert (first.participants, first.place) == ("Ban Thường vụ; các ban", "Phòng họp số 1")
    assert (shown(second), second.content, second.place) == ("23/11 14:00", "Kiểm tra chợ", "Chợ xã")


def test_days_and_ranges_as_offices_write_them() -> None:
    found = read_lines(
        "LỊCH TUẦN (28/12/2026 - 03/01/2027)\n"
        "T. Hai 28/12: Họp A\n* Thứ Ba: 29/12\n7:30 (Cả ngày) Họp B\nThứ 4 30/12\n8h - 10h: Họp C\n"
        "THỨ NĂM, NGÀY 31/12\n13h30’: Đ/c Bí thư đi công tác Hà Nội (31/12–02/01)\n"
        "Thứ Sáu, thứ Bảy (01-02/01)\nHọp D\nCN 3/1\nTối: 19h00 dự đêm văn nghệ\n"
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("28/12", "Họp A"),
        ("29/12 all_day 07:30", "Họp B"),
        ("30/12 08:00-10:00", "Họp C"),
        ("31/12→02/01 13:30", "đi công tác Hà Nội"),
        ("01/01→02/01", "Họp D"),
        ("03/01 evening 19:00", "dự đêm văn nghệ"),
    ]
    assert one(found, "Họp D").day == date(2027, 1, 1)


def test_a_weekday_that_disagrees_with_its_date_warns() -> None:
    found = read_lines("LỊCH TUẦN từ 23/11/2026 đến 29/11/2026\nThứ Ba, ngày 23/11\n8h: Họp\n")
    (activity,) = found.proposals
    assert activity.day == date(2026, 11, 23)
    assert activity.warnings == ("weekday_mismatch",)
    assert activity.confidence["date"] < 0.7


def test_a_year_nowhere_written_is_guessed_from_the_weekday() -> None:
    found = read_lines("Thứ Hai 02/9\n- 8h: Nghỉ lễ\n")
    assert found.proposals[0].day == date(2024, 9, 2)  # the nearest year in which it is a Monday
    assert "year_guessed" in found.proposals[0].warnings


def test_a_week_number_alone_gives_the_iso_week() -> None:
    found = read_lines("LỊCH CÔNG TÁC TUẦN 48 NĂM 2026\nThứ Ba\n8h: Họp\n")
    assert (found.first_day, found.last_day) == (date(2026, 11, 23), date(2026, 11, 29))
    assert found.proposals[0].day == date(2026, 11, 24)
    assert found.proposals[0].confidence["date"] < 0.7


def test_notes_and_signature_are_left_over_by_kind() -> None:
    found = read_lines(
        "LỊCH CÔNG TÁC TUẦN 48/2026\nThứ Hai 23/11\n- 8h: Họp\n"
        "Ghi chú:\n- Lịch này thay giấy mời.\n- Từ ngày 01/12 đổi giờ làm việc: Sáng 7h30, chiều 13h30.\n"
        "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nLê Văn Nam\n"
    )
    assert [left.kind for left in found.leftovers] == ["note", "note", "note", "signature", "signature", "signature"]
    assert len(found.proposals) == 1


def test_a_line_cut_off_is_listed_not_made_an_activity() -> None:
    found = read_lines("THỨ HAI (23/11/2026):\n1. Chủ tịch:\n8h: Họp.\n2. Phó Ch")
    assert [p.content for p in found.proposals] == ["Họp"]
    assert [(left.kind, left.text) for left in found.leftovers] == [("unknown", "2. Phó Ch")]


def test_giao_ban_is_no_order_to_prepare() -> None:
    found = read_lines("Thứ Hai 23/11/2026\n7h30\nGiao ban Thường trực. Giao Văn phòng chuẩn bị báo cáo.\n")
    (activity,) = found.proposals
    assert activity.content == "Giao ban Thường trực"
    assert activity.preparing_unit == "Văn phòng"


def test_a_table_copied_as_text_one_cell_a_line() -> None:
    found = read_lines(
        "LỊCH CÔNG TÁC TUẦN CỦA THƯỜNG TRỰC THÀNH ỦY\n(Từ ngày 23/11/2026 đến ngày 29/11/2026)\n\n"
        "Thứ, ngày\n\nGiờ\n\nNội dung\n\nChủ trì, tham gia\n\nĐịa điểm\n\n"
        "Thứ Hai\n\n23/11\n\n7h30\n\nGiao ban Thường trực\n\nĐ/c Bí thư\n\nPhòng họp tầng 2\n\n"
        "14h00\n\nHội nghị Ban Thường vụ\n\nĐ/c Bí thư chủ trì; các đ/c UVBTV\n\nHội trường\n\n"
        "Thứ Ba\n\n24/11\n\n8h00\n\nDự lễ ra quân\n\nUBND xã Quảng Thắng\n\n"
    )
    first, second, third = found.proposals
    assert (shown(first), first.chair, first.place) == ("23/11 07:30", "Đ/c Bí thư", "Phòng họp tầng 2")
    assert (second.chair, second.participants) == ("Đ/c Bí thư", "các đ/c UVBTV")
    assert (shown(third), third.content, third.chair, third.place) == (
        "24/11 08:00",
        "Dự lễ ra quân",
        "",
        "UBND xã Quảng Thắng",
    )


def test_a_copied_table_with_sessions_and_times_in_brackets() -> None:
    found = read_lines(
        "LỊCH LÀM VIỆC\n(Từ ngày 23/11/2026 đến ngày 27/11/2026)\nNgày\nSáng/Chiều\nNội dung\nĐịa điểm\nLãnh đạo\n"
        "Thứ 2 23/11\nSáng\n(8h30) Họp giao ban\nP. họp TV\nCT, PCTTT\nChiều\n(14h00) Hội nghị trực tuyến\nP. họp 1\nCT\n"
        "Thứ 3 24/11\nSáng\n(7h30) Dự Đại hội\nXã Hoằng Hóa\nPCTTT\n"
    )
    assert [(shown(p), p.content, p.place, p.chair) for p in found.proposals] == [
        ("23/11 morning 08:30", "Họp giao ban", "P. họp TV", "CT, PCTTT"),
        ("23/11 afternoon 14:00", "Hội nghị trực tuyến", "P. họp 1", "CT"),
        ("24/11 morning 07:30", "Dự Đại hội", "Xã Hoằng Hóa", "PCTTT"),
    ]


def test_rows_between_tabs_and_bars() -> None:
    for separator in ("\t", " | "):
        rows = [
            ["Thứ", "Giờ", "Nội dung", "Chủ trì", "Địa điểm"],
            ["Hai 23/11", "8h00", "Chào cờ, giao ban", "Bí thư", "Hội trường"],
            ["", "14h00", "Họp chi bộ", "Đ/c Hà", "P. họp 2"],
            ["Ba 24/11", "Cả ngày", "Nghỉ Ngày Văn hóa Việt Nam", "", ""],
        ]
        found = read_lines("LỊCH CÔNG TÁC TUẦN 48/2026\n" + "\n".join(separator.join(cells) for cells in rows))
        assert [(shown(p), p.content, p.chair) for p in found.proposals] == [
            ("23/11 08:00", "Chào cờ, giao ban", "Bí thư"),
            ("23/11 14:00", "Họp chi bộ", "Đ/c Hà"),
            ("24/11 all_day", "Nghỉ Ngày Văn hóa Việt Nam", ""),
        ]


def test_a_day_beside_the_time_needs_no_heading() -> None:
    found = read_lines(
        "LỊCH HỌP THÁNG 11 NĂM 2026\n1. 8h00 ngày 23/11: Họp giao ban. Địa điểm: P.1\n2. 14 giờ, thứ Ba ngày 24/11: Tiếp dân.\n"
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "P.1"),
        ("24/11 14:00", "Tiếp dân", ""),
    ]
    assert found.proposals[0].day == date(2026, 11, 23)


def test_a_duty_and_a_roster_name_who() -> None:
    found = read_lines(
        "Thứ Bảy 28/11/2026\n- Trực cơ quan: Đ/c Hùng\nNgày 15/12/2026: Đồng chí Phó Bí thư Thường trực Tỉnh ủy.\n"
    )
    assert [(p.content, p.chair) for p in found.proposals] == [
        ("Trực cơ quan", "Đ/c Hùng"),
        ("Đồng chí Phó Bí thư Thường trực Tỉnh ủy", "Đồng chí Phó Bí thư Thường trực Tỉnh ủy"),
    ]


def test_the_chair_goes_on_along_the_line() -> None:
    found = read_lines(
        "Thứ Hai 23/11/2026\n- 7h30, đồng chí Bí thư dự Lễ kỷ niệm tại Quảng trường; 10h00, dâng hương tại Đền thờ.\n"
    )
    assert [(shown(p), p.chair, p.place) for p in found.proposals] == [
        ("23/11 07:30", "đồng chí Bí thư", "Quảng trường"),
        ("23/11 10:00", "đồng chí Bí thư", "Đền thờ"),
    ]
    assert found.proposals[1].confidence["chair"] == 0.5


def test_days_within_leaders() -> None:
    found = read_lines(
        "LỊCH CÔNG TÁC TUẦN CỦA BÍ THƯ, CÁC PHÓ BÍ THƯ\n(Từ ngày 23/11/2026 đến ngày 29/11/2026)\n\n"
        "1. Đồng chí Nguyễn Văn A, Bí thư:\nThứ Hai (23/11):\n- Sáng: Dự giao ban.\n- Chiều: Họp.\nThứ Ba (24/11): Đi Hà Nội (đến hết ngày 26/11).\n"
        "2. Đồng chí Trần Thị B, Phó Bí thư:\nThứ Hai (23/11):\n- Sáng: 8h00, họp UBKT.\n"
    )
    assert [(shown(p), p.content, p.chair) for p in found.proposals] == [
        ("23/11 morning", "Dự giao ban", "Đồng chí Nguyễn Văn A, Bí thư"),
        ("23/11 afternoon", "Họp", "Đồng chí Nguyễn Văn A, Bí thư"),
        ("24/11→26/11", "Đi Hà Nội", "Đồng chí Nguyễn Văn A, Bí thư"),
        ("23/11 morning 08:00", "họp UBKT", "Đồng chí Trần Thị B, Phó Bí thư"),
    ]


def test_sessions_within_leaders() -> None:
    found = read_lines(
        "Thứ Hai 23/11/2026\n* Đồng chí Bí thư:\n- Sáng: Họp A\n- Chiều: Họp B\n* Đồng chí Phó Bí thư:\nNghỉ phép\n- Chiều: Họp C\n"
    )
    assert [(shown(p), p.content, p.chair) for p in found.proposals] == [
        ("23/11 morning", "Họp A", "Đồng chí Bí thư"),
        ("23/11 afternoon", "Họp B", "Đồng chí Bí thư"),
        ("23/11", "Nghỉ phép", "Đồng chí Phó Bí thư"),
        ("23/11 afternoon", "Họp C", "Đồng chí Phó Bí thư"),
    ]


def test_all_day_at_the_beginning_speaks_of_its_own_line() -> None:
    found = read_lines(
        "Thứ Hai 23/11/2026\nCả ngày: Diễn tập phòng thủ\n8h-11h: Tiếp dân\n15h30, tại Phòng họp 1: Họp BTV, nội dung: công tác cán bộ\n"
    )
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11 all_day", "Diễn tập phòng thủ"),
        ("23/11 08:00-11:00", "Tiếp dân"),
        ("23/11 15:30", "Họp BTV, nội dung: công tác cán bộ"),
    ]
    assert found.proposals[2].place == "Phòng họp 1"


def test_several_people_and_notes_in_one_bracket() -> None:
    found = read_lines(
        "Thứ Hai 23/11/2026\n- 14h00: Dự Đại hội (dự: đ/c A; đ/c B; giấy mời riêng)\n- 16h: Họp (Đ/c PCT HĐND; LĐVP: Đ/c Hòa)\n"
    )
    first, second = found.proposals
    assert (first.content, first.participants, first.notes) == ("Dự Đại hội", "đ/c A; đ/c B", "giấy mời riêng")
    assert (second.participants, second.office_lead) == ("Đ/c PCT HĐND", "Đ/c Hòa")


def test_a_copied_table_whose_days_stand_over_the_rows() -> None:
    found = read_lines(
        "LỊCH CÔNG TÁC TUẦN 48\n(từ 23/11 - 27/11/2026)\nThời gian\nNội dung công việc\nChủ trì\nThành phần tham dự\nĐịa điểm\n"
        "Thứ Hai (23/11)\n7h30\nGiao ban\nĐ/c Bí thư\nToàn thể cán bộ\nHội trường\n14h00\nNghe báo cáo\nĐ/c PBT\nPhòng Kinh tế\nPhòng họp số 2\n"
        "Thứ Ba (24/11)\nNghỉ lễ\nThứ Tư (25/11)\nSáng\nTiếp công dân\nĐ/c Bí thư\nBan tiếp dân\nTrụ sở\nT/M BAN THƯỜNG VỤ\n"
    )
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals] == [
        ("23/11 07:30", "Giao ban", "Đ/c Bí thư", "Toàn thể cán bộ", "Hội trường"),
        ("23/11 14:00", "Nghe báo cáo", "Đ/c PBT", "Phòng Kinh tế", "Phòng họp số 2"),
        ("24/11", "Nghỉ lễ", "", "", ""),
        ("25/11 morning", "Tiếp công dân", "Đ/c Bí thư", "Ban tiếp dân", "Trụ sở"),
    ]


def test_the_signing_office_and_cung_du_within_a_sentence() -> None:
    found = read_lines(
        "Thứ Hai 23/11/2026\n- 8h00 dự khai giảng, cùng dự có đ/c Hà.\nCác phòng trực theo phân công.\nVP HĐND - UBND HUYỆN\n"
    )
    assert (found.proposals[0].content, found.proposals[0].participants) == (
        "dự khai giảng",
        "đ/c Hà.\nCác phòng trực theo phân công",
    )
    assert [(left.kind, left.text) for left in found.leftovers] == [("signature", "VP HĐND - UBND HUYỆN")]
