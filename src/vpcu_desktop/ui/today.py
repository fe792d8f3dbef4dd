"""Today: what takes place, what does not fit, what readers do not know yet, who is away, what lies unfinished."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..domain.day_words import day_text
from ..domain.errors import KnownError
from ..domain.marks import unpublished_changes
from ..domain.schedule import ActivityId, BodyId
from ..domain.times import Week
from ..i18n import _
from ..services import drafts
from ..services.changes import Changes, Kind
from . import theme
from .errors import wording
from .screen import Screen, Shell
from .targets import ProgrammeTarget
from .today_parts import Line, Section
from .week import words
from .week.facts import read_facts
from .week.grid import WeekFacts, agenda_grid
from .week.publish_bar import standing
from .week.roster_strip import Record, record_text
from .week.view import WeekView
from .widgets.labels import label

if TYPE_CHECKING:
    from ..services.programme_reminders import ProgrammeReminders
    from ..services.reminders import Reminders

_SHOWN = {Kind.SCHEDULE, Kind.DIRECTORY, Kind.ROSTER, Kind.CALENDAR, Kind.OFFICE, Kind.DRAFTS}
_OF_REGISTERS = {Kind.REGISTER, Kind.BOOKS, Kind.CALENDAR}
_OF_PROGRAMMES = {Kind.PROGRAMMES, Kind.SCHEDULE, Kind.CALENDAR}
_SIDE_BY_SIDE = 900  # width from which the list stands beside the day


class TodayScreen(Screen):
    """The day's activities on the left, what wants attention on the right; Enter leads to each."""

    id = "today"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._stale = True
        self._bodies: dict[ActivityId, BodyId] = {}
        self._lines: list[Line | None] = []
        self._sections: tuple[Section, ...] = ()
        self._documents: tuple[Section, ...] = ()
        self._programmes: tuple[Section, ...] = ()
        self._late = 0  # documents that are overdue
        self._conflict_count = 0
        theme.watch().changed.connect(self._show)
        self.view = WeekView()
        self.view.setAccessibleName(_("Today's activities"))
        self.view.opened.connect(self._open_activity)
        self.list = _List()
        self.list.setAccessibleName(_("What wants attention"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._open_line())
        day = QVBoxLayout()
        day.addWidget(self.view)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(label(_("What wants attention"), "heading"))
        side.addWidget(self.list, 1)
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._panes.setContentsMargins(24, 0, 24, 16)
        self._panes.setSpacing(24)
        self._panes.addLayout(day, 3)
        self._panes.addLayout(side, 2)

    # What the window calls

    def activated(self) -> None:
        if self._stale:
            self.reload()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & _SHOWN:
            self._stale = True
            self.reload()
        elif changes.kinds & _OF_REGISTERS:
            self._read_reminders()
        if changes.kinds & _OF_PROGRAMMES and not self._stale:
            self._read_programmes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE * theme.text_scale()
        self._panes.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    # Reading

    def reload(self) -> None:
        """Reads this week of every body again."""
        session = self.session
        today = session.today()
        week = Week.of(today)
        try:
            found = [read_facts(session, body.id, week) for body in session.bodies]
            following = [read_facts(session, body.id, week.shifted(1)) for body in session.bodies]
            unfinished = drafts.keys(session)
        except KnownError as error:
            self.shell.notify(wording(error))
            return
        self._stale = False
        self._bodies = {a.id: facts.sheet.body.id for facts in found for a in facts.shown}
        self.set_title(_("Today, {day}").format(day=f"{words.weekday(today)} {day_text(today)}"))
        if not found:
            return
        merged = _merged(found)
        self.view.show_grid(agenda_grid(merged, today=today, only=today, idle=False))
        self._sections = (
            Section(
                _("Not published yet"), tuple(self._unpublished(found, following)), _("Readers have the newest state.")
            ),
            Section(_("Conflicts of this week"), tuple(self._conflicts(found)), _("None.")),
            Section(_("Away and on duty today"), tuple(self._roster(merged)), _("Nobody.")),
            Section(_("Unfinished"), tuple(self._drafts(unfinished, found)), _("Nothing.")),
        )
        self._show()
        self._conflict_count = len(self._sections[1].lines)
        self._count()
        self._read_reminders()
        self._read_programmes()

    def _read_reminders(self) -> None:
        """What of the registers wants attention, read beside the work."""
        from ..services import reminders

        session = self.session
        self.shell.operations.read(lambda: reminders.read_reminders(session), on_done=self._take_reminders)

    def _take_reminders(self, found: "Reminders") -> None:
        from .reminder_words import sections

        self._documents = sections(found, self.session.today())
        self._late = found.late
        self._show()
        self._count()

    def _read_programmes(self) -> None:
        """What of the work programmes wants attention, read beside the work."""
        from ..services import programme_reminders

        session = self.session
        self.shell.operations.read(lambda: programme_reminders.read_reminders(session), on_done=self._take_programmes)

    def _take_programmes(self, found: "ProgrammeReminders") -> None:
        from .programme_reminder_words import sections

        bodies = {each.id: each.name for each in self.session.bodies}
        self._programmes = sections(found, self.session.today(), bodies)
        self._show()

    def _count(self) -> None:
        self.count_changed.emit(self._conflict_count + self._late)

    def _unpublished(self, found: list[WeekFacts], following: list[WeekFacts]) -> Iterator[Line]:
        for facts in (*found, *following):
            sheet = facts.sheet
            state = standing(sheet, self.session.role)
            if not sheet.activities or not unpublished_changes(sheet):
                continue
            heading = _("Week {n}: {state}").format(n=sheet.schedule.number, state=state.text)
            yield Line(heading, "week", sheet.schedule.week, warning=sheet.published is not None)
            if sheet.published is None:
                continue
            for activity in sheet.activities:
                mark = facts.marks.get(activity.id)
                if mark is not None:
                    text = f"{words.mark(mark.kind)}  {_activity_words(facts, activity.id)}"
                    yield Line(text, "week", (activity.day, activity.id, sheet.body.id))

    def _conflicts(self, found: list[WeekFacts]) -> Iterator[Line]:
        for facts in found:
            by_id = {a.id: a for a in facts.sheet.activities}
            for conflict in facts.conflicts:
                if not conflict.kept:
                    text = words.conflict(conflict, tuple(by_id[a] for a in conflict.activities))
                    target = (conflict.day, conflict.activities[0], facts.sheet.body.id)
                    yield Line(text, "week", target, warning=True)

    def _roster(self, facts: WeekFacts) -> Iterator[Line]:
        today = self.session.today()
        records: tuple[Record, ...] = (*facts.sheet.duties, *facts.sheet.absences)
        for record in records:
            if record.first_day <= today <= record.last_day:
                yield Line(record_text(record), "week", today)

    def _drafts(self, keys: tuple[str, ...], found: list[WeekFacts]) -> Iterator[Line]:
        for key in keys:
            kind, _colon, name = key.partition(":")
            if kind == "screen" and name == "week":
                yield Line(_("Text in the entry line of the weekly schedule"), "week")
            elif kind == "screen" and name == "incoming":
                yield Line(_("Incoming papers that were typed and not saved"), "incoming")
            elif kind == "screen" and name == "programmes":
                yield Line(_("Text typed into the work programmes"), "programmes")
            elif kind == "programme_item":
                yield self._item_draft(name)
            elif kind == "activity":
                yield self._activity_draft(ActivityId(name), found)

    def _item_draft(self, item_id: str) -> Line:
        from ..services.programme_reminders import find_item

        found = find_item(self.session, item_id)
        if found is None:
            return Line(_("An item of a work programme that is there no more"), "programmes")
        item, programme = found
        text = _("Item not saved: {what}").format(what=words.first_words(item.content))
        return Line(text, "programmes", ProgrammeTarget(programme.body, programme.period, item.id))

    def _activity_draft(self, activity_id: ActivityId, found: list[WeekFacts]) -> Line:
        for facts in found:
            activity = facts.activity(activity_id)
            if activity is not None:
                text = _("Activity not saved: {what}").format(what=_activity_words(facts, activity_id))
                return Line(text, "week", (activity.day, activity.id, facts.sheet.body.id))
        return Line(_("An activity of another week, not saved"), "week")

    def _show(self) -> None:
        """The cursor stays on its line, and the list where it was scrolled to."""
        row, stood = max(self.list.currentRow(), 0), self.list.verticalScrollBar().value()
        chosen = self._lines[row] if row < len(self._lines) else None
        self.list.clear()
        self._lines = []
        muted, warning = theme.tokens().color("muted"), theme.tokens().color("warning")
        for section in (*self._documents, *self._programmes, *self._sections):
            heading = QListWidgetItem(section.title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(theme.font("strong"))
            heading.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
            heading.setSizeHint(QSize(0, round(self.list.fontMetrics().height() * 2.2)))
            heading.setForeground(theme.tokens().color("text"))
            self._add(heading, None)
            for line in section.lines[: section.most]:
                item = QListWidgetItem(line.text)
                item.setToolTip(line.text)
                if line.warning:
                    item.setForeground(warning)
                self._add(item, line)
            more = max(section.total, len(section.lines)) - section.most
            if more > 0 or not section.lines:
                text = _("… and {n} more").format(n=more) if more > 0 else section.nothing
                item = QListWidgetItem(text)
                item.setForeground(muted)
                if more <= 0:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self._add(item, (section.rest or section.lines[section.most]) if more > 0 else None)
        told = [n for n, line in enumerate(self._lines) if line is not None and line == chosen]
        same = told or [n for n, line in enumerate(self._lines) if line is not None and line.leads_as(chosen)]
        self.list.setCurrentRow(min(same[0] if same else row, self.list.count() - 1))
        self.list.verticalScrollBar().setValue(stood)

    def _add(self, item: QListWidgetItem, line: Line | None) -> None:
        self.list.addItem(item)
        self._lines.append(line)

    # Going there

    def _open_activity(self) -> None:
        activity, day = self.view.activity, self.view.day
        if activity is not None:
            self.shell.go("week", (day, activity.id, self._bodies.get(activity.id)))
        elif day is not None:
            self.shell.go("week", day)

    def _open_line(self) -> None:
        row = self.list.currentRow()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        if line is not None and line.screen:
            self.shell.go(line.screen, line.target)


def _activity_words(facts: WeekFacts, activity_id: ActivityId) -> str:
    activity = facts.activity(activity_id)
    if activity is None:
        return ""
    when = f"{words.weekday_short(activity.day)} {words.day_month(activity.day)} {words.times(activity)}".strip()
    return f"{when} · {words.first_words(activity.content)}"


def _merged(found: list[WeekFacts]) -> WeekFacts:
    """The weeks of all bodies as one, for looking at."""
    first, *others = found
    activities = sorted((a for facts in found for a in facts.shown), key=lambda a: a.order)
    days, marks = dict(first.days), dict(first.marks)
    for facts in others:
        days |= facts.days
        marks |= facts.marks
    conflicts = tuple(conflict for facts in found for conflict in facts.conflicts)
    return replace(
        first,
        sheet=replace(first.sheet, activities=tuple(activities), carried=()),
        days=days,
        marks=marks,
        conflicts=conflicts,
    )


class _List(QListWidget):
    """Enter activates on every platform."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
