"""What Word files hold beside plain paragraphs: boxes, tracked changes, controls, list numbers, letters of two marks."""

import io
import time
import unicodedata
import zipfile
from pathlib import Path

from support.reading import one, read_bytes, shown
from support.schedule_files import (
    NAMESPACES,
    cell,
    control,
    deleted,
    docx,
    inserted,
    numbering,
    para,
    row,
    run,
    table,
    text_box,
)

HEADS = ["Thứ, ngày", "Giờ", "Nội dung", "Địa điểm"]


def test_a_title_in_text_boxes_is_read_once(tmp_path: Path) -> None:
    found = read_bytes(
        docx(para(text_box("TUẦN 48 THEO NĂM 2026")), para(text_box("LỊCH CÔNG TÁC", "(Từ ngày 23/11/2026 đến ngày 29/11/2026)")),
             table(HEADS, ["Thứ Hai 23/11", "8h", "Họp", "P.1"])),
        tmp_path,
    )  # fmt: skip
    assert found.title == "LỊCH CÔNG TÁC (Từ ngày 23/11/2026 đến ngày 29/11/2026) TUẦN 48 THEO NĂM 2026"
    assert found.source[:3] == ("TUẦN 48 THEO NĂM 2026", "LỊCH CÔNG TÁC", "(Từ ngày 23/11/2026 đến ngày 29/11/2026)")
    assert found.number == 48


def test_insertions_are_kept_and_deletions_dropped(tmp_path: Path) -> None:
    gone = row("Thứ Ba 24/11", "8h", "Họp bị xóa", "", properties='<w:del w:id="3" w:author="a"/>')
    found = read_bytes(
        docx("LỊCH TUẦN 48/2026", table(HEADS, row(cell("Thứ Hai 23/11"), cell("8h"), cell(para("Họp tại ", deleted("Phòng họp số 1"), inserted(run("Phòng họp số 2")))), cell("")), gone)),
        tmp_path,
    )  # fmt: skip
    assert [(p.content, p.place) for p in found.proposals] == [("Họp", "Phòng họp số 2")]
    assert "Phòng họp số 1" not in " ".join(found.source)


def test_content_controls_at_every_level(tmp_path: Path) -> None:
    rows = control(row("Thứ Ba 24/11", control(cell("9h")), cell(para("Họp ", control(run("chi bộ")))), "P.2"))
    found = read_bytes(
        docx(control(para("LỊCH TUẦN 48/2026")), table(HEADS, ["Thứ Hai 23/11", "8h", "Giao ban", "P.1"], rows)),
        tmp_path,
    )
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Giao ban", "P.1"),
        ("24/11 09:00", "Họp chi bộ", "P.2"),
    ]


def test_automatic_list_numbers_part_activities(tmp_path: Path) -> None:
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48/2026",
            "Thứ Hai 23/11",
            para("Họp giao ban (sáng).", number=1),
            para("Chuẩn bị tài liệu", number=1, level=1),
            para("Tiếp công dân (chiều).", number=1),
            parts={"word/numbering.xml": numbering(("decimal", "%1."), ("lowerLetter", "%2)"))},
        ),
        tmp_path,
    )
    assert found.source[2:] == ("1. Họp giao ban (sáng).", "a) Chuẩn bị tài liệu", "2. Tiếp công dân (chiều).")
    assert [(shown(p), p.content) for p in found.proposals] == [
        ("23/11 morning", "Họp giao ban.\na) Chuẩn bị tài liệu"),
        ("23/11 afternoon", "Tiếp công dân"),
    ]


def test_line_breaks_no_break_spaces_and_nfd(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Họp\u00a0giao ban\nĐịa điểm: Hội trường Đảng ủy\nChủ trì: Đ/c Bí thư")
    found = read_bytes(
        docx(
            "LỊCH TUẦN 48/2026", table(HEADS, row(cell("Thứ Hai\u00a023/11"), cell("8h"), cell(para(text)), cell("")))
        ),
        tmp_path,
    )
    (activity,) = found.proposals
    assert (activity.content, activity.place, activity.chair) == ("Họp giao ban", "Hội trường Đảng ủy", "Đ/c Bí thư")
    assert all(unicodedata.is_normalized("NFC", line) for line in found.source)


def test_a_page_head_may_hold_the_title(tmp_path: Path) -> None:
    header = f'<?xml version="1.0"?><w:hdr {NAMESPACES}>{para("LỊCH CÔNG TÁC TUẦN 48/2026")}</w:hdr>'
    footer = f'<?xml version="1.0"?><w:ftr {NAMESPACES}>{para("Trang 1/2")}</w:ftr>'
    found = read_bytes(
        docx(
            table(HEADS, ["Thứ Hai", "8h", "Họp", ""]), parts={"word/header1.xml": header, "word/footer1.xml": footer}
        ),
        tmp_path,
    )
    assert found.title == "LỊCH CÔNG TÁC TUẦN 48/2026"
    assert shown(found.proposals[0]) == "23/11 08:00"
    assert not [left for left in found.leftovers if "Trang" in left.text]


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    data = docx("LỊCH TUẦN 48/2026")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                secret = tmp_path / "bí mật.txt"
                secret.write_text("KHÔNG ĐƯỢC ĐỌC", encoding="utf-8")
                part = part.replace(
                    b"<w:document", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'.encode(), 1
                )
                part = part.replace(b"48/2026", b"48/2026 &x;")
            new.writestr(name, part)
    found = read_bytes(stream.getvalue(), tmp_path)
    assert "KHÔNG ĐƯỢC ĐỌC" not in " ".join(found.source)


def test_sixty_activities_are_read_in_half_a_second(tmp_path: Path) -> None:
    rows = [
        ["Thứ Hai\n23/11" if n % 12 == 0 else "", f"{7 + n % 10}h30", f"Tại phòng họp số {n}: Họp về việc {n} theo Công văn số {n}/CV ngày 21/3/2026.\n"
         "Chủ trì: Đ/c Bí thư.\nThành phần: Các ban, các phòng; đ/c Phước (TT).\n(Văn phòng chuẩn bị báo cáo)", ""]
        for n in range(60)
    ]  # fmt: skip
    data = docx("LỊCH TUẦN 48/2026", table(HEADS, *rows))
    read_bytes(data, tmp_path)  # imports
    begun = time.perf_counter()
    found = read_bytes(data, tmp_path)
    assert len(found.proposals) == 60
    assert time.perf_counter() - begun < 0.5
    assert one(found, "Họp về việc 7 ").place == "phòng họp số 7"
