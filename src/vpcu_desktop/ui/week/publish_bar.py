"""Where a week (or another paper) stands on its way to paper, and the next step as a button that names it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from ...domain.marks import unpublished_changes
from ...domain.roles import Action, Role, may
from ...domain.schedule import ScheduleState, WeekSheet
from ...i18n import _, n_
from .. import theme
from ..messages import Message, Tone
from ..widgets.banner import Banner
from ..widgets.elided import ElidedLabel
from ..widgets.labels import button
from . import words


class Step(Enum):
    """A step of approval and publication."""

    SUBMIT = "submit"
    APPROVE = "approve"
    APPROVED_ON_PAPER = "approved_on_paper"
    SEND_BACK = "send_back"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bar says of a paper: its words, the next step (first) and other steps that are open."""

    text: str
    steps: tuple[Step, ...]
    tone: str = "muted"


def standing(sheet: WeekSheet, role: Role) -> Standing:
    """Where a week stands for a clerk of this role."""
    changes = unpublished_changes(sheet)
    state = sheet.schedule.state
    text = _standing_text(sheet, changes)
    tone = "warning" if changes and sheet.published is not None else "muted"
    if not changes:
        return Standing(text, (), "muted")
    return Standing(text, open_steps(state, role), tone)


def open_steps(state: ScheduleState, role: Role) -> tuple[Step, ...]:
    """The steps that a clerk of this role may take with what is not published yet, the next one first."""
    steps: list[Step] = []
    can_approve, can_publish = may(role, Action.APPROVE_SCHEDULE), may(role, Action.PUBLISH_SCHEDULE)
    if state is ScheduleState.DRAFT and may(role, Action.EDIT_SCHEDULE):
        steps.append(Step.SUBMIT)
    if state is ScheduleState.SUBMITTED:
        steps += [Step.APPROVE, Step.SEND_BACK] if can_approve else [Step.APPROVED_ON_PAPER] if can_publish else []
    if state is ScheduleState.APPROVED:
        steps += [Step.PUBLISH] if can_publish else []
        steps += [Step.SEND_BACK] if can_approve else []
    return tuple(steps)


def _standing_text(sheet: WeekSheet, changes: int) -> str:
    if sheet.published is None:
        return words.state(sheet.schedule.state) if sheet.activities else ""
    version = _("Version {n}").format(n=sheet.published.number)
    if not changes:
        return _("{version} published").format(version=version)
    unpublished = n_("{n} change not published", "{n} changes not published", changes).format(n=changes)
    text = f"{version} · {unpublished}"
    if sheet.schedule.state is not ScheduleState.DRAFT:
        text += f" · {words.state(sheet.schedule.state)}"
    return text


def step_text(step: Step, versions: int) -> str:
    """The verb of a step, where so many versions are published."""
    return {
        Step.SUBMIT: _("Submit for approval"),
        Step.APPROVE: _("Approve"),
        Step.APPROVED_ON_PAPER: _("Approved on paper"),
        Step.SEND_BACK: _("Send back…"),
        Step.PUBLISH: _("Publish version {n}").format(n=versions + 1),
    }[step]


class PublishBar(QWidget):
    """Stands right in the title: the standing, the other step if there is one, the next step."""

    step_wanted = Signal(object)  # Step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Standing("", ())
        self._narrow = False
        self.text = ElidedLabel("", "muted")
        self.other = button("", lambda: self._want(1))
        self.next = button("", lambda: self._want(0), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.text, self.other, self.next):
            row.addWidget(widget)

    def show_sheet(self, sheet: WeekSheet, role: Role) -> None:
        self.show_standing(standing(sheet, role), sheet.versions)

    def show_standing(self, found: Standing, versions: int) -> None:
        """`versions`: how many are published."""
        self.standing = found
        self.text.setText(self.standing.text)
        self._show_text()
        if self.text.property("role") != self.standing.tone:
            theme.mark(self.text, role=self.standing.tone)
        for place, widget in enumerate((self.next, self.other)):
            there = place < len(self.standing.steps)
            widget.setVisible(there)
            if there:
                widget.setText(step_text(self.standing.steps[place], versions))
                widget.setAccessibleName(widget.text())

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window has room for the step alone; the standing is its tooltip then."""
        self._narrow = narrow
        self._show_text()

    def _show_text(self) -> None:
        self.text.setVisible(bool(self.standing.text) and not self._narrow)
        self.next.setToolTip(self.standing.text)

    def _want(self, place: int) -> None:
        if place < len(self.standing.steps):
            self.step_wanted.emit(self.standing.steps[place])


def send_back_dialog(parent: QWidget, then: Callable[[str], object], consequence: str) -> QDialog:
    """What the chief wants changed in a draft."""
    from ..widgets.words_dialog import WordsDialog

    return WordsDialog(
        _("Send back"),
        _("What is to be changed"),
        _("Send back with this note"),
        then,
        parent,
        consequence=consequence,
        needed=False,
    )


def show_sent_back(banner: Banner, note: str) -> None:
    """What the chief wants changed stands over the draft until it is submitted again."""
    if note:
        banner.show_message(Message(_("Sent back:"), note, Tone.WARNING))
    else:
        banner.clear()
