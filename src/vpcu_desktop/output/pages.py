"""Pages of a PDF as pictures, for the preview and the printer; in memory only."""

from threading import Lock
from typing import NamedTuple

# The PDF library is not safe to call from two threads at once.
_LOCK = Lock()


class PageImage(NamedTuple):
    """A page on white: BGRA bytes, `stride` bytes to the line, sizes in pixels."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def render(pdf: bytes, page: int, scale: float) -> PageImage:
    """A page (from 0) as a picture; scale 1 is 72 dots to the inch. Raises IndexError if there is no such page."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= page < len(document):
                raise IndexError(page)
            bitmap = document[page].render(scale=scale, prefer_bgrx=True, maybe_alpha=False)
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            document.close()


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page (from 0) in points."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            width, height = document[page].get_size()
            return float(width), float(height)
        finally:
            document.close()
