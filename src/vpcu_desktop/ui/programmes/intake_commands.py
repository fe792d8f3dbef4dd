"""Taking over programmes from files and from the clipboard: commands of the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ...domain.programme_proposals import ReadProgramme
from ...i18n import _, n_
from ...services import programme_intake
from ..actions import Command
from ..messages import Message, Tone

if TYPE_CHECKING:
    from .screen import ProgrammesScreen


def intake_commands(screen: "ProgrammesScreen", intake: "Intake") -> tuple[Command, ...]:
    group = _("Programme")

    def may() -> bool:
        return screen.model.may_edit

    return (
        Command("programmes.open", _("Take over from a file…"), intake.open_file, "Ctrl+O", "import", group, may),
        Command("programmes.paste", _("Paste items"), intake.paste, "Ctrl+V", "paste", group, may),
    )


class Intake:
    """Reads off the window's thread, then shows what was understood."""

    def __init__(self, screen: "ProgrammesScreen") -> None:
        self._screen = screen

    def open_file(self) -> None:
        kinds = _("Programmes (*.docx *.doc *.xlsx *.xls *.csv *.htm *.html);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self._screen, _("Take over a programme's file"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Reads a file and shows what was understood."""
        year = self._screen.period.first_day.year
        self._run(lambda: programme_intake.read_file(path, year=year))

    def paste(self) -> None:
        """A copied table or several lines of one; a single line goes into the line for new items."""
        data = QGuiApplication.clipboard().mimeData()
        html, text = data.html() if data.hasHtml() else None, data.text()
        if "\t" not in text and len(text.strip().splitlines()) <= 1 and "<table" not in (html or "").lower():
            if text.strip():
                self._screen.entry.begin(text.strip())
            return
        year = self._screen.period.first_day.year
        self._run(lambda: programme_intake.read_clipboard(html, text, year=year))

    def _run(self, read: Callable[[], ReadProgramme]) -> None:
        self._screen.model.run(read, self._show, label=_("Reading the programme…"))

    def _show(self, read: object) -> None:
        assert isinstance(read, ReadProgramme)
        screen = self._screen
        if not read.items:
            advice = _("Its columns need heads such as “Nội dung” and “Chủ trì” or “Thời gian”.")
            screen.shell.notify(Message(_("There is no programme in it."), advice, Tone.WARNING))
            return
        from .intake_dialog import ProgrammeIntakeDialog

        dialog = ProgrammeIntakeDialog(screen.shell, screen.body, screen.period, read, screen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_items.connect(self._told)
        dialog.open()

    def _told(self, count: int) -> None:
        text = n_("{n} item taken over. Ctrl+Z takes it back.", "{n} items taken over. Ctrl+Z takes them back.", count)
        self._screen.shell.notify(Message(text.format(n=count), tone=Tone.SUCCESS))
