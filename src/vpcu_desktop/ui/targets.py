"""What one place of the window asks another to show."""

from dataclasses import dataclass

from ..domain.periods import Period
from ..domain.schedule import BodyId


@dataclass(frozen=True, slots=True)
class ProgrammeTarget:
    """A body's programme for a period, and an item in it."""

    body: BodyId
    period: Period
    item: str | None = None
