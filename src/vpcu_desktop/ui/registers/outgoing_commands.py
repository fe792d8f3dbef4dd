"""The commands of the register of outgoing documents, each with its key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...domain.documents import State
from ...domain.roles import Action, may
from ...i18n import _
from ..actions import Command
from . import side_books_dialog

if TYPE_CHECKING:
    from .outgoing_screen import OutgoingScreen

_ISSUED = (State.ISSUED, State.DISPATCHED)


def commands(screen: "OutgoingScreen") -> tuple[Command, ...]:
    """All but those of the list."""
    return (*_entry(screen), *_sending(screen), *_document(screen))


def _entry(screen: "OutgoingScreen") -> tuple[Command, ...]:
    group, entry = _("Entry of outgoing documents"), screen.entry

    def may_edit() -> bool:
        return screen.may_edit

    def typing() -> bool:
        return not entry.isHidden() and not entry.shows_result

    def drafting() -> bool:
        return typing() and not entry.corrects

    return (
        Command("outgoing.new", _("New outgoing document"), screen.new, "Ctrl+N", "plus", group, may_edit),
        Command("outgoing.save", _("Keep draft, save the line"), entry.save_draft, "Ctrl+S", "save", group, typing),
        Command(
            "outgoing.step",
            _("Give number and date; send out"),
            screen.main_step,
            ("Ctrl+Return", "Ctrl+Enter"),
            "check",
            group,
            lambda: drafting() or not screen.dispatch.isHidden(),
        ),
        Command(
            "outgoing.number",
            _("Another number: reserved, with a letter, of the paper book…"),
            entry.ask_number,
            "Ctrl+Shift+N",
            "list",
            group,
            drafting,
        ),
        Command("outgoing.checked", _("Form checked"), entry.mark_checked, "", "tick", group, drafting),
        Command(
            "outgoing.as_last",
            _("Recipients as the last paper of this type"),
            entry.groups.as_last,
            "Ctrl+D",
            "repeat",
            group,
            typing,
        ),
        Command("outgoing.groups", _("Recipient groups"), entry.groups.open_menu, "Ctrl+G", "people", group, typing),
        Command(
            "outgoing.keep_group", _("Keep these recipients as a group…"), entry.groups.keep, "", "", group, typing
        ),
    )


def _sending(screen: "OutgoingScreen") -> tuple[Command, ...]:
    group, view = _("Sending out"), screen.dispatch
    issued = _chosen(screen, _ISSUED)

    def sending() -> bool:
        return not view.isHidden()

    return (
        Command("outgoing.dispatch", _("Send out…"), screen.dispatch_current, "Ctrl+Shift+D", "publish", group, issued),
        Command("outgoing.signed", _("The ticked recipients signed for it"), view.sign, "", "edit", group, sending),
        Command("outgoing.recall", _("Recall the ticked copies"), view.recall, "", "send_back", group, sending),
        Command("outgoing.back", _("The ticked copies came back"), view.take_back, "", "restore", group, sending),
        Command(
            "outgoing.empty", _("Empty a wrong day, signature or recall…"), view.empty, "Del", "trash", group, sending
        ),
        Command("outgoing.envelopes", _("Print envelopes…"), view.print_envelopes, "Ctrl+P", "print", group, sending),
        Command("outgoing.postal", _("Print postal lines…"), view.print_postal, "", "print", group, sending),
        Command("outgoing.sheet", _("Print a hand-over sheet…"), view.print_handover, "", "print", group, sending),
        Command(
            "outgoing.unreturned", _("Recalled copies that are not back…"), screen.show_unreturned, "", "clock", group
        ),
        side_books_dialog.command(screen.shell, "outgoing", group, screen),
    )


def _document(screen: "OutgoingScreen") -> tuple[Command, ...]:
    group = _("The chosen document")
    drafts = (State.DRAFT, State.CHECKED)
    any_one, draft, issued = (_chosen(screen, s) for s in ((*drafts, *_ISSUED), drafts, _ISSUED))
    may_void = may(screen.session.role, Action.MANAGE_BOOKS)
    steps = screen.shell.session.history

    return (
        Command("outgoing.edit", _("Edit the document"), screen.edit, "F2", "edit", group, any_one),
        Command("outgoing.attach", _("Attach files…"), screen.attach, "Ctrl+Shift+O", "folder", group, any_one),
        Command("outgoing.link", _("Link to another document…"), screen.link, "Ctrl+Shift+L", "", group, any_one),
        Command("outgoing.unlink", _("Take a link off…"), screen.unlink, "", "", group, any_one),
        Command("outgoing.drop", _("Drop the draft"), screen.drop_draft, "", "trash", group, draft),
        Command(
            "outgoing.void", _("Void the document…"), screen.void, "", "close", group, lambda: may_void and issued()
        ),
        Command("outgoing.level", _("Level of secrecy…"), screen.set_level, "", "shield", group, issued),
        Command("outgoing.undo", _("Undo"), screen.undo, "Ctrl+Z", "undo", group, lambda: bool(steps.undoable)),
        Command(
            "outgoing.redo",
            _("Redo"),
            screen.redo,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            "redo",
            group,
            lambda: bool(steps.redoable),
        ),
    )


def _chosen(screen: "OutgoingScreen", states: tuple[State, ...]) -> Callable[[], bool]:
    """Whether the list's cursor stands on a document in one of these states, and the clerk may change it."""

    def there() -> bool:
        line = screen.list.current
        return screen.may_edit and line is not None and line.state in states

    return there
