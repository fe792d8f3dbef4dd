"""Which item of a longer period an item carries out: linked by hand, where it was not put down from there."""

from PySide6.QtWidgets import QWidget

from ...domain.programmes import Item, Programme
from ...i18n import _
from ...services import programmes
from ..screen import Shell
from ..week.words import first_words
from ..widgets.filtered_list import FilteredList
from ..widgets.labels import button, label
from . import flow_words as words
from .flow_dialog import FlowDialog


class ParentDialog(FlowDialog):
    """Typing narrows the list, Enter links; a link that is there can be taken off."""

    def __init__(self, shell: Shell, item: Item, programme: Programme, parent: QWidget | None = None) -> None:
        super().__init__(shell, _("What the item carries out"), parent)
        self.resize(900, 520)
        self._item, self._programme = item, programme
        self.items: FilteredList[Item] = FilteredList(
            _("Words of the item"),
            _("Items of longer periods"),
            _("No programme of a longer period touches this one."),
        )
        self.items.taken.connect(self.link)
        self.link_button = button(_("Link"), self.link, "primary")
        self.off_button = button(_("Take the link off"), self.unlink)
        self.off_button.setVisible(item.parent is not None)
        column = self.column()
        column.addWidget(label(first_words(item.content, 150), "heading", wrap=True))
        column.addWidget(self.items, 1)
        column.addLayout(self.buttons(self.off_button, self.link_button))
        self.items.changed.connect(self._fit)
        self.items.show_lines(_offered(shell, programme), lambda each: each.id == item.parent)
        self.items.setFocus()

    def _fit(self) -> None:
        self.link_button.setEnabled(self.may_edit and self.items.current is not None)

    def link(self) -> None:
        """Links to the chosen item."""
        chosen = self.items.current
        if chosen is not None:
            self._set(chosen.id)

    def unlink(self) -> None:
        """Takes the link off; both items stay."""
        self._set(None)

    def _set(self, above: str | None) -> None:
        session, item = self.shell.session, self._item
        if self.may_edit:
            self.work(lambda: programmes.link(session, item, above), lambda _changes: self.accept())


def _offered(shell: Shell, programme: Programme) -> list[tuple[str, Item]]:
    """The items of longer periods that touch the programme's, its own body's first, the shortest period first."""
    names = {each.id: each.name for each in shell.session.bodies}
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
