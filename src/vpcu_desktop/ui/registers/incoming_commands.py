"""The commands of the incoming register, each once: menus, the palette, the F1 sheet and the keys read this list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...domain.roles import Action, may
from ...i18n import _
from ..actions import Command
from . import entry_commands, side_books_dialog

if TYPE_CHECKING:
    from .incoming_screen import IncomingScreen


def commands(screen: "IncomingScreen") -> tuple[Command, ...]:
    """All commands of the screen."""
    own = entry_commands.commands(screen.entry, "incoming", screen.begin_entry, screen.save)
    found = (*_steps(screen), *_papers(screen), *_views(screen))
    return (*(own if screen.acts.may_edit else ()), *found, *screen.list.commands("incoming", _("List")))


def _any(screen: "IncomingScreen") -> Callable[[], bool]:
    return lambda: screen.acts.may_edit and screen.has_document


def _steps(screen: "IncomingScreen") -> tuple[Command, ...]:
    group, acts, some = _("Incoming documents"), screen.acts, _any(screen)
    one, chosen = acts.of_one, acts.of_chosen

    def directs() -> bool:
        return acts.may_direct and screen.has_document

    def voids() -> bool:
        return screen.has_document and may(screen.session.role, Action.MANAGE_BOOKS)

    return (
        Command("incoming.next", _("Do the next step"), one(acts.next_step), "F9", "right", group, directs),
        Command("incoming.edit", _("Edit the document"), one(acts.edit), "F2", "edit", group, some),
        Command("incoming.submit", _("Submit…"), chosen(acts.submit), "Alt+T", "up", group, some),
        Command("incoming.direct", _("Enter the direction…"), one(acts.direct), "Alt+Y", "note", group, directs),
        Command(
            "incoming.hand_over", _("Hand over and print the sheet"), chosen(acts.hand_over), "Alt+C", "people", group,
            some,
        ),
        Command("incoming.sign", _("Signed for…"), chosen(acts.sign), "Alt+K", "check", group, some),
        Command("incoming.progress", _("How far…"), one(acts.progress), "Alt+D", "clock", group, some),
        Command("incoming.finish", _("Dealt with"), chosen(acts.finish), "Alt+X", "tick", group, some),
        Command(
            "incoming.noted", _("For information only"), chosen(lambda files: acts.finish(files, noted=True)), "Alt+B",
            "info", group, some,
        ),
        Command("incoming.answer", _("Answer…"), one(acts.answer), "Alt+L", "document", group, some),
        Command(
            "incoming.link_answer", _("Link an answer that exists…"), one(acts.link_answer), "Alt+Shift+L", "", group,
            some,
        ),
        Command("incoming.open", _("Open the envelope…"), one(acts.open_envelope), "Alt+O", "", group, some),
        Command("incoming.attach", _("Attach to the document…"), one(acts.attach), "Alt+A", "folder", group, some),
        Command("incoming.return", _("Return…"), one(acts.return_), "Alt+R", "send_back", group, some),
        Command("incoming.undo", _("Undo"), acts.undo, "Ctrl+Z", "undo", group, acts.can_undo),
        Command("incoming.redo", _("Redo"), acts.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", group, acts.can_redo),
        Command("incoming.reopen", _("Open again"), one(acts.reopen), icon="restore", group=group, enabled=some),
        Command("incoming.level", _("Level of secrecy…"), one(acts.set_level), "", "shield", group, some),
        Command("incoming.link", _("Link to another document…"), one(acts.link), "Ctrl+Shift+L", "", group, some),
        Command("incoming.unlink", _("Take a link off…"), one(acts.unlink), group=group, enabled=some),
        Command("incoming.void", _("Void…"), one(acts.void), icon="trash", group=group, enabled=voids),
    )  # fmt: skip


def _papers(screen: "IncomingScreen") -> tuple[Command, ...]:
    group, acts = _("On paper"), screen.acts
    one, chosen = acts.of_one, acts.of_chosen

    def some() -> bool:
        return screen.has_document

    return (
        Command(
            "incoming.handover_sheet",
            _("Hand-over sheet of the chosen documents"),
            chosen(lambda files: acts.print_handover([file.document.id for file in files])),
            "Ctrl+P",
            "print",
            group,
            some,
        ),
        Command("incoming.slip", _("Processing slips"), chosen(acts.print_slips), "Ctrl+Shift+P", "print", group, some),
        Command("incoming.follow_up", _("Reminders: all that is overdue or due soon"), acts.print_follow_up,
                icon="print", group=group),
        Command("incoming.follow_up_chosen", _("Reminders of the chosen documents"),
                chosen(acts.print_chosen_follow_up), icon="print", group=group, enabled=some),
        Command("incoming.stamp", _("Arrival stamp…"), one(acts.stamp), "Alt+S", "print", group, some),
        side_books_dialog.command(screen.shell, "incoming", group, screen),
    )  # fmt: skip


def _views(screen: "IncomingScreen") -> tuple[Command, ...]:
    group = _("Show")
    return tuple(
        Command(f"incoming.view.{view.key}", view.text, lambda view=view: screen.show_view(view), f"Alt+{n}",  # type: ignore[misc]
                "list", group)
        for n, view in enumerate(screen.views, start=1)
    )  # fmt: skip
