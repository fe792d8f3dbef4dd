"""A layout that runs its widgets on from left to right and breaks into further lines when the width is used up."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QWidget


class FlowLayout(QLayout):
    """Lines of widgets, each as wide as it wants to be."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4, one_line: bool = False) -> None:
        """`one_line`: they want to stand in one, and break only where there is no room for it."""
        super().__init__(parent)
        self._one_line = one_line
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Adds a widget before the one at an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def index_of(self, widget: QWidget) -> int:
        return next((n for n, item in enumerate(self._items) if item.widget() is widget), -1)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        if not self._one_line:
            return self.minimumSize()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in sizes) - self._gap
        return QSize(max(width, 0), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Places the widgets, or only measures; returns the height that they take."""
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            tallest = max(tallest, size.height())
        return y + tallest - rect.y()


class ElidedButton(QPushButton):
    """A flat button that shortens its words with … where there is no room for them. Del is no key of the board here."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setProperty("kind", "flat")
        self.setAutoDefault(False)
        self._words = words
        self._whole = QSize()
        self.setAccessibleName(words)

    @property
    def words(self) -> str:
        """The whole words."""
        return self._words

    def set_words(self, words: str) -> None:
        if words == self._words and self._whole.isValid():
            return
        self._words = words
        self.setAccessibleName(words)
        self._measure()

    def sizeHint(self) -> QSize:
        if not self._whole.isValid():
            self._measure()
        return self._whole

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(self.fontMetrics().averageCharWidth() * 12, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def event(self, event: QEvent) -> bool:
        return keeps_delete(event) or super().event(event)

    def _measure(self) -> None:
        """How large the button is with all its words: asked of the style, which knows how bold they are."""
        self.setText(self._words)
        self.ensurePolished()
        self._whole = super().sizeHint()
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        cut = self.width() < self._whole.width()
        room = max(self.width() - (self._whole.width() - self.fontMetrics().horizontalAdvance(self._words)), 1)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room) if cut else self._words
        if shown != self.text():
            self.setText(shown)


def keeps_delete(event: QEvent) -> bool:
    """Takes the Del key for the widget that has the focus, before the board's command could remove an activity."""
    taken = (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Delete
    )
    if taken:
        event.accept()
    return taken
