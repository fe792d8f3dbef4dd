"""Lists as files: nothing runs when they are opened, days are days, and what is on the screen is in the file."""

import csv
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vpcu_desktop.output import tables
from vpcu_desktop.output.glyphs import printable, tidy
from vpcu_desktop.output.tables import ExportColumn, TooManyRows, export_csv, export_pdf, export_xlsx

COLUMNS = (
    ExportColumn("Số đến", 8, "number"),
    ExportColumn("Ngày đến", 12, "date"),
    ExportColumn("Số, ký hiệu", 18),
    ExportColumn("Tên loại và trích yếu", 60),
)
ROW = (7, date(2026, 11, 5), "07-KH/ĐU", "Kế hoạch kiểm tra,\n“giám sát” năm 2027")
INJECTIONS = (
    "=cmd|' /C calc'!A0",
    "+84 912 345 678",
    "-KH/ĐU thiếu số",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "=HYPERLINK(\"file:///c:/x\";\"bấm\")",
    "＝1+1",
    "{=1+1}",
    "http://vi-du.vn/mẫu",
)  # fmt: skip


def sheet_of(content: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def pdf_pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_a_workbook_holds_numbers_days_and_texts_as_what_they_are() -> None:
    sheet = sheet_of(export_xlsx("Văn bản đến", COLUMNS, [ROW]))
    assert sheet.title == "Văn bản đến"
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    number, day, code, subject = sheet[2]
    assert (number.value, number.data_type) == (7, "n")
    assert (day.value, day.number_format) == (datetime(2026, 11, 5), "dd/mm/yyyy")  # noqa: DTZ001 (a sheet has no zone)
    assert (code.value, code.number_format) == ("07-KH/ĐU", "@")
    assert subject.value == ROW[3]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_a_long_workbook_takes_the_memory_of_its_packed_bytes() -> None:
    rows = ((n, date(2026, 11, 5), f"{n}-CV/TU", f"Về việc báo cáo công tác tháng {n}") for n in range(3000))
    export_xlsx("Văn bản đến", COLUMNS, [])  # what is imported on the way does not count
    tracemalloc.start()
    try:
        content = export_xlsx("Văn bản đến", COLUMNS, rows)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    sheet = sheet_of(content)
    assert (sheet.max_row, sheet.auto_filter.ref) == (3001, "A1:D3001")
    assert sheet["D3001"].value == "Về việc báo cáo công tác tháng 2999"


def test_what_looks_like_a_character_by_its_number_and_days_of_1900_are_kept() -> None:
    rows = [(1, date(1900, 1, 15), "_x0041_ <b>&", "  hai  dấu "), (2, date(1900, 3, 1), "_x41_", "")]
    first, second = list(sheet_of(export_xlsx("Thử", COLUMNS, rows)).iter_rows(min_row=2))
    assert first[2].value == "_x005F_x0041_ <b>&"  # which Excel shows as it was typed; openpyxl does not look at it
    assert first[1].value == datetime(1900, 1, 15)  # noqa: DTZ001
    assert (second[2].value, second[1].value) == ("_x41_", datetime(1900, 3, 1))  # noqa: DTZ001


@pytest.mark.parametrize("text", INJECTIONS)
def test_mistake_23_formula_injection(text: str) -> None:
    """In every column, of whatever kind, and in the heading; the words can still be read."""
    columns = [ExportColumn(text, 20, kind) for kind in ("text", "number", "date")]
    content = export_xlsx(text, columns, [(text,) * 3])
    for row in sheet_of(content):
        for cell in row:
            assert cell.data_type == "s"
            assert cell.value == tidy(text) or cell.row == 1
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"externalLink" not in archive.read(name)
            assert b"hyperlink" not in archive.read(name)
    for row in csv_rows(export_csv(columns, [(text,) * 3])):
        for field in row:
            assert not field.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
            assert " ".join(tidy(text).split()) in field
    assert printable(tidy(text)).split()[-1][:12] in "".join(pdf_pages(export_pdf(text, columns, [(text,) * 3])))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_no_text_becomes_a_formula(text: str) -> None:
    (cell,) = sheet_of(export_xlsx("Thử", [ExportColumn("Trích yếu", 9)], [(text,)]))[2]
    assert cell.data_type in ("s", "n")  # n: an empty cell
    assert (cell.value or "") == tidy(text)
    (_, row) = csv_rows(export_csv([ExportColumn("Trích yếu", 9), ExportColumn("", 1)], [(text, "x")]))
    assert row[0].removeprefix("'") == tidy(text).removeprefix("'")
    assert not row[0].startswith(tables._FORMULA)


def test_a_negative_number_in_a_column_of_numbers_stays_one() -> None:
    columns = [ExportColumn("Chênh", 8, "number")]
    assert csv_rows(export_csv(columns, [(-3,)]))[1] == ["-3"]
    assert sheet_of(export_xlsx("x", columns, [(-3,)]))["A2"].value == -3


def test_csv_opens_right_by_a_double_click() -> None:
    content = export_csv(COLUMNS, [ROW, (None, None, "", None)])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 3
    heading, row, empty = csv_rows(content)
    assert heading == [column.title for column in COLUMNS]
    assert row == ["7", "2026-11-05", "07-KH/ĐU", ROW[3]]
    assert empty == [""] * 4


def test_moments_are_written_as_the_window_shows_them() -> None:
    columns = [ExportColumn("Lúc", 20), ExportColumn("Giờ", 8), ExportColumn("Ngày", 12)]
    row = (datetime(2026, 11, 5, 7, 30, tzinfo=UTC), time(9, 5), date(2026, 3, 2))
    shown = ["07:30 05/11/2026", "09:05", "02/03/2026"]
    assert [cell.value for cell in sheet_of(export_xlsx("x", columns, [row]))[2]] == shown
    assert csv_rows(export_csv(columns, [row]))[1] == shown


def test_a_day_that_excel_does_not_know_stays_readable() -> None:
    (cell,) = sheet_of(export_xlsx("x", [ExportColumn("Ngày", 9, "date")], [(date(1890, 5, 19),)]))[2]
    assert cell.value == "19/05/1890"


def test_an_over_long_text_is_cut_where_one_sees_it() -> None:
    (cell,) = sheet_of(export_xlsx("x", [ExportColumn("Ghi chú", 9)], [("dài " * 20_000,)]))[2]
    assert len(cell.value) == tables.CELL_LIMIT
    assert cell.value.endswith("…")


def test_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_LIMIT", 3)
    column = [ExportColumn("Số", 9)]
    assert sheet_of(export_xlsx("x", column, [("1",), ("2",)])).max_row == 3
    with pytest.raises(TooManyRows):
        export_xlsx("x", column, [("1",), ("2",), ("3",)])


@pytest.mark.parametrize("title", ["", "Văn bản đến/đi: [quý I]?*'", "Danh sách rất dài " * 9, "A\ntừ 01/01"])
def test_any_title_gives_a_sheet(title: str) -> None:
    assert 0 < len(sheet_of(export_xlsx(title, COLUMNS, [])).title) <= 31


def test_many_rows_go_by_without_being_kept() -> None:
    live = 0
    most = 0

    class Row(tuple[object, ...]):
        def __init__(self, _: object) -> None:
            nonlocal live, most
            live += 1
            most = max(most, live)

        def __del__(self) -> None:
            nonlocal live
            live -= 1

    def rows(count: int) -> Iterator[Row]:
        for n in range(count):
            yield Row((n, date(2026, 1, 1), f"{n}-CV/ĐU", "Về việc kiểm tra"))

    assert len(csv_rows(export_csv(COLUMNS, rows(5000)))) == 5001
    assert sheet_of(export_xlsx("x", COLUMNS, rows(5000))).max_row == 5001
    assert len(pdf_pages(export_pdf("Danh sách", COLUMNS, rows(400)))) > 5
    assert most < 10


def test_a_printed_list_repeats_its_headings_and_numbers_its_pages() -> None:
    rows = [(n, date(2026, 11, 5), f"{n}-CV/ĐU", f"Công văn thứ {n} về kiểm tra") for n in range(1, 121)]
    pages = pdf_pages(export_pdf("Văn bản đến\nQuý IV năm 2026", COLUMNS, rows))
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert "Tên loại và trích yếu" in text
        assert f"Trang {number}/{len(pages)}" in "".join(text.split("\r\n")).replace("/ ", "/")
    assert "Quý IV năm 2026" in pages[0]
    assert "Quý IV năm 2026" not in pages[1]
    everything = " ".join("".join(pages).split())
    for row in rows:
        assert everything.count(f"Công văn thứ {row[0]} về kiểm tra") == 1


def test_a_printed_list_is_the_same_each_time_and_tells_nothing_unopened() -> None:
    one, two = (export_pdf("Bí danh X", COLUMNS, [ROW]) for _ in range(2))
    assert one == two
    document = pypdfium2.PdfDocument(one)
    assert "Bí danh" not in str(document.get_metadata_dict())


@pytest.mark.parametrize("landscape", [True, False])
def test_a_list_without_rows_has_its_page(landscape: bool) -> None:
    content = export_pdf("Văn bản đến", COLUMNS, [], landscape=landscape)
    (page,) = pypdfium2.PdfDocument(content)
    width, height = page.get_size()
    assert (width > height) is landscape
    assert "Trang 1/" in pdf_pages(content)[0]
    assert csv_rows(export_csv(COLUMNS, [])) == [[column.title for column in COLUMNS]]


def test_mistake_24_no_temp_files() -> None:
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "tempfile.mkstemp", "tempfile.mkdtemp"):
            writes = event != "open" or any(letter in str(arguments[1] or "") for letter in "wax+")
            if writes:
                opened.append(str(arguments[0]))

    sys.addaudithook(watch)
    export_xlsx("x", COLUMNS, [ROW])
    export_csv(COLUMNS, [ROW])
    export_pdf("x", COLUMNS, [ROW])
    watching = False
    assert opened == []
