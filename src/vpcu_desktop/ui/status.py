"""The status line: office, machine, clerk, last backup, and how to reach everything else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ..domain.office import MachineProfile, Office
from ..i18n import _
from .widgets.elided import ElidedLabel
from .widgets.labels import button, label


def profile_text(profile: MachineProfile) -> str:
    """`máy thường` or `máy mật`."""
    return _("ordinary machine") if profile is MachineProfile.ORDINARY else _("SECRET machine")


class StatusLine(QWidget):
    """One line under everything; each part is a place to press where that helps."""

    backup_pressed = Signal()
    clerk_pressed = Signal()
    palette_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "window")
        self._office = ElidedLabel("", "muted")
        self._profile = label("", "muted")
        self._clerk = button("", self.clerk_pressed.emit, "flat")
        self._backup = button("", self.backup_pressed.emit, "flat")
        self._busy = label("", "muted")
        self._palette = button(_("Find a command   {key}").format(key="Ctrl+K"), self.palette_pressed.emit, "flat")
        for pressed in (self._clerk, self._backup, self._palette):
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(0)
        self._dots = [label("·", "muted") for _n in range(3)]
        parts: tuple[QWidget, ...] = (self._office, self._profile, self._clerk, self._backup)
        for number, part in enumerate(parts):
            if number:
                row.addWidget(self._dots[number - 1])
            row.addWidget(part)
        self._profile.setContentsMargins(8, 0, 8, 0)
        self._office.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self._busy)
        row.addWidget(self._palette)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_office(self, office: Office, clerk: str) -> None:
        self._office.setText(office.name)
        self._profile.setText(profile_text(office.profile))
        secret = office.profile is MachineProfile.SECRET
        self._profile.setProperty("role", "danger" if secret else "muted")
        self._clerk.setText(clerk)
        self._clerk.setAccessibleName(_("Clerk: {name}").format(name=clerk))

    def show_backup(self, text: str, *, late: bool) -> None:
        """`late` marks a backup that is missing or too old."""
        self._backup.setText(text)
        self._backup.setAccessibleName(text)
        self._backup.setProperty("tone", "warning" if late else "")
        self._backup.style().unpolish(self._backup)
        self._backup.style().polish(self._backup)

    def show_busy(self, text: str) -> None:
        self._busy.setText(text)

    def set_narrow(self, narrow: bool) -> None:
        """A small screen keeps what warns: machine and backup; the office stands in the window's title."""
        for part in (self._office, self._clerk, self._palette, self._dots[0], self._dots[1]):
            part.setVisible(not narrow)
