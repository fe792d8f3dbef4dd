"""The first visit to the registers: an office that has none gets its organs and this year's books."""

from ...services import numbering
from ..screen import Shell


def set_up(shell: Shell) -> None:
    """Asked for by every screen of the registers when it is built; does nothing from the second time on."""
    session = shell.session
    shell.operations.run(lambda: numbering.setup(session))
