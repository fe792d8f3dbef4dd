"""When an item of a programme is due, as offices write it: words first, days as far as the words tell them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProgrammeTime:
    """A time in words (`quý I`, `trước 15/3`, `thường xuyên`), and the days that they mean, both inclusive.

    `ongoing`: it goes on without an end, or comes back all the time.
    """

    text: str = ""
    start: date | None = None
    end: date | None = None
    ongoing: bool = False
