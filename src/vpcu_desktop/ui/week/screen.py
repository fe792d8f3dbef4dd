"""The weekly schedule: the board with its entry line, conflicts, roster and inspector, and the way to paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ...domain.conflicts import Conflict, ConflictKind
from ...domain.day_words import day_text, parse_day
from ...domain.errors import KnownError
from ...domain.schedule import Activity, ActivityId, BodyId
from ...domain.text import fold, matches
from ...domain.times import Session, Week
from ...i18n import _
from ...services import weeks
from ...services.changes import Changes
from .. import theme
from ..actions import Command
from ..errors import wording
from ..screen import Screen, Shell
from ..widgets.banner import Banner
from ..widgets.choice import choose
from ..widgets.find_line import FindLine
from ..widgets.labels import button, icon_button, line
from . import words
from .acts import Acts
from .commands import CARD_MENU, CELL_MENU, commands
from .conflicts_panel import ConflictsPanel
from .dialogs import WeekDialogs
from .entry_line import EntryLine
from .grid import Grid, ViewKind, agenda_grid, board_grid, leaders_grid
from .inspector import Inspector
from .model import WeekModel
from .picture import short_title, week_title
from .publish_bar import PublishBar, show_sent_back
from .roster_strip import RosterStrip
from .view import WeekView
from .view_button import ViewButton

#: Height (logical px at usual text) under which the board takes what the roster would.
_LOW = 600
#: A turn of the week is painted by then.
_LOOK_AFTER_MS = 10


class WeekScreen(Screen):
    """One week, seen as board, by leaders, as agenda or one day; all views share the chosen activity."""

    id = "week"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.model = WeekModel(shell, self)
        self.view = WeekView()
        self.conflicts_panel = ConflictsPanel()
        self.roster = RosterStrip(self.conflicts_panel.summary)
        self.entry = EntryLine(today=lambda: self.model.today, resting=self.roster, trouble=self._trouble_words)
        self.publish_bar = PublishBar()
        self._inspector: Inspector | None = None
        self.acts = Acts(self.model, self.view)
        self.dialogs = WeekDialogs(self, self.model)
        self._kind = ViewKind.BOARD
        self._day: date | None = None  # of the one-day view
        self._stale = True
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._looking.timeout.connect(self._look_ahead)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.note = Banner(closable=False)
        self.find_line = FindLine(_("Find in this week: a word, a name, a place"), _("Find in this week"))
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 0, 24, 4)
        foot.setSpacing(0)
        foot.addWidget(self.conflicts_panel)
        foot.addWidget(self.entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._over = QWidget()
        over = QVBoxLayout(self._over)
        over.setContentsMargins(24, 0, 24, 8)
        over.addWidget(self.note)
        over.addWidget(self.find_line)
        self._over.hide()
        column.addWidget(self._over)
        column.addWidget(line())
        column.addWidget(self.view, 1)
        column.addWidget(line())
        column.addWidget(self._foot)
        self._build_header()

    def _build_header(self) -> None:
        self.body_box = QComboBox()
        self.body_box.setAccessibleName(_("Whose schedule"))
        for body in self.session.bodies:
            self.body_box.addItem(body.name, body.id)
        self.body_box.setVisible(self.body_box.count() > 1)
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(icon_button("left", _("Previous week"), lambda: self.go_weeks(-1)))
        self.this_week = button(_("This week"), self.go_to_today, "flat")
        row.addWidget(self.this_week)
        row.addWidget(icon_button("right", _("Next week"), lambda: self.go_weeks(1)))
        self.view_button = ViewButton()
        self.add_to_header(self.body_box, steps, self.view_button, self.publish_bar)

    def _connect(self) -> None:
        self.model.changed.connect(self._show_all)
        self.view.cursor_moved.connect(self._cursor_moved)
        self.view.opened.connect(self.open_activity)
        self.view.typed.connect(self._typed_on_board)
        self.view.composed.connect(self._composed_on_board)
        self.view.dropped.connect(lambda a, day, row, copy: self.acts.drop(a, day, row, copy=copy))
        self.view.beyond.connect(self._beyond)
        self.view.escaped.connect(self.close_find)
        self.view.menu_wanted.connect(lambda at: self.context_menu().popup(at))
        self.entry.added.connect(self._add)
        self.entry.left.connect(self.view.setFocus)
        self.entry.pasted.connect(self.dialogs.take_in)
        self.conflicts_panel.chosen.connect(self._go_to_conflict)
        self.conflicts_panel.kept.connect(self.model.keep)
        self.conflicts_panel.left.connect(self.view.setFocus)
        self.roster.opened.connect(self.dialogs.edit_record)
        self.roster.absence_wanted.connect(self.dialogs.new_absence)
        self.roster.duty_wanted.connect(self.dialogs.new_duty)
        self.publish_bar.step_wanted.connect(self.dialogs.take_step)
        self.find_line.textChanged.connect(self._show_view)
        theme.watch().changed.connect(self._redress)
        self.find_line.returnPressed.connect(self._go_to_found)
        self.view_button.chosen.connect(self.show_view)
        self.body_box.activated.connect(lambda _row: self._show_body(self.body_box.currentData()))

    def commands(self) -> Sequence[Command]:
        return commands(self)

    def inspector(self) -> QWidget:
        return self.inspector_panel

    @property
    def inspector_panel(self) -> Inspector:
        """All fields of the chosen activity: they are many, and are made when they are first wanted."""
        if self._inspector is None:
            self._inspector = Inspector(self.model)
            self._inspector.saved.connect(self._saved)
            self._inspector.left.connect(self.view.setFocus)
            self._inspector.shown.connect(self._follow_cursor)
        return self._inspector

    # What the window calls

    def activated(self) -> None:
        if self._stale:
            self._reload()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        self.model.forget()
        if not self.model.concerned(changes):
            return
        if self.isVisible():
            self._reload()
        else:
            self._stale = True

    def go_to(self, target: object) -> None:
        """A week, a day, or (day, activity id, body id)."""
        if isinstance(target, Week):
            self.show_week(target)
        elif isinstance(target, date):
            self.show_week(Week.of(target))
            self._choose_day(target)
        elif isinstance(target, tuple):
            day, activity, body = target
            self._show_body(body)
            self.show_week(Week.of(day))
            self.view.choose(activity, day)

    def offers(self, text: str) -> Sequence[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        pieces = fold(text).split()
        schedule = self.model.sheet.schedule
        if len(pieces) == 2 and pieces[0] == "tuan" and pieces[1].isdigit():
            week = schedule.week.shifted(int(pieces[1]) - schedule.number)
            found.append((_week_words(week, int(pieces[1])), week))
        day = parse_day(text, today=self.model.today, week=self.model.week)
        if day is not None:
            found.append((f"{words.weekday(day)} {day_text(day)}", day))
        for activity in self.model.sheet.activities:
            if len(text.strip()) > 1 and not activity.secret and matches(text, f"{activity.content} {activity.chair}"):
                when = f"{words.named_day(activity.day)} {words.times(activity)}".strip()
                found.append(
                    (f"{when} · {words.first_words(activity.content)}", (activity.day, activity.id, self.model.body_id))
                )
        return found

    def draft(self) -> dict[str, object] | None:
        """The entry line's text, the week, and which activity's form is changed; the form itself is kept apart."""
        form = None
        if self._inspector is not None:
            self._inspector.keep_draft()
            form = self._inspector.unfinished()
        if not self.entry.text.strip() and form is None:
            return None
        return {"entry": self.entry.text, "week": self.model.week.monday.isoformat(), "form": form}

    def restore(self, draft: dict[str, object]) -> None:
        self.show_week(Week(date.fromisoformat(str(draft["week"]))))
        self.entry.set_text(str(draft.get("entry") or ""))
        form = draft.get("form")
        if form and self.view.choose(ActivityId(str(form))):
            self.open_activity()

    # Weeks and views

    def show_week(self, week: Week) -> None:
        if week != self.model.week or self._stale:
            self.model.week_to(week)
            self._reload()

    def _show_body(self, body: BodyId | None) -> None:
        """Another body's schedule of the same week."""
        if body is not None and body != self.model.body_id:
            self.model.body_to(body)
            choose(self.body_box, body)
            self._reload()

    def go_weeks(self, weeks_on: int) -> None:
        self.show_week(self.model.week.shifted(weeks_on))

    def go_to_today(self) -> None:
        today = self.model.today
        self.show_week(Week.of(today))
        self._choose_day(today)

    def show_view(self, kind: ViewKind) -> None:
        """Another way to look at the week; the chosen activity stays chosen."""
        self._kind = kind
        self._day = self.view.day if kind is ViewKind.DAY else None
        self._show_view()
        self.view.setFocus()

    @property
    def shown_kind(self) -> ViewKind:
        """The view in force: a narrow window has no room for a board."""
        narrow = self._room < theme.NARROW
        return ViewKind.AGENDA if narrow and self._kind in (ViewKind.BOARD, ViewKind.LEADERS) else self._kind

    @property
    def _room(self) -> float:
        """The window's width as it would be with text of the usual size."""
        return self.window().width() / theme.text_scale()

    def _choose_day(self, day: date) -> None:
        if self.shown_kind is ViewKind.DAY:
            self._day = day
            self._show_view()
        grid = self.view.grid
        if grid is not None:
            spot = grid.spot(day, None)
            cards = grid.cell(spot.row, spot.column)
            if not cards or not self.view.choose(cards[0].card.activity.id, day):
                self.view.choose_cell(spot)

    def _reload(self) -> None:
        try:
            self.model.reload()
        except KnownError as error:
            self.shell.notify(wording(error))
            return
        self._stale = False
        self._looking.start()

    def _look_ahead(self) -> None:
        """One week at a time: keys that were pressed meanwhile come first."""
        if self.isVisible() and self.model.look_ahead():
            self._looking.start()

    def _show_all(self) -> None:
        """The week was read: every part shows it."""
        facts, model = self.model.facts, self.model
        self._show_title()
        self._show_view()
        self.entry.set_office(model.session.directory, model.session.office.hours)
        self.entry.edit.setVisible(model.may_edit)
        self.view.ghost_text = _("Type to add") if model.may_edit else ""
        self.conflicts_panel.show_facts(facts, editable=model.may_edit)
        self.roster.show_records(facts.sheet.absences, facts.sheet.duties, model.week, editable=model.may_edit)
        self.publish_bar.show_sheet(facts.sheet, model.session.role)
        show_sent_back(self.note, facts.sheet.schedule.chief_note)
        self._show_over()
        if self._inspector is not None:
            self._inspector.reloaded()
        self._name_undo()
        self._cursor_moved()

    def _show_title(self) -> None:
        self.set_title((week_title if self._room >= theme.WIDE else short_title)(self.model.facts))

    def _show_view(self) -> None:
        self.view_button.show_kind(self.shown_kind)
        self.view.show_grid(self._grid(), empty_text=self._empty_text())

    def _grid(self) -> Grid:
        facts, today, query = self.model.facts, self.model.today, self.find_line.query
        kind = self.shown_kind
        if kind is ViewKind.AGENDA:
            return agenda_grid(facts, today=today, query=query)
        if kind is ViewKind.DAY:
            day = self._day if self._day in facts.days else facts.sheet.schedule.week.monday
            return agenda_grid(facts, today=today, query=query, only=day)
        collapse = self._room < theme.WIDE
        make = leaders_grid if kind is ViewKind.LEADERS else board_grid
        return make(facts, today=today, collapse=collapse, query=query)

    def _empty_text(self) -> str:
        if self.find_line.query:
            return _("Nothing in this week matches.")
        if not self.model.may_edit:
            return _("Nothing is planned for this week yet.")
        return _(
            "This week has no schedule yet. Type into the entry line, paste from Word (Ctrl+V), "
            "or copy last week (Ctrl+Shift+C)."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._room < theme.NARROW
        self.publish_bar.set_narrow(narrow)
        self.this_week.setVisible(not narrow)
        self.roster.set_brief(self.window().height() / theme.text_scale() < _LOW)
        if not self._stale:
            self._show_title()
            self._show_view()

    def undo(self) -> None:
        self.model.undo(self._show_changed_week)

    def redo(self) -> None:
        self.model.redo(self._show_changed_week)

    def _show_changed_week(self, changes: Changes) -> None:
        """What was undone may stand in another week: nobody undoes blindly."""
        if changes.week is not None:
            self.show_week(changes.week)

    def _redress(self) -> None:
        """Larger text may leave room for less."""
        if not self._stale:
            self._show_all()

    def _name_undo(self) -> None:
        """Undo and redo say what they would do."""
        session = self.session
        self.shell.actions.name_undo("week", weeks.undo_label(session), weeks.redo_label(session), words.step)

    # The cursor

    def _cursor_moved(self) -> None:
        day, row = self.view.day, self.view.row
        if day is not None:
            self.entry.set_place(self.model.week, day, (row.session if row else None) or Session.MORNING)
        if self._inspector is not None and self._inspector.isVisible():
            self._follow_cursor()

    def _follow_cursor(self) -> None:
        activity = self.view.activity
        self.inspector_panel.show_record(self.model.facts.activity(activity.id) if activity else None)

    def _beyond(self, way: int) -> None:
        """In the one-day view left and right lead to the next day."""
        if self.shown_kind is ViewKind.DAY and self.view.day is not None:
            day = date.fromordinal(self.view.day.toordinal() + way)
            if day not in self.model.facts.days:
                self.show_week(Week.of(day))
            self._choose_day(day)

    # Typing and opening

    def go_to_entry(self) -> None:
        self.entry.begin("")

    def _typed_on_board(self, text: str) -> None:
        if self.model.may_edit:
            self.entry.begin(text)

    def _composed_on_board(self, event: QInputMethodEvent) -> None:
        if self.model.may_edit:
            self.entry.compose(event)

    def _trouble_words(self, activity: Activity) -> str:
        """The conflicts that a typed activity would have; that something is still missing is no news while typing."""
        missing = (ConflictKind.NO_CHAIR, ConflictKind.NO_PLACE)
        by_id = {a.id: a for a in self.model.sheet.activities} | {activity.id: activity}
        found = [c for c in self.model.conflicts_with(activity) if c.kind not in missing]
        return "⚠ " + words.conflict(found[0], tuple(by_id[a] for a in found[0].activities)) if found else ""

    def _add(self, activity: Activity) -> None:
        def done(_changes: object) -> None:
            self.entry.clear()
            self.view.choose(activity.id)

        self.model.plan([activity], done)

    def open_activity(self) -> None:
        """Enter: the chosen activity in the inspector; an empty cell leads to the entry line."""
        if self.view.activity is None:
            if self.model.may_edit:
                self.go_to_entry()
            return
        if self.model.facts.activity(self.view.activity.id) is None:
            self.go_to((self.view.activity.day, self.view.activity.id, self.model.body_id))  # it is changed in its week
        self.shell.open_inspector(True)
        self._follow_cursor()
        self.inspector_panel.begin()

    def save_and_next(self) -> None:
        self.inspector_panel.save(go_on=True)

    def _saved(self, activity: Activity, go_on: bool) -> None:
        order = [a.id for a in self.model.sheet.activities]
        target = activity.id
        if go_on and target in order:
            target = order[min(order.index(target) + 1, len(order) - 1)]
        self.view.choose(target)
        self._follow_cursor()
        if go_on:
            self.inspector_panel.begin()

    def _go_to_conflict(self, conflict: Conflict) -> None:
        self.view.choose(conflict.activities[0], conflict.day)
        self.view.setFocus()

    # Finding

    def _show_over(self) -> None:
        """The room over the board is there only for what stands in it."""
        self._over.setVisible(not self.note.isHidden() or not self.find_line.isHidden())

    def open_find(self) -> None:
        self.find_line.bring()
        self._show_over()

    def close_find(self) -> None:
        self.find_line.put_away()
        self._show_over()
        self.view.setFocus()

    def _go_to_found(self) -> None:
        """Enter: the first activity that matches."""
        grid = self.view.grid
        if grid is not None and grid.blocks and self.view.activity is None:
            self.view.choose(grid.blocks[0].card.activity.id)
        self.view.setFocus()

    # The context menu

    def context_menu(self) -> QMenu:
        """What can be done with the card, or in the empty cell, under the cursor."""
        groups = CARD_MENU if self.view.activity is not None else CELL_MENU
        return self.shell.actions.menu(groups, self)


def _week_words(week: Week, number: int) -> str:
    days = words.long_range(week.monday, week.sunday)
    return _("Week {n} ({days})").format(n=number, days=days)
