"""Backups: made with one press, listed with their size and age, restored without overwriting; and the store's check."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ...domain.roles import Action, may
from ...i18n import _
from ...services import backups
from ...services.changes import Changes, Kind
from ..actions import Command
from ..backup_words import moment_text
from ..error_words import size
from ..messages import Message, Tone
from ..screen import Screen, Shell
from ..widgets.chips import ChoiceRow
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from .checking import check_store

if TYPE_CHECKING:
    from ...data.backup import BackupInfo


class BackupsScreen(Screen):
    """The store's own backups, and those on a drive that the clerk has chosen."""

    id = "backups"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_title(_("Backups"))
        self._drive: Path | None = None
        self._checked: dict[Path, str] = {}  # what was checked again while the window is open
        now = self.session.clock
        self.model = TableModel["BackupInfo"](
            [
                Column("made", _("Made"), lambda b: moment_text(b.made_at, now()), width=22),
                Column("checked", _("Last check"), self._last_check, width=24),
                Column("count", _("Changes held"), lambda b: f"{b.count:,}".replace(",", "."), width=14, right=True),
                Column("size", _("Size"), lambda b: size(b.bytes), width=10, right=True),
                Column("folder", _("Folder"), lambda b: str(b.path)),
            ],
            lambda backup: backup.path,
            self,
        )
        self.table = Table["BackupInfo"](self.model, _("Backups"))
        self.table.opened.connect(self.check)
        self.summary = label("", "heading", wrap=True)
        self.advice = label(
            _(
                "Each backup is encrypted like the store and opens with the passphrases and the recovery key of "
                "its day. It is read back and compared as soon as it is written. Seven daily, four weekly and twelve "
                "monthly ones are kept."
            ),
            "muted",
            wrap=True,
        )
        self.where = ChoiceRow((("own", _("On this machine")), ("drive", _("On a drive"))), _("Where"))
        self.where.chosen.connect(self._choose_place)
        self._empty = EmptyState(_("No backup yet. One takes a few seconds."), _("Back up now"), self.back_up)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.add_to_header(
            button(_("Check the store"), partial(check_store, shell)),
            button(_("To a drive…"), self.back_up_to_drive),
            button(_("Back up now"), self.back_up, "primary"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        for part in (self.summary, self.advice, self.where):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(label(_("Enter checks the chosen backup again."), "muted"))

    def commands(self) -> Sequence[Command]:
        group = _("Backups")
        allowed = may(self.session.role, Action.BACK_UP)
        chosen = lambda: self.table.current_row() is not None  # noqa: E731
        return (
            Command(
                "backups.drive",
                _("Back up to a drive…"),
                self.back_up_to_drive,
                icon="drive",
                group=group,
                enabled=lambda: allowed,
            ),
            Command(
                "backups.check", _("Check the chosen backup"), self.check, icon="check", group=group, enabled=chosen
            ),
            Command(
                "backups.verify",
                _("Check the whole store"),
                partial(check_store, self.shell),
                icon="shield",
                group=group,
            ),
            Command("backups.restore", _("Restore a backup…"), self.restore_backup, icon="restore", group=group),
        )

    def activated(self) -> None:
        self._load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if Kind.BACKUP in changes.kinds:
            self._load()

    # What the clerk does

    def back_up(self) -> None:
        self.shell.actions.fire("shell.backup")

    def back_up_to_drive(self) -> None:
        """Makes a backup in a folder of the clerk's choice, a stick for instance."""
        chosen = QFileDialog.getExistingDirectory(self, _("Folder or drive for the backup"), _drives())
        if chosen:
            self.back_up_into(Path(chosen))

    def back_up_into(self, place: Path) -> None:
        session = self.session

        def told(path: Path) -> None:
            self._drive = place
            self.shell.notify(
                Message(
                    _("Backed up to {folder}, read back from there and compared.").format(folder=path),
                    _("The drive can be removed now."),
                    Tone.SUCCESS,
                )
            )
            self.where.select("drive")

        self.shell.operations.run(
            lambda: backups.back_up(session, place),
            label=_("Writing and checking the copy; leave the drive where it is…"),
            changes=backups.backed_up(),
            on_done=told,
        )

    def check(self) -> None:
        """Checks the chosen backup again, as it lies there now."""
        chosen = self.table.current_row()
        if chosen is None:
            return
        session, path = self.session, chosen.path

        def told(_info: object) -> None:
            self._checked[path] = _("sound, {when}").format(when=moment_text(session.clock(), session.clock()))
            self._load()

        def failed(_error: object) -> bool:
            self._checked[path] = _("NOT sound")
            self._load()
            return False

        self.shell.operations.run(
            lambda: backups.check(session, path), label=_("Checking the backup…"), on_done=told, on_error=failed
        )

    def restore_backup(self) -> None:
        """The restore dialog, with the chosen backup filled in."""
        from ..restore import RestoreDialog

        chosen = self.table.current_row()
        dialog = RestoreDialog(
            self.shell.operations,
            self.window(),
            backup=chosen.path if chosen else None,
            opened=self.session.store.folder,
        )
        dialog.restored.connect(
            lambda folder: self.shell.notify(
                Message(
                    _("Restored into {folder}.").format(folder=folder),
                    _("Lock this office (Ctrl+L) and choose “Open another office” to look into it."),
                    Tone.SUCCESS,
                )
            )
        )
        dialog.open()

    # Inner workings

    def _last_check(self, backup: "BackupInfo") -> str:
        return self._checked.get(backup.path) or _("sound when made")

    def _choose_place(self, where: str) -> None:
        if where == "drive" and self._drive is None:
            chosen = QFileDialog.getExistingDirectory(self, _("Folder or drive with backups"), _drives())
            if not chosen:
                self.where.select("own")
                return
            self._drive = Path(chosen)
        self._load()

    def _load(self) -> None:
        session, place = self.session, self._drive if self.where.current == "drive" else None

        def show(found: tuple[object, tuple["BackupInfo", ...]]) -> None:
            told, listed = found
            self.summary.setText(str(told))
            self.model.set_rows(listed)
            self._stack.setCurrentWidget(self.table if listed else self._empty)

        def read() -> tuple[str, tuple["BackupInfo", ...]]:
            made_at = backups.last_backup(session)
            if made_at is None:
                told = _("This office has never been backed up.")
            else:
                told = _("Last backup: {when}").format(when=moment_text(made_at, session.clock()))
            return told, backups.backups(session, place)

        self.shell.operations.run(read, on_done=show)


def _drives() -> str:
    """Where removable drives are mounted, if this system has such a place."""
    return next((str(p) for p in (Path("/media"), Path("/run/media"), Path("/Volumes")) if p.is_dir()), "")
