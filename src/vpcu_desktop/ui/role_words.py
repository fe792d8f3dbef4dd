"""The words for roles, levels and kinds of days."""

from ..domain.almanac import DayKind
from ..domain.office import Level, MachineProfile
from ..domain.roles import Role
from ..i18n import _


def role_text(role: str) -> str:
    """`quản trị`, `văn thư`, …; an unknown role as it is stored."""
    return dict(role_choices()).get(role, role)


def role_choices() -> tuple[tuple[str, str], ...]:
    return (
        (Role.ADMIN.value, _("Administrator")),
        (Role.CLERK.value, _("Clerk (văn thư)")),
        (Role.SPECIALIST.value, _("Specialist")),
        (Role.CHIEF.value, _("Chief of office")),
        (Role.READER.value, _("Reader only")),
    )


def level_choices() -> tuple[tuple[str, str], ...]:
    return (
        (Level.COMMUNE.value, _("Commune, ward")),
        (Level.PROVINCE.value, _("Province, city")),
        (Level.OTHER.value, _("Other")),
    )


def profile_choices() -> tuple[tuple[str, str], ...]:
    return (
        (MachineProfile.ORDINARY.value, _("Ordinary machine")),
        (MachineProfile.SECRET.value, _("Secret machine, connected to no network")),
    )


def day_kind_choices() -> tuple[tuple[str, str], ...]:
    return (
        (DayKind.HOLIDAY.value, _("Holiday")),
        (DayKind.DAY_OFF.value, _("Day off in exchange")),
        (DayKind.SWAPPED_WORKING.value, _("Working day in exchange")),
        (DayKind.OBSERVANCE.value, _("Observance (work goes on)")),
        (DayKind.ORDINARY.value, _("Ordinary day (no holiday)")),
    )
