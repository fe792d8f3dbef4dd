"""A document's life from top to bottom: what happened on which day, and what is still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ...domain.document_file import DocumentFile
from ...domain.documents import Assignment, LinkKind, Round, State
from ...domain.following import days_overdue
from ...domain.numbering import Direction
from ...i18n import _, n_
from .. import theme
from . import words
from .parts import Labels


@dataclass(frozen=True, slots=True)
class Milestone:
    """One station. `day`: None while it is still to come, or where nobody noted it; `due`: when it has to come by."""

    text: str
    day: date | None = None
    detail: str = ""
    done: bool = True
    due: date | None = None
    late: bool = False


def milestones(file: DocumentFile, today: date) -> tuple[Milestone, ...]:
    """The stations of a document, those still to come at the end."""
    document = file.document
    coming = document.direction is Direction.INCOMING
    found = [*(_coming(file, today) if coming else _going(file))]
    if document.state is State.VOID:
        found = [*(m for m in found if m.done), Milestone(_("Void"), detail=document.void_reason)]
    elif document.state is State.MOVED:
        found = [*(m for m in found if m.done), Milestone(_("Moved to the secret book"))]
    return tuple(found)


def _coming(file: DocumentFile, today: date) -> Iterator[Milestone]:
    document = file.document
    hour = f"{document.arrived_at:%H:%M}" if document.arrived_at else ""
    yield Milestone(
        _("Came in"), document.registered, " · ".join(filter(None, (hour, words.channel(document.channel))))
    )
    if document.state is State.RETURNED:
        yield Milestone(_("Returned to the sender"), document.done_on, document.note)
        return
    for each in file.rounds:
        yield _round(each, [a for a in file.assignments if a.round == each.id])
    if not file.rounds and document.state is State.RECEIVED:
        yield Milestone(_("Laid before a leader"), done=False)
    yield from _handed(file.assignments)
    yield _finish(file, today)
    answers = (link for link in file.linked_from if link.kind is LinkKind.REPLIES and link.source in file.others)
    for link in answers:
        answer = file.others[link.source]
        yield Milestone(_("Answered by {code}").format(code=words.named(answer)), answer.day or answer.registered)


def _round(each: Round, asked: Sequence[Assignment]) -> Milestone:
    if not each.opinion and not asked:
        return Milestone(_("Laid before {leader}").format(leader=each.leader), each.day)
    return Milestone(_("Directed by {leader}").format(leader=each.leader), each.day, each.opinion)


def _handed(assignments: Sequence[Assignment]) -> Iterator[Milestone]:
    days = [a.handed_on for a in assignments if a.handed_on]
    if not assignments:
        return
    signed = sum(a.signed_on is not None for a in assignments)
    detail = _("signed for: {n} of {all}").format(n=signed, all=len(assignments))
    yield Milestone(_("Handed over"), min(days) if days else None, detail, done=bool(days))


def _finish(file: DocumentFile, today: date) -> Milestone:
    document = file.document
    if document.is_further_copy:
        return Milestone(_("Came once more; the first copy is followed up"), document.registered)
    if document.state is State.NOTED:
        return Milestone(_("For information; nothing is to be done"), document.done_on)
    if document.state is State.DONE:
        late = document.due is not None and document.done_on is not None and document.done_on > document.due
        return Milestone(_("Dealt with"), document.done_on, _("after the deadline") if late else "", late=late)
    if document.due is None:
        return Milestone(_("Dealt with"), done=False)
    late = days_overdue(document, today) > 0
    return Milestone(_("Dealt with"), detail=words.due_in(document.due, today), done=False, due=document.due, late=late)


def _going(file: DocumentFile) -> Iterator[Milestone]:
    document, recipients = file.document, file.recipients
    numbered = document.number is not None
    if not numbered:
        yield Milestone(_("Drafted"), document.registered)
    checked = numbered or document.state is State.CHECKED
    if not numbered:
        yield Milestone(_("Form checked"), done=checked)
    yield Milestone(
        _("Number and date given"),
        document.day if numbered else None,
        words.named(document) if numbered else "",
        done=numbered,
    )
    sent = [r.dispatched_on for r in recipients if r.dispatched_on]
    some = n_("to {n} of {all} recipient", "to {n} of {all} recipients", len(recipients))
    said = some.format(n=len(sent), all=len(recipients)) if recipients else ""
    gone = len(sent) == len(recipients) if recipients else document.state is State.DISPATCHED
    yield Milestone(_("Sent out"), max(sent) if sent else None, said, done=gone)
    signed = [r.signed_on for r in recipients if r.signed_on]
    if sent:
        detail = _("{n} of {all}").format(n=len(signed), all=len(recipients))
        yield Milestone(_("Signed for"), max(signed) if signed else None, detail, done=len(signed) == len(recipients))
    recalled = [r for r in recipients if r.recalled]
    if recalled:
        back = [r for r in recalled if r.returned_on]
        detail = _("{n} of {all} copies are back").format(n=len(back), all=len(recalled))
        yield Milestone(_("Recalled"), None, detail, done=len(back) == len(recalled))


class LifeLine(QWidget):
    """Stations on a line: a full dot for what happened, a ring for what is to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Milestone, ...] = ()
        self._heads: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._days = Labels(lambda n, made: grid.addWidget(made, 2 * n, 0, top))
        self._whats = Labels(lambda n, made: grid.addWidget(made, 2 * n, 1))
        self._details = Labels(lambda n, made: grid.addWidget(made, 2 * n + 1, 1))
        theme.watch().changed.connect(self.update)

    def show_stations(self, shown: Sequence[Milestone]) -> None:
        """Shows these stations."""
        self._shown, self._heads = tuple(shown), []
        columns = (self._days, self._whats, self._details)
        for labels in columns:
            labels.begin()
        for each in self._shown:
            day = words.day(each.day) or (_("by {day}").format(day=words.day(each.due)) if each.due else "")
            spoken = ": ".join(filter(None, (day, each.text, each.detail)))
            self._days.next(day, "muted").setWordWrap(False)
            self._heads.append(self._whats.next(each.text, "strong" if each.done else "muted", spoken))
            self._details.next(each.detail, "danger" if each.late else "muted")
        for labels in columns:
            labels.end()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = theme.tokens()
        dots = [QPoint(9, head.y() + head.fontMetrics().height() // 2) for head in self._heads]
        painter.setPen(QPen(t.color("line_strong"), 1))
        for above, below in pairwise(dots):
            painter.drawLine(above.x(), above.y() + 6, below.x(), below.y() - 6)
        for dot, each in zip(dots, self._shown, strict=True):
            color = t.color("danger" if each.late else "text" if each.done else "line_strong")
            painter.setPen(QPen(color, 2))
            painter.setBrush(color if each.done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot, 4, 4)
        painter.end()
