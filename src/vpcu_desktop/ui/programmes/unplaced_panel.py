"""What of a programme is carried out nowhere yet (chưa đưa xuống), and the verbs that put it down."""

from PySide6.QtWidgets import QWidget

from ...domain.periods import Period
from ...domain.programme_rules import Unplaced, unplaced
from ...domain.programmes import Item
from ...domain.schedule import BodyId
from ...i18n import _, n_
from ...services import programme_down, programmes
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable
from .place_dialog import PlaceDialog


class UnplacedDialog(FlowDialog):
    """Stays open while one item after the other is put down; what is placed leaves the list."""

    def __init__(self, shell: Shell, body: BodyId, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("Not placed yet"), parent)
        self.resize(1100, 600)
        self._body, self._period = body, period
        self._lower = programme_down.LOWER[period.kind]
        self.heading = label("", "heading", wrap=True)
        self.table: TickedTable[Unplaced] = TickedTable(
            self._columns(), lambda each: each.item.id, self.windowTitle(), self
        )
        self.table.rows_model.edited.connect(lambda _old, _new: self._count())
        self.table.chosen.connect(lambda _row: self._count())
        self.table.opened.connect(self.place)
        self.empty = EmptyState(_("Everything of this programme is placed."))
        self.all_button = button(_("Tick all"), self.table.tick_all, "flat")
        self.own_button = button(_("Into the months of their own days"), self.put_by_days)
        if self._lower:
            self.own_button.setText(words.own_days(self._lower[0]))
        self.own_button.setVisible(bool(self._lower))
        self.place_button = button("", self.place, "primary")
        column = self.column()
        column.addWidget(self.heading)
        column.addWidget(
            label(
                _("Space ticks, Enter places. An item leaves the list when something below carries it out."),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self.buttons(self.own_button, self.place_button, left=(self.all_button,)))
        self.reload()
        self.table.setFocus()

    def _columns(self) -> tuple[Column[Row[Unplaced]], ...]:
        return (
            Column("content", _("Content"), lambda row: " ".join(row.value.item.content.split())),
            Column("lead", _("Lead unit"), lambda row: row.value.item.lead, 24),
            Column("time", _("Due time"), lambda row: words.item_when(row.value.item), 22),
            Column(
                "missing",
                _("Missing in"),
                lambda row: ", ".join(period.key for period in row.value.missing),
                12,
                tone=lambda _row: "warning",
                spare=1,
            ),
        )

    def reload(self) -> None:
        sheet = programmes.sheet(self.shell.session, self._body, self._period)
        found = unplaced(sheet)
        self.table.show_values(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        count = len(found)
        text = n_("{n} item of {programme} is placed nowhere", "{n} items of {programme} are placed nowhere", count)
        where = f"{words.period(self._period)} · {sheet.body.name}"
        self.heading.setText(text.format(n=count, programme=where) if found else where)
        self._count()

    @property
    def items(self) -> tuple[Item, ...]:
        """What the verbs act on."""
        return tuple(each.item for each in self.table.chosen_values)

    def _count(self) -> None:
        count = len(self.items)
        text = n_("Place {n} item…", "Place {n} items…", count).format(n=count)
        self.place_button.setText(text if count else _("Place…"))
        self.place_button.setAccessibleName(self.place_button.text())
        for each in (self.place_button, self.own_button):
            each.setEnabled(self.may_edit and count > 0)
        self.all_button.setEnabled(bool(self.table.rows_model.rows))

    def place(self) -> None:
        """Asks where to; the items leave the list when it is done."""
        if self.may_edit and self.items:
            dialog = PlaceDialog(self.shell, self._body, self._period, self.items, self)
            dialog.placed.connect(self._placed)
            dialog.open()

    def _placed(self, count: int) -> None:
        self.table.untick()
        self.say(Message(placed_words(count), tone=Tone.SUCCESS))
        self._count()

    def put_by_days(self) -> None:
        """Each into the next lower programmes that its own days fall into; what has no days stays and is told."""
        session, body, kind, items = self.shell.session, self._body, self._lower[0], self.items
        ready = [each for each in items if programme_down.wanted_periods(each, self._period, kind)]
        left = len(items) - len(ready)
        told = [placed_words(len(ready))] if ready else []
        if left:
            text = n_("{n} item has no days: choose where.", "{n} items have no days: choose where.", left)
            told.append(text.format(n=left))
        if not ready:
            self.say(Message(" ".join(told), tone=Tone.WARNING))
            return
        self.work(
            lambda: programme_down.put_down(session, ready, body, None, kind),
            lambda _changes: self._count(),
            said=" ".join(told),
        )


def placed_words(count: int) -> str:
    text = n_("{n} item placed. Ctrl+Z takes it back.", "{n} items placed. Ctrl+Z takes them back.", count)
    return text.format(n=count)
