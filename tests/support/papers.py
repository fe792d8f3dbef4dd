"""Reading printed papers back: the words of a PDF, of a Word file, and what stands where on a page."""

import ctypes
import re
import unicodedata
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdfium2

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    # A hyphen at a line's end comes back as a control character.
    return [unicodedata.normalize("NFC", re.sub("[\x02\ufffe]\\s*", "-", text)) for text in texts]


def pdf_text(pdf: bytes) -> str:
    return "\n".join(pdf_pages(pdf))


def letters(text: str) -> str:
    """Text without spaces, line ends and hyphens: what is left must be found whatever line a word stands on."""
    return re.sub(r"[\s\-\xad\x02\ufffe]+", "", unicodedata.normalize("NFC", text))


def docx_paragraphs(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part of a Word file, in order."""
    with ZipFile(BytesIO(docx)) as archive:
        root = ElementTree.fromstring(archive.read(part))
    texts = {f"{_W}t": lambda run: run.text or "", f"{_W}tab": lambda _: "\t"}
    return [
        "".join(texts[run.tag](run) for run in paragraph.iter() if run.tag in texts)
        for paragraph in root.iter(f"{_W}p")
    ]


def docx_text(docx: bytes) -> str:
    return "\n".join(docx_paragraphs(docx))


def boxes_of_text(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """For each page the rectangles (left, bottom, right, top) in points that its text takes up."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append([text.get_rect(n) for n in range(text.count_rects())])
    document.close()
    return pages


def strokes(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The straight lines drawn on a page as (x1, y1, x2, y2) in points."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for item in document[page].get_objects([raw.FPDF_PAGEOBJ_PATH]):
        at = (0.0, 0.0)
        for n in range(raw.FPDFPath_CountSegments(item)):
            segment = raw.FPDFPath_GetPathSegment(item, n)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                found.append((*at, x.value, y.value))
            at = (x.value, y.value)
    document.close()
    return found


def characters(pdf: bytes, page: int) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The visible characters of a page with their rectangles (left, bottom, right, top) in points."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage()
    found = []
    for n in range(text.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(text, n)
        if chr(code).strip() and code not in (2, 0xFFFE):
            found.append((chr(code), text.get_charbox(n)))
    document.close()
    return found
