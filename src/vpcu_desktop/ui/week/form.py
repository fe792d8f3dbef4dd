"""All fields of one activity, in the order in which they stand on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import Directory, EntryKind
from ...domain.schedule import CONTENT_FIELDS, OPEN_FIELDS, Activity, Status
from ...domain.times import Session, Week, WorkingHours
from ...i18n import _
from ..record_form import RecordForm, TextBox, Values
from ..widgets.choice import choice, choose
from ..widgets.moments import ClockEdit, DayEdit
from ..widgets.plain_text import PlainTextEdit
from ..widgets.suggest import SuggestEdit, SuggestText
from . import words
from .suggestions import listed, suggester

_SUGGESTED = {
    "chair": EntryKind.PERSON,
    "place": EntryKind.ROOM,
    "preparing_unit": EntryKind.UNIT,
    "office_lead": EntryKind.PERSON,
    "vehicle": EntryKind.VEHICLE,
}
#: Boxes with lists of people and units.
_LISTED = ("participants", "invited", "guests")
_MOMENTS = ("day", "last_day", "start", "end")


class ActivityForm(RecordForm[Activity]):
    """Shows an activity and makes another of it."""

    one_line = frozenset(_SUGGESTED)
    open_texts = OPEN_FIELDS

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("Secret activity"), parent)
        self._directory = Directory()
        self._hours = WorkingHours()
        self.day, self.last_day = DayEdit(today=today), DayEdit(today=today)
        self.start, self.end = ClockEdit(), ClockEdit()
        self.session, self.status = choice(Session, words.session), choice(Status, words.status)
        self.texts = {name: self._box(name) for name in CONTENT_FIELDS}
        self._build()
        self._connect()
        self.start.clock_changed.connect(self._follow_start)

    def _box(self, name: str) -> TextBox:
        kind = _SUGGESTED.get(name)
        if kind is not None:
            return SuggestEdit(suggester(lambda: self._directory, kind), separator=";")
        if name in _LISTED:
            return SuggestText(listed(lambda: self._directory))
        return PlainTextEdit(lines=3 if name == "content" else 1)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first, *rest = CONTENT_FIELDS
        self._add_text(column, first, words.field(first))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._put(grid, 0, 0, _("Day"), self.day)
        self._put(grid, 0, 1, _("To day"), self.last_day)
        self._put(grid, 2, 0, _("From"), self.start)
        self._put(grid, 2, 1, _("To"), self.end)
        self._put(grid, 4, 0, _("Session"), self.session)
        self._put(grid, 4, 1, _("Status"), self.status)
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
            grid.setColumnMinimumWidth(half, 96)
        column.addLayout(grid)
        for name in rest:
            self._add_text(column, name, words.field(name))
        self._add_secret(column)

    def others(self) -> tuple[QWidget, ...]:
        return self.day, self.last_day, self.start, self.end, self.session, self.status

    # Values

    def set_office(self, directory: Directory, hours: WorkingHours, week: Week) -> None:
        self._directory, self._hours = directory, hours
        self.day.set_week(week)
        self.last_day.set_week(week)

    def _fill(self, record: Activity) -> None:
        self.day.set_day(record.day)
        self.last_day.set_day(record.last_day)
        self.start.set_clock(record.start)
        self.end.set_clock(record.end)
        choose(self.session, record.session)
        choose(self.status, record.status)

    @property
    def faults(self) -> tuple[QWidget, ...]:
        """Fields whose text is not understood."""
        wrong = [field for field in (self.day, self.last_day, self.start, self.end) if not field.is_valid]
        if not self.day.text().strip():
            wrong.insert(0, self.day)
        day, last = self.day.day(), self.last_day.day()
        if day and last and last < day:
            wrong.append(self.last_day)
        return tuple(wrong)

    @property
    def has_unread(self) -> bool:
        return bool(self.faults)

    def value(self) -> Activity | None:
        base = self.record
        if base is None:
            return None
        texts = {name: self._text(name, base) for name in self.texts}
        made = replace(
            base,
            day=self.day.day() or base.day,
            last_day=self._last_day(base),
            session=self.session.currentData(),
            start=self.start.clock() if self.start.is_valid else base.start,
            end=self.end.clock() if self.end.is_valid else base.end,
            status=self.status.currentData(),
            secret=self.secret.isChecked(),
            **texts,  # type: ignore[arg-type]
        )
        return made.as_secret() if made.secret else made

    def _last_day(self, base: Activity) -> date | None:
        day, last = self.day.day() or base.day, self.last_day.day()
        return last if last is not None and last > day else None

    def draft(self) -> Values:
        moments = {name: getattr(self, name).text() for name in _MOMENTS}
        chosen = {"session": self.session.currentData().value, "status": self.status.currentData().value}
        return super().draft() | moments | chosen

    def _restore(self, values: Values) -> None:
        for name in _MOMENTS:
            moment: QLineEdit = getattr(self, name)
            moment.setText(str(values.get(name, moment.text())))
        if "session" in values:
            choose(self.session, Session(values["session"]))
        if "status" in values:
            choose(self.status, Status(values["status"]))

    def _follow_start(self) -> None:
        """A time says its session; an all-day activity may have a time and stays all day."""
        start = self.start.clock()
        if start is not None and not self._filling and self.session.currentData() is not Session.ALL_DAY:
            choose(self.session, self._hours.session_of(start))
