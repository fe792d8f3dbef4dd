"""What a period did not finish goes on in a later one (chuyển kỳ): seen before, with reasons, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ...domain.periods import Period, PeriodKind
from ...domain.programme_rules import Timeliness, carried_over, timeliness
from ...domain.programme_times import time_words
from ...domain.programmes import Item, ProgrammeSheet
from ...domain.schedule import BodyId
from ...domain.text import clean_line, fold
from ...i18n import _, n_
from ...services import programmes
from ...services.changes import Changes
from .. import theme
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable

#: How many later periods are offered.
_AHEAD = {PeriodKind.YEAR: 4, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@dataclass(frozen=True)
class Carrying:
    """An item that would be carried over: when it would be due then, why, and whether the later period has it."""

    item: Item
    then: str
    reason: str = ""
    there: bool = False


def targets(period: Period) -> tuple[Period, ...]:
    """The periods to which a programme's items may be carried; none for a term: nobody knows the days of the next."""
    return tuple(period.shifted(n) for n in range(1, 1 + _AHEAD.get(period.kind, 0)))


class CarryOverDialog(FlowDialog):
    """Space ticks, typing in the last column gives an item a reason of its own."""

    carried = Signal(object, int)  # the Period where they go on, how many

    def __init__(
        self,
        shell: Shell,
        body: BodyId,
        period: Period,
        chosen: Sequence[Item] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`chosen`: the items that are ticked at first; none: all that are not done."""
        super().__init__(shell, _("Carry over what is not done"), parent)
        self.resize(1160, 640)
        self._body, self._period = body, period
        self._first = frozenset(item.id for item in chosen)
        self._reasons: dict[str, str] = {}
        self.target = QComboBox()
        for each in targets(period):
            self.target.addItem(words.period(each), each)
        self.target.currentIndexChanged.connect(self.reload)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Such as: waiting for guidance from above"))
        self.reason.textChanged.connect(self._typed)
        self.table: TickedTable[Carrying] = TickedTable(
            self._columns(), lambda each: each.item.id, _("Items that are not done"), self
        )
        self.table.rows_model.edited.connect(self._edited)
        self.table.opened.connect(self._edit_reason)
        self.empty = EmptyState(_("Everything of this programme is done, withdrawn or carried over already."))
        self.all_button = button(_("Tick all"), self.table.tick_all, "flat")
        self.carry_button = button("", self.carry, "primary")
        self.carry_button.setShortcut("Ctrl+Return")
        self.carry_button.setToolTip("Ctrl+Enter")
        form = Form()
        form.add_row((_("Goes on in"), self.target), (_("Reason for all"), self.reason), stretches=(1, 3))
        column = self.column()
        column.addWidget(label(f"{words.period(period)} · {self._sheet().body.name}", "heading", wrap=True))
        column.addWidget(form)
        column.addWidget(
            label(
                _("They stay in this programme, marked with the reason; new items in the later period continue them."),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self.buttons(self.carry_button, left=(self.all_button,)))
        self.reload()
        self.reason.setFocus()

    def _columns(self) -> tuple[Column[Row[Carrying]], ...]:
        today = self.shell.session.today()

        def tone(row: Row[Carrying]) -> str:
            return "danger" if timeliness(row.value.item, today) is Timeliness.OVERDUE else ""

        return (
            Column("content", _("Content"), lambda row: " ".join(row.value.item.content.split())),
            Column("lead", _("Lead unit"), lambda row: row.value.item.lead, 20, spare=2),
            Column("time", _("Time now"), lambda row: words.item_when(row.value.item), 18, tone=tone),
            Column("then", _("Then"), lambda row: row.value.then, 18),
            Column(
                "there",
                _("There already"),
                lambda row: _("same content") if row.value.there else "",
                12,
                tone=lambda _row: "warning",
                spare=1,
            ),
            Column(
                "reason",
                _("Its own reason"),
                lambda row: row.value.reason,
                24,
                change=lambda row, text: replace(row, value=replace(row.value, reason=clean_line(text))),
            ),
        )

    def _sheet(self) -> ProgrammeSheet:
        return programmes.sheet(self.shell.session, self._body, self._period)

    @property
    def to(self) -> Period | None:
        found: Period | None = self.target.currentData()
        return found

    def reload(self, _row: int = 0) -> None:
        """What is open now, as it would stand in the target."""
        to = self.to
        if to is None:
            return
        target = programmes.sheet(self.shell.session, self._body, to)
        known = {_folded(item) for item in target.items if item.progress.is_open and not item.secret}
        text = time_words(to.first_day, to.last_day)
        found = []
        for item in self._sheet().items:
            if item.progress.is_open:
                then = carried_over(item, target.programme, new_id=item.id, time_text=text, reason="")[1]
                reason = self._reasons.get(item.id, "")
                found.append(Carrying(item, words.item_when(then), reason, _folded(item) in known))
        fresh = not self.table.rows_model.rows
        self.table.show_values(found, on=True)
        if fresh:
            self._tick_first()
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._count()

    def _tick_first(self) -> None:
        rows = self.table.rows_model.rows
        wanted = [row.value.item.id in self._first if self._first else not row.value.there for row in rows]
        self.table.rows_model.set_rows([replace(row, on=on) for row, on in zip(rows, wanted, strict=True)])

    def _edited(self, _old: Row[Carrying] | None, new: Row[Carrying] | None) -> None:
        if new is not None:
            self._reasons[new.value.item.id] = new.value.reason
        self._count()

    def _typed(self, _text: str) -> None:
        theme.mark(self.reason, invalid=False)

    def _edit_reason(self) -> None:
        index = self.table.currentIndex()
        self.table.edit(index.siblingAtColumn(self.table.rows_model.columnCount() - 1))

    def _count(self) -> None:
        count = len(self.table.ticked)
        text = n_("Carry over {n} item", "Carry over {n} items", count).format(n=count)
        self.carry_button.setText(text if count else _("Carry over"))
        self.carry_button.setAccessibleName(self.carry_button.text())
        self.carry_button.setEnabled(self.may_edit and count > 0)
        self.all_button.setEnabled(bool(self.table.rows_model.rows))

    def carry(self) -> None:
        """All that is ticked, in one step. Without a reason for each nothing is done, and the field is framed."""
        session, body, to, rows = self.shell.session, self._body, self.to, self.table.ticked
        if to is None or not rows or not self.carry_button.isEnabled():
            return
        common = clean_line(self.reason.text())
        reasons = [row.reason or common for row in rows]
        if not all(reasons):
            theme.mark(self.reason, invalid=True)
            self.reason.setFocus()
            text = _("Each item needs a reason: one for all here, or its own in the list.")
            self.say(Message(text, tone=Tone.WARNING))
            return
        items = [row.item for row in rows]
        text = time_words(to.first_day, to.last_day)

        def done(_changes: Changes) -> None:
            self.carried.emit(to, len(items))
            self.accept()

        self.work(lambda: programmes.carry_over(session, items, body, to, time_text=text, reasons=reasons), done)


def _folded(item: Item) -> str:
    return " ".join(fold(item.content).split())
