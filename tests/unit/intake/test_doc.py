"""Word before 2007, read in memory: a committed file with a text box, merged days and a run in a legacy font."""

import builtins
import tempfile
from pathlib import Path

import pytest

from support.reading import assert_nothing_lost, shown
from vpcu_desktop.domain.errors import UnreadableFile
from vpcu_desktop.intake.reading import read_file

FILE = Path(__file__).parents[2] / "data" / "lich_bang.doc"


def test_an_old_word_file() -> None:
    found = read_file(FILE)
    assert_nothing_lost(found)
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48 (Từ ngày 23/11/2026 đến ngày 29/11/2026)"
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals] == [
        ("23/11 07:30", "Họp giao ban khối Đảng", "Đ/c Bí thư", "Các ban; Văn phòng", "Phòng họp số 1"),
        ("23/11 14:00", "Tiếp công dân", "Đ/c PBT", "", "Trụ sở tiếp dân"),
        ("24/11", "NGHỈ NGÀY VĂN HÓA VIỆT NAM", "", "", ""),
        ("25/11 08:00", "Họp Ban Thường vụ Đảng ủy", "Đ/c Bí thư", "", "Hội trường"),
    ]
    assert found.legacy_font == "TCVN3"
    assert {left.kind for left in found.leftovers} == {"title", "header", "note"}


def test_nothing_is_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_open = builtins.open

    def watched(file: object, mode: str = "r", *args: object, **kwargs: object) -> object:
        assert not set(mode) & set("wax+"), file
        return plain_open(file, mode, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", watched)
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, lambda *a, **k: pytest.fail("a temporary file"))
    assert read_file(FILE).proposals


@pytest.mark.parametrize("keep", [600, 4096, 9000])
def test_a_file_cut_short_is_damaged(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "lich.doc"
    path.write_bytes(FILE.read_bytes()[:keep])
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    assert caught.value.details["reason"] in ("damaged", "not_a_schedule_file")


def test_a_flipped_byte_never_ends_in_a_defect(tmp_path: Path) -> None:
    data = FILE.read_bytes()
    path = tmp_path / "lich.doc"
    for position in range(0, len(data), 211):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0xFF]) + data[position + 1 :])
        try:
            read_file(path)
        except UnreadableFile as error:
            assert error.details["reason"] in UnreadableFile.REASONS


def test_cells_merged_sideways_by_their_widths() -> None:
    found = read_file(FILE.with_name("lich_gop_o.doc"))
    assert_nothing_lost(found)
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals[:3]] == [
        ("23/11 morning 07:30", "Giao ban", "Đ/c Bí thư", "Đ/c PBT", "P1"),
        ("23/11 afternoon", "Làm việc", "", "", "cơ quan"),
        ("24/11 all_day", "Đi cơ sở xã Mường Phăng", "", "", ""),
    ]
    assert [left.text for left in found.leftovers if left.kind == "header"][-2:] == ["Chủ trì", "Tham dự"]
