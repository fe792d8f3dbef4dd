"""The paper before it is printed: pages, orientation, a leader's extract; print, save as PDF or Word."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.directory import Entry
from ...i18n import _, n_
from ...output.pages import Sizes, page_sizes
from ...services.publishing import Orientation
from ..messages import Message, Tone
from ..operations import Operations
from ..saving import ask_path, save_file
from ..widgets.banner import Banner
from ..widgets.labels import button, label
from .pages_view import PagesView, ZoomBox, drawn_from
from .printing import ask_printer


@dataclass(frozen=True)
class Paper:
    """One paper in its shapes. Its functions take long and run off the window's thread."""

    title: str
    file_name: str  # without ending
    pdf: Callable[[Orientation, Entry | None], bytes]
    docx: Callable[[Entry | None], bytes]
    leaders: tuple[Entry, ...] = ()  # whose extracts can be made


class PreviewDialog(QDialog):
    """Shows a `Paper`. Whatever takes long runs through `operations`."""

    def __init__(
        self, operations: Operations, paper: Paper, parent: QWidget | None = None, *, warnings: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.title)
        self.resize(1100, 760)
        self._operations, self._paper = operations, paper
        self._asked = 0
        self.pdf: bytes | None = None
        self.banner = Banner()
        self.pages = PagesView(operations)
        self.orientation = QComboBox()
        self.orientation.addItem(_("Landscape"), "landscape")
        self.orientation.addItem(_("Portrait"), "portrait")
        self.leader = QComboBox()
        self.leader.addItem(_("The whole schedule"), None)
        for entry in paper.leaders:
            self.leader.addItem(_("Extract: {leader}").format(leader=entry.label), entry)
        self.leader.setVisible(bool(paper.leaders))
        self.zoom = ZoomBox(self.pages)
        self.count: QLabel = label("", "muted")
        self.print_button = button(_("Print…"), self.print_paper, "primary")
        self.pdf_button = button(_("Save as PDF…"), self._choose_pdf)
        self.word_button = button(_("Save as Word…"), self._choose_word)
        self._build()
        self.orientation.setAccessibleName(_("Orientation"))
        self.leader.setAccessibleName(_("Extract"))
        self.orientation.currentIndexChanged.connect(self.load)
        self.leader.currentIndexChanged.connect(self.load)
        self._keys()
        if warnings:
            self.banner.show_message(Message(_("Before you print:"), "\n".join(warnings), Tone.WARNING))
        self.load()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        for box in (self.orientation, self.leader, self.zoom):
            bar.addWidget(box)
        bar.addWidget(self.count)
        bar.addStretch(1)
        for widget in (self.word_button, self.pdf_button, self.print_button):
            bar.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.banner)
        whole.addWidget(self.pages, 1)

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+P", self.print_paper),
            ("Ctrl+S", self._choose_pdf),
            ("Ctrl++", lambda: self.pages.step_zoom(1)),
            ("Ctrl+=", lambda: self.pages.step_zoom(1)),
            ("Ctrl+-", lambda: self.pages.step_zoom(-1)),
        )
        for key, action in keys:
            QShortcut(QKeySequence(key), self, activated=action)  # type: ignore[call-overload]
        self.pages.setFocus()

    # Pages

    @property
    def chosen_orientation(self) -> Orientation:
        chosen: Orientation = self.orientation.currentData()
        return chosen

    def load(self) -> None:
        """Makes the paper anew; an answer to an older question is dropped."""
        self._asked += 1
        asked, paper = self._asked, self._paper
        orientation, leader = self.chosen_orientation, self.leader.currentData()

        def work() -> tuple[bytes, Sizes]:
            pdf = paper.pdf(orientation, leader)
            return pdf, page_sizes(pdf)

        def done(result: tuple[bytes, Sizes]) -> None:
            if not isValid(self) or asked != self._asked:
                return
            self.pdf = result[0]
            pages = len(result[1])
            self.count.setText(n_("{n} page", "{n} pages", pages).format(n=pages))
            self.print_button.setText(n_("Print {n} page…", "Print {n} pages…", pages).format(n=pages))
            self.pages.show_pages(result[1], drawn_from(result[0]))

        self._operations.run(work, label=_("Laying out the pages…"), on_done=done, on_error=self.banner.tell)

    # Out of the program

    def print_paper(self) -> None:
        """Asks for the printer, then paints the rendered pages on it."""
        if self.pdf is None:
            return
        landscape = self.chosen_orientation == "landscape"
        ask_printer(
            self,
            self._operations,
            self.pdf,
            self.pages.pages,
            self._paper.file_name,
            landscape=landscape,
            tell=self.banner.tell,
        )

    def _choose_pdf(self) -> None:
        path = self._ask_path(".pdf", _("PDF file (*.pdf)"))
        if path is not None and self.pdf is not None:
            pdf = self.pdf
            self._write(path, lambda: pdf)

    def _choose_word(self) -> None:
        path = self._ask_path(".docx", _("Word file (*.docx)"))
        if path is not None:
            paper, leader = self._paper, self.leader.currentData()
            self._write(path, lambda: paper.docx(leader))

    def _ask_path(self, ending: str, kind: str) -> Path | None:
        name = self._paper.file_name
        if self.leader.currentData() is not None:
            name += f"_{self.leader.currentData().label.replace(' ', '-').replace(',', '')}"
        return ask_path(self, self.windowTitle(), name, {ending: kind})

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        save_file(self._operations, path, make, self.banner)
