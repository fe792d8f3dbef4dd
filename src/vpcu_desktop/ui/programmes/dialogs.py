"""What opens over the programmes: heading, papers, approval, versions, documents, calendar files."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from ...domain.programmes import Preparation, Programme
from ...domain.roles import Action, may
from ...i18n import _
from ...services import calendar_files, programme_publishing, programmes
from ...services.changes import Changes
from ..messages import Message, Tone
from ..paper.preview import Paper, PreviewDialog
from ..week.publish_bar import Step, send_back_dialog
from .model import ProgrammeModel

if TYPE_CHECKING:
    from .screen import ProgrammesScreen


class ProgrammeDialogs:
    """Opens the dialogs of a `ProgrammesScreen`; heavy ones are imported when they are first asked for."""

    def __init__(self, screen: "ProgrammesScreen", model: ProgrammeModel) -> None:
        self._screen, self._model = screen, model

    def open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say(self, message: Message) -> None:
        self._model.shell.notify(message)

    # Own data

    def heading(self) -> None:
        from .heading_dialog import ProgrammeHeadingDialog

        session, before = self._model.session, self._model.sheet.programme
        dialog = ProgrammeHeadingDialog(before, self._screen)

        def save(after: Programme) -> None:
            self._model.run(lambda: programmes.set_heading(session, before, after))

        dialog.saved.connect(save)
        self.open(dialog)

    def preparation(self) -> None:
        from .heading_dialog import PreparationDialog

        session, body = self._model.session, self._model.sheet.body
        dialog = PreparationDialog(programmes.preparation(session, body.id), body.name, self._screen)

        def save(rule: Preparation) -> None:
            self._model.run(lambda: programmes.set_preparation(session, rule))

        dialog.saved.connect(save)
        self.open(dialog)

    def may_prepare(self) -> bool:
        return may(self._model.session.role, Action.EDIT_OFFICE)

    def document(self, which: str) -> None:
        """Names the legal basis or the result of the item in the inspector."""
        from .document_dialog import DocumentDialog

        form = self._screen.inspector_panel.form
        title = _("Legal basis") if which == "basis" else _("What came of it")
        text = form.texts["basis"].text() if which == "basis" else ""
        dialog = DocumentDialog(
            self._model.shell, title, _("Name it"), self._screen, text=text, outgoing=which == "result"
        )
        dialog.named.connect(lambda id_, code: form.name_document(which, id_, code))
        self.open(dialog)

    # Approval and publication

    def next_step(self) -> None:
        steps = self._screen.publish_bar.standing.steps
        if steps:
            self.take_step(steps[0])

    def take_step(self, step: Step) -> None:
        """Takes a step of approval and publication."""
        session, body, period = self._model.session, self._model.body, self._model.period
        if step is Step.SUBMIT:
            self._model.run(lambda: programme_publishing.submit(session, body, period))
        elif step in (Step.APPROVE, Step.APPROVED_ON_PAPER):
            on_paper = step is Step.APPROVED_ON_PAPER
            self._model.run(lambda: programme_publishing.approve(session, body, period, on_paper=on_paper))
        elif step is Step.PUBLISH:
            self._ask_document()
        else:
            consequence = _("The note stands over the programme until it is submitted again.")
            self.open(send_back_dialog(self._screen, self._send_back, consequence))

    def _send_back(self, note: str) -> None:
        session, body, period = self._model.session, self._model.body, self._model.period
        self._model.run(lambda: programme_publishing.send_back(session, body, period, note))

    def _ask_document(self) -> None:
        """The approved version bears the number of the document that approved it: it is asked first."""
        from .document_dialog import DocumentDialog

        programme = self._model.sheet.programme
        dialog = DocumentDialog(
            self._model.shell,
            _("Which document approves the programme?"),
            _("Publish under this document"),
            self._screen,
            text=programme.code,
            outgoing=True,
            typed_verb=_("Publish under the number typed"),
            none_verb=_("Publish without a number"),
        )
        dialog.named.connect(lambda id_, _code: self._publish(None, id_))
        dialog.typed.connect(lambda code: self._publish(code, None))
        self.open(dialog)

    def _publish(self, code: str | None, document: str | None) -> None:
        session, body, period = self._model.session, self._model.body, self._model.period

        def done(_changes: Changes) -> None:
            number = self._model.sheet.versions
            self._say(
                Message(_("Version {n} is published and kept. Ctrl+P prints it.").format(n=number), tone=Tone.SUCCESS)
            )

        self._model.run(
            lambda: programme_publishing.publish(session, body, period, code=code, document=document),
            done,  # type: ignore[arg-type]
            label=_("Making the papers…"),
        )

    def versions(self) -> None:
        from ..paper.versions_dialog import VersionsDialog
        from .papers import programme_versions

        model = self._model
        if model.sheet.versions == 0:
            self._say(Message(_("Nothing of this programme is approved yet.")))
            return
        self.open(VersionsDialog(model.shell.operations, programme_versions(model.session, model.sheet), self._screen))

    # Papers and files

    def preview(self) -> None:
        from .papers import programme_paper

        self._preview(programme_paper(self._model.session, self._model.sheet))

    def follow_up(self) -> None:
        """The list of what is still to be done, of the lead unit under the cursor if several items are chosen."""
        from .papers import follow_up_paper

        self._preview(follow_up_paper(self._model.session, self._model.sheet, self._model.body))

    def follow_up_unit(self) -> None:
        from .papers import follow_up_paper

        item = self._screen.current_item()
        if item is not None and item.lead:
            self._preview(follow_up_paper(self._model.session, self._model.sheet, self._model.body, item.lead))

    def _preview(self, paper: Paper) -> None:
        dialog = PreviewDialog(self._model.shell.operations, paper, self._screen)
        dialog.orientation.hide()
        self.open(dialog)

    def progress_report(self) -> None:
        """The figures stand among the reports."""
        self._model.shell.go("reports", "programmes")

    def export_ics(self) -> None:
        """What happens and what is due in the shown period, as a calendar file."""
        from ..saving import ask_path, save_file

        session, body, period = self._model.session, self._model.body, self._model.period
        name = f"lich_{period.key.replace('–', '-')}"
        path = ask_path(self._screen, _("Save as a calendar file"), name, {".ics": _("Calendar file (*.ics)")})
        if path is None:
            return
        save_file(
            self._model.shell.operations,
            path,
            lambda: calendar_files.ics(session, period.first_day, period.last_day, body),
            self._screen.told,
        )

    def may_export(self) -> bool:
        return may(self._model.session.role, Action.EXPORT)
