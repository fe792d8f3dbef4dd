"""What the list of today is made of: sections of lines, each leading somewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its words, where Enter leads, whether something is wrong with it."""

    text: str
    screen: str = ""
    target: object = None
    warning: bool = False

    def leads_as(self, other: "Line | None") -> bool:
        """Whether both lead to the same thing, whatever is said of it now."""
        return other is not None and bool(self.screen) and (self.screen, self.target) == (other.screen, other.target)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list."""

    title: str
    lines: tuple[Line, ...]
    nothing: str = ""  # said if there are no lines
    total: int = 0  # where there are more than those lines
    rest: Line | None = None  # where all of them are seen
    most: int = 8  # lines that are shown
