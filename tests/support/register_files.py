"""Registers made by code with all the dirt that offices' registers have: .csv, .xlsx, .xls, and HTML under any name."""

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from unicodedata import normalize

from vpcu_desktop.domain.register_rows import ProblemKind

Cell = str | int | float | date | datetime | None

TITLES = [
    "STT",
    "Ngày đến",
    "Số đến",
    "Cơ quan ban hành",
    "Số,   ký hiệu",
    "Ngày  tháng văn bản",
    "Tên loại",
    "Trích yếu   nội dung",
    "Đơn vị hoặc người nhận",
    "Độ mật",
    "Độ khẩn",
    "Hạn xử lý",
    "Số bản",
    "Ghi chú",
]
LETTERHEAD = [["ĐẢNG BỘ TỈNH ĐỒNG NAI", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["HUYỆN ỦY TÂN PHÚ"], []]
TITLE = ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2021–2024"]

_ISSUERS = [
    "UBND huyện Tân Phú", "Huyện ủy Tân Phú", "Phòng Nội vụ", "Sở Tài chính", "UBND tỉnh Đồng Nai", "Tỉnh ủy Đồng Nai",
    "Công an huyện", "Mặt trận Tổ quốc huyện", "UBND thị trấn Tân Phú", "UBND xã Phú Lâm", "UBND xã Phú Lộc",
]  # fmt: skip
_MISSPELT = ["UBND thị trân Tân Phú", "UBND thj trấn Tân Phú", "UBND Thị trấn Tân Phú"]
_TYPES = {"Báo cáo": "BC", "Công văn": "", "Kế hoạch": "KH", "Quyết định": "QĐ", "Tờ trình": "TTr", "Thông báo": "TB"}
_UNITS = ["UBND", "UBND-TCKH", "HU", "SNV", "UBMTTQ", "UBND-VH&TT"]
_SUBJECTS = [
    "về việc tăng cường công tác phòng, chống dịch bệnh trên địa bàn huyện",
    "kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội quý {n}",
    "triển khai kế hoạch kiểm tra, giám sát năm 2022 đợt {n}",
    "mời dự hội nghị trực tuyến lần thứ {n}",
]
_HANDLERS = ["Phòng Kinh tế", "Phòng Tư pháp", "Nguyễn Văn An", "Trần Thị Bích", "Văn phòng", "Đội thuế số 3"]


@dataclass
class DirtyRegister:
    """What was written: `planted` says by kind in which source rows something stands that must be reported."""

    path: Path
    first_row: int
    last_row: int
    planted: dict[ProblemKind, list[int]] = field(default_factory=dict)

    def plant(self, kind: ProblemKind, row: int) -> None:
        self.planted.setdefault(kind, []).append(row)


def write_dirty_register(path: Path, *, rows: int = 300, seed: int = 1, html: bool = False) -> DirtyRegister:
    """A register of incoming documents with `rows` lines; the path's suffix says how it is written.

    `html`: a page, whatever the suffix. All dirt is there from 100 lines on. The lines begin below a letterhead, a
    title, a header and a row of column numbers; .csv files have no letterhead.
    """
    random_ = random.Random(seed)
    spreadsheet = path.suffix in (".xlsx", ".xls") and not html
    head: list[list[Cell]] = [*LETTERHEAD, list(TITLE)] if path.suffix != ".csv" else []
    head += [list(TITLES), [f"({n})" for n in range(1, len(TITLES) + 1)]]
    made = DirtyRegister(path, len(head) + 1, len(head) + rows)
    lines = _lines(random_, rows, made, spreadsheet=spreadsheet)
    if html:
        path.write_text(_page([*head, *lines]), encoding="utf-8")
    else:
        _WRITERS[path.suffix](path, _chain(head, lines))
    return made


def _chain(head: Sequence[list[Cell]], lines: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    yield from head
    yield from lines


def _lines(random_: random.Random, rows: int, made: DirtyRegister, *, spreadsheet: bool) -> Iterator[list[Cell]]:
    dirt = list(_DIRT)
    day = date(2021, 1, 4)
    first: list[Cell] = []
    for n in range(rows):
        day = date(2021, 1, 4) + timedelta(days=n * 1000 // max(rows, 1))
        line = _clean_line(random_, n, day, spreadsheet=spreadsheet)
        # The first lines carry each kind once, later ones about one in ten, as in the register that this imitates.
        kind = (
            dirt[n // 2] if n % 2 and n // 2 < len(dirt) else random_.choice(dirt) if n > 150 and n % 10 == 0 else None
        )
        if kind is not None and n < rows - 3:
            _DIRT[kind](line, first, random_)
            if isinstance(kind, ProblemKind):
                made.plant(kind, made.first_row + n)
        first = first or line
        if n >= rows - 2:
            line[1:] = [None] * (len(line) - 1)  # trailing rows with only a number
            made.plant(ProblemKind.ONLY_NUMBER, made.first_row + n)
        yield line


def _clean_line(random_: random.Random, n: int, day: date, *, spreadsheet: bool) -> list[Cell]:
    type_name, abbreviation = random_.choice(list(_TYPES.items()))
    unit = random_.choice(_UNITS)
    number = 100 + n
    code = f"{number}/{abbreviation}-{unit}" if abbreviation else f"{number}/{unit}"
    own = day - timedelta(days=random_.randrange(6))
    return [
        n + 1,
        day if spreadsheet else f"{day:%d/%m/%Y}",
        n + 1,
        random_.choice(_ISSUERS),
        code,
        own if spreadsheet else f"{own:%d/%m/%Y}",
        type_name,
        random_.choice(_SUBJECTS).format(n=n),
        ",".join(random_.sample(_HANDLERS, random_.randrange(1, 4))),
        None,
        random_.choice([None, None, "Khẩn"]),
        None,
        random_.choice([None, 1, "02", "3 bản"]),
        None,
    ]


def _set(index: int, *values: Cell) -> Callable[[list[Cell], list[Cell], random.Random], None]:
    def apply(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
        line[index] = random_.choice(values)

    return apply


def _double(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    for index in (3, 4, 5, 7):
        line[index] = first[index]


def _same_number(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[1], line[2], line[5] = "05/01/2021", 1, "04/01/2021"


def _decomposed(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[7] = normalize("NFD", f"{line[7]}").replace(" ", "\u00a0", 1) + "\t(gửi kèm)\nphụ lục"


def _routing_log(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[13] = '05/01/2021 08:30 Văn thư chuyển CVP\n05/01/2021 09:10 CVP chuyển "Phòng Nội vụ"\n06/01/2021 đã xong'


def _late(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[1], line[5] = "05/01/2021", "09/01/2021"


def _nothing(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[:] = [None] * len(line)


def _month(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[:] = ["THÁNG 3 NĂM 2021", *[None] * (len(line) - 1)]


def _header(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[:] = TITLES


def _no_arrival(line: list[Cell], first: list[Cell], random_: random.Random) -> None:
    line[1] = line[2] = None


_K = ProblemKind
#: By the problem that must be reported; dirt that must be borne without one by its name.
_DIRT: dict[ProblemKind | str, Callable[[list[Cell], list[Cell], random.Random], None]] = {
    _K.NO_NUMBER: _set(4, "/BC-UBND", "ĐƠN", None),
    _K.PLACEHOLDER_NUMBER: _set(4, "0/QĐ-UBND", "000/UBND"),
    _K.EATEN_BY_SPREADSHEET: _set(4, "2021-07-01 00:00:00", "#REF!"),
    _K.CUT_DATE: _set(5, "20/01/201"),
    _K.PLACEHOLDER_DATE: _set(5, "01/01/2000"),
    _K.UNREADABLE_DATE: _set(5, "31/02/2021", "cuối tháng"),
    _K.DATE_IN_FUTURE: _set(1, "05/01/2121"),
    _K.DATE_ORDER: _late,
    _K.DUPLICATE_IN_FILE: _double,
    _K.DUPLICATE_NUMBER: _same_number,
    _K.NAN: _set(13, "nan"),
    _K.SECRET_LEVEL: _set(9, "Mật", "Tối mật", "Tuyệt mật"),
    _K.UNKNOWN_VALUE: _set(12, "vài bản"),
    _K.TOO_LONG: _set(8, "Phòng rất dài tên " * 50),
    _K.EMPTY_ROW: _nothing,
    _K.ONE_TEXT: _month,
    _K.HEADER_AGAIN: _header,
    _K.LEGACY_FONT: _set(7, "VÒ viÖc t¨ng c­êng c«ng t¸c phßng ch¸y ch÷a ch¸y"),
    "misspelt": _set(3, *_MISSPELT),
    "decomposed": _decomposed,
    "routing log": _routing_log,
    "deadline in words": _set(11, "trước ngày họp", "khẩn trương"),
    "deadline": _set(11, "25/01/2021"),
    "worded day": _set(5, "ngày 3 tháng 1 năm 2021"),
    "short day": _set(5, "3.1.21"),
    "serial day": _set(5, "44200"),
    "number with letter": _set(2, "15a"),
    "odd codes": _set(
        4,
        "155//UBND-TCKH",
        "18A/UBND",
        "22/2020/QĐ-UBND",
        "405-UBND-PYT",
        "1194/UBND- TCKH",
        "000.00.69.H26-230112-0001",
    ),
    "no arrival": _no_arrival,
}


def _csv(path: Path, lines: Iterator[list[Cell]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def _xlsx(path: Path, lines: Iterator[list[Cell]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đến")
    for line in lines:
        sheet.append(line)
    book.save(path)


def _xls(path: Path, lines: Iterator[list[Cell]]) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Đến")
    days = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if cell is not None:
                sheet.write(row, column, cell, days) if isinstance(cell, date) else sheet.write(row, column, cell)
    book.save(io.FileIO(path, "w"))


def _page(lines: Sequence[list[Cell]]) -> str:
    """As Excel and web programs save: the letterhead in a table of its own."""
    blocks = [lines[: len(LETTERHEAD)], lines[len(LETTERHEAD) : len(LETTERHEAD) + 1], lines[len(LETTERHEAD) + 1 :]]
    tables = "".join(f"<table>{''.join(map(_page_row, block))}</table>" for block in blocks)
    return f'<html><head><meta charset="utf-8"></head><body>{tables}</body></html>'


def _page_row(line: Sequence[Cell]) -> str:
    cells = ("" if cell is None else escape(str(cell)).replace("\n", "<br>") for cell in line)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


_WRITERS: dict[str, Callable[[Path, Iterator[list[Cell]]], None]] = {".csv": _csv, ".xlsx": _xlsx, ".xls": _xls}
