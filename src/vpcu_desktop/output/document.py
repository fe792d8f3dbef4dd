"""Beginning a PDF and ending its pages: the same bytes for the same words, and a finished page takes little memory."""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..domain.forms import Paper
from .fonts import REGULAR, faces
from .geometry import MM
from .glyphs import one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Size = tuple[float, float]


def sheet_size(sheet: Paper) -> Size:
    """Width and height in points."""
    return sheet.width_mm * MM, sheet.height_mm * MM


def new_canvas(target: BytesIO, size: Size, title: str) -> "Canvas":
    """An empty PDF with the embedded typeface. `title` is seen without opening the file: no content of a paper."""
    from reportlab.pdfgen.canvas import Canvas

    faces()
    canvas = Canvas(
        target,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs take it for a number
        lang="vi",
    )
    canvas.setTitle(one_line(title))
    canvas.setCreator("VPCU Desktop")
    canvas.setAuthor("")
    canvas.setSubject("")
    return canvas


def end_page(canvas: Any) -> None:
    """Ends a page and packs it at once: reportlab would keep each page's operators in clear until the end."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]
    packed = zlib.compress(page.stream.encode("latin-1")) + b"\n"
    page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed, filters=[])
    page.stream = None
