"""Registers as offices keep them: whatever stands in them, each row is reported once and nothing is changed silently."""

import codecs
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from support.register_files import write_dirty_register
from support.schedule_files import docx, table, xlsx
from vpcu_desktop.domain.documents import Secrecy, Urgency
from vpcu_desktop.domain.errors import UnreadableFile
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.register_rows import ProblemKind, RegisterRow
from vpcu_desktop.intake.registers import (
    RegisterFile,
    guess_mapping,
    looks_outgoing,
    open_register,
    read_rows,
)

TODAY = date(2026, 11, 25)
HEADER = "STT;Ngày đến;Số đến;Cơ quan ban hành;Số, ký hiệu;Ngày văn bản;Trích yếu;Người xử lý;Hạn xử lý;Độ mật;Ghi chú"
COLUMNS = HEADER.split(";")


def line(**cells: str) -> str:
    """A line of a .csv file; what is not given is as in a clean register."""
    values = {
        "stt": "1", "arrived": "05/03/2021", "number": "12", "issuer": "UBND huyện", "code": "155/UBND-TCKH",
        "day": "01/03/2021", "subject": "Về việc họp", "receiver": "Phòng Nội vụ", "due": "", "level": "", "note": "",
    }  # fmt: skip
    assert cells.keys() <= values.keys()
    return ";".join('"' + text.replace('"', '""') + '"' for text in (values | cells).values())


def opened(path: Path, text: str, encoding: str = "utf-8-sig") -> RegisterFile:
    path = path / "so.csv" if path.is_dir() else path
    path.write_bytes(text.encode(encoding))
    return open_register(path)


def rows_of(file: RegisterFile) -> list[RegisterRow]:
    return list(read_rows(file, guess_mapping(file), today=TODAY))


def read(folder: Path, *lines: str, encoding: str = "utf-8-sig") -> list[RegisterRow]:
    return rows_of(opened(folder, "\n".join([HEADER, *lines, ""]), encoding))


def one(folder: Path, **cells: str) -> RegisterRow:
    (row,) = read(folder, line(**cells))
    return row


def kinds(row: RegisterRow, field: Field | None = None) -> set[ProblemKind]:
    return {problem.kind for problem in row.problems if field is None or problem.field is field}


def test_a_clean_line(tmp_path: Path) -> None:
    row = one(tmp_path, due="20/03/2021", note="gấp")
    assert row == RegisterRow(
        2,
        row.cells,
        arrived=date(2021, 3, 5),
        arrival_number=12,
        code="155/UBND-TCKH",
        day=date(2021, 3, 1),
        subject="Về việc họp",
        issuer="UBND huyện",
        receivers=("Phòng Nội vụ",),
        due=date(2021, 3, 20),
        note="gấp",
    )
    assert row.cells[Field.DAY] == "01/03/2021"
    assert not row.blocking


# Encoding and cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_a_file_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "\n".join([HEADER, line(subject="Trích yếu của văn bản"), ""])
    if encoding == "cp1258":  # which writes tones as marks of their own
        text = "".join(_cp1258(ch) for ch in text)
    (row,) = rows_of(opened(tmp_path, text, encoding))
    assert row.subject == "Trích yếu của văn bản"
    assert row.issuer == "UBND huyện"


def _cp1258(letter: str) -> str:
    from unicodedata import normalize

    if letter in "ăâđêôơưĂÂĐÊÔƠƯ":
        return letter
    base, *tones = normalize("NFD", letter)
    marks = [mark for mark in tones if mark in "\u0300\u0301\u0303\u0309\u0323"]
    return normalize("NFC", base + "".join(mark for mark in tones if mark not in marks)) + "".join(marks)


def test_a_utf_8_file_whose_only_diacritics_stand_far_down(tmp_path: Path) -> None:
    plain = [f"{n};01/03/2021;Ke hoach so {n}" for n in range(5000)]
    path = tmp_path / "so.csv"
    path.write_bytes(("STT;Ngay van ban;Trich yeu\n" + "\n".join(plain) + "\n5000;01/03/2021;Kế hoạch\n").encode())
    assert rows_of(open_register(path))[-1].subject == "Kế hoạch"


def test_letters_that_were_lost_before_are_reported(tmp_path: Path) -> None:
    lines = [line(code=f"{n}/UBND", number=str(n), subject="Về việc tăng cường phòng cháy") for n in range(1, 9)]
    path = tmp_path / "so.csv"
    path.write_bytes("\n".join([HEADER, *lines, ""]).encode().replace("cườ".encode(), "cườ".encode()[:-1], 1))
    first, *others = rows_of(open_register(path))
    assert kinds(first) == {ProblemKind.DAMAGED_TEXT}
    assert not any(row.problems for row in others)


