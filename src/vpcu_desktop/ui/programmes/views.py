"""The views of the programmes' screen: what each is called and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ...i18n import _

LIST = "list"


@dataclass(frozen=True, slots=True)
class ViewKind:
    """A view beside the list. It has the signals `item_selected(str)`, `item_opened(str)`, `item_moved(str, object)`,
    `period_wanted(object)` and the methods `show_state(ProgrammeState)`, `select(str)`.
    """

    key: str
    text: str
    keys: str
    icon: str
    make: Callable[[], QWidget]


def views() -> tuple[ViewKind, ...]:
    """Those that are painted, in the order of their keys; the list is Alt+1."""
    return ()


def list_words() -> str:
    return _("List")
