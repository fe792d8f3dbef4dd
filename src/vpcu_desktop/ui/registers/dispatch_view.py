"""Sending an outgoing document out: a row for each recipient, all at once or one by one; receipts and recalls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ...domain.day_words import parse_day
from ...domain.documents import Channel, Document, Recipient
from ...domain.recipient_lines import is_archive_line
from ...i18n import _, n_
from ...services import outgoing, outgoing_papers
from ...services.changes import Changes, Kind
from ...services.outgoing import Noted, To
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.elided import ElidedLabel
from ..widgets.flow import FlowLayout
from ..widgets.labels import button, icon_button, label
from ..widgets.measured import Measured
from ..widgets.moments import DayEdit
from ..widgets.table import Column, Table, TableModel
from . import words
from .entry_boxes import EntryChoice
from .recipient_words import copy_numbers, is_noted, not_noted, recall_words

if TYPE_CHECKING:
    from ...domain.document_file import DocumentFile

#: What the cells hold that can be emptied, by their columns.
_NOTED = {"dispatched": Noted.SENT, "signed_on": Noted.SIGNED, "signed_by": Noted.SIGNED, "back": Noted.RECALLED}
_AS_THERE = "as_there"  # each row keeps its own way


@dataclass(frozen=True, slots=True)
class _Row:
    """A recipient, and whether the next step is for them too."""

    recipient: Recipient
    chosen: bool


def _change(of: Callable[[Recipient, str], Recipient]) -> Callable[[_Row, str], _Row]:
    return lambda row, text: replace(row, recipient=of(row.recipient, text))


class DispatchView(QFrame):
    """Ticked rows are taken together: sent out, signed for, recalled, back; papers are printed for them."""

    left = Signal()  # Esc
    closed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.document: Document | None = None
        self._wanted: str | None = None
        self._choice: dict[int, bool] = {}  # what the clerk ticked or not, by position
        self._asked_way: set[int] = set()  # at which positions the clerk was asked for the way
        self.title = ElidedLabel("", "heading")
        self.count = label("", "muted")
        self.day = DayEdit(shell.session.today(), today=shell.session.today)
        self.channel = EntryChoice([(_AS_THERE, _("as in its row")), *words.choices(Channel)[1:]])
        self.by = QLineEdit()
        self.by.setPlaceholderText(_("who signs, if told"))
        self.send_button = button(_("Send out"), self.send, "primary")
        self.sign_button = button(_("Signed for"), self.sign)
        self.recall_button = button(_("Recall"), self.recall)
        self.back_button = button(_("Came back"), self.take_back)
        self.print_button = button(_("Print…"), self.open_print)
        self.model = TableModel[_Row](self._columns(), lambda row: row.recipient.position, self)
        self.model.edited.connect(self._edited)
        self.table = Table[_Row](self.model, _("Recipients"))
        self.table.installEventFilter(self)
        self._build()

    def _columns(self) -> list[Column[_Row]]:
        day = words.day
        return [
            Column(
                "chosen", "", lambda row: _("taken") if row.chosen else _("left out"), width=2,
                checked=lambda row: row.chosen, check=lambda row, on: replace(row, chosen=on),
            ),
            Column("name", _("Recipient"), lambda row: row.recipient.name),
            Column(
                "copies", _("Copies"), lambda row: str(row.recipient.copies), width=6, right=True,
                change=_change(lambda r, text: replace(r, copies=_number(text, r.copies))),
            ),
            Column("copy_number", _("Copy no."), lambda row: copy_numbers(row.recipient), width=6, right=True),
            Column(
                "channel", _("Way"), lambda row: words.channel(row.recipient.channel), width=10,
                choices=words.choices(Channel),
                change=_change(lambda r, value: replace(r, channel=Channel(value))),
            ),
            Column(
                "envelopes", _("Envelopes"), lambda row: str(row.recipient.envelopes or ""), width=5, right=True,
                change=_change(lambda r, text: replace(r, envelopes=_number(text, 0))),
            ),
            Column(
                "dispatched", _("Sent on"), lambda row: day(row.recipient.dispatched_on), width=10,
                change=_change(lambda r, text: replace(r, dispatched_on=self._day_of(text, r.dispatched_on))),
            ),
            Column(
                "signed_on", _("Signed on"), lambda row: day(row.recipient.signed_on), width=11,
                change=_change(lambda r, text: replace(r, signed_on=self._day_of(text, r.signed_on))),
            ),
            Column(
                "signed_by", _("Signed by"), lambda row: row.recipient.signed_by, width=13,
                change=_change(lambda r, text: replace(r, signed_by=text)),
            ),
            Column("back", _("Recall"), lambda row: recall_words(row.recipient), width=14, tone=_recall_tone),
        ]  # fmt: skip

    def _build(self) -> None:
        self.setProperty("area", "window")
        self.channel.setAccessibleName(_("Way"))
        self.day.setAccessibleName(_("Day"))
        self.by.setAccessibleName(_("Who signed"))
        Measured(self, self._fit_text)
        self.send_button.setToolTip("Ctrl+Enter")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(icon_button("close", _("Close"), self.closed.emit))
        bar = FlowLayout(gap=8)
        for name, box in ((_("Day"), self.day), (_("Way"), self.channel)):
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            words_of_it = label(name, "muted")
            words_of_it.setBuddy(box)
            row.addWidget(words_of_it)
            row.addWidget(box)
            bar.addWidget(part)
        bar.addWidget(self.send_button)
        bar.addWidget(self.by)
        bar.addWidget(self.sign_button)
        for widget in (self.recall_button, self.back_button, self.print_button):
            bar.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 8, 24, 8)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        whole.addLayout(bar)

    def _fit_text(self, letters: QFontMetrics) -> None:
        self.day.setFixedWidth(letters.averageCharWidth() * 16)
        self.by.setFixedWidth(letters.averageCharWidth() * 17)
        self.table.setMinimumHeight(letters.height() * 3)

    # What the screen asks

    def show_document(self, id: str) -> None:
        """Shows the recipients of an issued document."""
        if id != self._wanted:
            self._choice.clear()
            self._asked_way.clear()
            self.day.set_day(self._shell.session.today())
        self._wanted = id
        self.reload()

    def reload(self) -> None:
        """Reads the rows again; an answer to an older question is dropped."""
        wanted, session = self._wanted, self._shell.session
        if wanted is None:
            return
        from ...services import documents

        self._shell.operations.read(lambda: documents.file_of(session, wanted), on_done=lambda f: self._show(wanted, f))

    def refresh(self, changes: Changes) -> None:
        if Kind.REGISTER in changes.kinds and not self.isHidden():
            self.reload()

    def forget(self) -> None:
        """Shows nothing any more."""
        self._wanted = self.document = None
        self._choice.clear()
        self.model.set_rows([])

    def begin(self) -> None:
        """The keyboard comes here."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """The ticked recipients."""
        return tuple(row.recipient for row in self.model.rows if row.chosen)

    @property
    def unsent(self) -> tuple[Recipient, ...]:
        """Those of the ticked ones that the paper has not gone to: a date of sending is not overwritten."""
        return tuple(each for each in self.chosen if each.dispatched_on is None)

    # What the clerk does

    def tick_all(self) -> None:
        """All rows, or none if all are ticked."""
        on = not all(row.chosen for row in self.model.rows)
        self._choice = {row.recipient.position: on for row in self.model.rows}
        self._show_rows([row.recipient for row in self.model.rows])

    def send(self) -> None:
        """The paper goes to those ticked recipients that it was not sent to yet; day and way stand in the bar.

        Where no way is known it is asked for once; done again, it goes without.
        """
        day, way = self._day(), self.channel.value
        if day is None:
            return
        channel = None if way == _AS_THERE else Channel(way)
        silent = [each for each in self.unsent if channel is None and each.channel is Channel.NONE]
        positions = {each.position for each in silent}
        if positions - self._asked_way:
            self._asked_way = positions
            names = ", ".join(each.name for each in silent)
            self._shell.notify(
                Message(
                    _("Not sent yet: by which way does it go to {names}?").format(names=names),
                    _("Choose the way, or send it out once more to leave it open."),
                    Tone.WARNING,
                )
            )
            self.channel.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._run(
            lambda session, document, places: outgoing.dispatch(session, document, places, day=day, channel=channel),
            self.unsent,
        )

    def sign(self) -> None:
        """The ticked recipients signed for it."""
        day, by = self._day(), self.by.text()
        if day is not None:
            self._run(
                lambda session, document, places: outgoing.sign_receipt(session, document, places, by=by, day=day)
            )

    def recall(self) -> None:
        """The ticked copies are to come back."""
        self._run(lambda session, document, places: outgoing.recall(session, document, places))

    def take_back(self) -> None:
        """The ticked copies came back."""
        day = self._day()
        if day is not None:
            self._run(lambda session, document, places: outgoing.returned(session, document, places, day=day))

    def empty(self) -> None:
        """What was noted at the wrong line is taken out of the cell: sent, signed for, recalled or back."""
        index = self.table.currentIndex()
        noted = _NOTED.get(self.model.columns[index.column()].key) if index.isValid() else None
        row = self.table.current_row()
        if row is None or noted is None or not is_noted(row.recipient, noted):
            text = _("Nothing to empty here: choose a day of sending, a signature or a recall.")
            self._shell.notify(Message(text, tone=Tone.WARNING))
            return
        back = noted is Noted.RECALLED and row.recipient.returned_on is not None
        self._ask_why(row.recipient, Noted.RETURNED if back else noted)

    def open_print(self) -> None:
        """What can be printed for the ticked recipients."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Envelopes…"), self.print_envelopes)
        menu.addAction(_("Lines of the postal book…"), self.print_postal)
        menu.addAction(_("Hand-over sheet to be signed…"), self.print_handover)
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().topLeft()))

    def print_envelopes(self) -> None:
        self._print(_("Envelopes"), "bi", outgoing_papers.envelopes_pdf)

    def print_postal(self) -> None:
        """Of the ticked ones those that it goes to by post, or by a way that nobody named."""
        posted = [each for each in self.chosen if each.channel in (Channel.POST, Channel.NONE)]
        if self.chosen and not posted:
            text = _("None of the ticked recipients gets it by post.")
            self._shell.notify(Message(text, tone=Tone.WARNING))
            return
        self._print(_("Lines of the postal book"), "so-buu-dien", outgoing_papers.postal_pdf, posted)

    def print_handover(self) -> None:
        self._print(_("Hand-over sheet"), "phieu-chuyen-giao", outgoing_papers.handover_pdf)

    # Inner workings

    def _run(self, step: Callable[..., Changes], whose: Sequence[Recipient] | None = None) -> None:
        """Takes a step for the ticked recipients, or for some of them."""
        document, places = self.document, [each.position for each in (self.chosen if whose is None else whose)]
        if document is None or not self._some(places):
            return
        session = self._shell.session
        self._choice.clear()
        self._shell.operations.run(lambda: step(session, document, places), label=_("Saving…"))

    def _some(self, places: Sequence[int]) -> bool:
        if not places:
            text = _("No recipient is ticked for this. Space ticks a row, Ctrl+A all of them.")
            self._shell.notify(Message(text, tone=Tone.WARNING))
        return bool(places)

    def _day(self) -> date | None:
        day = self.day.day()
        if day is None:
            self._shell.notify(Message(_("The day is not understood: type it as 25/11."), tone=Tone.WARNING))
            self.day.setFocus()
        return day

    def _day_of(self, text: str, before: date | None) -> date | None:
        return parse_day(text, today=self._shell.session.today()) or before if text.strip() else None

    def _print(
        self, title: str, name: str, make: Callable[..., bytes], whose: Sequence[Recipient] | None = None
    ) -> None:
        from ..paper.pdf_preview import PdfPreview

        document, places = self.document, [each.position for each in (self.chosen if whose is None else whose)]
        if document is None or not self._some(places):
            return
        session = self._shell.session
        PdfPreview(self._shell, title, name, lambda: make(session, document, places), self.window()).open()

    def _edited(self, before: _Row, after: _Row) -> None:
        if before.chosen is not after.chosen:
            self._choice[after.recipient.position] = after.chosen
            self._count()
            return
        old, new = before.recipient, after.recipient
        if old.dispatched_on and not new.dispatched_on:
            self._ask_why(old, Noted.SENT)
        elif old.signed_on and not new.signed_on:
            self._ask_why(old, Noted.SIGNED)
        else:
            self._store(old, new)

    def _ask_why(self, recipient: Recipient, noted: Noted) -> None:
        """What is emptied needs a reason; without one the row is shown as it was."""
        from .issue_dialog import TextDialog

        document, session = self.document, self._shell.session
        if document is None:
            return
        over = not_noted(noted).format(name=recipient.name)
        dialog = TextDialog(_("Empty an entry"), _("Reason"), _("Empty it"), self, over=over)
        dialog.given.connect(
            lambda reason: self._shell.operations.run(
                lambda: outgoing.empty(session, document, recipient.position, noted, reason), label=_("Saving…")
            )
        )
        dialog.rejected.connect(self.reload)
        dialog.finished.connect(self.begin)
        QTimer.singleShot(0, dialog.open)  # the cell's editor closes first

    def _store(self, before: Recipient, after: Recipient) -> None:
        """Stores what was typed into one row by the step that it stands for."""
        document, session, place = self.document, self._shell.session, [after.position]
        if document is None:
            return

        def work() -> Changes:
            if after.dispatched_on and (after.dispatched_on, after.envelopes) != (
                before.dispatched_on,
                before.envelopes,
            ):
                return outgoing.dispatch(
                    session, document, place, day=after.dispatched_on, channel=after.channel, envelopes=after.envelopes
                )
            if (after.signed_on, after.signed_by) != (before.signed_on, before.signed_by):
                return outgoing.sign_receipt(session, document, place, by=after.signed_by, day=after.signed_on)
            rows = [after if row.recipient.position == after.position else row.recipient for row in self.model.rows]
            return outgoing.set_recipients(session, document, [_to(row) for row in rows])

        def failed(_error: object) -> bool:
            self.reload()
            return False

        def done(_changes: object) -> None:
            if after.dispatched_on and not before.dispatched_on and after.channel is Channel.NONE:
                text = _("Sent to {name} by no known way; choose it in its row.").format(name=after.name)
                self._shell.notify(Message(text, tone=Tone.WARNING))

        self._shell.operations.run(work, label=_("Saving…"), on_done=done, on_error=failed)

    def _show(self, wanted: str, file: "DocumentFile | None") -> None:
        if wanted != self._wanted:
            return
        if file is None:
            self.forget()
            self.closed.emit()
            return
        self.document = file.document
        what = f"{words.named(file.document)}, {words.day(file.document.day)}"
        self.title.setText(_("Sending out {what}").format(what=what))
        self._show_rows(file.recipients)

    def _show_rows(self, recipients: Sequence[Recipient]) -> None:
        real = [each for each in recipients if not is_archive_line(each.name)]
        all_sent = bool(real) and all(each.dispatched_on for each in real)
        self.model.set_rows([_Row(each, self._is_chosen(each, all_sent=all_sent)) for each in recipients])
        self._count()

    def _is_chosen(self, each: Recipient, *, all_sent: bool) -> bool:
        """At first those that the next step is for: not sent yet; when all are, those that have not signed."""
        waits = not each.signed_on if all_sent else not each.dispatched_on
        return self._choice.get(each.position, waits and not is_archive_line(each.name))

    def _count(self) -> None:
        chosen, all_of_them = len(self.chosen), len(self.model.rows)
        self.count.setText(_("{n} of {all} ticked").format(n=chosen, all=all_of_them))
        unsent = len(self.unsent)
        text = n_("Send out to {n} recipient", "Send out to {n} recipients", unsent).format(n=unsent)
        self.send_button.setText(text if unsent else _("Send out"))
        self.send_button.setAccessibleName(self.send_button.text())
        steps = (self.sign_button, self.recall_button, self.back_button, self.print_button)
        if (self.send_button.hasFocus() and not unsent) or (not chosen and any(step.hasFocus() for step in steps)):
            self.begin()  # a button that is switched off would hand the keyboard to one outside
        self.send_button.setEnabled(unsent > 0)
        for step in steps:
            step.setEnabled(chosen > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table would choose all rows: here they are ticked."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and cast(QKeyEvent, event).matches(QKeySequence.StandardKey.SelectAll):
            self.tick_all()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _recall_tone(row: _Row) -> str:
    return "danger" if row.recipient.recalled and row.recipient.returned_on is None else ""


def _to(row: Recipient) -> To:
    return To(row.name, row.copies, row.channel, row.note, row.position, row.envelopes)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.strip().isdigit() else otherwise
