"""That a store came out of a backup: it knows nothing of the numbers given since, and has to say so."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .files import told, write_json

if TYPE_CHECKING:
    from .repository import Repository
    from .store import Store

_MARKER = "restored.json"  # lies in the store's folder until its first unlocking
_NOTE = "restored_from"


def mark(folder: Path, made_at: datetime) -> None:
    """Leaves word in a restored folder: of when its backup is."""
    write_json(folder / _MARKER, {"made_at": made_at.isoformat()})


def take_note(store: "Store", actor: str) -> None:
    """Takes that word into the store, and into its trail."""
    marker = store.folder / _MARKER
    try:
        made_at = datetime.fromisoformat(json.loads(marker.read_bytes())["made_at"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        made_at = store.clock()  # what was left is damaged: that something was restored is known all the same
    with store.write(actor, "restore") as repository:
        repository.trail.append("store", store.office_id, None, {"made_at": made_at.isoformat()})
        repository.set_note(_NOTE, made_at.isoformat())
    with told(store.folder):
        marker.unlink(missing_ok=True)


def restored_from(repository: "Repository") -> datetime | None:
    """When the backup was made (UTC) that this store came out of; None once its numbers were looked after."""
    text = repository.note(_NOTE)
    return datetime.fromisoformat(text) if text else None


def settle(repository: "Repository") -> None:
    """Somebody compared the numbers with the paper books."""
    repository.set_note(_NOTE, "")
