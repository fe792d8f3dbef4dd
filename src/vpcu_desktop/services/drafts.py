"""Unfinished forms, kept in the encrypted store: a lock, a crash or a power cut loses at most the last keystrokes."""

import json
from typing import TYPE_CHECKING

from ..domain.schedule import ActivityId
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.store import Store


def activity_key(activity: ActivityId) -> str:
    """The key of an activity's form; what is kept under it goes when the activity becomes secret."""
    return f"activity:{activity}"


def document_key(document_id: str) -> str:
    """The key of a registered document's form; what is kept under it goes when the document becomes secret."""
    return f"document:{document_id}"


def save(session: OfficeSession, key: str, values: dict[str, object], *, secret: bool = False) -> Changes:
    """Keeps an unfinished form of this clerk under a key; its values must fit JSON.

    `secret`: the form is about a document with a level, and is kept in the secret vault. Raises ClearanceNeeded.
    """
    with _vault(session, secret=secret).write(session.clerk.id, "save_draft") as repo:
        repo.save_draft(session.clerk.id, key, json.dumps(values, ensure_ascii=False))
    return Changes.of("save_draft", Kind.DRAFTS)


def load(session: OfficeSession, key: str, *, secret: bool = False) -> dict[str, object] | None:
    """The unfinished form kept under a key."""
    with _vault(session, secret=secret).read() as repo:
        text = repo.draft(session.clerk.id, key)
    return dict(json.loads(text)) if text else None


def keys(session: OfficeSession) -> tuple[str, ...]:
    """Keys of this clerk's unfinished forms."""
    with session.store.read() as repo:
        return tuple(repo.drafts(session.clerk.id))


def drop(session: OfficeSession, key: str, *, secret: bool = False) -> Changes:
    """The form was finished or given up."""
    with _vault(session, secret=secret).write(session.clerk.id, "drop_draft") as repo:
        repo.drop_draft(session.clerk.id, key)
    return Changes.of("drop_draft", Kind.DRAFTS)


def _vault(session: OfficeSession, *, secret: bool) -> "Store":
    from .documents import secret_vault

    return secret_vault(session) if secret else session.store
