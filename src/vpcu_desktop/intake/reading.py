"""The doors of the intake: a file, a text or a clipboard's HTML in, a `ReadSchedule` out."""

from datetime import date
from pathlib import Path

from ..domain.errors import UnreadableFile
from ..domain.proposals import ReadSchedule
from .grid import Document
from .schedule import read_schedule
from .sniff import Kind, kind_of, read_bounded


def read_file(path: Path, *, today: date | None = None) -> ReadSchedule:
    """Read the schedule in a file, whatever its name says it is. Nothing is written anywhere.

    Raises:
        UnreadableFile: with the reason and the path.
    """
    try:
        return read_schedule(_document(read_bounded(path)), today=today)
    except UnreadableFile as error:
        if error.details.get("path") is not None:
            raise
        raise UnreadableFile(**error.details | {"path": path}) from error


def read_text(text: str, *, today: date | None = None) -> ReadSchedule:
    """Read the schedule in a text, such as one pasted."""
    from .text import read_text as document_of

    return read_schedule(document_of(text), today=today)


def read_html(html: str, *, today: date | None = None) -> ReadSchedule:
    """Read the schedule in HTML as Word and Excel put it on the clipboard; merged cells survive."""
    from .html import read_html as document_of

    return read_schedule(document_of(html), today=today)


def _document(data: bytes) -> Document:
    """The readers are imported when first needed: each brings a library of its own."""
    kind = kind_of(data)
    if kind is Kind.DOCX:
        from .docx import read_docx

        return read_docx(data)
    if kind is Kind.XLSX:
        from .xlsx import read_xlsx

        return read_xlsx(data)
    if kind is Kind.DOC:
        from .doc import read_doc

        return read_doc(data)
    if kind is Kind.XLS:
        from .xls import read_xls

        return read_xls(data)
    if kind is Kind.HTML:
        from .html import decode_html, read_html

        return read_html(decode_html(data))
    from .text import decode, read_text

    return read_text(decode(data))
