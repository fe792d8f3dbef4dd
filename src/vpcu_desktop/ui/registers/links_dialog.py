"""Choosing a registered document by typing its số, ký hiệu or words of it, and how another one stands to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.documents import Document, LinkKind
from ...i18n import _
from ...services import documents, links
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.labels import button, label
from . import words
from .document_search import DocumentSearch
from .entry_boxes import EntryChoice

if TYPE_CHECKING:
    from ...domain.lines import Line

_KINDS = (
    LinkKind.REPLIES,
    LinkKind.IMPLEMENTS,
    LinkKind.REPLACES,
    LinkKind.REPEALS,
    LinkKind.AMENDS,
    LinkKind.RELATES,
)


class LinksDialog(QDialog):
    """Enter links to the chosen document; one that is in no register is named by its code alone."""

    linked = Signal()

    def __init__(
        self, shell: Shell, document: Document, kind: LinkKind = LinkKind.REPLIES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Link {what}").format(what=words.named(document)))
        self.resize(760, 480)
        self._shell, self._document = shell, document
        self.kind = EntryChoice([(each.value, words.link(each, outwards=True)) for each in _KINDS])
        self.kind.set_value(kind.value)
        self.search = DocumentSearch(shell, self, offered=lambda line: line.id != document.id)
        self.box, self.found = self.search.box, self.search.found
        self.closes = QCheckBox(_("What was asked about it is then done"))
        self.closes.setChecked(True)
        self.closes.hide()
        self.hint = label("", "muted", wrap=True)
        self.banner = Banner()
        self.link_button = button(_("Link"), self.link, "primary")
        self.text_button = button(_("Keep the code alone"), self.link_text)
        self._build()
        self.search.changed.connect(self._choose)
        self.search.shown.connect(self._show)
        self.search.activated.connect(self.link)
        self.kind.currentIndexChanged.connect(lambda _at: self._choose())
        self._choose()
        self.box.setFocus()

    def _build(self) -> None:
        self.kind.setAccessibleName(_("How it stands to it"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(words.named(self._document), "strong"))
        top.addWidget(self.kind)
        top.addWidget(self.box, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.closes)
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.text_button)
        buttons.addWidget(self.link_button)
        self.link_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.banner)
        column.addWidget(self.found, 1)
        column.addWidget(self.hint)
        column.addLayout(buttons)

    @property
    def chosen(self) -> "Line | None":
        return self.search.chosen

    def link(self) -> None:
        """Links to the document that is chosen in the list."""
        line, session, source = self.chosen, self._shell.session, self._document
        if line is None:
            return
        kind, closes = LinkKind(self.kind.value), self.closes.isChecked() and not self.closes.isHidden()

        def work() -> object:
            file = documents.file_of(session, line.id)
            target = file.document if file is not None else None
            if target is None:
                return None
            open_ones = links.open_assignments(session, target) if closes else ()
            return links.link(session, source, kind, target, closes=open_ones)

        self._run(work)

    def link_text(self) -> None:
        """Names a document that is in no register by what was typed."""
        text, session, source = self.box.text().strip(), self._shell.session, self._document
        kind = LinkKind(self.kind.value)
        if text:
            self._run(lambda: links.link(session, source, kind, text=text))

    def _run(self, work: object) -> None:
        def done(_result: object) -> None:
            self.linked.emit()
            self.accept()

        self._shell.operations.run(work, label=_("Saving…"), on_done=done, on_error=self.banner.tell)  # type: ignore[arg-type]

    def _show(self) -> None:
        typed = bool(self.box.text().strip())
        nothing = typed and not self.found.count()
        self.hint.setText(
            _("No registered document matches; its code alone can be kept.") if nothing
            else _("Type the number and code or words of the subject, ↓ chooses, Enter links.")
        )  # fmt: skip
        self.text_button.setEnabled(typed)
        self._choose()

    def _choose(self) -> None:
        line = self.chosen
        self.link_button.setEnabled(line is not None)
        answers = self.kind.value == LinkKind.REPLIES.value
        self.closes.setVisible(answers and line is not None and line.state.is_open)
        self.text_button.setEnabled(bool(self.box.text().strip()))
        if not self.hint.text():
            self.hint.setText(_("Type the number and code or words of the subject, ↓ chooses, Enter links."))


class UnlinkDialog(QDialog):
    """The links that a document has itself; the chosen one is taken off."""

    def __init__(self, shell: Shell, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Take a link off"))
        self.resize(620, 320)
        self._shell, self._id = shell, id
        self.list = QListWidget()
        self.list.setAccessibleName(_("Links"))
        self.take_button = button(_("Take this link off"), self.unlink, "danger")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Close"), self.reject))
        buttons.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        session = shell.session
        shell.operations.read(lambda: documents.file_of(session, id), on_done=self._show)

    def _show(self, file: object) -> None:
        from ...domain.document_file import DocumentFile

        if not isinstance(file, DocumentFile):
            return
        self._document = file.document
        for link in (*file.links, *file.linked_from):
            outwards = link.source == self._id
            other = file.others.get((link.target if outwards else link.source) or "")
            what = link.target_text if other is None else f"{words.code_and_day(other)} {other.subject or ''}"
            item = QListWidgetItem(f"{words.link(link.kind, outwards=outwards)} {what}".strip())
            item.setData(Qt.ItemDataRole.UserRole, link)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.take_button.setEnabled(self.list.count() > 0)
        self.list.setFocus()

    def unlink(self) -> None:
        """Takes the chosen link off; what it closed stays closed."""
        item, session = self.list.currentItem(), self._shell.session
        if item is None:
            return
        link, document = item.data(Qt.ItemDataRole.UserRole), self._document
        self._shell.operations.run(
            lambda: links.unlink(session, document, link), label=_("Saving…"), on_done=lambda _changes: self.accept()
        )
