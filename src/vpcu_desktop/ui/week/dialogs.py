"""What opens over the week: intake, heading, roster, approval, versions, preview, the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from ...domain.proposals import Proposal, ReadSchedule
from ...domain.roles import Action, may
from ...domain.schedule import Absence, Duty, Schedule
from ...domain.times import Week
from ...i18n import _, n_
from ...services import intake, publishing, roster, weeks
from ...services.changes import Changes, Kind
from ..messages import Message, Tone
from .entry_line import is_several
from .model import WeekModel
from .publish_bar import Step, send_back_dialog
from .roster_strip import Record, RosterDialog, new_absence, new_duty

if TYPE_CHECKING:
    from .screen import WeekScreen


class WeekDialogs:
    """Opens the dialogs of a `WeekScreen`; heavy ones are imported when they are first asked for."""

    def __init__(self, screen: "WeekScreen", model: WeekModel) -> None:
        self._screen, self._model = screen, model

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Intake

    def paste(self) -> None:
        """Takes what the clipboard holds: a table or several lines to the intake, one line to the entry line."""
        data = QGuiApplication.clipboard().mimeData()
        if is_several(data):
            self.take_in(data)
        elif data.hasText() and data.text().strip():
            self._screen.entry.begin(data.text().strip())

    def take_in(self, data: QMimeData) -> None:
        html, text = data.html() if data.hasHtml() else None, data.text()
        model, hours = self._model, self._model.session.office.hours
        day, week, today = self._screen.view.day or model.week.monday, model.week, model.today

        def read() -> ReadSchedule:
            found = intake.read_clipboard(html, text)
            if found.proposals or not text.strip():
                return found
            return intake.read_lines(text, day, week, hours, today=today)

        model.run(read, self.show_read, label=_("Reading the schedule…"))

    def open_file(self) -> None:
        kinds = _("Schedules (*.docx *.doc *.xlsx *.xls *.txt *.htm *.html);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self._screen, _("Take in a schedule file"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Reads a schedule file and shows what was understood."""
        self._model.run(lambda: intake.read_file(path), self.show_read, label=_("Reading the schedule…"))

    def show_read(self, read: ReadSchedule) -> None:
        if not read.proposals and not read.leftovers:
            self._say(Message(_("There is no schedule in it."), tone=Tone.WARNING))
            return
        from .intake_dialog import IntakeDialog

        dialog = IntakeDialog(self._model, read, self._screen)
        dialog.taken.connect(lambda week, proposals: self._accept(week, proposals, read))
        self._open(dialog)

    def _accept(self, week: Week, proposals: tuple[Proposal, ...], read: ReadSchedule) -> None:
        session, body = self._model.session, self._model.body_id

        def done(_changes: Changes) -> None:
            self._screen.show_week(week)
            count = len(proposals)
            text = n_(
                "{n} activity taken in. Ctrl+Z takes it back.",
                "{n} activities taken in. Ctrl+Z takes them back.",
                count,
            )
            self._say(Message(text.format(n=count), tone=Tone.SUCCESS))

        self._model.run(lambda: weeks.accept(session, body, week, proposals, paper=read), done)

    # Heading and roster

    def heading(self) -> None:
        from .heading_dialog import HeadingDialog

        dialog = HeadingDialog(self._model, self._screen)
        session = self._model.session

        def save(schedule: Schedule) -> None:
            self._model.run(lambda: weeks.set_heading(session, schedule))

        dialog.saved.connect(save)
        self._open(dialog)

    def new_absence(self) -> None:
        self._roster(new_absence(self._screen.view.day or self._model.week.monday), fresh=True)

    def new_duty(self) -> None:
        self._roster(new_duty(self._model.week), fresh=True)

    def edit_record(self, record: Record) -> None:
        if self._model.may_edit:
            self._roster(record, fresh=False)

    def _roster(self, record: Record, *, fresh: bool) -> None:
        dialog = RosterDialog(self._model, record, fresh=fresh, parent=self._screen)
        session = self._model.session

        def save(changed: Absence | Duty) -> None:
            self._model.run(lambda: roster.save(session, changed))

        def remove(gone: Absence | Duty) -> None:
            self._model.run(lambda: roster.remove(session, gone))

        dialog.saved.connect(save)
        dialog.removed.connect(remove)
        self._open(dialog)

    # Approval and publication

    def next_step(self) -> None:
        steps = self._screen.publish_bar.standing.steps
        if steps:
            self.take_step(steps[0])

    def take_step(self, step: Step) -> None:
        """Takes a step of approval and publication."""
        if step is Step.SUBMIT:
            self._model.submit()
        elif step in (Step.APPROVE, Step.APPROVED_ON_PAPER):
            self._model.approve()
        elif step is Step.PUBLISH:
            self.publish()
        else:
            consequence = _("The note stands over the week until it is submitted again.")
            self._open(send_back_dialog(self._screen, self._model.send_back, consequence))

    def publish(self) -> None:
        """Publishes; what paper cannot show is told first, for a version is never taken back."""
        from .papers import print_warnings

        warnings = print_warnings(self._model.sheet)
        if warnings:
            told = Message(_("Not everything would come out on paper:"), "\n".join(warnings), Tone.WARNING)
            self._model.shell.notify(told, _("Publish all the same"), self._ask_number)
        else:
            self._ask_number()

    def _ask_number(self) -> None:
        """Asks for the number first, in an office that numbers its schedules."""
        from ...services import schedule_register

        if not schedule_register.is_wanted(self._model.session, self._model.sheet.schedule):
            self._publish()
            return
        from .register_dialog import RegisterDialog

        dialog = RegisterDialog(self._model.sheet.schedule.number, self._screen)
        dialog.registered.connect(lambda: self.register(self._publish))
        dialog.skipped.connect(self._publish)
        self._open(dialog)

    def may_register(self) -> bool:
        """Whether the week has activities and no number yet."""
        sheet = self._model.sheet
        numbered = bool(sheet.schedule.register_number) or not sheet.activities
        return not numbered and may(self._model.session.role, Action.EDIT_REGISTER)

    def register(self, then: Callable[[], object] | None = None) -> None:
        """Enters the schedule into the register of outgoing documents, where it takes its number."""
        from ...services import schedule_register
        from ...services.outgoing import Issued

        session, body, week = self._model.session, self._model.body_id, self._model.week

        def done(issued: Issued) -> None:
            text = _("The schedule is number {code} of the outgoing register.").format(code=issued.document.code)
            advice = ""
            if self._model.sheet.versions:
                advice = _("What is published from now on bears it; versions published before stay as they are.")
            self._say(Message(text, advice, Tone.SUCCESS))
            if then is not None:
                then()

        self._model.shell.operations.run(
            lambda: schedule_register.register_schedule(session, body, week),
            label=_("Saving…"),
            changes=Changes.of("register_schedule", Kind.REGISTER, Kind.BOOKS, Kind.SCHEDULE, week=week),
            on_done=done,
        )

    def _publish(self) -> None:
        session, body, week = self._model.session, self._model.body_id, self._model.week

        def done(_changes: Changes) -> None:
            number = self._model.sheet.versions
            text = _("Version {n} is published and kept. Ctrl+P prints it.").format(n=number)
            self._say(Message(text, tone=Tone.SUCCESS))

        self._model.run(lambda: publishing.publish(session, body, week), done, label=_("Making the papers…"))

    def versions(self) -> None:
        from ..paper.versions_dialog import VersionsDialog
        from .papers import week_versions

        model = self._model
        if model.sheet.versions == 0:
            self._say(Message(_("Nothing of this week is published yet.")))
            return
        self._open(VersionsDialog(model.shell.operations, week_versions(model.session, model.sheet), self._screen))

    def preview(self) -> None:
        from ..paper.preview import PreviewDialog
        from .papers import print_warnings, week_paper

        sheet, operations = self._model.sheet, self._model.shell.operations
        paper = week_paper(self._model.session, sheet)
        self._open(PreviewDialog(operations, paper, self._screen, warnings=print_warnings(sheet)))

    # The clipboard

    def copy_text(self) -> None:
        session, sheet = self._model.session, self._model.sheet

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._say(Message(_("The week is on the clipboard as text."), self._left_out(), Tone.SUCCESS))

        self._model.run(lambda: publishing.week_text(session, sheet), done)

    def copy_picture(self) -> None:
        from .picture import week_picture

        QGuiApplication.clipboard().setImage(week_picture(self._model.facts))
        self._say(Message(_("The week is on the clipboard as a picture."), self._left_out(), Tone.SUCCESS))

    def _left_out(self) -> str:
        secret = sum(activity.secret for activity in self._model.sheet.activities)
        if not secret:
            return ""
        text = n_("{n} secret activity was left out.", "{n} secret activities were left out.", secret)
        return text.format(n=secret)

    def _say(self, message: Message) -> None:
        self._model.shell.notify(message)
