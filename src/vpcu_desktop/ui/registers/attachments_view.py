"""A document's files: a list, and a viewer that shows them from memory; nothing is written to the disk."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.documents import Attachment, Document
from ...i18n import _, n_
from ...services import attachments
from ..error_words import size
from ..paper.pages_view import PagesView, page_sizes, render_image
from ..paper.preview import save_file
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
        self._picture: QImage | None = None
        self.banner = Banner()
        self.pages = PagesView()
        self.pages.page_wanted.connect(self._render)
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

        def work() -> tuple[bytes, tuple[tuple[float, float], ...]]:
            data = attachments.content(session, document, attachment)
            return data, page_sizes(data) if is_pdf else ()

        def done(found: tuple[bytes, tuple[tuple[float, float], ...]]) -> None:
            if isValid(self):
                self._show(*found)

        self._shell.operations.read(work, on_done=done, on_error=self.banner.tell)

    def _show(self, data: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        self._bytes = data
        if not sizes and self._attachment.media_type.startswith("image/"):
            picture = QImage.fromData(data)
            if not picture.isNull():
                self._picture = picture
                sizes = ((picture.width() * 0.75, picture.height() * 0.75),)
        self.pages.setVisible(bool(sizes))
        self._nothing.setVisible(not sizes)
        count = n_("{n} page", "{n} pages", len(sizes)).format(n=len(sizes)) if sizes else ""
        self.count.setText(" · ".join(filter(None, (count, size(self._attachment.size)))))
        self.pages.show_pages(sizes)

    def _render(self, page: int, scale: float) -> None:
        if self._picture is not None:
            width = round(self._picture.width() * 0.75 * scale)
            mode = Qt.TransformationMode.SmoothTransformation
            self.pages.show_page(page, scale, self._picture.scaledToWidth(max(width, 1), mode))
            return
        data = self._bytes

        def done(image: QImage) -> None:
            if isValid(self):
                self.pages.show_page(page, scale, image)

        self._shell.operations.read(lambda: render_image(data, page, scale), on_done=done)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, self.windowTitle(), self._attachment.name)
        if chosen:
            data = self._bytes
            save_file(self._shell.operations, Path(chosen), lambda: data, self.banner)
