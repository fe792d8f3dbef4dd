"""Schedules kept in Excel: real dates and times, merged areas, several sheets, both kinds of file."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from support.reading import one, read_bytes, shown
from support.schedule_files import xls, xlsx

HEADS = ["STT", "Ngày", "Giờ", "Nội dung", "Chủ trì", "Thành phần", "Địa điểm", "Ghi chú"]


def test_real_dates_times_and_merged_days(tmp_path: Path) -> None:
    found = read_bytes(
        xlsx(
            {
                "Hướng dẫn": [["Cách dùng"], ["Nhập vào trang Lịch"]],
                "Lịch": [
                    ["ĐẢNG ỦY XÃ TÂN PHÚ"],
                    ["LỊCH CÔNG TÁC TUẦN 48"],
                    ["Từ ngày 23/11/2026 đến ngày 29/11/2026"],
                    [],
                    HEADS,
                    [
                        1,
                        date(2026, 11, 23),
                        time(8, 0),
                        "Giao ban Thường trực",
                        "Đ/c Bí thư",
                        "TT, các ban",
                        "Phòng họp số 1",
                        None,
                    ],
                    [2, None, time(14, 30), "Họp BTV", "Đ/c Bí thư", "UV BTV", "Phòng họp số 2", "Mang tài liệu"],
                    [3, datetime(2026, 11, 24), 0.3125, "Kiểm tra cơ sở", "Đ/c PBT", None, "Xã bên", None],  # noqa: DTZ001 # Excel has no zones
                    [4, None, "Cả ngày", "Tập huấn", None, None, None, None],
                    ["Ghi chú: Lịch này thay giấy mời"],
                    [None, None, None, None, None, "CHÁNH VĂN PHÒNG"],
                ],
            },
            {"Lịch": ["A1:H1", "A2:H2", "B6:B7"]},
        ),
        tmp_path,
        "lich.xlsx",
    )
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48 Từ ngày 23/11/2026 đến ngày 29/11/2026"
    assert [(shown(p), p.content, p.chair, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Giao ban Thường trực", "Đ/c Bí thư", "Phòng họp số 1"),
        ("23/11 14:30", "Họp BTV", "Đ/c Bí thư", "Phòng họp số 2"),
        ("24/11 07:30", "Kiểm tra cơ sở", "Đ/c PBT", "Xã bên"),
        ("24/11 all_day", "Tập huấn", "", ""),
    ]
    assert one(found, "Họp BTV").notes == "Mang tài liệu"
    kinds = {left.text: left.kind for left in found.leftovers}
    assert kinds["Cách dùng"] == kinds["Nhập vào trang Lịch"] == "unknown"  # the other sheet is listed
    assert kinds["Ghi chú: Lịch này thay giấy mời"] == "note"
    assert kinds["CHÁNH VĂN PHÒNG"] == "signature"


def test_sheets_named_by_week_are_all_read(tmp_path: Path) -> None:
    def week(first: str, last: str, day: date) -> list[list[object]]:
        return [
            ["LỊCH TUẦN"],
            [f"từ {first} đến {last}"],
            ["Ngày", "Giờ", "Nội dung"],
            [day, "8h", "Họp"],
            [None, "14h", "Tiếp dân"],
        ]

    found = read_bytes(
        xlsx(
            {
                "Tuần 48": week("23/11/2026", "29/11/2026", date(2026, 11, 23)),
                "Tuần 49": week("30/11/2026", "06/12/2026", date(2026, 12, 1)),
            }
        ),
        tmp_path,
        "lich.xlsx",
    )
    assert [shown(p) for p in found.proposals] == ["23/11 08:00", "23/11 14:00", "01/12 08:00", "01/12 14:00"]


def test_text_in_cells_keeps_its_lines(tmp_path: Path) -> None:
    found = read_bytes(
        xlsx(
            {
                "Sheet1": [
                    ["LỊCH TUẦN 48/2026"],
                    ["Thứ", "Sáng", "Chiều"],
                    ["Thứ 2\n23/11", "8h00: Họp A\n10h00: Họp B", "14h: Họp C\nĐịa điểm: P.2"],
                ]
            }
        ),
        tmp_path,
        "lich.xlsx",
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 morning 08:00", "Họp A", ""),
        ("23/11 morning 10:00", "Họp B", ""),
        ("23/11 afternoon 14:00", "Họp C", "P.2"),
    ]


def test_old_workbooks_with_real_dates(tmp_path: Path) -> None:
    found = read_bytes(
        xls(
            [
                ["LỊCH CÔNG TÁC"],
                ["Tuần 48: từ 23/11/2026 đến 27/11/2026"],
                ["Thứ", "Ngày", "Buổi", "Giờ", "Nội dung", "Địa điểm", "Chủ trì"],
                ["Hai", date(2026, 11, 23), "Sáng", time(8, 15), "Giao ban", "P. họp 1", "Bí thư"],
                ["", "", "Chiều", None, "Họp BTV", "P. họp 2", "Bí thư"],
                ["Ba", date(2026, 11, 24), "Sáng", None, "Nghỉ lễ", "", ""],
            ],
            [(3, 4, 0, 0), (3, 4, 1, 1)],
        ),
        tmp_path,
        "lich.xls",
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 morning 08:15", "Giao ban", "P. họp 1"),
        ("23/11 afternoon", "Họp BTV", "P. họp 2"),
        ("24/11 morning", "Nghỉ lễ", ""),
    ]


def test_a_title_in_a_text_box(tmp_path: Path) -> None:
    box = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody>'
        "<a:p><a:r><a:t>LỊCH CÔNG TÁC </a:t></a:r><a:r><a:t>TUẦN 48/2026</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    stream = io.BytesIO(xlsx({"Lịch": [["Thứ", "Giờ", "Nội dung"], ["Hai", "8h", "Họp"], ["Ba", "9h", "Tiếp dân"]]}))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", box)
    found = read_bytes(stream.getvalue(), tmp_path, "lich.xlsx")
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48/2026"
    assert [shown(p) for p in found.proposals] == ["23/11 08:00", "24/11 09:00"]
