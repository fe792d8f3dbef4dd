"""Which programme is shown and how: whose, of what length, of which period, grouped by what, in which view."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from ...domain.periods import Period, PeriodKind
from ...domain.schedule import Body, BodyId
from ...i18n import _
from .. import theme
from ..widgets.chips import ChoiceRow
from ..widgets.choice import choice, choose
from ..widgets.labels import IconButton, button, icon_button
from .item_list import grouping_words
from .views import VIEW_ICONS, VIEW_KEYS, ViewKind, view_words


def kind_words() -> dict[PeriodKind, str]:
    return {
        PeriodKind.TERM: _("Whole term"),
        PeriodKind.YEAR: _("Year"),
        PeriodKind.QUARTER: _("Quarter"),
        PeriodKind.MONTH: _("Month"),
    }


#: Widths of the bar at the usual size of text, below which these have no room: long names of bodies, "Now", the view's
#: name, the grouping (the palette has it too).
_ROOMY, _NARROW, _TIGHT, _TIGHTEST = 1280, 1080, 980, 780


class ProgrammeBar(QWidget):
    """Stands over the views."""

    body_wanted = Signal(str)
    kind_wanted = Signal(object)  # PeriodKind
    step_wanted = Signal(int)
    today_wanted = Signal()
    grouping_wanted = Signal(object)  # Grouping
    view_wanted = Signal(object)  # ViewKind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._view = True, ViewKind.LIST
        self.body_box = QComboBox()
        self.body_box.setAccessibleName(_("Whose programme"))
        self.body_box.setMinimumContentsLength(16)
        self.body_box.activated.connect(lambda _row: self.body_wanted.emit(self.body_box.currentData()))
        self.kinds = ChoiceRow([(kind.value, words) for kind, words in kind_words().items()], _("For how long"))
        self.kinds.chosen.connect(lambda key: self.kind_wanted.emit(PeriodKind(key)))
        self.before = icon_button("left", _("The period before"), lambda: self.step_wanted.emit(-1))
        self.now = button(_("Now"), self.today_wanted.emit, "flat")
        self.after = icon_button("right", _("The period after"), lambda: self.step_wanted.emit(1))
        self.grouping = choice(grouping_words(), grouping_words().__getitem__)
        self.grouping.setAccessibleName(_("Group the items"))
        self.grouping.activated.connect(lambda _row: self.grouping_wanted.emit(self.grouping.currentData()))
        self.view_button = IconButton(VIEW_ICONS[ViewKind.LIST])
        self.view_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.view_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.view_button.setToolTip(_("View"))
        menu = QMenu(self)
        for kind, name in view_words().items():
            menu.addAction(f"{name}\t{VIEW_KEYS[kind]}", partial(self.view_wanted.emit, kind))
        self.view_button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 8)
        row.setSpacing(8)
        for widget in (self.body_box, self.kinds, self.before, self.now, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.grouping)
        row.addWidget(self.view_button)
        self.show_view(ViewKind.LIST)

    def show_view(self, kind: ViewKind) -> None:
        """Names the view in front."""
        self._view = kind
        self.view_button.set_icon_name(VIEW_ICONS[kind])
        self.view_button.setAccessibleName(_("View: {name}").format(name=view_words()[kind]))
        self._fit()

    def show_choice(self, bodies: Sequence[Body], body: BodyId, period: Period, *, has_term: bool) -> None:
        """Shows what is chosen without telling it again."""
        known = [self.body_box.itemData(row) for row in range(self.body_box.count())]
        if known != [each.id for each in bodies] or [self.body_box.itemText(n) for n in range(len(known))] != [
            each.name for each in bodies
        ]:
            self.body_box.clear()
            for each in bodies:
                self.body_box.addItem(each.name, each.id)
        choose(self.body_box, body)
        self.body_box.setVisible(len(bodies) > 1)
        self.kinds.blockSignals(True)
        self.kinds.select(period.kind.value)
        self.kinds.blockSignals(False)
        self._steps = period.kind is not PeriodKind.TERM
        for widget in (self.before, self.after):
            widget.setVisible(self._steps)
        self._fit()
        self.kinds.set_enabled(PeriodKind.TERM.value, has_term)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All stands in one line: what can be guessed, or said elsewhere, gives way. Only the list can be grouped."""
        scale = theme.text_scale()
        room = self.width() / scale
        tight = room < _TIGHT
        self.now.setVisible(self._steps and room >= _NARROW)
        self.view_button.setText("▾" if tight else f"{view_words()[self._view]} ▾")
        self.grouping.setVisible(self._view is ViewKind.LIST and room >= _TIGHTEST)
        self.grouping.setMaximumWidth(round((150 if tight else 240) * scale))
        self.body_box.setMaximumWidth(round((150 if tight else 220 if room < _ROOMY else 360) * scale))
