"""The week as a picture and as text for a message: never with a secret activity in it."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from ...i18n import _
from .. import theme
from . import words
from .grid import Spot, WeekFacts, board_grid
from .paint import Moment, Pens, paint_scene
from .scene import Measure, lay_out

_WIDTH = 1680
_MARGIN = 24


def open_facts(facts: WeekFacts) -> WeekFacts:
    """The week without its secret activities, and without what is the office's own concern (conflicts)."""
    own, carried = (tuple(a for a in some if not a.secret) for some in (facts.sheet.activities, facts.sheet.carried))
    return replace(facts, sheet=replace(facts.sheet, activities=own, carried=carried), conflicts=())


def week_title(facts: WeekFacts) -> str:
    """`Lịch công tác tuần 48 (23–29/11/2026)`."""
    schedule = facts.sheet.schedule
    days = words.long_range(schedule.first_day, schedule.last_day)
    return _("Schedule of week {n} ({days})").format(n=schedule.number, days=days)


def short_title(facts: WeekFacts) -> str:
    """`Tuần 48 (23–29/11/2026)`, where there is less room."""
    schedule = facts.sheet.schedule
    days = words.long_range(schedule.first_day, schedule.last_day)
    return _("Week {n} ({days})").format(n=schedule.number, days=days)


def week_picture(facts: WeekFacts) -> QImage:
    """The board in light colours with whole texts, as large as it needs."""
    facts = open_facts(facts)
    measure = Measure(theme.font("body"), theme.font("strong"), theme.font("heading"))
    pens = Pens(theme.LIGHT)
    never = facts.sheet.schedule.week.monday.replace(year=1)
    grid = board_grid(facts, today=never, collapse=True)
    scene = lay_out(grid, _WIDTH - 2 * _MARGIN, 0, measure, lines=40)
    top = measure.title.height() + 2 * _MARGIN
    image = QImage(_WIDTH, top + scene.header + scene.height + _MARGIN, QImage.Format.Format_RGB32)
    image.fill(pens.raised)
    painter = QPainter(image)
    painter.setPen(pens.text)
    painter.setFont(measure.title_font)
    title = f"{facts.sheet.body.name} · {week_title(facts)}"
    painter.drawText(QPointF(_MARGIN, _MARGIN + measure.title.ascent()), title)
    painter.translate(_MARGIN, top)
    whole = QRect(0, 0, scene.width, scene.header + scene.height)
    painter.setClipRect(whole, Qt.ClipOperation.ReplaceClip)
    paint_scene(painter, scene, measure, pens, whole, Moment(0, Spot(-1, 0, None), focused=False, cursor=False))
    painter.end()
    return image
