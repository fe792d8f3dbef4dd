"""What one user of this machine prefers: typed declarations, kept as a small JSON file outside any store.

Nothing of a store's content is ever written here; the last store is known by its folder alone.
"""

import json
import os
from collections.abc import Container
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from ..i18n import LANGUAGES

_FILE = "settings.json"
SCHEMES = ("system", "light", "dark")
SCALES = (100, 110, 125, 150, 175, 200)
IDLE_MINUTES = (1, 3, 5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class Preferences:
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


_ALLOWED: dict[str, Container[object]] = {
    "language": LANGUAGES,
    "theme": SCHEMES,
    "scale": SCALES,
    "idle_minutes": IDLE_MINUTES,
    "width": range(20000),
    "height": range(20000),
}


def config_folder() -> Path:
    """Where settings lie: `$VPCU_CONFIG_DIR`, else the platform's place for a user's configuration."""
    chosen = os.environ.get("VPCU_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_dir

    return Path(user_config_dir("vpcu-desktop", appauthor=False, roaming=False))


def read(folder: Path) -> Preferences:
    """The stored settings; a missing or damaged file, or a value out of range, falls back to the default."""
    try:
        stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    default = Preferences()
    good = {
        f.name: stored[f.name]
        for f in fields(Preferences)
        if f.name in stored
        and type(stored[f.name]) is type(getattr(default, f.name))
        and (f.name not in _ALLOWED or stored[f.name] in _ALLOWED[f.name])
    }
    return Preferences(**good)


class Settings:
    """The settings in force; a change is written at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or config_folder()
        self.now = read(self._folder)

    def change(self, **values: object) -> None:
        """Sets and stores values. A folder that cannot be written only costs the memory of it."""
        changed = replace(self.now, **values)  # type: ignore[arg-type]
        if changed == self.now:
            return
        self.now = changed
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial = self._folder / (_FILE + ".part")
            partial.write_text(json.dumps(asdict(changed), ensure_ascii=False, indent=1), encoding="utf-8")
            partial.replace(self._folder / _FILE)
        except OSError:
            return
