"""Pages of a PDF as pictures, for the preview and the printer; in memory only."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from ctypes import c_ubyte
from math import ceil
from threading import Lock
from typing import Any

from ..domain.errors import UnreadablePdf

# The PDF library is not safe to call from two threads at once.
_LOCK = Lock()

Memory = bytes | bytearray | memoryview
#: Gives memory for a picture so many pixels wide and high: four bytes to the pixel (BGRA), no gaps between lines.
#: A page for the printer takes 35 MB, so it is drawn where it stays.
Room = Callable[[int, int], Memory]
#: Width and height of each page, in points.
Sizes = tuple[tuple[float, float], ...]


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """The document while the library is ours alone. Raises UnreadablePdf."""
    import pypdfium2

    with _LOCK:
        try:
            with closing(pypdfium2.PdfDocument(pdf)) as document:
                yield document
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf(reason="password" if "password" in str(error) else "damaged") from None


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises UnreadablePdf."""
    with _opened(pdf) as document:
        return len(document)


def draw(pdf: bytes, page: int, scale: float, room: Room, rows: tuple[int, int] | None = None) -> None:
    """A page (from 0) on white, into what `room` gives; scale 1 is 72 dots to the inch.

    `rows`: only a strip of it across the whole width: how many lines of pixels lie above it, and how many it has.
    Raises IndexError if there is no such page, UnreadablePdf.
    """
    import pypdfium2

    def bitmap(width: int, height: int, **kind: Any) -> Any:
        memory = room(width, height)
        return pypdfium2.PdfBitmap.new_native(width, height, buffer=(c_ubyte * len(memory)).from_buffer(memory), **kind)

    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        drawn = document[page]
        crop = (0.0, 0.0, 0.0, 0.0)
        if rows is not None:
            above, height = rows
            below = in_pixels(drawn.get_height(), scale) - above - height
            # It takes points and rounds up to pixels: half a pixel less is this very number of them.
            crop = (0.0, (below - 0.5) / scale, 0.0, (above - 0.5) / scale)
        drawn.render(scale=scale, crop=crop, prefer_bgrx=True, maybe_alpha=False, bitmap_maker=bitmap)


def in_pixels(points: float, scale: float) -> int:
    """How many pixels a page so many points wide or high takes."""
    return ceil(points * scale)


def page_sizes(pdf: bytes) -> Sizes:
    """Width and height of each page in points. Raises UnreadablePdf."""
    with _opened(pdf) as document:
        sizes = (document.get_page_size(page) for page in range(len(document)))
        return tuple((float(width), float(height)) for width, height in sizes)
