"""The unlock page: who, passphrase, open; the recovery key; another office, a new one, a restored one.

It is the first thing painted, so nothing heavy is imported here and icons come after the first paint.
"""

import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..domain.errors import KnownError
from ..i18n import _
from . import theme
from .messages import Message, Tone
from .operations import Operations
from .settings import Settings
from .store_lock import StoreLock
from .widgets.banner import Banner
from .widgets.form import Form
from .widgets.labels import button, label, line
from .widgets.passphrase import PassphraseEdit

if TYPE_CHECKING:
    from ..data.slot_files import SlotLabel
    from ..services.session import OfficeSession

_WIDTH = 472
_PATH_LETTERS = 44
_FORM_AT = 3  # place of the form in the card: after title, path and strip


def _shortened(path: str) -> str:
    """The end of a long path: the folder's own name is what tells it from others."""
    return path if len(path) <= _PATH_LETTERS else f"…{path[-_PATH_LETTERS:]}"


class _KeyringQuestion(QObject):
    """Asks this workstation's keyring on a thread of its own: it may be slow, and nobody shall wait for it."""

    told = Signal(bool, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answered = False
        self.told.connect(self._note)

    def ask(self, folder: Path | None) -> None:
        from threading import Thread

        Thread(target=self._ask, args=(folder,), name="keyring", daemon=True).start()

    def _note(self, *_answer: object) -> None:
        self.answered = True

    def _ask(self, folder: Path | None) -> None:
        from ..services import unlocking

        possible, session = False, None
        try:
            possible = unlocking.can_remember()
            session = unlocking.unlock_remembered(folder) if possible and folder is not None else None
        except KnownError:
            session = None  # the clerk types the passphrase and is told then what is wrong with the store
        with suppress(RuntimeError):  # the window may be gone by now
            self.told.emit(possible, folder, session)


class UnlockPage(QWidget):
    """Emits `unlocked` with the session and whether the recovery key opened it."""

    unlocked = Signal(object, bool)
    new_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, operations: Operations, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "window")
        self._operations, self._settings = operations, settings
        self._folder: Path | None = None
        self._lock: StoreLock | None = None
        self._wait = 0
        self._working = False
        self._painted = False
        self._wait_ends = 0.0  # on the monotonic clock
        self._ticking = QTimer(self, interval=250)
        self._ticking.timeout.connect(self._tick)
        self._keyring = _KeyringQuestion(self)
        self._keyring.told.connect(self._keyring_told)
        self._build()

    # What the window does with it

    @property
    def is_ready(self) -> bool:
        """The page has been painted and completed."""
        return self._painted and self._keyring.answered

    @property
    def folder(self) -> Path | None:
        """The store to be opened."""
        return self._folder

    def open_folder(self, folder: Path | None, *, clerk_id: str = "") -> None:
        """Shows the clerks of a store, with one of them chosen (default: the last one), or the welcome."""
        if folder != self._folder:
            self._release()
        self._folder = folder
        self.banner.clear()
        self.clerks.clear()
        self.passphrase.clear()
        self._set_wait(0)
        self.recovery_mode(False)
        if folder is None:
            return
        self.path.setText(_shortened(str(folder)))
        self.path.setToolTip(str(folder))
        if self._painted:
            self._fill_clerks(folder, clerk_id)
        self._show_mode()
        self.put_focus()

    def open_restored(self, folder: Path) -> None:
        """Shows a store that was just put in place; a lock on what stood there before is void."""
        self._release()
        self.open_folder(folder)

    def put_focus(self) -> None:
        """Where typing begins."""
        if self._folder is None:
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._recovering:
            self.recovery.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, message: Message) -> None:
        self.banner.show_message(message)

    def after_first_paint(self) -> None:
        """What may be a moment later: who can open the store, icons, what this workstation's keyring says."""
        self._painted = True
        folder = self._folder
        if folder is not None:
            self._fill_clerks(folder)
        self.passphrase.add_eye()
        self._keyring.ask(folder)

    def take_over_lock(self) -> StoreLock | None:
        """Gives the store's window lock to whoever keeps the office open."""
        taken, self._lock = self._lock, None
        return taken

    def hold(self, lock: StoreLock | None) -> None:
        """Keeps the lock while the office is locked, not left."""
        self._lock = lock

    # What the clerk does

    def unlock(self, *, despite_loss: bool = False) -> None:
        """Tries the passphrase, or the recovery key; `despite_loss`: also what is left of a store that lost its end."""
        from ..services import unlocking

        folder = self._folder
        if folder is None or self._working or self._wait or not self._take_lock(folder):
            return
        work: Callable[[], OfficeSession]
        if self._recovering:
            typed = self.recovery.text()
            if not typed.strip():
                self.recovery.setFocus()
                return
            work = lambda: unlocking.unlock_with_recovery(folder, typed, despite_loss=despite_loss)  # noqa: E731
        else:
            slot_id, passphrase = str(self.clerks.currentData() or ""), self.passphrase.text()
            if not passphrase or not slot_id:
                self.passphrase.line.setFocus()
                return
            work = lambda: unlocking.unlock(folder, slot_id, passphrase, despite_loss=despite_loss)  # noqa: E731
        remember = self.remember.isChecked() and not self._recovering
        recovered = self._recovering

        def open_it() -> "OfficeSession":
            session = work()
            if remember:
                unlocking.remember(session)
            return session

        self.banner.clear()
        self._set_working(True)
        self._operations.run(
            open_it,
            label=_("Opening…"),
            on_done=lambda session: self._opened(session, recovered),
            on_error=self._failed,
        )

    def recovery_mode(self, on: bool) -> None:
        """Asks for the printed recovery key instead of a passphrase."""
        self._recovering = on
        self._show_mode()
        if self.isVisible():
            self.put_focus()

    def choose_other(self) -> None:
        """Opens another store's folder."""
        start = str(self._folder.parent) if self._folder else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the office store"), start)
        if chosen:
            self.open_folder(Path(chosen))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._card.setMaximumWidth(round(_WIDTH * theme.text_scale()))

    # Building

    def _build(self) -> None:
        self._recovering = False
        self._card = QWidget()
        self._card.setProperty("area", "card")
        self._card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._card.setMaximumWidth(round(_WIDTH * theme.text_scale()))
        self.title = label("", "title", wrap=True)
        self.path = label("", "muted")
        self.banner = Banner(closable=False, narrow=True)
        self.clerks = QComboBox()
        self.passphrase = PassphraseEdit(draw_eye=False)
        self.passphrase.submitted.connect(lambda: self.unlock())
        self.remember = QCheckBox(_("Remember on this workstation"))
        self.remember.setAccessibleName(self.remember.text())
        self.remember.setEnabled(False)
        self._remember_why = label("", "muted", wrap=True)
        self._remember_why.hide()
        self._open = button("", self.unlock, "primary")
        self._open.setAutoDefault(True)

        by_passphrase = Form()
        by_passphrase.add(_("Clerk"), self.clerks)
        by_passphrase.add(_("Passphrase"), self.passphrase)
        by_passphrase.add_widget(self.remember)
        by_passphrase.add_widget(self._remember_why)
        self._forms: dict[str, QWidget] = {"passphrase": by_passphrase}

        self._others = QWidget()
        ways = QVBoxLayout(self._others)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(0)
        ways.addWidget(line())
        ways.addSpacing(8)
        self._switch = button("", lambda: self.recovery_mode(not self._recovering), "link")
        for way in (
            self._switch,
            button(_("Open another office…"), self.choose_other, "link"),
            button(_("Make a new office…"), self.new_wanted.emit, "link"),
            button(_("Restore from a backup…"), self.restore_wanted.emit, "link"),
        ):
            ways.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(32, 28, 32, 24)
        self._column.setSpacing(12)
        for part in (self.title, self.path, self.banner, by_passphrase, self._open, self._others):
            self._column.addWidget(part)
        inner = QWidget()
        inner.setProperty("area", "window")
        middle = QVBoxLayout(inner)
        middle.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 100)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(3)
        area = QScrollArea()
        area.setProperty("area", "window")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    # The other two forms are made when they are first shown.

    def _welcome_form(self) -> QWidget:
        form = Form()
        form.words(
            _("Work calendars of the Party committee's office, kept encrypted on this machine and nowhere else."), ""
        )
        self.start = button(_("Make a new office"), self.new_wanted.emit, "primary")
        form.add_widget(self.start)
        form.add_widget(button(_("Open an existing office…"), self.choose_other))
        form.add_widget(button(_("Restore from a backup…"), self.restore_wanted.emit))
        return form

    def _recovery_form(self) -> QWidget:
        from .widgets.plain_text import PlainTextEdit

        self.recovery = PlainTextEdit(lines=2, most=3)
        form = Form()
        form.add(
            _("Recovery key"),
            self.recovery,
            _("Eight groups of five letters, as on the printed page. Capitals, spaces and hyphens do not matter."),
        )
        return form

    def _show_mode(self) -> None:
        has_store = self._folder is not None
        mode = "welcome" if not has_store else "recovery" if self._recovering else "passphrase"
        if mode not in self._forms:
            made = self._welcome_form() if mode == "welcome" else self._recovery_form()
            self._forms[mode] = made
            self._column.insertWidget(_FORM_AT, made)
        for name, form in self._forms.items():
            form.setVisible(name == mode)
        self.title.setText(_("Open the office") if has_store else "VPCU Desktop")
        self.path.setVisible(has_store)
        self._open.setVisible(has_store)
        self._others.setVisible(has_store)
        self._switch.setText(_("Use a passphrase") if self._recovering else _("Use the recovery key"))
        self._switch.setAccessibleName(self._switch.text())
        self._show_button()

    def _show_button(self) -> None:
        if self._wait:
            from .error_words import waiting

            text = _("Wait {wait}").format(wait=waiting(self._wait))
        elif self._working:
            text = _("Opening…")
        else:
            text = _("Open with the recovery key") if self._recovering else _("Open")
        self._open.setText(text)
        self._open.setAccessibleName(text)
        usable = self._recovering or self.clerks.count() > 0
        self._open.setEnabled(usable and not self._wait and not self._working)

    # Inner workings

    def _fill_clerks(self, folder: Path, clerk_id: str = "") -> None:
        for slot in self._slots(folder):
            if slot.kind == "clerk":
                self.clerks.addItem(slot.name, slot.id)
                if slot.clerk_id == clerk_id or (not clerk_id and slot.id == self._settings.now.last_slot):
                    self.clerks.setCurrentIndex(self.clerks.count() - 1)
        self._show_button()

    def _slots(self, folder: Path) -> "Sequence[SlotLabel]":
        from ..data.slot_files import list_slots  # the store's public pages: standard library only

        try:
            return list_slots(folder)
        except KnownError as error:
            self._show_error(error)
            return ()

    def _show_error(self, error: KnownError) -> None:
        from .errors import wording
        from .store_errors import is_partial_loss

        if is_partial_loss(error):
            self.banner.show_message(
                wording(error),
                action_text=_("Open what is left…"),
                action=lambda: self.unlock(despite_loss=True),
            )
        else:
            self.banner.show_message(wording(error))

    def _keyring_told(self, possible: bool, folder: Path | None, session: "OfficeSession | None") -> None:
        """The keyring's answer: whether it can remember, and the office that it opens if it remembers its key."""
        self.remember.setEnabled(possible)
        self._remember_why.setVisible(not possible)
        self._remember_why.setText(
            "" if possible else _("Not possible here: this workstation has no keyring that keeps secrets encrypted.")
        )
        if session is None:
            return
        if folder is None or folder != self._folder or self._working or not self._take_lock(folder):
            session.close()  # meanwhile something else was begun
            return
        self.unlocked.emit(session, False)

    def _take_lock(self, folder: Path) -> bool:
        if self._lock is None:
            lock = StoreLock(folder)
            held = lock.take()
            if held is not None:
                self.banner.show_message(held)
                return False
            self._lock = lock
        return True

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _set_working(self, working: bool) -> None:
        self._working = working
        for form in self._forms.values():
            form.setEnabled(not working)
        self._show_button()

    def _opened(self, session: "OfficeSession", recovered: bool) -> None:
        self._set_working(False)
        self.passphrase.clear()
        if recovered:
            self.recovery.setText("")
        self._settings.change(last_store=str(self._folder), last_slot=str(self.clerks.currentData() or ""))
        self.unlocked.emit(session, recovered)

    def _failed(self, error: KnownError) -> bool:
        self._set_working(False)
        self._show_error(error)
        seconds = error.details.get("seconds_to_wait") or error.details.get("seconds") or 0
        self._set_wait(int(str(seconds)))
        self.passphrase.line.selectAll()
        self.put_focus()
        return True

    def _set_wait(self, seconds: int) -> None:
        self._wait_ends = time.monotonic() + seconds
        self._wait = max(0, seconds)
        if self._wait:
            self._ticking.start()
        else:
            self._ticking.stop()
        self._show_button()

    def _tick(self) -> None:
        self._wait = max(0, math.ceil(self._wait_ends - time.monotonic()))
        self._show_button()
        if self._wait:
            return
        self._ticking.stop()
        if self.banner.message is not None and self.banner.message.tone is not Tone.INFO:
            self.put_focus()
