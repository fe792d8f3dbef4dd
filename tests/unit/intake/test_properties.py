"""Whatever is put in: no defect, every line accounted for, days and times in order."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from support.reading import TODAY, assert_nothing_lost, read_bytes
from support.schedule_files import docx, table
from vpcu_desktop.domain.proposals import ReadSchedule
from vpcu_desktop.intake.as_json import to_json
from vpcu_desktop.intake.reading import read_html, read_text

PIECES = st.sampled_from(
    ["LỊCH CÔNG TÁC TUẦN 48", "(Từ ngày 23/11/2026 đến ngày 29/11/2026)", "Thứ Hai, ngày 23/11", "THỨ BA (24/11/2026):", "Thứ tư", "25/11", "* Sáng:", "Chiều", "- 8h00: Họp giao ban", "+ 14 giờ, Đ/c Bí thư dự họp. 16 giờ, tiếp dân.", "Chủ tịch: 7 giờ 30, kiểm tra.", "2. Phó Chủ tịch UBND xã:", "Chủ trì: Đ/c Bí thư", "Thành phần: Các ban; (LĐVP: Đ/c Hòa)", "Địa điểm: Hội trường", "Tại phòng họp 1: Họp A (sáng; dự: đ/c B).", "(Cả ngày)", "Thời gian, địa điểm: 8h tại P.1", "Kính mời: UBND", "Giao Văn phòng chuẩn bị.", "Ghi chú: Lịch này thay giấy mời.", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Nơi nhận:", "Nội dung", "Giờ", "Ngày", "Địa điểm", "Chủ trì, tham gia", "Họp chi bộ", "24-26/11 công tác", "8h30", "Cả ngày", "Nghỉ lễ", "(1)", "-", "*", "1.", ":", "( )", "((", "a) b", "Sáng: 8h: họp. Chiều: 14h: dân", "Mời các đ/c"]
)  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=40), max_size=25)


def check(found: ReadSchedule) -> None:
    assert_nothing_lost(found)
    to_json(found)
    for proposal in found.proposals:
        assert proposal.content.strip()
        assert 1 <= proposal.source_line <= len(found.source)
        assert proposal.last_day is None or (proposal.day is not None and proposal.last_day > proposal.day)
        assert proposal.end is None or (proposal.start is not None and proposal.end > proposal.start)


@given(LINES)
@settings(max_examples=120)
def test_any_lines(lines: list[str]) -> None:
    check(read_text("\n".join(lines), today=TODAY))


@given(st.lists(st.lists(PIECES | st.just(""), min_size=3, max_size=5), min_size=1, max_size=7))
@settings(max_examples=120)
def test_any_table(rows: list[list[str]]) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    check(read_html(f"<p>LỊCH TUẦN 48/2026</p><table>{cells}</table>", today=TODAY))


@given(st.lists(st.tuples(PIECES, st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=20))
@settings(max_examples=60)
def test_any_merging(cells: list[tuple[str, int, int]]) -> None:
    inner = [f'<td rowspan="{down}" colspan="{across}">{text}</td>' for text, down, across in cells]
    rows = "".join(f"<tr>{''.join(inner[n : n + 3])}</tr>" for n in range(0, len(inner), 3))
    check(read_html(f"<table>{rows}</table>", today=TODAY))


@given(st.binary(max_size=300))
def test_any_html(data: bytes) -> None:
    text = data.decode("latin-1")
    if text.strip():
        check(read_html(f"<html><body>{text}", today=TODAY))


def test_ten_thousand_characters_in_a_cell(tmp_path: Path) -> None:
    long = "Họp về việc rất dài, " * 500
    found = read_bytes(docx("LỊCH TUẦN 48/2026", table(["Ngày", "Nội dung"], ["Thứ Hai 23/11", long])), tmp_path)
    assert len(found.proposals[0].content) > 9_900


def test_emoji_and_control_characters(tmp_path: Path) -> None:
    found = read_bytes('Thứ Hai 23/11/2026\n8h: Họp \u200b😀 <BTV> & "R&D" a<b ☐\x0b\n'.encode(), tmp_path, "lich.txt")
    assert found.proposals[0].content == 'Họp 😀 <BTV> & "R&D" a<b ☐'
