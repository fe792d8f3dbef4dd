"""Paints a week view's scene in the theme's colours."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from ...domain.marks import MarkKind
from ..theme import Tokens
from . import words
from .grid import Column, Row, Spot, ViewKind
from .scene import GAP, PAD, STRIP, Line, Measure, Placed, Scene, Tag

_RADIUS = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """What changes from one painting to the next: how far it is scrolled, where the cursor stands."""

    offset: int
    spot: Spot
    focused: bool
    empty_text: str = ""
    cursor: bool = True
    ghost_text: str = ""  # in the empty cell under the cursor
    room: int = 0  # height of the view


class Pens:
    """The colours of a theme, made into Qt's values once."""

    def __init__(self, tokens: Tokens) -> None:
        self._tags: dict[tuple[object, ...], QPixmap] = {}
        self.text, self.muted, self.warning = (tokens.color(name) for name in ("text", "muted", "warning"))
        self.line, self.strong_line, self.focus = (tokens.color(n) for n in ("line", "line_strong", "focus"))
        self.surface, self.sunken, self.raised = (tokens.color(n) for n in ("surface", "sunken", "raised"))
        self.today, self.selection, self.window = (tokens.color(n) for n in ("today", "selection", "window"))
        self.warning_soft, self.success_soft = tokens.color("warning_soft"), tokens.color("success_soft")
        self.danger_soft, self.danger = tokens.color("danger_soft"), tokens.color("danger")
        self.success = tokens.color("success")

    def tag(self, tag: Tag, ink: QColor, ground: QColor, painter: QPainter, measure: Measure) -> QPixmap:
        """The picture of a marked word: there are few of them, and each is painted many times."""
        ratio = painter.device().devicePixelRatioF()
        key = (tag.text, ink.rgb(), tag.rect.width(), tag.rect.height(), ratio)
        if key not in self._tags:
            picture = QPixmap(tag.rect.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside.setPen(Qt.PenStyle.NoPen)
            inside.setBrush(ground)
            where = QRect(0, 0, tag.rect.width(), tag.rect.height())
            inside.drawRoundedRect(where.adjusted(0, 1, 0, -1), 3, 3)
            inside.setFont(measure.bold_font)
            inside.setPen(ink)
            inside.drawText(where, int(Qt.AlignmentFlag.AlignCenter), tag.text)
            inside.end()
            self._tags[key] = picture
        return self._tags[key]

    def mark(self, kind: MarkKind | None) -> tuple[QColor, QColor]:
        """Text and ground of a marked word."""
        if kind is MarkKind.NEW:
            return self.success, self.success_soft
        if kind is MarkKind.CHANGED:
            return self.warning, self.warning_soft
        return self.danger, self.danger_soft


def paint_scene(painter: QPainter, scene: Scene, measure: Measure, pens: Pens, exposed: QRect, now: Moment) -> None:
    """Paints what is exposed of a scene: grid, cards, and over them the header that stays in place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(exposed, pens.surface)
    painter.save()
    painter.translate(0, scene.header - now.offset)
    visible = exposed.translated(0, now.offset - scene.header)
    if scene.grid.kind in (ViewKind.AGENDA, ViewKind.DAY):
        _paint_days(painter, scene, measure, pens, visible)
    else:
        _paint_grid(painter, scene, measure, pens)
    for placed in scene.placed:
        if placed.rect.intersects(visible):
            chosen = placed.block.row == now.spot.row and placed.block.card.activity.id == now.spot.activity
            _paint_card(painter, placed, measure, pens, chosen=chosen, focused=now.focused)
    if now.cursor and now.spot.activity is None:
        _paint_ghost(painter, scene, now, measure, pens)
    painter.restore()
    if scene.header and exposed.top() < scene.header:
        _paint_header(painter, scene, measure, pens)
    if now.empty_text and not scene.placed:
        _paint_empty(painter, scene, measure, pens, now)


def _paint_empty(painter: QPainter, scene: Scene, measure: Measure, pens: Pens, now: Moment) -> None:
    """What to do about an empty week: in the middle of a board, under the days of a list."""
    area = QRect(scene.left, scene.header, scene.width - scene.left, max(now.room - scene.header, 0))
    area = area.adjusted(4 * PAD, 0, -4 * PAD, 0)
    painter.setFont(measure.base_font)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    sentence = now.empty_text
    needed = painter.boundingRect(area, flags, sentence).adjusted(-2 * PAD, -PAD, 2 * PAD, PAD)
    if scene.grid.kind in (ViewKind.AGENDA, ViewKind.DAY):
        top = scene.header + scene.height - now.offset + PAD
        if top + needed.height() > now.room:
            return  # it would cover the days; each of them says that it is empty
        area, needed = area.translated(0, top - needed.top()), needed.translated(0, top - needed.top())
    painter.setPen(QPen(pens.line))
    painter.setBrush(pens.raised)
    painter.drawRoundedRect(needed, 8, 8)
    painter.setPen(pens.muted)
    painter.drawText(area, flags, sentence)


def _paint_grid(painter: QPainter, scene: Scene, measure: Measure, pens: Pens) -> None:
    """Grounds of today and of days off, hairlines, and the names of the rows."""
    for column, (x, width) in zip(scene.grid.columns, scene.columns, strict=True):
        if column.today:
            painter.fillRect(x, 0, width, scene.height, pens.today)
        elif not column.info.working:
            painter.fillRect(x, 0, width, scene.height, pens.sunken)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pens.line)
    for x, _width in scene.columns:
        painter.drawLine(x, 0, x, scene.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row, (y, height) in zip(scene.grid.rows, scene.rows, strict=True):
        if y:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawLine(0, y, scene.width, y)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_row_name(painter, scene, row, QRect(0, y, scene.left, height), measure, pens)
        painter.setPen(pens.line)
    for (row_index, column_index), note in scene.grid.notes.items():
        _paint_note(painter, scene.cell_rect(Spot(row_index, column_index)), note, measure, pens)


def _paint_note(painter: QPainter, cell: QRect, note: str, measure: Measure, pens: Pens) -> None:
    """A leader is away: hatched, with the reason at the foot of the cell."""
    painter.fillRect(cell.adjusted(1, 1, 0, 0), QBrush(pens.line, Qt.BrushStyle.BDiagPattern))
    text = measure.elided(note, cell.width() - 2 * PAD)
    label = QRect(cell.left() + GAP, cell.bottom() - measure.line - GAP, measure.width(text) + PAD, measure.line)
    painter.fillRect(label, pens.surface)
    painter.setFont(measure.base_font)
    painter.setPen(pens.muted)
    painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setPen(pens.line)


def _paint_row_name(painter: QPainter, scene: Scene, row: Row, rect: QRect, measure: Measure, pens: Pens) -> None:
    painter.setPen(pens.muted if row.collapsed else pens.text)
    painter.setFont(measure.base_font if row.collapsed else measure.bold_font)
    top = rect.top() + (rect.height() - measure.line) // 2 if row.collapsed else rect.top() + PAD
    text = measure.elided_bold(row.title, rect.width() - PAD - GAP)
    painter.drawText(QPointF(PAD, top + measure.base.ascent()), text)


def _paint_header(painter: QPainter, scene: Scene, measure: Measure, pens: Pens) -> None:
    painter.fillRect(QRect(0, 0, scene.width, scene.header), pens.window)
    for column, (x, width) in zip(scene.grid.columns, scene.columns, strict=True):
        _paint_day(painter, column, QRect(x, 0, width, scene.header), measure, pens)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pens.strong_line)
    painter.drawLine(0, scene.header - 1, scene.width, scene.header - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_day(painter: QPainter, column: Column, rect: QRect, measure: Measure, pens: Pens) -> None:
    """`T2 23` with the lunar date, and under them what day it is in the almanac; today stands in a block of ink."""
    title = words.weekday_short(column.day)
    x, y = rect.left() + PAD, GAP
    if column.collapsed:
        painter.setPen(pens.muted)
        painter.setFont(measure.base_font)
        painter.drawText(QPointF(x, y + measure.title.ascent()), title)
        painter.drawText(QPointF(x, y + measure.title.height() + measure.base.ascent()), str(column.day.day))
        return
    title = f"{title} {column.day.day}"
    width = measure.title.horizontalAdvance(title)
    painter.setFont(measure.title_font)
    if column.today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.text)
        painter.drawRoundedRect(QRect(x - GAP, y - 1, width + 2 * GAP, measure.title.height() + 2), _RADIUS, _RADIUS)
        painter.setPen(pens.window)
    else:
        painter.setPen(pens.text if column.info.working else pens.muted)
    painter.drawText(QPointF(x, y + measure.title.ascent()), title)
    painter.setFont(measure.base_font)
    painter.setPen(pens.muted)
    lunar = words.lunar(column.info)
    below = y + measure.title.height() + 2 + measure.base.ascent()
    painter.drawText(QPointF(x, below), measure.elided(lunar, rect.width() - 2 * PAD))
    name = words.day_name(column.info)
    if name:
        painter.setPen(pens.warning if column.info.holiday or column.info.swapped_working else pens.muted)
        painter.drawText(QPointF(x, below + measure.line), measure.elided(name, rect.width() - PAD - GAP))


def _paint_days(painter: QPainter, scene: Scene, measure: Measure, pens: Pens, visible: QRect) -> None:
    """The agenda's names of days, each over its rows."""
    for row, (y, _height), (top, own) in zip(scene.grid.rows, scene.rows, scene.titles, strict=True):
        if own and row.day is not None and QRect(0, top, scene.width, own).intersects(visible):
            painter.fillRect(QRect(0, top, scene.width, own), pens.window)
            painter.setFont(measure.title_font)
            painter.setPen(pens.text)
            painter.drawText(QPointF(2 * PAD, top + PAD + measure.title.ascent()), row.name)
            x = 2 * PAD + measure.title.horizontalAdvance(row.name) + 2 * PAD
            painter.setFont(measure.base_font)
            painter.setPen(pens.muted)
            text = measure.elided(row.detail, max(scene.width - x - 2 * PAD, 1))
            painter.drawText(QPointF(x, top + PAD + measure.title.ascent()), text)
        if row.collapsed:
            painter.setFont(measure.base_font)
            painter.setPen(pens.muted)
            painter.drawText(QPointF(2 * PAD, y + GAP + measure.base.ascent() + 2), row.idle)


def _paint_ghost(painter: QPainter, scene: Scene, now: Moment, measure: Measure, pens: Pens) -> None:
    """The cursor in a cell without a chosen card: an empty card that waits for typing."""
    rect = QRectF(scene.ghost_rect(now.spot, measure.line + PAD)).adjusted(1, 1, -1, -1)
    painter.setBrush(pens.selection)
    painter.setPen(QPen(pens.focus, 2) if now.focused else QPen(pens.strong_line, 1))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if now.ghost_text and rect.width() > measure.width(now.ghost_text) + PAD:
        painter.setFont(measure.base_font)
        painter.setPen(pens.muted)
        where = rect.adjusted(PAD - 1, 0, 0, 0)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), now.ghost_text)


