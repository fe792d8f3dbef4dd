"""What the inspectors of an activity and of an item share: they follow a cursor, and lose nothing that was typed."""

from collections.abc import Callable
from typing import Generic, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..i18n import _
from ..services import drafts
from .record_form import R, RecordForm, Values
from .screen import Shell
from .widgets.empty import EmptyState
from .widgets.labels import button, label
from .widgets.scrolled import scrolled


class Model(Protocol):
    """What a screen has read."""

    @property
    def shell(self) -> Shell: ...
    @property
    def may_edit(self) -> bool: ...


class RecordInspector(QWidget, Generic[R]):
    """Follows the cursor: saved by Ctrl+S, left by Esc. A changed form that is left becomes an encrypted draft and
    comes back as it was.
    """

    saved = Signal(object, bool)  # the record, whether to go on to the next one
    left = Signal()  # back to where the cursor is
    shown = Signal()

    def __init__(self, model: Model, form: RecordForm[R], nothing: str, parent: QWidget | None = None) -> None:
        """`nothing`: what is said while there is no record to show."""
        super().__init__(parent)
        self._read, self._shell = model, model.shell
        self._drafts: dict[str, Values] = {}
        self._record_form = form
        form.edited.connect(self._edited)
        self._title = label("", "heading", wrap=True)
        self.draft_words = label(_("Unsaved text from before is shown."), "warning", wrap=True)
        self._drop = button(_("Discard it"), self._drop_draft, "flat")
        self.save_button = button(_("Save"), lambda: self.save(), "primary")
        self.next_button = button(_("Save and next"), lambda: self.save(go_on=True))
        self.save_button.setToolTip("Ctrl+S")
        self.next_button.setToolTip("Ctrl+Enter")
        self._empty = EmptyState(nothing)

    # What each inspector says itself

    def _draft_key(self, record_id: str) -> str:
        raise NotImplementedError

    def _newest(self, record_id: str) -> R | None:
        """The record as it was read last; None if it is there no more."""
        raise NotImplementedError

    def _prepare(self) -> None:
        """The form gets what it proposes and counts with."""
        raise NotImplementedError

    def _show_beside(self, record: R) -> None:
        """What stands about the form."""
        raise NotImplementedError

    def _store(self, before: R, after: R, done: Callable[[object], object]) -> None:
        raise NotImplementedError

    def _tell_changed(self, newest: R) -> bool:
        """Somebody else changed what is being typed into; False if nothing is told of it before it is saved."""
        return False

    def _edited(self) -> None:
        """Something was typed, or another record is shown."""
        self.save_button.setEnabled(self._record_form.is_changed)

    def _build(self, above: list[QWidget], below: list[QWidget]) -> None:
        """The title, widgets and the word of a draft over the form, others under it; the buttons stay in sight."""
        draft_row = QHBoxLayout()
        draft_row.addWidget(self.draft_words, 1)
        draft_row.addWidget(self._drop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(draft_row)
        for widget in (*above, self._record_form, *below):
            verb = isinstance(widget, QPushButton)
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if verb else Qt.AlignmentFlag(0))
        column.addStretch(1)
        self._scroll = scrolled(inner)
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
        self.show_record(None)

    # Which record

    @property
    def record(self) -> R | None:
        """The record as it was given to the form."""
        return self._record_form.record

    def show_record(self, record: R | None) -> None:
        """Follows the cursor; the text of a form that is left unfinished is kept."""
        form, shown = self._record_form, self.record
        if record is not None and shown is not None:
            if shown == record:
                return
            if shown.id == record.id and form.is_changed and self._tell_changed(record):
                return
        self.keep_draft()
        there = record is not None
        self._empty.setVisible(not there)
        self._scroll.setVisible(there)
        self._buttons.setVisible(there and self._read.may_edit)
        if record is None:
            form.forget()
            return
        self._prepare()
        form.show_record(record)
        form.set_read_only(not self._read.may_edit)
        draft = self._drafts.get(record.id) or drafts.load(self._shell.session, self._draft_key(record.id))
        if draft is not None:
            form.restore(draft)
        self.draft_words.setVisible(draft is not None)
        self._drop.setVisible(draft is not None)
        self._show_beside(record)
        self._edited()

    def reloaded(self) -> None:
        """All was read again: the newest self of the record is shown, unless its form is being changed."""
        form, shown = self._record_form, self.record
        newest = self._newest(shown.id) if shown is not None else None
        if newest is None or shown is None:
            if not form.is_changed:
                self.show_record(None)
        elif newest != shown and not form.is_changed:
            form.forget()
            self.show_record(newest)
        elif newest == shown or not self._tell_changed(newest):
            self._show_beside(newest)

    def begin(self) -> None:
        """The keyboard comes here."""
        if self.record is not None:
            self._record_form.focus_first()

    # Saving

    def save(self, *, go_on: bool = False) -> None:
        """Stores the form. What is missing or not understood is framed instead, and nothing is stored."""
        before = self.record
        if before is None or not self._read.may_edit or self._record_form.mark_faults():
            return
        after = self._record_form.value()
        assert after is not None
        stored = self._completed(after)

        def done(_changes: object) -> None:
            self._forget_draft(stored.id)
            if self.record is not None and self.record.id == stored.id:
                self._record_form.show_record(self._newest(stored.id) or stored)
                self._edited()
            self.saved.emit(stored, go_on)

        self._store(before, stored, done)

    def _completed(self, record: R) -> R:
        """What is to be stored, with what follows of itself."""
        return record

    def keep_draft(self) -> None:
        """Keeps the text of a changed form, in the encrypted store."""
        record, session = self.record, self._shell.session
        if record is None or not self._record_form.is_changed:
            return
        values, key = self._record_form.draft(), self._draft_key(record.id)
        if self._drafts.get(record.id) != values:
            self._drafts[record.id] = values
            self._shell.operations.run(lambda: drafts.save(session, key, values))

    def unfinished(self) -> str | None:
        """The id of the record whose form is changed and not saved."""
        record = self.record
        return record.id if record is not None and self._record_form.is_changed else None

    def _forget_draft(self, record_id: str) -> None:
        session, key = self._shell.session, self._draft_key(record_id)
        self._drafts.pop(record_id, None)
        self.draft_words.hide()
        self._drop.hide()
        if key in drafts.keys(session):
            self._shell.operations.run(lambda: drafts.drop(session, key))

    def _drop_draft(self) -> None:
        record = self.record
        if record is not None:
            self._forget_draft(record.id)
            self._record_form.show_record(self._newest(record.id) or record)
            self._edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_draft()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