def test_line_breaks_inside_quoted_cells(tmp_path: Path) -> None:
    rows = read(tmp_path, line(subject="Về việc\nhọp", note="sáng\n\nchiều"), line(code="2/UBND"))
    assert [row.source_row for row in rows] == [2, 3]
    assert rows[0].subject == "Về việc\nhọp"
    assert rows[0].note == "sáng\n\nchiều"


def test_combining_marks_no_break_spaces_and_tabs(tmp_path: Path) -> None:
    from unicodedata import normalize

    row = one(tmp_path, subject=normalize("NFD", "Về\u00a0việc\tmừng  thọ "))
    assert row.subject == row.cells[Field.SUBJECT] == "Về việc mừng thọ"
    assert not row.problems


def test_the_word_nan_is_no_text(tmp_path: Path) -> None:
    row = one(tmp_path, number="nan", due="NaN", note="nan")
    assert (row.arrival_number, row.due_words, row.note) == (None, "", "")
    assert row.cells[Field.NOTE] == "nan"
    assert [p.field for p in row.problems if p.kind is ProblemKind.NAN] == [Field.ARRIVAL_NUMBER, Field.DUE, Field.NOTE]
    assert one(tmp_path, note="Chị Nan, ông Năn").note == "Chị Nan, ông Năn"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(tmp_path: Path, separator: str) -> None:
    cells = ["1", "05/03/2021", "12", "UBND huyện", "155/UBND", "01/03/2021", '"Họp, bàn; và"', "A", "", "", ""]
    file = opened(
        tmp_path, "\n".join(separator.join(row) for row in ([*COLUMNS[:4], '"Số, ký hiệu"', *COLUMNS[5:]], cells))
    )
    assert rows_of(file)[0].subject == "Họp, bàn; và"


def test_the_line_with_which_excel_names_the_separator(tmp_path: Path) -> None:
    file = opened(tmp_path, f"sep=;\n{HEADER}\n{line()}\n")
    assert (file.header_rows, file.first_row) == ((2,), 3)
    assert rows_of(file)[0].code == "155/UBND-TCKH"


def test_quotes_that_are_letters(tmp_path: Path) -> None:
    text = 'STT;Số ký hiệu;Trích yếu\n1;2/UBND;"Nông thôn mới" nâng cao\n2;3/UBND;"mở mà không đóng\n3;4/UBND;"đủ\nhai dòng"\n'
    rows = rows_of(opened(tmp_path, text))
    assert [row.subject for row in rows] == ['"Nông thôn mới" nâng cao', '"mở mà không đóng', "đủ\nhai dòng"]
    assert [row.source_row for row in rows] == [2, 3, 4]


def test_a_separator_inside_a_text_without_quotes(tmp_path: Path) -> None:
    whole = "".join(f"{n};{n}/UBND;họp\n" for n in range(2, 12))
    row, *others = rows_of(opened(tmp_path, f"STT;Số ký hiệu;Trích yếu\n1;1/UBND;họp;bàn\n{whole}"))
    assert not any(other.problems for other in others)
    assert [(p.text, p.field) for p in row.problems if p.kind is ProblemKind.EXTRA_CELLS] == [("bàn", None)]


def test_the_tcvn3_and_vni_of_former_years(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        line(subject="VÒ viÖc t¨ng c­êng c«ng t¸c phßng ch¸y ch÷a ch¸y"),
        line(code="2/UBND", subject="Veà vieäc taêng cöôøng coâng taùc phoøng chaùy chöõa chaùy"),
        line(code="3/UBND", number="14", subject="Về việc tăng cường công tác phòng cháy"),
    )
    assert [row.subject for row in rows[:2]] == ["Về việc tăng cường công tác phòng cháy chữa cháy"] * 2
    (problem,) = rows[0].problems
    assert (problem.kind, problem.field) == (ProblemKind.LEGACY_FONT, Field.SUBJECT)
    assert problem.text == "VÒ viÖc t¨ng c­êng c«ng t¸c phßng ch¸y ch÷a ch¸y".replace("\u00ad", "\u00ad")
    assert not rows[2].problems


def test_a_repeated_header_in_an_old_font_says_that_it_was_converted(tmp_path: Path) -> None:
    header = "STT;Ngµy ®Õn;C¬ quan ban hµnh;Sè, ký hiÖu;TrÝch yÕu\n"
    written = "1;05/03/2021;UBND x·;15/UBND;VÒ viÖc tæ chøc héi nghÞ\n"
    again = rows_of(opened(tmp_path, header + written + header))[1]
    assert kinds(again) == {ProblemKind.HEADER_AGAIN, ProblemKind.LEGACY_FONT}
    assert "TrÝch yÕu" in {problem.text for problem in again.problems}


