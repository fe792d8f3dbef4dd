"""Vietnamese text: one normal form at every door, one folding for every search box, one sort order."""

import re
import unicodedata
from functools import lru_cache

# Control characters that never belong in a clerk's text; tab and line feed are handled apart.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that drops combining marks; it learns each letter when it first meets it."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def clean(text: str) -> str:
    """Text as it is stored: NFC, no control or invisible format characters, single spaces, lines kept, ends trimmed."""
    if text.isprintable():  # as nearly all is: one line, and no space but the plain one
        return " ".join(unicodedata.normalize("NFC", text).split())
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    text = unicodedata.normalize("NFC", text)  # afterwards: an invisible character may part a letter from its mark
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def clean_line(text: str) -> str:
    """Like `clean`, on one line."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The search form: lower case, no diacritics, đ as d; Ủy/Uỷ, hòa/hoà and NFD spellings all fold alike."""
    return unicodedata.normalize("NFD", text).lower().replace("đ", "d").translate(_WITHOUT_MARKS)


def initials(text: str) -> str:
    """The folded first letters of each word: `Nguyễn Văn A` → `nva`."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(text)))


def matches(query: str, text: str) -> bool:
    """Whether what was typed finds the text: every folded word begins a word of it, or the query is its initials."""
    wanted = re.findall(r"\w+", fold(query))
    if not wanted:
        return True
    words = re.findall(r"\w+", fold(text))
    if all(any(word.startswith(piece) for word in words) for piece in wanted):
        return True
    return len(wanted) == 1 and len(wanted[0]) > 1 and initials(text).startswith(wanted[0])


def match_rank(query: str, text: str) -> int:
    """Order of hits, lowest first: typed diacritics found as typed, then beginnings, then the rest."""
    typed, whole = unicodedata.normalize("NFC", query).lower(), unicodedata.normalize("NFC", text).lower()
    if typed in whole:
        return 0
    return 1 if fold(text).startswith(fold(query)) else 2


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Vietnamese alphabetical order: letters first (a ă â … d đ e ê …), tones (ngang huyền hỏi ngã sắc nặng) second."""
    letters: list[int] = []
    tones: list[int] = []
    for ch in unicodedata.normalize("NFC", text).lower():
        tone, base = 0, ch
        decomposed = unicodedata.normalize("NFD", ch)
        if len(decomposed) > 1:
            marks = [mark for mark in decomposed[1:] if mark in _TONES]
            tone = _TONES[marks[0]] if marks else 0
            base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in marks))
        position = _LETTERS.find(base)
        letters.append(1000 + position if position >= 0 else ord(ch))
        tones.append(tone)
    return tuple(letters), tuple(tones)
