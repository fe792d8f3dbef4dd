"""Putting a registered document into a dossier that is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...domain.books import Dossier, DossierState
from ...domain.documents import Document
from ...domain.text import matches
from ...i18n import _
from ...services import dossiers
from ..messages import Message, Tone
from ..screen import Shell
from ..widgets.labels import button, label
from . import words


class DossierDialog(QDialog):
    """Type words of the notation or title, Enter files."""

    def __init__(self, shell: Shell, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Put {what} into a dossier").format(what=words.named(document)))
        self.resize(640, 420)
        self._shell, self._document = shell, document
        self._known: tuple[Dossier, ...] = ()
        self.box, self.list = QLineEdit(), QListWidget()
        self.box.setPlaceholderText(_("Notation or words of the title"))
        self.box.setAccessibleName(_("Find a dossier"))
        self.list.setAccessibleName(_("Open dossiers"))
        self.hint = label("", "muted", wrap=True)
        self.file_button = button(_("Put in"), self.file, "primary")
        self.file_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel"), self.reject))
        buttons.addWidget(self.file_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (self.box, self.list, self.hint):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.box.textChanged.connect(lambda _text: self._show())
        self.list.itemActivated.connect(lambda _item: self.file())
        session = shell.session
        shell.operations.read(lambda: dossiers.dossiers(session), on_done=self._take)

    def file(self) -> None:
        """Puts the document into the chosen dossier."""
        item, session, document = self.list.currentItem(), self._shell.session, self._document
        if item is None:
            return
        dossier: Dossier = item.data(Qt.ItemDataRole.UserRole)

        def done(_changes: object) -> None:
            text = _("{what} is in dossier {notation}.").format(what=words.named(document), notation=dossier.notation)
            self._shell.notify(Message(text, tone=Tone.SUCCESS))

        self._shell.operations.run(lambda: dossiers.add(session, dossier, [document]), label=_("Saving…"), on_done=done)
        self.accept()

    def _take(self, known: Sequence[Dossier]) -> None:
        self._known = tuple(each for each in known if each.state is DossierState.OPEN)
        self._show()

    def _show(self) -> None:
        typed = self.box.text()
        self.list.clear()
        for each in self._known:
            if not typed or matches(typed, f"{each.notation} {each.title}"):
                item = QListWidgetItem(f"{each.notation} – {each.title}")
                item.setData(Qt.ItemDataRole.UserRole, each)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.file_button.setEnabled(self.list.count() > 0)
        nothing = _("No dossier is open yet: make the year's list under “Dossiers”.")
        self.hint.setText("" if self._known else nothing)
        self.hint.setVisible(bool(self.hint.text()))
