"""Whatever stands in a register: no defect, each row once and in order, each cell as written."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.schedule_files import xlsx
from vpcu_desktop.domain.errors import UnreadableFile
from vpcu_desktop.domain.register_fields import Field
from vpcu_desktop.domain.register_rows import ProblemKind
from vpcu_desktop.domain.text import clean
from vpcu_desktop.intake.register_letters import Letters
from vpcu_desktop.intake.registers import RegisterFile, guess_mapping, open_register, read_rows

TODAY = date(2026, 11, 25)
PIECES = st.sampled_from(
    ["", "", "1", "2", "15a", "(1)", "(2)", "01/03/2021", "1.3.21", "01/01/2000", "20/01/201", "44260", "nan", "155/UBND", "/BC-UBND", "ĐƠN", "0/QĐ-UBND", "2021-07-01 00:00:00", "24-KH/TU", "UBND huyện", "UBND Huyện", "Về việc họp", "a\nb", "Phòng A,Phòng B", "Mật", "C«ng v¨n sè mét cña ñy ban", "STT", "Ngày đến", "Số đến", "Số, ký hiệu", "Trích yếu", "Ghi chú", "Độ mật", 'có "dấu" nháy', '"', "ngày 5 tháng 3 năm 2021", "#REF!"]
)  # fmt: skip
CELLS = PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=14)
HEADER = ["STT", "Số đến", "Ngày đến", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Ghi chú"]
MAPPING = {Field.LINE: 0, Field.ARRIVAL_NUMBER: 1, Field.ARRIVED: 2, Field.CODE: 3, Field.DAY: 4, Field.SUBJECT: 5}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers") / "so.csv"


def check(open_file: Callable[[], RegisterFile]) -> None:
    try:
        file = open_file()
    except UnreadableFile:
        return
    raw = dict(file.raw_rows())
    filled = [number for number, cells in raw.items() if any(clean(cell).strip() for cell in cells)]
    for mapping in (guess_mapping(file), MAPPING):
        rows = list(read_rows(file, mapping, today=TODAY))
        assert [row.source_row for row in rows] == list(range(file.first_row, max(filled, default=0) + 1))
        for row in rows:
            changed = {problem.kind for problem in row.problems} & {ProblemKind.LEGACY_FONT, ProblemKind.SECRET_LEVEL}
            for field, text in row.cells.items():
                assert changed or text == clean(raw[row.source_row][mapping[field]]).strip()
            assert row.arrival_number is None or row.arrival_number > 0


@given(GRIDS, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_any_grid_as_text(path: Path, grid: list[list[str]], separator: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(grid)
    check(lambda: open_register(path))


@given(GRIDS)
@settings(max_examples=100, deadline=None)
def test_any_lines_under_a_header(path: Path, grid: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *grid])
    check(lambda: open_register(path))


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(';,"\n\t'), max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text(path: Path, text: str) -> None:
    path.write_text(f"STT;Số, ký hiệu;Trích yếu\n{text}", encoding="utf-8", newline="")
    check(lambda: open_register(path))


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    check(lambda: open_register(path))


WRITABLE = PIECES | st.integers(0, 99999) | st.floats(allow_nan=False, allow_infinity=False) | st.dates()


@given(st.lists(st.lists(WRITABLE, min_size=1, max_size=7), min_size=1, max_size=10))
@settings(max_examples=40, deadline=None)
def test_any_workbook(path: Path, grid: list[list[object]]) -> None:
    path.write_bytes(xlsx({"Sổ": grid}))  # type: ignore[dict-item]
    check(lambda: open_register(path))


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_cells_are_cleaned_as_everywhere(cells: list[str]) -> None:
    texts, converted = Letters().read(cells)
    assert [text for index, text in enumerate(texts) if index not in converted] == [
        clean(cell) for index, cell in enumerate(cells) if index not in converted
    ]