def test_a_whole_file_in_tcvn3(tmp_path: Path) -> None:
    text = (
        "STT;Ngµy ®Õn;C¬ quan ban hµnh;Sè, ký hiÖu;TrÝch yÕu\n"
        "1;05/03/2021;UBND x·;15/UBND;VÒ viÖc tæ chøc héi nghÞ\n2;06/03/2021;HuyÖn ñy;16-CV/HU;KÕ ho¹ch kiÓm tra\n"
    )
    file = opened(tmp_path, text, "cp1252")
    rows = rows_of(file)
    assert [column.title for column in file.columns] == [
        "STT",
        "Ngày đến",
        "Cơ quan ban hành",
        "Số, ký hiệu",
        "Trích yếu",
    ]
    assert [(row.issuer, row.subject) for row in rows] == [
        ("UBND xã", "Về việc tổ chức hội nghị"),
        ("Huyện ủy", "Kế hoạch kiểm tra"),
    ]


# Running numbers and what is empty


def test_running_numbers_that_repeat_say_nothing(tmp_path: Path) -> None:
    rows = read(tmp_path, line(), line(number="13", code="2/UBND"), line(number="", code="3/UBND"))
    assert all(row.cells[Field.LINE] == "1" and not row.problems for row in rows)


def test_an_arrival_number_twice_in_a_year(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        line(),
        line(code="2/UBND"),
        line(code="3/UBND", arrived="05/03/2022"),
        line(code="4/UBND", number="012a"),
    )
    assert [[p.text for p in row.problems if p.kind is ProblemKind.DUPLICATE_NUMBER] for row in rows] == [
        [],
        ["2"],
        [],
        [],
    ]
    assert (rows[3].arrival_number, rows[3].arrival_suffix) == (12, "a")


def test_an_arrival_number_that_is_none(tmp_path: Path) -> None:
    assert one(tmp_path, number="12.0").arrival_number == 12
    assert one(tmp_path, number="").problems == ()
    assert kinds(one(tmp_path, number="000")) == {ProblemKind.PLACEHOLDER_NUMBER}
    unknown = one(tmp_path, number="12-15")
    assert (unknown.arrival_number, kinds(unknown)) == (None, {ProblemKind.UNKNOWN_VALUE})
    slipped = one(tmp_path, number="20260105")
    assert (slipped.arrival_number, kinds(slipped)) == (None, {ProblemKind.UNKNOWN_VALUE})


def test_a_line_without_days_number_and_deadline_is_taken(tmp_path: Path) -> None:
    row = one(tmp_path, arrived="", number="", day="", due="")
    assert (row.arrived, row.day, row.due, row.due_words) == (None, None, None, "")
    assert not row.problems


# Doubles


def test_the_same_number_day_and_issuer(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        line(),
        line(number="13", code="155/UBND - TCKH", issuer="UBND Huyện", subject="Khác"),
        line(number="14", day="02/03/2021"),
        line(number="15", issuer="UBND tỉnh"),
    )
    found = [[p.text for p in row.problems if p.kind is ProblemKind.DUPLICATE_IN_FILE] for row in rows]
    assert found == [[], ["2"], [], []]
    assert not rows[1].blocking


def test_letters_without_number_are_doubles_only_with_the_same_subject(tmp_path: Path) -> None:
    rows = read(tmp_path, *(line(number=str(n), code="ĐƠN", subject=f"Đơn {n // 2}") for n in range(2, 6)))
    assert [ProblemKind.DUPLICATE_IN_FILE in kinds(row) for row in rows] == [False, True, False, True]


# Placeholders and days


@pytest.mark.parametrize("text", ["01/01/2000", "1/1/1900", "2000-01-01 00:00:00", "00/00/0000", "0"])
def test_a_placeholder_day_is_none(tmp_path: Path, text: str) -> None:
    row = one(tmp_path, day=text)
    assert (row.day, row.cells[Field.DAY]) == (None, text)
    assert kinds(row) == {ProblemKind.PLACEHOLDER_DATE}


@pytest.mark.parametrize(
    "text",
    [
        "5/3/2021", "05.03.2021", "5.3.21", "05-03-2021", "2021-03-05", "2021-03-05 00:00:00", "05/03/2021 08:30", "44260",
        "ngày 5 tháng 3 năm 2021", "Ngày 05 tháng 03 năm 2021", "5 tháng 3, 2021", "44260.5", "5 / 3 / 2021",
    ],
)  # fmt: skip
def test_days_as_they_are_written(tmp_path: Path, text: str) -> None:
    row = one(tmp_path, arrived=text)
    assert (row.arrived, row.cells[Field.ARRIVED], row.problems) == (date(2021, 3, 5), text, ())


