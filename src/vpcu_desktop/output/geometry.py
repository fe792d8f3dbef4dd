"""The paper's measures, shared by PDF and Word: margins, columns, paddings. Points throughout."""

from collections.abc import Sequence
from itertools import product

from .layout import Orientation, PrintedWeek

MM = 72 / 25.4
_A4 = (210 * MM, 297 * MM)

PAD_TOP, PAD_BOTTOM, PAD_SIDE = 2.0, 3.5, 4.0
BLANK_ROW, FORM_ROW = 22.0, 34.0
SIGNING_ROOM = 20 * MM

#: Top, right, bottom, left in millimetres. Portrait as the Party form has it; landscape is bound at the left too.
_MARGINS = {"portrait": (20, 15, 18, 30), "landscape": (15, 15, 14, 20)}

#: Widths in millimetres of day, session and time; the other columns share what is left.
_FIXED = {"portrait": (22, 13.5, 16), "landscape": (25, 18, 19)}
#: Shares that a column may take; those are taken under which the table is shortest.
_SHARES = {
    "content": (10.0,),
    "people": (7.0, 8.5, 10.0, 5.5),
    "place": (4.4, 5.4, 6.4),
    "notes": (2.4, 3.4),
    "opinion": (4.0,),
}
#: Mean width of a character, and how many a line loses at its ragged end, for an estimate.
_PITCH, _RAGGED = 5.4, 2.5


def paper(orientation: Orientation) -> tuple[float, float]:
    """Width and height of the page."""
    return _A4 if orientation == "portrait" else (_A4[1], _A4[0])


def margins(orientation: Orientation) -> tuple[float, float, float, float]:
    """Top, right, bottom, left."""
    top, right, bottom, left = _MARGINS[orientation]
    return top * MM, right * MM, bottom * MM, left * MM


def column_widths(week: PrintedWeek) -> list[float]:
    """Widths of all columns of the table: day, session, then those of the week."""
    _, right, _, left = margins(week.orientation)
    fixed = [width * MM for width in _FIXED[week.orientation]]
    return fixed + _best_shares(week, paper(week.orientation)[0] - left - right - sum(fixed))


def shared_out(room: float, least: Sequence[float], wishes: Sequence[float]) -> list[float]:
    """Each column has its least; what asks for more than that shares the rest by wish."""
    if sum(least) >= room:
        return [each * room / sum(least) for each in least]
    fixed: set[int] = set()
    while True:
        free = [n for n in range(len(least)) if n not in fixed]
        left = room - sum(least[n] for n in fixed)
        scale = left / sum(wishes[n] for n in free)
        short = {n for n in free if wishes[n] * scale < least[n]}
        if not short or len(short) == len(free):
            return [least[n] if n in fixed else max(least[n], wishes[n] * scale) for n in range(len(least))]
        fixed |= short


def _best_shares(week: PrintedWeek, width: float) -> list[float]:
    """The widths of the columns after time, that make the table shortest by an estimate."""
    keys = [key for key, _ in week.columns if key != "time"]
    rows = {
        tuple(tuple(_PITCH * sum(len(span.text) for span in line) for line in cell) for cell in row.cells[1:])
        for day in week.days
        for group in day.sessions
        for row in group.rows
    }
    best: tuple[float, list[float]] | None = None
    for shares in product(*(_SHARES[key] for key in keys)):
        widths = [width * share / sum(shares) for share in shares]
        room = [1 / max(each - 2 * PAD_SIDE - _RAGGED * _PITCH, _PITCH) for each in widths]
        height = sum(
            max(sum([int(length * n) + 1 for length in cell]) for cell, n in zip(row, room, strict=True))
            for row in rows
        )
        if best is None or height < best[0]:
            best = height, widths
    assert best is not None
    return best[1]
