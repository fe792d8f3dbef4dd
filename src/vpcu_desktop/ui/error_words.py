"""What the wordings of errors are made of: counts, names and waits in words."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ..i18n import _, n_
from .messages import Message, Tone

Details = Mapping[str, object]
Texts = Callable[[Details], Message]


def waiting(seconds: int) -> str:
    """A wait in words: `8 giây`, `2 phút`."""
    if seconds < 60:
        return n_("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = (seconds + 59) // 60
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)


def size(count: int) -> str:
    """A number of bytes in words: `640 KB`, `2,4 MB`, `3 GB`."""
    if count < 1024**2:
        return f"{max(round(count / 1024), min(count, 1), 0)} KB"
    large, unit = (count / 1024**2, "MB") if count < 1024**3 else (count / 1024**3, "GB")
    return f"{large:.1f} {unit}".replace(".0 ", " ").replace(".", ",")


def number(details: Details, name: str) -> int:
    """A count among the details; 0 without it."""
    value = details.get(name)
    return value if isinstance(value, int) else 0


def file_name(details: Details, name: str) -> str:
    """A file's name without its folder."""
    value = details.get(name)
    return Path(str(value)).name if value else _("the chosen file")


def plain(text: Callable[[Details], str], advice: Callable[[], str], tone: Tone = Tone.DANGER) -> Texts:
    """The words of an error that says the same thing each time, but for a detail."""
    return lambda details: Message(text(details), advice(), tone)
