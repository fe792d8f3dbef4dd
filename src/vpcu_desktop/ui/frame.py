"""The window's inside while an office is open: rail, title, content, inspector, status line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..domain.errors import KnownError
from ..domain.roles import may
from ..i18n import _
from ..services import history
from ..services.changes import Changes, Kind
from ..services.session import OfficeSession
from . import secret_notices, theme
from .actions import ActionRegistry
from .bug_report import BugDialog
from .elsewhere import ElsewhereWatch
from .errors import wording
from .messages import Message, Tone
from .operations import Operations
from .places import Place, places
from .rail import Rail
from .screen import Screen
from .settings import Settings
from .shell_commands import commands
from .status import StatusLine
from .widgets.banner import Banner
from .widgets.elided import ElidedLabel
from .widgets.labels import icon_button, line

_INSPECTOR = 336


@dataclass
class _Offer:
    """What screens get of the frame (`screen.Shell`)."""

    session: OfficeSession
    operations: Operations
    actions: ActionRegistry
    settings: Settings
    go: Callable[..., None]
    notify: Callable[..., None]
    open_inspector: Callable[[bool], None]
    set_theme: Callable[[], object]


class _Headers(QStackedWidget):
    """As wide as the header in front, not as the widest of all."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class Frame(QWidget):
    """Holds the screens. It lives as long as the office is open."""

    lock_wanted = Signal()
    title_changed = Signal(str)

    def __init__(
        self,
        session: OfficeSession,
        settings: Settings,
        set_theme: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """`set_theme` dresses the application after the settings changed."""
        super().__init__(parent)
        self.session = session
        self.settings = settings
        self.set_theme = set_theme
        self.operations = Operations(self)
        self.registry = ActionRegistry(self)
        self.shell = _Offer(
            session, self.operations, self.registry, settings, self.go, self.notify, self.open_inspector, set_theme
        )
        self._places: dict[str, Place] = {p.id: p for p in places() if may(session.role, p.needs)}
        self._screens: dict[str, Screen] = {}
        self._inspectors: dict[str, QWidget] = {}
        self._opened: dict[str, bool] = {}
        self.current: Screen | None = None
        self._build()
        self.registry.add_all(commands(self))
        for place in self.places:
            self.rail.set_tip(place.id, self.registry.action(f"shell.go.{place.id}").toolTip())
        self.operations.changed.connect(self._spread)
        self.operations.failed.connect(self.notify)
        self.operations.broken.connect(self.report)
        self.operations.busy.connect(self.status.show_busy)
        self._elsewhere = ElsewhereWatch(session, self.operations, self)
        self._elsewhere.clerk_gone.connect(self.lock_wanted)
        self._elsewhere.told.connect(self.notify)
        theme.watch().changed.connect(self._redress)
        self.status.show_office(session.office, session.clerk.name)
        self._clock = session.clock()
        QTimer.singleShot(0, self.show_last_backup)
        QTimer.singleShot(0, self._check_clock)
        QTimer.singleShot(0, self._check_loss)
        QTimer.singleShot(0, partial(secret_notices.tell, self))

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    # What screens ask for

    def go(self, screen_id: str, target: object = None) -> None:
        if self.current is not None and self.current.id != screen_id and not self.current.can_leave():
            self.rail.select(self.current.id)
            return
        screen = self.screen_of(screen_id)
        if screen is not self.current:
            if self.banner.message is not None and self.banner.message.tone is Tone.SUCCESS:
                self.banner.clear()  # it was told where it happened
            self.current = screen
            self._stack.setCurrentWidget(screen)
            self._headers.setCurrentWidget(screen.header)
            self.registry.set_scope(screen_id)
            self.rail.select(screen_id)
            self._show_title(screen.title)
            self._show_inspector()
        if target is not None:
            screen.go_to(target)
        screen.activated()

    def notify(self, message: Message, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        self.banner.show_message(message, action_text=action_text, action=action)

    def open_inspector(self, opened: bool) -> None:
        if self.current is None:
            return
        self._opened[self.current.id] = opened
        inside = self.focusWidget()
        leaves = not opened and inside is not None and self._inspector_stack.isAncestorOf(inside)
        self._show_inspector()
        if leaves:
            self._focus_content()  # else Qt hands the keyboard to the rail

    # What the window asks for

    def screen_of(self, screen_id: str) -> Screen:
        """The screen, built now if it was not yet."""
        if screen_id not in self._screens:
            screen = self._places[screen_id].make(self.shell)
            self._screens[screen_id] = screen
            self._stack.addWidget(screen)
            self._headers.addWidget(screen.header)
            self.registry.add_all(screen.commands(), screen_id)
            screen.title_changed.connect(partial(self._retitle, screen))
            screen.count_changed.connect(partial(self.rail.set_count, screen_id))
        return self._screens[screen_id]

    def built(self) -> tuple[Screen, ...]:
        """The screens that exist so far."""
        return tuple(self._screens.values())

    @property
    def has_inspector(self) -> bool:
        """Whether the screen in front supplies an inspector."""
        return self.current is not None and self.current.has_inspector

    def toggle_inspector(self) -> None:
        if self.has_inspector:
            self.open_inspector(not self._inspector_stack.isVisible())

    def next_pane(self) -> None:
        """Moves the focus on: rail, the content's parts, inspector."""
        inside = self.focusWidget()
        if inside is not None and self.rail.isAncestorOf(inside):
            self._focus_content()
        elif inside is not None and self.current is not None and self._next_part(self.current, inside):
            return
        elif self._inspector_stack.isVisible() and not (inside and self._inspector_stack.isAncestorOf(inside)):
            self._focus_inspector()
        else:
            self.rail.focus()

    @staticmethod
    def _next_part(screen: Screen, inside: QWidget) -> bool:
        """Whether the focus stood in the content and went on to another part of it."""
        return screen.isAncestorOf(inside) and screen.next_part()

    def report(self, error: BaseException) -> None:
        """Shows the report of a defect of ours."""
        BugDialog(error, self.window()).exec()

    def tell(self, error: Exception) -> None:
        """Words a known error met outside an operation."""
        if isinstance(error, KnownError):
            self.notify(wording(error))
        else:
            self.report(error)

    def show_last_backup(self) -> None:
        """Reads when the last backup was made, into the status line."""
        from .backup_words import last_backup

        session = self.session
        self.operations.run(
            lambda: last_backup(session), on_done=lambda told: self.status.show_backup(told.text, late=told.late)
        )

    def _check_clock(self) -> None:
        """Tells of a clock that stands before the last change: dates on paper and the audit trail follow it."""
        session = self.session
        self.operations.run(lambda: history.clock_behind(session), on_done=self._tell_clock)

    def _tell_clock(self, last: datetime | None) -> None:
        if last is not None and self.banner.message is None:
            self.notify(
                Message(
                    _("This machine's clock was set back: the last change was entered at {moment}.").format(
                        moment=f"{last.astimezone():%H:%M %d/%m/%Y}"
                    ),
                    _("Set the date and time of the machine right. Nothing is lost; the audit trail marks the jump."),
                    Tone.WARNING,
                )
            )

    def _check_loss(self) -> None:
        """Tells what to do after the store was opened without its last changes."""
        session = self.session

        def tell(lost: bool) -> None:
            if lost:
                self.notify(
                    Message(
                        _("What was left of the store is open; its last changes are missing."),
                        _("Compare this week with the paper, add what is missing, then make a new backup."),
                        Tone.WARNING,
                    )
                )

        self.operations.run(lambda: history.opened_despite_loss(session), on_done=tell)

    def _watch_clock(self) -> None:
        """The same, while the office is open: looked at with every change."""
        before, self._clock = self._clock, self.session.clock()
        if self._clock + history.CLOCK_TOLERANCE < before:
            self._tell_clock(before)

    def menu(self) -> QMenu:
        """Everything that can be done here, with its keys."""
        made = QMenu(self)
        self.registry.refresh()
        group = None
        for command in self.registry.live():
            if group is not None and command.group != group:
                made.addSeparator()
            group = command.group
            made.addAction(self.registry.action(command.id))
        return made

    # Building

    def _build(self) -> None:
        self.rail = Rail(self.places)
        self.rail.chosen.connect(self.go)
        self.title = ElidedLabel("", "title")
        self._headers = _Headers()
        self._more = icon_button("more", _("All commands of this place"), self._open_menu)
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._inspector_stack = QStackedWidget()
        self._inspector_stack.setProperty("area", "inspector")
        self._inspector_stack.hide()
        self.status = StatusLine()
        self.status.backup_pressed.connect(lambda: self.go("backups"))
        self.status.clerk_pressed.connect(lambda: self.go("clerks"))
        self.status.palette_pressed.connect(lambda: self.registry.fire("shell.palette"))

        self._header = QGridLayout()
        self._header_below = False
        self._header.setContentsMargins(24, 12, 12, 12)
        self._header.setHorizontalSpacing(12)
        self._header.setVerticalSpacing(4)
        self._header.setColumnStretch(0, 1)
        self._header.addWidget(self.title, 0, 0)
        self._header.addWidget(self._headers, 0, 1)
        self._header.addWidget(self._more, 0, 2)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self._stack)
        self._panes.addWidget(self._inspector_stack)
        self._panes.setStretchFactor(0, 1)
        self._panes.setStretchFactor(1, 0)
        content = QWidget()
        content.setProperty("area", "surface")
        strip = QHBoxLayout()
        strip.setContentsMargins(24, 0, 24, 8)  # counted only while the banner is shown
        strip.addWidget(self.banner)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header)
        column.addLayout(strip)
        column.addWidget(self._panes, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(content, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(line())
        whole.addWidget(self.status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._elsewhere.ask()

    def _fit(self) -> None:
        """Takes the shape for this width, measured in letters."""
        narrow = self.width() / theme.text_scale() < theme.NARROW
        self.rail.set_narrow(narrow)
        self.status.set_narrow(narrow)
        self._place_header(narrow)
        self._show_inspector()

    # Inner workings

    def _place_header(self, narrow: bool) -> None:
        """On a small screen the buttons stand under the title, so that neither is cut."""
        if self._header_below is not narrow:
            self._header_below = narrow
            self._header.removeWidget(self._headers)
            place = (1, 0, 1, 3) if narrow else (0, 1, 1, 1)
            self._header.addWidget(self._headers, *place, Qt.AlignmentFlag(0))

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self._more.mapToGlobal(self._more.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _show_inspector(self) -> None:
        current = self.current
        if current is None or not current.has_inspector:
            self._inspector_stack.hide()
            return
        roomy = self.width() / theme.text_scale() >= theme.WIDE
        opened = self._opened.get(current.id, roomy and self.settings.now.inspector)
        if not opened:
            self._inspector_stack.hide()
            return
        self._put_inspector(current)
        if not self._inspector_stack.isVisible():
            self._inspector_stack.show()
            self._give_inspector_room()

    def _put_inspector(self, screen: Screen) -> None:
        """The screen's inspector in front, made now if it was not yet."""
        inspector = self._inspectors.get(screen.id) or screen.inspector()
        if inspector is not None and screen.id not in self._inspectors:
            self._inspectors[screen.id] = inspector
            self._inspector_stack.addWidget(inspector)
        if inspector is not None:
            self._inspector_stack.setCurrentWidget(inspector)

    def _give_inspector_room(self) -> None:
        """As wide as its letters need."""
        wanted = min(round(_INSPECTOR * theme.text_scale()), self._panes.width() // 2)
        self._panes.setSizes([self._panes.width() - wanted, wanted])

    def _redress(self) -> None:
        """Another text size needs another shape."""
        self._fit()
        if self._inspector_stack.isVisible():
            self._give_inspector_room()

    def _retitle(self, screen: Screen, title: str) -> None:
        if screen is self.current:
            self._show_title(title)

    def _show_title(self, title: str) -> None:
        self.title.setText(title)
        self.title_changed.emit(title)

    def _focus_inspector(self) -> None:
        """The first field of the inspector, in its own order."""
        first = self._inspector_stack.currentWidget()
        widget = first.nextInFocusChain() if first is not None else None
        while first is not None and widget is not None and widget is not first and first.isAncestorOf(widget):
            if widget.isEnabled() and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def _focus_content(self) -> None:
        if self.current is not None:
            self.current.activated()

    def _spread(self, changes: Changes) -> None:
        for screen in self._screens.values():
            screen.refresh(changes)
        if Kind.OFFICE in changes.kinds or Kind.CLERKS in changes.kinds:
            self.status.show_office(self.session.office, self.session.clerk.name)
        if Kind.BACKUP in changes.kinds:
            self.show_last_backup()
        self._watch_clock()
        self.registry.refresh()
