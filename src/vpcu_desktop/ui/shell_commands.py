"""The commands of the whole window, live on every screen."""

from typing import TYPE_CHECKING

from ..domain.roles import Action, may
from ..i18n import _
from .actions import Command
from .settings import SCALES

if TYPE_CHECKING:
    from .frame import Frame


def commands(frame: "Frame") -> tuple[Command, ...]:
    """Palette, help, places, panes, text size, theme, backup, lock."""
    going, window = _("Go to"), _("Window")
    places = [
        Command(
            f"shell.go.{place.id}",
            place.text,
            lambda place_id=place.id: frame.go(place_id),  # type: ignore[misc]
            shortcut=f"Ctrl+{number}" if number <= 9 else "",
            icon=place.icon,
            group=going,
        )
        for number, place in enumerate(frame.places, start=1)
    ]
    return (
        *places,
        Command(
            "shell.palette",
            _("Find a command, a week, a name"),
            lambda: _open_palette(frame),
            shortcut="Ctrl+K",
            icon="search",
            group=window,
            in_palette=False,
        ),
        Command(
            "shell.keys",
            _("Keys of this place"),
            lambda: _open_keys(frame),
            shortcut="F1",
            icon="keyboard",
            group=window,
        ),
        Command("shell.pane", _("Next pane"), frame.next_pane, shortcut="F6", group=window),
        Command(
            "shell.inspector",
            _("Open or close the inspector"),
            frame.toggle_inspector,
            shortcut="Ctrl+I",
            icon="inspector",
            group=window,
            enabled=lambda: frame.has_inspector,
        ),
        Command(
            "shell.larger", _("Larger text"), lambda: _resize(frame, 1), shortcut=("Ctrl++", "Ctrl+="), group=window
        ),
        Command("shell.smaller", _("Smaller text"), lambda: _resize(frame, -1), shortcut="Ctrl+-", group=window),
        Command("shell.theme.system", _("Colours: as the system"), lambda: _recolour(frame, "system"), group=window),
        Command("shell.theme.light", _("Colours: light"), lambda: _recolour(frame, "light"), group=window),
        Command("shell.theme.dark", _("Colours: dark"), lambda: _recolour(frame, "dark"), group=window),
        Command(
            "shell.backup",
            _("Back up now"),
            lambda: _back_up(frame),
            icon="backup",
            group=window,
            enabled=lambda: may(frame.session.role, Action.BACK_UP),
        ),
        Command(
            "shell.lock", _("Lock the office"), frame.lock_wanted.emit, shortcut="Ctrl+L", icon="lock", group=window
        ),
    )


def _open_palette(frame: "Frame") -> None:
    from .palette import Palette

    Palette(frame).open()


def _open_keys(frame: "Frame") -> None:
    from .shortcut_sheet import ShortcutSheet

    ShortcutSheet(frame.registry, frame).open()


def _resize(frame: "Frame", step: int) -> None:
    at = SCALES.index(frame.settings.now.scale) + step
    frame.settings.change(scale=SCALES[max(0, min(at, len(SCALES) - 1))])
    frame.set_theme()


def _recolour(frame: "Frame", scheme: str) -> None:
    frame.settings.change(theme=scheme)
    frame.set_theme()


def _back_up(frame: "Frame") -> None:
    from ..services import backups
    from .backup_words import made

    session = frame.session
    frame.operations.run(
        lambda: backups.back_up(session),
        label=_("Backing up and checking the copy…"),
        changes=backups.backed_up(),
        on_done=lambda path: frame.notify(made(path)),
    )
