"""What units register for a week or a month, and what the clerk decides about it."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ...domain.programmes import Item, Wish, WishState
from ...domain.roles import Action, may
from ...domain.schedule import Activity, BodyId, new_id
from ...domain.wishes import CutOff, is_late, stretch_of
from ...i18n import _, n_
from ...services import programme_down, wishes
from ...services.changes import Changes
from ...services.wishes import ReadWishes
from ..messages import Message, Tone
from ..saving import ask_path, save_file
from ..screen import Shell
from ..week import words as week_words
from ..widgets.banner import Banner
from ..widgets.empty import EmptyState
from ..widgets.labels import button, icon_button, label
from ..widgets.table import Column
from . import flow_words as words
from .flow_dialog import FlowDialog, Row, TickedTable
from .place_dialog import body_box
from .wish_forms import CutOffDialog, MergeDialog, ReturnDialog, WishForm, WishIntakeDialog

_TONES = {WishState.PENDING: "", WishState.RETURNED: "warning"}


class WishesDialog(FlowDialog):
    """One body's week or month. Space ticks, Enter opens; Ctrl+Enter accepts, Ctrl+M merges, Ctrl+R returns."""

    def __init__(
        self, shell: Shell, body: BodyId, day: date, *, month: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(shell, _("Registrations of units"), parent)
        self.resize(1200, 640)
        self._month = month
        self.first, self.last = stretch_of(day, month=month)
        self._outcomes: dict[str, str] = {}
        self.bodies = body_box(shell, body)
        self.bodies.setAccessibleName(_("Body"))
        self.bodies.currentIndexChanged.connect(self.reload)
        self.where = label("", "heading")
        self.until = label("", "muted", wrap=True)
        self.banner = Banner()
        self.table: TickedTable[Wish] = TickedTable(self._columns(), lambda each: each.id, self.windowTitle(), self)
        self.table.rows_model.edited.connect(lambda _old, _new: self._count())
        self.table.chosen.connect(lambda _row: self._count())
        self.table.opened.connect(self.change)
        self.table.doubleClicked.connect(lambda _index: self.change())
        self.empty = EmptyState(_("No unit has registered yet. Read a unit's form, or enter a registration by hand."))
        self._make_buttons()
        self._build()
        self.reload()
        self.table.setFocus()

    def _make_buttons(self) -> None:
        self.earlier = icon_button("left", _("Earlier"), lambda: self.go(-1))
        self.later = icon_button("right", _("Later"), lambda: self.go(1))
        self.earlier.setShortcut("Alt+Left")
        self.later.setShortcut("Alt+Right")
        self.kind_button = button("", self.switch, "flat")
        self.new_button = button(_("New registration…"), self.new)
        self.file_button = button(_("Read a form…"), self.open_file)
        self.rule_button = button(_("Cut-off…"), self.set_rule, "flat")
        self.blank_button = button(_("Blank form for units…"), self.save_blank, "flat")
        self.return_button = button(_("Return…"), self.give_back)
        self.merge_button = button(_("Merge…"), self.merge)
        self.reopen_button = button(_("Wait again"), self.reopen)
        self.remove_button = button(_("Take off"), self.remove, "danger")
        self.accept_button = button("", self.take, "primary")
        for made, keys in (
            (self.new_button, "Ctrl+N"),
            (self.file_button, "Ctrl+O"),
            (self.return_button, "Ctrl+R"),
            (self.merge_button, "Ctrl+M"),
            (self.reopen_button, "Ctrl+Shift+R"),
            (self.accept_button, "Ctrl+Return"),
            (self.remove_button, "Delete"),
        ):
            made.setShortcut(keys)
            made.setToolTip(keys.replace("Return", "Enter"))

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for each in (self.bodies, self.earlier, self.where, self.later, self.kind_button):
            top.addWidget(each)
        top.addStretch(1)
        for made in (self.new_button, self.file_button):
            top.addWidget(made)
        rule = QHBoxLayout()
        rule.addWidget(self.until, 1)
        rule.addWidget(self.blank_button)
        rule.addWidget(self.rule_button)
        column = self.column()
        column.addLayout(top)
        column.addLayout(rule)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(
            self.buttons(
                self.return_button, self.merge_button, self.accept_button, left=(self.remove_button, self.reopen_button)
            )
        )

    def _columns(self) -> tuple[Column[Row[Wish]], ...]:
        return (
            Column(
                "state",
                _("State"),
                lambda row: words.wish_state(row.value.state),
                10,
                tone=lambda row: _TONES.get(row.value.state, "muted"),
            ),
            Column(
                "when",
                _("Due time"),
                lambda row: words.wish_when(row.value) or _("no day"),
                16,
                tone=lambda row: "warning" if row.value.for_week and row.value.day is None else "",
            ),
            Column("content", _("Content"), lambda row: row.value.content),
            Column("unit", _("Unit"), lambda row: row.value.unit, 22),
            Column("chair", _("Chair"), lambda row: row.value.chair, 18, spare=2),
            Column("place", _("Place"), lambda row: row.value.place, 14, spare=3),
            Column(
                "late",
                _("Came"),
                self._came,
                16,
                tone=lambda row: "warning" if is_late(row.value, self._rule) else "muted",
            ),
            Column(
                "became",
                _("Became, or why returned"),
                self._became,
                26,
                tone=lambda row: "warning" if self._is_gone(row.value) else "",
                spare=1,
            ),
        )

    def _came(self, row: Row[Wish]) -> str:
        at = row.value.received_at
        if at is None:
            return ""
        local = at.astimezone()
        text = f"{local:%H:%M} {local.day}/{local.month}"
        return _("late, {moment}").format(moment=text) if is_late(row.value, self._rule) else text

    def _became(self, row: Row[Wish]) -> str:
        if self._is_gone(row.value):
            return _("what it became was taken off")
        return row.value.reason or self._outcomes.get(row.value.id, "")

    def _is_gone(self, wish: Wish) -> bool:
        """Whether it was decided, and there is nothing any more that it became."""
        made = wish.state in (WishState.ACCEPTED, WishState.MERGED)
        return made and wish.id not in self._outcomes

    # What is shown

    @property
    def body(self) -> BodyId:
        found: BodyId = self.bodies.currentData()
        return found

    def go(self, step: int) -> None:
        """The week or month before or after."""
        day = self.last + timedelta(days=1) if step > 0 else self.first - timedelta(days=1)
        self.first, self.last = stretch_of(day, month=self._month)
        self.reload()

    def switch(self) -> None:
        """From weeks to months and back."""
        self._month = not self._month
        self.first, self.last = stretch_of(self.first, month=self._month)
        self.reload()

    def reload(self, _row: int = 0) -> None:
        session = self.shell.session
        self._rule = wishes.cut_off(session, self.body)
        found = wishes.wishes(session, self.body, self.first, self.last)
        self._outcomes = wishes.outcomes(session, found)
        self.table.show_values(found, free=lambda each: each.state is WishState.PENDING)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.where.setText(words.stretch(self.first, self.last))
        self.kind_button.setText(_("Show weeks") if self._month else _("Show months"))
        self.kind_button.setAccessibleName(self.kind_button.text())
        self._show_rule(found)
        self._count()

    def _show_rule(self, found: Sequence[Wish]) -> None:
        end = self._rule.of(self.first, self.last)
        parts = [_("Registrations until {moment}.").format(moment=words.moment(end))]
        if self.shell.session.clock() > end:
            parts.append(_("The cut-off is over."))
        late = sum(is_late(each, self._rule) for each in found)
        if late:
            parts.append(n_("{n} came late.", "{n} came late.", late).format(n=late))
        self.until.setText(" ".join(parts))

    @property
    def chosen(self) -> tuple[Wish, ...]:
        """What the verbs act on: what waits among the ticked ones, or the current one."""
        return tuple(each for each in self.table.chosen_values if each.state is WishState.PENDING)

    def _count(self) -> None:
        count = len(self.chosen)
        text = n_("Accept {n} registration", "Accept {n} registrations", count).format(n=count)
        self.accept_button.setText(text if count else _("Accept"))
        self.accept_button.setAccessibleName(self.accept_button.text())
        for each in (self.accept_button, self.merge_button, self.return_button):
            each.setEnabled(self.may_edit and count > 0)
        row = self.table.current_row()
        self.remove_button.setEnabled(self.may_edit and row is not None)
        again = row is not None and (row.value.state is WishState.RETURNED or self._is_gone(row.value))
        self.reopen_button.setEnabled(self.may_edit and again)
        for each in (self.new_button, self.file_button):
            each.setEnabled(self.may_edit)
        self.rule_button.setVisible(may(self.shell.session.role, Action.EDIT_OFFICE))

    # Coming in

    def new(self) -> None:
        """One by hand; it came now."""
        self._open_form(Wish(new_id(), self.body, "", self.first, self.last, ""), None)

    def change(self) -> None:
        """Puts right the current one while it waits."""
        row = self.table.current_row()
        if row is None or not self.may_edit:
            return
        if row.value.state is WishState.PENDING:
            self._open_form(row.value, row.value)
        else:
            self.say(Message(_("It is decided; Ctrl+Z takes the decision back."), tone=Tone.INFO))

    def _open_form(self, wish: Wish, before: Wish | None) -> None:
        session = self.shell.session
        form = WishForm(self.shell, wish, self)

        def save(after: Wish) -> None:
            def act() -> Changes:
                return wishes.change(session, before, after) if before else wishes.add(session, [after])

            form.work(act, lambda _changes: form.accept())

        form.saved.connect(save)
        form.open()

    def open_file(self) -> None:
        """Asks for a unit's form."""
        kinds = _("Forms of units (*.docx *.doc *.xlsx *.xls);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Read a unit's form"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def save_blank(self) -> None:
        """The form that units fill in, as a Word file."""
        session, body, first, last = self.shell.session, self.body, self.first, self.last
        name = f"dang-ky-lich_{first.isoformat()}"
        path = ask_path(self, _("Blank form for units"), name, {".docx": _("Word file (*.docx)")})
        if path is not None:
            save_file(self.shell.operations, path, lambda: wishes.blank_form(session, body, first, last), self.banner)

    def read_file(self, path: Path) -> None:
        """Shows what was understood of a unit's form; nothing is stored before it is taken in."""
        body, first, last = self.body, self.first, self.last
        self.work(lambda: wishes.read_form(path, body, first, last), self._show_read)

    def _show_read(self, read: ReadWishes) -> None:
        if not read.wishes:
            self.say(Message(_("There is no registration in it."), tone=Tone.WARNING))
            return
        session = self.shell.session
        dialog = WishIntakeDialog(self.shell, read, self.first, self.last, self)

        def take(taken: tuple[Wish, ...]) -> None:
            def done(_changes: Changes) -> None:
                dialog.accept()
                text = n_("{n} registration taken in.", "{n} registrations taken in.", len(taken))
                self.say(Message(text.format(n=len(taken)), tone=Tone.SUCCESS))

            dialog.work(lambda: wishes.add(session, taken), done)

        dialog.taken.connect(take)
        dialog.open()

    # Deciding

    def take(self) -> None:
        """Accepts what is chosen: activities of the week, or items of the month."""
        session, chosen = self.shell.session, self.chosen
        text = n_("{n} accepted. Ctrl+Z takes it back.", "{n} accepted. Ctrl+Z takes them back.", len(chosen))
        if chosen:
            self.work(lambda: wishes.accept(session, chosen), said=text.format(n=len(chosen)))

    def give_back(self) -> None:
        session, chosen = self.shell.session, self.chosen
        if not chosen:
            return
        dialog = ReturnDialog(self.shell, len(chosen), self)

        def back(reason: str) -> None:
            dialog.work(lambda: wishes.give_back(session, chosen, reason), lambda _changes: dialog.accept())

        dialog.returned.connect(back)
        dialog.open()

    def merge(self) -> None:
        """Offers what is planned in that week, or stands in that month's programme."""
        session, chosen = self.shell.session, self.chosen
        if not chosen:
            return
        wish, body, month = chosen[0], self.body, self._month

        def look() -> list[Activity | Item]:
            if month:
                return list(wishes.month_items(session, wish))
            likely = [Item("", "", each.content) for each in chosen]
            found = programme_down.fitting_activities(session, likely, wish.first_day, wish.last_day)
            return [each.activity for each in found if each.body == body]

        self.read(look, lambda found: self._open_merge(chosen, found))

    def _open_merge(self, chosen: tuple[Wish, ...], found: list[Activity | Item]) -> None:
        session = self.shell.session
        likely = "; ".join(f"{each.unit}: {each.content}" for each in chosen)
        dialog = MergeDialog(self.shell, found, week_words.first_words(likely, 140), self)

        def merge(target: Activity | Item, name_unit: bool) -> None:
            dialog.work(
                lambda: wishes.merge(session, chosen, target, name_unit=name_unit), lambda _changes: dialog.accept()
            )

        dialog.merged.connect(merge)
        dialog.open()

    def reopen(self) -> None:
        """The current one waits again: it was returned, or what it became was taken off."""
        session, row = self.shell.session, self.table.current_row()
        if row is not None and self.reopen_button.isEnabled():
            self.work(lambda: wishes.reopen(session, [row.value]), said=_("It waits again."))

    def remove(self) -> None:
        """Takes off what was entered by mistake: the ticked ones, or the current one whatever its state."""
        session, row = self.shell.session, self.table.current_row()
        gone = self.table.ticked or ((row.value,) if row is not None else ())
        if gone and self.may_edit:
            self.work(lambda: wishes.remove(session, gone), said=_("Taken off. Ctrl+Z brings it back."))

    def set_rule(self) -> None:
        session = self.shell.session
        dialog = CutOffDialog(self._rule, self)

        def save(rule: CutOff) -> None:
            self.work(lambda: wishes.set_cut_off(session, rule))

        dialog.saved.connect(save)
        dialog.open()