@pytest.mark.parametrize("text", ["20/01/201", "20/01/2", "20/01/", "20.1.201"])
def test_a_cut_day(tmp_path: Path, text: str) -> None:
    row = one(tmp_path, day=text)
    assert (row.day, kinds(row)) == (None, {ProblemKind.CUT_DATE})


@pytest.mark.parametrize("text", ["31/02/2021", "cuối tháng 3", "5/3", "5/3/20211", "1/1/0021", "12-15/3/2021"])
def test_a_day_that_is_none(tmp_path: Path, text: str) -> None:
    row = one(tmp_path, day=text)
    assert (row.day, kinds(row)) == (None, {ProblemKind.UNREADABLE_DATE})


def test_a_month_before_its_day_is_not_turned_round(tmp_path: Path) -> None:
    rows = read(tmp_path, line(day="25/02/2021"), line(code="2/UBND", number="13", day="02/25/2021"))
    assert (rows[1].day, kinds(rows[1])) == (None, {ProblemKind.UNREADABLE_DATE})


def test_days_in_the_future_and_out_of_order(tmp_path: Path) -> None:
    assert kinds(one(tmp_path, arrived="26/11/2026")) == {ProblemKind.DATE_IN_FUTURE}
    assert kinds(one(tmp_path, arrived="25/11/2026")) == set()
    assert kinds(one(tmp_path, arrived="28/02/2021")) == {ProblemKind.DATE_ORDER}
    assert one(tmp_path, due="01/01/2030").due == date(2030, 1, 1)


def test_a_column_of_days_written_by_an_american_spreadsheet(tmp_path: Path) -> None:
    rows = read(tmp_path, line(day="3/1/2021"), line(day="2/25/2021", number="13"))
    assert [row.day for row in rows] == [date(2021, 3, 1), date(2021, 2, 25)]
    assert all(kinds(row, Field.DAY) == {ProblemKind.MONTH_FIRST} for row in rows)


def test_deadlines_in_words_stay_words(tmp_path: Path) -> None:
    row = one(tmp_path, due="trước ngày họp HĐND")
    assert (row.due, row.due_words, row.problems) == (None, "trước ngày họp HĐND", ())
    cut = one(tmp_path, due="20/01/201")
    assert (cut.due, cut.due_words, kinds(cut)) == (None, "20/01/201", {ProblemKind.CUT_DATE})


# Số, ký hiệu


@pytest.mark.parametrize(
    "code",
    [
        "155//UBND-TCKH", "18A/UBND", "101/UBND-VH&TT", "22/2020/QĐ-UBND", "405-UBND-PYT", "1194/UBND- TCKH",
        "000.00.69.H26-230112-0001", "24-KH/TU", "Số: 12/QĐ-UBND",
    ],
)  # fmt: skip
def test_odd_codes_stay_as_printed(tmp_path: Path, code: str) -> None:
    row = one(tmp_path, code=code)
    assert (row.code, row.problems) == (code, ())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("/BC-UBND", ProblemKind.NO_NUMBER),
        ("ĐƠN", ProblemKind.NO_NUMBER),
        ("", ProblemKind.NO_NUMBER),
        ("không số", ProblemKind.NO_NUMBER),
        ("0/QĐ-UBND", ProblemKind.PLACEHOLDER_NUMBER),
        ("000/UBND", ProblemKind.PLACEHOLDER_NUMBER),
        ("2021-07-01 00:00:00", ProblemKind.EATEN_BY_SPREADSHEET),
        ("01/07/2021", ProblemKind.EATEN_BY_SPREADSHEET),
        ("1-Jul", ProblemKind.EATEN_BY_SPREADSHEET),
        ("#REF!", ProblemKind.EATEN_BY_SPREADSHEET),
        ("########", ProblemKind.EATEN_BY_SPREADSHEET),
    ],
)
def test_codes_that_need_a_look(tmp_path: Path, code: str, kind: ProblemKind) -> None:
    row = one(tmp_path, code=code)
    assert kinds(row) == {kind}
    assert row.cells.get(Field.CODE, "") == code
    assert not row.blocking


# Names, notes


def test_an_issuer_spelled_another_way_than_before(tmp_path: Path) -> None:
    rows = read(
        tmp_path, line(), line(number="13", code="2/UBND", issuer="UBND Huyện"), line(number="14", code="3/UBND")
    )
    assert [(p.kind, p.text) for p in rows[1].problems] == [(ProblemKind.SPELLED_DIFFERENTLY, "UBND huyện")]
    assert rows[1].issuer == "UBND Huyện"
    assert not rows[2].problems


