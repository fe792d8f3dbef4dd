"""The chosen activity with all its fields: saved by Ctrl+S, left by Esc with its text kept as a draft."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.schedule import Activity, ActivityId, Recurring
from ...i18n import _
from ...services import drafts, weeks
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.steps_list import StepsList
from . import words
from .form import ActivityForm, Values
from .model import WeekModel
from .programme_steps import programme_steps

#: Conflicts are looked for when typing rests so long (ms).
_REST = 150


class Inspector(QWidget):
    """Follows the board's cursor. A changed form that is left becomes an encrypted draft and comes back as it was."""

    saved = Signal(object, bool)  # the Activity, whether to go on to the next one
    left = Signal()  # back to the board
    shown = Signal()

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._drafts: dict[ActivityId, Values] = {}
        self._recurring: tuple[Recurring, ...] = ()
        self.form = ActivityForm(today=lambda: model.today)
        self.form.edited.connect(self._edited)
        self._title = label("", "heading", wrap=True)
        self.draft_words = label(_("Unsaved text from before is shown."), "warning", wrap=True)
        self._drop = button(_("Discard it"), self._drop_draft, "flat")
        self.trouble = label("", "warning", wrap=True)
        self.repeat = button("", self._toggle_recurring, "flat")
        self.carries_out = StepsList(model.shell, _("From the work programmes"))
        self.carries_out.setObjectName("carries_out")
        self.save_button = button(_("Save"), lambda: self.save(), "primary")
        self.next_button = button(_("Save and next"), lambda: self.save(go_on=True))
        self.save_button.setToolTip("Ctrl+S")
        self.next_button.setToolTip("Ctrl+Enter")
        self._empty = EmptyState(_("Choose an activity on the board to see all its fields."))
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_troubles)
        self._build()
        self.show_activity(None)

    def _build(self) -> None:
        draft_row = QHBoxLayout()
        draft_row.addWidget(self.draft_words, 1)
        draft_row.addWidget(self._drop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(draft_row)
        column.addWidget(self.trouble)
        column.addWidget(self.form)
        column.addWidget(self.repeat, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.carries_out)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.save_button)
        row.addWidget(self.next_button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._buttons)

    # Which activity

    @property
    def activity(self) -> Activity | None:
        return self.form.activity

    def show_activity(self, activity: Activity | None) -> None:
        """Follows the cursor; the text of a form that is left unfinished is kept."""
        shown = self.form.activity
        if activity is not None and shown == activity:
            return
        self.keep_draft()
        there = activity is not None
        self._empty.setVisible(not there)
        self._scroll.setVisible(there)
        self._buttons.setVisible(there and self._model.may_edit)
        if activity is None:
            self.form.forget()
            return
        self.form.set_office(self._model.session.directory, self._model.session.office.hours, self._model.week)
        self.form.show_activity(activity)
        self.form.set_read_only(not self._model.may_edit)
        self._title.setText(words.named_day(activity.day))
        draft = self._drafts.get(activity.id) or self._stored_draft(activity)
        if draft is not None:
            self.form.restore(draft)
        self.draft_words.setVisible(draft is not None)
        self._drop.setVisible(draft is not None)
        session = self._model.session
        self._recurring = weeks.recurring(session, self._model.body_id)
        self.carries_out.read(lambda: programme_steps(session, activity.id))
        self._edited()
        self._show_troubles()

    def reloaded(self) -> None:
        """The week was read again: the newest self of the activity is shown, unless its form is being changed."""
        shown = self.form.activity
        newest = self._model.facts.activity(shown.id) if shown else None
        if newest is None or shown is None:
            if not self.form.is_changed:
                self.show_activity(None)
        elif newest != shown and not self.form.is_changed:
            self.form.forget()
            self.show_activity(newest)
        self._show_troubles()

    def begin(self) -> None:
        """The keyboard comes here."""
        if self.form.activity is not None:
            self.form.focus_first()

    # Saving

    def save(self, *, go_on: bool = False) -> None:
        """Stores the form. What is not understood is framed instead, and nothing is stored."""
        before = self.form.activity
        if before is None or not self._model.may_edit or self.form.mark_faults():
            return
        after = self.form.value()
        assert after is not None

        def done(_changes: object) -> None:
            self._forget_draft(before.id)
            if self.form.activity is not None and self.form.activity.id == after.id:
                self.form.show_activity(self._model.facts.activity(after.id) or after)
                self._edited()
            self.saved.emit(after, go_on)

        self._model.change(before, after, on_done=done)

    def keep_draft(self) -> None:
        """Keeps the text of a changed form, in the encrypted store."""
        activity = self.form.activity
        if activity is None or not self.form.is_changed:
            return
        values = self.form.draft()
        if self._drafts.get(activity.id) == values:
            return
        self._drafts[activity.id] = values
        session = self._model.session
        self._model.run(lambda: drafts.save(session, drafts.activity_key(activity.id), values))

    def _stored_draft(self, activity: Activity) -> Values | None:
        return drafts.load(self._model.session, drafts.activity_key(activity.id))

    def _forget_draft(self, activity: ActivityId) -> None:
        session = self._model.session
        self._drafts.pop(activity, None)
        self.draft_words.hide()
        self._drop.hide()
        if drafts.activity_key(activity) in drafts.keys(session):
            self._model.run(lambda: drafts.drop(session, drafts.activity_key(activity)))

    def _drop_draft(self) -> None:
        activity = self.form.activity
        if activity is not None:
            self._forget_draft(activity.id)
            self.form.show_activity(self._model.facts.activity(activity.id) or activity)
            self._edited()

    # While typing

    def _edited(self) -> None:
        changed = self.form.is_changed
        self.save_button.setEnabled(changed)
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

    def unfinished(self) -> ActivityId | None:
        """The activity whose form is changed and not saved."""
        activity = self.form.activity
        return activity.id if activity is not None and self.form.is_changed else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_draft()
            self.left.emit()
        else:
            super().keyPressEvent(event)
