"""The forms round a meeting: its own data, what goes on its agenda, how it stands in the week."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit

from ...domain.directory import EntryKind
from ...domain.periods import Period
from ...domain.programme_times import ProgrammeTime
from ...domain.programmes import Forum, Item, Meeting
from ...domain.schedule import Activity, ActivityId, new_id
from ...domain.text import clean, clean_line
from ...domain.times import Session
from ...i18n import _
from ...services import programme_way, programmes
from .. import theme
from ..screen import Shell
from ..week.suggestions import suggester
from ..widgets.choice import choice
from ..widgets.dialog_column import lay_out
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.moments import ClockEdit, DayEdit
from ..widgets.number_box import NumberBox
from ..widgets.plain_text import PlainTextEdit
from ..widgets.suggest import SuggestEdit
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable
from .place_dialog import body_box
from .time_edit import TimeEdit


class MeetingForm(QDialog):
    """A meeting's own data; its day may stay open, then words say when."""

    saved = Signal(object)  # Meeting

    def __init__(self, shell: Shell, meeting: Meeting, parent: FlowDialog, *, fresh: bool) -> None:
        """`fresh`: the number follows body and forum until it is typed."""
        super().__init__(parent)
        self.setWindowTitle(_("Meeting"))
        self.setMinimumWidth(620)
        self._shell, self._meeting, self._fresh = shell, meeting, fresh
        self.bodies = body_box(shell, meeting.body)
        meeting_forums = [forum for forum in Forum if forum.value]
        self.forum = choice(meeting_forums, words.forum, meeting.forum if meeting.forum.value else None)
        self.number = NumberBox(0, 999, meeting.number, none="–")
        self.extraordinary = QCheckBox(_("Extraordinary"))
        self.extraordinary.setChecked(meeting.extraordinary)
        self.title = QLineEdit(meeting.title)
        self.day = DayEdit(meeting.day, today=shell.session.today)
        self.time = TimeEdit()
        when = ProgrammeTime(meeting.time_text, meeting.earliest, meeting.latest)
        self.time.set_time(when, year=shell.session.today().year)
        self.note = PlainTextEdit(meeting.note, lines=2)
        self.save_button = button(_("Save meeting"), self._save, "primary")
        form = Form()
        form.add_row((_("Body"), self.bodies), (_("Who meets"), self.forum), (_("Number"), self.number))
        form.add_widget(self.extraordinary)
        form.add(_("Title, if it is not made from these"), self.title)
        form.add_row((_("Day, if it is fixed"), self.day), (_("Time, in words"), self.time))
        form.add(_("Note"), self.note)
        self.save_button.setDefault(True)
        lay_out(self, (form,), self.save_button)
        self.bodies.activated.connect(lambda _row: self._number_anew())
        self.forum.activated.connect(lambda _row: self._number_anew())
        self.day.setFocus()

    def _number_anew(self) -> None:
        if self._fresh:
            body, forum = self.bodies.currentData(), self.forum.currentData()
            self.number.setValue(programme_way.next_number(self._shell.session, body, forum))

    def value(self) -> Meeting:
        """The meeting as it was filled in."""
        day, when = self.day.day(), self.time.when
        return replace(
            self._meeting,
            body=self.bodies.currentData(),
            forum=self.forum.currentData(),
            number=self.number.value() or None,
            extraordinary=self.extraordinary.isChecked(),
            title=clean_line(self.title.text()),
            day=day,
            time_text=when.text,
            earliest=when.start,
            latest=when.end,
            note=clean(self.note.text()),
        )

    def _save(self) -> None:
        if not self.day.is_valid:
            theme.mark(self.day, invalid=True)
            self.day.setFocus()
            return
        self.saved.emit(self.value())


