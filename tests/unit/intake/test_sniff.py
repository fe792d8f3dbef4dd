"""What a file really is; every file that is no schedule is refused with its reason, whatever it is called."""

import io
import zipfile
from pathlib import Path

import pytest

from support.schedule_files import docx, xls, xlsx
from vpcu_desktop.domain.errors import UnreadableFile
from vpcu_desktop.intake import sniff
from vpcu_desktop.intake.reading import read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = docx("LỊCH TUẦN 48/2026", "Thứ Hai 23/11", "8h: Họp")


def reason(data: bytes, folder: Path, name: str = "lich.docx") -> object:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    assert caught.value.details["path"] == path
    assert caught.value.details["reason"] in UnreadableFile.REASONS
    return caught.value.details["reason"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi L\\u7883?ch}", "needs_converter"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "needs_converter"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "needs_converter"),
        (b"PK\x03\x04 cut", "damaged"),
        (OLE + b"\0" * 600, "not_a_schedule_file"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "damaged"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "damaged"),
        (bytes(range(256)) * 8, "not_a_schedule_file"),
        (b"MZ\x90\0\x03" + b"\0" * 300, "not_a_schedule_file"),
    ],
)
def test_files_that_are_no_schedule(tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(data, tmp_path) == expected


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "không có.docx", tmp_path):
        with pytest.raises(UnreadableFile) as caught:
            read_file(path)
        assert caught.value.details["reason"] == "missing"


def repacked(changes: dict[str, bytes], data: bytes = DOCUMENT) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return stream.getvalue()


def test_macro_files_are_refused(tmp_path: Path) -> None:
    macro_type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert reason(docx("LỊCH", main_type=macro_type), tmp_path, "lich.docm") == "macros"
    assert reason(repacked({"word/vbaProject.bin": b"\0"}), tmp_path) == "macros"


def test_a_zip_that_is_no_office_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    assert reason(stream.getvalue(), tmp_path) == "not_a_schedule_file"


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    assert reason(repacked({"word/media/big.bin": b"\0" * (sniff.SCHEDULE.part + 1)}), tmp_path) == "zip_bomb"
    assert reason(repacked({f"word/media/{n}": b"" for n in range(sniff.MAX_PARTS + 1)}), tmp_path) == "zip_bomb"


def test_a_zip_bomb_is_refused_by_what_it_is(tmp_path: Path) -> None:
    data = bytearray(repacked({"word/document.xml": b"<!--" + b" " * (sniff.SCHEDULE.part + 10) + b"-->"}))
    size = (sniff.SCHEDULE.part + 17).to_bytes(4, "little")
    assert data.count(size)
    lying = bytes(data).replace(size, (1000).to_bytes(4, "little"))
    assert reason(lying, tmp_path) in ("zip_bomb", "damaged")


def test_damaged_parts(tmp_path: Path) -> None:
    assert reason(repacked({"word/document.xml": b"<w:document"}), tmp_path) == "damaged"
    assert reason(repacked({"word/document.xml": b"<a/>"}), tmp_path) == "damaged"
    flipped = bytearray(DOCUMENT)
    flipped[DOCUMENT.index(b"word/document.xml") + 60] ^= 0xFF
    assert reason(bytes(flipped), tmp_path) == "damaged"


def test_an_encrypted_part(tmp_path: Path) -> None:
    data = bytearray(DOCUMENT)
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert reason(bytes(data), tmp_path) == "encrypted"


def test_too_large(tmp_path: Path) -> None:
    assert reason(b"x" * (sniff.SCHEDULE.file + 1), tmp_path) == "too_large"


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    book = xlsx({"Lịch": [["LỊCH TUẦN 48/2026"], ["Ngày", "Nội dung"], ["Thứ 2 23/11", "Họp"]]})
    old = xls([["LỊCH TUẦN 48/2026"], ["Ngày", "Nội dung"], ["Thứ 2 23/11", "Họp"]])
    for data in (DOCUMENT, book, old, "Thứ Hai 23/11/2026\n8h: Họp".encode()):
        for name in ("lich.docx", "lich.doc", "lich.xls", "lich.jpg", "lich"):
            path = tmp_path / name
            path.write_bytes(data)
            assert [p.content for p in read_file(path).proposals] == ["Họp"]


def test_damaged_workbooks(tmp_path: Path) -> None:
    old = xls([["LỊCH TUẦN 48/2026"], ["Ngày", "Nội dung"], ["Thứ 2 23/11", "Họp"]])
    path = tmp_path / "lich.xls"
    for position in range(512, len(old), 97):
        path.write_bytes(old[:position] + bytes([old[position] ^ 0xFF]) + old[position + 1 :])
        try:
            read_file(path)
        except UnreadableFile as error:
            assert error.details["reason"] in UnreadableFile.REASONS
    new = xlsx({"Lịch": [["LỊCH"], ["Thứ 2 23/11", "Họp"]]})
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        assert reason(repacked({name: b"<x"}, new), tmp_path, "lich.xlsx") == "damaged"
    assert reason(xlsx({"Lịch": [[None]]}), tmp_path, "lich.xlsx") == "empty"
