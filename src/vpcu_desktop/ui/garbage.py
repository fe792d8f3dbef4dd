"""Garbage is collected in the window's thread alone.

Python collects in whatever thread happens to allocate. When that is a worker, PySide puts off the end of the widgets
that it finds until the window's thread comes by, and dies there of those whose destructor it does not know (a
segmentation fault in `runDeletionInMainThread`, PySide6 6.12). So nothing is collected by itself while a window is
open; the window's thread looks a few times a second whether Python would have collected by now.
"""

import gc

from PySide6.QtCore import QObject, QTimer

#: Often enough that garbage does not pile up during a long import, rarely enough to cost nothing.
_EVERY_MS = 250

_living = 0


class Collector(QObject):
    """Lives as long as its parent; after the last one Python collects by itself again."""

    def __init__(self, parent: QObject) -> None:
        global _living
        super().__init__(parent)
        _living += 1
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()
        parent.destroyed.connect(_end)


def collect_due() -> None:
    """Collects the oldest generation that is due by Python's own thresholds, and with it the younger ones."""
    due = [n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(max(due))


def _end() -> None:
    global _living
    _living -= 1
    if not _living:
        gc.enable()