def test_handlers_joined_by_a_comma_without_space(tmp_path: Path) -> None:
    row = one(tmp_path, receiver="Phòng Nội vụ,Nguyễn Văn An;Văn phòng\n- Phòng Nội vụ")
    assert row.receivers == ("Phòng Nội vụ", "Nguyễn Văn An", "Văn phòng")
    assert row.cells[Field.RECEIVER].startswith("Phòng Nội vụ,Nguyễn Văn An")


def test_a_routing_log_in_a_note(tmp_path: Path) -> None:
    log = "\n".join(f'0{n}/03/2021 08:30: "Văn thư" chuyển Phòng {n}; đã nhận, đã xong' for n in range(1, 9))
    row = one(tmp_path, note=log)
    assert (row.note, row.problems) == (log, ())


def test_a_text_that_no_register_holds(tmp_path: Path) -> None:
    assert kinds(one(tmp_path, receiver="x " * 300)) == {ProblemKind.TOO_LONG}
    assert not one(tmp_path, note="x " * 3000).problems


# Levels


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        ({"level": "Mật"}, Secrecy.CONFIDENTIAL),
        ({"level": "TỐI MẬT"}, Secrecy.SECRET),
        ({"level": "tuyệt mật"}, Secrecy.TOP_SECRET),
        ({"level": "A"}, Secrecy.TOP_SECRET),
        ({"note": "Mật"}, Secrecy.CONFIDENTIAL),
        ({"subject": "(Tối mật) Báo cáo tình hình"}, Secrecy.SECRET),
        ({"code": "12-BC/HU (Mật)"}, Secrecy.CONFIDENTIAL),
        ({"note": "Độ mật: Mật; trả lại"}, Secrecy.CONFIDENTIAL),
    ],
)
def test_a_secret_line_is_blocked_and_its_content_dropped(
    tmp_path: Path, cells: dict[str, str], level: Secrecy
) -> None:
    row = one(tmp_path, **({"subject": "Nội dung kín"} | cells))
    assert row.blocking
    assert row.secrecy is level
    assert kinds(row) == {ProblemKind.SECRET_LEVEL}
    assert (row.subject, row.note, row.issuer, row.receivers) == ("", "", "", ())
    assert row.cells.keys() <= {Field.LINE, Field.ARRIVED, Field.ARRIVAL_NUMBER, Field.CODE, Field.DAY, Field.SECRECY}


def test_a_secret_line_is_no_sample(tmp_path: Path) -> None:
    file = opened(tmp_path, "\n".join([HEADER, line(subject="Nội dung kín", level="B"), line(subject="Khác"), ""]))
    assert "Nội dung kín" not in repr(file)
    assert all("Nội dung kín" not in column.samples for column in file.columns)


def test_a_level_is_heeded_where_its_column_is_not_mapped(tmp_path: Path) -> None:
    file = opened(tmp_path, "\n".join([HEADER, line(subject="Nội dung kín", level="A"), line(level="nội bộ"), ""]))
    mapping = guess_mapping(file)
    del mapping[Field.SECRECY]
    first, second = read_rows(file, mapping, today=TODAY)
    assert (first.blocking, first.secrecy, first.subject) == (True, Secrecy.TOP_SECRET, "")
    assert ProblemKind.UNKNOWN_VALUE in kinds(second, Field.SECRECY)


def test_two_fields_of_one_column(tmp_path: Path) -> None:
    file = opened(tmp_path, "\n".join([HEADER, line(note="nan"), ""]))
    (row,) = read_rows(file, guess_mapping(file) | {Field.PROGRESS: 10}, today=TODAY)
    assert (row.note, kinds(row, Field.NOTE), kinds(row, Field.PROGRESS)) == ("", {ProblemKind.NAN}, {ProblemKind.NAN})


def test_words_that_are_no_level(tmp_path: Path) -> None:
    for subject in ("Bảo vệ bí mật nhà nước", "Báo mất thẻ đảng viên", "Mật độ dân số", "Luật, mật ong (mới)"):
        assert not one(tmp_path, subject=subject, level="Thường").blocking
    assert kinds(one(tmp_path, level="nội bộ")) == {ProblemKind.UNKNOWN_VALUE}


# Rows that are no document


def test_trailing_rows_with_only_a_number(tmp_path: Path) -> None:
    rows = read(tmp_path, line(), "2;;;;;;;;;;", "3;nan;nan;;;;;;;;")
    assert [row.blocking for row in rows] == [False, True, True]
    assert ProblemKind.ONLY_NUMBER in kinds(rows[1]) & kinds(rows[2])


