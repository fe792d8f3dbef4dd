"""Beside an outgoing draft's fields: its next number, and what may be wrong with form, authority and date."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ...domain.documents import Secrecy
from ...domain.register_fields import Field
from ...i18n import _
from ...services import outgoing, outgoing_memory
from ...services.outgoing_memory import NextNumber
from ..screen import Shell
from ..widgets.labels import label
from ..widgets.measured import Measured
from . import form_words
from .outgoing_form import OutgoingForm
from .parts import empty_layout

#: The rules are asked when typing rests so long (ms).
_REST = 150
_WIDTH = 34  # letters


class ChecksPanel(QScrollArea):
    """Looks at the form while it is typed in; nothing that it says keeps a number from being given."""

    def __init__(self, shell: Shell, form: OutgoingForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._form = shell, form
        self.next_number: NextNumber | None = None
        self.warnings: tuple[str, ...] = ()
        self._asked = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._check)
        self.number = label("", "heading", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.number)
        column.addLayout(self._lines)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        Measured(self, lambda letters: self.setMinimumWidth(letters.averageCharWidth() * _WIDTH))
        form.edited.connect(self._rest.start)
        form.numbering_edited.connect(self.ask_next)

    def ask_next(self) -> None:
        """Reads the next number, to be shown; an answer to an older question is dropped."""
        form, session = self._form, self._shell.session
        organ, (kind, _name) = form.chosen_organ, form.kind
        self._asked += 1
        asked = self._asked
        if organ is None or not kind:
            self._show_next(asked, None)
            return
        day, secret = form.day.day() or session.today(), form.secrecy.level is not Secrecy.NONE
        self._shell.operations.read(
            lambda: outgoing_memory.next_number(session, organ, kind, day, secret=secret),
            on_done=lambda found: self._show_next(asked, found),
        )

    def _show_next(self, asked: int, found: NextNumber | None) -> None:
        if asked == self._asked:
            self.next_number = found
            self.number.setText(_("Next: {code}").format(code=found.code) if found else "")
            self._rest.start()

    def _check(self) -> None:
        """By the rules of the draft's day."""
        empty_layout(self._lines)
        self.warnings = ()
        if self._form.is_empty:
            return
        draft, today = self._form.draft(), self._shell.session.today()
        faults = outgoing.check(self._shell.session, draft)
        said = [f"{form_words.place(each.field)}: {form_words.fault(each)}" for each in faults]
        last, day = self.next_number.last_day if self.next_number else None, draft.day or today
        if last is not None and day < last:
            said.append(f"{form_words.place(Field.DAY)}: {form_words.earlier(day, last)}")
        self.warnings = tuple(said)
        for text in said:
            self._lines.addWidget(label(text, "warning", wrap=True))
        if not said:
            self._lines.addWidget(label(_("Form and authority: nothing to remark."), "muted", wrap=True))
