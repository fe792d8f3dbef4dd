"""The way of a paper to its readers, the same for weeks and programmes: soạn → trình duyệt → duyệt, or sent back."""

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import TypeVar

from ..domain.errors import WrongState
from ..domain.programmes import Programme
from ..domain.roles import Action
from ..domain.schedule import Schedule, ScheduleState
from ..domain.text import clean

Paper = TypeVar("Paper", Schedule, Programme)


@dataclass(frozen=True, slots=True)
class ApprovalStep:
    """One step: how it is called, who may do it, the states that it leads from, and the one that it leads to."""

    label: str
    action: Action
    allowed: Set[ScheduleState]
    state: ScheduleState


_NOT_YET = frozenset({ScheduleState.DRAFT, ScheduleState.SUBMITTED})

SUBMIT = ApprovalStep("submit", Action.EDIT_SCHEDULE, frozenset({ScheduleState.DRAFT}), ScheduleState.SUBMITTED)
APPROVE = ApprovalStep("approve", Action.APPROVE_SCHEDULE, _NOT_YET, ScheduleState.APPROVED)
#: A clerk records that the chief approved the printed draft.
APPROVE_ON_PAPER = ApprovalStep("approve_on_paper", Action.PUBLISH_SCHEDULE, _NOT_YET, ScheduleState.APPROVED)
SEND_BACK = ApprovalStep(
    "send_back",
    Action.APPROVE_SCHEDULE,
    frozenset({ScheduleState.SUBMITTED, ScheduleState.APPROVED}),
    ScheduleState.DRAFT,
)


def taken(step: ApprovalStep, paper: Paper, *, note: str = "") -> Paper:
    """The paper after the step, with the chief's note if it was sent back. Raises WrongState."""
    if paper.state not in step.allowed:
        raise WrongState(state=paper.state.value, step=step.label)
    return replace(paper, state=step.state, chief_note=clean(note))


def check_approved(paper: Schedule | Programme) -> None:
    """Only what was approved is published. Raises WrongState."""
    if paper.state is not ScheduleState.APPROVED:
        raise WrongState(state=paper.state.value, step="publish")
