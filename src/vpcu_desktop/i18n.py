"""Words for people: English message ids, Vietnamese by default, through gettext catalogs kept with Babel."""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .paths import resources

DOMAIN = "vpcu_desktop"
LANGUAGES = ("vi", "en")


class _Catalog:
    """A compiled catalog, looked up where it lies: ids in order, each beside its text's place.

    `gettext` parses all of its thousands of messages; a start says forty of them.
    """

    def __init__(self, data: bytes) -> None:
        """Of a .mo file's bytes; without any it knows nothing."""
        order = ">" if data[:1] == b"\x95" else "<"
        self._data, self._place = data, struct.Struct(f"{order}II")
        self._count, self._ids, self._texts = struct.unpack_from(f"{order}8x3I", data) if data else (0, 0, 0)
        self._known: dict[str, list[str]] = {}

    def forms(self, message: str) -> list[str]:
        """The message's translation, or those of its singular and its plural; none if the catalog lacks it."""
        found = self._known.get(message)
        if found is None:
            sought = message.encode()
            at = bisect_left(range(self._count), sought, key=self._id)
            there = at < self._count and self._id(at) == sought
            found = self._known[message] = self._bytes(self._texts, at).decode().split("\0") if there else []
        return found

    def _id(self, at: int) -> bytes:
        """The singular of the id at a place; its plural stands behind a zero, which is before every letter."""
        return self._bytes(self._ids, at).partition(b"\0")[0]

    def _bytes(self, column: int, at: int) -> bytes:
        length, start = self._place.unpack_from(self._data, column + self._place.size * at)
        return self._data[start : start + length]


_catalog = _Catalog(b"")
_language = "vi"
_aside: ContextVar[_Catalog | None] = ContextVar("aside", default=None)


def set_language(language: str) -> None:
    """Switches every later `_()` to a language of `LANGUAGES`."""
    global _catalog, _language
    _language, _catalog = language, _opened(language)


def _opened(language: str) -> _Catalog:
    try:
        return _Catalog((resources() / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes())
    except OSError:
        return _Catalog(b"")


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
    forms = (_aside.get() or _catalog).forms(message)
    return forms[0] if forms else message


def n_(singular: str, plural: str, count: int) -> str:
    """The message for a count."""
    forms = (_aside.get() or _catalog).forms(singular) or [singular, plural]
    return forms[0] if count == 1 else forms[-1]


set_language("vi")
