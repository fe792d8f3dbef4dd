"""Submitting papers to a leader, and entering what the leader wrote on them (bút phê)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ...domain.directory import EntryKind
from ...domain.document_file import DocumentFile
from ...domain.documents import Document
from ...domain.text import clean_line
from ...i18n import _, n_
from ...services import following
from ...services.changes import Changes, Kind
from ...services.following import Ask, RoundDraft
from ..screen import Shell
from ..widgets.labels import label
from ..widgets.suggest import SuggestEdit
from .day_edits import DueEdit, PaperDayEdit
from .entry_boxes import EntryBox
from .fields import LeadingText
from .step_form import StepForm, leaders_of, names_of


class SubmitForm(StepForm):
    """To whom papers are laid before, perhaps many at once."""

    kind = "submit"

    def __init__(self, shell: Shell, documents: Sequence[Document], leader: str) -> None:
        """`leader`: proposed."""
        super().__init__(shell, _("Submit to a leader"), _("Submit"), documents)
        self.to = EntryBox(leaders_of(shell))
        self.to.setText(leader)
        self.day = PaperDayEdit(today=shell.session.today)
        self.day.set_day(shell.session.today())
        self.put("to", self.to, _("Submitted to"))
        self.put("day", self.day, _("On"))
        self.form.finish()

    def begin(self) -> None:
        if self.to.text():
            self.verb_button.setFocus()
        else:
            super().begin()

    def work(self) -> Callable[[], Changes] | None:
        to, day, session = clean_line(self.to.text()), self.day.day(), self._shell.session
        if not to:
            self.complain(_("Name whom the papers are submitted to."), self.to)
            return None
        if day is None:
            self.complain(_("The day is not understood."), self.day)
            return None

        def submit() -> Changes:
            for document in self.documents:
                following.submit(session, document, to, day)
            return Changes.of("submit_document", Kind.REGISTER)

        return submit


class DirectForm(StepForm):
    """A leader's words: one in the lead, others with it, others informed; deadlines by day or in working days."""

    kind = "direct"

    def __init__(self, shell: Shell, file: DocumentFile, leader: str) -> None:
        """`leader`: proposed where no leader waits with the paper."""
        super().__init__(shell, _("Enter a direction"), _("Enter the direction"), [file.document])
        session = shell.session
        today = session.today
        answered = {a.round for a in file.assignments}
        waiting = [r for r in file.rounds if not r.opinion and r.id not in answered]
        self.leader = EntryBox(leaders_of(shell))
        self.leader.setText(waiting[-1].leader if waiting else leader)
        self.day = PaperDayEdit(today=today)
        self.day.set_day(today())
        self.opinion = LeadingText(lines=3)
        self.lead = EntryBox(names_of(shell))
        first_time = not file.assignments
        self.lead.setText(file.document.receiver if first_time and ";" not in file.document.receiver else "")
        self.due = self._due_edit()
        self.due.set_day(file.document.due if first_time else None)
        self.co = SuggestEdit(names_of(shell), separator=";")
        self.co_due = self._due_edit()
        self.info = SuggestEdit(names_of(shell), separator=";")
        several = _("Several are parted by “;”.")
        self.put_row(("leader", self.leader, _("Leader")), ("day", self.day, _("On")), stretches=(3, 2))
        self.put("opinion", self.opinion, _("In these words"))
        self.put_row(("lead", self.lead, _("In the lead")), ("due", self.due, _("Deadline")), stretches=(3, 2))
        self.put_row(("co", self.co, _("Join in")), ("co_due", self.co_due, _("Deadline")), stretches=(3, 2))
        self.put("info", self.info, _("To be informed"), several)
        self.unknown = label("", "warning", wrap=True)
        self.unknown.hide()
        self.form.add_widget(self.unknown)
        self._looked_at: set[str] = set()  # new names that the clerk was told of before
        for field in (self.lead, self.co, self.info):
            field.textChanged.connect(self._tell_unknown)
        self._tell_unknown()
        self.form.finish()

    def begin(self) -> None:
        (self.opinion if self.leader.text() else self.leader).setFocus()

    def work(self) -> Callable[[], Changes] | None:
        session, document = self._shell.session, self.documents[0]
        wrong = [field for field in (self.day, self.due, self.co_due) if not field.is_valid]
        if wrong or self.day.day() is None:
            self.complain(_("The day is not understood."), *(wrong or [self.day]))
            return None
        new = self._unknown()
        if set(new) - self._looked_at:
            self._looked_at.update(new)
            self.complain(_new_names(new), advice=_("If it is meant so, enter the direction once more."))
            return None
        missing = self._missing()
        if missing is not None:
            self.complain(missing[0], missing[1])
            return None
        due, co_due = self.due.day(), self.co_due.day()
        lead = clean_line(self.lead.text())
        draft = RoundDraft(
            clean_line(self.leader.text()),
            self.opinion.text(),
            self.day.day(),
            Ask(lead, due) if lead else None,
            tuple(Ask(name, co_due or due) for name in _names(self.co.text())),
            tuple(Ask(name) for name in _names(self.info.text())),
        )
        return lambda: following.direct(session, document, draft)

    def _missing(self) -> tuple[str, QWidget] | None:
        """What a direction cannot do without, in words, and where it belongs."""
        if not self.leader.text().strip():
            return _("Name the leader."), self.leader
        if self.co.text().strip() and not self.lead.text().strip():
            return _("Name one who is in the lead; the others join in."), self.lead
        if not any(field.text().strip() for field in (self.opinion, self.lead, self.info)):
            return _("Enter the words, or whom it is passed to."), self.opinion
        return None

    def _unknown(self) -> tuple[str, ...]:
        """The names that nobody in the directory has; where it holds no unit at all, nothing can be told."""
        session = self._shell.session
        if not session.directory.of(EntryKind.UNIT):
            return ()
        return following.unknown(session, [name for f in (self.lead, self.co, self.info) for name in _names(f.text())])

    def _tell_unknown(self, _text: str = "") -> None:
        new = self._unknown()
        self.unknown.setText(_new_names(new))
        self.unknown.setVisible(bool(new))

    def _due_edit(self) -> DueEdit:
        session = self._shell.session
        return DueEdit(
            lambda day, count: following.due_after(session, day, count),
            today=session.today,
            start=lambda: self.day.day() or session.today(),
        )


def _new_names(names: Sequence[str]) -> str:
    said = n_("New unit, not in the directory: {names}", "New units, not in the directory: {names}", len(names))
    return said.format(names="; ".join(names))


def _names(text: str) -> list[str]:
    return [name for piece in text.split(";") if (name := clean_line(piece))]
