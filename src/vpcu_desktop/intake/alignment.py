"""Cells of one row laid side by side: which lines belong to which of several times or activities."""

import re
from collections.abc import Sequence

from .draft import Text
from .grid import Line

_MARKS = re.compile(r"^\s*(?:[-–—+*•▪·●]|\d{1,2}[.)](?!\d)|[a-zđ]\))\s*")


def groups(lines: Sequence[Line], wanted: int) -> list[list[Line]]:
    """The lines in as many groups as there are times: by gaps, by bullets, or line by line; else all in one."""
    whole = [line for line in lines if line.text]
    if wanted < 2:
        return [list(lines)]
    by_gap: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            by_gap[-1].append(line)
        elif by_gap[-1]:
            by_gap.append([])
    by_gap = [group for group in by_gap if group]
    if len(by_gap) == wanted:
        return by_gap
    by_mark: list[list[Line]] = []
    for line in whole:
        if _MARKS.match(line.text) or not by_mark:
            by_mark.append([])
        by_mark[-1].append(line)
    if len(by_mark) == wanted:
        return by_mark
    return [[line] for line in whole] if len(whole) == wanted else [list(lines)]


def share(texts: Sequence[Line], index: int, count: int) -> list[Text]:
    """The part of a neighbouring cell that belongs to one of several activities in a row."""
    parts = groups(texts, count)
    chosen = parts[index] if count > 1 and len(parts) == count else [line for line in texts if line.text]
    return [(line.number, line.text) for line in chosen]
