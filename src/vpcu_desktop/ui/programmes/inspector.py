"""The chosen item with all its fields: saved by Ctrl+S, left by Esc with its text kept as a draft; and its way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...domain.errors import KnownError, StaleRecord
from ...domain.programmes import Item, Progress
from ...i18n import _
from ...services import drafts, programmes
from ..errors import wording
from ..messages import Message, Tone
from ..widgets.banner import Banner
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.steps_list import StepsList
from . import words
from .chain import read_steps
from .item_form import ItemForm, Values
from .model import ProgrammeModel


class ItemInspector(QWidget):
    """Follows the cursor. A changed form that is left becomes an encrypted draft and comes back as it was."""

    saved = Signal(object, bool)  # the Item, whether to go on to the next one
    left = Signal()
    shown = Signal()
    document_wanted = Signal(str)  # "basis" or "result": one of the registers is to be named

    def __init__(self, model: ProgrammeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._drafts: dict[str, Values] = {}
        self.form = ItemForm(today=lambda: model.today)
        self.form.edited.connect(self._edited)
        self.chain = StepsList(model.shell, _("Way up and down"))
        self.banner = Banner(narrow=True)
        self._title = label("", "heading", wrap=True)
        self.draft_words = label(_("Unsaved text from before is shown."), "warning", wrap=True)
        self._drop = button(_("Discard it"), self._drop_draft, "flat")
        self.basis_button = button(
            _("Legal basis in the registers…"), lambda: self.document_wanted.emit("basis"), "flat"
        )
        self.result_button = button(
            _("What came of it, in the registers…"), lambda: self.document_wanted.emit("result"), "flat"
        )
        self.save_button = button(_("Save"), lambda: self.save(), "primary")
        self.next_button = button(_("Save and next"), lambda: self.save(go_on=True))
        self.save_button.setToolTip("Ctrl+S")
        self.next_button.setToolTip("Ctrl+Enter")
        self._empty = EmptyState(_("Choose an item in the list to see all its fields."))
        self._build()
        self.show_item(None)

    def _build(self) -> None:
        draft_row = QHBoxLayout()
        draft_row.addWidget(self.draft_words, 1)
        draft_row.addWidget(self._drop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.banner)
        column.addLayout(draft_row)
        column.addWidget(self.form)
        for verb in (self.basis_button, self.result_button):
            column.addWidget(verb, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chain)
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

    def _finder(self, text: str, which: str) -> QPushButton:
        return button(text, lambda: self.document_wanted.emit(which), "flat")

    # Which item

    @property
    def item(self) -> Item | None:
        return self.form.item

    def show_item(self, item: Item | None) -> None:
        """Follows the cursor; the text of a form that is left unfinished is kept."""
        shown = self.form.item
        if item is not None and shown == item:
            return
        if item is not None and shown is not None and shown.id == item.id and self.form.is_changed:
            self._tell_changed(item)
            return
        self.keep_draft()
        there = item is not None
        self.banner.clear()
        self._empty.setVisible(not there)
        self._scroll.setVisible(there)
        self._buttons.setVisible(there and self._model.may_edit)
        if item is None:
            self.form.forget()
            return
        groups = tuple(dict.fromkeys(each.group for each in self._model.sheet.items if each.group))
        self.form.set_office(self._model.session.directory, groups, self._model.period.first_day.year)
        self.form.show_item(item)
        self.form.set_read_only(not self._model.may_edit)
        draft = self._drafts.get(item.id) or drafts.load(self._model.session, drafts.item_key(item.id))
        if draft is not None:
            self.form.restore(draft)
        self.draft_words.setVisible(draft is not None)
        self._drop.setVisible(draft is not None)
        session = self._model.session
        self.chain.read(lambda: read_steps(session, item))
        self._edited()

    def reloaded(self) -> None:
        """The programme was read again: the newest self of the item is shown, unless its form is being changed."""
        shown = self.form.item
        newest = self._model.item(shown.id) if shown else None
        if newest is None or shown is None:
            if not self.form.is_changed:
                self.show_item(None)
        elif not self.form.is_changed:
            self.form.forget()
            self.show_item(newest)
        elif newest != shown:
            self._tell_changed(newest)

    def _tell_changed(self, newest: Item) -> None:
        """Somebody else changed what is being typed into: both are kept until the clerk decides."""

        def take_over() -> None:
            values = self.form.draft()
            self.form.show_item(newest)
            self.form.restore(values)
            self.banner.clear()

        said = Message(
            _("This item was changed meanwhile."),
            _("What you typed is still here; saving it over the newer one has to be said."),
            Tone.WARNING,
        )
        self.banner.show_message(said, action_text=_("Keep what I typed"), action=take_over)

    def begin(self) -> None:
        """The keyboard comes here."""
        if self.form.item is not None:
            self.form.focus_first()

    # Saving

    def save(self, *, go_on: bool = False) -> None:
        """Stores the form. What is missing or not understood is framed instead, and nothing is stored."""
        before = self.form.item
        if before is None or not self._model.may_edit or self.form.mark_faults():
            return
        after = self.form.value()
        assert after is not None
        if after.progress is Progress.ISSUED and after.done_on is None:
            self.form.done_on.set_day(self._model.today)
            after = self.form.value()
            assert after is not None
        stored = after

        def done(_changes: object) -> None:
            self._forget_draft(before.id)
            if self.form.item is not None and self.form.item.id == stored.id:
                self.form.show_item(self._model.item(stored.id) or stored)
                self._edited()
            self.saved.emit(stored, go_on)

        def failed(error: KnownError) -> bool:
            if isinstance(error, StaleRecord):
                newest = self._model.item(before.id)
                if newest is not None and newest != before:
                    self._tell_changed(newest)
                    return True
            self.banner.show_message(wording(error))
            return True

        session = self._model.session
        if before == stored:
            done(None)
            return
        self._model.shell.operations.run(
            lambda: programmes.change(session, [before], [stored]), on_done=done, on_error=failed
        )

    def keep_draft(self) -> None:
        """Keeps the text of a changed form, in the encrypted store."""
        item = self.form.item
        if item is None or not self.form.is_changed:
            return
        values = self.form.draft()
        if self._drafts.get(item.id) == values:
            return
        self._drafts[item.id] = values
        session = self._model.session
        self._model.run(lambda: drafts.save(session, drafts.item_key(item.id), values))

    def unfinished(self) -> str | None:
        """The id of the item whose form is changed."""
        return self.form.item.id if self.form.item is not None and self.form.is_changed else None

    def _forget_draft(self, item_id: str) -> None:
        session = self._model.session
        self._drafts.pop(item_id, None)
        self.draft_words.hide()
        self._drop.hide()
        if drafts.item_key(item_id) in drafts.keys(session):
            self._model.run(lambda: drafts.drop(session, drafts.item_key(item_id)))

    def _drop_draft(self) -> None:
        item = self.form.item
        if item is not None:
            self._forget_draft(item.id)
            self.form.show_item(self._model.item(item.id) or item)
            self._edited()

    # While typing

    def _edited(self) -> None:
        changed, item = self.form.is_changed, self.form.item
        self.save_button.setEnabled(changed)
        self._title.setText(words.standing(item, self._model.today)[0] if item else "")
        open_one = item is not None and not item.secret and self._model.may_edit
        self.basis_button.setVisible(open_one)
        self.result_button.setVisible(open_one and item is not None and item.progress is Progress.ISSUED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_draft()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()
