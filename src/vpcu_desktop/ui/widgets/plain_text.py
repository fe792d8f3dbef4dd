"""A text field of several lines that grows with what is typed and lets Tab go on to the next field."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget


class PlainTextEdit(QPlainTextEdit):
    """Grows from `lines` to `most` lines, then scrolls."""

    def __init__(self, text: str = "", *, lines: int = 1, most: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def text(self) -> str:
        return self.toPlainText()

    def setText(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        shown = max(self._lines, min(round(self.document().size().height()), self._most))
        line = QFontMetricsF(self.font()).lineSpacing()
        margins = self.contentsMargins()
        around = 2 * self.document().documentMargin() + margins.top() + margins.bottom()
        return QSize(super().sizeHint().width(), round(shown * line + around) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
