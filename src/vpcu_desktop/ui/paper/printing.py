"""Puts a paper on a printer page by page: rendered off the window's thread, one page in memory at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from ..operations import Operations
from .pages_view import render_image

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 300


def ask_printer(parent: QWidget, operations: Operations, pdf: bytes, pages: int, name: str, *, landscape: bool) -> None:
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
        print_pages(operations, printer, pdf, first - 1, min(last, pages) - 1)


def print_pages(
    operations: Operations,
    printer: "QPrinter",
    pdf: bytes,
    first: int,
    last: int,
) -> None:
    """Paints pages `first` to `last` (from 0), each filling its sheet."""
    painter = QPainter(printer)

    def render(page: int) -> None:
        operations.run(lambda: render_image(pdf, page, _DPI / 72), on_done=lambda image: paint(page, image))

    def paint(page: int, image: QImage) -> None:
        if page > first:
            printer.newPage()
        _fill(painter, image)
        if page < last:
            render(page + 1)
        else:
            painter.end()

    render(first)


def _fill(painter: QPainter, image: QImage) -> None:
    """The page as large as the sheet allows, in its middle."""
    sheet = painter.viewport()
    place = QRect(QPoint(0, 0), image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(sheet.center())
    painter.drawImage(place, image)
