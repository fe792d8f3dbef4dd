"""The register of outgoing documents: the list, under it the entry or the sending out, beside it the document."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ...domain.documents import Document, LinkKind, State
from ...domain.errors import KnownError, StillLinked
from ...domain.numbering import Direction
from ...domain.roles import Action, may
from ...domain.search import Query
from ...i18n import _, n_
from ...services import attachments, documents, links, outgoing, weeks
from ...services.changes import Changes, Kind
from .. import theme
from ..actions import Command
from ..messages import Message, Tone
from ..screen import Screen, Shell
from ..widgets.empty import EmptyState
from ..widgets.labels import button
from ..widgets.measured import Measured
from . import first_visit, words
from .dispatch_view import DispatchView
from .inspector import DocumentInspector, Step, lending_steps
from .list_view import RegisterList
from .outgoing_entry import OutgoingEntry
from .printed_warning import warn_if_printed
from .targets import Reply

if TYPE_CHECKING:
    from ...domain.document_file import DocumentFile

#: Heights of a letter that the list keeps beside the sending out: the search box and a row. With less it gives way.
_LEAST_LIST = 5


class OutgoingScreen(Screen):
    """Ctrl+N begins a paper, Enter opens the chosen one: a draft in the entry, an issued one in the inspector."""

    id = "outgoing"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Outgoing documents"))
        first_visit.set_up(shell)
        self.may_edit = may(self.session.role, Action.EDIT_REGISTER)
        empty = EmptyState(
            _("No outgoing document yet. Ctrl+N begins one: it stays a draft until number and date are given."),
            _("New document") if self.may_edit else "",
            self.new,
        )
        self.list = RegisterList(shell, "outgoing", direction=Direction.OUTGOING, empty=empty)
        self.entry = OutgoingEntry(shell)
        self.dispatch = DispatchView(shell)
        self.document = DocumentInspector(shell, self._steps)
        self.new_button = button(_("New document"), self.new, "primary")
        self.new_button.setToolTip("Ctrl+N")
        self.add_to_header(self.new_button)
        self.new_button.setVisible(self.may_edit)
        self._build()
        self._connect()
        self.entry.reload()

    def _build(self) -> None:
        self._above = QWidget()
        Measured(self._above, lambda letters: self._above.setMinimumHeight(letters.height() * _LEAST_LIST))
        inner = QVBoxLayout(self._above)
        inner.setContentsMargins(24, 0, 24, 8)
        inner.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above, 1)
        column.addWidget(self.entry)
        column.addWidget(self.dispatch)
        self.entry.hide()
        self.dispatch.hide()

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.list.moved.connect(lambda line: self.document.show_document(line.id if line is not None else None))
        self.document.gone_to.connect(self._go_to_any)
        self.document.left.connect(self.list.focus_table)
        self.entry.issued.connect(self._was_issued)
        self.entry.kept.connect(self._was_kept)
        self.entry.dispatch_wanted.connect(lambda document: self.show_dispatch(document.id))
        for strip in (self.entry, self.dispatch):
            strip.left.connect(self._leave_strip)
            strip.closed.connect(self.close_strips)

    # What the window calls

    def inspector(self) -> QWidget:
        return self.document

    def commands(self) -> Sequence[Command]:
        from .outgoing_commands import commands

        return (*commands(self), *self.list.commands("outgoing", _("Outgoing documents")))

    def activated(self) -> None:
        self.list.begin()
        if not self.entry.isHidden():
            self.entry.begin()
        elif self._above.isHidden():
            self.dispatch.begin()

    def refresh(self, changes: Changes) -> None:
        if self.entry.document is not None and self.entry.document.id in changes.secret:
            self.entry.drop()  # or it would be kept as a draft again
            self.close_strips()
        self.list.refresh(changes)
        self.document.refresh(changes)
        self.dispatch.refresh(changes)
        if changes.kinds & {Kind.REGISTER, Kind.BOOKS, Kind.OFFICE, Kind.CLERKS}:
            self.entry.reload()
        if Kind.CLERKS in changes.kinds and self.list.view is not None:
            self.list.reload()  # the secret books may be open now, or closed

    def go_to(self, target: object) -> None:
        """A document by its id, a query, or the answer to an incoming document."""
        if isinstance(target, Reply):
            self._read(target.document, lambda file: self.reply(file.document))
        elif isinstance(target, Query):
            self.list.show_query(target)
        elif isinstance(target, str):
            self.list.select(target)
            self.document.show_document(target)
            self.shell.open_inspector(True)

    def draft(self) -> dict[str, object] | None:
        return self.entry.draft()

    def restore(self, draft: dict[str, object]) -> None:
        session, id_, answered = self.session, str(draft.get("document", "")), str(draft.get("answered", ""))

        def read() -> "tuple[DocumentFile | None, Document | None]":
            own = documents.file_of(session, id_) if id_ else None
            other = documents.file_of(session, answered) if answered else None
            return own, other.document if other is not None else None

        def put_back(found: "tuple[DocumentFile | None, Document | None]") -> None:
            self._show_strip(self.entry)
            self.entry.restore(draft, *found)

        self.shell.operations.read(read, on_done=put_back)

    # What the clerk does

    def new(self) -> None:
        """The entry with an empty paper, or with the one that is being typed."""
        if self.may_edit:
            self._show_strip(self.entry)
            self.entry.new()

    def reply(self, answered: Document) -> None:
        """A paper that answers an incoming document."""
        if self.may_edit:
            self._show_strip(self.entry)
            self.entry.reply(answered)

    def open(self, id: str) -> None:
        """A draft in the entry, any other in the inspector."""
        line = self.list.current
        if self.may_edit and line is not None and line.id == id and line.state in (State.DRAFT, State.CHECKED):
            self._read(id, self._edit)
            return
        self.shell.open_inspector(True)
        self.document.show_document(id)
        self.document.begin()

    def edit(self) -> None:
        """The chosen document's fields: a draft to go on with, an issued one to be put right."""
        self._on_current(self._edit)

    def _edit(self, file: "DocumentFile") -> None:
        if self.entry.is_changed and self.entry.document != file.document:
            self._show_strip(self.entry)
            self.shell.notify(
                Message(
                    _("Another paper is being typed."), _("Keep it first (Ctrl+S), then open this one."), Tone.WARNING
                )
            )
            return
        self._show_strip(self.entry)
        self.entry.edit(file)
        warn_if_printed(self.shell, file.document)

    def show_dispatch(self, id: str) -> None:
        """The recipients of an issued document, to be sent out and followed."""
        self._show_strip(self.dispatch)
        self.dispatch.show_document(id)
        self.dispatch.begin()

    def dispatch_current(self) -> None:
        """The same for the chosen document."""
        line = self.list.current
        if line is not None and line.number is not None:
            self.show_dispatch(line.id)

    def main_step(self) -> None:
        """Ctrl+Enter: sends out where the recipients are shown, else gives the number."""
        if not self.dispatch.isHidden():
            self.dispatch.send()
        elif not self.entry.isHidden():
            self.entry.issue()

    def link(self, kind: LinkKind = LinkKind.IMPLEMENTS) -> None:
        """Says how the chosen document stands to another one."""
        from .links_dialog import LinksDialog

        def ask(file: "DocumentFile") -> None:
            dialog = LinksDialog(self.shell, file.document, kind, self)
            dialog.open()

        self._on_current(ask)

    def unlink(self) -> None:
        from .links_dialog import UnlinkDialog

        line = self.list.current
        if line is not None:
            UnlinkDialog(self.shell, line.id, self).open()

    def void(self) -> None:
        """Asks why the chosen document is void; first what is to become of those that rest on it."""
        self._on_current(self._ask_void)

    def _ask_void(self, file: "DocumentFile") -> None:
        from .issue_dialog import TextDialog

        document, answered = file.document, words.answered(file)
        if document.number is None:
            self.drop_draft()
            return
        over = _("{what} stays in the register, struck through, with its number and this reason.").format(
            what=words.named(document)
        )
        if answered:
            over += "\n" + _("It is the answer to {answered}, which is left without one.").format(answered=answered)
        dialog = TextDialog(_("Void a document"), _("Reason"), _("Void {what}").format(what=words.named(document)),
                            self, over=over)  # fmt: skip
        dialog.given.connect(lambda reason: self._void(document, reason))
        dialog.open()

    def _void(self, document: Document, reason: str, *, despite_links: bool = False) -> None:
        session = self.session

        def failed(error: KnownError) -> bool:
            if not isinstance(error, StillLinked):
                return False
            self._tell_linked(document, reason)
            return True

        self.shell.operations.run(
            lambda: outgoing.void(session, document, reason, despite_links=despite_links),
            label=_("Saving…"),
            on_error=failed,
        )

    def _tell_linked(self, document: Document, reason: str) -> None:
        session = self.session

        def tell(resting: tuple[Document, ...]) -> None:
            text = n_("{n} paper speaks of {what}:", "{n} papers speak of {what}:", len(resting))
            names = ", ".join(words.named(each) for each in resting)
            self.shell.notify(
                Message(text.format(n=len(resting), what=words.named(document)), names, Tone.WARNING),
                _("Void it all the same"),
                lambda: self._void(document, reason, despite_links=True),
            )

        self.shell.operations.read(lambda: links.resting_on(session, document), on_done=tell)

    def drop_draft(self) -> None:
        """The chosen draft comes to nothing."""

        def drop(file: "DocumentFile") -> None:
            session, document = self.session, file.document
            if document.number is not None:
                return
            if self.entry.document is not None and self.entry.document.id == document.id:
                self.entry.drop()
                self.close_strips()
            told = Message(_("The draft was dropped."), tone=Tone.SUCCESS)
            self.shell.operations.run(
                lambda: outgoing.drop_draft(session, document),
                label=_("Saving…"),
                on_done=lambda _changes: self.shell.notify(told),
            )

        self._on_current(drop)

    def set_level(self) -> None:
        """Gives the chosen document a level of secrecy, or another one."""
        from .secret_commands import ask_level

        self._on_current(lambda file: ask_level(self.shell, file.document, self))

    def show_unreturned(self) -> None:
        """The recalled copies that are not back."""
        from .secret_commands import UnreturnedDialog

        dialog = UnreturnedDialog(self.shell, self)
        dialog.chosen.connect(self.show_dispatch)
        dialog.open()

    def attach(self) -> None:
        """Asks for files that belong to the chosen document."""
        from ...services.attachments import NewFile

        def ask(file: "DocumentFile") -> None:
            session, document = self.session, file.document
            chosen, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"))
            files = [NewFile.at(Path(each)) for each in chosen]
            if files:
                self.shell.operations.run(
                    lambda: attachments.attach(session, document, files), label=_("Encrypting the files…")
                )

        self._on_current(ask)

    def undo(self) -> None:
        session = self.session
        self.shell.operations.run(lambda: weeks.undo(session), label=_("Saving…"))

    def redo(self) -> None:
        session = self.session
        self.shell.operations.run(lambda: weeks.redo(session), label=_("Saving…"))

    def close_strips(self) -> None:
        """The list alone; what is typed in the entry stays there."""
        for strip in (self.entry, self.dispatch):
            strip.hide()
        self._share_height()
        self.list.focus_table()
        self.shell.actions.refresh()

    # The next steps, named in the inspector

    def _steps(self, file: "DocumentFile") -> Sequence[Step]:
        document = file.document
        if not self.may_edit or document.direction is not Direction.OUTGOING:
            return ()
        if document.state in (State.DRAFT, State.CHECKED):
            return (
                Step(_("Go on with the draft"), lambda: self._edit(file), "Enter"),
                Step(_("Drop the draft"), self.drop_draft),
            )
        if document.state not in (State.ISSUED, State.DISPATCHED):
            return ()
        unsent = sum(each.dispatched_on is None for each in file.recipients)
        sending = _("Send out…") if unsent or not file.recipients else _("Receipts, recall…")
        return (
            Step(sending, lambda: self.show_dispatch(document.id), "Ctrl+Shift+D"),
            Step(_("Link…"), self.link, "Ctrl+Shift+L"),
            Step(_("Put into a dossier…"), lambda: self.shell.actions.fire("outgoing.to_dossier")),
            Step(_("Put the line right"), lambda: self._edit(file), "F2"),
            *lending_steps(self.shell, file, self),
        )

    # Inner workings

    def _on_current(self, act: "Callable[[DocumentFile], object]") -> None:
        """Does something with the chosen document as it is stored now."""
        line = self.list.current
        if line is not None:
            self._read(line.id, act)

    def _read(self, id: str, act: "Callable[[DocumentFile], object]") -> None:
        session = self.session

        def done(file: "DocumentFile | None") -> None:
            if file is not None:
                act(file)

        self.shell.operations.read(lambda: documents.file_of(session, id), on_done=done)

    def _go_to_any(self, id: str) -> None:
        """A linked document, in the register that it stands in."""

        def go(file: "DocumentFile") -> None:
            if file.document.direction is Direction.OUTGOING:
                self.go_to(id)
            else:
                self.shell.go("incoming", id)

        self._read(id, go)

    def _show_strip(self, strip: QWidget) -> None:
        for each in (self.entry, self.dispatch):
            each.setVisible(each is strip)
        if self.window().width() / theme.text_scale() < theme.WIDE:
            self.shell.open_inspector(False)  # its fields need the room
        self.shell.actions.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._share_height()
        return super().event(event)

    def _share_height(self) -> None:
        """No line of the sending out is ever cut: where there is no room for both, the list gives way to it."""
        layout = self.dispatch.layout()
        if layout is None or self.dispatch.isHidden():
            self._above.show()
            return
        needed = layout.minimumHeightForWidth(self.width())
        if needed != self.dispatch.minimumHeight():
            self.dispatch.setMinimumHeight(needed)
        self._above.setVisible(self.height() - needed >= self._above.minimumHeight())

    def _was_issued(self, document: Document) -> None:
        self.list.select(document.id)

    def _was_kept(self, document: Document) -> None:
        if document.number is None:
            self.shell.notify(Message(_("The draft is kept; it has no number yet."), tone=Tone.SUCCESS))
        else:
            self.shell.notify(Message(_("The line is put right."), tone=Tone.SUCCESS), _("Undo"), self.undo)
        self.list.select(document.id)

    def _leave_strip(self) -> None:
        """Esc: what is typed stays; an empty strip goes away."""
        typed = self.entry.is_changed and not self.entry.shows_result and not self.entry.isHidden()
        if not typed:
            self.close_strips()
        self.list.focus_table()
