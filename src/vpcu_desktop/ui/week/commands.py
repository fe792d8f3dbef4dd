"""The commands of the weekly schedule, each once: menus, the palette, the F1 sheet and the keys all read this list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...domain.roles import Action
from ...i18n import _
from ..actions import Command
from .grid import ViewKind

if TYPE_CHECKING:
    from .screen import WeekScreen


VIEW_KEYS = {ViewKind.BOARD: "Alt+1", ViewKind.LEADERS: "Alt+2", ViewKind.AGENDA: "Alt+3", ViewKind.DAY: "Alt+4"}
VIEW_ICONS = {ViewKind.BOARD: "board", ViewKind.LEADERS: "leaders", ViewKind.AGENDA: "list", ViewKind.DAY: "day"}


def commands(screen: "WeekScreen") -> tuple[Command, ...]:
    """All commands of the screen."""
    return (*_activity(screen), *_week(screen), *_views(screen), *_paper(screen))


def view_names() -> dict[ViewKind, str]:
    """The names of the views, as on the button that switches them."""
    return {
        ViewKind.BOARD: _("Board"),
        ViewKind.LEADERS: _("Leaders"),
        ViewKind.AGENDA: _("Agenda"),
        ViewKind.DAY: _("One day"),
    }


def _editing(screen: "WeekScreen") -> Callable[[], bool]:
    return lambda: screen.model.may(Action.EDIT_SCHEDULE)


def _activity(screen: "WeekScreen") -> tuple[Command, ...]:
    group, may = _("Activity"), _editing(screen)
    acts = screen.acts
    return (
        Command("week.new", _("New activity"), screen.go_to_entry, "Ctrl+N", "plus", group, may),
        Command("week.edit", _("Edit activity"), screen.open_activity, (), "edit", group),
        Command("week.repeat", _("Repeat activity"), acts.repeat, "Ctrl+D", "repeat", group, may),
        Command(
            "week.earlier_day", _("Move to the day before"), lambda: acts.move(days=-1), "Ctrl+Left", "", group, may
        ),
        Command("week.later_day", _("Move to the day after"), lambda: acts.move(days=1), "Ctrl+Right", "", group, may),
        Command(
            "week.earlier_session",
            _("Move to the session before"),
            lambda: acts.move(sessions=-1),
            "Ctrl+Up",
            "",
            group,
            may,
        ),
        Command(
            "week.later_session",
            _("Move to the session after"),
            lambda: acts.move(sessions=1),
            "Ctrl+Down",
            "",
            group,
            may,
        ),
        Command("week.postpone", _("Postpone activity"), acts.postpone, (), "clock", group, may),
        Command("week.cancel", _("Cancel activity"), acts.cancel, (), "close", group, may),
        Command("week.revive", _("Take activity up again"), acts.revive, (), "restore", group, may),
        Command("week.remove", _("Remove activity"), acts.remove, "Del", "trash", group, may),
        Command("week.save", _("Save activity"), lambda: screen.inspector_panel.save(), "Ctrl+S", "save", group, may),
        Command("week.save_next", _("Save and next"), screen.save_and_next, "Ctrl+Return", "", group, may),
        Command("week.undo", _("Undo"), screen.undo, "Ctrl+Z", "undo", group, may),
        Command("week.redo", _("Redo"), screen.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", group, may),
    )


def _week(screen: "WeekScreen") -> tuple[Command, ...]:
    group, may = _("Week"), _editing(screen)
    return (
        Command("week.previous", _("Previous week"), lambda: screen.go_weeks(-1), "Alt+Left", "left", group),
        Command("week.next", _("Next week"), lambda: screen.go_weeks(1), "Alt+Right", "right", group),
        Command("week.this", _("This week"), screen.go_to_today, "Alt+Home", "today", group),
        Command("week.paste", _("Paste activities"), screen.dialogs.paste, "Ctrl+V", "paste", group, may),
        Command("week.open", _("Take in a schedule file…"), screen.dialogs.open_file, "Ctrl+O", "import", group, may),
        Command("week.copy_last", _("Copy last week"), screen.acts.copy_last_week, "Ctrl+Shift+C", "copy", group, may),
        Command("week.recurring", _("Add recurring activities"), screen.acts.add_recurring, (), "repeat", group, may),
        Command("week.find", _("Find in this week"), screen.open_find, "Ctrl+F", "search", group),
        Command("week.conflicts", _("Conflicts"), screen.conflicts_panel.open_list, "F8", "warning", group),
        Command("week.heading", _("Heading and notes…"), screen.dialogs.heading, (), "note", group, may),
        Command("week.absence", _("Add absence…"), screen.dialogs.new_absence, (), "away", group, may),
        Command("week.duty", _("Add duty…"), screen.dialogs.new_duty, (), "duty", group, may),
    )


def _views(screen: "WeekScreen") -> tuple[Command, ...]:
    group, names = _("View"), view_names()
    return tuple(
        Command(
            f"week.view.{kind.value}",
            names[kind],
            lambda kind=kind: screen.show_view(kind),  # type: ignore[misc]
            VIEW_KEYS[kind],
            VIEW_ICONS[kind],
            group,
        )
        for kind in ViewKind
    )


def _paper(screen: "WeekScreen") -> tuple[Command, ...]:
    group, dialogs = _("Paper"), screen.dialogs
    return (
        Command("week.print", _("Preview and print"), dialogs.preview, "Ctrl+P", "print", group),
        Command("week.versions", _("Published versions…"), dialogs.versions, (), "history", group),
        Command(
            "week.register",
            _("Enter the schedule into the outgoing register"),
            dialogs.register,
            (),
            "list",
            group,
            dialogs.may_register,
        ),
        Command(
            "week.step",
            _("Next step of approval"),
            dialogs.next_step,
            (),
            "publish",
            group,
            lambda: bool(screen.publish_bar.standing.steps),
        ),
        Command("week.copy_text", _("Copy the week as text"), dialogs.copy_text, (), "copy", group),
        Command("week.copy_picture", _("Copy the week as a picture"), dialogs.copy_picture, (), "copy", group),
    )


#: The context menus of a card and of an empty cell, in groups.
CARD_MENU = (
    ("week.edit", "week.repeat"),
    ("week.earlier_day", "week.later_day", "week.earlier_session", "week.later_session"),
    ("week.postpone", "week.cancel", "week.revive", "week.remove"),
)
CELL_MENU = (("week.new", "week.paste"), ("week.copy_last", "week.recurring"))
