"""Pages in place: made off the window's thread, turned and zoomed, printed, saved as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.errors import KnownError
from ...i18n import _, n_
from ...output.pages import Sizes, page_sizes
from ..saving import ask_path, save_file
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.elided import ElidedLabel
from ..widgets.labels import label
from .pages_view import PagesView, ZoomBox, drawn_from
from .printing import ask_printer


class PagesPane(QWidget):
    """Shows what `show_paper` was given; an answer to an older question is dropped."""

    shown = Signal()  # the pages are there
    failed = Signal(object)  # the KnownError that came instead of them; it stands in the banner

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._asked = 0
        self.pdf: bytes | None = None
        self.file_name = ""
        self.banner = Banner()
        self.pages = PagesView(shell.operations)
        self.zoom = ZoomBox(self.pages)
        self.what, self.count = ElidedLabel("", "strong"), label("", "muted")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.what, 1)
        bar.addWidget(self.count)
        bar.addWidget(self.zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)

    def show_paper(self, what: str, file_name: str, make: Callable[[], bytes]) -> None:
        """`make` gives the PDF; `file_name`, without ending, is proposed for saving it."""
        self._asked += 1
        asked = self._asked
        self.pdf, self.file_name = None, file_name
        self.what.setText(what)
        self.count.setText("")
        self.banner.clear()
        self.pages.show_nothing()

        def work() -> tuple[bytes, Sizes]:
            pdf = make()
            return pdf, page_sizes(pdf)

        def done(result: tuple[bytes, Sizes]) -> None:
            if isValid(self) and asked == self._asked:
                self.pdf = result[0]
                pages = len(result[1])
                self.count.setText(n_("{n} page", "{n} pages", pages).format(n=pages))
                self.pages.show_pages(result[1], drawn_from(result[0]))
                self.shown.emit()

        def failed(error: KnownError) -> bool:
            if isValid(self) and asked == self._asked:
                self.banner.tell(error)
                self.failed.emit(error)
            return True

        self._shell.operations.read(work, on_done=done, on_error=failed)

    def show_nothing(self, what: str = "") -> None:
        self._asked += 1
        self.pdf = None
        self.what.setText(what)
        self.count.setText("")
        self.pages.show_nothing()

    # Out of the program

    def send(self) -> None:
        """Asks for the printer and puts the pages on it, each sheet as it lies."""
        if self.pdf is None:
            return
        width, height = self.pages.sizes[-1]
        ask_printer(
            self,
            self._shell.operations,
            self.pdf,
            self.pages.pages,
            self.file_name,
            landscape=width > height,
            tell=self.banner.tell,
        )

    def save(self) -> None:
        """Asks where the PDF goes."""
        if self.pdf is None:
            return
        path = ask_path(self, _("Save as PDF"), self.file_name, {".pdf": _("PDF file (*.pdf)")})
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        pdf = self.pdf
        if pdf is not None:
            save_file(self._shell.operations, path, lambda: pdf, self.banner)
