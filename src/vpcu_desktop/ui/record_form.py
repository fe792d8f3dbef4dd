"""What the forms of an activity and of an item share: texts in boxes, secrecy, drafts of what is typed."""

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ..domain.schedule import NEUTRAL_PHRASE
from ..domain.text import clean, clean_line
from ..i18n import _
from . import theme
from .widgets.labels import label
from .widgets.plain_text import PlainTextEdit


class Record(Protocol):
    """What both kinds of record have."""

    @property
    def id(self) -> str: ...
    @property
    def secret(self) -> bool: ...


R = TypeVar("R", bound=Record)
Values = dict[str, object]
TextBox = QLineEdit | PlainTextEdit


class RecordForm(QWidget, Generic[R]):
    """Shows a record and makes another of it. `edited` comes with every change by hand."""

    edited = Signal()

    #: Texts of one line; all others may have several.
    one_line: ClassVar[frozenset[str]] = frozenset()
    #: Texts that only an open record has, no secret one.
    open_texts: ClassVar[Sequence[str]] = ()

    def __init__(self, secret_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: R | None = None
        self._filling = False
        self.texts: dict[str, TextBox] = {}
        self.captions: dict[QWidget, QWidget] = {}  # what stands over a box
        self.secret = QCheckBox(secret_title)
        self.secret_words = label(
            _(
                "Only the time, the leader and the words “{phrase}” will be kept, on screen and on paper. "
                "What was written in the other fields is erased from the store when you save."
            ).format(phrase=NEUTRAL_PHRASE),
            "warning",
            wrap=True,
        )

    # What each form says itself

    def value(self) -> R | None:
        """The record as the form says it; a field that is not understood keeps its old value."""
        raise NotImplementedError

    @property
    def faults(self) -> Sequence[QWidget]:
        """Fields without which it cannot be saved: what is missing or not understood."""
        raise NotImplementedError

    @property
    def has_unread(self) -> bool:
        """Whether something is typed that is not understood: it counts as changed, though it changes no value."""
        raise NotImplementedError

    def others(self) -> Sequence[QWidget]:
        """The boxes beside texts and secrecy: lines of their own, and choices."""
        raise NotImplementedError

    def _fill(self, record: R) -> None:
        """Shows a record in the other boxes, and what follows from it."""
        raise NotImplementedError

    # Building

    def _add_text(self, column: QVBoxLayout, name: str, title: str) -> None:
        """A caption and under it the text box of this name."""
        column.addWidget(self._caption(title, self.texts[name]))
        column.addWidget(self.texts[name])

    def _put(self, grid: QGridLayout, row: int, column: int, title: str, field: QWidget) -> None:
        """A caption and under it a small box, in a cell of the grid."""
        grid.addWidget(self._caption(title, field), row, column)
        grid.addWidget(field, row + 1, column)

    def _caption(self, title: str, field: QWidget) -> QWidget:
        field.setAccessibleName(title)
        made = self.captions[field] = label(title, "muted")
        return made

    def _add_secret(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.addWidget(self.secret)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self.secret_words)
        self.secret_words.hide()

    def _connect(self) -> None:
        for field in (*self.texts.values(), *self.others()):
            told = field.currentIndexChanged if isinstance(field, QComboBox) else field.textChanged  # type: ignore[attr-defined]
            told.connect(self._tell)
        self.secret.toggled.connect(self._show_secret)

    # The record

    @property
    def record(self) -> R | None:
        """The record as it was given to the form."""
        return self._record

    def show_record(self, record: R) -> None:
        """Fills the form."""
        self._filling = True
        self._record = record
        for name, field in self.texts.items():
            self._fill_text(name, field, record)
        self._fill(record)
        self.secret.setChecked(record.secret)
        self._show_secret(record.secret)
        self._filling = False

    def forget(self) -> None:
        """Shows nothing any more."""
        self._record = None

    def _fill_text(self, name: str, field: TextBox, record: R) -> None:
        field.setText(self._shown(name, record))

    def _shown(self, name: str, record: R) -> str:
        text: str = getattr(record, name)
        return " ".join(text.split("\n")) if name in self.one_line else text

    def _text(self, name: str, record: R) -> str:
        text = self.texts[name].text()
        if text == self._shown(name, record):
            return str(getattr(record, name))  # untouched: a break of lines that the box cannot show is kept
        return clean_line(text) if name in self.one_line else clean(text)

    @property
    def is_changed(self) -> bool:
        return self._record is not None and (self.value() != self._record or self.has_unread)

    # Drafts: the form's texts as they stand, understood or not

    def draft(self) -> Values:
        secret = self.secret.isChecked()  # its content may not be kept, not even in a draft
        texts = {name: field.text() for name, field in self.texts.items() if not secret or name not in self.open_texts}
        return texts | {"secret": secret}

    def restore(self, values: Values) -> None:
        """Puts a draft over what the form shows."""
        self._filling = True
        for name, field in self.texts.items():
            field.setText(str(values.get(name, field.text())))
        self._restore(values)
        self.secret.setChecked(bool(values.get("secret", False)))
        self._show_secret(self.secret.isChecked())
        self._filling = False
        self.edited.emit()

    def _restore(self, values: Values) -> None:
        """The same of the other boxes."""
        raise NotImplementedError

    # What follows from what

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _show_secret(self, secret: bool) -> None:
        for name in self.open_texts:
            self.texts[name].setEnabled(not secret)
        self.secret_words.setVisible(secret)
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """For those who may only look."""
        for field in (*self.texts.values(), *self.others(), self.secret):
            if isinstance(field, QLineEdit | PlainTextEdit):
                field.setReadOnly(read_only)
            else:
                field.setEnabled(not read_only)

    def focus_first(self) -> None:
        self.texts["content"].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_faults(self) -> bool:
        """Frames what is missing or not understood and goes there; False if nothing is wrong."""
        wrong = self.faults
        for field in wrong:
            theme.mark(field, invalid=True)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)
