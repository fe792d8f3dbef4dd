"""Which item of a longer period an item carries out: linked by hand, where it was not put down from there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ...domain.programmes import Item, Programme
from ...domain.schedule import BodyId
from ...domain.text import matches
from ...i18n import _
from ...services import programmes
from ..screen import Shell
from ..week.words import first_words
from ..widgets.labels import button, label
from . import flow_words as words
from .flow_dialog import FlowDialog, fit_list

_ROLE = Qt.ItemDataRole.UserRole


class ParentDialog(FlowDialog):
    """Typing narrows the list, Enter links; a link that is there can be taken off."""

    def __init__(self, shell: Shell, item: Item, programme: Programme, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("What the item carries out"), parent)
        self.resize(900, 520)
        self._item, self._programme = item, programme
        names = {each.id: each.name for each in shell.session.bodies}
        self._lines = _offered(shell, programme, names)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Words of the item"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.filter.returnPressed.connect(self.link)
        self.items = fit_list(QListWidget(), _("Items of longer periods"))
        self.items.itemActivated.connect(lambda _item: self.link())
        self.nothing = label(_("No programme of a longer period touches this one."), "muted", wrap=True)
        self.link_button = button(_("Link"), self.link, "primary")
        self.off_button = button(_("Take the link off"), self.unlink)
        self.off_button.setVisible(item.parent is not None)
        column = self.column()
        column.addWidget(label(first_words(item.content, 150), "heading", wrap=True))
        column.addWidget(self.filter)
        column.addWidget(self.items, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(self.buttons(self.off_button, self.link_button))
        self._narrow()
        self.filter.setFocus()

    def _narrow(self) -> None:
        typed = self.filter.text().strip()
        self.items.clear()
        for text, item in self._lines:
            if not typed or matches(typed, text):
                made = QListWidgetItem(text)
                made.setToolTip(text)
                made.setData(_ROLE, item)
                self.items.addItem(made)
        rows = range(self.items.count())
        linked = next((row for row in rows if self.items.item(row).data(_ROLE).id == self._item.parent), 0)
        self.items.setCurrentRow(linked if self.items.count() else -1)
        self.items.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        self.link_button.setEnabled(self.may_edit and self.items.count() > 0)

    def link(self) -> None:
        """Links to the chosen item."""
        chosen = self.items.currentItem()
        if chosen is not None:
            self._set(chosen.data(_ROLE).id)

    def unlink(self) -> None:
        """Takes the link off; both items stay."""
        self._set(None)

    def _set(self, above: str | None) -> None:
        session, item = self.shell.session, self._item
        if self.may_edit:
            self.work(lambda: programmes.link(session, item, above), lambda _changes: self.accept())


def _offered(shell: Shell, programme: Programme, names: dict[BodyId, str]) -> list[tuple[str, Item]]:
    """The items of longer periods that touch the programme's, its own body's first, the shortest period first."""
    sheets = [
        sheet
        for sheet in programmes.sheets(shell.session, programme.first_day, programme.last_day)
        if sheet.programme.kind.above(programme.kind)
    ]
    sheets.sort(key=lambda sheet: (sheet.body.id != programme.body, -sheet.programme.kind.rank))
    found = []
    for sheet in sheets:
        head = f"{words.period(sheet.programme.period)} · {names.get(sheet.body.id, '')}"
        found += [(f"{head} · {first_words(item.content, 110)}", item) for item in sheet.items]
    return found
