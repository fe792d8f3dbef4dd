"""What a step in a document's life asks: a form in the inspector's place, never a window; Esc goes back.

Enter leads through its fields to its verb, Ctrl+Enter does it. What was typed stays until it is done or given up.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import EntryKind
from ...domain.documents import Document, Secrecy
from ...domain.errors import KnownError
from ...i18n import _, n_
from ...services.changes import Changes
from .. import theme
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.scrolled import scrolled
from ..widgets.suggest import Suggestion
from . import words
from .fields import LeadingText

Field = QLineEdit | LeadingText


class StepForm(QWidget):
    """Subclasses put their fields into `form` and say in `work` what storing does, off the window's thread.

    `kind` names the form in a draft; `fields` are its texts by name.
    """

    kind = ""

    done = Signal()
    left = Signal()

    def __init__(self, shell: Shell, title: str, verb: str, documents: Sequence[Document]) -> None:
        super().__init__()
        self._shell = shell
        self.documents = tuple(documents)
        self.fields: dict[str, Field] = {}
        self._busy = False
        self.form = Form()
        self.banner = Banner(narrow=True)
        self.verb_button = button(verb, self.save, "primary")
        self.verb_button.setToolTip("Ctrl+Enter")
        self.back_button = button(_("Back"), self.left.emit)
        self.back_button.setToolTip("Esc")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(_about(self.documents), "muted", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self.form)
        column.addStretch(1)
        area = scrolled(inner)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.verb_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(row)

    def work(self) -> Callable[[], Changes] | None:
        """What storing does with the fields as they are now; None if they are not whole: then it was said why."""
        raise NotImplementedError

    @property
    def is_secret(self) -> bool:
        """Then nothing of it is kept as a draft."""
        return any(document.secrecy is not Secrecy.NONE for document in self.documents)

    def put(self, name: str, field: Field, words_of_it: str, help_text: str = "") -> None:
        """A field under its words; Enter in it leads on."""
        self.fields[name] = field
        self.form.add(words_of_it, field, help_text)
        self.lead_on_from(field)

    def put_row(self, *fields: tuple[str, Field, str], stretches: tuple[int, ...] = ()) -> None:
        """Fields side by side: (name, field, words)."""
        self.form.add_row(*((words_of_it, field) for _name, field, words_of_it in fields), stretches=stretches)
        for name, field, _words in fields:
            self.fields[name] = field
            self.lead_on_from(field)

    def lead_on_from(self, field: Field) -> None:
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)  # a proposed name is read from its beginning
        field.returnPressed.connect(lambda: self.focusNextPrevChild(True))

    def begin(self) -> None:
        """The keyboard comes to the first field that is empty."""
        first = next((f for f in self.fields.values() if not f.text()), next(iter(self.fields.values()), None))
        (first or self.verb_button).setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Stores it, unless that is being done."""
        work = None if self._busy else self.work()
        if work is None:
            return
        self._busy = True
        self._shell.operations.run(work, label=_("Saving…"), on_done=self._stored, on_error=self._refused)

    def complain(self, text: str, *fields: QWidget, advice: str = "") -> None:
        """Says what is missing, and goes there."""
        self.banner.show_message(Message(text, advice, Tone.WARNING))
        for field in fields:
            theme.mark(field, invalid=True)
        if fields:
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items() if field.text()}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Puts typed texts back."""
        for name, field in self.fields.items():
            if name in texts:
                field.setText(texts[name])

    def _stored(self, _changes: object) -> None:
        self._busy = False
        self.done.emit()

    def _refused(self, error: KnownError) -> bool:
        self._busy = False
        self.banner.show_message(wording(error))
        return True

    def showEvent(self, event: QShowEvent) -> None:
        self._lead_to_the_verb()
        super().showEvent(event)

    def _lead_to_the_verb(self) -> None:
        """After the last field come the buttons: they were made before it, and Tab would leave the form."""
        last, at = None, self.nextInFocusChain()
        while at is not None and at != self:
            if self.form.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = at
            at = at.nextInFocusChain()
        if last is not None:
            self.setTabOrder(last, self.verb_button)
            self.setTabOrder(self.verb_button, self.back_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextForm(StepForm):
    """Asks for one text: a reason, a name."""

    kind = "text"

    def __init__(
        self,
        shell: Shell,
        title: str,
        verb: str,
        documents: Sequence[Document],
        *,
        asked: str,
        run: Callable[[str], Changes],
        needed: str,
        advice: str = "",
    ) -> None:
        """`needed`: said where nothing was typed. `run` gets the text, off the window's thread."""
        super().__init__(shell, title, verb, documents)
        self._run, self._needed = run, needed
        if advice:
            self.form.words(advice, "warning")
        self.text = LeadingText(lines=2)
        self.put("text", self.text, asked)

    def work(self) -> Callable[[], Changes] | None:
        typed = self.text.text().strip()
        if not typed:
            self.complain(self._needed, self.text)
            return None
        return lambda: self._run(typed)


def names_of(shell: Shell) -> Callable[[str], Sequence[Suggestion]]:
    """Whom something can be asked of: units first, then people by name, position or short name."""

    def suggest(typed: str) -> Sequence[Suggestion]:
        directory = shell.session.directory
        return [
            *(Suggestion(each.name) for each in directory.suggest(EntryKind.UNIT, typed)),
            *(Suggestion(each.name, each.position) for each in directory.suggest(EntryKind.PERSON, typed)),
        ]

    return suggest


def leaders_of(shell: Shell) -> Callable[[str], Sequence[Suggestion]]:
    """The leaders, then other people."""

    def suggest(typed: str) -> Sequence[Suggestion]:
        found = shell.session.directory.suggest(EntryKind.PERSON, typed)
        return [Suggestion(each.name, each.position) for each in sorted(found, key=lambda each: not each.leader)]

    return suggest


def _about(documents: Sequence[Document]) -> str:
    if len(documents) == 1:
        document = documents[0]
        number = words.own_number(document)
        named = _("Arrival no. {number}: {what}").format(number=number, what=words.named(document))
        return "\n".join((named if number else words.named(document), words.subject(document)))
    numbers = ", ".join(words.own_number(document) for document in documents[:8])
    more = ", …" if len(documents) > 8 else ""
    count = n_("{n} document", "{n} documents", len(documents)).format(n=len(documents))
    return f"{count}: {numbers}{more}"
