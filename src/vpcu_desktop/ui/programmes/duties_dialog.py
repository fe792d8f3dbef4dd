"""What comes back each year: the office's templates, and a year's items made of them."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QWidget

from ...domain.programmes import Every, Forum, YearlyDuty
from ...domain.schedule import BodyId, new_id
from ...domain.times import FIRST_YEAR, LAST_YEAR
from ...domain.yearly_duties import Occurrence
from ...i18n import _, n_
from ...services import yearly_duties
from ...services.changes import Changes
from .. import theme
from ..screen import Shell
from ..widgets.choice import choice
from ..widgets.dialog_column import lay_out
from ..widgets.empty import EmptyState
from ..widgets.form import Form
from ..widgets.labels import button
from ..widgets.number_box import NumberBox
from ..widgets.table import Column, Table, TableModel
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable
from .place_dialog import body_box


class DutiesDialog(FlowDialog):
    """The templates of one body. Enter changes one, Space says whether it is used, Delete takes it off."""

    def __init__(self, shell: Shell, body: BodyId, year: int, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Duties that come back each year"), parent)
        self.resize(1060, 600)
        self._year = year
        self.bodies = body_box(shell, body)
        self.bodies.setAccessibleName(_("Body"))
        self.bodies.currentIndexChanged.connect(self.reload)
        self.model: TableModel[YearlyDuty] = TableModel(self._columns(), lambda each: each.id, self)
        self.model.editable = self.may_edit
        self.table = Table(self.model, self.windowTitle(), self)
        self.model.edited.connect(self._switch)
        self.table.opened.connect(self.change)
        self.table.doubleClicked.connect(lambda _index: self.change())
        self.empty = EmptyState(
            _("No templates yet. The usual ones of an office can be taken as they are and then changed."),
            _("Add the usual ones"),
            self.add_usual,
        )
        self.new_button = button(_("New template…"), self.new)
        self.new_button.setShortcut("Ctrl+N")
        self.change_button = button(_("Change…"), self.change)
        self.remove_button = button(_("Take off"), self.remove, "danger")
        self.remove_button.setShortcut("Delete")
        self.usual_button = button(_("Add the usual ones"), self.add_usual, "flat")
        self.year_button = button(_("Make a year's items…"), self.make, "primary")
        top = QHBoxLayout()
        top.addWidget(self.bodies)
        top.addStretch(1)
        for each in (self.usual_button, self.new_button, self.change_button, self.remove_button):
            top.addWidget(each)
        column = self.column()
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self.buttons(self.year_button))
        self.reload()
        self.table.setFocus()

    def _columns(self) -> tuple[Column[YearlyDuty], ...]:
        return (
            Column(
                "active",
                _("In use"),
                lambda duty: _("yes") if duty.active else _("no"),
                11,
                checked=lambda duty: duty.active,
                check=lambda duty, on: replace(duty, active=on),
            ),
            Column("content", _("Content"), lambda duty: duty.content),
            Column("when", _("When"), words.duty_when, 26),
            Column("group", _("Field"), lambda duty: duty.group, 22, spare=2),
            Column("lead", _("Lead unit"), lambda duty: duty.lead, 22, spare=1),
        )

    @property
    def body(self) -> BodyId:
        found: BodyId = self.bodies.currentData()
        return found

    def reload(self, _row: int = 0) -> None:
        found = yearly_duties.duties(self.shell.session, self.body)
        self.model.set_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))
        for each in (self.change_button, self.remove_button, self.year_button):
            each.setEnabled(self.may_edit and bool(found))
        self.new_button.setEnabled(self.may_edit)
        self.usual_button.setVisible(self.may_edit and bool(found))

    def _switch(self, old: YearlyDuty, new: YearlyDuty) -> None:
        session = self.shell.session
        self.work(lambda: yearly_duties.save(session, old, new))

    def add_usual(self) -> None:
        """Those that the body does not have yet."""
        session, body = self.shell.session, self.body
        if self.may_edit:
            self.work(
                lambda: yearly_duties.add_usual(session, body), said=_("What was missing of the usual ones is here.")
            )

    def new(self) -> None:
        if self.may_edit:
            self._edit(None)

    def change(self) -> None:
        duty = self.table.current_row()
        if duty is not None and self.may_edit:
            self._edit(duty)

    def _edit(self, duty: YearlyDuty | None) -> None:
        session = self.shell.session
        form = DutyForm(duty or YearlyDuty(new_id(), self.body, ""), self)

        def save(after: YearlyDuty) -> None:
            self.work(lambda: yearly_duties.save(session, duty, after), lambda _changes: form.accept())

        form.saved.connect(save)
        form.open()

    def remove(self) -> None:
        session, duty = self.shell.session, self.table.current_row()
        if duty is not None and self.may_edit:
            self.work(lambda: yearly_duties.remove(session, [duty]), said=_("Taken off. Ctrl+Z brings it back."))

    def make(self) -> None:
        """Shows what they make of a year."""
        if self.year_button.isEnabled():
            DutiesYearDialog(self.shell, self.body, self._year, self).open()


class DutyForm(QDialog):
    """One template."""

    saved = Signal(object)  # YearlyDuty

    def __init__(self, duty: YearlyDuty, parent: FlowDialog) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Template"))
        self.setMinimumWidth(620)
        self._duty = duty
        self.content = QLineEdit(duty.content)
        self.every = choice(Every, words.every, duty.every)
        self.month, self.day = NumberBox(0, 12, duty.month, none="–"), NumberBox(0, 31, duty.day, none="–")
        self.lunar = QCheckBox(_("By the lunar calendar"))
        self.lunar.setChecked(duty.lunar)
        self.group, self.lead, self.leader = QLineEdit(duty.group), QLineEdit(duty.lead), QLineEdit(duty.leader)
        self.product = QLineEdit(duty.product)
        self.forum = choice(Forum, words.forum, duty.submitted_to)
        self.every.currentIndexChanged.connect(self._fit)
        self.lunar.toggled.connect(self._fit)
        self.month.valueChanged.connect(self._fit)
        self.save_button = button(_("Save template"), self._save, "primary")
        self.save_button.setDefault(True)
        self._build()
        self._fit()
        self.content.setFocus()

    def _build(self) -> None:
        form = Form()
        form.add(_("Content"), self.content)
        form.add_row((_("How often"), self.every), (_("Month"), self.month), (_("Day"), self.day))
        form.add_widget(self.lunar)
        self.help = form.words("")
        form.add_row((_("Field"), self.group), (_("Submitted to"), self.forum))
        form.add_row((_("Lead unit"), self.lead), (_("Responsible leader"), self.leader))
        form.add(_("Product"), self.product)
        lay_out(self, (form,), self.save_button)

    def value(self) -> YearlyDuty:
        """The template as it was filled in."""
        every: Every = self.every.currentData()
        month = None if every is Every.MONTH else self.month.value() or None
        day = self.day.value() or None if month or every is Every.MONTH else None
        return replace(
            self._duty,
            content=self.content.text(),
            every=every,
            month=month,
            day=day,
            lunar=self.lunar.isChecked() and self.lunar.isEnabled(),
            group=self.group.text(),
            lead=self.lead.text(),
            leader=self.leader.text(),
            submitted_to=self.forum.currentData(),
            product=self.product.text(),
        )

    def _fit(self, _value: object = None) -> None:
        every: Every = self.every.currentData()
        self.month.setEnabled(every is not Every.MONTH)
        self.month.setMaximum(3 if every is Every.QUARTER else 12)
        self.day.setEnabled(every is Every.MONTH or self.month.value() > 0)
        self.lunar.setEnabled(every is Every.YEAR)
        self.help.setText(
            {
                Every.YEAR: _("Without a day it takes the whole month, without a month the whole year."),
                Every.QUARTER: _("The month counts within the quarter (1–3); without one it takes the whole quarter."),
                Every.MONTH: _("Without a day it takes the whole month."),
            }[every]
        )

    def _save(self) -> None:
        value = self.value()
        wrong: QWidget | None = None
        if not value.content.strip():
            wrong = self.content
        elif value.lunar and not (value.month and value.day):
            wrong = self.day if value.month else self.month
        theme.mark(self.content, invalid=wrong is self.content)
        for box in (self.month, self.day):
            theme.mark(box, invalid=wrong is box)
        if wrong is not None:
            wrong.setFocus()
            return
        self.saved.emit(value)


class DutiesYearDialog(FlowDialog):
    """What the templates make of a year, before it is made; what stands there already is not made twice."""

    made = Signal(int, int)  # year, how many items

    def __init__(self, shell: Shell, body: BodyId, year: int, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Items of a year"), parent)
        self.resize(980, 600)
        self._body = body
        self.year = NumberBox(FIRST_YEAR, LAST_YEAR, year)
        self.year.valueChanged.connect(self.reload)
        self.table: TickedTable[Occurrence] = TickedTable(
            self._columns(), lambda each: (each.duty.id, each.when), self.windowTitle(), self
        )
        self.table.rows_model.edited.connect(lambda _old, _new: self._count())
        self.all_button = button(_("Tick all"), self.table.tick_all, "flat")
        self.make_button = button("", self.make, "primary")
        self.make_button.setShortcut("Ctrl+Return")
        self.make_button.setToolTip("Ctrl+Enter")
        form = Form()
        form.add_row((_("Year"), self.year), ("", QWidget()), stretches=(1, 4))
        column = self.column()
        column.addWidget(form)
        column.addWidget(self.table, 1)
        column.addLayout(self.buttons(self.make_button, left=(self.all_button,)))
        self.reload()
        self.table.setFocus()

    def _columns(self) -> tuple[Column[Row[Occurrence]], ...]:
        return (
            Column("content", _("Content"), lambda row: row.value.duty.content),
            Column("when", _("Due time"), lambda row: words.when(row.value.when), 28),
            Column("group", _("Field"), lambda row: row.value.duty.group, 22, spare=1),
            Column(
                "there",
                _("In the programme"),
                lambda row: _("there already") if row.value.standing else "",
                16,
                tone=lambda _row: "muted",
            ),
        )

    def reload(self, _year: int = 0) -> None:
        found = yearly_duties.preview(self.shell.session, self._body, self.year.value())
        self.table.show_values(found, on=True, free=lambda each: each.standing is None)
        self._count()

    def _count(self) -> None:
        count = len(self.table.ticked)
        text = n_("Put {n} item into {year}", "Put {n} items into {year}", count)
        self.make_button.setText(text.format(n=count, year=self.year.value()))
        self.make_button.setAccessibleName(self.make_button.text())
        self.make_button.setEnabled(self.may_edit and count > 0)

    def make(self) -> None:
        """All that is ticked, in one step."""
        session, body, year, chosen = self.shell.session, self._body, self.year.value(), self.table.ticked

        def done(_changes: Changes) -> None:
            self.made.emit(year, len(chosen))
            self.accept()

        if chosen and self.may_edit:
            self.work(lambda: yearly_duties.put_into_year(session, body, year, chosen), done)
