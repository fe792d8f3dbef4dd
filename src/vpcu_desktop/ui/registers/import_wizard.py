"""Somebody's register in a spreadsheet comes into a book: file, columns, book, lines, issuers, then all or nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ...domain.books import Book
from ...domain.errors import KnownError, UnreadableFile
from ...i18n import _, n_
from ..errors import wording
from ..messages import Message
from ..screen import Shell
from ..widgets.banner import Banner
from ..widgets.labels import button, label
from ..widgets.progress import ProgressLine, Ticket
from . import words
from .import_issuers import IssuersPage
from .import_lines import LinesPage
from .import_pages import ColumnsPage, FilePage, ImportPage
from .import_result import ResultPage, export_left_out
from .import_target import Target, TargetPage
from .register_file_words import unreadable

if TYPE_CHECKING:
    from ...domain.register_fields import Field
    from ...intake.issuers import IssuerVariants
    from ...intake.registers import RegisterFile
    from ...services.register_import import Preview, Taken

_T = TypeVar("_T")
_WIDTH = 1400  # px that all columns of the lines have room in


class ImportWizard(QDialog):
    """Esc and Alt+Left go back, Ctrl+Enter goes on; nothing is stored before the last step, and then all or nothing."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Take in a register"))
        room = parent.window().width() - 48 if parent is not None else 0
        self.resize(max(1180, min(room, _WIDTH)), 680)
        self._shell = shell
        self.file, self.columns = FilePage(), ColumnsPage()
        self.target, self.lines = TargetPage(shell.session), LinesPage(shell)
        self.issuers, self.outcome = IssuersPage(), ResultPage()
        self._pages: tuple[ImportPage, ...] = (
            self.file, self.columns, self.target, self.lines, self.issuers, self.outcome,
        )  # fmt: skip
        self._chosen: Target | None = None  # what the lines were read for
        self._mapping: dict[Field, int] = {}
        self.title: QLabel = label("", "heading")
        self.help: QLabel = label("", "muted", wrap=True)
        self.banner = Banner()
        self.progress = ProgressLine()
        self.back_button = button(_("Back"), self.back)
        self.next_button = button("", self.go_on, "primary")
        self.close_button = button(_("Close"), self.leave)
        self.export_button = button(_("Save the lines that were not taken…"), self._export)
        self.promise = label(_("Nothing is stored before the last step."), "muted")
        self.stack = QStackedWidget()
        self._build()
        self.file.file_wanted.connect(lambda path: self._open(path, None))
        self.file.sheet_wanted.connect(self._open_sheet)
        self._show(0)

    def _build(self) -> None:
        for page in self._pages:
            self.stack.addWidget(page)
            page.ready_changed.connect(self._refresh)
        buttons = QHBoxLayout()
        buttons.addWidget(self.promise, 1)
        for widget in (self.export_button, self.back_button, self.close_button, self.next_button):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (self.title, self.help, self.banner):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        for keys, action in (("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on), ("Alt+Left", self.back)):
            QShortcut(QKeySequence(keys), self, activated=action)  # type: ignore[call-overload]

    @property
    def page(self) -> ImportPage:
        return self._pages[self.stack.currentIndex()]

    # Steps

    def go_on(self) -> None:
        """The next step; what it needs is read first."""
        if not self.next_button.isEnabled() or self.progress.is_running:
            return
        self.banner.clear()
        page = self.page
        if page is self.outcome:
            self.accept()
        elif page is self.columns:
            self._offer_books()
        elif page is self.target:
            self._read_lines()
        elif page is self.lines:
            self._read_issuers()
        elif page is self.issuers:
            self._take()
        else:
            self._show(self.stack.currentIndex() + 1)

    def back(self) -> None:
        """The step before; while something runs it is stopped instead."""
        if self.progress.is_running:
            self.progress.stop()
        elif 0 < self.stack.currentIndex() < len(self._pages) - 1:
            self.banner.clear()
            before = self.stack.currentIndex() - 1
            self._show(before)

    def leave(self) -> None:
        """Closes; what runs is stopped first, and the clerk sees what came of it."""
        if self.progress.is_running:
            self.progress.stop()
        else:
            super().reject()

    def reject(self) -> None:
        """Esc: stops what runs, else goes a step back; on the first and the last page it closes."""
        if self.progress.is_running or 0 < self.stack.currentIndex() < len(self._pages) - 1:
            self.back()
        else:
            self.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes from every page; Qt would do as Esc does, which only goes a step back."""
        self.leave()
        event.setAccepted(not self.isVisible())

    def _show(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.title.setText(self.page.title)
        self.help.setText(self.page.help_text)
        self.help.setVisible(bool(self.page.help_text))
        self._refresh()
        self.page.begin()

    def _refresh(self) -> None:
        page, last = self.page, self.page is self.outcome
        running = self.progress.is_running
        self.next_button.setText(self._next_text(page))
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setEnabled(page.ready and not running)
        self.back_button.setVisible(not last)
        self.back_button.setEnabled(self.stack.currentIndex() > 0 and not running)
        self.export_button.setVisible(last and self.lines.preview is not None)
        self.close_button.setVisible(not last)
        self.promise.setText("" if last else _("Nothing is stored before the last step."))

    def _next_text(self, page: ImportPage) -> str:
        if page is self.issuers:
            count = self.lines.taken
            return n_("Take in {n} document", "Take in {n} documents", count).format(n=words.whole(count))
        return _("Close") if page is self.outcome else _("Go on")

    # Work beside the window

    def _run(
        self,
        work: Callable[[Ticket], _T | None],
        done: Callable[[_T], object],
        say: Callable[[int, int], str],
        *,
        writes: bool = False,
    ) -> None:
        """Runs with progress; None means that it was stopped. A known error stands in the banner, the page stays."""
        ticket = self.progress.begin(say)
        self._refresh()

        def finish(result: _T | None) -> None:
            if not isValid(self):
                return
            self.progress.end()
            self._refresh()
            if result is None:
                self.banner.show_message(Message(_("Stopped; nothing was stored.")))
            else:
                done(result)

        def failed(error: KnownError) -> bool:
            if not isValid(self):
                return False
            self.progress.end()
            self._refresh()
            unread = isinstance(error, UnreadableFile)
            self.banner.show_message(unreadable(error.details) if unread else wording(error))
            return True

        run = self._shell.operations.run if writes else self._shell.operations.read
        run(lambda: work(ticket), on_done=finish, on_error=failed)

    def _open_sheet(self, sheet: str) -> None:
        if self.file.register is not None:
            self._open(self.file.register.path, sheet)

    def _open(self, path: Path, sheet: str | None) -> None:
        session = self._shell.session

        def work(_ticket: Ticket) -> "tuple[RegisterFile, dict[Field, int]]":
            from ...intake.registers import open_register
            from ...services import register_import

            file = open_register(path, sheet=sheet)
            return file, register_import.mapping_for(session, file)

        self.banner.clear()
        self._run(work, lambda found: self._take_file(*found), lambda _done, _total: _("Looking at the file…"))

    def _take_file(self, file: "RegisterFile", mapping: "dict[Field, int]") -> None:
        self.columns.show_file(file, mapping)
        self.lines.show_preview(None)
        self.file.show_file(file)
        self.next_button.setFocus()

    def _offer_books(self) -> None:
        session, file, mapping = self._shell.session, self._register(), self.columns.mapping

        def work(_ticket: Ticket) -> tuple[tuple[Book, ...], bool]:
            from ...intake.registers import looks_outgoing
            from ...services import books, numbering

            numbering.setup(session)
            return books.books(session), looks_outgoing(file, mapping)

        def done(found: tuple[tuple[Book, ...], bool]) -> None:
            known, outgoing = found
            self.target.offer(known, outgoing=outgoing)
            self._show(self._pages.index(self.target))

        self._run(work, done, lambda _done, _total: _("Looking at the books…"), writes=True)

    def _read_lines(self) -> None:
        session, file, mapping, target = self._shell.session, self._register(), self.columns.mapping, self.target.target
        if target is None:
            return
        if self.lines.preview is not None and (self._chosen, self._mapping) == (target, mapping):
            self._show(self._pages.index(self.lines))  # nothing changed since they were read
            return

        def work(ticket: Ticket) -> "Preview | None":
            from ...services import register_import

            return register_import.preview(
                session, file, mapping, target.book, progress=ticket.report, cancelled=ticket.is_stopped
            )

        def done(preview: "Preview") -> None:
            self._chosen, self._mapping = target, mapping
            self.lines.show_preview(preview)
            self._show(self._pages.index(self.lines))

        self._run(work, done, _reading)

    def _read_issuers(self) -> None:
        preview = self.lines.preview
        if preview is None:
            return

        def work(_ticket: Ticket) -> "tuple[IssuerVariants, ...]":
            from ...intake.issuers import issuer_variants

            return issuer_variants(each.row.issuer for each in preview.rows if not each.row.blocking)

        self._run(work, self._show_issuers, lambda _done, _total: _("Comparing the issuers…"))

    def _show_issuers(self, variants: "tuple[IssuerVariants, ...]") -> None:
        self.issuers.show_variants(variants)
        self._show(self._pages.index(self.issuers))

    def _take(self) -> None:
        session, preview, target = self._shell.session, self.lines.preview, self._chosen
        if preview is None or target is None:
            return
        decisions, spellings = dict(self.lines.decisions), self.issuers.spellings

        def work(ticket: Ticket) -> "Taken | None":
            from ...services import old_registers, register_import

            take = partial(old_registers.take_old, organ=target.organ) if target.organ else register_import.take
            taken = take(
                session, preview, decisions, spellings=spellings, progress=ticket.report, cancelled=ticket.is_stopped
            )
            return None if taken.stopped else taken

        self._run(work, lambda taken: self._finish(preview, taken), _taking, writes=True)

    def _finish(self, preview: "Preview", taken: "Taken") -> None:
        self._shell.operations.changed.emit(taken.changes)
        self.outcome.show_result(preview, taken, self.lines.decisions)
        self._show(self._pages.index(self.outcome))
        self.next_button.setFocus()

    def _register(self) -> "RegisterFile":
        assert self.file.register is not None
        return self.file.register

    def _export(self) -> None:
        """The lines that did not come in, with the reason, for the clerk to enter by hand."""
        preview = self.lines.preview
        if preview is not None:
            export_left_out(self._shell, self, preview, self.lines.is_taken, self.banner)


def _reading(done: int, total: int) -> str:
    if total:
        return _("Reading: {n} of {all} lines").format(n=words.whole(done), all=words.whole(total))
    return _("Reading: {n} lines").format(n=words.whole(done))


def _taking(done: int, total: int) -> str:
    return _("Taking in: {n} of {all} lines").format(n=words.whole(done), all=words.whole(total))
