"""Actions, each defined once by its id; menus, toolbars, the palette and the F1 sheet only place them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ..i18n import _
from . import icons, theme


@dataclass(frozen=True)
class Command:
    """What an action is: its words, its keys and what it does. `enabled` is asked each time it is shown or fired."""

    id: str  # "week.repeat"
    text: str  # "Lặp lại hoạt động", through _()
    run: Callable[[], object]
    shortcut: str | tuple[str, ...] = ()  # portable key names: "Ctrl+D"
    icon: str = ""
    group: str = ""  # heading in the F1 sheet
    enabled: Callable[[], bool] = field(default=lambda: True)
    in_palette: bool = True

    @property
    def shortcuts(self) -> tuple[str, ...]:
        return (self.shortcut,) if isinstance(self.shortcut, str) else self.shortcut


def first_keys(command: Command) -> str:
    """Its first shortcut as this system writes it, "" if it has none."""
    keys = next(iter(command.shortcuts), "")
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


class ActionRegistry(QObject):
    """All commands of a window. A scope (a screen's id) is live only while that screen is shown; scope "" always."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._scopes: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self._scope = ""
        theme.watch().changed.connect(self._tint)

    def add(self, command: Command, scope: str = "") -> QAction:
        """Defines a command; its shortcut works in the whole window."""
        action = QAction(command.text, self._window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts if keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{command.text}  {keys}" if keys else command.text)
        action.triggered.connect(lambda: self.fire(command.id))
        self._window.addAction(action)
        self._commands[command.id], self._scopes[command.id] = command, scope
        self._actions[command.id] = action
        action.setEnabled(scope in ("", self._scope))
        return action

    def add_all(self, commands: Iterable[Command], scope: str = "") -> None:
        for command in commands:
            self.add(command, scope)

    def action(self, command_id: str) -> QAction:
        """The action to place in a menu or on a button. Raises KeyError."""
        action, command = self._actions[command_id], self._commands[command_id]
        if command.icon and action.icon().isNull():  # drawn when it is first placed, not when it is defined
            action.setIcon(icons.icon(command.icon))
        return action

    def command(self, command_id: str) -> Command:
        return self._commands[command_id]

    def set_scope(self, scope: str) -> None:
        """Makes the commands of a screen live and those of all other screens silent."""
        self._scope = scope
        self.refresh()

    def refresh(self) -> None:
        """Asks each live command again whether it can be done now."""
        for command_id, action in self._actions.items():
            action.setEnabled(self.is_live(command_id) and self._commands[command_id].enabled())

    def _tint(self) -> None:
        for command_id, action in self._actions.items():
            if not action.icon().isNull():
                action.setIcon(icons.icon(self._commands[command_id].icon))

    def is_live(self, command_id: str) -> bool:
        return self._scopes[command_id] in ("", self._scope)

    def menu(self, groups: Iterable[Iterable[str]], parent: QWidget) -> QMenu:
        """A context menu of commands by their ids, a line between the groups; gone when it is closed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in groups:
            menu.addSeparator()
            for command_id in group:
                menu.addAction(self.action(command_id))
        return menu

    def name_undo(self, prefix: str, undo: str | None, redo: str | None, words: Callable[[str], str]) -> None:
        """Undo and redo of a screen (`prefix`.undo, …) say what they would do, a step in its words; None if nothing."""
        for command_id, text, named, step in (
            (f"{prefix}.undo", _("Undo"), _("Undo: {what}"), undo),
            (f"{prefix}.redo", _("Redo"), _("Redo: {what}"), redo),
        ):
            if command_id in self._actions:  # else the screen is shown without its commands
                self._actions[command_id].setText(named.format(what=words(step)) if step else text)

    def live(self) -> tuple[Command, ...]:
        """Commands of this place first, then those of the whole window; each part in the order of definition."""
        found = [command for command_id, command in self._commands.items() if self.is_live(command_id)]
        return tuple(sorted(found, key=lambda command: self._scopes[command.id] == ""))

    def fire(self, command_id: str) -> bool:
        """Does it, if it can be done now."""
        command = self._commands[command_id]
        if not self.is_live(command_id) or not command.enabled():
            return False
        command.run()
        return True
