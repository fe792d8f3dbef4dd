"""The incoming register: the list, a document's life in the inspector, the quick entry under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ...domain.day_ranges import DateRange
from ...domain.document_file import DocumentFile
from ...domain.documents import State
from ...domain.numbering import Direction
from ...domain.search import Chip, ChipField, Query
from ...domain.times import Week
from ...i18n import _
from ...services import documents
from ...services.changes import Changes, Kind
from ...services.entry_memory import EntryMemory
from .. import theme
from ..actions import Command
from ..screen import Screen, Shell
from ..widgets.empty import EmptyState
from ..widgets.flow import FlowLayout
from ..widgets.labels import button, line
from .first_visit import set_up
from .incoming_acts import IncomingActs
from .incoming_commands import commands
from .inspector import DocumentInspector
from .list_view import RegisterList
from .quick_entry import QuickEntry
from .step_form import StepForm

#: Of a form that was left: its kind and the documents that it is about.
_Shelved = tuple[str, tuple[str, ...]]
#: px at 100 % that the quick entry needs.
_STRIP = 450


@dataclass(frozen=True, slots=True)
class View:
    """A part of the register that clerks look at each day."""

    key: str
    text: str
    chips: Callable[[date], tuple[Chip, ...]]


def views() -> tuple[View, ...]:
    """All of them, in the order of their buttons."""
    return (
        View("all", _("All"), lambda _today: ()),
        View("new", _("Not submitted"), lambda _today: (Chip(ChipField.STATE, State.RECEIVED),)),
        View("submitted", _("Waiting for a direction"), lambda _today: (Chip(ChipField.STATE, State.SUBMITTED),)),
        View("passed", _("Passed on"), lambda _today: (Chip(ChipField.STATE, State.DIRECTED),)),
        View("working", _("Being dealt with"), lambda _today: (Chip(ChipField.STATE, State.WORKING),)),
        View("overdue", _("Overdue"), lambda today: (Chip(ChipField.OVERDUE, today),)),
        View("week", _("This week"), lambda today: (Chip(ChipField.PERIOD, _week(today)),)),
    )


class IncomingScreen(Screen):
    """Ctrl+N types, Enter edits, F9 does the next step of the document under the cursor."""

    id = "incoming"
    has_inspector = True

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        set_up(shell)
        self.set_title(_("Incoming documents"))
        self.acts = IncomingActs(self)
        self.views = views()
        self._shelf: dict[_Shelved, dict[str, str]] = {}
        self._offered: dict[str, str] = {}  # the texts of the open form when it was opened
        self.form: StepForm | None = None
        may_edit = self.acts.may_edit
        empty = EmptyState(
            _("No incoming documents yet. Ctrl+N: type the first one from its paper."),
            _("Enter a paper") if may_edit else "",
            self.begin_entry,
        )
        self.list = RegisterList(shell, "incoming", direction=Direction.INCOMING, empty=empty)
        self.document = DocumentInspector(shell, self.acts.steps)
        self.entry = QuickEntry(shell)
        if not may_edit:
            self.entry.hide()
        self._inspector = QStackedWidget()
        self._inspector.addWidget(self.document)
        self._build()
        self._connect()
        self.new_button = button(_("Enter a paper"), self.begin_entry, "primary")
        self.new_button.setToolTip("Ctrl+N")
        self.new_button.hide()  # while the strip is there to be typed in
        self.add_to_header(self.new_button)

    def _build(self) -> None:
        bar = FlowLayout()
        self._view_buttons: list[QPushButton] = []
        for number, view in enumerate(self.views, start=1):
            made = button(view.text, lambda view=view: self.show_view(view), "flat")  # type: ignore[misc]
            made.setCheckable(True)
            made.setToolTip(f"Alt+{number}")
            self._view_buttons.append(made)
            bar.addWidget(made)
        over = QVBoxLayout()
        over.setContentsMargins(24, 0, 24, 8)
        over.setSpacing(8)
        over.addLayout(bar)
        over.addWidget(self.list, 1)
        self._rule = line()
        if not self.acts.may_edit:
            self._rule.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(over, 1)
        column.addWidget(self._rule)
        column.addWidget(self.entry)

    def _connect(self) -> None:
        self.list.opened.connect(lambda _id: self.acts.of_one(self._open)())
        self.list.moved.connect(lambda found: self._look_at(found.id if found is not None else None))
        self.list.model.filled.connect(self._mark_view)
        self.document.gone_to.connect(self._go_to_any)
        self.document.left.connect(self.list.focus_table)
        self.document.shown.connect(lambda _file: self.shell.actions.refresh())
        self.entry.left.connect(self.list.focus_table)
        self.entry.closed.connect(self._close_entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cramped = self._is_cramped
        if cramped or self.form is None or not self._is_narrow:
            self.entry.fold(cramped)

    # What the window asks

    def inspector(self) -> QWidget:
        return self._inspector

    def commands(self) -> Sequence[Command]:
        return commands(self)

    def activated(self) -> None:
        self.entry.reload()
        self.list.begin()

    def next_part(self) -> bool:
        """From the list into the quick entry."""
        inside = self.window().focusWidget()
        if self.entry.isHidden() or (inside is not None and self.entry.isAncestorOf(inside)):
            return False
        self.entry.begin()
        return True

    def refresh(self, changes: Changes) -> None:
        self._forget(changes.secret)
        self.list.refresh(changes)
        self.document.refresh(changes)
        if changes.kinds & {Kind.REGISTER, Kind.BOOKS, Kind.OFFICE, Kind.CLERKS}:
            self.entry.reload()
        if Kind.CLERKS in changes.kinds and self.list.view is not None:
            self.list.reload()  # the secret books may be open now, or closed

    def go_to(self, target: object) -> None:
        """A document by its id, or a part of the register as a query."""
        if isinstance(target, Query):
            self.list.show_query(target)
        elif isinstance(target, str):
            self.list.select(target)
            self._look_at(target)
            self.shell.open_inspector(True)

    def draft(self) -> dict[str, object] | None:
        self._shelve()
        forms = [{"kind": kind, "ids": list(ids), "texts": texts} for (kind, ids), texts in self._shelf.items()]
        entry = self.entry.draft()
        return {"entry": entry, "forms": forms} if entry or forms else None

    def restore(self, draft: dict[str, object]) -> None:
        entry, forms = draft.get("entry"), draft.get("forms")
        if isinstance(entry, dict):
            self.entry.restore(entry)
        for each in forms if isinstance(forms, list) else ():
            self._shelf[str(each["kind"]), tuple(each["ids"])] = dict(each["texts"])

    # What the clerk does

    @property
    def memory(self) -> EntryMemory:
        """What is proposed from: the lines of late, the catalogue."""
        return self.entry.fields.memory

    @property
    def has_document(self) -> bool:
        """Whether there is something to act on."""
        return self.list.current is not None or self.document.document is not None

    def with_chosen_ids(self, then: Callable[[Sequence[str]], object]) -> None:
        """The documents chosen in the list; where none is, the one in the inspector."""
        shown = self.document.document
        if self.list.chosen_count:
            self.list.with_chosen(lambda lines: then([each.id for each in lines]))
        elif shown is not None:
            then([shown.id])

    def begin_entry(self) -> None:
        """Opens the quick entry and goes there."""
        if self._is_cramped:
            self.shell.open_inspector(False)
        self.entry.show()
        self._rule.show()
        self.new_button.hide()
        self.entry.begin()
        self.shell.actions.refresh()

    def save(self) -> None:
        """Ctrl+Enter: the form where the keyboard is, else the line that is being typed."""
        form = self.form
        if form is not None and form.isAncestorOf(self.window().focusWidget() or self):
            form.save()
        elif self.entry.is_open:
            self.entry.save()

    def show_view(self, view: View) -> None:
        """Shows one of the parts that have a button."""
        self.list.show_query(Query("", view.chips(self.session.today())))
        self._mark_view()
        self.list.focus_table()

    def show_form(self, form: StepForm) -> None:
        """A step's form in the inspector; what was typed in it before and not stored is there again."""
        self._shelve()
        self._drop_form()
        self.form, self._offered = form, form.texts()
        if (kept := self._shelf.get(_key(form))) is not None:
            form.put_texts(kept)
        form.done.connect(lambda: self._end(form))
        form.left.connect(self._leave_form)
        self._inspector.addWidget(form)
        self._inspector.setCurrentWidget(form)
        self.entry.fold(self._is_narrow)
        self.shell.open_inspector(True)
        form.begin()

    # Inner workings

    @property
    def _is_narrow(self) -> bool:
        """Whether list, quick entry and a form beside them would be too much."""
        return self.window().width() / theme.text_scale() < theme.WIDE

    @property
    def _is_cramped(self) -> bool:
        """Whether the inspector leaves less than the quick entry needs, as with large text on a small screen."""
        return self.width() / theme.text_scale() < _STRIP

    def _mark_view(self) -> None:
        """Marks the part that is shown, if it is one of those with a button."""
        shown, today = self.list.narrowing, self.session.today()
        for view, made in zip(self.views, self._view_buttons, strict=True):
            made.setChecked(not shown.text and shown.chips == view.chips(today))

    def _open(self, file: DocumentFile) -> None:
        self.shell.open_inspector(True)
        if self.acts.may_edit:
            self.acts.edit(file)
        else:
            self.document.begin()

    def _go_to_any(self, id: str) -> None:
        """A linked document, in the register that it stands in."""
        session = self.session

        def go(file: DocumentFile | None) -> None:
            if file is not None and file.document.direction is Direction.OUTGOING:
                self.shell.go("outgoing", id)
            elif file is not None:
                self.go_to(id)

        self.shell.operations.read(lambda: documents.file_of(session, id), on_done=go)

    def _look_at(self, document: str | None) -> None:
        self.document.show_document(document)
        self.shell.actions.refresh()

    def _end(self, form: StepForm) -> None:
        """It was stored: back to the list."""
        self._shelf.pop(_key(form), None)
        if form is self.form:
            self._drop_form()
            self.entry.fold(False)
            self.list.focus_table()

    def _leave_form(self) -> None:
        self._shelve()
        self._drop_form()
        self.entry.fold(False)
        self.list.focus_table()

    def _shelve(self) -> None:
        """Keeps what was typed in the open form; of secret documents nothing."""
        form = self.form
        if form is None or form.is_secret:
            return
        if form.texts() != self._offered:
            self._shelf[_key(form)] = form.texts()
        else:
            self._shelf.pop(_key(form), None)

    def _forget(self, secret: frozenset[str]) -> None:
        """Of documents that became secret nothing that was typed stays, or it would be kept as a draft again."""
        for key in [key for key in self._shelf if secret.intersection(key[1])]:
            del self._shelf[key]
        if self.form is not None and secret.intersection(_key(self.form)[1]):
            self._drop_form()
            self.entry.fold(False)

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self._inspector.setCurrentWidget(self.document)
            self._inspector.removeWidget(form)
            form.deleteLater()

    def _close_entry(self) -> None:
        """The text stays for the next time."""
        self.entry.hide()
        self._rule.hide()
        self.new_button.show()
        self.list.focus_table()
        self.shell.actions.refresh()


def _key(form: StepForm) -> _Shelved:
    return form.kind, tuple(document.id for document in form.documents)


def _week(today: date) -> DateRange:
    week = Week.of(today)
    return DateRange(week.monday, week.sunday)
