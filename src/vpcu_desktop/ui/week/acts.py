"""What the clerk does to the chosen activity, from keys, menus and the mouse alike."""

from datetime import date

from ...domain.schedule import Activity, Status
from ...domain.times import Session
from ...i18n import _, n_
from ...services.changes import Changes
from ..messages import Message
from . import edits
from .grid import Row, ViewKind
from .model import WeekModel
from .view import WeekView


class Acts:
    """Acts on the card under the board's cursor; does nothing where there is none or the role forbids it."""

    def __init__(self, model: WeekModel, view: WeekView) -> None:
        self._model, self._view = model, view

    @property
    def chosen(self) -> Activity | None:
        """The activity to act on: one of this week's own."""
        activity = self._view.activity
        return activity if activity is not None and self._may_change(activity) else None

    def _may_change(self, activity: Activity) -> bool:
        return self._model.may_edit and self._model.facts.activity(activity.id) is not None

    def move(self, *, days: int = 0, sessions: int = 0) -> None:
        activity = self.chosen
        if activity is None:
            return
        to: Session | None = edits.next_session(activity, sessions) if sessions else None
        if days or to is not activity.session:
            self._model.move(activity, days=days, to=to)

    def repeat(self) -> None:
        """Repeats the activity on the next day; the cursor goes to the new one."""
        activity = self.chosen
        if activity is not None:
            self._model.repeat(activity, days=1, on_done=lambda _changes: self._choose_newest(activity))

    def _choose_newest(self, original: Activity) -> None:
        twins = [
            a
            for a in self._model.sheet.activities
            if a.content == original.content and a.id != original.id and a.day > original.day
        ]
        if twins:
            self._view.choose(min(twins, key=lambda a: a.day).id)

    def remove(self) -> None:
        if self.chosen is not None:
            self._model.remove(self.chosen)

    def postpone(self) -> None:
        self._set_status(Status.POSTPONED, "postpone")

    def cancel(self) -> None:
        self._set_status(Status.CANCELLED, "cancel")

    def revive(self) -> None:
        activity = self.chosen
        if activity is not None and not activity.status.takes_place:
            published = edits.is_published(activity, self._model.sheet)
            self._set_status(Status.OFFICIAL if published else Status.PLANNED, "revive")

    def _set_status(self, status: Status, label: str) -> None:
        if self.chosen is not None:
            self._model.set_status(self.chosen, status, label)

    def drop(self, activity: Activity, day: date, row: Row, *, copy: bool) -> None:
        """A card came down in another cell: another day, session or leader."""
        if not self._may_change(activity):
            return
        grid = self._view.grid
        days = (day - activity.day).days
        if copy:
            self._model.repeat(activity, days=days)
        elif grid is not None and grid.kind is ViewKind.LEADERS:
            giver = self._view.row.leader if self._view.row else None
            if giver is not None and row.leader is not None and row.leader.id != giver.id:
                self._model.hand_over(activity, giver, row.leader, day)
            elif days:
                self._model.move(activity, days=days)
        elif days or row.session is not activity.session:
            self._model.move(activity, days=days, to=row.session)

    def copy_last_week(self) -> None:
        if self._model.may_edit:
            self._model.copy_last_week(
                self._told_nothing(_("Last week has nothing that this week does not have already."))
            )

    def add_recurring(self) -> None:
        if self._model.may_edit:
            self._model.add_recurring(self._told_nothing(_("Every recurring activity stands in this week already.")))

    def _told_nothing(self, sentence: str) -> "_Told":
        return _Told(self._model, sentence)


class _Told:
    """Says how many activities came, or that none did."""

    def __init__(self, model: WeekModel, sentence: str) -> None:
        self._model, self._sentence = model, sentence
        self._before = len(model.sheet.activities)

    def __call__(self, changes: Changes) -> None:
        count = len(self._model.sheet.activities) - self._before
        text = n_("{n} activity added. Ctrl+Z takes it back.", "{n} activities added. Ctrl+Z takes them back.", count)
        if changes.kinds:
            self._model.shell.notify(Message(text.format(n=count)), _("Undo"), self._model.undo)
        else:
            self._model.shell.notify(Message(self._sentence))
