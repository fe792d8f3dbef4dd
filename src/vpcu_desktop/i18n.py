"""Words for people: English message ids, Vietnamese by default, through gettext catalogs kept with Babel."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .paths import resources

DOMAIN = "vpcu_desktop"
LANGUAGES = ("vi", "en")

_catalog: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "vi"
_aside: ContextVar[_gettext.NullTranslations | None] = ContextVar("aside", default=None)


def set_language(language: str) -> None:
    """Switches every later `_()` to a language of `LANGUAGES`."""
    global _catalog, _language
    _language, _catalog = language, _opened(language)


def _opened(language: str) -> _gettext.NullTranslations:
    # Opened by its path: gettext's own search imports `locale`, which the start of the window can do without.
    try:
        with (resources() / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return _gettext.GNUTranslations(file)
    except OSError:
        return _gettext.NullTranslations()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it this thread says everything in a language, whatever the window speaks: paper is Vietnamese."""
    before = _aside.set(_opened(language))
    try:
        yield
    finally:
        _aside.reset(before)


def language() -> str:
    """The language in force: `vi` or `en`."""
    return _language


def _(message: str) -> str:
    """The message in the language in force. Fill in values afterwards: `_("Week {n}").format(n=48)`."""
    return (_aside.get() or _catalog).gettext(message)


def n_(singular: str, plural: str, count: int) -> str:
    """The message for a count."""
    return (_aside.get() or _catalog).ngettext(singular, plural, count)


set_language("vi")
