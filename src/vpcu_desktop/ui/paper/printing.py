"""Puts a paper on a printer page by page: rendered off the window's thread, one page in memory at a time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from ...domain.errors import KnownError, PageNotPrinted
from ..errors import wording
from ..operations import Operations
from .pages_view import render_image

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300


def ask_printer(
    parent: QWidget,
    operations: Operations,
    pdf: bytes,
    pages: int,
    name: str,
    *,
    landscape: bool,
    tell: Callable[[KnownError], bool],
) -> None:
    """Asks for the printer and the pages, then puts them on it; `name` is what the printer calls the job."""
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setDocName(name)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        print_pages(operations, printer, pdf, first - 1, min(last, pages) - 1, tell=tell)


def print_pages(
    operations: Operations,
    printer: "QPrinter",
    pdf: bytes,
    first: int,
    last: int,
    *,
    tell: Callable[[KnownError], bool],
) -> None:
    """Paints pages `first` to `last` (from 0), each filling its sheet.

    At a page that cannot be drawn or that the printer does not take the job ends, and `tell` gets PageNotPrinted;
    where that can no longer show it (False), the window does.
    """
    painter = QPainter()

    def render(page: int) -> None:
        def picture() -> QImage:
            try:
                return render_image(pdf, page, _DPI / 72)
            except Exception as error:  # a damaged page, or no memory for it: the clerk has to know where it broke off
                raise PageNotPrinted(page=page + 1, first=first + 1) from error

        operations.run(picture, on_done=lambda image: paint(page, image), on_error=break_off)

    def paint(page: int, image: QImage) -> None:
        if not (printer.newPage() if page > first else painter.begin(printer)):
            break_off(PageNotPrinted(page=page + 1, first=first + 1))
            return
        _fill(painter, image)
        if page < last:
            render(page + 1)
        else:
            painter.end()

    def break_off(error: KnownError) -> bool:
        if painter.isActive():
            painter.end()  # what is painted goes out; one still at work would hold the printer
        if not tell(error):
            operations.failed.emit(wording(error))
        return True

    render(first)


def _fill(painter: QPainter, image: QImage) -> None:
    """The page as large as the sheet allows, in its middle."""
    sheet = painter.viewport()
    place = QRect(QPoint(0, 0), image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(sheet.center())
    painter.drawImage(place, image)
