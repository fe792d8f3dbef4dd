"""What every screen of the window is, and what the window offers it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..services.changes import Changes
from .actions import ActionRegistry, Command
from .messages import Message
from .operations import Operations
from .settings import Settings

if TYPE_CHECKING:
    from ..services.session import OfficeSession


class Shell(Protocol):
    """What a screen may ask of the window round it."""

    session: "OfficeSession"
    operations: Operations
    actions: ActionRegistry
    settings: Settings

    def go(self, screen_id: str, target: object = None) -> None:
        """Shows a screen, and in it a target (`Screen.go_to`)."""

    def notify(self, message: Message, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        """Shows a message in the strip over the content; it stays until it is closed or the next one comes.

        `action_text` is a verb that helps ("Hoàn tác"), `action` what it does.
        """

    def set_theme(self) -> object:
        """Dresses the program after its settings were changed."""

    def open_inspector(self, opened: bool) -> None:
        """Opens or closes the inspector area that the screen supplies."""


class Screen(QWidget):
    """One place of the rail. Subclasses set `id` and `title`, build themselves in `__init__`, and reload in `refresh`.

    The window calls `activated` each time the screen comes to the front, `refresh` when something changed (also while
    hidden), `can_leave` before it goes away, `draft` and `restore` round a lock.
    """

    id = ""
    has_inspector = False  # whether it supplies one

    title_changed = Signal(str)
    count_changed = Signal(int)  # the small number beside the word in the rail; 0: none

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self._title = ""
        self.header = QWidget()  # stands right of the title; a screen puts its buttons into its layout
        row = QHBoxLayout(self.header)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)

    @property
    def session(self) -> "OfficeSession":
        return self.shell.session

    @property
    def title(self) -> str:
        return self._title

    def set_title(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)

    def add_to_header(self, *widgets: QWidget) -> None:
        """Puts widgets right of the title, from left to right."""
        layout = self.header.layout()
        assert layout is not None
        for widget in widgets:
            layout.addWidget(widget)

    def commands(self) -> Sequence[Command]:
        """The screen's own commands, asked once; they are live while the screen is in front."""
        return ()

    def inspector(self) -> QWidget | None:
        """The widget for the inspector area, asked once, when the area is first opened; None: this screen has none."""
        return None

    def activated(self) -> None:
        """The screen came to the front: put the focus where work begins."""

    def next_part(self) -> bool:
        """F6: moves the focus on within a screen of several parts; False from the last one, and where there is one."""
        return False

    def refresh(self, changes: Changes) -> None:
        """Something changed: reload if it is of a kind that this screen shows."""

    def go_to(self, target: object) -> None:
        """Shows something in particular: a week, an entry."""

    def offers(self, text: str) -> Sequence[tuple[str, object]]:
        """What the palette offers for typed text: (words, target for `go_to`), best first."""
        return ()

    def can_leave(self) -> bool:
        """False keeps the screen in front, because something must be decided first; the screen says what."""
        return True

    def draft(self) -> dict[str, object] | None:
        """What stands unfinished in a form, as JSON values for an encrypted draft; None: nothing does."""
        return None

    def restore(self, draft: dict[str, object]) -> None:
        """Puts a draft back into the form as it was."""
