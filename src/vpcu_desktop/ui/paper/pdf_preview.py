"""A paper of the registers before it is printed: its form decides its sheet, so there is nothing to choose."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...services.publishing import Orientation
from ..screen import Shell
from .preview import Paper, PreviewDialog


class PdfPreview(PreviewDialog):
    """Shows what `make` gives, which runs off the window's thread; prints it, or saves it as PDF."""

    def __init__(
        self, shell: Shell, title: str, file_name: str, make: Callable[[], bytes], parent: QWidget | None = None
    ) -> None:
        """`file_name`: proposed for saving, without its ending."""
        paper = Paper(title, file_name, lambda _orientation, _leader: make(), lambda _leader: b"")
        super().__init__(shell.operations, paper, parent)
        self.orientation.hide()
        self.word_button.hide()

    @property
    def chosen_orientation(self) -> Orientation:
        """As the first page lies."""
        wide = any(width > height for width, height in self.pages.sizes[:1])
        return "landscape" if wide else "portrait"
