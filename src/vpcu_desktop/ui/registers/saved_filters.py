"""Filters kept by name: the search text and chips of a list, to be shown again with one choice."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QWidget

from ...domain.errors import KnownError
from ...domain.roles import Action, may
from ...domain.search import ChipField, Query
from ...domain.text import clean_line
from ...i18n import _
from ..errors import wording
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.dialog_column import lay_out
from ..widgets.labels import button, label
from ..widgets.suggest import SuggestEdit, Suggestion
from .chips import chip_text, field_name

if TYPE_CHECKING:
    from .list_view import RegisterList


class SavedFilters:
    """The saved filters of the office, in a list's menu."""

    def __init__(self, shell: Shell, shown: "RegisterList") -> None:
        self._shell, self._list = shell, shown
        self.may_keep = may(shell.session.role, Action.EDIT_REGISTER)  # they are the office's, not the clerk's

    def add_to(self, menu: QMenu) -> None:
        """Puts the saved ones into a menu, under the entry that saves another."""
        from ...services import find

        menu.addAction(_("Save this filter…"), self.save).setEnabled(self.may_keep and self._worth_keeping())
        try:
            kept = find.filters(self._shell.session)
        except KnownError as error:
            self._shell.notify(wording(error))
            return
        for name, query in kept.items():
            menu.addAction(name, partial(self._list.show_query, query))
        if kept and self.may_keep:
            inner = menu.addMenu(_("Remove a saved filter"))
            for name in kept:
                inner.addAction(name, partial(self._remove, name))

    def save(self) -> None:
        """Asks for a name and keeps what the list is narrowed by."""
        if not self._worth_keeping():
            said = _("Nothing is narrowed yet: type into the search box or choose a filter first.")
            self._shell.notify(Message(said))
            return
        query = self._list.narrowing
        dialog = name_dialog(query, self._list.window())
        dialog.given.connect(partial(self._keep, query))
        dialog.open()

    def _worth_keeping(self) -> bool:
        query = self._list.narrowing
        return bool(query.chips or query.text)

    def _keep(self, query: Query, name: str) -> None:
        from ...services import find

        session = self._shell.session
        said = Message(_("The filter “{name}” is saved.").format(name=name), tone=Tone.SUCCESS)
        self._shell.operations.run(
            lambda: find.save_filter(session, name, query),
            label=_("Saving…"),
            on_done=lambda _changes: self._shell.notify(said),
        )

    def _remove(self, name: str) -> None:
        from ...services import find

        session, query = self._shell.session, find.filters(self._shell.session)[name]

        def told(_changes: object) -> None:
            self._shell.notify(
                Message(_("The filter “{name}” is removed.").format(name=name)),
                _("Undo"),
                lambda: self._keep(query, name),
            )

        self._shell.operations.run(lambda: find.remove_filter(session, name), label=_("Saving…"), on_done=told)


class AskDialog(QDialog):
    """A question of one line."""

    given = Signal(str)

    def __init__(self, title: str, field: QLineEdit, words: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.field = field
        field.setAccessibleName(title)
        field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)
        self.take = button(verb, self._take, "primary")
        self.take.setDefault(True)
        self.take.setEnabled(False)
        field.textChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        lay_out(self, (label(title, "strong"), field, label(words, "muted", wrap=True)), self.take, spacing=8)

    def _take(self) -> None:
        text = clean_line(self.field.text())
        if text:
            self.given.emit(text)
            self.accept()


def name_dialog(query: Query, parent: QWidget) -> AskDialog:
    """Asks for the name that a filter is saved under."""
    parts = [chip_text(chip) for chip in query.chips]
    if query.text:
        parts.append(f"“{query.text}”")
    return AskDialog(_("Name of the filter"), QLineEdit(), " · ".join(parts), _("Save the filter"), parent)


def value_dialog(shell: Shell, field: ChipField, parent: QWidget) -> AskDialog:
    """Asks for a name that the register knows, suggested as it is typed."""
    from ...services import find

    session = shell.session
    edit = SuggestEdit(lambda typed: [Suggestion(text) for text in find.suggest(session, field, typed)])
    words = _("Type some letters and choose from the list; tone marks may be left out.")
    return AskDialog(field_name(field), edit, words, _("Show these"), parent)
