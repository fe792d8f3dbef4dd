"""Where items of a programme go: into programmes of shorter periods, onto an agenda, onto or into the week."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.periods import Period, PeriodKind
from ...domain.programmes import Item, Meeting
from ...domain.schedule import Activity, BodyId
from ...domain.times import Session
from ...i18n import _, n_
from ...services import programme_down, programme_way
from ...services.changes import Changes
from ...services.programme_down import Fitting
from ..screen import Shell
from ..week import words as week_words
from ..widgets.choice import choice
from ..widgets.filtered_list import FilteredList, fit_list
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit
from . import flow_words as words
from .flow_dialog import FlowDialog

#: How far round today activities are looked for if the items have no days.
_AHEAD = timedelta(days=60)
_ROLE = Qt.ItemDataRole.UserRole


class PlaceDialog(FlowDialog):
    """The way is chosen on the left, where exactly on the right; Ctrl+Enter places, as one step of undo."""

    placed = Signal(int)  # how many items

    def __init__(
        self, shell: Shell, body: BodyId, period: Period, items: Sequence[Item], parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, _("Place items"), parent)
        self.resize(920, 560)
        self._body, self._period, self.items = body, period, tuple(items)
        self.ways = fit_list(QListWidget(), _("Way down"))
        self.pages = QStackedWidget()
        self.place_button = button(_("Place here"), self.place, "primary")
        self.place_button.setToolTip("Ctrl+Enter")
        self.place_button.setShortcut("Ctrl+Return")
        lower = programme_down.LOWER[period.kind]
        self.programmes_page = _ProgrammesPage(shell, body, period, self.items, lower) if lower else None
        self.agenda_page = _AgendaPage(shell, period)
        self.activity_page = _ActivityPage()
        self.new_page = _NewActivityPage(shell, body, self.items, period)
        self._pages: list[_Page] = [self.agenda_page, self.activity_page, self.new_page]
        if self.programmes_page is not None:
            self._pages.insert(0, self.programmes_page)
        for page in self._pages:
            self.ways.addItem(page.title)
            self.pages.addWidget(page)
            page.on_ready = self._judge
        self._build()
        self.ways.currentRowChanged.connect(self._show_page)
        self.ways.setCurrentRow(0)
        self.ways.setFocus()
        self._find_activities()

    def _build(self) -> None:
        widest = max(self.ways.fontMetrics().horizontalAdvance(page.title) for page in self._pages)
        self.ways.setFixedWidth(widest + 48)
        first, *others = self.items
        text = " ".join(first.content.split())
        if others:
            more = n_("… and {n} more", "… and {n} more", len(others)).format(n=len(others))
            text = f"{week_words.first_words(text, 90)}  {more}"
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.ways)
        row.addWidget(self.pages, 1)
        column = self.column()
        column.addWidget(label(week_words.first_words(text, 150), "heading", wrap=True))
        column.addWidget(across, 1)
        column.addLayout(self.buttons(self.place_button))

    @property
    def page(self) -> "_Page":
        return self._pages[max(self.ways.currentRow(), 0)]

    def _show_page(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        self._judge()

    def _judge(self) -> None:
        self.place_button.setEnabled(self.may_edit and self.page.act(self) is not None)

    def _find_activities(self) -> None:
        session, items = self.shell.session, self.items
        days = [day for item in items for day in (item.first_day, item.last_day) if day is not None]
        today = session.today()
        first = min(days, default=max(self._period.first_day, today - _AHEAD))
        last = max(days, default=min(self._period.last_day, today + _AHEAD))
        first, last = min(first, last), max(first, last)
        self.read(lambda: programme_down.fitting_activities(session, items, first, last), self._show_activities)

    def _show_activities(self, found: tuple[Fitting, ...]) -> None:
        names = {body.id: body.name for body in self.shell.session.bodies}
        self.activity_page.show_found(found, names)
        self._judge()

    def place(self) -> None:
        """Does what the page says; the dialog closes when it is done."""
        act = self.page.act(self)
        if act is not None:
            self.work(act, self._done)

    def _done(self, _changes: Changes) -> None:
        self.placed.emit(len(self.items))
        self.accept()


class _Page(QWidget):
    """One way down: `act` gives what it would do, None while something is missing."""

    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.on_ready: Callable[[], None] = lambda: None
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(8)

    def act(self, dialog: PlaceDialog) -> Callable[[], Changes] | None:
        raise NotImplementedError

    def changed(self, *_values: object) -> None:
        self.on_ready()


class _ProgrammesPage(_Page):
    """Bodies and periods; for several items, or one that has days, each into those of its own days."""

    def __init__(
        self, shell: Shell, body: BodyId, period: Period, items: tuple[Item, ...], lower: tuple[PeriodKind, ...]
    ) -> None:
        super().__init__()
        self.title = _("Into programmes of shorter periods")
        self._period, self._items = period, items
        self.bodies = body_box(shell, body)
        self.kinds = choice(lower, words.kind)
        self.own_days = QCheckBox(_("Each into the periods of its own days"))
        self.periods = fit_list(QListWidget(), _("Periods"))
        form = Form()
        form.add_row((_("Programme of"), self.bodies), (_("Level"), self.kinds))
        self.layout_.addWidget(form)
        self.layout_.addWidget(self.own_days)
        self.layout_.addWidget(self.periods, 1)
        self.kinds.currentIndexChanged.connect(self._fill)
        self.own_days.toggled.connect(self._toggle)
        self.periods.itemChanged.connect(self.changed)
        self._fill()

    @property
    def kind(self) -> PeriodKind:
        found: PeriodKind = self.kinds.currentData()
        return found

    def _fill(self, _row: int = 0) -> None:
        wanted = [set(programme_down.wanted_periods(item, self._period, self.kind)) for item in self._items]
        all_have = all(wanted)
        self.own_days.setVisible(len(self._items) > 1)
        self.own_days.setEnabled(all_have)
        self.periods.blockSignals(True)
        self.periods.clear()
        ticked = set[Period]().union(*wanted)
        for period in self._period.parts(self.kind):
            item = QListWidgetItem(words.period(period))
            item.setData(_ROLE, period)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = len(self._items) == 1 and period in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.periods.addItem(item)
        first = next((n for n, p in enumerate(self._period.parts(self.kind)) if p in ticked), 0)
        self.periods.setCurrentRow(first)
        self.periods.blockSignals(False)
        self.own_days.setChecked(all_have and len(self._items) > 1)
        self._toggle()

    def _toggle(self, _on: bool = False) -> None:
        self.periods.setEnabled(not self.own_days.isChecked())
        self.changed()

    @property
    def chosen(self) -> tuple[Period, ...]:
        items = (self.periods.item(n) for n in range(self.periods.count()))
        return tuple(item.data(_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked)

    def act(self, dialog: PlaceDialog) -> Callable[[], Changes] | None:
        session, items, body, kind = dialog.shell.session, self._items, self.bodies.currentData(), self.kind
        periods = None if self.own_days.isChecked() else self.chosen
        if periods == ():
            return None
        return lambda: programme_down.put_down(session, items, body, periods, kind)


class _AgendaPage(_Page):
    """The meetings that are still to come in the period."""

    def __init__(self, shell: Shell, period: Period) -> None:
        super().__init__()
        self.title = _("Onto a meeting's agenda")
        session = shell.session
        names = {body.id: body.name for body in session.bodies}
        found = programme_down.fitting_meetings(programme_way.all_meetings(session), period, session.today())
        self.meetings = fit_list(QListWidget(), _("Meetings"))
        for meeting in found:
            parts = (words.meeting_day(meeting), words.meeting(meeting), names.get(meeting.body, ""))
            item = QListWidgetItem(" · ".join(filter(None, parts)))
            item.setData(_ROLE, meeting)
            self.meetings.addItem(item)
        self.meetings.setCurrentRow(0)
        self.meetings.currentRowChanged.connect(self.changed)
        self.layout_.addWidget(self.meetings, 1)
        if not found:
            self.meetings.hide()
            words_ = label(_("No meeting of this period is planned. Plan one under “Meetings”."), "muted", wrap=True)
            self.layout_.addWidget(words_, 1, Qt.AlignmentFlag.AlignTop)

    def act(self, dialog: PlaceDialog) -> Callable[[], Changes] | None:
        item = self.meetings.currentItem()
        if item is None:
            return None
        meeting: Meeting = item.data(_ROLE)
        session, items = dialog.shell.session, dialog.items
        return lambda: programme_way.add_to_agenda(session, meeting, items)


class _ActivityPage(_Page):
    """The activities of the items' days, what is most alike first; typing narrows the list."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("At an activity that is planned")
        self.activities: FilteredList[Activity] = FilteredList(
            _("Words of the activity"), _("Activities"), _("No activity is planned in these days.")
        )
        self.activities.changed.connect(self.changed)
        self.layout_.addWidget(self.activities, 1)

    def show_found(self, found: tuple[Fitting, ...], names: dict[BodyId, str]) -> None:
        self.activities.show_lines(
            [
                (" · ".join(filter(None, (words.activity(each.activity), names.get(each.body, "")))), each.activity)
                for each in found
            ]
        )

    def act(self, dialog: PlaceDialog) -> Callable[[], Changes] | None:
        activity = self.activities.current
        if activity is None:
            return None
        session, items = dialog.shell.session, dialog.items
        return lambda: programme_way.place_all(session, items, activity.id)


