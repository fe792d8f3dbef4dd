"""The program's window: unlock page, first-run wizard, or the open office; and the way from one to another."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from ..i18n import _
from . import theme
from .messages import Message, Tone
from .operations import Operations
from .settings import Settings
from .unlock import UnlockPage

if TYPE_CHECKING:
    from ..domain.errors import KnownError
    from ..services.session import OfficeSession
    from .draft_keeper import DraftKeeper
    from .frame import Frame
    from .lock import IdleWatch, SessionLockWatch
    from .store_lock import StoreLock

PROGRAM = "VPCU Desktop"
FIRST_PLACE = "week"


class AppWindow(QMainWindow):
    """One window for one store."""

    def __init__(self, settings: Settings, folder: Path | None = None) -> None:
        """Shows the unlock page of a store's folder, or the welcome."""
        theme.prepare(_application(), scale=settings.now.scale)  # first: a window takes its face when it is made
        super().__init__()
        self.settings = settings
        self._idle: IdleWatch | None = None
        self.setWindowTitle(PROGRAM)
        self.frame: Frame | None = None
        self._drafts: DraftKeeper | None = None
        self._kept: Frame | None = None  # locked with a form that could not be stored
        self._store_lock: StoreLock | None = None
        self._session_watch: SessionLockWatch | None = None
        self._warned = False
        self._place = FIRST_PLACE
        self._painted = False
        self.operations = Operations(self)
        self.operations.broken.connect(self._report)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock_page = UnlockPage(self.operations, settings)
        self.operations.failed.connect(self.unlock_page.say)
        self.unlock_page.unlocked.connect(self.show_office)
        self.unlock_page.new_wanted.connect(self.show_wizard)
        self.unlock_page.restore_wanted.connect(self.restore_backup)
        self._stack.addWidget(self.unlock_page)
        self.setMinimumSize(480, 320)
        self._take_size()
        self.unlock_page.open_folder(folder)
        self.dress()

    # From one page to another

    def show_office(self, session: "OfficeSession", recovered: bool = False) -> None:
        """Opens the office for a clerk: its last place, its unfinished forms."""
        from .draft_keeper import DraftKeeper
        from .frame import Frame

        lock = self.unlock_page.take_over_lock()
        self._store_lock = lock or self._store_lock
        kept, self._kept = self._kept, None
        if kept is not None and kept.session.clerk.id == session.clerk.id:
            kept.session.take_over(session)
            frame = kept
        else:
            self._kept = kept
            frame = Frame(session, self.settings, self.dress)
            frame.lock_wanted.connect(self.lock)
            frame.title_changed.connect(self._retitle)
            self._stack.addWidget(frame)
        self.frame = frame
        self._drafts = DraftKeeper(frame.session, frame.operations, frame.built, frame)
        self._stack.setCurrentWidget(frame)
        frame.go(self._place if self._place in {p.id for p in frame.places} else frame.places[0].id)
        if frame is not kept:
            self._drafts.restore([p.id for p in frame.places], frame.screen_of)
        QTimer.singleShot(0, self._watch)  # the content need not wait for the system's bus
        if recovered:
            frame.notify(
                Message(
                    _("Opened with the recovery key."),
                    _("Set a new passphrase now under “Clerks and keys”; otherwise the printed page is needed again."),
                    Tone.WARNING,
                )
            )
        else:
            self._look_at_place(frame)

    def _look_at_place(self, frame: "Frame") -> None:
        """Warns of a store that lies where it may not: copied to the network, or on a stick."""
        from ..services import unlocking
        from .place_words import place_warning

        def told(codes: tuple[str, ...]) -> None:
            warning = place_warning(codes)
            if warning is not None and self.frame is frame:
                frame.notify(warning)

        folder = frame.session.store.folder
        frame.operations.run(lambda: unlocking.folder_warnings(folder), on_done=told)

    def lock(self) -> None:
        """Hides all content at once, stores unfinished forms encrypted, then closes the store."""
        frame, keeper = self.frame, self._drafts
        if frame is None or keeper is None:
            return
        self.frame = None
        self._drafts = None
        if frame.current is not None:
            self._place = frame.current.id
        folder = self.unlock_page.folder or frame.session.store.folder
        self._close_dialogs()
        self._stack.setCurrentWidget(self.unlock_page)
        self.setWindowTitle(PROGRAM)
        self.unlock_page.hold(self._store_lock)
        self.unlock_page.open_folder(folder, clerk_id=frame.session.clerk.id)
        keeper.stop()
        failures: list[KnownError] = []

        def note(error: "KnownError") -> bool:
            failures.append(error)
            return True

        keeper.keep(note)
        frame.operations.run(lambda: None, on_done=lambda _nothing: self._leave(frame, failures))

    def show_wizard(self) -> None:
        """The first-run wizard: a new office, its first clerk, its recovery key."""
        from .wizard.wizard import Wizard

        wizard = Wizard(self.operations, self.settings)
        self._stack.addWidget(wizard)
        self._stack.setCurrentWidget(wizard)

        def leave() -> None:
            self._stack.setCurrentWidget(self.unlock_page)
            self._stack.removeWidget(wizard)
            wizard.deleteLater()

        def done(session: "OfficeSession") -> None:
            self.unlock_page.open_folder(session.store.folder)
            self._store_lock = wizard.store_lock
            leave()
            self.show_office(session)

        wizard.finished.connect(done)
        wizard.cancelled.connect(leave)
        wizard.put_focus()

    def restore_backup(self) -> None:
        """Restores a backup into a folder and shows its unlock page."""
        from .restore import RestoreDialog

        dialog = RestoreDialog(self.operations, self)
        dialog.restored.connect(self.unlock_page.open_restored)
        dialog.open()

    def dress(self) -> None:
        """Dresses the program by the settings in force."""
        now = self.settings.now
        scheme = {"light": "light", "dark": "dark"}.get(now.theme, "system")
        theme.apply(_application(), scheme=scheme, scale=now.scale)  # type: ignore[arg-type]
        if self._idle is not None:
            self._idle.set_minutes(now.idle_minutes)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.unlock_page.put_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        frame, keeper = self.frame, self._drafts
        if self._kept is not None and not self._warned:
            self._warned = True  # a second try is let through: the machine may be shutting down
            self.unlock_page.say(
                Message(
                    _("A form that could not be stored is still waiting here."),
                    _("Open the office and save it; closing once more gives it up."),
                    Tone.WARNING,
                )
            )
            event.ignore()
            return
        if self._kept is not None:
            self._kept.session.close()
        if frame is not None:
            if frame.current is not None and not frame.current.can_leave():
                event.ignore()
                return
            if keeper is not None:
                keeper.stop()
                keeper.keep()
            frame.operations.wait()
            frame.session.close()
            self.frame = None
        if self._store_lock is not None:
            self._store_lock.release()
        self._keep_size()
        event.accept()

    # Inner workings

    def _after_first_paint(self) -> None:
        self.unlock_page.after_first_paint()
        self.first_paint_done()

    #: Called once after the first paint; the program warms up there.
    first_paint_done: Callable[[], object] = staticmethod(lambda: None)

    def _leave(self, frame: "Frame", failures: "list[KnownError]") -> None:
        if failures:
            from .errors import wording

            self._kept = frame
            frame.session.close_secret()
            told = wording(failures[0])
            self.unlock_page.say(
                Message(
                    _("Locked, but the unfinished form could not be stored: {why}").format(why=told.text),
                    _("It is still here; do not switch the machine off before you have saved it."),
                    Tone.WARNING,
                )
            )
            return
        frame.session.close()
        self._stack.removeWidget(frame)
        frame.deleteLater()

    def _watch(self) -> None:
        from .lock import IdleWatch, SessionLockWatch

        if self.frame is None:
            return
        if self._idle is None:
            self._idle = IdleWatch(self.settings.now.idle_minutes, self)
            self._idle.idle.connect(self.lock)
            self._session_watch = SessionLockWatch(self)
            self._session_watch.locked.connect(self.lock)
        self._idle.touch()

    @staticmethod
    def _close_dialogs() -> None:
        """Dialogs and menus over the window would still show content."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.isModal():
                widget.close()

    def _retitle(self, title: str) -> None:
        frame = self.frame or self._kept
        if frame is None or self._stack.currentWidget() is not frame:
            return
        from .status import profile_text

        office = frame.session.office
        self.setWindowTitle(" · ".join((title, office.name, profile_text(office.profile), PROGRAM)))

    def _report(self, error: BaseException) -> None:
        from .bug_report import BugDialog

        BugDialog(error, self).exec()

    def _take_size(self) -> None:
        now = self.settings.now
        screen = self.screen().availableGeometry()
        width, height = now.width or min(1366, screen.width()), now.height or min(740, screen.height())
        self.resize(min(width, screen.width()), min(height, screen.height()))
        if now.maximized:
            self.showMaximized()

    def _keep_size(self) -> None:
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self.settings.change(width=size.width(), height=size.height(), maximized=self.isMaximized())


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
