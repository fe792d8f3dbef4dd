"""The fastest way in: one line of free Vietnamese text, read while it is typed; Enter adds, Tab corrects."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ...domain.directory import Directory, EntryKind
from ...domain.proposals import Proposal
from ...domain.schedule import Activity
from ...domain.times import Session, Week, WorkingHours
from ...i18n import _
from .. import theme
from ..widgets.elided import ElidedLabel
from ..widgets.flow import FlowLayout
from ..widgets.labels import label
from ..widgets.suggest import SuggestEdit, Suggestion
from . import chips, edits, words
from .chips import ChipField, ChipValue, Correction
from .suggestions import suggester

#: As clerks type it; Vietnamese in every language of the window.
_EXAMPLE = "14h họp giao ban khối Đảng; chủ trì PBT TT; P. họp 2"
#: Conflicts are looked for when typing rests so long (ms).
_REST = 150

Read = Callable[[str, Week, WorkingHours, date], Proposal]


def read_line(text: str, week: Week, hours: WorkingHours, today: date) -> Proposal:
    """What the intake understands of one typed line."""
    from ...intake.entry_line import parse_entry  # late: the first screen does not need it

    return parse_entry(text, week, hours, today=today)


class EntryLine(QWidget):
    """The line, and under it the chips. The cell of the board's cursor lends day and session."""

    added = Signal(object)  # Activity
    pasted = Signal(object)  # QMimeData with a table or several lines
    left = Signal()  # Esc: back to the board, the text stays

    def __init__(
        self,
        *,
        today: Callable[[], date],
        resting: QWidget | None = None,
        trouble: Callable[[Activity], str] = lambda _activity: "",
        read: Read = read_line,
        parent: QWidget | None = None,
    ) -> None:
        """`resting` stands in the chips' place while nothing is typed; `trouble` words an activity's conflicts."""
        super().__init__(parent)
        self._today, self._trouble, self._read = today, trouble, read
        self._hours = WorkingHours()
        self._week = Week.of(today())
        self._day, self._session = today(), Session.MORNING
        self._directory = Directory()
        self._corrections: dict[ChipField, Correction] = {}
        self._chips: list[Chip] = []
        self.edit = _Line()
        self.edit.setAccessibleName(_("New activity"))
        self.edit.textChanged.connect(self._typed)
        self.edit.entered.connect(self.add)
        self.edit.left.connect(self.left)
        self.edit.pasted.connect(self.pasted)
        self.edit.tabbed.connect(self._to_first_chip)
        self._hint = label("", "muted")
        self.warning = ElidedLabel("", "warning")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._show_trouble)
        chips_place = QWidget()
        self._row = FlowLayout(chips_place)
        self._row.addWidget(self.warning)
        self._row.addWidget(self._hint)
        self._under = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addLayout(self._under)
        # Only now: a stacked layout shows its first widget at once, as a window of its own if it has no parent yet.
        self._under.addWidget(resting or QWidget())
        self._under.addWidget(chips_place)
        self._correcting: _Correcting | None = None
        self._show_chips()

    # Where it adds

    def set_place(self, week: Week, day: date, session: Session) -> None:
        """The cell into which a line without day and time goes."""
        if (week, day, session) == (self._week, self._day, self._session):
            return
        self._week, self._day, self._session = week, day, session
        if self._correcting is None:
            self._show_chips()

    def set_office(self, directory: Directory, hours: WorkingHours) -> None:
        self._directory, self._hours = directory, hours

    # Typing

    def begin(self, text: str) -> None:
        """Text that was typed elsewhere goes on here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.end(False)
        self.edit.insert(text)

    def compose(self, event: QInputMethodEvent) -> None:
        """An input method's composition that began elsewhere goes on here; a finished letter takes the focus along."""
        QCoreApplication.sendEvent(self.edit, event)
        if event.commitString():
            self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def clear(self) -> None:
        self._corrections.clear()
        self.edit.clear()

    @property
    def proposal(self) -> Proposal | None:
        """What is understood now, corrections included; None for an empty line."""
        text = self.edit.text().strip()
        if not text:
            return None
        found = self._read(text, self._week, self._hours, self._today())
        for correct in self._corrections.values():
            found = correct(found)
        return found

    def activity(self) -> Activity | None:
        """The activity that Enter would add."""
        proposal = self.proposal
        if proposal is None or not proposal.content.strip():
            return None
        return edits.from_proposal(proposal, self._day, self._session, self._hours)

    def add(self) -> None:
        """Hands the activity on; whoever stores it clears the line then."""
        activity = self.activity()
        if activity is not None:
            self.added.emit(activity)

    def _typed(self) -> None:
        if not self.edit.text():
            self._corrections.clear()
        self._show_chips()

    # Chips

    @property
    def shown(self) -> tuple[ChipValue, ...]:
        """The chips as they stand under the line."""
        return tuple(chip.value for chip in self._chips)

    def _show_chips(self) -> None:
        proposal = self.proposal
        values = chips.chips(proposal, self._day, self._session) if proposal else ()
        for chip in self._chips[len(values) :]:
            self._row.removeWidget(chip)
            chip.deleteLater()
        del self._chips[len(values) :]
        while len(self._chips) < len(values):
            chip = Chip()
            chip.wanted.connect(self._correct)
            chip.left.connect(self._back)
            self._row.insert(len(self._chips), chip)
            self._chips.append(chip)
        for chip, value in zip(self._chips, values, strict=True):
            chip.show_value(value)
        place = f"{words.named_day(self._day)}, {words.session_here(self._session)}"
        hint = _("Type here: {place} · for example: {example}").format(place=place, example=_EXAMPLE)
        self.edit.setPlaceholderText(hint)
        whole = proposal is not None and bool(proposal.content.strip())
        self._hint.setText(_("Enter adds · Tab corrects") if whole else _("No content yet"))
        self._under.setCurrentIndex(0 if proposal is None else 1)
        self.warning.hide()
        self._rest.start()

    def _show_trouble(self) -> None:
        """What the activity would not fit with, once typing rests."""
        activity = self.activity()
        words_of_it = self._trouble(activity) if activity is not None else ""
        self.warning.setText(words_of_it)
        self.warning.setVisible(bool(words_of_it))

    def _to_first_chip(self) -> None:
        if self._chips:
            self._chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self, chip: "Chip") -> None:
        """Puts a field in the chip's place."""
        self._end_correcting()
        value = chip.value
        kind = {ChipField.CHAIR: EntryKind.PERSON, ChipField.PLACE: EntryKind.ROOM}.get(value.field)
        if value.field is ChipField.PREPARING_UNIT:
            kind = EntryKind.UNIT
        field = _Correcting(value, suggester(lambda: self._directory, kind) if kind else lambda _typed: ())
        field.done.connect(self._corrected)
        field.given_up.connect(self._end_correcting)
        self._row.insert(self._row.index_of(chip), field)
        chip.hide()
        self._correcting = field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _corrected(self) -> None:
        field = self._correcting
        if field is None:
            return
        correct = chips.correction(field.value.field, field.text(), today=self._today(), week=self._week)
        if correct is None:
            theme.mark(field, invalid=True)
            return
        self._corrections[field.value.field] = correct
        self._end_correcting()

    def _end_correcting(self) -> None:
        field, self._correcting = self._correcting, None
        if field is None:
            return
        self._row.removeWidget(field)
        field.hide()
        field.deleteLater()
        for chip in self._chips:
            chip.show()
        self._show_chips()
        self._back()


