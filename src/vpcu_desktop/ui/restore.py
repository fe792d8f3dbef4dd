"""Restoring a backup: which one, and where to; what is there already is kept beside it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ..domain.errors import KnownError
from ..i18n import _
from ..services import backups
from .backup_words import moment_text
from .error_words import size
from .errors import wording
from .messages import Message, Tone
from .operations import Operations
from .widgets.banner import Banner
from .widgets.dialog_column import lay_out
from .widgets.form import Form
from .widgets.labels import button, label
from .widgets.path_edit import PathEdit


class RestoreDialog(QDialog):
    """Emits `restored` with the folder of the restored store."""

    restored = Signal(object)

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        backup: Path | None = None,
        opened: Path | None = None,
    ) -> None:
        """`backup` is filled in; `opened` is the store that is open in this window: nothing goes into it."""
        super().__init__(parent)
        self.setWindowTitle(_("Restore a backup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._opened = operations, opened
        self.banner = Banner(closable=False)
        self.source = PathEdit(_("Folder of the backup"))
        self.found = label("", "muted", wrap=True)
        self.target = PathEdit(_("Folder for the restored office"))
        self._restore = button(_("Restore"), self.restore, "primary")
        self._restore.setDefault(True)
        form = Form()
        form.add(_("Backup (the folder vpcu-…, or the folder that holds them: the newest is taken)"), self.source)
        form.add_widget(self.found)
        form.add(
            _("Restore into"),
            self.target,
            _("A store that is there already is not overwritten: it is kept beside it under another name."),
        )
        form.finish()
        parts = (label(_("Restore a backup"), "heading"), self.banner, form)
        lay_out(self, parts, self._restore, leave=_("Cancel"), spacing=12)
        self.setMinimumWidth(min(620, parent.window().width() - 32 if parent else 620))
        self.source.changed.connect(self._look)
        self.target.changed.connect(lambda _text: self._check())
        self._backup: Path | None = None
        self._despite_lost = False
        self._check()
        if backup is not None:
            self.source.set_path(backup)

    def restore(self) -> None:
        """Checks the backup, then puts it in place."""
        backup, target = self._backup, self.target.path()
        if backup is None or target is None:
            return
        self._restore.setEnabled(False)

        def done(kept: Path | None) -> None:
            if kept is not None:
                self.banner.show_message(
                    Message(_("The store that was there is kept as {folder}.").format(folder=kept), tone=Tone.SUCCESS)
                )
            self.restored.emit(target)
            self.accept()

        def failed(error: KnownError) -> bool:
            self._go_on_despite_lost(backups.lacks_attachments_only(error))
            self._check()
            self.banner.show_message(wording(error))
            return True

        despite = self._despite_lost
        self._operations.run(
            lambda: backups.restore(backup, target, despite_lost_attachments=despite),
            label=_("Restoring…"),
            on_done=done,
            on_error=failed,
        )

    def _go_on_despite_lost(self, despite: bool) -> None:
        """The next press restores the registers without the attached files that are lost."""
        self._despite_lost = despite
        self._restore.setText(_("Restore without the lost files") if despite else _("Restore"))

    def _look(self, _text: str) -> None:
        """Finds the backup in the chosen folder: the folder itself, or the newest one in it."""
        place = self.source.path()
        self._backup = None
        self._go_on_despite_lost(False)
        self.found.setText("")
        if place is not None and place.is_dir():
            infos = [i for i in backups.backups_in(place.parent) if i.path == place] or list(backups.backups_in(place))
            if infos:
                newest = infos[0]
                self._backup = newest.path
                self.found.setText(
                    _("Backup of {when}, {size}, {name}").format(
                        when=moment_text(newest.made_at, newest.made_at), size=size(newest.bytes), name=newest.path.name
                    )
                )
                if not self.target.path():
                    self.target.set_path(Path.home() / _("VPCU office, restored"))
            else:
                self.found.setText(_("There is no backup of this program in that folder."))
        self._check()

    def _check(self) -> None:
        target = self.target.path()
        open_here = target is not None and self._opened is not None and target.resolve() == self._opened.resolve()
        if open_here:
            self.banner.show_message(
                Message(
                    _("That office is open in this window."),
                    _("Lock it first (Ctrl+L) and restore from there, or choose another folder."),
                    Tone.WARNING,
                )
            )
        elif self._opened is not None:
            self.banner.clear()
        self._restore.setEnabled(self._backup is not None and target is not None and not open_here)
