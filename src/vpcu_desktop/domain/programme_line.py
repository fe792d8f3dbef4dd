"""One typed line as an item of a programme: `Sơ kết NQ 18; chủ trì Ban XDĐ; phối hợp UBKT; tháng 11; trình BTV`."""

import re
from collections.abc import Callable
from dataclasses import replace

from .programme_times import read_time
from .programmes import Forum, Item
from .text import clean_line, fold

#: How a part begins that says more than content and time; folded, the longest first.
_PARTS: tuple[tuple[str, str], ...] = (
    (r"(?:don vi |co quan )?chu tri:?", "lead"),
    (r"(?:don vi |co quan )?phoi hop:?", "coordinating"),
    (r"(?:nguoi |don vi |co quan )?chuan bi:", "prepares"),
    (r"lanh dao(?: phu trach)?:?|ld:", "leader"),
    (r"san pham:?|sp:", "product"),
    (r"can cu:?", "basis"),
    (r"linh vuc:?|lv:", "group"),
    (r"ghi chu:?|gc:", "note"),
)
_BEGINS = tuple((re.compile(rf"(?:{pattern})\s+(?=\S)"), name) for pattern, name in _PARTS)
_FORUMS = (
    (re.compile(r"(?:trinh |cap )?(?:ban chap hanh|bch)"), Forum.COMMITTEE),
    (re.compile(r"(?:trinh |cap )?(?:ban thuong vu|btv)"), Forum.STANDING),
    (re.compile(r"(?:trinh |cap )?(?:thuong truc|ttr?)"), Forum.PERMANENT),
)


def read_line(text: str, item: Item, *, year: int, month: int | None = None) -> Item:
    """The item with what a typed line says of it: parts between semicolons, the first is its content; what is neither
    a time nor one of the known parts belongs to the content. A year or month that is not said: see `read_time`.
    """
    first, *others = (clean_line(part) for part in text.split(";"))
    content = [first]
    for part in filter(None, others):
        folded = fold(part)
        said = _forum(folded) or _named(part, folded) or _time(part, year, month)
        if said is None:
            content.append(part)
        else:
            item = said(item)
    return replace(item, content="; ".join(filter(None, content)))


Said = Callable[[Item], Item]


def _forum(folded: str) -> Said | None:
    for pattern, forum in _FORUMS:
        if pattern.fullmatch(folded):
            return lambda item: replace(item, submitted_to=forum)
    return None


def _named(part: str, folded: str) -> Said | None:
    """Folding keeps the length of NFC text, so that what follows the name can be cut out of the text as typed."""
    if len(folded) != len(part):
        return None
    for pattern, name in _BEGINS:
        if (match := pattern.match(folded)) is not None:
            value = part[match.end() :]
            return lambda item: replace(item, **{name: value})  # type: ignore[arg-type]
    return None


def _time(part: str, year: int, month: int | None) -> Said | None:
    when = read_time(part, year=year, month=month)
    return (lambda item: item.timed(when)) if when.understood else None
