"""Where the program's own read-only files lie: fonts, catalogs, icons, form definitions."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The `resources` folder: inside an installed package, beside `src` in a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "resources"
