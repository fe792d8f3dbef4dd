"""The command palette (Ctrl+K): every command, every place, a week by its number, a day, a name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..domain.day_words import parse_day
from ..domain.directory import EntryKind
from ..domain.text import fold, match_rank, matches
from ..domain.times import Week
from ..i18n import _
from . import icons, theme
from .actions import first_keys

if TYPE_CHECKING:
    from .frame import Frame

_MOST = 60
_ROWS = 9
_WEEK = re.compile(r"(?:tuan|week|w)\s*(\d{1,2})(?:\s*[/\-]\s*(\d{4}))?")
_HINT, _ICON = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


_ICONS = {
    EntryKind.PERSON: "person",
    EntryKind.UNIT: "unit",
    EntryKind.ROOM: "room",
    EntryKind.VEHICLE: "vehicle",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette."""

    text: str
    run: Callable[[], object]
    hint: str = ""  # keys, position, place
    icon: str = ""


def week_of(typed: str, today: date) -> Week | None:
    """`tuần 50`, `w50`, `tuần 2/2027` → that ISO week, this year's unless a year is named."""
    found = _WEEK.fullmatch(" ".join(fold(typed).split()))
    if found is None:
        return None
    year = int(found[2]) if found[2] else today.isocalendar().year
    try:
        return Week(date.fromisocalendar(year, int(found[1]), 1))
    except ValueError:
        return None


def _week_meant(typed: str, today: date) -> Week | None:
    """The week named by its number, or the one of a day that was typed."""
    week = week_of(typed, today)
    if week is None and typed.strip():
        day = parse_day(typed, today=today)
        week = Week.of(day) if day is not None else None
    return week


def hits(frame: "Frame", typed: str) -> list[Hit]:
    """What the palette shows for what was typed, best first; everything that can be done when nothing is typed."""
    found: list[tuple[int, int, Hit]] = []

    def offer(weight: int, words: str, hit: Hit) -> None:
        if matches(typed, words):
            found.append((weight + match_rank(typed, words) if typed else weight, len(found), hit))

    words_of = {place.id: place.text for place in frame.places}
    offered = [(screen.id, offers) for screen in frame.built() if (offers := screen.offers(typed))]
    week = _week_meant(typed, frame.session.today())
    if week is not None and not any(isinstance(target, Week) for _id, offers in offered for _words, target in offers):
        words = _("Week {n} ({first:%d/%m}–{last:%d/%m/%Y})").format(
            n=week.iso_number, first=week.monday, last=week.sunday
        )
        found.append((-1, 0, Hit(words, lambda: frame.go("week", week), words_of.get("week", ""), "week")))
    for screen_id, offers in offered:
        for words, target in offers:
            hit = Hit(words, partial(frame.go, screen_id, target), words_of[screen_id], "search")
            found.append((-1 if isinstance(target, Week) else 5, len(found), hit))
    for command in frame.registry.live():
        if command.in_palette and command.enabled():
            offer(0, command.text, Hit(command.text, command.run, first_keys(command), command.icon))
    if len(typed.strip()) > 1:
        for entry in frame.session.directory.entries:
            if entry.active:
                words = entry.name if matches(typed, entry.name) else " ".join(entry.spellings)
                hint = entry.position or entry.short_name or words_of.get("directory", "")
                offer(3, words, Hit(entry.name, partial(frame.go, "directory", entry.id), hint, _ICONS[entry.kind]))
    return [hit for _weight, _order, hit in sorted(found, key=lambda item: item[:2])[:_MOST]]


class _Line(QStyledItemDelegate):
    """Icon, words, and the hint in grey at the right end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, option.fontMetrics.height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.tokens()
        box = option.rect
        metrics = option.fontMetrics
        painter.save()
        if option.state & option.state.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("selection"))
            painter.drawRoundedRect(box.adjusted(4, 0, -4, 0), 6, 6)
        name = str(index.data(_ICON) or "")
        side = metrics.height()
        if name:
            icons.icon(name, t.muted).paint(painter, box.left() + 14, box.center().y() - side // 2, side, side)
        hint = str(index.data(_HINT) or "")
        left, right = box.left() + 24 + side, box.right() - 16
        wide = min(metrics.horizontalAdvance(hint) + 2, (right - left) // 2)
        painter.setPen(t.color("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            right - wide,
            box.top(),
            wide,
            box.height(),
            middle | Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(hint, Qt.TextElideMode.ElideRight, wide),
        )
        painter.setPen(t.color("text"))
        room = right - wide - 16 - left
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, box.top(), room, box.height(), middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()


class Palette(QFrame):
    """Stands over the window's upper middle; Esc or a click elsewhere closes it and the focus is back where it was."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self._frame = frame
        self._hits: Sequence[Hit] = ()
        self._before: QWidget | None = frame.window().focusWidget()
        self.setProperty("area", "card")
        self.setObjectName("palette")
        self.setAccessibleName(_("Command palette"))
        self.line = QLineEdit()
        self.line.setProperty("look", "bare")
        self.line.setPlaceholderText(_("A command, “week 50”, “24/11”, a name…"))
        self.line.setAccessibleName(_("Find a command, a week, a name"))
        self.list = QListWidget()
        self.list.setProperty("look", "bare")
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(18, 2, 16, 0)
        top.addWidget(self.line)
        column.addLayout(top)
        column.addWidget(self.list)
        shadow = QGraphicsDropShadowEffect(self, blurRadius=32, xOffset=0, yOffset=6)
        shadow.setColor(theme.tokens().color("shadow"))
        self.setGraphicsEffect(shadow)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._take())
        frame.window().installEventFilter(self)

    def open(self) -> None:
        """Shows the palette and takes the focus."""
        for older in self._frame.findChildren(Palette):
            if older is not self:
                older.dismiss()
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Closes it; the focus goes back."""
        self._frame.window().removeEventFilter(self)
        self.line.removeEventFilter(self)
        before = self._before
        inside = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.hide()
        self.deleteLater()
        if before is not None and inside:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        elif watched is not self.line and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if key in steps:
            last = self.list.count() - 1
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + steps[Qt.Key(key)], last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _search(self, typed: str) -> None:
        self._hits = hits(self._frame, typed)
        self.list.clear()
        for hit in self._hits:
            item = QListWidgetItem(hit.text)
            item.setData(_HINT, hit.hint)
            item.setData(_ICON, hit.icon)
            item.setToolTip(hit.text)
            self.list.addItem(item)
        if not self._hits:
            nothing = QListWidgetItem(_("Nothing is called that. Try fewer letters; diacritics are not needed."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        else:
            self.list.setCurrentRow(0)

    def _place(self) -> None:
        frame = self._frame
        width = min(round(640 * theme.text_scale()), frame.width() - 32)
        row = max(self.list.sizeHintForRow(0), 28)
        rows = max(3, min(_ROWS, (frame.height() - 160) // row))
        self.list.setFixedHeight(rows * row + 4)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((frame.width() - width) // 2, min(64, max(8, (frame.height() - self.height()) // 3)))

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.dismiss()
            hit.run()
