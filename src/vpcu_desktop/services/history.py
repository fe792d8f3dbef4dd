"""The audit trail, for people to read."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import documents
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.audit import AuditLine


def trail(
    session: OfficeSession, limit: int = 200, before: int | None = None, *, secret: bool = False
) -> tuple["AuditLine", ...]:
    """The latest entries, newest first; `before` an entry's number goes on further back.

    `secret`: those of the secret vault, a chain of its own. Raises ClearanceNeeded.
    """
    with (documents.secret_vault(session) if secret else session.store).read() as repo:
        return tuple(repo.audit(limit, before))


#: By how much clocks of one office may differ without anybody having set one back.
CLOCK_TOLERANCE = timedelta(minutes=1)


def clock_behind(session: OfficeSession) -> datetime | None:
    """When the last change was entered (UTC), if the machine's clock says that this is still to come; else None."""
    last = next(iter(trail(session, 1)), None)
    return last.at if last is not None and session.clock() + CLOCK_TOLERANCE < last.at else None


def opened_despite_loss(session: OfficeSession) -> bool:
    """Whether the store was opened without its last changes, and nothing was changed since."""
    return any(line.action == "open_despite_loss" for line in trail(session, 1))
