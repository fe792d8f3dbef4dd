"""A registered line put right, or what an opened envelope holds: the fields of the quick entry in the inspector."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from ...domain.documents import Document
from ...i18n import _
from ...services import following, incoming
from ...services.changes import Changes
from ...services.entry_memory import EntryMemory
from ...services.incoming import IncomingDraft
from ..screen import Shell
from .entry_fields import EntryFields
from .paper_fields import Facts, texts_of
from .step_form import StepForm


class EditForm(StepForm):
    """Number, book and state stay: they have steps of their own. What is stored can be undone."""

    kind = "edit"

    def __init__(self, shell: Shell, document: Document, memory: EntryMemory, *, opens_envelope: bool = False) -> None:
        title, verb = (_("Open the envelope"), _("Enter what it holds")) if opens_envelope else (_("Edit"), _("Save"))
        super().__init__(shell, title, verb, [document])
        session = shell.session
        self._opens = opens_envelope
        self.line = EntryFields(
            Facts(
                session.today,
                lambda: session.directory,
                lambda: session.almanac,
                lambda day, count: following.due_after(session, day, count),
            ),
            tall=True,
        )
        self.line.memory = memory
        texts = texts_of(document)
        if opens_envelope:
            texts.pop("envelope", None)
        self.line.put_texts(texts)
        self.form.add_widget(self.line)
        for name, box in self.line.side_fields():
            if name:
                self.form.add(name, box)
            elif not opens_envelope:
                self.form.add_widget(box)
        self.line.passed.connect(self.verb_button.setFocus)
        self.form.finish()

    def begin(self) -> None:
        self.line.focus_first()

    def texts(self) -> dict[str, str]:
        return self.line.texts()

    def put_texts(self, texts: dict[str, str]) -> None:  # type: ignore[override]
        self.line.put_texts(texts)

    def work(self) -> Callable[[], Changes] | None:
        self.line.read_code()
        faults: list[QLineEdit] = self.line.faults()
        if faults:
            self.complain(_("“{text}” is not understood.").format(text=faults[0].text()), *faults)
            return None
        session, before = self._shell.session, self.documents[0]
        after = _changed(before, self.line.draft())
        if self._opens:
            return lambda: incoming.open_envelope(session, before, after)
        return lambda: incoming.change(session, before, after)


def _changed(before: Document, draft: IncomingDraft) -> Document:
    """The line as the fields have it; what they do not show stays."""
    return replace(
        before,
        code=draft.code,
        day=draft.day,
        issuer_name=draft.issuer,
        type_abbr=draft.type_abbr,
        type_name=draft.type_name,
        subject=draft.subject or None,
        registered=draft.arrived or before.registered,
        signer=draft.signer,
        urgency=draft.urgency,
        urgency_hour=draft.urgency_hour,
        channel=draft.channel,
        due=draft.due,
        receiver=draft.receiver,
        pages=draft.pages,
        copies=draft.copies,
        envelope=draft.envelope,
        note=draft.note,
    )
