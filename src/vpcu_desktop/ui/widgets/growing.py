"""A dialog in which words appear while it is open."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Becomes higher when what it shows needs it: a warning that appears squeezes no field until letters are cut."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            layout = self.layout()
            needed = (
                layout.totalHeightForWidth(self.width()) if layout is not None and layout.hasHeightForWidth() else 0
            )
            if needed > self.height():
                self.resize(self.width(), needed)
        return done
