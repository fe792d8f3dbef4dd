"""Programmes as offices have them in Word and Excel: every row is an item, a heading, or said not to be understood."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
import xlwt
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.support.programmes import lifelike_programme

from vpcu_desktop.domain.errors import UnreadableFile
from vpcu_desktop.domain.office import Level, Office
from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programme_moves import years_later
from vpcu_desktop.domain.programme_proposals import known_doubles, taken, units_in
from vpcu_desktop.domain.programme_times import read_time
from vpcu_desktop.domain.programmes import Forum, ItemKind
from vpcu_desktop.intake.programme_columns import Role, heads, role_of
from vpcu_desktop.intake.programmes import as_json, read_programme, read_table_text, understood
from vpcu_desktop.output.programme_docx import programme_docx
from vpcu_desktop.output.programme_layout import printed_programme

HEADS = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú")
ROWS = (
    HEADS,
    ("I", "Công tác xây dựng Đảng", "", "", "", ""),
    ("1", "Sơ kết Nghị quyết 18", "Ban Xây dựng Đảng", "UBKT; Văn phòng", "Quý I", ""),
    ("2", "Quy chế làm việc", "Văn phòng Đảng ủy", "", "Thường xuyên", "Sửa đổi"),
    ("II", "Kinh tế – xã hội", "", "", "", ""),
    ("3", "Giải ngân vốn đầu tư công", "Phòng Kinh tế, Phòng Văn hóa", "", "khi có chỉ đạo", ""),
)


def _understood(*rows: tuple[str, ...], year: int = 2026):  # type: ignore[no-untyped-def]
    return understood(list(enumerate(rows, 1)), year=year)


def _check(read) -> None:  # type: ignore[no-untyped-def]
    """What the rows above say."""
    assert [item.content for item in read.items] == [ROWS[2][1], ROWS[3][1], ROWS[5][1]]
    first, second, third = read.items
    assert (first.group, third.group) == ("Công tác xây dựng Đảng", "Kinh tế – xã hội")
    assert (first.lead, first.coordinating) == ("Ban Xây dựng Đảng", "UBKT; Văn phòng")
    assert (first.time.start, first.time.end) == (date(2026, 1, 1), date(2026, 3, 31))
    assert second.time.ongoing and second.note == "Sửa đổi"
    assert third.time.text == "khi có chỉ đạo" and not third.time.understood


def test_rows_are_items_under_their_headings() -> None:
    read = _understood(*ROWS)
    _check(read)
    assert [item.source_row for item in read.items] == [3, 4, 6]
    assert as_json(read)["not_understood"] == [{"source_row": 6, "text": "khi có chỉ đạo"}]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv", "docx", "html"])
def test_every_kind_of_file_gives_the_same(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"chuong-trinh.{kind}"
    title = "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"
    if kind == "xlsx":
        book = Workbook()
        for row in ((title,), *ROWS):
            book.active.append(row)
        book.save(path)
    elif kind == "xls":
        old = xlwt.Workbook()
        sheet = old.add_sheet("Năm 2026")
        for n, row in enumerate(((title,), *ROWS)):
            for m, cell in enumerate(row):
                sheet.write(n, m, cell)
        old.save(str(path))
    elif kind == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([(title,), *ROWS])
    elif kind == "docx":
        paper = docx.Document()
        paper.add_paragraph(title)
        table = paper.add_table(rows=len(ROWS), cols=len(HEADS))
        for line, row in zip(table.rows, ROWS, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        paper.save(str(path))
    else:
        lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
        path.write_text(f"<html><body><p>{title}</p><table>{lines}</table></body></html>", encoding="utf-8")
    read = read_programme(path, year=1999)
    _check(read)
    assert read.period == Period.year(2026)


def test_a_table_that_was_copied_is_read_with_or_without_html() -> None:
    text = "\n".join("\t".join(row) for row in ROWS)
    _check(read_table_text(text, year=2026))
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    _check(read_table_text("", html=f"<table>{lines}</table>", year=2026))


def test_two_rows_of_heads_give_both_times() -> None:
    read = _understood(
        ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian trình", ""),
        ("", "", "", "BTV", "BCH"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("1", "Nghị quyết về chuyển đổi số", "Phòng Kinh tế", "Tháng 3", "Tháng 4"),
    )
    (item,) = read.items
    assert (item.time.end, item.committee_time.end) == (date(2026, 3, 31), date(2026, 4, 30))
    assert read.unread == ()


def test_headings_may_be_months_and_kinds() -> None:
    read = _understood(
        HEADS[:3],
        ("Tháng 3", "", ""),
        ("1", "Giao ban", "Văn phòng"),
        ("Bổ sung", "", ""),
        ("2", "Quy chế", "Văn phòng"),
    )
    assert [item.time.end for item in read.items] == [date(2026, 3, 31)] * 2
    assert [item.kind for item in read.items] == [ItemKind.REGULAR, ItemKind.ADDED]


def test_what_goes_on_in_the_next_row_belongs_to_the_item_above() -> None:
    read = _understood(HEADS, ("1", "Giao ban", "Văn phòng", "UBKT", "Tháng 1", ""), ("", "", "", "Công an", "", ""))
    assert [item.coordinating for item in read.items] == ["UBKT\nCông an"]


def test_what_is_no_item_is_said() -> None:
    read = _understood(HEADS, ROWS[2], ("", "Nơi nhận:", "", "", "", ""), ("7", "", "Văn phòng", "", "Tháng 1", ""))
    assert [(each.source_row, each.text, each.why) for each in read.unread] == [
        (3, "Nơi nhận:", "aside"),
        (4, "7 · Văn phòng · Tháng 1", "no_content"),
    ]
    alone = _understood(("Không có bảng nào",), ("chỉ có chữ",))
    assert [each.why for each in alone.unread] == ["no_table", "no_table"] and alone.items == ()


def test_offices_and_persons_in_the_cells_are_no_signature() -> None:
    read = _understood(
        ("TT", "Nội dung", "Chủ trì", "Thời gian", "Lãnh đạo"),
        ("1", "Giao ban", "Chánh Văn phòng", "Tháng 1", "BÍ THƯ"),
        ("", "Tổng kết", "VĂN PHÒNG", "Tháng 2", "Phó Bí thư"),
    )
    assert [item.lead for item in read.items] == ["Chánh Văn phòng", "VĂN PHÒNG"] and read.unread == ()


def test_a_column_that_nobody_knows_goes_into_the_note() -> None:
    read = _understood((*HEADS, "Mức"), (*ROWS[2][:5], "gấp", "A"))
    assert read.items[0].note == "gấp\nMức: A"


def test_the_paper_that_the_program_prints_is_read_back(tmp_path: Path) -> None:
    sheet = lifelike_programme(24)
    office = Office("o", "Đảng ủy xã Tân Phú", "Đảng bộ tỉnh Đồng Nai", Level.COMMUNE, "ĐU", "Tân Phú")
    paper = printed_programme(
        sheet, office, marks={}, dropped=(), continued={}, draft=True, printed_on=date(2026, 1, 15)
    )
    path = tmp_path / "in-ra.docx"
    path.write_bytes(programme_docx(paper))
    read = read_programme(path, year=2000)
    assert sorted(item.content for item in read.items) == sorted(item.content for item in sheet.items)
    by_content = {item.content: item for item in sheet.items}
    for item in read.items:
        own = by_content[item.content]
        assert (item.group, item.lead, item.leader) == (own.group, own.lead, own.leader)
        assert units_in(item.coordinating) == units_in(own.coordinating)
        assert (item.submitted_to, item.time.start, item.kind) == (own.submitted_to, own.earliest, own.kind)
    assert read.period == Period.year(2026)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Đơn vị/Cá nhân chủ trì", Role.LEAD),
        ("Cơ quan chủ trì (chuẩn bị)", Role.LEAD),
        ("Đơn vị/Cá nhân phối hợp", Role.COORDINATING),
        ("Nguồn chỉ đạo", Role.SOURCE),
        ("Lãnh đạo Bộ", Role.LEADER),
        ("Thời hạn hoàn thành", Role.TIME),
        ("Thời gian trình BCH", Role.COMMITTEE_TIME),
        ("Cấp cho ý kiến, quyết định", Role.FORUM),
        ("Yêu cầu sản phẩm", Role.PRODUCT),
        ("Tên nhiệm vụ", Role.CONTENT),
        ("TT", Role.NUMBER),
        ("Ghi chú", Role.NOTE),
        ("Mức", Role.NOTE),
        ("xyz", None),
    ],
)
def test_heads_are_known_by_their_words(words: str, role: Role | None) -> None:
    assert role_of(words) is role


def test_a_sentence_is_no_head() -> None:
    assert heads(("1", "Báo cáo nội dung, nhiệm vụ, thời gian thực hiện chương trình công tác của năm", "", "")) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"\x00\x01\x02"])
def test_a_broken_file_is_a_known_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hong.xlsx"
    path.write_bytes(content)
    try:
        read = read_programme(path, year=2026)
    except UnreadableFile as error:
        assert error.details["path"] == path
    else:
        assert read.items == ()
    with pytest.raises(UnreadableFile):
        read_programme(tmp_path / "khong-co.docx", year=2026)


CELLS = st.text(st.sampled_from("aăâbcd đ1/I.–\nTháng"), max_size=12) | st.sampled_from([*HEADS, "Nơi nhận:", "II"])


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_no_row_is_silently_dropped(rows: list[list[str]]) -> None:
    rows = [[cell.strip() for cell in row] for row in rows]
    assume(not any(heads(row) for row in rows))
    read = understood(list(enumerate([list(HEADS), *rows], 1)), year=2026)
    told = " ".join([*(str(each) for each in read.items), *(each.text for each in read.unread)])
    for row in rows:
        known = all(role_of(cell) is not None for cell in row if cell)  # it may be a second row of heads
        if sum(map(bool, row)) >= 3 and not known and not any("\n" in cell for cell in row):
            assert not row[1] or row[1].split()[0] in told


def test_several_leads_become_one_and_others_co_ordinate() -> None:
    read = _understood(*ROWS).items[2]
    item = taken(read, "i", years=1)
    assert (item.lead, item.coordinating) == ("Phòng Kinh tế", "Phòng Văn hóa")
    assert item.time_text == "khi có chỉ đạo"


def test_a_time_of_last_year_becomes_the_same_of_this_one() -> None:
    for words, start, end in (
        ("Tháng 2/2027", date(2028, 2, 1), date(2028, 2, 29)),
        ("Quý I/2027", date(2028, 1, 1), date(2028, 3, 31)),
        ("15/3/2027", date(2028, 3, 15), date(2028, 3, 15)),
        ("28/2/2027", date(2028, 2, 28), date(2028, 2, 28)),
        ("Trước 28/2/2027", None, date(2028, 2, 27)),
        ("Trước 1/3/2027", None, date(2028, 2, 29)),
    ):
        moved = years_later(read_time(words, year=2000), 1)
        assert (moved.start, moved.end) == (start, end)
        assert read_time(moved.text, year=2000) == replace(moved)
    assert years_later(read_time("khi có chỉ đạo", year=2026), 3).text == "khi có chỉ đạo"


def test_doubles_are_known_without_diacritics() -> None:
    read = _understood(*ROWS, ROWS[3])
    assert known_doubles(read.items, ["so ket nghi quyet 18"]) == {3, 7}
    assert Forum.NONE is read.items[0].submitted_to
