"""A choice among the members of an enumeration, each in its words."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtWidgets import QComboBox

_T = TypeVar("_T")


def choice(members: Iterable[_T], words: Callable[[_T], str], chosen: _T | None = None) -> QComboBox:
    """All members in their order; the first is chosen if none is given."""
    box = QComboBox()
    for member in members:
        box.addItem(words(member), member)
    if chosen is not None:
        choose(box, chosen)
    return box


def choose(box: QComboBox, member: object) -> None:
    """Shows this member, if it is offered."""
    at = box.findData(member)
    if at >= 0:
        box.setCurrentIndex(at)
