"""Unfinished forms, kept in the encrypted store: a lock, a crash or a power cut loses at most the last keystrokes."""

import json
import re

from ..domain.documents import State
from ..domain.schedule import ActivityId
from .changes import Changes, Kind
from .session import OfficeSession

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def activity_key(activity: ActivityId) -> str:
    """The key of an activity's form; what is kept under it goes when the activity becomes secret."""
    return f"activity:{activity}"


def item_key(item_id: str) -> str:
    """The key of the form of a programme's item; it goes as an activity's does."""
    return f"programme_item:{item_id}"


def save(session: OfficeSession, key: str, values: dict[str, object]) -> Changes:
    """Keeps an unfinished form of this clerk under a key; its values must fit JSON. Never one about a secret document:
    that is kept nowhere. One that names a document by its id goes when that becomes secret, and does not come again.
    """
    text = json.dumps(values, ensure_ascii=False)
    with session.store.write(session.clerk.id, "save_draft") as repo:
        named = repo.documents.named(_ID.findall(text)).values()
        if all(document.state is not State.MOVED for document in named):
            repo.save_draft(session.clerk.id, key, text)
    return Changes.of("save_draft", Kind.DRAFTS)


def load(session: OfficeSession, key: str) -> dict[str, object] | None:
    """The unfinished form kept under a key."""
    with session.store.read() as repo:
        text = repo.draft(session.clerk.id, key)
    return dict(json.loads(text)) if text else None


def keys(session: OfficeSession) -> tuple[str, ...]:
    """Keys of this clerk's unfinished forms."""
    with session.store.read() as repo:
        return tuple(repo.drafts(session.clerk.id))


def drop(session: OfficeSession, key: str) -> Changes:
    """The form was finished, given up, or became secret: it is in no byte of the store any more."""
    with session.store.write(session.clerk.id, "drop_draft") as repo:
        repo.drop_draft(session.clerk.id, key)
    return Changes.of("drop_draft", Kind.DRAFTS)