def test_empty_rows_between_are_reported_and_those_at_the_end_are_none(tmp_path: Path) -> None:
    rows = read(tmp_path, line(), "", " ; ;\u200b", line(code="2/UBND", number="13"), "", ";;;;;;;;;;")
    assert [(row.source_row, kinds(row)) for row in rows] == [
        (2, set()), (3, {ProblemKind.EMPTY_ROW}), (4, {ProblemKind.EMPTY_ROW}), (5, set()),
    ]  # fmt: skip
    assert rows[1].blocking


def test_the_line_of_a_month_and_a_repeated_header(tmp_path: Path) -> None:
    numbers = ";".join(f"({n})" for n in range(1, 12))
    rows = read(tmp_path, numbers, "THÁNG 3;;;;;;;;;;", line(), HEADER.replace(";", " ;"), numbers)
    assert [(row.source_row, kinds(row)) for row in rows] == [
        (3, {ProblemKind.ONE_TEXT}), (4, set()), (5, {ProblemKind.HEADER_AGAIN}), (6, {ProblemKind.HEADER_AGAIN}),
    ]  # fmt: skip
    assert rows[0].problems[0].text == "THÁNG 3"


# Headers


def sheet(tmp_path: Path, *rows: Sequence[object]) -> RegisterFile:
    path = tmp_path / "so.xlsx"
    path.write_bytes(xlsx({"Sổ": [list(row) for row in rows]}))
    return open_register(path)


LINES = [[1, date(2021, 3, 5), 12, "UBND huyện", "155/UBND", date(2021, 3, 1), "Họp"]]


def test_the_row_of_column_numbers_under_the_header(tmp_path: Path) -> None:
    header = ["STT", "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Trích yếu"]
    file = sheet(tmp_path, header, [f"({n})" for n in range(1, 8)], *LINES)
    assert (file.header_rows, file.first_row) == ((1, 2), 3)
    assert len(rows_of(file)) == 1


def test_a_header_over_two_rows(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ["TT", "Đến", None, "Văn bản", None, None, "Trích yếu"],
        [None, "Ngày", "Số", "Nơi ban hành", "Số, ký hiệu", "Ngày tháng", None],
        *LINES,
    )
    assert guess_mapping(file) == {
        Field.LINE: 0, Field.ARRIVED: 1, Field.ARRIVAL_NUMBER: 2, Field.ISSUER: 3, Field.CODE: 4, Field.DAY: 5,
        Field.SUBJECT: 6,
    }  # fmt: skip
    assert rows_of(file)[0].arrived == date(2021, 3, 5)


def test_runs_of_spaces_inside_header_words(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        ["S T T", "Ngày     đến", "S ố   đ ế n", "Tác\ngiả", "Sốký hiệu", "Ngày  \n tháng", "T R Í C H   Y Ế U"],
        *LINES,
    )
    assert set(guess_mapping(file)) == {
        Field.LINE, Field.ARRIVED, Field.ARRIVAL_NUMBER, Field.ISSUER, Field.CODE, Field.DAY, Field.SUBJECT,
    }  # fmt: skip


def test_a_letterhead_above(tmp_path: Path) -> None:
    header = ["STT", "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Trích yếu"]
    file = sheet(
        tmp_path,
        ["ĐẢNG BỘ TỈNH", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["HUYỆN ỦY"],
        [],
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"],
        header,
        *LINES,
    )
    assert file.first_row == 6
    assert file.above[-1] == "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"
    assert not looks_outgoing(file, guess_mapping(file))


def test_a_letterhead_in_a_table_of_its_own_on_a_page_saved_as_xls(tmp_path: Path) -> None:
    made = write_dirty_register(tmp_path / "so.xls", rows=100, html=True)
    file = open_register(made.path)
    assert (file.kind.value, file.first_row) == ("html", made.first_row - 1)  # the empty row of the letterhead is none


def test_a_register_in_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "so.docx"
    path.write_bytes(docx("SỔ VĂN BẢN ĐI", table(["STT", "Số ký hiệu", "Trích yếu"], ["1", "2-CV/ĐU", "Họp"])))
    file = open_register(path)
    mapping = guess_mapping(file)
    assert looks_outgoing(file, mapping)
    assert [row.code for row in read_rows(file, mapping, today=TODAY)] == ["2-CV/ĐU"]


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        ("Số TT|Ngày nhận|Số vào sổ|Nơi gửi|Số hiệu|Ngày ký|Về việc", "line arrived arrival_number issuer code day subject"),
        ("Số văn bản|Ngày ban hành|Tên loại và trích yếu nội dung|Người ký|Nơi nhận văn bản|Đơn vị, người nhận bản lưu|Số lượng bản|Ngày chuyển|Ký nhận|Ghi chú",
         "code day type_and_subject signer recipients kept_by copies handed_on signed note"),
        ("Ngày công văn|Số CV|Cơ quan ban hành|Loại văn bản|Nội dung|Mức độ khẩn|Thời hạn giải quyết|Trạng thái|Ý kiến chỉ đạo",
         "day code issuer type subject urgency due state note"),
        ("Số đến|Số, ký hiệu văn bản|Ngày tháng năm|Đơn vị xử lý|Kết quả xử lý|Số, ký hiệu văn bản trả lời|Hồ sơ số",
         "arrival_number code day receiver progress reply dossier"),
        ("Số|Ký hiệu|Hình thức gửi|Số trang|Độ mật|Ý kiến|Ghi chú", "arrival_number code channel pages secrecy - note"),
    ],
)  # fmt: skip
def test_titles_as_offices_word_them(tmp_path: Path, titles: str, fields: str) -> None:
    file = opened(tmp_path, titles.replace("|", ";") + "\n")
    found = {index: field.value for field, index in guess_mapping(file).items()}
    assert [found.get(index, "-") for index in range(len(file.columns))] == fields.split()


