"""The chosen item with all its fields: saved by Ctrl+S, left by Esc with its text kept as a draft; and its way."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ...domain.errors import KnownError, StaleRecord
from ...domain.programmes import Item, Progress
from ...i18n import _
from ...services import drafts, programmes
from ..errors import wording
from ..messages import Message, Tone
from ..record_inspector import RecordInspector
from ..widgets.banner import Banner
from ..widgets.labels import button
from ..widgets.steps_list import StepsList
from . import words
from .chain import read_steps
from .item_form import ItemForm
from .model import ProgrammeModel


class ItemInspector(RecordInspector[Item]):
    """The chosen item: its fields, the documents that it comes from and led to, and its way up and down."""

    document_wanted = Signal(str)  # "basis" or "result": one of the registers is to be named

    def __init__(self, model: ProgrammeModel, parent: QWidget | None = None) -> None:
        form = ItemForm(today=lambda: model.today)
        super().__init__(model, form, _("Choose an item in the list to see all its fields."), parent)
        self._model, self.form = model, form
        self.chain = StepsList(model.shell, _("Way up and down"))
        self.banner = Banner(narrow=True)
        self.basis_button = button(
            _("Legal basis in the registers…"), lambda: self.document_wanted.emit("basis"), "flat"
        )
        self.result_button = button(
            _("What came of it, in the registers…"), lambda: self.document_wanted.emit("result"), "flat"
        )
        self._build(above=[self.banner], below=[self.basis_button, self.result_button, self.chain])

    def _draft_key(self, record_id: str) -> str:
        return drafts.item_key(record_id)

    def _newest(self, record_id: str) -> Item | None:
        return self._model.item(record_id)

    def _prepare(self) -> None:
        self.banner.clear()
        groups = tuple(dict.fromkeys(each.group for each in self._model.sheet.items if each.group))
        self.form.set_office(self._model.session.directory, groups, self._model.period)

    def _show_beside(self, record: Item) -> None:
        session = self._model.session
        self.chain.read(lambda: read_steps(session, record))

    def _tell_changed(self, newest: Item) -> bool:
        """Both are kept until the clerk decides."""

        def take_over() -> None:
            values = self.form.draft()
            self.form.show_record(newest)
            self.form.restore(values)
            self.banner.clear()

        said = Message(
            _("This item was changed meanwhile."),
            _("What you typed is still here; saving it over the newer one has to be said."),
            Tone.WARNING,
        )
        self.banner.show_message(said, action_text=_("Keep what I typed"), action=take_over)
        return True

    # Saving

    def _completed(self, record: Item) -> Item:
        """What is done without a day was done today."""
        if record.progress is not Progress.ISSUED or record.done_on is not None:
            return record
        self.form.done_on.set_day(self._model.today)
        after = self.form.value()
        assert after is not None
        return after

    def _store(self, before: Item, after: Item, done: Callable[[object], object]) -> None:
        if before == after:
            done(None)
            return
        session = self._model.session

        def failed(error: KnownError) -> bool:
            newest = self._newest(before.id) if isinstance(error, StaleRecord) else None
            if newest is not None and newest != before:
                return self._tell_changed(newest)
            self.banner.show_message(wording(error))
            return True

        self._model.shell.operations.run(
            lambda: programmes.change(session, [before], [after]), on_done=done, on_error=failed
        )

    # While typing

    def _edited(self) -> None:
        super()._edited()
        item = self.record
        self._title.setText(words.standing(item, self._model.today)[0] if item else "")
        open_one = item is not None and not item.secret and self._model.may_edit
        self.basis_button.setVisible(open_one)
        self.result_button.setVisible(open_one and item is not None and item.progress is Progress.ISSUED)
