"""Who is away and who is on duty this week, under the board; each can be opened, and new ones added."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from ...domain.directory import EntryKind
from ...domain.schedule import Absence, AbsenceKind, Duty, DutyKind, new_id
from ...domain.times import Week
from ...i18n import _
from .. import theme
from ..widgets.choice import choice
from ..widgets.dialog_column import lay_out
from ..widgets.flow import ElidedButton, FlowLayout
from ..widgets.labels import button
from ..widgets.moments import DayEdit
from ..widgets.suggest import SuggestEdit
from . import words
from .model import WeekModel
from .suggestions import suggester

Record = Absence | Duty


def record_text(record: Record, week: Week | None = None) -> str:
    """`Nghỉ phép: Phạm Hữu Đức 26–27/11 (lớp LLCT)`; within `week` by weekdays: `T5–T6`."""
    within = week is not None and record.first_day in week and record.last_day in week
    days = (words.weekdays if within else words.day_range)(record.first_day, record.last_day)
    kind = words.absence(record.kind) if isinstance(record, Absence) else words.duty(record.kind)
    who = record.person if isinstance(record, Absence) else record.people
    note = f" ({record.note})" if record.note else ""
    return f"{kind}: {who} {days}{note}"


class RosterStrip(QWidget):
    """A line of absences and duties."""

    opened = Signal(object)  # Record
    absence_wanted = Signal()
    duty_wanted = Signal()

    def __init__(self, lead: QWidget, parent: QWidget | None = None) -> None:
        """`lead` stands first in the line."""
        super().__init__(parent)
        self.records: list[ElidedButton] = []  # one for each record, and spare ones from fuller weeks
        self._shown: tuple[Record, ...] = ()
        self._week: Week | None = None
        self._brief = False
        self._editable = True
        self._flow = FlowLayout(self, gap=0)
        self._flow.addWidget(lead)
        self.add_absence = button(_("+ Absence"), self.absence_wanted.emit, "flat")
        self.add_duty = button(_("+ Duty"), self.duty_wanted.emit, "flat")
        self._flow.addWidget(self.add_absence)
        self._flow.addWidget(self.add_duty)

    def show_records(
        self, absences: tuple[Absence, ...], duties: tuple[Duty, ...], week: Week, *, editable: bool
    ) -> None:
        shown: tuple[Record, ...] = (*duties, *absences)
        if shown == self._shown and week == self._week and editable == self._editable:
            return
        self._shown, self._week, self._editable = shown, week, editable
        while len(self.records) < len(shown):
            made = ElidedButton()
            made.clicked.connect(self._open)
            self._flow.insert(len(self.records) + 1, made)
            self.records.append(made)
        for place, record in zip(self.records, shown, strict=False):
            place.set_words(record_text(replace(record, note=""), week))
            place.setToolTip(record_text(record))
        self._show()

    def _open(self) -> None:
        place = self.sender()
        if isinstance(place, ElidedButton) and place in self.records:
            self.opened.emit(self._shown[self.records.index(place)])

    def set_brief(self, brief: bool) -> None:
        """A low window has room for the lead alone."""
        self._brief = brief
        self._show()

    def _show(self) -> None:
        for n, place in enumerate(self.records):
            place.setVisible(n < len(self._shown) and not self._brief)
        self.add_absence.setVisible(self._editable and not self._brief)
        self.add_duty.setVisible(self._editable and not self._brief)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(place.words for place in self.records[: len(self._shown)])


class RosterDialog(QDialog):
    """One absence or duty."""

    saved = Signal(object)  # Record
    removed = Signal(object)

    def __init__(self, model: WeekModel, record: Record, *, fresh: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = record
        is_absence = isinstance(record, Absence)
        self.setWindowTitle(_("Absence") if is_absence else _("Duty"))
        self.kind = (
            choice(AbsenceKind, words.absence, record.kind)
            if isinstance(record, Absence)
            else choice(DutyKind, words.duty, record.kind)
        )
        people = suggester(lambda: model.session.directory, EntryKind.PERSON)
        self.who = SuggestEdit(people, separator="" if is_absence else ";")
        self.who.setText(record.person if isinstance(record, Absence) else record.people)
        self.who.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.first = DayEdit(record.first_day, today=lambda: model.today, week=model.week)
        self.last = DayEdit(record.last_day, today=lambda: model.today, week=model.week)
        self.note = QLineEdit(record.note)
        form = QFormLayout()
        rows = ((_("Kind"), self.kind), (_("Who"), self.who), (_("From day"), self.first))
        for title, field in (*rows, (_("To day"), self.last), (_("Note"), self.note)):
            field.setAccessibleName(title)
            form.addRow(title, field)
        self.save_button = button(_("Save absence") if is_absence else _("Save duty"), self._save, "primary")
        self.save_button.setDefault(True)
        self.remove_button = button(_("Remove"), self._remove, "danger")
        lay_out(self, (form,), self.save_button, left=None if fresh else self.remove_button)
        self.who.setFocus()

    def _save(self) -> None:
        first, last = self.first.day(), self.last.day() or self.first.day()
        wrong = [field for field, day in ((self.first, first), (self.last, last)) if day is None]
        if first and last and last < first:
            wrong.append(self.last)
        for field in wrong:
            theme.mark(field, invalid=True)
        if not self.who.text().strip():
            theme.mark(self.who, invalid=True)
            self.who.setFocus()
        elif wrong:
            wrong[0].setFocus()
        elif first is not None and last is not None:
            self.saved.emit(self._made(first, last))
            self.accept()

    def _made(self, first: date, last: date) -> Record:
        who, note, kind = self.who.text().strip(), self.note.text().strip(), self.kind.currentData()
        if isinstance(self._record, Absence):
            return replace(self._record, kind=kind, person=who, first_day=first, last_day=last, note=note)
        return replace(self._record, kind=kind, people=who, first_day=first, last_day=last, note=note)

    def _remove(self) -> None:
        self.removed.emit(self._record)
        self.accept()


def new_absence(day: date) -> Absence:
    """An absence on a day, to be filled in."""
    return Absence(new_id(), "", AbsenceKind.LEAVE, day, day)


def new_duty(week: Week) -> Duty:
    """A duty over the weekend, to be filled in."""
    return Duty(new_id(), DutyKind.LEADER, week.days[5], week.days[6], "")