def test_a_file_without_header_is_known_by_its_content(tmp_path: Path) -> None:
    lines = [
        f"{n};{n % 28 + 1:02d}/03/2021;{n + 40};UBND huyện {'ABC'[n % 3]};{n}/UBND-TCKH;{n % 27 + 1:02d}/02/2021;Về việc họp bàn số {n}"
        for n in range(1, 40)
    ]
    file = opened(tmp_path, "\n".join(lines))
    assert (file.header_rows, file.first_row) == ((), 1)
    assert guess_mapping(file) == {
        Field.LINE: 0, Field.ARRIVED: 1, Field.ARRIVAL_NUMBER: 2, Field.ISSUER: 3, Field.CODE: 4, Field.DAY: 5,
        Field.SUBJECT: 6,
    }  # fmt: skip


def test_type_and_subject_in_one_cell(tmp_path: Path) -> None:
    text = "Số ký hiệu;Tên loại và trích yếu;Số bản;Độ khẩn\n1/BC-UBND;Báo cáo kết quả;3 bản;HỎA TỐC\n2/UBND;V/v họp;vài;x\n"
    first, second = rows_of(opened(tmp_path, text))
    assert (first.type_name, first.subject, first.copies, first.urgency) == ("Báo cáo", "kết quả", 3, Urgency.IMMEDIATE)
    assert (second.type_name, second.subject, second.copies) == ("", "V/v họp", None)
    assert {p.field for p in second.problems if p.kind is ProblemKind.UNKNOWN_VALUE} == {Field.COPIES, Field.URGENCY}


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 155/UBND-TCKH ngày 01/3/2021 của UBND huyện",
        "Công văn số: 155/UBND-TCKH, ngày 01 tháng 3 năm 2021, UBND huyện",
        "Công văn\n155/UBND-TCKH\n01/03/2021\nUBND huyện",
    ],
)
def test_the_whole_identity_in_one_cell(tmp_path: Path, text: str) -> None:
    header = "Số đến;Tên loại, số, ký hiệu, ngày tháng, cơ quan ban hành;Đơn vị nhận;Tiến độ\n"
    (row,) = rows_of(opened(tmp_path, f'{header}1;"{text}";Phòng A;xong\n'))
    assert (row.type_name, row.code, row.day, row.issuer) == (
        "Công văn",
        "155/UBND-TCKH",
        date(2021, 3, 1),
        "UBND huyện",
    )
    assert row.cells[Field.IDENTITY] == text
    assert not row.problems


def test_code_and_day_in_one_cell(tmp_path: Path) -> None:
    text = "STT;Số, ký hiệu, ngày tháng;Trích yếu\n1;155/UBND-TCKH ngày 01/03/2021;A\n2;18A/UBND;B\n3;01/07/2021;C\n"
    first, second, third = rows_of(opened(tmp_path, text))
    assert (first.code, first.day) == ("155/UBND-TCKH", date(2021, 3, 1))
    assert (second.code, second.day, second.problems) == ("18A/UBND", None, ())
    assert kinds(third) == {ProblemKind.EATEN_BY_SPREADSHEET}


# Direction