def _paint_card(
    painter: QPainter, placed: Placed, measure: Measure, pens: Pens, *, chosen: bool, focused: bool
) -> None:
    card, rect = placed.block.card, placed.rect
    painter.setBrush(pens.selection if chosen else pens.raised)
    painter.setPen(QPen(pens.focus, 2) if chosen and focused else QPen(pens.strong_line if chosen else pens.line, 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    if card.mark or card.warnings:
        edge = pens.warning if card.warnings else pens.mark(card.mark_kind)[0]
        painter.fillRect(rect.left(), rect.top() + 1, STRIP, rect.height() - 2, edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in placed.lines:
        _paint_line(painter, line, rect.topLeft(), measure, pens, struck=card.struck)
    for tag in placed.tags:
        ink, ground = (pens.warning, pens.warning_soft) if tag.warning else pens.mark(card.mark_kind)
        painter.drawPixmap(tag.rect.topLeft() + rect.topLeft(), pens.tag(tag, ink, ground, painter, measure))


def _paint_line(painter: QPainter, line: Line, origin: QPoint, measure: Measure, pens: Pens, *, struck: bool) -> None:
    bold = line.role == "time"
    painter.setFont(measure.bold_font if bold else measure.base_font)
    painter.setPen(pens.muted if line.role == "grey" or struck else pens.text)
    x, y = origin.x() + line.x, origin.y() + line.y
    painter.drawText(QPointF(x, y + measure.base.ascent()), line.text)
    if struck and line.role != "grey":
        middle = y + measure.base.ascent() - measure.base.xHeight() / 2
        painter.drawLine(QPointF(x, middle), QPointF(x + measure.width(line.text, bold=bold), middle))
