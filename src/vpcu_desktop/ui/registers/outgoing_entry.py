"""The entry of outgoing documents: a strip under the list; what may be wrong with form and authority beside the fields.

A paper is a draft until its number is given, with its date, in one step; the number given is then shown large.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.documents import Document, LinkKind, Secrecy, State
from ...domain.errors import BadNumber, ClockWentBack, KnownError
from ...i18n import _
from ...services import documents, following, links, outgoing, outgoing_memory
from ...services.changes import Changes, Kind
from ...services.outgoing import Issued, IssueNumber, OutgoingDraft
from ...services.outgoing_memory import OutgoingMemory
from .. import theme
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.elided import ElidedLabel
from ..widgets.labels import button, icon_button, label
from . import form_words, words
from .checks_panel import ChecksPanel
from .outgoing_form import FormFacts, OutgoingForm
from .outgoing_grid import OutgoingFields
from .recipient_groups import RecipientGroups

if TYPE_CHECKING:
    from ...domain.document_file import DocumentFile

#: px at 100 % that all verbs need beside each other.
_ROOMY = 800


@dataclass(frozen=True, slots=True)
class _Done:
    """What storing came to: the draft as it now stands, the number if one was given, or why none was."""

    document: Document | None = None
    issued: Issued | None = None
    error: KnownError | None = None


class OutgoingEntry(QFrame):
    """Enter leads through the fields, Ctrl+S keeps the draft, Ctrl+Enter gives number and date."""

    issued = Signal(object)  # the Document
    kept = Signal(object)  # the Document, a draft
    dispatch_wanted = Signal(object)  # the Document that was just issued
    left = Signal()  # Esc: back to the list; the text stays
    closed = Signal()  # the strip is not wanted now

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        session = shell.session
        self.document: Document | None = None  # the draft that is being changed
        self.answered: Document | None = None  # the incoming document that this one answers
        self.result: Document | None = None  # the one that was issued last, while its number is shown
        self._stored = OutgoingDraft("")  # the draft as it was stored last
        self._busy = False
        self.form = OutgoingForm(
            session,
            FormFacts(
                session.today,
                lambda: session.directory,
                lambda day, count: following.due_after(session, day, count),
            ),
        )
        self.checks = ChecksPanel(shell, self.form)
        self.groups = RecipientGroups(shell, self.form, self)
        self.standing = ElidedLabel("", "muted")
        self.closes = QCheckBox(_("What was asked about it is then done"))
        self.closes.setChecked(True)
        self.big = label("", "title")
        self.odd = label("", "warning", wrap=True)
        self.save_button = button(_("Keep draft"), self.save_draft)
        self.check_button = button(_("Form checked"), self.mark_checked)
        self.other_button = button(_("Another number…"), self.ask_number, "flat")
        self.issue_button = button(_("Give number and date"), self.issue, "primary")
        self.dispatch_button = button(_("Send out…"), self._want_dispatch, "primary")
        self.next_button = button(_("Next paper"), self.new)
        self._build()
        self._connect()
        self._tell()

    # Building

    def _build(self) -> None:
        self.setProperty("area", "window")
        self.save_button.setToolTip("Ctrl+S")
        self.issue_button.setToolTip("Ctrl+Enter")
        self.next_button.setToolTip("Ctrl+N")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.standing, 1)
        head.addWidget(self.closes)
        head.addWidget(icon_button("close", _("Close the entry"), self.closed.emit))
        self._fields = OutgoingFields(self.form, self.checks)
        self._rare = QWidget()
        rare = QHBoxLayout(self._rare)
        rare.setContentsMargins(0, 0, 0, 0)
        rare.setSpacing(8)
        rare.addWidget(self.other_button)
        rare.addWidget(self.check_button)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.groups.button)
        foot.addStretch(1)
        foot.addWidget(self._rare)
        for widget in (self.save_button, self.issue_button):
            foot.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 8, 24, 8)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self._fields)
        whole.addWidget(self._foot)
        whole.addWidget(self._result_page())
        order = [*self.form.boxes.values(), self.issue_button, self.save_button, self.check_button]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is seldom pressed gives way to large text: its commands are there."""
        super().resizeEvent(event)
        roomy = self.width() / theme.text_scale() >= _ROOMY
        self._rare.setVisible(roomy)
        self.groups.button.setVisible(roomy)

    def _result_page(self) -> QWidget:
        self._result = QWidget()
        column = QVBoxLayout(self._result)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        column.addWidget(self.big)
        column.addWidget(self.odd)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.dispatch_button)
        row.addWidget(self.next_button)
        row.addStretch(1)
        column.addLayout(row)
        return self._result

    def _connect(self) -> None:
        self.form.edited.connect(self._tell)
        self.form.passed.connect(lambda: self.issue_button.setFocus(Qt.FocusReason.TabFocusReason))

    # What the screen asks

    @property
    def is_changed(self) -> bool:
        """Whether something stands in the fields that is not stored."""
        if self.document is None:
            return not self.form.is_empty
        return self.form.draft() != self._stored

    @property
    def corrects(self) -> bool:
        """Whether a line that has its number is being put right; number, date and type stay."""
        return self.document is not None and self.document.number is not None

    @property
    def shows_result(self) -> bool:
        return self.result is not None

    def begin(self) -> None:
        """The keyboard comes here."""
        if self.shows_result:
            self.dispatch_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()

    def reload(self) -> None:
        """Reads again what is proposed from."""
        session = self._shell.session
        self.form.secrecy.refresh()
        self._shell.operations.read(lambda: outgoing_memory.read_memory(session), on_done=self._remember)

    def new(self) -> None:
        """An empty paper, unless one is being typed."""
        if self.shows_result:
            self._leave_result()
        elif self.document is not None and not self.is_changed:
            self._forget()
        self.begin()

    def edit(self, file: "DocumentFile") -> None:
        """Shows a draft to go on with it, or a line that has its number to be put right."""
        self._leave_result()
        self.document = file.document
        answered = [link.target for link in file.links if link.kind is LinkKind.REPLIES]
        self.answered = next((file.others[i] for i in answered if i and i in file.others), None)
        self.form.show_document(file.document, file.recipients)
        self._stored = self.form.draft()
        self._tell()
        self.begin()

    def reply(self, answered: Document) -> None:
        """A new paper that answers an incoming one."""
        self._leave_result()
        if not self.is_changed:
            self._forget()
        self.answered = answered
        self.form.to.setText("\n".join(filter(None, (answered.issuer_name, *self.form.to.text().splitlines()))))
        self._tell()
        self.begin()

    def draft(self) -> dict[str, object] | None:
        """What is typed and not stored, for an encrypted draft; of a secret paper nothing."""
        level = self.form.secrecy.level
        secret = level is not Secrecy.NONE or (self.document is not None and self.document.secrecy is not Secrecy.NONE)
        if secret or self.shows_result or not self.is_changed:
            return None
        return {
            "texts": dict(self.form.texts()),
            "document": self.document.id if self.document else "",
            "answered": self.answered.id if self.answered else "",
        }

    def restore(self, values: Mapping[str, object], document: "DocumentFile | None", answered: Document | None) -> None:
        """Puts a draft back over the stored one that it changes."""
        if document is not None:
            self.edit(document)
        self.answered = answered or self.answered
        texts = values.get("texts")
        if isinstance(texts, dict):
            rows = document.recipients if document is not None else ()
            self.form.put_texts({str(key): str(text) for key, text in texts.items()})
            self.form.keep_places(rows)
        self._tell()

    def drop(self) -> None:
        """Forgets what is typed: its draft comes to nothing."""
        self._forget()

    # What the clerk does

    def save_draft(self) -> None:
        """Keeps the paper as a draft without a number, and stays at it."""
        if self._refuses() or self._points_at(self.form.faults()):
            return
        self._store(self._saver())

    def mark_checked(self) -> None:
        """Form and authority were looked over: the draft says so."""
        if self.corrects or self._refuses() or self._points_at(self.form.faults()):
            return
        save, session = self._saver(), self._shell.session

        def work() -> _Done:
            saved = save()
            if saved.document is not None and saved.document.state is State.DRAFT:
                outgoing.mark_checked(session, saved.document)
                return _Done(replace(saved.document, state=State.CHECKED))
            return saved

        self._store(work)

    def issue(self, wanted: IssueNumber | None = None) -> None:
        """Gives number and date together, in one transaction with the line in the book."""
        if self.corrects or self._refuses() or self._points_at(self.form.faults(to_issue=True)):
            return
        session, draft, document, answered = self._shell.session, self.form.draft(), self.document, self.answered
        closes = self.closes.isChecked()
        given = wanted or IssueNumber(draft.day or session.today())

        def work() -> _Done:
            saved: Document | None = None
            try:
                if document is None:
                    made = outgoing.register(session, draft, given)
                else:
                    saved = outgoing.save_draft(session, draft, document).document
                    made = outgoing.issue(session, saved, given)
            except KnownError as error:
                return _Done(saved, error=error)
            if answered is not None:
                open_ones = links.open_assignments(session, answered) if closes else ()
                links.link(session, made.document, LinkKind.REPLIES, answered, closes=open_ones)
            return _Done(made.document, made)

        self._store(work, lambda done: self._was_issued(done, given))

    def ask_number(self) -> None:
        """Another number than the next: reserved, with a letter, from the paper book."""
        from .issue_dialog import IssueDialog

        if self.corrects or self._refuses() or self._points_at(self.form.faults(to_issue=True)):
            return
        today = self._shell.session.today
        dialog = IssueDialog(self.checks.next_number, self.form.draft().day or today(), today, self)
        dialog.chosen.connect(self.issue)
        dialog.open()

    # Storing

    def _saver(self) -> Callable[[], _Done]:
        session, draft, document, answered = self._shell.session, self.form.draft(), self.document, self.answered
        if document is not None and document.number is not None:
            return lambda: _Done(outgoing.correct(session, document, draft))

        def work() -> _Done:
            saved = outgoing.save_draft(session, draft, document).document
            if answered is not None:
                links.link(session, saved, LinkKind.REPLIES, answered)
            return _Done(saved)

        return work

    def _store(self, work: Callable[[], _Done], then: Callable[[_Done], object] | None = None) -> None:
        self._busy = True
        self._tell()

        def done(result: _Done) -> None:
            self._busy = False
            if result.issued is None and result.document is not None:
                self.document = result.document
                self._reread_places(result.document)
            if then is not None:
                then(result)
            elif result.document is not None:
                self.kept.emit(result.document)
            self._tell()

        def failed(_error: KnownError) -> bool:
            self._busy = False
            self._tell()
            return False

        self._shell.operations.run(
            work,
            label=_("Saving…"),
            changes=Changes.of("issue", Kind.REGISTER, Kind.BOOKS),
            on_done=done,
            on_error=failed,
        )

    def _reread_places(self, document: Document) -> None:
        """The draft is stored: its lines of recipients have their places now."""
        session = self._shell.session
        self._stored = self.form.draft()

        def done(file: "DocumentFile | None") -> None:
            if file is not None and self.document is not None and file.document.id == self.document.id:
                changed = self.form.draft() != self._stored
                self.form.keep_places(file.recipients)
                if not changed:
                    self._stored = self.form.draft()
                self._tell()

        self._shell.operations.read(lambda: documents.file_of(session, document.id), on_done=done)

    def _was_issued(self, done: _Done, given: IssueNumber) -> None:
        if done.issued is None:
            self._tell_refusal(done.error, given)
            return
        document = done.issued.document
        self._forget()
        self.result = document
        self.big.setText(_("No. {code}, {day}").format(code=document.code, day=words.day(document.day)))
        self.odd.setText("\n".join(form_words.odd_numbers(done.issued.warnings)))
        self.odd.setVisible(bool(self.odd.text()))
        self._tell()
        self.issued.emit(document)
        if self.isVisible():
            self.begin()

    def _tell_refusal(self, error: KnownError | None, given: IssueNumber) -> None:
        if error is None:
            return
        confirmed = None
        if isinstance(error, BadNumber) and error.details.get("reason") == "far_ahead":
            confirmed = replace(given, far_ahead=True)
        elif isinstance(error, ClockWentBack):
            confirmed = replace(given, despite_clock=True)
        if confirmed is None:
            self._shell.notify(wording(error))
        else:
            self._shell.notify(wording(error), _("It is right: give the number"), lambda: self.issue(confirmed))

    # What is shown

    def _remember(self, memory: OutgoingMemory) -> None:
        self.form.set_memory(memory)
        self.checks.ask_next()

    def _tell(self) -> None:
        shown = self.shows_result
        self._fields.setVisible(not shown)
        self._foot.setVisible(not shown)
        self._result.setVisible(shown)
        document = self.document
        self.standing.setText("" if shown else " · ".join(self._standing()))
        self.closes.setVisible(self.answered is not None and not shown)
        for made in (self.save_button, self.check_button, self.issue_button, self.other_button):
            made.setEnabled(not self._busy)
        self.form.lock_issued(locked=self.corrects)
        self.check_button.setVisible(document is None or document.state is State.DRAFT)
        for issuing in (self.issue_button, self.other_button):
            issuing.setVisible(not self.corrects)
        text = _("Save the line") if self.corrects else _("Keep draft")
        self.save_button.setText(text)
        self.save_button.setAccessibleName(text)

    def _standing(self) -> Iterator[str]:
        """What stands in the fields, in a few words."""
        document = self.document
        if self.answered is not None:
            yield _("Answers {what}").format(what=words.named(self.answered))
        if document is None:
            yield _("New outgoing document · Enter: next field · Ctrl+S: keep draft · Ctrl+Enter: give number and date")
            return
        if self.corrects:
            yield _("Putting {what} right").format(what=words.named(document))
        else:
            yield _("Draft of {day}").format(day=words.day(document.registered))
        if document.state is State.CHECKED:
            yield words.state(State.CHECKED)
        if self.is_changed:
            yield _("changed, not kept yet")

    # Inner workings

    def _refuses(self) -> bool:
        """Whether nothing can be stored now; says why."""
        if self._busy or self.shows_result:
            return True
        if self.form.is_empty:
            self._shell.notify(Message(_("Nothing to save yet: type what stands on the paper.")))
            self.form.focus_first()
            return True
        if self.form.chosen_organ is None:
            self._shell.notify(
                Message(
                    _("The office has no organ yet in whose name papers are numbered."),
                    _("Who manages the books sets them up under “Books and numbers”."),
                    Tone.WARNING,
                )
            )
            return True
        return False

    def _points_at(self, faults: Sequence[QWidget]) -> bool:
        if not faults:
            return False
        faults[0].setFocus(Qt.FocusReason.OtherFocusReason)
        text = _("“{field}” is missing or not understood.").format(field=faults[0].accessibleName())
        self._shell.notify(Message(text, tone=Tone.WARNING))
        return True

    def _leave_result(self) -> None:
        self.result = None
        self._tell()

    def _forget(self) -> None:
        """Empty for another paper."""
        self.document = self.answered = None
        self.form.next_paper()
        self._stored = self.form.draft()
        theme.mark(self.form.type, invalid=False)
        self._tell()

    def _want_dispatch(self) -> None:
        if self.result is not None:
            self.dispatch_wanted.emit(self.result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
