"""The commands of the quick entry, each with its key."""

from collections.abc import Callable

from ...i18n import _
from ..actions import Command
from .quick_entry import QuickEntry


def commands(
    entry: QuickEntry, place: str, begin: Callable[[], object], save: Callable[[], object] | None = None
) -> tuple[Command, ...]:
    """`place` begins their ids; `begin` opens the strip and puts the keyboard there; `save`: the strip's if None."""
    group = _("Quick entry")

    def is_open() -> bool:
        return entry.is_open

    def saves() -> bool:
        return save is not None or is_open()

    return (
        Command(f"{place}.new", _("Enter a paper"), begin, "Ctrl+N", "plus", group),
        Command(
            f"{place}.save",
            _("Register and next"),
            save or entry.save,
            ("Ctrl+Enter", "Ctrl+Return", "Ctrl+S"),
            "save",
            group,
            saves,
        ),
        Command(
            f"{place}.copy_before",
            _("Fill in as the line before"),
            entry.copy_before,
            "Ctrl+D",
            "repeat",
            group,
            is_open,
        ),
        Command(
            f"{place}.forget",
            _("Forget what is remembered from the line before"),
            entry.fields.forget,
            "Ctrl+R",
            "undo",
            group,
            is_open,
        ),
        Command(
            f"{place}.offer",
            _("Do what the line under the fields offers"),
            entry.take_offer,
            ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
            "",
            group,
            lambda: is_open() and entry.offers,
        ),
        Command(
            f"{place}.bring_back",
            _("Bring back the line that was not saved"),
            entry.bring_back,
            "Ctrl+E",
            "edit",
            group,
            lambda: entry.waits,
        ),
        Command(
            f"{place}.paper_number",
            _("Enter numbers of the paper book"),
            entry.toggle_paper_numbers,
            "Ctrl+Shift+N",
            "list",
            group,
            is_open,
        ),
        Command(
            f"{place}.envelope",
            _("From the envelope, unopened"),
            entry.fields.envelope.toggle,
            "Ctrl+B",
            "",
            group,
            is_open,
        ),
        Command(
            f"{place}.scans",
            _("From the scanner's folder"),
            entry.scans.open_picker,
            "Ctrl+Shift+A",
            "paste",
            group,
            is_open,
        ),
        Command(f"{place}.files", _("Attach files…"), entry.choose_files, "Ctrl+Shift+O", "folder", group, is_open),
    )
