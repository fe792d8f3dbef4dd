"""The recovery key's page: shown once, saved or printed, and proved by typing two of its groups."""

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ..i18n import _
from . import theme
from .messages import Message, Tone
from .operations import Operations
from .saving import ask_path
from .widgets.banner import Banner
from .widgets.labels import button, label

_ACROSS = 4


class RecoveryPage(QWidget):
    """`proved` tells whether both groups are typed rightly."""

    proved = Signal(bool)

    def __init__(
        self, text: str, make_pdf: Callable[[], bytes], operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = text.split("-")
        self._make_pdf, self._operations = make_pdf, operations
        self.is_proved = False
        self.banner = Banner(closable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(
                _(
                    "If all passphrases are forgotten, only this key opens the office. It is shown now and never "
                    "again: print the page, seal it in an envelope and lock it away, apart from the machine."
                ),
                wrap=True,
            )
        )
        column.addWidget(self._key_box())
        row = QHBoxLayout()
        row.addWidget(button(_("Print the page…"), self.print_page))
        row.addWidget(button(_("Save the page as PDF…"), self.save_page))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(label(_("Type these two groups from the printed page:"), "strong", wrap=True))
        self.asked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), 2))
        self.answers = [QLineEdit() for _n in self.asked]
        fields = QHBoxLayout()
        fields.setSpacing(16)
        for number, answer in zip(self.asked, self.answers, strict=True):
            words = _("Group {n}").format(n=number + 1)
            answer.setAccessibleName(words)
            answer.setMaxLength(8)
            answer.textChanged.connect(self._check)
            caption = label(words)
            caption.setBuddy(answer)
            fields.addWidget(caption)
            fields.addWidget(answer, 1)
        fields.addStretch(1)
        column.addLayout(fields)
        self.verdict = label("", "muted", wrap=True)
        column.addWidget(self.verdict)
        column.addStretch(1)

    def save_page(self) -> None:
        """Writes the page where the clerk says."""
        name = str(Path.home() / _("VPCU recovery key.pdf").removesuffix(".pdf"))
        path = ask_path(self, _("Save the recovery page"), name, {".pdf": "PDF (*.pdf)"})
        if path is not None:
            self.write_page(path)

    def write_page(self, path: Path) -> None:
        def write() -> str:
            try:
                path.write_bytes(self._make_pdf())
            except OSError as error:
                return error.strerror or type(error).__name__
            return ""

        def told(trouble: str) -> None:
            if trouble:
                self.banner.show_message(Message(_("Not written: {why}").format(why=trouble), tone=Tone.DANGER))
                return
            self.banner.show_message(
                Message(
                    _("Saved as {file}.").format(file=path.name),
                    _("Print it, then delete the file: whoever has it can open the office."),
                    Tone.WARNING,
                )
            )

        self._operations.run(write, label=_("Making the page…"), on_done=told)

    def print_page(self) -> None:
        """Prints the page through the system's dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print the recovery page"))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            from .paper.printing import print_pages

            self._operations.run(
                self._make_pdf,
                label=_("Making the page…"),
                on_done=lambda pdf: print_pages(self._operations, printer, pdf, 0, 0, tell=self.banner.tell),
            )

    def _key_box(self) -> QWidget:
        box = QWidget()
        box.setProperty("area", "card")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box.setAccessibleName(_("Recovery key"))
        grid = QGridLayout(box)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for at, group in enumerate(self._groups):
            row, column = divmod(at, _ACROSS)
            number = label(str(at + 1), "muted")
            letters = label(group, "code")
            letters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(number, row, column * 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(letters, row, column * 2 + 1)
        grid.setColumnStretch(_ACROSS * 2, 1)
        return box

    def _check(self) -> None:
        typed = [answer.text().strip().upper() for answer in self.answers]
        right = [text == self._groups[number] for text, number in zip(typed, self.asked, strict=True)]
        full = [len(text) >= len(self._groups[0]) for text in typed]
        for answer, good, complete in zip(self.answers, right, full, strict=True):
            theme.mark(answer, invalid=complete and not good)
        self.is_proved = all(right)
        if self.is_proved:
            self.verdict.setText(_("Both groups are right."))
            theme.mark(self.verdict, role="success")
        elif any(complete and not good for complete, good in zip(full, right, strict=True)):
            self.verdict.setText(_("Not as on the page; compare letter by letter."))
            theme.mark(self.verdict, role="danger")
        else:
            self.verdict.setText("")
        self.proved.emit(self.is_proved)
