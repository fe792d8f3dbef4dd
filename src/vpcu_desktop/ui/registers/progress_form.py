"""Who was asked, and how far each is: signed for, deadline, progress; several documents signed for at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from ...domain.document_file import DocumentFile
from ...domain.documents import Assignment, Document, Part, Progress
from ...domain.text import clean_line
from ...i18n import _
from ...services import following
from ...services.changes import Changes, Kind
from ...services.following import Ask
from ...services.session import OfficeSession
from ..screen import Shell
from ..widgets.labels import label
from . import words
from .day_edits import DueEdit, PaperDayEdit
from .entry_boxes import EntryBox, EntryChoice
from .step_form import StepForm, names_of


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How an assignment shall stand; an empty name: nobody was asked."""

    before: Assignment
    name: str
    progress: Progress
    due: date | None
    signed_by: str
    signed_on: date | None
    note: str

    @property
    def renamed(self) -> bool:
        return self.name != self.before.name

    @property
    def unsigned(self) -> bool:
        """It is signed for no more. A signature without a name keeps its day."""
        return self.before.signed_on is not None and not self.signed_by and self.signed_on is None

    @property
    def needs_reason(self) -> bool:
        return self.renamed or self.unsigned


class _Part:
    """The fields of one who was asked."""

    def __init__(self, form: StepForm, shell: Shell, asked: Assignment) -> None:
        session = shell.session
        self.asked = asked
        self.progress = EntryChoice(words.choices(Progress))
        self.progress.set_value(asked.progress.value)
        self.due = DueEdit(lambda day, count: following.due_after(session, day, count), today=session.today)
        self.due.set_day(asked.due)
        self.signer = EntryBox(names_of(shell))
        self.signer.setText(asked.signed_by)
        self.signed = PaperDayEdit(today=session.today)
        self.signed.set_day(asked.signed_on)
        self.note = EntryBox()
        self.note.setText(asked.note)
        self.name = EntryBox(names_of(shell))
        self.name.setText(asked.name)
        form.form.add_widget(label(f"{words.part(asked.part)}: {asked.name}", "strong", wrap=True))
        form.form.add(_("Who was asked"), self.name)
        form.form.add_row((_("How far"), self.progress), (_("Deadline"), self.due))
        form.form.add_row((_("Signed for by"), self.signer), (_("On"), self.signed), stretches=(3, 2))
        form.form.add(_("Note"), self.note)
        for field in (self.name, self.progress, self.due, self.signer, self.signed, self.note):
            field.returnPressed.connect(lambda: form.focusNextPrevChild(True))
        self.signer.textEdited.connect(lambda _text: self._sign_today(session.today()))

    def _sign_today(self, today: date) -> None:
        if not self.signed.text():
            self.signed.set_day(today)

    @property
    def unread(self) -> list[QLineEdit]:
        """Fields that are not understood."""
        return [field for field in (self.due, self.signed) if not field.is_valid]

    def texts(self) -> dict[str, str]:
        """What differs from what is stored, for a draft."""
        stored = (self.asked.name, self.asked.progress.value, "", self.asked.signed_by, "", self.asked.note)
        days = {"due": self.asked.due, "signed": self.asked.signed_on}
        now = {name: text for (name, text), before in zip(self._now(), stored, strict=True) if text != before}
        unchanged = {name for name, day in days.items() if getattr(self, name).day() == day}
        return {f"{self.asked.id}:{name}": text for name, text in now.items() if name not in unchanged}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        for name, _text in self._now():
            typed = texts.get(f"{self.asked.id}:{name}")
            if typed is None:
                continue
            if name == "progress":
                self.progress.set_value(typed)
            else:
                getattr(self, name).setText(typed)

    def _now(self) -> list[tuple[str, str]]:
        return [
            ("name", self.name.text()),
            ("progress", self.progress.value),
            ("due", self.due.text()),
            ("signer", self.signer.text()),
            ("signed", self.signed.text()),
            ("note", self.note.text()),
        ]

    def wanted(self) -> _Wanted:
        return _Wanted(
            self.asked,
            clean_line(self.name.text()),
            Progress(self.progress.value),
            self.due.day(),
            clean_line(self.signer.text()),
            self.signed.day(),
            clean_line(self.note.text()),
        )


