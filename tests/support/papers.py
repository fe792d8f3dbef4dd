"""Reading printed papers back: the words of a PDF, of a Word file, and what stands where on a page."""

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