def test_the_direction_by_columns_and_content(tmp_path: Path) -> None:
    outgoing = opened(tmp_path / "di.csv", "Số ký hiệu;Ngày;Trích yếu;Người ký;Nơi nhận\n1-CV/ĐU;01/03/2021;Họp;A;B\n")
    assert looks_outgoing(outgoing, guess_mapping(outgoing))
    incoming = opened(tmp_path / "den.csv", "\n".join([HEADER, line(), ""]))
    assert not looks_outgoing(incoming, guess_mapping(incoming))
    unused = opened(tmp_path / "chung.csv", "\n".join([HEADER, line(arrived="", number=""), ""]))
    assert looks_outgoing(unused, guess_mapping(unused))


# Kinds of files


@pytest.mark.parametrize(("name", "html"), [("so.csv", False), ("so.xlsx", False), ("so.xls", False), ("so.doc", True)])
def test_all_dirt_is_reported_where_it_stands_in_every_kind_of_file(tmp_path: Path, name: str, html: bool) -> None:
    made = write_dirty_register(tmp_path / name, rows=120, html=html)
    file = open_register(made.path)
    shift = made.first_row - file.first_row
    found: dict[ProblemKind, set[int]] = {}
    rows = rows_of(file)
    assert [row.source_row + shift for row in rows] == list(range(made.first_row, made.last_row + 1))
    for row in rows:
        for problem in row.problems:
            found.setdefault(problem.kind, set()).add(row.source_row + shift)
    missing = {kind: set(planted) - found.get(kind, set()) for kind, planted in made.planted.items()}
    assert not any(missing.values()), missing
    assert len(made.planted) > 15


def test_the_same_lines_come_out_of_every_kind_of_file(tmp_path: Path) -> None:
    def said(name: str) -> list[tuple[object, ...]]:
        return [
            (row.code, row.day, row.arrived, row.arrival_number, row.subject, row.receivers, row.copies)
            for row in rows_of(open_register(write_dirty_register(tmp_path / name, rows=120).path))
        ]

    assert said("so.csv") == said("so.xlsx") == said("so.xls")


def test_the_sheet_with_the_register_is_found_and_another_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    header = ["Số đến", "Ngày đến", "Trích yếu"]
    path.write_bytes(
        xlsx({"Bìa": [["SỔ VĂN BẢN"]], "2021": [header, [1, "01/03/2021", "A"]], "2022": [header, [2, "", "B"]]})
    )
    assert open_register(path).sheets == ("Bìa", "2021", "2022")
    assert open_register(path).sheet == "2021"
    assert [row.subject for row in rows_of(open_register(path, sheet="2022"))] == ["B"]
    with pytest.raises(ValueError, match="2023"):
        open_register(path, sheet="2023")


def test_numbers_and_days_of_a_spreadsheet_are_written_out(tmp_path: Path) -> None:
    row = rows_of(
        sheet(tmp_path, ["Số đến", "Ngày đến", "Trích yếu", "Ghi chú"], [12.0, date(2021, 3, 5), 1234567.25, True])
    )[0]
    assert row.cells == {
        Field.ARRIVAL_NUMBER: "12",
        Field.ARRIVED: "05/03/2021",
        Field.SUBJECT: "1234567.25",
        Field.NOTE: "TRUE",
    }


def test_a_workbook_that_says_it_is_huge(tmp_path: Path) -> None:
    import re
    from zipfile import ZipFile

    file = sheet(tmp_path, ["Số đến", "Ngày đến", "Trích yếu"], [1, "01/03/2021", "A"])
    with ZipFile(file.path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1:XFD1048576"', parts[name])
    with ZipFile(file.path, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    file = open_register(file.path)
    assert len(file.columns) == 3
    assert [row.subject for row in rows_of(file)] == ["A"]


def test_a_package_larger_than_any_register_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vpcu_desktop.intake import registers, sniff

    monkeypatch.setattr(registers, "REGISTER", sniff.Limits(file=100_000, part=500, unpacked=10_000))
    with pytest.raises(UnreadableFile) as caught:
        sheet(tmp_path, ["Số đến", "Ngày đến", "Trích yếu"])
    assert caught.value.details["reason"] == "zip_bomb"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"\x01\x02\x03\x04" * 50, "not_a_schedule_file"),
        (codecs.BOM_UTF8, "empty"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        open_register(path)
    assert caught.value.details == {"reason": reason, "path": path}


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_register(tmp_path / "so.csv")
    assert caught.value.details["reason"] == "missing"


def test_a_file_that_goes_away_while_it_is_read(tmp_path: Path) -> None:
    file = opened(tmp_path, f"{HEADER}\n{line()}\n")
    file.path.unlink()
    with pytest.raises(UnreadableFile) as caught:
        rows_of(file)
    assert caught.value.details == {"reason": "missing", "path": file.path}
