"""The audit trail, for people to read."""

from typing import TYPE_CHECKING

from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.audit import AuditLine


def trail(
    session: OfficeSession, limit: int = 200, before: int | None = None, *, entity_id: str | None = None
) -> tuple["AuditLine", ...]:
    """The latest entries, newest first; `before` an entry's number goes on further back."""
    with session.store.read() as repo:
        return tuple(repo.audit(limit, before, entity_id=entity_id))
