"""The command that takes in somebody's register; the wizard is made when it is first asked for."""

from PySide6.QtWidgets import QWidget

from ...domain.roles import Action, may
from ...i18n import _
from ..actions import Command
from ..screen import Shell


def import_command(shell: Shell, place: str, group: str, owner: QWidget) -> Command:
    """Opens the wizard over the owner's window; `place` begins its id: "incoming.import"."""

    def possible() -> bool:
        return may(shell.session.role, Action.EDIT_REGISTER)

    def show() -> None:
        from .import_wizard import ImportWizard

        ImportWizard(shell, owner.window()).open()

    text = _("Take in a register from Excel, CSV…")
    return Command(f"{place}.import", text, show, icon="import", group=group, enabled=possible)
