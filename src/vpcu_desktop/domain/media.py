"""What a file really is, by its content: the kinds of papers that are kept with a document, as media types."""

PDF = "application/pdf"
UNKNOWN = "application/octet-stream"

_PACKAGE = "application/zip"
_COMPOUND = "application/x-ole-storage"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

_STARTS = (
    (b"%PDF", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", _PACKAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _COMPOUND),
    (b"{\\rtf", "application/rtf"),
)
#: Names of parts that tell the kinds of a package or a compound file apart.
_PARTS = {
    _PACKAGE: (
        (b"word/document.xml", f"{_OFFICE}.wordprocessingml.document"),
        (b"xl/workbook", f"{_OFFICE}.spreadsheetml.sheet"),
        (b"ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation"),
        (f"mimetype{_OPEN}.text".encode(), f"{_OPEN}.text"),
        (f"mimetype{_OPEN}.spreadsheet".encode(), f"{_OPEN}.spreadsheet"),
    ),
    _COMPOUND: (
        ("WordDocument".encode("utf-16-le"), "application/msword"),
        ("Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        ("PowerPoint Document".encode("utf-16-le"), "application/vnd.ms-powerpoint"),
    ),
}
_LONGEST = max(len(part) for parts in _PARTS.values() for part, _ in parts)


class Sniffer:
    """Takes a file piece by piece as it streams by; the name it came under has no say."""

    def __init__(self) -> None:
        self.media_type = UNKNOWN
        self._container: str | None = None
        self._tail = b""
        self._begun = False

    def feed(self, piece: bytes) -> None:
        """The next bytes of the file; the first piece holds its first 64 bytes, or all of it."""
        if not self._begun and piece:
            self._begun = True
            self.media_type = _by_start(piece[:64])
            self._container = self.media_type if self.media_type in _PARTS else None
        if self._container is not None:
            self._look_inside(self._container, self._tail + piece)
            self._tail = piece[-_LONGEST:]

    def _look_inside(self, container: str, content: bytes) -> None:
        for part, media_type in _PARTS[container]:
            if part in content:
                self.media_type, self._container = media_type, None
                return


def _by_start(start: bytes) -> str:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[:2] == b"BM" and start[6:10] == b"\0\0\0\0":
        return "image/bmp"
    plain = start.lstrip(b"\xef\xbb\xbf \r\n\t")  # some scanners put a mark or blank lines before %PDF
    return next((kind for magic, kind in _STARTS if start.startswith(magic) or plain.startswith(magic)), UNKNOWN)
