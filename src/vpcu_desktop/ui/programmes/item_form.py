"""All fields of an item, as a form that makes another item of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.directory import Directory, EntryKind
from ...domain.periods import Period
from ...domain.programmes import SECRET_ITEM_TEXTS, Forum, Item, ItemKind, Progress
from ...domain.text import matches
from ...i18n import _
from ..record_form import RecordForm, TextBox, Values
from ..week.suggestions import listed, suggester
from ..widgets.choice import choice, choose
from ..widgets.moments import DayEdit
from ..widgets.plain_text import PlainTextEdit
from ..widgets.suggest import SuggestEdit, Suggestion, SuggestText
from . import flow_words, words
from .time_edit import TimeEdit

_TIMES = ("time_text", "committee_time_text")


class ItemForm(RecordForm[Item]):
    """Shows an item and makes another of it."""

    one_line = frozenset({"group", "lead", "product", "leader", *_TIMES})
    open_texts = ("content", *SECRET_ITEM_TEXTS)

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("Secret item"), parent)
        self._directory = Directory()
        self._groups: Sequence[str] = ()
        self._period = Period.year(2000)
        self._documents: dict[str, str | None] = {}
        self._basis_named = ""  # what the text calls the linked legal basis
        self.kind, self.forum = choice(ItemKind, words.kind), choice(Forum, flow_words.forum)
        self.progress = choice(Progress, words.progress)
        self.done_on = DayEdit(today=today)
        self.texts = {name: self._box(name) for name in words.fields()}
        self._build()
        self._connect()
        self.progress.currentIndexChanged.connect(lambda _at: self._show_progress())

    def _box(self, name: str) -> TextBox:
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
        return QLineEdit() if name in self.one_line else PlainTextEdit(lines=3 if name == "content" else 1)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        states, choices = QGridLayout(), QGridLayout()
        for grid in (states, choices):
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(2)
            for half in (0, 1):
                grid.setColumnStretch(half, 1)
        self._put(states, 0, 0, _("State"), self.progress)
        self._put(states, 0, 1, _("Done on"), self.done_on)
        self._put(choices, 0, 0, _("Decided by"), self.forum)
        self._put(choices, 0, 1, _("Kind"), self.kind)
        names = words.fields()
        for name in names:
            if name == "progress_reason":
                continue
            self._add_text(column, name, names[name])
            if name == "content":
                column.addLayout(states)
                self._add_text(column, "progress_reason", names["progress_reason"])
            elif name == "committee_time_text":
                column.addLayout(choices)
        self._add_secret(column)

    def others(self) -> tuple[QWidget, ...]:
        return self.done_on, self.kind, self.forum, self.progress

    # Values

    def set_office(self, directory: Directory, groups: Sequence[str], period: Period) -> None:
        """`groups`: fields of work that the programme has; `period`: the one that its times are meant in."""
        self._directory, self._groups, self._period = directory, groups, period

    def _fill(self, record: Item) -> None:
        self._documents = {"basis": record.basis_document, "result": record.result}
        self._basis_named = record.basis.strip()
        self._offer_states(record.progress)
        choose(self.kind, record.kind)
        choose(self.forum, record.submitted_to)
        choose(self.progress, record.progress)
        self.done_on.set_day(record.done_on)
        self._show_progress()

    def _fill_text(self, name: str, field: TextBox, record: Item) -> None:
        if isinstance(field, TimeEdit):
            when, period = record.when if name == "time_text" else record.committee_when, self._period
            field.set_time(when, year=period.first_day.year, month=period.only_month)
        else:
            super()._fill_text(name, field, record)

    def name_document(self, which: str, document: str, code: str) -> None:
        """A registered document is the legal basis (`basis`) or what came of it (`result`)."""
        self._documents[which] = document
        if which == "basis":
            self._basis_named = code
            self.texts["basis"].setText(code)
        self.edited.emit()

    def value(self) -> Item | None:
        base = self.record
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
            basis_document=self._basis(),
            secret=self.secret.isChecked(),
            **texts,  # type: ignore[arg-type]
        )
        time, committee = (self.texts[name] for name in _TIMES)
        assert isinstance(time, TimeEdit) and isinstance(committee, TimeEdit)
        made = made.timed(time.when, committee.when)
        return made.as_secret() if made.secret else made

    def _basis(self) -> str | None:
        """The linked legal basis, while the text still names it: more may be written beside it."""
        named = self._basis_named and self._basis_named in self.texts["basis"].text()
        return self._documents["basis"] if named else None

    @property
    def has_unread(self) -> bool:
        return not self.done_on.is_valid

    @property
    def faults(self) -> list[QWidget]:
        wrong: list[QWidget] = []
        open_one, progress = not self.secret.isChecked(), self.progress.currentData()
        if open_one and not self.texts["content"].text().strip():
            wrong.append(self.texts["content"])
        if progress is Progress.ISSUED and not self.done_on.is_valid:
            wrong.append(self.done_on)
        if open_one and progress.needs_reason and not self.texts["progress_reason"].text().strip():
            wrong.append(self.texts["progress_reason"])
        return wrong

    def draft(self) -> Values:
        values = super().draft() | {"done_on": self.done_on.text(), "kind": self.kind.currentData().value}
        if not self.secret.isChecked():
            values["documents"] = self._documents | {"basis": self._basis()}
        return values | {"forum": self.forum.currentData().value, "progress": self.progress.currentData().value}

    def _restore(self, values: Values) -> None:
        for box, name, kind in (
            (self.kind, "kind", ItemKind),
            (self.forum, "forum", Forum),
            (self.progress, "progress", Progress),
        ):
            if name in values:
                choose(box, kind(values[name]))
        self.done_on.setText(str(values.get("done_on", self.done_on.text())))
        documents = values.get("documents")
        if isinstance(documents, dict):
            self._documents |= {name: documents.get(name) for name in self._documents}
            self._basis_named = self.texts["basis"].text().strip()
        self._show_progress()

    # What follows from what

    def _offer_states(self, now: Progress) -> None:
        """Nothing is carried over by saying so, for then nothing goes on elsewhere: what was shows that it was."""
        offered = [each for each in Progress if each is not Progress.CARRIED or now is Progress.CARRIED]
        if [self.progress.itemData(row) for row in range(self.progress.count())] != offered:
            self.progress.blockSignals(True)  # between two states it stands in none
            self.progress.clear()
            for each in offered:
                self.progress.addItem(words.progress(each), each)
            self.progress.blockSignals(False)

    def _show_progress(self) -> None:
        """The day stands beside what was done, the reason under what was withdrawn."""
        progress = self.progress.currentData()
        for field, shown in (
            (self.done_on, progress is Progress.ISSUED),
            (self.texts["progress_reason"], progress.needs_reason),
        ):
            field.setVisible(shown)
            self.captions[field].setVisible(shown)
