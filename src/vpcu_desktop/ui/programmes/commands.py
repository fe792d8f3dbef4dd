"""The commands of the programmes' screen, each once: menus, the palette, the F1 sheet and the keys read this list."""

from functools import partial
from typing import TYPE_CHECKING

from ...domain.programmes import Progress
from ...i18n import _
from ..actions import Command
from .bar import kind_words
from .item_list import grouping_words
from .views import VIEW_ICONS, VIEW_KEYS, view_words

if TYPE_CHECKING:
    from .screen import ProgrammesScreen

_STATE_KEYS = {
    Progress.PLANNED: "",
    Progress.PREPARING: "Ctrl+Shift+1",
    Progress.SUBMITTED: "Ctrl+Shift+2",
    Progress.ISSUED: "Ctrl+Shift+3",
}


def commands(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    """All commands of the screen."""
    return (*_items(screen), *_states(screen), *_programme(screen), *_looks(screen), *_paper(screen))


def _items(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    group, acts = _("Item"), screen.acts
    can, acting = (lambda: screen.model.may_edit), acts.can
    return (
        Command("programmes.new", _("New item"), screen.go_to_entry, "Ctrl+N", "plus", group, can),
        Command("programmes.edit", _("Edit item"), screen.open_item, (), "edit", group, acting),
        Command("programmes.copy", _("Repeat item"), acts.copy, "Ctrl+D", "repeat", group, acting),
        Command("programmes.up", _("Move up"), lambda: acts.shift(-1), "Ctrl+Up", "", group, acting),
        Command("programmes.down", _("Move down"), lambda: acts.shift(1), "Ctrl+Down", "", group, acting),
        Command(
            "programmes.sooner",
            _("A month (of a term a year) sooner"),
            lambda: acts.shift_time(-1),
            "Alt+Shift+Left",
            "",
            group,
            acting,
        ),
        Command(
            "programmes.later",
            _("A month (of a term a year) later"),
            lambda: acts.shift_time(1),
            "Alt+Shift+Right",
            "",
            group,
            acting,
        ),
        Command("programmes.withdraw", _("Withdraw…"), acts.withdraw, (), "close", group, acting),
        Command("programmes.remove", _("Take off the programme"), acts.remove, "Del", "trash", group, acting),
        Command("programmes.save", _("Save item"), screen.save_item, "Ctrl+S", "save", group, can),
        Command("programmes.save_next", _("Save and next"), screen.save_and_next, "Ctrl+Return", "", group, can),
        Command("programmes.undo", _("Undo"), screen.undo, "Ctrl+Z", "undo", group, can),
        Command("programmes.redo", _("Redo"), screen.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", group, can),
    )


def _states(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    names = {
        Progress.PLANNED: _("Mark as planned"),
        Progress.PREPARING: _("Mark as being prepared"),
        Progress.SUBMITTED: _("Mark as submitted"),
        Progress.ISSUED: _("Mark as issued, done"),
    }
    return tuple(
        Command(
            f"programmes.state.{progress.value}",
            names[progress],
            partial(screen.acts.set_progress, progress),
            _STATE_KEYS[progress],
            "",
            _("State"),
            screen.acts.can,
        )
        for progress in names
    )


def _programme(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    group, dialogs = _("Programme"), screen.dialogs
    can = lambda: screen.model.may_edit  # noqa: E731
    return (
        Command("programmes.before", _("The period before"), lambda: screen.step(-1), "Alt+Left", "left", group),
        Command("programmes.after", _("The period after"), lambda: screen.step(1), "Alt+Right", "right", group),
        Command("programmes.now", _("The period of today"), screen.go_to_now, "Alt+Home", "today", group),
        Command("programmes.find", _("Find in this programme"), screen.open_find, "Ctrl+F", "search", group),
        Command("programmes.findings", _("What does not fit"), screen.findings.open_list, "F8", "warning", group),
        Command("programmes.heading", _("Heading and notes…"), dialogs.heading, (), "note", group, can),
        Command(
            "programmes.preparation",
            _("Papers before meetings…"),
            dialogs.preparation,
            (),
            "clock",
            group,
            dialogs.may_prepare,
        ),
    )


def _looks(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    group = _("View")
    kinds = tuple(
        Command(
            f"programmes.kind.{kind.value}",
            _("Programme: {kind}").format(kind=text.lower()),
            partial(screen.show_kind, kind),
            f"Alt+Shift+{number}",
            "",
            group,
        )
        for number, (kind, text) in enumerate(kind_words().items(), start=1)
    )
    groupings = tuple(
        Command(
            f"programmes.group.{grouping.value}",
            _("Group {how}").format(how=text),
            partial(screen.group_by, grouping),
            (),
            "",
            group,
        )
        for grouping, text in grouping_words().items()
    )
    views = tuple(
        Command(
            f"programmes.view.{view.value}",
            text,
            partial(screen.show_view, view),
            VIEW_KEYS[view],
            VIEW_ICONS[view],
            group,
        )
        for view, text in view_words().items()
    )
    return (*views, *kinds, *groupings)


def _paper(screen: "ProgrammesScreen") -> tuple[Command, ...]:
    group, dialogs = _("Paper"), screen.dialogs

    def has_lead() -> bool:
        item = screen.current_item()
        return item is not None and bool(item.lead)

    return (
        Command("programmes.print", _("Preview and print"), dialogs.preview, "Ctrl+P", "print", group),
        Command("programmes.versions", _("Approved versions…"), dialogs.versions, (), "history", group),
        Command(
            "programmes.step",
            _("Next step of approval"),
            dialogs.next_step,
            (),
            "publish",
            group,
            lambda: bool(screen.publish_bar.standing.steps),
        ),
        Command("programmes.report", _("Progress report"), dialogs.progress_report, (), "chart", group),
        Command("programmes.follow_up", _("Follow-up list by unit…"), dialogs.follow_up, (), "list", group),
        Command(
            "programmes.follow_up_unit",
            _("Follow-up list of this lead unit…"),
            dialogs.follow_up_unit,
            (),
            "list",
            group,
            has_lead,
        ),
        Command(
            "programmes.ics",
            _("Save as a calendar file…"),
            dialogs.export_ics,
            "Ctrl+Shift+E",
            "save",
            group,
            dialogs.may_export,
        ),
    )


#: The context menu of chosen items, in groups.
MENU = (
    ("programmes.edit", "programmes.copy", "programmes.up", "programmes.down"),
    ("programmes.sooner", "programmes.later"),
    tuple(f"programmes.state.{kind}" for kind in ("planned", "preparing", "submitted", "issued")),
    ("programmes.withdraw", "programmes.remove"),
    ("programmes.place", "programmes.link", "programmes.carry_over"),
    ("programmes.follow_up_unit",),
)
