"""A whole paper laid out as one table: its title rows above and its signature rows below are lines, not activities."""

from dataclasses import replace

from .captions import distinct, header_rows, is_caption_row, is_matrix_row
from .grid import Block, Cell, Line, Table
from .heading import is_letterhead, is_title, opens_signature
from .words import read_day_heading


def unframed(table: Table) -> list[Block]:
    """The lines above the captions, the schedule's own rows, and the lines of the signature under them."""
    top = _captions_at(table)
    above = [cell.text for row in table.rows[:top] for cell in distinct(row) if cell.text]
    if not any(is_title(text) or is_letterhead(text) or read_day_heading(text) for text in above):
        top = 0
    bottom = next((n for n in range(top + 1, len(table.rows)) if _signs(table, n)), len(table.rows))
    if top == 0 and bottom == len(table.rows):
        return [table]
    return [*_lines(table, 0, top), _rows(table, top, bottom), *_lines(table, bottom, len(table.rows))]


def _captions_at(table: Table) -> int:
    for number in range(header_rows(table)):
        row = table.rows[number]
        if is_caption_row(row) or is_matrix_row(row):
            return number
    return 0


def _signs(table: Table, number: int) -> bool:
    own = [cell for cell in distinct(table.rows[number]) if cell.row == number and cell.text]
    return bool(own) and any(opens_signature(cell.text) for cell in own)


def _lines(table: Table, first: int, last: int) -> list[Line]:
    """The lines of the cells that begin in these rows."""
    return [line for cell in table.cells if first <= cell.row < last for line in cell.lines]


def _rows(table: Table, first: int, last: int) -> Table:
    made: dict[int, Cell] = {}
    rows: list[tuple[Cell | None, ...]] = []
    for row in table.rows[first:last]:
        moved = [made.setdefault(id(c), replace(c, row=c.row - first)) if c is not None else None for c in row]
        rows.append(tuple(moved))
    return Table(tuple(rows))
