"""The scanner's folder, looked at when asked."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vpcu_desktop.services.scans import scan_candidates

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def put(folder: Path, name: str, *, seconds_ago: float = 60, content: bytes = b"%PDF") -> Path:
    path = folder / name
    path.write_bytes(content)
    written = (NOW - timedelta(seconds=seconds_ago)).timestamp()
    os.utime(path, (written, written))
    return path


def names(folder: Path) -> list[str]:
    return [candidate.path.name for candidate in scan_candidates(folder, now=NOW)]


def test_newest_first_and_only_what_scanners_make(tmp_path: Path) -> None:
    put(tmp_path, "cũ.pdf", seconds_ago=500)
    put(tmp_path, "MỚI.PDF", seconds_ago=10)
    put(tmp_path, "ảnh.JPG", seconds_ago=100)
    for other in ("thư.docx", "ghi chú.txt", ".ẩn.pdf", "~tạm.pdf"):
        put(tmp_path, other)
    put(tmp_path, "rỗng.pdf", content=b"")
    (tmp_path / "thư mục.pdf").mkdir()
    assert names(tmp_path) == ["MỚI.PDF", "ảnh.JPG", "cũ.pdf"]


def test_a_scan_still_being_written_waits(tmp_path: Path) -> None:
    put(tmp_path, "đang quét.pdf", seconds_ago=1)
    assert names(tmp_path) == []
    put(tmp_path, "đang quét.pdf", seconds_ago=2)
    assert names(tmp_path) == ["đang quét.pdf"]


def test_a_folder_of_years_offers_the_newest(tmp_path: Path) -> None:
    for number in range(60):
        put(tmp_path, f"{number:02}.pdf", seconds_ago=100 + number)
    assert names(tmp_path) == [f"{number:02}.pdf" for number in range(50)]


def test_looking_changes_nothing_and_a_missing_drive_is_no_trouble(tmp_path: Path) -> None:
    path = put(tmp_path, "một.pdf")
    (candidate,) = scan_candidates(tmp_path, now=NOW)
    assert (candidate.path, candidate.size, candidate.written_at) == (path, 4, NOW - timedelta(seconds=60))
    assert path.read_bytes() == b"%PDF"
    assert names(tmp_path / "rút rồi") == []
