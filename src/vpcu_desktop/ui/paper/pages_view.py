"""Pages of a paper, painted as they will come out of the printer."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QWidget
from shiboken6 import isValid

from ...i18n import _
from ...output.pages import Memory, Sizes, draw, in_pixels
from .. import theme
from ..operations import Operations

_GAP = 16
#: Device px: a page as wide as the window takes ten megabytes, so it is drawn only where it is looked at.
_STRIP = 128
#: Zoom steps; 0 is "as wide as the window".
ZOOMS = (0.0, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
#: PDF points per logical pixel at 100 %.
POINT = 72 / 96


class Strip(NamedTuple):
    """A part of a page (from 0) across its whole width at `scale` px to the point: the px above it, and its own."""

    page: int
    top: int
    height: int
    scale: float


#: The picture of a strip; runs off the window's thread.
Draw = Callable[[Strip], QImage]


class PagesView(QAbstractScrollArea):
    """Has strips of pages drawn as they come into sight and keeps their pictures while they are about there."""

    zoom_changed = Signal(float)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.sizes: Sizes = ()
        self._operations = operations
        self._drawing: Draw | None = None
        self._images: dict[Strip, QImage] = {}
        self._asked: set[Strip] = set()
        self._zoom = 0.0
        theme.watch().changed.connect(self.viewport().update)

    @property
    def pages(self) -> int:
        return len(self.sizes)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def scale(self) -> float:
        """Device px per PDF point now."""
        return self._factor() * self.devicePixelRatioF()

    def show_pages(self, sizes: Sizes, drawing: Draw) -> None:
        """Begins a paper: the sizes of its pages in points, and what draws them."""
        self.sizes, self._drawing = sizes, drawing
        self.forget_images()
        self.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        self.sizes, self._drawing = (), None
        self.forget_images()

    def forget_images(self) -> None:
        self._images.clear()
        self._asked.clear()  # what is still on its way finds itself gone from the set that it was asked from
        self._asked = set()
        self._measure()

    def has_page(self, page: int) -> bool:
        """Whether any of it was drawn."""
        return any(strip.page == page for strip in self._images)

    def set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.forget_images()
        self.zoom_changed.emit(zoom)

    def step_zoom(self, way: int) -> None:
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, at + way))])

    # Places

    def _factor(self) -> float:
        """Logical px per point."""
        if self._zoom:
            return self._zoom / POINT
        widest = max((width for width, _height in self.sizes), default=1.0)
        # Not of the viewport as it stands: the bar that a wide page calls for would make the page so narrow that
        # the bar goes, and the page wide again, without end.
        room = self.maximumViewportSize()
        factor = max(room.width() - 2 * _GAP, 64) / widest
        if self._height(factor) > room.height():
            factor = max(room.width() - self.verticalScrollBar().sizeHint().width() - 2 * _GAP, 64) / widest
        return factor

    def _height(self, factor: float) -> int:
        """Of all pages under one another, logical px."""
        return sum(round(height * factor) + _GAP for _width, height in self.sizes) + _GAP

    def _places(self) -> list[QRect]:
        factor, y, found = self._factor(), _GAP, []
        width = max(self.viewport().width(), self._content().width())
        for page_width, page_height in self.sizes:
            w, h = round(page_width * factor), round(page_height * factor)
            found.append(QRect(max((width - w) // 2, _GAP), y, w, h))
            y += h + _GAP
        return found

    def _content(self) -> QSize:
        factor = self._factor()
        width = max((round(w * factor) for w, _h in self.sizes), default=0) + 2 * _GAP
        return QSize(width, self._height(factor))

    def _measure(self) -> None:
        content, seen = self._content(), self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), content.height(), seen.height()),
            (self.horizontalScrollBar(), content.width(), seen.width()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(40)
            bar.setRange(0, max(whole - part, 0))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom:
            self._measure()
        else:
            self.forget_images()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        tokens = theme.tokens()
        painter.fillRect(event.rect(), tokens.color("sunken"))
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen = self.viewport().rect()
        near = seen.adjusted(0, -seen.height(), 0, seen.height())
        kept: set[Strip] = set()
        for page, place in enumerate(self._places()):
            rect = place.translated(-shift)
            if not rect.intersects(near):
                continue
            painter.fillRect(rect, Qt.GlobalColor.white)
            kept |= self._paint_strips(painter, page, rect.topLeft())
            painter.setPen(QPen(tokens.color("line_strong"), 1))
            painter.drawRect(rect)
        painter.end()
        for strip in self._images.keys() - kept:
            del self._images[strip]
        self._asked &= kept

    def _paint_strips(self, painter: QPainter, page: int, corner: QPoint) -> set[Strip]:
        """Paints what is there of a page, asks for what is missing about the sight; gives all that is near it."""
        ratio, tall = self.devicePixelRatioF(), self.viewport().height()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)  # a picture's px fall on the screen's own
        left, upper, near = round(corner.x() * ratio), round(corner.y() * ratio), set[Strip]()
        for strip in self._strips(page):
            top = upper + strip.top
            above, below = top / ratio, (top + strip.height) / ratio
            if below < -tall or above > 2 * tall:
                continue
            near.add(strip)
            image = self._images.get(strip)
            if image is not None:
                painter.drawImage(left, top, image)
            elif below > -_STRIP and above < tall + _STRIP:
                self._ask(strip)
        painter.restore()
        return near

    def _strips(self, page: int) -> Iterator[Strip]:
        scale = self.scale
        height = in_pixels(self.sizes[page][1], scale)
        return (Strip(page, top, min(_STRIP, height - top), scale) for top in range(0, height, _STRIP))

    def _ask(self, strip: Strip) -> None:
        drawing, asked = self._drawing, self._asked
        if strip in asked or drawing is None:
            return
        asked.add(strip)

        def work() -> QImage | None:
            return drawing(strip) if strip in asked else None  # it may have been left behind meanwhile

        def done(image: QImage | None) -> None:
            if image is not None and isValid(self) and strip in asked:
                self._images[strip] = image
                self.viewport().update()

        self._operations.read(work, on_done=done)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)


class ZoomBox(QComboBox):
    """Shows and sets the zoom of pages."""

    def __init__(self, pages: PagesView) -> None:
        super().__init__()
        self.setAccessibleName(_("Zoom"))
        for factor in ZOOMS:
            self.addItem(f"{round(factor * 100)} %" if factor else _("Page width"), factor)
        self._pages = pages
        self.currentIndexChanged.connect(self._take)
        pages.zoom_changed.connect(self._show)

    def _take(self) -> None:
        zoom: float = self.currentData()
        if zoom != self._pages.zoom:
            self._pages.set_zoom(zoom)

    def _show(self, zoom: float) -> None:
        self.setCurrentIndex(self.findData(zoom))


def render_image(pdf: bytes, page: int, scale: float, rows: tuple[int, int] | None = None) -> QImage:
    """A page as a picture; `scale` is px per point, `rows` the px above a strip of it and the strip's own."""
    made = QImage()

    def room(width: int, height: int) -> Memory:
        made.swap(QImage(width, height, QImage.Format.Format_RGB32))
        return made.bits()

    draw(pdf, page, scale, room, rows)
    return made


def drawn_from(pdf: bytes) -> Draw:
    """What draws the pages of a PDF."""
    return lambda strip: render_image(pdf, strip.page, strip.scale, (strip.top, strip.height))
