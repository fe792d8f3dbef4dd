"""Where everything of a week view lies: columns, rows, cards, lines of text, measured once for a grid and a width."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from ...domain.times import Session
from . import words
from .grid import Block, Card, Grid, Spot, ViewKind

GAP = 4  # between cards
PAD = 8  # inside a card
STRIP = 4  # the coloured edge of a marked card
_SLIVER = 40
_AGENDA_LINES = 3
_READABLE = 100  # letters of a line of the agenda
#: Fields that the one-day view shows besides.
_MORE = ("participants", "invited", "preparing_unit", "office_lead", "vehicle", "guests", "notes")
#: Sessions that share the room that a tall window has to spare.
_DAYTIME = (Session.MORNING, Session.AFTERNOON)
_FEW = 30  # cards; with more of them nobody tries whether longer ones would fit
_MANY = 4000  # cached texts before the cache starts anew
_LONGEST = 400  # characters of a text that are measured for a card of two lines


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: text, place relative to the card, role of its font and colour."""

    text: str
    x: int
    y: int
    role: str  # time, chair, body, grey, missing


@dataclass(frozen=True, slots=True)
class Tag:
    """A marked word on a card (`MỚI`, `trùng`)."""

    text: str
    rect: QRect
    warning: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with its rectangle and its lines. `cut` tells that its content goes on."""

    block: Block
    rect: QRect
    lines: tuple[Line, ...]
    tags: tuple[Tag, ...]
    cut: bool


@dataclass(frozen=True)
class Scene:
    """All rectangles of a view, in content coordinates: the header stands above y = 0, the gutter left of `left`."""

    grid: Grid
    width: int
    height: int
    left: int
    header: int
    columns: tuple[tuple[int, int], ...]  # x, width
    rows: tuple[tuple[int, int], ...]  # y, height
    placed: tuple[Placed, ...]
    titles: tuple[tuple[int, int], ...] = ()  # agenda: y and height of a day's name, per row; height 0 for none

    def cell_rect(self, spot: Spot) -> QRect:
        (x, width), (y, height) = self.columns[spot.column], self.rows[spot.row]
        return QRect(x, y, width, height)

    def ghost_rect(self, spot: Spot, height: int) -> QRect:
        """Where a card that is typed now would stand in a cell: under its last card, or at its foot if it is full."""
        cell = self.cell_rect(spot)
        bottoms = [
            p.rect.bottom() + 1
            for p in self.placed
            if p.block.row == spot.row and p.block.first <= spot.column <= p.block.last
        ]
        top = min(max([cell.top(), *bottoms]) + GAP, max(cell.bottom() - height - GAP, cell.top() + 1))
        return QRect(cell.left() + GAP, top, cell.width() - 2 * GAP, min(height, cell.height() - 2))

    def placed_at(self, x: int, y: int) -> Placed | None:
        return next((p for p in self.placed if p.rect.contains(x, y)), None)

    def spot_at(self, x: int, y: int) -> Spot | None:
        """The card or cell under a point."""
        column = next((n for n, (left, width) in enumerate(self.columns) if left <= x < left + width), None)
        row = next((n for n, (top, height) in enumerate(self.rows) if top <= y < top + height), None)
        if column is None or row is None:
            return None
        hit = self.placed_at(x, y)
        return Spot(row, column, hit.block.card.activity.id if hit else None)

    def rect_of(self, spot: Spot) -> QRect:
        """The card's rectangle, or the cell's if no card is chosen."""
        for placed in self.placed:
            block = placed.block
            if block.row == spot.row and block.card.activity.id == spot.activity:
                return placed.rect
        return self.cell_rect(spot)


class Measure:
    """Font metrics and cached line breaks."""

    def __init__(self, base: QFont, bold: QFont, title: QFont) -> None:
        self.base_font, self.bold_font, self.title_font = base, bold, title
        self.base, self.bold, self.title = QFontMetrics(base), QFontMetrics(bold), QFontMetrics(title)
        self.line = self.base.height() + 1
        self._broken: dict[tuple[str, int, int], tuple[tuple[str, ...], bool]] = {}
        self._widths: dict[tuple[str, bool], int] = {}

    def width(self, text: str, *, bold: bool = False) -> int:
        key = (text, bold)
        if key not in self._widths:
            if len(self._widths) > _MANY:
                self._widths.clear()
            self._widths[key] = (self.bold if bold else self.base).horizontalAdvance(text)
        return self._widths[key]

    def elided(self, text: str, width: int) -> str:
        """The text, or as much of it as fits with an ellipsis."""
        return self.broken(text, width, 1)[0][0] if text else ""

    def elided_bold(self, text: str, width: int) -> str:
        """The same for bold text."""
        if self.width(text, bold=True) <= width:
            return text
        return self.bold.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def broken(self, text: str, width: int, limit: int) -> tuple[tuple[str, ...], bool]:
        """The text in at most `limit` lines, the last with an ellipsis if it goes on; whether it goes on."""
        key = (text, width, limit)
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > _MANY:
                self._broken.clear()
            found = self._broken[key] = self._break(text[: _LONGEST * limit // 2], width, limit)
        return found

    def _break(self, text: str, width: int, limit: int) -> tuple[tuple[str, ...], bool]:
        if self.base.horizontalAdvance(text) <= width:
            return (text,), False
        if limit == 1:
            return (self.base.elidedText(text, Qt.TextElideMode.ElideRight, width),), True
        layout = QTextLayout(text, self.base_font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            start, length = line.textStart(), line.textLength()
            if len(lines) == limit - 1 and start + length < len(text):
                layout.endLayout()
                return (*lines, self.elided(text[start:].strip(), width)), True
            lines.append(text[start : start + length].strip())
        layout.endLayout()
        return tuple(lines), False


def lay_out(grid: Grid, width: int, height: int, measure: Measure, *, lines: int | None = None) -> Scene:
    """Places a grid in a viewport. A card of the board shows so many lines of content; by default two, and more in a
    week that leaves room for them.
    """
    if grid.kind in (ViewKind.AGENDA, ViewKind.DAY):
        return _lay_out_list(grid, width, measure)
    if lines is not None:
        return _lay_out_board(grid, width, height, measure, lines)
    for limit in (4, 3) if len(grid.blocks) <= _FEW else ():
        scene = _lay_out_board(grid, width, height, measure, limit)
        if scene.header + scene.height <= height:
            return scene
    return _lay_out_board(grid, width, height, measure, 2)


# The board


def _lay_out_board(grid: Grid, width: int, height: int, measure: Measure, limit: int) -> Scene:
    titles = [measure.width(row.title, bold=True) for row in grid.rows]
    left = min(max(titles, default=0) + 2 * PAD, 150)
    columns = _column_places(grid, width - left, left)
    named = any(
        column.info.holiday or column.info.swapped_working or column.info.observances for column in grid.columns
    )
    header = measure.title.height() + measure.line * (2 if named else 1) + PAD
    placed: list[Placed] = []
    rows: list[tuple[int, int]] = []
    y = 0
    spare = [n for n, row in enumerate(grid.rows) if row.session in _DAYTIME or row.session is None]
    for n, row in enumerate(grid.rows):
        bottom = dict.fromkeys(range(len(grid.columns)), y + GAP)
        for block in (b for b in grid.blocks if b.row == n):
            x, right = columns[block.first][0], sum(columns[block.last])
            top = max(bottom[column] for column in range(block.first, block.last + 1))
            card = _card(block, QRect(x + GAP, top, right - x - 2 * GAP, 0), limit, measure)
            placed.append(card)
            for column in range(block.first, block.last + 1):
                bottom[column] = card.rect.bottom() + 1 + GAP
        least = measure.line + PAD if row.collapsed else (measure.line * 2 + PAD)
        rows.append((y, max(max(bottom.values()) - y, least)))
        y += rows[-1][1]
    if y < height - header and spare:
        rows, placed = _stretched(rows, placed, spare, height - header - y)
        y = height - header
    return Scene(grid, width, y, left, header, tuple(columns), tuple(rows), tuple(placed))


def _column_places(grid: Grid, width: int, left: int) -> list[tuple[int, int]]:
    slivers = sum(column.collapsed for column in grid.columns)
    wide = len(grid.columns) - slivers
    each, rest = divmod(max(width - slivers * _SLIVER, wide), max(wide, 1))
    places, x = [], left
    for column in grid.columns:
        extra = 1 if not column.collapsed and rest > 0 else 0
        rest -= extra
        w = _SLIVER if column.collapsed else each + extra
        places.append((x, w))
        x += w
    return places


def _stretched(
    rows: list[tuple[int, int]], placed: list[Placed], spare: list[int], extra: int
) -> tuple[list[tuple[int, int]], list[Placed]]:
    """Shares what is left of the viewport among the rows, the lowest ones first, so that they come to like heights."""
    heights = [height for _, height in rows]
    level = sorted(spare, key=lambda n: heights[n])
    while extra > 0 and level:
        low = heights[level[0]]
        same = [n for n in level if heights[n] == low]
        higher = [heights[n] for n in level if heights[n] > low]
        gain = min(extra // len(same), higher[0] - low) if higher else extra // len(same)
        if gain == 0:
            heights[same[-1]] += extra
            break
        for n in same:
            heights[n] += gain
        extra -= gain * len(same)
        level.sort(key=lambda n: heights[n])
    tops, y = [], 0
    for height in heights:
        tops.append((y, height))
        y += height
    moved = []
    for card in placed:
        shift = tops[card.block.row][0] - rows[card.block.row][0]
        moved.append(Placed(card.block, card.rect.translated(0, shift), card.lines, card.tags, card.cut))
    return tops, moved


def _card(block: Block, rect: QRect, limit: int, measure: Measure) -> Placed:
    """A card of the board: time, chair, marks; some lines of content; the place in grey."""
    card = block.card
    inner = max(rect.width() - 2 * PAD - STRIP // 2, 1)
    x, y = PAD, PAD - 2
    tags, tags_width = _tags(card, rect.width() - PAD, y, measure)
    lines: list[Line] = []
    room = inner - tags_width
    cut = False
    time_width = measure.width(card.time, bold=True) + PAD if card.time else 0
    if card.time:
        lines.append(Line(card.time, x, y, "time"))
    if card.chair and time_width + measure.width(card.chair) <= room:
        lines.append(Line(card.chair, x + time_width, y, "chair"))
        y += measure.line
    else:
        if card.time or tags:
            y += measure.line
        if card.chair:
            lines.append(Line(measure.elided(card.chair, inner), x, y, "chair"))
            y += measure.line
    if tags and tags_width > inner - time_width:  # the words do not fit beside the time: a line of their own
        tags, used = _tag_row(card, x, y, inner, measure)
        y += used
    if card.content:
        broken, cut = measure.broken(card.content, inner, limit)
        for text in broken:
            lines.append(Line(text, x, y, "body"))
            y += measure.line
    if card.place:
        lines.append(Line(measure.elided(card.place, inner), x, y, "grey"))
        y += measure.line
    rect.setHeight(y + PAD - 2)
    return Placed(block, rect, tuple(lines), tuple(tags), cut)


def _words(card: Card) -> list[tuple[str, bool]]:
    """The marked words of a card: what changed, and the first of its troubles (the conflicts panel tells them all)."""
    return ([(card.mark, False)] if card.mark else []) + [(word, True) for word in card.warnings[:1]]


def _tags(card: Card, right: int, y: int, measure: Measure) -> tuple[list[Tag], int]:
    """The marked words in the upper right corner, and the width that they take."""
    tags: list[Tag] = []
    x = right
    for word, warning in reversed(_words(card)):
        width = measure.width(word, bold=True) + PAD
        x -= width
        tags.append(Tag(word, QRect(x, y, width, measure.line), warning))
        x -= GAP
    return tags, right - x


def _tag_row(card: Card, x: int, y: int, inner: int, measure: Measure) -> tuple[list[Tag], int]:
    """The marked words in lines of their own; and the height that they take."""
    tags: list[Tag] = []
    left, top = x, y
    for word, warning in _words(card):
        width = min(measure.width(word, bold=True) + PAD, inner)
        if left > x and left + width > x + inner:
            left, top = x, top + measure.line
        tags.append(Tag(word, QRect(left, top, width, measure.line), warning))
        left += width + GAP
    return tags, top - y + measure.line


# The agenda and the one-day view


def _lay_out_list(grid: Grid, width: int, measure: Measure) -> Scene:
    limit = 40 if grid.kind is ViewKind.DAY else _AGENDA_LINES
    times = [measure.width(_when(block.card), bold=True) for block in grid.blocks]
    time_width = max(times, default=0) + 2 * PAD
    rows: list[tuple[int, int]] = []
    titles: list[tuple[int, int]] = []
    placed: list[Placed] = []
    y = 0
    for n, row in enumerate(grid.rows):
        title = measure.title.height() + 2 * PAD if row.opens_day else 0
        titles.append((y, title))
        y += title
        top = y
        for block in grid.cell(n, 0):
            card = _entry(block, QRect(PAD, y + GAP, width - 2 * PAD, 0), time_width, limit, measure)
            placed.append(card)
            y = card.rect.bottom() + 1
        if y == top:
            y += measure.line + PAD
        y += GAP
        rows.append((top, y - top))
    return Scene(grid, width, y + PAD, 0, 0, ((0, width),), tuple(rows), tuple(placed), tuple(titles))


def _entry(block: Block, rect: QRect, time_width: int, limit: int, measure: Measure) -> Placed:
    """A line of the agenda: time on the left, content, under it chair and place, marks on the right.

    The one-day view (a high `limit`) goes on with who takes part and who prepares.
    """
    card = block.card
    y = PAD - 2
    tags, tags_width = _tags(card, rect.width() - PAD, y, measure)
    lines = [Line(_when(card), PAD, y, "time" if card.time else "grey")]
    x = PAD + time_width
    inner = max(min(rect.width() - x - PAD - tags_width, measure.width("n") * _READABLE), 1)
    broken, cut = measure.broken(card.content or "…", inner, limit)
    for text in broken:
        lines.append(Line(text, x, y, "body"))
        y += measure.line
    under = [" · ".join(piece for piece in (card.chair, card.place) if piece)]
    if limit > _AGENDA_LINES and not card.activity.secret:
        under += [f"{words.field(name)}: {value}" for name in _MORE if (value := getattr(card.activity, name))]
    for text in under:
        for piece in measure.broken(text, inner, 1 if limit == _AGENDA_LINES else 6)[0] if text else ():
            lines.append(Line(piece, x, y, "grey"))
            y += measure.line
    rect.setHeight(y + PAD - 2)
    return Placed(block, rect, tuple(lines), tuple(tags), cut)


def _when(card: Card) -> str:
    return card.time or words.session(card.activity.session)
