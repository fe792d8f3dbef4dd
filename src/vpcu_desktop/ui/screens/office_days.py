"""The days of a year that are not ordinary: the published holidays, and what the office sets over them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.almanac import CalendarDay, DayKind
from ...domain.day_words import day_text, parse_day
from ...domain.schedule import new_id
from ...i18n import _
from ...services import office as offices
from ..messages import Message, Tone
from ..role_words import day_kind_choices
from ..screen import Shell
from ..widgets.labels import button, icon_button, label
from ..widgets.moments import weekday_text
from ..widgets.table import Column, Table, TableModel


@dataclass(frozen=True, slots=True)
class _Line:
    """A day in the table; `own` is None for a published one that the office left as it is."""

    day: date
    kind: DayKind
    name: str
    own: CalendarDay | None


class DaysPart(QWidget):
    """A year at a time. Changing a published day makes it the office's own; taking it back restores the table."""

    def __init__(self, shell: Shell, *, editable: bool) -> None:
        super().__init__()
        self._shell, self._editable = shell, editable
        self._year = shell.session.today().year
        self._fresh: _Line | None = None
        words = dict(day_kind_choices())
        self.model = TableModel[_Line](
            [
                Column("weekday", "", lambda d: weekday_text(d.day), width=4),
                Column("day", _("Day"), lambda d: day_text(d.day), width=13, change=self._change_day),
                Column(
                    "kind",
                    _("Kind"),
                    lambda d: words[d.kind.value],
                    width=28,
                    change=lambda d, value: replace(d, kind=DayKind(value)),
                    choices=day_kind_choices(),
                ),
                Column("name", _("Name"), lambda d: d.name, change=lambda d, text: replace(d, name=text)),
                Column(
                    "source",
                    _("Set by"),
                    lambda d: _("the office") if d.own else _("the published table"),
                    width=20,
                    tone=lambda d: "" if d.own else "muted",
                ),
            ],
            lambda line: (line.day, line.own.id if line.own else ""),
            self,
        )
        self.model.editable = editable
        self.model.edited.connect(self._store)
        self.table = Table[_Line](self.model, _("Holidays and swapped days"))
        self._caption = label("", "heading")
        top = QHBoxLayout()
        top.addWidget(icon_button("left", _("Year before"), lambda: self._go(-1)))
        top.addWidget(self._caption)
        top.addWidget(icon_button("right", _("Year after"), lambda: self._go(1)))
        top.addStretch(1)
        self._add = button(_("Add a day"), self.add)
        self._add.setEnabled(editable)
        top.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(
            label(
                _(
                    "Swapped days are decided each year: enter the working Saturday and the day off in exchange. "
                    "Enter changes a cell, Delete takes the office's own day back."
                ),
                "muted",
                wrap=True,
            )
        )

    def load(self) -> None:
        """Shows the year."""
        self._caption.setText(str(self._year))
        own = {d.day: d for d in self._shell.session.almanac.own_days if d.day.year == self._year}
        lines = [_Line(d.day, d.kind, d.name, d) for d in own.values()]
        day = date(self._year, 1, 1)
        while day.year == self._year:
            if day not in own:
                known = self._shell.session.almanac.day(day)
                if known.holiday:
                    lines.append(_Line(day, DayKind.HOLIDAY, known.holiday, None))
                elif known.swapped_working:
                    lines.append(_Line(day, DayKind.SWAPPED_WORKING, known.swapped_working, None))
                elif known.observances:
                    lines.append(_Line(day, DayKind.OBSERVANCE, known.observances[0], None))
            day += timedelta(days=1)
        if self._fresh is not None and self._fresh.day.year == self._year:
            lines.append(self._fresh)
        self.model.set_rows(sorted(lines, key=lambda line: line.day))

    def add(self) -> None:
        """A new day, today until another is typed."""
        if not self._editable:
            return
        today = self._shell.session.today()
        day = today if today.year == self._year else date(self._year, 1, 1)
        self._fresh = _Line(day, DayKind.SWAPPED_WORKING, "", CalendarDay(new_id(), day, DayKind.SWAPPED_WORKING, ""))
        self.load()
        self._edit_day(self._fresh)

    def remove(self) -> None:
        """Lets the published table hold again for the chosen day."""
        line = self.table.current_row()
        if line is None or not self._editable:
            return
        if line.own is None:
            self._shell.notify(
                Message(
                    _("This day comes from the published table."),
                    _("To work on it all the same, change its kind to “Ordinary day”."),
                )
            )
            return
        own, session = line.own, self._shell.session
        if self._fresh is not None and self._fresh.own is not None and own.id == self._fresh.own.id:
            self._fresh = None
            self.load()
            return
        run = self._shell.operations.run

        def told(_changes: object) -> None:
            self._shell.notify(
                Message(_("{day} is as in the published table again.").format(day=day_text(own.day))),
                _("Undo"),
                lambda: run(lambda: offices.save_day(session, replace(own, id=new_id())), label=_("Saving…")),
            )

        run(lambda: offices.remove_day(session, own), label=_("Saving…"), on_done=told)

    def _change_day(self, line: _Line, text: str) -> _Line:
        day = parse_day(text, today=self._shell.session.today())
        return replace(line, day=day) if day is not None else line

    def _store(self, old: _Line, line: _Line) -> None:
        own = line.own or CalendarDay(new_id(), line.day, line.kind, line.name)
        if line.day != old.day and line.own is None:
            self.load()
            self._shell.notify(
                Message(_("A published day keeps its date."), _("Add a day of your own instead."), Tone.WARNING)
            )
            return
        own = replace(own, day=line.day, kind=line.kind, name=line.name)
        self._fresh = None
        self._year = own.day.year
        session = self._shell.session
        self._shell.operations.run(lambda: offices.save_day(session, own), label=_("Saving…"))

    def _edit_day(self, line: _Line) -> None:
        assert line.own is not None
        if self.table.select((line.day, line.own.id)):
            index = self.model.index(self.table.currentIndex().row(), 1)
            self.table.setFocus()
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def _go(self, step: int) -> None:
        self._year += step
        self.load()
