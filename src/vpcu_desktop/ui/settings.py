"""What one user of this machine prefers: typed declarations, kept as a small JSON file outside any store.

Nothing of a store's content is ever written here; the last store is known by its folder alone.
"""

import json
import os
import sys
from collections.abc import Container
from pathlib import Path
from typing import Any, NamedTuple

from ..i18n import LANGUAGES

_FILE = "settings.json"
SCHEMES = ("system", "light", "dark")
SCALES = (100, 110, 125, 150, 175, 200)
IDLE_MINUTES = (1, 3, 5, 10, 15, 30)


class Preferences(NamedTuple):
    """The settings, each with its default."""

    language: str = "vi"
    theme: str = "system"
    scale: int = 100  # text size in percent
    last_store: str = ""  # folder opened last
    last_slot: str = ""  # key slot used last there
    idle_minutes: int = 10  # lock after so many minutes without input
    inspector: bool = True  # open where there is room
    width: int = 0  # the window's size when closed, 0: not yet known
    height: int = 0
    maximized: bool = False
    scan_folder: str = ""  # where the scanner puts its files
    stamp_left: int = 135  # mm: where the arrival stamp stands on a paper, from its left and upper edge
    stamp_top: int = 15
    columns: dict[str, list[str]] = {}  # noqa: RUF012 (never changed in place); of each register list, those that are shown


_ALLOWED: dict[str, Container[object]] = {
    "language": LANGUAGES,
    "theme": SCHEMES,
    "scale": SCALES,
    "idle_minutes": IDLE_MINUTES,
    "width": range(20000),
    "height": range(20000),
    "stamp_left": range(161),
    "stamp_top": range(263),
}


def config_folder() -> Path:
    """Where settings lie: `$VPCU_CONFIG_DIR`, else the platform's place for a user's configuration."""
    chosen = os.environ.get("VPCU_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    # What platformdirs answers (a test compares); its import would cost the start more than these lines.
    if sys.platform == "win32":
        place = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        place = str(Path.home() / "Library" / "Application Support")
    else:
        place = os.environ.get("XDG_CONFIG_HOME", "").strip() or str(Path.home() / ".config")
    return Path(place) / "vpcu-desktop"


def read(folder: Path) -> Preferences:
    """The stored settings; a missing or damaged file, or a value out of range, falls back to the default."""
    try:
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    good = {
        name: stored[name]
        for name, default in Preferences()._asdict().items()
        if name in stored
        and type(stored[name]) is type(default)
        and (name not in _ALLOWED or stored[name] in _ALLOWED[name])
    }
    if not all(
        isinstance(keys, list) and all(isinstance(k, str) for k in keys) for keys in good.get("columns", {}).values()
    ):
        del good["columns"]
    return Preferences(**good)


class Settings:
    """The settings in force; a change is written at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or config_folder()
        self.now = read(self._folder)

    def change(self, **values: Any) -> None:
        """Sets and stores values. A folder that cannot be written only costs the memory of it."""
        changed = self.now._replace(**values)
        if changed == self.now:
            return
        self.now = changed
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial = self._folder / (_FILE + ".part")
            partial.write_text(json.dumps(changed._asdict(), ensure_ascii=False, indent=1), encoding="utf-8")
            partial.replace(self._folder / _FILE)
        except OSError:
            return
