"""Lines of Nơi nhận: name and copies, read as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.form_checks import IssuingBody
from vpcu_desktop.domain.issuing_bodies import issuing_body
from vpcu_desktop.domain.recipient_lines import is_archive_line, line_text, read_line
from vpcu_desktop.domain.text import clean_line


@pytest.mark.parametrize(
    ("typed", "name", "copies"),
    [
        ("Tỉnh ủy", "Tỉnh ủy", 1),
        ("- Các chi bộ trực thuộc (12 bản)", "Các chi bộ trực thuộc", 12),
        ("Các chi bộ x3", "Các chi bộ", 3),
        ("Các chi bộ: 3 bản", "Các chi bộ", 3),
        ("Ban Chỉ đạo 35 (02)", "Ban Chỉ đạo 35", 2),
        ("Ban Chỉ đạo 35", "Ban Chỉ đạo 35", 1),
        ("Tổ (0)", "Tổ (0)", 1),
        ("  ", "", 1),
    ],
)
def test_reads_a_line(typed: str, name: str, copies: int) -> None:
    assert read_line(typed) == (name, copies)


@given(st.text(), st.integers(1, 9999))
def test_what_is_written_is_read_back(text: str, copies: int) -> None:
    name = read_line(text)[0]
    if name:
        assert read_line(line_text(name, copies)) == (clean_line(name), copies)


def test_archive_lines() -> None:
    assert is_archive_line("Lưu Văn phòng Đảng ủy")
    assert not is_archive_line("Chi cục Lưu trữ")


@pytest.mark.parametrize(
    ("position", "code", "body"),
    [
        ("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ", "ĐU", IssuingBody.STANDING),
        ("T/M BAN CHẤP HÀNH BÍ THƯ", "ĐU", IssuingBody.EXECUTIVE),
        ("T/M ĐẢNG ỦY PHÓ BÍ THƯ", "ĐU", IssuingBody.EXECUTIVE),
        ("TM. THƯỜNG TRỰC", "ĐU", IssuingBody.PERMANENT),
        ("CHÁNH VĂN PHÒNG", "VPĐU", IssuingBody.OFFICE),
        ("BÍ THƯ", "CB", IssuingBody.CELL),
        ("", "ĐU", IssuingBody.OTHER),
    ],
)
def test_issuing_body(position: str, code: str, body: IssuingBody) -> None:
    assert issuing_body(position, code) is body
