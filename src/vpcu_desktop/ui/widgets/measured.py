"""Limits of a widget that are measured in letters: they follow the text size while the window is open."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget


class Measured(QObject):
    """Calls `fit` with the widget's letters now, and again whenever their size changes. Lives as long as the widget."""

    def __init__(self, widget: QWidget, fit: Callable[[QFontMetrics], object]) -> None:
        super().__init__(widget)
        self._widget, self._fit = widget, fit
        widget.installEventFilter(self)
        fit(widget.fontMetrics())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange and watched is self._widget:
            self._fit(self._widget.fontMetrics())
        return False