class ProgressForm(StepForm):
    """Every unit and person that was asked about a document, of all its rounds.

    A name that is put right or emptied, and a signature that is taken out, need a reason.
    """

    kind = "progress"

    def __init__(self, shell: Shell, file: DocumentFile) -> None:
        super().__init__(shell, _("Who was asked, and how far they are"), _("Save"), [file.document])
        self.parts = [_Part(self, shell, asked) for asked in file.assignments]
        self._round = file.rounds[-1] if file.rounds else None
        self.more, self.more_part = EntryBox(names_of(shell)), EntryChoice(words.choices(Part))
        self.more_due = DueEdit(
            lambda day, count: following.due_after(shell.session, day, count), today=shell.session.today
        )
        if self._round is not None:
            has_lead = any((a.round, a.part) == (self._round.id, Part.LEAD) for a in file.assignments)
            self.more_part.set_value((Part.CO if has_lead else Part.LEAD).value)
            self.form.add_widget(label(_("One who was forgotten in the last direction"), "strong", wrap=True))
            self.put("more", self.more, _("Unit or person"))
            self.form.add_row((_("Part in it"), self.more_part), (_("Deadline"), self.more_due))
            for field in (self.more_part, self.more_due):
                field.returnPressed.connect(lambda: self.focusNextPrevChild(True))
        self.why = EntryBox()
        self.put("why", self.why, _("Why, if a name is put right, added or something is emptied"))
        self.form.finish()

    def begin(self) -> None:
        first = next((p for p in self.parts if p.asked.progress.is_open), self.parts[0] if self.parts else None)
        (first.progress if first else self.verb_button).setFocus()

    def work(self) -> Callable[[], Changes] | None:
        unread = [field for part in self.parts for field in part.unread]
        unread += [self.more_due] if not self.more_due.is_valid else []
        if unread:
            self.complain(_("The day is not understood."), *unread)
            return None
        wanted, session = [part.wanted() for part in self.parts], self._shell.session
        why, more = clean_line(self.why.text()), clean_line(self.more.text())
        if not why and (more or any(each.needs_reason for each in wanted)):
            self.complain(_("Say why; the history of changes keeps what was entered."), self.why)
            return None

        ask, part, of = Ask(more, self.more_due.day()), Part(self.more_part.value), self._round

        def store() -> Changes:
            for each in wanted:
                _bring(session, each, why)
            if more and of is not None:
                following.join(session, of.document, of.id, part, ask, why)
            return Changes.of("set_progress", Kind.REGISTER)

        return store

    def texts(self) -> dict[str, str]:
        """All that was typed, the fields of each one asked among it."""
        found = super().texts()
        for part in self.parts:
            found |= part.texts()
        return found

    def put_texts(self, texts: Mapping[str, str]) -> None:
        super().put_texts(texts)
        for part in self.parts:
            part.put_texts(texts)


class SignForm(StepForm):
    """Papers that were handed over come back signed for: of one document or of all that were chosen."""

    kind = "sign"

    def __init__(self, shell: Shell, documents: Sequence[Document], asked: Sequence[Assignment]) -> None:
        super().__init__(shell, _("Signed for"), _("Enter the signature"), documents)
        self._asked = tuple(asked)
        self.form.words("; ".join(dict.fromkeys(each.name for each in asked)))
        self.by = EntryBox(names_of(shell))
        self.day = PaperDayEdit(today=shell.session.today)
        self.day.set_day(shell.session.today())
        self.put("by", self.by, _("Signed for by"))
        self.put("day", self.day, _("On"))
        self.form.finish()

    def work(self) -> Callable[[], Changes] | None:
        by, day, session = clean_line(self.by.text()), self.day.day(), self._shell.session
        if not by:
            self.complain(_("Name who signed."), self.by)
            return None
        if day is None:
            self.complain(_("The day is not understood."), self.day)
            return None
        return lambda: following.sign(session, self._asked, by, day)


def _bring(session: OfficeSession, wanted: _Wanted, why: str) -> None:
    """Takes the steps that lead an assignment to how it shall stand; each finds it as the one before left it."""
    now = wanted.before
    if not wanted.name:
        following.correct(session, now, "", why)
        return
    if wanted.renamed:
        following.correct(session, now, wanted.name, why)
        now = replace(now, name=wanted.name, entry=following.entry_of(session, wanted.name))
    if wanted.unsigned:
        following.empty_receipt(session, now, why)
        now = replace(now, signed_on=None, signed_by="")
    if wanted.due != now.due:
        following.set_due(session, now, wanted.due)
        now = replace(now, due=wanted.due)
    if wanted.signed_by and (wanted.signed_by, wanted.signed_on) != (now.signed_by, now.signed_on):
        day = wanted.signed_on or session.today()
        following.sign(session, [now], wanted.signed_by, day)
        now = replace(now, handed_on=now.handed_on or day, signed_on=day, signed_by=wanted.signed_by)
    if (wanted.progress, wanted.note) != (now.progress, now.note):
        following.set_progress(session, now, wanted.progress, note=wanted.note)
