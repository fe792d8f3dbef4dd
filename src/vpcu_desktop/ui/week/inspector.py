"""The chosen activity with all its fields: saved by Ctrl+S, left by Esc with its text kept as a draft."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...domain.schedule import Activity, ActivityId, Recurring
from ...i18n import _
from ...services import drafts, weeks
from ..record_inspector import RecordInspector
from ..widgets.labels import button, label
from ..widgets.steps_list import StepsList
from . import words
from .form import ActivityForm
from .model import WeekModel
from .programme_steps import programme_steps

#: Conflicts are looked for when typing rests so long (ms).
_REST = 150


class Inspector(RecordInspector[Activity]):
    """The chosen activity: its fields, what it collides with, whether it comes back, and what it carries out."""

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        form = ActivityForm(today=lambda: model.today)
        super().__init__(model, form, _("Choose an activity on the board to see all its fields."), parent)
        self._model, self.form = model, form
        self._recurring: tuple[Recurring, ...] = ()
        self.trouble = label("", "warning", wrap=True)
        self.repeat = button("", self._toggle_recurring, "flat")
        self.carries_out = StepsList(model.shell, _("From the work programmes"))
        self.carries_out.setObjectName("carries_out")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_troubles)
        self._build(above=[self.trouble], below=[self.repeat, self.carries_out])

    def _draft_key(self, record_id: str) -> str:
        return drafts.activity_key(ActivityId(record_id))

    def _newest(self, record_id: str) -> Activity | None:
        return self._model.facts.activity(ActivityId(record_id))

    def _prepare(self) -> None:
        self.form.set_office(self._model.session.directory, self._model.session.office.hours, self._model.week)

    def _show_beside(self, record: Activity) -> None:
        session = self._model.session
        self._title.setText(words.named_day(record.day))
        self._recurring = weeks.recurring(session, self._model.body_id)
        self.carries_out.read(lambda: programme_steps(session, record.id))
        self._show_troubles()

    def _store(self, before: Activity, after: Activity, done: Callable[[object], object]) -> None:
        self._model.change(before, after, on_done=done)

    # While typing

    def _edited(self) -> None:
        super()._edited()
        value = self.form.value()
        if value is not None:
            self._show_recurring(value)
        self._rest.start()

    def _show_troubles(self) -> None:
        value = self.form.value()
        if value is None:
            return
        others = {a.id: a for a in self._model.sheet.activities if a.id != value.id}
        sentences = [
            words.conflict(c, tuple(others[key] for key in c.activities if key != value.id))
            for c in self._model.conflicts_with(value)
            if not c.kept
        ]
        self.trouble.setText("\n".join(sentences))
        self.trouble.setVisible(bool(sentences))

    def _pattern(self, value: Activity) -> Recurring | None:
        """The recurring pattern that this activity is one of."""
        return next(
            (
                r
                for r in self._recurring
                if r.pattern.content == value.content
                and r.pattern.day.weekday() == value.day.weekday()
                and r.pattern.start == value.start
            ),
            None,
        )

    def _show_recurring(self, value: Activity) -> None:
        day = words.weekday(value.day)
        pattern = self._pattern(value)
        text = _("Stop repeating every {weekday}") if pattern else _("Repeat every {weekday}")
        self.repeat.setText(text.format(weekday=day))
        self.repeat.setAccessibleName(self.repeat.text())
        self.repeat.setVisible(self._model.may_edit and not value.secret)
        self.repeat.setEnabled(bool(value.content))

    def _toggle_recurring(self) -> None:
        value, session, body = self.form.value(), self._model.session, self._model.body_id
        if value is None:
            return
        pattern = self._pattern(value)

        def done(_changes: object) -> None:
            self._recurring = weeks.recurring(session, body)
            self._edited()

        if pattern is not None:
            self._model.run(lambda: weeks.stop_recurring(session, pattern), done)
        else:
            self._model.run(lambda: weeks.make_recurring(session, body, value), done)
