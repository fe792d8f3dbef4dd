"""How wide the columns of a printed programme are: as their words ask for, the content most. Points throughout."""

from collections.abc import Sequence

from .fonts import BOLD, REGULAR
from .geometry import MM, margins, paper, shared_out
from .layout import CONTINUED, Cell, Span
from .programme_layout import SIGNING, Line, PrintedProgramme
from .typeset import Typesetter

#: Columns whose words stand in the middle.
CENTRED = frozenset({"number", "time", "committee", "papers"})
#: A programme of which nothing is known yet has so many empty rows for the pen.
EMPTY_ROWS, EMPTY_ROW = 5, 26.0

#: Type size of the table; the smaller one if it has more columns than this.
_USUAL_SIZE, _SMALL_SIZE, _FEW = 12.0, 11.0, 7
_NUMBER = 9 * MM
_SIGNING, _SIGNING_HEIGHT = 32 * MM, 12 * MM
#: Room beside the words of a cell, and the most that one long word may ask for.
_AIR, _LONGEST_WORD = 8.0, 30 * MM
_HEADING_LINES = 3
#: What a line loses at its ragged end; how much the longest cells count when the width is shared out.
_RAGGED, _POWER = 16.0, 3
#: A cell that is longer does not take still more width from all others.
_LONG = 900.0
#: Where nothing is known yet, the content is so many times as wide as any other.
_CONTENT_SHARE = 3.5


def text_room() -> float:
    """Width between the margins of the page."""
    _, right, _, left = margins("landscape")
    return paper("landscape")[0] - left - right


def type_size(programme: PrintedProgramme) -> float:
    return _USUAL_SIZE if len(programme.columns) <= _FEW else _SMALL_SIZE


def least_height(programme: PrintedProgramme) -> float:
    """A row that is signed in is at least so high."""
    return _SIGNING_HEIGHT if any(column.key == SIGNING for column in programme.columns) else 0.0


def column_widths(programme: PrintedProgramme, setter: Typesetter) -> list[float]:
    """Widths of the number's column and of all others; together they fill the page."""
    size = type_size(programme)
    first = max(_NUMBER, setter.width(CONTINUED, REGULAR, size) + _AIR)
    room = text_room() - first
    lines = [row for row in programme.rows if isinstance(row, Line)]
    least, wishes = [], []
    for n, column in enumerate(programme.columns, start=1):
        cells = [line.cells[n] for line in lines]
        words = _least(setter, column.heading, cells, size)
        least.append(max(words, _SIGNING) if column.key == SIGNING else words)
        wishes.append(_wish(setter, cells, size))
    if not lines:
        wishes[0] = _CONTENT_SHARE
    return [first, *shared_out(room, least, wishes)]


def _least(setter: Typesetter, heading: str, cells: Sequence[Cell], size: float) -> float:
    """So wide that no usual word is broken."""
    words = {word for cell in cells for line in cell for span in line for word in span.text.split(" ")}
    longest = max((setter.width(word, BOLD, size) for word in words), default=0.0)
    headed = max(setter.width(word, BOLD, size) for word in heading.split())
    while len(setter.set(((Span(heading, bold=True),),), headed, size)) > _HEADING_LINES:
        headed += 1
    return max(min(longest, _LONGEST_WORD), headed) + _AIR


def _wish(setter: Typesetter, cells: Sequence[Cell], size: float) -> float:
    """The share under which rows are lowest: where the sum of (length / width)^p is least, widths are to each other as
    (sum of length^p)^(1 / (p + 1)); a high p minds the longest cell of each row, which makes its height.
    """
    lengths = (
        sum(_RAGGED + sum(setter.width(span.text, REGULAR, size) for span in line) for line in cell) for cell in cells
    )
    return float((sum(min(length, _LONG) ** _POWER for length in lengths) + 1) ** (1 / (_POWER + 1)))
