"""Copying files that cannot be locked, as they all stood at one moment, while somebody else may be writing them.

The secret vault is backed up by clerks without its key too. Without the key SQLite's locks cannot be had; but bytes
that are the same in two readings, one wholly after the other, all stood like that between the two.
"""

import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from .errors import StoreBusy
from .files import PRIVATE_FILE, file_hash

_TRIES = 20
_PAUSE_SECONDS = 0.25


def copy_still(sources: Callable[[], Mapping[str, Path]], target: Path) -> None:
    """Copies files by their names in the folder `target`; `sources` tells which there are, and is asked twice.

    Raises StoreBusy if they never hold still; the target then has none of them.
    """
    for _ in range(_TRIES):
        names = sources()
        try:
            copied = {name: _copied(path, target / name) for name, path in names.items()}
            if sources() == names and all(file_hash(path) == copied[name] for name, path in names.items()):
                return
        except FileNotFoundError:
            pass  # a -wal that was just written back, a slot that was just taken away
        for name in names:
            (target / name).unlink(missing_ok=True)
        time.sleep(_PAUSE_SECONDS)
    raise StoreBusy(holder=None)


def _copied(path: Path, copy: Path) -> str:
    """The digest of what was written."""
    with path.open("rb") as source, copy.open("wb") as target:
        copy.chmod(PRIVATE_FILE)
        shutil.copyfileobj(source, target, 1 << 20)
    return file_hash(copy)
