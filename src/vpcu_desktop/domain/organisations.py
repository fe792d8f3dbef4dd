"""The organisations that send and receive documents, with their dates, predecessors and successors."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .text import fold


class Group(Enum):
    """The sender groups that reports count by."""

    SUPERIOR = "superior"  # cấp trên
    PEER = "peer"  # cùng cấp, ngang cấp
    SUBORDINATE = "subordinate"  # cấp dưới
    STATE = "state"  # cơ quan Nhà nước
    MASS = "mass"  # Mặt trận và đoàn thể
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as it was called while it existed: a renamed one is another, linked as its successor.

    `own`: the office numbers documents for it (ĐU, VPĐU, a congress, a steering committee). Both dates are inclusive.
    """

    id: str
    name: str  # "Đảng ủy xã Tân Phú"
    short_name: str = ""
    code: str = ""  # ĐU; thousands of committees share one
    parent: str | None = None
    group: Group = Group.OTHER
    own: bool = False
    spellings: str = ""  # other ways it is written, ";" between
    address: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    predecessor: str | None = None
    successor: str | None = None

    def existed_on(self, day: date | None) -> bool:
        """Whether it existed under this name; an unknown day excludes nothing."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way it is written, its name first."""
        others = [self.short_name, self.code, *self.spellings.split(";")]
        return tuple(dict.fromkeys(text.strip() for text in (self.name, *others) if text.strip()))

    def is_called(self, text: str) -> bool:
        """Whether a text is one of its spellings, diacritics and case aside."""
        wanted = fold(text).strip()
        return any(fold(spelling) == wanted for spelling in self.written)
