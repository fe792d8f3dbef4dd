"""What opens over the registrations of units: one by hand, a form that was read, a merge, a return, the cut-off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from ...domain.directory import EntryKind
from ...domain.programmes import Item, Wish
from ...domain.schedule import Activity
from ...domain.text import clean_line
from ...domain.times import Session, Week
from ...domain.wishes import CutOff
from ...i18n import _, n_
from ...services import organisations
from ...services.session import OfficeSession
from ...services.wishes import ReadWishes
from .. import theme
from ..screen import Shell
from ..week import words as week_words
from ..widgets.choice import choice
from ..widgets.dialog_column import lay_out
from ..widgets.filtered_list import FilteredList, fit_list
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.moments import ClockEdit, DayEdit
from ..widgets.number_box import NumberBox
from ..widgets.suggest import SuggestEdit, Suggestion
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable

_ROLE = Qt.ItemDataRole.UserRole


def unit_edit(session: OfficeSession, text: str = "") -> SuggestEdit:
    """A field for a unit that offers those that the office knows."""

    def suggest(typed: str) -> Sequence[Suggestion]:
        names = [each.name for each in session.directory.suggest(EntryKind.UNIT, typed)]
        known = organisations.suggest(session, typed)
        return [Suggestion(name) for name in dict.fromkeys((*names, *(each.name for each in known)))][:8]

    made = SuggestEdit(suggest)
    made.setText(text)
    return made


class WishForm(FlowDialog):
    """One registration by hand. Closing loses nothing that was saved; a day outside is framed."""

    saved = Signal(object)  # Wish

    def __init__(self, shell: Shell, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Registration of a unit"), parent)
        self.setMinimumWidth(640)
        self._wish = wish
        self.unit = unit_edit(shell.session, wish.unit)
        self.content = QLineEdit(wish.content)
        week = Week.of(wish.first_day) if wish.for_week else None
        self.day = DayEdit(wish.day, today=lambda: wish.first_day, week=week)
        self.start = ClockEdit(wish.start)
        self.part = QComboBox()
        self.part.addItem(_("by the hour"), "")
        for each in Session:
            self.part.addItem(week_words.session(each), each.value)
        self.part.setCurrentIndex(max(self.part.findData(wish.session), 0))
        self.time_text = QLineEdit(wish.time_text)
        self.chair, self.people = QLineEdit(wish.chair), QLineEdit(wish.participants)
        self.place, self.note = QLineEdit(wish.place), QLineEdit(wish.note)
        self.save_button = button(_("Save registration"), self._save, "primary")
        self.save_button.setShortcut("Ctrl+S")
        self.save_button.setDefault(True)
        form = Form()
        form.add(_("Unit"), self.unit)
        form.add(_("Content"), self.content)
        if wish.for_week:
            form.add_row((_("Day"), self.day), (_("Hour"), self.start), (_("Session"), self.part))
        else:
            form.add_row((_("Time, in words"), self.time_text), (_("Day, if it is fixed"), self.day), stretches=(2, 1))
        form.add_row((_("Chair"), self.chair), (_("Place"), self.place))
        form.add(_("Participants"), self.people)
        form.add(_("Note"), self.note)
        column = self.column()
        column.addWidget(label(words.stretch(wish.first_day, wish.last_day), "heading"))
        column.addWidget(form)
        column.addLayout(self.buttons(self.save_button))
        (self.content if wish.unit else self.unit).setFocus()

    def value(self) -> Wish:
        """The registration as it was filled in."""
        return replace(
            self._wish,
            unit=clean_line(self.unit.text()),
            content=clean_line(self.content.text()),
            day=self.day.day(),
            start=self.start.clock(),
            session=self.part.currentData(),
            time_text=clean_line(self.time_text.text()),
            chair=clean_line(self.chair.text()),
            participants=clean_line(self.people.text()),
            place=clean_line(self.place.text()),
            note=clean_line(self.note.text()),
        )

    def _save(self) -> None:
        value = self.value()
        outside = value.day is not None and not value.first_day <= value.day <= value.last_day
        faults: list[tuple[QWidget, bool]] = [
            (self.unit, not value.unit),
            (self.content, not value.content),
            (self.day, not self.day.is_valid or outside),
            (self.start, not self.start.is_valid),
        ]
        for field, wrong in faults:
            theme.mark(field, invalid=wrong)
        first = next((field for field, wrong in faults if wrong), None)
        if first is None:
            self.saved.emit(value)
            return
        first.setFocus()
        self.told.setText(
            _("The day lies outside {stretch}.").format(stretch=words.stretch(value.first_day, value.last_day))
            if outside
            else _("Fill in what is framed.")
        )
        self.told.show()


class WishIntakeDialog(FlowDialog):
    """A unit's form as it was understood: ticked, the unit named, then taken in. What was not understood is listed."""

    taken = Signal(object)  # tuple[Wish, …]

    def __init__(self, shell: Shell, read: ReadWishes, first: date, last: date, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Take in a unit's form"), parent)
        self.resize(1120, 640)
        self.unit = unit_edit(shell.session, read.unit)
        self.unit.textChanged.connect(lambda _text: self._count())
        self.table: TickedTable[Wish] = TickedTable(self._columns(), lambda each: each.id, self.windowTitle(), self)
        self.table.rows_model.edited.connect(lambda _old, _new: self._count())
        self.table.show_values(read.wishes, on=True)
        self.take_button = button("", self._take, "primary")
        self.take_button.setShortcut("Ctrl+Return")
        form = Form()
        form.add(_("Unit that registers"), self.unit)
        column = self.column()
        column.addWidget(label(words.stretch(first, last), "heading"))
        column.addWidget(form)
        column.addWidget(self.table, 3)
        if read.leftovers:
            count = len(read.leftovers)
            text = n_("{n} line was not understood", "{n} lines were not understood", count).format(n=count)
            self.leftovers = fit_list(QListWidget(), text)
            self.leftovers.addItems([f"{each.source_line:>3}  {each.text}" for each in read.leftovers])
            column.addWidget(label(text, "warning"))
            column.addWidget(self.leftovers, 1)
        column.addWidget(
            label(_("They wait in the list; nothing stands in the schedule before you accept it."), "muted")
        )
        column.addLayout(self.buttons(self.take_button))
        self._count()
        (self.table if read.unit else self.unit).setFocus()

    @staticmethod
    def _columns() -> tuple[Column[Row[Wish]], ...]:
        def outside(row: Row[Wish]) -> str:
            return "warning" if row.value.for_week and row.value.day is None else ""

        return (
            Column("when", _("Due time"), lambda row: words.wish_when(row.value) or _("no day"), 18, tone=outside),
            Column("content", _("Content"), lambda row: row.value.content),
            Column("chair", _("Chair"), lambda row: row.value.chair, 20),
            Column("place", _("Place"), lambda row: row.value.place, 18, spare=1),
            Column("unit", _("Unit"), lambda row: row.value.unit, 20, spare=2),
        )

    def _count(self) -> None:
        count = len(self.table.ticked)
        text = n_("Take in {n} registration", "Take in {n} registrations", count).format(n=count)
        self.take_button.setText(text)
        self.take_button.setAccessibleName(text)
        named = bool(clean_line(self.unit.text())) or all(each.unit for each in self.table.ticked)
        self.take_button.setEnabled(count > 0 and named)

    def _take(self) -> None:
        """A line that names a unit of its own keeps it."""
        unit = clean_line(self.unit.text())
        if self.take_button.isEnabled():
            self.taken.emit(tuple(replace(each, unit=each.unit or unit) for each in self.table.ticked))


class MergeDialog(FlowDialog):
    """Into which activity or item registrations go."""

    merged = Signal(object, bool)  # Activity or Item, whether the units are named there

    def __init__(
        self,
        shell: Shell,
        found: Sequence[Activity | Item],
        likely: str,
        parent: QWidget | None = None,
    ) -> None:
        """`found`: what is planned, the best first; `likely`: the registration's own words."""
        super().__init__(shell, _("Merge into what is planned"), parent)
        self.resize(760, 480)
        self.found: FilteredList[Activity | Item] = FilteredList(
            _("Words of the activity or item"),
            self.windowTitle(),
            _("Nothing is planned there yet: accept the registration instead."),
        )
        self.found.taken.connect(self._merge)
        self.name_unit = QCheckBox(_("Name the unit there among those that take part"))
        self.name_unit.setChecked(True)
        self.merge_button = button(_("Merge"), self._merge, "primary")
        self.merge_button.setShortcut("Ctrl+Return")
        column = self.column()
        column.addWidget(label(likely, "heading", wrap=True))
        column.addWidget(self.found, 1)
        column.addWidget(self.name_unit)
        column.addLayout(self.buttons(self.merge_button))
        self.found.changed.connect(lambda: self.merge_button.setEnabled(self.found.current is not None))
        self.found.show_lines([(_line(each), each) for each in found])
        self.found.list.setFocus()

    def _merge(self) -> None:
        chosen = self.found.current
        if chosen is not None:
            self.merged.emit(chosen, self.name_unit.isChecked())


def _line(planned: Activity | Item) -> str:
    return words.activity(planned) if isinstance(planned, Activity) else " ".join(planned.content.split())


class ReturnDialog(FlowDialog):
    """Why registrations go back to their units."""

    returned = Signal(str)

    def __init__(self, shell: Shell, count: int, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Return to the unit"), parent)
        self.setMinimumWidth(560)
        self.reason = QLineEdit()
        self.return_button = button("", self._return, "primary")
        text = n_("Return {n} registration", "Return {n} registrations", count).format(n=count)
        self.return_button.setText(text)
        self.return_button.setAccessibleName(text)
        self.return_button.setEnabled(False)
        self.return_button.setDefault(True)
        self.reason.textChanged.connect(lambda text: self.return_button.setEnabled(bool(text.strip())))
        form = Form()
        form.add(_("Reason, for the unit to read"), self.reason)
        column = self.column()
        column.addWidget(form)
        column.addLayout(self.buttons(self.return_button))
        self.reason.setFocus()

    def _return(self) -> None:
        if self.reason.text().strip():
            self.returned.emit(clean_line(self.reason.text()))


class CutOffDialog(QDialog):
    """Until when units register with a body."""

    saved = Signal(object)  # CutOff

    def __init__(self, rule: CutOff, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Cut-off for registrations"))
        self._rule = rule
        days = Week.of(date(2026, 1, 5)).days
        self.weekday = choice(range(len(days)), lambda n: week_words.weekday(days[n]), rule.weekday)
        self.at = ClockEdit(rule.at)
        self.month_day = NumberBox(1, 31, rule.month_day)
        self.save_button: QPushButton = button(_("Save cut-off"), self._save, "primary")
        self.save_button.setDefault(True)
        form = Form()
        form.add(_("For a week: weekday of the week before"), self.weekday)
        form.add(_("For a month: day of the month before"), self.month_day)
        form.add(_("Hour"), self.at)
        self.help: QLabel = form.words(_("What comes later is marked late; it can still be accepted."))
        lay_out(self, (form,), self.save_button)

    def _save(self) -> None:
        at = self.at.clock()
        theme.mark(self.at, invalid=at is None)
        if at is None:
            self.at.setFocus()
            return
        self.saved.emit(
            replace(self._rule, weekday=self.weekday.currentData(), at=at, month_day=self.month_day.value())
        )
        self.accept()