class _Line(QLineEdit):
    """The text itself: Enter adds, Tab goes to the chips, Esc leaves, a table or several lines go to the intake."""

    entered = Signal()
    left = Signal()
    tabbed = Signal()
    pasted = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == Qt.Key.Key_Tab and plain and self.text().strip():
                self.tabbed.emit()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and is_several(QGuiApplication.clipboard().mimeData()):
            self.pasted.emit(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)


def is_several(data: QMimeData) -> bool:
    """Whether the clipboard holds a table or more than one line: something for the intake."""
    if data.hasHtml() and "<table" in data.html().lower():
        return True
    return len([line for line in data.text().splitlines() if line.strip()]) > 1


class Chip(QToolButton):
    """One field as understood; Enter, Space, F2 or a click puts it right."""

    wanted = Signal(object)  # itself
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value = ChipValue(ChipField.CONTENT, "", True)
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self.wanted.emit(self))

    def show_value(self, value: ChipValue) -> None:
        self.value = value
        whole = f"{chips.name(value.field)}: {value.text}"
        shown = value.text if value.field in (ChipField.DAY, ChipField.TIME, ChipField.CONTENT) else whole
        if not value.sure:
            shown = f"{shown} ?"
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * 32))
        self.setToolTip(whole)
        self.setAccessibleName(whole)
        theme.mark(self, tone="warning" if not value.sure else "given" if value.given else "lent")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.wanted.emit(self)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Correcting(SuggestEdit):
    """The field in a chip's place."""

    done = Signal()
    given_up = Signal()

    def __init__(self, value: ChipValue, suggest: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__(suggest)
        self.value = value
        self.setText(value.text)
        self.setAccessibleName(chips.name(value.field))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choosing = self.suggesting
        super().keyPressEvent(event)
        if choosing:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
