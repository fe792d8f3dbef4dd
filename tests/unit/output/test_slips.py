"""Slips, lists, stamp, envelopes and reports: the words in their places, the sizes, nothing cut off."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.papers import boxes_of_text, letters, pdf_pages, pdf_text, strokes
from tests.support.register_papers import DAY, HEAD, form, line, lines

from vpcu_desktop.domain.errors import BadForm
from vpcu_desktop.domain.forms import Paper
from vpcu_desktop.output.charts import ReportChart
from vpcu_desktop.output.geometry import MM
from vpcu_desktop.output.lists import FollowUp, follow_up_pdf, handover_sheet_pdf, list_pdf
from vpcu_desktop.output.pages import page_count, page_sizes
from vpcu_desktop.output.report_pdf import ReportTable, report_pdf
from vpcu_desktop.output.slips import HandoverMinutes, ProcessingSlip, handover_minutes_pdf, processing_slips_pdf
from vpcu_desktop.output.stamp import ArrivalStamp, Envelope, arrival_stamp_pdf, envelope_pdf, stamped_sheet_pdf

_PARTY, _NATION = "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_SLIP = ProcessingSlip("Công văn số 9-CV/TU ngày 01/02/2026 của Tỉnh ủy", "Về <đại hội> & nhân sự", "125", "03/02/2026")
_STAMP = ArrivalStamp("Văn phòng Đảng ủy xã", "125", date(2026, 2, 3))


def _inside(pdf: bytes, page: int = 0) -> bool:
    width, height = page_sizes(pdf)[page]
    return all(x1 > 0 and x2 < width and y1 > 0 and y2 < height for x1, y1, x2, y2 in boxes_of_text(pdf)[page])


def test_the_processing_slip_has_the_annex_s_three_opinions() -> None:
    text = " ".join(pdf_text(processing_slips_pdf(form("processing_slip"), HEAD, [_SLIP])).split())
    for words in (
        "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        "Về <đại hội> & nhân sự",
        "1. Ý kiến của lãnh đạo cơ quan, tổ chức",
        "Giao các đơn vị, cá nhân tham gia phối hợp giải quyết văn bản đến (nếu có)",
        "2. Ý kiến của lãnh đạo đơn vị",
        "3. Ý kiến đề xuất của người giải quyết",
        "Tân Phú, ngày 03 tháng 02 năm 2026",
    ):
        assert words in text


def test_a_party_office_s_head_and_a_state_office_s() -> None:
    party = pdf_text(processing_slips_pdf(form("processing_slip"), HEAD, [_SLIP]))
    state = pdf_text(processing_slips_pdf(form("processing_slip"), replace(HEAD, party=False), [_SLIP]))
    assert _PARTY in party and _NATION not in party
    assert _NATION in state and "Độc lập - Tự do - Hạnh phúc" in state and _PARTY not in state


def test_what_was_said_stands_on_the_slip_and_the_rest_is_dotted() -> None:
    of = form("processing_slip")
    empty = processing_slips_pdf(of, HEAD, [_SLIP])
    said = processing_slips_pdf(of, HEAD, [replace(_SLIP, lead="Ban Xây dựng Đảng", proposal="Đề xuất.\n" * 80)])
    assert "cá nhân chủ trì: Ban Xây dựng Đảng" in pdf_text(said)
    assert pdf_text(said).count("Đề xuất.") == 80 and page_count(said) > 1
    assert all(_inside(said, page) for page in range(page_count(said)))
    assert len(strokes(empty, 0)) > len(strokes(said, 0))


def test_the_hand_over_minutes() -> None:
    text = " ".join(
        pdf_text(
            handover_minutes_pdf(form("dossier_handover"), HEAD, HandoverMinutes(boxes="12", metres="1,5"))
        ).split()
    )
    for words in ("BIÊN BẢN", "Tổng số hộp (cặp): 12", "Quy ra mét giá: 1,5 mét.", "ĐẠI DIỆN BÊN NHẬN"):
        assert words in text


def test_the_stamp_is_exactly_fifty_by_thirty_five_millimetres() -> None:
    pdf = arrival_stamp_pdf(form("arrival_stamp"), _STAMP)
    assert page_count(pdf) == 1
    assert page_sizes(pdf)[0] == pytest.approx((50 * MM, 35 * MM), abs=0.01)
    text = pdf_text(pdf)
    for words in ("VĂN PHÒNG ĐẢNG ỦY XÃ", "ĐẾN", "Số: 125", "Ngày: 03/02/26", "Chuyển:", "Số và ký hiệu HS:"):
        assert words in " ".join(text.split())
    assert "Giờ" not in text, "only urgent papers have the hour"
    assert "Giờ: 14h35" in pdf_text(arrival_stamp_pdf(form("arrival_stamp"), replace(_STAMP, time="14h35")))


def test_the_stamp_holds_whatever_is_written_into_it() -> None:
    long = replace(_STAMP, organ="Đảng ủy các cơ quan Đảng " * 6, forward_to="Đồng chí Nguyễn Văn A, " * 20, time="8h")
    pdf = arrival_stamp_pdf(form("arrival_stamp"), long)
    assert _inside(pdf)
    assert letters(pdf_text(pdf)).count(letters("Đồng chí Nguyễn Văn A,")) == 20


def test_the_stamp_over_a_paper_stands_where_it_was_put() -> None:
    pdf = stamped_sheet_pdf(form("arrival_stamp"), _STAMP, from_left_mm=20, from_top_mm=55)
    assert page_sizes(pdf)[0] == pytest.approx((210 * MM, 297 * MM), abs=0.1)
    xs, ys = zip(*((x, y) for x1, y1, x2, y2 in strokes(pdf, 0) for x, y in ((x1, y1), (x2, y2))), strict=True)
    assert (min(xs) / MM, max(xs) / MM) == pytest.approx((20, 70), abs=0.3)
    assert (297 - max(ys) / MM, 297 - min(ys) / MM) == pytest.approx((55, 90), abs=0.3)


def test_an_envelope_each_with_marks_and_without_empty_lines() -> None:
    envelopes = [
        Envelope("Đảng ủy xã Tân Phú", "125-CV/ĐU", "Tỉnh ủy Đồng Nai", phone="0251 3856 001", marks=("Hỏa tốc", "A")),
        Envelope("Đảng ủy xã Tân Phú", "", "", recipient_address="Số 2 đường Nguyễn Văn Trị " * 8),
    ]
    pdf = envelope_pdf(form("envelope"), envelopes)
    first, second = pdf_pages(pdf)
    assert "Kính gửi: Tỉnh ủy Đồng Nai" in " ".join(first.split())
    for words in ("Số/ký hiệu văn bản: 125-CV/ĐU", "HỎA TỐC", "Điện thoại: 0251 3856 001"):
        assert words in first
    assert "Fax" not in first and "Điện thoại" not in second
    assert _inside(pdf, 0) and _inside(pdf, 1)


def test_papers_are_handed_over_by_receiver_with_a_place_to_sign() -> None:
    rows = [replace(line(n), group="Ban Xây dựng Đảng" if n < 4 else "Văn phòng") for n in range(1, 7)]
    pdf = handover_sheet_pdf(form("handover_sheet"), HEAD, "PHIẾU CHUYỂN GIAO VĂN BẢN ĐẾN", rows, day=DAY)
    text = " ".join(pdf_text(pdf).split())
    assert text.count("Ban Xây dựng Đảng") == 1 and text.index("Ban Xây dựng Đảng") < text.index("Công văn 1")
    assert text.index("Công văn 3") < text.index("Văn phòng") < text.index("Công văn 4")
    for words in ("PHIẾU CHUYỂN GIAO VĂN BẢN ĐẾN", "Ngày giao: 25/11/2026", "Ký nhận", "Tổng số: 6 văn bản."):
        assert words in text


def test_reminders_by_unit_with_the_days_over() -> None:
    rows = [
        FollowUp("Văn phòng", "12", "Công văn số 1-CV/TU", "Lê Thị Hoa", date(2026, 11, 20), 5, "Đang soạn"),
        FollowUp("Văn phòng", "15", "Kế hoạch số 2-KH/TU", "Lê Thị Hoa", None, 0, "Chưa giao"),
    ]
    text = " ".join(pdf_text(follow_up_pdf(form("follow_up_list"), HEAD, rows, day=DAY)).split())
    assert "12 Công văn số 1-CV/TU Lê Thị Hoa 20/11/2026 quá hạn 5 ngày Đang soạn" in text
    assert "15 Kế hoạch số 2-KH/TU Lê Thị Hoa Chưa giao" in text


def test_the_dossier_lists_count_their_rows() -> None:
    head = {"holdings": "Văn phòng Đảng ủy", "year": "2025"}
    pdf = list_pdf(form("dossier_transfer_list"), HEAD, lines(1, 45), head)
    text = " ".join(pdf_text(pdf).split())
    assert "Mục lục này gồm: 45 hồ sơ (đơn vị bảo quản). Viết bằng chữ: bốn mươi lăm hồ sơ" in text
    assert page_count(pdf) > 1 and "(1)" in pdf_pages(pdf)[1]
    contents = pdf_text(list_pdf(form("dossier_contents"), None, lines(1, 3), {"dossier": "01.VP", "year": "2026"}))
    assert "Số, ký hiệu hồ sơ: 01.VP" in contents and _PARTY not in contents


@pytest.mark.parametrize("count", range(1, 40, 2))
def test_a_list_s_foot_is_on_the_paper_however_long_the_table(count: int) -> None:
    pdf = list_pdf(form("dossier_transfer_list"), HEAD, lines(1, count), {})
    assert "chức vụ)" in pdf_pages(pdf)[-1]
    assert all(_inside(pdf, page) for page in range(page_count(pdf)))


def test_a_form_of_another_kind_or_too_small_is_refused_with_a_reason() -> None:
    for print_it in (
        lambda: list_pdf(form("arrival_stamp"), None, [], {}),
        lambda: processing_slips_pdf(form("incoming"), HEAD, [_SLIP]),
        lambda: processing_slips_pdf(replace(form("processing_slip"), paper=Paper(50, 35)), HEAD, [_SLIP]),
        lambda: arrival_stamp_pdf(form("incoming"), _STAMP),
        lambda: envelope_pdf(form("incoming"), []),
    ):
        with pytest.raises(BadForm):
            print_it()


_UNITS = tuple(f"Đơn vị thứ {n} của Đảng bộ xã" for n in range(60))


def test_a_report_s_tables_run_over_pages_with_their_headings() -> None:
    rows = tuple((unit, "1.204", "75,5%") for unit in _UNITS)
    pdf = report_pdf(HEAD, "BÁO CÁO", "Năm 2026", [ReportTable("Theo đơn vị", ("Đơn vị", "Số", "Tỷ lệ"), rows)])
    pages = pdf_pages(pdf)
    assert len(pages) > 1 and all("Tỷ lệ" in page for page in pages)
    text = " ".join("\n".join(pages).split())
    assert [text.count(f"{unit} 1.204 75,5%") for unit in _UNITS] == [1] * 60


@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
@pytest.mark.parametrize("labels", [(), ("T1",), tuple(f"Tháng {n}" for n in range(1, 13)), _UNITS[:9], ("x" * 90,)])
def test_charts_stay_on_the_page_and_show_every_label(kind: str, labels: tuple[str, ...]) -> None:
    series = tuple((f"Loại {s}", tuple(float(n * s) for n in range(len(labels)))) for s in (1, 1000))
    chart = ReportChart("Biểu đồ", kind, labels, series)  # type: ignore[arg-type]
    pdf = report_pdf(HEAD, "BÁO CÁO", "Năm 2026", [chart])
    assert _inside(pdf)
    text = letters(pdf_text(pdf))
    for label in labels:
        assert letters(label) in text
    assert ("Khôngcósốliệu" in text) == (not labels)
    assert ("Loại1000" in text) == bool(labels)