class _NewActivityPage(_Page):
    """An activity of its own for each item, with its content, leader and unit."""

    def __init__(self, shell: Shell, body: BodyId, items: tuple[Item, ...], period: Period) -> None:
        super().__init__()
        self.title = _("As a new activity of the week")
        today = shell.session.today()
        self.bodies = body_box(shell, body)
        self.day = DayEdit(_first_guess(items, period, today), today=shell.session.today)
        self.part = choice(Session, week_words.session, Session.MORNING)
        self.day.day_changed.connect(self.changed)
        self.bodies.currentIndexChanged.connect(self.changed)
        form = Form()
        form.add(_("Schedule of"), self.bodies)
        form.add_row((_("Day"), self.day), (_("Session"), self.part))
        form.words(_("Content, leader and units are those of the item; the hour is given in the week."))
        form.finish()
        self.layout_.addWidget(form, 1)

    def act(self, dialog: PlaceDialog) -> Callable[[], Changes] | None:
        day, body, part = self.day.day(), self.bodies.currentData(), self.part.currentData()
        if day is None or body is None:
            return None
        session, items = dialog.shell.session, dialog.items
        return lambda: programme_way.plan_all_in_week(session, items, body, day, part)


def _first_guess(items: Sequence[Item], period: Period, today: date) -> date:
    """A day in which the first item may be handled: not over yet, not before its own first day."""
    item = items[0]
    return min(max(today, item.first_day or period.first_day), item.last_day or period.last_day)


def body_box(shell: Shell, body: BodyId) -> QComboBox:
    """The bodies, this one chosen."""
    names = {each.id: each.name for each in shell.session.bodies}
    return choice(names, names.__getitem__, body if body in names else None)
