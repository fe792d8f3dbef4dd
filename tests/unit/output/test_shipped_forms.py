"""The forms that come with the program: all of NĐ 30's annex IV, in its own words, and what an office's rules add."""

import re
from datetime import date

import pytest
from tests.support.register_papers import form

from vpcu_desktop.domain.errors import BadForm
from vpcu_desktop.domain.forms import Paper
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.output.form_files import read_form, shipped_forms

#: Code, title and headings as annexes IV and V of NĐ 30/2020 have them.
ANNEX = {
    "outgoing": (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Số, ký hiệu văn bản|Ngày tháng văn bản|Tên loại và trích yếu nội dung văn bản|Người ký|Nơi nhận văn bản|"
        "Đơn vị, người nhận bản lưu|Số lượng bản|Ngày chuyển|Ký nhận|Ghi chú",
    ),
    "postal": (
        "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN",
        "Ngày chuyển|Số, ký hiệu văn bản|Nơi nhận văn bản|Số lượng bì|Ký nhận và dấu bưu điện|Ghi chú",
    ),
    "kept_copies": (
        "SỔ SỬ DỤNG BẢN LƯU",
        "Ngày tháng|Họ tên người sử dụng|Số, ký hiệu ngày tháng văn bản|Tên loại và trích yếu nội dung văn bản|"
        "Số và ký hiệu HS|Ký nhận|Ngày trả|Người cho phép sử dụng|Ghi chú",
    ),
    "incoming": (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
        "Ngày đến|Số đến|Tác giả|Số, ký hiệu văn bản|Ngày tháng văn bản|Tên loại và trích yếu nội dung văn bản|"
        "Đơn vị hoặc người nhận|Ngày chuyển|Ký nhận|Ghi chú",
    ),
    "follow_up": (
        "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN",
        "Số đến|Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản|Đơn vị hoặc người nhận|"
        "Thời hạn giải quyết|Tiến độ giải quyết|Số, ký hiệu văn bản trả lời|Ghi chú",
    ),
    "dossier_list": (
        "Danh mục hồ sơ",
        "Số và ký hiệu hồ sơ|Tên đề mục và tiêu đề hồ sơ|Thời hạn bảo quản|Người lập hồ sơ|Ghi chú",
    ),
    "dossier_transfer_list": (
        "Mục lục hồ sơ, tài liệu nộp lưu",
        "Số TT|Số, ký hiệu hồ sơ|Tiêu đề hồ sơ|Thời gian tài liệu|Thời hạn bảo quản|Số tờ/ Số trang|Ghi chú",
    ),
    "dossier_contents": (
        "Mục lục văn bản, tài liệu",
        "STT|Số, ký hiệu văn bản|Ngày tháng năm văn bản|Tên loại và trích yếu nội dung văn bản|Tác giả văn bản|"
        "Tờ số/ Trang số|Ghi chú",
    ),
}


@pytest.mark.parametrize("code", ANNEX)
def test_the_annex_s_columns_in_its_words_and_order(code: str) -> None:
    title, columns = ANNEX[code]
    found = form(code)
    assert " ".join(found.title.split()) == title
    assert [" ".join(column.title.split()) for column in found.columns] == columns.split("|")
    assert [column.number for column in found.columns] == [str(n + 1) for n in range(len(found.columns))]


@pytest.mark.parametrize("code", ["envelope", "arrival_stamp", "processing_slip", "dossier_handover"])
def test_the_annex_s_papers_without_a_table_are_data_too(code: str) -> None:
    assert form(code).blocks and not form(code).columns


def test_the_stamp_is_fifty_by_thirty_five_millimetres() -> None:
    assert form("arrival_stamp").paper == Paper(50, 35)


def test_the_older_form_of_eight_columns_is_in_force_until_the_decree() -> None:
    assert len(form("outgoing", date(2020, 3, 4)).columns) == 8
    assert len(form("outgoing", date(2020, 3, 5)).columns) == 10


def test_the_party_s_form_has_pages_copies_and_dossier() -> None:
    fields = [column.field for column in form("incoming_party").columns]
    assert len(fields) == 11
    assert {Field.PAGES, Field.COPIES, Field.DOSSIER} <= set(fields)


def test_secret_books_have_three_numbers_and_no_party_heading() -> None:
    fields = [column.field for column in form("secret_incoming").columns]
    assert fields[:3] == [Field.LINE, Field.ARRIVED, Field.ARRIVAL_NUMBER] and Field.CODE in fields
    for code in ("secret_incoming", "secret_outgoing"):
        assert len(form(code).columns) == 10
        assert form(code).secret and not form(code).party_heading
        assert Field.SECRECY in [column.field for column in form(code).columns]
    assert not form("secret_copying").ready, "its columns were never seen: the office fills them in"


def test_every_form_says_where_it_comes_from_and_is_one_version_of_its_kind() -> None:
    forms = shipped_forms()
    assert all(each.source for each in forms)
    assert len({(each.code, each.version) for each in forms}) == len(forms)
    assert all(re.fullmatch(r"[a-z_]+", each.code) for each in forms)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[" * 100_000, b'"x"'])
def test_a_file_that_is_no_form_is_a_known_error(content: bytes) -> None:
    with pytest.raises(BadForm):
        read_form(content)
