"""The neutral document between the readers and the understanding: lines and tables, each line with its number.

A reader makes `RawParagraph` and `RawTable` values; `build` turns legacy letters into Unicode, numbers the lines in
reading order and lays each table out as a rectangle in which a merged cell stands in every place that it covers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..domain.text import clean, clean_line
from .legacy import Legacy


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; line breaks are `\\n`, tabs `\\t`."""

    text: str
    font: str = ""
    struck: bool = False


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as a reader found it. `number` is set where the source has line numbers of its own."""

    runs: list[Run]
    number: int = 0


@dataclass(slots=True)
class RawCell:
    """A cell at its place in the grid, with what it spans. A later cell at a covered place adds to the first one."""

    row: int
    column: int
    blocks: list["RawBlock"] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class RawTable:
    cells: list[RawCell] = field(default_factory=list)


RawBlock = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source. `pieces` are its parts between tabs; an empty text marks a gap inside a cell."""

    number: int
    text: str
    pieces: tuple[str, ...] = ()
    struck: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """A cell with its lines; compared by identity, as one merged cell stands in several places of the grid."""

    lines: tuple[Line, ...]
    blocks: tuple["Block", ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(line.number for line in self.lines if line.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle of cells; a place that no cell covers is None."""

    rows: tuple[tuple[Cell | None, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Each cell once, in reading order."""
        seen: dict[int, Cell] = {}
        for row in self.rows:
            for cell in row:
                if cell is not None:
                    seen.setdefault(id(cell), cell)
        return tuple(seen.values())


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: blocks in order, and the source as lines (line n stands at index n - 1)."""

    blocks: tuple[Block, ...]
    source: tuple[str, ...]
    legacy_font: str | None = None
    aside: tuple[Line, ...] = ()  # text beside the schedule (other sheets): listed, not understood


def build(blocks: Iterable[RawBlock], *, own_numbers: bool = False, aside: Iterable[RawParagraph] = ()) -> Document:
    """The document of these raw blocks. With `own_numbers` the paragraphs keep the numbers that they carry."""
    raw, beside = list(blocks), list(aside)
    builder = _Builder(Legacy.of(_runs([*raw, *beside])), own_numbers=own_numbers)
    built = builder.blocks(raw)
    lines = tuple(_flat_lines(builder.blocks(beside)))
    return Document(tuple(built), tuple(builder.source), builder.legacy.found, lines)


def _runs(blocks: Iterable[RawBlock]) -> list[tuple[str, str]]:
    """Every (font, text) of the document."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        if isinstance(block, RawParagraph):
            found.extend((run.font, run.text) for run in block.runs)
        else:
            for cell in block.cells:
                found.extend(_runs(cell.blocks))
    return found


class _Builder:
    def __init__(self, legacy: Legacy, *, own_numbers: bool) -> None:
        self.legacy = legacy
        self.own_numbers = own_numbers
        self.source: list[str] = []

    def blocks(self, raw: Sequence[RawBlock]) -> list[Block]:
        built: list[Block] = []
        for block in raw:
            if isinstance(block, RawParagraph):
                built.extend(self._lines(block))
            else:
                table = self._table(block)
                if table.rows:
                    built.append(table)
        return built

    def _lines(self, paragraph: RawParagraph) -> list[Line]:
        # Runs are split anywhere, even inside a letter that VNI writes with two characters: join equal fonts first.
        joined = [(font, "".join(run.text for run in same)) for font, same in groupby(paragraph.runs, lambda r: r.font)]
        text = "".join(self.legacy.convert(font, piece) for font, piece in joined)
        text = text.replace("\u00ad", "")  # a place to break a word, no letter; in TCVN3 it was one and is converted
        lettered = [run for run in paragraph.runs if run.text.strip()]
        struck = bool(lettered) and all(run.struck for run in lettered)
        lines = []
        for part in clean_keeping_tabs(text).split("\n"):
            pieces = tuple(clean_line(piece) for piece in part.split("\t"))
            whole = " ".join(piece for piece in pieces if piece)
            if self.own_numbers:
                self._pad(paragraph.number)
                self.source[paragraph.number - 1] += (" " if self.source[paragraph.number - 1] else "") + whole
                lines.append(Line(paragraph.number, whole, pieces, struck))
            elif whole:
                self.source.append(whole)
                lines.append(Line(len(self.source), whole, pieces, struck))
            else:
                lines.append(Line(0, ""))
        return lines

    def _pad(self, number: int) -> None:
        self.source.extend([""] * (number - len(self.source)))

    def _table(self, raw: RawTable) -> Table:
        height = max((cell.row + cell.rows for cell in raw.cells), default=0)
        width = max((cell.column + cell.columns for cell in raw.cells), default=0)
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for raw_cell in sorted(raw.cells, key=lambda cell: (cell.row, cell.column)):
            blocks = self.blocks(raw_cell.blocks)
            lines = tuple(_flat_lines(blocks))
            cell = Cell(lines, tuple(blocks), raw_cell.row, raw_cell.column, raw_cell.rows, raw_cell.columns)
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    if grid[row][column] is None:
                        grid[row][column] = cell
        return Table(tuple(tuple(row) for row in grid))


def _flat_lines(blocks: Iterable[Block]) -> list[Line]:
    """A cell's content as lines; each row of a table inside it is one line, each part keeping its own number."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        for cell in block.cells:
            lines.extend(cell.lines)
    while lines and not lines[-1].text:
        lines.pop()
    return lines


def clean_keeping_tabs(text: str) -> str:
    """`domain.text.clean`, but tabs stay."""
    return "\n".join("\t".join(clean_line(piece) for piece in line.split("\t")) for line in clean_breaks(text))


def clean_breaks(text: str) -> list[str]:
    """The lines of a text, whatever marks their ends."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    return normal.replace("\f", "\n").replace("\u2029", "\n").split("\n")


def plain(text: str) -> str:
    """A text cleaned for one line: NFC, single spaces."""
    return clean_line(clean(text))
