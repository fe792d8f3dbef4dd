"""The check of the open store, which the screens of backups and of the history both offer."""

from ...i18n import _
from ...services import backups
from ..backup_words import verified
from ..screen import Shell


def check_store(shell: Shell) -> None:
    """Checks it and says what was found."""
    session = shell.session
    shell.operations.run(
        lambda: backups.verify(session),
        label=_("Checking the store…"),
        on_done=lambda report: shell.notify(verified(report)),
    )
