"""A programme that was read from a file or a copied table, looked through before anything of it is stored."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from ...domain.periods import Period
from ...domain.programme_moves import years_later
from ...domain.programme_proposals import ReadItem, ReadProgramme, known_doubles, units_in
from ...domain.programme_times import ProgrammeTime, read_time, time_words
from ...domain.schedule import BodyId
from ...domain.text import clean_line
from ...i18n import _, n_
from ...services import programme_intake, programmes
from ..screen import Shell
from ..week.words import first_words
from ..widgets.filtered_list import fit_list
from ..widgets.labels import button, label
from ..widgets.number_box import NumberBox
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable


class ProgrammeIntakeDialog(FlowDialog):
    """Space ticks a row; content, unit and time are changed in place; Ctrl+Enter takes over what is ticked."""

    accepted_items = Signal(int)  # how many

    def __init__(
        self, shell: Shell, body: BodyId, period: Period, read: ReadProgramme, parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, _("Take over a programme"), parent)
        self.resize(1200, 640)
        self._body, self._period, self._read = body, period, read
        there = [item.content for item in programmes.sheet(shell.session, body, period).items]
        self._doubles = known_doubles(read.items, there)
        self.years = NumberBox(-20, 20, self._years_on(), unit=_("years"))
        self.years.setAccessibleName(_("Put all times on by"))
        self.years.valueChanged.connect(lambda _value: self._show_times())
        self.table: TickedTable[ReadItem] = TickedTable(
            self._columns(), lambda each: each.source_row, _("Rows of the file"), self
        )
        self.table.rows_model.edited.connect(lambda _old, _new: self._count())
        self.take_button = button("", self.take, "primary")
        self.take_button.setShortcut("Ctrl+Return")
        self.take_button.setToolTip("Ctrl+Enter")
        self.all_button = button(_("Tick all"), self._tick_all, "flat")
        self.leftovers = fit_list(QListWidget(), _("Not understood"))
        self._build()
        self.table.show_values(read.items, on=True)
        self._untick_doubles()
        self._count()
        self.table.setFocus()

    def _years_on(self) -> int:
        """From the year that the file is for to the one that it is taken over into."""
        if self._read.period is None:
            return 0
        return self._period.first_day.year - self._read.period.first_day.year

    def _build(self) -> None:
        top = QHBoxLayout()
        target = f"{words.period(self._period)} · {self._name()}"
        top.addWidget(label(_("Into: {programme}").format(programme=target), "heading"), 1)
        top.addWidget(label(_("Put all times on by")))
        top.addWidget(self.years)
        column = self.column()
        column.addLayout(top)
        if self._read.title:
            column.addWidget(label(first_words(self._read.title, 150), "muted", wrap=True))
        hint = _("Space ticks, Enter changes a cell. What stands in the programme already is not ticked.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.table, 3)
        if self._read.unread:
            count = len(self._read.unread)
            text = n_("{n} row was not understood:", "{n} rows were not understood:", count).format(n=count)
            column.addWidget(label(text, "warning"))
            for each in self._read.unread:
                self.leftovers.addItem(_("Row {n}: {text}").format(n=each.source_row, text=clean_line(each.text)))
            column.addWidget(self.leftovers, 1)
        column.addLayout(self.buttons(self.take_button, left=(self.all_button,)))

    def _name(self) -> str:
        return next((each.name for each in self.shell.session.bodies if each.id == self._body), "")

    def _columns(self) -> tuple[Column[Row[ReadItem]], ...]:
        return (
            Column("row", _("Row"), lambda row: str(row.value.source_row), 5, right=True, spare=4),
            Column("group", _("Field of work"), lambda row: row.value.group, 18, spare=3),
            Column(
                "content",
                _("Content"),
                lambda row: clean_line(row.value.content),
                change=lambda row, text: replace(row, value=replace(row.value, content=text.strip())),
                least=40,
            ),
            Column(
                "lead",
                _("Lead unit"),
                lambda row: clean_line(row.value.lead),
                24,
                change=lambda row, text: replace(row, value=replace(row.value, lead=text.strip())),
            ),
            Column("more", _("Co-ordinating units"), lambda row: clean_line(row.value.coordinating), 20, spare=2),
            Column("time", _("Due time"), lambda row: self._when(row.value), 20, change=self._with_time),
            Column(
                "days", _("Understood as"), lambda row: self._days(row.value), 22, tone=lambda _row: "muted", spare=1
            ),
            Column("problem", _("To look at"), lambda row: self._problem(row.value), 24, tone=lambda _row: "warning"),
        )

    def _moved(self, item: ReadItem) -> tuple[ProgrammeTime, ...]:
        return tuple(years_later(when, self.years.value()) for when in item.times)

    def _when(self, item: ReadItem) -> str:
        return "; ".join(words.when(when) for when in self._moved(item))

    def _days(self, item: ReadItem) -> str:
        said = [_("goes on") if when.ongoing else time_words(when.start, when.end) for when in self._moved(item)]
        return "; ".join(filter(None, said))

    def _with_time(self, row: Row[ReadItem], text: str) -> Row[ReadItem]:
        """A time that is typed is meant as it stands: it is kept so that moving all of them gives it again."""
        when = years_later(read_time(text, year=self._period.first_day.year), -self.years.value())
        return replace(row, value=replace(row.value, time=when))

    def _problem(self, item: ReadItem) -> str:
        said = []
        if item.source_row in self._doubles:
            said.append(_("stands there already"))
        if any(not when.understood for when in item.times):
            said.append(_("no day understood"))
        if not item.times:
            said.append(_("no time"))
        if not item.lead:
            said.append(_("no lead unit"))
        elif len(units_in(item.lead)) > 1:
            said.append(_("several lead units: the first leads"))
        return "; ".join(said)

    # What the clerk does

    def _show_times(self) -> None:
        self.table.rows_model.set_rows(list(self.table.rows_model.rows))

    def _untick_doubles(self) -> None:
        rows = self.table.rows_model.rows
        self.table.rows_model.set_rows(
            [replace(row, on=row.on and row.value.source_row not in self._doubles) for row in rows]
        )

    def _tick_all(self) -> None:
        self.table.tick_all()
        self._count()

    def _count(self) -> None:
        count = len(self.table.ticked)
        text = n_("Take over {n} item", "Take over {n} items", count).format(n=count)
        self.take_button.setText(text)
        self.take_button.setAccessibleName(text)
        self.take_button.setEnabled(self.may_edit and count > 0)

    def take(self) -> None:
        """Takes over what is ticked, in one step."""
        session, body, period = self.shell.session, self._body, self._period
        chosen, years = self.table.ticked, self.years.value()
        if not chosen or not self.may_edit:
            return

        def done(_changes: object) -> None:
            self.accepted_items.emit(len(chosen))
            self.accept()

        self.work(lambda: programme_intake.accept(session, body, period, chosen, years=years), done)
