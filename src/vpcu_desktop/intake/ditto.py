"""`nt`, `-nt-`, `"`, `như trên`: cells of a table that mean the same as the cell above them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .grid import Cell, Line, Table
from .words import TIME_SPAN

_DITTO = re.compile(
    r"[\W_]*(?:n\s?[./]?\s?t|như\s+(?:trên|nt))[\W_]*|[-–\s]*(?:[\"“”″„〃]|''|’’|,,|//)[-–\s]*", re.IGNORECASE
)

_TIMED = re.compile(rf"\s*\(\s*{TIME_SPAN}\s*\)|^\s*{TIME_SPAN}\s*[:,]\s*", re.IGNORECASE)


def is_ditto(text: str) -> bool:
    """Whether a text says nothing but `the same as above`."""
    return _DITTO.fullmatch(text) is not None


def same_as_above(table: Table, headers: int) -> Table:
    """The table with each ditto replaced by what stands above it; it keeps the number of its own line."""
    rows: list[tuple[Cell | None, ...]] = list(table.rows[:headers])
    last: list[Cell | None] = [None] * table.width
    made: dict[int, Cell] = {}
    for row in table.rows[headers:]:
        written: list[Cell | None] = []
        for index, cell in enumerate(row):
            above = last[index]
            if cell is not None and above is not None and is_ditto(cell.text):
                cell = made.setdefault(id(cell), _repeated(cell, above))
            if cell is not None and cell.text:
                last[index] = cell
            written.append(cell)
        rows.append(tuple(written))
    return Table(tuple(rows))


def _untimed(text: str) -> str:
    """The matter without its time, which belongs to the row above; a time alone is the matter itself."""
    return _TIMED.sub("", text) or text


def _repeated(cell: Cell, above: Cell) -> Cell:
    number = cell.numbers[0]
    lines: Sequence[Line] = [
        replace(line, number=number, text=_untimed(line.text)) for line in above.lines if line.text
    ]
    return replace(cell, lines=tuple(lines), blocks=tuple(lines))
