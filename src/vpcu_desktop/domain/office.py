"""The office itself: its names, level, term and machine."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from .times import WorkingHours


class Level(Enum):
    PROVINCE = "province"
    COMMUNE = "commune"
    OTHER = "other"


class MachineProfile(Enum):
    ORDINARY = "ordinary"  # máy thường
    SECRET = "secret"  # noqa: S105 # máy mật: connected to no network, shown in the title bar


@dataclass(frozen=True, slots=True)
class Office:
    """An office as it heads its papers. The term (nhiệm kỳ) has its dates; numbering depends on them."""

    id: str
    name: str  # "Đảng ủy xã Tân Phú"
    superior: str  # "Đảng bộ tỉnh Đồng Nai"
    level: Level
    code: str  # TU, ĐU, VPĐU
    place: str  # place name before the date on papers: "Tân Phú"
    term_name: str = ""  # "2025–2030"
    term_start: date | None = None
    term_end: date | None = None
    profile: MachineProfile = MachineProfile.ORDINARY
    hours: WorkingHours = field(default_factory=WorkingHours)
    standing_notes: str = "Lịch này thay giấy mời."


@dataclass(frozen=True, slots=True)
class Clerk:
    """One who opens the store with a key slot of their own."""

    id: str
    name: str
    role: str  # a `roles.Role` value
    active: bool = True
