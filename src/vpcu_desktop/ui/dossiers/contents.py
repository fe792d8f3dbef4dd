"""What lies in the chosen dossier: put in, ordered, given sheet numbers, taken out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain.books import Dossier, DossierState
from ...domain.documents import Document
from ...i18n import _, n_
from ...services import dossiers
from ...services.dossiers import Filed
from ..messages import Message, Tone
from ..registers import words
from ..screen import Shell
from ..widgets.elided import ElidedLabel
from ..widgets.labels import label
from ..widgets.table import Table, TableModel
from .add_box import AddBox
from .tables import contents_columns


class Contents(QWidget):
    """The lower pane. It shows one dossier at a time; an answer that comes for an earlier one is dropped."""

    left = Signal()

    def __init__(self, shell: Shell, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._editable = shell, editable
        self.dossier: Dossier | None = None
        self._wanted: str | None = None  # the document to stand on when the list has come
        self.title = ElidedLabel("", "heading")
        self.count = label("", "muted")
        self.box = AddBox(shell)
        self.box.found.connect(self.put_in)
        self.box.unclear.connect(self._tell_unclear)
        self.box.left.connect(self.focus_table)
        self.model = TableModel[Filed](contents_columns(), lambda filed: filed.document.id, self)
        self.model.edited.connect(self._store)
        self.table = Table[Filed](self.model, _("Documents in the dossier"))
        self.table.opened.connect(self.open_document)
        self.table.chosen.connect(lambda _row: shell.actions.refresh())
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.box)
        column.addWidget(self.table, 1)

    @property
    def is_open(self) -> bool:
        """Whether documents may be put in, ordered and taken out."""
        return self._editable and self.dossier is not None and self.dossier.state is DossierState.OPEN

    @property
    def has_row(self) -> bool:
        return self.is_open and self.table.current_row() is not None

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Reads what lies in a dossier; None: no dossier is chosen."""
        fresh = dossier is None or self.dossier is None or dossier.id != self.dossier.id
        self.dossier = dossier
        self.title.setText("" if dossier is None else " · ".join(filter(None, (dossier.notation, dossier.title))))
        self.box.setVisible(self.is_open)
        self.model.editable = self.is_open
        if fresh:
            self.model.set_rows([])
            self.count.setText("")
        if dossier is None:
            return
        session = self._shell.session
        self._shell.operations.read(
            lambda: dossiers.items(session, dossier), on_done=lambda filed: self._show(dossier.id, filed)
        )

    def _show(self, dossier: str, filed: Sequence[Filed]) -> None:
        if self.dossier is None or self.dossier.id != dossier:
            return
        self.model.set_rows(filed)
        said = n_("{n} document", "{n} documents", len(filed)).format(n=words.whole(len(filed)))
        span = dossiers.period(filed)
        self.count.setText(f"{said} · {span}" if span else said)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.table.select(wanted)
        elif filed and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._shell.actions.refresh()

    def focus_table(self) -> None:
        if self.model.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def begin(self) -> None:
        """The keyboard comes here: to the box while it is empty, else to the list."""
        target = self.table if self.model.rows or not self.is_open else self.box
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the clerk does

    def put_in(self, document_id: str) -> None:
        """A document that was found in the registers."""
        from ...services import documents

        dossier, session = self.dossier, self._shell.session
        if dossier is None:
            return

        def work() -> tuple[Document, object] | None:
            file = documents.file_of(session, document_id)
            return (file.document, dossiers.add(session, dossier, [file.document])) if file else None

        def done(result: tuple[Document, object] | None) -> None:
            if result is not None:
                self._shell.operations.changed.emit(result[1])

        self._wanted = document_id
        self._shell.operations.run(work, label=_("Saving…"), on_done=done)

    def take_out(self) -> None:
        """Takes the chosen document out; the message offers to put it back."""
        filed, dossier = self.table.current_row(), self.dossier
        if filed is None or dossier is None or not self.is_open:
            return
        session, run = self._shell.session, self._shell.operations.run

        def told(_changes: object) -> None:
            self._shell.notify(
                Message(_("{document} is no longer in the dossier.").format(document=words.named(filed.document))),
                _("Undo"),
                lambda: run(lambda: dossiers.add(session, dossier, [filed.document]), label=_("Saving…")),
            )

        run(lambda: dossiers.take_out(session, dossier, filed), label=_("Saving…"), on_done=told)

    def shift(self, step: int) -> None:
        """Moves the chosen document up or down."""
        filed = self.table.current_row()
        if filed is None or not self.is_open:
            return
        order = list(self.model.rows)
        at = order.index(filed)
        to = max(0, min(at + step, len(order) - 1))
        if to != at:
            order.insert(to, order.pop(at))
            self._arrange(order)

    def order_by_day(self) -> None:
        """The oldest first."""
        if self.is_open:
            self._arrange(sorted(self.model.rows, key=lambda f: f.document.day or f.document.registered))

    def number_sheets(self) -> None:
        """Counts the pages through, from the pages that the register knows of each document."""
        if not self.is_open:
            return
        unknown = [filed for filed in self.model.rows if not filed.document.pages]
        if unknown:
            said = n_(
                "{n} document has no number of pages in the register.",
                "{n} documents have no number of pages in the register.",
                len(unknown),
            ).format(n=len(unknown))
            self._shell.notify(
                Message(said, _("Enter the pages there, or type the sheets here by hand."), Tone.WARNING)
            )
            self.table.select(unknown[0].document.id)
            return
        numbered, last = [], 0
        for filed in self.model.rows:
            first, last = last + 1, last + (filed.document.pages or 0)
            sheet = f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"
            numbered.append(replace(filed, item=replace(filed.item, sheet=sheet)))
        self._arrange(numbered)

    def open_document(self) -> None:
        """Goes to the chosen document in its register."""
        filed = self.table.current_row()
        if filed is not None:
            self._shell.go("find", filed.document.id)

    def _store(self, old: Filed, new: Filed) -> None:
        self._arrange([new if filed.document.id == old.document.id else filed for filed in self.model.rows])

    def _arrange(self, order: Sequence[Filed]) -> None:
        dossier, session = self.dossier, self._shell.session
        if dossier is not None:
            run = partial(self._shell.operations.run, label=_("Saving…"), on_error=lambda _error: self._again())
            run(lambda: dossiers.arrange(session, dossier, order))

    def _again(self) -> bool:
        """What was typed could not be stored: the list shows again what is."""
        self.show_dossier(self.dossier)
        return False

    def _tell_unclear(self, several: bool) -> None:
        text = _("Several documents fit: choose one with the ↓ key.") if several else _("No document fits.")
        advice = "" if several else _("Type a part of its number and code, or words of its subject.")
        self._shell.notify(Message(text, advice, Tone.WARNING))
