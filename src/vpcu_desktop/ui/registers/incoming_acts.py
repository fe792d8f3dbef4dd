"""What a clerk does with incoming documents: each verb opens its form in the inspector, or does it at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ...domain.document_file import DocumentFile
from ...domain.documents import Document, LinkKind, State
from ...domain.numbering import Direction
from ...domain.roles import Action, may
from ...i18n import _, n_
from ...services import documents, following, incoming, links, outgoing, weeks
from ...services.attachments import NewFile, attach
from ...services.changes import Changes, Kind
from ...services.session import AnyStep, DocumentStep
from ..messages import Message, Tone
from . import words
from .answer_form import AnswerForm, StampForm
from .direct_form import DirectForm, SubmitForm
from .edit_form import EditForm
from .inspector import Step, lending_steps
from .printed_warning import warn_if_printed
from .progress_form import ProgressForm, SignForm
from .step_form import TextForm
from .targets import Reply

if TYPE_CHECKING:
    from .incoming_screen import IncomingScreen

Files = Sequence[DocumentFile]
_OUTGOING = 300  # answers are looked for among so many


class IncomingActs:
    """Verbs take the documents that they are about; `of_chosen` gives them those that are chosen in the list."""

    def __init__(self, screen: "IncomingScreen") -> None:
        self._screen = screen
        self._shell = screen.shell
        self._leader = ""  # to whom papers were submitted last

    @property
    def may_edit(self) -> bool:
        return may(self._shell.session.role, Action.EDIT_REGISTER)

    @property
    def may_direct(self) -> bool:
        return self.may_edit or may(self._shell.session.role, Action.DIRECT)

    def of_chosen(self, act: Callable[[Files], object]) -> Callable[[], None]:
        """Does it with the chosen documents, as they stand in the store now."""
        session = self._shell.session

        def run() -> None:
            def read(ids: Sequence[str]) -> None:
                self._shell.operations.read(
                    lambda: [file for id_ in ids if (file := documents.file_of(session, id_)) is not None],
                    on_done=lambda files: act(files) if files else None,
                )

            self._screen.with_chosen_ids(read)

        return run

    def of_one(self, act: Callable[[DocumentFile], object]) -> Callable[[], None]:
        """The same with the first of them."""
        return self.of_chosen(lambda files: act(files[0]))

    # The next step

    def steps(self, file: DocumentFile) -> Sequence[Step]:
        """What can be done with a document now: the next step of its life first."""
        if not self.may_direct:
            return ()
        found = [Step(text, lambda run=run: run(file), key) for text, key, run in self._steps(file)]  # type: ignore[misc]
        if self.may_edit and file.document.state not in (State.VOID, State.MOVED):
            found.append(Step(_("Edit"), lambda: self.edit(file), "Enter"))
            found += lending_steps(self._shell, file, self._screen)
        return found

    def next_step(self, file: DocumentFile) -> None:
        """Does the first of its steps."""
        steps = self.steps(file)
        if steps:
            steps[0].run()

    def _steps(self, file: DocumentFile) -> Sequence[tuple[str, str, Callable[[DocumentFile], object]]]:
        document = file.document
        open_ones = [asked for asked in file.assignments if asked.progress.is_open]
        submit = (_("Submit…"), "Alt+T", lambda f: self.submit([f]))
        direct = (_("Enter the direction…"), "Alt+Y", self.direct)
        again = (_("Another direction…"), "Alt+Y", self.direct)
        noted = (_("For information only"), "Alt+B", lambda f: self.finish([f], noted=True))
        finish = (_("Dealt with"), "Alt+X", lambda f: self.finish([f]))
        back = (_("Return…"), "Alt+R", self.return_)
        progress = (_("How far…"), "Alt+D", self.progress)
        answer = (_("Answer…"), "Alt+L", self.answer)
        if document.envelope and document.state.is_open:
            return (_("Open the envelope…"), "Alt+O", self.open_envelope), submit, direct, back
        if document.state is State.RECEIVED:
            return submit, direct, noted, back
        if document.state is State.SUBMITTED:
            return direct, noted, back
        if document.state in (State.DIRECTED, State.WORKING):
            pass_on = (_("Hand over and print the sheet"), "Alt+C", lambda f: self.hand_over([f]))
            sign = (_("Signed for…"), "Alt+K", lambda f: self.sign([f]))
            first = (
                [pass_on]
                if any(a.handed_on is None for a in open_ones)
                else [sign]
                if any(a.signed_on is None for a in open_ones)
                else []
            )
            return *first, progress, finish, answer, again, back
        if document.state in (State.DONE, State.NOTED):
            reopen = [] if file.assignments else [(_("Open again"), "", self.reopen)]
            rest = [progress] if file.assignments else []
            return again, answer, *rest, *reopen
        return ()

    def submit(self, files: Files) -> None:
        open_ones = [file.document for file in files if file.document.state.is_open]
        if open_ones and self._still_open(files):
            form = SubmitForm(self._shell, open_ones, self._proposed_leader())
            form.done.connect(lambda: self._remember_leader(form.to.text()))
            self._screen.show_form(form)

    def direct(self, file: DocumentFile) -> None:
        if self._still_open([file], done_too=True):
            form = DirectForm(self._shell, file, self._proposed_leader())
            form.done.connect(lambda: self._remember_leader(form.leader.text()))
            self._screen.show_form(form)

    def hand_over(self, files: Files) -> None:
        """They go to those who were asked, with a sheet to be signed; who has them already is not asked again."""
        session = self._shell.session
        asked = [a for file in files for a in file.assignments if a.progress.is_open and a.handed_on is None]
        plain = [file.document for file in files if not file.assignments and file.document.handed_on is None]
        ids = [file.document.id for file in files]

        def work() -> Changes:
            if asked:
                following.hand_over(session, asked)
            for document in plain:
                incoming.hand_on(session, document)
            return Changes.of("hand_over", Kind.REGISTER)

        self._shell.operations.run(work, label=_("Saving…"), on_done=lambda _changes: self.print_handover(ids))

    def sign(self, files: Files) -> None:
        asked = [a for file in files for a in file.assignments if a.progress.is_open and a.signed_on is None]
        if not asked:
            self._say(_("Nobody's signature is missing."))
            return
        whose = {a.document for a in asked}
        chosen = [file.document for file in files if file.document.id in whose]
        self._screen.show_form(SignForm(self._shell, chosen, asked))

    def progress(self, file: DocumentFile) -> None:
        if file.assignments:
            self._screen.show_form(ProgressForm(self._shell, file))
        else:
            self._say(_("Nobody was asked yet. Enter the direction first (Alt+Y)."))

    def finish(self, files: Files, *, noted: bool = False) -> None:
        """Done at once; what was pressed by mistake is opened again by its step."""
        open_ones = [file.document for file in files if file.document.state.is_open]
        if not open_ones:
            self._still_open(files)
            return
        session = self._shell.session

        def work() -> Changes:
            for document in open_ones:
                following.finish(session, document, noted=noted)
            return Changes.of("finish", Kind.REGISTER)

        self._run(work)

    def reopen(self, file: DocumentFile) -> None:
        session, document = self._shell.session, file.document
        self._run(lambda: following.reopen(session, document))

    def return_(self, file: DocumentFile) -> None:
        session, document = self._shell.session, file.document
        if self._still_open([file]):
            self._ask(
                "return",
                file,
                (_("Return to the sender"), _("Return it")),
                _("Why"),
                lambda why: incoming.return_(session, document, why),
                _("It keeps its arrival number; nobody is asked about it any more."),
            )

    def void(self, file: DocumentFile) -> None:
        """With a reason, after the documents that rest on it were named."""
        session, document = self._shell.session, file.document
        if document.state is State.VOID or not may(session.role, Action.MANAGE_BOOKS):
            return

        def ask(resting: Sequence[Document]) -> None:
            advice = _("Number and line stay, struck through; the number is never given again.")
            if resting:
                named = _("These documents speak of it: {names}.")
                advice = f"{named.format(names='; '.join(words.named(each) for each in resting))} {advice}"
            if answered := words.answered(file):
                said = _("It is the answer to {answered}, which is left without one.").format(answered=answered)
                advice = f"{said} {advice}"
            self._ask(
                "void",
                file,
                (_("Void"), _("Void it")),
                _("Why"),
                lambda why: outgoing.void(session, document, why, despite_links=True),
                advice,
            )

        self._shell.operations.read(lambda: links.resting_on(session, document), on_done=ask)

    def edit(self, file: DocumentFile) -> None:
        if self.may_edit and file.document.state not in (State.VOID, State.MOVED):
            self._screen.show_form(EditForm(self._shell, file.document, self._screen.memory))
            warn_if_printed(self._shell, file.document)

    def open_envelope(self, file: DocumentFile) -> None:
        if file.document.envelope:
            form = EditForm(self._shell, file.document, self._screen.memory, opens_envelope=True)
            self._screen.show_form(form)
        else:
            self._say(_("This paper was not registered from its envelope."))

    def answer(self, file: DocumentFile) -> None:
        """A new outgoing document that answers this one."""
        self._shell.go("outgoing", Reply(file.document.id))

    def link_answer(self, file: DocumentFile) -> None:
        """An outgoing document that exists answers this one."""
        session = self._shell.session

        def read() -> tuple[Document, ...]:
            with documents.vault_of(session, file.document).read() as repo:
                return repo.documents.recent(Direction.OUTGOING, _OUTGOING)

        self._shell.operations.read(
            read, on_done=lambda found: self._screen.show_form(AnswerForm(self._shell, file, found))
        )

    def set_level(self, file: DocumentFile) -> None:
        """A level of secrecy, or another one; who cannot give it reads who can."""
        from .secret_commands import ask_level

        ask_level(self._shell, file.document, self._screen)

    def link(self, file: DocumentFile) -> None:
        """How this one stands to another document."""
        from .links_dialog import LinksDialog

        LinksDialog(self._shell, file.document, LinkKind.RELATES, self._screen).open()

    def unlink(self, file: DocumentFile) -> None:
        from .links_dialog import UnlinkDialog

        UnlinkDialog(self._shell, file.document.id, self._screen).open()

    def attach(self, file: DocumentFile) -> None:
        """Files for a document that is registered already."""
        chosen, _kind = QFileDialog.getOpenFileNames(self._screen, _("Attach files"))
        session, document = self._shell.session, file.document
        if chosen:
            self._run(lambda: attach(session, document, [NewFile.at(Path(each)) for each in chosen]))

    def can_undo(self) -> bool:
        """Whether the last change of this session was one of a document: nobody undoes blindly."""
        return _is_of_document(self._shell.session.history.undoable)

    def can_redo(self) -> bool:
        return _is_of_document(self._shell.session.history.redoable)

    def undo(self) -> None:
        session = self._shell.session
        self._run(lambda: weeks.undo(session))

    def redo(self) -> None:
        session = self._shell.session
        self._run(lambda: weeks.redo(session))

    # On paper

    def print_handover(self, ids: Sequence[str]) -> None:
        from ...services import incoming_papers

        session = self._shell.session
        self._preview(_("Hand-over sheet"), "phieu-chuyen", lambda: incoming_papers.handover_pdf(session, ids))

    def print_slips(self, files: Files) -> None:
        """A slip for each, one after another."""
        from ...services import incoming_papers

        session, ids = self._shell.session, [file.document.id for file in files]
        numbers = ", ".join(words.own_number(file.document) for file in files)
        self._preview(
            n_(
                "Processing slip of arrival no. {number}", "Processing slips of arrival nos. {number}", len(files)
            ).format(number=numbers),
            "phieu-giai-quyet" if len(files) > 1 else f"phieu-giai-quyet_{numbers}",
            lambda: incoming_papers.processing_slips_pdf(session, ids),
        )

    def print_follow_up(self) -> None:
        """What is overdue or due soon, of the whole register."""
        from ...services import incoming_papers

        session = self._shell.session
        self._preview(
            _("Reminders"),
            "don-doc",
            lambda: incoming_papers.follow_up_pdf(session, (*following.overdue(session), *following.due_soon(session))),
        )

    def print_chosen_follow_up(self, files: Files) -> None:
        from ...services import incoming_papers

        session, ids = self._shell.session, [file.document.id for file in files]
        self._preview(
            _("Reminders"),
            "don-doc",
            lambda: incoming_papers.follow_up_pdf(session, incoming_papers.pending_of(session, ids)),
        )

    def stamp(self, file: DocumentFile) -> None:
        from ...services import incoming_papers

        session, document = self._shell.session, file.document
        form = StampForm(self._shell, document)

        def show(place: tuple[int, int] | None) -> None:
            self._preview(
                _("Arrival stamp no. {number}").format(number=words.own_number(document)),
                f"dau-den_{words.own_number(document)}",
                lambda: incoming_papers.stamp_pdf(session, document, place),
            )

        form.wanted.connect(show)
        self._screen.show_form(form)

    def _preview(self, title: str, file_name: str, make: Callable[[], bytes]) -> None:
        from ..paper.pdf_preview import PdfPreview

        PdfPreview(self._shell, title, file_name, make, self._screen.window()).open()

    # Inner workings

    def _ask(
        self,
        kind: str,
        file: DocumentFile,
        said: tuple[str, str],
        asked: str,
        run: Callable[[str], Changes],
        advice: str,
    ) -> None:
        form = TextForm(
            self._shell,
            said[0],
            said[1],
            [file.document],
            asked=asked,
            run=run,
            needed=_("Write why; it is kept with the document."),
            advice=advice,
        )
        form.kind = kind
        self._screen.show_form(form)

    def _run(self, work: Callable[[], Changes]) -> None:
        self._shell.operations.run(work, label=_("Saving…"))

    def _still_open(self, files: Files, *, done_too: bool = False) -> bool:
        """Says so where nothing more is to be done about a document."""
        ended = [
            file.document
            for file in files
            if not (file.document.state.is_open or (done_too and file.document.state in (State.DONE, State.NOTED)))
        ]
        if ended:
            count = n_("{n} document is no longer open: {state}.", "{n} documents are no longer open: {state}.",
                       len(ended))  # fmt: skip
            states = ", ".join(dict.fromkeys(words.standing(document) for document in ended))
            self._say(count.format(n=len(ended), state=states))
        return len(ended) < len(files)

    def _say(self, text: str) -> None:
        self._shell.notify(Message(text, tone=Tone.WARNING))

    def _proposed_leader(self) -> str:
        leaders = self._shell.session.directory.leaders
        return self._leader or (leaders[0].name if leaders else "")

    def _remember_leader(self, name: str) -> None:
        self._leader = name or self._leader


def _is_of_document(steps: Sequence[AnyStep]) -> bool:
    return bool(steps) and isinstance(steps[-1], DocumentStep)
