"""Text typed with legacy Vietnamese fonts (TCVN3 `.Vn…`, VNI `VNI-…`) turned into Unicode, run by run.

A font's name is a hint, the letters decide: Unicode text under a `.VnTime` name is real and stays as it is, and text
without a font is converted only when the result is Vietnamese and the original is not.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache


class Scheme(Enum):
    """A legacy way of writing Vietnamese with one-byte fonts."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


# TCVN3 (ABC): the letter that each Latin-1 character stands for.
_TCVN3 = {
    chr(code): letter
    for start, letters in (
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
        (0xB5, "àảãáạ"),
        (0xBB, "ằẳẵắ"),
        (0xC6, "ặầẩẫấậè"),
        (0xCE, "ẻẽéẹềểễếệìỉ"),
        (0xDC, "ĩíịò"),
        (0xE1, "ỏõóọồổỗốộờởỡớợù"),
        (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    )
    for code, letter in enumerate(letters, start)
}

# VNI: marks that follow a base letter.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_MARKS: dict[str, dict[str, str]] = {
    "a": dict(zip("âáàåãäêéèúüë", "âấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("âáàåãä", "êếềểễệ", strict=True)),
    "o": dict(zip("âáàåãä", "ôốồổỗộ", strict=True)),
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base in "aeouy":
        for mark, tone in _VNI_TONES.items():
            table[base + mark] = unicodedata.normalize("NFC", base + tone)
        for mark, letter in _VNI_MARKS.get(base, {}).items():
            table[base + mark] = letter
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        for mark, tone in _VNI_TONES.items():
            table[base + mark] = unicodedata.normalize("NFC", letter + tone)
    del table["yï"]  # ỵ has a sign of its own
    for key, letter in list(table.items()):
        table[key.upper()] = letter.upper()
        if len(key) == 2:
            table[key[0].upper() + key[1]] = letter.upper()
    return table


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def decode_tcvn3(text: str, *, capitals: bool = False) -> str:
    """TCVN3 letters as Unicode. `capitals`: the font (`.VnTimeH`) draws every letter as a capital."""
    decoded = "".join(_TCVN3.get(ch, ch) for ch in _latin(text))
    return decoded.upper() if capitals else decoded


def decode_vni(text: str) -> str:
    """VNI letters as Unicode."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], _latin(text))


def _latin(text: str) -> str:
    """Symbol-font characters (U+F0xx) as the Latin-1 ones they stand for."""
    return "".join(chr(ord(ch) - 0xF000) if 0xF020 <= ord(ch) <= 0xF0FF else ch for ch in text)


def scheme_of_font(font: str) -> Scheme | None:
    """What a font's name promises."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Scheme.TCVN3
    return Scheme.VNI if re.match(r"vni[-\s]", name) else None


def _draws_capitals(font: str) -> bool:
    name = font.strip()
    return name.lower().startswith(".vn") and name.endswith(("H", "h")) and len(name) > 4


_ONSET = r"(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_RHYME = (
    r"(?:(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uyê|uy|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    r"|uyu|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|ia|ya|ua|ưa|oa|oe|uâ|uê|uy|uơ|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi"
    r"|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that only Unicode Vietnamese has: nothing typed with a one-byte font holds them.
_UNICODE_ONLY = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
#: Latin-1 signs that stand in no Vietnamese word, and a capital after a small letter.
_SIGN_IN_WORD = re.compile(
    r"[\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00d7\u00f7]|\w[\u00ab\u00bb\u00b7]\w"
)
_CAPITAL_INSIDE = re.compile(r"[a-z\u00df-\u00ff][A-Z\u00c0-\u00de]")
_HIGH = re.compile(r"[\u0080-\u00ff\uf020-\uf0ff]")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable."""
    letters, tones = [], 0
    for ch in unicodedata.normalize("NFD", word.lower()):
        if ch in _TONE_MARKS:
            tones += 1
        else:
            letters.append(ch)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters))) is not None


def evidence(text: str) -> tuple[int, int]:
    """How many words with diacritics are Vietnamese syllables, and how many are not."""
    good = bad = 0
    for word in re.findall(r"\S+", text):
        if word.isascii():
            continue
        # A sign inside a word (`Tr­ëng`, `§/c`) breaks it: one bad word, not two good ones.
        parts = _WORD.findall(word)
        odd = _SIGN_IN_WORD.search(word) or _CAPITAL_INSIDE.search(word)
        if parts and not odd and all(is_syllable(part) for part in parts):
            good += 1
        elif parts or odd:
            bad += 1
    return good, bad


def decoded(scheme: Scheme, text: str, font: str = "") -> str:
    """The text read with a scheme."""
    if scheme is Scheme.TCVN3:
        return decode_tcvn3(text, capitals=_draws_capitals(font))
    return decode_vni(text)


def may_be_legacy(text: str) -> bool:
    """Whether a text holds letters that legacy fonts use, and none that only Unicode has."""
    return not text.isascii() and _HIGH.search(text) is not None and not _UNICODE_ONLY.search(text)


def better_scheme(text: str) -> Scheme | None:
    """The scheme in which a text without font makes clearly more sense than as it stands, if any."""
    if not _HIGH.search(text) or len(_UNICODE_ONLY.findall(text)) > 2:
        return None
    good, bad = evidence(text)
    best: tuple[int, Scheme | None] = (good - bad, None)
    for scheme in Scheme:
        fits, misfits = evidence(decoded(scheme, text))
        if fits >= 3 and misfits * 5 <= fits and fits - misfits > best[0] and bad >= 2:
            best = (fits - misfits, scheme)
    return best[1]


def _leans_legacy(scheme: Scheme, text: str) -> bool:
    """Whether all the text in one legacy-named font is, on the whole, really legacy text."""
    old_words = [word for word in text.split() if not word.isascii() and not _UNICODE_ONLY.search(word)]
    unicode_words = sum(1 for word in text.split() if _UNICODE_ONLY.search(word))
    old = " ".join(old_words)
    good, bad = evidence(old)
    fits, misfits = evidence(decoded(scheme, old))
    return fits - misfits > good - bad + unicode_words


@dataclass(slots=True)
class Legacy:
    """Converts the runs of one document. `found` names the scheme once something was converted."""

    by_content: dict[str, Scheme | None] = field(default_factory=dict)
    leaning: dict[str, bool] = field(default_factory=dict)
    found: str | None = None

    @classmethod
    def of(cls, runs: Iterable[tuple[str, str]]) -> "Legacy":
        """Decide from all (font, text) of a document what each font's text is on the whole."""
        texts: dict[str, list[str]] = defaultdict(list)
        for font, text in runs:
            if not text.isascii():
                texts[font].append(text)
        by_content: dict[str, Scheme | None] = {}
        leaning: dict[str, bool] = {}
        for font, pieces in texts.items():
            named = scheme_of_font(font)
            if named is None:
                by_content[font] = better_scheme(" ".join(pieces))
            else:
                leaning[font] = _leans_legacy(named, " ".join(pieces))
        return cls(by_content, leaning)

    def convert(self, font: str, text: str) -> str:
        """A run's text in Unicode."""
        scheme = scheme_of_font(font) or self.by_content.get(font)
        if scheme is None:
            return text
        if text.isascii():
            return text.upper() if _draws_capitals(font) else text
        if _UNICODE_ONLY.search(text) or not _HIGH.search(text):
            return text
        result = decoded(scheme, text, font)
        good, bad = evidence(text)
        fits, misfits = evidence(result)
        margin = (fits - misfits) - (good - bad)
        if result == text or margin < 0 or (margin == 0 and not self.leaning.get(font, True)):
            return text
        self.found = scheme.value
        return result
