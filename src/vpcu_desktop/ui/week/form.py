"""All fields of one activity, in the order in which they stand on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import Directory, EntryKind
from ...domain.schedule import CONTENT_FIELDS, NEUTRAL_PHRASE, OPEN_FIELDS, Activity, Status
from ...domain.text import clean, clean_line
from ...domain.times import Session, Week, WorkingHours
from ...i18n import _
from .. import theme
from ..widgets.labels import label
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
Values = dict[str, object]


class ActivityForm(QWidget):
    """Shows an activity and makes another of it. `edited` comes with every change by hand."""

    edited = Signal()

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directory = Directory()
        self._hours = WorkingHours()
        self._filling = False
        self._activity: Activity | None = None
        self.day, self.last_day = DayEdit(today=today), DayEdit(today=today)
        self.start, self.end = ClockEdit(), ClockEdit()
        self.session, self.status = QComboBox(), QComboBox()
        for session in Session:
            self.session.addItem(words.session(session), session)
        for status in Status:
            self.status.addItem(words.status(status), status)
        self.secret = QCheckBox(_("Secret activity"))
        self.secret_words = label(
            _(
                "Only the time, the leader and the words “{phrase}” will be kept, on screen and on paper. "
                "What was written in the other fields is erased from the store when you save."
            ).format(phrase=NEUTRAL_PHRASE),
            "warning",
            wrap=True,
        )
        self.texts: dict[str, QLineEdit | PlainTextEdit] = {}
        self._labels: list[QWidget] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        names = {name: words.field(name) for name in CONTENT_FIELDS}
        self._add_text(column, "content", names)
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
        for name in list(names)[1:]:
            self._add_text(column, name, names)
        row = QHBoxLayout()
        row.addWidget(self.secret)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self.secret_words)
        self.secret_words.hide()

    def _put(self, grid: QGridLayout, row: int, column: int, title: str, field: QWidget) -> None:
        caption = label(title, "muted")
        field.setAccessibleName(title)
        grid.addWidget(caption, row, column)
        grid.addWidget(field, row + 1, column)

    def _add_text(self, column: QVBoxLayout, name: str, names: dict[str, str]) -> None:
        kind = _SUGGESTED.get(name)
        field: QLineEdit | PlainTextEdit
        if kind is not None:
            field = SuggestEdit(suggester(lambda: self._directory, kind), separator=";")
        elif name in _LISTED:
            field = SuggestText(listed(lambda: self._directory))
        else:
            field = PlainTextEdit(lines=3 if name == "content" else 1)
        field.setAccessibleName(names[name])
        caption = label(names[name], "muted")
        self.texts[name] = field
        column.addWidget(caption)
        column.addWidget(field)

    def _connect(self) -> None:
        for field in self.texts.values():
            field.textChanged.connect(self._tell)
        for moment in (self.day, self.last_day, self.start, self.end):
            moment.textChanged.connect(self._tell)
        self.session.currentIndexChanged.connect(self._tell)
        self.status.currentIndexChanged.connect(self._tell)
        self.start.clock_changed.connect(self._follow_start)
        self.secret.toggled.connect(self._show_secret)

    # Values

    def set_office(self, directory: Directory, hours: WorkingHours, week: Week) -> None:
        self._directory, self._hours = directory, hours
        self.day.set_week(week)
        self.last_day.set_week(week)

    def show_activity(self, activity: Activity) -> None:
        """Fills the form."""
        self._filling = True
        self._activity = activity
        self.day.set_day(activity.day)
        self.last_day.set_day(activity.last_day)
        self.start.set_clock(activity.start)
        self.end.set_clock(activity.end)
        self.session.setCurrentIndex(self.session.findData(activity.session))
        self.status.setCurrentIndex(self.status.findData(activity.status))
        for name, field in self.texts.items():
            field.setText(self._shown(name, activity))
        self.secret.setChecked(activity.secret)
        self._show_secret(activity.secret)
        self._filling = False

    def forget(self) -> None:
        """Shows nothing any more."""
        self._activity = None

    def _shown(self, name: str, activity: Activity) -> str:
        text: str = getattr(activity, name)
        return " ".join(text.split("\n")) if name in _SUGGESTED else text

    @property
    def activity(self) -> Activity | None:
        """The activity as it was given to the form."""
        return self._activity

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

    def value(self) -> Activity | None:
        """The activity as the form says it; a field that is not understood keeps its old value."""
        base = self._activity
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

    def _text(self, name: str, base: Activity) -> str:
        text = self.texts[name].text()
        if text == self._shown(name, base):
            return str(getattr(base, name))  # untouched: a break of lines that the box cannot show is kept
        return clean_line(text) if name in _SUGGESTED else clean(text)

    @property
    def is_changed(self) -> bool:
        return self._activity is not None and (self.value() != self._activity or bool(self.faults))

    # Drafts: the form's texts as they stand, understood or not

    def draft(self) -> Values:
        secret = self.secret.isChecked()  # its content may not be kept, not even in a draft
        values: Values = {
            name: field.text() for name, field in self.texts.items() if not secret or name not in OPEN_FIELDS
        }
        values |= {"day": self.day.text(), "last_day": self.last_day.text()}
        values |= {"start": self.start.text(), "end": self.end.text(), "secret": self.secret.isChecked()}
        return values | {"session": self.session.currentData().value, "status": self.status.currentData().value}

    def restore(self, values: Values) -> None:
        """Puts a draft over what the form shows."""
        self._filling = True
        for name, field in self.texts.items():
            field.setText(str(values.get(name, field.text())))
        for name in ("day", "last_day", "start", "end"):
            moment: QLineEdit = getattr(self, name)
            moment.setText(str(values.get(name, moment.text())))
        if "session" in values:
            self.session.setCurrentIndex(self.session.findData(Session(values["session"])))
        if "status" in values:
            self.status.setCurrentIndex(self.status.findData(Status(values["status"])))
        self.secret.setChecked(bool(values.get("secret", False)))
        self._show_secret(self.secret.isChecked())
        self._filling = False
        self.edited.emit()

    # What follows from what

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _follow_start(self) -> None:
        """A time says its session; an all-day activity may have a time and stays all day."""
        start = self.start.clock()
        if start is not None and not self._filling and self.session.currentData() is not Session.ALL_DAY:
            self.session.setCurrentIndex(self.session.findData(self._hours.session_of(start)))

    def _show_secret(self, secret: bool) -> None:
        for name in OPEN_FIELDS:
            self.texts[name].setEnabled(not secret)
        self.secret_words.setVisible(secret)
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """For those who may only look."""
        for field in self.texts.values():
            field.setReadOnly(read_only)
        for moment in (self.day, self.last_day, self.start, self.end):
            moment.setReadOnly(read_only)
        for other in (self.session, self.status, self.secret):
            other.setEnabled(not read_only)

    def focus_first(self) -> None:
        self.texts["content"].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_faults(self) -> bool:
        """Frames what is not understood and goes there; False if nothing is wrong."""
        wrong = self.faults
        for field in wrong:
            theme.mark(field, invalid=True)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)
