"""Recipients that come together: those of the last paper of the type, and the groups that the office keeps."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...i18n import _, n_
from ...services import outgoing_memory
from ...services.outgoing import To
from ..messages import Message
from ..screen import Shell
from ..widgets.labels import button
from .issue_dialog import TextDialog
from .outgoing_form import OutgoingForm


class RecipientGroups(QObject):
    """Fills Nơi nhận of a form; `button` opens the menu of all that can be done."""

    def __init__(self, shell: Shell, form: OutgoingForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._form, self._window = shell, form, parent
        self.button = button(_("Recipients: groups, as last time"), self.open_menu, "flat")
        self.button.setToolTip("Ctrl+G")

    def open_menu(self) -> None:
        """Over the button: recipients as last time, the groups, how they are kept and dropped."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("As the last paper of this type"), self.as_last)
        groups = self._form.memory.groups
        if groups:
            menu.addSeparator()
        for group in groups:
            count = n_("{n} line", "{n} lines", len(group.lines)).format(n=len(group.lines))
            menu.addAction(f"{group.name} ({count})", partial(self.add, group.name))
        menu.addSeparator()
        menu.addAction(_("Keep these recipients as a group…"), self.keep)
        if groups:
            dropping = menu.addMenu(_("Drop a group"))
            for group in groups:
                dropping.addAction(group.name, partial(self.drop, group.name))
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def as_last(self) -> None:
        """Fills in who got the last paper of this organ and type."""
        session, organ, kind = self._shell.session, self._form.organ.value, self._form.kind[0]

        def done(found: Sequence[To]) -> None:
            if not found:
                self._shell.notify(Message(_("This organ has sent nothing yet: there are no recipients to take over.")))
                return
            self._form.add_recipients(self._form.lines_of(found))
            self._form.to.setFocus(Qt.FocusReason.OtherFocusReason)

        self._shell.operations.read(lambda: outgoing_memory.last_recipients(session, organ, kind), on_done=done)

    def add(self, name: str) -> None:
        """Adds the recipients of a group."""
        group = self._form.memory.group(name)
        if group is not None:
            self._form.add_recipients(group.lines)

    def keep(self) -> None:
        """Keeps the recipients that stand in the form as a group, under a name that is asked for."""
        lines = [line for line in self._form.to.text().splitlines() if line.strip()]
        if not lines:
            self._shell.notify(Message(_("Type the recipients first; then they can be kept as a group.")))
            return
        dialog = TextDialog(_("Keep as a group"), _("Name of the group"), _("Keep"), self._window)
        dialog.given.connect(lambda name: self._save(name, lines))
        dialog.open()

    def drop(self, name: str) -> None:
        """The group is no longer offered; papers keep their recipients."""
        self._save(name, ())

    def _save(self, name: str, lines: Sequence[str]) -> None:
        session = self._shell.session
        self._shell.operations.run(
            lambda: outgoing_memory.save_recipient_group(session, name, lines), label=_("Saving…")
        )