class AgendaItemsDialog(FlowDialog):
    """The open items of the programmes round the meeting; those of its forum stand first."""

    chosen = Signal(object)  # tuple[Item, ...]

    def __init__(
        self, shell: Shell, meeting: Meeting, period: Period, there: Sequence[Item], parent: FlowDialog
    ) -> None:
        super().__init__(shell, _("Items for the agenda"), parent)
        self.resize(960, 520)
        self._meeting, self._period = meeting, period
        self._there = {item.id for item in there}
        self.table: TickedTable[Item] = TickedTable(
            (
                Column[Row[Item]]("content", _("Content"), lambda row: " ".join(row.value.content.split())),
                Column[Row[Item]]("lead", _("Lead unit"), lambda row: row.value.lead, 22, spare=1),
                Column[Row[Item]]("time", _("Due time"), lambda row: words.item_when(row.value), 18),
                Column[Row[Item]](
                    "forum", _("Decided by"), lambda row: words.forum(row.value.submitted_to), 16, spare=2
                ),
            ),
            lambda each: each.id,
            self.windowTitle(),
            self,
        )
        self.table.opened.connect(self._take)
        self.add_button = button(_("Add to the agenda"), self._take, "primary")
        self.add_button.setShortcut("Ctrl+Return")
        column = self.column()
        column.addWidget(label(_("Space ticks, Ctrl+Enter adds what is ticked."), "muted"))
        column.addWidget(self.table, 1)
        column.addLayout(self.buttons(self.add_button))
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        first, last = self._period.first_day, self._period.last_day
        if self._meeting.day is not None:
            first, last = self._meeting.day, self._meeting.day
        found = [
            item
            for sheet in programmes.sheets(self.shell.session, first, last)
            for item in sheet.items
            if item.progress.is_open and item.id not in self._there and not sheet.children.get(item.id)
        ]
        found.sort(key=lambda item: item.submitted_to is not self._meeting.forum)
        self.table.show_values(found)
        self.add_button.setEnabled(bool(found))

    def _take(self) -> None:
        items = self.table.chosen_values
        if items:
            self.chosen.emit(items)
            self.accept()


class IntoWeekForm(QDialog):
    """Day, hour, chair and place of the activity that a meeting becomes."""

    planned = Signal(object)  # Activity

    def __init__(self, shell: Shell, meeting: Meeting, items: Sequence[Item], parent: FlowDialog) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Into the week"))
        self.setMinimumWidth(620)
        self._hours = shell.session.office.hours
        self.content = PlainTextEdit(_content(meeting, items), lines=4)
        self.day = DayEdit(meeting.day, today=shell.session.today)
        self.start = ClockEdit()
        self.chair = SuggestEdit(suggester(lambda: shell.session.directory, EntryKind.PERSON))
        self.place = SuggestEdit(suggester(lambda: shell.session.directory, EntryKind.ROOM))
        self.plan_button = button(_("Put into the week"), self._plan, "primary")
        form = Form()
        form.add_row((_("Day"), self.day), (_("From"), self.start))
        form.add(_("Content"), self.content)
        form.add_row((_("Chair"), self.chair), (_("Place"), self.place))
        form.words(_("All other fields are filled in the week itself."))
        self.plan_button.setDefault(True)
        lay_out(self, (form,), self.plan_button)
        self.start.setFocus()

    def _plan(self) -> None:
        day = self.day.day()
        wrong = self.day if day is None else self.start if not self.start.is_valid else None
        if wrong is not None or day is None:
            theme.mark(wrong or self.day, invalid=True)
            (wrong or self.day).setFocus()
            return
        start = self.start.clock()
        part = self._hours.session_of(start) if start else Session.MORNING
        self.planned.emit(
            Activity(
                ActivityId(new_id()),
                day,
                part,
                clean(self.content.text()),
                start=start,
                chair=clean_line(self.chair.text()),
                place=clean_line(self.place.text()),
            )
        )


def _content(meeting: Meeting, items: Sequence[Item]) -> str:
    """The meeting, and what is on its agenda as numbered lines."""
    listed = [f"{n}. {' '.join(item.content.split())}" for n, item in enumerate(items, start=1)]
    return "\n".join((words.meeting(meeting), *listed))
