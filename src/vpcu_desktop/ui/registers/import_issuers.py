"""The import's page of issuers that the file spells in several ways: the clerk decides which of them are one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...i18n import _, n_
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from ..widgets.table import Column, Table, TableModel
from . import words
from .import_pages import ImportPage

if TYPE_CHECKING:
    from ...intake.issuers import IssuerVariants


@dataclass(frozen=True, slots=True)
class _Group:
    spellings: tuple[tuple[str, int], ...]
    name: str  # of the organisation that all of them mean
    merged: bool = False


class IssuersPage(ImportPage):
    """A line for each group; ticked ones mean one organisation, whose name can be typed. The lines keep their texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("5. The issuers")
        self.help_text = _(
            "Each line looks like one issuer written in several ways. Tick those that are: the catalogue gets one "
            "organisation. The documents keep what the paper says."
        )
        self.model = TableModel[_Group](
            [
                Column(
                    "merged",
                    _("One issuer"),
                    lambda g: _("one issuer") if g.merged else _("several issuers"),
                    width=10,
                    checked=lambda g: g.merged,
                    check=lambda g, on: replace(g, merged=on),
                ),
                Column(
                    "name",
                    _("Organisation that is meant"),
                    lambda g: g.name,
                    change=lambda g, text: replace(g, name=text.strip() or g.name, merged=True),
                ),
                Column("spellings", _("Written in the file as"), _told),
            ],
            lambda group: group.spellings,
            self,
        )
        self.model.edited.connect(lambda _old, _new: self._count())
        self.table = Table[_Group](self.model, _("Issuers spelled in several ways"))
        self.count = label("", "muted")
        self._none = EmptyState(_("Each issuer is written in one way only; nothing has to be decided here."))
        self._none.hide()
        row = QHBoxLayout()
        row.addWidget(button(_("Tick all"), lambda: self._tick(True), "flat"))
        row.addWidget(button(_("Tick none"), lambda: self._tick(False), "flat"))
        row.addWidget(self.count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1)
        column.addLayout(row)

    @property
    def spellings(self) -> dict[str, str]:
        """Spelling to name, of the groups that the clerk ticked."""
        return {
            spelling: group.name
            for group in self.model.rows
            if group.merged
            for spelling, _count in group.spellings
            if spelling != group.name
        }

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_variants(self, variants: "Sequence[IssuerVariants]") -> None:
        self.model.set_rows([_Group(each.spellings, each.proposed) for each in variants])
        self.table.setVisible(bool(variants))
        self._none.setVisible(not variants)
        if variants:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _tick(self, on: bool) -> None:
        self.model.set_rows([replace(group, merged=on) for group in self.model.rows])
        self._count()

    def _count(self) -> None:
        merged = sum(group.merged for group in self.model.rows)
        said = n_("{n} of {all} ticked", "{n} of {all} ticked", merged)
        self.count.setText(said.format(n=merged, all=len(self.model.rows)))


def _told(group: _Group) -> str:
    return " · ".join(f"{name} ({words.whole(count)})" for name, count in group.spellings)
