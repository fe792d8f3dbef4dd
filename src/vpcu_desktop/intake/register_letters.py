"""The letters of a register's cells: one normal form, and legacy Vietnamese turned into Unicode row by row.

A register of many years may be in Unicode here and in TCVN3 or VNI there, and no font is known: the letters decide.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import is_normalized

from ..domain.text import clean
from .legacy import Legacy, Scheme, better_scheme, may_be_legacy

#: Stands in no register, is printable, and joins with nothing.
BETWEEN = "│"
#: One-byte letters and signs that no Vietnamese word has: without one of them a text is hardly legacy.
_FOREIGN = re.compile(
    "[\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff\uf020-\uf0ff]"
)


def _cleaned(cells: list[str], joined: str) -> list[str]:
    """The cells after `domain.text.clean`, which most of them need not."""
    if _is_clean(joined) and f" {BETWEEN}" not in joined and f"{BETWEEN} " not in joined:
        return cells if not joined.startswith(" ") and not joined.endswith(" ") else [cell.strip() for cell in cells]
    return [cell.strip() if _is_clean(cell) else clean(cell) for cell in cells]


def _is_clean(text: str) -> bool:
    """Whether `clean` would do no more than strip."""
    return text.isprintable() and "  " not in text and is_normalized("NFC", text)


@dataclass(frozen=True, slots=True)
class Letters:
    """Turns the cells of one file into clean Unicode. `scheme`: what the file on the whole is written in, if legacy."""

    scheme: Scheme | None = None

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> "Letters":
        """Decide from the first rows of a file."""
        return cls(better_scheme(" ".join(cell for row in rows for cell in row if may_be_legacy(cell))))

    def read(self, cells: list[str]) -> tuple[list[str], dict[int, str]]:
        """The cells, and by index what those were that had to be converted."""
        joined = BETWEEN.join(cells)
        if joined.isascii() or (self.scheme is None and not _FOREIGN.search(joined)):
            return _cleaned(cells, joined), {}
        doubtful = [index for index, cell in enumerate(cells) if may_be_legacy(cell)]
        scheme = better_scheme(" ".join(cells[index] for index in doubtful)) or self.scheme
        if scheme is None:
            return _cleaned(cells, joined), {}
        legacy = Legacy({"": scheme})
        changed = {index: text for index in doubtful if (text := legacy.convert("", cells[index])) != cells[index]}
        texts = [clean(changed.get(index, cell)) for index, cell in enumerate(cells)]
        return texts, {index: clean(cells[index]) for index in changed}
