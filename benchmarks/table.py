"""The table of figures."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured on what, the baseline of the same run, ours, both compared, what is to be reached."""

    what: str
    size: str
    baseline: str
    ours: str
    result: str
    reach: str
    reached: bool


_HEAD = ("what", "size", "baseline", "ours", "result", "reach", "")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [_HEAD, *((*astuple(figure)[:-1], "ok" if figure.reached else "missed") for figure in figures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
