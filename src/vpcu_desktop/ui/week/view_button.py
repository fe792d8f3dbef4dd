"""The button that says how the week is looked at, and offers the other ways."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ...i18n import _
from ..widgets.labels import IconButton
from .commands import VIEW_ICONS, VIEW_KEYS, view_names
from .grid import ViewKind


class ViewButton(IconButton):
    """Icon and word of the view in force; a click opens the list of views."""

    chosen = Signal(object)  # ViewKind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(VIEW_ICONS[ViewKind.BOARD], parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(_("View"))
        menu = QMenu(self)
        for kind, name in view_names().items():
            menu.addAction(f"{name}\t{VIEW_KEYS[kind]}", partial(self.chosen.emit, kind))
        self.setMenu(menu)
        self.show_kind(ViewKind.BOARD)

    def show_kind(self, kind: ViewKind) -> None:
        name = view_names()[kind]
        self.set_icon_name(VIEW_ICONS[kind])
        self.setText(f"{name} ▾")
        self.setAccessibleName(_("View: {name}").format(name=name))
