"""A document's files: a list, and a viewer that shows them from memory; nothing is written to the disk."""

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.documents import Attachment, Document
from ...domain.errors import UnreadablePdf
from ...i18n import _, n_
from ...output.pages import Sizes, in_pixels, page_sizes
from ...services import attachments
from ..error_words import size
from ..paper.pages_view import POINT, Draw, PagesView, Strip, drawn_from
from ..saving import save_file
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.empty import EmptyState
from ..widgets.labels import button, label
from .parts import LinkButton, empty_layout

_PDF = "application/pdf"


class AttachmentsView(QWidget):
    """One button for each file: its name and size; Enter opens it."""

    opened = Signal(object)  # Attachment

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_files(self, files: Sequence[Attachment]) -> bool:
        """Shows these files; False if there are none."""
        empty_layout(self._column)
        for each in files:
            made = LinkButton(f"{each.name}   {size(each.size)}")
            made.clicked.connect(partial(self._open, each))
            self._column.addWidget(made)
        return bool(files)

    def _open(self, attachment: Attachment, _checked: bool = False) -> None:
        self.opened.emit(attachment)


class AttachmentDialog(QDialog):
    """Shows the pages of a PDF or a picture in memory; any file can be saved where the clerk says."""

    def __init__(self, shell: Shell, document: Document, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(attachment.name)
        self.resize(1000, 760)
        self._shell, self._document, self._attachment = shell, document, attachment
        self._bytes = b""
        self.banner = Banner()
        self.pages = PagesView(shell.operations)
        self.count = label("", "muted")
        self.save_button = button(_("Save as…"), self._choose)
        self._nothing = EmptyState(
            _("This kind of file cannot be shown here. Save it where you want to open it, and delete it afterwards.")
        )
        self._nothing.hide()
        self._build()
        self._load()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(self.count)
        bar.addStretch(1)
        bar.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.banner)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self._nothing, 1)
        for key, way in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(key), self, activated=partial(self.pages.step_zoom, way))  # type: ignore[call-overload]
        self.pages.setFocus()

    def _load(self) -> None:
        session, document, attachment = self._shell.session, self._document, self._attachment
        is_pdf = attachment.media_type == _PDF

        def work() -> tuple[bytes, Sizes, UnreadablePdf | None]:
            data = attachments.content(session, document, attachment)
            try:
                return data, page_sizes(data) if is_pdf else (), None
            except UnreadablePdf as error:  # it can still be saved
                return data, (), error

        def done(found: tuple[bytes, Sizes, UnreadablePdf | None]) -> None:
            if not isValid(self):
                return
            self._show(*found[:2])
            if found[2] is not None:
                self.banner.tell(found[2])

        self._shell.operations.read(work, on_done=done, on_error=self.banner.tell)

    def _show(self, data: bytes, sizes: Sizes) -> None:
        self._bytes = data
        drawing = drawn_from(data)
        if not sizes and self._attachment.media_type.startswith("image/"):
            picture = QImage.fromData(data)
            if not picture.isNull():
                drawing = _strips_of(picture)
                sizes = ((picture.width() * POINT, picture.height() * POINT),)
        self.pages.setVisible(bool(sizes))
        self._nothing.setVisible(not sizes)
        count = n_("{n} page", "{n} pages", len(sizes)).format(n=len(sizes)) if sizes else ""
        self.count.setText(" · ".join(filter(None, (count, size(self._attachment.size)))))
        self.pages.show_pages(sizes, drawing)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), self._attachment.name)
        if chosen:
            data = self._bytes
            save_file(self._shell.operations, Path(chosen), lambda: data, self.banner)


def _strips_of(picture: QImage) -> Draw:
    """What draws a picture as the one page that it is: scaled once for all strips of it."""

    @lru_cache(maxsize=1)
    def scaled(scale: float) -> QImage:
        width, height = (in_pixels(side * POINT, scale) for side in (picture.width(), picture.height()))
        keep = Qt.AspectRatioMode.IgnoreAspectRatio  # it is kept, to the pixel that the page's place was rounded to
        return picture.scaled(max(width, 1), max(height, 1), keep, Qt.TransformationMode.SmoothTransformation)

    def drawn(strip: Strip) -> QImage:
        whole = scaled(strip.scale)
        return whole.copy(0, strip.top, whole.width(), strip.height)

    return drawn
