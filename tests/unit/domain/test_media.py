"""What a file is, by its content, in pieces of any size."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpcu_desktop.domain.media import PDF, UNKNOWN, Sniffer


def _package(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, b"\0" * 9000)
    return content.getvalue()


def _compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20_000 + stream.encode("utf-16-le") + b"\0" * 500


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = [
    (b"%PDF-1.7 ...", PDF),
    (b"\xef\xbb\xbf\r\n%PDF-1.4", PDF),
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    (b"II*\x00....", "image/tiff"),
    (b"MM\x00*....", "image/tiff"),
    (b"RIFF\1\2\3\4WEBPVP8 ", "image/webp"),
    (b"BM\x10\x20\0\0\0\0\0\0\x36\0", "image/bmp"),
    ("BMNN: sổ đăng ký".encode(), UNKNOWN),
    (b"{\\rtf1", "application/rtf"),
    (_package("[Content_Types].xml", "word/document.xml"), f"{_OFFICE}.wordprocessingml.document"),
    (_package("[Content_Types].xml", "xl/workbook.xml"), f"{_OFFICE}.spreadsheetml.sheet"),
    (_package("ảnh.jpg"), "application/zip"),
    (_compound("WordDocument"), "application/msword"),
    (_compound("Workbook"), "application/vnd.ms-excel"),
    (_compound("Lạ"), "application/x-ole-storage"),
    (b"", UNKNOWN),
    ("Kính gửi: Văn phòng".encode(), UNKNOWN),
]


@pytest.mark.parametrize(("content", "media_type"), KINDS, ids=[str(n) for n in range(len(KINDS))])
@given(size=st.integers(64, 9000))
def test_the_kind_does_not_depend_on_the_pieces(content: bytes, media_type: str, size: int) -> None:
    sniffer = Sniffer()
    for start in range(0, len(content), size):
        sniffer.feed(content[start : start + size])
    assert sniffer.media_type == media_type
