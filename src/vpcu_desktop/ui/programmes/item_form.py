"""All fields of an item, as a form that makes another item of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import Directory, EntryKind
from ...domain.programmes import ITEM_TEXTS, SECRET_ITEM_TEXTS, Forum, Item, ItemKind, Progress
from ...domain.schedule import NEUTRAL_PHRASE
from ...domain.text import clean, clean_line, matches
from ...i18n import _
from .. import theme
from ..week.suggestions import listed, suggester
from ..widgets.labels import label
from ..widgets.moments import DayEdit
from ..widgets.plain_text import PlainTextEdit
from ..widgets.suggest import SuggestEdit, Suggestion, SuggestText
from . import flow_words, words
from .time_edit import TimeEdit

Values = dict[str, object]
_TIMES = ("time_text", "committee_time_text")
#: Texts of one line; all others may have several.
_ONE_LINE = frozenset({"group", "lead", "product", "leader", *_TIMES})


class ItemForm(QWidget):
    """Shows an item. `edited` comes with every change by hand."""

    edited = Signal()

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directory = Directory()
        self._groups: Sequence[str] = ()
        self._year = 2000
        self._filling = False
        self._item: Item | None = None
        self._documents: dict[str, str | None] = {}
        self.kind, self.forum, self.progress = QComboBox(), QComboBox(), QComboBox()
        for kind in ItemKind:
            self.kind.addItem(words.kind(kind), kind)
        for forum in Forum:
            self.forum.addItem(flow_words.forum(forum), forum)
        for progress in Progress:
            self.progress.addItem(words.progress(progress), progress)
        self.done_on = DayEdit(today=today)
        self.secret = QCheckBox(_("Secret item"))
        self.secret_words = label(
            _(
                "Only the time, the leader and the words “{phrase}” will be kept, on screen and on paper. "
                "What was written in the other fields is erased from the store when you save."
            ).format(phrase=NEUTRAL_PHRASE),
            "warning",
            wrap=True,
        )
        self.texts: dict[str, QLineEdit | PlainTextEdit] = {name: self._field(name) for name in words.fields()}
        self._captions: dict[str, QWidget] = {}
        self._build()
        self._connect()

    def _field(self, name: str) -> QLineEdit | PlainTextEdit:
        if name in _TIMES:
            return TimeEdit()
        if name == "lead":
            return SuggestEdit(suggester(lambda: self._directory, EntryKind.UNIT))
        if name == "leader":
            return SuggestEdit(suggester(lambda: self._directory, EntryKind.PERSON), separator=";")
        if name == "group":
            return SuggestEdit(lambda typed: [Suggestion(each) for each in self._groups if matches(typed, each)])
        if name in ("coordinating", "prepares"):
            return SuggestText(listed(lambda: self._directory))
        return QLineEdit() if name in _ONE_LINE else PlainTextEdit(lines=3 if name == "content" else 1)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        names = words.fields()
        states = QGridLayout()
        states.setHorizontalSpacing(8)
        states.setVerticalSpacing(2)
        self._put(states, 0, _("State"), self.progress)
        self._put(states, 1, _("Done on"), self.done_on)
        choices = QGridLayout()
        choices.setHorizontalSpacing(8)
        choices.setVerticalSpacing(2)
        self._put(choices, 0, _("Decided by"), self.forum)
        self._put(choices, 1, _("Kind"), self.kind)
        for name in names:
            if name == "progress_reason":
                continue
            self._add(column, name, names[name])
            if name == "content":
                column.addLayout(states)
                self._add(column, "progress_reason", names["progress_reason"])
            elif name == "committee_time_text":
                column.addLayout(choices)
        row = QHBoxLayout()
        row.addWidget(self.secret)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(self.secret_words)
        self.secret_words.hide()

    def _put(self, grid: QGridLayout, at: int, title: str, field: QWidget) -> None:
        caption = label(title, "muted")
        field.setAccessibleName(title)
        grid.addWidget(caption, 0, at)
        grid.addWidget(field, 1, at)
        grid.setColumnStretch(at, 1)
        self._captions[title] = caption

    def _add(self, column: QVBoxLayout, name: str, title: str) -> None:
        field, caption = self.texts[name], label(title, "muted")
        field.setAccessibleName(title)
        self._captions[name] = caption
        column.addWidget(caption)
        column.addWidget(field)

    def _connect(self) -> None:
        for field in self.texts.values():
            field.textChanged.connect(self._tell)
        self.done_on.textChanged.connect(self._tell)
        for choice in (self.kind, self.forum, self.progress):
            choice.currentIndexChanged.connect(self._tell)
        self.progress.currentIndexChanged.connect(lambda _at: self._show_progress())
        self.secret.toggled.connect(self._show_secret)

    # Values

    def set_office(self, directory: Directory, groups: Sequence[str], year: int) -> None:
        """`groups`: fields of work that the programme has; `year`: the one meant where none is said."""
        self._directory, self._groups, self._year = directory, groups, year

    def show_item(self, item: Item) -> None:
        """Fills the form."""
        self._filling = True
        self._item = item
        self._documents = {"basis": item.basis_document, "result": item.result}
        for name, field in self.texts.items():
            if isinstance(field, TimeEdit):
                field.set_time(item.when if name == "time_text" else item.committee_when, year=self._year)
            else:
                field.setText(self._shown(name, item))
        for choice, value in ((self.kind, item.kind), (self.forum, item.submitted_to), (self.progress, item.progress)):
            choice.setCurrentIndex(choice.findData(value))
        self.done_on.set_day(item.done_on)
        self.secret.setChecked(item.secret)
        self._show_secret(item.secret)
        self._show_progress()
        self._filling = False

    def forget(self) -> None:
        """Shows nothing any more."""
        self._item = None

    @property
    def item(self) -> Item | None:
        """The item as it was given to the form."""
        return self._item

    def name_document(self, which: str, document: str, code: str) -> None:
        """A registered document is the legal basis (`basis`) or what came of it (`result`)."""
        self._documents[which] = document
        if which == "basis":
            self.texts["basis"].setText(code)
        self.edited.emit()

    @staticmethod
    def _shown(name: str, item: Item) -> str:
        text: str = getattr(item, name)
        return " ".join(text.split("\n")) if name in _ONE_LINE else text

    def value(self) -> Item | None:
        """The item as the form says it."""
        base = self._item
        if base is None:
            return None
        texts = {name: self._text(name, base) for name in self.texts if name not in _TIMES}
        done = self.progress.currentData() is Progress.ISSUED
        made = replace(
            base,
            kind=self.kind.currentData(),
            submitted_to=self.forum.currentData(),
            progress=self.progress.currentData(),
            done_on=(self.done_on.day() or base.done_on) if done else None,
            result=self._documents["result"] if done else None,
            basis_document=self._documents["basis"] if self.texts["basis"].text().strip() else None,
            secret=self.secret.isChecked(),
            **texts,  # type: ignore[arg-type]
        )
        time, committee = (self.texts[name] for name in _TIMES)
        assert isinstance(time, TimeEdit) and isinstance(committee, TimeEdit)
        made = made.timed(time.when, committee.when)
        return made.as_secret() if made.secret else made

    def _text(self, name: str, base: Item) -> str:
        text = self.texts[name].text()
        if text == self._shown(name, base):
            return str(getattr(base, name))  # untouched: a break of lines that the box cannot show is kept
        return clean_line(text) if name in _ONE_LINE else clean(text)

    @property
    def is_changed(self) -> bool:
        return self._item is not None and (self.value() != self._item or not self.done_on.is_valid)

    # Drafts: the form's texts as they stand

    def draft(self) -> Values:
        secret = self.secret.isChecked()  # its content may not be kept, not even in a draft
        kept = {name for name in ITEM_TEXTS if not secret or name not in (*SECRET_ITEM_TEXTS, "content")}
        values: Values = {name: field.text() for name, field in self.texts.items() if name in kept}
        values |= {"done_on": self.done_on.text(), "secret": secret, "kind": self.kind.currentData().value}
        if not secret:
            values["documents"] = dict(self._documents)
        return values | {"forum": self.forum.currentData().value, "progress": self.progress.currentData().value}

    def restore(self, values: Values) -> None:
        """Puts a draft over what the form shows."""
        self._filling = True
        for name, field in self.texts.items():
            field.setText(str(values.get(name, field.text())))
        for choice, name, kind in (
            (self.kind, "kind", ItemKind),
            (self.forum, "forum", Forum),
            (self.progress, "progress", Progress),
        ):
            if name in values:
                choice.setCurrentIndex(choice.findData(kind(values[name])))
        self.done_on.setText(str(values.get("done_on", self.done_on.text())))
        documents = values.get("documents")
        if isinstance(documents, dict):
            self._documents |= {name: documents.get(name) for name in self._documents}
        self.secret.setChecked(bool(values.get("secret", False)))
        self._show_secret(self.secret.isChecked())
        self._show_progress()
        self._filling = False
        self.edited.emit()

    # What follows from what

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _show_progress(self) -> None:
        """The day stands beside what was done, the reason under what was withdrawn."""
        progress = self.progress.currentData()
        for widget in (self.done_on, self._captions[_("Done on")]):
            widget.setVisible(progress is Progress.ISSUED)
        for widget in (self.texts["progress_reason"], self._captions["progress_reason"]):
            widget.setVisible(progress.needs_reason)

    def _show_secret(self, secret: bool) -> None:
        for name in ("content", *SECRET_ITEM_TEXTS):
            self.texts[name].setEnabled(not secret)
        self.secret_words.setVisible(secret)
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """For those who may only look."""
        for field in self.texts.values():
            field.setReadOnly(read_only)
        self.done_on.setReadOnly(read_only)
        for other in (self.kind, self.forum, self.progress, self.secret):
            other.setEnabled(not read_only)

    def focus_first(self) -> None:
        self.texts["content"].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_faults(self) -> bool:
        """Frames what is missing or not understood and goes there; False if nothing is wrong."""
        wrong: list[QWidget] = []
        if not self.texts["content"].text().strip() and not self.secret.isChecked():
            wrong.append(self.texts["content"])
        if self.progress.currentData() is Progress.ISSUED and not self.done_on.is_valid:
            wrong.append(self.done_on)
        reason = self.texts["progress_reason"]
        if self.progress.currentData().needs_reason and not reason.text().strip() and not self.secret.isChecked():
            wrong.append(reason)
        for field in wrong:
            theme.mark(field, invalid=True)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)
