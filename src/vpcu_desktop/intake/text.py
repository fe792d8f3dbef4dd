"""Plain text: decoding whatever the file was saved in, then lines, or a table where tabs make one."""

import re

from ..domain.errors import UnreadableFile
from .grid import Document, RawBlock, RawCell, RawParagraph, RawTable, Run, build, clean_breaks
from .legacy import better_scheme, evidence


def decode(data: bytes) -> str:
    """The text of these bytes, in whichever encoding reads as Vietnamese.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    text = data.decode(encoding_of(data), errors="replace")
    if is_binary(text):
        raise UnreadableFile(reason="not_a_schedule_file")
    return text


def is_binary(text: str) -> bool:
    """Whether control characters tell that this was no text."""
    return len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)) > len(text) // 50


def encoding_of(data: bytes) -> str:
    """UTF-8, UTF-16, else cp1258 or, for one-byte legacy text, cp1252: whichever reads as Vietnamese.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return encoding
    if b"\x00" in data[:4096]:
        return _utf16_of(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte_of(data)
    return "utf-8"


def _utf16_of(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of its spaces and digits is zero."""
    sample = data[:4096]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 8 < len(sample) or min(zeros) * 20 > max(zeros):
        raise UnreadableFile(reason="not_a_schedule_file")
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _one_byte_of(data: bytes) -> str:
    if better_scheme(data.decode("cp1252", errors="replace")) is not None:
        return "cp1252"
    good, bad = evidence(data.decode("cp1258", errors="replace"))
    good_utf8, bad_utf8 = evidence(data.decode("utf-8", errors="replace"))
    # A UTF-8 file cut in the middle of a letter is still UTF-8.
    return "utf-8" if good_utf8 - bad_utf8 > good - bad else "cp1258"


def read_text(text: str) -> Document:
    """The lines of a text with their own numbers; rows between tabs (pasted from Word or Excel) as tables."""
    paragraphs = [RawParagraph([Run(line)], number) for number, line in enumerate(clean_breaks(text), 1)]
    blocks: list[RawBlock] = []
    position = 0
    while position < len(paragraphs):
        end = _table_end(paragraphs, position)
        if end > position:
            blocks.append(_table(paragraphs[position:end]))
            position = end
        else:
            blocks.append(paragraphs[position])
            position += 1
    return build(blocks, own_numbers=True)


def _pieces(paragraph: RawParagraph) -> list[str]:
    """The cells of a line, between tabs or upright bars."""
    text = paragraph.runs[0].text
    if "\t" in text:
        return [piece.strip() for piece in text.split("\t")]
    if " | " in text or text.count("|") >= 2:
        bars = text.strip()
        framed = bars.startswith("|") and bars.endswith("|")
        return [piece.strip() for piece in (bars[1:-1] if framed else text).split("|")]
    return [text.strip()]


def _table_end(paragraphs: list[RawParagraph], start: int) -> int:
    """Where the run of tabbed lines that starts here ends; `start` if there is none of two rows or more.

    A line without tab between two rows of the same width is the continuation of a cell.
    """
    width = len(_pieces(paragraphs[start]))
    if width < 2:
        return start
    rows, end = 1, start + 1
    for position in range(start + 1, len(paragraphs)):
        pieces = len(_pieces(paragraphs[position]))
        if pieces > 1:
            if abs(pieces - width) > 1 and pieces > width:
                break
            rows, end = rows + 1, position + 1
        elif position - end > 6:
            break
    return end if rows > (1 if width > 2 else 2) else start


def _table(paragraphs: list[RawParagraph]) -> RawTable:
    table = RawTable()
    row = -1
    for paragraph in paragraphs:
        pieces = _pieces(paragraph)
        if all(re.fullmatch(r"[:\-\s]*", piece) for piece in pieces):
            continue
        if len(pieces) == 1 and row >= 0:
            table.cells[-1].blocks.append(RawParagraph([Run(pieces[0])], paragraph.number))
            continue
        row += 1
        table.cells.extend(
            RawCell(row, column, [RawParagraph([Run(piece)], paragraph.number)]) for column, piece in enumerate(pieces)
        )
    return table
