"""The way of an item: what it carries out, what carries it out, where it is handled, what came of it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.documents import Document
from ...domain.programmes import Item, Programme
from ...i18n import _
from ...services import documents, programme_way, programmes
from ...services.programme_way import Chain
from ...services.session import OfficeSession
from ..registers import words as register_words
from ..screen import Shell
from ..targets import ProgrammeTarget
from ..week.words import first_words
from ..widgets.flow import keeps_delete
from ..widgets.labels import label
from . import flow_words


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its words, and the place and target that show it."""

    text: str
    place: str
    target: object


def read_steps(session: OfficeSession, item: Item) -> tuple[Step, ...]:
    """All steps, from the term down to what came of it."""
    chain = programme_way.chain(session, item)
    whose = {each.id: each for each in programmes.stored(session)}
    steps = [_step(_("Carries out"), each, programme) for each, programme in reversed(chain.above)]
    for text, other in ((_("Carried over from"), chain.before), (_("Goes on in"), chain.after)):
        if other is not None and other.programme in whose:
            steps.append(_step(text, other, whose[other.programme]))
    steps += [_step(_("Carried out in"), each, programme) for each, programme in chain.below]
    steps += _handled(chain)
    for text, document_id in ((_("Legal basis"), item.basis_document), (_("What came of it"), item.result)):
        file = documents.file_of(session, document_id) if document_id else None
        if file is not None:
            steps.append(_document(text, file.document))
    return tuple(steps)


def _step(text: str, item: Item, programme: Programme) -> Step:
    target = ProgrammeTarget(programme.body, programme.period, item.id)
    return Step(
        f"{text}: {flow_words.period(programme.period)} · {first_words(item.content, 90)}", "programmes", target
    )


def _handled(chain: Chain) -> list[Step]:
    steps = []
    for place in chain.handled:
        meeting, activity = place.meeting, place.activity
        said = f"{flow_words.meeting(meeting)} · {flow_words.meeting_day(meeting)}" if meeting else ""
        if activity is not None:
            said = said or flow_words.activity(activity)
            steps.append(Step(_("Handled: {what}").format(what=said), "week", (activity.day, activity.id, place.body)))
        else:
            steps.append(Step(_("Handled: {what}").format(what=said), "", None))
    return steps


def _document(text: str, document: Document) -> Step:
    outgoing = document.direction.value == "out"
    return Step(f"{text}: {register_words.named(document)}", "outgoing" if outgoing else "incoming", document.id)


class ChainList(QWidget):
    """Read beside the window's work; Enter on a line goes there."""

    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asked = 0
        self._steps: tuple[Step, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(_("Way up and down"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._go())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Way up and down"), "muted"))
        column.addWidget(self.list)
        self.hide()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def show_item(self, item: Item) -> None:
        """Shows the way of another item."""
        self._asked += 1
        asked, session = self._asked, self._shell.session

        def done(steps: tuple[Step, ...]) -> None:
            if asked == self._asked:
                self._show(steps)

        self._shell.operations.read(lambda: read_steps(session, item), on_done=done)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.list.clear()
        for step in steps:
            made = QListWidgetItem(step.text)
            made.setToolTip(step.text)
            self.list.addItem(made)
        self.setVisible(bool(steps))
        self.list.fit()

    def _go(self) -> None:
        step = self._steps[self.list.currentRow()] if 0 <= self.list.currentRow() < len(self._steps) else None
        if step is not None and step.place:
            self._shell.go(step.place, step.target)


class _List(QListWidget):
    """As high as its lines; Enter activates on every platform."""

    def event(self, event: QEvent) -> bool:
        return keeps_delete(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + 4)
