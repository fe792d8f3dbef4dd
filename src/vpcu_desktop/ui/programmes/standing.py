"""Where a programme stands on its way to paper."""

from ...domain.programme_rules import unapproved_changes
from ...domain.programmes import ProgrammeSheet
from ...domain.roles import Role
from ...domain.schedule import ScheduleState
from ...i18n import _, n_
from ..week import words
from ..week.publish_bar import Standing, open_steps


def standing(sheet: ProgrammeSheet, role: Role) -> Standing:
    """What the bar says, and the steps that a clerk of this role may take."""
    changes, state = unapproved_changes(sheet), sheet.programme.state
    if sheet.published is None:
        text = words.state(state) if sheet.items else ""
        return Standing(text, open_steps(state, role) if sheet.items else ())
    version = _("Version {n}").format(n=sheet.published.number)
    code = f" ({sheet.published.code})" if sheet.published.code else ""
    if not changes:
        return Standing(_("{version} published").format(version=version) + code, ())
    told = n_("{n} change not published", "{n} changes not published", changes).format(n=changes)
    text = f"{version}{code} · {told}"
    if state is not ScheduleState.DRAFT:
        text += f" · {words.state(state)}"
    return Standing(text, open_steps(state, role), "warning")
