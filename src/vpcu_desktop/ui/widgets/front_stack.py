"""A stack of widgets that asks for no more room than the one in front."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontStack(QStackedWidget):
    """Those behind it may be wider; it does not matter until they come to the front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.sizeHint() if front is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()
