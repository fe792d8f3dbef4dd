"""Text on its way to paper: what the typeface cannot show is seen as a box and told beforehand, never lost."""

import unicodedata
from functools import lru_cache

from ..domain.text import clean
from .fonts import covered

#: Stands on paper for a character that the typeface does not have.
PLACEHOLDER = "□"

# Line ends that `clean` would take for control characters, and code points no file format may hold.
_LINE_ENDS = dict.fromkeys(map(ord, "\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_INVISIBLE = dict.fromkeys([0xAD, 0x34F, 0x180E, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080)], "")
_ILLEGAL = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
_DOOR = _LINE_ENDS | _INVISIBLE | _ILLEGAL

#: Characters of Word's symbol lists and the like that have an honest twin in the typeface.
_TWINS = {
    "☐": "□",
    "❑": "□",
    "❏": "□",
    "☑": "■",
    "☒": "■",
    "✓": "√",
    "✔": "√",
    "\u2011": "-",
    "\u2010": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf02d": "-",
    "\uf0fc": "√",
    "\uf0e0": "→",
    "➢": "►",
    "➤": "►",
    "➔": "→",
    "⇒": "→",
    "⁃": "-",
    "∙": "•",
    "⦁": "•",
    "❖": "◊",
    "⭐": "*",
    "★": "*",
    "☆": "*",
}


def tidy(text: str) -> str:
    """The one door for typed text: NFC, lines kept, single spaces, nothing that a file format forbids."""
    return clean(text.translate(_DOOR))


def one_line(text: str) -> str:
    """Like `tidy`, on one line."""
    return " ".join(tidy(text).split())


def printable(text: str) -> str:
    """Text with every character the typeface lacks replaced by its twin, its plain form or `PLACEHOLDER`."""
    have = covered()
    if all(ord(ch) in have or ch == "\n" for ch in text):
        return text
    return "".join(ch if ch == "\n" else _shown(ch) for ch in text)


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that paper shows only as `PLACEHOLDER`, each once, in order of appearance."""
    lost = (ch for ch in tidy(text) if ch not in ("\n", PLACEHOLDER, "☐", "❑", "❏") and _shown(ch) == PLACEHOLDER)
    return tuple(dict.fromkeys(lost))


@lru_cache(maxsize=4096)
def _shown(ch: str) -> str:
    have = covered()
    if ord(ch) in have:
        return ch
    if ch in _TWINS:
        return _TWINS[ch]
    plain = unicodedata.normalize("NFKC", ch)
    if plain != ch and plain.strip() and all(ord(c) in have for c in plain):
        return plain
    return PLACEHOLDER
