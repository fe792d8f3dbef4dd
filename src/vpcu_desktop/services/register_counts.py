"""How many documents a register has, kept in the store: a million are not counted anew each time it is opened."""

import contextlib
import json
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..domain.errors import KnownError
from ..domain.numbering import Direction

if TYPE_CHECKING:
    from ..data.finder import Counted
    from ..data.repository import Repository
    from ..data.store import Store

_NOTE = "register_counts"
#: So many documents more are worth a write when the store is closed; to count fewer takes no time.
_WORTH = 5_000


#: What was counted of each open store's registers: of both (None) and of each.
_COUNTED: "WeakKeyDictionary[Store, dict[Direction | None, Counted]]" = WeakKeyDictionary()


def count(store: "Store", repo: "Repository", way: Direction | None) -> int:
    """All documents of a register, or of both, counted on from where it was last time."""
    if store not in _COUNTED:
        _COUNTED[store] = kept(repo)
    counted = _COUNTED[store]
    counted[way] = repo.finder.count_on(way, counted.get(way, (0, 0, 0)))
    return counted[way][0]


def kept(repo: "Repository") -> "dict[Direction | None, Counted]":
    """What was kept in the store; what cannot be read is counted anew."""
    try:
        found = json.loads(repo.note(_NOTE) or "{}")
        counts = ((Direction(way) if way else None, numbers) for way, numbers in found.items())
        return {way: (int(n), int(last), int(gone)) for way, (n, last, gone) in counts}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep(store: "Store", actor: str) -> None:
    """Before the store is closed. What hinders it hinders nobody: then they are counted anew."""
    counted = _COUNTED.pop(store, None)
    if not counted:
        return
    with contextlib.suppress(KnownError):
        with store.read() as repo:
            before = kept(repo)
        if all(last < before.get(way, (0, 0, 0))[1] + _WORTH for way, (_, last, _) in counted.items()):
            return
        values = {way.value if way else "": list(found) for way, found in (before | counted).items()}
        with store.write(actor, "keep_counts") as repo:
            repo.set_note(_NOTE, json.dumps(values))
