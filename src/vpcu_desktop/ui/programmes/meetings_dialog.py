"""The meetings of the bodies with their agendas (hội nghị BCH lần n, họp BTV, họp Thường trực)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ...domain.periods import Period
from ...domain.programme_rules import papers_due
from ...domain.programmes import Forum, Item, Meeting
from ...domain.schedule import Activity, BodyId, new_id
from ...i18n import _
from ...services import programme_way, programmes
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.filtered_list import fit_list
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from . import flow_words as words
from .flow_dialog import FlowDialog

_ROLE = Qt.ItemDataRole.UserRole
#: What a body's programme sends to a meeting of its own, where nothing says otherwise.
_USUAL = Forum.STANDING


class MeetingsDialog(FlowDialog):
    """Meetings on the left, the agenda of the chosen one on the right. Enter changes a meeting; Ctrl+Up and Ctrl+Down
    arrange the agenda, Delete takes an item off it.
    """

    def __init__(self, shell: Shell, body: BodyId, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Meetings"), parent)
        self.resize(1160, 640)
        self._body, self._period = body, period
        self._names = {each.id: each.name for each in shell.session.bodies}
        self.model: TableModel[Meeting] = TableModel(self._columns(), lambda each: each.id, self)
        self.model.editable = False
        self.table = Table(self.model, self.windowTitle(), self)
        self.table.opened.connect(self.change)
        self.table.doubleClicked.connect(lambda _index: self.change())
        self.table.chosen.connect(lambda _row: self._show_agenda())
        self.empty = EmptyState(_("No meeting of this time is planned yet."), _("New meeting…"), self.new)
        self.agenda = fit_list(QListWidget(), _("Agenda of the meeting"))
        self.papers = label("", "muted", wrap=True)
        self.new_button = self._verb(_("New meeting…"), self.new, "Ctrl+N")
        self.change_button = self._verb(_("Change…"), self.change, "")
        self.remove_button = self._verb(_("Take off"), self.remove, "", "danger")
        self.week_button = self._verb(_("Into the week…"), self.put_in_week, "Ctrl+Return", "primary")
        self.add_button = self._verb(_("Add items…"), self.add_items, "Ctrl+G")
        self.up_button = self._verb(_("Move up"), lambda: self.arrange(-1), "Ctrl+Up", "flat")
        self.down_button = self._verb(_("Move down"), lambda: self.arrange(1), "Ctrl+Down", "flat")
        self.off_button = self._verb(_("Off the agenda"), self.take_off, "Delete", "flat")
        self._build()
        self.reload()
        self.table.setFocus()

    def _verb(self, text: str, act: Callable[[], object], keys: str, kind: str = "") -> QPushButton:
        made = button(text, act, kind)
        if keys:
            made.setShortcut(keys)
            made.setToolTip(keys.replace("Return", "Enter"))
        return made

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(label(words.period(self._period), "heading"), 1)
        for each in (self.new_button, self.change_button, self.remove_button):
            top.addWidget(each)
        left.addLayout(top)
        left.addWidget(self.table, 1)
        left.addWidget(self.empty, 1)
        verbs = QHBoxLayout()
        verbs.addWidget(label(_("Agenda of the meeting"), "heading"), 1)
        for each in (self.up_button, self.down_button, self.off_button, self.add_button):
            verbs.addWidget(each)
        right.addLayout(verbs)
        right.addWidget(self.agenda, 1)
        right.addWidget(self.papers)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addLayout(left, 1)
        panes.addLayout(right, 1)
        column = self.column()
        column.addLayout(panes, 1)
        column.addLayout(self.buttons(self.week_button))

    def _columns(self) -> tuple[Column[Meeting], ...]:
        return (
            Column("day", _("Day"), words.meeting_day, 16),
            Column("what", _("Meeting"), words.meeting),
            Column("body", _("Body"), lambda each: self._names.get(each.body, ""), 20, spare=1),
        )

    # What is shown

    @property
    def current(self) -> Meeting | None:
        return self.table.current_row()

    @property
    def items(self) -> tuple[Item, ...]:
        """The agenda as it is shown."""
        return tuple(self.agenda.item(row).data(_ROLE) for row in range(self.agenda.count()))

    def reload(self) -> None:
        """Those of the period and those without any day."""
        found = [
            each
            for each in programme_way.all_meetings(self.shell.session)
            if each.first_day is None or self._period.touches(each.first_day, each.last_day)
        ]
        self.model.set_rows(sorted(found, key=lambda each: (each.first_day or date.max, each.id)))
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))
        self._show_agenda()

    def _show_agenda(self) -> None:
        meeting, row = self.current, self.agenda.currentRow()
        self.agenda.clear()
        for number, item in enumerate(programme_way.agenda(self.shell.session, meeting) if meeting else (), start=1):
            parts = (" ".join(item.content.split()), item.lead)
            made = QListWidgetItem(f"{number}. " + " · ".join(filter(None, parts)))
            made.setToolTip(made.text())
            made.setData(_ROLE, item)
            self.agenda.addItem(made)
        self.agenda.setCurrentRow(max(0, min(row, self.agenda.count() - 1)) if self.agenda.count() else -1)
        self._show_papers(meeting)
        there, listed = meeting is not None and self.may_edit, self.agenda.count() > 0
        for each in (self.change_button, self.remove_button, self.add_button):
            each.setEnabled(there)
        for each in (self.up_button, self.down_button, self.off_button):
            each.setEnabled(there and listed)
        self.week_button.setEnabled(meeting is not None and self._may_go_into_week(meeting))
        self.new_button.setEnabled(self.may_edit)

    def _may_go_into_week(self, meeting: Meeting) -> bool:
        return self.may_edit and not programme_way.is_in_week(self.shell.session, meeting)

    def _show_papers(self, meeting: Meeting | None) -> None:
        if meeting is None or meeting.day is None:
            self.papers.setText(_("Papers are due when the day is fixed.") if meeting else "")
            return
        session = self.shell.session
        days = programmes.preparation(session, meeting.body).days
        due = papers_due(meeting.day, session.almanac, days)
        self.papers.setText(_("Papers are due by {day}.").format(day=f"{due.day:02d}/{due.month:02d}/{due.year}"))

    # What the clerk does

    def new(self) -> None:
        if not self.may_edit:
            return
        number = programme_way.next_number(self.shell.session, self._body, _USUAL)
        self._edit(None, Meeting(new_id(), self._body, _USUAL, number))

    def change(self) -> None:
        if self.current is not None and self.may_edit:
            self._edit(self.current, self.current)

    def _edit(self, before: Meeting | None, shown: Meeting) -> None:
        from .meeting_forms import MeetingForm

        session, form = self.shell.session, MeetingForm(self.shell, shown, self, fresh=before is None)

        def save(after: Meeting) -> None:
            def done(_changes: object) -> None:
                form.accept()
                self.table.select(after.id)

            self.work(lambda: programme_way.save_meeting(session, before, after), done)

        form.saved.connect(save)
        form.open()

    def remove(self) -> None:
        meeting, session = self.current, self.shell.session
        if meeting is not None and self.may_edit:
            self.work(
                lambda: programme_way.remove_meeting(session, meeting), said=_("Taken off. Ctrl+Z brings it back.")
            )

    def add_items(self) -> None:
        from .meeting_forms import AgendaItemsDialog

        meeting, session = self.current, self.shell.session
        if meeting is None or not self.may_edit:
            return
        dialog = AgendaItemsDialog(self.shell, meeting, self._period, self.items, self)
        dialog.chosen.connect(lambda items: self.work(lambda: programme_way.add_to_agenda(session, meeting, items)))
        dialog.open()

    def arrange(self, way: int) -> None:
        at, items = self.agenda.currentRow(), list(self.items)
        if not 0 <= at + way < len(items) or at < 0:
            return
        items[at], items[at + way] = items[at + way], items[at]
        self._set_agenda(items, at + way)

    def take_off(self) -> None:
        at, items = self.agenda.currentRow(), list(self.items)
        if 0 <= at < len(items):
            del items[at]
            self._set_agenda(items, at)

    def _set_agenda(self, items: list[Item], row: int) -> None:
        meeting, session = self.current, self.shell.session
        if meeting is None or not self.may_edit:
            return

        def done(_changes: object) -> None:
            self.agenda.setCurrentRow(min(row, self.agenda.count() - 1))
            self.agenda.setFocus()

        self.work(lambda: programme_way.set_agenda(session, meeting, items), done)

    def put_in_week(self) -> None:
        from .meeting_forms import IntoWeekForm

        meeting, session = self.current, self.shell.session
        if meeting is None or not self._may_go_into_week(meeting):
            return
        day = meeting.day or meeting.first_day or session.today() + timedelta(days=7)
        form = IntoWeekForm(self.shell, replace(meeting, day=day), self.items, self)

        def put(activity: Activity) -> None:
            def done(_changes: object) -> None:
                form.accept()
                self.say(Message(_("It stands in the week. Ctrl+Z takes it back."), tone=Tone.SUCCESS))

            self.work(lambda: programme_way.put_in_week(session, meeting, activity), done)

        form.planned.connect(put)
        form.open()
