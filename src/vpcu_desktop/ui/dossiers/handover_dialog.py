"""Dossiers go to the archive: which ones, who takes them, and what the minutes say."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.books import Dossier
from ...i18n import _, n_
from ...services.session import OfficeSession
from ..widgets.form import Form
from ..widgets.labels import button, label
from ..widgets.moments import DayEdit


class HandoverDialog(QDialog):
    """The clerk ticks dossiers and names who takes them; what is left empty stays dotted on the minutes."""

    given = Signal(object, str, object, object)  # tuple[Dossier, …], who takes them, the day, texts of the minutes

    def __init__(self, session: OfficeSession, ready: Sequence[Dossier], parent: QWidget | None = None) -> None:
        """`ready`: the closed dossiers that can be handed over, all of them ticked."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Hand over to the archive"))
        self.resize(860, 640)
        self._ready = tuple(ready)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Dossiers that are handed over"))
        for dossier in self._ready:
            item = QListWidgetItem(" · ".join(filter(None, (dossier.notation, dossier.title, dossier.retention))))
            item.setToolTip(dossier.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.to, self.taker_name, self.taker_position = QLineEdit(), QLineEdit(), QLineEdit()
        self.giver_name, self.giver_position = QLineEdit(session.clerk.name), QLineEdit()
        self.day = DayEdit(session.today(), today=session.today)
        self.basis, self.boxes, self.metres, self.condition = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.give_button = button("", self._give, "primary")
        self.to.textChanged.connect(lambda _text: self._count())
        self._build()
        self._count()
        if self._ready:
            self.list.setCurrentRow(0)
        self.to.setFocus()

    def _build(self) -> None:
        form = Form()
        form.add_row((_("Archive that takes them"), self.to), (_("Day"), self.day), stretches=(3, 1))
        form.add_row((_("Taken by"), self.taker_name), (_("Position of who takes them"), self.taker_position))
        form.add_row((_("Given by"), self.giver_name), (_("Position of who gives them"), self.giver_position))
        form.add_row(
            (_("Boxes"), self.boxes),
            (_("Metres of shelf"), self.metres),
            (_("Condition of the papers"), self.condition),
            stretches=(1, 1, 3),
        )
        form.add(_("On the basis of"), self.basis, _("Such as the plan for handing over. Empty fields stay dotted."))
        buttons = QHBoxLayout()
        buttons.addWidget(label(_("Minutes and list are shown before they are printed."), "muted"), 1)
        buttons.addWidget(button(_("Close"), self.reject))
        buttons.addWidget(self.give_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Space ticks a dossier. Once handed over it is not changed any more."), "muted"))
        column.addWidget(self.list, 1)
        column.addWidget(form)
        column.addLayout(buttons)

    @property
    def chosen(self) -> tuple[Dossier, ...]:
        ticked = [self.list.item(n).checkState() == Qt.CheckState.Checked for n in range(self.list.count())]
        return tuple(dossier for dossier, on in zip(self._ready, ticked, strict=True) if on)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed for the minutes, by their fields."""
        boxes = {
            "taker_name": self.taker_name,
            "taker_position": self.taker_position,
            "giver_name": self.giver_name,
            "giver_position": self.giver_position,
            "basis": self.basis,
            "boxes": self.boxes,
            "metres": self.metres,
            "condition": self.condition,
        }
        return {field: text for field, box in boxes.items() if (text := box.text().strip())}

    def _count(self) -> None:
        count = len(self.chosen)
        self.give_button.setText(n_("Hand over {n} dossier", "Hand over {n} dossiers", count).format(n=count))
        self.give_button.setAccessibleName(self.give_button.text())
        self.give_button.setEnabled(count > 0 and bool(self.to.text().strip()))

    def _give(self) -> None:
        day: date | None = self.day.day()
        if self.give_button.isEnabled() and self.day.is_valid:
            self.given.emit(self.chosen, self.to.text().strip(), day, self.typed)
            self.accept()
