"""Words for people: English message ids, Vietnamese by default, through gettext catalogs kept with Babel."""

import gettext as _gettext

from .paths import resources

DOMAIN = "vpcu_desktop"
LANGUAGES = ("vi", "en")

_catalog: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "vi"


def set_language(language: str) -> None:
    """Switches every later `_()` to a language of `LANGUAGES`."""
    global _catalog, _language
    _language = language
    # Opened by its path: gettext's own search imports `locale`, which the start of the window can do without.
    try:
        with (resources() / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            _catalog = _gettext.GNUTranslations(file)
    except OSError:
        _catalog = _gettext.NullTranslations()


def language() -> str:
    """The language in force: `vi` or `en`."""
    return _language


def _(message: str) -> str:
    """The message in the language in force. Fill in values afterwards: `_("Week {n}").format(n=48)`."""
    return _catalog.gettext(message)


def n_(singular: str, plural: str, count: int) -> str:
    """The message for a count."""
    return _catalog.ngettext(singular, plural, count)


set_language("vi")
