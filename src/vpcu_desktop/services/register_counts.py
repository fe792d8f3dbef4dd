"""How many documents a register has, kept in the store: a million are not counted anew each time it is opened."""

import contextlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..domain.errors import KnownError
from ..domain.numbering import Direction

if TYPE_CHECKING:
    from ..data.finder import Counted
    from ..data.repository import Repository
    from ..data.store import Store

_NOTE = "register_counts"
#: So many documents more are worth a write when the store is closed; to count fewer takes no time.
_WORTH = 5_000


def kept(repo: "Repository") -> "dict[Direction | None, Counted]":
    """What was kept of both registers (None) and of each; what cannot be read is counted anew."""
    try:
        found = json.loads(repo.note(_NOTE) or "{}")
        counts = ((Direction(way) if way else None, numbers) for way, numbers in found.items())
        return {way: (int(n), int(last), int(gone)) for way, (n, last, gone) in counts}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep(store: "Store", actor: str, counted: "Mapping[Direction | None, Counted]") -> None:
    """Before the store is closed. What hinders it hinders nobody: then they are counted anew."""
    with contextlib.suppress(KnownError):
        with store.read() as repo:
            before = kept(repo)
        if all(last < before.get(way, (0, 0, 0))[1] + _WORTH for way, (_, last, _) in counted.items()):
            return
        values = {way.value if way else "": list(found) for way, found in (before | dict(counted)).items()}
        with store.write(actor, "keep_counts") as repo:
            repo.set_note(_NOTE, json.dumps(values))
