"""Worksheets as tables: the same for both kinds of Excel file, once their cells are text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ..domain.errors import UnreadableFile
from .captions import caption_role, header_rows
from .grid import Document, RawBlock, RawCell, RawParagraph, RawTable, Run, Table, build
from .heading import is_letterhead, is_signature
from .words import find_times, read_day_heading

#: A schedule is small; a sheet that claims more is not read further.
MAX_ROWS = 5000
MAX_COLUMNS = 200


@dataclass(slots=True)
class Sheet:
    """A worksheet: texts by (row, column), fonts beside them, merged areas as (row, column, rows, columns)."""

    name: str
    cells: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


def value_text(value: object, number_format: str = "") -> str:
    """A cell's value as a clerk sees it: `24/11/2026`, `08:30` (times and fractions of a day), whole numbers plain."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        if value.year <= 1900:  # a time alone
            return f"{value:%H:%M}"
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != time(0) else f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return _fraction(value.total_seconds() / 86400)
    if isinstance(value, float):
        if "h" in number_format.lower() and 0 <= value < 1:
            return _fraction(value)
        return str(int(value)) if value.is_integer() else f"{value:g}"
    return str(value)


def _fraction(share: float) -> str:
    minutes = round(share * 1440) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def document_of(sheets: Sequence[Sheet], boxes: Sequence[str] = ()) -> Document:
    """The document of a workbook: text boxes, the sheet with the schedule, the texts of the others as lines beside it.

    Raises:
        UnreadableFile: no sheet holds any text.
    """
    filled = [sheet for sheet in sheets if sheet.cells]
    if not filled:
        raise UnreadableFile(reason="empty")
    tables = {id(sheet): _table(sheet) for sheet in filled}
    best = max(filled, key=lambda sheet: (_score(sheet, tables[id(sheet)]), not sheet.hidden))
    weeks = [s for s in filled if s is best or (not s.hidden and _score(s, tables[id(s)]) >= 3 and _same_kind(s, best))]
    blocks: list[RawBlock] = [RawParagraph([Run(text)]) for text in boxes]
    for sheet in weeks:
        blocks += _blocks(sheet)
    aside: list[RawParagraph] = []
    for sheet in filled:
        if sheet not in weeks:
            aside.append(RawParagraph([Run(f"[{sheet.name}]")]))
            aside += _lines(sheet, sorted({row for row, _ in sheet.cells}), joined=True)
    return build(blocks, aside=aside)


def _same_kind(sheet: Sheet, best: Sheet) -> bool:
    """Whether another sheet is a further week or day: `Tuần 48`, `Tuần 49`; `Thứ 2`, `Thứ 3`; not `Sheet2`."""
    plain = [re.sub(r"[\d\W_]+", "", each.name.lower()) for each in (sheet, best)]
    if plain[0] == plain[1]:
        return plain[0] not in ("", "sheet", "trangtính")
    return all(read_day_heading(each.name) is not None for each in (sheet, best))


def _score(sheet: Sheet, table: RawTable) -> int:
    """How much of a schedule is in a sheet: days and times, and captions."""
    texts = [text for text, _ in sheet.cells.values()]
    days = sum(read_day_heading(text) is not None for text in texts)
    times = sum(len(text) < 40 and any(True for _ in find_times(text)) for text in texts)
    captions = any(isinstance(block, Table) and header_rows(block) for block in build([table]).blocks)
    return min(days, 7) + min(times, 7) + (5 if captions else 0)


def _blocks(sheet: Sheet) -> list[RawBlock]:
    """Rows above and below the table as lines, the table itself as a table."""
    rows = sorted({row for row, _ in sheet.cells})
    first, last = _table_rows(sheet, rows)
    above = [row for row in rows if row < first]
    below = [row for row in rows if row > last]
    return [*_lines(sheet, above), _table(sheet, first, last), *_lines(sheet, below)]


def _table_rows(sheet: Sheet, rows: list[int]) -> tuple[int, int]:
    """First and last row of the table: between the rows of a single text at the top and those at the bottom."""
    wide = [row for row in rows if len([1 for r, _ in sheet.cells if r == row]) >= 2 and not _is_head(sheet, row)]
    start = wide[0] if wide else rows[0]
    while start > rows[0]:
        previous = rows[rows.index(start) - 1]
        if not any(_is_day(text) for text in _texts(sheet, previous)):
            break
        start = previous
    end = wide[-1] if wide else rows[-1]
    tail = [row for row in rows if row > end]
    for row in tail:
        if any(read_day_heading(text) for text in _texts(sheet, row)) or _under_merge(sheet, row):
            end = row
    return start, end


def _is_day(text: str) -> bool:
    """A day's heading, not the range of the whole schedule."""
    heading = read_day_heading(text)
    return heading is not None and (heading.last is None or heading.first.weekday is not None)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [text for (r, _), (text, _font) in sorted(sheet.cells.items()) if r == row]


def _is_head(sheet: Sheet, row: int) -> bool:
    """A row of the letterhead: two texts side by side, none a caption, day or time."""
    texts = _texts(sheet, row)
    if any(is_letterhead(text) or is_signature(text) for text in texts):
        return True
    telling = any(read_day_heading(t) is not None or any(True for _ in find_times(t)) or caption_role(t) for t in texts)
    return len(texts) == 2 and not telling and all(text.isupper() or len(text) < 60 for text in texts)


def _under_merge(sheet: Sheet, row: int) -> bool:
    return any(top < row < top + height for top, _, height, _ in sheet.merged)


def _lines(sheet: Sheet, rows: Sequence[int], *, joined: bool = False) -> list[RawParagraph]:
    blocks: list[RawParagraph] = []
    for row in rows:
        cells = [sheet.cells[key] for key in sorted(sheet.cells) if key[0] == row]
        if joined:
            runs = [run for text, font in cells for run in (Run(text, font), Run(" | "))]
            blocks.append(RawParagraph(runs[:-1]))
        else:
            blocks.extend(RawParagraph([Run(text, font)]) for text, font in cells)
    return blocks


def _table(sheet: Sheet, first: int = 0, last: int = MAX_ROWS) -> RawTable:
    table = RawTable()
    inside = {key: value for key, value in sheet.cells.items() if first <= key[0] <= last}
    if not inside:
        return table
    rows = {row: n for n, row in enumerate(sorted({row for row, _ in inside}))}
    columns = {column: n for n, column in enumerate(sorted({column for _, column in inside}))}
    spans = {(top, left): (height, width) for top, left, height, width in sheet.merged}
    for (row, column), (text, font) in sorted(inside.items()):
        height, width = spans.get((row, column), (1, 1))
        down = sum(row <= r < row + height for r in rows)
        across = sum(column <= c < column + width for c in columns)
        table.cells.append(
            RawCell(rows[row], columns[column], [RawParagraph([Run(text, font)])], max(1, down), max(1, across))
        )
    return table
