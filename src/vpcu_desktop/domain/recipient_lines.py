"""A line of Nơi nhận as clerks type it: a name, and how many copies go there if it is not one."""

import re

from .text import clean_line

#: `Các chi bộ (12 bản)`, `Các chi bộ x12`, `Các chi bộ: 12 bản`.
_COPIES = re.compile(
    r"(?P<name>.*\S)\s*(?:\((?P<bracketed>[0-9]{1,4})(?:\s*bản)?\)|\s[x×]\s*(?P<times>[0-9]{1,4})"
    r"|[:;,]\s*(?P<told>[0-9]{1,4})\s*bản)\s*"
)
#: What stands before a name on the paper.
_DASHES = re.compile(r"(?:[-–•*](?:\s+|$))*")


def read_line(text: str) -> tuple[str, int]:
    """Name and copies; the name is "" where nothing is written. Never raises."""
    line = _DASHES.sub("", clean_line(text), count=1)
    found = _COPIES.fullmatch(line)
    if found is None:
        return line, 1
    copies = int(found["bracketed"] or found["times"] or found["told"])
    return (clean_line(found["name"]), copies) if copies else (line, 1)


def line_text(name: str, copies: int = 1) -> str:
    """The line that is read back as this name and these copies."""
    return f"{name} ({copies} bản)" if copies != 1 or read_line(name) != (name, 1) else name


def is_archive_line(name: str) -> bool:
    """Whether a line says where the archive copy stays ("Lưu Văn phòng Đảng ủy"): no recipient to send it to."""
    return re.match(r"lưu\b", name.strip(), re.IGNORECASE) is not None
