"""The wizard's frame: one question a page, the next step named on the button, nothing lost by going back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import KnownError
from ...domain.roles import Role
from ...domain.text import fold
from ...i18n import _
from ...services import unlocking
from .. import theme
from ..errors import wording
from ..messages import Message, Tone
from ..operations import Operations
from ..place_words import place_warning
from ..recovery_page import RecoveryPage
from ..settings import Settings
from ..store_lock import StoreLock
from ..widgets.banner import Banner
from ..widgets.form import Form
from ..widgets.labels import button, label, line
from ..widgets.new_passphrase import NewPassphrase
from ..widgets.path_edit import PathEdit
from .office_page import OfficePage

if TYPE_CHECKING:
    from ...data.kdf import KdfCost
    from ...services.session import OfficeSession

_WIDTH, _HEIGHT = 672, 640


class Wizard(QWidget):
    """Emits `finished` with the session of the new office, or `cancelled`."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        operations: Operations,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        kdf: "KdfCost | None" = None,
    ) -> None:
        """`kdf`: the cost of the first slot; measured on this machine if not given."""
        super().__init__(parent)
        self.setProperty("area", "window")
        self._operations, self._settings, self._kdf = operations, settings, kdf
        self._session: OfficeSession | None = None
        self.store_lock: StoreLock | None = None
        self.office_page = OfficePage()
        self.clerk_page = _ClerkPage()
        self.folder_page = _FolderPage(operations)
        self.recovery_page: RecoveryPage | None = None
        self._titles = [_("The office"), _("The first clerk"), _("Where it is kept"), _("The recovery key")]
        self._pages = QStackedWidget()
        for page in (self.office_page, self.clerk_page, self.folder_page):
            self._pages.addWidget(page)
        self.step = label("", "muted")
        self.title = label("", "title", wrap=True)
        self.banner = Banner(closable=False)
        self.back = button(_("Back"), self.go_back)
        self.next = button("", self.go_on, "primary")
        self.next.setAutoDefault(True)
        self.leave = button(_("Cancel"), self.cancelled.emit, "flat")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Working"))
        self._busy.hide()
        self._build()
        self._show(0)

    def put_focus(self) -> None:
        """Where typing begins on the page in front."""
        starts = (self.office_page.name, self.clerk_page.name, self.folder_page.folder.line)
        at = self._pages.currentIndex()
        if at < len(starts):
            starts[at].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.recovery_page is not None:
            self.recovery_page.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        self._show(max(0, self._pages.currentIndex() - 1))

    def go_on(self) -> None:
        """The next page, the making of the store, or the end."""
        at = self._pages.currentIndex()
        if at == 0:
            if self.office_page.value() is None:
                self.office_page.show_trouble()
                return
            value = self.office_page.value()
            if value is not None:
                self.folder_page.propose(value.office.name)
            self._show(1)
        elif at == 1:
            if self.clerk_page.ready():
                self._show(2)
        elif at == 2:
            self._make()
        elif self._session is not None and self.recovery_page is not None and self.recovery_page.is_proved:
            self.finished.emit(self._session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on, as the button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isEnabled():
            self.go_on()
            return
        super().keyPressEvent(event)

    def _make(self) -> None:
        new, folder = self.office_page.value(), self.folder_page.folder.path()
        passphrase = self.clerk_page.passphrase.value()
        if new is None or passphrase is None or folder is None or not self.folder_page.acceptable:
            self.folder_page.folder.setFocus()
            return
        name, role, kdf = self.clerk_page.name.text().strip(), Role.ADMIN.value, self._kdf
        self.banner.clear()
        self._set_busy(True)

        def create() -> "tuple[OfficeSession, str]":
            return unlocking.create_office(folder, new.office, name, role, passphrase, body_name=new.body_name, kdf=kdf)

        def made(result: "tuple[OfficeSession, str]") -> None:
            self._set_busy(False)
            self._session, text = result
            self.store_lock = StoreLock(folder)
            self.store_lock.take()
            self._settings.change(last_store=str(folder))
            self._show_recovery(text)

        def failed(error: KnownError) -> bool:
            self._set_busy(False)
            self.banner.show_message(wording(error))
            return True

        self._operations.run(create, label=_("Making the office…"), on_done=made, on_error=failed)

    def _show_recovery(self, text: str) -> None:
        from ...services import clerks

        session = self._session
        assert session is not None
        page = RecoveryPage(text, lambda: clerks.recovery_pdf(session, text), self._operations)
        page.proved.connect(self.next.setEnabled)
        self.recovery_page = page
        self._pages.addWidget(page)
        self._show(3)

    def _show(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        self.banner.clear()
        self.step.setText(_("Step {n} of {all}").format(n=at + 1, all=len(self._titles)))
        self.title.setText(self._titles[at])
        words = (
            _("Go on: the first clerk"),
            _("Go on: where it is kept"),
            _("Make the office"),
            _("The page is put away, open the office"),
        )
        self.next.setText(words[at])
        self.next.setAccessibleName(words[at])
        self.next.setEnabled(at < 3)
        self.back.setVisible(0 < at < 3)
        self.leave.setVisible(at < 3)
        self.put_focus()

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._pages.setEnabled(not busy)
        for part in (self.back, self.next, self.leave):
            part.setEnabled(not busy)

    def _build(self) -> None:
        scale = theme.text_scale()
        card = QWidget()
        card.setProperty("area", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setMaximumSize(round(_WIDTH * scale), round(_HEIGHT * scale))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("area", "raised")
        inner = QWidget()
        inner.setProperty("area", "raised")
        pages = QVBoxLayout(inner)
        pages.setContentsMargins(32, 4, 32, 16)
        pages.addWidget(self._pages)
        area.setWidget(inner)
        head = QVBoxLayout()
        head.setContentsMargins(32, 24, 32, 8)
        head.setSpacing(4)
        for part in (self.step, self.title, self.banner):
            head.addWidget(part)
        row = QHBoxLayout()
        row.setContentsMargins(22, 12, 32, 20)
        row.setSpacing(8)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addWidget(self._busy)
        column.addWidget(line())
        column.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 16, 16, 16)
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)


class _ClerkPage(QWidget):
    """Who works here first; usually the administrator."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setPlaceholderText("Nguyễn Thị B")
        self.passphrase = NewPassphrase()
        self.trouble = label("", "danger", wrap=True)
        form = Form()
        form.words(_("The first clerk is the office's administrator; others, with their own roles, are added later."))
        form.add(_("Full name"), self.name)
        form.add_widget(self.passphrase)
        form.add_widget(self.trouble)
        form.finish()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    def ready(self) -> bool:
        """Whether all is there; else goes to what is missing."""
        if not self.name.text().strip():
            self.trouble.setText(_("The clerk's name is missing."))
            self.name.setFocus()
            return False
        self.trouble.setText("")
        if self.passphrase.value() is None:
            self.passphrase.show_trouble()
            return False
        return True


class _FolderPage(QWidget):
    """Where the store's folder lies; sticks are refused, folders that are copied to a network are warned of."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self.acceptable = True
        self.folder = PathEdit(_("Folder for the new office"))
        self.banner = Banner(closable=False)
        form = Form()
        form.words(
            _("Everything of the office lies encrypted in one folder on this machine. Backups can go to a drive later.")
        )
        form.add(_("Folder for the new office (new or empty)"), self.folder)
        form.add_widget(self.banner)
        form.finish()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.folder.changed.connect(self._check)

    def propose(self, name: str) -> None:
        """A folder named after the office, unless one was chosen already."""
        if self.folder.path() is None:
            plain = "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
            self.folder.set_path(Path.home() / "VPCU" / (plain or "van-phong"))

    def _check(self, _text: str) -> None:
        folder = self.folder.path()
        self.acceptable = folder is not None
        self.banner.clear()
        if folder is None:
            return
        if folder.is_dir() and any(folder.iterdir()):
            self.acceptable = False
            self.banner.show_message(
                Message(
                    _("This folder is not empty."), _("A new office needs an empty folder of its own."), Tone.WARNING
                )
            )
            return
        self._operations.run(lambda: unlocking.folder_warnings(folder), on_done=lambda codes: self._warn(folder, codes))

    def _warn(self, folder: Path, codes: tuple[str, ...]) -> None:
        if folder != self.folder.path():
            return
        warning = place_warning(codes)
        if warning is not None:
            self.acceptable = "removable" not in codes
            self.banner.show_message(warning)
