"""What support asks first: versions, fonts, keyring, display. Tells nothing of any store."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from . import __version__
from .i18n import _, language
from .paths import resources

_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "sqlcipher3",
    "cryptography",
    "pyrage",
    "reportlab",
    "python-docx",
    "XlsxWriter",
    "keyring",
)


def report() -> Iterator[tuple[str, str]]:
    """Name and value of each thing, in the language in force where it is a sentence."""
    yield "vpcu-desktop", __version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield _("System"), platform.platform()
    for library in _LIBRARIES:
        try:
            yield library, metadata.version(library)
        except metadata.PackageNotFoundError:
            yield library, _("missing")
    yield "SQLCipher", _sqlcipher()
    fonts = sorted(path.name for path in (resources() / "fonts").glob("*.ttf"))
    yield _("Fonts"), ", ".join(fonts) or _("missing")
    yield _("Language"), language()
    yield "Keyring", _keyring()
    yield _("Display"), _display()


def _sqlcipher() -> str:
    try:
        import sqlcipher3

        connection = sqlcipher3.connect(":memory:")
        version = connection.execute("pragma cipher_version").fetchone()
        return f"{version[0]} (SQLite {sqlcipher3.sqlite_version})"
    except Exception as error:
        return f"{_('missing')} ({type(error).__name__})"


def _keyring() -> str:
    from .data.remember import available, backend_name

    sentence = _("secure backend found") if available() else _("no secure backend; passphrases are not remembered")
    return f"{backend_name()} ({sentence})"


def _display() -> str:
    if sys.platform.startswith("linux"):
        found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        return found or _("none: windows cannot be shown, headless work can be done")
    return sys.platform
